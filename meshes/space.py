"""Units and axes of the body frame, and the one conversion from an atlas frame into it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

UNITS: Final = "mm"
AXES: Final = "RAS"

#: Atlas frame (glTF: metres, +X the body's left, +Y up, +Z front) to ours (mm, +x right, +y front, +z up).
_ATLAS_TO_BODY: Final = np.array([[-1000.0, 0.0, 0.0], [0.0, 0.0, 1000.0], [0.0, 1000.0, 0.0]])


def from_atlas(points: NDArray[np.floating]) -> NDArray[np.float64]:
    """Convert points from the atlas frame to the body frame.

    The map swaps two axes and negates one, so it keeps handedness: face windings stay valid.

    Parameters
    ----------
    points : ndarray, shape (n, 3)
        Metres, +X left, +Y up, +Z front.

    Returns
    -------
    ndarray, shape (n, 3)
        Millimetres, +x right, +y front, +z up.
    """
    moved: NDArray[np.float64] = np.asarray(points, dtype=np.float64) @ _ATLAS_TO_BODY.T
    return moved


def mirrored(points: NDArray[np.floating]) -> NDArray[np.float64]:
    """Mirror points (or normals), shape (n, 3), in the midsagittal plane x = 0; windings must be reversed with it."""
    flipped: NDArray[np.float64] = np.asarray(points, dtype=np.float64) * np.array([-1.0, 1.0, 1.0])
    return flipped
