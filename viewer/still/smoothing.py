"""Grain taken out of light and shadow: neighbours on the same surface, facing the same way, are averaged."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
REACH: Final = 5
"""Pixels to either side."""
_WEIGHTS: Final = {1: 0.9, 2: 0.7, 3: 0.5, 5: 0.3}
"""By the step to a neighbour, pixels."""


def smoothed(values: Floats, thing: NDArray[np.int32], normal: Floats, far: Floats, depth: float) -> Floats:
    """Average values, shape (rows, columns, k), over their neighbours, first along rows, then along columns.

    Parameters
    ----------
    values : ndarray
    thing : ndarray, shape (rows, columns)
        What each pixel shows; only pixels of the same are averaged.
    normal : ndarray, shape (rows, columns, 3)
    far : ndarray, shape (rows, columns)
        Distance, mm.
    depth : float
        From this difference in distance on, mm, two pixels count as two places.
    """
    for axis in (1, 0):
        total = values.copy()
        weight = np.ones(thing.shape, dtype=np.float32)
        for step, share in _WEIGHTS.items():
            if thing.shape[axis] <= step:
                break
            ahead = (slice(None), slice(step, None)) if axis else (slice(step, None),)
            behind = (slice(None), slice(None, -step)) if axis else (slice(None, -step),)
            alike = np.einsum("ijk,ijk->ij", normal[ahead], normal[behind])
            np.maximum(alike, 0.0, out=alike)
            alike *= alike
            alike *= alike
            alike *= alike
            alike *= (thing[ahead] == thing[behind]) & (np.abs(far[ahead] - far[behind]) < depth * step)
            alike *= np.float32(share)
            weight[ahead] += alike
            weight[behind] += alike
            total[ahead] += alike[..., None] * values[behind]
            total[behind] += alike[..., None] * values[ahead]
        values = total / weight[..., None]
    return values
