"""The camera keeps its distance, its focal point and its head up, whatever the pointer does."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.appearance.views import VIEWS, Framing, pose
from viewer.qt.picture.orbit import (
    FARTHEST,
    NEAREST,
    REACH,
    approached,
    azimuth_elevation,
    between,
    framed,
    orbited,
    panned,
    zoomed,
)
from viewer.state.view_state import CameraPose

FRONT = CameraPose((0.0, 3000.0, 550.0), (0.0, 0.0, 550.0), (0.0, 0.0, 1.0))
angles = st.floats(-720, 720, allow_nan=False)
BOX = ((-220.0, -130.0, 0.0), (220.0, 170.0, 1150.0))
FRAMING = Framing(BOX, BOX, BOX, BOX, BOX, BOX)


@st.composite
def poses(draw: st.DrawFn) -> CameraPose:
    start = orbited(FRONT, draw(angles), draw(st.floats(-90, 90)))
    return zoomed(start, draw(st.floats(0.3, 20)))


def offset(camera: CameraPose) -> np.ndarray:
    return np.subtract(camera.position, camera.focal_point)


@given(poses(), angles, angles)
def test_turning_keeps_distance_and_focal_point(camera: CameraPose, azimuth: float, elevation: float) -> None:
    turned = orbited(camera, azimuth, elevation)
    assert turned.focal_point == camera.focal_point
    assert np.linalg.norm(offset(turned)) == pytest.approx(np.linalg.norm(offset(camera)))


@given(poses(), angles, angles)
def test_the_body_never_rolls_nor_stands_on_its_head(camera: CameraPose, azimuth: float, elevation: float) -> None:
    turned = orbited(camera, azimuth, elevation)
    up, back = np.array(turned.view_up), offset(turned)
    assert np.dot(up, back) == pytest.approx(0, abs=1e-6 * float(np.linalg.norm(back)))
    assert np.linalg.norm(up) == pytest.approx(1)
    assert up[2] >= -1e-9
    # The picture's horizontal lies in the floor's plane.
    assert np.cross(up, back)[2] == pytest.approx(0, abs=1e-6 * float(np.linalg.norm(back)))


@given(poses(), st.floats(-170, 170), st.floats(-30, 30))
def test_turning_back_undoes_a_turn(camera: CameraPose, azimuth: float, elevation: float) -> None:
    _, now = azimuth_elevation(camera)
    if not -90 <= now + elevation <= 90:
        return
    back = orbited(orbited(camera, azimuth, elevation), -azimuth, -elevation)
    assert np.allclose(back.position, camera.position, atol=1e-2)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_named_view_is_left_without_a_jump(view: str, side: str) -> None:
    start = pose(VIEWS[view], "left" if side == "left" else "right", FRAMING, 1.5)
    moved = orbited(start, 0.0, 0.0)
    assert np.allclose(moved.position, start.position, atol=1e-2)
    horizontals = [np.cross(camera.view_up, offset(camera)) for camera in (start, moved)]
    first, second = (horizontal / np.linalg.norm(horizontal) for horizontal in horizontals)
    assert np.allclose(first, second, atol=1e-3)


def test_dragging_right_turns_the_front_of_the_body_to_the_right_of_the_picture() -> None:
    turned = orbited(FRONT, 30, 0)
    right = np.cross(turned.view_up, offset(turned))
    assert np.dot(right, (0, 1, 0)) > 0


@given(poses(), st.floats(-2, 2), st.floats(-2, 2))
def test_panning_moves_the_body_with_the_pointer(camera: CameraPose, across: float, up: float) -> None:
    moved = panned(camera, across, up)
    assert np.allclose(offset(moved), offset(camera))
    back = offset(camera) / np.linalg.norm(offset(camera))
    right = np.cross(camera.view_up, back)
    # A point that stays in the world is seen moved by the asked share of the picture's height.
    height = 2 * np.linalg.norm(offset(camera)) * math.tan(math.radians(camera.view_angle / 2))
    shift = np.subtract(camera.focal_point, moved.focal_point)
    assert np.dot(shift, right) / height == pytest.approx(across, abs=1e-6)
    assert np.dot(shift, np.cross(back, right)) / height == pytest.approx(up, abs=1e-6)


@given(poses(), st.floats(1e-4, 1e4))
def test_zooming_keeps_the_direction_and_its_limits(camera: CameraPose, factor: float) -> None:
    nearer = zoomed(camera, factor)
    distance = np.linalg.norm(offset(nearer))
    assert NEAREST - 1e-6 <= distance <= FARTHEST + 1e-6
    assert np.allclose(offset(nearer) / distance, offset(camera) / np.linalg.norm(offset(camera)), atol=1e-9)


@given(poses(), poses(), st.floats(0, 1))
def test_the_way_between_two_views_is_upright_and_the_shorter_one(
    start: CameraPose, end: CameraPose, share: float
) -> None:
    on_the_way = between(start, end, share)
    assert np.allclose(between(start, end, 0.0).position, start.position, atol=1e-2)
    assert between(start, end, 1.0) == end
    near, far = sorted(np.linalg.norm(offset(camera)) for camera in (start, end))
    assert near - 1e-6 <= np.linalg.norm(offset(on_the_way)) <= far + 1e-6
    turns = [azimuth_elevation(camera)[0] for camera in (start, on_the_way)]
    if abs(azimuth_elevation(on_the_way)[1]) < 89:
        assert abs((turns[1] - turns[0] + 180) % 360 - 180) <= 180 * share + 1e-3


@given(poses(), st.floats(0.4, 3.0))
def test_framing_a_box_shows_all_its_corners(camera: CameraPose, aspect: float) -> None:
    low, high = (-50.0, -40.0, 300.0), (60.0, 30.0, 480.0)
    close = framed(camera, low, high, aspect)
    back = offset(close) / np.linalg.norm(offset(close))
    right = np.cross(close.view_up, back)
    up = np.cross(back, right)
    limit = math.tan(math.radians(close.view_angle / 2))
    for corner in np.stack(np.meshgrid(*zip(low, high, strict=True)), axis=-1).reshape(-1, 3):
        ray = corner - np.array(close.position)
        depth = -np.dot(ray, back)
        assert abs(np.dot(ray, up)) <= depth * limit
        assert abs(np.dot(ray, right)) <= depth * limit * aspect


@st.composite
def seen(draw: st.DrawFn) -> tuple[CameraPose, tuple[float, float, float]]:
    """A camera, and a point in its picture no deeper behind the focal point than this is before the camera."""
    camera = draw(poses())
    back = offset(camera)
    distance = float(np.linalg.norm(back))
    back /= distance
    right = np.cross(camera.view_up, back)
    depth = draw(st.floats(0.5, 2.0)) * distance
    limit = depth * math.tan(math.radians(camera.view_angle / 2))
    across, up = draw(st.floats(-1.4, 1.4)) * limit, draw(st.floats(-1, 1)) * limit
    point = np.array(camera.position) - depth * back + across * right + up * np.cross(back, right)
    return camera, (float(point[0]), float(point[1]), float(point[2]))


def in_picture(camera: CameraPose, point: tuple[float, float, float]) -> np.ndarray:
    """Where a point is seen from the middle, in halves of the picture's height."""
    back = offset(camera) / np.linalg.norm(offset(camera))
    right = np.cross(camera.view_up, back)
    ray = np.subtract(point, camera.position)
    seen_at = np.array([np.dot(ray, right), np.dot(ray, np.cross(back, right))])
    half = -float(np.dot(ray, back)) * math.tan(math.radians(camera.view_angle / 2))
    return np.asarray(seen_at / half)


@given(seen(), st.floats(1.0, 1e3))
def test_coming_nearer_keeps_the_point_in_its_place_and_brings_what_it_turns_about(
    start: tuple[CameraPose, tuple[float, float, float]], factor: float
) -> None:
    camera, point = start
    nearer = approached(camera, factor, point)
    assert np.allclose(in_picture(nearer, point), in_picture(camera, point), atol=1e-6)
    distance, before = (np.linalg.norm(offset(each)) for each in (nearer, camera))
    assert distance >= NEAREST - 1e-6
    # The focal point comes along by as much as the camera does.
    off, off_before = (math.dist(each.focal_point, point) for each in (nearer, camera))
    assert off == pytest.approx(off_before * distance / before, abs=1e-6)
    assert np.allclose(offset(nearer) / distance, offset(camera) / before, atol=1e-9)


@given(seen(), st.floats(1e-3, 1.0))
def test_going_away_never_takes_the_focal_point_far_from_the_body(
    start: tuple[CameraPose, tuple[float, float, float]], factor: float
) -> None:
    camera, point = start
    away = approached(camera, factor, point)
    assert np.linalg.norm(offset(away)) <= FARTHEST + 1e-6
    off = math.dist(camera.focal_point, point)
    assert math.dist(away.focal_point, point) <= max(off, REACH) + 1e-6
    # Towards the middle, if it moves at all: what was seen stays seen.
    assert np.linalg.norm(in_picture(away, point)) <= np.linalg.norm(in_picture(camera, point)) + 1e-6


@given(seen(), st.floats(1.0, 8.0))
def test_nearer_and_back_is_where_one_was(start: tuple[CameraPose, tuple[float, float, float]], factor: float) -> None:
    camera, point = start
    if np.linalg.norm(offset(camera)) / factor < NEAREST or math.dist(camera.focal_point, point) > REACH:
        return
    back = approached(approached(camera, factor, point), 1 / factor, point)
    assert np.allclose(back.position, camera.position, atol=1e-3)
    assert np.allclose(back.focal_point, camera.focal_point, atol=1e-3)


def test_the_focal_point_itself_can_be_approached() -> None:
    assert approached(FRONT, 2.0, FRONT.focal_point) == zoomed(FRONT, 2.0)


@given(seen(), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_what_is_held_goes_with_the_fingers(
    start: tuple[CameraPose, tuple[float, float, float]], across: float, up: float
) -> None:
    camera, point = start
    moved = panned(camera, across, up, point)
    assert np.allclose(in_picture(moved, point) - in_picture(camera, point), (2 * across, 2 * up), atol=1e-6)
