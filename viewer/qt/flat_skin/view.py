"""The flat skin in the window: paint, names, and a cross moved by pointer and arrow keys. It knows no state."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.output.flat_skin.content import LETTER, PILL, FlatContent, Mark, Word
from viewer.output.flat_skin.texels import FlatTexels
from viewer.qt.widgets.style import ACCENT, EDGE, INK, PAPER, QUIET
from viewer.state.view_state import ChartPlace

STEP_MM, FINE_MM = 10.0, 1.0
"""How far an arrow key moves the cross, and with Shift."""
NEAREST: Final = 12.0
"""Largest zoom, where 1 shows the whole flat skin."""
SLOP: Final = 4
"""Pixels the pointer may move in a click."""
LEAST_LETTER: Final = 0.78
"""Smallest letters of names, in sizes of the window's letters."""


class FlatSkinView(QWidget):
    """Shows the flat skin at any zoom.

    Signals
    -------
    place_picked : (ChartPlace)
        Clicked, or Enter pressed on it.
    place_reached : (ChartPlace or None, QPoint)
        The pointer came there; the pixel it is at.
    cross_moved : (ChartPlace or None)
        The arrow keys moved the cross there.
    pen_switched : ()
        Space was pressed.
    pen_down, pen_pulled : (ChartPlace or None)
        Only while :attr:`draws` is set: the left button went down there, was pulled there.
    pen_up : ()
    left : ()
        The pointer went away.
    """

    place_picked = Signal(object)
    place_reached = Signal(object, QPoint)
    cross_moved = Signal(object)
    pen_switched = Signal()
    pen_down = Signal(object)
    pen_pulled = Signal(object)
    pen_up = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet-view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(150, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._laid: FlatTexels | None = None
        self._content = FlatContent((), (), ())
        self._image = QImage()
        self._pixels: NDArray[np.uint8] = np.empty((0, 0, 4), dtype=np.uint8)
        self._zoom = 1.0
        self._middle: QPointF | None = None
        self._cross: tuple[float, float] | None = None
        self._pen_radius: float | None = None
        self.draws = False
        """Whether the left button draws."""
        self._drawing = False
        self._press: QPoint | None = None
        self._dragged = False

    def sizeHint(self) -> QSize:
        """Tall: a leg."""
        return QSize(300, 640)

    # ------------------------------------------------------------------- shown

    def show_flat_skin(self, laid: FlatTexels, pixels: NDArray[np.uint8], content: FlatContent) -> None:
        """Show this paint and these names; the cross stays where it is."""
        if self._laid is not None and self._laid.side != laid.side and self._cross is not None:
            self._cross = (laid.layout.width - self._cross[0], self._cross[1])
        self._laid, self._content, self._pixels = laid, content, np.ascontiguousarray(pixels)
        rows, columns = pixels.shape[:2]
        self._image = QImage(self._pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
        self.update()

    def show_pen(self, radius: float | None) -> None:
        """Draw the cross as a brush of this radius, mm, while it is down; None: a plain cross."""
        if radius != self._pen_radius:
            self._pen_radius = radius
            self.update()

    @property
    def place(self) -> ChartPlace | None:
        """The place under the cross."""
        return None if self._laid is None or self._cross is None else self._laid.place(*self._cross)

    def put_cross(self, place: ChartPlace) -> None:
        """Put the cross on a place, and bring it into sight."""
        if self._laid is not None and place.side == self._laid.side:
            self._cross = self._laid.layout.point(place)
            self._keep_cross_in_sight()
            self.update()

    def take_cross(self) -> None:
        """Take the cross away."""
        self._cross = None
        self.update()

    def show_whole(self) -> None:
        """Show the whole flat skin."""
        self._zoom, self._middle = 1.0, None
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Come nearer (above 1) or go away, about a pixel or the cross."""
        if self._laid is None:
            return
        about = at or (self._pixel(*self._cross) if self._cross else QPointF(self.rect().center()))
        x, y = self._spot(about)
        self._zoom = min(NEAREST, max(1.0, self._zoom * factor))
        if self._zoom == 1.0:
            self._middle = None
        else:
            scale = self._scale()
            centre = QPointF(self.width() / 2, self.height() / 2)
            self._middle = QPointF(x + (centre.x() - about.x()) / scale, y + (centre.y() - about.y()) / scale)
        self.update()

    # ------------------------------------------------------------------ events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a drag or a stroke."""
        if self.draws and event.button() == Qt.MouseButton.LeftButton:
            place = self._place_at(event.position())
            self._drawing = place is not None
            if place is not None:
                self.pen_down.emit(place)
            return
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._press, self._dragged = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the flat skin while a button is down; else say where the pointer is."""
        here = event.position()
        if self._drawing:
            self.pen_pulled.emit(self._place_at(here))
            return
        if self._press is not None:
            step = here.toPoint() - self._press
            if self._dragged or step.manhattanLength() > SLOP:
                self._dragged = True
                self._press = here.toPoint()
                if self._zoom > 1.0 and self._middle is not None:
                    self._middle -= QPointF(step) / self._scale()
                    self.update()
            return
        self.place_reached.emit(self._place_at(here), here.toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick what was clicked."""
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._drawing = False
            self.pen_up.emit()
            return
        pressed, self._press = self._press, None
        if pressed is None or self._dragged or event.button() != Qt.MouseButton.LeftButton:
            return
        place = self._place_at(event.position())
        if place is not None:
            self._cross = self._spot(event.position())
            self.update()
            self.place_picked.emit(place)

    def leaveEvent(self, event: object) -> None:
        """Say that the pointer went away."""
        del event
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come nearer or go away about the pointer."""
        self.zoom(1.2 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross, pick, zoom."""
        arrows = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in arrows:
            self._move_cross(*arrows[key], FINE_MM if fine else STEP_MM)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            place = self.place
            if place is not None:
                self.place_picked.emit(place)
        elif key == Qt.Key.Key_Space:
            self.pen_switched.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.2)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / 1.2)
        elif key == Qt.Key.Key_Home:
            self.show_whole()
        else:
            super().keyPressEvent(event)

    def event(self, event: object) -> bool:
        """Keep arrows, plus and minus for the flat skin while it has the keyboard: they are shortcuts elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.ShortcutOverride:
            mine = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Home, Qt.Key.Key_Space)
            if event.key() in mine and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
                return True
        return super().event(event)  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on what is looked at."""
        super().resizeEvent(event)
        self.update()

    # ---------------------------------------------------------------- measures

    def _scale(self) -> float:
        """Pixels per millimetre."""
        if self._laid is None:
            return 1.0
        below = LETTER["quiet"] * 2.0
        fit = min(
            (self.width() - 8) / self._laid.layout.width, (self.height() - 8) / (self._laid.layout.height + below)
        )
        return max(0.05, fit) * self._zoom

    def _centre(self) -> QPointF:
        assert self._laid is not None
        return self._middle or QPointF(self._laid.layout.width / 2, self._laid.layout.height / 2 + LETTER["quiet"])

    def _pixel(self, x: float, y: float) -> QPointF:
        centre, scale = self._centre(), self._scale()
        return QPointF(self.width() / 2 + (x - centre.x()) * scale, self.height() / 2 + (y - centre.y()) * scale)

    def _spot(self, pixel: QPointF) -> tuple[float, float]:
        centre, scale = self._centre(), self._scale()
        return (
            centre.x() + (pixel.x() - self.width() / 2) / scale,
            centre.y() + (pixel.y() - self.height() / 2) / scale,
        )

    def _place_at(self, pixel: QPointF) -> ChartPlace | None:
        return None if self._laid is None else self._laid.place(*self._spot(pixel))

    def _move_cross(self, across: int, down: int, step: float) -> None:
        if self._laid is None:
            return
        layout = self._laid.layout
        x, y = self._cross or layout.point(ChartPlace("leg", self._laid.side, 0.45, 45.0))
        if self._cross is not None:
            x, y = x + across * step, y + down * step
        self._cross = (min(layout.width, max(0.0, x)), min(layout.height, max(0.0, y)))
        self._keep_cross_in_sight()
        self.update()
        self.cross_moved.emit(self.place)

    def _keep_cross_in_sight(self) -> None:
        if self._cross is None or self._zoom == 1.0:
            return
        if not QRectF(self.rect()).adjusted(20, 20, -20, -20).contains(self._pixel(*self._cross)):
            self._middle = QPointF(*self._cross)

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paint, lines, marks, names, the cross, and the mark of the keyboard."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), PAPER)
        if self._laid is not None:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            corner, far = self._pixel(0.0, 0.0), self._pixel(self._laid.layout.width, self._laid.layout.height)
            painter.drawImage(QRectF(corner, far), self._image)
            painter.setPen(QPen(QColor(110, 118, 126), 1.0, Qt.PenStyle.DashLine))
            for line in self._content.lines:
                painter.drawPolyline(QPolygonF([self._pixel(x, y) for x, y in line.points]))
            for mark in self._content.marks:
                self._draw_mark(painter, mark)
            for word in self._content.words:
                self._draw_word(painter, word)
            if self._cross is not None:
                self._draw_cross(painter, self._pixel(*self._cross))
        if self.hasFocus():
            painter.setPen(QPen(ACCENT, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _draw_mark(self, painter: QPainter, mark: Mark) -> None:
        at = self._pixel(mark.x, mark.y)
        if mark.kind == "asked":
            for colour, width in ((QColor("white"), 4.0), (QColor(*mark.colour), 2.0)):
                painter.setPen(QPen(colour, width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, 7.0, 7.0)
            return
        painter.setPen(QPen(QColor(*PILL), 1.2))
        painter.setBrush(QColor(*mark.colour))
        size = 2.5 if mark.kind == "landmark" else 4.5
        painter.drawEllipse(at, size, size)

    def _draw_word(self, painter: QPainter, word: Word) -> None:
        font = QFont(self.font())
        least = LEAST_LETTER * QFontMetricsF(font).height() * 0.72
        font.setPixelSize(max(6, round(max(least, LETTER[word.style] * self._scale()))))
        font.setBold(word.style == "root")
        metrics = QFontMetricsF(font)
        at = self._pixel(word.x, word.y)
        width, height = metrics.horizontalAdvance(word.text) + 0.9 * metrics.height(), 1.2 * metrics.height()
        left = at.x() + {"start": 0.0, "middle": -width / 2, "end": -width}[word.anchor]
        if QRectF(self.rect()).contains(at):
            # What belongs to a place that is seen is read whole.
            left = max(3.0, min(left, self.width() - width - 3.0))
        box = QRectF(left, at.y() - height / 2, width, height)
        painter.setFont(font)
        dark = word.style == "root"
        painter.setPen(QPen(QColor("white") if dark else EDGE if word.style == "nerve" else PAPER, 1.2))
        painter.setBrush(QColor(*PILL) if dark else PAPER)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor("white") if dark else INK if word.style == "nerve" else QUIET)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word.text)

    def _draw_cross(self, painter: QPainter, at: QPointF) -> None:
        radius = 5.0 if self._pen_radius is None else max(4.0, self._pen_radius * self._scale())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor("white"), 4.0), (QColor(*PILL), 1.6)):
            painter.setPen(QPen(colour, width))
            if self._pen_radius is not None:
                painter.drawEllipse(at, radius, radius)
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                start = at + QPointF(dx, dy) * radius
                painter.drawLine(start, start + QPointF(dx, dy) * 8.0)
