"""A drawing as plain rows of numbers for saved views, and how large it may be.

A stroke is ``{"quality", "depth", "radius", "erase", "points": [[segment, side, t, phi, ray], ...]}``: a row is a third
of the size of an object, and still readable.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from meshes.skin.chart_frame import SEGMENTS
from viewer.files.errors import InputError, Phrase, unknown

from .view_state import DEPTHS, HIGHEST_T, LOWEST_T, QUALITIES, SIDES, ChartPlace, Stroke

FIELDS: Final = ("quality", "depth", "radius", "erase", "points")
MOST_POINTS: Final = 4000
"""Of a whole drawing; enough for some forty metres of line."""
SMALLEST_BRUSH, LARGEST_BRUSH = 3.0, 40.0
"""Radius, mm."""
MOST_READ: Final = 40 * MOST_POINTS
"""How many points of a file are read before thinning; nobody draws more by hand."""


def thinned(strokes: Sequence[Stroke], most: int = MOST_POINTS) -> tuple[Stroke, ...]:
    """Leave points out until a drawing has at most ``most``; ends of strokes stay.

    Parameters
    ----------
    strokes : sequence of Stroke
        In the order they were drawn.
    most : int
        Points that may stay. Where there are more strokes than half of it, the oldest go first.
    """
    kept = tuple(strokes)[-(most // 2) :]
    total = sum(len(stroke.points) for stroke in kept)
    if total <= most:
        return kept
    ends = sum(min(2, len(stroke.points)) for stroke in kept)
    inner = max(1, total - ends)
    step = math.ceil(inner / max(1, most - ends)) if most > ends else inner + 1
    return tuple(_every(stroke, step) for stroke in kept)


def _every(stroke: Stroke, step: int) -> Stroke:
    points = stroke.points
    if len(points) <= 2:
        return stroke
    return replace(stroke, points=(points[0], *points[step:-1:step], points[-1]))


def drawing_rows(strokes: Sequence[Stroke]) -> list[dict[str, Any]]:
    """Turn strokes into plain objects."""
    return [
        {
            "quality": stroke.quality,
            "depth": stroke.depth,
            "radius": stroke.radius,
            "erase": stroke.erase,
            "points": [[p.segment, p.side, round(p.t, 4), round(p.phi, 2), p.ray] for p in stroke.points],
        }
        for stroke in strokes
    ]


def read_drawing(rows: Any) -> tuple[Stroke, ...]:
    """Read strokes; more than :data:`MOST_POINTS` points are thinned.

    Raises
    ------
    InputError
        When a row is not what :func:`drawing_rows` writes: an unknown quality, a number that is none, a place off the
        charts, or points by the million.
    """
    if not isinstance(rows, list):
        raise InputError("drawing is not a list; accepted is a list of strokes")
    if not all(isinstance(row, dict) and isinstance(row.get("points"), list) for row in rows):
        raise InputError("a stroke of the drawing has no list of points; accepted are quality, depth, radius, points")
    if len(rows) > MOST_POINTS or sum(len(row["points"]) for row in rows) > MOST_READ:
        raise InputError(
            "the drawing has too many points; accepted are {most}, of which {kept} are kept",
            most=MOST_READ,
            kept=MOST_POINTS,
        )
    return thinned(tuple(_stroke(row) for row in rows))


def _stroke(row: Any) -> Stroke:
    for name in row:
        if name not in FIELDS:
            raise unknown("field of a stroke", str(name)[:60], FIELDS)
    quality, depth, erase = row.get("quality", "pain"), row.get("depth", "skin"), row.get("erase", False)
    radius = row.get("radius", 10.0)
    if quality not in QUALITIES:
        raise unknown("quality of a stroke", str(quality)[:60], QUALITIES)
    if depth not in DEPTHS:
        raise unknown("depth of a stroke", str(depth)[:60], DEPTHS)
    if not isinstance(erase, bool):
        raise InputError("erase of a stroke is not accepted; accepted are true and false")
    if not SMALLEST_BRUSH <= _number(radius) <= LARGEST_BRUSH:
        raise InputError(
            "a brush of radius {radius} is not accepted; accepted are {least} to {most} mm",
            radius=f"{_number(radius):g}",
            least=f"{SMALLEST_BRUSH:g}",
            most=f"{LARGEST_BRUSH:g}",
        )
    points = row["points"]
    if not points:
        raise InputError("a stroke has no points; accepted is at least one")
    return Stroke(tuple(_place(point) for point in points), float(radius), quality, depth, erase)


def _place(point: Any) -> ChartPlace:
    accepted = Phrase("accepted is [segment, side, t, phi, ray], such as ['leg', 'right', 0.5, 80, 0]")
    if not isinstance(point, list) or len(point) != 5:
        raise InputError("a point of the drawing is not a row of five; {accepted}", accepted=accepted)
    segment, side, t, phi, ray = point
    if segment not in SEGMENTS or side not in SIDES or type(ray) is not int or not 0 <= ray <= 5:
        raise InputError("a point of the drawing lies on no chart; {accepted}", accepted=accepted)
    if not LOWEST_T <= _number(t) <= HIGHEST_T or abs(_number(phi)) > 720.0:
        raise InputError("a point of the drawing lies beyond its chart; {accepted}", accepted=accepted)
    return ChartPlace(segment, side, float(t), float(phi), ray)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InputError("a number of the drawing is none; accepted are finite numbers")
    return float(value)
