"""The frame around the picture: it shows when the keyboard is in the picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Stage(QFrame):
    """Holds the picture; its border is coloured once the keyboard has come to it."""

    def __init__(self, canvas: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(canvas)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the focus coming and going; the event goes on."""
        del watched
        if isinstance(event, QFocusEvent):
            focused = event.type() == QEvent.Type.FocusIn and event.reason() in BY_KEYBOARD
            if focused != bool(self.property("focused")):
                self.setProperty("focused", focused)
                self.style().unpolish(self)
                self.style().polish(self)
        return False
