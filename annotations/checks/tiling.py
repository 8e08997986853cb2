"""Checks of how the territories of one map lie beside each other: no overlap, and no gap thinner than a line.

Every outline is walked and the skin on both sides of it is looked up, so that a sliver is found wherever it lies.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from annotations.charts.map_lookup import Maps
from annotations.charts.scale import SCALES
from annotations.charts.seams import on_skin
from annotations.model import SEGMENTS, ChartPolygon, Knowledge, Territory

from .problem import Problem

STEP_MM: Final = 6.0
"""Outlines are walked in steps of about this length."""
BESIDE_MM: Final = 0.4
"""How far beside an outline overlaps are looked for."""
SLIVER_MM: Final = (0.4, 1.0, 2.0, 4.0)
"""How far beside an outline its neighbours are looked for: a blank strip narrower than the last is a fault."""
SLIVER_STEPS: Final = 3
"""So many steps of a thin strip are a fault; where blank skin ends in a wedge, its tip is shorter."""
NESTED: Final = frozenset({"core", "likely"})
"""Zones of one root that may cover each other: the surer one counts."""

Place = tuple[float, float]


def _walked(polygon: ChartPolygon) -> Iterator[tuple[Place, Place]]:
    """Walk an outline: places on it, and for each the step of one millimetre to its side, as (t, phi)."""
    scale = SCALES[polygon.segment]
    for (t0, phi0), (t1, phi1) in zip(polygon.points, (*polygon.points[1:], polygon.points[0]), strict=True):
        down, across = (t1 - t0) * scale.mm_per_t, (phi1 - phi0) * scale.mm_per_degree
        length = math.hypot(down, across)
        steps = max(1, round(length / STEP_MM)) if length > 0.0 else 0
        for k in range(steps):
            share = (k + 0.5) / steps
            t, phi = t0 + share * (t1 - t0), phi0 + share * (phi1 - phi0)
            if 0.0 < t < 1.0 and on_skin(polygon.segment, t, phi):
                yield (t, phi), (-across / length / scale.mm_per_t, down / length / scale.mm_per_degree)


def _beside(place: Place, aside: Place, mm: float) -> Place:
    return place[0] + mm * aside[0], place[1] + mm * aside[1]


def _drawn(knowledge: Knowledge) -> Iterator[tuple[Territory, int, ChartPolygon]]:
    for territory in knowledge.territories.values():
        for number, polygon in enumerate(territory.polygons):
            if polygon.segment in SEGMENTS and len(polygon.points) >= 3:
                yield territory, number, polygon


def _on_trunk(segment: str, place: Place) -> bool:
    """Whether a place beside an outline is still on its half of the trunk; the other charts close on themselves."""
    return segment != "trunk" or 0.0 < place[1] < 180.0


def check_no_overlap(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a map gives no skin to two roots, nor to two zones of one root, except likely under core."""
    maps = Maps(knowledge)
    for territory, number, polygon in _drawn(knowledge):
        ray = polygon.rays[0] if polygon.rays else 0
        found = next(
            (
                (place, clash)
                for place, aside in _walked(polygon)
                for mm in (-BESIDE_MM, BESIDE_MM)
                if (clash := _clash(maps.territories(territory.map, polygon.segment, *_beside(place, aside, mm), ray)))
            ),
            None,
        )
        if found is not None:
            (t, phi), (one, other) = found
            yield Problem(
                f"territories.{territory.key}.polygons[{number}]",
                f"at {polygon.segment} t {t:.2f}, phi {phi % 360.0:.0f} this map has both {one} and {other};"
                " a map gives a place to one root, in one zone or likely under core.",
            )


def _clash(found: Sequence[Territory]) -> tuple[str, str] | None:
    if len(found) < 2:
        return None
    for first, second in pairwise(found):
        if first.root != second.root or {first.zone, second.zone} != NESTED:
            return f"{first.root} ({first.zone})", f"{second.root} ({second.zone})"
    return None


def check_no_slivers(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that blank skin beside a territory is no sliver: a very narrow strip is a fault of the drawing."""
    maps = Maps(knowledge)
    for territory, number, polygon in _drawn(knowledge):
        ray, run = polygon.rays[0] if polygon.rays else 0, 0
        for place, aside in _walked(polygon):
            thin = any(
                _is_sliver(maps, territory.map, polygon.segment, place, aside, sign, ray) for sign in (-1.0, 1.0)
            )
            run = run + 1 if thin else 0
            if run == SLIVER_STEPS:
                yield Problem(
                    f"territories.{territory.key}.polygons[{number}]",
                    f"at {polygon.segment} t {place[0]:.2f}, phi {place[1] % 360.0:.0f} a blank strip narrower than"
                    f" {SLIVER_MM[-1]:g} mm parts it from its neighbour; neighbours share their border points.",
                )
                break


def _is_sliver(maps: Maps, key: str, segment: str, place: Place, aside: Place, sign: float, ray: int) -> bool:
    """Whether the map is blank right beside a place and goes on within a few millimetres."""
    beside = [_beside(place, aside, sign * mm) for mm in SLIVER_MM]
    if maps.root(key, segment, *beside[0], ray):
        return False
    if not all(_on_trunk(segment, other) and 0.0 < other[0] < 1.0 and on_skin(segment, *other) for other in beside):
        return False
    return any(maps.root(key, segment, *other, ray) for other in beside[1:])
