"""Fingers and pen over the picture: one finger turns, two pinch, a tap asks, a rest names, and a pen draws."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from viewer.qt.picture.canvas import CanvasInput
from viewer.state.view_state import CameraPose

pytestmark = pytest.mark.qt
START = CameraPose((0.0, 2000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))
KNEE = (100.0, 0.0, 450.0)
HOLD_MS = 60
SIZE = 400


class Stand:
    """A camera before a body that lies in one point."""

    def __init__(self) -> None:
        self.now = START
        self.looked = 0
        """How often it was asked what lies somewhere."""

    def pose(self) -> CameraPose:
        return self.now

    def move(self, pose: CameraPose) -> None:
        self.now = pose

    def body_at(self, x: int, y: int) -> tuple[float, float, float] | None:
        self.looked += 1
        return KNEE


class Quill:
    """A pen that writes down what is done with it; right of ``edge`` there is nothing to draw on."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.edge = SIZE

    def press(self, x: int, y: int, *, erase: bool = False) -> bool:
        if x >= self.edge:
            return False
        self.log.append(f"{'erase' if erase else 'press'} {x} {y}")
        return True

    def move(self, x: int, y: int) -> None:
        self.log.append(f"move {x} {y}")

    def release(self) -> None:
        self.log.append("release")


class Hand:
    """Fingers on a widget, and what the widget told of them."""

    def __init__(self, qtbot: QtBot, screen: QPointingDevice) -> None:
        self.canvas = QWidget()
        qtbot.addWidget(self.canvas)
        self.canvas.resize(SIZE, SIZE)
        self.canvas.show()
        self.camera = Stand()
        self.pointer = CanvasInput(self.canvas, self.camera)
        self.log: list[str] = []
        for name in ("clicked", "asked", "rested"):
            signal = getattr(self.pointer, name)
            signal.connect(lambda x, y, name=name: self.log.append(f"{name} {x} {y}"))
        self.settled: list[CameraPose] = []
        self.pointer.camera_settled.connect(self.settled.append)
        self.screen = screen
        self.fingers: dict[int, QPoint] = {}

    def touch(self, **at: tuple[int, int] | None) -> None:
        """Put fingers ``f0``, ``f1`` somewhere, or lift them (None), all at once."""
        touches = QTest.touchEvent(self.canvas, self.screen, False)
        for name, place in at.items():
            number = int(name[1:])
            if place is None:
                touches.release(number, self.fingers.pop(number), self.canvas)
            else:
                (touches.move if number in self.fingers else touches.press)(number, QPoint(*place), self.canvas)
                self.fingers[number] = QPoint(*place)
        for number in self.fingers:
            if f"f{number}" not in at:
                touches.stationary(number)
        touches.commit()

    def settle(self, qtbot: QtBot) -> None:
        qtbot.wait(400)


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


@pytest.fixture
def hand(qtbot: QtBot, screen: QPointingDevice) -> Iterator[Hand]:
    hints = QGuiApplication.styleHints()
    usual = hints.mousePressAndHoldInterval()
    hints.setMousePressAndHoldInterval(HOLD_MS)
    made = Hand(qtbot, screen)
    yield made
    made.touch(**dict.fromkeys((f"f{number}" for number in made.fingers), None))
    made.pointer.stop()
    hints.setMousePressAndHoldInterval(usual)


def in_picture(pose: CameraPose, point: tuple[float, float, float]) -> tuple[float, float]:
    """Pixel of the widget at which a camera that looks from the front sees a point."""
    depth = pose.position[1] - point[1]
    scale = SIZE / (2 * depth * math.tan(math.radians(pose.view_angle / 2)))
    # The patient's right is at the viewer's left.
    return SIZE / 2 - scale * (point[0] - pose.position[0]), SIZE / 2 - scale * (point[2] - pose.position[2])


def test_one_finger_turns_and_is_no_click(hand: Hand, qtbot: QtBot) -> None:
    hand.touch(f0=(100, 100))
    for x in (120, 160, 200):
        hand.touch(f0=(x, 100))
    hand.touch(f0=None)
    hand.settle(qtbot)
    assert hand.log == []
    assert hand.camera.now.focal_point == START.focal_point
    assert hand.camera.now.position[0] > 500
    assert hand.settled == [hand.camera.now]


def test_a_tap_clicks_where_it_began_and_leaves_the_view_alone(hand: Hand, qtbot: QtBot) -> None:
    hand.touch(f0=(100, 120))
    hand.touch(f0=(103, 121))
    hand.touch(f0=None)
    hand.settle(qtbot)
    assert hand.log == ["clicked 100 120"]
    assert hand.settled == []


def test_a_finger_that_rests_is_told_the_name_and_lifted_opens_the_menu(hand: Hand, qtbot: QtBot) -> None:
    hand.touch(f0=(100, 120))
    qtbot.waitUntil(lambda: hand.log == ["rested 100 120"])
    assert hand.pointer.touched
    hand.touch(f0=None)
    assert hand.log == ["rested 100 120", "asked 100 120"]
    hand.settle(qtbot)
    assert hand.settled == []


def test_a_resting_finger_that_is_moved_on_names_what_it_comes_to_and_opens_nothing(hand: Hand, qtbot: QtBot) -> None:
    hand.touch(f0=(100, 120))
    qtbot.waitUntil(lambda: bool(hand.log))
    hand.touch(f0=(150, 200))
    qtbot.waitUntil(lambda: hand.log[-1] == "rested 150 200")
    hand.touch(f0=(100, 120))  # back where it was: still no menu
    hand.touch(f0=None)
    hand.settle(qtbot)
    assert not [line for line in hand.log if line.startswith(("asked", "clicked"))]
    assert hand.camera.now == START


@pytest.mark.parametrize("apart", [(160, 240), (100, 300), (180, 210)])
def test_two_fingers_hold_the_body_between_them(hand: Hand, qtbot: QtBot, apart: tuple[int, int]) -> None:
    """However they move, what was between them stays between them, and grows as they part."""
    x, y = (round(each) for each in in_picture(START, KNEE))
    hand.touch(f0=(x - 40, y), f1=(x + 40, y))
    left, right = apart
    for share in (0.25, 0.5, 1.0):
        hand.touch(
            f0=(round(x - 40 + share * (left - x + 40)), y + round(30 * share)),
            f1=(round(x + 40 + share * (right - x - 40)), y + round(30 * share)),
        )
    hand.touch(f0=None)
    hand.touch(f1=(10, 10))  # the finger that stays a moment longer does nothing
    hand.touch(f1=None)
    hand.settle(qtbot)
    now = hand.camera.now
    assert hand.log == []
    assert in_picture(now, KNEE) == pytest.approx(((left + right) / 2, y + 30), abs=2)
    distances = [math.dist(pose.position, pose.focal_point) for pose in (START, now)]
    assert distances[0] / distances[1] == pytest.approx((right - left) / 80, rel=0.02)
    assert np.allclose(np.subtract(now.position, now.focal_point)[[0, 2]], 0, atol=1e-6)
    assert hand.settled == [now]
    assert hand.camera.looked == 1  # what they hold does not slip


def test_fingers_that_cross_do_not_turn_the_picture_inside_out(hand: Hand, qtbot: QtBot) -> None:
    hand.touch(f0=(100, 200), f1=(300, 200))
    for step in range(0, 220, 20):
        hand.touch(f0=(100 + step, 200), f1=(300 - step, 200))
    hand.touch(f0=None, f1=None)
    hand.settle(qtbot)
    assert hand.camera.now.position[1] > hand.camera.now.focal_point[1]


def test_a_second_finger_is_no_tap_and_no_rest(hand: Hand, qtbot: QtBot) -> None:
    hand.touch(f0=(100, 200))
    hand.touch(f1=(300, 200))
    qtbot.wait(3 * HOLD_MS)
    hand.touch(f1=None)
    qtbot.wait(3 * HOLD_MS)
    hand.touch(f0=None)
    assert hand.log == []


def test_a_mouse_that_the_system_makes_of_a_finger_does_nothing(hand: Hand) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        at = QPointF(50, 60)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, at, at, hand.canvas.mapToGlobal(at), left, left, none, hand.screen)
        QApplication.sendEvent(hand.canvas, event)
    assert hand.log == []


# ---------------------------------------------------------------------- drawing


def test_while_one_draws_a_finger_draws_and_two_still_pinch(hand: Hand, qtbot: QtBot) -> None:
    quill = hand.pointer.pen = Quill()
    hand.touch(f0=(100, 100))
    qtbot.wait(3 * HOLD_MS)  # whoever thinks where to draw is told no names
    hand.touch(f0=(104, 100))
    hand.touch(f0=(140, 100))
    hand.touch(f0=(180, 110))
    hand.touch(f0=None)
    assert quill.log == ["press 100 100", "move 140 100", "move 180 110", "release"]
    hand.touch(f0=(50, 60))
    hand.touch(f0=None)
    assert quill.log[4:] == ["press 50 60", "release"]
    hand.touch(f0=(100, 200), f1=(300, 200))
    hand.touch(f0=(150, 200), f1=(250, 200))
    hand.touch(f0=None, f1=None)
    hand.settle(qtbot)
    assert len(quill.log) == 6
    assert hand.log == []
    assert math.dist(hand.camera.now.position, hand.camera.now.focal_point) > 2500


def test_beside_the_body_a_finger_turns_also_while_one_draws(hand: Hand, qtbot: QtBot) -> None:
    quill = hand.pointer.pen = Quill()
    quill.edge = 50
    hand.touch(f0=(100, 100))
    for x in (120, 60, 20):
        hand.touch(f0=(x, 100))
    hand.touch(f0=None)
    hand.settle(qtbot)
    assert quill.log == []
    assert hand.camera.now != START


def pen(hand: Hand, kind: QEvent.Type, at: tuple[int, int], *, button: bool = True, eraser: bool = False) -> None:
    kinds = QPointingDevice.PointerType
    device = QPointingDevice(
        "pen",
        7,
        QInputDevice.DeviceType.Stylus,
        kinds.Eraser if eraser else kinds.Pen,
        QInputDevice.Capability.Position,
        1,
        2,
    )
    where = QPointF(*at)
    held = Qt.MouseButton.LeftButton if kind != QEvent.Type.TabletRelease and button else Qt.MouseButton.NoButton
    event = QTabletEvent(
        kind,
        device,
        where,
        hand.canvas.mapToGlobal(where),
        0.5,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton if kind != QEvent.Type.TabletMove else Qt.MouseButton.NoButton,
        held,
    )
    QApplication.sendEvent(hand.canvas, event)
    assert event.isAccepted()  # else it comes again as a mouse


def stroke(hand: Hand, *, eraser: bool = False) -> None:
    pen(hand, QEvent.Type.TabletPress, (100, 100), eraser=eraser)
    pen(hand, QEvent.Type.TabletMove, (160, 100), eraser=eraser)
    pen(hand, QEvent.Type.TabletRelease, (160, 100), eraser=eraser)


def test_a_pen_turns_clicks_and_names_as_a_mouse_does(hand: Hand, qtbot: QtBot) -> None:
    stroke(hand)
    hand.settle(qtbot)
    assert hand.camera.now.position[0] > 300
    pen(hand, QEvent.Type.TabletPress, (50, 60))
    pen(hand, QEvent.Type.TabletMove, (54, 63))  # a hand trembles
    pen(hand, QEvent.Type.TabletRelease, (54, 63))
    assert hand.log == ["clicked 50 60"]
    pen(hand, QEvent.Type.TabletMove, (70, 80), button=False)
    qtbot.waitUntil(lambda: hand.log[-1] == "rested 70 80")


def test_a_pen_draws_its_other_end_erases_and_then_fingers_turn(hand: Hand, qtbot: QtBot) -> None:
    quill = hand.pointer.pen = Quill()
    stroke(hand)
    assert quill.log == ["press 100 100", "move 160 100", "release"]
    quill.log.clear()
    stroke(hand, eraser=True)
    assert quill.log == ["erase 100 100", "move 160 100", "release"]
    quill.log.clear()
    hand.touch(f0=(100, 100))
    for x in (120, 160, 200):
        hand.touch(f0=(x, 100))
    hand.touch(f0=None)
    hand.settle(qtbot)
    assert quill.log == []
    assert hand.camera.now != START


def test_a_touch_that_the_system_takes_away_ends_the_stroke(hand: Hand) -> None:
    quill = hand.pointer.pen = Quill()
    hand.touch(f0=(100, 100))
    hand.touch(f0=(150, 100))
    hand.pointer._fingers.forget()
    assert quill.log[-1] == "release"
    assert not hand.pointer.touched
