"""Giving lofts back the volume that sampling takes from them.

Polygons lie within the outlines they sample, and the last section before a tip has nothing beyond it, so what is built
is a little too small; a thin ligament would lose a fifth. Every outline is moved outward along the tube's own normals
until the built volume is the measured one: by less than a tenth of a millimetre mostly.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.lofts.engine import build_lofts
from meshes.lofts.table import Loft, pack, quantised
from meshes.measure.atlas import Surface

from .preparing import even
from .sections import surface_normals

TURNS: Final = 4
ENOUGH: Final = 0.004
"""Volume error that is left alone, as a share."""
MOST_MM: Final = 0.4
"""Outlines are moved no farther than this, mm."""


def restored(surface: Surface, lofts: list[Loft]) -> list[Loft]:
    """Move all outlines by one distance so that the volume built at standard detail is the surface's.

    Parameters
    ----------
    surface : Surface
        What was measured; where it is open, nothing is moved.
    lofts : list of Loft
        Of one record.
    """
    if not even(surface):
        return lofts
    goal, _ = _volume_and_area(surface.vertices, surface.faces)
    moved, distance = lofts, 0.0
    for _ in range(TURNS):
        built = build_lofts(pack([(0, loft) for loft in moved]))
        volume, area = _volume_and_area(built.vertices, built.faces)
        if goal <= 0 or abs(volume / goal - 1) < ENOUGH or abs(distance) >= MOST_MM:
            break
        distance = float(np.clip(distance + (goal - volume) / area, -MOST_MM, MOST_MM))
        moved = [quantised(offset(loft, distance)) for loft in lofts]
    return moved


def offset(loft: Loft, distance_mm: float) -> Loft:
    """Move the outlines of a loft outward along its surface normals.

    Parameters
    ----------
    loft : Loft
    distance_mm : float
        Negative moves inward.
    """
    count, harmonics = loft.outline.shape[:2]
    rows = np.empty((count, 1 + 2 * harmonics, 3))
    rows[:, 0] = loft.guide
    rows[:, 1:] = loft.outline.reshape(count, 2 * harmonics, 3)
    samples = max(64, 4 * harmonics)
    basis, normals = surface_normals(rows, samples)
    spectrum = np.fft.rfft(basis @ rows + distance_mm * normals, axis=1) / samples
    result = np.empty_like(rows)
    result[:, 0] = spectrum[:, 0].real
    result[:, 1::2] = 2 * spectrum[:, 1 : harmonics + 1].real
    result[:, 2::2] = -2 * spectrum[:, 1 : harmonics + 1].imag
    return replace(
        loft,
        guide=result[:, 0].astype(np.float32),
        outline=result[:, 1:].reshape(count, harmonics, 2, 3).astype(np.float32),
    )


def _volume_and_area(vertices: NDArray[np.floating], faces: NDArray[np.integer]) -> tuple[float, float]:
    corner = np.asarray(vertices, dtype=np.float64)[faces]
    corner = corner - corner.reshape(-1, 3).mean(axis=0)
    cross = np.cross(corner[:, 1], corner[:, 2])
    volume = float(np.einsum("fc,fc->", corner[:, 0], cross) / 6)
    sides = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    return volume, float(np.linalg.norm(sides, axis=1).sum() / 2)
