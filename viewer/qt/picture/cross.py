"""A dark cross with a white edge and an open centre, visible on every colour: cursor of brush and keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

CASE: Final = QColor("white")
LINE: Final = QColor("#14202B")
"""The same in every theme: it lies over the picture, not over the window."""


def cross_picture(size: int, ratio: float, ground: Qt.GlobalColor = Qt.GlobalColor.transparent) -> QPixmap:
    """Draw the cross.

    Parameters
    ----------
    size : int
        Pixels; odd, so that there is a middle.
    ratio : float
        Device pixels per pixel.
    ground : Qt.GlobalColor
        Around it.
    """
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, ring = size // 2, size // 5
    for colour, width in ((CASE, 4.0), (LINE, 1.8)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(middle - ring, middle - ring, 2 * ring, 2 * ring)
        for near, far in ((1, ring), (size - ring - 1, size - 2)):
            painter.drawLine(near, middle, far, middle)
            painter.drawLine(middle, near, middle, far)
    painter.end()
    return picture
