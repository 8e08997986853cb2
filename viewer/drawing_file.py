"""A drawing as plain rows of numbers, for saved views.

A stroke is ``{"quality", "depth", "radius", "erase", "points": [[segment, side, t, phi, ray], ...]}``: a row is a third
of the size of an object, and still readable.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from .drawing import LARGEST_BRUSH, MOST_POINTS, SMALLEST_BRUSH, thinned
from .state import DEPTHS, QUALITIES, SIDES, ChartPlace, Stroke

SEGMENTS: Final = ("trunk", "thigh", "leg", "foot")
LOWEST_T, HIGHEST_T = -0.25, 1.25
"""Skin a little above T12 has a negative t."""
MOST_READ: Final = 40 * MOST_POINTS
"""Points of a file that are still looked at; more than that no hand has drawn."""


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
    """Read strokes; more than :data:`viewer.drawing.MOST_POINTS` points are thinned.

    Raises
    ------
    ValueError, TypeError, KeyError
        When a row is not what :func:`drawing_rows` writes: an unknown quality, a number that is none, a place off the
        charts, or points by the million.
    """
    if not isinstance(rows, list):
        raise TypeError(rows)
    if len(rows) > MOST_POINTS or sum(len(row["points"]) for row in rows) > MOST_READ:
        raise ValueError(f"a drawing of more than {MOST_READ} points")
    return thinned(tuple(_stroke(row) for row in rows))


def _stroke(row: Any) -> Stroke:
    if not isinstance(row, dict) or row.keys() - {"quality", "depth", "radius", "erase", "points"}:
        raise KeyError(*row)
    quality, depth, erase = row.get("quality", "pain"), row.get("depth", "skin"), row.get("erase", False)
    radius = row.get("radius", 10.0)
    if quality not in QUALITIES or depth not in DEPTHS or not isinstance(erase, bool):
        raise ValueError(row)
    if not SMALLEST_BRUSH <= _number(radius) <= LARGEST_BRUSH:
        raise ValueError(radius)
    points = row["points"]
    if not isinstance(points, list) or not points:
        raise ValueError(points)
    return Stroke(tuple(_place(*point) for point in points), float(radius), quality, depth, erase)


def _place(segment: Any, side: Any, t: Any, phi: Any, ray: Any = 0) -> ChartPlace:
    if segment not in SEGMENTS or side not in SIDES or type(ray) is not int or not 0 <= ray <= 5:
        raise ValueError(segment, side, ray)
    if not LOWEST_T <= _number(t) <= HIGHEST_T or abs(_number(phi)) > 720.0:
        raise ValueError(t, phi)
    return ChartPlace(segment, side, float(t), float(phi), ray)


def _number(value: Any) -> float:
    if isinstance(value, bool | str) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)
