"""The tree of parts as a Qt item model: names with boxes, roots, terms; and its filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import tr
from viewer.qt.widgets.side_words import SIDE_WORDS
from viewer.search.parts import Branch, Part, parts_under
from viewer.state.view_state import ViewState

Index = QModelIndex | QPersistentModelIndex
PART_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The part of a row; None on a heading."""
COLUMNS: Final = (N_("Part"), N_("Roots"), N_("Term"))


class _Row:
    """A heading or a part, with its place in the tree."""

    __slots__ = ("below", "branch", "number", "part", "row", "up")

    def __init__(self, up: _Row | None, row: int, branch: Branch | None, part: Part | None) -> None:
        self.up, self.row, self.branch, self.part = up, row, branch, part
        self.number = 0
        """Index in the list of all rows; Qt keeps numbers, not objects."""
        self.below: list[_Row] = []
        if branch is not None:
            children: list[Branch | Part] = [*branch.branches, *branch.parts]
            for number, child in enumerate(children):
                made = (child, None) if isinstance(child, Branch) else (None, child)
                self.below.append(_Row(self, number, *made))


class PartsModel(QAbstractItemModel):
    """Regions, tissues, parts. Boxes show what is drawn on the chosen side; only the state changes them.

    Signals
    -------
    tick_requested : (list of str, bool)
        A box was clicked: these structures are to be drawn, or not.
    """

    tick_requested = Signal(object, bool)

    def __init__(self, tree: Sequence[Branch], structures: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = frozenset(structures)
        self._rows: list[_Row] = []
        self._numbered: list[_Row] = []
        self._state = ViewState()
        self._at: dict[tuple[str, str], _Row] = {}
        self.set_tree(tree)

    def set_tree(self, tree: Sequence[Branch]) -> None:
        """Show this tree: the same parts in other words."""
        self.beginResetModel()
        self._rows = [_Row(None, number, branch, None) for number, branch in enumerate(tree)]
        self._numbered = list(self._all())
        for number, row in enumerate(self._numbered):
            row.number = number
        self._at = {(row.part.entry.kind, row.part.entry.key): row for row in self._all() if row.part is not None}
        self.endResetModel()

    def show_state(self, state: ViewState) -> None:
        """Tick what is drawn."""
        old, self._state = self._state, state
        roles = []
        if (old.hidden, old.layers, old.isolated, old.side) != (state.hidden, state.layers, state.isolated, state.side):
            roles = [Qt.ItemDataRole.CheckStateRole]
        if (old.audience, old.language) != (state.audience, state.language):
            # Other words in the same rows: told of another layout, the filter would forget which rows are meant, and a
            # selected one would point nowhere.
            roles += [Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole]
        for row in self._all() if roles else ():
            first, last = (self.createIndex(row.row, column, row.number) for column in (0, len(COLUMNS) - 1))
            self.dataChanged.emit(first, last, roles)

    def key_of(self, part: Part) -> str | None:
        """Give the structure that a row stands for on the chosen side; None where it is no structure."""
        if not part.layer:
            return None
        base = part.entry.key
        return next((key for key in (f"{base}.{self._state.side}", base) if key in self._known), None)

    def index_of(self, kind: str, key: str) -> QModelIndex:
        """Find a part's row; an invalid index when there is none."""
        row = self._at.get((kind, key))
        return QModelIndex() if row is None else self.createIndex(row.row, 0, row.number)

    def keys_below(self, index: Index) -> list[str]:
        """List the structures of the chosen side of a row and all below it."""
        row = self._row(index)
        if row is None:
            return []
        parts = [row.part] if row.part is not None else list(parts_under(row.branch)) if row.branch else []
        return [key for part in parts if (key := self.key_of(part)) is not None]

    # ---------------------------------------------------------------- Qt's side

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Make the index of a row."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        above = self._row(parent)
        below = self._rows if above is None else above.below
        return self.createIndex(row, column, below[row].number)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Give the heading above a row."""
        row = self._row(child)
        return QModelIndex() if row is None or row.up is None else self.createIndex(row.up.row, 0, row.up.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count what stands below a row."""
        if parent.isValid() and parent.column() > 0:
            return 0
        row = self._row(parent)
        return len(self._rows) if row is None else len(row.below)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the columns: name, roots, term."""
        del parent
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let structures and their headings be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 and self.keys_below(index) else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row's words and its box."""
        row = self._row(index)
        if row is None:
            return None
        part = row.part
        if role == PART_ROLE:
            return part
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return self._ticked(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._accessible_words(index, row)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if part is None:
            return row.branch.text if row.branch is not None and index.column() == 0 else None
        term = part.entry.terms[-1] if part.entry.terms else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(self._names(part))
        return (self._title(part), part.roots, term)[index.column()]

    def _title(self, part: Part) -> str:
        """Name a part for the reader: in plain words, or by terms, which are shorter and easier to tell apart."""
        if self._state.audience == "patient":
            return part.entry.plain or part.entry.words
        return part.entry.terms[0] if part.entry.terms and part.layer else part.entry.words

    def _names(self, part: Part) -> tuple[str, ...]:
        """List what a part is called, in plain words first; patients read nothing else."""
        patient = self._state.audience == "patient"
        return (self._title(part),) if patient else (part.entry.words, *part.entry.terms)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Turn a click on a box into a request; the state changes the box."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.request_tick(index, shown=Qt.CheckState(value) != Qt.CheckState.Unchecked)
        return True

    def request_tick(self, index: Index, *, shown: bool) -> None:
        """Ask for a row and all below it to be drawn, or not."""
        keys = self.keys_below(index)
        if keys:
            self.tick_requested.emit(keys, shown)

    def _ticked(self, index: Index) -> Qt.CheckState | None:
        keys = self.keys_below(index)
        if not keys:
            return None
        shown = sum(self._shown(key) for key in keys)
        if shown == 0:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if shown == len(keys) else Qt.CheckState.PartiallyChecked

    def _shown(self, key: str) -> bool:
        state = self._state
        if state.isolated is not None:
            return key == state.isolated
        row = self._at.get(("structure", _base(key))) or self._at.get(("nerve", _base(key)))
        return key not in state.hidden and (row is None or row.part is None or row.part.layer in state.layers)

    def _accessible_words(self, index: Index, row: _Row) -> str:
        ticked = self._ticked(index)
        if row.part is None:
            return row.branch.text if row.branch is not None else ""
        words = list(dict.fromkeys((self._title(row.part), *self._names(row.part)[:2])))
        key = self.key_of(row.part)
        if key is not None:
            words.append(tr(SIDE_WORDS[self._state.side]) if "." in key else tr("in the middle"))
            words.append(tr("shown") if ticked == Qt.CheckState.Checked else tr("not shown"))
        if row.part.roots:
            words.append(f"{tr(COLUMNS[1])}: {row.part.roots}")
        return ", ".join(words)

    def _row(self, index: Index) -> _Row | None:
        return self._numbered[int(index.internalId())] if index.isValid() else None

    def _all(self) -> Iterator[_Row]:
        waiting = list(self._rows)
        while waiting:
            row = waiting.pop()
            yield row
            waiting.extend(row.below)


class PartsFilter(QSortFilterProxyModel):
    """Shows only the parts that were found, with their headings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: frozenset[tuple[str, str]] | None = None
        self.setRecursiveFilteringEnabled(True)

    def keep(self, kept: frozenset[tuple[str, str]] | None) -> None:
        """Keep parts by kind and key; None keeps all."""
        if kept != self._kept:
            self._kept = kept
            self.invalidate()

    @property
    def searching(self) -> bool:
        """Whether some parts are filtered away."""
        return self._kept is not None

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Keep what was found; headings stay where anything below them does."""
        if self._kept is None:
            return True
        part = self.sourceModel().index(source_row, 0, source_parent).data(PART_ROLE)
        return isinstance(part, Part) and (part.entry.kind, part.entry.key) in self._kept


def _base(key: str) -> str:
    return key.removesuffix(".left").removesuffix(".right")
