"""Painting the skin: territories and pain bands as patterns in the texture, each worked out once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import Knowledge, Territory
from viewer.appearance import BandPaint, Pattern, Rgb, SkinAppearance, TerritoryPaint
from viewer.state import Side

from .chart_texels import ChartTexels, SkinTexels
from .pain_band import band_field

Floats = NDArray[np.float32]
REACH_MM: Final = 3.0
SOFT_MM: Final = 0.9
"""Half the width over which a border fades: under a texel, so it is crisp but without steps."""
OUTLINE_MM: Final = 2.2
PALE: Final = 0.58
"""How far the inside of a ``fill``, and the ground of a ``hatch``, moves towards white; outline and stripes are full."""
HATCH_MM: Final = 8.5
"""Distance from stripe to stripe."""
DOT_MM: Final = 9.0
WASH: Final = 0.62
"""Strength of the even colour of a pain band under its dots."""
GHOST_FADE: Final = (0.20, 0.36)
"""Thigh t over which a leg that steps aside fades out; the crotch lies at about 0.22."""

Coat = tuple[NDArray[np.int32], Floats, float]
"""Flat texel numbers, how much colour each takes (0..1), and how far that colour moves towards white (0..1)."""


def smooth(values: NDArray[np.floating], low: float, high: float) -> Floats:
    """Rise smoothly from 0 at ``low`` to 1 at ``high``."""
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    rising: Floats = (share * share * (3.0 - 2.0 * share)).astype(np.float32)
    return rising


class SkinPainter:
    """Paints an RGBA picture, shape (rows, columns, 4), in place.

    Parameters
    ----------
    texels : SkinTexels
        Where each texel lies.
    knowledge : Knowledge
        Territories and pain bands.
    pixels : ndarray, shape (rows, columns, 4), uint8
        The picture.
    """

    def __init__(self, texels: SkinTexels, knowledge: Knowledge, pixels: NDArray[np.uint8]) -> None:
        self._texels = texels
        self._territories: Mapping[str, Territory] = knowledge.territories
        self._bands = knowledge.pain_bands
        self._pixels = pixels.reshape(-1, 4)
        self._painted = np.zeros(len(self._pixels), dtype=np.uint8)
        self._touched: list[NDArray[np.int32]] = []
        self._coats: dict[tuple[object, ...], list[Coat]] = {}
        self._ghosts: dict[Side, tuple[NDArray[np.int32], Floats]] = {}
        self._colours: tuple[object, ...] | None = None
        self._alphas: tuple[object, ...] | None = None

    def paint(self, skin: SkinAppearance, ghost: Side | None) -> bool:
        """Bring the picture up to date; say whether anything in it changed."""
        colours = (skin.tone, skin.territories, skin.bands)
        alphas = (round(skin.opacity, 3), round(skin.painted_opacity, 3), ghost)
        changed = False
        if colours != self._colours:
            self._paint_colours(skin, fresh=self._colours is None or self._colours[0] != skin.tone)
            changed = True
        if changed or alphas != self._alphas:
            changed = self._paint_alpha(skin, ghost) or changed
        self._colours, self._alphas = colours, alphas
        return changed

    def strength(self, index: int) -> float:
        """Say how much paint a texel carries, 0..1."""
        return float(self._painted[index]) / 255.0

    def _paint_colours(self, skin: SkinAppearance, *, fresh: bool) -> None:
        if fresh:
            self._pixels[:, :3] = skin.tone
        for index in self._touched:
            self._pixels[index, :3] = skin.tone
            self._painted[index] = 0
        self._touched = []
        for paint in skin.territories:
            if paint.territory in self._territories:
                for coat in self._territory_coats(paint):
                    self._lay(coat, paint.colour, paint.opacity)
        for band in skin.bands:
            if band.root in self._bands:
                for coat in self._band_coats(band):
                    self._lay(coat, band.colour, band.opacity)

    def _lay(self, coat: Coat, colour: Rgb, opacity: float) -> None:
        index, amount, pale = coat
        share = (amount * opacity)[:, None]
        paint = np.asarray(colour, dtype=np.float32)
        paint = paint + (255.0 - paint) * pale
        under = self._pixels[index, :3].astype(np.float32)
        mixed = under + (paint - under) * share
        self._pixels[index, :3] = (mixed + 0.5).astype(np.uint8)
        # Any paint at all keeps the skin from fading: a tint counts nearly as much as full colour.
        kept = np.minimum(255.0, 255.0 * np.sqrt(share[:, 0])).astype(np.uint8)
        self._painted[index] = np.maximum(self._painted[index], kept)
        self._touched.append(index)

    def _paint_alpha(self, skin: SkinAppearance, ghost: Side | None) -> bool:
        painted = np.arange(256, dtype=np.float32) / 255.0
        table = skin.opacity + (max(skin.painted_opacity, skin.opacity) - skin.opacity) * painted
        alpha = np.rint(255.0 * np.clip(table, 0.0, 1.0)).astype(np.uint8)
        before = self._pixels[:, 3]
        after = np.full(len(before), alpha[0], dtype=np.uint8) if alpha[0] == alpha[-1] else alpha[self._painted]
        if ghost is not None:
            index, factor = self._ghost(ghost)
            after[index] = (after[index] * factor).astype(np.uint8)
        if np.array_equal(before, after):
            return False
        self._pixels[:, 3] = after
        return True

    def _ghost(self, side: Side) -> tuple[NDArray[np.int32], Floats]:
        if side not in self._ghosts:
            thigh = self._texels.of("thigh", side)
            below = [self._texels.of(segment, side).index for segment in ("leg", "foot")]
            index = np.concatenate([thigh.index, *below])
            factor = np.zeros(len(index), dtype=np.float32)
            factor[: len(thigh.t)] = 1.0 - smooth(thigh.t, *GHOST_FADE)
            self._ghosts[side] = (index, factor)
        return self._ghosts[side]

    def _territory_coats(self, paint: TerritoryPaint) -> list[Coat]:
        territory = self._territories[paint.territory]
        coats = []
        for number, polygon in enumerate(territory.polygons):
            key = (paint.territory, number, paint.side, paint.pattern)
            if key not in self._coats:
                texels = self._texels.of(polygon.segment, paint.side)
                points = np.asarray(polygon.points, dtype=np.float64)
                numbers, depth = texels.signed_distance(points, REACH_MM, polygon.rays)
                found = []
                for amount, pale in pattern_amounts(paint.pattern, texels, numbers, depth):
                    kept = amount > 0.004
                    found.append((texels.index[numbers[kept]], amount[kept], pale))
                self._coats[key] = found
            coats.extend(self._coats[key])
        return coats

    def _band_coats(self, band: BandPaint) -> list[Coat]:
        key = ("band", band.root, band.side)
        if key not in self._coats:
            field = band_field(self._bands[band.root].points, band.side, self._texels)
            column = np.rint(field.across / DOT_MM)
            shifted = field.along + 0.5 * DOT_MM * (column % 2)
            off_along = shifted - DOT_MM * np.rint(shifted / DOT_MM)
            distance = np.hypot(field.across - DOT_MM * column, off_along)
            dots = 1.0 - smooth(distance, 0.22 * DOT_MM, 0.22 * DOT_MM + 1.6)
            amount = field.falloff * WASH + dots * (1.0 - WASH) * np.sqrt(field.falloff)
            kept = amount > 0.01
            self._coats[key] = [(field.index[kept], amount[kept].astype(np.float32), 0.0)]
        return self._coats[key]


def pattern_amounts(
    pattern: Pattern, texels: ChartTexels, numbers: NDArray[np.intp], depth: Floats
) -> list[tuple[Floats, float]]:
    """Work out the coats of a pattern: how much colour each lays on each texel, and how pale that colour is.

    Parameters
    ----------
    pattern : str
        One of :data:`viewer.appearance.Pattern`.
    texels : ChartTexels
        The segment's texels.
    numbers : ndarray, shape (j,)
        The texels in question.
    depth : ndarray, shape (j,)
        Millimetres inside the border, negative outside.
    """
    covered = smooth(depth, -SOFT_MM, SOFT_MM)
    edge: Floats = covered * (1.0 - smooth(depth, OUTLINE_MM - SOFT_MM, OUTLINE_MM + SOFT_MM))
    if pattern == "solid":
        return [(covered, 0.0)]
    if pattern == "outline":
        return [(edge, 0.0)]
    if pattern == "hatch":
        lines: Floats = np.maximum(covered * stripes(texels, numbers) * 0.92, 0.75 * edge)
        return [(0.45 * covered, PALE), (lines, 0.0)]
    if pattern == "dots":
        return [(0.45 * covered, PALE), (0.7 * edge, 0.0)]
    return [(0.92 * covered, PALE), (0.95 * edge, 0.0)]


def stripes(texels: ChartTexels, numbers: NDArray[np.intp]) -> Floats:
    """Diagonal stripes, 0 between and 1 on them; their number round a limb is whole, so no seam shows."""
    radius = float(np.median(texels.mm_per_degree)) * 180.0 / np.pi if len(texels.t) else 1.0
    around = max(1, round(2.0 * np.pi * radius / (HATCH_MM * np.sqrt(2.0))))
    level = texels.xyz[numbers, 1] if not len(texels.t) or _lies_flat(texels) else texels.xyz[numbers, 2]
    phase = texels.phi[numbers] / 360.0 * around + level / (HATCH_MM * np.sqrt(2.0))
    away = np.abs(phase - np.rint(phase)) * HATCH_MM
    return 1.0 - smooth(away, 0.25 * HATCH_MM - SOFT_MM, 0.25 * HATCH_MM + SOFT_MM)


def _lies_flat(texels: ChartTexels) -> bool:
    """Whether a segment runs front to back, as the foot does, and not up and down."""
    spread = np.ptp(texels.centre[bin_range(texels)], axis=0)
    return bool(spread[1] > spread[2])


def bin_range(texels: ChartTexels) -> NDArray[np.intp]:
    """List the steps along a segment that hold texels."""
    from .chart_texels import bin_of

    return np.unique(bin_of(texels.t))
