"""From level curves to a loft: Fourier sections, aligned along the tube, no more of them than needed."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.lofts import interpolated, section_gaps, tangents
from meshes.table import Loft

from .contours import Arc, resampled

POINTS: Final = 256
COARSER_MM: Final = (0.8, 0.35)
"""What a left-out section may be off at light and at standard detail, mm."""


def fit(arc: Arc, outline_mm: float, section_mm: float, most_harmonics: int, most_sections: int) -> Loft | None:
    """Fit a loft to an arc.

    Parameters
    ----------
    arc : Arc
    outline_mm : float
        Root mean square distance aimed at between curve and Fourier outline, mm.
    section_mm : float
        Root mean square distance aimed at between a left-out section and the cubic through its neighbours, mm.
    most_harmonics, most_sections : int
        Upper limits.

    Returns
    -------
    Loft or None
        None when the arc has fewer than two curves.
    """
    if len(arc.curves) < 2:
        return None
    rings = aligned([resampled(curve.points, POINTS) for curve in arc.curves])
    spectrum = np.fft.rfft(rings, axis=1) / POINTS
    harmonics = _harmonics(spectrum, outline_mm, most_harmonics)
    rows = np.empty((len(rings), 1 + 2 * harmonics, 3))
    rows[:, 0] = spectrum[:, 0].real
    rows[:, 1::2] = 2 * spectrum[:, 1 : harmonics + 1].real
    rows[:, 2::2] = -2 * spectrum[:, 1 : harmonics + 1].imag
    chosen: list[int] = []
    ranks: list[int] = []
    for rank, coarse_mm in enumerate((*COARSER_MM, section_mm)):
        more = chosen_sections(rows, max(coarse_mm, section_mm), most_sections, chosen)
        ranks += [rank] * (len(more) - len(chosen))
        chosen = more
    order = np.argsort(chosen)
    rows, rank_of = rows[np.array(chosen)[order]], np.array(ranks, dtype=np.uint8)[order]
    outline = rows[:, 1:].reshape(len(rows), harmonics, 2, 3)
    first, last = (seam(_points(rows[end])) for end in (0, -1))
    return Loft(rows[:, 0].astype(np.float32), outline.astype(np.float32), (first, last), rank_of)


def aligned(rings: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Shift the start of each ring so that it lies nearest to the ring before, point by point; (n, points, 3)."""
    result = [rings[0]]
    for ring in rings[1:]:
        before = result[-1]
        a = np.fft.rfft(before - before.mean(axis=0), axis=0)
        b = np.fft.rfft(ring - ring.mean(axis=0), axis=0)
        likeness = np.fft.irfft((np.conj(a) * b).sum(axis=1), n=len(ring))
        result.append(np.roll(ring, -int(np.argmax(likeness)), axis=0))
    return np.array(result)


def _harmonics(spectrum: NDArray[np.complex128], outline_mm: float, most: int) -> int:
    power = 2 * (np.abs(spectrum[:, 1:]) ** 2).sum(axis=2)
    left = np.sqrt(np.maximum(power[:, ::-1].cumsum(axis=1)[:, ::-1], 0))
    # left[:, h] is what harmonics beyond h leave out; three quarters of the sections must be near enough.
    enough = np.quantile(left, 0.75, axis=0) <= outline_mm
    return int(min(most, max(1, np.argmax(enough)))) if enough.any() else most


def chosen_sections(rows: NDArray[np.float64], section_mm: float, most: int, begun: list[int]) -> list[int]:
    """Choose the sections to keep, worst first, until the cubic through them passes all others closely.

    Parameters
    ----------
    rows : ndarray, shape (n, k, 3)
        Coefficients of all sections of a loft.
    section_mm : float
        Root mean square distance aimed at, mm.
    most : int
        Upper limit.
    begun : list of int
        Sections chosen already; they come first in the result.
    """
    kept = list(begun) or [0, len(rows) - 1]
    along = np.r_[0.0, np.cumsum(section_gaps(rows))]
    while len(kept) < min(most, len(rows)):
        index = np.array(sorted(kept))
        part = rows[index]
        gaps = section_gaps(part)
        first = np.arange(len(index)) == 0
        slopes = tangents(part, gaps, first, first[::-1])
        low = np.clip(np.searchsorted(index, np.arange(len(rows)), side="right") - 1, 0, len(index) - 2)
        # A left-out section has no place of its own along the loft: take its share of the way through all sections.
        start, stop = along[index[low]], along[index[low + 1]]
        weight = np.clip((along - start) / np.maximum(stop - start, 1e-9), 0, 1)
        squares = ((interpolated(part, slopes, gaps, low, weight) - rows) ** 2).sum(axis=2)
        error = np.sqrt(squares[:, 0] + 0.5 * squares[:, 1:].sum(axis=1))
        error[index] = 0
        if error.max() <= section_mm:
            break
        # The worst of every gap at once: far fewer turns.
        for before, after in pairwise(index):
            inside = error[before + 1 : after]
            if len(inside) and inside.max() > section_mm and len(kept) < most:
                kept.append(int(before + 1 + np.argmax(inside)))
    return kept


def _points(row: NDArray[np.float64], count: int = 64) -> NDArray[np.float64]:
    harmonics = (len(row) - 1) // 2
    angle = 2 * np.pi * np.arange(count)[:, None] / count * np.arange(1, harmonics + 1)
    return np.asarray(row[0] + np.cos(angle) @ row[1::2] + np.sin(angle) @ row[2::2])


def seam(points: NDArray[np.float64]) -> float:
    """Return the parameter from which the ring folds shut with the shortest rungs."""
    count = len(points)
    step = np.arange(1, count // 2)
    at = np.arange(count)[:, None]
    rungs = points[(at + step) % count] - points[(at - step) % count]
    return float(np.argmin((rungs**2).sum(axis=(1, 2)))) / count
