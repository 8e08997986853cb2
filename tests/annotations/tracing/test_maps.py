"""The traced maps as they are committed: right places, no overlap, true to what was measured."""

from __future__ import annotations

import json
import math
import random
from itertools import pairwise, product
from pathlib import Path

import pytest

from annotations.charts.maps import Maps
from annotations.charts.seams import foot_to_leg, leg_to_foot, thigh_to_trunk, trunk_to_thigh
from annotations.load import load
from annotations.model import SEGMENTS, Territory
from annotations.reports import agreement
from annotations.tracing.__main__ import DATA, main
from annotations.tracing.drawings import TracingError, keegan_garrett, lee, read_drawing
from annotations.tracing.maps import as_toml, sampled

MAPS_FOLDER = Path(__file__).parents[4] / "shared" / "maps"
measured = pytest.mark.skipif(not MAPS_FOLDER.is_dir(), reason="the measured drawings are not beside the checkout")
KNOWLEDGE = load()
LOOKED_UP = Maps(KNOWLEDGE)
MAPS = (*agreement.PUBLISHED, "proposed")


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
    for key in agreement.PUBLISHED:
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


@measured
def test_keegan_and_garrett_stay_within_the_measured_uncertainty() -> None:
    """Every measured border point off the ends lies within its uncertainty of a change of root."""
    data = json.loads((MAPS_FOLDER / "keegan-garrett.json").read_text(encoding="utf-8"))
    checked = 0
    for border in data["borders"]:
        segment = border["segment"]
        if segment not in ("thigh", "leg") or {"S3", "S4"} & set(border["between"]):
            continue
        for t, phi, uncertainty in border["points"][1:-1]:
            if (t < 0.22 and segment == "thigh") or (t > 0.88 and segment == "leg"):
                continue  # the gluteal fold and the ankle belong to the next chart there
            here = {root("keegan_garrett", segment, t, phi + k) for k in (-uncertainty, uncertainty)}
            assert here & set(border["between"]), (border["between"], segment, t)
            assert len(here | {root("keegan_garrett", segment, t, phi)}) >= 2, (border["between"], segment, t)
            checked += 1
    assert checked > 150


@measured
@pytest.mark.atlas
def test_tracing_again_writes_the_committed_files() -> None:
    """Two of the six maps, to be quick: one measured, one described."""
    for drawing in (keegan_garrett(MAPS_FOLDER), lee()):
        committed = (DATA / f"{drawing.key}.toml").read_text(encoding="utf-8")
        assert as_toml(drawing, sampled(drawing)) == committed, drawing.key


@measured
def test_uncertainty_is_that_of_the_measured_borders() -> None:
    drawing = keegan_garrett(MAPS_FOLDER)
    territory = KNOWLEDGE.territories["keegan_garrett.L4.core"]
    assert territory.uncertainty_deg == pytest.approx(drawing.uncertainty["L4"], abs=0.06)
    assert 8.0 <= drawing.uncertainty["L4"] <= 25.0


def test_a_missing_or_broken_drawing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TracingError, match=r"nothing\.json is not there"):
        read_drawing(tmp_path, "nothing.json")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(TracingError, match="not a readable JSON"):
        read_drawing(tmp_path, "broken.json")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    with pytest.raises(TracingError, match="no JSON object"):
        read_drawing(tmp_path, "list.json")
    assert main([str(tmp_path)]) == 2
    assert "keegan-garrett.json" in capsys.readouterr().err
    assert main([]) == 2


def test_charts_run_on_into_each_other() -> None:
    for tenth in range(1, 18):
        angle = 10.0 * tenth
        assert thigh_to_trunk(trunk_to_thigh(angle)) == pytest.approx(angle, abs=1e-6)
    for t, phi in product((0.92, 0.97, 1.005), (20.0, 90.0, 150.0, 260.0, 330.0)):
        place = leg_to_foot(t, phi)
        if place is None:
            continue
        assert foot_to_leg(*place) is None or t < 1.01
    assert foot_to_leg(0.22, 0.0) is not None
    assert foot_to_leg(0.6, 90.0) is None
    above = foot_to_leg(0.225, 40.0)
    assert above is not None
    assert above[1] % 360.0 == pytest.approx(90.0, abs=15.0)


@pytest.mark.parametrize("name", ["L3", "L4", "L5", "S1"])
def test_pain_bands_run_unbroken_down_the_body(name: str) -> None:
    band = KNOWLEDGE.pain_bands[name].points
    order = [SEGMENTS.index(point.segment) for point in band]
    assert order == sorted(order)
    assert order[0] == 0
    heights = [k * 10.0 + point.t for k, point in zip(order, band, strict=True)]
    assert heights == sorted(heights)
    for a, b in pairwise(band):
        if a.segment == b.segment:
            assert abs(a.phi - b.phi) <= 25.0
        elif (a.segment, b.segment) == ("trunk", "thigh"):
            assert abs(math.remainder(trunk_to_thigh(a.phi) - b.phi, 360.0)) <= 25.0


def test_l4_pain_runs_from_back_to_inner_ankle_over_the_knee() -> None:
    band = KNOWLEDGE.pain_bands["L4"].points
    assert band[0].segment == "trunk"
    assert band[0].phi > 150.0
    knee = min(band, key=lambda p: abs(p.t - 1.0) if p.segment == "thigh" else 9.0)
    assert math.cos(math.radians(knee.phi)) > 0.9
    ankle = min(band, key=lambda p: abs(p.t - 1.0) if p.segment == "leg" else 9.0)
    assert math.sin(math.radians(ankle.phi)) > 0.9


def test_agreement_numbers() -> None:
    skin = agreement.places(KNOWLEDGE)
    assert sum(place.area for place in skin) == pytest.approx(sum(agreement.AREAS.values()))
    counts = agreement.votes(skin, "L4")
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 100.0
    same = agreement.overlap(skin, "L4", "lee", "lee")
    assert same == pytest.approx(1.0)
    near = agreement.overlap(skin, "L4", "foerster_stephan", "foerster_goran")
    far = agreement.overlap(skin, "L4", "foerster_stephan", "keegan_garrett")
    assert near > 0.6 > far


def test_the_document_carries_the_current_numbers() -> None:
    document = (Path(__file__).parents[3] / "docs" / "maps.md").read_text(encoding="utf-8")
    for table in agreement.report(KNOWLEDGE).strip().split("\n\n"):
        assert table in document
