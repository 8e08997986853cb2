"""Controls for layers, fading of the skin, map and root, labels and key points."""

from __future__ import annotations

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
from viewer.qt.widgets.chooser import Chooser
from viewer.qt.widgets.reflow import Columns, WordCheck, add_row, form
from viewer.skin.nerve_fields import nerves_with_skin
from viewer.state.view_state import ALL_ROOTS, LAYERS, ViewState

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
        self.boxes: dict[str, QCheckBox] = {}
        grid = Columns(2)
        for number, layer in enumerate(LAYERS):
            box = QCheckBox(LAYER_TEXT[layer], self)
            box.setToolTip(f"Show or hide the {LAYER_TEXT[layer].lower()} ({number + 1})")
            box.clicked.connect(self._on_layers)
            self.boxes[layer] = box
            grid.addWidget(box)
        self.labels = QCheckBox("Labels", self)
        self.labels.setToolTip("Names in the picture (N)")
        self.labels.clicked.connect(self.labels_requested)
        self.key_points = QCheckBox("Key points", self)
        self.key_points.setToolTip("The points an examiner touches for each root (K)")
        self.key_points.clicked.connect(self.key_points_requested)
        marks = Columns(2)
        marks.addWidget(self.labels)
        marks.addWidget(self.key_points)

        self.skin = QSlider(Qt.Orientation.Horizontal, self)
        self.skin.setRange(0, 100)
        self.skin.setPageStep(20)
        self.skin.setAccessibleName("How far the skin is faded")
        self.skin.setToolTip("Fade the skin to see inside (X for x-ray)")
        self.skin.valueChanged.connect(lambda value: self.skin_opacity_requested.emit(1 - value / 100))
        self.automatic = QPushButton("Auto", self)
        self.automatic.setToolTip("Let the picture choose how far the skin is faded")
        self.automatic.clicked.connect(lambda: self.skin_opacity_requested.emit(None))
        fade = QHBoxLayout()
        fade.addWidget(self.skin, 1)
        fade.addWidget(self.automatic)

        self.map = Chooser("Map of the skin", self)
        self.compared = Chooser("Second map, whose borders are drawn over the first", self)
        self.compared.add(NO_MAP, "None")
        for key, item in knowledge.maps.items():
            name = item.short_name or item.name
            year = f" ({item.year})" if item.year and str(item.year) not in name else ""
            self.map.add(key, f"{name}{year}", _wrapped(item.name, item.method))
            self.compared.add(key, f"{name}{year}", _wrapped(item.name, item.method))
        self.compared.setToolTip("Draw the borders of a second map over the first, as a beaded line")
        self.compared.chosen.connect(lambda key: self.compared_requested.emit(None if key == NO_MAP else key))
        self.agreement = WordCheck("How many maps agree", self)
        self.agreement.setToolTip("Colour the skin by how many published maps give it to the root")
        self.agreement.clicked.connect(self.agreement_requested)
        self.map.chosen.connect(self.map_requested)
        self.root = Chooser("Nerve root shown while no symptom is picked", self)
        self.root.add(NO_ROOT, "None")
        self.root.add(ALL_ROOTS, "All roots, side by side")
        drawn = {territory.root for territory in knowledge.territories.values()}
        for key, root in knowledge.roots.items():
            if key in drawn or key == "L4":
                self.root.add(key, root.name or key)
        self.root.chosen.connect(lambda key: self.root_requested.emit(None if key == NO_ROOT else key))
        self.nerve_field = Chooser("Nerve whose skin is drawn over the root's", self)
        self.nerve_field.add(NO_NERVE, "None")
        for key, name in nerves_with_skin(knowledge).items():
            self.nerve_field.add(key, name)
        self.nerve_field.setToolTip(
            "Draw the skin of one nerve over the skin of the root: lines for the nerve, colour for the root"
        )
        self.nerve_field.chosen.connect(lambda key: self.nerve_field_requested.emit(None if key == NO_NERVE else key))
        choosers = form()
        add_row(choosers, "Fade skin", fade, self.skin)
        rows = (("Map", self.map), ("Compare", self.compared), ("Root", self.root), ("Nerve", self.nerve_field))
        for text, widget in rows:
            add_row(choosers, text, widget)
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
        self.root.setToolTip("Shown while no symptom is picked" if state.symptoms else "The nerve root that is shown")

    def _on_layers(self) -> None:
        self.layers_requested.emit(frozenset(layer for layer, box in self.boxes.items() if box.isChecked()))


def _wrapped(*parts: str) -> str:
    """Join sentences as rich text, so that Qt wraps the tooltip."""
    return "<p>" + "<br>".join(part for part in parts if part) + "</p>"
