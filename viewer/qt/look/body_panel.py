"""Controls for sex, stature, build and skin tone. They say that the body is a proportioned model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from viewer.appearance.values import Appearance
from viewer.palette.colours import SKIN_TONES
from viewer.qt.widgets.chooser import Chooser
from viewer.qt.widgets.reflow import add_row, form
from viewer.qt.widgets.segments import Segments
from viewer.state.physique import ATLAS, BODIES, MODEL_NOTE, ranges
from viewer.state.view_state import ViewState

BODY_TEXT: Final[Mapping[str, str]] = {"female": "Female", "male": "Male", ATLAS: "Atlas"}
PER_BMI: Final = 2
"""Slider steps for one unit of body mass index."""
HEAVY_FROM, LEAN_TO = 27.5, 21.5
"""Body mass indices from which the slider says heavy, and up to which it says lean."""


class BodyPanel(QWidget):
    """Buttons for the sex, sliders for stature and build, a list of skin tones.

    Signals
    -------
    body_requested : (str)
        ``female``, ``male`` or ``atlas``.
    stature_requested : (float)
        Centimetres.
    bmi_requested : (float)
        Body mass index.
    tone_requested : (str)
    """

    body_requested = Signal(str)
    stature_requested = Signal(float)
    bmi_requested = Signal(float)
    tone_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sex = Segments([(body, BODY_TEXT[body]) for body in ("female", "male", ATLAS)], "Body", self)
        self.sex.setToolTip(f"{MODEL_NOTE} Atlas is the body as it was measured.")
        self.sex.chosen.connect(self.body_requested)
        (shortest, tallest), (leanest, heaviest) = ranges()["stature"], ranges()["bmi"]
        self.stature = self._slider("Stature", round(shortest), round(tallest))
        self.stature.valueChanged.connect(lambda value: self.stature_requested.emit(float(value)))
        self.bmi = self._slider("Build, from lean to heavy", round(PER_BMI * leanest), round(PER_BMI * heaviest))
        self.bmi.valueChanged.connect(lambda value: self.bmi_requested.emit(value / PER_BMI))
        self.tone = Chooser("Skin tone", self)
        for number, name in enumerate(SKIN_TONES):
            self.tone.add(name, f"Tone {number}" if number else "Neutral grey")
        self.tone.chosen.connect(self.tone_requested)
        self._stature_text, self._bmi_text = QLabel(self), QLabel(self)
        for label in (self._stature_text, self._bmi_text):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

        rows = form(8)
        add_row(rows, "Body", self.sex)
        for text, slider, value in (
            ("Stature", self.stature, self._stature_text),
            ("Build", self.bmi, self._bmi_text),
        ):
            slide = QHBoxLayout()
            slide.addWidget(slider, 1)
            slide.addWidget(value)
            add_row(rows, text, slide, slider)
        add_row(rows, "Tone", self.tone)
        note = QLabel(MODEL_NOTE, self)
        note.setWordWrap(True)
        note.setObjectName("quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(rows)
        layout.addWidget(note)
        layout.addStretch(1)

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show the state, silently."""
        body = appearance.body
        real = body.sex != ATLAS
        if state.body in BODIES:
            self.sex.choose(state.body)
        for slider, value in ((self.stature, body.stature_cm), (self.bmi, PER_BMI * body.bmi)):
            slider.setEnabled(real)
            if real:
                with QSignalBlocker(slider):
                    slider.setValue(round(value))
        self._stature_text.setText(f"{body.stature_cm:.0f} cm" if real else "")
        word = "lean" if body.bmi <= LEAN_TO else "heavy" if body.bmi >= HEAVY_FROM else "average"
        self._bmi_text.setText(word if real else "")
        self.bmi.setToolTip(f"Body mass index {body.bmi:.1f}. {MODEL_NOTE}" if real else MODEL_NOTE)
        self.tone.choose(state.skin_tone)

    def _slider(self, name: str, low: int, high: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(low, high)
        slider.setPageStep(5)
        slider.setAccessibleName(name)
        slider.setToolTip(MODEL_NOTE)
        return slider
