"""The table that grades are typed into: digits, Tab to the other side, Delete, N for the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotations.model import Knowledge
from viewer.examination.items import GRADES, NOT_TESTABLE, SIDE_NAMES, TYPED, sides_of
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr, whenever_language_changes
from viewer.qt.widgets.style import ACCENT
from viewer.state.view_state import SideChoice

from .model import COLUMNS, ExaminationModel

Index = QModelIndex | QPersistentModelIndex
REST, UNTESTED = "n", "t"
ROOM: Final = 17
"""Letters that a name needs at least to be readable."""
ONE_LINE: Final = 23
"""With room for so many letters names take one line; with less, neighbours would be cut to the same beginning."""


class GradeDelegate(QStyledItemDelegate):
    """Frames the cell that has the keyboard, in the theme's colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell, then its frame."""
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(ACCENT, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


class GradeTable(QTableView):
    """Types grades.

    Signals
    -------
    graded : (key, side, grade)
        An empty grade: not examined.
    rest_normal_requested : (group)
        Everything not graded yet is normal, in one section; an empty name means all sections.
    reached : (key, side)
        The cursor came there.
    look_requested : (key, side)
        Turn the body to what is tested there.
    """

    graded = Signal(str, str, str)
    rest_normal_requested = Signal(str)
    reached = Signal(str, str)
    look_requested = Signal(str, str)

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ExaminationModel(knowledge, self)
        self.setModel(self.rows)
        self._width = 0
        self.setItemDelegate(GradeDelegate(self))
        say(self, accessibleName=N_("Examination: grades by item and side"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for number, row in enumerate(self.rows.rows):
            if row.key is None:
                self.setSpan(number, 0, 1, 1 + len(COLUMNS))
            elif sides_of(knowledge, row.key) == ("both",):
                self.setSpan(number, 1, 1, len(COLUMNS))
        whenever_language_changes(self, self._fit)
        self.go_to_first()

    @property
    def place(self) -> tuple[str, SideChoice] | None:
        """Item and side under the cursor."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        key, side = self.rows.rows[index.row()].key, self.rows.side_of(index)
        return None if key is None or side is None else (key, side)

    def go_to_first(self) -> None:
        """Put the cursor on the first item."""
        self.setCurrentIndex(self.rows.index(1, 1))

    def go_to(self, key: str, side: SideChoice) -> None:
        """Put the cursor on an item."""
        number = next(number for number, row in enumerate(self.rows.rows) if row.key == key)
        self.setCurrentIndex(self._cell(number, 2 if side == "left" else 1))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keep the cursor on grades."""
        index = super().moveCursor(action, modifiers)
        return self._cell(index.row(), index.column()) if index.isValid() else index

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a click on a name reach its grade on the right."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and self.rows.rows[index.row()].key is not None:
            self.setCurrentIndex(self._cell(index.row(), 1))
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cursor in sight as the panel makes room for other words."""
        super().resizeEvent(event)
        if self._width != self.viewport().width():
            self._fit()
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Give rows and columns room for words of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # Not while the style is being put on: its headers are not ready then.
            QTimer.singleShot(0, self, self._fit)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where the cursor is."""
        super().currentChanged(current, previous)
        if self.place is not None:
            self.reached.emit(*self.place)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that are typed here before the window's shortcuts, and Tab before the dialog's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._types(event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, on: bool) -> bool:
        """Take Tab to the other side first, and only then out of the table."""
        index = self.currentIndex()
        if index.isValid() and self.place is not None and self.place[1] != "both":
            column = index.column() + (1 if on else -1)
            if 1 <= column <= len(COLUMNS):
                self.setCurrentIndex(index.siblingAtColumn(column))
                return True
        return super().focusNextPrevChild(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a grade, or move on."""
        if not self._types(event):
            super().keyPressEvent(event)
            return
        key, place = event.key(), self.place
        assert place is not None
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            ends = (1, len(self.rows.rows) - 1)
            self.setCurrentIndex(self._cell(ends[key == Qt.Key.Key_End], self.currentIndex().column()))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.graded.emit(*place, "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.look_requested.emit(*place)
        elif event.text().lower() == REST:
            group = self.rows.rows[self.currentIndex().row()].group
            self.rest_normal_requested.emit(group if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else "")
        else:
            grade = self._grade(event.text())
            assert grade is not None
            self.graded.emit(*place, grade)
            self._step()

    def _types(self, event: QKeyEvent) -> bool:
        """Say whether a key means something to the cell under the cursor."""
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if self.place is None or modifiers != Qt.KeyboardModifier.NoModifier:
            return False
        named = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in (*named, Qt.Key.Key_Home, Qt.Key.Key_End):
            return True
        return event.text().lower() == REST or self._grade(event.text()) is not None

    def _grade(self, text: str) -> str | None:
        if self.place is None:
            return None
        scale, text = self.rows.scale_of(self.currentIndex()), text.lower()
        if scale in TYPED:
            return TYPED[scale].get(text)
        grades = GRADES[scale]
        return NOT_TESTABLE if text == UNTESTED and NOT_TESTABLE in grades else text if text in grades else None

    def _step(self) -> None:
        """Go down to the next item of the same side; it stays at the end."""
        index = self.currentIndex()
        for number in range(index.row() + 1, len(self.rows.rows)):
            if self.rows.rows[number].key is not None:
                self.setCurrentIndex(self._cell(number, index.column()))
                return

    def _cell(self, row: int, column: int) -> QModelIndex:
        """Give the cell of a row: a grade, and where there is one for both sides, that one."""
        index = self.rows.index(row, max(1, column))
        return index.siblingAtColumn(1) if self.rows.side_of(index) == "both" else index

    def _fit(self) -> None:
        """Where names would be cut to nothing, sides are headed by a letter, and then names take two lines."""
        metrics = self.fontMetrics()
        self._width = self.viewport().width()
        font = QFont(self.font())
        font.setBold(True)  # as the headings are
        heading, letter = QFontMetrics(font), metrics.averageCharWidth()
        words = max(heading.horizontalAdvance(tr(SIDE_NAMES[side])) for side in COLUMNS) + 18
        short = metrics.horizontalAdvance(NOT_TESTABLE) + 18
        narrow = self._width - 2 * words < ROOM * letter
        wide = short if narrow else words
        lines = 2 if self._width - 2 * wide < ONE_LINE * letter else 1
        self.rows.abbreviate(narrow)
        self.setWordWrap(lines > 1)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(lines * metrics.height() + 7)
        header = self.horizontalHeader()
        for column in range(1, 1 + len(COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, wide)
        self.setMinimumHeight(max(6 * (metrics.height() + 7), 5 * (lines * metrics.height() + 7)))
