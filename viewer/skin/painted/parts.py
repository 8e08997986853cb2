"""The three parts of the drawn skin, and what is left of a leg that steps aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.skin.chart_frame import SEGMENTS

from .paint import GHOST_FADE

if TYPE_CHECKING:
    from meshes.skin.surface import SkinMesh

PARTS: Final = ("trunk", "right", "left")
"""In the order of ``face_part``."""
OPAQUE: Final = 0.995
"""From this opacity on skin hides all that lies below it."""


def fade_start_of(skin: SkinMesh) -> float:
    """Find the thigh t below which all skin belongs to a limb part."""
    trunk = np.unique(skin.mesh.faces[skin.face_part == 0])
    thigh = trunk[skin.segment[trunk] == SEGMENTS.index("thigh")]
    return float(skin.t[thigh].max()) + 0.01 if len(thigh) else 0.0


def is_stump(skin: SkinMesh, corners: NDArray[np.integer], fade_start: float) -> NDArray[np.bool_]:
    """Say which faces are still drawn of a leg that steps aside, shape (m,).

    Parameters
    ----------
    skin : SkinMesh
    corners : ndarray, shape (m, 3)
        Numbers of the skin's vertices.
    fade_start : float
        Of :func:`fade_start_of`.
    """
    thigh = skin.segment[corners] == SEGMENTS.index("thigh")
    stump: NDArray[np.bool_] = (thigh & (skin.t[corners] < fade_start + GHOST_FADE)).any(axis=1)
    return stump
