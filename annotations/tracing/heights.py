"""Rows of a drawing for heights along the body, between those that were measured."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise


class Heights:
    """A smooth, rising relation between height along the body and picture rows (monotone cubic).

    Height is t - 1 on the trunk's front, t on the thigh, 1 + t on the leg.
    """

    def __init__(self, marks: Sequence[tuple[float, float]]) -> None:
        self._h = [mark[0] for mark in marks]
        self._y = [mark[1] for mark in marks]
        steps = [
            (y1 - y0) / (h1 - h0) for h0, h1, y0, y1 in zip(self._h, self._h[1:], self._y, self._y[1:], strict=False)
        ]
        # Harmonic means of the neighbouring slopes keep the curve rising (Fritsch and Carlson 1980).
        inner = [2.0 * a * b / (a + b) for a, b in pairwise(steps)]
        self._slope = [steps[0], *inner, steps[-1]]

    def row(self, height: float) -> float:
        """Picture row (y, pixels) of a height; straight on beyond the marks."""
        h, y, slope = self._h, self._y, self._slope
        if height <= h[1]:  # even on the trunk, which has no landmark between
            return y[0] + (height - h[0]) * (y[1] - y[0]) / (h[1] - h[0])
        if height >= h[-1]:
            return y[-1] + (height - h[-1]) * slope[-1]
        k = bisect_right(h, height) - 1
        width = h[k + 1] - h[k]
        s = (height - h[k]) / width
        return (
            y[k] * (1 + 2 * s) * (1 - s) ** 2
            + slope[k] * width * s * (1 - s) ** 2
            + y[k + 1] * s * s * (3 - 2 * s)
            + slope[k + 1] * width * s * s * (s - 1)
        )
