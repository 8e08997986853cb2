"""Joins the examination's panel with the state: grades go in, muscles and key points light up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDockWidget, QScrollArea

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.examination.items import rest_normal, with_grade
from viewer.i18n.catalogue import N_
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.state.audience import LEARNED
from viewer.state.store import Store
from viewer.state.view_state import SIDES, CameraPose, PickedSymptom, Side, SideChoice, ViewState

from .panel import ExaminationPanel

REST_MS: Final = 350
"""The cursor must rest this long before its item is lit: typing down a column must not wait for it."""
OTHERS: Final = ("symptoms", "root", "scene", "selected", "place", "isolated")
"""Changes of these fields end the lighting of an item."""


class ExaminationFeature(Feature):
    """Keeps the panel up to date and carries out its requests.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Named
        Of the body, by key.
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge, structures: Mapping[str, Named]) -> None:
        super().__init__(window, store)
        self._knowledge = knowledge
        self.panel = ExaminationPanel(knowledge, structures, window)
        self.dock: QDockWidget = window.add_panel(N_("Examination"), self.panel, "Explanation", readers=LEARNED)
        self._stood: CameraPose | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self._light)
        panel = self.panel
        panel.graded.connect(self._on_grade)
        panel.rest_normal_requested.connect(self._on_rest)
        panel.clear_requested.connect(lambda: self._store.update(examination=(), examining=None))
        panel.reached.connect(lambda _key, _side: self._resting.start(REST_MS))
        panel.look_requested.connect(self._on_look)
        panel.root_picked.connect(self._on_root)
        panel.findings_told_requested.connect(lambda told: self._store.update(findings_told=told))
        self.dock.visibilityChanged.connect(self._on_visible)
        self.join()
        self.state_changed(store.state, store.state)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Open the panel."""
        return {"examine": self.open}

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._resting.stop()
        super().close()

    def open(self) -> None:
        """Bring the panel to the front with the cursor in the table."""
        self.dock.show()
        self.dock.raise_()
        self.panel.table.setFocus()
        area = self.dock.widget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self.panel.table)
        self._resting.start(REST_MS)

    def clear_desk(self) -> None:
        """Begin the table at its top, and write the page of an empty one at once."""
        self._stood = None
        self.panel.start_anew()
        self._resting.stop()

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Show the grades; stop lighting an item once something else is asked for."""
        self.panel.show_state(new)
        if new.examining is None:
            self._window.escape.take_out(self._release_picture)
        elif old.examining is None or new is old:
            self._window.escape.push(self._release_picture)
        if new.examining is not None and any(getattr(new, name) != getattr(old, name) for name in OTHERS):
            # Not within the change itself: later listeners would hear of the states in the wrong order.
            QTimer.singleShot(0, self, self._release_picture)

    def _on_grade(self, key: str, side: SideChoice, grade: str) -> None:
        entries = self._store.state.examination
        self._store.update(examination=with_grade(entries, self._knowledge, key, side, grade or None))

    def _on_rest(self, group: str) -> None:
        among = {group} if group else None
        self._store.update(examination=rest_normal(self._store.state.examination, self._knowledge, among))

    def _on_root(self, root: str, side: Side) -> None:
        """Show a root; warning signs that were picked as symptoms are kept as answers of the examination."""
        state = self._store.state
        entries = state.examination
        for pick in state.symptoms:
            if self._knowledge.symptoms[pick.key].urgency is not None:
                for where in self._sides_of(pick):
                    entries = with_grade(entries, self._knowledge, pick.key, where, "yes")
        shown: dict[str, Any] = {"root": root, "side": side, "symptoms": (), "scene": None}
        self._resting.stop()
        self._store.update(**shown, examination=entries, examining=None, selected=None, place=None)

    def _sides_of(self, pick: PickedSymptom) -> tuple[SideChoice, ...]:
        sided = self._knowledge.symptoms[pick.key].sided
        return ("both",) if not sided else SIDES if pick.side == "both" else (pick.side,)

    def _on_look(self, key: str, side: SideChoice) -> None:
        """Show what is under the cursor at once, from where it is seen best."""
        self._resting.stop()
        self._show(key, side)

    def _on_visible(self, visible: bool) -> None:
        if not visible:
            self._resting.stop()
            QTimer.singleShot(0, self, self._release_picture)

    def _light(self) -> None:
        place = self.panel.table.place
        if place is not None and self.panel.table.isVisible():
            self._show(*place)
            self.panel.write()

    def _show(self, key: str, side: SideChoice) -> None:
        """Light what is tested and turn to it; remember where the body stood if it was turned by hand."""
        if self._store.state.examining is None:
            self._stood = self._store.state.camera
        self._store.update(examining=f"{key}:{side}", own_view=False, camera=None)

    def _release_picture(self) -> None:
        """Stop lighting an item; turn the body back, unless the reader has turned it since."""
        state = self._store.state
        if state.examining is not None:
            camera = state.camera if state.own_view or state.camera is not None else self._stood
            self._store.update(examining=None, own_view=False, camera=camera)
