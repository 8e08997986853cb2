"""The tissue between skin and muscle: how thick it is on the atlas body, and where a build puts more or less of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .curves import ramp
from .skeleton import AXIS_X, AXIS_Y

Array = NDArray[np.float64]

#: The line that fat grows away from: a point in the limb; in the trunk everything between the two hip joints' lines.
JOIN: Final = (690.0, 770.0)
#: Nearer to that line than this the direction fades, mm.
CORE: Final = 40.0
#: Fat neither comes nor goes below the first height and fully from the second on; feet follow the bones alone, mm.
FOOT_FREE: Final = (70.0, 120.0)
#: Thinning leaves at least this thickness and takes its full share where there is this much more, mm.
THINNEST, PLENTY = 3.0, 14.0
#: Thickness is evened out over about this distance on the skin, mm: what lies below must not show as bumps.
SMOOTH: Final = 28.0
#: Share of fat by direction, front, inner, back, outer (sheet, section 9.3), at heights of the atlas body, mm.
_SPREAD: Final[dict[str, tuple[tuple[float, tuple[float, float, float, float]], ...]]] = {
    "male": (
        (70.0, (0.8, 0.9, 1.4, 0.9)),
        (150.0, (0.8, 0.9, 1.3, 0.9)),
        (320.0, (0.7, 1.3, 1.2, 0.8)),
        (440.0, (0.5, 1.3, 1.0, 0.8)),
        (600.0, (0.95, 1.4, 1.05, 0.6)),
        (740.0, (0.95, 1.3, 1.1, 0.7)),
        (860.0, (1.0, 0.5, 1.1, 0.8)),
        (960.0, (1.5, 1.0, 0.7, 0.9)),
        (1060.0, (1.3, 1.0, 0.7, 0.9)),
    ),
    "female": (
        (70.0, (0.8, 0.9, 1.4, 0.9)),
        (150.0, (0.8, 0.9, 1.3, 0.9)),
        (320.0, (0.7, 1.3, 1.2, 0.8)),
        (440.0, (0.5, 1.5, 1.0, 0.8)),
        (600.0, (0.95, 1.2, 1.05, 0.8)),
        (740.0, (0.9, 1.1, 1.0, 1.3)),
        (860.0, (0.7, 0.5, 1.2, 1.25)),
        (960.0, (1.1, 1.0, 0.8, 1.1)),
        (1060.0, (1.1, 1.0, 0.8, 0.9)),
    ),
}


def outward(points: Array) -> Array:
    """Direction, across the body, in which fat carries points (n, 3) of the right half; shape (n, 2), at most unit."""
    z = points[:, 2]
    axis_x = np.interp(z, *np.array(AXIS_X).T)
    axis_y = np.interp(z, *np.array(AXIS_Y).T)
    inner = axis_x * (1.0 - ramp(z, *JOIN))
    away_x = points[:, 0] - np.clip(points[:, 0], inner, axis_x)
    away_y = points[:, 1] - axis_y
    length = np.hypot(away_x, away_y)
    out: Array = np.stack([away_x, away_y], axis=1) / np.maximum(length, CORE)[:, None]
    return out


def shares(points: Array, direction: Array, thickness: Array) -> tuple[Array, Array]:
    """How much of a thickening (male, female pattern) and of a thinning each point of the skin takes.

    Parameters
    ----------
    points, direction : ndarray, shapes (n, 3), (n, 2)
        On the skin, and `outward` there.
    thickness : ndarray, shape (n,)
        Of the tissue below, mm.

    Returns
    -------
    gain : ndarray, shape (n, 2)
    loss : ndarray, shape (n,)
    """
    z = points[:, 2]
    here = ramp(z, *FOOT_FREE)
    front, inner = direction[:, 1], -direction[:, 0]
    gain = np.empty((len(points), 2))
    for column, sex in enumerate(("male", "female")):
        heights = np.array([row[0] for row in _SPREAD[sex]])
        values = np.array([row[1] for row in _SPREAD[sex]])
        at = [np.interp(z, heights, values[:, k]) for k in range(4)]
        # squares of the direction's parts sum to one: a smooth passage from each quarter to the next
        gain[:, column] = front**2 * np.where(front > 0, at[0], at[2]) + inner**2 * np.where(inner > 0, at[1], at[3])
    return gain * here[:, None], here * ramp(thickness, THINNEST, THINNEST + PLENTY)


def smoothed(values: Array, vertices: Array, faces: NDArray[np.int32]) -> Array:
    """Even out values on a surface over about `SMOOTH` mm: averages of neighbours, again and again."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    both = np.concatenate([edges, edges[:, ::-1]])
    length = np.linalg.norm(vertices[both[:, 0]] - vertices[both[:, 1]], axis=1)
    weight = 1.0 / np.maximum(length, 0.5)
    count = len(vertices)
    total = np.maximum(np.bincount(both[:, 0], weight, count), 1e-12)
    out = values.copy()
    for _ in range(max(4, round((SMOOTH / float(np.median(length))) ** 2 / 2.0))):
        around = np.bincount(both[:, 0], weight * out[both[:, 1]], count) / total
        out = 0.4 * out + 0.6 * around
    return out
