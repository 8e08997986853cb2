"""How far the committed borders lie from the lines of the drawings that they were measured from.

``python -m annotations.tracing FOLDER --check`` prints how far they lie from the drawn lines. Every border of a map is
walked on trunk, thigh and leg and carried to the picture's pixels by landmarks and silhouette alone; its distance to
the nearest drawn line of the same two roots is taken, and the other way round that of every drawn line to the nearest
border. Distances are those on a body of the charts' size. The feet were read by eye from foreshortened drawings and
have no pixels to go back to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from annotations.model import SEGMENTS, Knowledge

from .borders import FIELDS, BorderPoint, borders, measured_borders, with_fields_as_map
from .cleft import Cleft
from .drawings import measured_place
from .grid import GRIDS, TRUNK_DOUBT
from .measured_drawings import KEEGAN_GARRETT_CLEFT, MEASURED
from .panels import Panel, Pixel, Pixels, panels

TRACED: Final = ("keegan_garrett", *MEASURED)
CHECKED: Final = (*TRACED, FIELDS)
"""The traced maps, and the traced nerve fields."""
WITHIN_ONE: Final = 0.80
WITHIN_TWO: Final = 0.95
"""Shares of every root's border that must lie within one and two of its stated standard deviations. A normal error has
0.68 and 0.95; the first is required to be better."""
DOUBT: Final = 15.0
"""Doubt (degrees) of a border beside which no territory states one."""


@dataclass(frozen=True, slots=True)
class BorderDistance:
    """How far a border point lies from the drawing, or a drawn point from the border nearest to it."""

    point: BorderPoint
    root: str
    """The root whose line is that far away."""
    view: str
    distance_mm: float
    doubt_mm: float
    """Standard deviation that the data states for this border, in mm of skin."""


def distances_to_drawing(folder: Path, knowledge: Knowledge, map_key: str) -> list[BorderDistance]:
    """Measure how far the borders of a traced map lie from the lines of its drawing.

    A border between two roots is as far off as the farther of the nearest lines of either root; blank skin has no line
    of its own.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    knowledge : Knowledge
        The knowledge base with the committed borders.
    map_key : str
        One of :data:`CHECKED`.

    Returns
    -------
    list of BorderDistance
        One per border point that a view shows.
    """
    knowledge = with_fields_as_map(knowledge) if map_key == FIELDS else knowledge
    doubts = _doubts(knowledge, map_key)
    shown = [(panel, _by_root_of_line(panel)) for panel in panels(folder, map_key)]
    found = []
    for point in borders(knowledge, map_key):
        best: dict[str, tuple[float, str]] = {}
        for panel, drawn in shown:
            seen, with_edge = panel.answers(point)
            if not seen:
                continue
            pixel, scale = panel.place(point.segment, point.t, point.phi)
            for root in filter(None, point.roots):
                if (root, with_edge) in drawn:
                    distance, _ = drawn[root, with_edge].nearest(pixel, scale)
                    best[root] = min(best.get(root, (math.inf, "")), (distance, panel.name))
        if best:
            root = max(best, key=lambda name: best[name])
            found.append(BorderDistance(point, root, best[root][1], best[root][0], doubt_mm(point, doubts)))
    return found


def _by_root_of_line(panel: Panel) -> dict[tuple[str, bool], Pixels]:
    """Drawn points of a view by root, without and with the silhouette."""
    points: dict[tuple[str, bool], list[Pixel]] = {}
    for line in panel.lines:
        for root in line.roots:
            points.setdefault((root, True), []).extend(line.points)
            off_edge = [pixel for pixel, edge in zip(line.points, line.on_silhouette, strict=True) if not edge]
            points.setdefault((root, False), []).extend(off_edge)
    return {key: Pixels(several) for key, several in points.items() if several}


def distances_to_borders(folder: Path, knowledge: Knowledge, map_key: str) -> list[BorderDistance]:
    """Measure how far every drawn line lies from the committed border nearest to it: the other way round.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    knowledge : Knowledge
        The knowledge base with the committed borders.
    map_key : str
        One of :data:`CHECKED`.

    Returns
    -------
    list of BorderDistance
        One per drawn point and root, off the silhouettes; infinitely far where the map has no such border in that view.
    """
    knowledge = with_fields_as_map(knowledge) if map_key == FIELDS else knowledge
    doubts, walked = _doubts(knowledge, map_key), borders(knowledge, map_key)
    found = []
    for panel in panels(folder, map_key):
        placed = [(point, *panel.place(point.segment, point.t, point.phi)) for point in walked if panel.faces(point)]
        for root in sorted({root for line in panel.lines for root in line.roots}):
            own = [item for item in placed if root in item[0].roots]
            committed = Pixels([pixel for _, pixel, _ in own])
            for line in panel.lines:
                for pixel, edge in list(zip(line.points, line.on_silhouette, strict=True))[::2]:
                    if root not in line.roots or edge or not panel.legible(root, pixel):
                        continue
                    if not own:
                        lost = BorderPoint("leg", 0.0, 0.0, ("", root))
                        found.append(BorderDistance(lost, root, panel.name, math.inf, doubt_mm(lost, doubts)))
                        continue
                    # The scale changes little between neighbours: the nearest in pixels is weighed at its own scale.
                    _, number = committed.nearest(pixel, (1.0, 1.0))
                    point, (x, y), (across, down) = own[number]
                    distance = math.hypot((x - pixel[0]) * across, (y - pixel[1]) * down)
                    found.append(BorderDistance(point, root, panel.name, distance, doubt_mm(point, doubts)))
    return found


def distances_on_charts(folder: Path, knowledge: Knowledge) -> list[BorderDistance]:
    """Compare the borders of Keegan and Garrett with the points they were drawn through, on all four charts.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    knowledge : Knowledge
        The knowledge base with the committed borders.

    Returns
    -------
    list of BorderDistance
        One per measured point: its distance to the nearest committed border of the same two roots, and its own doubt;
        the segment in place of a view.
    """
    cleft = Cleft(KEEGAN_GARRETT_CLEFT)
    walked = [
        replace(point, segment=place[0], t=place[1], phi=place[2])
        for point in borders(knowledge, "keegan_garrett", SEGMENTS)
        for place in (measured_place(cleft, point.segment, point.t, point.phi) or (point.segment, point.t, point.phi),)
    ]
    found = []
    for measured in measured_borders(folder):
        point, grid = measured.point, GRIDS[measured.point.segment]
        distance = min(
            (
                math.hypot(
                    (other.t - point.t) * grid.mm_per_t,
                    math.remainder(other.phi - point.phi, 360.0) * grid.mm_per_degree,
                )
                for other in walked
                if other.segment == point.segment and set(filter(None, point.roots)) <= set(other.roots)
            ),
            default=math.inf,
        )
        found.append(BorderDistance(point, point.roots[1], point.segment, distance, measured.doubt_mm))
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


def share_within(found: Sequence[BorderDistance], doubts: float) -> float:
    """Share (0..1) of points that lie within so many of their stated standard deviations."""
    return sum(item.distance_mm <= doubts * item.doubt_mm for item in found) / len(found) if found else 0.0


def quantile_mm(found: Sequence[BorderDistance], share: float) -> float:
    """Distance in mm within which that share (0..1) of the points lies."""
    distances = sorted(item.distance_mm for item in found)
    return distances[min(int(share * len(distances)), len(distances) - 1)]


def by_root(found: Sequence[BorderDistance]) -> dict[str, list[BorderDistance]]:
    """Group points by the roots that their border parts; a point counts for both."""
    groups: dict[str, list[BorderDistance]] = {}
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
        ("border", distances_to_drawing(folder, knowledge, map_key)),
        ("drawn line", distances_to_borders(folder, knowledge, map_key)),
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
    """Write the tables of ``docs/maps.md`` (Markdown)."""
    lines = [
        "| Map | points | median, mm | 95 %, mm | within one doubt | within two | drawn lines: 95 %, mm | within two |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for key in CHECKED:
        back, drawn = distances_to_drawing(folder, knowledge, key), distances_to_borders(folder, knowledge, key)
        name = knowledge.maps[key].short_name if key in knowledge.maps else "Nerve fields, Gray 1918"
        cells = (*_numbers(back), f"{quantile_mm(drawn, 0.95):.0f}", _percent(drawn, 2.0))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += [
        "",
        "| Keegan-Garrett, chart | points | median, mm | 95 %, mm | within one doubt | within two |",
        "|---|---|---|---|---|---|",
    ]
    points = distances_on_charts(folder, knowledge)
    for segment in SEGMENTS:
        lines.append(f"| {segment} | {' | '.join(_numbers([item for item in points if item.view == segment]))} |")
    return "\n".join(lines) + "\n"


def _numbers(found: Sequence[BorderDistance]) -> tuple[str, ...]:
    return (
        str(len(found)),
        f"{quantile_mm(found, 0.5):.1f}",
        f"{quantile_mm(found, 0.95):.0f}",
        _percent(found, 1.0),
        _percent(found, 2.0),
    )


def _percent(found: Sequence[BorderDistance], doubts: float) -> str:
    return f"{100.0 * share_within(found, doubts):.1f} %"
