"""Pointing at the picture by keyboard: arrow keys move a cross over it, where a click would be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QBitmap
from PySide6.QtWidgets import QLabel, QWidget

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say

from .canvas import CanvasInput
from .cross import cross_picture

STEP: Final = 0.02
"""How far an arrow key moves the cross, heights of the picture."""
FINE_PX: Final = 2
"""With Shift, pixels."""
SIZE: Final = 41
REST_MS: Final = 300
"""The place is announced once the cross has stood still for so long."""


class Aim(QObject):
    """A cross over the picture that the arrow keys move while it is on.

    Parameters
    ----------
    canvas : QWidget
        The picture.
    pointer : CanvasInput
        Hands its arrow keys over.

    Signals
    -------
    rested : (x, y)
        The cross has come to stand at a pixel of the picture.
    """

    rested = Signal(int, int)

    def __init__(self, canvas: QWidget, pointer: CanvasInput) -> None:
        super().__init__(canvas)
        self._canvas, self._pointer = canvas, pointer
        self._at: QPoint | None = None
        self._cross = QLabel(canvas)
        self._cross.setObjectName("aim")
        say(self._cross, accessibleName=N_("Cross"))
        self._cross.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cross.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._report)
        pointer.clicked.connect(lambda _x, _y: self.forget())

    @property
    def at(self) -> QPoint | None:
        """The pixel under the cross; None while it is not shown."""
        return self._at

    def switch(self, *, on: bool) -> None:
        """Take the arrow keys, or release them; the cross appears with the first press."""
        self._pointer.aim = self if on else None
        if not on:
            self.forget()

    def forget(self) -> None:
        """Hide the cross."""
        self._at = None
        self._rest.stop()
        self._cross.hide()

    def move(self, across: int, down: int, *, fine: bool) -> None:
        """Move the cross by steps; first it comes to the middle. It stays in the picture."""
        room = self._canvas.rect()
        if self._at is None:
            self._draw_cross()
            at = room.center()
        else:
            step = FINE_PX if fine else max(FINE_PX, round(STEP * room.height()))
            at = self._at + QPoint(across, down) * step
        self._at = QPoint(min(room.right(), max(0, at.x())), min(room.bottom(), max(0, at.y())))
        self._cross.move(self._at - QPoint(SIZE // 2, SIZE // 2))
        self._cross.show()
        self._cross.raise_()
        self._rest.start()

    def announce(self, words: str) -> None:
        """Let a screen reader say where the cross is."""
        self._cross.setAccessibleDescription(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, words))

    def _report(self) -> None:
        if self._at is not None:
            self.rested.emit(self._at.x(), self._at.y())

    def _draw_cross(self) -> None:
        """Draw the cross for the screen it is on; what lies over the 3D picture can be cut out, not blended with it."""
        shape = cross_picture(SIZE, 1.0, Qt.GlobalColor.transparent).toImage().createAlphaMask()
        self._cross.setPixmap(cross_picture(SIZE, self._canvas.devicePixelRatioF(), Qt.GlobalColor.white))
        self._cross.resize(SIZE, SIZE)
        self._cross.setMask(QBitmap.fromImage(shape))
