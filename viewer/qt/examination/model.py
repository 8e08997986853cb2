"""The rows of the examination: sections, items, and their grades on either side, as a table model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotations.model import Knowledge
from viewer.examination.for_and_against import Reading, reading_of
from viewer.examination.items import (
    GRADE_WORDS,
    GROUP_NAMES,
    NORMAL,
    SIDE_NAMES,
    grade_words,
    graded,
    groups,
    keys_of,
    name_of,
    on_side,
    scale_of,
    sides_of,
)
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import tr
from viewer.qt.widgets.style import CAUTION_PALE, FAINT, GROUND, QUIET, WARNING_PALE
from viewer.state.view_state import Examined, Side, SideChoice

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final[tuple[Side, ...]] = ("right", "left")
"""Sides of the columns after the name, as on the ISNCSCI worksheet: the patient's right first."""
SHORT: Final = {
    "test": {"positive": "+", "negative": "−"},
    "plantar": {"up": "↑", "down": "↓", "mute": "0"},
    "tone": {"normal": "2", "reduced": "1", "absent": "0"},
    "presence": {"present": "+", "absent": "−"},
}
"""Answers by their scale, as short as they are typed, so that names keep their room."""
PATIENTS: Final[Mapping[Side, str]] = {"left": N_("Patient's left"), "right": N_("Patient's right")}
AT: Final[Mapping[str, str]] = {"pin-prick": N_("{root}: pin prick"), "light-touch": N_("{root}: light touch")}
"""A key point in a section where points differ by how they are felt."""
UNKNOWN: Final = "·"
"""Shown where nothing was examined."""


@dataclass(frozen=True, slots=True)
class Row:
    """A section's heading, or one item."""

    group: str
    key: str | None
    """None for a heading."""


class ExaminationModel(QAbstractTableModel):
    """Name, right, left.

    Parameters
    ----------
    knowledge : Knowledge
        Gives items and warning signs.
    """

    def __init__(self, knowledge: Knowledge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._entries: tuple[Examined, ...] = ()
        self._letters = False
        self.rows: list[Row] = []
        for group in groups():
            self.rows.append(Row(group, None))
            self.rows += [Row(group, key) for key in keys_of(knowledge, group)]

    def show_entries(self, entries: Sequence[Examined]) -> None:
        """Show what was entered."""
        changed = {entry.key for entry in set(entries) ^ set(self._entries)}
        self._entries = tuple(entries)
        for number, row in enumerate(self.rows):
            if row.key in changed:
                self.dataChanged.emit(self.index(number, 1), self.index(number, len(COLUMNS)))

    def set_knowledge(self, knowledge: Knowledge) -> None:
        """Use the data of another language."""
        self._knowledge = knowledge
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS)))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS))

    def abbreviate(self, on: bool) -> None:
        """Head the columns of the sides with a letter each, or with words."""
        if on != self._letters:
            self._letters = on
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 1, len(COLUMNS))

    def side_of(self, index: Index) -> SideChoice | None:
        """Name the side of a cell; None for names and headings."""
        row = self.rows[index.row()]
        if row.key is None or index.column() == 0:
            return None
        sides = sides_of(self._knowledge, row.key)
        return COLUMNS[index.column() - 1] if "both" not in sides else "both"

    def scale_of(self, index: Index) -> str:
        """Name the scale that an item or warning sign is graded by."""
        key = self.rows[index.row()].key
        return "" if key is None else scale_of(self._knowledge, key)

    def grade_of(self, index: Index) -> str | None:
        """Give what was entered in a cell."""
        row, side = self.rows[index.row()], self.side_of(index)
        return None if row.key is None or side is None else graded(self._entries, row.key, side)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Count sections and items."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Name and two sides."""
        return 0 if parent.isValid() else 1 + len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cursor rest on grades only."""
        if not index.isValid() or self.rows[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags
        if index.column() == 0:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if not section:
                return tr("Examined")
            words = tr(SIDE_NAMES[COLUMNS[section - 1]])
            return words[:1] if self._letters else words
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and section:
            return tr(PATIENTS[COLUMNS[section - 1]])
        if role == Qt.ItemDataRole.TextAlignmentRole and not section:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, and what a screen reader says of it."""
        row = self.rows[index.row()]
        if row.key is None:
            return self._heading(row, index.column(), role)
        name = name_of(self._knowledge, row.key, tr.catalogue)
        item = self._knowledge.examination.get(row.key)
        if index.column() == 0:
            if role == Qt.ItemDataRole.DisplayRole:
                # The section says how it is felt; in the saddle's, where points differ by that alone, the name does.
                if item is not None and item.felt and item.graded_by != row.group:
                    return tr(AT[item.graded_by], root=item.key_point)
                return name if item is None else item.name
            if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return name
            return None
        grade, side = self.grade_of(index), self.side_of(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return UNKNOWN if grade is None else self._short(self.scale_of(index), grade)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            scale = scale_of(self._knowledge, row.key)
            words = tr("not examined") if grade is None else grade_words(scale, grade, tr.catalogue)
            return f"{on_side(name, side or 'both', tr.catalogue)}: {words}"
        abnormal = self.abnormal(index)
        if role == Qt.ItemDataRole.FontRole and abnormal:
            font = QFont()
            font.setBold(True)
            font.setUnderline(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole and abnormal:
            return WARNING_PALE if item is None else CAUTION_PALE
        if role == Qt.ItemDataRole.ForegroundRole and grade is None:
            return FAINT
        return None

    def abnormal(self, index: Index) -> bool:
        """Say whether a grade is bold: lost, brisk, low on both sides, or a warning sign."""
        row, grade = self.rows[index.row()], self.grade_of(index)
        if row.key is None or grade is None:
            return False
        item = self._knowledge.examination.get(row.key)
        if item is None:
            return grade != NORMAL[row.group]
        abnormal: tuple[Reading, ...] = ("lost", "brisk", "alike", "mute", "alarm")
        return reading_of(self._entries, item, self.side_of(index) or "both") in abnormal

    def _short(self, scale: str, grade: str) -> str:
        """Write a grade in its cell."""
        if grade in SHORT.get(scale, {}):
            return SHORT[scale][grade]
        return tr(GRADE_WORDS[grade]) if grade in GRADE_WORDS else grade

    def _heading(self, row: Row, column: int, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and column == 0:
            return tr(GROUP_NAMES[row.group])
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return {Qt.ItemDataRole.BackgroundRole: GROUND, Qt.ItemDataRole.ForegroundRole: QUIET}.get(
            Qt.ItemDataRole(role)
        )
