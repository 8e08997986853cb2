"""Checks of chart polygons and pain bands: inside their chart, simple, whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from annotations.charts.crossing import crosses_itself
from annotations.model import SEGMENTS, BandPoint, ChartPolygon, Knowledge

from .problem import Problem

#: A border may run a little past the ends of its chart, to meet the one of the next segment.
T_RANGE: Final = (-0.2, 1.2)
#: Degrees: phi may leave 0..360 to stay continuous, by no more than a turn and a half.
PHI_RANGE: Final = (-540.0, 900.0)
#: As on the skin mesh: 0 is not on a toe, 1 the great toe, 5 the little toe.
RAYS: Final = frozenset(range(6))


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
    """Check that a territory has at least one polygon."""
    for territory in knowledge.territories.values():
        if not territory.polygons:
            yield Problem(f"territories.{territory.key}", "has no polygon; remove it or draw it.")


def check_nerve_fields_have_polygons(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a nerve field has at least one polygon."""
    for nerve_field in knowledge.nerve_fields.values():
        if not nerve_field.polygons:
            yield Problem(f"nerve_fields.{nerve_field.key}", "has no polygon; remove it or draw it.")


def check_segments(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that polygons and bands lie on segments that exist."""
    named = [(name, polygon.segment) for name, polygon in _polygons(knowledge)]
    named += [(name, point.segment) for name, points in _bands(knowledge) for point in points]
    for name, segment in named:
        if segment not in SEGMENTS:
            yield Problem(name, f"segment {segment!r} is unknown; accepted: {', '.join(SEGMENTS)}.")


def check_inside_chart(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a polygon stays inside its chart."""
    for name, polygon in _polygons(knowledge):
        if not all(T_RANGE[0] <= t <= T_RANGE[1] for t, _ in polygon.points):
            yield Problem(name, f"leaves its chart; t from {T_RANGE[0]} to {T_RANGE[1]} is accepted.")
        if not all(PHI_RANGE[0] <= phi <= PHI_RANGE[1] for _, phi in polygon.points):
            yield Problem(name, f"leaves its chart; phi from {PHI_RANGE[0]:g} to {PHI_RANGE[1]:g} is accepted.")


def check_simple(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a polygon has an inside: three points or more, and a border that does not cross itself."""
    for name, polygon in _polygons(knowledge):
        if len(set(polygon.points)) < 3:
            yield Problem(name, "has fewer than three different points.")
        elif crosses_itself(polygon.points):
            yield Problem(name, "crosses itself; a simple closed curve is accepted.")


def check_rays(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that only foot polygons are restricted to toes, and to toes that exist."""
    for name, polygon in _polygons(knowledge):
        if polygon.rays and (polygon.segment != "foot" or not set(polygon.rays) <= RAYS):
            yield Problem(
                name,
                "restricts rays; only a foot polygon may, to 0 (not on a toe) and 1 (great toe) to 5 (little toe).",
            )


def check_pain_bands(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a band has two points or more, a width everywhere, and strengths from 0 to 1."""
    for name, points in _bands(knowledge):
        if len(points) < 2:
            yield Problem(name, "needs at least two points.")
        if not all(point.half_width_mm > 0 and 0 <= point.strength <= 1 for point in points):
            yield Problem(name, "needs half widths above 0 mm and strengths from 0 to 1.")


def check_uncertainty(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that an uncertainty is an angle from 0 to 180 degrees."""
    doubts = [(f"territories.{item.key}", item.uncertainty_deg) for item in knowledge.territories.values()]
    doubts += [(f"nerve_fields.{item.key}", item.uncertainty_deg) for item in knowledge.nerve_fields.values()]
    for name, doubt in doubts:
        if doubt is not None and not 0 <= doubt <= 180:
            yield Problem(name, "uncertainty_deg lies outside 0 to 180.")
