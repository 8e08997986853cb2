"""A button that copies text, and says that it has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.i18n.catalogue import N_

from .language import say


class CopyButton(QPushButton):
    """Copies what a function writes.

    Parameters
    ----------
    text : str
        Its words: an English message.
    write : callable
        Writes what is copied.
    """

    def __init__(self, text: str, write: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        # Enter stays with the button that closes or goes on.
        self.setAutoDefault(False)
        say(self, text=text)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._write())
        # The word is shorter, and a second press must not find the button beside it.
        self.setMinimumWidth(self.width())
        say(self, text=N_("Copied"))
