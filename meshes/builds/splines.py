"""Smooth fields on a coarse grid: quadratic B-splines, evaluated anywhere with continuous slope."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Spacing of the control points, mm: across the body, front to back, along it.
SPACING: Final = np.array([8.0, 8.0, 16.0])
#: Place of the first control point, mm; the grid covers the right half from the floor to the top of the trunk.
ORIGIN: Final = np.array([-8.0, -168.0, -24.0])
SHAPE: Final = (27, 42, 79)


def taps(points: Array) -> tuple[NDArray[np.intp], Array]:
    """First control point and weights of each axis for points (n, 3): shapes (n, 3) and (3, n, 3)."""
    at = (points - ORIGIN) / SPACING
    low = np.clip(np.floor(at - 0.5), 0, np.array(SHAPE) - 3).astype(np.intp)
    u = np.clip(at - low - 0.5, 0.0, 1.0)
    weights = np.stack([0.5 * (1.0 - u) ** 2, 0.75 - (u - 0.5) ** 2, 0.5 * u**2])
    return low, weights


def evaluate(control: NDArray[np.floating], points: Array) -> Array:
    """Evaluate fields at points.

    Parameters
    ----------
    control : ndarray, shape (*SHAPE, c)
        Control points of ``c`` fields.
    points : ndarray, shape (n, 3)
        mm; beyond the grid its border is repeated.

    Returns
    -------
    ndarray, shape (n, c)
    """
    low, weights = taps(points)
    flat = np.ascontiguousarray(control, dtype=np.float64).reshape(-1, control.shape[-1])
    out = np.zeros((len(points), control.shape[-1]))
    for i in range(3):
        for j in range(3):
            across = weights[i, :, 0] * weights[j, :, 1]
            base = ((low[:, 0] + i) * SHAPE[1] + low[:, 1] + j) * SHAPE[2] + low[:, 2]
            for k in range(3):
                out += (across * weights[k, :, 2])[:, None] * flat[base + k]
    return out
