"""The symptoms as a Qt item model: groups, and under each its symptoms in plain words; and its search filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from annotations.model import Symptom
from viewer.i18n.catalogue import ENGLISH, N_
from viewer.qt.widgets.language import tr
from viewer.qt.widgets.side_words import SIDE_WORDS
from viewer.search.entries import Hit
from viewer.search.findable import everyday_names, symptom_index
from viewer.search.finding import Answer, symptoms_in
from viewer.search.finding import Index as SearchIndex
from viewer.search.place_words import because_words
from viewer.search.understanding import Understood
from viewer.state.view_state import PickedSymptom, SideChoice

Index = QModelIndex | QPersistentModelIndex

KEY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""A symptom's key; None on a group."""
SIDE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The side it is picked on; None while it is not picked."""
URGENT_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""Whether it is a warning sign (or their group)."""
BECAUSE_ROLE: Final = Qt.ItemDataRole.UserRole + 6
"""By which words of a search it was found; empty where its name was typed."""
SIDED_ROLE: Final = Qt.ItemDataRole.UserRole + 5
"""Whether it has a side; a symptom of the whole body, such as fever, has none."""

GROUPS: Final[Mapping[str, str]] = {
    "red-flag": N_("Warning signs: do not wait"),
    "pain": N_("Pain"),
    "numbness": N_("Numbness or tingling"),
    "weakness": N_("Weakness"),
    "movement": N_("Everyday movement"),
    "reflex": N_("Reflexes (found by an examiner)"),
}
"""Headings, in the order they are shown."""
Ask = Callable[[str, Understood | None], Answer]
"""Finds what was typed, understood as it stands or as it was corrected."""


class SymptomModel(QAbstractItemModel):
    """Two levels: groups and symptoms. It changes only through :meth:`set_picked`."""

    def __init__(self, symptoms: Iterable[Symptom], parent: QObject | None = None) -> None:
        super().__init__(parent)
        by_group: dict[str, list[Symptom]] = {group: [] for group in GROUPS}
        for symptom in symptoms:
            by_group.setdefault(symptom.group, []).append(symptom)
        self._groups = [(group, rows) for group, rows in by_group.items() if rows]
        self._picked: dict[str, SideChoice] = {}

    def set_picked(self, picked: Iterable[PickedSymptom]) -> None:
        """Show these as picked and all others as not."""
        new = {symptom.key: symptom.side for symptom in picked}
        changed = {key for key in new.keys() | self._picked.keys() if new.get(key) != self._picked.get(key)}
        self._picked = new
        for row, (_, symptoms) in enumerate(self._groups):
            group = self.index(row, 0)
            touched = False
            for child, symptom in enumerate(symptoms):
                if symptom.key in changed:
                    index = self.index(child, 0, group)
                    self.dataChanged.emit(index, index)
                    touched = True
            if touched:
                self.dataChanged.emit(group, group)

    def index_of(self, key: str) -> QModelIndex:
        """Find a symptom's row; an invalid index when there is none."""
        for row, (_, symptoms) in enumerate(self._groups):
            for child, symptom in enumerate(symptoms):
                if symptom.key == key:
                    return self.index(child, 0, self.index(row, 0))
        return QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Make the index of a row: groups have internal id 0, symptoms their group's number plus one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Give a symptom's group."""
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(int(child.internalId()) - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count groups, or a group's symptoms."""
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()][1]) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Give the one column."""
        del parent
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let symptoms be checked, but not groups."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.internalId() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row's words and state."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._group_data(index.row(), role)
        symptom = self._groups[int(index.internalId()) - 1][1][index.row()]
        side = self._picked.get(symptom.key)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return symptom.text
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if side else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                # Known in English only.
                also = "; ".join(everyday_names(symptom, tr.language)) if tr.language == ENGLISH else ""
                return tr("Also called: {names}", names=also) if also else None
            case Qt.ItemDataRole.AccessibleTextRole:
                picked = (tr(SIDE_WORDS[side]),) if side and symptom.sided else ()
                return ", ".join((symptom.text, tr("picked") if side else tr("not picked"), *picked))
        own: dict[int, object] = {
            KEY_ROLE: symptom.key,
            SIDE_ROLE: side,
            URGENT_ROLE: symptom.group == "red-flag",
            SIDED_ROLE: symptom.sided,
        }
        return own.get(role)

    def _group_data(self, row: int, role: int) -> object:
        group, symptoms = self._groups[row]
        picked = sum(symptom.key in self._picked for symptom in symptoms)
        title = tr(GROUPS[group])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title
            case Qt.ItemDataRole.AccessibleTextRole:
                count = tr.plural("1 symptom", "{count} symptoms", len(symptoms))
                return ", ".join((title, count, tr.plural("1 picked", "{count} picked", picked)))
        own: dict[int, object] = {SIDE_ROLE: str(picked) if picked else None, URGENT_ROLE: group == "red-flag"}
        return own.get(role)


class SymptomFilter(QSortFilterProxyModel):
    """Keeps the symptoms that a search finds, the best first; the warning signs' heading always stays on top.

    Attributes
    ----------
    ask : Ask
        The search of the window; without a window, one among the symptoms alone.
    answer : Answer or None
        What was found last; None while nothing is searched.
    """

    def __init__(self, symptoms: Iterable[Symptom], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._symptoms: tuple[Symptom, ...] = ()
        self._own: SearchIndex | None = None
        self.ask: Ask = self._ask_own
        self._text = ""
        self.answer: Answer | None = None
        self._kept: dict[str, Hit] | None = None
        """Keys of what was found, the best first; None while nothing is searched."""
        self.set_symptoms(symptoms)
        self.sort(0)

    @property
    def searching(self) -> bool:
        """Whether anything was typed."""
        return self._kept is not None

    def set_symptoms(self, symptoms: Iterable[Symptom]) -> None:
        """Search among the same symptoms in another language."""
        self._symptoms, self._own = tuple(symptoms), None
        self.search(self._text)

    def search(self, text: str, corrected: Understood | None = None) -> None:
        """Filter by these words, as the search understands them, or as it was corrected."""
        self._text = text
        self.answer = self.ask(text, corrected) if text.strip() else None
        kept = None if self.answer is None else {hit.entry.key: hit for hit in symptoms_in(self.answer)}
        if kept != self._kept:
            self._kept = kept
            self.invalidate()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row's data, and by which words it was found."""
        if role not in (BECAUSE_ROLE, Qt.ItemDataRole.AccessibleTextRole):
            return super().data(index, role)
        hit = (self._kept or {}).get(super().data(index, KEY_ROLE))
        because = because_words(hit, tr.catalogue) if hit is not None else ""
        if role == BECAUSE_ROLE:
            return because
        told = super().data(index, role)
        return f"{told}, {because}" if because else told

    def _ask_own(self, text: str, corrected: Understood | None) -> Answer:
        if self._own is None:
            self._own = symptom_index(self._symptoms, tr.language)
        return self._own.answer(text, len(self._own.entries), corrected=corrected)

    def matches(self, group: QModelIndex) -> int:
        """Count a group's symptoms that match; the group is an index of the source."""
        source = self.sourceModel()
        return sum(self._hit(source.index(row, 0, group)) for row in range(source.rowCount(group)))

    def hits(self) -> int:
        """Count all symptoms that match."""
        source = self.sourceModel()
        return sum(self.matches(source.index(row, 0)) for row in range(source.rowCount()))

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Keep matching symptoms, groups with any, and the heading of the warning signs."""
        index = self.sourceModel().index(source_row, 0, source_parent)
        if source_parent.isValid():
            return self._hit(index)
        return bool(index.data(URGENT_ROLE)) or self._kept is None or self.matches(index) > 0

    def lessThan(self, left: Index, right: Index) -> bool:
        """Put the better found symptom first, and its group; while nothing is searched, all stay as they are."""
        return (self._place(left), left.row()) < (self._place(right), right.row())

    def _place(self, index: Index) -> int:
        """Give the place among what was found: of a group, that of its best symptom; the warning signs lead."""
        if self._kept is None or (index.data(KEY_ROLE) is None and index.data(URGENT_ROLE)):
            return -1
        places = {key: place for place, key in enumerate(self._kept)}
        if index.data(KEY_ROLE) is not None:
            return places.get(str(index.data(KEY_ROLE)), len(places))
        source = self.sourceModel()
        keys = (str(source.index(row, 0, index).data(KEY_ROLE)) for row in range(source.rowCount(index)))
        return min((places.get(key, len(places)) for key in keys), default=len(places))

    def _hit(self, index: QModelIndex) -> bool:
        return self._kept is None or index.data(KEY_ROLE) in self._kept
