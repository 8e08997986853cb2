"""Labels to polygons: shared borders, no gaps, no overlaps, whatever the labels."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.charts.crossing import crosses_itself
from annotations.charts.scale import Scale
from annotations.charts.shape import Shape
from annotations.tracing.curves import closed_curve
from annotations.tracing.grid import BLANK, GRIDS, Grid, close_up, cropped, root_fields, sample, soften
from annotations.tracing.heights import Heights
from annotations.tracing.polygons import area, classify, polygons, simplified

SMALL = Grid("leg", 0.0, 0.05, 21, 0.0, 12.0, 30, True, Scale(350.0, 1.0), margin_t=3)
FLAT = Grid("trunk", 0.0, 0.05, 21, 0.0, 9.0, 21, False, Scale(280.0, 2.4), margin_t=3)


def cut(grid: Grid, seeds: list[tuple[float, float, str]]) -> dict[tuple[str, str], list[list[tuple[float, float]]]]:
    """Polygons of a map in which every place belongs to the nearest seed."""

    def root(t: float, phi: float) -> str:
        def away(seed: tuple[float, float, str]) -> float:
            turn = math.remainder(phi - seed[1], 360.0) if grid.periodic else phi - seed[1]
            return math.hypot((t - seed[0]) * 350.0, turn)

        return min(seeds, key=away)[2]

    shapes, sure = root_fields(grid, sample(grid, root), 6.0, lambda _: 14.0)
    zones = {name: {"core": [[v - 0.84 for v in row] for row in field]} for name, field in sure.items()}
    return polygons(classify(grid, shapes, zones))


def holds(ring: list[tuple[float, float]], t: float, phi: float, periodic: bool) -> bool:
    """Slow and plain: ray casting, phi modulo 360 on a limb."""
    inside = False
    for turn in (-720.0, -360.0, 0.0, 360.0, 720.0) if periodic else (0.0,):
        crossings = 0
        for (ta, pa), (tb, pb) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ta > t) != (tb > t) and phi + turn < pa + (t - ta) * (pb - pa) / (tb - ta):
                crossings += 1
        inside = inside or crossings % 2 == 1
    return inside


seeds_of = st.lists(
    st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 360.0), st.sampled_from(("L3", "L4", "L5", BLANK))),
    min_size=1,
    max_size=7,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seeds_of, st.sampled_from((SMALL, FLAT)))
def test_polygons_are_simple_and_cover_each_place_once(seeds: list[tuple[float, float, str]], grid: Grid) -> None:
    result = cut(grid, seeds)
    for rings in result.values():
        for ring in rings:
            assert area(ring) > 0.0
            assert not crosses_itself(ring)
    named = {name for _, _, name in seeds}
    for i in range(1, 20):
        for j in range(1, grid.columns - 1):
            t, phi = 0.05 * i + 0.0123, grid.phi(j) + 0.37
            roots = {
                root for (root, _), rings in result.items() if any(holds(ring, t, phi, grid.periodic) for ring in rings)
            }
            assert len(roots) <= 1
            if BLANK not in named and t < 1.0:
                assert len(roots) == 1


def test_one_root_all_round_is_cut_into_simple_halves() -> None:
    result = cut(SMALL, [(0.5, 0.0, "L4")])
    rings = [ring for (root, _), found in result.items() if root == "L4" for ring in found]
    assert len(rings) >= 2
    assert all(not crosses_itself(ring) for ring in rings)


def test_a_ring_with_a_foreign_island_has_no_hole_left() -> None:
    seeds = [(t / 4.0, float(phi), "L5") for t in range(5) for phi in range(0, 360, 60) if (t, phi) != (2, 180)]
    seeds.append((0.5, 180.0, "L4"))
    result = cut(SMALL, seeds)
    inside = [key for key, rings in result.items() if any(holds(r, 0.5, 180.5, True) for r in rings)]
    assert {root for root, _ in inside} == {"L4"}


def test_likely_covers_its_own_core() -> None:
    seeds = [(0.0, 0.0, BLANK), (1.0, 180.0, BLANK), (0.5, 90.0, "L4"), (0.0, 180.0, BLANK), (1.0, 0.0, BLANK)]
    seeds += [(0.5, 270.0, BLANK)]
    result = cut(SMALL, seeds)
    assert len(result["L4", "likely"]) == 1
    assert holds(result["L4", "likely"][0], 0.5, 90.0, True)
    assert holds(result["L4", "core"][0], 0.5, 90.0, True)


@given(st.lists(st.lists(st.floats(0.0, 1.0), min_size=12, max_size=12), min_size=10, max_size=10), st.booleans())
def test_softening_keeps_the_range_and_around_a_limb_the_mean(field: list[list[float]], periodic: bool) -> None:
    soft = soften(field, 1.0, 1.5, periodic)
    flat = [value for row in soft for value in row]
    assert min(flat) >= min(map(min, field)) - 1e-9
    assert max(flat) <= max(map(max, field)) + 1e-9
    one_row = soften([field[0]] * 10, 1.0, 1.5, True)
    assert sum(one_row[0]) == pytest.approx(sum(field[0]), abs=1e-9)


@given(st.lists(st.tuples(st.floats(-50.0, 50.0), st.floats(-50.0, 50.0)), min_size=2, max_size=40))
def test_simplifying_keeps_ends_and_stays_near(line: list[tuple[float, float]]) -> None:
    kept = simplified(line, 2.0)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    assert all(point in line for point in kept)

    def off(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
        length = math.dist(a, b)
        if length < 1e-9:
            return math.dist(a, p)
        return abs((p[0] - a[0]) * (b[1] - a[1]) - (p[1] - a[1]) * (b[0] - a[0])) / length

    for point in line:
        assert min(off(point, a, b) for a, b in pairwise(kept)) <= 2.0 + 1e-6


@given(st.floats(0.05, 0.4), st.floats(5.0, 60.0), st.floats(-720.0, 720.0))
def test_a_shape_takes_phi_modulo_a_turn(radius: float, half: float, middle: float) -> None:
    ring = [(0.5 + radius * math.cos(a / 8 * math.tau), middle + half * math.sin(a / 8 * math.tau)) for a in range(8)]
    shape = Shape([ring])
    for turn in (-360.0, 0.0, 360.0):
        assert (0.5, middle + turn) in shape
        assert (0.5, middle + turn + 1.2 * half) not in shape
        assert (0.5 + 1.2 * radius, middle + turn) not in shape


def test_closed_curve_passes_through_its_control_points() -> None:
    points = [(0.0, 0.0), (0.0, 10.0), (0.2, 12.0), (0.3, 3.0)]
    curve = closed_curve(points, 5)
    assert len(curve) == 20
    assert all(min(math.dist(p, q) for q in curve) < 1e-9 for p in points)


@given(st.lists(st.floats(1.0, 300.0), min_size=4, max_size=4))
def test_heights_rise_and_meet_their_marks(steps: list[float]) -> None:
    marks = [(-1.0, 0.0)]
    for height, step in zip((0.0, 0.216, 1.0, 2.0), steps, strict=True):
        marks.append((height, marks[-1][1] + step))
    heights = Heights(marks)
    for height, row in marks:
        assert heights.row(height) == pytest.approx(row)
    rows = [heights.row(-1.2 + 0.01 * k) for k in range(340)]
    assert rows == sorted(rows)


def test_grids_reach_past_both_ends_of_their_charts() -> None:
    for grid in GRIDS.values():
        assert grid.t(0) < 0.0
        assert grid.t(grid.rows - 1) > 1.0
        assert not grid.periodic or grid.columns * grid.dphi == 360.0
        names = sample(grid, lambda t, phi: "L4")
        assert len(cropped([[0.0] * len(row) for row in names], grid)) == grid.rows


def test_a_close_up_follows_a_border_between_the_nodes() -> None:
    """A border a third of the way between two rows lies there, however much the rest is softened."""
    border = SMALL.t(8) + SMALL.dt / 3.0

    def root_at(t: float, phi: float) -> str:
        return "L4" if t < border else "L5"

    close = close_up(SMALL, root_at, lambda t, phi: 1.0)
    assert close.shares["L4"][8][0] == pytest.approx(2.0 / 3.0)
    assert close.shares["L4"][9][0] == 0.0
    shapes, _ = root_fields(SMALL, sample(SMALL, root_at), 40.0, lambda root: 40.0, close)
    softer, _ = root_fields(SMALL, sample(SMALL, root_at), 40.0, lambda root: 40.0)
    assert shapes["L4"][8][0] == pytest.approx(2.0 / 3.0)
    assert shapes["L4"][12][0] == 0.0 < softer["L4"][12][0]
    nowhere = close_up(SMALL, root_at, lambda t, phi: 0.0)
    assert root_fields(SMALL, sample(SMALL, root_at), 40.0, lambda root: 40.0, nowhere)[0] == softer
