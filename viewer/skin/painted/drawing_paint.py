"""A freehand drawing as paint: signs in rows, crosses for pain, rings for tingling, bars for numbness.

As in pain drawings on paper they are told apart by shape and not by colour alone. What lies deep has a second outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.skin.chart_frame import SEGMENTS
from viewer.appearance.covers import Kind
from viewer.palette.colours import DRAWN
from viewer.skin.drawing import REACH_MM, regions
from viewer.skin.drawn_skin import DrawnSkin
from viewer.state.view_state import ChartPlace, Stroke

from .chart_texels import SkinTexels
from .patterns import smooth

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
CELL_MM: Final = 11.0
"""From sign to sign."""
ARM_MM: Final = 3.3
"""From the middle of a sign to its end."""
SIGN_MM: Final = 0.85
"""Half the width of a sign's lines."""
SOFT_MM: Final = 0.55
OUTLINE_MM: Final = 1.7
SECOND_MM: Final = (3.4, 5.0)
"""Where the second outline of what lies deep begins and ends, inside the border."""
WASH: Final = {"skin": 0.5, "deep": 0.62}
"""White under the signs: they must stand out on every root's colour, and the colour must still be seen."""
TINT: Final = {"skin": 0.12, "deep": 0.3}
"""How much of its own colour the wash has."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """Paint over anything: ``under * keep + colour``."""

    index: Indices
    """Flat texels, each once."""
    colour: Floats
    """Shape (k, 3), 0..255, weighted already."""
    keep: Floats
    """Shape (k,): what is left of what lies under it, 0..1."""


class DrawingPainter:
    """Makes overlays of strokes.

    Parameters
    ----------
    texels : SkinTexels
        Sizes of texels, for signs of one size.
    skin : DrawnSkin
        The same texels, for strokes.
    """

    def __init__(self, texels: SkinTexels, skin: DrawnSkin) -> None:
        self.skin = skin
        self._texels = texels
        self._aside = np.zeros((skin.size, 2), dtype=np.float16)
        self._laid_out: set[tuple[int, int]] = set()
        self._last: tuple[tuple[Stroke, ...], Overlay] | None = None

    def overlay(self, strokes: tuple[Stroke, ...]) -> Overlay:
        """Give the paint of a drawing; equal drawings give the same object while it is the last."""
        if self._last is None or self._last[0] != strokes:
            parts = [self.signs(kind, *region) for kind, region in regions(self.skin, strokes).items()]
            self._last = strokes, _joined(parts)
        return self._last[1]

    def signs(self, kind: Kind, index: Indices, depth: Floats) -> Overlay:
        """Paint one kind of drawing on texels that lie so deep inside its border, mm."""
        quality, layer = kind
        self._lay_out(index)
        across, up = (self._aside[index, column].astype(np.float32) for column in (0, 1))
        covered = smooth(depth, -SOFT_MM, SOFT_MM)
        line = covered * (1.0 - smooth(depth, OUTLINE_MM - SOFT_MM, OUTLINE_MM + SOFT_MM))
        if layer == "deep":
            first, last = SECOND_MM
            second = smooth(depth, first - SOFT_MM, first + SOFT_MM) - smooth(depth, last - SOFT_MM, last + SOFT_MM)
            line = np.maximum(line, second)
        room = smooth(depth, OUTLINE_MM, OUTLINE_MM + 1.5)  # no sign runs into the outline
        ink = np.maximum(line, room * (1.0 - smooth(_off_sign(quality, across, up), 0.0, 2.0 * SOFT_MM)))
        colour = np.asarray(DRAWN[quality], dtype=np.float32)
        ground = 255.0 + (colour - 255.0) * np.float32(TINT[layer])
        wash = covered * np.float32(WASH[layer])
        laid = wash[:, None] * ground * (1.0 - ink)[:, None] + ink[:, None] * colour
        return Overlay(index, laid.astype(np.float32), ((1.0 - wash) * (1.0 - ink)).astype(np.float32))

    def _lay_out(self, index: Indices) -> None:
        """Work out where texels lie in their cells, for the segments not met so far."""
        codes = self.skin.segment[index].astype(np.int32) * 3 + self.skin.side[index] + 1
        for code in np.unique(codes).tolist():
            segment, half = code // 3, code % 3 - 1
            if segment < 0 or half == 0 or (segment, half) in self._laid_out:
                continue
            self._laid_out.add((segment, half))
            cut = self._texels.of(SEGMENTS[segment], "right" if half > 0 else "left")
            level = cut.right_xyz[:, 1 if SEGMENTS[segment] == "foot" else 2]
            row = np.floor(level / CELL_MM).astype(np.int64)
            number = row - row.min()
            members = np.maximum(np.bincount(number), 1)
            around = np.bincount(number, weights=cut.mm_per_degree) / members * 360.0
            count = np.maximum(3.0, np.rint(around / CELL_MM))[number]
            turn = cut.phi / 360.0 * count + 0.5 * (row % 2)
            across = (turn - np.floor(turn) - 0.5) * 360.0 / count * cut.mm_per_degree
            self._aside[cut.index, 0] = across
            self._aside[cut.index, 1] = level - (row + 0.5) * CELL_MM


class LiveStroke:
    """A stroke while it is drawn: only the texels near the pointer are painted again.

    Parameters
    ----------
    painter : DrawingPainter
        Makes the paint.
    words : ndarray, shape (n,), uint32
        The picture's texels, painted in place.
    under : ndarray, shape (n,), uint32
        The same without any drawing: what the eraser brings back.
    stroke : Stroke
        Its brush; its points are ignored.
    """

    def __init__(
        self, painter: DrawingPainter, words: NDArray[np.uint32], under: NDArray[np.uint32], stroke: Stroke
    ) -> None:
        self._painter, self._words, self._under, self._stroke = painter, words, under, stroke
        self._before = words.copy()
        self._depth = np.full(len(words), -np.inf, dtype=np.float32)
        self._last: int | None = None

    def extend(self, place: ChartPlace, *, joined: bool = True) -> None:
        """Move the brush to a place, or set it down there."""
        skin, stroke = self._painter.skin, self._stroke
        here = skin.texel_of(place)
        start = self._last if joined and self._last is not None else here
        self._last = here
        index, depth = skin.pulled(start, here, stroke.radius, REACH_MM)
        deeper = depth > self._depth[index]
        index, depth = index[deeper], depth[deeper]
        self._depth[index] = depth
        if stroke.erase:
            index = index[depth > 0.0]
            self._words[index] = self._under[index]
            return
        overlay = self._painter.signs((stroke.quality, stroke.depth), index, depth)
        # Inside the stroke there is nothing of other strokes; outside they stay.
        ground = np.where(depth > 0.0, self._under[index], self._before[index])
        self._words[index] = laid_over(ground, overlay)

    def lift(self) -> None:
        """Take the stroke off again: the state paints it for good."""
        touched = np.flatnonzero(self._depth > -np.inf)
        self._words[touched] = self._before[touched]


def laid_over(
    ground: NDArray[np.uint32], overlay: Overlay, fade: NDArray[np.uint8] | None = None
) -> NDArray[np.uint32]:
    """Lay paint over texels.

    Parameters
    ----------
    ground : ndarray, shape (k,), uint32
        RGBA words under the paint.
    overlay : Overlay
        The paint of these texels.
    fade : ndarray, shape (k,), uint8, optional
        What is left of opacity where a leg steps aside, 255 all.
    """
    texels = np.ascontiguousarray(ground).view(np.uint8).reshape(-1, 4).copy()
    texels[:, :3] = np.clip(np.rint(texels[:, :3] * overlay.keep[:, None] + overlay.colour), 0, 255).astype(np.uint8)
    solid = np.sqrt(1.0 - overlay.keep) * (255.0 if fade is None else fade)
    texels[:, 3] = np.maximum(texels[:, 3], np.rint(solid).astype(np.uint8))
    words: NDArray[np.uint32] = texels.view(np.uint32)[:, 0]
    return words


def _off_sign(quality: str, across: Floats, up: Floats) -> Floats:
    """Millimetres outside the line of a sign; negative on it."""
    if quality == "tingling":
        away = np.abs(np.hypot(across, up) - (ARM_MM - SIGN_MM))
    elif quality == "numbness":
        away = np.hypot(np.maximum(np.abs(across) - ARM_MM, 0.0), up)
    else:
        one, other = (across + up) / np.sqrt(2.0), (across - up) / np.sqrt(2.0)
        away = np.minimum(
            np.hypot(np.maximum(np.abs(one) - ARM_MM, 0.0), other),
            np.hypot(np.maximum(np.abs(other) - ARM_MM, 0.0), one),
        )
    off: Floats = (away - SIGN_MM).astype(np.float32)
    return off


def _joined(parts: Sequence[Overlay]) -> Overlay:
    """Lay overlays over each other; texels of several lie under each of them in turn."""
    if not parts:
        return Overlay(np.empty(0, dtype=np.int32), np.empty((0, 3), dtype=np.float32), np.empty(0, dtype=np.float32))
    if len(parts) == 1:
        return parts[0]
    index = np.unique(np.concatenate([part.index for part in parts]))
    colour = np.zeros((len(index), 3), dtype=np.float32)
    keep = np.ones(len(index), dtype=np.float32)
    for part in parts:
        number = np.searchsorted(index, part.index)
        colour[number] = colour[number] * part.keep[:, None] + part.colour
        keep[number] *= part.keep
    return Overlay(index, colour, keep)
