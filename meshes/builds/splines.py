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
    fields = control.shape[-1]
    flat = np.ascontiguousarray(control, dtype=np.float32).reshape(-1, fields)
    # rows of three control points along the body, each a window on the same memory
    rows = np.lib.stride_tricks.sliding_window_view(flat.ravel(), 3 * fields)[::fields]
    heights = weights[:, :, 2].astype(np.float32)
    out = np.zeros((len(points), fields), dtype=np.float32)
    first = (low[:, 0] * SHAPE[1] + low[:, 1]) * SHAPE[2] + low[:, 2]
    for i in range(3):
        for j in range(3):
            across = (weights[i, :, 0] * weights[j, :, 1]).astype(np.float32)
            found = rows[first + (i * SHAPE[1] + j) * SHAPE[2]].reshape(-1, 3, fields)
            out += np.einsum("kn,nkc->nc", across * heights, found)
    return out.astype(np.float64)
