"""Coats of paint, and how deep texels lie inside a territory of several polygons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import ChartPolygon

from .chart_borders import outer_border
from .chart_texels import ChartTexels
from .patterns import REACH_MM

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
FAINTEST: Final = 0.004
"""Amounts below one step of an 8-bit colour are left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Coat:
    """One pass of colour over some texels."""

    index: Indices
    """Flat texel numbers."""
    amount: Floats
    """How much colour each takes, 0..1."""
    pale: float
    """How far the colour moves to white, 0..1."""


def union(
    texels: ChartTexels, polygons: Sequence[ChartPolygon], reach_mm: float = REACH_MM
) -> tuple[NDArray[np.intp], Floats]:
    """Measure how deep texels lie inside any of a territory's polygons; where these were cut apart is no border.

    Parameters
    ----------
    texels : ChartTexels
    polygons : sequence of ChartPolygon
        Of the texels' segment.
    reach_mm : float
        Depths are cut off there.

    Returns
    -------
    numbers : ndarray, shape (k,)
        The texels that lie inside or near.
    depth : ndarray, shape (k,)
        Millimetres inside the border; negative outside.
    """
    parts = [
        texels.signed_distance(np.asarray(polygon.points, dtype=np.float64), reach_mm, polygon.rays, border)
        for polygon, border in zip(polygons, _borders(tuple(polygons)), strict=True)
    ]
    if len(parts) == 1:
        return parts[0]
    deepest = np.full(len(texels.t), -np.inf, dtype=np.float32)
    for numbers, depth in parts:
        deepest[numbers] = np.maximum(deepest[numbers], depth)
    numbers = np.flatnonzero(deepest > -reach_mm)
    return numbers, deepest[numbers]


@lru_cache(maxsize=64)
def _borders(polygons: tuple[ChartPolygon, ...]) -> tuple[NDArray[np.float64] | None, ...]:
    """Find the pieces of each outline that are borders, None where all of it is; they are alike on both halves."""
    outlines = [np.asarray(polygon.points, dtype=np.float64) for polygon in polygons]
    borders: list[NDArray[np.float64] | None] = []
    for polygon, outline in zip(polygons, outlines, strict=True):
        others = [
            other
            for other, its in zip(outlines, polygons, strict=True)
            if its is not polygon and its.rays == polygon.rays
        ]
        borders.append(outer_border(outline, others) if others else None)
    return tuple(borders)
