"""Points of the atlas body, made ready once, and their places on a built body: a handful of array operations.

Only the right half is moved (x >= 0, with the midline); the left is its mirror image.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .curves import ramp
from .hips import squareness
from .skeleton import CROTCH_BESIDE, CROTCH_OVER, LEVELS, STEP, Skeleton

Array = NDArray[np.float64]

#: Trunk soft tissue swells about the spine: nothing within the first distance of its middle, all beyond the second, mm.
SPINE_Y: Final = -28.0
SPINE_CLEAR, SPINE_FREE = 48.0, 100.0
#: It is held by the hip bones up to these heights, but for the belly, from so far forward on, mm.
CREST_OVER: Final = (980.0, 1070.0)
BELLY: Final = (48.0, 92.0)
#: Skin of the inner thigh nearer than this to the midline is pressed flat, mm; to the crotch this fades.
CONTACT: Final = 7.0
CONTACT_OVER: Final = (700.0, 772.0)
#: Skin that thins keeps this much above what lies in the fat, mm.
COVER: Final = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Soft:
    """What a build does to soft tissue before the bones' own scaling; profiles at `LEVELS`, shape (len(LEVELS),)."""

    muscle: Array
    """How far muscles grow: 0 the leaner of the two measured fields, 1 the fuller."""
    fat: Array
    """Thickening (mm) of the tissue below the skin; where negative, thinning."""
    trunk: Array
    """Share by which the trunk's soft tissue stands farther from the spine."""
    female: float
    """0 male pattern of fat, 1 female."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points of the right half of the atlas body with everything about them that no build changes."""

    place: Array
    """Shape (n, 3), mm."""
    index: NDArray[np.intp]
    """Shape (n,): level below each point."""
    share: Array
    """Shape (n,): 0 at that level, 1 at the next."""
    lean: NDArray[np.floating]
    """Shape (n, 2): how growing muscles carry the point at the leaner of the two measured fields, mm."""
    full: NDArray[np.floating]
    """Shape (n, 2): the difference from that to the fuller one, mm."""
    outward: Array
    """Shape (n, 2): direction in which fat carries the skin, across the body."""
    gain: Array
    """Shape (n, 2): share of the fat's thickening, male and female pattern."""
    figure: Array
    """Shape (n, 2): how far a living body's skin stands off the atlas', male and female, mm (`meshes.builds.hips`)."""
    room: Array
    """Shape (n, 2): by how much the tissue below the skin can be thinned here, over leaner and fuller muscles, mm."""
    high: Array
    """Shape (n,): where in that tissue the point lies: 0 in muscle and bone, 1 on the skin."""
    depth: Array
    """Shape (n,): below the skin, mm; infinite where nothing thins."""

    @classmethod
    def ready(cls, place: Array, **known: NDArray[np.floating]) -> Points:
        """Make points ready, ``place`` of shape (n, 3) in mm; what is not given is zero."""
        at = np.clip((place[:, 2] - LEVELS[0]) / STEP, 0.0, len(LEVELS) - 1.001)
        index = at.astype(np.intp)
        count = len(place)
        # What is the same everywhere is one number, however many points there are.
        pairs = np.broadcast_to(0.0, (count, 2))
        values = {name: known.get(name, pairs) for name in ("lean", "full", "outward", "gain", "figure", "room")}
        for name, value in (("high", 0.0), ("depth", np.inf)):
            values[name] = known.get(name, np.broadcast_to(value, (count,)))
        return cls(place, index, at - index, **values)

    def taken(self, which: NDArray[np.intp] | slice) -> Points:
        """Return some of the points."""
        return Points(**{entry.name: getattr(self, entry.name)[which] for entry in fields(self)})

    def between(self, first: NDArray[np.intp], second: NDArray[np.intp], share: Array) -> Points:
        """Points on the way from some to others, three arrays of shape (k,), everything about them mixed alike."""

        def mixed(values: NDArray[np.floating]) -> Array:
            weight = share if values.ndim == 1 else share[:, None]
            return np.asarray(values[first] + weight * (values[second] - values[first]))

        names = ("lean", "full", "outward", "gain", "figure", "room", "high", "depth")
        return Points.ready(mixed(self.place), **{name: mixed(getattr(self, name)) for name in names})

    @classmethod
    def joined(cls, parts: Sequence[Points]) -> Points:
        """Put all points of some sets together."""
        names = [entry.name for entry in fields(cls)]
        return cls(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def along(points: Points, profile: Array) -> Array:
    """Evaluate a profile at each point, shape (n,)."""
    low = profile[points.index]
    out: Array = low + points.share * (profile[points.index + 1] - low)
    return out


def scales(points: Points, skeleton: Skeleton) -> Array:
    """How bones scale the body along x, y and z at each point, shape (n, 3)."""
    profiles = (skeleton.scale_x, skeleton.scale_y, np.gradient(skeleton.height, STEP))
    return np.stack([along(points, profile) for profile in profiles], axis=1)


def moved(points: Points, skeleton: Skeleton, soft: Soft, shift: Array | None = None, *, pressed: bool = True) -> Array:
    """Find the points' places on the built body.

    Parameters
    ----------
    points : Points
    skeleton, soft : Skeleton, Soft
        Of the build.
    shift : ndarray, shape (n, 3), optional
        Where the sex carries the points, mm of the atlas body (`meshes.builds.shifts`).
    pressed : bool
        Let thighs flatten against each other; without it they may reach beyond the midline.

    Returns
    -------
    ndarray, shape (n, 3)
        mm, body frame; the midline stays the midline.
    """
    x, y, _ = points.place.T.copy()
    midline = x <= 0.0
    muscle = along(points, soft.muscle)
    x += points.lean[:, 0] + muscle * points.full[:, 0]
    y += points.lean[:, 1] + muscle * points.full[:, 1]
    in_fat = np.flatnonzero(points.high)
    if len(in_fat):
        push = _fat(points, soft, in_fat)
        x[in_fat] += push * points.outward[in_fat, 0]
        y[in_fat] += push * points.outward[in_fat, 1]
    swell = along(points, soft.trunk)
    swelling = np.flatnonzero(swell)
    if len(swelling):
        dx, dy = x[swelling], y[swelling] - SPINE_Y
        held = (1.0 - ramp(points.place[swelling, 2], *CREST_OVER)) * (1.0 - ramp(y[swelling], *BELLY))
        by = swell[swelling] * ramp(np.hypot(dx, dy), SPINE_CLEAR, SPINE_FREE) * (1.0 - held)
        x[swelling] += by * dx
        y[swelling] += by * dy
    if shift is not None:
        x += shift[:, 0]
        y += shift[:, 1]
    near = ramp(points.place[:, 2], *CROTCH_OVER) * (1.0 - ramp(x, 0.0, CROTCH_BESIDE))
    out = np.empty((len(x), 3))
    out[:, 0] = along(points, skeleton.shift_x) * (1.0 - near) + along(points, skeleton.scale_x) * x
    out[:, 1] = along(points, skeleton.shift_y) + along(points, skeleton.scale_y) * y
    out[:, 2] = along(points, skeleton.height)
    # a shift along the body is carried by the local stretch
    if shift is not None:
        out[:, 2] += shift[:, 2] * along(points, np.gradient(skeleton.height, STEP))
    # thighs that would meet flatten against each other instead
    gap = CONTACT * (1.0 - ramp(points.place[:, 2], *CONTACT_OVER))
    near_midline = np.flatnonzero((out[:, 0] < gap) & ~midline) if pressed else np.zeros(0, dtype=np.intp)
    room = np.maximum(gap[near_midline], 1e-6)
    out[near_midline, 0] = room * np.exp((out[near_midline, 0] - room) / room)
    out[midline, 0] = 0.0
    return out


def _fat(points: Points, soft: Soft, which: NDArray[np.intp]) -> Array:
    """How far fat carries some points outward, mm: thickening is shared out, thinning ends above what lies below."""
    fat = along(points, soft.fat)[which]
    muscle = along(points, soft.muscle)[which]

    def mixed(pair: Array, by: Array | float) -> Array:
        return np.asarray(pair[which, 0] + by * (pair[which, 1] - pair[which, 0]))

    room = np.maximum(mixed(points.room, muscle), 0.0)
    figure = mixed(points.figure, soft.female) * squareness(fat)
    push = np.where(fat > 0.0, fat * mixed(points.gain, soft.female), fat) + figure
    high, depth = points.high[which], points.depth[which]
    thinner = room * (1.0 - np.exp(np.minimum(push, 0.0) / np.maximum(room, 1e-6)))
    # what lies in the fat goes in with it, and farther where the skin would come too near
    inward = np.clip(np.maximum(high * thinner, thinner - depth + COVER), 0.0, thinner)
    out: Array = np.where(push > 0.0, high * push, -inward)
    return out
