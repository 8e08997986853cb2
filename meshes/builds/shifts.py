"""Where landmarks of a sex (pelvis, kneecap) lie elsewhere than on the atlas; points near them move with them."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from . import pelvis
from .survey import Sex
from .warp import Soft

Array = NDArray[np.float64]

#: The atlas' kneecap stands 10 mm outside the middle of the femur's condyles, straight above the tuberosity of the
#: tibia, so that its angle of quadriceps is 3.5 degrees (surveys: men 11, women 14 to 16). In the living the tuberosity
#: stands 9 mm (men) and 18 mm (women) outside the kneecap's middle (Raveendranath et al. 2009, Eur J Anat 13:105).
#: Middle of the kneecap on the atlas body, how far its influence reaches across and along (standard deviations),
#: and how far in it goes, mm.
KNEECAP: Final = (84.0, 12.0, 446.0)
ROUND: Final = (28.0, 25.0)
INWARD: Final[dict[Sex, float]] = {"female": 10.0, "male": 6.0}
#: Beyond so many standard deviations nothing moves.
FAR: Final = 3.5


class Shifts:
    """Some points' shifts, worked out when first a body of a sex is built.

    Parameters
    ----------
    points : ndarray, shape (n, 3)
        On the atlas body, right half, mm.
    """

    def __init__(self, points: Array) -> None:
        self._points = points
        self._known: dict[Sex, Array] = {}

    def of(self, soft: Soft) -> Array:
        """Shifts for a build, shape (n, 3), mm of the atlas body."""
        sex: Sex = "female" if soft.female else "male"
        if sex not in self._known:
            found = pelvis.shifts(self._points, sex)
            found[:, 0] -= INWARD[sex] * kneecap(self._points)
            self._known[sex] = found
        return self._known[sex]


def kneecap(points: Array) -> Array:
    """By what share points (n, 3) of the atlas body's right half move with the kneecap, shape (n,)."""
    out = np.zeros(len(points))
    rows = np.flatnonzero(np.abs(points[:, 2] - KNEECAP[2]) < FAR * ROUND[1])
    away = (points[rows] - KNEECAP) / (ROUND[0], ROUND[0], ROUND[1])
    out[rows] = np.maximum(np.exp(-0.5 * (away**2).sum(axis=1)) - np.exp(-0.5 * FAR**2), 0.0)
    return out
