"""The bar above the picture: the patient's leg, the view, tasks, the next patient, and the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from viewer.appearance.views import VIEWS
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import Words, say, with_key
from viewer.qt.widgets.segments import Segments
from viewer.state.audience import AUDIENCES
from viewer.state.view_state import ViewState

BUTTONS: Final[Mapping[str, str]] = {
    "front": N_("Front"),
    "back": N_("Back"),
    "left": N_("Left"),
    "right": N_("Right"),
    "inner-leg": N_("Inner leg"),
    "outer-leg": N_("Outer leg"),
    "sole": N_("Sole"),
    "foot": N_("Foot"),
    "lumbar": N_("Lower back"),
    "saddle": N_("Saddle"),
}
"""Short words for the buttons; the whole name is in the tooltip."""
FIRST: Final = ("front", "back", "inner-leg", "outer-leg")
"""The views that keep their buttons longest."""
MORE: Final = N_("More")
LAST: Final = 6
"""The narrowest step of folding."""
WORDLESS: Final = N_("Views")
"""Text of the folded view buttons once the body was turned by hand."""
SLACK: Final = 12
"""Pixels left free, so that the bar never folds into Qt's own arrow."""


class ViewBar(QToolBar):
    """Side switch, view buttons, drawing, hand-out, reset, next patient, and the switch between the three readers.

    Where the window is narrow or the words are large it folds by steps: the rarer views into a menu, then all views,
    then the readers, then what the menus have anyway goes. Side, views, hand-out and readers stay at any width. Only
    physicians are offered the next patient.

    Signals
    -------
    view_requested : (name)
    find_requested, handout_requested, draw_requested : ()
    reset_requested, next_patient_requested : ()
    side_requested : (side)
    audience_requested : (audience)
    """

    view_requested = Signal(str)
    reset_requested = Signal()
    next_patient_requested = Signal()
    find_requested = Signal()
    handout_requested = Signal()
    side_requested = Signal(str)
    draw_requested = Signal()
    audience_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self, windowTitle=N_("Views"))
        self.setObjectName("views")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._view: str | None = None
        self._steps: list[tuple[QAction, range]] = []
        """What is in the bar, and at which steps of folding."""
        self._step = -1
        self._physician = False
        self.caption = QLabel(self)
        say(self.caption, text=N_("Patient's"))
        self._put(self.caption, range(3))
        self.sides = Segments((("right", N_("right leg")), ("left", N_("left leg"))), N_("The patient's leg"), self)
        say(self.sides, toolTip=N_("The patient's own leg: inner leg, outer leg, sole and new symptoms refer to it"))
        self.sides.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sides.chosen.connect(self.side_requested)
        self._put(self.sides, range(7))
        self._steps.append((self.addSeparator(), range(4)))
        self.buttons: dict[str, QToolButton] = {}
        for name, text in BUTTONS.items():
            view = VIEWS[name]
            button = self._button(text, with_key(view.text, view.shortcut), range(2 if name in FIRST else 1))
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, name=name: self._on_view(name))
            self.buttons[name] = button
        self.views = self._folded(BUTTONS, N_("Views"), N_("From where one looks"), range(1, 7), self._on_view)
        spacer = QWidget(self)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.views.setCheckable(True)
        tip = with_key(N_("Symptoms, parts, nerves, roots, questions, views"), "Ctrl+F")
        self.search = self._button(N_("Find"), tip, range(5))
        self.search.clicked.connect(lambda: self.find_requested.emit())
        tip = with_key(N_("Draw where it hurts, tingles or is numb"), "D")
        self.draw = self._button(N_("Draw"), tip, range(4))
        self.draw.setCheckable(True)
        self.draw.clicked.connect(lambda: self.draw_requested.emit())
        tip = with_key(N_("One page to take home, from this very view"), "Ctrl+P")
        self.handout = self._button(N_("Hand-out"), tip, range(7))
        self.handout.clicked.connect(lambda: self.handout_requested.emit())
        self.reset = self._button(N_("Reset"), with_key(N_("Whole body from the front"), "Home"), range(4))
        self.reset.clicked.connect(lambda: self.reset_requested.emit())
        tip = with_key(N_("Clear the desk: nothing of this patient stays"), "Ctrl+N")
        self.next_patient = self._button(N_("Next patient"), tip, range(6))
        self.next_patient.clicked.connect(lambda: self.next_patient_requested.emit())
        self._steps.append((self.addSeparator(), range(4)))
        for_whom = N_("Plain words and a calm picture, or terms, figures, sources and more panels")
        self.reader = Segments(tuple(AUDIENCES.items()), N_("Shown for"), self)
        say(self.reader, toolTip=for_whom)
        self.reader.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.reader.chosen.connect(self.audience_requested)
        self._put(self.reader, range(3))
        self.readers = self._folded(
            dict(AUDIENCES.items()), N_("Shown for"), for_whom, range(3, 7), self.audience_requested.emit
        )
        self._fold(0)

    def show_state(self, state: ViewState) -> None:
        """Show which view, side and reader are on; no view once the body was turned by hand."""
        self.sides.choose(state.side)
        self.reader.choose(state.audience)
        self._view = state.view if state.camera is None else None
        if self._physician != (state.audience == "physician"):
            self._physician = not self._physician
            self._refold()
        for name, button in self.buttons.items():
            button.setChecked(name == self._view)
        self._tick_views()
        _tick(self.readers, state.audience, AUDIENCES[state.audience])
        self._fit_later()

    def add_task(self, text: Words, tip: Words) -> QToolButton:
        """Add a button before "Draw"; it stays at any width.

        Parameters
        ----------
        text, tip : Words
            A word, and what it does with its key in brackets.
        """
        button = self._made(text, tip)
        before = next(kept for kept, _ in self._steps if self.widgetForAction(kept) is self.draw)
        action, steps = self.insertWidget(before, button), range(6)
        self._steps.append((action, steps))
        action.setVisible(self._step in steps)
        self._fit_later()
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold as far as needed."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fold anew when words become larger."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "readers"):
            self._fit_later()

    # ------------------------------------------------------------------ folding

    def _fit_later(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        for step in range(LAST + 1):
            if step == LAST or self._width(step) <= self.width() - SLACK:
                self._fold(step)
                return

    def _width(self, step: int) -> int:
        """Give the width that the bar needs at a step, pixels."""
        layout = self.layout()
        assert layout is not None
        margins, spacing = layout.contentsMargins(), layout.spacing()
        widths = [self.widgetForAction(action).sizeHint().width() + spacing for action in self._shown_at(step)]
        return sum(widths) + spacing + margins.left() + margins.right()

    def _fold(self, step: int) -> None:
        if step != self._step:
            self._step = step
            self._refold()
            self._tick_views()

    def _refold(self) -> None:
        shown = self._shown_at(self._step)
        for action, _steps in self._steps:
            action.setVisible(action in shown)

    def _shown_at(self, step: int) -> list[QAction]:
        """List what the bar shows at a step of folding."""
        shown = [action for action, steps in self._steps if step in steps]
        return [a for a in shown if self._physician or self.widgetForAction(a) is not self.next_patient]

    def _tick_views(self) -> None:
        """Show the view on the folded buttons."""
        # Beside view buttons its word stays the same, or the bar would fold and unfold with the view.
        some = self._step == 1
        _tick(self.views, self._view, MORE if some else BUTTONS.get(self._view or "", WORDLESS))
        self.views.setChecked(some and self._view in BUTTONS and self._view not in FIRST)

    # ------------------------------------------------------------------ making

    def _put(self, widget: QWidget, steps: range) -> None:
        self._steps.append((self.addWidget(widget), steps))

    def _on_view(self, name: str) -> None:
        # A second click on the same view must not lift the button.
        self.buttons[name].setChecked(name == self._view)
        self.view_requested.emit(name)

    def _button(self, text: Words, tip: Words, steps: range) -> QToolButton:
        button = self._made(text, tip)
        self._put(button, steps)
        return button

    def _made(self, text: Words, tip: Words) -> QToolButton:
        button = QToolButton(self)
        say(button, text=text, toolTip=tip, accessibleName=text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _folded(self, choices: Mapping[str, str], name: str, tip: str, steps: range, choose: object) -> QToolButton:
        """Make the button that stands for a row of buttons where there is no room for it."""
        button = self._button(WORDLESS, tip, steps)
        say(button, accessibleName=name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        group = QActionGroup(menu)
        for value, text in choices.items():
            action = menu.addAction("")
            say(action, text=text)
            action.setCheckable(True)
            action.setData(value)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, value=value: choose(value))  # type: ignore[operator]
        button.setMenu(menu)
        return button


def _tick(button: QToolButton, value: str | None, text: str) -> None:
    """Show what is chosen on a folded row of buttons and in its menu."""
    for action in button.menu().actions():
        action.setChecked(action.data() == value)
    say(button, text=text)
