"""Women's and men's pelves: how their landmarks stand against the atlas', and the smooth change of place that follows.

Ratios were measured on the Visible Human pair (one woman, one man; HuBMAP CCF 3D reference objects, CC BY 4.0;
``python -m meshes.measure.bodies.pelvimetry FOLDER``) and set against the surveys of the anthropometry sheet,
section 6. A
pair is two people: where it and the surveys differ, what is built lies between them (docs/build.md has all three).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .curves import ramp
from .survey import Sex

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pelvimetry:
    """One measure, a woman's against a man's at equal bi-iliac breadth (angles: the difference, degrees)."""

    pair: float
    """Visible Human woman against man."""
    survey: float | None
    """Means of the anthropometry sheet's surveys; None where none has both sexes."""
    wanted: float
    """What the built woman has against the built man."""


#: The measures that shape the built pelvis. Bi-iliac breadth itself and the hip bone's height follow the survey's laws.
#: Surveys: subpubic angle Ali 2020; spines, tuberosities against textbook men; inlet Ali 2020; sacrum textbooks.
FEMALE: Final = {
    "hip_joints": Pelvimetry(1.05, None, 1.04),
    "ischial_spines": Pelvimetry(1.01, 1.18, 1.15),
    "tuberosities": Pelvimetry(1.15, 1.14, 1.17),
    "ischium_height": Pelvimetry(0.88, None, 0.88),
    "symphysis_height": Pelvimetry(0.68, None, 0.69),
    "subpubic_angle": Pelvimetry(32.0, 19.0, 19.0),
    "inlet_depth": Pelvimetry(0.95, 1.11, 1.00),
    "outlet_depth": Pelvimetry(1.06, None, 1.08),
    "sacrum_length": Pelvimetry(0.69, 0.93, 0.90),
}
#: Landmarks of the atlas' right half (midline ones have x = 0) and where the female pelvis has them, as a shift, mm.
_SHIFTS: Final[tuple[tuple[tuple[float, float, float], tuple[float, float, float]], ...]] = (
    # hip joint: centre and surface of the head go together, so that head and socket keep their shape
    *(
        ((85.9 + x, -1.7 + y, 858.9 + z), (4.4, 0.0, 0.0))
        for x, y, z in ((0, 0, 0), (24, 0, 0), (-24, 0, 0), (0, 24, 0), (0, -24, 0), (0, 0, 24), (0, 0, -24))
    ),
    # femur: greater trochanter, lesser trochanter, shaft
    ((140.0, -15.0, 845.0), (3.4, 0.0, 0.0)),
    ((94.0, -22.0, 810.0), (3.6, 0.0, 0.0)),
    ((112.0, -5.0, 770.0), (2.8, 0.0, 0.0)),
    ((108.0, 4.0, 700.0), (1.6, 0.0, 0.0)),
    ((100.0, 6.0, 640.0), (0.6, 0.0, 0.0)),
    # ischial spine, tuberosity
    ((44.9, -49.5, 867.7), (7.6, 0.0, 0.0)),
    ((44.1, -33.4, 797.5), (12.3, 0.0, 3.0)),
    ((62.0, -40.0, 812.0), (11.0, 0.0, 3.0)),
    ((37.9, -39.6, 803.3), (14.8, 0.0, 3.0)),
    # pubic arch, from the symphysis back along the ramus' inner border, and its outer border
    ((0.0, 23.5, 819.4), (0.0, 5.5, 2.0)),
    ((9.9, 14.2, 822.1), (9.5, 5.0, 3.5)),
    ((16.0, 8.1, 812.3), (16.2, 2.5, 4.0)),
    ((19.1, -1.8, 812.0), (19.2, 1.5, 3.5)),
    ((24.2, -11.3, 807.1), (20.1, 0.5, 3.0)),
    ((27.7, -20.3, 806.0), (19.8, 0.0, 3.0)),
    ((33.0, -4.0, 818.0), (18.0, 1.0, 3.0)),
    ((48.0, -20.0, 815.0), (13.5, 0.0, 3.0)),
    # pubis: symphysis' top, tubercle, upper ramus
    ((0.0, 43.4, 853.2), (0.0, 9.0, 0.0)),
    ((22.0, 42.0, 852.0), (3.0, 8.0, 0.0)),
    ((50.0, 30.0, 864.0), (4.4, 3.5, 0.0)),
    # brim, notch, iliac spines and crest: they follow the bi-iliac breadth
    ((62.0, -8.0, 892.0), (4.0, 0.0, 0.0)),
    ((55.0, -30.4, 907.7), (2.0, 0.0, 0.0)),
    ((47.3, -51.2, 913.6), (1.0, -5.0, 3.0)),
    ((47.6, -84.2, 960.8), (0.0, -4.5, 0.0)),
    ((120.1, 56.9, 949.2), (0.0, 0.0, 0.0)),
    ((95.0, 44.0, 905.0), (2.5, 0.0, 0.0)),
    ((134.7, 23.2, 971.5), (0.0, 0.0, 0.0)),
    ((94.7, -28.6, 1010.5), (0.0, 0.0, 0.0)),
    # sacrum and coccyx: farther back, shorter
    ((0.0, -2.7, 948.1), (0.0, -9.0, 0.0)),
    ((0.0, -60.0, 960.0), (0.0, -6.0, 0.0)),
    ((55.0, -25.0, 940.0), (0.5, -4.5, 0.0)),
    ((0.0, -52.0, 920.0), (0.0, -6.5, 0.0)),
    ((0.0, -70.0, 900.0), (0.0, -7.5, 0.5)),
    ((0.0, -81.8, 865.9), (0.0, -7.0, 0.0)),
    ((0.0, -73.0, 832.0), (0.0, -8.0, 1.0)),
    # spine above
    ((0.0, 0.0, 985.0), (0.0, -5.5, 0.0)),
    ((0.0, 0.0, 1015.0), (0.0, -2.8, 0.0)),
    ((0.0, -20.0, 1045.0), (0.0, 0.0, 0.0)),
    # skin: it goes with what lies below
    ((0.0, 83.0, 860.0), (0.0, 7.0, 0.0)),
    ((0.0, 110.0, 930.0), (0.0, 0.0, 0.0)),
    ((90.0, 85.0, 840.0), (3.0, 0.0, 0.0)),
    ((176.0, -8.0, 830.0), (3.0, 0.0, 0.0)),
    ((157.0, -11.0, 950.0), (0.5, 0.0, 0.0)),
    ((60.0, -145.0, 850.0), (2.0, -1.0, 0.0)),
    ((0.0, -125.0, 870.0), (0.0, -7.0, 0.0)),
    ((0.0, -105.0, 950.0), (0.0, -4.0, 0.0)),
    ((0.0, -40.0, 772.0), (0.0, 0.0, 0.0)),
    ((12.0, 0.0, 740.0), (0.0, 0.0, 0.0)),
    ((10.0, 0.0, 650.0), (0.0, 0.0, 0.0)),
)  # fmt: skip
#: Where a mean man has those that the atlas has otherwise: its pubic arch is narrow (53 degrees; surveys 68 and 69).
_MALE: Final[dict[tuple[float, float, float], tuple[float, float, float]]] = {
    (44.9, -49.5, 867.7): (1.5, 0.0, 0.0),
    (44.1, -33.4, 797.5): (4.5, 0.0, 0.0),
    (62.0, -40.0, 812.0): (3.5, 0.0, 0.0),
    (37.9, -39.6, 803.3): (5.5, 0.0, 0.0),
    (9.9, 14.2, 822.1): (0.8, 0.0, 0.0),
    (16.0, 8.1, 812.3): (3.2, 0.0, 0.0),
    (19.1, -1.8, 812.0): (4.6, 0.0, 0.0),
    (24.2, -11.3, 807.1): (5.6, 0.0, 0.0),
    (27.7, -20.3, 806.0): (5.8, 0.0, 0.0),
    (33.0, -4.0, 818.0): (4.5, 0.0, 0.0),
    (48.0, -20.0, 815.0): (3.5, 0.0, 0.0),
}
#: The change bends round a landmark over about this, mm.
ROUND: Final = 9.0
#: So many points are looked at together.
CHUNK: Final = 8192
#: Heights over which the change comes in and goes out, mm: a woman's above the knee and above the crest.
FROM: Final[dict[Sex, tuple[float, float]]] = {"female": (560.0, 720.0), "male": (725.0, 785.0)}
TO: Final[dict[Sex, tuple[float, float]]] = {"female": (1000.0, 1060.0), "male": (840.0, 905.0)}


def _mirrored(sex: Sex) -> tuple[Array, Array]:
    """Landmarks and shifts of both halves, so that the midline stays the midline."""
    place = np.array([row[0] for row in _SHIFTS])
    shift = np.array([row[1] if sex == "female" else _MALE.get(row[0], (0.0, 0.0, 0.0)) for row in _SHIFTS])
    off = place[:, 0] > 0.0
    flip = np.array([-1.0, 1.0, 1.0])
    return np.concatenate([place, place[off] * flip]), np.concatenate([shift, shift[off] * flip])


def _apart(points: Array, knots: Array) -> Array:
    """Distances of each point from each knot, rounded off near it, mm, shape (n, k): multiquadrics (Hardy 1971)."""
    square = (points**2).sum(axis=1)[:, None] + (knots**2).sum(axis=1) - 2.0 * points @ knots.T
    return np.asarray(np.sqrt(np.maximum(square, 0.0) + ROUND**2))


@cache
def _spline(sex: Sex) -> tuple[Array, Array]:
    """Knots (k, 3) and weights (k + 1, 3) of the smoothest change in which every landmark takes its shift."""
    knots, shift = _mirrored(sex)
    count = len(knots)
    system = np.zeros((count + 1, count + 1))
    system[:count, :count] = _apart(knots, knots)
    system[:count, count] = system[count, :count] = 1.0
    return knots, np.linalg.solve(system, np.concatenate([shift, np.zeros((1, 3))]))


def shifts(points: Array, sex: Sex) -> Array:
    """Where the mean pelvis of a sex moves points of the atlas body's right half (multiquadrics through landmarks).

    Parameters
    ----------
    points : ndarray, shape (n, 3)
        mm.
    sex : {"female", "male"}

    Returns
    -------
    ndarray, shape (n, 3)
        Shifts in the atlas body, mm; nothing sideways on the midline.
    """
    knots, weights = _spline(sex)
    out = np.zeros_like(points)
    low, high = FROM[sex], TO[sex]
    rows = np.flatnonzero((points[:, 2] > low[0]) & (points[:, 2] < high[1]))
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        here = points[some]
        found = _apart(here, knots) @ weights[:-1] + weights[-1]
        found *= (ramp(here[:, 2], *low) * (1.0 - ramp(here[:, 2], *high)))[:, None]
        found[here[:, 0] <= 0.0, 0] = 0.0
        out[some] = found
    return out
