"""The bones of a build: at each level of the body a stretch along it, and a scaling and shift across it.

A level of the atlas body (all points of one height) becomes a level of the built body:

    x' = shift_x(z) + scale_x(z) x,    y' = shift_y(z) + scale_y(z) y,    z' = height(z),

smooth along ``z``, so that bones stay bones and everything on them stays on them. Written for the right half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .curves import monotone, ramp
from .proportions import DEFAULT_STATURES_CM, BodyBuild
from .survey import BREADTHS, HEIGHTS, SITTING, Law

Array = NDArray[np.float64]

#: Heights at which the profiles along the body are kept, mm (atlas body).
LEVELS: Final = np.arange(-20.0, 1262.0, 4.0)
STEP: Final = 4.0
#: Stature of the atlas body, mm (anthropometry sheet, reference atlas).
ATLAS_STATURE: Final = 1710.0
#: Levels of the atlas body, mm, measured on its bones: tip of the lateral malleolus (most lateral point), top of the
#: tibia, perineum, tip of the greater trochanter, top of the iliac crest.
ATLAS_LEVELS: Final = {"malleolus": 65.0, "tibiale": 432.6, "crotch": 772.0, "trochanter": 858.0, "iliac_crest": 1010.0}
#: By how many standard deviations a level is set off its mean, so that its neighbours (navel, patella, buttock) come to
#: lie within one as well: the atlas' perineum lies lower than soldiers' crotches, its navel above the crest.
OFFSETS: Final = {"female": {"crotch": -0.6, "iliac_crest": -0.4}, "male": {"crotch": -0.95}}
#: Body of the atlas' first lumbar to sacral vertebrae, hip joint, knee and ankle: (height, x, y) of the line that
#: bones are scaled about, mm.
AXIS_X: Final = ((0.0, 80.0), (70.0, 74.0), (430.0, 76.0), (600.0, 90.0), (760.0, 94.0), (860.0, 90.0))
AXIS_Y: Final = ((0.0, -40.0), (70.0, -40.0), (430.0, -29.0), (600.0, -5.0), (760.0, -10.0), (860.0, -20.0),
                 (960.0, -35.0), (1100.0, -40.0))  # fmt: skip
#: Above the first the body is scaled about the midline; below the second each limb about its own axis.
TRUNK_FROM, LIMB_FROM = 790.0, 690.0
#: Women's knees stand farther in under wider hips, mm at 1650 mm of stature, and its share by height: a degree more of
#: valgus than men, no more (hip, knee and ankle of the atlas are at 1.7 degrees already).
KNEES_IN: Final = {"female": 3.0, "male": 0.0}
_BEND: Final = ((40.0, 0.0), (90.0, 0.04), (250.0, 0.5), (400.0, 0.93), (430.0, 0.97), (460.0, 0.93), (650.0, 0.5),
                (830.0, 0.05), (880.0, 0.0))  # fmt: skip
#: The atlas stands with its feet apart; in the survey heels were together. Legs turn in about the hip joints: so far at
#: the floor, share of the stature, and the height about which, mm.
TURNED_IN: Final = 0.006
HIP: Final = 860.0
#: Near the perineum the midline stays where it is: over this height and this far from it the limb's shift fades in, mm.
CROTCH_OVER: Final = (640.0, 768.0)
CROTCH_BESIDE: Final = 45.0


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """The profiles of one build at `LEVELS`; each shape (len(LEVELS),)."""

    height: Array
    scale_x: Array
    shift_x: Array
    scale_y: Array
    shift_y: Array


def height_curve(build: BodyBuild) -> tuple[list[float], list[float]]:
    """Heights on the atlas body and on the built one, mm, rising: floor to the top of the trunk."""
    laws = HEIGHTS[build.sex]
    offsets = OFFSETS[build.sex]
    old, new = [0.0], [0.0]
    for level, at in ATLAS_LEVELS.items():
        law = laws[level]
        old.append(at)
        new.append(law(build.stature_mm) + offsets.get(level, 0.0) * law.spread)
    # the trunk above the crest by sitting height, against that of a man as tall as the atlas
    trunk = SITTING[build.sex](build.stature_mm) / SITTING["male"](ATLAS_STATURE)
    old += [1100.0, 1240.0]
    new += [new[-1] + trunk * 90.0, new[-1] + trunk * 230.0]
    return old, new


def _ratio(build: BodyBuild, measure: str, bmi: float = 22.0) -> float:
    """How much wider the build is than a man as tall as the atlas; bones at 22 kg/m2 for every body."""
    law, atlas = BREADTHS[build.sex][measure], BREADTHS["male"][measure]
    return law(build.stature_mm, bmi) / atlas(ATLAS_STATURE, 22.0)


def bone_scales(build: BodyBuild) -> dict[str, float]:
    """Scales of bones across the body against the atlas: trunk, pelvis, knee, ankle, foot's length and breadth."""
    trunk = (SITTING[build.sex](build.stature_mm) / SITTING["male"](ATLAS_STATURE)) ** 0.8
    # towards the powers of the girths about the bones, or very tall hips and very short knees of lean bodies would
    # have no room for them
    tall = build.stature_mm / (10.0 * DEFAULT_STATURES_CM[build.sex])
    length: Law = BREADTHS[build.sex]["foot_length"]
    breadth: Law = BREADTHS[build.sex]["foot_breadth"]
    return {
        "trunk": trunk,
        "pelvis": 0.97 * _ratio(build, "bi_iliac") * max(tall, 1.0) ** -0.16,
        "knee": 0.965 * _ratio(build, "knee") * min(tall, 1.0) ** 0.15 * max(tall, 1.0) ** -0.08,
        "ankle": 1.01 * _ratio(build, "ankle"),
        "foot_length": length(build.stature_mm, build.bmi) / ATLAS_FOOT[0],
        "foot_breadth": breadth(build.stature_mm, build.bmi) / ATLAS_FOOT[1],
    }


#: Length and breadth of the atlas' foot over the skin, mm.
ATLAS_FOOT: Final = (254.0, 98.0)


def skeleton(build: BodyBuild, apart: float = 0.0) -> Skeleton:
    """Profiles of a build.

    Parameters
    ----------
    build : BodyBuild
    apart : float
        How far each leg stands farther out below the groin, mm of the built body: full thighs need room.
    """
    old, new = height_curve(build)
    scales = bone_scales(build)
    z = LEVELS
    thigh = 0.5 * (scales["pelvis"] + scales["knee"])
    marks = [0.0, 45.0, 85.0, 380.0, 480.0, 640.0, 830.0, 1010.0, 1090.0, 1240.0]
    legs = [scales["ankle"], scales["knee"], scales["knee"], thigh, scales["pelvis"], scales["pelvis"]]
    top = [scales["trunk"], scales["trunk"]]
    scale_x = monotone(marks, [scales["foot_breadth"]] * 2 + legs + top, z)
    scale_y = monotone(marks, [scales["foot_length"]] * 2 + legs + top, z)
    axis_x = monotone([p[0] for p in AXIS_X], [p[1] for p in AXIS_X], np.minimum(z, AXIS_X[-1][0]))
    axis_y = monotone([p[0] for p in AXIS_Y], [p[1] for p in AXIS_Y], np.minimum(z, AXIS_Y[-1][0]))
    # the limb's axis keeps to the pelvis above and to the stature's stance below
    stance = monotone([0.0, 430.0, 860.0], [thigh, thigh, scales["pelvis"]], np.minimum(z, 860.0))
    limb = 1.0 - ramp(z, LIMB_FROM, TRUNK_FROM)
    shift_x = limb * ((stance - scale_x) * axis_x) + apart * (1.0 - ramp(z, 540.0, TRUNK_FROM))
    inward = monotone([p[0] for p in _BEND], [p[1] for p in _BEND], np.clip(z, _BEND[0][0], _BEND[-1][0]))
    shift_x -= KNEES_IN[build.sex] * build.stature_mm / 1650.0 * inward
    shift_x -= TURNED_IN * build.stature_mm * np.clip((HIP - z) / HIP, 0.0, 1.0)
    along = (new[-1] - new[0]) / (old[-1] - old[0])
    shift_y = (along - scale_y) * axis_y
    return Skeleton(monotone(old, new, z), scale_x, shift_x, scale_y, shift_y)
