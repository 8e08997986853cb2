"""Announces work that takes a while: over the picture, in the status bar, and by the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from viewer.qt.widgets.language import tr

from .main_window import MainWindow

SIGN: Final = "busy"
"""Name of the label over the picture."""


@contextmanager
def busy(window: MainWindow, words: str) -> Iterator[None]:
    """Show what is being done while the block runs; it is visible before the block begins.

    What takes a while keeps the event loop from painting. Therefore the words are painted here and now.

    Parameters
    ----------
    window : MainWindow
    words : str
        An English message.
    """
    text = tr(words)
    sign = QLabel(text, window.canvas)
    sign.setObjectName(SIGN)
    sign.setAccessibleName(text)
    sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        if window.canvas.isVisible():
            sign.adjustSize()
            sign.move(window.canvas.rect().center() - QPoint(sign.width() // 2, sign.height() // 2))
            sign.show()
            sign.raise_()
            sign.repaint()
        window.show_message(text)
        window.statusBar().repaint()
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()
        sign.hide()
        sign.deleteLater()
        # The hint comes back.
        window.name_under_pointer("", QPoint())
