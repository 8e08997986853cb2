"""The base of everything a room adds to the window: a panel or bar, actions, and what it shows of the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from viewer.appearance.values import Appearance
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .main_window import MainWindow


class Feature(QObject):
    """One thing the window can do, from one room.

    Its ``__init__`` makes the widgets, adds them to the window (:meth:`MainWindow.add_panel`,
    :meth:`MainWindow.add_bar` or the stage), connects their signals to the store, and ends with :meth:`join`. From
    then on it hears of every state, until the window closes. ``viewer/qt/app.py`` makes one of each. What it opens
    over the picture, and Esc is to close, goes to ``window.escape.push(...)`` with the function that closes it, and
    out by ``take_out`` when it was closed otherwise.

    Parameters
    ----------
    window : MainWindow
    store : Store
    """

    def __init__(self, window: MainWindow, store: Store) -> None:
        super().__init__(window)
        self._window, self._store = window, store

    def join(self) -> None:
        """Register with the window: connect the actions, and listen for states and for closing."""
        self._window.actions_.connect(self.actions())
        self._store.changed.connect(self.state_changed)
        self._window.closing.connect(self.close)
        self._window.add_feature(self)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Return what its actions do, by their names in :data:`viewer.qt.shell.actions.ACTIONS`."""
        return {}

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show a state without emitting anything: once at first, then whenever the picture has changed."""

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """React to a change of the state, where the state before matters; the picture shows the new one already."""

    def unsaved(self) -> str:
        """Say what the last patient's desk holds that no file has, an English sentence; empty if nothing."""
        return ""

    def clear_desk(self) -> None:
        """Forget what belongs to the last patient and is not in the state: typed words, an open course, names of files.

        The state is that of the next patient already. What Esc closes is closed.
        """

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._store.changed.disconnect(self.state_changed)
