"""What fingers do on a touch screen: one drags, taps or rests, two pinch and move. Knows nothing of cameras."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QTimer, Signal
from PySide6.QtGui import QEventPoint, QGuiApplication, QInputDevice, QTouchEvent

LEAST_SPREAD = 8.0
"""Pixels; two fingers are taken to be at least so far apart, or the picture would leap."""


class Doing(Enum):
    """What the fingers that are down have turned out to do."""

    NOTHING = auto()
    WAITING = auto()
    """One is down and has neither moved nor rested: it may become a tap."""
    DRAGGING = auto()
    RESTING = auto()
    PINCHING = auto()
    LEAVING = auto()
    """One of two was lifted. The other does nothing until it is lifted, too: hands do not leave at once."""


class Fingers(QObject):
    """Turns touches into gestures; positions are pixels of the widget.

    Parameters
    ----------
    rests : callable
        Whether a finger that stays where it is asks for a name; else it waits until it moves.

    Signals
    -------
    began : ()
        A first finger came down.
    dragged : (start, last, here)
        One finger was pulled, from its start and since the last time.
    pinched : (last, here, factor)
        Two fingers were moved; how their middle moved and how much wider apart they are.
    tapped : (x, y)
        One finger came and went without moving.
    rested : (x, y)
        One finger has stayed where it is, or was moved on after that: a name is wanted.
    asked : (x, y)
        A finger that had rested was lifted where it came down: a menu is wanted.
    ended : ()
        All were lifted, or taken away by the system; told last.
    """

    began = Signal()
    dragged = Signal(QPointF, QPointF, QPointF)
    pinched = Signal(QPointF, QPointF, float)
    tapped = Signal(int, int)
    rested = Signal(int, int)
    asked = Signal(int, int)
    ended = Signal()

    def __init__(self, rests: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rests = rests
        self._doing = Doing.NOTHING
        self._start = self._last = QPointF()
        self._slid = False
        self._pair: tuple[int, int] | None = None
        self._spread = LEAST_SPREAD
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._rest)

    @property
    def down(self) -> bool:
        """Whether any finger is down."""
        return self._doing is not Doing.NOTHING

    def take(self, event: QTouchEvent) -> bool:
        """Take an event; says whether it is one of a screen. Touch pads send theirs beside wheel and gestures."""
        if event.deviceType() == QInputDevice.DeviceType.TouchPad:
            return False
        event.accept()
        points = [point for point in event.points() if point.state() != QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchCancel:
            self.forget()
        elif not points:
            self._lift()
        elif len(points) == 1:
            self._one(points[0].position())
        else:
            self._two(points[0], points[1])
        return True

    def forget(self) -> None:
        """End what is under way without a tap or a menu."""
        self._patience.stop()
        if self.down:
            self._doing = Doing.NOTHING
            self.ended.emit()

    def _one(self, here: QPointF) -> None:
        if self._doing is Doing.NOTHING:
            self._doing, self._slid = Doing.WAITING, False
            self._start = self._last = here
            self._patience.start(QGuiApplication.styleHints().mousePressAndHoldInterval())
            self.began.emit()
        elif self._doing is Doing.PINCHING:
            self._doing = Doing.LEAVING
        moved = (here - self._start).manhattanLength() > QGuiApplication.styleHints().startDragDistance()
        if self._doing is Doing.WAITING and moved:
            self._patience.stop()
            self._doing = Doing.DRAGGING
        if self._doing is Doing.DRAGGING:
            self.dragged.emit(self._start, self._last, here)
        elif self._doing is Doing.RESTING and (moved or self._slid):
            self._slid = True
            self.rested.emit(*_pixel(here))
        if self._doing is not Doing.WAITING:
            self._last = here

    def _two(self, one: QEventPoint, other: QEventPoint) -> None:
        self._patience.stop()
        if not self.down:
            self.began.emit()
        between = other.position() - one.position()
        middle = one.position() + between / 2
        spread = max(LEAST_SPREAD, math.hypot(between.x(), between.y()))
        pair = one.id(), other.id()
        if self._doing is Doing.PINCHING and pair == self._pair:
            self.pinched.emit(self._last, middle, spread / self._spread)
        self._doing, self._pair = Doing.PINCHING, pair
        self._last, self._spread = middle, spread

    def _lift(self) -> None:
        self._patience.stop()
        doing, self._doing = self._doing, Doing.NOTHING
        if doing is Doing.WAITING:
            self.tapped.emit(*_pixel(self._start))
        elif doing is Doing.RESTING and not self._slid:
            self.asked.emit(*_pixel(self._start))
        if doing is not Doing.NOTHING:
            self.ended.emit()

    def _rest(self) -> None:
        if self._doing is Doing.WAITING and self._rests():
            self._doing = Doing.RESTING
            self.rested.emit(*_pixel(self._start))


def _pixel(place: QPointF) -> tuple[int, int]:
    point: QPoint = place.toPoint()
    return point.x(), point.y()
