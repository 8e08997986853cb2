"""Where skin near the anus lies in a drawing: its place depends on the anus there, not on heights of the trunk.

Drawings from behind show the cleft opened flat, with the rings of S3 to S5 about a hand's breadth above the fold of the
buttock. On a body the anus lies at the height of that fold, in the depth. So near the anus a place is carried to the
drawing by its distance along the unrolled skin (:mod:`annotations.tracing.perineum`), farther off by height and width
as elsewhere, and in between by a mean of both. The drawn lines stay where they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotations.charts.interpolation import interpolated

from .grid import passed
from .heights import Heights
from .perineum import beside_anus

HALF_WIDTH_MM: Final = 170.0
"""Half the width of the hips on the body the charts were measured on."""
REACH: Final = ((-90.0, 25.0), (-30.0, 75.0), (30.0, 75.0), (60.0, 120.0))
"""How far to the side the tie to the anus reaches, by the distance behind the anus (mm): in front of it on the roof
between the thighs alone, on the buttock above the fold farthest."""
FULL_SHARE: Final = 0.3
"""Share of that reach within which the tie alone counts."""


@dataclass(frozen=True, slots=True)
class Tied:
    """A place near the anus in a drawing from behind."""

    row: float
    """In the drawing's own unit."""
    sideways: float
    """Share of half the body's width, from the midline."""
    weight: float
    """How much this counts (0..1) beside the place by height and width."""


class Cleft:
    """The back midline of a drawing from the sacrum over the anus to the crotch.

    Parameters
    ----------
    marks : sequence of (mm behind the anus, row)
        From above downward. Above the first the trunk's heights hold, as everywhere else.
    """

    def __init__(self, marks: Sequence[tuple[float, float]]) -> None:
        self._top, self._end = marks[0][0], marks[-1][0]
        self._rows = Heights([(-back, row) for back, row in marks])

    def tied(self, segment: str, t: float, phi: float) -> Tied | None:
        """Find a chart place (t; phi in degrees) near the anus in the drawing; None far from it."""
        place = beside_anus(segment, t, phi)
        if place is None or place[0] >= self._top:
            return None
        back, side = place
        reach = interpolated(REACH, min(max(back, REACH[0][0]), REACH[-1][0]))
        weight = 1.0 - passed(side, FULL_SHARE * reach, reach)
        in_front = segment == "thigh" and math.cos(math.radians(phi)) > 0.0
        if weight <= 0.0 or (in_front and back < self._end):  # a drawing from behind shows nothing beyond
            return None
        return Tied(self._rows.row(-back), side / HALF_WIDTH_MM, weight)
