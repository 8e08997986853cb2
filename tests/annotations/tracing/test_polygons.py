"""Labels to polygons: shared borders, no gaps, no overlaps, whatever the labels."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.charts.crossing import crosses_itself
from annotations.charts.scale import Scale
from annotations.tracing.grid import BLANK, Grid, root_fields, sample
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
