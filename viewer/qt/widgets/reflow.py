"""Layouts and buttons for words that may double in size: rows that break, and words that wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFormLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from .language import Words, say
from .style import FAINT, INK, ON_ACCENT

_WRAPPED: Final = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)


class Columns(QLayout):
    """Lays widgets out in equal columns, row by row, as many as fit beside one another.

    Parameters
    ----------
    most : int
        Columns, at most.
    across, down : int
        Pixels between columns and between rows.
    """

    def __init__(self, most: int, across: int = 14, down: int = 2) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._most, self._across, self._down = most, across, down

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out; None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Wish for width only."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Grow higher the narrower it gets."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all rows."""
        return self._arranged(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All columns beside one another."""
        columns = min(self._most, max(1, len(self._shown())))
        width = columns * self._widest() + (columns - 1) * self._across
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """One column."""
        return QSize(self._widest(), 0)

    def setGeometry(self, rect: QRect) -> None:
        """Move the widgets to their places."""
        super().setGeometry(rect)
        self._arranged(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _widest(self) -> int:
        return max((item.sizeHint().width() for item in self._shown()), default=0)

    def _arranged(self, rect: QRect, *, move: bool) -> int:
        items = self._shown()
        if not items:
            return 0
        fitting = (rect.width() + self._across) // (self._widest() + self._across)
        columns = max(1, min(self._most, fitting))
        wide = (rect.width() - (columns - 1) * self._across) // columns
        top = rect.top()
        for start in range(0, len(items), columns):
            row = items[start : start + columns]
            high = max(item.sizeHint().height() for item in row)
            for number, item in enumerate(row):
                if move:
                    corner = QPoint(rect.left() + number * (wide + self._across), top)
                    item.setGeometry(QRect(corner, QSize(wide, high)))
            top += high + self._down
        return top - self._down - rect.top()


def form(down: int = 6) -> QFormLayout:
    """Make rows of a word and its control; the control goes below its word where there is no room beside it."""
    rows = QFormLayout()
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    rows.setHorizontalSpacing(10)
    rows.setVerticalSpacing(down)
    return rows


def add_row(rows: QFormLayout, text: Words, control: QWidget | QLayout, buddy: QWidget | None = None) -> QLabel:
    """Add a row to a form; its word is the buddy of the control."""
    word = QLabel()
    say(word, text=text)
    word.setMinimumHeight(word.fontMetrics().height() + 8)
    if buddy is not None or isinstance(control, QWidget):
        word.setBuddy(buddy if buddy is not None else control)  # type: ignore[arg-type]
    rows.addRow(word, control)
    return word


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class _Wrapping(_Button):
    """A button with words that wrap: it grows higher the narrower it gets. Comes before Qt's class among the bases."""

    def _let_wrap(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Grow higher the narrower it gets."""
        return True

    def _longest_word(self) -> int:
        """Pixels across."""
        return max(self.fontMetrics().horizontalAdvance(word) for word in self.text().split() or [""])


class WordButton(_Wrapping, QPushButton):
    """A button whose words wrap where they do not fit on one line."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._let_wrap()

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word."""
        around = self._around()
        return QSize(self._longest_word() + around.width(), self.fontMetrics().height() + around.height())

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped words."""
        room = QRect(0, 0, max(1, width - self._around().width()), 10_000)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        return self.fontMetrics().boundingRect(room, flags, self.text()).height() + self._around().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and its words on it."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        filled = self.objectName() == "primary" or self.isChecked()
        painter.setPen(FAINT if not self.isEnabled() else ON_ACCENT if filled else INK)
        inside = self.rect().adjusted(8, 2, -8, -2)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(inside, flags, self.text())
        painter.end()

    def _around(self) -> QSize:
        """Border and padding, as the style sheet has them."""
        return QSize(26, 12)


class _Choice(_Wrapping):
    """A sign to tick, and beside it words that wrap: what a check box and a radio button have in common."""

    CONTROL: QStyle.ControlElement
    """How the style draws the sign."""
    CONTENTS: QStyle.SubElement
    """Where it puts the words."""

    if TYPE_CHECKING:

        def initStyleOption(self, option: QStyleOptionButton) -> None: ...

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word."""
        return QSize(self._beside() + self._longest_word(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped words."""
        room = QRect(0, 0, max(1, width - self._beside()), 10_000)
        lines = self.fontMetrics().boundingRect(room, _WRAPPED, self.text()).height()
        return self.sizeHint().height() + max(0, lines - self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, and the words beside it."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(self.CONTROL, option, painter, self)
        painter.setPen(INK if self.isEnabled() else FAINT)
        painter.drawText(self.style().subElementRect(self.CONTENTS, option, self), _WRAPPED, self.text())
        painter.end()

    def _beside(self) -> int:
        """Width of the sign and what is around it."""
        return self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())


class WordCheck(_Choice, QCheckBox):
    """A box to tick whose words wrap where they do not fit on one line."""

    CONTROL = QStyle.ControlElement.CE_CheckBox
    CONTENTS = QStyle.SubElement.SE_CheckBoxContents

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._let_wrap()


class WordRadio(_Choice, QRadioButton):
    """One of several to choose whose words wrap where they do not fit on one line."""

    CONTROL = QStyle.ControlElement.CE_RadioButton
    CONTENTS = QStyle.SubElement.SE_RadioButtonContents

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._let_wrap()
