"""Named cameras stand where their names say, and the whole target fits in the picture."""

import math

import numpy as np
import pytest

from viewer.appearance.views import VIEW_ANGLE, VIEWS, Framing, pose

FRAMING = Framing(
    body=((-220.0, -130.0, 0.0), (220.0, 170.0, 1150.0)),
    leg=((0.0, -120.0, 0.0), (200.0, 150.0, 900.0)),
    foot=((20.0, -80.0, 0.0), (180.0, 180.0, 110.0)),
    shin=((20.0, -80.0, 60.0), (180.0, 80.0, 450.0)),
    lumbar=((-80.0, -120.0, 900.0), (80.0, 60.0, 1150.0)),
    saddle=((-150.0, -140.0, 700.0), (150.0, 20.0, 860.0)),
)


@pytest.mark.parametrize(
    ("view", "axis", "sign"),
    [("front", 1, 1), ("back", 1, -1), ("left", 0, -1), ("right", 0, 1), ("above", 2, 1), ("sole", 2, -1)],
)
def test_the_camera_stands_on_the_named_side(view: str, axis: int, sign: int) -> None:
    camera = pose(VIEWS[view], "right", FRAMING, 1.6)
    offset = np.subtract(camera.position, camera.focal_point)
    assert np.argmax(np.abs(offset)) == axis
    assert np.sign(offset[axis]) == sign


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_inner_leg_is_seen_from_the_other_leg(side: str) -> None:
    camera = pose(VIEWS["inner-leg"], "left" if side == "left" else "right", FRAMING, 1.6)
    own = 1 if side == "right" else -1
    assert np.sign(camera.focal_point[0]) == own
    assert np.sign(camera.position[0] - camera.focal_point[0]) == -own


def test_left_and_right_views_of_one_name_are_mirror_images() -> None:
    right, left = (pose(VIEWS["outer-leg"], side, FRAMING, 1.3) for side in ("right", "left"))
    assert np.allclose(np.multiply(right.position, (-1, 1, 1)), left.position)
    assert np.allclose(np.multiply(right.focal_point, (-1, 1, 1)), left.focal_point)


@pytest.mark.parametrize("aspect", [0.6, 1.0, 1.6, 2.4])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_corner_of_the_target_is_in_the_picture(view: str, side: str, aspect: float) -> None:
    chosen = VIEWS[view]
    camera = pose(chosen, "left" if side == "left" else "right", FRAMING, aspect)
    low, high = FRAMING.box(chosen.target)
    mirror = -1.0 if chosen.sided and side == "left" else 1.0
    back = np.subtract(camera.position, camera.focal_point)
    back /= np.linalg.norm(back)
    right = np.cross(camera.view_up, back)
    right /= np.linalg.norm(right)
    up = np.cross(back, right)
    limit = math.tan(math.radians(VIEW_ANGLE / 2))
    for x in (low[0], high[0]):
        for y in (low[1], high[1]):
            for z in (low[2], high[2]):
                ray = np.subtract((mirror * x, y, z), camera.position)
                depth = -ray @ back
                assert abs(ray @ up) <= depth * limit
                assert abs(ray @ right) <= depth * limit * aspect


def test_room_below_the_feet_is_room_that_the_words_on_the_floor_get() -> None:
    plain, roomy = (pose(VIEWS["front"], "right", FRAMING, 1.3, footroom=share) for share in (0.0, 0.2))
    floor = FRAMING.box("body")[0][2]
    below = []
    for camera in (plain, roomy):
        away = abs(camera.position[1] - camera.focal_point[1])
        seen = away * math.tan(math.radians(VIEW_ANGLE / 2))
        below.append((floor - (camera.focal_point[2] - seen)) / seen)
    assert below[1] > below[0] + 0.2


def test_shortcuts_are_unique() -> None:
    shortcuts = [view.shortcut for view in VIEWS.values() if view.shortcut]
    assert len(shortcuts) == len(set(shortcuts))


def test_the_saddle_is_seen_from_below_and_behind_on_both_sides_alike() -> None:
    cameras = [pose(VIEWS["saddle"], side, FRAMING, 1.3) for side in ("right", "left")]
    assert cameras[0] == cameras[1]
    x, y, z = np.subtract(cameras[0].position, cameras[0].focal_point)
    assert x == pytest.approx(0.0)
    assert y < 0.0
    assert z < 0.0
