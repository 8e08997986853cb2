"""Small signs for the kinds of things that can be found: lines only, in one colour, told apart without it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from viewer.search.entries import Kind


def paint_kind(painter: QPainter, rect: QRectF, kind: Kind, ink: QColor) -> None:
    """Draw the sign of a kind into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            ink, max(1.4, rect.width() / 11), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())

    def line(*points: tuple[float, float]) -> None:
        path = QPainterPath(at(*points[0]))
        for point in points[1:]:
            path.lineTo(at(*point))
        painter.drawPath(path)

    def ring(x: float, y: float, radius: float) -> None:
        painter.drawEllipse(at(x, y), radius * rect.width(), radius * rect.height())

    match kind:
        case "symptom":  # a person
            ring(0.5, 0.24, 0.15)
            path = QPainterPath(at(0.18, 0.9))
            path.cubicTo(at(0.2, 0.38), at(0.8, 0.38), at(0.82, 0.9))
            painter.drawPath(path)
        case "structure":  # a bone
            line((0.32, 0.32), (0.68, 0.68))
            for x, y in ((0.16, 0.3), (0.3, 0.16), (0.7, 0.84), (0.84, 0.7)):
                ring(x, y, 0.12)
        case "nerve":  # a line that branches
            path = QPainterPath(at(0.5, 0.06))
            path.cubicTo(at(0.3, 0.3), at(0.7, 0.35), at(0.5, 0.55))
            path.lineTo(at(0.22, 0.94))
            path.moveTo(at(0.5, 0.55))
            path.lineTo(at(0.78, 0.94))
            painter.drawPath(path)
        case "root":  # out of a ring
            ring(0.3, 0.3, 0.2)
            line((0.45, 0.45), (0.9, 0.9))
        case "scene":  # pressed from two sides
            line((0.08, 0.25), (0.36, 0.5), (0.08, 0.75))
            line((0.92, 0.25), (0.64, 0.5), (0.92, 0.75))
            line((0.5, 0.1), (0.5, 0.9))
        case "map":  # fields
            painter.drawRect(QRectF(at(0.1, 0.12), at(0.9, 0.88)))
            line((0.38, 0.12), (0.3, 0.88))
            line((0.34, 0.5), (0.9, 0.42))
        case "field":  # hatched skin
            ring(0.5, 0.5, 0.42)
            line((0.22, 0.62), (0.62, 0.22))
            line((0.34, 0.8), (0.8, 0.34))
        case "topic":  # a question
            ring(0.5, 0.5, 0.44)
            font = QFont(painter.font())
            font.setPixelSize(max(8, round(0.62 * rect.height())))
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), "?")
        case "place":  # a pin
            path = QPainterPath(at(0.5, 0.95))
            path.cubicTo(at(0.1, 0.5), at(0.14, 0.06), at(0.5, 0.06))
            path.cubicTo(at(0.86, 0.06), at(0.9, 0.5), at(0.5, 0.95))
            painter.drawPath(path)
            ring(0.5, 0.36, 0.1)
        case "view":  # an eye
            path = QPainterPath(at(0.04, 0.5))
            path.quadTo(at(0.5, -0.02), at(0.96, 0.5))
            path.quadTo(at(0.5, 1.02), at(0.04, 0.5))
            painter.drawPath(path)
            ring(0.5, 0.5, 0.13)
        case "absent":  # nothing inside
            ring(0.5, 0.5, 0.42)
            line((0.28, 0.5), (0.72, 0.5))
        case "action":  # go
            line((0.3, 0.15), (0.7, 0.5), (0.3, 0.85))
    painter.restore()
