"""Questions people ask: opens their dialog, and keeps its warning in step with the window's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotations.model import Knowledge
from viewer.explain.alarm import Alarm
from viewer.explain.topics import FIRST
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.state.store import Store

from .topics_dialog import TopicsDialog


class TopicsFeature(Feature):
    """Opens the dialog of questions people ask.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge) -> None:
        super().__init__(window, store)
        self._knowledge = knowledge
        self._dialog: TopicsDialog | None = None
        window.warning.alarm_changed.connect(self._on_alarm)
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Open the dialog."""
        return {"topics": self.open}

    def open(self) -> None:
        """Open the dialog beside the window, so that the body can be turned while reading."""
        state, dialog = self._store.state, self._dialog
        if dialog is None:
            dialog = self._dialog = TopicsDialog(self._knowledge, state.audience, self._window)
            dialog.finished.connect(self._forget)
            dialog.warning.clicked.connect(self._window.warning.click)
            dialog.warning.show_alarm(self._window.warning.alarm)
        if dialog.warning.alarm is not None:
            dialog.show_topic(FIRST)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def show_topic(self, key: str) -> None:
        """Open the dialog at one question."""
        self.open()
        if self._dialog is not None:
            self._dialog.show_topic(key)

    def _on_alarm(self, alarm: Alarm | None) -> None:
        if self._dialog is not None:
            self._dialog.warning.show_alarm(alarm)

    def _forget(self) -> None:
        self._dialog = None
