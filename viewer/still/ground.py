"""What is behind the body: the same ground as in the window."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.palette.colours import Rgb

LIFT: Final = 0.03
"""How much lighter the ground is at the top than its colour, 0 to 1."""
DROP: Final = 0.955
"""Share of its lightness that the ground has at the bottom."""


def is_plain(colour: Rgb) -> bool:
    """Say whether a ground is of one colour: black and white, used for high contrast, stay plain."""
    return not 0 < sum(colour) < 3 * 255


def ground(colour: Rgb, rows: int) -> NDArray[np.float32]:
    """Give each row's colour, from above, 0 to 1, shape (rows, 3)."""
    base: NDArray[np.float32] = np.array(colour, dtype=np.float32) / 255.0
    if is_plain(colour):
        return np.tile(base, (rows, 1)).astype(np.float32)
    top, bottom = np.minimum(base + LIFT, 1.0), base * DROP
    share = ((np.arange(rows, dtype=np.float32) + 0.5) / rows)[:, None]
    rising: NDArray[np.float32] = (top + (bottom - top) * share).astype(np.float32)
    return rising
