"""The application object of macOS: there the Finder asks a program that runs, or starts, to open files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FinderApplication(QApplication):
    """Keeps what it is asked to open until there is a window for it: the first request comes while that is made."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._waiting: list[Path] = []
        self._open: Callable[[Path], object] | None = None

    def event(self, event: QEvent) -> bool:
        """Take requests to open a file."""
        if not isinstance(event, QFileOpenEvent):
            return super().event(event)
        self._waiting.append(Path(event.file()))
        self._hand_on()
        return True

    def open_with(self, open: Callable[[Path], object]) -> None:
        """Open what waits, and from now on whatever is asked for."""
        self._open = open
        self._hand_on()

    def _hand_on(self) -> None:
        while self._open is not None and self._waiting:
            self._open(self._waiting.pop(0))
