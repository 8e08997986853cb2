"""Closed rings on the cleaned skin: trunk half rings, and limb rings down to the toe webs (toes: `skin_toes`).

Rings are found by rays from a centre in (slightly bent) sheets, so the topology is given and never has to be
repaired. All of the right half; index 0 of a limb ring is its front (on the foot: dorsal) midline and indices run
medially, as chart angles do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .field import Field, Points, ease, smooth_max, smooth_min

Array = NDArray[np.float64]

#: Intervals of a limb ring, and of those the ones on the perineal saddle in its first row.
RING: Final = 112
SADDLE: Final = 40
#: Indices on the last foot ring where the toes part: dorsal corners of webs 1-4, plantar corners of webs 1-4.
DORSAL: Final = (16, 5, 107, 97)
PLANTAR: Final = (46, 55, 64, 73)
WEB_STEPS: Final = 7

CROTCH_Z: Final = 800.0
FREE_Z: Final = 690.0
FAN_Z: Final = 120.0
FOOT_ORIGIN: Final = np.array([78.0, -100.0, 0.0])
FORWARD: Final = np.array([0.1123, 0.9937, 0.0]) / np.hypot(0.1123, 0.9937)
LATERAL: Final = np.array([FORWARD[1], -FORWARD[0], 0.0])
UP: Final = np.array([0.0, 0.0, 1.0])
#: The fan of ankle sections turns about this lateral axis: distance along the foot, and height, mm.
PIVOT_S: Final = 128.0

#: Webs between the toes: distance along the foot, sideways offset there, its slope: half way between the phalanges.
WEBS: Final = ((207.0, -10.4, 0.05), (205.0, 6.0, 0.10), (199.0, 20.1, 0.17), (187.0, 33.6, 0.22))


class SkinSource:
    """The two fields, read as one."""

    def __init__(self, body: Field, foot: Field) -> None:
        self.body, self.foot = body, foot

    def __call__(self, points: Points) -> Array:
        """Signed distance at points (..., 3), toes joined."""
        out = self.body.at(points)
        low = points[..., 2] < 140.0
        if low.any():
            near = self.foot.at(points[low])
            weight = ease((points[low][:, 2] - 112.0) / 26.0)
            out[low] = near + (out[low] - near) * weight
        return out

    def webbed(self, points: Points) -> Array:
        """Read the same field with the toes parted."""
        out = self(points)
        low = (points[..., 2] < 70.0) & (points[..., 1] > 50.0)
        if low.any():
            s, lateral, _ = foot_frame(points[low])
            value = out[low]
            for index in range(4):
                value = smooth_max(value, slit(index, s, lateral), 5.0)
            out[low] = value
        return out


def foot_frame(points: Points) -> tuple[Array, Array, Array]:
    """Distance along the foot from the heel, sideways (lateral positive) and height, mm."""
    relative = points - FOOT_ORIGIN
    return relative @ FORWARD, relative @ LATERAL, relative[..., 2]


def from_foot(s: Array, lateral: Array, height: Array) -> Points:
    """Inverse of :func:`foot_frame`."""
    s, lateral, height = np.broadcast_arrays(s, lateral, height)
    out: Points = FOOT_ORIGIN + s[..., None] * FORWARD + lateral[..., None] * LATERAL + height[..., None] * UP
    return out


def slit(index: int, s: Array, lateral: Array) -> Array:
    """Field of the gap between toes ``index + 1`` and ``index + 2``: positive in the gap."""
    start, offset, slope = WEBS[index]
    half = 0.45 + 0.022 * np.maximum(s - start, 0.0)
    return smooth_min(half - np.abs(lateral - offset - slope * (s - start)), s - start, 3.0)


def cast(
    field: Callable[[Points], Array], origins: Points, directions: Points, reach: float, step: float = 1.0
) -> Points:
    """First point along each ray where the field turns positive.

    Parameters
    ----------
    field : callable
        (..., 3) to signed distance.
    origins, directions : ndarray, shape (..., 3)
        Starts inside the body; directions of unit length.
    reach : float
        Length of the rays, mm; a ray that stays inside ends there.
    step : float
        Sampling, mm.

    Returns
    -------
    ndarray, shape (..., 3)
    """
    r = np.arange(0.0, reach + step, step)
    shape = origins.shape[:-1]
    o, d = origins.reshape(-1, 3), directions.reshape(-1, 3)
    out = np.empty(len(o))
    for start in range(0, len(o), 8192):
        part = slice(start, start + 8192)
        value = field(o[part, None] + r[:, None] * d[part, None])
        value[:, -1] = 1.0
        first = np.argmax(value > 0, axis=1)
        first = np.maximum(first, 1)
        row = np.arange(len(first))
        before, after = value[row, first - 1], value[row, first]
        out[part] = r[first - 1] + step * np.clip(before / np.minimum(before - after, -1e-9), 0, 1)
    return (o + out[:, None] * d).reshape(*shape, 3)


def spaced(curve: Points, count: int) -> Points:
    """``count + 1`` points evenly along an open curve (n, 3)."""
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(curve, axis=0), axis=1))])
    wanted = np.linspace(0.0, length[-1], count + 1)
    return np.stack([np.interp(wanted, length, curve[:, i]) for i in range(3)], axis=1)


def ring_of(dense: Points, medial: float) -> Points:
    """Resample a dense closed ring (2 m points, front first, back in the middle) to RING points.

    ``medial`` intervals (a share of one counts) go to the medial half, evenly along each half.
    """
    half = len(dense) // 2
    closed = np.concatenate([dense, dense[:1]])
    index = np.arange(RING, dtype=np.float64)
    fraction = np.where(index <= medial, index / medial, 1.0 + (index - medial) / (RING - medial))
    curve = np.concatenate([spaced(closed[: half + 1], 2000)[:-1], spaced(closed[half:], 2000)])
    return np.stack([np.interp(fraction * 2000, np.arange(len(curve)), curve[:, i]) for i in range(3)], axis=1)


def midline(source: SkinSource) -> tuple[Points, Points, Points]:
    """Points on x = 0: saddle from front to back pinch, and front and back profiles of the trunk from there upwards."""
    centre = np.array([0.0, -25.0, 830.0])
    angle = np.radians(np.linspace(-100.0, 100.0, 401))  # from straight down, forward positive
    direction = np.stack([np.zeros_like(angle), np.sin(angle), -np.cos(angle)], axis=1)
    profile = cast(source, np.broadcast_to(centre, direction.shape), direction, 180.0)
    low = profile[::-1]  # front to back
    lowest = int(np.argmin(low[:, 2]))
    above = low[:, 2] >= CROTCH_Z
    front = int(np.flatnonzero(above[:lowest])[-1])
    back = lowest + int(np.flatnonzero(above[lowest:])[0])
    saddle = low[front : back + 1].copy()
    saddle[[0, -1], 2] = CROTCH_Z
    return saddle, low[: front + 1], low[back:]


def trunk_rings(source: SkinSource, heights: Array) -> Points:
    """Half rings from the back to the front midline at each height, shape (rows, RING - SADDLE + 1, 3)."""
    angle = np.radians(np.linspace(0.0, 180.0, 361))
    direction = np.stack([np.sin(angle), -np.cos(angle), np.zeros_like(angle)], axis=1)
    rows = []
    for z in heights:
        centre_y = np.interp(z, [800, 860, 950, 1180], [-30.0, -20.0, 0.0, 5.0])
        origin = np.broadcast_to([0.0, centre_y, z], direction.shape)
        dense = cast(source, origin, direction, 230.0)
        dense[[0, -1], 0] = 0.0
        rows.append(spaced(dense, RING - SADDLE))
    return np.array(rows)


def crotch_rings(source: SkinSource, saddle: Points, outer: Points, below: Points, count: int) -> Points:
    """Rings 0..count-1 of the limb: from the perineal saddle and the last half ring down to the ring ``below``."""
    first = np.concatenate([spaced(saddle, SADDLE)[:-1], outer[:-1]])
    centre = np.array([92.0, -18.0, 0.0])

    def angles(ring: Points) -> Array:
        relative = ring - centre
        return np.unwrap(np.arctan2(-relative[:, 0], relative[:, 1]))

    angle, wanted = angles(first), angles(below)
    wanted += 2 * np.pi * np.round((angle - wanted).mean() / (2 * np.pi))
    rows = [first]
    for k in range(1, count):
        w = k / count
        turn = angle + (wanted - angle) * ease(w)
        top = np.interp(turn, angle, first[:, 2], period=2 * np.pi)
        z = top + (FREE_Z - top) * w
        direction = np.stack([-np.sin(turn), np.cos(turn), np.zeros_like(turn)], axis=1)
        origin = np.stack([np.full_like(z, centre[0]), np.full_like(z, centre[1]), z], axis=1)
        reach = np.where(direction[:, 0] < -1e-3, (centre[0] - 0.4) / np.maximum(-direction[:, 0], 1e-3), 400.0)
        ring = cast(source, origin, direction, 150.0)
        length = np.minimum(np.linalg.norm(ring - origin, axis=1), reach)
        rows.append(origin + length[:, None] * direction)
    return np.array(rows)


def _plane_rings(
    source: Callable[[Points], Array], origins: Points, front: Points, medial: Points, halves: Array, reach: float
) -> Points:
    angle = np.linspace(0.0, 2 * np.pi, 360, endpoint=False)
    rows = []
    for origin, e1, e2, half in zip(origins, front, medial, halves, strict=True):
        direction = np.cos(angle)[:, None] * e1 + np.sin(angle)[:, None] * e2
        dense = cast(source, np.broadcast_to(origin, direction.shape), direction, reach)
        rows.append(ring_of(dense, float(half)))
    return np.array(rows)


def leg_rings(source: SkinSource, heights: Array, medial_from: float, medial_to: float) -> Points:
    """Level rings from FREE_Z down to the ankle."""
    zs = [FAN_Z, 200, 300, 400, 430, 500, 600, FREE_Z]
    x = np.interp(heights, zs, [80, 84, 88, 86, 86, 88, 90, 92])
    y = np.interp(heights, zs, [-42, -50, -58, -44, -34, -25, -20, -18])
    origins = np.stack([x, y, heights], axis=1)
    turn = ease((330.0 - heights) / 200.0)[:, None]
    front = np.array([0.0, 1.0, 0.0]) * (1 - turn) + FORWARD * turn
    front /= np.linalg.norm(front, axis=1, keepdims=True)
    medial = np.stack([-front[:, 1], front[:, 0], front[:, 2]], axis=1)
    halves = np.linspace(medial_from, medial_to, len(heights))
    return _plane_rings(source, origins, front, medial, halves, 130.0)


def ankle_rings(source: SkinSource, angles: Array, medial: float) -> Points:
    """Rings in half planes turning about a lateral axis in front of the ankle: 0 level, pi/2 upright."""
    origins = []
    for angle in angles:
        reach = np.interp(np.degrees(angle), [0, 20, 45, 70, 90], [69, 72, 78, 84, 82])
        drop = np.interp(np.degrees(angle), [0, 45, 90], [-2, -2, 0])
        origins.append(
            from_foot(
                np.array(PIVOT_S - reach * np.cos(angle)), np.array(drop), np.array(FAN_Z - reach * np.sin(angle))
            )
        )
    front = np.cos(angles)[:, None] * FORWARD + np.sin(angles)[:, None] * UP
    medial_axis = np.broadcast_to(-LATERAL, front.shape)
    halves = np.full(len(angles), medial)
    return _plane_rings(source, np.array(origins), front, medial_axis, halves, 120.0)


def web_line(lateral: Array) -> Array:
    """Distance along the foot of the last ring, just behind the toe webs, against sideways offset."""
    return np.interp(
        lateral,
        [-45, -27, -10.4, 6.0, 20.1, 33.6, 45, 55],
        np.array([200.5, 203.5, 204, 202.5, 196.5, 185.5, 174, 170]) - 2.0,
    )


def foot_rings(source: SkinSource, count: int, medial: float) -> Points:
    """Upright rings from the ankle to the toe webs; the last ones bend to follow the web line."""
    angle = np.linspace(0.0, 2 * np.pi, 720, endpoint=False)
    rows = []
    start = PIVOT_S
    for k in range(1, count + 1):
        w = k / count

        def sheet(lateral: Array, w: float = w) -> Array:
            return start + (web_line(lateral) - start) * w

        # the centre sinks with the dorsum
        mid = np.interp(w, [0, 0.25, 0.5, 0.75, 1.0], [38, 31, 24, 18, 15.5])
        lateral0 = np.interp(w, [0, 1], [0.0, 4.0])
        dl, dz = -np.sin(angle), np.cos(angle)
        r = np.arange(0.0, 75.0, 0.7)
        lateral = lateral0 + r * dl[:, None]
        height = mid + r * dz[:, None]
        points = from_foot(sheet(lateral), lateral, height)
        value = source(points)
        value[:, -1] = 1.0
        first = np.maximum(np.argmax(value > 0, axis=1), 1)
        row = np.arange(len(first))
        before, after = value[row, first - 1], value[row, first]
        radius = r[first - 1] + 0.7 * np.clip(before / np.minimum(before - after, -1e-9), 0, 1)
        lat, hei = lateral0 + radius * dl, mid + radius * dz
        dense = from_foot(sheet(lat), lat, hei)
        plain = ring_of(dense, medial)
        rows.append(plain + (corners(dense) - plain) * ease((w - 0.25) / 0.75))
    return np.array(rows)


def corners(dense: Points) -> Points:
    """Resample a dense foot ring so that the toe corners fall on their indices."""
    _, lateral, _ = foot_frame(dense)
    n = len(dense)
    anchors: dict[int, float] = {}
    top = (np.arange(n) < n // 4) | (np.arange(n) >= 3 * n // 4)
    for web, (d, p) in enumerate(zip(DORSAL, PLANTAR, strict=True)):
        offset = WEBS[web][1]
        distance = np.abs(lateral - offset)
        anchors[d] = float(np.argmin(np.where(top, distance, 1e9)))
        anchors[p] = float(np.argmin(np.where(~top, distance, 1e9)))
    index = np.array(sorted(anchors))
    place = np.unwrap(np.array([anchors[i] for i in index]), period=n)
    closed = np.concatenate([dense, dense, dense])
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    index = np.concatenate([index, [index[0] + RING]])
    arc = np.interp(np.concatenate([place, [place[0] + n]]), np.arange(len(closed)), length)
    wanted = np.interp(np.arange(index[0], index[0] + RING), index, arc)
    ring = np.stack([np.interp(wanted, length, closed[:, i]) for i in range(3)], axis=1)
    return np.roll(ring, int(index[0]), axis=0)


def web_curves(source: SkinSource, last: Points) -> Points:
    """Saddle curves from dorsal to plantar corner of each web, shape (4, WEB_STEPS + 1, 3)."""
    out = []
    for web, (d, p) in enumerate(zip(DORSAL, PLANTAR, strict=True)):
        a, b = last[d], last[p]
        middle = (a + b) / 2.0 - 2.0 * FORWARD
        turn = np.linspace(0.0, 1.0, 201)
        start_dir, end_dir = (a - middle) / np.linalg.norm(a - middle), (b - middle) / np.linalg.norm(b - middle)
        slope = FORWARD + WEBS[web][2] * LATERAL
        angle = np.pi * turn
        direction = (
            np.cos(angle)[:, None] * np.where(turn[:, None] < 0.5, start_dir, -end_dir) + np.sin(angle)[:, None] * slope
        )
        direction /= np.linalg.norm(direction, axis=1, keepdims=True)
        curve = cast(source.webbed, np.broadcast_to(middle, direction.shape), direction, 40.0, 0.5)
        curve[0], curve[-1] = a, b
        out.append(spaced(curve, WEB_STEPS))
    return np.array(out)
