"""Smooth monotone curves through a few values along the body."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def monotone(x: Sequence[float] | Array, y: Sequence[float] | Array, at: ArrayLike) -> Array:
    """Evaluate a curve with continuous slope that rises and falls only where its values do (Fritsch and Carlson 1980).

    Beyond the ends it goes on straight.

    Parameters
    ----------
    x, y : sequence of float, length k
        ``x`` strictly rising.
    at : array_like
        Where to evaluate it.
    """
    knots, values = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    where = np.asarray(at, dtype=np.float64)
    step = np.diff(knots)
    slope = np.diff(values) / step
    inner = np.zeros(len(knots))
    inner[0], inner[-1] = slope[0], slope[-1]
    same = slope[:-1] * slope[1:] > 0.0
    before, after = 2 * step[1:] + step[:-1], step[1:] + 2 * step[:-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        harmonic = (before + after) / (before / slope[:-1] + after / slope[1:])
    inner[1:-1] = np.where(same, harmonic, 0.0)
    piece = np.clip(np.searchsorted(knots, where, side="right") - 1, 0, len(step) - 1)
    h = step[piece]
    u = (where - knots[piece]) / h
    v = np.clip(u, 0.0, 1.0)
    out: Array = (
        (1 + 2 * v) * (1 - v) ** 2 * values[piece]
        + v * (1 - v) ** 2 * h * inner[piece]
        + v * v * (3 - 2 * v) * values[piece + 1]
        + v * v * (v - 1) * h * inner[piece + 1]
    )
    out += np.where(u < 0.0, u * h * inner[piece], 0.0) + np.where(u > 1.0, (u - 1.0) * h * inner[piece + 1], 0.0)
    return out


def ramp(values: ArrayLike, low: float, high: float) -> Array:
    """Pass smoothly from 0 at ``low`` to 1 at ``high``, in the shape of the values."""
    share = np.clip((np.asarray(values, dtype=np.float64) - low) / (high - low), 0.0, 1.0)
    out: Array = share * share * (3.0 - 2.0 * share)
    return out
