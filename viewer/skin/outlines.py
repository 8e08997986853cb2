"""Which areas of the skin hold a place: all outlines of a chart are tested at once, fast enough for hovering."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from annotations.model import NerveField, Territory
from meshes.skin.chart_frame import SEGMENTS
from viewer.state.view_state import ChartPlace

from .known import Known

Area = Territory | NerveField


class ChartOutlines:
    """The outlines of areas on the chart of one segment.

    Parameters
    ----------
    areas : sequence of Territory or NerveField
    segment : str
    """

    def __init__(self, areas: Sequence[Area], segment: str) -> None:
        drawn = [(area, polygon) for area in areas for polygon in area.polygons if polygon.segment == segment]
        corners = [np.asarray(polygon.points, dtype=np.float64) for _, polygon in drawn]
        self._drawn = drawn
        self._outline = np.repeat(np.arange(len(drawn)), [len(own) for own in corners])
        # Sides of outlines, from (t0, phi0) to (t1, phi1).
        self._t0, self._phi0 = np.concatenate([np.empty((0, 2)), *corners]).T
        self._t1, self._phi1 = np.concatenate([np.empty((0, 2)), *(np.roll(own, -1, axis=0) for own in corners)]).T
        # Round a limb, angles may leave 0 to 360 degrees so that an outline stays in one piece.
        self._periodic = segment != "trunk"
        turns = [np.floor([own[:, 1].min() / 360.0, own[:, 1].max() / 360.0]) * self._periodic for own in corners]
        self._first, self._last = np.array([np.zeros(2), *turns]).astype(int)[1:].T

    def at(self, place: ChartPlace) -> list[Area]:
        """List the areas that hold a place of this segment.

        By the even-odd rule of :func:`meshes.skin.charts.inside`.
        """
        level = np.flatnonzero((self._t0 > place.t) != (self._t1 > place.t))
        t0, phi0 = self._t0[level], self._phi0[level]
        sides = phi0 + (place.t - t0) * ((self._phi1[level] - phi0) / (self._t1[level] - t0))
        phi = place.phi % 360.0 if self._periodic else place.phi
        held = np.zeros(len(self._drawn), dtype=bool)
        for turn in range(self._first.min(initial=0), self._last.max(initial=0) + 1):
            beyond = np.bincount(self._outline[level[phi + 360.0 * turn < sides]], minlength=len(held))
            held |= (beyond % 2 == 1) & (self._first <= turn) & (turn <= self._last)
        holding = (self._drawn[number] for number in np.flatnonzero(held))
        return list(
            {id(area): area for area, polygon in holding if not polygon.rays or place.ray in polygon.rays}.values()
        )


def areas_at(known: Known, place: ChartPlace) -> list[Area]:
    """List the territories and nerve fields of a knowledge base that hold a place, in its order."""
    charts = _charts(known)
    return charts[place.segment].at(place) if place.segment in charts else []


@lru_cache(maxsize=8)
def _charts(known: Known) -> dict[str, ChartOutlines]:
    areas: list[Area] = [*known.knowledge.territories.values(), *known.knowledge.nerve_fields.values()]
    return {segment: ChartOutlines(areas, segment) for segment in SEGMENTS}
