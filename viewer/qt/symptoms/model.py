"""The symptoms as a Qt item model: groups, and under each its symptoms in plain words; and its search filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from annotations.model import Symptom
from viewer.i18n.catalogue import ENGLISH, N_
from viewer.qt.widgets.language import tr
from viewer.search.findable import everyday_names, symptom_index
from viewer.search.finding import Hit
from viewer.search.finding import Index as SearchIndex
from viewer.state.view_state import PickedSymptom, SideChoice

Index = QModelIndex | QPersistentModelIndex

KEY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""A symptom's key; None on a group."""
SIDE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The side it is picked on; None while it is not picked."""
URGENT_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""Whether it is a warning sign (or their group)."""
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
MOST: Final = 40
"""Most symptoms that a search leaves in the list."""
SPREAD: Final = 1.3
"""How much worse than the best hit a symptom may match, to stay in the list."""
ALARM_SPREAD: Final = 0.25
"""The same for a warning sign that was not searched for."""
BROAD: Final = 10
"""A single word that so many symptoms have ("numb", "leg") does not say what is meant: all its warnings stay."""
SENTENCE: Final = 5
"""In a search of at least so many words one may be missing."""
UNLIKE: Final = 5.4
"""Highest cost of the best hit for others to lack as many words as it does."""
SIDE_WORDS: Final[Mapping[str, str]] = {
    "left": N_("left side"),
    "right": N_("right side"),
    "both": N_("both sides"),
}


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
    """Keeps the symptoms that a search finds, the best first in each group; the warning signs' heading always stays."""

    def __init__(self, symptoms: Iterable[Symptom], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._symptoms: tuple[Symptom, ...] = ()
        self._index: SearchIndex | None = None
        """Made when first searched."""
        self._text = ""
        self._kept: dict[str, int] | None = None
        """Keys of what was found and their places, the best first; None while nothing is searched."""
        self.set_symptoms(symptoms)
        self.sort(0)

    @property
    def searching(self) -> bool:
        """Whether anything was typed."""
        return self._kept is not None

    def set_symptoms(self, symptoms: Iterable[Symptom]) -> None:
        """Search among the same symptoms in another language."""
        self._symptoms, self._index = tuple(symptoms), None
        self.search(self._text)

    def search(self, text: str) -> None:
        """Filter by these words: as one types, with what means the same, with a slip of the finger."""
        self._text = text
        kept = None
        if text.strip():
            if self._index is None:
                self._index = symptom_index(self._symptoms, tr.language)
            every = self._index.search(text, limit=len(self._index.entries))
            hits = every[:MOST]
            lacking = 0 if len(text.split()) < SENTENCE else 1
            if hits and hits[0].cost < UNLIKE:
                lacking = max(lacking, hits[0].missed)
            found = [hit for hit in hits if hit.missed <= lacking and hit.cost <= hits[0].cost + SPREAD]
            broad = len(every) >= BROAD or (bool(hits) and hits[0].entry.urgent)
            if len(text.split()) == 1 and broad:
                found += [hit for hit in every if hit.entry.urgent and hit not in found]
            else:
                found = [hit for hit in found if not _false_alarm(hit, hits[0])]
            kept = {hit.entry.key: place for place, hit in enumerate(found)}
        if kept != self._kept:
            self._kept = kept
            self.invalidate()

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
        """Put the better found symptom first; groups, and symptoms while nothing is searched, stay as they are."""
        places = self._kept or {}
        return (places.get(left.data(KEY_ROLE), 0), left.row()) < (places.get(right.data(KEY_ROLE), 0), right.row())

    def _hit(self, index: QModelIndex) -> bool:
        return self._kept is None or index.data(KEY_ROLE) in self._kept


def _false_alarm(hit: Hit, best: Hit) -> bool:
    """Recognize a warning that was not searched for and matches less well than the best hit."""
    return hit.entry.urgent and not hit.meant and hit.cost > best.cost + ALARM_SPREAD
