"""The saddle as the maps draw it: S4-5 round the anus, S3 round that, S2 outside; never on the wrong skin."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from annotations.charts.map_lookup import Maps
from annotations.load import load
from annotations.tracing.perineum import beside_anus
from meshes.body import DATA
from meshes.measure.skin import perineum
from meshes.skin.chart_frame import SEGMENTS
from meshes.skin.charts import locate, position
from meshes.skin.landmarks import landmark
from meshes.skin.surface import SkinMesh, build_skin

KNOWLEDGE = load()
MAPS = Maps(KNOWLEDGE)
INWARD = {"S4-5": 0, "S3": 1, "S2": 2}
"""Rings from the anus outward."""
OURS = "proposed"
RINGED = (OURS, "keegan_garrett", "foerster_stephan", "foerster_goran")
"""Maps that draw S4-5."""
MAPS_WITH_A_BACK = ("keegan_garrett", "foerster_stephan", "foerster_goran", "isncsci_chart")


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


@pytest.mark.parametrize("key", RINGED)
def test_the_rings_follow_each_other_from_the_anus_outward(
    key: str, unrolled: list[tuple[float, float, str, float, float]]
) -> None:
    """In twelve directions S4-5 comes first, then S3, then S2."""
    for k in range(12):
        direction = math.pi * (k + 0.5) / 12.0  # 0: backward along the cleft, 180 degrees: forward
        found: dict[str, list[float]] = {}
        for back, side, segment, t, phi in unrolled:
            if abs(math.atan2(side, back) - direction) < math.pi / 24.0 and math.hypot(back, side) < 85.0:
                found.setdefault(MAPS.root(key, segment, t, phi), []).append(math.hypot(back, side))
        rings = [found[root] for root in INWARD if root in found]
        assert "S4-5" in found, k
        assert "S3" in found or k == 11, k  # foremost, a map may end its rings at the genitals
        for inner, outer in pairwise(rings):
            assert min(inner) < min(outer), k
            assert np.median(inner) < np.median(outer), k
            assert min(outer) > np.quantile(inner, 0.5), k


@pytest.mark.parametrize("key", RINGED)
def test_s4_5_lies_round_the_anus_and_not_on_the_sacrum_above_the_cleft(
    key: str, skin: SkinMesh, unrolled: list[tuple[float, float, str, float, float]]
) -> None:
    assert root_at(key, "perianal") == "S4-5"
    behind = [back for back, _, segment, t, phi in unrolled if MAPS.root(key, segment, t, phi) == "S4-5"]
    assert 20.0 < max(behind) < 60.0, "the tip of the coccyx lies 50 mm behind the anus"
    for t in np.arange(0.3, 0.9, 0.02):  # the sacrum ends at 0.75, the coccyx at 0.85
        for phi in (179.0, 174.0, 168.0):
            assert MAPS.root(key, "trunk", float(t), phi) != "S4-5"


def test_what_the_figures_show_of_the_sacrum() -> None:
    """Written down when the drawings were looked at: S2 and S3 run across it, in Keegan and Garrett S1 above them."""
    sacrum = {key: [MAPS.root(key, "trunk", t, 179.0) for t in (0.52, 0.62, 0.72)] for key in MAPS_WITH_A_BACK}
    assert sacrum == {
        "keegan_garrett": ["S1", "S2", "S2"],
        "foerster_stephan": ["S2", "S2", "S3"],
        "foerster_goran": ["S2", "S2", "S3"],
        "isncsci_chart": ["", "", "S3"],
    }


def test_a_map_without_s4_5_stays_blank_beside_the_anus() -> None:
    """The ISNCSCI chart gives the middle of its ring no level, Lee was followed on the limb alone."""
    for key in ("isncsci_chart", "lee"):
        assert root_at(key, "perianal") == ""
    assert root_at("isncsci_chart", "ischial-tuberosity") == "S3"


def test_our_rings_leave_no_gap_between_them(unrolled: list[tuple[float, float, str, float, float]]) -> None:
    """All skin within the rim belongs to a ring."""
    inside = [item for item in unrolled if -75.0 < item[0] < 85.0 and item[1] < 30.0]
    assert len(inside) > 100
    assert {MAPS.root(OURS, segment, t, phi) for _, _, segment, t, phi in inside} == set(INWARD)


@pytest.mark.parametrize("key", [*RINGED, "isncsci_chart"])
def test_rings_run_on_from_trunk_to_thigh(key: str, skin: SkinMesh) -> None:
    """Along the seam between the charts few neighbouring vertices, 6.5 mm apart, have different roots."""
    vertices, faces = skin.right.vertices, skin.right.faces()
    edges = np.unique(np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1), axis=0)
    segment, t, phi = skin.frame.place(vertices)
    near = np.linalg.norm(vertices - position(skin, landmark("perianal", "right")), axis=1) < 70.0
    across = edges[(segment[edges[:, 0]] != segment[edges[:, 1]]) & near[edges].all(axis=1)]
    roots = [[MAPS.root(key, SEGMENTS[segment[i]], float(t[i]), float(phi[i])) for i in edge] for edge in across]
    assert len(roots) > 40
    assert sum(above != below for above, below in roots) <= 0.25 * len(roots)


def test_left_and_right_read_alike(skin: SkinMesh) -> None:
    for name in ("perianal", "ischial-tuberosity", "gluteal-fold"):
        places = [locate(skin, position(skin, landmark(name, side)))[0] for side in ("left", "right")]
        for key in KNOWLEDGE.maps:
            assert len({MAPS.root(key, place.segment, place.t, place.phi) for place in places}) == 1, (name, key)
