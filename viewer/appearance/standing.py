"""Where the camera stands: the same for every way of drawing."""

from __future__ import annotations

from typing import Final

from viewer.state.view_state import CameraPose

from .values import CameraAppearance
from .views import UPRIGHT, VIEWS, Framing, pose

REFERENCE_HEIGHT: Final = 800
"""Picture height at which labels have their plain size."""
FLOOR_ROOM: Final = 0.07
"""Below the feet for each time that the words are larger than usual, as a share of half the picture's height."""


def standing(
    camera: CameraAppearance,
    framing: Framing,
    aspect: float,
    height: int,
    *,
    headroom: float = 0.0,
    larger: float = 1.0,
) -> CameraPose:
    """Stand where a named view or a free pose says; coming nearer to a sign of the examiner is left to the caller.

    Parameters
    ----------
    camera : CameraAppearance
    framing : Framing
        Boxes of the body at hand.
    aspect : float
        Width of the picture over its height.
    height : int
        Of the picture, pixels.
    headroom : float
        Room left above everything, as a share of half the picture's height.
    larger : float
        How many times larger than usual the words of the picture are.
    """
    if camera.pose is not None:
        return camera.pose
    named = VIEWS[camera.view]
    below = FLOOR_ROOM * max(0.0, larger - 1.0) * max(0.75 * REFERENCE_HEIGHT / max(1, height), 1.0)
    below = below if named.target in ("body", "leg") and named.up == UPRIGHT else 0.0
    return pose(named, camera.side, framing, aspect, camera.level, headroom, below)
