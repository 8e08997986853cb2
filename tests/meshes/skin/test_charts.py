"""Chart coordinates: there and back, conventions, landmarks, point in polygon."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import light_body
from meshes.sides import SIDES, Side
from meshes.skin.chart_frame import FOOT, LEG, SEGMENTS, THIGH, TRUNK
from meshes.skin.charts import ChartError, ChartPoint, inside, locate, position
from meshes.skin.landmarks import LANDMARKS, LandmarkError, landmark
from meshes.skin.surface import SkinMesh
from meshes.space import from_atlas
from places import ATLAS

needs_atlas = pytest.mark.skipif(not (ATLAS / "bones.glb").exists(), reason="../shared/atlas/z-anatomy is absent")
SKIN = light_body.body().skin


@pytest.fixture(scope="module")
def skin() -> SkinMesh:
    return SKIN


def turn(a: float, b: float) -> float:
    return abs((a - b + 180.0) % 360.0 - 180.0)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([("trunk", -0.05, 0.95), ("thigh", 0.3, 1.0), ("leg", 0.0, 0.88), ("foot", 0.03, 0.68)]),
    st.sampled_from(SIDES),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_chart_to_point_and_back(kind: tuple[str, float, float], side: Side, share: float, around: float) -> None:
    segment, low, high = kind
    phi = 2.0 + around * 176.0 if segment == "trunk" else around * 359.9
    if segment == "foot" and share < 0.6:
        phi = 95.0 + around * 170.0  # the dorsum belongs to the leg there
    place = ChartPoint(segment, side, low + share * (high - low), phi)
    xyz = position(SKIN, place)
    back, distance = locate(SKIN, xyz)
    assert distance < 1e-3
    assert np.linalg.norm(position(SKIN, back) - xyz) < 1.0
    if back.segment == segment:
        assert back.side == side
        assert abs(back.t - place.t) < 0.01
        assert turn(back.phi, phi) < 1.5


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SKIN.mesh.faces) - 1), st.floats(0.05, 0.9), st.floats(0.05, 0.9))
@example(face=9462, a=0.25, b=0.25)  # a face across the border of leg and foot
@example(face=9554, a=0.25, b=0.25)  # back of the heel, a third of the way round in one face
@example(face=9553, a=0.05, b=0.9)  # and nearer its hindmost point
@example(face=12252, a=0.6, b=0.3)  # between two toes, behind a fold of another
def test_point_to_chart_and_back(face: int, a: float, b: float) -> None:
    corners = SKIN.mesh.vertices[SKIN.mesh.faces[face]].astype(np.float64)
    if corners[:, 2].max() > 1168:  # the lid is no skin
        return
    weights = np.array([a, b * (1 - a), 1 - a - b * (1 - a)])
    xyz = weights @ corners
    place, distance = locate(SKIN, xyz)
    assert distance < 1e-3
    gap = np.linalg.norm(position(SKIN, place) - xyz)
    # toes: one angle about the whole foot may name two sides of a toe; groin: two walls of the slot
    folded = place.segment == "foot" and (place.ray > 0 or place.t > 0.78)
    folded |= abs(xyz[0]) < 70 and 680 < xyz[2] < 800
    assert gap < (32.0 if folded else 1.0)


def test_conventions(skin: SkinMesh) -> None:
    for side, sign in (("right", 1), ("left", -1)):
        for segment in ("thigh", "leg"):
            at = {phi: position(skin, ChartPoint(segment, side, 0.5, phi)) for phi in (0, 90, 180, 270)}  # type: ignore[arg-type]
            assert at[0][1] > at[180][1] + 60  # front, back
            assert abs(at[90][0]) < abs(at[270][0]) - 60  # medial is nearer the midline
            assert all(np.sign(p[0]) == sign for p in at.values())
        flank = position(skin, ChartPoint("trunk", side, 0.5, 90))  # type: ignore[arg-type]
        assert flank[0] * sign > 120
        assert position(skin, ChartPoint("trunk", side, 0.5, 0))[1] > 80  # type: ignore[arg-type]
        assert position(skin, ChartPoint("trunk", side, 0.5, 180))[1] < -70  # type: ignore[arg-type]
        sole, dorsum = (position(skin, ChartPoint("foot", side, 0.6, phi)) for phi in (180, 0))  # type: ignore[arg-type]
        assert sole[2] < 15 < 35 < dorsum[2]
        heel, toe = (position(skin, ChartPoint("foot", side, s, 180)) for s in (0.03, 0.97))  # type: ignore[arg-type]
        assert toe[1] - heel[1] > 220


def test_levels(skin: SkinMesh) -> None:
    assert position(skin, ChartPoint("leg", "right", 0.0, 0.0))[2] == pytest.approx(430.0)
    assert position(skin, ChartPoint("thigh", "right", 1.0, 0.0))[2] == pytest.approx(430.0)
    assert position(skin, ChartPoint("leg", "left", 1.0, 180.0))[2] == pytest.approx(65.0)
    # the trunk's lower edge falls behind by 0.216 of the thigh
    front, back = (position(skin, ChartPoint("trunk", "right", 1.0, phi))[2] for phi in (60.0, 160.0))
    assert front - back == pytest.approx(0.216 * 440.0, abs=0.5)


def test_leg_gives_way_to_foot_in_front(skin: SkinMesh) -> None:
    vertices, segment = skin.right.vertices, skin.segment[: len(skin.right.vertices)]
    front = (vertices[:, 1] > -15) & (vertices[:, 2] < 99)
    assert (segment[front & (vertices[:, 2] < 90)] == FOOT).all()
    heel = (vertices[:, 1] < -70) & (vertices[:, 2] > 67) & (vertices[:, 2] < 400)
    assert (segment[heel] == LEG).all()


def test_neighbouring_vertices_have_neighbouring_charts(skin: SkinMesh) -> None:
    edges = skin.mesh.faces[:, [0, 1]]
    same = (skin.segment[edges[:, 0]] == skin.segment[edges[:, 1]]) & (skin.ray[edges] == 0).all(axis=1)
    a, b = edges[same].T
    jump = np.abs(skin.t[a] - skin.t[b])
    assert jump[skin.segment[a] == THIGH].max() < 0.08
    assert jump[skin.segment[a] == LEG].max() < 0.06
    above = (skin.segment[a] == TRUNK) & (skin.mesh.vertices[a, 2] < 1160) & (skin.mesh.vertices[a, 2] > 810)
    assert jump[above].max() < 0.12


def test_far_points_are_refused(skin: SkinMesh) -> None:
    with pytest.raises(
        ChartError, match=r"is not on the body: the nearest skin is \d+ mm away \(accepted: up to 15 mm\)"
    ):
        locate(skin, [500.0, 0.0, 500.0])
    with pytest.raises(ChartError, match="three finite numbers"):
        locate(skin, [1.0, 2.0])
    with pytest.raises(ChartError, match="three finite numbers"):
        locate(skin, [1.0, 2.0, float("nan")])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("arm", "right", 0.5, 0.0), "unknown segment 'arm'; accepted are trunk, thigh, leg, foot"),
        (("leg", "both", 0.5, 0.0), "unknown side 'both'"),
        (("leg", "right", 1.2, 0.0), "t = 1.2 lies outside 0 to 1"),
        (("leg", "right", float("nan"), 0.0), "t = nan lies outside"),
        (("trunk", "right", 0.5, 200.0), "lies outside 0 to 180 degrees on the trunk"),
        (("foot", "right", 0.5, 0.0, 6), "ray = 6 is no toe"),
        (("leg", "right", 0.5, 0.0, 1), "only the foot has toes"),
    ],
)
def test_bad_charts_are_named(arguments: tuple[str, Side, float, float], message: str) -> None:
    with pytest.raises(ChartError, match=message):
        ChartPoint(*arguments)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 64), st.integers(-300, 600)), min_size=3, max_size=9),
    st.lists(st.tuples(st.floats(0, 64), st.floats(0, 359.9)), min_size=1, max_size=20),
    st.booleans(),
)
def test_inside_agrees_with_counting_crossings(
    polygon: list[tuple[int, int]], points: list[tuple[float, float]], periodic: bool
) -> None:
    # off the grid of the corners, so that no answer hangs on rounding
    corners, asked = np.array(polygon) / 64.0, np.round(np.array(points), 2) / 64.0 + [0.0001, 0.0]
    asked[:, 1] = np.round(asked[:, 1] * 64.0, 1) + 0.0371
    got = inside(corners, asked[:, 0], asked[:, 1], periodic)
    for (t, phi), answer in zip(asked, got, strict=True):
        turns = range(-2, 3) if periodic else range(1)
        expected = False
        for k in turns:
            odd, y = False, phi + 360.0 * k
            for i in range(len(corners)):
                (t0, p0), (t1, p1) = corners[i], corners[(i + 1) % len(corners)]
                if (t0 > t) != (t1 > t) and y < p0 + (t - t0) * ((p1 - p0) / (t1 - t0)):
                    odd = not odd
            expected |= odd
        assert answer == expected


def test_inside_wraps_limbs_and_not_the_trunk() -> None:
    square = [(0.2, 350.0), (0.4, 350.0), (0.4, 380.0), (0.2, 380.0)]
    assert inside(square, [0.3, 0.3, 0.3], [355.0, 10.0, 30.0]).tolist() == [True, True, False]
    assert not inside(square, 0.3, 10.0, periodic=False)
    assert inside([(0.0, -20.0), (1.0, -20.0), (1.0, 20.0), (0.0, 20.0)], 0.5, 345.0)
    with pytest.raises(ChartError, match="at least three finite"):
        inside([(0, 0), (1, 1)], 0.5, 10.0)


def test_landmarks_lie_on_their_side_and_level(skin: SkinMesh) -> None:
    for name in LANDMARKS:
        right, left = (position(skin, landmark(name, side)) for side in ("right", "left"))
        np.testing.assert_allclose(left, right * [-1, 1, 1], atol=1e-6)
        assert right[0] >= 0
        place, _ = locate(skin, right)
        assert place.segment == LANDMARKS[name].segment or abs(place.t - 1) < 0.05
    at = {name: position(skin, landmark(name, "right")) for name in LANDMARKS}
    assert at["medial-malleolus"][0] < at["lateral-malleolus"][0] - 60
    assert at["medial-malleolus"][2] > at["lateral-malleolus"][2] + 10
    assert at["patella"][1] > at["popliteal-fossa"][1] + 90
    assert at["great-toe"][0] < at["first-web-space"][0] < at["dorsum-third-mtp"][0] < at["little-toe"][0]
    assert at["mid-inguinal-ligament"][2] > at["l1-key-point"][2] > at["mid-anteromedial-thigh"][2]
    assert at["perianal"][0] < 15


def test_unknown_landmark_lists_the_known() -> None:
    with pytest.raises(LandmarkError, match=r"unknown landmark 'elbow'; accepted are .*malleolus.*achilles-tendon"):
        landmark("elbow", "right")


@pytest.mark.atlas
@needs_atlas
def test_landmarks_lie_over_their_bones(skin: SkinMesh) -> None:
    import trimesh

    scene: Any = trimesh.load(ATLAS / "bones.glb")

    def bone(name: str) -> np.ndarray:
        transform, geometry = scene.graph[name]
        return from_atlas(trimesh.transform_points(scene.geometry[geometry].vertices, transform))

    tibia, fibula, femur, hip = (bone(f"{name}.r") for name in ("Tibia", "Fibula", "Femur", "Hip bone"))
    patella, third = bone("Patella.r"), bone("Third metatarsal bone.r")

    def beside(name: str, target: np.ndarray, axes: tuple[int, ...], within: float) -> None:
        off = (position(skin, landmark(name, "right")) - target)[list(axes)]
        assert np.linalg.norm(off) < within, f"{name} is {np.linalg.norm(off):.0f} mm off"

    low = tibia[tibia[:, 2] < 100]
    beside("medial-malleolus", low[low[:, 0].argmin()], (0, 1, 2), 9)
    low = fibula[fibula[:, 2] < 90]
    beside("lateral-malleolus", low[low[:, 0].argmax()], (0, 1, 2), 14)
    front = tibia[(tibia[:, 2] > 385) & (tibia[:, 2] < 410)]
    beside("tibial-tuberosity", front[front[:, 1].argmax()], (0, 2), 6)
    beside("patella", patella.mean(axis=0), (0, 2), 6)
    condyle = femur[femur[:, 2] < 520]
    beside("medial-femoral-condyle", condyle[condyle[:, 0].argmin()], (1, 2), 8)
    upper = femur[femur[:, 2] > 780]
    beside("greater-trochanter", upper[upper[:, 0].argmax()], (1, 2), 8)
    beside("dorsum-third-mtp", third[third[:, 1].argmax()], (0, 1), 8)
    beside("lateral-heel", bone("Calcaneus.r").mean(axis=0), (1, 2), 24)
    beside("ischial-tuberosity", hip[hip[:, 2].argmin()], (0, 2), 30)
    spine, tubercle = hip[(hip[:, 2] > 930)], hip[(hip[:, 2] < 870) & (hip[:, 1] > 20)]
    middle = (spine[spine[:, 1].argmax()] + tubercle[tubercle[:, 1].argmax()]) / 2
    beside("mid-inguinal-ligament", middle, (0, 2), 12)


def test_segments_constant() -> None:
    assert SEGMENTS == ("trunk", "thigh", "leg", "foot")
