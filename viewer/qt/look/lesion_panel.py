"""Controls for the lesion: which one, how severe, and from where one looks."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from annotations.model import Knowledge
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.widgets.chooser import Chooser
from viewer.qt.widgets.language import say, tr, with_key
from viewer.qt.widgets.reflow import WordCheck
from viewer.qt.widgets.segments import Segments
from viewer.state.view_state import ViewState

NO_SCENE: Final = "none"
STEPS: Final = 20
"""Steps of the slider, from healthy to severe."""
LOOKS: Final = (
    ("lumbar-back", N_("Behind")),
    ("lumbar-side", N_("Side")),
    ("lumbar-above", N_("Above")),
)


class LesionPanel(QWidget):
    """Chooses a lesion, its degree and a close-up.

    Signals
    -------
    scene_requested : (key or None)
    degree_requested : (float)
        0 healthy to 1 severe.
    view_requested : (name)
    beside_requested : (bool)
        Whether the healthy body stands beside it.
    """

    scene_requested = Signal(object)
    degree_requested = Signal(float)
    view_requested = Signal(str)
    beside_requested = Signal(bool)

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = Chooser(N_("Where the root is pinched"), self)
        self.scene.add(NO_SCENE, N_("Nothing pinched"))
        for key in knowledge.scenes:
            self.scene.add(key, partial(_scene_words, knowledge, key), partial(_scene_term, knowledge, key))
        self.scene.chosen.connect(lambda key: self.scene_requested.emit(None if key == NO_SCENE else key))
        self.degree = QSlider(Qt.Orientation.Horizontal, self)
        self.degree.setRange(0, STEPS)
        self.degree.setPageStep(STEPS // 4)
        say(self.degree, accessibleName=N_("How severe the pinch is"), toolTip=N_("From healthy to severe"))
        # Once per turn of the event loop: a held key or a fast hand never runs ahead of the picture.
        self._slid = QTimer(self)
        self._slid.setSingleShot(True)
        self._slid.timeout.connect(lambda: self.degree_requested.emit(self.degree.value() / STEPS))
        self.degree.valueChanged.connect(lambda _value: self._slid.start(0))
        slide = QHBoxLayout()
        healthy, severe = QLabel(self), QLabel(self)
        say(healthy, text=N_("Healthy"))
        say(severe, text=N_("Severe"))
        slide.addWidget(healthy)
        slide.addWidget(self.degree, 1)
        slide.addWidget(severe)
        self.looks = Segments(LOOKS, N_("Look at the disc from"), self)
        say(self.looks, toolTip=N_("Look at the disc from behind, from the side or from above, the spine cut open"))
        self.looks.chosen.connect(self.view_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.scene)
        layout.addLayout(slide)
        label = QLabel(self)
        say(label, text=N_("Look from"))
        label.setBuddy(self.looks)
        layout.addWidget(label)
        layout.addWidget(self.looks)
        self.beside = WordCheck("", self)
        split = N_("Split the picture: healthy at the left, what is pinched or picked at the right")
        say(self.beside, text=N_("Healthy body beside it"), toolTip=with_key(split, "Shift+C"))
        self.beside.toggled.connect(self.beside_requested)
        layout.addWidget(self.beside)
        layout.addStretch(1)

    def show_state(self, state: ViewState) -> None:
        """Show the state, silently."""
        self.scene.choose(state.scene or NO_SCENE)
        if not self._slid.isActive():
            with QSignalBlocker(self.degree):
                self.degree.setValue(round(state.degree * STEPS))
        self.degree.setEnabled(state.scene is not None)
        with QSignalBlocker(self.beside):
            self.beside.setChecked(state.beside)
        if state.camera is None:
            self.looks.choose(state.view)


def _scene_words(knowledge: Knowledge, key: str) -> str:
    scene = in_language(knowledge, tr.language).scenes[key]
    return f"{scene.root}: {scene.plain_name}"


def _scene_term(knowledge: Knowledge, key: str) -> str:
    return in_language(knowledge, tr.language).scenes[key].name
