"""The tissue between skin and muscle: how thick it is on the atlas body, and where a build puts more or less of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .curves import monotone, ramp
from .skeleton import AXIS_X, AXIS_Y

Array = NDArray[np.float64]

#: The line that fat grows away from: a point in the limb; in the trunk everything between the two hip joints' lines.
JOIN: Final = (700.0, 785.0)
#: Nearer to that line than this the direction fades, mm.
CORE: Final = 40.0
#: Fat neither comes nor goes below the first height and fully from the second on; feet follow the bones alone, mm.
FOOT_FREE: Final = (70.0, 120.0)
#: Thinning leaves at least this thickness, mm, at the ankle and from the calf on (sheet: never under 2 with skin): the
#: survey's tall lean ankle is as thin as its bones and tendons allow. The second height is that of the thickest calf.
THINNEST: Final = (2.3, 3.2)
ANKLE_TO_CALF: Final = (130.0, 318.0)
#: The thickness that counts is the least within the first distance on the skin, evened out over the second, mm: what
#: lies below must neither show as bumps nor come through.
LOWEST, SMOOTH = 9.0, 24.0
#: Fat fills hollows of less than about the first width, more and more over these thicknesses, mm.
HOLLOW: Final = 50.0
FILLS: Final = (3.0, 18.0)
#: Between these heights folds of groin and buttock stay, mm.
FOLDS: Final = ((640.0, 720.0), (880.0, 950.0))
#: Share of fat by direction, front, inner, back, outer (sheet, section 9.3), at heights of the atlas body, mm; high on
#: the inner thigh less, where the other thigh stands.
_SPREAD: Final[dict[str, tuple[tuple[float, tuple[float, float, float, float]], ...]]] = {
    "male": (
        (70.0, (0.8, 0.9, 1.4, 0.9)),
        (150.0, (0.8, 0.9, 1.3, 0.9)),
        (320.0, (0.7, 1.3, 1.2, 0.8)),
        (440.0, (0.5, 1.3, 1.0, 0.8)),
        (600.0, (0.95, 1.2, 1.05, 0.7)),
        (740.0, (0.95, 0.7, 1.15, 0.72)),
        (860.0, (0.85, 0.5, 1.0, 0.55)),
        (920.0, (1.0, 0.8, 0.85, 0.75)),
        (970.0, (1.2, 1.0, 0.7, 0.9)),
        (1030.0, (1.35, 1.0, 0.7, 0.9)),
        (1120.0, (1.35, 1.0, 0.7, 0.9)),
    ),
    "female": (
        (70.0, (0.8, 0.9, 1.4, 0.9)),
        (150.0, (0.8, 0.9, 1.3, 0.9)),
        (320.0, (0.7, 1.3, 1.2, 0.8)),
        (440.0, (0.5, 1.5, 1.0, 0.8)),
        (600.0, (0.95, 1.1, 1.05, 0.85)),
        (740.0, (0.95, 0.75, 1.05, 1.02)),
        (860.0, (0.55, 0.5, 1.06, 0.88)),
        (920.0, (0.75, 0.8, 0.95, 1.0)),
        (970.0, (0.95, 1.0, 0.8, 1.1)),
        (1030.0, (1.1, 1.0, 0.8, 0.9)),
        (1120.0, (1.1, 1.0, 0.8, 0.9)),
    ),
}


#: Further share half way between back and outer: a buttock's fat is thickest in its upper outer quarter (sheet,
#: section 9.1), from where to where it comes in and goes out, mm.
OUTER_QUARTER: Final = {"male": 0.4, "female": 0.5}
BUTTOCK: Final = ((700.0, 880.0), (880.0, 1010.0))


#: Half the width of the line that fat grows away from, in the trunk, and over which heights it comes to that, mm.
TRUNK_CORE: Final = 52.0
TRUNK_NARROWS: Final = (880.0, 1080.0)
#: The direction turns round the line's end over about this, mm: no edge on the skin.
BEND: Final = 24.0


def _beyond(distance: Array) -> Array:
    """Pass smoothly from nothing to the distance where it is positive."""
    out: Array = 0.5 * (distance + np.sqrt(distance**2 + BEND**2)) * ramp(distance, -2.0 * BEND, BEND)
    return out


def outward(points: Array) -> Array:
    """Direction, across the body, in which fat carries points (n, 3) of the right half; shape (n, 2), at most unit."""
    z = points[:, 2]
    axis_x = np.interp(z, *np.array(AXIS_X).T)
    axis_y = np.interp(z, *np.array(AXIS_Y).T)
    # higher up the trunk is narrower, and so is what fat grows away from
    axis_x += (TRUNK_CORE - axis_x) * ramp(z, *TRUNK_NARROWS)
    limb = 1.0 - ramp(z, *JOIN)
    away_x = _beyond(points[:, 0] - axis_x) - limb * _beyond(limb * axis_x - points[:, 0])
    away_y = points[:, 1] - axis_y
    length = np.hypot(away_x, away_y)
    out: Array = np.stack([away_x, away_y], axis=1) / np.maximum(length, CORE)[:, None]
    return out


def shares(points: Array, direction: Array) -> Array:
    """How much of a thickening of fat each point of the skin takes, shape (n, 2): male and female pattern.

    Parameters
    ----------
    points, direction : ndarray, shapes (n, 3), (n, 2)
        On the skin, mm, and `outward` there.
    """
    z = points[:, 2]
    front, inner = direction[:, 1], -direction[:, 0]
    gain = np.empty((len(points), 2))
    for column, sex in enumerate(("male", "female")):
        heights = np.array([row[0] for row in _SPREAD[sex]])
        values = np.array([row[1] for row in _SPREAD[sex]])
        at = [monotone(heights, values[:, k], np.clip(z, heights[0], heights[-1])) for k in range(4)]
        # squares of the direction's parts sum to one: a smooth passage from each quarter to the next
        gain[:, column] = front**2 * np.where(front > 0, at[0], at[2]) + inner**2 * np.where(inner > 0, at[1], at[3])
        quarter = ramp(z, *BUTTOCK[0]) * (1.0 - ramp(z, *BUTTOCK[1]))
        gain[:, column] += (
            OUTER_QUARTER[sex] * quarter * 4.0 * np.where((front < 0) & (inner < 0), (front * inner) ** 2, 0)
        )
    return gain * ramp(z, *FOOT_FREE)[:, None]


def hollows(points: Array, direction: Array, surface: Surface) -> Array:
    """How far each point of the skin lies behind the skin evened out around it, mm, shape (n,).

    Not about groin and buttock, whose folds are no hollows between muscles, and not on feet.

    Parameters
    ----------
    points, direction : ndarray, shapes (n, 3), (n, 2)
        On the skin of the right half, mm, and `outward` there.
    surface : Surface
        That half.
    """
    even = np.stack([surface.smooth(points[:, axis], HOLLOW) for axis in (0, 1)], axis=1)
    behind = ((even - points[:, :2]) * direction).sum(axis=1)
    z = points[:, 2]
    counts = ramp(z, *FOOT_FREE) * (1.0 - ramp(z, *FOLDS[0])) + ramp(z, *FOLDS[1])
    out: Array = surface.smooth(np.maximum(behind, 0.0) * counts, 2.0 * LOWEST)
    return out


def thinnable(points: Array, thickness: Array) -> Array:
    """By how much the skin can come in at each point, mm, shape (n,); feet keep their skin."""
    least = THINNEST[0] + (THINNEST[1] - THINNEST[0]) * ramp(points[:, 2], *ANKLE_TO_CALF)
    out: Array = np.maximum(thickness - least, 0.0) * ramp(points[:, 2], *FOOT_FREE)
    return out


class Surface:
    """Neighbours on a surface, for evening values out.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        mm.
    faces : ndarray, shape (m, 3)
    """

    def __init__(self, vertices: Array, faces: NDArray[np.int32]) -> None:
        edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        both = np.concatenate([edges, edges[:, ::-1]])
        both = both[np.argsort(both[:, 0], kind="stable")]
        self._own, self._other = both[:, 0], both[:, 1]
        self._starts = np.flatnonzero(np.r_[True, np.diff(self._own) != 0])
        self._which = self._own[self._starts]
        length = np.linalg.norm(vertices[self._own] - vertices[self._other], axis=1)
        self._length = float(np.median(length))
        self._weight = 1.0 / np.maximum(length, 0.5)
        self._total = np.maximum(np.bincount(self._own, self._weight, len(vertices)), 1e-12)

    def lowest(self, values: Array, over: float) -> Array:
        """Take the lowest of the vertices' values, shape (n,), within about ``over`` mm."""
        out = values.copy()
        for _ in range(max(1, round(over / self._length))):
            out[self._which] = np.minimum(out[self._which], np.minimum.reduceat(out[self._other], self._starts))
        return out

    def smooth(self, values: Array, over: float) -> Array:
        """Average the vertices' values, shape (n,), with their neighbours' over about ``over`` mm."""
        out = values.copy()
        for _ in range(max(4, round((over / self._length) ** 2 / 2.0))):
            around = np.bincount(self._own, self._weight * out[self._other], len(out)) / self._total
            out = 0.4 * out + 0.6 * around
        return out
