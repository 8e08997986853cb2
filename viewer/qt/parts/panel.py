"""The tree of all parts: a box shows or hides, Enter or a click chooses, typing filters. It only emits signals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr
from viewer.search.entries import Hit
from viewer.search.parts import Branch, Part
from viewer.state.view_state import ViewState

from .model import PART_ROLE, PartsFilter, PartsModel

SPREAD: Final = 2.2
"""How much worse than the best hit a part may match."""
RIGHT: Final = N_("Boxes and choices are for the patient's right.")
LEFT: Final = N_("Boxes and choices are for the patient's left.")


class PartsTree(QTreeView):
    """The tree: Enter chooses, Space shows or hides.

    Signals
    -------
    taken : (index)
    ticked : (index)
    """

    taken = Signal(QModelIndex)
    ticked = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, tick; leave moving and folding to Qt."""
        index = self.currentIndex().siblingAtColumn(0)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if index.isValid() and plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(index)
        elif index.isValid() and plain and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(index)
        else:
            super().keyPressEvent(event)


class PartsPanel(QWidget):
    """Filter, tree, what is selected.

    Parameters
    ----------
    tree : sequence of Branch
    structures : iterable of str
        Sided keys that the body has.
    search : callable
        Gives the hits of what was typed.

    Signals
    -------
    chosen : (Part)
    shown_requested : (list of str, bool)
        These structures are to be drawn, or not.
    """

    chosen = Signal(object)
    shown_requested = Signal(object, bool)

    def __init__(
        self,
        tree: Sequence[Branch],
        structures: Iterable[str],
        search: Callable[[str], Sequence[Hit]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._selected: str | None = None
        self._box_clicked = False
        self._best: tuple[str, str] | None = None
        self.field = QLineEdit(self)
        say(self.field, placeholderText=N_("Filter: kneecap, L4, femoral …"), accessibleName=N_("Filter parts"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._enter)
        self.model = PartsModel(tree, structures, self)
        self.model.tick_requested.connect(self._on_tick)
        self.filter = PartsFilter(self)
        self.filter.setSourceModel(self.model)
        self.tree = PartsTree(self)
        self.tree.setModel(self.filter)
        say(
            self.tree,
            accessibleName=N_("Parts"),
            accessibleDescription=N_("Enter chooses, Space shows or hides, left and right fold."),
        )
        self.tree.setUniformRowHeights(True)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setIndentation(11)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setColumnHidden(2, True)
        self.tree.clicked.connect(self._on_clicked)
        self.tree.taken.connect(self._take)
        self.tree.ticked.connect(self._tick)
        self.note = QLabel("", self)
        self.note.setObjectName("quiet")
        self.note.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 8)
        layout.setSpacing(7)
        layout.addWidget(self.field)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)

    def show_state(self, state: ViewState) -> None:
        """Tick what is drawn and bring the selected part into sight, silently."""
        self.model.show_state(state)
        if state.selected != self._selected:
            self._selected = state.selected
            if state.selected is not None:
                base = state.selected.removesuffix(".left").removesuffix(".right")
                self.reveal("structure", base) or self.reveal("nerve", base)
            else:
                self.tree.clearSelection()
        self.note.setText(tr(RIGHT if state.side == "right" else LEFT))

    def set_tree(self, tree: Sequence[Branch]) -> None:
        """Show the same parts in other words."""
        self.model.set_tree(tree)
        self._on_text(self.field.text())

    def reveal(self, kind: str, key: str) -> bool:
        """Bring a part into sight; False when it is not in the tree or filtered away."""
        index = self.filter.mapFromSource(self.model.index_of(kind, key))
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.tree.expand(above)
            above = above.parent()
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        # Qt tells of a click on a box twice: as a tick and as a click.
        if self._box_clicked:
            self._box_clicked = False
        else:
            self._take(index.siblingAtColumn(0))

    def _on_tick(self, keys: list[str], shown: bool) -> None:
        self._box_clicked = True
        QTimer.singleShot(0, self, self._forget_box)
        self.shown_requested.emit(keys, shown)

    def _forget_box(self) -> None:
        self._box_clicked = False

    def _take(self, index: QModelIndex) -> None:
        part = index.data(PART_ROLE)
        if isinstance(part, Part):
            self.chosen.emit(part)
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _tick(self, index: QModelIndex) -> None:
        source = self.filter.mapToSource(index)
        ticked = self.model.data(source, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self.model.request_tick(source, shown=not ticked)

    def _on_text(self, text: str) -> None:
        self._best = None
        if not text.strip():
            self.filter.keep(None)
            self.tree.collapseAll()
            return
        hits = self._search(text)
        best = hits[0].cost if hits else 0.0
        if hits:
            self._best = hits[0].entry.kind, hits[0].entry.key
        self.filter.keep(
            frozenset((hit.entry.kind, hit.entry.key) for hit in hits if not hit.missed and hit.cost <= best + SPREAD)
        )
        QTimer.singleShot(0, self.tree, self.tree.expandAll)

    def _enter(self) -> None:
        """Go from the field to what was found best."""
        if self._best is not None and self.reveal(*self._best):
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
