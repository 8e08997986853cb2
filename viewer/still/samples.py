"""Low-discrepancy samples, the same on every processor: few rays a pixel, and no grain that the filter leaves."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
WITHIN: Final = ((0.375, 0.125), (0.875, 0.375), (0.125, 0.625), (0.625, 0.875))
"""Places in a pixel that its rays go through."""
_STEP: Final = (0.7548776662466927, 0.5698402909980532)
"""Of the plane's sequence with the smallest gaps (powers of the inverse of the plastic number)."""
_ACROSS: Final = ((0.8191725133961645, 0.6710436067037893), (0.5497004779019703, 0.8566748838545029))
"""Of pixels: neighbours begin far from each other."""


def spread(x: NDArray[np.integer], y: NDArray[np.integer], number: int) -> tuple[Floats, Floats]:
    """Give the sample of a number at pixels, 0 to 1: two arrays of the shape of ``x`` and ``y``."""
    pair = []
    for step, (along, down) in zip(_STEP, _ACROSS, strict=True):
        value = x * along + y * down + (number + 0.5) * step
        pair.append((value - np.floor(value)).astype(np.float32))
    return pair[0], pair[1]


def around(normal: Floats) -> tuple[Floats, Floats]:
    """Give two directions across each normal, all at right angles; shapes (n, 3)."""
    x, y, z = normal.T
    sign = np.where(z < 0.0, np.float32(-1.0), np.float32(1.0))
    a = -1.0 / (sign + z)
    b = x * y * a
    one = np.stack([1.0 + sign * x * x * a, sign * b, -sign * x], axis=1)
    two = np.stack([b, sign + y * y * a, -y], axis=1)
    return one.astype(np.float32), two.astype(np.float32)


def over(normal: Floats, axes: tuple[Floats, Floats], u: Floats, v: Floats) -> Floats:
    """Give directions over surfaces, more where they face: shape (n, 3)."""
    turn, out = 2.0 * np.float32(np.pi) * v, np.sqrt(u)
    across = (out * np.cos(turn))[:, None] * axes[0] + (out * np.sin(turn))[:, None] * axes[1]
    way: Floats = (across + np.sqrt(1.0 - u)[:, None] * normal).astype(np.float32)
    return way


def towards(light: NDArray[np.float64], width: float, u: Floats, v: Floats) -> Floats:
    """Give directions to places of a round light, unit length, shape (n, 3)."""
    one, two = around(light[None].astype(np.float32))
    turn, out = 2.0 * np.float32(np.pi) * v, np.float32(width) * np.sqrt(u)
    way = light.astype(np.float32) + (out * np.cos(turn))[:, None] * one + (out * np.sin(turn))[:, None] * two
    units: Floats = (way / np.linalg.norm(way, axis=1, keepdims=True)).astype(np.float32)
    return units
