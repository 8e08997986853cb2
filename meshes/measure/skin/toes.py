"""The rings of each toe, from its base on the last ring of the foot to its tip."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .field import Points, smooth_max
from .rings import DORSAL, PLANTAR, RING, UP, WEBS, SkinSource, cast, foot_frame, from_foot

Array = NDArray[np.float64]

#: Over this width the sides of a toe round off, mm.
ROUNDING: Final = 7.0
#: Toe axes: sideways offset at the base, distance of the base, sideways slope, height at base and tip, mm.
TOES: Final = (
    (-22.0, 207.0, 0.08, 15.5, 14.0),
    (-2.2, 208.0, 0.09, 16.0, 14.5),
    (13.2, 203.0, 0.15, 15.5, 13.0),
    (27.2, 194.0, 0.21, 14.5, 12.0),
    (40.6, 184.0, 0.17, 13.5, 11.0),
)


def toe_base(toe: int, last: Points, webs: Points) -> Points:
    """First ring of a toe: its arcs of the last foot ring and the saddle curves beside it, in ring order."""

    def arc(a: int, b: int) -> Points:
        return last[np.arange(a, b if b > a else b + RING) % RING]

    if toe == 0:
        return np.concatenate([arc(DORSAL[0], PLANTAR[0]), webs[0][::-1][:-1]])
    if toe == 4:
        return np.concatenate([arc(PLANTAR[3], DORSAL[3]), webs[3][:-1]])
    return np.concatenate(
        [
            arc(PLANTAR[toe - 1], PLANTAR[toe]),
            webs[toe][::-1][:-1],
            arc(DORSAL[toe], DORSAL[toe - 1]),
            webs[toe - 1][:-1],
        ]
    )


def toe_rings(source: SkinSource, toe: int, base: Points, count: int, caps: int) -> tuple[Points, Points]:
    """Rings of a toe after its base, shape (count + caps, n, 3), and its tip (3,)."""
    lateral0, s0, slope, z0, z1 = TOES[toe]

    def own(points: Points) -> Array:
        value = source(points)
        s, lateral, _ = foot_frame(points)
        if toe > 0:
            start, offset, rate = WEBS[toe - 1]
            half = 0.45 + 0.022 * np.maximum(s - start, 0.0)
            value = smooth_max(value, offset + rate * (s - start) + half - lateral, ROUNDING)
        if toe < 4:
            start, offset, rate = WEBS[toe]
            half = 0.45 + 0.022 * np.maximum(s - start, 0.0)
            value = smooth_max(value, lateral - offset - rate * (s - start) + half, ROUNDING)
        return value

    root = from_foot(np.array(s0), np.array(lateral0), np.array(z0))
    axis = from_foot(np.array(s0 + 30.0), np.array(lateral0 + 30.0 * slope), np.array(z1)) - root
    axis /= np.linalg.norm(axis)
    tip = cast(own, root[None], axis[None], 60.0, 0.5)[0]
    length = float((tip - root) @ axis)
    side = np.cross(axis, UP)
    side /= np.linalg.norm(side)
    top = np.cross(side, axis)
    relative = base - root
    angle = np.unwrap(np.arctan2(relative @ top, relative @ side))
    depth = relative @ axis
    ball = root + (length - 8.0) * axis
    rows = []
    n = len(base)
    even = angle.mean() + np.sign(angle[-1] - angle[0]) * 2 * np.pi * (np.arange(n) - (n - 1) / 2) / n
    for k in range(1, count + 1):
        w = k / count
        # sheets: start bent like the base ring, end flat at the ball of the tip
        along = depth * (1 - w) + (length - 8.0) * w
        turn = angle + (even - angle) * 0.6 * w
        direction = np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * top
        origin = root + along[:, None] * axis
        rows.append(cast(own, origin, direction, 30.0, 0.5))
    for k in range(1, caps + 1):
        tilt = np.pi / 2 * k / (caps + 1)
        direction = (np.cos(turn)[:, None] * side + np.sin(turn)[:, None] * top) * np.cos(tilt) + np.sin(tilt) * axis
        rows.append(cast(own, np.broadcast_to(ball, direction.shape), direction, 30.0, 0.5))
    return np.array(rows), cast(own, ball[None], axis[None], 30.0, 0.5)[0]
