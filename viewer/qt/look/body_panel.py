"""Controls for sex, stature, build and skin tone. They say that the body is a proportioned model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.palette.colours import SKIN_TONES
from viewer.qt.widgets.chooser import Chooser
from viewer.qt.widgets.language import say, tr
from viewer.qt.widgets.reflow import add_row, form
from viewer.qt.widgets.segments import Segments
from viewer.state.physique import ATLAS, BODIES, MODEL_NOTE, ranges
from viewer.state.view_state import ViewState

BODY_TEXT: Final[Mapping[str, str]] = {"female": N_("Female"), "male": N_("Male"), ATLAS: N_("Atlas")}
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
        self.sex = Segments([(body, BODY_TEXT[body]) for body in ("female", "male", ATLAS)], N_("Body"), self)
        say(self.sex, toolTip=lambda: " ".join((tr(MODEL_NOTE), tr("Atlas is the body as it was measured."))))
        self.sex.chosen.connect(self.body_requested)
        (shortest, tallest), (leanest, heaviest) = ranges()["stature"], ranges()["bmi"]
        self.stature = self._slider(N_("Stature"), round(shortest), round(tallest))
        self.stature.valueChanged.connect(lambda value: self.stature_requested.emit(float(value)))
        self.bmi = self._slider(N_("Build, from lean to heavy"), round(PER_BMI * leanest), round(PER_BMI * heaviest))
        self.bmi.valueChanged.connect(lambda value: self.bmi_requested.emit(value / PER_BMI))
        self.tone = Chooser(N_("Skin tone"), self)
        for number, name in enumerate(SKIN_TONES):
            self.tone.add(name, partial(_tone, number) if number else N_("Neutral grey"))
        self.tone.chosen.connect(self.tone_requested)
        self._stature_text, self._bmi_text = QLabel(self), QLabel(self)
        for label in (self._stature_text, self._bmi_text):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

        rows = form(8)
        add_row(rows, N_("Body"), self.sex)
        for text, slider, value in (
            (N_("Stature"), self.stature, self._stature_text),
            (N_("Build"), self.bmi, self._bmi_text),
        ):
            slide = QHBoxLayout()
            slide.addWidget(slider, 1)
            slide.addWidget(value)
            add_row(rows, text, slide, slider)
        add_row(rows, N_("Tone"), self.tone)
        note = QLabel(self)
        say(note, text=MODEL_NOTE)
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
        self._bmi_text.setText(_build_words(body.bmi) if real else "")
        index = tr("Body mass index {index}.", index=QLocale(tr.language).toString(body.bmi, "f", 1)) if real else ""
        self.bmi.setToolTip(f"{index} {tr(MODEL_NOTE)}".strip())
        self.tone.choose(state.skin_tone)

    def _slider(self, name: str, low: int, high: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(low, high)
        slider.setPageStep(5)
        say(slider, accessibleName=name, toolTip=MODEL_NOTE)
        return slider


def _build_words(bmi: float) -> str:
    if bmi <= LEAN_TO:
        return tr("lean")
    return tr("heavy") if bmi >= HEAVY_FROM else tr("average")


def _tone(number: int) -> str:
    return tr("Tone {number}", number=number)
