"""Which texel of the painted skin is seen at which spot of the flat skin: it shows the very paint of the body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.skin.chart_frame import FOOT, SEGMENTS
from viewer.skin.painted.chart_texels import ChartTexels, SkinTexels
from viewer.state.view_state import ChartPlace, Side

from .layout import FlatLayout, FlatPlaces

Array = NDArray[np.float64]
REACH_MM: Final[Mapping[str, float]] = {"trunk": 8.0, "thigh": 3.0, "leg": 3.0, "foot": 1.6}
"""A spot farther from all texels than this is no skin. More near the trunk's midlines, where it is stretched;
less on the foot, or toes would grow together."""
BIN_MM: Final = 1.25
"""Edge of the bins in which toes that hide one another are sorted out."""


class FlatTexels:
    """Maps the spots of one side to texels.

    Parameters
    ----------
    layout : FlatLayout
    texels : SkinTexels
        Of the skin that is painted.
    side : {"right", "left"}
    spot_mm : float
        Width of a spot.

    Attributes
    ----------
    texel : ndarray of int32, shape (rows, columns)
        Flat number of the texel, upper row first; -1 where there is no skin.
    ray : ndarray of uint8, shape (rows, columns)
        Its toe, 1 to 5; 0 elsewhere.
    """

    def __init__(self, layout: FlatLayout, texels: SkinTexels, side: Side, spot_mm: float = 1.0) -> None:
        self.layout, self.side, self.spot_mm = layout, side, spot_mm
        columns, rows = int(np.ceil(layout.width / spot_mm)), int(np.ceil(layout.height / spot_mm))
        x, y = (np.arange(columns) + 0.5) * spot_mm, (np.arange(rows) + 0.5) * spot_mm
        places = layout.places(x[None, :], y[:, None])
        texel = np.full((rows, columns), -1, dtype=np.int32)
        ray = np.zeros((rows, columns), dtype=np.uint8)
        for number, segment in enumerate(SEGMENTS):
            here = places.segment == number
            found, toes = _nearest(layout, texels.of(segment, side), segment, places, here, spot_mm)
            texel[here] = found
            if number == FOOT:
                ray[here] = toes
        if side == "left":
            texel, ray = np.ascontiguousarray(texel[:, ::-1]), np.ascontiguousarray(ray[:, ::-1])
        self.texel, self.ray = texel, ray

    def place(self, x: float, y: float) -> ChartPlace | None:
        """Find the place on the skin under a point of the flat skin, mm; None where there is no skin."""
        column, row = int(x / self.spot_mm), int(y / self.spot_mm)
        rows, columns = self.texel.shape
        if not (0 <= row < rows and 0 <= column < columns) or self.texel[row, column] < 0:
            return None
        found = self.layout.place(x, y, self.side)
        if found is None:
            return None
        return ChartPlace(found.segment, self.side, found.t, found.phi, int(self.ray[row, column]))

    def picture(self, words: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """Lay painted texels flat.

        Parameters
        ----------
        words : ndarray of uint32, shape (n,)
            RGBA of every texel.

        Returns
        -------
        ndarray, shape (rows, columns, 4), uint8
            Upper row first; transparent where there is no skin.
        """
        seen = np.append(words, np.uint32(0))[self.texel]
        return np.ascontiguousarray(seen).view(np.uint8).reshape(*self.texel.shape, 4)


def _nearest(
    layout: FlatLayout, texels: ChartTexels, segment: str, places: FlatPlaces, here: NDArray[np.bool_], spot_mm: float
) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Find each spot's texel, and its toe; -1 where none is near."""
    from scipy.spatial import cKDTree

    x, y = layout.flat(segment, texels.t, texels.phi)
    flat = np.stack([x, y], axis=1)
    chosen = np.arange(len(flat))
    if segment == SEGMENTS[FOOT]:
        above = np.cos(np.radians(texels.phi)) >= 0.0
        chosen = _outermost(flat, np.where(above, texels.right_xyz[:, 2], -texels.right_xyz[:, 2]))
    row, column = np.nonzero(here)
    spots = (np.stack([column, row], axis=1) + 0.5) * spot_mm
    away, found = cKDTree(flat[chosen]).query(spots, distance_upper_bound=REACH_MM[segment])
    known = chosen[np.where(np.isfinite(away), found, 0)]
    return np.where(np.isfinite(away), texels.index[known], -1).astype(np.int32), texels.ray[known]


def _outermost(flat: Array, outward: NDArray[np.floating]) -> NDArray[np.intp]:
    """Keep of texels that lie on each other the one that is seen: on the sole the lowest, elsewhere the highest."""
    bins = (flat / BIN_MM).astype(np.int64)
    number = bins[:, 1] * (int(bins[:, 0].max()) + 1) + bins[:, 0]
    order = np.lexsort((-outward, number))
    first = np.concatenate([[True], np.diff(number[order]) > 0])
    return np.sort(order[first])
