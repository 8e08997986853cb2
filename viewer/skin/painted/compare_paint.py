"""Paint for comparing maps: beaded borders of a second map, and the heat map of how many maps agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import ChartPolygon, Knowledge
from meshes.skin.chart_frame import SEGMENTS
from viewer.appearance.values import AgreementPaint, BorderPaint

from .chart_borders import outer_border
from .chart_texels import ChartTexels, SkinTexels
from .coats import FAINTEST, Coat, union
from .patterns import REACH_MM, SOFT_MM, smooth

Floats = NDArray[np.float32]
BEAD_MM: Final = 10.0
"""From bead to bead."""
BEAD_RADIUS_MM: Final = 2.1
LINE_MM: Final = 0.5
"""Half the width of the line that the beads are strung on."""
CASING_MM: Final = 1.2
"""White round line and beads, so that they are seen on every colour."""
OFF_MM: Final = 2.5
"""A border farther than this from all texels runs on beyond the chart's end: there is no skin."""
CONTOUR_MM: Final = 0.55
"""Half the width of the lines between the steps of the heat map."""


class ComparisonPainter:
    """Makes coats of borders and heat maps.

    Parameters
    ----------
    texels : SkinTexels
        Where each texel lies.
    knowledge : Knowledge
        The maps.
    """

    def __init__(self, texels: SkinTexels, knowledge: Knowledge) -> None:
        self._texels = texels
        self._polygons: dict[tuple[str, str], list[ChartPolygon]] = {}
        for territory in knowledge.territories.values():
            self._polygons.setdefault((territory.map, territory.root), []).extend(territory.polygons)

    def agreement(self, paint: AgreementPaint) -> list[Coat]:
        """Make one coat for each number of maps, then the contour lines."""
        every: list[tuple[NDArray[np.int32], Floats, Floats]] = []
        for segment in SEGMENTS:
            drawn = [
                here
                for key in paint.maps
                if (here := [p for p in self._polygons.get((key, paint.root), ()) if p.segment == segment])
            ]
            if not drawn:
                continue
            texels = self._texels.of(segment, paint.side)
            count, line = np.zeros(len(texels.t), dtype=np.float32), np.zeros(len(texels.t), dtype=np.float32)
            for polygons in drawn:
                numbers, depth = union(texels, polygons)
                count[numbers] += smooth(depth, -SOFT_MM, SOFT_MM)
                edge = 1.0 - smooth(np.abs(depth), CONTOUR_MM, CONTOUR_MM + SOFT_MM)
                line[numbers] = np.maximum(line[numbers], edge)
            held = np.flatnonzero(count > FAINTEST)
            every.append((texels.index[held], count[held], 0.8 * line[held]))
        if not every:
            return []
        index, count, line = (np.concatenate(column) for column in zip(*every, strict=True))
        amounts = [np.clip(count - step, 0.0, 1.0) for step in range(len(paint.maps))]
        return [_coat(index, amount, 0.0) for amount in (*amounts, line)]

    def border(self, paint: BorderPaint) -> list[Coat]:
        """Make a white casing and, on it, a thin line with beads."""
        coats: list[Coat] = []
        polygons = self._polygons.get((paint.map, paint.root), [])
        for segment in dict.fromkeys(polygon.segment for polygon in polygons):
            here = [polygon for polygon in polygons if polygon.segment == segment]
            texels = self._texels.of(segment, paint.side)
            away = np.full(len(texels.t), np.inf, dtype=np.float32)
            numbers, depth = union(texels, here)
            near = np.abs(depth) < REACH_MM - SOFT_MM
            away[numbers[near]] = np.abs(depth[near]) - LINE_MM
            for number in _beads(texels, here):
                beside, distance = _around(texels, number, BEAD_RADIUS_MM + CASING_MM + 2.0 * SOFT_MM)
                away[beside] = np.minimum(away[beside], distance - BEAD_RADIUS_MM)
            found = np.flatnonzero(np.isfinite(away))
            off = away[found]
            for extra, pale in ((CASING_MM, 1.0), (0.0, 0.0)):
                amount = 1.0 - smooth(off, extra - 0.5 * SOFT_MM, extra + SOFT_MM)
                coats.append(_coat(texels.index[found], amount, pale))
        # All casings before all lines, or the casing of one segment would cover a line of the next.
        return sorted(coats, key=lambda coat: -coat.pale)


def _coat(index: NDArray[np.int32], amount: NDArray[np.floating], pale: float) -> Coat:
    kept = amount > FAINTEST
    return Coat(index[kept], amount[kept].astype(np.float32), pale)


def _beads(texels: ChartTexels, polygons: Sequence[ChartPolygon]) -> list[int]:
    """Choose texels for the beads: evenly spaced along the border, where there is skin."""
    outlines = [np.asarray(polygon.points, dtype=np.float64) for polygon in polygons]
    found: list[int] = []
    for polygon, outline in zip(polygons, outlines, strict=True):
        others = [other for other, its in zip(outlines, polygons, strict=True) if its is not polygon]
        gone = BEAD_MM / 2.0
        last: np.ndarray[tuple[int], np.dtype[np.float32]] | None = None
        for t, phi in outer_border(outline, others)[:, 0].tolist():
            number = texels.nearest(t, phi, polygon.rays)
            turn = phi - float(texels.phi[number])
            if texels.periodic:
                turn = (turn + 180.0) % 360.0 - 180.0
            off = np.hypot((t - texels.t[number]) * texels.mm_per_t[number], turn * texels.mm_per_degree[number])
            if off > OFF_MM:
                last = None
                continue
            here = texels.right_xyz[number]
            step = BEAD_MM if last is None else float(np.linalg.norm(here - last))
            gone, last = (gone + step if step < BEAD_MM else BEAD_MM / 2.0), here
            if gone >= BEAD_MM:
                gone -= BEAD_MM
                found.append(number)
    return found


def _around(texels: ChartTexels, number: int, radius: float) -> tuple[NDArray[np.intp], Floats]:
    """Find texels near one of them, and how far they are, mm."""
    reach = 1.5 * radius / float(texels.mm_per_t[number])
    t = float(texels.t[number])
    low, high = np.searchsorted(texels.t, np.array([t - reach, t + reach], dtype=np.float32))
    distance = np.linalg.norm(texels.right_xyz[low:high] - texels.right_xyz[number], axis=1).astype(np.float32)
    near = np.flatnonzero(distance < radius)
    return near + low, distance[near]
