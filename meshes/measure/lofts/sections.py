"""From level curves to a loft: Fourier sections, aligned along the tube, no more of them than needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from meshes.lofts.engine import interpolated, section_gaps, tangents
from meshes.lofts.table import OPEN, Joint, Loft

from .contours import Arc, apart, resampled

POINTS: Final = 256
SMOOTHING: Final = 5.0
"""How far samples move together when they follow the curve before, in samples."""
REACH: Final = 0.06
"""How far a sample may move from curve to curve, in turns."""
NEAR_MM: Final = 0.8
"""Curves nearer than this to the ring at which an arc splits are left out, mm."""
THIN_ALONG: Final = 0.2
THIN_ROUND: Final = 0.07
THIN_MM: Final = 0.12
"""Where a tube is thin, less may be off, or it loses volume: these shares of its spread along and round it, but never
less than `THIN_MM`."""
EVENING: Final = 0.04
"""Share of unevenness taken back from curve to curve."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Distances aimed at, mm, as quartic means round a section; our choice, to balance error, look and size."""

    outline_mm: float
    """Between a curve and its Fourier outline."""
    section_mm: float
    """Between a section left out of the table and the cubic through its neighbours."""
    light_mm: float
    """Between a section left out at light detail and the straight way between its neighbours."""
    standard_mm: float
    """The same at standard detail; also between an outline and the polygon of the points round it."""
    harmonics: int = 63
    sections: int = 140


def fit(arcs: list[Arc], tolerance: Tolerance) -> list[Loft]:
    """Fit a loft to each arc of one connected piece.

    A branch begins on its trunk: its first ring is its share of the trunk's ring, so trunks are fitted first (a chain
    of trunks runs one way through the levels and cannot close).

    Returns
    -------
    list of Loft
        In the order of the arcs; joints name lofts of this list.
    """
    sampled: dict[int, NDArray[np.float64]] = {}
    spans: dict[tuple[int, int], tuple[Joint, NDArray[np.float64]]] = {}
    todo = list(range(len(arcs)))
    arcs = [_thinned(arc) for arc in arcs]
    while todo:
        ready = [n for n in todo if all(at is None or at.trunk in sampled for at in arcs[n].leaves)]
        if not ready:
            raise ValueError("arcs of a surface leave each other in a circle")
        for number in ready:
            sampled[number] = _sampled(number, arcs, sampled, spans)
        todo = [n for n in todo if n not in sampled]
    return [_loft(number, arc, sampled[number], spans, tolerance) for number, arc in enumerate(arcs)]


def _thinned(arc: Arc) -> Arc:
    """Leave out the curves that crowd together where the arc splits."""
    curves = list(arc.curves)
    for end in (0, 1):
        if arc.splits[end]:
            outer = curves.pop(-end)
            while len(curves) > 1 and apart(outer, curves[-end]) < NEAR_MM:
                curves.pop(-end)
            curves.insert(len(curves) * end, outer)
    return replace(arc, curves=curves)


def _sampled(
    number: int,
    arcs: list[Arc],
    sampled: dict[int, NDArray[np.float64]],
    spans: dict[tuple[int, int], tuple[Joint, NDArray[np.float64]]],
) -> NDArray[np.float64]:
    """Sample an arc's curves, its joint rings with them, and note its joints."""
    arc = arcs[number]
    curves = list(arc.curves)
    for end in (0, 1):
        leave = arc.leaves[end]
        if leave is None:
            continue
        ring = sampled[leave.trunk][-leave.end]
        branches = [arcs[other].curves[-1 if end == 1 else 0] for other in arcs[leave.trunk].splits[leave.end]]
        start, length = shares(ring, branches)[leave.number]
        share = _at(ring, start + length * np.arange(POINTS) / POINTS)
        spans[number, end] = Joint(leave.trunk, leave.end, start, length, 0.0), share
        while len(curves) > 1 and apart(curves[-end], share) < NEAR_MM:
            curves.pop(-end)
    first, last = spans.get((number, 0)), spans.get((number, 1))
    if first is None and last is not None:
        return aligned(curves[::-1], last[1])[::-1]
    if first is None:
        rings = aligned(curves)
        return rings if len(rings) > 1 else np.repeat(rings, 2, axis=0)
    rings = aligned(curves if last is None else [*curves, last[1]], first[1])
    if last is not None:
        joint, share = last
        begin = int(np.argmin(((rings[-1] - share[0]) ** 2).sum(axis=1))) / POINTS
        spans[number, 1] = replace(joint, offset=begin), share
    return rings


def _loft(
    number: int,
    arc: Arc,
    rings: NDArray[np.float64],
    spans: dict[tuple[int, int], tuple[Joint, NDArray[np.float64]]],
    tolerance: Tolerance,
) -> Loft:
    spectrum = np.fft.rfft(rings, axis=1) / POINTS
    harmonics = _harmonics(spectrum, tolerance.outline_mm, tolerance.harmonics)
    rows = np.empty((len(rings), 1 + 2 * harmonics, 3))
    rows[:, 0] = spectrum[:, 0].real
    rows[:, 1::2] = 2 * spectrum[:, 1 : harmonics + 1].real
    rows[:, 2::2] = -2 * spectrum[:, 1 : harmonics + 1].imag
    chosen = [0, len(rows) - 1]
    ranks = [0, 0]
    scale = _scale(rows, tolerance.standard_mm, THIN_ALONG)
    for rank, aim_mm in enumerate((tolerance.light_mm, tolerance.standard_mm, tolerance.section_mm)):
        more = chosen_sections(rows, aim_mm * (scale if rank < 2 else 1.0), tolerance.sections, chosen, rank < 2)
        ranks += [rank] * (len(more) - len(chosen))
        chosen = more
    order = np.argsort(chosen)
    rows, rank_of = rows[np.array(chosen)[order]], np.array(ranks, dtype=np.uint8)[order]
    outline = rows[:, 1:].reshape(len(rows), harmonics, 2, 3)
    joints: list[Joint | None] = [spans[number, end][0] if (number, end) in spans else None for end in (0, 1)]
    seams = [OPEN if arc.splits[end] or joints[end] is not None else seam(_points(rows[-end])) for end in (0, 1)]
    return Loft(
        rows[:, 0].astype(np.float32),
        outline.astype(np.float32),
        (seams[0], seams[1]),
        (joints[0], joints[1]),
        points_round(rows, tolerance.standard_mm),
        rank_of,
    )


def shares(ring: NDArray[np.float64], branches: list[NDArray[np.float64]]) -> list[tuple[float, float]]:
    """Share a trunk's ring out among the branches that leave there, by nearness.

    Parameters
    ----------
    ring : ndarray, shape (n, 3)
        The trunk's ring next to the branching.
    branches : list of ndarray, shape (k, 3)
        The branches' curves next to it.

    Returns
    -------
    list of (start, length)
        For each branch its share as curve parameters of the ring; together they cover it once.
    """
    count = len(ring)
    known = np.concatenate([resampled(branch, count) for branch in branches])
    label = np.repeat(np.arange(len(branches)), count)[cKDTree(known).query(ring)[1]]
    runs = []
    for branch in range(len(branches)):
        mine = label == branch
        starts = np.flatnonzero(mine & ~np.roll(mine, 1))
        if len(starts) == 0:
            # Nothing lies nearest: take the one sample that comes nearest.
            nearest = cKDTree(branches[branch]).query(ring)[0]
            runs.append((int(np.argmin(nearest)), 1))
            continue
        lengths = [int(np.argmin(np.r_[np.roll(mine, -int(start)), False])) for start in starts]
        best = int(np.argmax(lengths))
        runs.append((int(starts[best]), lengths[best]))
    order = sorted(range(len(runs)), key=lambda branch: runs[branch][0])
    # Borders lie midway between the end of a run and the start of the next.
    borders = []
    for this, after in zip(order, [*order[1:], order[0]], strict=True):
        end = runs[this][0] + runs[this][1] - 1
        gap = (runs[after][0] - end) % count
        borders.append(end + gap / 2)
    result = [(0.0, 0.0)] * len(runs)
    for place, branch in enumerate(order):
        start = borders[place - 1] % count
        length = (borders[place] - start) % count
        result[branch] = (start / count, (length if length > 0 else count) / count)
    return result


def aligned(curves: list[NDArray[np.float64]], given: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Sample each curve so that equal parameters lie next to each other from curve to curve.

    The first curve is sampled at equal steps of its length, unless a sampled ring is given before it. On each next one
    the samples start from equal steps, turned to the nearest fit, move towards the points nearest to the samples
    before, and are held to even spacing a little.

    Parameters
    ----------
    curves : list of ndarray, shape (n, 3)
        Closed curves in order along the tube.
    given : ndarray, shape (POINTS, 3), optional
        Ring to begin with.

    Returns
    -------
    ndarray, shape (rings, POINTS, 3)
    """
    dense = 4 * POINTS
    result = [resampled(curves[0], POINTS)] if given is None else [given]
    even = np.arange(POINTS) / POINTS
    place = even
    if given is not None:
        steps = np.linalg.norm(np.roll(given, -1, axis=0) - given, axis=1)
        place = np.r_[0.0, np.cumsum(steps / steps.sum())[:-1]]
    for curve in curves[1:] if given is None else curves:
        before = result[-1]
        fine = resampled(curve, dense)
        # Where along the new curve the samples before would lie, were it the same shape: the best turn.
        turns = np.arange(0, dense, 8)
        index = (np.round(place * dense).astype(np.int64)[None, ::4] + turns[:, None]) % dense
        turn = turns[int(np.argmin(((fine[index] - before[None, ::4]) ** 2).sum(axis=(1, 2))))] / dense
        guess = place + turn
        _, near = cKDTree(fine).query(before)
        off = (near / dense - guess + 0.5) % 1.0 - 0.5
        off = _smoothed(np.clip(off, -REACH, REACH))
        place = guess + off
        # Even out: pull the spacing towards equal steps and keep it within bounds.
        spacing = np.diff(np.r_[place, place[0] + 1.0]) * POINTS
        spacing = np.clip(1 + (1 - EVENING) * (spacing - 1), 0.3, 3.0)
        steps = np.r_[0.0, np.cumsum(spacing / spacing.sum())[:-1]]
        place = steps + float(np.mean(place - steps))
        result.append(_at(fine, place))
    return np.array(result)


def _at(fine: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points of a closed, evenly sampled curve at parameters in turns, by straight interpolation."""
    position = (place % 1.0) * len(fine)
    low = np.floor(position).astype(np.int64) % len(fine)
    share = (position - np.floor(position))[:, None]
    return np.asarray((1 - share) * fine[low] + share * fine[(low + 1) % len(fine)])


def _smoothed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Smooth a periodic sequence with a Gaussian of `SMOOTHING` samples."""
    frequency = np.arange(len(values) // 2 + 1) / len(values)
    damping = np.exp(-2 * (np.pi * SMOOTHING * frequency) ** 2)
    return np.asarray(np.fft.irfft(np.fft.rfft(values) * damping, n=len(values)))


def _harmonics(spectrum: NDArray[np.complex128], outline_mm: float, most: int) -> int:
    power = 2 * (np.abs(spectrum[:, 1:]) ** 2).sum(axis=2)
    left = np.sqrt(np.maximum(power[:, ::-1].cumsum(axis=1)[:, ::-1], 0))
    # left[:, h] is what harmonics beyond h leave out; three quarters of the sections and both ends must be near enough.
    enough = (np.quantile(left, 0.75, axis=0) <= outline_mm) & (left[[0, -1]].max(axis=0) <= 1.5 * outline_mm)
    return min(most, max(1, int(np.argmax(enough)))) if enough.any() else most


def chosen_sections(
    rows: NDArray[np.float64], section_mm: NDArray[np.float64] | float, most: int, begun: list[int], straight: bool
) -> list[int]:
    """Choose the sections to keep, worst first, until what is drawn through them passes all others closely.

    Parameters
    ----------
    rows : ndarray, shape (n, k, 3)
        Coefficients of all sections of a loft.
    section_mm : float or ndarray, shape (n,)
        Distance aimed at (quartic mean round a section), mm.
    most : int
        Upper limit.
    begun : list of int
        Sections chosen already, the first and the last among them; they come first in the result.
    straight : bool
        Whether sections are joined by straight lines; else by the cubic.
    """
    kept = list(begun)
    power = np.r_[1.0, np.full(rows.shape[1] - 1, 0.5)]
    # Only what lies off the surface counts, not what slides along it.
    basis, normals = surface_normals(rows, 96)
    while len(kept) < min(most, len(rows)):
        index = np.array(sorted(kept))
        part = rows[index]
        gaps = section_gaps(part)
        first = np.arange(len(index)) == 0
        slopes = tangents(part, gaps, first, first[::-1])
        low = np.clip(np.searchsorted(index, np.arange(len(rows)), side="right") - 1, 0, len(index) - 2)
        # A left-out section has no place of its own along the loft: put it where it comes nearest.
        step = part[low + 1] - part[low]
        weight = np.einsum("skc,skc,k->s", rows - part[low], step, power)
        weight = np.clip(weight / np.maximum(np.einsum("skc,skc,k->s", step, step, power), 1e-9), 0, 1)
        if straight:
            w = weight[:, None, None]
            guess = (1 - w) * part[low] + w * part[low + 1]
        else:
            guess = interpolated(part, slopes, gaps, low, weight)
        off = np.einsum("spc,spc->sp", basis @ (guess - rows), normals)
        error = _typical(off) / section_mm
        error[index] = 0
        if error.max() <= 1:
            break
        # The worst of every gap at once: far fewer turns.
        for before, after in pairwise(index):
            inside = error[before + 1 : after]
            if len(inside) and inside.max() > 1 and len(kept) < most:
                kept.append(int(before + 1 + np.argmax(inside)))
    return kept


def points_round(rows: NDArray[np.float64], polygon_mm: float) -> int:
    """Return how many points round keep the polygon near the outline at nine sections in ten and at both ends.

    Parameters
    ----------
    rows : ndarray, shape (n, 1 + 2 h, 3)
    polygon_mm : float
        Root mean square distance between the two, mm.
    """
    few = rows[np.unique(np.r_[0 : len(rows) : max(1, len(rows) // 24), len(rows) - 1])]
    basis, normals = surface_normals(few, 480)
    curves = basis @ few
    scale = _scale(few, polygon_mm, THIN_ROUND)
    for count in (8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96):
        at = np.arange(480) * count / 480
        low = np.floor(at).astype(np.int64)
        corner = _basis(count, (rows.shape[1] - 1) // 2) @ few
        share = (at - low)[:, None]
        polygon = (1 - share) * corner[:, low] + share * corner[:, (low + 1) % count]
        off = _typical(np.einsum("spc,spc->sp", polygon - curves, normals)) / scale
        if np.quantile(off, 0.9) <= polygon_mm and max(off[0], off[-1]) <= 1.5 * polygon_mm:
            return count
    return 128


def _scale(rows: NDArray[np.float64], aim_mm: float, share: float) -> NDArray[np.float64]:
    """Return by how much to tighten an aim at each section where the tube is thin; (n,), at most 1."""
    spread_mm = np.sqrt(0.5 * np.einsum("skc,skc->s", rows[:, 1:], rows[:, 1:]))
    return np.asarray(np.minimum(1.0, np.maximum(THIN_MM, share * spread_mm) / aim_mm))


def _typical(off: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quartic mean of each row: between the root mean square and the largest, so that corners count."""
    return np.asarray(np.sqrt(np.sqrt((off**4).mean(axis=1))))


def surface_normals(rows: NDArray[np.float64], count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the basis that turns coefficients into points round, and the unit normals of the tube at them.

    Parameters
    ----------
    rows : ndarray, shape (n, 1 + 2 h, 3)
        Sections in order along the tube.
    count : int
        Points round each.

    Returns
    -------
    basis : ndarray, shape (count, 1 + 2 h)
    normals : ndarray, shape (n, count, 3)
        Zero where the tube has no width or length.
    """
    basis = _basis(count, (rows.shape[1] - 1) // 2)
    points = basis @ rows
    around = np.roll(points, -1, axis=1) - np.roll(points, 1, axis=1)
    normals = np.cross(around, np.gradient(points, axis=0))
    length = np.linalg.norm(normals, axis=2, keepdims=True)
    return basis, normals / np.maximum(length, 1e-12)


def _basis(count: int, harmonics: int) -> NDArray[np.float64]:
    angle = 2 * np.pi * np.arange(count)[:, None] / count * np.arange(1, harmonics + 1)
    basis = np.ones((count, 1 + 2 * harmonics))
    basis[:, 1::2], basis[:, 2::2] = np.cos(angle), np.sin(angle)
    return basis


def _points(row: NDArray[np.float64], count: int = 64) -> NDArray[np.float64]:
    return np.asarray(_basis(count, (len(row) - 1) // 2) @ row)


def seam(points: NDArray[np.float64]) -> float:
    """Return the parameter from which the ring folds shut with the shortest rungs."""
    count = len(points)
    step = np.arange(1, count // 2)
    at = np.arange(count)[:, None]
    rungs = points[(at + step) % count] - points[(at - step) % count]
    return float(np.argmin((rungs**2).sum(axis=(1, 2)))) / count
