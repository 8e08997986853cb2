"""Controls for layers, fading of the skin, map and root, labels and key points."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Knowledge
from viewer.appearance.named import LAYER_TEXT
from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.widgets.chooser import Chooser
from viewer.qt.widgets.language import say, tr, with_key
from viewer.qt.widgets.reflow import Columns, WordCheck, add_row, form
from viewer.skin.nerve_fields import nerves_with_skin
from viewer.state.view_state import ALL_ROOTS, LAYERS, ViewState

SHOW_OR_HIDE: Final[Mapping[str, str]] = {
    "skin": N_("Show or hide the skin"),
    "muscles": N_("Show or hide the muscles"),
    "bones": N_("Show or hide the bones"),
    "nerves": N_("Show or hide the nerves"),
    "ligaments": N_("Show or hide the ligaments"),
    "trunk_muscles": N_("Show or hide the trunk muscles"),
    "fascia": N_("Show or hide the fascia"),
}
NO_ROOT: Final = "none"
NO_NERVE: Final = "none"
NO_MAP: Final = "none"


class LayerPanel(QWidget):
    """Check boxes, the skin slider, the map and root choosers.

    Signals
    -------
    layers_requested : (frozenset of str)
    skin_opacity_requested : (float or None)
        0..1; None lets the picture choose.
    map_requested : (key)
    compared_requested, nerve_field_requested : (key or None)
    agreement_requested : (bool)
    root_requested : (key or None)
    labels_requested, key_points_requested : (bool)
    """

    layers_requested = Signal(object)
    skin_opacity_requested = Signal(object)
    map_requested = Signal(str)
    compared_requested = Signal(object)
    agreement_requested = Signal(bool)
    nerve_field_requested = Signal(object)
    root_requested = Signal(object)
    labels_requested = Signal(bool)
    key_points_requested = Signal(bool)

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self.boxes: dict[str, QCheckBox] = {}
        grid = Columns(2)
        for number, layer in enumerate(LAYERS):
            box = QCheckBox(self)
            say(box, text=LAYER_TEXT[layer], toolTip=with_key(SHOW_OR_HIDE[layer], str(number + 1)))
            box.clicked.connect(self._on_layers)
            self.boxes[layer] = box
            grid.addWidget(box)
        self.labels = QCheckBox(self)
        say(self.labels, text=N_("Labels"))
        say(self.labels, toolTip=with_key(N_("Names in the picture"), "N"))
        self.labels.clicked.connect(self.labels_requested)
        self.key_points = QCheckBox(self)
        say(self.key_points, text=N_("Key points"))
        say(self.key_points, toolTip=with_key(N_("The points an examiner touches for each root"), "K"))
        self.key_points.clicked.connect(self.key_points_requested)
        marks = Columns(2)
        marks.addWidget(self.labels)
        marks.addWidget(self.key_points)

        self.skin = QSlider(Qt.Orientation.Horizontal, self)
        self.skin.setRange(0, 100)
        self.skin.setPageStep(20)
        say(self.skin, accessibleName=N_("How far the skin is faded"))
        say(self.skin, toolTip=N_("Fade the skin to see inside (X for x-ray)"))
        self.skin.valueChanged.connect(lambda value: self.skin_opacity_requested.emit(1 - value / 100))
        self.automatic = QPushButton(self)
        say(self.automatic, text=N_("Auto"))
        say(self.automatic, toolTip=N_("Let the picture choose how far the skin is faded"))
        self.automatic.clicked.connect(lambda: self.skin_opacity_requested.emit(None))
        fade = QHBoxLayout()
        fade.addWidget(self.skin, 1)
        fade.addWidget(self.automatic)

        self.map = Chooser(N_("Map of the skin"), self)
        self.compared = Chooser(N_("Second map, whose borders are drawn over the first"), self)
        self.compared.add(NO_MAP, N_("No second map"))
        for key in knowledge.maps:
            for chooser in (self.map, self.compared):
                chooser.add(key, partial(self._map_name, key), partial(self._map_tip, key))
        say(self.compared, toolTip=N_("Draw the borders of a second map over the first, as a beaded line"))
        self.compared.chosen.connect(lambda key: self.compared_requested.emit(None if key == NO_MAP else key))
        self.agreement = WordCheck("", self)
        say(self.agreement, text=N_("How many maps agree"))
        say(self.agreement, toolTip=N_("Colour the skin by how many published maps give it to the root"))
        self.agreement.clicked.connect(self.agreement_requested)
        self.map.chosen.connect(self.map_requested)
        self.root = Chooser(N_("Nerve root shown while no symptom is picked"), self)
        self.root.add(NO_ROOT, N_("None"))
        self.root.add(ALL_ROOTS, N_("All roots, side by side"))
        drawn = {territory.root for territory in knowledge.territories.values()}
        for key in knowledge.roots:
            if key in drawn or key == "L4":
                self.root.add(key, partial(self._root_name, key))
        self.root.chosen.connect(lambda key: self.root_requested.emit(None if key == NO_ROOT else key))
        self.nerve_field = Chooser(N_("Nerve whose skin is drawn over the root's"), self)
        self.nerve_field.add(NO_NERVE, N_("No nerve"))
        for key in nerves_with_skin(knowledge):
            self.nerve_field.add(key, partial(self._nerve_name, key))
        over = N_("Draw the skin of one nerve over the skin of the root: lines for the nerve, colour for the root")
        say(self.nerve_field, toolTip=over)
        self.nerve_field.chosen.connect(lambda key: self.nerve_field_requested.emit(None if key == NO_NERVE else key))
        choosers = form()
        add_row(choosers, N_("Fade skin"), fade, self.skin)
        add_row(choosers, N_("Map"), self.map)
        add_row(choosers, N_("Compare"), self.compared)
        add_row(choosers, N_("Root"), self.root)
        add_row(choosers, N_("Nerve"), self.nerve_field)
        choosers.addRow(self.agreement)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 10)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addLayout(marks)
        layout.addLayout(choosers)
        layout.addStretch(1)

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show the state, silently."""
        for layer, box in self.boxes.items():
            box.setChecked(layer in state.layers)
        self.labels.setChecked(state.labels)
        self.key_points.setChecked(state.key_points)
        with QSignalBlocker(self.skin):
            self.skin.setValue(round(100 * (1 - appearance.skin.opacity)))
        self.skin.setEnabled("skin" in state.layers)
        self.automatic.setEnabled(state.skin_opacity is not None)
        self.map.choose(state.map)
        self.compared.choose(state.compared or NO_MAP)
        self.agreement.setChecked(state.agreement)
        self.root.choose(state.root or NO_ROOT)
        self.nerve_field.choose(state.nerve_field or NO_NERVE)
        # A picked symptom brings its own roots.
        self.root.setEnabled(not state.symptoms)
        tip = tr("Shown while no symptom is picked") if state.symptoms else tr("The nerve root that is shown")
        self.root.setToolTip(tip)

    def _known(self) -> Knowledge:
        """Give the knowledge in the window's language."""
        return in_language(self._knowledge, tr.language)

    def _map_name(self, key: str) -> str:
        item = self._known().maps[key]
        name = item.short_name or item.name
        return f"{name} ({item.year})" if item.year and str(item.year) not in name else name

    def _map_tip(self, key: str) -> str:
        item = self._known().maps[key]
        return _wrapped(item.name, item.method)

    def _root_name(self, key: str) -> str:
        return self._known().roots[key].name or key

    def _nerve_name(self, key: str) -> str:
        return nerves_with_skin(self._known())[key]

    def _on_layers(self) -> None:
        self.layers_requested.emit(frozenset(layer for layer, box in self.boxes.items() if box.isChecked()))


def _wrapped(*parts: str) -> str:
    """Join sentences as rich text, so that Qt wraps the tooltip."""
    return "<p>" + "<br>".join(part for part in parts if part) + "</p>"
