"""The skin's texels by chart: which texels lie inside a chart polygon, how far from its border, and where in space.

Everything is sorted by ``t`` once, so that a polygon edge only looks at the texels at its own height.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.skin.chart_frame import SEGMENTS
from viewer.skin.drawn_skin import DrawnSkin
from viewer.skin.numbered import numbered
from viewer.state.view_state import HIGHEST_T, LOWEST_T

from .chart_borders import depth_in, low_length

if TYPE_CHECKING:
    from meshes.skin.surface import SkinMesh
    from meshes.skin.unwrapping import Unwrapped

Floats = NDArray[np.float32]
BINS: Final = 48
"""Steps along a segment in which its size is measured: about a centimetre each."""
NEAREST: Final = 0.006
"""Half the height, in t, first searched for the texel at a chart place."""
BLOCK: Final = 3
"""Sizes of texels change slowly: they are measured in the middle of blocks this many texels wide and high."""
SPARSE: Final = 23
"""One texel in this many represents the skin where it hides something."""


def bin_of(t: NDArray[np.floating]) -> NDArray[np.intp]:
    """Return the steps along the segment that chart heights fall into, in their shape."""
    scaled = (np.asarray(t) - LOWEST_T) * (BINS / (HIGHEST_T - LOWEST_T))
    return np.clip(scaled, 0, BINS - 1).astype(np.intp)


def chart_lengths(
    xyz: Floats, t: Floats, phi: Floats, groups: NDArray[np.integer], index: NDArray[np.intp], columns: int
) -> tuple[Floats, Floats]:
    """Measure at each texel how many millimetres of skin a step in ``t`` and a degree of ``phi`` stand for.

    Parameters
    ----------
    xyz, t, phi : ndarray, shapes (n, 3), (n,), (n,)
        Of all texels of a tile, flat.
    groups : ndarray, shape (n,)
        Texels of different groups (segment, side, toe) are not compared.
    index : ndarray, shape (k,)
        The texels in question.
    columns : int
        Width of the tile.

    Returns
    -------
    mm_per_t, mm_per_degree : ndarray, shape (k,)
    """
    steps = []
    row, column = np.divmod(index, columns)
    for stride, place, last in ((1, column, columns - 1), (columns, row, len(t) // columns - 1)):
        ahead = np.where(place < last, index + stride, index)
        behind = np.where(place > 0, index - stride, index)
        ahead = np.where(groups[ahead] == groups[index], ahead, index)
        behind = np.where(groups[behind] == groups[index], behind, index)
        turn = phi[ahead] - phi[behind]
        steps.append((xyz[ahead] - xyz[behind], t[ahead] - t[behind], (turn + 180.0) % 360.0 - 180.0))
    (e1, t1, p1), (e2, t2, p2) = steps
    g11, g12, g22 = (e1 * e1).sum(1), (e1 * e2).sum(1), (e2 * e2).sum(1)
    determinant = np.maximum(g11 * g22 - g12 * g12, 1e-6)

    def length(d1: Floats, d2: Floats) -> Floats:
        square = (g22 * d1 * d1 - 2.0 * g12 * d1 * d2 + g11 * d2 * d2) / determinant
        per_step: Floats = (1.0 / np.sqrt(np.maximum(square, 1e-12))).astype(np.float32)
        return per_step

    return np.clip(length(t1, t2), 20.0, 2000.0), np.clip(length(p1, p2), 0.05, 6.0)


@dataclass(frozen=True, slots=True, eq=False)
class ChartTexels:
    """The texels of one segment on one half of the skin, sorted by ``t``; both halves share what is equal."""

    index: NDArray[np.int32]
    """Shape (k,): flat number of the texel in the texture."""
    t: Floats
    phi: Floats
    ray: NDArray[np.uint8]
    right_xyz: Floats
    """Shape (k, 3), mm, RAS: where the texel lies, or on the left half its image in the right one."""
    mm_per_t: Floats
    mm_per_degree: Floats
    centre: Floats
    """Shape (BINS, 3): middle of the segment at each step."""
    periodic: bool
    sign: float = 1.0
    """-1 on the left half."""

    @property
    def xyz(self) -> Floats:
        """Shape (k, 3), mm, RAS: where all texels lie."""
        return self.right_xyz if self.sign > 0.0 else self.right_xyz * np.array([-1.0, 1.0, 1.0], dtype=np.float32)

    def places(self, numbers: NDArray[np.intp]) -> Floats:
        """Where some texels lie, mm, RAS, shape (len(numbers), 3)."""
        places: Floats = self.right_xyz[numbers]
        places[:, 0] *= np.float32(self.sign)
        return places

    def outward(self, numbers: NDArray[np.intp]) -> Floats:
        """Point away from the middle of the segment, unit length, shape (len(numbers), 3)."""
        away = self.places(numbers) - self.centre[bin_of(self.t[numbers])]
        length = np.linalg.norm(away, axis=1, keepdims=True)
        unit: Floats = (away / np.maximum(length, 1e-6)).astype(np.float32)
        return unit

    def nearest(self, t: float, phi: float, rays: tuple[int, ...] = ()) -> int:
        """Find the texel nearest to a chart place; its place in these arrays."""
        reach = NEAREST
        while reach < 4.0:
            low, high = np.searchsorted(self.t, np.array([t - reach, t + reach], dtype=np.float32))
            here = slice(int(low), int(high))
            turn = self.phi[here] - phi
            if self.periodic:
                turn = (turn + 180.0) % 360.0 - 180.0
            length = ((self.t[here] - t) * self.mm_per_t[here]) ** 2 + (turn * self.mm_per_degree[here]) ** 2
            if rays:
                length = np.where(among(self.ray[here], rays), length, np.inf)
            best = int(np.argmin(length)) if len(length) else -1
            # Within its own height's reach nothing left out can be nearer.
            if (
                best >= 0
                and np.isfinite(length[best])
                and (length[best] <= (reach * self.mm_per_t[low + best]) ** 2 or reach > 0.04)
            ):
                return int(low) + best
            reach *= 2.0
        return int(np.argmin(np.abs(self.t - t)))

    def signed_distance(
        self,
        polygon: NDArray[np.float64],
        reach_mm: float,
        rays: tuple[int, ...] = (),
        border: NDArray[np.float64] | None = None,
    ) -> tuple[NDArray[np.intp], Floats]:
        """Measure how deep each texel lies inside a chart polygon.

        Parameters
        ----------
        polygon : ndarray, shape (k, 2)
            (t, phi in degrees), closed implicitly, phi continuous along it.
        reach_mm : float
            Distances are cut off there.
        rays : tuple of int
            Toes it is restricted to; empty for no restriction.
        border : ndarray, shape (j, 2, 2), optional
            The pieces of its outline that distances are measured to; all of it unless given.

        Returns
        -------
        numbers : ndarray, shape (j,)
            Texels inside or nearer than ``reach_mm``, as places in these arrays.
        depth : ndarray, shape (j,)
            Millimetres: positive inside, negative outside, at most ``reach_mm`` either way.
        """
        margin_t = reach_mm / low_length(self.mm_per_t) if len(self.t) else 0.0
        ends = np.array([polygon[:, 0].min() - margin_t, polygon[:, 0].max() + margin_t], dtype=np.float32)
        low, high = (int(place) for place in np.searchsorted(self.t, ends))
        if high <= low:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32)
        t, per_t = self.t[low:high], self.mm_per_t[low:high]
        phi, per_degree = self.phi[low:high], self.mm_per_degree[low:high]
        if not self.periodic:
            depth = depth_in(polygon, t, phi, per_t, per_degree, reach_mm, border)
        else:
            first = polygon[:, 1].min()
            span = polygon[:, 1].max() - first
            slack = max(0.0, (360.0 - span) / 2.0)
            turned = first - slack + (phi - (first - slack)) % 360.0
            depth = depth_in(polygon, t, turned, per_t, per_degree, reach_mm, border)
            if slack < 15.0:  # it nearly or wholly surrounds the limb: its own far end may hold the texel too
                for turn in (-360.0, 360.0):
                    depth = np.maximum(depth, depth_in(polygon, t, turned + turn, per_t, per_degree, reach_mm, border))
        near = depth > -reach_mm
        if rays:
            near &= among(self.ray[low:high], rays)
        numbers = np.flatnonzero(near)
        return numbers + low, depth[numbers]


def among(rays: NDArray[np.uint8], wanted: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return for each texel whether its toe is wanted."""
    table = np.zeros(256, dtype=bool)
    table[list(wanted)] = True
    found: NDArray[np.bool_] = table[rays]
    return found


class SkinTexels:
    """All texels of the skin, cut by segment and half on demand."""

    def __init__(self, unwrapped: Unwrapped) -> None:
        self.shape: tuple[int, int] = (int(unwrapped.t.shape[0]), int(unwrapped.t.shape[1]))
        self._unwrapped = unwrapped
        self._groups = ((unwrapped.segment * 3 + unwrapped.side + 1) * 8 + unwrapped.ray).ravel()  # below 128
        self._texels: dict[tuple[str, str], ChartTexels] = {}
        self._images: dict[str, NDArray[np.int32]] = {}
        self._clouds: dict[str | None, Floats] = {}
        self._skin: SkinMesh | None = None
        self._corners: dict[str | int, tuple[NDArray[np.int32], Floats, Floats]] = {}

    def set_skin(self, skin: SkinMesh) -> None:
        """Use another build's skin: patterns stay, and places are found on that skin."""
        self._skin = skin
        self._clouds.clear()

    def drawn_skin(self) -> DrawnSkin:
        """Return the same texels for strokes, always on the atlas body."""
        return DrawnSkin(self._unwrapped)

    def xyz(self, texels: NDArray[np.integer], name: str = "") -> Floats:
        """Places of texels (flat numbers) on the skin that is drawn, mm RAS, shape (k, 3).

        The skin's vertices about texels that are asked for again, on other builds, are kept: single ones, and those
        with a name. Before the first skin is set, that is the atlas body.
        """
        corners, weights, half = self.corners(texels, name)
        # Those of the right half come first.
        vertices = self._unwrapped.right.astype(np.float32) if self._skin is None else self._skin.mesh.vertices
        placed: Floats = weights[:, 0, None] * vertices[corners[:, 0]]
        for corner in range(1, corners.shape[1]):
            placed += weights[:, corner, None] * vertices[corners[:, corner]]
        placed[:, 0] *= half
        return placed

    def corners(self, texels: NDArray[np.integer], name: str = "") -> tuple[NDArray[np.int32], Floats, Floats]:
        """Between which vertices texels lie, as :meth:`meshes.skin.unwrapping.Unwrapped.corners`.

        Kept as for :meth:`xyz`.
        """
        key = name or (int(texels[0]) if len(texels) == 1 else "")
        if key not in self._corners or key == "":
            corners, weights, half = self._unwrapped.corners(texels)
            self._corners[key] = corners, weights.astype(np.float32), half.astype(np.float32)
        return self._corners[key]

    def of(self, segment: str, side: str) -> ChartTexels:
        """Return the texels of a segment on one half."""
        if (segment, side) not in self._texels:
            self._texels[segment, side] = self._cut(segment) if side == "right" else self._image(segment)
        return self._texels[segment, side]

    def places(self, segment: str, side: str) -> tuple[NDArray[np.int32], Floats]:
        """Return flat numbers and heights t of a segment's texels on one half, both (k,), in no order, unmeasured."""
        code, half = SEGMENTS.index(segment), 1 if side == "right" else -1
        chosen = (self._unwrapped.segment == code) & (self._unwrapped.side == half)
        index = np.flatnonzero(chosen.ravel()).astype(np.int32)
        return index, self._unwrapped.t.ravel()[index]

    def cloud(self, gone: str | None) -> Floats:
        """Return points all over the skin, about every 6 mm, without a leg that has stepped aside.

        Shape (n, 4): mm RAS, and the square of the distance from the origin, for finding points near a line.
        """
        if gone not in self._clouds:
            some = slice(None, None, SPARSE)
            segment, side = self._unwrapped.segment.ravel()[some], self._unwrapped.side.ravel()[some]
            low = (segment > 1) | ((segment == 1) & (self._unwrapped.t.ravel()[some] > 0.3))
            kept = (side != 0) & ~(low & (side == {"right": 1, "left": -1}.get(gone or "", 0)))
            xyz = self.xyz(np.arange(self.shape[0] * self.shape[1])[some][kept], f"cloud without {gone}")
            self._clouds[gone] = np.concatenate([xyz, (xyz * xyz).sum(axis=1, keepdims=True)], axis=1)
        return self._clouds[gone]

    def position(self, segment: str, side: str, t: float, phi: float, ray: int = 0) -> NDArray[np.float64]:
        """Find the skin at a chart place, mm RAS, shape (3,), to about a texel."""
        texels = self.of(segment, side)
        number = texels.nearest(t, phi, (ray,) if ray else ())
        xyz: NDArray[np.float64] = self.xyz(texels.index[[number]])[0].astype(np.float64)
        return xyz

    def _cut(self, segment: str) -> ChartTexels:
        """Take the texels of a segment on the right half, tile by tile: as a whole the texture is large."""
        unwrapped, code = self._unwrapped, SEGMENTS.index(segment)
        parts = [self._of_tile(code, number) for number in range(len(unwrapped.tiles) // 2)]
        index, image, xyz, mm_per_t, mm_per_degree = (np.concatenate(column) for column in zip(*parts, strict=True))
        t = unwrapped.t.ravel()[index]
        order = np.argsort(t, kind="stable")  # tiles lie along the limb: nearly in order, which this kind uses
        self._images[segment] = image[order]
        index, t, xyz = index[order], t[order], xyz[order]
        step = bin_of(t)
        count = np.maximum(np.bincount(step, minlength=BINS), 1)
        centre = np.stack([np.bincount(step, xyz[:, axis], BINS) / count for axis in range(3)], axis=1)
        return ChartTexels(
            index,
            t,
            unwrapped.phi.ravel()[index],
            unwrapped.ray.ravel()[index].astype(np.uint8),
            xyz,
            mm_per_t[order],
            mm_per_degree[order],
            centre.astype(np.float32),
            segment != "trunk",
        )

    def _image(self, segment: str) -> ChartTexels:
        """Take the texels of a segment on the left half."""
        right = self.of(segment, "right")
        flip = np.array([-1.0, 1.0, 1.0], dtype=np.float32)
        return replace(right, index=self._images.pop(segment), centre=right.centre * flip, sign=-1.0)

    def _of_tile(self, code: int, number: int) -> tuple[NDArray[np.int32], NDArray[np.int32], Floats, Floats, Floats]:
        """Take a segment's texels on a right tile: flat numbers, those of their images, places, and lengths."""
        unwrapped, columns = self._unwrapped, self.shape[1]
        half = len(unwrapped.tiles) // 2
        ((top, left), _, tile), (image, _, _) = unwrapped.tiles[number], unwrapped.tiles[number + half]
        window = (slice(top, top + tile.height), slice(left, left + tile.width))
        groups = self._groups.reshape(self.shape)[window].ravel()
        here = np.flatnonzero(unwrapped.segment[window] == code)
        row, column = np.divmod(here.astype(np.int32), tile.width)
        if not len(here):
            none = np.empty((0, 3), dtype=np.float32)
            return row, row, none, none[:, 0], none[:, 0]
        flat = unwrapped.tile_xyz(number).reshape(-1, 3), unwrapped.t[window].ravel(), unwrapped.phi[window].ravel()
        # The middles of blocks, or the texels themselves where that is of another group.
        down, across = (
            (place + corner) // BLOCK * BLOCK + BLOCK // 2 - corner for place, corner in ((row, top), (column, left))
        )
        known = (down >= 0) & (down < tile.height) & (across >= 0) & (across < tile.width)
        middle = np.where(known, down * tile.width + across, here)
        middle = np.where(groups[middle] == groups[here], middle, here)
        measured, place = numbered(middle, len(groups))
        lengths = chart_lengths(*flat, groups, measured, tile.width)
        index, twin = ((row + corner[0]) * columns + column + corner[1] for corner in ((top, left), image))
        return index, twin, flat[0][here], lengths[0][place], lengths[1][place]
