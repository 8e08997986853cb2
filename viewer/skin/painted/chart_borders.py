"""Chart polygons against texels: how deep each lies inside, and which pieces of an outline are borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
CUT_T, CUT_PHI = 0.006, 2.0
"""Where another polygon of the same territory lies this close beyond a border, the border is only a cut: 1 to 3 mm."""
NARROW: Final = 0.3
"""It is also looked for at this share of the distance, because a strip may be narrower."""


def low_length(lengths: Floats) -> float:
    """Return a low length: texels below it, a few at creases, may miss a border that is near them."""
    some = lengths[:: max(1, len(lengths) // 2000)]
    place = len(some) // 50
    return float(np.partition(some, place)[place])


def outer_border(polygon: NDArray[np.float64], others: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Remove from a polygon's outline the pieces inside or along other polygons of its territory: they are only cuts.

    Returns
    -------
    ndarray, shape (j, 2, 2)
        Pieces from (t, phi) to (t, phi).
    """
    start, end = polygon, np.roll(polygon, -1, axis=0)
    size = np.abs((end - start) / (CUT_T, CUT_PHI)).max(axis=1)
    pieces = []
    for a, b, count in zip(start, end, np.maximum(1, np.ceil(size)).astype(int), strict=True):
        share = np.linspace(0.0, 1.0, count + 1)[:, None]
        line = a + share * (b - a)
        pieces.append(np.stack([line[:-1], line[1:]], axis=1))
    border = np.concatenate(pieces)
    middle = border.mean(axis=1)
    along = (border[:, 1] - border[:, 0]) / (CUT_T, CUT_PHI)
    away = along[:, ::-1] * (1.0, -1.0) / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    cut = np.zeros(len(border), dtype=bool)
    for step in (-1.0, -NARROW, NARROW, 1.0):
        beside = middle + step * away * (CUT_T, CUT_PHI)
        within = np.zeros(len(border), dtype=bool)
        for other in others:
            for turn in (-360.0, 0.0, 360.0):
                near = _boxed(other, beside[:, 0], beside[:, 1] + turn)
                if len(near):
                    within[near] |= _holds(other, beside[near, 0], beside[near, 1] + turn)
        cut |= within & ~_holds(polygon, beside[:, 0], beside[:, 1])
    outer: NDArray[np.float64] = border[~cut]
    return outer


def _boxed(polygon: NDArray[np.float64], t: NDArray[np.float64], phi: NDArray[np.float64]) -> NDArray[np.intp]:
    """Find the points within the box round a polygon; most lie far off."""
    (t0, p0), (t1, p1) = polygon.min(axis=0), polygon.max(axis=0)
    boxed: NDArray[np.intp] = np.flatnonzero((t >= t0) & (t <= t1) & (phi >= p0) & (phi <= p1))
    return boxed


def _holds(polygon: NDArray[np.float64], t: NDArray[np.float64], phi: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether points lie in a polygon."""
    inside = np.zeros(len(t), dtype=bool)
    for (t0, p0), (t1, p1) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        if t0 != t1:
            inside ^= ((t0 > t) != (t1 > t)) & (phi < p0 + (t - t0) * ((p1 - p0) / (t1 - t0)))
    return inside


def depth_in(
    polygon: NDArray[np.float64],
    t: Floats,
    phi: Floats,
    per_t: Floats,
    per_degree: Floats,
    reach: float,
    border: NDArray[np.float64] | None = None,
) -> Floats:
    """Signed distance in mm to a polygon for texels sorted by ``t``."""
    inside = np.zeros(len(t), dtype=bool)
    square = np.full(len(t), reach * reach, dtype=np.float32)
    outline = np.stack([polygon, np.roll(polygon, -1, axis=0)], axis=1)
    margin_t, margin_phi = reach / low_length(per_t), reach / low_length(per_degree)
    # Plain floats, or numpy would work in double precision: twice the time for nothing.
    for (t0, p0, t1, p1), (a, b) in _rows(outline, t, 0.0):
        if b > a:
            inside[a:b] ^= phi[a:b] < p0 + (t[a:b] - t0) * ((p1 - p0) / (t1 - t0))
    for (t0, p0, t1, p1), (c, d) in _rows(outline if border is None else border, t, margin_t):
        if d > c:
            near = np.flatnonzero((phi[c:d] > min(p0, p1) - margin_phi) & (phi[c:d] < max(p0, p1) + margin_phi)) + c
            if not len(near):
                continue
            along, around = per_t[near], per_degree[near]
            ex, ey = (t1 - t0) * along, (p1 - p0) * around
            vx, vy = (t[near] - t0) * along, (phi[near] - p0) * around
            share = np.clip((vx * ex + vy * ey) / np.maximum(ex * ex + ey * ey, 1e-9), 0.0, 1.0)
            square[near] = np.minimum(square[near], (vx - share * ex) ** 2 + (vy - share * ey) ** 2)
    distance = np.sqrt(square)
    return np.where(inside, distance, -distance).astype(np.float32)


def _rows(lines: NDArray[np.float64], t: Floats, margin: float) -> Iterator[tuple[list[float], list[int]]]:
    """Pair each line (t, phi, t, phi) with the range of texels at its height."""
    heights = np.stack([lines[:, :, 0].min(axis=1) - margin, lines[:, :, 0].max(axis=1) + margin], axis=1)
    ranges = np.searchsorted(t, heights.astype(np.float32))
    yield from zip(lines.reshape(-1, 4).tolist(), ranges.tolist(), strict=True)
