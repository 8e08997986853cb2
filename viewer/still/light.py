"""The light of the studio: a soft box above the viewer's left shoulder, a sky, a fill, and what cavities keep."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
KEY: Final = np.array([-0.48, 0.56, 0.68])
"""Towards the soft box, in the viewer's axes: right, up, back."""
KEY_WIDTH: Final = 0.17
"""Its radius at a distance of 1: how soft shadows are."""
FILL: Final = np.array([0.78, 0.10, 0.62])
SKY: Final = np.array([[0.88, 0.86, 0.85], [1.0, 1.01, 1.03]], dtype=np.float32)
"""From below and from above."""
KEY_TINT: Final = np.array([1.03, 1.0, 0.965], dtype=np.float32)
FILL_TINT: Final = np.array([0.95, 0.99, 1.06], dtype=np.float32)
SHARES: Final = (0.50, 0.80, 0.19)
"""Of sky, key and fill."""
LEAST_SKY: Final = 0.2
"""What reaches the deepest cavity: structures that touch each other leave no black specks."""
KNEE: Final = 0.86
"""From this lightness on it rises more slowly: bright places keep their drawing."""


def unit(way: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give a direction a length of 1."""
    one: NDArray[np.float64] = way / np.linalg.norm(way)
    return one


def shaded(
    colour: Floats,
    deep: Floats,
    normal: Floats,
    way: Floats,
    axes: NDArray[np.float64],
    open_sky: Floats,
    open_key: Floats,
    gloss: Floats,
    shine: Floats,
    edge: Floats,
    soft: Floats,
) -> Floats:
    """Give the colour of lit places, shape (n, 3).

    Parameters
    ----------
    colour, deep : ndarray, shape (n, 3)
        Of the surface, and what is left of it in cavities.
    normal, way : ndarray, shape (n, 3)
        Outward, and along the ray.
    axes : ndarray, shape (3, 3)
        The viewer's.
    open_sky, open_key : ndarray, shape (n,)
        How much of the sky, and of the soft box, is not hidden.
    gloss, shine, edge, soft : ndarray, shape (n,)
        Of the :class:`~viewer.still.materials.Material`.
    """
    open_sky = LEAST_SKY + (1.0 - LEAST_SKY) * open_sky
    key, fill = (unit(light).astype(np.float32) @ axes.astype(np.float32) for light in (KEY, FILL))
    up = normal @ axes[1].astype(np.float32)
    facing = np.clip(-(normal * way).sum(axis=1), 0.0, 1.0)
    reach = (normal @ key + soft) / (1.0 + soft)
    lit = np.clip(reach, 0.0, 1.0)
    lit = lit * lit * (1.0 - 0.45 * (1.0 - lit)) + 0.22 * lit * (1.0 - lit)
    keyed = lit * open_key
    sky = SKY[0] + (SKY[1] - SKY[0]) * (0.5 + 0.5 * up)[:, None]
    filled = np.clip(normal @ fill, 0.0, 1.0) * (0.4 + 0.6 * open_sky)
    amount = (
        SHARES[0] * open_sky[:, None] * sky
        + SHARES[1] * keyed[:, None] * KEY_TINT
        + SHARES[2] * filled[:, None] * FILL_TINT
    )
    turned = 1.0 - facing
    amount *= (1.0 - edge * turned * turned)[:, None]
    hidden = (1.0 - open_sky)[:, None]
    base = colour * (1.0 - hidden * (1.0 - deep))
    half = key - way
    half /= np.linalg.norm(half, axis=1, keepdims=True)
    highlight = gloss * np.clip((normal * half).sum(axis=1), 0.0, 1.0) ** shine * (0.25 + 0.75 * open_key) * open_sky
    rim = 0.10 * turned**4 * np.clip(up * 0.6 + 0.4, 0.0, 1.0) * open_sky
    out = base * amount + (highlight + rim)[:, None]
    over = np.maximum(out - KNEE, 0.0)
    room = 1.0 - KNEE
    rolled: Floats = (np.minimum(out, KNEE) + room * (1.0 - np.exp(-over / room))).astype(np.float32)
    return rolled
