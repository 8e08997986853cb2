"""A row of joined buttons of which one is chosen; a column where the row does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QSizePolicy, QToolButton, QWidget

from .language import Words, said, say


class Segments(QWidget):
    """Joined buttons, one of them down.

    Parameters
    ----------
    choices : sequence of (str, Words)
        What is chosen, and the words on its button.
    name : Words
        Of them all, read aloud.

    Signals
    -------
    chosen : (value)
        The user pressed another one.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, Words]], name: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self, accessibleName=name)
        self._row = _Joined(self)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for value, text in choices:
            button = QToolButton(self)
            button.setObjectName("segment")
            button.setCheckable(True)
            # Joined also where the row is wider than its words.
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            say(button, text=text, accessibleName=partial(_whole_name, name, text))
            button.clicked.connect(lambda _checked, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            self._buttons[value] = button
            self._row.addWidget(button)
        self.join()

    def choose(self, value: str) -> None:
        """Show one as chosen, silently."""
        button = self._buttons.get(value)
        if button is not None and not button.isChecked():
            with QSignalBlocker(self._group):
                button.setChecked(True)

    def button(self, value: str) -> QToolButton:
        """Give one button."""
        return self._buttons[value]

    def buttons(self) -> list[QToolButton]:
        """Give all buttons in order."""
        return list(self._buttons.values())

    def join(self) -> None:
        """Round the outer corners only."""
        upright = self._row.direction() == QBoxLayout.Direction.TopToBottom
        last = len(self._buttons) - 1
        for number, button in enumerate(self._buttons.values()):
            ends = ("top", "bottom", "between") if upright else ("first", "last", "middle")
            place = "only" if last == 0 else ends[0] if number == 0 else ends[1] if number == last else ends[2]
            if button.property("place") != place:
                button.setProperty("place", place)
                # What is not on the screen yet is polished when it gets there.
                if button.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                    button.style().unpolish(button)
                    button.style().polish(button)


def _whole_name(name: Words, text: Words) -> str:
    return f"{said(name)}: {said(text)}"


class _Joined(QBoxLayout):
    """Buttons edge to edge: a row, or a column where the row does not fit and the widget may change its width."""

    def __init__(self, owner: Segments) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, owner)
        self._owner = owner
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def sizeHint(self) -> QSize:
        """As a row."""
        return QSize(sum(hint.width() for hint in self._hints()), self._high())

    def minimumSize(self) -> QSize:
        """As a column; as a row where it may not become one."""
        if not self.hasHeightForWidth():
            return self.sizeHint()
        return QSize(max((hint.width() for hint in self._hints()), default=0), self._high())

    def hasHeightForWidth(self) -> bool:
        """Say whether it may become a column."""
        return self._owner.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Fixed

    def heightForWidth(self, width: int) -> int:
        """One button high, or all of them."""
        return self._high() * (1 if width >= self.sizeHint().width() else self.count())

    def minimumHeightForWidth(self, width: int) -> int:
        """Give the same."""
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        """Become a column or a row."""
        narrow = self.hasHeightForWidth() and rect.width() < self.sizeHint().width()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self.direction():
            self.setDirection(direction)
            self._owner.join()
        super().setGeometry(rect)

    def _hints(self) -> list[QSize]:
        return [button.sizeHint() for button in self._owner.buttons()]

    def _high(self) -> int:
        return max((hint.height() for hint in self._hints()), default=0)
