"""Courses through waypoints: splines, splices with measured lines, clearance from bone and skin, thinning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter1d

from .atlas import Surface

Array = NDArray[np.float64]
Point = Sequence[float] | Array

STEP = 2.0
"""Spacing of a course while it is being shaped, mm."""


def lengths(line: Array) -> Array:
    """Return the arc length from the start to each point of a line, mm."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line[:, :3], axis=0), axis=1))])


def even(line: Array, step: float = STEP) -> Array:
    """Resample a line of points evenly, ends kept."""
    along = lengths(line)
    count = max(2, round(float(along[-1]) / step) + 1)
    at = np.linspace(0.0, float(along[-1]), count)
    return np.column_stack([np.interp(at, along, line[:, i]) for i in range(line.shape[1])])


def curve(waypoints: Sequence[Point], step: float = STEP) -> Array:
    """Lead a smooth curve through waypoints.

    A cubic spline over the square root of the chord length (centripetal), which neither loops nor overshoots.

    Returns
    -------
    ndarray, shape (k, 3)
        Evenly spaced, mm.
    """
    points = np.array([np.asarray(p, dtype=np.float64)[:3] for p in waypoints])
    keep = np.concatenate([[True], np.linalg.norm(np.diff(points, axis=0), axis=1) > 1e-3])
    points = points[keep]
    if len(points) == 2:
        return even(points, step)
    knots = np.concatenate([[0.0], np.cumsum(np.sqrt(np.linalg.norm(np.diff(points, axis=0), axis=1)))])
    spline = CubicSpline(knots, points, bc_type="natural")
    fine = np.asarray(spline(np.linspace(0.0, knots[-1], 40 * len(points))))
    return even(fine, step)


def waypoints_of(line: Array, spacing: float = 12.0, smooth: float = 5.0) -> list[Array]:
    """Smooth a measured line and return points of it about ``spacing`` mm apart, ends included."""
    fine = even(line, 1.0)
    if len(fine) > 4:
        ends = fine[[0, -1]]
        fine = np.asarray(gaussian_filter1d(fine, smooth, axis=0, mode="nearest"))
        fine[[0, -1]] = ends
    return list(even(fine, spacing))


def between(line: Array, high: float, low: float) -> Array:
    """Return the stretch of a descending line with ``high >= z >= low``."""
    return line[(line[:, 2] <= high) & (line[:, 2] >= low)]


def nearest(lines: Sequence[Array], point: Point) -> Array:
    """Return the point of some lines nearest to a point."""
    everything = np.concatenate([even(line[:, :3], 0.5) for line in lines])
    return np.asarray(everything[np.argmin(np.linalg.norm(everything - np.asarray(point)[:3], axis=1))])


def at_height(line: Array, z: float) -> Array:
    """Return the first point of a line at a height."""
    below = np.flatnonzero(np.diff(np.sign(line[:, 2] - z)) != 0)
    if not len(below):
        return np.asarray(line[np.argmin(np.abs(line[:, 2] - z)), :3])
    a, b = line[below[0], :3], line[below[0] + 1, :3]
    return np.asarray(a + (b - a) * ((z - a[2]) / (b[2] - a[2])))


def with_radius(line: Array, first: float, last: float | None = None) -> Array:
    """Append a radius that tapers evenly from ``first`` to ``last`` (mm)."""
    along = lengths(line)
    end = first if last is None else last
    return np.column_stack([line[:, :3], first + (end - first) * along / max(float(along[-1]), 1e-9)])


def cleared(
    strand: Array,
    surface: Surface,
    gap: float,
    *,
    inside: bool = False,
    hold: tuple[bool, bool] = (True, True),
    rounds: int = 80,
) -> Array:
    """Move a strand sideways until its tube keeps a gap from a surface.

    Parameters
    ----------
    strand : ndarray, shape (k, 4)
        x, y, z, radius; evenly spaced.
    surface : Surface
    gap : float
        Between tube and surface, mm.
    inside : bool
        Stay inside the surface (skin) instead of outside (bone).
    hold : (bool, bool)
        Whether the first and last point stay where they are.
    """
    result = strand.copy()
    sense = -1.0 if inside else 1.0
    rise = np.ones(len(result))
    # The first and last 4 mm yield less and less, so that a held end makes no kink.
    along = lengths(result)
    if hold[0]:
        rise = np.minimum(rise, along / 4.0)
    if hold[1]:
        rise = np.minimum(rise, (along[-1] - along) / 4.0)
    for _ in range(rounds):
        height, out = surface.height(result[:, :3])
        lack = result[:, 3] + gap - sense * height
        if not np.any((lack > 0.02) & (rise > 0.3)):
            break
        push = np.clip(lack, 0.0, 1.5)[:, None] * out * sense
        push = np.asarray(gaussian_filter1d(push, 1.2, axis=0, mode="nearest")) * 1.25
        result[:, :3] += push * rise[:, None]
        if len(result) > 4:
            middle = 0.5 * (result[:-2, :3] + result[2:, :3]) - result[1:-1, :3]
            result[1:-1, :3] += 0.15 * middle
    return result


def thinned(strand: Array, tolerance: float = 0.12, longest: float = 14.0) -> Array:
    """Drop points that a chord reproduces within a tolerance (mm), keeping spacing below ``longest``."""
    keep = np.zeros(len(strand), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(strand) - 1)]
    along = lengths(strand)
    while stack:
        low, high = stack.pop()
        if high - low < 2:
            continue
        chord = strand[high] - strand[low]
        share = (along[low + 1 : high] - along[low]) / max(along[high] - along[low], 1e-9)
        off = np.linalg.norm(strand[low + 1 : high] - (strand[low] + share[:, None] * chord), axis=1)
        worst = int(np.argmax(off))
        if off[worst] > tolerance or along[high] - along[low] > longest:
            middle = low + 1 + worst if off[worst] > tolerance else (low + high) // 2
            keep[middle] = True
            stack += [(low, middle), (middle, high)]
    return np.asarray(strand[keep])
