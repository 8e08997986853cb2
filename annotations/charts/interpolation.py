"""Values between those of a measured table."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence


def interpolated(table: Sequence[tuple[float, float]], x: float) -> float:
    """Value of a table of (x, y) with rising x, on straight lines between its rows and beyond them."""
    k = min(max(bisect_right(table, (x, math.inf)) - 1, 0), len(table) - 2)
    (x0, y0), (x1, y1) = table[k], table[k + 1]
    return y0 + (x - x0) * (y1 - y0) / (x1 - x0)
