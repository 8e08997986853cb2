"""The brush: pointer to stroke, and which button draws."""

from __future__ import annotations

import math
from typing import Any

import pytest

from stand_ins import StillPicture

pytest.importorskip("PySide6")

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.drawing.pen import DrawingPen
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.shell.main_window import MainWindow
from viewer.state.store import Store
from viewer.state.view_state import CameraPose, ChartPlace, Stroke, ViewState

pytestmark = pytest.mark.qt
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


class Paper(StillPicture):
    """Skin left of x = 200, a millimetre to the pixel; nothing beyond."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: list[CameraPose] = []

    def skin_at(self, x: int, y: int) -> ChartPlace | None:
        return ChartPlace("leg", "right", y / 1000.0, float(x)) if x < 200 else None

    def xyz_of(self, place: ChartPlace) -> tuple[float, float, float]:
        return (place.phi, 0.0, 1000.0 * place.t)

    def pose(self) -> CameraPose:
        return self.moved[-1] if self.moved else CameraPose((0.0, 2000.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))

    def move(self, pose: CameraPose) -> None:
        self.moved.append(pose)


class Rig:
    """A window around an empty canvas, with paper to draw on."""

    def __init__(self, qtbot: Any) -> None:
        self.paper = Paper()
        self.canvas = QWidget()
        self.canvas.resize(400, 400)
        self.window = MainWindow(self.canvas)
        qtbot.addWidget(self.window)
        self.store = Store()
        self.pointer = CanvasInput(self.canvas, self.paper)
        self.control = DrawingFeature(self.window, self.store, self.paper, self.pointer)

    def drag(self, *points: tuple[int, int], button: Qt.MouseButton = LEFT, shift: bool = False) -> None:
        kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(points) - 1)]
        for kind, point in zip(kinds, points, strict=True):
            self._send(kind, point, button, shift)
        self._send(QEvent.Type.MouseButtonRelease, points[-1], button, shift)
        QApplication.processEvents()

    def _send(self, kind: QEvent.Type, point: tuple[int, int], button: Qt.MouseButton, shift: bool) -> None:
        at = QPointF(*point)
        event = QMouseEvent(kind, at, at, button, button, SHIFT if shift else PLAIN)
        QApplication.sendEvent(self.canvas, event)


@pytest.fixture
def rig(qtbot: Any) -> Rig:
    return Rig(qtbot)


def test_left_drag_draws_only_while_drawing_is_on(rig: Rig) -> None:
    rig.drag((50, 50), (50, 150))
    assert not rig.store.state.drawing
    assert rig.paper.moved, "it turned the body"
    rig.window.actions_["draw"].trigger()
    turned = len(rig.paper.moved)
    rig.drag((50, 50), (50, 150))
    (stroke,) = rig.store.state.drawing
    assert (stroke.quality, stroke.depth, stroke.erase) == ("pain", "skin", False)
    assert (stroke.points[0].t, stroke.points[-1].t) == pytest.approx((0.05, 0.15))
    gaps = [abs(b.t - a.t) * 1000.0 for a, b in zip(stroke.points, stroke.points[1:], strict=False)]
    assert max(gaps) < 10.0, "a fast hand leaves no gaps"
    assert len(rig.paper.moved) == turned


def test_right_and_shift_drag_turn_the_body_while_drawing(rig: Rig) -> None:
    rig.control.switch(on=True)
    for extra in ({"button": RIGHT}, {"shift": True}):
        before = rig.paper.pose()
        rig.drag((50, 50), (150, 60), **extra)
        after = rig.paper.pose()
        assert after.position != before.position
        assert math.dist(after.position, after.focal_point) == pytest.approx(2000.0), "it turned and did not zoom"
    assert not rig.store.state.drawing


def test_a_drag_that_begins_beside_the_body_turns_it(rig: Rig) -> None:
    rig.control.switch(on=True)
    rig.drag((300, 50), (350, 60))
    assert rig.paper.moved
    assert not rig.store.state.drawing


def test_the_brush_leaves_the_body_and_comes_back(rig: Rig) -> None:
    rig.control.switch(on=True)
    rig.drag((190, 50), (230, 60), (190, 70))
    assert rig.paper.log.count("set") == 2
    assert len(rig.store.state.drawing) == 1


def test_an_unfinished_stroke_is_not_drawn_on_the_next_patient(rig: Rig) -> None:
    rig.control.switch(on=True)
    first = rig.control.pen.brush
    rig.control.bar.quality.button("numbness").click()
    rig.control.bar.tool.button("eraser").click()
    rig._send(QEvent.Type.MouseButtonPress, (50, 50), LEFT, shift=False)
    rig._send(QEvent.Type.MouseMove, (50, 90), LEFT, shift=False)
    assert rig.control.pen.down
    rig.window.clear_desk()
    rig._send(QEvent.Type.MouseButtonRelease, (50, 90), LEFT, shift=False)
    assert not rig.control.pen.down
    assert not rig.store.state.drawing
    assert rig.control.pen.brush == first
    assert rig.control.bar.quality.button("pain").isChecked()
    assert rig.control.bar.tool.button("brush").isChecked()


def test_bar_chooses_brush_and_eraser(rig: Rig) -> None:
    rig.control.switch(on=True)
    bar = rig.control.bar
    assert not bar.isHidden()
    bar.quality.button("numbness").click()
    bar.deep.button("deep").click()
    bar.size_slider.setValue(25)
    rig.drag((50, 50), (60, 60))
    drawn = rig.store.state.drawing[-1]
    assert (drawn.quality, drawn.depth, drawn.radius) == ("numbness", "deep", 25.0)
    bar.tool.button("eraser").click()
    rig.drag((50, 50), (60, 60))
    assert rig.store.state.drawing[-1].erase
    bar.clear_all.click()
    assert rig.store.state.drawing == ()
    rig.drag((50, 50), (60, 60))
    assert rig.store.state.drawing == (), "there is nothing to erase"
    rig.store.undo()
    assert len(rig.store.state.drawing) == 2
    rig.window.actions_["escape"].trigger()
    assert not rig.control.on
    assert bar.isHidden()


def test_drawing_brings_the_skin_back(rig: Rig) -> None:
    rig.store.replace(ViewState(layers=frozenset({"bones"}), skin_opacity=0.1, view="lumbar-back"))
    rig.control.switch(on=True)
    state = rig.store.state
    assert "skin" in state.layers
    assert state.skin_opacity is None
    assert state.view == "front"


def test_a_pen_that_never_touched_the_skin_draws_nothing(qtbot: Any) -> None:
    pen = DrawingPen(Paper())
    drawn: list[Stroke] = []
    pen.stroke_drawn.connect(drawn.append)
    assert not pen.press(300, 10)
    pen.move(20, 20)
    pen.release()
    assert drawn == []


def test_the_other_end_of_a_pen_erases_one_stroke_and_leaves_the_brush(qtbot: Any) -> None:
    pen = DrawingPen(Paper())
    strokes: list[Stroke] = []
    pen.stroke_drawn.connect(strokes.append)
    for erase in (True, False):
        assert pen.press(50, 100, erase=erase)
        pen.release()
    assert [stroke.erase for stroke in strokes] == [True, False]
