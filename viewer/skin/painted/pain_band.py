"""A root's pain as a soft-edged band along a line on the skin."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import BandPoint

from .chart_texels import ChartTexels, SkinTexels

Floats = NDArray[np.float32]
STEP_MM: Final = 7.0
"""Distance of the points that the centre line is cut into."""
SMOOTHING: Final = 6
"""Rounds of averaging that take the texel steps and the corners at segment borders out of the line."""
SOFTNESS: Final = 0.68
"""Where along the half width the colour has fallen to about a third."""
CHUNK: Final = 8192
BOX_MM: Final = 22.0
"""Boxes of space in which texels are first looked for."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line on the skin."""

    xyz: Floats
    """Shape (k, 3), mm RAS."""
    tangent: Floats
    """Shape (k, 3), unit length."""
    length: Floats
    """Shape (k,): millimetres from the start."""
    half_width: Floats
    """Shape (k,), mm."""
    strength: Floats
    """Shape (k,), 0..1."""


@dataclass(frozen=True, slots=True)
class BandField:
    """The texels a band covers."""

    index: NDArray[np.int32]
    """Flat numbers of texels."""
    falloff: Floats
    """1 on the centre line of a strong stretch, falling softly to 0 at the edge."""
    along: Floats
    """Millimetres from the start of the line."""
    across: Floats
    """Millimetres from the centre line, one side negative."""


def path_of(points: Sequence[BandPoint], side: str, texels: SkinTexels) -> Path:
    """Lay a band's centre line on the skin."""
    rows: list[tuple[float, ...]] = []
    for here, there in itertools.pairwise(points):
        start = texels.position(here.segment, side, here.t, here.phi)
        end = texels.position(there.segment, side, there.t, there.phi)
        count = max(2, int(np.linalg.norm(end - start) / STEP_MM))
        for share in np.arange(count) / count:
            if here.segment == there.segment:
                turn = there.phi - here.phi
                if here.segment != "trunk":
                    turn = (turn + 180.0) % 360.0 - 180.0
                t, phi = here.t + share * (there.t - here.t), here.phi + share * turn
                place = texels.position(here.segment, side, t, phi % 360.0 if here.segment != "trunk" else phi)
            else:
                place = start + share * (end - start)
            width = here.half_width_mm + share * (there.half_width_mm - here.half_width_mm)
            rows.append((*place, width, here.strength + share * (there.strength - here.strength)))
    last = points[-1]
    rows.append((*texels.position(last.segment, side, last.t, last.phi), last.half_width_mm, last.strength))
    table = np.asarray(rows, dtype=np.float64)
    for _ in range(SMOOTHING):
        table[1:-1] = 0.25 * table[:-2] + 0.5 * table[1:-1] + 0.25 * table[2:]
    tangent = np.gradient(table[:, :3], axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-6)
    steps = np.linalg.norm(np.diff(table[:, :3], axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    return Path(
        table[:, :3].astype(np.float32),
        tangent.astype(np.float32),
        length.astype(np.float32),
        table[:, 3].astype(np.float32),
        table[:, 4].astype(np.float32),
    )


def band_field(points: Sequence[BandPoint], side: str, texels: SkinTexels) -> BandField:
    """Spread a band over the texels near its centre line."""
    path = path_of(points, side, texels)
    boxes = _Boxes(path)
    parts = []
    for segment in dict.fromkeys(point.segment for point in points):
        cut = texels.of(segment, side)
        close = boxes.close(cut.xyz)
        # Texels sorted by height lie in thin rings, so compare boxes first and only then distances.
        for begin in range(0, len(close), CHUNK):
            numbers = close[begin : begin + CHUNK]
            near = np.flatnonzero(_box_distance(path.xyz, cut.places(numbers)) < path.half_width)
            if len(near):
                parts.append(_spread(path, near, cut, numbers))
    if not parts:
        empty = np.empty(0, dtype=np.float32)
        return BandField(np.empty(0, dtype=np.int32), empty, empty, empty)
    index, falloff, along, across = (np.concatenate(column) for column in zip(*parts, strict=True))
    return BandField(index, falloff, along, across)


class _Boxes:
    """Small boxes of space, and whether the band reaches them: this rules out most texels quickly."""

    def __init__(self, path: Path) -> None:
        reach = float(path.half_width.max())
        self._low = (path.xyz.min(axis=0) - reach).astype(np.float32)
        self._count = np.ceil((path.xyz.max(axis=0) + reach - self._low) / BOX_MM).astype(np.intp)
        corners = np.indices(tuple(self._count)).reshape(3, -1).T.astype(np.float32)
        centres = self._low + (corners + np.float32(0.5)) * np.float32(BOX_MM)
        square = (centres * centres).sum(axis=1)[:, None] - 2.0 * (centres @ path.xyz.T) + (path.xyz**2).sum(axis=1)
        # Half the diagonal of a box is 0.87 of its edge.
        self._reached = (square < (path.half_width + np.float32(0.9 * BOX_MM)) ** 2).any(axis=1)

    def close(self, xyz: Floats) -> NDArray[np.intp]:
        """Find the points, of shape (n, 3), in reached boxes."""
        place = ((xyz - self._low) * np.float32(1.0 / BOX_MM)).astype(np.int32)
        inside = np.ones(len(xyz), dtype=bool)
        for axis, count in enumerate(self._count.tolist()):  # by column: several times faster than by row
            inside &= (place[:, axis] >= 0) & (place[:, axis] < count)
        box = (place[:, 0] * self._count[1] + place[:, 1]) * self._count[2] + place[:, 2]
        return np.flatnonzero(inside & self._reached[np.where(inside, box, 0)])


def _box_distance(points: Floats, cloud: Floats) -> Floats:
    """Distance of points from the bounding box of a cloud."""
    low, high = cloud.min(axis=0), cloud.max(axis=0)
    out = np.maximum(np.maximum(low - points, points - high), 0.0)
    distance: Floats = np.linalg.norm(out, axis=1).astype(np.float32)
    return distance


def _spread(
    path: Path, near: NDArray[np.intp], cut: ChartTexels, numbers: NDArray[np.intp]
) -> tuple[NDArray[np.int32], Floats, Floats, Floats]:
    points, xyz = path.xyz[near], cut.places(numbers)
    square = (
        (xyz * xyz).sum(axis=1)[:, None] - 2.0 * (xyz @ points.T) + (points * points).sum(axis=1)[None, :]
    ) / path.half_width[near] ** 2
    best = np.argmin(square, axis=1)
    chosen = near[best]
    touched = square[np.arange(len(xyz)), best] < 1.1
    chosen, xyz, numbers = chosen[touched], xyz[touched], numbers[touched]
    outward = cut.outward(numbers)
    offset = xyz - path.xyz[chosen]
    tangent = path.tangent[chosen]
    forward = (offset * tangent).sum(axis=1)
    # Between two points of the line the distance is that to the line, at its ends that to the end.
    inner = (chosen > 0) & (chosen < len(path.xyz) - 1)
    sideways = offset - np.where(inner, np.clip(forward, -STEP_MM, STEP_MM), 0.0)[:, None] * tangent
    distance = np.linalg.norm(sideways, axis=1)
    relative = distance / path.half_width[chosen]
    falloff = np.exp(-((relative / SOFTNESS) ** 2)) * np.clip((1.0 - relative) / 0.25, 0.0, 1.0)
    sign = np.sign((np.cross(outward, tangent) * sideways).sum(axis=1))
    # The line's own side of the limb only: texels facing away from it belong to the far wall.
    return (
        cut.index[numbers],
        (falloff * path.strength[chosen] ** 0.35).astype(np.float32),
        (path.length[chosen] + forward).astype(np.float32),
        (sign * distance).astype(np.float32),
    )
