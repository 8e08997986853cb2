"""The symptom list with its search box. It only emits signals; its feature changes the state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Symptom
from viewer.i18n.catalogue import N_
from viewer.qt.search.understood_line import UnderstoodLine
from viewer.qt.widgets.language import say, tr
from viewer.search.understanding import Understood
from viewer.state.view_state import PickedSymptom, Side, SideChoice, ViewState

from .found_beside import FoundBeside
from .model import KEY_ROLE, SIDE_ROLE, SIDED_ROLE, URGENT_ROLE, Ask, SymptomFilter, SymptomModel
from .rows import SWITCH, SymptomDelegate, switched

PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class SymptomTree(QTreeView):
    """The tree: Space or Enter picks, Left and Right step a picked symptom through the patient's sides.

    Signals
    -------
    toggled : (key)
    side_stepped : (key, step)
        Step -1 or 1 along left, both, right.
    """

    toggled = Signal(str)
    side_stepped = Signal(str, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick, choose the side, fold; leave moving to Qt."""
        index = self.currentIndex()
        key = index.data(KEY_ROLE) if index.isValid() else None
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        code = event.key()
        if index.isValid() and plain and code in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if key is None:
                self.setExpanded(index, not self.isExpanded(index))
            else:
                self.toggled.emit(key)
        elif key is not None and plain and code in (Qt.Key.Key_Left, Qt.Key.Key_Right) and switched(index):
            self.side_stepped.emit(key, 1 if code == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)


class SearchLine(QLineEdit):
    """The search box: Down goes on to what was found, as Enter does.

    Signals
    -------
    left_downwards : ()
    """

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave for the list; all else is Qt's."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() in PLAIN:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class SymptomPanel(QWidget):
    """Search box, symptom tree, what is picked.

    Signals
    -------
    symptoms_requested : (tuple of PickedSymptom)
        The symptoms that should be picked, all of them.
    hit_chosen : (Hit)
        Something else that was found: a place, a question.
    """

    symptoms_requested = Signal(object)
    hit_chosen = Signal(object)

    def __init__(self, symptoms: Iterable[Symptom], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        symptoms = tuple(symptoms)
        self._picked: tuple[PickedSymptom, ...] = ()
        self._side: Side = "right"
        self._own: str | None = None
        """What was picked in this list last: it is visible already, and must not move under the pointer."""

        self.search = SearchLine(self)
        say(self.search, placeholderText=N_("Search: numb, stairs, knee …"), accessibleName=N_("Search symptoms"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._enter_tree)
        self.search.left_downwards.connect(self._enter_tree)

        self.understood = UnderstoodLine(self)
        self.understood.corrected.connect(self._on_corrected)
        self.beside = FoundBeside(self)
        self.beside.chosen.connect(self.hit_chosen)

        self.model = SymptomModel(symptoms, self)
        self.filter = SymptomFilter(symptoms, self)
        self.filter.setSourceModel(self.model)
        self.tree = SymptomTree(self)
        self.tree.setModel(self.filter)
        delegate = SymptomDelegate(self.tree)
        self.tree.setItemDelegate(delegate)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(0)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setWordWrap(True)
        self.tree.setMouseTracking(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        how = N_("Space picks; left and right arrow choose the patient's side.")
        say(self.tree, accessibleName=N_("Symptoms"), accessibleDescription=how)
        self.tree.setMinimumHeight(120)
        self.tree.clicked.connect(self._on_clicked)
        self.tree.toggled.connect(self._toggle)
        self.tree.side_stepped.connect(self._step_side)
        delegate.toggled.connect(self._toggle)
        delegate.side_chosen.connect(self._choose_side)
        self._unfold()

        self.summary = QLabel(self)
        # A longer sentence must not widen the panel, and with it move the body.
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.summary.setObjectName("quiet")
        self.clear = QPushButton(self)
        say(self.clear, text=N_("Clear"), toolTip=N_("Unpick all symptoms"))
        self.clear.clicked.connect(lambda: self.symptoms_requested.emit(()))
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 8)
        layout.setSpacing(7)
        layout.addWidget(self.search)
        layout.addWidget(self.understood)
        layout.addWidget(self.beside)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)
        self._update_summary()

    def show_state(self, state: ViewState) -> None:
        """Show what is picked."""
        self._side = state.side
        if state.symptoms != self._picked:
            fresh = [pick.key for pick in state.symptoms if pick not in self._picked]
            self._picked = state.symptoms
            self.model.set_picked(state.symptoms)
            self.tree.scheduleDelayedItemsLayout()
            self._update_summary()
            if fresh and fresh[-1] != self._own:
                self.reveal(fresh[-1])
            self._own = None

    def set_symptoms(self, symptoms: Iterable[Symptom]) -> None:
        """Show the same symptoms in other words: those of the chosen language."""
        symptoms = tuple(symptoms)
        old, self.model = self.model, SymptomModel(symptoms, self)
        self.filter.set_symptoms(symptoms)
        self.filter.setSourceModel(self.model)
        old.deleteLater()
        self.model.set_picked(self._picked)
        self._show_found()

    def reveal(self, key: str) -> None:
        """Bring a symptom into sight and make it the current row; a search that leaves it out is ended."""
        source = self.model.index_of(key)
        if not source.isValid():
            return
        if not self.filter.mapFromSource(source).isValid():
            self.search.clear()
        index = self.filter.mapFromSource(source)
        self.tree.setExpanded(index.parent(), True)
        self.tree.setCurrentIndex(index)
        # Rows are laid out anew when something is picked, and only then know where they stand.
        self.tree.doItemsLayout()
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def start_anew(self) -> None:
        """Forget what was typed, and show the list from its top."""
        # Not by clear(): the field's own undo would bring it back.
        self.search.setText("")
        self._unfold()
        self.tree.setCurrentIndex(QModelIndex())
        self.tree.scrollToTop()

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # ---------------------------------------------------------------- requests

    def _toggle(self, key: str) -> None:
        rest = tuple(pick for pick in self._picked if pick.key != key)
        if len(rest) == len(self._picked):
            sided = self.model.index_of(key).data(SIDED_ROLE)
            rest = (*rest, PickedSymptom(key, self._side if sided else "both"))
            self._own = key
        self.symptoms_requested.emit(rest)

    def _choose_side(self, key: str, side: SideChoice) -> None:
        self._own = key
        self.symptoms_requested.emit(
            tuple(replace(pick, side=side) if pick.key == key else pick for pick in self._picked)
        )

    def _step_side(self, key: str, step: int) -> None:
        choices = [choice for choice, _ in SWITCH]
        now = next(pick.side for pick in self._picked if pick.key == key)
        wanted = max(0, min(len(choices) - 1, choices.index(now) + step))
        self._choose_side(key, choices[wanted])

    # ------------------------------------------------------------------ looks

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.data(KEY_ROLE) is None:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def ask_by(self, ask: Ask) -> None:
        """Search by the window's own search from now on, which knows everything else, too."""
        self.filter.ask = ask

    def _on_search(self, text: str) -> None:
        self.filter.search(text)
        self._show_found()

    def _on_corrected(self, read: Understood) -> None:
        self.filter.search(self.search.text(), read)
        self._show_found()

    def _show_found(self) -> None:
        answer = self.filter.answer
        self.understood.show_understood(answer.understood if answer is not None else None)
        self.beside.show_answer(answer)
        self._unfold()
        self._update_summary()

    def _unfold(self) -> None:
        """Open all groups; the warning signs only when the search finds some, so that they lead without shouting."""
        for row in range(self.filter.rowCount()):
            group = self.filter.index(row, 0)
            self.tree.setExpanded(group, not group.data(URGENT_ROLE) or self._any_urgent_hit(group))

    def _any_urgent_hit(self, group: QModelIndex) -> bool:
        if not self.filter.searching:
            return any(self.filter.index(row, 0, group).data(SIDE_ROLE) for row in range(self.filter.rowCount(group)))
        return self.filter.matches(self.filter.mapToSource(group)) > 0

    def _enter_tree(self) -> None:
        for row in range(self.filter.rowCount()):
            group = self.filter.index(row, 0)
            if self.tree.isExpanded(group) and self.filter.rowCount(group):
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                self.tree.setCurrentIndex(self.filter.index(0, 0, group))
                return

    def _update_summary(self) -> None:
        count = len(self._picked)
        if count:
            self.summary.setText(tr.plural("1 picked", "{count} picked", count))
        else:
            self.summary.setText(tr("Nothing picked yet"))
        self.clear.setEnabled(bool(count))
        # Room for the sentence where there is nothing to clear.
        self.clear.setVisible(bool(count))
