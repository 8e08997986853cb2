"""The hips of a living body: less round than the atlas', so that breadth, depth and girth are the survey's together.

The survey's girth at the buttock is longer than that of an ellipse on its breadth and depth: a living hip is fuller
between back and side and between side and front, and flatter behind and in front. The skin therefore stands off the
atlas' by a few millimetres, tissue permitting; what is left of the girth, fat makes up all round (`girths`).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Where on the right half of the atlas' skin it swells (mm), how wide across and along the body (standard deviations,
#: mm), and by how much outward, mm: men, women. Set so that breadth and depth at the buttock, and the greatest breadth
#: below it, come nearest to the survey (set A) in lean, average and heavy bodies, and judged by eye.
_SWELLINGS: Final[tuple[tuple[tuple[float, float, float], tuple[float, float], tuple[float, float]], ...]] = (
    # buttock: its peak, and above its fold
    ((62.0, -148.0, 876.0), (44.0, 44.0), (-4.0, -11.0)),
    ((75.0, -138.0, 808.0), (40.0, 22.0), (-2.0, -5.0)),
    # between back and side, the outer thigh, between side and front
    ((182.0, -8.0, 715.0), (50.0, 42.0), (-6.0, -8.0)),
    ((133.0, -105.0, 868.0), (36.0, 54.0), (9.0, 12.0)),
    ((180.0, -10.0, 800.0), (52.0, 60.0), (-19.0, -14.0)),
    ((136.0, 52.0, 866.0), (32.0, 50.0), (10.0, 13.0)),
    # above the pubis, lower belly
    ((0.0, 86.0, 862.0), (60.0, 36.0), (-9.0, -15.0)),
    ((0.0, 108.0, 930.0), (70.0, 40.0), (-3.0, -6.0)),
    # flank, and the crest below it
    ((150.0, -5.0, 1018.0), (45.0, 22.0), (-2.0, -5.0)),
    ((155.0, 0.0, 962.0), (40.0, 24.0), (1.0, 3.0)),
)
#: Gluteus maximus, which the measured fields grow straight backward to half as much again, is flattened by this share
#: behind the line where it lies on bone, and grows as much wider: its middle, how wide (standard deviations), where
#: that line is (y), over what length the flattening begins, and how far towards the midline it goes at most, mm.
FLATTENED: Final = 0.3
GLUTEUS: Final = (72.0, -92.0, 872.0)
WIDE: Final = (42.0, 30.0, 46.0)
ON_BONE: Final = -62.0
BEGINS: Final = 12.0
INWARD: Final = -20.0
#: Nothing is flattened beyond so many standard deviations.
FAR: Final = 4.0
#: Fat rounds the hips off again, by a factor of e over so many mm; in lean bodies there is at most so much more of it.
ROUNDS_OFF: Final = 28.0
MOST: Final = 2.0


def figure(points: Array) -> Array:
    """How far a living body's skin stands off the atlas' where no fat comes or goes.

    Parameters
    ----------
    points : ndarray, shape (n, 3)
        On the skin of the right half, mm.

    Returns
    -------
    ndarray, shape (n, 2)
        mm along `meshes.builds.skin_tissue.outward`: men, women.
    """
    out = np.zeros((len(points), 2))
    for middle, (across, along), height in _SWELLINGS:
        away = (points - middle) / (across, across, along)
        out += np.exp(-0.5 * (away**2).sum(axis=1))[:, None] * height
    return out


def squareness(fat: Array) -> Array:
    """How much of the figure there is where fat thickens (mm; where negative, thins), same shape."""
    return np.asarray(np.minimum(np.exp(-fat / ROUNDS_OFF), MOST))


def gluteus(points: Array) -> Array:
    """How the flattening of gluteus maximus carries points across the body.

    Parameters
    ----------
    points : ndarray, shape (n, 3)
        Of the atlas body's right half, mm.

    Returns
    -------
    ndarray, shape (n, 2)
        x and y, mm.
    """
    out = np.zeros((len(points), 2))
    rows = np.flatnonzero(np.abs(points[:, 2] - GLUTEUS[2]) < FAR * WIDE[2])
    here = points[rows]
    by = FLATTENED * np.exp(-0.5 * (((here - GLUTEUS) / WIDE) ** 2).sum(axis=1))
    behind = ON_BONE - here[:, 1]
    bent = np.hypot(behind, BEGINS)
    out[rows, 0] = by * np.maximum(here[:, 0] - GLUTEUS[0], INWARD) * 0.5 * (1.0 + behind / bent)
    out[rows, 1] = by * 0.5 * (behind + bent)
    return out
