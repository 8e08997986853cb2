"""The table of roots: how many findings speak for and against each, on either side. A cell that is picked is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from viewer.examination.for_and_against import EXAMINED_ROOTS, RootReading, Verdict
from viewer.examination.items import SIDE_NAMES, on_side
from viewer.examination.result import Result
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr, whenever_language_changes
from viewer.qt.widgets.style import GOOD_PALE, PAPER
from viewer.state.view_state import Side

from .model import COLUMNS
from .table import GradeDelegate, Index

NOTHING: Final = "–"
WIDEST: Final = "● +9 −9 (9)"
COUNTED: Final[Mapping[Verdict, str]] = {
    "for": N_("{count} for"),
    "against": N_("{count} against"),
    "little": N_("{count} a little against, being normal"),
    "neutral": N_("{count} neither"),
}
"""Read aloud of a cell."""


class RootTable(QTableWidget):
    """Five roots, two sides.

    Signals
    -------
    root_picked : (root, side)
    """

    root_picked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(len(EXAMINED_ROOTS), 1 + len(COLUMNS), parent)
        say(self, accessibleName=N_("Roots: findings for and against, counted"))
        self.setItemDelegate(GradeDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        for row, root in enumerate(EXAMINED_ROOTS):
            name = QTableWidgetItem(root)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            name.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, 0, name)
            for column in range(1, 1 + len(COLUMNS)):
                cell = QTableWidgetItem(NOTHING)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(row, column, cell)
        with QSignalBlocker(self):
            self.setCurrentCell(EXAMINED_ROOTS.index("L4"), 1)
        self.itemClicked.connect(lambda _item: self._pick())
        whenever_language_changes(self, self._write_headings)

    def show_result(self, result: Result) -> None:
        """Show the counts; the best supported roots are bold and marked."""
        for row, root in enumerate(EXAMINED_ROOTS):
            for column, side in enumerate(COLUMNS, start=1):
                cell = self.item(row, column)
                if cell is None:
                    continue
                found = next((one for one in result.sides if one.side == side), None)
                reading = None if found is None else found.roots[row]
                best = found is not None and reading in found.fitting
                normal = found is not None and not found.lost and reading is not None and reading.examined
                cell.setText(tr("normal") if normal else _short(reading, best))
                font = QFont()
                font.setBold(best)
                cell.setFont(font)
                cell.setBackground(GOOD_PALE if best else PAPER)
                words = f"{on_side(root, side, tr.catalogue)}: {_long(reading)}"
                cell.setToolTip(words)
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    @property
    def place(self) -> tuple[str, Side]:
        """Root and side under the cursor."""
        return EXAMINED_ROOTS[max(0, self.currentRow())], COLUMNS[max(0, self.currentColumn() - 1)]

    def go_to(self, root: str, side: Side) -> None:
        """Put the cursor on a cell, silently."""
        with QSignalBlocker(self):
            self.setCurrentCell(EXAMINED_ROOTS.index(root), 1 + COLUMNS.index(side))
        self.viewport().update()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Keep the cursor off the names."""
        index = super().moveCursor(action, modifiers)
        return index.siblingAtColumn(max(1, index.column()))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Show the root that the arrows reach."""
        super().currentChanged(current, previous)
        if current.column() > 0 and self.hasFocus() and not self.signalsBlocked():
            self._pick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give rows the height that their counts need in this width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Give rows room for words of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # Not while the style is being put on: its headers are not ready then.
            QTimer.singleShot(0, self, self._fit)

    def _pick(self) -> None:
        if self.currentColumn() < 1:
            self.go_to(EXAMINED_ROOTS[max(0, self.currentRow())], COLUMNS[0])
        self.root_picked.emit(*self.place)

    def _write_headings(self) -> None:
        self.setHorizontalHeaderLabels([tr("Root"), *(tr(SIDE_NAMES[side]) for side in COLUMNS)])
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        first = metrics.horizontalAdvance(tr("Root")) + 26
        room = (self.viewport().width() - first) / len(COLUMNS)
        # Where words are large and the panel is narrow, for and against stand below each other.
        font = QFont(self.font())
        font.setBold(True)
        bold = QFontMetrics(font)
        half = bold.horizontalAdvance(WIDEST[: len(WIDEST) // 2 + 1])
        lines = 1 if room >= bold.horizontalAdvance(WIDEST) + 12 else 2 if room >= half + 12 else 3
        high = lines * metrics.height() + 7
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(high)
        for row in range(self.rowCount()):
            self.setRowHeight(row, high)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, first)
        self.setFixedHeight(high * self.rowCount() + header.sizeHint().height() + 6)


def _short(reading: RootReading | None, best: bool) -> str:
    if reading is None or not (reading.examined or reading.count("for") or reading.count("against")):
        return NOTHING
    text = f"+{reading.count('for')} −{reading.count('against')} ({reading.count('little')})"
    return f"● {text}" if best else text


def _long(reading: RootReading | None) -> str:
    if reading is None or not (reading.examined or reading.count("for") or reading.count("against")):
        return tr("not examined")
    return ", ".join(tr(words, count=reading.count(verdict)) for verdict, words in COUNTED.items())
