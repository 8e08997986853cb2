"""The skin's texels by chart: which texels lie inside a chart polygon, how far from its border, and where in space.

Everything is sorted by ``t`` once, so that a polygon edge only looks at the texels at its own height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.charts import SEGMENTS
from viewer.drawn_skin import DrawnSkin

if TYPE_CHECKING:
    from meshes.painting import Unwrapped
    from meshes.skin import SkinMesh

Floats = NDArray[np.float32]
BINS: Final = 48
"""Steps along a segment in which its size is measured: about a centimetre each."""
NEAREST: Final = 0.006
"""Half the height, in t, first searched for the texel at a chart place."""
BLOCK: Final = 3
"""Sizes of texels change slowly: they are measured in the middle of blocks this many texels wide and high."""
CUT_T, CUT_PHI = 0.006, 2.0
"""Where another polygon of its territory lies so near beyond a border, that is a mere cut: 1 to 3 mm."""
SPARSE: Final = 23
"""One texel in so many stands for the skin where it hides something."""
LOWEST, HIGHEST = -0.25, 1.25
"""Charts may overshoot their segment a little at both ends."""


def bin_of(t: NDArray[np.floating]) -> NDArray[np.intp]:
    """Return the steps along the segment that chart heights fall into, in their shape."""
    scaled = (np.asarray(t) - LOWEST) * (BINS / (HIGHEST - LOWEST))
    return np.clip(scaled, 0, BINS - 1).astype(np.intp)


def chart_lengths(
    xyz: Floats, t: Floats, phi: Floats, groups: NDArray[np.integer], index: NDArray[np.intp], columns: int
) -> tuple[Floats, Floats]:
    """Measure at each texel how many millimetres of skin a step in ``t`` and a degree of ``phi`` stand for.

    Parameters
    ----------
    xyz, t, phi : ndarray, shapes (n, 3), (n,), (n,)
        Of all texels of the texture, flat.
    groups : ndarray, shape (n,)
        Texels of different groups (segment, side, toe) are not compared.
    index : ndarray, shape (k,)
        The texels in question.
    columns : int
        Width of the texture.

    Returns
    -------
    mm_per_t, mm_per_degree : ndarray, shape (k,)
    """
    steps = []
    for stride in (1, columns):
        ahead = np.where(index + stride < len(t), index + stride, index)
        behind = np.where(index >= stride, index - stride, index)
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
    """The texels of one segment on one half of the skin, sorted by ``t``."""

    index: NDArray[np.int32]
    """Shape (k,): flat number of the texel in the texture."""
    t: Floats
    phi: Floats
    ray: NDArray[np.uint8]
    xyz: Floats
    """Shape (k, 3), mm, RAS."""
    mm_per_t: Floats
    mm_per_degree: Floats
    centre: Floats
    """Shape (BINS, 3): middle of the segment at each step."""
    periodic: bool

    def outward(self, numbers: NDArray[np.intp]) -> Floats:
        """Point away from the middle of the segment, unit length, shape (len(numbers), 3)."""
        away = self.xyz[numbers] - self.centre[bin_of(self.t[numbers])]
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
        margin_t = reach_mm / _low(self.mm_per_t) if len(self.t) else 0.0
        ends = np.array([polygon[:, 0].min() - margin_t, polygon[:, 0].max() + margin_t], dtype=np.float32)
        low, high = (int(place) for place in np.searchsorted(self.t, ends))
        if high <= low:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32)
        t, per_t = self.t[low:high], self.mm_per_t[low:high]
        phi, per_degree = self.phi[low:high], self.mm_per_degree[low:high]
        if not self.periodic:
            depth = _depth(polygon, t, phi, per_t, per_degree, reach_mm, border)
        else:
            first = polygon[:, 1].min()
            span = polygon[:, 1].max() - first
            slack = max(0.0, (360.0 - span) / 2.0)
            turned = first - slack + (phi - (first - slack)) % 360.0
            depth = _depth(polygon, t, turned, per_t, per_degree, reach_mm, border)
            if slack < 15.0:  # it nearly or wholly surrounds the limb: its own far end may hold the texel too
                for turn in (-360.0, 360.0):
                    depth = np.maximum(depth, _depth(polygon, t, turned + turn, per_t, per_degree, reach_mm, border))
        near = depth > -reach_mm
        if rays:
            near &= among(self.ray[low:high], rays)
        numbers = np.flatnonzero(near)
        return numbers + low, depth[numbers]


def among(rays: NDArray[np.uint8], wanted: tuple[int, ...]) -> NDArray[np.bool_]:
    """Say for each texel whether its toe is one of the wanted."""
    table = np.zeros(256, dtype=bool)
    table[list(wanted)] = True
    found: NDArray[np.bool_] = table[rays]
    return found


def _low(lengths: Floats) -> float:
    """Return a low length: texels below it, a few at creases, may miss a border that is near them."""
    some = lengths[:: max(1, len(lengths) // 2000)]
    place = len(some) // 50
    return float(np.partition(some, place)[place])


def outer_border(polygon: NDArray[np.float64], others: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Leave out of a polygon's outline what runs inside or along other polygons of the same territory: mere cuts.

    Returns
    -------
    ndarray, shape (j, 2, 2)
        Pieces from (t, phi) to (t, phi).
    """
    start, end = polygon, np.roll(polygon, -1, axis=0)
    size = np.abs((end - start) / (CUT_T, CUT_PHI)).max(axis=1)
    pieces = []
    for a, b, count in zip(start, end, np.maximum(1, np.ceil(size)).astype(int), strict=True):
        share = np.linspace(0.0, 1.0, count + 1)[:, None]
        line = a + share * (b - a)
        pieces.append(np.stack([line[:-1], line[1:]], axis=1))
    border = np.concatenate(pieces)
    middle = border.mean(axis=1)
    along = (border[:, 1] - border[:, 0]) / (CUT_T, CUT_PHI)
    away = along[:, ::-1] * (1.0, -1.0) / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    cut = np.zeros(len(border), dtype=bool)
    for sign in (-1.0, 1.0):
        beside = middle + sign * away * (CUT_T, CUT_PHI)
        within = np.zeros(len(border), dtype=bool)
        for other in others:
            for turn in (-360.0, 0.0, 360.0):
                within |= _holds(other, beside[:, 0], beside[:, 1] + turn)
        cut |= within & ~_holds(polygon, beside[:, 0], beside[:, 1])
    outer: NDArray[np.float64] = border[~cut]
    return outer


def _holds(polygon: NDArray[np.float64], t: NDArray[np.float64], phi: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether points lie in a polygon."""
    inside = np.zeros(len(t), dtype=bool)
    for (t0, p0), (t1, p1) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        if t0 != t1:
            inside ^= ((t0 > t) != (t1 > t)) & (phi < p0 + (t - t0) * ((p1 - p0) / (t1 - t0)))
    return inside


def _depth(
    polygon: NDArray[np.float64],
    t: Floats,
    phi: Floats,
    per_t: Floats,
    per_degree: Floats,
    reach: float,
    border: NDArray[np.float64] | None = None,
) -> Floats:
    """Signed distance in mm to a polygon for texels sorted by ``t``."""
    inside = np.zeros(len(t), dtype=bool)
    square = np.full(len(t), reach * reach, dtype=np.float32)
    outline = np.stack([polygon, np.roll(polygon, -1, axis=0)], axis=1)
    margin_t, margin_phi = reach / _low(per_t), reach / _low(per_degree)
    # Plain floats, or numpy would work in double precision: twice the time for nothing.
    for (t0, p0, t1, p1), (a, b) in _rows(outline, t, 0.0):
        if b > a:
            inside[a:b] ^= phi[a:b] < p0 + (t[a:b] - t0) * ((p1 - p0) / (t1 - t0))
    for (t0, p0, t1, p1), (c, d) in _rows(outline if border is None else border, t, margin_t):
        if d > c:
            near = np.flatnonzero((phi[c:d] > min(p0, p1) - margin_phi) & (phi[c:d] < max(p0, p1) + margin_phi)) + c
            if not len(near):
                continue
            along, around = per_t[near], per_degree[near]
            ex, ey = (t1 - t0) * along, (p1 - p0) * around
            vx, vy = (t[near] - t0) * along, (phi[near] - p0) * around
            share = np.clip((vx * ex + vy * ey) / np.maximum(ex * ex + ey * ey, 1e-9), 0.0, 1.0)
            square[near] = np.minimum(square[near], (vx - share * ex) ** 2 + (vy - share * ey) ** 2)
    distance = np.sqrt(square)
    return np.where(inside, distance, -distance).astype(np.float32)


def _rows(lines: NDArray[np.float64], t: Floats, margin: float) -> Iterator[tuple[list[float], list[int]]]:
    """Pair each line (t, phi, t, phi) with the range of texels at its height."""
    heights = np.stack([lines[:, :, 0].min(axis=1) - margin, lines[:, :, 0].max(axis=1) + margin], axis=1)
    ranges = np.searchsorted(t, heights.astype(np.float32))
    yield from zip(lines.reshape(-1, 4).tolist(), ranges.tolist(), strict=True)


class SkinTexels:
    """All texels of the skin, cut by segment and half on demand."""

    def __init__(self, unwrapped: Unwrapped) -> None:
        self.shape: tuple[int, int] = (int(unwrapped.t.shape[0]), int(unwrapped.t.shape[1]))
        self._unwrapped = unwrapped
        groups = (unwrapped.segment.astype(np.int32) * 3 + unwrapped.side + 1) * 8 + unwrapped.ray
        self._groups = groups.ravel()
        self._texels: dict[tuple[int, int], ChartTexels] = {}
        self._clouds: dict[str | None, Floats] = {}
        self._skin: SkinMesh | None = None
        self._corners: dict[str | int, tuple[NDArray[np.int32], Floats, Floats]] = {}

    def wear(self, skin: SkinMesh) -> None:
        """Lie on another build's skin: patterns stay, and places are asked of that skin."""
        self._skin = skin if skin.rest is not None else None
        self._clouds.clear()

    def drawn_skin(self) -> DrawnSkin:
        """Give the same texels for laying strokes on them, always those of the atlas body."""
        return DrawnSkin(self._unwrapped)

    def xyz(self, texels: NDArray[np.integer], name: str = "") -> Floats:
        """Places of texels (flat numbers) on the skin that is worn, mm RAS, shape (k, 3).

        The skin's vertices about texels that are asked for again, on other builds, are kept: single ones, and those
        with a name.
        """
        if self._skin is None:
            found: Floats = self._unwrapped.xyz.reshape(-1, 3)[texels]
            return found
        corners, weights, half = self.corners(texels, name)
        vertices = self._skin.mesh.vertices  # those of the right half come first
        worn: Floats = weights[:, 0, None] * vertices[corners[:, 0]]
        for corner in range(1, corners.shape[1]):
            worn += weights[:, corner, None] * vertices[corners[:, corner]]
        worn[:, 0] *= half
        return worn

    def corners(self, texels: NDArray[np.integer], name: str = "") -> tuple[NDArray[np.int32], Floats, Floats]:
        """Between which vertices texels lie, as :meth:`meshes.painting.Unwrapped.corners`; kept as for :meth:`xyz`."""
        key = name or (int(texels[0]) if len(texels) == 1 else "")
        if key not in self._corners or key == "":
            corners, weights, half = self._unwrapped.corners(texels)
            self._corners[key] = corners, weights.astype(np.float32), half.astype(np.float32)
        return self._corners[key]

    def of(self, segment: str, side: str) -> ChartTexels:
        """Return the texels of a segment on one half."""
        code, half = SEGMENTS.index(segment), 1 if side == "right" else -1
        if (code, half) not in self._texels:
            self._texels[code, half] = self._cut(code, half)
        return self._texels[code, half]

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

    def _cut(self, code: int, half: int) -> ChartTexels:
        unwrapped = self._unwrapped
        index, t = self.places(SEGMENTS[code], "right" if half > 0 else "left")
        mm_per_t, mm_per_degree = self._lengths(index)  # while neighbours still lie side by side in memory
        order = np.argsort(t)
        index, t = index[order], t[order]
        xyz = unwrapped.xyz.reshape(-1, 3)[index]
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
            SEGMENTS[code] != "trunk",
        )

    def _lengths(self, index: NDArray[np.int32]) -> tuple[Floats, Floats]:
        """Measure texels by the middles of their blocks, and by themselves where the middle is of another group."""
        unwrapped, (rows, columns) = self._unwrapped, self.shape
        row = index // columns
        column = index - row * columns
        row = np.minimum(row // BLOCK * BLOCK + BLOCK // 2, rows - 1)
        column = np.minimum(column // BLOCK * BLOCK + BLOCK // 2, columns - 1)
        middle = row * columns + column
        middle = np.where(self._groups[middle] == self._groups[index], middle, index)
        wanted = np.zeros(rows * columns, dtype=bool)
        wanted[middle] = True
        measured = np.flatnonzero(wanted)
        place = np.empty(rows * columns, dtype=np.int32)
        place[measured] = np.arange(len(measured), dtype=np.int32)
        flat = unwrapped.xyz.reshape(-1, 3), unwrapped.t.ravel(), unwrapped.phi.ravel()
        mm_per_t, mm_per_degree = chart_lengths(*flat, self._groups, measured, columns)
        chosen = place[middle]
        return mm_per_t[chosen], mm_per_degree[chosen]
