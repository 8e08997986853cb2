"""What pointer, fingers, pen and keys do over the 3D widget.

VTK's own key and mouse bindings never see an event: :class:`CanvasInput` filters them all, so that no stray letter
closes the window or turns the body into a wireframe.
"""

from __future__ import annotations

import time
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QSinglePointEvent,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.appearance.views import Vector
from viewer.state.view_state import CameraPose

from . import orbit
from .fingers import Fingers

CLICK_SLOP: Final = 5
"""Pixels the pointer may move between press and release of a click; beyond it is a drag."""
PEN_SLOP: Final = 10
"""The same for a pen, which is never quite still."""
HOVER_INTERVAL: Final = 0.040
"""Seconds between two looks under the pointer, at least."""
LEAST_PINCH: Final = 0.2
"""What one event of a trackpad makes smaller, at most."""
WHEEL_STEP: Final = 1.15
"""Zoom per notch of a wheel (120 units of Qt's angle)."""


class Camera(Protocol):
    """What moves when the pointer drags: the scene's camera."""

    def pose(self) -> CameraPose:
        """Where it stands."""

    def move(self, pose: CameraPose) -> None:
        """Go there and draw."""

    def body_at(self, x: int, y: int) -> Vector | None:
        """Say what coming nearer at a pixel comes to, mm; None where no body is shown."""


class Pen(Protocol):
    """What takes the left button, the pen or a finger while one draws."""

    def press(self, x: int, y: int, *, erase: bool = False) -> bool:
        """Set it down at a pixel, maybe by its other end; says whether there is anything to draw on."""

    def move(self, x: int, y: int) -> None:
        """Pull it to a pixel."""

    def release(self) -> None:
        """Lift it."""


class Arrows(Protocol):
    """What takes the arrow keys while one points with them."""

    def move(self, across: int, down: int, *, fine: bool) -> None:
        """Go on by a step, or by a small one."""


class CanvasInput(QObject):
    """Turns pointer, fingers, pen and keys over the 3D widget into camera moves and signals.

    A pen is a mouse with one button more; while one draws, it draws, and fingers turn the body from then on, as the
    hand that holds it rests on the screen. Without a pen, a finger draws.

    Signals
    -------
    clicked : (x, y)
        Released without having moved; widget pixels.
    asked : (x, y)
        The same with the right button, or with a finger that had rested: a menu is wanted.
    rested : (x, y)
        The pointer moved here with no button down, or a finger rests here; at most 25 times a second.
    left : ()
        The pointer went away.
    camera_settled : (CameraPose)
        A turn, pan or zoom has ended.
    """

    clicked = Signal(int, int)
    asked = Signal(int, int)
    rested = Signal(int, int)
    left = Signal()
    camera_settled = Signal(CameraPose)

    def __init__(self, widget: QWidget, camera: Camera) -> None:
        super().__init__(widget)
        self._widget = widget
        self._camera = camera
        self._pressed_at: QPoint | None = None
        self._last = QPointF()
        self._button = Qt.MouseButton.NoButton
        self._dragging = False
        self._target: CameraPose | None = None
        self._hover_at: QPoint | None = None
        self._hover_cost = 0.0
        self.pen: Pen | None = None
        """Draws with the left button; right and Shift + left drag then turn the body."""
        self.aim: Arrows | None = None
        """Takes the arrow keys; with Ctrl they turn the body then."""
        self._held: Pen | None = None
        self._pen_seen = False
        self._near: tuple[QPoint, CameraPose, Vector | None] | None = None
        """Where one came nearer last, how the camera stood then, and to what."""
        # One drawing per turn of the event loop, however many mouse moves have queued up.
        self._draw = self._single_shot(0, self._move)
        self._settle = self._single_shot(250, self._report)
        self._look = self._single_shot(int(HOVER_INTERVAL * 1000), self._rest)
        fingers = self._fingers = Fingers(lambda: not self._finger_draws, self)
        fingers.began.connect(self._touch)
        fingers.dragged.connect(self._drag_finger)
        fingers.pinched.connect(self._pinch)
        fingers.tapped.connect(self._tap)
        fingers.rested.connect(lambda x, y: self._look_at(QPoint(x, y)))
        fingers.asked.connect(self._ask_finger)
        fingers.ended.connect(self._lift_finger)
        widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        widget.setMouseTracking(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take pointer and key events; let all others pass."""
        del watched
        kind = event.type()
        if isinstance(event, QTouchEvent):
            return self._fingers.take(event)
        if isinstance(event, QTabletEvent):
            self._pen_seen = True
            event.accept()  # or it comes again as a mouse
            self._point(event)
            return True
        if isinstance(event, QMouseEvent):
            # Some systems send a mouse after each finger.
            if event.deviceType() != QInputDevice.DeviceType.TouchScreen:
                self._point(event)
            return True
        if isinstance(event, QWheelEvent):
            self._wheel(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            return self._gesture(event)
        if isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            # Tab must still leave the picture; every other key would reach VTK.
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return False
            if kind == QEvent.Type.KeyPress and not self._key(event):
                event.ignore()
            return True
        if kind == QEvent.Type.Leave:
            self._look.stop()
            self._hover_at = None
            self.left.emit()
            return True
        return kind == QEvent.Type.Enter

    def pose(self) -> CameraPose:
        """Give where the camera stands, or is about to."""
        return self._now()

    def turn(self, azimuth: float, elevation: float) -> None:
        """Turn the body by degrees."""
        self._go_to(orbit.orbited(self._now(), azimuth, elevation), settle=True)

    def pan(self, across: float, up: float) -> None:
        """Move the body by heights of the picture."""
        self._go_to(orbit.panned(self._now(), across, up), settle=True)

    @property
    def touched(self) -> bool:
        """Whether a finger is down: it covers what it points at."""
        return self._fingers.down

    def zoom(self, factor: float, at: QPoint | None = None) -> None:
        """Come nearer (above 1) or go away (below 1), at a pixel, by default in the middle of the picture."""
        self._go_to(self._approached(factor, self._widget.rect().center() if at is None else at), settle=True)

    def stop(self) -> None:
        """Cancel everything under way; for closing."""
        for timer in (self._draw, self._settle, self._look):
            timer.stop()
        self._fingers.forget()
        self._settle.stop()
        self._widget.removeEventFilter(self)

    # ---------------------------------------------------------------- pointer

    def _point(self, event: QMouseEvent | QTabletEvent) -> None:
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TabletPress):
            self._press(event)
        elif kind in (QEvent.Type.MouseMove, QEvent.Type.TabletMove):
            self._pointer_move(event)
        elif kind in (QEvent.Type.MouseButtonRelease, QEvent.Type.TabletRelease):
            self._release(event)

    def _press(self, event: QSinglePointEvent) -> None:
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._button == Qt.MouseButton.NoButton:
            self._button = event.button()
            self._pressed_at = event.position().toPoint()
            self._last = event.position()
            self._dragging = False
            self._look.stop()
            if event.button() == Qt.MouseButton.LeftButton and not _shifted(event):
                self._set_down(self._pressed_at, erase=_by_its_other_end(event))

    def _pointer_move(self, event: QSinglePointEvent) -> None:
        here = event.position()
        if self._button == Qt.MouseButton.NoButton or self._pressed_at is None:
            self._look_at(here.toPoint())
            return
        if self._held is not None:
            self._held.move(here.toPoint().x(), here.toPoint().y())
            return
        if not self._dragging:
            slop = PEN_SLOP if isinstance(event, QTabletEvent) else CLICK_SLOP
            if (here.toPoint() - self._pressed_at).manhattanLength() <= slop:
                return
            self._dragging = True
            self.left.emit()
        step = here - self._last
        self._last = here
        across, up = self._heights(step)
        shift = _shifted(event) and self.pen is None
        if self._button == Qt.MouseButton.MiddleButton or (self._button == Qt.MouseButton.LeftButton and shift):
            self._go_to(orbit.panned(self._now(), across, up), settle=False)
        elif self._button == Qt.MouseButton.RightButton and self.pen is None:
            self._go_to(self._approached(3.0 ** (2 * up), self._pressed_at), settle=False)
        else:
            self._turn(step)

    def _release(self, event: QSinglePointEvent) -> None:
        if event.button() != self._button:
            return
        self._button = Qt.MouseButton.NoButton
        if self._held is not None:
            self._lift_pen()
        elif self._dragging:
            self._dragging = False
            self._settle.start()
        elif self._pressed_at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(self._pressed_at.x(), self._pressed_at.y())
        elif self._pressed_at is not None and event.button() == Qt.MouseButton.RightButton:
            self.asked.emit(self._pressed_at.x(), self._pressed_at.y())
        self._pressed_at = None

    def _wheel(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self.zoom(WHEEL_STEP**notches, event.position().toPoint())

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(max(LEAST_PINCH, 1.0 + event.value()), event.position().toPoint())
            return True
        return False

    # ---------------------------------------------------------------- fingers

    @property
    def _finger_draws(self) -> bool:
        return self.pen is not None and not self._pen_seen

    def _touch(self) -> None:
        self._dragging = False
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._look.stop()
        self._hover_at = None
        self.left.emit()

    def _drag_finger(self, start: QPointF, last: QPointF, here: QPointF) -> None:
        if self._finger_draws and self._held is None and last == start:
            self._set_down(start.toPoint())
        if self._held is not None:
            self._held.move(here.toPoint().x(), here.toPoint().y())
        else:
            self._dragging = True
            self._turn(here - last)

    def _pinch(self, last: QPointF, here: QPointF, factor: float) -> None:
        self._lift_pen()
        self._dragging = True
        held = self._body_at(last.toPoint())
        pose = orbit.panned(self._now(), *self._heights(here - last), held)
        pose = orbit.zoomed(pose, factor) if held is None else orbit.approached(pose, factor, held)
        # What is between the fingers stays there.
        self._near = here.toPoint(), pose, held
        self._go_to(pose, settle=False)

    def _tap(self, x: int, y: int) -> None:
        if self._finger_draws and self._set_down(QPoint(x, y)):
            self._lift_pen()
        else:
            self.clicked.emit(x, y)

    def _ask_finger(self, x: int, y: int) -> None:
        self.left.emit()
        self.asked.emit(x, y)

    def _lift_finger(self) -> None:
        self._look.stop()
        self._hover_at = None
        self._lift_pen()
        self.left.emit()
        if self._dragging:
            self._dragging = False
            self._settle.start()

    # -------------------------------------------------------------- what they do

    def _set_down(self, at: QPoint, *, erase: bool = False) -> bool:
        """Set the pen down where there is one, and something to draw on; says whether."""
        if self.pen is None or not self.pen.press(at.x(), at.y(), erase=erase):
            return False
        self._held = self.pen
        self.left.emit()
        return True

    def _lift_pen(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.release()

    def _look_at(self, here: QPoint) -> None:
        """Tell soon that the pointer is here."""
        self._hover_at = here
        if not self._look.isActive():
            # Never spend more than a third of the time on looking under the pointer.
            self._look.start(int(1000 * max(HOVER_INTERVAL, 2 * self._hover_cost)))

    def _heights(self, step: QPointF) -> tuple[float, float]:
        """Give a step in heights of the picture, to the right and up."""
        height = max(1, self._widget.height())
        return step.x() / height, -step.y() / height

    def _turn(self, step: QPointF) -> None:
        across, up = self._heights(step)
        turn = orbit.DEGREES_PER_SCREEN
        self._go_to(orbit.orbited(self._now(), across * turn, -up * turn), settle=False)

    def _approached(self, factor: float, at: QPoint) -> CameraPose:
        to = self._body_at(at)
        now = self._now()
        pose = orbit.zoomed(now, factor) if to is None else orbit.approached(now, factor, to)
        self._near = at, pose, to
        return pose

    def _body_at(self, at: QPoint) -> Vector | None:
        """Find what coming nearer at a pixel comes to; the same as long as one does nothing else."""
        if self._near is not None and self._near[:2] == (at, self._now()):
            return self._near[2]
        self._move()  # it is looked for from where the camera stands
        return self._camera.body_at(at.x(), at.y())

    # ------------------------------------------------------------------- keys

    def _key(self, event: QKeyEvent) -> bool:
        arrows = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1),
            Qt.Key.Key_Down: (0, -1),
        }
        if event.key() in arrows:
            across, up = arrows[Qt.Key(event.key())]
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.aim is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.aim.move(across, -up, fine=shift)
            elif shift:
                self.pan(0.06 * across, 0.06 * up)
            else:
                self.turn(orbit.KEY_STEP * across, -orbit.KEY_STEP * up)
            return True
        return False

    # ------------------------------------------------------------------ timers

    def _single_shot(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _now(self) -> CameraPose:
        return self._target or self._camera.pose()

    def _go_to(self, pose: CameraPose, *, settle: bool) -> None:
        self._target = pose
        if not self._draw.isActive():
            self._draw.start()
        if settle:
            self._settle.start()

    def _move(self) -> None:
        pose, self._target = self._target, None
        if pose is not None:
            self._camera.move(pose)

    def _report(self) -> None:
        if self._button == Qt.MouseButton.NoButton and not self._fingers.down:
            self._move()
            self.camera_settled.emit(self._camera.pose())

    def _rest(self) -> None:
        here, self._hover_at = self._hover_at, None
        if here is None or self._button != Qt.MouseButton.NoButton:
            return
        start = time.perf_counter()
        self.rested.emit(here.x(), here.y())
        self._hover_cost = time.perf_counter() - start


def _shifted(event: QSinglePointEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _by_its_other_end(event: QSinglePointEvent) -> bool:
    return isinstance(event, QTabletEvent) and event.pointerType() == QPointingDevice.PointerType.Eraser
