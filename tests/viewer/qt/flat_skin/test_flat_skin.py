"""The sheet in the window: linked with the body both ways, by pointer and by keyboard."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import light_body
from stand_ins import StillPicture

pytest.importorskip("PySide6")

from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotations.model import Knowledge
from meshes.skin.unwrapping import unwrap
from viewer.appearance.values import Appearance, SkinAppearance
from viewer.output.flat_skin.facing import is_seen, view_of
from viewer.output.flat_skin.layout import FlatLayout
from viewer.output.flat_skin.texels import FlatTexels
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.flat_skin.feature import FlatSkinFeature
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.shell.main_window import MainWindow
from viewer.resolve.resolve import resolve
from viewer.skin.painted.chart_texels import SkinTexels
from viewer.state.store import Store
from viewer.state.view_state import CameraPose, ChartPlace, Side, Stroke

pytestmark = pytest.mark.qt
Vector = tuple[float, float, float]
FRONT = CameraPose((0.0, 6000.0, 600.0), (0.0, 0.0, 600.0), (0.0, 0.0, 1.0))


@pytest.fixture(scope="module")
def flat() -> dict[Side, FlatTexels]:
    skin = light_body.body().skin
    texels, layout = SkinTexels(unwrap(skin, 3.0)), FlatLayout(skin.frame)
    return {"right": FlatTexels(layout, texels, "right", 3.0), "left": FlatTexels(layout, texels, "left", 3.0)}


class Body(StillPicture):
    """A body that faces where its chart says, seen from the front."""

    def __init__(self, store: Store, knowledge: Knowledge, flat: dict[Side, FlatTexels]) -> None:
        super().__init__()
        self._store, self._knowledge, self._flat = store, knowledge, flat
        self.painted: list[SkinAppearance] = []

    @property
    def shown(self) -> Appearance:
        return resolve(self._store.state, self._knowledge, {})

    def pose(self) -> CameraPose:
        return FRONT

    def skin_of(self, place: ChartPlace) -> tuple[Vector, Vector]:
        angle, sign = np.radians(place.phi), 1.0 if place.side == "right" else -1.0
        outward = (-sign * float(np.sin(angle)), float(np.cos(angle)), 0.0)
        return (90.0 * sign, 0.0, 400.0), outward

    def flat_paint(self, skin: SkinAppearance) -> NDArray[np.uint32]:
        self.painted.append(skin)
        size = int(self._flat["right"].texel.max()) + int(self._flat["left"].texel.max()) + 2
        return np.full(size, 0xFF808080, dtype=np.uint32)

    def flat_map(self, side: Side, spot_mm: float) -> FlatTexels:
        return self._flat[side]

    def skin_at(self, x: int, y: int) -> ChartPlace | None:
        return None

    def xyz_of(self, place: ChartPlace) -> Vector:
        return (place.phi, 0.0, 400.0 * place.t)


class Rig:
    """A window around an empty canvas, with its sheet open."""

    def __init__(self, qtbot: Any, knowledge: Knowledge, flat: dict[Side, FlatTexels]) -> None:
        self.store = Store()
        self.window = MainWindow(QWidget())
        qtbot.addWidget(self.window)
        self.body = Body(self.store, knowledge, flat)
        pointer = CanvasInput(self.window.canvas, self.body)
        self.drawing = DrawingFeature(self.window, self.store, self.body, pointer)
        self.control = FlatSkinFeature(self.window, self.store, knowledge, {}, self.body, self.drawing)
        self.window.resize(1200, 800)
        self.window.show()
        self.window.actions_["sheet"].trigger()
        self.view = self.control.panel.view

    def click(self, place: ChartPlace) -> None:
        at = self.view._pixel(*self.control._laid[self.store.state.side].layout.point(place)).toPoint()
        QTest.mouseClick(self.view, Qt.MouseButton.LeftButton, pos=QPoint(at))


@pytest.fixture
def rig(qtbot: Any, knowledge: Knowledge, flat: dict[Side, FlatTexels]) -> Any:
    rig = Rig(qtbot, knowledge, flat)
    yield rig
    rig.window.close()


def test_a_click_asks_about_the_place(rig: Rig) -> None:
    """What is clicked on the sheet becomes the place asked about; what the camera sees stays as it is."""
    rig.click(ChartPlace("leg", "right", 0.5, 20.0))
    place = rig.store.state.place
    assert place is not None
    assert place.segment == "leg"
    assert place.t == pytest.approx(0.5, abs=0.02)
    assert abs(place.phi - 20.0) < 6.0
    assert rig.store.state.view == "front"


def test_the_body_turns_to_what_is_hidden(rig: Rig) -> None:
    """A place on the back of the leg is not seen from the front: the body turns."""
    rig.click(ChartPlace("thigh", "right", 0.6, 185.0))
    assert rig.store.state.view == "back"
    rig.store.undo()
    assert rig.store.state.view == "front"


def test_a_place_picked_on_the_body_moves_the_cross(rig: Rig) -> None:
    """The other way round: the cross goes to what was clicked in the picture."""
    place = ChartPlace("leg", "right", 0.3, 80.0)
    rig.store.update(place=place)
    found = rig.view.place
    assert found is not None
    assert found.t == pytest.approx(0.3, abs=1e-3)
    assert found.phi == pytest.approx(80.0, abs=0.1)


def test_arrow_keys_reach_skin(rig: Rig) -> None:
    """Arrows move the cross and say where it is; Enter asks."""
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(rig.view, key)
    words = rig.view.accessibleDescription()
    assert "lower leg" in words or "shin" in words
    before = rig.view.place
    QTest.keyClick(rig.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    after = rig.view.place
    assert before is not None
    assert after is not None
    assert before.phi < after.phi < before.phi + 3.0
    QTest.keyClick(rig.view, Qt.Key.Key_Return)
    assert rig.store.state.place == after


def test_space_draws_by_keyboard(rig: Rig) -> None:
    """With drawing on, Space sets the brush down, arrows pull it, Space lifts it: one stroke."""
    strokes: list[Stroke] = []
    rig.drawing.pen.stroke_drawn.connect(strokes.append)
    QTest.keyClick(rig.view, Qt.Key.Key_Down)
    QTest.keyClick(rig.view, Qt.Key.Key_Space)
    assert not rig.body.log  # drawing is off
    rig.drawing.switch(on=True)
    QTest.keyClick(rig.view, Qt.Key.Key_Space)
    for _ in range(5):
        QTest.keyClick(rig.view, Qt.Key.Key_Down)
    QTest.keyClick(rig.view, Qt.Key.Key_Space)
    assert rig.body.log == ["begin pain", "set", *["joined"] * 5, "end"]
    (stroke,) = strokes
    assert stroke.points[0].t < stroke.points[-1].t


def test_the_other_side_is_the_mirror_image(rig: Rig) -> None:
    """The sheet follows the chosen side, and the cross with it."""
    rig.store.update(place=ChartPlace("leg", "right", 0.4, 60.0))
    x = rig.view._cross
    assert x is not None
    rig.store.update(side="left", place=None)
    assert rig.view._cross is not None
    assert rig.view._cross[0] == pytest.approx(rig.control._laid["left"].layout.width - x[0])


def test_nothing_is_laid_flat_while_folded_away(rig: Rig) -> None:
    """Closed, the sheet costs nothing; opened again, it is up to date."""
    rig.window.actions_["sheet"].trigger()
    count = len(rig.body.painted)
    rig.store.update(root="L5")
    assert len(rig.body.painted) == count
    rig.window.actions_["sheet"].trigger()
    assert len(rig.body.painted) == count + 1


def test_zoom_keeps_the_place_under_the_pointer(rig: Rig) -> None:
    """Coming nearer about a pixel leaves the same skin under it."""
    at = rig.view._pixel(*rig.control._laid["right"].layout.point(ChartPlace("leg", "right", 0.5, 20.0)))
    before = rig.view._spot(at)
    rig.view.zoom(3.0, at)
    assert rig.view._spot(at) == pytest.approx(before, abs=1e-6)
    QTest.keyClick(rig.view, Qt.Key.Key_Home)
    assert rig.view._zoom == 1.0


@pytest.mark.parametrize("side", ["right", "left"])
def test_every_face_of_the_leg_has_its_view(side: Side) -> None:
    """The view that is named looks at the skin squarely."""
    sign = 1.0 if side == "right" else -1.0
    faces = {0.0: "front", 90.0: "inner-leg", 180.0: "back", 270.0: "outer-leg"}
    for phi, view in faces.items():
        outward = (-sign * float(np.sin(np.radians(phi))), float(np.cos(np.radians(phi))), 0.0)
        found = view_of(ChartPlace("leg", side, 0.5, phi), outward, side)
        assert found == view or (view == "outer-leg" and found == side)
    assert view_of(ChartPlace("foot", side, 0.5, 180.0), (0.0, 0.0, -1.0), side) == "sole"


def test_skin_behind_the_camera_is_not_seen() -> None:
    """Facing the camera is not enough: it must stand before it."""
    assert is_seen((0.0, 100.0, 600.0), (0.0, 1.0, 0.0), FRONT)
    assert not is_seen((0.0, 100.0, 600.0), (0.0, -1.0, 0.0), FRONT)
    assert not is_seen((4000.0, 100.0, 600.0), (0.0, 1.0, 0.0), FRONT)
