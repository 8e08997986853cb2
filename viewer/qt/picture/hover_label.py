"""The name beside the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say

OFFSET = QPoint(16, 18)
FINGER = 52
"""Pixels above the middle of a finger where it hides no word."""


class HoverLabel(QLabel):
    """A small dark label that keeps inside the picture and never takes the pointer."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setObjectName("hover")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        say(self, accessibleName=N_("Name under the pointer"))
        self.hide()

    def show_name(self, text: str, at: QPoint, *, finger: bool = False) -> None:
        """Show a text near a point of the picture, where no finger covers it; an empty text hides it."""
        if not text:
            self.hide()
            self.setText("")
            return
        if text != self.text():
            self.setText(text)
            self.adjustSize()
        room = self._canvas.rect()
        corner = at + OFFSET
        if finger and at.y() > FINGER + self.height():
            corner = at - QPoint(min(at.x(), self.width() // 2), FINGER + self.height())
        if corner.x() + self.width() > room.right():
            corner.setX(max(0, at.x() - OFFSET.x() - self.width()))
        if corner.y() + self.height() > room.bottom():
            corner.setY(max(0, at.y() - OFFSET.y() - self.height()))
        self.move(corner)
        self.show()
        self.raise_()
