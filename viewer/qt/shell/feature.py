"""What every room hands to the window: a feature, with its panel or bar, its actions and what it shows of the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from viewer.appearance.values import Appearance
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .main_window import MainWindow


class Feature(QObject):
    """One thing the window can do, from one room.

    A feature makes its widgets and hands them to the window (:meth:`MainWindow.add_panel`, :meth:`MainWindow.add_bar`
    or the stage), connects what they wish to the store, and calls :meth:`join` when all is there. From then on it is
    told of the state, until the window closes. ``viewer/qt/app.py`` makes one of each.

    Parameters
    ----------
    window : MainWindow
    store : Store
    """

    def __init__(self, window: MainWindow, store: Store) -> None:
        super().__init__(window)
        self._window, self._store = window, store

    def join(self) -> None:
        """Join the window: actions, state, closing."""
        self._window.actions_.connect(self.actions())
        self._store.changed.connect(self.state_changed)
        self._window.closing.connect(self.close)
        self._window.add_feature(self)

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Say what its actions do, by their names in :data:`viewer.qt.shell.actions.ACTIONS`."""
        return {}

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show a state, silently: at first, and whenever the picture shows another one."""

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Do what follows from a change of the state; the picture has it already."""

    def translate(self, language: str) -> None:
        """Write anew what the window cannot translate by itself, as its language changes."""

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._store.changed.disconnect(self.state_changed, missing_ok=True)
