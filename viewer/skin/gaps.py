"""Where the chosen map leaves an area's skin blank: our own drawing replaces it there. Plain numpy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotations.charts.seams import on_skin
from annotations.model import ChartPolygon, Territory
from meshes.skin.charts import inside

from .known import Known

GRID: Final = 24
"""Points tried along and across a polygon."""
LEAST: Final = 0.04
"""Least share of a root's skin that counts as blank; with less, only the borders of two drawings do not meet."""


@lru_cache(maxsize=128)
def leaves_blank(known: Known, map_key: str, drawn: tuple[Territory, ...]) -> bool:
    """Say whether a map leaves part of some territories blank.

    Parameters
    ----------
    known : Known
        The knowledge base.
    map_key : str
        The map that is asked.
    drawn : tuple of Territory
        Those of another map.
    """
    own = [polygon for t in known.knowledge.territories.values() if t.map == map_key for polygon in t.polygons]
    tried = blank = 0
    for polygon in (polygon for territory in drawn for polygon in territory.polygons):
        t, phi = points_of(polygon)
        held = held_by(polygon.segment, own, t, phi)
        tried, blank = tried + len(t), blank + int((~held).sum())
    return tried > 0 and blank > LEAST * tried


def points_of(polygon: ChartPolygon) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give points (t, phi) within a polygon where there is skin."""
    outline = np.asarray(polygon.points, dtype=np.float64)
    low, high = outline.min(axis=0), outline.max(axis=0)
    steps = (np.arange(GRID) + 0.5) / GRID
    t, phi = (grid.ravel() for grid in np.meshgrid(*(low + steps[:, None] * (high - low)).T, indexing="ij"))
    skin = np.array([0.0 <= a <= 1.0 and on_skin(polygon.segment, a, b) for a, b in zip(t, phi, strict=True)])
    chosen = inside(outline, t, phi, periodic=polygon.segment != "trunk") & skin
    if polygon.segment == "trunk":
        chosen &= (phi >= 0.0) & (phi <= 180.0)
    return t[chosen], phi[chosen]


def held_by(
    segment: str, polygons: Iterable[ChartPolygon], t: NDArray[np.float64], phi: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Say which points lie in any of the polygons of their segment."""
    held = np.zeros(len(t), dtype=bool)
    for polygon in polygons:
        if polygon.segment == segment:
            held |= inside(np.asarray(polygon.points, dtype=np.float64), t, phi, periodic=segment != "trunk")
    return held
