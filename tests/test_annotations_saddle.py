"""The saddle as the maps draw it: S4-5 round the anus, S3 round that, S2 outside; never on the wrong skin."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from annotations import agreement
from annotations.load import load
from annotations.tracing_perineum import beside_anus
from meshes.body import DATA
from meshes.charts import SEGMENTS, locate, position
from meshes.landmarks import landmark
from meshes.measure import perineum
from meshes.skin import SkinMesh, build_skin

KNOWLEDGE = load()
MAPS = agreement.Maps(KNOWLEDGE)
INWARD = {"S4-5": 0, "S3": 1, "S2": 2}
"""Rings from the anus outward."""
OURS = "proposed"


@pytest.fixture(scope="module")
def skin() -> SkinMesh:
    return build_skin(DATA / "skin.npz")


@pytest.fixture(scope="module")
def unrolled(skin: SkinMesh) -> list[tuple[float, float, str, float, float]]:
    """Right-half vertices near the anus: mm behind it, mm to the side, and their chart place."""
    line = perineum.midline(skin)
    anus = perineum.beside_line(line, position(skin, landmark("perianal", "right")))[0]
    points = skin.right.vertices
    near = points[np.linalg.norm(points - position(skin, landmark("perianal", "right")), axis=1) < 150.0]
    found = []
    for point, segment, t, phi in zip(near, *skin.frame.place(near), strict=True):
        along, side = perineum.beside_line(line, point)
        found.append((anus - along, side, SEGMENTS[segment], float(t), float(phi)))
    return found


def root_at(key: str, name: str) -> str:
    place = landmark(name, "right")
    return MAPS.root(key, place.segment, place.t, place.phi)


def test_the_unrolled_skin_is_that_of_the_body(unrolled: list[tuple[float, float, str, float, float]]) -> None:
    """Within 5 mm: the table is coarser than the skin."""
    off = []
    for back, side, segment, t, phi in unrolled:
        place = beside_anus(segment, t, phi)
        if place and math.hypot(back, side) < 90.0:
            off.append(math.hypot(place[0] - back, place[1] - side))
    assert len(off) > 300
    assert np.quantile(off, 0.95) < 5.0
    assert beside_anus("leg", 0.5, 0.0) is None
    assert beside_anus("thigh", 0.8, 90.0) is None


def test_the_key_points_of_the_saddle_lie_in_our_rings() -> None:
    assert root_at(OURS, "perianal") == "S4-5"
    assert root_at(OURS, "ischial-tuberosity") == "S3"
    assert root_at(OURS, "gluteal-fold") == "S2"
    for root, name in (("S4-5", "perianal"), ("S3", "ischial-tuberosity")):
        place = landmark(name, "left")
        zones = {item.zone for item in MAPS.territories(OURS, place.segment, place.t, place.phi)}
        assert zones == {"core"}, root


def test_our_rings_follow_each_other_from_the_anus_outward(
    unrolled: list[tuple[float, float, str, float, float]],
) -> None:
    """In twelve directions the root changes from S4-5 to S3 to S2 and never back."""
    for k in range(12):
        direction = math.pi * (k + 0.5) / 12.0  # 0: backward along the cleft, 180 degrees: forward
        ray = sorted(
            (math.hypot(back, side), MAPS.root(OURS, segment, t, phi))
            for back, side, segment, t, phi in unrolled
            if abs(math.atan2(side, back) - direction) < math.pi / 24.0
        )
        rings = [INWARD[root] for _, root in ray if root in INWARD]
        changes = sum(a > b for a, b in pairwise(rings))
        assert set(rings) >= {0, 1}, (k, ray)
        assert rings[0] == 0
        # Neighbouring vertices of a sector lie at its two edges: the order may waver by a few of them at a border.
        assert changes <= max(2, len(rings) // 8), (k, ray)


def test_no_s4_5_of_ours_above_the_cleft_or_off_the_saddle(
    unrolled: list[tuple[float, float, str, float, float]],
) -> None:
    for territory in KNOWLEDGE.territories.values():
        if (territory.map, territory.root) == (OURS, "S4-5"):
            assert {polygon.segment for polygon in territory.polygons} <= {"trunk", "thigh"}
    for back, side, segment, t, phi in unrolled:
        if MAPS.root(OURS, segment, t, phi) == "S4-5":
            assert -75.0 < back < 60.0
            assert side < 40.0


def test_our_rings_leave_no_gap_between_them(unrolled: list[tuple[float, float, str, float, float]]) -> None:
    """All skin within the rim belongs to a ring."""
    inside = [item for item in unrolled if -75.0 < item[0] < 85.0 and item[1] < 30.0]
    assert len(inside) > 100
    assert {MAPS.root(OURS, segment, t, phi) for _, _, segment, t, phi in inside} == set(INWARD)


def test_left_and_right_read_alike(skin: SkinMesh) -> None:
    for name in ("perianal", "ischial-tuberosity", "gluteal-fold"):
        places = [locate(skin, position(skin, landmark(name, side)))[0] for side in ("left", "right")]
        for key in KNOWLEDGE.maps:
            assert len({MAPS.root(key, place.segment, place.t, place.phi) for place in places}) == 1, (name, key)
