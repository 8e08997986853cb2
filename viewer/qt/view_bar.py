"""The bar above the picture: from where one looks, and which leg of the patient is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from viewer.state import ViewState
from viewer.views import VIEWS

from .segments import Segments

BUTTONS: Final[Mapping[str, str]] = {
    "front": "Front",
    "back": "Back",
    "left": "Left",
    "right": "Right",
    "inner-leg": "Inner leg",
    "outer-leg": "Outer leg",
    "sole": "Sole",
    "foot": "Foot",
    "lumbar": "Lower back",
}
"""Short words for the buttons; the whole name is in the tooltip."""


class ViewBar(QToolBar):
    """View buttons, reset, side switch, hand-out.

    Signals
    -------
    view_requested : (name)
    handout_requested, draw_requested : ()
    reset_requested : ()
    side_requested : (side)
    """

    view_requested = Signal(str)
    reset_requested = Signal()
    handout_requested = Signal()
    side_requested = Signal(str)
    draw_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Views", parent)
        self.setObjectName("views")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        caption = QLabel("Patient's", self)
        self.addWidget(caption)
        self.sides = Segments((("right", "right leg"), ("left", "left leg")), "The patient's leg", self)
        self.sides.setToolTip("The patient's own leg: inner leg, outer leg, sole and new symptoms refer to it")
        self.sides.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sides.chosen.connect(self.side_requested)
        self.addWidget(self.sides)
        self.addSeparator()
        self.buttons: dict[str, QToolButton] = {}
        for name, text in BUTTONS.items():
            view = VIEWS[name]
            button = self._button(text, f"{view.text} ({view.shortcut})")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, name=name: self._on_view(name))
            self.buttons[name] = button
        spacer = QWidget(self)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.draw = self._button("Draw", "Draw where it hurts, tingles or is numb (D)")
        self.draw.setCheckable(True)
        self.draw.clicked.connect(lambda: self.draw_requested.emit())
        self.handout = self._button("Hand-out", "One page to take home, from this very view (Ctrl+P)")
        self.handout.clicked.connect(lambda: self.handout_requested.emit())
        self.reset = self._button("Reset", "Whole body from the front (Home)")
        self.reset.clicked.connect(lambda: self.reset_requested.emit())
        self._view: str | None = None

    def show_state(self, state: ViewState) -> None:
        """Show which view and side are on; no view once the body was turned by hand."""
        self.sides.choose(state.side)
        self._view = state.view if state.camera is None else None
        for name, button in self.buttons.items():
            button.setChecked(name == self._view)

    def _on_view(self, name: str) -> None:
        # A second click on the same view must not lift the button.
        self.buttons[name].setChecked(name == self._view)
        self.view_requested.emit(name)

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addWidget(button)
        return button
