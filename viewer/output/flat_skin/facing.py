"""From where a place on the skin is seen: whether the camera sees it, and which named view does. Plain arithmetic."""

from __future__ import annotations

import math
from typing import Final

from viewer.appearance.views import VIEWS, Vector
from viewer.state.view_state import OTHER_SIDE, CameraPose, ChartPlace, Side

SEEN: Final = 0.25
"""Cosine between the skin's outer direction and the way to the camera; below it, skin is seen too slantingly."""
CANDIDATES: Final = ("front", "back", "right", "left", "inner-leg", "outer-leg", "sole", "foot")
FEET: Final = ("sole", "foot")
"""Views for places on the foot only."""


def is_seen(xyz: Vector, outward: Vector, camera: CameraPose) -> bool:
    """Say whether skin faces the camera and stands before it.

    Parameters
    ----------
    xyz, outward : tuple of float
        The place and its outer direction, mm RAS.
    camera : CameraPose
    """
    way = tuple(c - p for c, p in zip(camera.position, xyz, strict=True))
    ahead = tuple(f - c for f, c in zip(camera.focal_point, camera.position, strict=True))
    length = math.hypot(*way) * math.hypot(*outward)
    if length == 0.0:
        return False
    facing = sum(w * o for w, o in zip(way, outward, strict=True)) / length
    cosine = -sum(w * a for w, a in zip(way, ahead, strict=True)) / max(1e-9, math.hypot(*way) * math.hypot(*ahead))
    within = cosine > math.cos(math.radians(camera.view_angle / 2))
    return facing > SEEN and within


def view_of(place: ChartPlace, outward: Vector, side: Side) -> str:
    """Name the view that looks at a place most squarely.

    Parameters
    ----------
    place : ChartPlace
    outward : tuple of float
        Outer direction of the skin there, RAS.
    side : {"right", "left"}
        The side that sided views are made of.
    """
    mirror = -1.0 if side == "left" else 1.0

    def squarely(name: str) -> float:
        view = VIEWS[name]
        x, y, z = view.direction
        direction = (x * mirror if view.sided else x, y, z)
        return sum(d * o for d, o in zip(direction, outward, strict=True))

    # The trunk's skin is not in the views of a leg; from the far side the other leg stands before this one.
    on_foot, on_trunk = place.segment == "foot", place.segment == "trunk"
    far = "" if on_trunk else OTHER_SIDE[side]
    names = [
        name
        for name in CANDIDATES
        if name != far and (on_foot or name not in FEET) and not (on_trunk and VIEWS[name].target == "leg")
    ]
    return max(names, key=squarely)
