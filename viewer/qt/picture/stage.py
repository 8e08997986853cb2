"""The frame around the picture: it marks the keyboard focus, and has room for bars below and a widget beside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Stage(QFrame):
    """Holds the picture; its border is coloured while the picture has the keyboard focus."""

    def __init__(self, canvas: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._row = QSplitter(Qt.Orientation.Horizontal, self)
        self._row.setChildrenCollapsible(False)
        self._row.setHandleWidth(5)
        self._row.addWidget(canvas)
        layout.addWidget(self._row)
        canvas.installEventFilter(self)

    def add_below(self, widget: QWidget) -> None:
        """Put something under the picture."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def put_beside(self, other: QWidget, share: float) -> None:
        """Put something at the left of the picture, folded away at first; open, it has this ``share`` of the room."""
        self._row.insertWidget(0, other)
        other.hide()
        self._row.setStretchFactor(0, round(100 * share))
        self._row.setStretchFactor(1, round(100 * (1.0 - share)))

    def share(self, part: float) -> None:
        """Give what stands at the left this part of the room."""
        self._row.setSizes([round(part * self.width()), round((1.0 - part) * self.width())])

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
