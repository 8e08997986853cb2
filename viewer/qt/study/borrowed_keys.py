"""Keys that the study borrows from the window's actions, and returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from viewer.qt.shell.main_window import MainWindow


class BorrowedKeys:
    """Borrows keys from the window's actions.

    Parameters
    ----------
    window : MainWindow
    slots : mapping of str to callable
        Portable key sequences, and what they do while borrowed.
    """

    def __init__(self, window: MainWindow, slots: Mapping[str, Callable[[], None]]) -> None:
        self._actions = window.actions_
        self._freed: dict[str, list[QKeySequence]] = {}
        self.shortcuts: dict[str, QShortcut] = {}
        for keys, slot in slots.items():
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.setEnabled(False)
            shortcut.activated.connect(slot)
            self.shortcuts[keys] = shortcut

    def take(self) -> None:
        """Borrow the keys."""
        for identity in self._actions.ids():
            action = self._actions[identity]
            if identity not in self._freed and any(key.toString() in self.shortcuts for key in action.shortcuts()):
                self._freed[identity] = action.shortcuts()
                action.setShortcuts([key for key in action.shortcuts() if key.toString() not in self.shortcuts])
        for shortcut in self.shortcuts.values():
            shortcut.setEnabled(True)

    def give_back(self) -> None:
        """Return the keys to their actions."""
        for identity, keys in self._freed.items():
            self._actions[identity].setShortcuts(keys)
        self._freed.clear()
        for shortcut in self.shortcuts.values():
            shortcut.setEnabled(False)
