"""Pointer and keys over the picture: a drag turns, a click asks, and VTK's letters do nothing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from viewer.qt.picture.canvas import WHEEL_STEP, CanvasInput
from viewer.state.view_state import CameraPose

pytestmark = pytest.mark.qt
LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Stand:
    """A camera that remembers where it was sent."""

    def __init__(self) -> None:
        self.moves: list[CameraPose] = []
        self.now = CameraPose((0.0, 2000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))
        self.body: tuple[float, float, float] | None = None
        """What lies under every pixel."""

    def pose(self) -> CameraPose:
        return self.now

    def move(self, pose: CameraPose) -> None:
        self.now = pose
        self.moves.append(pose)

    def body_at(self, x: int, y: int) -> tuple[float, float, float] | None:
        return self.body


class Eavesdropper(QWidget):
    """Stands for the VTK widget: whatever reaches it would reach VTK."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(event.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.heard.append("press")

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.heard.append("wheel")


@pytest.fixture
def canvas(qtbot: QtBot) -> Eavesdropper:
    widget = Eavesdropper()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.show()
    return widget


@pytest.fixture
def camera() -> Stand:
    return Stand()


@pytest.fixture
def pointer(canvas: Eavesdropper, camera: Stand) -> CanvasInput:
    return CanvasInput(canvas, camera)


def send(
    widget: QWidget,
    kind: QEvent.Type,
    at: tuple[int, int],
    button: Qt.MouseButton,
    held: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    where = QPointF(*at)
    event = QMouseEvent(kind, where, widget.mapToGlobal(where), button, held, modifiers)
    QApplication.sendEvent(widget, event)


def drag(
    widget: QWidget,
    start: tuple[int, int],
    end: tuple[int, int],
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    send(widget, QEvent.Type.MouseButtonPress, start, button, button, modifiers)
    middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
    for at in (middle, end):
        send(widget, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button, modifiers)
    send(widget, QEvent.Type.MouseButtonRelease, end, button, Qt.MouseButton.NoButton, modifiers)


def test_a_drag_turns_and_is_never_a_click(
    qtbot: QtBot, canvas: Eavesdropper, camera: Stand, pointer: CanvasInput
) -> None:
    clicks: list[tuple[int, int]] = []
    pointer.clicked.connect(lambda x, y: clicks.append((x, y)))
    before = camera.now
    with qtbot.waitSignal(pointer.camera_settled):
        drag(canvas, (100, 100), (200, 100))
    assert not clicks
    assert camera.now.position[0] > before.position[0] + 100
    assert camera.now.focal_point == before.focal_point
    # However many mouse moves came, they were drawn once.
    assert len(camera.moves) == 1


def test_a_click_is_told_where_it_was_pressed(qtbot: QtBot, canvas: Eavesdropper, pointer: CanvasInput) -> None:
    with qtbot.waitSignal(pointer.clicked) as asked:
        drag(canvas, (100, 120), (102, 121))
    assert asked.args == [100, 120]


@pytest.mark.parametrize(("button", "modifiers"), [(MIDDLE, NONE), (LEFT, SHIFT)])
def test_middle_and_shift_left_pan(
    qtbot: QtBot,
    canvas: Eavesdropper,
    camera: Stand,
    pointer: CanvasInput,
    button: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier,
) -> None:
    before = camera.now
    with qtbot.waitSignal(pointer.camera_settled):
        drag(canvas, (100, 100), (100, 180), button, modifiers)
    assert camera.now.focal_point[2] > before.focal_point[2]
    assert camera.now.focal_point[0] == pytest.approx(before.focal_point[0])


def test_right_drag_and_wheel_zoom(qtbot: QtBot, canvas: Eavesdropper, camera: Stand, pointer: CanvasInput) -> None:
    def distance() -> float:
        return float(np.linalg.norm(np.subtract(camera.now.position, camera.now.focal_point)))

    before = distance()
    with qtbot.waitSignal(pointer.camera_settled):
        drag(canvas, (100, 200), (100, 150), RIGHT)
    nearer = distance()
    assert nearer < before
    wheel = QWheelEvent(
        QPointF(50, 50),
        canvas.mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(pointer.camera_settled):
        QApplication.sendEvent(canvas, wheel)
    assert distance() > nearer
    assert canvas.heard == []


def test_the_wheel_goes_to_what_is_under_the_pointer(
    qtbot: QtBot, canvas: Eavesdropper, camera: Stand, pointer: CanvasInput
) -> None:
    camera.body = (150.0, 0.0, 620.0)
    turns = 12
    at = QPointF(90, 120)
    with qtbot.waitSignal(pointer.camera_settled):
        for _ in range(turns):
            wheel = QWheelEvent(
                at,
                canvas.mapToGlobal(at),
                QPoint(),
                QPoint(0, 120),
                Qt.MouseButton.NoButton,
                NONE,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(canvas, wheel)
            # What lies there is looked for once, however often the wheel turns.
            camera.body = None
    off = np.subtract(camera.now.focal_point, (150.0, 0.0, 620.0))
    assert np.allclose(off, np.subtract((0.0, 0.0, 500.0), (150.0, 0.0, 620.0)) / WHEEL_STEP**turns)


def test_a_pinch_on_a_trackpad_zooms_where_the_pointer_is(
    qtbot: QtBot, canvas: Eavesdropper, camera: Stand, pointer: CanvasInput
) -> None:
    camera.body = (100.0, 0.0, 500.0)
    pad = QPointingDevice.primaryPointingDevice()
    at = QPointF(100, 200)
    for value in (0.5, -3.0):  # the second would turn the picture inside out
        event = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture, pad, 2, at, at, canvas.mapToGlobal(at), value, QPointF()
        )
        before = camera.now
        with qtbot.waitSignal(pointer.camera_settled):
            QApplication.sendEvent(canvas, event)
        nearer = np.linalg.norm(np.subtract(camera.now.focal_point, camera.body)) < np.linalg.norm(
            np.subtract(before.focal_point, camera.body)
        )
        assert nearer == (value > 0)
        assert camera.now.position[1] > 0


@pytest.mark.parametrize("key", "qwsrvpe3jtfc+-")
def test_the_toolkits_letters_never_arrive(canvas: Eavesdropper, camera: Stand, pointer: CanvasInput, key: str) -> None:
    QTest.keyClicks(canvas, key)
    assert canvas.heard == []
    assert camera.moves == []


def test_arrow_keys_turn_and_with_shift_pan(
    qtbot: QtBot, canvas: Eavesdropper, camera: Stand, pointer: CanvasInput
) -> None:
    with qtbot.waitSignal(pointer.camera_settled):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert camera.now.position[0] > 0
    assert camera.now.focal_point == (0.0, 0.0, 500.0)
    with qtbot.waitSignal(pointer.camera_settled):
        QTest.keyClick(canvas, Qt.Key.Key_Up, SHIFT)
    assert camera.now.focal_point[2] < 500.0


def test_resting_is_told_at_most_25_times_a_second(qtbot: QtBot, canvas: Eavesdropper, pointer: CanvasInput) -> None:
    rests: list[tuple[int, int]] = []
    pointer.rested.connect(lambda x, y: rests.append((x, y)))
    for step in range(60):
        send(canvas, QEvent.Type.MouseMove, (10 + step, 20), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    qtbot.waitUntil(lambda: bool(rests), timeout=1000)
    assert rests == [(69, 20)]


def test_leaving_forgets_the_place_that_was_to_be_named(
    qtbot: QtBot, canvas: Eavesdropper, pointer: CanvasInput
) -> None:
    rests: list[tuple[int, int]] = []
    pointer.rested.connect(lambda x, y: rests.append((x, y)))
    send(canvas, QEvent.Type.MouseMove, (10, 20), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    with qtbot.waitSignal(pointer.left):
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    qtbot.wait(80)
    assert rests == []
