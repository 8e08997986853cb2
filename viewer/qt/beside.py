"""The split picture's switch: menu, key, and the box of the pinch panel. Beside the controller it writes the state."""

from __future__ import annotations

from PySide6.QtCore import QObject

from viewer.state import ViewState
from viewer.store import Store

from .main_window import MainWindow


class BesideControl(QObject):
    """Splits the picture and makes it whole again.

    Parameters
    ----------
    window : MainWindow
    store : Store
    """

    def __init__(self, window: MainWindow, store: Store) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        window.actions_.connect({"beside": self.switch})
        window.pinch.beside_requested.connect(lambda on: store.update(beside=on))
        store.changed.connect(self._on_state)
        window.closing.connect(self.close)
        self._on_state(store.state, store.state)

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._store.changed.disconnect(self._on_state, missing_ok=True)

    def switch(self) -> None:
        """Split the picture, or make it whole again."""
        self._store.update(beside=not self._store.state.beside)

    def _on_state(self, new: ViewState, _old: ViewState) -> None:
        self._window.actions_["beside"].setChecked(new.beside)
