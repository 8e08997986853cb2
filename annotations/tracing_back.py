"""The committed borders laid back over the drawings that they were measured from.

``python -m annotations.tracing FOLDER --check`` prints how far they lie from the drawn lines. Every border of a map is
walked on trunk, thigh and leg and carried to the picture's pixels by landmarks and silhouette alone; its distance to
the nearest drawn line of the same two roots is taken, and the other way round that of every drawn line to the nearest
border. Distances are those on a body of the charts' size. The feet were read by eye from foreshortened drawings and
have no pixels to go back to.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from annotations.agreement import Maps, on_skin
from annotations.model import Knowledge
from annotations.tracing_drawings import PICTURES, views
from annotations.tracing_grid import GRIDS
from annotations.tracing_plate import PLATE, PlateView
from annotations.tracing_views import View, trunk_edge

STEP_MM: Final = 4.0
"""Borders are walked in steps of about this length."""
BESIDE_MM: Final = 2.0
"""How far beside a border its two roots are looked up."""
LIMBS: Final = ("trunk", "thigh", "leg")
TRACED: Final = ("keegan_garrett", *PICTURES)
EDGE_PIXELS: Final = 5.0
"""A drawn line this near to the silhouette is the silhouette."""
EDGE_DEGREES: Final = 20.0
"""Places within this of a silhouette lie in the front and in the back view, and the silhouette is their line there."""
PLATE_REACH: Final = 45.0
"""Each of the plate's four views answers for the quarter of the limb that faces it."""
TRUNK_DOUBT: Final = 0.6
"""Degrees of doubt on the trunk for one on the limbs, as in :mod:`annotations.tracing`."""
WITHIN_ONE: Final = 0.80
WITHIN_TWO: Final = 0.95
"""Shares of every root's border that must lie within one and two of its stated standard deviations: 0.68 and 0.95 are
those of a normal error; the first is asked to be better."""
DRAWN_HEIGHTS: Final = (-0.97, 1.88)
"""Between T12 and the foot's upper edge in front: what is drawn beyond is not on trunk, thigh or leg."""
DOUBT: Final = 15.0
"""Doubt (degrees) of a border beside which no territory states one."""
Pixel = tuple[float, float]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class BorderPoint:
    """A place on a committed border."""

    segment: str
    t: float
    phi: float
    roots: Pair
    """On its two sides, in alphabetical order; empty for blank skin."""


def borders(knowledge: Knowledge, map_key: str) -> list[BorderPoint]:
    """Walk all borders between roots, or between a root and blank skin, of a map on trunk, thigh and leg.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base.
    map_key : str
        The map.

    Returns
    -------
    list of BorderPoint
        Each border once; borders between zones of one root are left out, and so are the ends of the charts.
    """
    maps = Maps(knowledge)
    found: dict[tuple[str, int, int], BorderPoint] = {}
    for territory in knowledge.territories.values():
        for polygon in territory.polygons if territory.map == map_key else ():
            if polygon.segment not in LIMBS:
                continue
            segment, grid = polygon.segment, GRIDS[polygon.segment]
            for t, phi, along in _walk(polygon.points, grid.mm_per_t, grid.mm_per_degree):
                if not 0.0 < t < 1.0 or not on_skin(segment, t, phi):
                    continue
                dt, dphi = -along[1] * BESIDE_MM / grid.mm_per_t, along[0] * BESIDE_MM / grid.mm_per_degree
                roots = sorted(maps.root(map_key, segment, t + k * dt, phi + k * dphi) for k in (-1.0, 1.0))
                if roots[0] != roots[1]:
                    half = 0.5 / STEP_MM
                    cell = (round(t * grid.mm_per_t * half), round(phi % 360.0 * grid.mm_per_degree * half))
                    found.setdefault((segment, *cell), BorderPoint(segment, t, phi, (roots[0], roots[1])))
    return list(found.values())


def _walk(
    ring: Sequence[tuple[float, float]], mm_per_t: float, mm_per_degree: float
) -> Iterator[tuple[float, float, tuple[float, float]]]:
    """Walk a closed line in even steps: (t, phi, direction as a unit vector in mm)."""
    for (t0, phi0), (t1, phi1) in zip(ring, (*ring[1:], ring[0]), strict=True):
        down, across = (t1 - t0) * mm_per_t, (phi1 - phi0) * mm_per_degree
        length = math.hypot(down, across)
        steps = max(1, round(length / STEP_MM)) if length > 0.0 else 0
        for k in range(steps):
            share = (k + 0.5) / steps
            yield t0 + share * (t1 - t0), phi0 + share * (phi1 - phi0), (down / length, across / length)


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


@dataclass(frozen=True, slots=True)
class LaidBack:
    """A border point laid back over a drawing, or a drawn point and the border nearest to it."""

    point: BorderPoint
    root: str
    """The root whose line is that far away."""
    view: str
    distance_mm: float
    doubt_mm: float
    """Standard deviation that the data states for this border, in mm of skin."""


def panels(folder: Path, map_key: str) -> tuple[Panel, ...]:
    """Read the views of a traced map.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    map_key : str
        ``keegan_garrett`` or one of :data:`annotations.tracing_drawings.PICTURES`.
    """
    if map_key == "keegan_garrett":
        return tuple(_plate_panel(name, view) for name, view in PLATE.items())
    return tuple(
        _picture_panel(name, view) for name, view in zip(("front", "back"), views(folder, map_key), strict=True)
    )


def _picture_panel(name: str, view: View) -> Panel:
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
        return (x, y), (math.degrees(grid.mm_per_degree) / half, grid.mm_per_t / rows)

    def answers(point: BorderPoint) -> tuple[bool, bool]:
        near_edge = abs(math.cos(math.radians(point.phi))) < math.sin(math.radians(EDGE_DEGREES))
        return faces(point) or near_edge, near_edge

    def faces(point: BorderPoint) -> bool:
        return sign * math.cos(math.radians(point.phi)) > 0.0

    def legible(root: str, pixel: Pixel) -> bool:
        top, bottom = view.heights.row(DRAWN_HEIGHTS[0]), view.heights.row(DRAWN_HEIGHTS[1])
        return bool(root) and root not in view.midline_only and top < pixel[1] < bottom

    lines = []
    for root, rings in view.outlines:
        points = tuple(pixel for ring in rings for pixel in _dense([*ring, ring[0]]))
        edges = tuple(min(x - view.edges(y)[0], view.edges(y)[1] - x) < EDGE_PIXELS for x, y in points)
        lines.append(Line(frozenset((root,)), points, edges))
    return Panel(name, place, tuple(lines), answers, faces, legible)


def _plate_panel(name: str, view: PlateView) -> Panel:
    def place(segment: str, t: float, phi: float) -> tuple[Pixel, Pixel]:
        grid, (top, knee, ankle) = GRIDS[segment], view.levels
        y, rows = (
            (knee + t * (ankle - knee), ankle - knee) if segment == "leg" else (top + t * (knee - top), knee - top)
        )
        left, right = view.outline(y)
        half = 0.5 * (right - left)
        x = left + half * (1.0 + math.sin(math.radians(phi - view.direction)))
        return (x, y), (math.degrees(grid.mm_per_degree) / half, grid.mm_per_t / rows)

    def answers(point: BorderPoint) -> tuple[bool, bool]:
        if point.segment == "trunk":
            return False, False
        (_, y), _ = place(point.segment, point.t, point.phi)
        seen = abs(math.remainder(point.phi - view.direction, 360.0)) <= PLATE_REACH
        return seen and view.edges[0][0] <= y <= view.edges[-1][0], False

    def faces(point: BorderPoint) -> bool:
        return point.segment != "trunk" and math.cos(math.radians(point.phi - view.direction)) > 0.0

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


def laid_back(folder: Path, knowledge: Knowledge, map_key: str) -> list[LaidBack]:
    """Lay the borders of a traced map back over its drawing.

    A border between two roots is as far off as the farther of the nearest lines of either root; blank skin has no line
    of its own.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    knowledge : Knowledge
        The knowledge base with the committed borders.
    map_key : str
        One of :data:`TRACED`.

    Returns
    -------
    list of LaidBack
        One per border point that a view shows.
    """
    shown, doubts = panels(folder, map_key), _doubts(knowledge, map_key)
    found = []
    for point in borders(knowledge, map_key):
        best: dict[str, tuple[float, str]] = {}
        for panel in shown:
            seen, with_edge = panel.answers(point)
            if not seen:
                continue
            (x, y), (across, down) = panel.place(point.segment, point.t, point.phi)
            for root in filter(None, point.roots):
                for line in panel.lines:
                    if root in line.roots:
                        for (px, py), edge in zip(line.points, line.on_silhouette, strict=True):
                            if with_edge or not edge:
                                distance = math.hypot((px - x) * across, (py - y) * down)
                                best[root] = min(best.get(root, (math.inf, "")), (distance, panel.name))
        if best:
            root = max(best, key=lambda name: best[name])
            found.append(LaidBack(point, root, best[root][1], best[root][0], doubt_mm(point, doubts)))
    return found


def drawn_lines(folder: Path, knowledge: Knowledge, map_key: str) -> list[LaidBack]:
    """Take every drawn line and look for the committed border nearest to it: the other way round.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    knowledge : Knowledge
        The knowledge base with the committed borders.
    map_key : str
        One of :data:`TRACED`.

    Returns
    -------
    list of LaidBack
        One per drawn point and root, off the silhouettes; infinitely far where the map has no such border in that view.
    """
    doubts, walked = _doubts(knowledge, map_key), borders(knowledge, map_key)
    found = []
    for panel in panels(folder, map_key):
        placed = [(point, *panel.place(point.segment, point.t, point.phi)) for point in walked if panel.faces(point)]
        for line in panel.lines:
            for root in line.roots:
                own = [item for item in placed if root in item[0].roots]
                for pixel, edge in list(zip(line.points, line.on_silhouette, strict=True))[::2]:
                    if edge or not panel.legible(root, pixel):
                        continue
                    distance, point = min(
                        (
                            (math.hypot((x - pixel[0]) * across, (y - pixel[1]) * down), point)
                            for point, (x, y), (across, down) in own
                        ),
                        key=lambda item: item[0],
                        default=(math.inf, BorderPoint("leg", 0.0, 0.0, ("", root))),
                    )
                    found.append(LaidBack(point, root, panel.name, distance, doubt_mm(point, doubts)))
    return found


def _doubts(knowledge: Knowledge, map_key: str) -> dict[str, float]:
    """Stated standard deviation (degrees) by root."""
    return {
        t.root: t.uncertainty_deg
        for t in knowledge.territories.values()
        if t.map == map_key and t.uncertainty_deg is not None
    }


def doubt_mm(point: BorderPoint, doubts: Mapping[str, float]) -> float:
    """Stated doubt of a border point in mm of skin: the larger of its two roots'."""
    degrees = max(doubts.get(root, DOUBT) for root in point.roots if root)
    share = TRUNK_DOUBT if point.segment == "trunk" else 1.0
    return degrees * share * GRIDS[point.segment].mm_per_degree


def share_within(found: Sequence[LaidBack], doubts: float) -> float:
    """Share (0..1) of points that lie within so many of their stated standard deviations."""
    return sum(item.distance_mm <= doubts * item.doubt_mm for item in found) / len(found) if found else 0.0


def quantile_mm(found: Sequence[LaidBack], share: float) -> float:
    """Distance in mm within which that share (0..1) of the points lies."""
    distances = sorted(item.distance_mm for item in found)
    return distances[min(int(share * len(distances)), len(distances) - 1)]


def by_root(found: Sequence[LaidBack]) -> dict[str, list[LaidBack]]:
    """Group points by the roots that their border parts; a point counts for both."""
    groups: dict[str, list[LaidBack]] = {}
    for item in found:
        for root in filter(None, item.point.roots):
            groups.setdefault(root, []).append(item)
    return groups


def disagreements(folder: Path, knowledge: Knowledge, map_key: str) -> list[str]:
    """Say where a traced map leaves its drawing: one sentence per root and direction, none where all is well.

    The stated doubt is a standard deviation. Of every root's border, :data:`WITHIN_ONE` must lie within one of it and
    :data:`WITHIN_TWO` within two, from the committed border to the drawn line and from the drawn line to the border.
    """
    found = []
    for way, points in (
        ("border", laid_back(folder, knowledge, map_key)),
        ("drawn line", drawn_lines(folder, knowledge, map_key)),
    ):
        for root, own in sorted(by_root(points).items()):
            for doubts, least in ((1.0, WITHIN_ONE), (2.0, WITHIN_TWO)):
                share = share_within(own, doubts)
                if share < least:
                    found.append(
                        f"{map_key}, {root}: only {100.0 * share:.0f} % of the {way} lies within {doubts:g} of the"
                        f" stated standard deviation; {100.0 * least:.0f} % is asked for"
                    )
    return found


def report(folder: Path, knowledge: Knowledge) -> str:
    """Write the table of ``docs/maps.md`` (Markdown)."""
    lines = [
        "| Map | points | median, mm | 95 %, mm | within one doubt | within two | drawn lines: 95 %, mm | within two |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for key in TRACED:
        back, drawn = laid_back(folder, knowledge, key), drawn_lines(folder, knowledge, key)
        cells = (
            knowledge.maps[key].short_name,
            str(len(back)),
            f"{quantile_mm(back, 0.5):.1f}",
            f"{quantile_mm(back, 0.95):.0f}",
            f"{100.0 * share_within(back, 1.0):.1f} %",
            f"{100.0 * share_within(back, 2.0):.1f} %",
            f"{quantile_mm(drawn, 0.95):.0f}",
            f"{100.0 * share_within(drawn, 2.0):.1f} %",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
