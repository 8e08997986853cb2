"""Checks of chart polygons and pain bands: inside their chart, simple, whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from .model import ROOTS, SEGMENTS
from .validate import Problem

if TYPE_CHECKING:
    from .model import BandPoint, ChartPolygon, Knowledge

#: A border may run a little past the ends of its chart, to meet the one of the next segment.
T_RANGE: Final = (-0.2, 1.2)
#: Degrees: phi may leave 0..360 to stay continuous, by no more than a turn and a half.
PHI_RANGE: Final = (-540.0, 900.0)
#: As on the skin mesh: 0 is not on a toe, 1 the great toe, 5 the little toe.
RAYS: Final = frozenset(range(6))

Point = tuple[float, float]


def _polygons(knowledge: Knowledge) -> Iterator[tuple[str, ChartPolygon]]:
    for territory in knowledge.territories.values():
        for number, polygon in enumerate(territory.polygons):
            yield f"territories.{territory.key}.polygons[{number}]", polygon
    for nerve_field in knowledge.nerve_fields.values():
        for number, polygon in enumerate(nerve_field.polygons):
            yield f"nerve_fields.{nerve_field.key}.polygons[{number}]", polygon


def _bands(knowledge: Knowledge) -> Iterator[tuple[str, tuple[BandPoint, ...]]]:
    for key, band in knowledge.pain_bands.items():
        yield f"pain_bands.{key}", band.points
    for key, symptom in knowledge.symptoms.items():
        if symptom.felt:
            yield f"symptoms.{key}", symptom.felt


def check_territories_have_polygons(knowledge: Knowledge) -> Iterator[Problem]:
    """Require at least one polygon of a territory."""
    for territory in knowledge.territories.values():
        if not territory.polygons:
            yield Problem(f"territories.{territory.key}", "has no polygon; remove it or draw it.")


def check_nerve_fields_have_polygons(knowledge: Knowledge) -> Iterator[Problem]:
    """Require at least one polygon of a nerve field."""
    for nerve_field in knowledge.nerve_fields.values():
        if not nerve_field.polygons:
            yield Problem(f"nerve_fields.{nerve_field.key}", "has no polygon; remove it or draw it.")


def check_segments(knowledge: Knowledge) -> Iterator[Problem]:
    """Require polygons and bands to lie on segments that exist."""
    named = [(name, polygon.segment) for name, polygon in _polygons(knowledge)]
    named += [(name, point.segment) for name, points in _bands(knowledge) for point in points]
    for name, segment in named:
        if segment not in SEGMENTS:
            yield Problem(name, f"segment {segment!r} is unknown; accepted: {', '.join(SEGMENTS)}.")


def check_inside_chart(knowledge: Knowledge) -> Iterator[Problem]:
    """Require polygons to stay inside their chart."""
    for name, polygon in _polygons(knowledge):
        if not all(T_RANGE[0] <= t <= T_RANGE[1] for t, _ in polygon.points):
            yield Problem(name, f"leaves its chart; t from {T_RANGE[0]} to {T_RANGE[1]} is accepted.")
        if not all(PHI_RANGE[0] <= phi <= PHI_RANGE[1] for _, phi in polygon.points):
            yield Problem(name, f"leaves its chart; phi from {PHI_RANGE[0]:g} to {PHI_RANGE[1]:g} is accepted.")


def check_simple(knowledge: Knowledge) -> Iterator[Problem]:
    """Require an inside of a polygon: three points or more, and no border that crosses itself."""
    for name, polygon in _polygons(knowledge):
        if len(set(polygon.points)) < 3:
            yield Problem(name, "has fewer than three different points.")
        elif crosses_itself(polygon.points):
            yield Problem(name, "crosses itself; a simple closed curve is accepted.")


def check_rays(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that only foot polygons are restricted to toes, and to ones that exist."""
    for name, polygon in _polygons(knowledge):
        if polygon.rays and (polygon.segment != "foot" or not set(polygon.rays) <= RAYS):
            yield Problem(
                name,
                "restricts rays; only a foot polygon may, to 0 (not on a toe) and 1 (great toe) to 5 (little toe).",
            )


def check_pain_bands(knowledge: Knowledge) -> Iterator[Problem]:
    """Require two points or more of a band, a width everywhere, and strengths from 0 to 1."""
    for name, points in _bands(knowledge):
        if len(points) < 2:
            yield Problem(name, "needs at least two points.")
        if not all(point.half_width_mm > 0 and 0 <= point.strength <= 1 for point in points):
            yield Problem(name, "needs half widths above 0 mm and strengths from 0 to 1.")


def check_key_points(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a sensory key point of every root of the model."""
    for root in ROOTS:
        if root not in knowledge.key_points:
            yield Problem("key_points", f"root {root} has no key point.")


def check_uncertainty(knowledge: Knowledge) -> Iterator[Problem]:
    """Require an uncertainty to be an angle from 0 to 180 degrees."""
    doubts = [(f"territories.{item.key}", item.uncertainty_deg) for item in knowledge.territories.values()]
    doubts += [(f"nerve_fields.{item.key}", item.uncertainty_deg) for item in knowledge.nerve_fields.values()]
    for name, doubt in doubts:
        if doubt is not None and not 0 <= doubt <= 180:
            yield Problem(name, "uncertainty_deg lies outside 0 to 180.")


def crosses_itself(points: Sequence[Point]) -> bool:
    """Tell whether a closed polyline meets itself anywhere but at its joints.

    Parameters
    ----------
    points : sequence of (float, float)
        Corners in order; closed implicitly; repeated neighbours are ignored.

    Returns
    -------
    bool
        True where two edges that are not neighbours touch or cross, or two neighbours fold back on each other.
    """
    corners = [point for number, point in enumerate(points) if point != points[number - 1]]
    count = len(corners)
    if count < 3:
        return True
    edges = [(corners[number], corners[(number + 1) % count], number) for number in range(count)]
    # Sweep along the first coordinate: only edges whose ranges overlap can meet.
    edges.sort(key=lambda edge: min(edge[0][0], edge[1][0]))
    active: list[tuple[Point, Point, int]] = []
    for edge in edges:
        start = min(edge[0][0], edge[1][0])
        active = [other for other in active if max(other[0][0], other[1][0]) >= start]
        if any(_meet(edge, other, count) for other in active):
            return True
        active.append(edge)
    return False


def _meet(first: tuple[Point, Point, int], second: tuple[Point, Point, int], count: int) -> bool:
    a, b, i = first
    c, d, j = second
    if (i + 1) % count == j or (j + 1) % count == i:
        shared = b if (i + 1) % count == j else a
        tips = [tip for tip in (a, b, c, d) if tip != shared]
        return len(tips) == 2 and _turn(tips[0], shared, tips[1]) == 0 and _between(tips[0], tips[1], shared, fold=True)
    if max(min(a[1], b[1]), min(c[1], d[1])) > min(max(a[1], b[1]), max(c[1], d[1])):
        return False
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(turn == 0 and _between(p, q, r) for turn, (p, q, r) in zip(turns, ends, strict=True))


def _turn(a: Point, b: Point, c: Point) -> float:
    """Twice the signed area of a triangle."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Point, b: Point, c: Point, fold: bool = False) -> bool:
    """Tell whether ``c``, on the line a-b, lies between them; with ``fold``, whether a and b lie on one side of c."""
    along = (a[0] - c[0]) * (b[0] - c[0]) + (a[1] - c[1]) * (b[1] - c[1])
    return along > 0 if fold else along <= 0
