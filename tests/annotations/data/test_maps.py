"""The maps as they are committed: right places, no overlap, rounded."""

from __future__ import annotations

import math
import random

import pytest

from annotations.charts.map_lookup import Maps
from annotations.load import load
from annotations.model import SEGMENTS, Territory
from annotations.tracing.schools import PUBLISHED

KNOWLEDGE = load()
LOOKED_UP = Maps(KNOWLEDGE)
MAPS = (*PUBLISHED, "proposed")


def root(key: str, segment: str, t: float, phi: float, ray: int = 0) -> str:
    return LOOKED_UP.root(key, segment, t, phi, ray)


def hits(key: str, segment: str, t: float, phi: float, ray: int = 0) -> list[Territory]:
    return LOOKED_UP.territories(key, segment, t, phi, ray)


@pytest.mark.parametrize("key", MAPS)
def test_inner_shin_and_inner_ankle_are_l4_in_every_map(key: str) -> None:
    assert root(key, "leg", 0.6, 70.0) == "L4"
    assert root(key, "leg", 0.97, 90.0) == "L4"


@pytest.mark.parametrize("key", MAPS)
def test_the_inner_shin_is_core(key: str) -> None:
    assert {territory.zone for territory in hits(key, "leg", 0.6, 70.0)} & {"core"}


def test_only_keegan_and_garrett_give_l4_a_band_on_the_outer_thigh_and_the_great_toe() -> None:
    for key in PUBLISHED:
        only = key == "keegan_garrett"
        assert (root(key, "thigh", 0.7, 320.0) == "L4") is only
        assert (root(key, "foot", 0.92, 90.0, ray=1) == "L4") is only
        assert (root(key, "trunk", 0.31, 178.0) == "L4") is only


@pytest.mark.parametrize("key", ["keegan_garrett", "proposed"])
def test_what_single_maps_add_to_l4_is_disputed(key: str) -> None:
    for place in (("thigh", 0.75, 330.0), ("thigh", 0.96, 0.0), ("foot", 0.6, 95.0)):
        assert [(t.root, t.zone) for t in hits(key, *place)] == [("L4", "disputed")]


@pytest.mark.parametrize("key", MAPS)
def test_top_of_the_foot_is_l5_and_outer_foot_is_s1(key: str) -> None:
    assert root(key, "foot", 0.65, 5.0) == "L5"
    assert root(key, "foot", 0.6, 262.0) == "S1"
    assert root(key, "foot", 0.8, 180.0, ray=5) == "S1"
    assert root(key, "foot", 0.9, 180.0, ray=2) == "L5"


@pytest.mark.parametrize("key", MAPS)
def test_inner_lower_thigh_is_l3(key: str) -> None:
    assert root(key, "thigh", 0.8, 75.0) == "L3"


@pytest.mark.parametrize("key", ["foerster_stephan", "foerster_goran", "isncsci_chart"])
def test_front_of_the_knee_is_l3_outside_the_keegan_garrett_family(key: str) -> None:
    assert root(key, "thigh", 0.95, 0.0) == "L3"


def test_descriptions_of_the_figures_hold() -> None:
    """Statements that were written down when the drawings were looked at."""
    assert root("foerster_stephan", "leg", 0.85, 180.0) == "S2"
    assert root("foerster_stephan", "foot", 0.6, 180.0) == ""
    assert root("foerster_goran", "foot", 0.05, 180.0) == "S1"
    assert root("foerster_goran", "foot", 0.8, 150.0) == "L5"
    assert root("isncsci_chart", "trunk", 0.8, 120.0) == ""
    assert root("isncsci_chart", "leg", 0.7, 155.0) == "S1"
    assert root("lee", "thigh", 0.96, 350.0) == ""
    assert root("lee", "leg", 0.4, 180.0) == ""


@pytest.mark.parametrize("key", MAPS)
def test_no_place_has_two_roots_and_zones_only_nest_in_core(key: str) -> None:
    draw = random.Random(4)
    for _ in range(1500):
        segment = draw.choice(SEGMENTS)
        t, phi = draw.uniform(0.0, 1.0), draw.uniform(0.0, 180.0 if segment == "trunk" else 360.0)
        found = hits(key, segment, t, phi)
        assert len({territory.root for territory in found}) <= 1, (segment, t, phi)
        zones = {territory.zone for territory in found}
        assert len(zones) <= 1 or zones == {"core", "likely"}, (segment, t, phi, zones)


def test_keegan_and_garrett_leave_no_gap_below_the_line_of_t12() -> None:
    draw = random.Random(7)
    blank = 0
    for _ in range(3000):
        segment = draw.choice(("thigh", "leg", "foot"))
        t, phi = draw.uniform(0.0, 1.0), draw.uniform(0.0, 360.0)
        blank += not root("keegan_garrett", segment, t, phi)
    assert blank <= 3


def test_neighbours_share_their_border_points() -> None:
    """L4 and L5 of one map meet on the shin in the very same points."""

    def points(name: str) -> set[tuple[float, float]]:
        return {
            (t, round(phi % 360.0, 1))
            for territory in KNOWLEDGE.territories.values()
            if (territory.map, territory.root) == ("keegan_garrett", name)
            for polygon in territory.polygons
            if polygon.segment == "leg"
            for t, phi in polygon.points
        }

    shared = {(t, phi) for t, phi in points("L4") & points("L5") if 0.0 < t < 0.9}
    assert len(shared) >= 8


@pytest.mark.parametrize("key", MAPS)
def test_curves_are_rounded(key: str) -> None:
    """No border makes a sharp turn inside a chart: rectangles look like a sock."""
    for territory in KNOWLEDGE.territories.values():
        if territory.map != key or territory.zone != "core":
            continue
        for polygon in territory.polygons:
            if polygon.segment not in ("thigh", "leg"):
                continue
            mm = [(t * 400.0, phi * 1.2) for t, phi in polygon.points]
            for k, (x, y) in enumerate(mm):
                t = polygon.points[k][0]
                (x0, y0), (x1, y1) = mm[k - 1], mm[(k + 1) % len(mm)]
                if not 0.03 < t < 0.97 or min(math.hypot(x - x0, y - y0), math.hypot(x1 - x, y1 - y)) < 1.0:
                    continue
                turn = math.atan2(y1 - y, x1 - x) - math.atan2(y - y0, x - x0)
                assert abs(math.remainder(turn, math.tau)) < math.radians(75.0), (territory.key, polygon.points[k])
