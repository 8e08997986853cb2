"""Walking the borders of a map as they are committed, and the borders of Keegan and Garrett as they were measured."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from annotations.charts.map_lookup import Maps
from annotations.charts.seams import on_skin
from annotations.model import Knowledge, Territory

from .drawings import LOWEST
from .grid import GRIDS
from .reading import read_drawing

STEP_MM: Final = 4.0
"""Borders are walked in steps of about this length."""
BESIDE_MM: Final = 2.0
"""How far beside a border its two roots are looked up."""
LIMBS: Final = ("trunk", "thigh", "leg")
FIELDS: Final = "gray"
"""Key under which the traced nerve fields are looked at as if they were a map."""
ENDS: Final = 0.02
"""This near to the end of a chart (t), the next chart counts instead."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class BorderPoint:
    """A place on a committed border."""

    segment: str
    t: float
    phi: float
    roots: Pair
    """On its two sides, in alphabetical order; empty for blank skin."""


def borders(knowledge: Knowledge, map_key: str, segments: Collection[str] = LIMBS) -> list[BorderPoint]:
    """Walk all borders between roots, or between a root and blank skin, of a map.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base.
    map_key : str
        The map.
    segments : collection of str
        The charts; by default those of trunk, thigh and leg.

    Returns
    -------
    list of BorderPoint
        Each border once; borders between zones of one root are left out, and so are the ends of the charts.
    """
    maps = Maps(knowledge)
    found: dict[tuple[str, int, int], BorderPoint] = {}
    for territory in knowledge.territories.values():
        for polygon in territory.polygons if territory.map == map_key else ():
            if polygon.segment not in segments:
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


def with_fields_as_map(knowledge: Knowledge) -> Knowledge:
    """Add the traced nerve fields as territories of a map :data:`FIELDS`, a nerve's key in place of the root."""
    fields = {
        item.key: Territory(
            item.key, item.nerve, FIELDS, "core", "traced", item.polygons, item.uncertainty_deg, item.sources
        )
        for item in knowledge.nerve_fields.values()
        if item.provenance == "traced"
    }
    return replace(knowledge, territories={**knowledge.territories, **fields})


@dataclass(frozen=True, slots=True)
class MeasuredPoint:
    """A point of a border of Keegan and Garrett as it was measured, in chart coordinates."""

    point: BorderPoint
    doubt_mm: float
    """Standard deviation of this point, in mm of skin."""


def measured_borders(folder: Path) -> list[MeasuredPoint]:
    """Read the measured borders of Keegan and Garrett, those above T12 and the ends of the charts left out.

    Parameters
    ----------
    folder : Path
        The measured drawings.

    Raises
    ------
    TracingError
        When the file is missing or cannot be read.
    """
    found = []
    for border in read_drawing(folder, "keegan-garrett.json", "borders")["borders"]:
        segment, grid = border["segment"], GRIDS[border["segment"]]
        roots = sorted({LOWEST.get(name, name) for name in border["between"]} - {"T11"})
        if not roots or (len(roots) == 1 and "T11" not in border["between"]):
            continue  # between S4 and S5, which are one territory here
        pair = (roots[0], roots[-1]) if len(roots) > 1 else ("", roots[0])
        for t, phi, degrees, *more in border["points"]:
            if ENDS < t < 1.0 - ENDS and on_skin(segment, t, phi):
                doubt = max(degrees * grid.mm_per_degree, (more[0] if more else 0.0) * grid.mm_per_t)
                found.append(MeasuredPoint(BorderPoint(segment, t, phi, pair), doubt))
    return found
