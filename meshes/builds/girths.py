"""Girths of a built body, and the fat that makes them the survey's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .curves import monotone, ramp
from .proportions import BodyBuild
from .shifts import Shifts
from .skeleton import LEVELS, Skeleton, skeleton
from .survey import girth
from .warp import Points, Soft, moved

Array = NDArray[np.float64]

#: Heights of the survey's girths on the atlas body, mm (anthropometry sheet, section 2: shares of its stature).
SITES: Final = {
    "ankle": 118.0,
    "calf": 318.0,
    "knee": 444.0,
    "lower_thigh": 482.0,
    "mid_thigh": 645.0,
    "thigh": 742.0,
    "buttock": 866.0,
    "waist": 1017.0,
}
#: Fat is thinned by no more than this before it runs out of room, mm, and thickened by no more.
THINNING, THICKENING = -60.0, 95.0
#: The trunk's wall is drawn in over these heights, mm (where hip bones hold it less: `warp.CREST_OVER`).
TRUNK_OVER: Final = (880.0, 1040.0)
#: Share of a lean waist's loss that lies below the skin, and the waist's mean radius on the atlas body, mm.
IN_FAT: Final = 0.5
WAIST_RADIUS: Final = 133.0
#: Full thighs push each leg out by no more than this, mm; beyond it they flatten against each other.
FARTHEST_APART: Final = 26.0
ROUNDS: Final = 9
DIRECTIONS: Final = 72
#: Above this height a tape goes round both halves, mm.
WHOLE_FROM: Final = 780.0
_ANGLE: Final = np.linspace(0.0, 2.0 * np.pi, DIRECTIONS, endpoint=False)
_DIRECTION: Final = np.stack([np.cos(_ANGLE), np.sin(_ANGLE)])
#: The direction that each becomes in the mirror: angle a becomes half a turn less a.
_MIRRORED: Final = (DIRECTIONS // 2 - np.arange(DIRECTIONS)) % DIRECTIONS


class Gauges:
    """Level sections of the skin at the survey's sites, as points of the warp.

    Parameters
    ----------
    skin : Points
        The right half of the skin.
    faces : ndarray, shape (m, 3)
        Of that half.
    """

    def __init__(self, skin: Points, faces: NDArray[np.int32]) -> None:
        parts, self._slices, start = [], {}, 0
        for site, level in SITES.items():
            part = _section(skin, faces, level)
            parts.append(part)
            self._slices[site] = slice(start, start + len(part.place))
            start += len(part.place)
        self.points = Points.joined(parts)
        self._shifts = Shifts(self.points.place)

    def girths(self, skeleton: Skeleton, soft: Soft) -> dict[str, float]:
        """Tape girths at each site, mm: a tape bridges hollows."""
        place = moved(self.points, skeleton, soft, self._shifts.of(soft))
        reach = place[:, :2] @ _DIRECTION
        starts = [rows.start for rows in self._slices.values()]
        farthest = np.maximum.reduceat(reach, starts, axis=0)
        # the mirror image of the trunk's half reaches as far in the mirrored direction
        whole = np.array([level > WHOLE_FROM for level in SITES.values()])
        farthest[whole] = np.maximum(farthest[whole], farthest[whole][:, _MIRRORED])
        return dict(zip(self._slices, (farthest.mean(axis=1) * 2.0 * np.pi).tolist(), strict=True))

    def inner(self, skeleton: Skeleton, soft: Soft) -> float:
        """How far the inner thighs reach beyond the midline before they are pressed flat, mm."""
        place = moved(self.points.taken(self._slices["mid_thigh"]), skeleton, soft, pressed=False)
        return float(max(0.0, -place[:, 0].min()))


def tape(points: Array, whole: bool) -> float:
    """Length of a tape round points (n, 2), mm; ``whole`` adds their mirror image. By Cauchy's formula."""
    reach = (points @ _DIRECTION).max(axis=0)
    if whole:
        reach = np.maximum(reach, reach[_MIRRORED])
    return float(reach.mean() * 2.0 * np.pi)


def _section(skin: Points, faces: NDArray[np.int32], level: float) -> Points:
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    low, high = skin.place[edges[:, 0], 2], skin.place[edges[:, 1], 2]
    crossing = np.flatnonzero((low < level) & (high >= level))
    share = (level - low[crossing]) / (high[crossing] - low[crossing])
    return skin.between(edges[crossing, 0], edges[crossing, 1], share)


def fitted(build: BodyBuild, gauges: Gauges, fullness: Callable[[Skeleton], float]) -> tuple[Skeleton, Soft]:
    """Find the fat at each site, and the trunk's swelling, with which the girths are the survey's.

    Parameters
    ----------
    build : BodyBuild
        Accepted already.
    gauges : Gauges
    fullness : callable
        How far the muscles are between the two measured fields.

    Returns
    -------
    Skeleton, Soft
    """
    wanted = np.array([girth(build.sex, site, build.stature_mm, build.bmi) for site in SITES])
    values = np.zeros(len(SITES))  # mm of fat; at the waist a share
    apart = 0.0
    bones = skeleton(build, apart)
    muscle = fullness(bones)
    for turn in range(ROUNDS):
        soft = soft_tissue(build, values, muscle)
        got = np.array(list(gauges.girths(bones, soft).values()))
        off = wanted - got
        # a millimetre of fat all round is 2 pi millimetres of girth; thinning that meets muscle does less
        values[:-1] += np.where(values[:-1] < 0.0, 1.6, 1.0) * off[:-1] / (2.0 * np.pi)
        values[:-1] = np.clip(values[:-1], THINNING, THICKENING)
        values[-1] += 1.25 * off[-1] / got[-1]
        if turn % 3 == 2:
            more = min(gauges.inner(bones, soft), FARTHEST_APART - apart)
            if more > 0.5:
                apart += 0.8 * more
                bones = skeleton(build, apart)
    return bones, soft_tissue(build, values, muscle)


def soft_tissue(build: BodyBuild, values: Array, muscle: float) -> Soft:
    """Profiles along the body from the values at the sites (k,): fat in mm, at the waist a share of its width.

    From the hips up fat goes on to the trunk's upper rim. A waist leaner than the atlas' draws the wall in, too.
    """
    heights = list(SITES.values())
    fat, waist = values[:-1], float(values[-1])
    in_fat = waist if waist > 0.0 else IN_FAT * waist
    trunk = (waist - in_fat) * ramp(LEVELS, *TRUNK_OVER)
    at_waist = in_fat * WAIST_RADIUS
    knots = [70.0, *heights[:-1], 1010.0, 1100.0, 1240.0]
    profile = monotone(knots, [0.6 * fat[0], *fat, at_waist, at_waist, 0.8 * at_waist], np.maximum(LEVELS, 70.0))
    return Soft(np.full(len(LEVELS), muscle), profile, trunk, 1.0 if build.sex == "female" else 0.0)
