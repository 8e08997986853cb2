"""The views of the drawings: where a chart place lies in them, in pixels, and which lines they show."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from annotations.charts.seams import trunk_edge

from . import nerve_fields
from .borders import FIELDS, BorderPoint
from .cleft import Cleft
from .drawings import measured_place, views
from .grid import GRIDS
from .measured_drawings import KEEGAN_GARRETT_CLEFT, MEASURED
from .plate import PLATE, PlateView
from .views import RINGS, View

EDGE_PIXELS: Final = 5.0
"""A drawn line this near to the silhouette is the silhouette."""
EDGE_DEGREES: Final = 20.0
"""Places within this of a silhouette lie in the front and in the back view, and the silhouette is their line there."""
PLATE_REACH: Final = 45.0
"""Degrees: each of the plate's four views is used for the quarter of the limb that faces it."""
DRAWN_HEIGHTS: Final = (-0.97, 1.88)
"""Between T12 and the foot's upper edge in front: what is drawn beyond is not on trunk, thigh or leg."""
FIELD_HEIGHTS: Final = (0.30, 1.88)
"""The same for the nerve fields, below the hip, which their figures draw longer than it is in the chart."""
Pixel = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of a drawn line: the roots on its sides, as far as they are known, and points (x, y in pixels)."""

    roots: frozenset[str]
    points: tuple[Pixel, ...]
    on_silhouette: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One view of a drawing: where a chart place lies in it, and what is drawn."""

    name: str
    place: Callable[[str, float, float], tuple[Pixel, Pixel]]
    """Segment, t, phi -> (x, y in pixels), (mm per pixel across, mm per pixel down) on a body of the charts' size."""
    lines: tuple[Line, ...]
    answers: Callable[[BorderPoint], tuple[bool, bool]]
    """Whether a border point is looked for in this view, and whether the silhouette counts as a line for it."""
    faces: Callable[[BorderPoint], bool]
    """Whether a border point lies on the half of the body that this view shows."""
    legible: Callable[[str, Pixel], bool]
    """Whether a root's drawn line at a pixel is on skin that the charts of trunk, thigh and leg can show."""


class Pixels:
    """Points of a picture, sorted for finding the nearest.

    Parameters
    ----------
    points : sequence of (x, y)
        In pixels.
    """

    def __init__(self, points: Sequence[Pixel]) -> None:
        order = sorted(range(len(points)), key=lambda number: points[number][1])
        self._numbers = order
        self._points = [points[number] for number in order]
        self._rows = [y for _, y in self._points]

    def nearest(self, pixel: Pixel, scale: Pixel) -> tuple[float, int]:
        """Distance (in units of the scale) and number of the nearest point; infinitely far, -1, where there is none."""
        (x, y), (across, down) = pixel, scale
        best, which = math.inf, -1
        start = bisect_left(self._rows, y)
        for steps in (range(start, len(self._points)), range(start - 1, -1, -1)):
            for k in steps:
                px, py = self._points[k]
                if abs(py - y) * down >= best:
                    break
                distance = math.hypot((px - x) * across, (py - y) * down)
                if distance < best:
                    best, which = distance, self._numbers[k]
        return best, which


def height_of(point: BorderPoint) -> float:
    """Height as the views count it: t - 1 on the trunk, t on the thigh, 1 + t on the leg."""
    return point.t + {"trunk": -1.0, "thigh": 0.0, "leg": 1.0}[point.segment]


def panels(folder: Path, map_key: str) -> tuple[Panel, ...]:
    """Read the views of a traced map.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    map_key : str
        ``keegan_garrett``, one of :data:`.measured_drawings.MEASURED`, or ``gray`` for the nerve fields.
    """
    if map_key == "keegan_garrett":
        return tuple(_plate_panel(name, view) for name, view in PLATE.items())
    if map_key == FIELDS:  # their trunk was fitted to bones, not to the picture
        front, back = nerve_fields.views(folder)
        return (_picture_panel("front", front, FIELD_HEIGHTS), _picture_panel("back", back, FIELD_HEIGHTS))
    front, back = views(folder, MEASURED[map_key])
    cleft = Cleft(MEASURED[map_key].cleft)
    return (_picture_panel("front", front, DRAWN_HEIGHTS, cleft), _picture_panel("back", back, DRAWN_HEIGHTS, cleft))


def _picture_panel(name: str, view: View, heights: tuple[float, float], cleft: Cleft | None = None) -> Panel:
    sign = 1.0 if name == "front" else -1.0

    def place(segment: str, t: float, phi: float) -> tuple[Pixel, Pixel]:
        grid, sideways = GRIDS[segment], math.sin(math.radians(phi))
        if segment == "trunk":
            top, bottom = view.heights.row(-1.0), view.heights.row(trunk_edge(phi))
            y, rows = top + t * (bottom - top), bottom - top
            left, right = view.edges(y)
            half, x = right - left, view.trunk_column(y, abs(sideways))
        else:
            height = t + 1.0 if segment == "leg" else t
            y, rows = (
                view.heights.row(height),
                10.0 * (view.heights.row(height + 0.05) - view.heights.row(height - 0.05)),
            )
            left, right = view.edges(y)
            half, x = 0.5 * (right - left), view.column(y, sideways)
        y, x = view.near_anus(segment, t, phi, (y, x)) or (y, x)
        return (x, y), (math.degrees(grid.mm_per_degree) / half, grid.mm_per_t / rows)

    def answers(point: BorderPoint) -> tuple[bool, bool]:
        near_edge = abs(math.cos(math.radians(point.phi))) < math.sin(math.radians(EDGE_DEGREES))
        if height_of(point) < heights[0]:
            return False, False
        return faces(point) or near_edge, near_edge

    def faces(point: BorderPoint) -> bool:
        if cleft and RINGS & set(point.roots) and cleft.tied(point.segment, point.t, point.phi):
            return name == "back"  # the rings run on under the pelvis
        return sign * math.cos(math.radians(point.phi)) > 0.0

    def legible(root: str, pixel: Pixel) -> bool:
        top, bottom = view.heights.row(heights[0]), view.heights.row(heights[1])
        return bool(root) and root not in view.midline_only and top < pixel[1] < bottom

    lines = []
    for root, rings in view.outlines:
        points = tuple(pixel for ring in rings for pixel in _dense([*ring, ring[0]]))
        edges = tuple(min(x - view.edges(y)[0], view.edges(y)[1] - x) < EDGE_PIXELS for x, y in points)
        lines.append(Line(frozenset((root,)), points, edges))
    return Panel(name, place, tuple(lines), answers, faces, legible)


def _plate_panel(name: str, view: PlateView) -> Panel:
    cleft = Cleft(KEEGAN_GARRETT_CLEFT)

    def carried(segment: str, t: float, phi: float) -> tuple[str, float, float]:
        return measured_place(cleft, segment, t, phi) or (segment, t, phi)

    def place(segment: str, t: float, phi: float) -> tuple[Pixel, Pixel]:
        segment, t, phi = carried(segment, t, phi)
        grid, (top, knee, ankle) = GRIDS[segment], view.levels
        y, rows = (
            (knee + t * (ankle - knee), ankle - knee) if segment == "leg" else (top + t * (knee - top), knee - top)
        )
        left, right = view.outline(y)
        half = 0.5 * (right - left)
        x = left + half * (1.0 + math.sin(math.radians(phi - view.direction)))
        return (x, y), (math.degrees(grid.mm_per_degree) / half, grid.mm_per_t / rows)

    def answers(point: BorderPoint) -> tuple[bool, bool]:
        if not faces(point):
            return False, False
        (_, y), _ = place(point.segment, point.t, point.phi)
        _, _, phi = carried(point.segment, point.t, point.phi)
        seen = abs(math.remainder(phi - view.direction, 360.0)) <= PLATE_REACH
        return seen and view.edges[0][0] <= y <= view.edges[-1][0], False

    def faces(point: BorderPoint) -> bool:
        segment, _, phi = carried(point.segment, point.t, point.phi)
        return segment != "trunk" and math.cos(math.radians(phi - view.direction)) > 0.0

    lines = []
    for roots, measured in view.lines.items():
        points = tuple(_dense([(x, y) for y, x in measured]))
        lines.append(Line(frozenset(roots), points, (False,) * len(points)))
    return Panel(name, place, tuple(lines), answers, faces, lambda root, pixel: True)


def _dense(line: Sequence[Pixel]) -> Iterator[Pixel]:
    """Points every two pixels along an open line."""
    for (x0, y0), (x1, y1) in pairwise(line):
        steps = max(1, round(math.hypot(x1 - x0, y1 - y0) / 2.0))
        yield from ((x0 + k / steps * (x1 - x0), y0 + k / steps * (y1 - y0)) for k in range(steps))
