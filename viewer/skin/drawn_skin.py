"""The skin as many small patches, and which of them a brush stroke covers. Plain numpy, no toolkit."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.state.view_state import ChartPlace, Stroke

if TYPE_CHECKING:
    from meshes.skin.unwrapping import Unwrapped

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
BOX_MM: Final = 20.0
"""Edge of the boxes that patches are sorted into."""
BRIDGE_MM: Final = 60.0
"""Two points of a stroke farther apart than this are not joined: the brush left the body between them."""
STROKES_KEPT: Final = 256
REACH_T: Final = 0.03
"""How far around a chart place patches are searched first."""
MM_PER_T: Final = {"trunk": 330.0, "thigh": 400.0, "leg": 400.0, "foot": 250.0}
MM_PER_DEGREE: Final = {"trunk": 2.4, "thigh": 1.4, "leg": 0.9, "foot": 0.7}
"""Rough lengths, for finding the nearest patch to a place."""
COARSE_MM: Final = 2.0
"""Size of the patches of :func:`reference_skin`: a brush of 5 mm covers about twenty."""


class DrawnSkin:
    """Texels of the skin, for laying strokes on them.

    Parameters
    ----------
    unwrapped : Unwrapped
        The texture atlas; of a built body, that of its atlas body.

    Attributes
    ----------
    size : int
        Texels of the texture.
    """

    def __init__(self, unwrapped: Unwrapped) -> None:
        from meshes.skin.chart_frame import SEGMENTS

        self._segments = SEGMENTS
        self.columns = int(unwrapped.t.shape[1])
        self.size = int(unwrapped.t.size)
        self.segment: NDArray[np.int8] = unwrapped.segment.ravel()
        self.side: NDArray[np.int8] = unwrapped.side.ravel()
        self.ray: NDArray[np.int8] = unwrapped.ray.ravel()
        self.t: Floats = unwrapped.t.ravel()
        self.phi: Floats = unwrapped.phi.ravel()
        self._xyz: Floats = unwrapped.xyz.reshape(-1, 3)
        used = np.flatnonzero(self.side != 0).astype(np.int32)
        self._low = self._xyz[used].min(axis=0) - 1.0
        boxes = ((self._xyz[used] - self._low) * np.float32(1.0 / BOX_MM)).astype(np.int32)
        self._count = boxes.max(axis=0) + 1
        number = (boxes[:, 2] * self._count[1] + boxes[:, 1]) * self._count[0] + boxes[:, 0]
        order = np.argsort(number, kind="stable")
        self._sorted: Indices = used[order]
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(number, minlength=int(self._count.prod())))])
        self._by_height: dict[tuple[int, int], tuple[Indices, Floats]] = {}
        self._fields: OrderedDict[tuple[Stroke, float], tuple[Indices, Floats]] = OrderedDict()
        self._own = self._owned(unwrapped)

    # ------------------------------------------------------------------ places

    def texel_of(self, place: ChartPlace) -> int:
        """Find the texel nearest to a chart place."""
        texels, heights = self._sorted_by_height(place.segment, place.side)
        reach = REACH_T
        while True:
            low, high = np.searchsorted(heights, np.array([place.t - reach, place.t + reach], dtype=np.float32))
            here = texels[low:high]
            if place.segment == "foot":
                here = here[self.ray[here] == place.ray]
            if len(here) or reach > 2.0:
                break
            reach *= 4.0
        if not len(here):
            here = texels
        turn = (self.phi[here] - place.phi + 180.0) % 360.0 - 180.0
        away = ((self.t[here] - place.t) * MM_PER_T[place.segment]) ** 2
        return int(here[np.argmin(away + (turn * MM_PER_DEGREE[place.segment]) ** 2)])

    def position(self, place: ChartPlace) -> tuple[float, float, float]:
        """Where a chart place lies on the atlas body, mm RAS, to about a texel."""
        x, y, z = (float(value) for value in self._xyz[self.texel_of(place)])
        return x, y, z

    def xyz(self, texels: NDArray[np.integer]) -> Floats:
        """Where texels lie on the atlas body, mm RAS, shape (k, 3)."""
        found: Floats = self._xyz[texels]
        return found

    def normals(self, texels: NDArray[np.integer]) -> Floats:
        """Outward directions, not normalised, shape (k, 3); zero where a texel only repeats its neighbour."""
        last = self.size - 1
        across = self._xyz[np.minimum(texels + 1, last)] - self._xyz[np.maximum(texels - 1, 0)]
        stride = self.columns
        up = self._xyz[np.minimum(texels + stride, last)] - self._xyz[np.maximum(texels - stride, 0)]
        # The tiles of the right half are laid out with their rows downwards, those of the left half are mirrored.
        outward: Floats = np.cross(across, up) * np.where(self.side[texels] > 0, -1.0, 1.0)[:, None].astype(np.float32)
        return outward

    def areas(self, texels: NDArray[np.integer]) -> Floats:
        """Skin that each texel stands for, mm2, in the shape of ``texels``; none for the padding round the tiles."""
        area: Floats = (0.25 * np.linalg.norm(self.normals(texels), axis=1)).astype(np.float32)
        return np.where(self._own[texels], area, 0.0).astype(np.float32)

    def places(self, texels: NDArray[np.integer]) -> dict[tuple[str, int], NDArray[np.intp]]:
        """Sort texels (n,) by segment name and half (+1 right): numbers into ``texels``."""
        found = {}
        for code, name in enumerate(self._segments):
            for half in (1, -1):
                numbers = np.flatnonzero((self.segment[texels] == code) & (self.side[texels] == half))
                if len(numbers):
                    found[name, half] = numbers
        return found

    # ----------------------------------------------------------------- strokes

    def field(self, stroke: Stroke, reach: float) -> tuple[Indices, Floats]:
        """Find the texels a stroke covers or nearly covers.

        Parameters
        ----------
        stroke : Stroke
        reach : float
            How far beyond its border texels are given, mm.

        Returns
        -------
        texels : ndarray of int, shape (k,)
            Flat numbers, rising.
        depth : ndarray, shape (k,)
            Millimetres inside the stroke's border, negative outside.
        """
        key = (stroke, reach)
        found = self._fields.pop(key, None)
        if found is None:
            numbers = [self.texel_of(place) for place in stroke.points]
            texels, depth = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32)
            parts = [self.pulled(one, other, stroke.radius, reach) for one, other in _joined(numbers, self._xyz)]
            if parts:
                every = np.concatenate([part[0] for part in parts])
                deep = np.concatenate([part[1] for part in parts])
                order = np.lexsort((-deep, every))
                first = np.concatenate([[True], np.diff(every[order]) > 0]) if len(order) else np.empty(0, dtype=bool)
                texels, depth = every[order][first], deep[order][first]
            found = texels, depth
        self._fields[key] = found
        if len(self._fields) > STROKES_KEPT:
            self._fields.popitem(last=False)
        return found

    def pulled(self, one: int, other: int, radius: float, reach: float) -> tuple[Indices, Floats]:
        """Find the texels near one straight piece of a stroke; as :meth:`field`, in no order.

        Skin that faces away from the brush is left out: the sole under the instep, the other thigh.
        """
        ends = self._xyz[[one, other]]
        texels = self._in_boxes(ends.min(axis=0) - radius - reach, ends.max(axis=0) + radius + reach)
        way = ends[1] - ends[0]
        offset = self._xyz[texels] - ends[0]
        share = np.clip(offset @ way / max(float(way @ way), 1e-9), 0.0, 1.0)
        away = np.linalg.norm(offset - share[:, None] * way, axis=1)
        near = away < radius + reach
        texels, away = texels[near], away[near]
        facing = self.normals(np.array([one, other]))
        facing /= np.maximum(np.linalg.norm(facing, axis=1, keepdims=True), 1e-9)
        towards = self.normals(texels) @ facing.sum(axis=0) >= 0.0
        return texels[towards], (radius - away[towards]).astype(np.float32)

    def _in_boxes(self, low: Floats, high: Floats) -> Indices:
        first = np.clip(((low - self._low) / BOX_MM).astype(int), 0, self._count - 1)
        last = np.clip(((high - self._low) / BOX_MM).astype(int), 0, self._count - 1)
        rows = [
            (level * self._count[1] + row) * self._count[0]
            for level in range(first[2], last[2] + 1)
            for row in range(first[1], last[1] + 1)
        ]
        return np.concatenate(
            [self._sorted[self._starts[row + first[0]] : self._starts[row + last[0] + 1]] for row in rows]
        )

    def _sorted_by_height(self, segment: str, side: str) -> tuple[Indices, Floats]:
        key = self._segments.index(segment), 1 if side == "right" else -1
        if key not in self._by_height:
            here = np.flatnonzero((self.segment == key[0]) & (self.side == key[1])).astype(np.int32)
            here = here[np.argsort(self.t[here], kind="stable")]
            self._by_height[key] = here, self.t[here]
        return self._by_height[key]

    def _owned(self, unwrapped: Unwrapped) -> NDArray[np.bool_]:
        """Whether a texel lies in its tile and not in the padding round it, where skin is repeated."""
        own = np.zeros(unwrapped.t.shape, dtype=bool)
        for (top, left), _, tile in unwrapped.tiles:
            rows, columns = ((int(line[0]), int(np.ceil(line[-1]))) for line in (tile.rows, tile.columns))
            own[top + rows[0] : top + rows[1], left + columns[0] : left + columns[1]] = True
        return own.ravel()


def _joined(numbers: list[int], xyz: Floats) -> list[tuple[int, int]]:
    """Pair successive points of a stroke on the skin; a single point is paired with itself."""
    pairs = [
        (one, other)
        for one, other in itertools.pairwise(numbers)
        if float(np.linalg.norm(xyz[one] - xyz[other])) <= BRIDGE_MM
    ]
    joined = {number for pair in pairs for number in pair}
    return [*pairs, *((number, number) for number in dict.fromkeys(numbers) if number not in joined)]


@cache
def reference_skin() -> DrawnSkin:
    """Give the atlas body's skin in coarse texels, for measuring drawings; made once."""
    from meshes.body import DATA
    from meshes.skin.surface import build_skin
    from meshes.skin.unwrapping import unwrap

    return DrawnSkin(unwrap(build_skin(DATA / "skin.npz", "light"), COARSE_MM))
