"""The menu over the picture: a right click without moving, or the menu key, on what is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.widgets.mnemonics import underline
from viewer.state.store import Store

from .feature import Feature
from .main_window import MainWindow

ENTRIES: Final[tuple[tuple[str, ...], ...]] = (
    ("frame", "hide", "isolate", "show-all"),
    ("x-ray", "labels", "key-points", "draw"),
    ("reset", "copy-picture", "handout"),
)
"""Actions by group; a line between groups."""


class ContextMenu(Feature):
    """Opens the window's own actions over the picture.

    Parameters
    ----------
    window : MainWindow
        Whose actions are offered, and over whose picture.
    store : Store
        While a question of the study is open, a right click does nothing: it must not count as an answer.
    pointer : CanvasInput
        A right click there first chooses what is clicked.
    """

    def __init__(self, window: MainWindow, store: Store, pointer: CanvasInput) -> None:
        super().__init__(window, store)
        self._pointer = pointer
        self.menu = QMenu(window)
        for group in ENTRIES:
            self.menu.addSeparator()
            for identity in group:
                self.menu.addAction(window.actions_[identity])
        underline(self.menu)
        pointer.asked.connect(self._on_asked)
        window.canvas.installEventFilter(self)
        self.join()

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._window.canvas.removeEventFilter(self)
        super().close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the menu key; the right button's press may begin a drag and opens nothing."""
        del watched
        if isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                self._open(self._window.canvas.rect().center())
            return True
        return False

    def _on_asked(self, x: int, y: int) -> None:
        if self._store.state.study == "asked":
            return
        self._pointer.clicked.emit(x, y)
        self._open(QPoint(x, y))

    def _open(self, at: QPoint) -> None:
        self.menu.popup(self._window.canvas.mapToGlobal(at))
