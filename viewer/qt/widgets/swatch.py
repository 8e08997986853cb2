"""Small drawn signs: the legend's swatches with their patterns, the warning triangle, the disclosure arrow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.appearance.values import Pattern
from viewer.i18n.catalogue import N_
from viewer.palette.colours import Rgb

from .language import say
from .style import INK, LOOK, ON_WARNING, WARNING

WARNING_INK = WARNING
"""The sign's colour, live as all of :mod:`viewer.qt.widgets.style`."""
PATTERNS: Final[Mapping[Pattern, str]] = {
    "solid": N_("solid pattern"),
    "fill": N_("fill pattern"),
    "hatch": N_("hatch pattern"),
    "dots": N_("dots pattern"),
    "outline": N_("outline pattern"),
    "lines": N_("lines pattern"),
    "beads": N_("beads pattern"),
    "cord": N_("cord pattern"),
    "crosses": N_("crosses pattern"),
    "rings": N_("rings pattern"),
    "bars": N_("bars pattern"),
    "rim": N_("rim pattern"),
    "note": N_("note pattern"),
}
"""Patterns by their names, read aloud."""
ROOM = QSize(34, 20)
"""Size of a sample beside words 17 pixels high; it grows with them."""


def paint_swatch(painter: QPainter, rect: QRectF, colour: Rgb, pattern: Pattern) -> None:
    """Draw a sample of a region's colour and pattern, as the skin and the muscles show it."""
    ink = QColor(*colour)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(1, 1, -1, -1)
    if pattern == "solid":
        painter.setPen(_rim(ink.darker(130), 1))
        painter.setBrush(ink)
        painter.drawRoundedRect(box, 3, 3)
    elif pattern == "fill":
        painter.setPen(QPen(ink, 2))
        painter.setBrush(_lighter(ink, 0.62))
        painter.drawRoundedRect(box, 3, 3)
    elif pattern == "note":
        painter.setPen(QPen(ink, 2))
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QPen(QColor(40, 34, 32), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle, top, foot = box.center().x(), box.top(), box.bottom()
        painter.drawLine(QPointF(middle, top + 0.22 * box.height()), QPointF(middle, top + 0.55 * box.height()))
        painter.drawPoint(QPointF(middle, foot - 0.2 * box.height()))
    elif pattern == "rim":
        fading = QLinearGradient(box.topLeft(), box.topRight())
        fading.setColorAt(0.0, ink)
        fading.setColorAt(1.0, QColor("white"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fading)
        painter.drawRoundedRect(box, 3, 3)
    elif pattern == "hatch":
        painter.setPen(QPen(_lighter(ink, 0.3), 1, Qt.PenStyle.DashLine))
        painter.setBrush(_lighter(ink, 0.85))
        painter.drawRoundedRect(box, 3, 3)
        painter.setClipRect(box.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(ink, 2))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += 6
    elif pattern == "lines":
        painter.setPen(QPen(ink, 2))
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setClipRect(box.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(ink, 1.2))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.top()), QPointF(x + box.height(), box.bottom()))
            x += 9
    elif pattern == "beads":
        middle = box.center().y()
        if LOOK.theme.dark:  # the line itself is dark
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("white"))
            painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QPen(ink, 1.4))
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for number in range(5):
            painter.drawEllipse(QPointF(box.left() + 2.5 + number * (box.width() - 5) / 4, middle), 2.4, 2.4)
    elif pattern == "cord":
        cord = QPainterPath(QPointF(box.left() + 3, box.top() + 4))
        across, down = QPointF(0.5 * box.width(), 0), QPointF(box.right() - 3, box.bottom() - 4)
        cord.cubicTo(cord.currentPosition() + across, down - across, down)
        for tone, width in ((INK if LOOK.theme.dark else ink.darker(130), 5.5), (ink, 3.8)):
            painter.setPen(QPen(tone, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPath(cord)
    elif pattern in {"crosses", "rings", "bars"}:
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(_lighter(ink, 0.88))
        painter.drawRoundedRect(box, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for number in range(3):
            at = QPointF(box.left() + box.width() * (number + 0.5) / 3, box.center().y())
            if pattern == "crosses":
                painter.drawLine(at + QPointF(-2.5, -2.5), at + QPointF(2.5, 2.5))
                painter.drawLine(at + QPointF(-2.5, 2.5), at + QPointF(2.5, -2.5))
            elif pattern == "rings":
                painter.drawEllipse(at, 2.7, 2.7)
            else:
                painter.drawLine(at + QPointF(-3, 0), at + QPointF(3, 0))
    elif pattern == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_lighter(ink, 0.75))
        painter.drawRoundedRect(box, 7, 7)
        painter.setBrush(ink)
        for row in range(3):
            for column in range(5):
                at = QPointF(
                    box.left() + 4 + column * 5.5 + (row % 2) * 2.7, box.top() + 3.5 + row * (box.height() - 7) / 2
                )
                if at.x() < box.right() - 2:
                    painter.drawEllipse(at, 1.5, 1.5)
    else:
        painter.setPen(_rim(QColor(40, 34, 32), 2.5))
        painter.setBrush(ink)
        painter.drawRoundedRect(box, 3, 3)
    painter.restore()


def paint_warning(painter: QPainter, rect: QRectF, fill: QColor = WARNING_INK, mark: QColor = ON_WARNING) -> None:
    """Draw a filled triangle with an exclamation mark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top, base = QPointF(rect.center().x(), rect.top() + 1), rect.bottom() - 1
    triangle = QPolygonF([top, QPointF(rect.right(), base), QPointF(rect.left(), base)])
    painter.setPen(QPen(fill, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(fill)
    painter.drawPolygon(triangle)
    middle, height = rect.center().x(), rect.height()
    painter.setPen(QPen(mark, max(1.6, height / 9), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(middle, rect.top() + 0.38 * height), QPointF(middle, rect.top() + 0.64 * height))
    painter.drawPoint(QPointF(middle, rect.top() + 0.82 * height))
    painter.restore()


def paint_disclosure(painter: QPainter, rect: QRectF, *, opened: bool, colour: QColor) -> None:
    """Draw the small arrow before a heading: down when its rows are shown, right when they are folded away."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            colour,
            max(1.8, rect.width() / 8),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    c, r = rect.center(), rect.width() / 4
    if opened:
        points = [QPointF(c.x() - r, c.y() - r / 2), QPointF(c.x(), c.y() + r / 2), QPointF(c.x() + r, c.y() - r / 2)]
    else:
        points = [QPointF(c.x() - r / 2, c.y() - r), QPointF(c.x() + r / 2, c.y()), QPointF(c.x() - r / 2, c.y() + r)]
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()


def _lighter(colour: QColor, amount: float) -> QColor:
    """Mix with white: 0 leaves it, 1 makes it white."""
    return QColor(*(round(c + (255 - c) * amount) for c in (colour.red(), colour.green(), colour.blue())))


def _rim(ink: QColor, width: float) -> QPen:
    """Border a dark sample: on dark paper the border is light."""
    return QPen(INK, 1.2) if LOOK.theme.dark else QPen(ink, width)


def _growth(widget: QWidget) -> float:
    return max(1.0, widget.fontMetrics().height() / 17.0)


class Swatch(QWidget):
    """A sample of colour and pattern, for the legend."""

    def __init__(self, colour: Rgb, pattern: Pattern, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour, self._pattern = colour, pattern
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        say(self, accessibleName=PATTERNS[pattern])

    def sizeHint(self) -> QSize:
        """Give the sample its fixed size."""
        return ROOM * _growth(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sample."""
        del event
        painter = QPainter(self)
        painter.scale(growth := _growth(self), growth)
        paint_swatch(painter, QRectF(0, 0, ROOM.width(), ROOM.height()), self._colour, self._pattern)
        painter.end()


class WarningSign(QWidget):
    """The warning triangle as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        say(self, accessibleName=N_("Warning"))

    def sizeHint(self) -> QSize:
        """Give the sign its fixed size."""
        return QSize(24, 22) * _growth(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the triangle."""
        del event
        painter = QPainter(self)
        paint_warning(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
