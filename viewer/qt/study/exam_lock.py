"""While an exam runs: what names things is folded away and cannot be called."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDockWidget, QMenu, QWidget

from viewer.qt.shell.main_window import MainWindow

NAMING_PANELS: Final = ("pinch", "parts", "examination")
"""Object names of the panels that name parts and roots, or tell what is tested how."""
NAMING_ACTIONS: Final = ("find", "parts", "examine", "topics", "present", "handout", "save-page", "save-model")
"""Actions that name them, or write files that do."""
ENDING: Final = "next-patient"
"""The action that would end the exam without its result."""
NAMING_MENU: Final = "tours"
"""Object name of the menu that names them."""
READERS: Final = "reader-"
"""Another reader has other panels."""


class ExamLock:
    """Locks panels and actions that would give answers away, and unlocks them.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        bar = window.views
        self._buttons: tuple[QWidget, ...] = (bar.search, bar.handout, bar.next_patient, bar.reader, bar.readers)
        self._folded: list[QDockWidget] = []
        self._locked: list[QDockWidget] = []
        self._disabled: list[str] = []
        self._on = False

    def switch(self, *, on: bool) -> None:
        """Lock, or unlock; calling it again changes nothing."""
        if on == self._on:
            return
        self._on = on
        if on:
            self._take()
        else:
            self._give_back()

    def _take(self) -> None:
        for dock in self._window.findChildren(QDockWidget):
            if dock.objectName() in NAMING_PANELS:
                self._locked.append(dock)
                dock.toggleViewAction().setEnabled(False)
                if not dock.isHidden():
                    self._folded.append(dock)
                    dock.hide()
        for identity in self._window.actions_.ids():
            action = self._window.actions_[identity]
            if (identity in (*NAMING_ACTIONS, ENDING) or identity.startswith(READERS)) and action.isEnabled():
                self._disabled.append(identity)
                action.setEnabled(False)
        self._open_up(on=False)

    def _give_back(self) -> None:
        for dock in self._locked:
            dock.toggleViewAction().setEnabled(True)
        for dock in self._folded:
            dock.show()
        for identity in self._disabled:
            self._window.actions_[identity].setEnabled(True)
        self._folded, self._locked, self._disabled = [], [], []
        self._open_up(on=True)

    def _open_up(self, *, on: bool) -> None:
        for button in self._buttons:
            button.setEnabled(on)
        for menu in self._window.findChildren(QMenu, NAMING_MENU):
            menu.menuAction().setEnabled(on)
