"""What pointer and keys do over the 3D widget.

VTK's own key and mouse bindings never see an event: :class:`CanvasInput` filters them all, so that no stray letter
closes the window or turns the body into a wireframe.
"""

from __future__ import annotations

import time
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from viewer.state.view_state import CameraPose

from . import orbit

CLICK_SLOP: Final = 5
"""Pixels the pointer may move between press and release of a click; beyond it is a drag."""
HOVER_INTERVAL: Final = 0.040
"""Seconds between two looks under the pointer, at least."""
WHEEL_STEP: Final = 1.15
"""Zoom per notch of a wheel (120 units of Qt's angle)."""


class Camera(Protocol):
    """What moves when the pointer drags: the scene's camera."""

    def pose(self) -> CameraPose:
        """Where it stands."""

    def move(self, pose: CameraPose) -> None:
        """Go there and draw."""


class Pen(Protocol):
    """What takes the left button while one draws."""

    def press(self, x: int, y: int) -> bool:
        """Set it down at a pixel; says whether there is anything to draw on."""

    def move(self, x: int, y: int) -> None:
        """Pull it to a pixel."""

    def release(self) -> None:
        """Lift it."""


class Arrows(Protocol):
    """What takes the arrow keys while one points with them."""

    def move(self, across: int, down: int, *, fine: bool) -> None:
        """Go on by a step, or by a small one."""


class CanvasInput(QObject):
    """Turns pointer and keys over the 3D widget into camera moves and signals.

    Signals
    -------
    clicked : (x, y)
        Released without having moved; widget pixels.
    asked : (x, y)
        The same with the right button: a menu is wanted.
    rested : (x, y)
        The pointer moved here with no button down; at most 25 times a second.
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
        # One drawing per turn of the event loop, however many mouse moves have queued up.
        self._draw = self._single_shot(0, self._move)
        self._settle = self._single_shot(250, self._report)
        self._look = self._single_shot(int(HOVER_INTERVAL * 1000), self._rest)
        widget.setMouseTracking(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take pointer and key events; let all others pass."""
        del watched
        kind = event.type()
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress:
                self._press(event)
            elif kind == QEvent.Type.MouseMove:
                self._mouse_move(event)
            elif kind == QEvent.Type.MouseButtonRelease:
                self._release(event)
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

    def zoom(self, factor: float) -> None:
        """Come nearer (above 1) or go away (below 1)."""
        self._go_to(orbit.zoomed(self._now(), factor), settle=True)

    def stop(self) -> None:
        """Cancel everything under way; for closing."""
        for timer in (self._draw, self._settle, self._look):
            timer.stop()
        self._widget.removeEventFilter(self)

    # ---------------------------------------------------------------- pointer

    def _press(self, event: QMouseEvent) -> None:
        self._widget.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._button == Qt.MouseButton.NoButton:
            self._button = event.button()
            self._pressed_at = event.position().toPoint()
            self._last = event.position()
            self._dragging = False
            self._look.stop()
            plain = event.button() == Qt.MouseButton.LeftButton and not _shifted(event)
            if self.pen is not None and plain and self.pen.press(self._pressed_at.x(), self._pressed_at.y()):
                self._held = self.pen
                self.left.emit()

    def _mouse_move(self, event: QMouseEvent) -> None:
        here = event.position()
        if self._button == Qt.MouseButton.NoButton or self._pressed_at is None:
            self._hover_at = here.toPoint()
            if not self._look.isActive():
                # Never spend more than a third of the time on looking under the pointer.
                self._look.start(int(1000 * max(HOVER_INTERVAL, 2 * self._hover_cost)))
            return
        if self._held is not None:
            self._held.move(here.toPoint().x(), here.toPoint().y())
            return
        if not self._dragging:
            if (here.toPoint() - self._pressed_at).manhattanLength() <= CLICK_SLOP:
                return
            self._dragging = True
            self.left.emit()
        step = here - self._last
        self._last = here
        height = max(1, self._widget.height())
        across, up = step.x() / height, -step.y() / height
        shift = _shifted(event) and self.pen is None
        pose = self._now()
        if self._button == Qt.MouseButton.MiddleButton or (self._button == Qt.MouseButton.LeftButton and shift):
            pose = orbit.panned(pose, across, up)
        elif self._button == Qt.MouseButton.RightButton and self.pen is None:
            pose = orbit.zoomed(pose, 3.0 ** (2 * up))
        else:
            turn = orbit.DEGREES_PER_SCREEN
            pose = orbit.orbited(pose, across * turn, -up * turn)
        self._go_to(pose, settle=False)

    def _release(self, event: QMouseEvent) -> None:
        if event.button() != self._button:
            return
        self._button = Qt.MouseButton.NoButton
        if self._held is not None:
            held, self._held = self._held, None
            held.release()
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
            self.zoom(WHEEL_STEP**notches)

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1.0 + event.value())
            return True
        return False

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
        if self._button == Qt.MouseButton.NoButton:
            self._move()
            self.camera_settled.emit(self._camera.pose())

    def _rest(self) -> None:
        here, self._hover_at = self._hover_at, None
        if here is None or self._button != Qt.MouseButton.NoButton:
            return
        start = time.perf_counter()
        self.rested.emit(here.x(), here.y())
        self._hover_cost = time.perf_counter() - start


def _shifted(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
