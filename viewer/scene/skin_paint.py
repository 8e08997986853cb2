"""Painting the skin: territories and pain bands, each worked out once, laid over each other and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import ChartPolygon, Knowledge, NerveField, Territory
from viewer.appearance import BandPaint, Rgb, SkinAppearance, TerritoryPaint
from viewer.state import Side

from .chart_texels import ChartTexels, SkinTexels, outer_border
from .pain_band import band_field
from .patterns import REACH_MM, band_amount, pattern_amounts, smooth

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
GHOST_FADE: Final = 0.13
"""Length of thigh, in t, over which a leg that steps aside fades out."""
FAINTEST: Final = 0.004
"""Amounts below one step of an 8-bit colour are left out."""
KEPT: Final = 16
"""How many paintings are remembered, so that going back to one only copies it."""


@dataclass(frozen=True, slots=True, eq=False)
class Coat:
    """One pass of colour over some texels."""

    index: Indices
    """Flat texel numbers."""
    amount: Floats
    """How much colour each takes, 0..1."""
    pale: float
    """How far the colour moves to white, 0..1."""


@dataclass(frozen=True, slots=True, eq=False)
class Painting:
    """Everything painted on the bare skin."""

    index: Indices
    """Flat texel numbers, rising."""
    rgb: NDArray[np.uint8]
    """Shape (k, 3)."""
    strength: NDArray[np.uint8]
    """Shape (k,): 255 where the paint keeps the skin from fading at all."""
    words: dict[object, NDArray[np.uint32]] = field(default_factory=dict)
    """Texels ready to be copied, by the ground they lie on; the last one only."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The bare skin."""

    tone: Rgb
    alpha: int
    ghost: Side | None


class Canvas:
    """An RGBA picture and what is painted on it.

    Parameters
    ----------
    pixels : ndarray, shape (rows, columns, 4), uint8
        Painted in place; contiguous.
    """

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        # A texel as one 32-bit word: copying words is several times faster than copying channels.
        self.words: NDArray[np.uint32] = pixels.reshape(-1, 4).view(np.uint32)[:, 0]
        self.ground: Ground | None = None
        self.shown: tuple[Painting, int] | None = None

    @property
    def painting(self) -> Painting | None:
        """What it shows; None while it is new."""
        return self.shown[0] if self.shown else None


class SkinPainter:
    """Paints canvases.

    Parameters
    ----------
    texels : SkinTexels
        Where each texel lies.
    knowledge : Knowledge
        Territories and pain bands.
    fade_start : float
        Thigh t at which a leg that steps aside begins to fade.
    """

    def __init__(self, texels: SkinTexels, knowledge: Knowledge, fade_start: float = 0.25) -> None:
        self._texels = texels
        self._fade_start = fade_start
        self._territories: Mapping[str, Territory | NerveField] = {**knowledge.territories, **knowledge.nerve_fields}
        self._bands = knowledge.pain_bands
        self._size = texels.shape[0] * texels.shape[1]
        self._coats: dict[tuple[object, ...], list[Coat]] = {}
        self._paintings: dict[tuple[object, ...], Painting] = {}
        self._fades: dict[Side, NDArray[np.uint8]] = {}

    def paint(self, canvas: Canvas, skin: SkinAppearance, ghost: Side | None) -> bool:
        """Bring a canvas up to date; say whether anything in it changed."""
        painting = self.painting(skin)
        ground = Ground(skin.tone, _byte(skin.opacity), ghost)
        top = _byte(max(skin.painted_opacity, skin.opacity))
        if ground != canvas.ground:
            canvas.words[:] = _word(skin.tone, ground.alpha)
            if ghost is not None:
                fading = np.flatnonzero(self._fade(ghost) < 255)
                canvas.words[fading] = self._bare(fading, ground)
        elif canvas.shown == (painting, top):
            return False
        elif canvas.shown is not None:
            before = canvas.shown[0].index
            canvas.words[before] = self._bare(before, ground)
        canvas.words[painting.index] = self._painted_words(painting, ground, top)
        canvas.ground, canvas.shown = ground, (painting, top)
        return True

    def painting(self, skin: SkinAppearance) -> Painting:
        """Work out what is painted on the skin, whatever its opacity; equal wishes give the same object while kept."""
        key = (skin.tone, skin.territories, skin.bands)
        painting = self._paintings.pop(key, None) or self._compose(skin)
        self._paintings[key] = painting  # last used, last dropped
        if len(self._paintings) > KEPT:
            del self._paintings[next(iter(self._paintings))]
        return painting

    def _painted_words(self, painting: Painting, ground: Ground, top: int) -> NDArray[np.uint32]:
        """Give the words of painted texels; kept with the painting for the ground it was last seen on."""
        key = (ground, top)
        if key not in painting.words:
            texels = np.empty((len(painting.index), 4), dtype=np.uint8)
            texels[:, :3] = painting.rgb
            steps = ground.alpha + (top - ground.alpha) * np.arange(256) / 255.0
            texels[:, 3] = np.rint(steps).astype(np.uint8)[painting.strength]
            if ground.ghost is not None:
                fade = self._fade(ground.ghost)[painting.index]
                texels[:, 3] = (texels[:, 3].astype(np.uint16) * fade // 255).astype(np.uint8)
            painting.words.clear()
            painting.words[key] = texels.view(np.uint32)[:, 0]
        return painting.words[key]

    def _bare(self, index: NDArray[np.integer], ground: Ground) -> NDArray[np.uint32] | np.uint32:
        """Give the words of unpainted texels."""
        word = _word(ground.tone, ground.alpha)
        if ground.ghost is None:
            return word
        texels = np.full(len(index), word, dtype=np.uint32).view(np.uint8).reshape(-1, 4)
        fade = self._fade(ground.ghost)[index]
        texels[:, 3] = (texels[:, 3].astype(np.uint16) * fade // 255).astype(np.uint8)
        words: NDArray[np.uint32] = texels.view(np.uint32)[:, 0]
        return words

    def _fade(self, side: Side) -> NDArray[np.uint8]:
        """Work out what is left of each texel's opacity when a leg steps aside, 255 all, shape (n,)."""
        if side not in self._fades:
            fade = np.full(self._size, 255, dtype=np.uint8)
            thigh, t = self._texels.places("thigh", side)
            rising = smooth(t, self._fade_start, self._fade_start + GHOST_FADE)
            fade[thigh] = np.rint(255.0 * (1.0 - rising)).astype(np.uint8)
            for segment in ("leg", "foot"):
                fade[self._texels.places(segment, side)[0]] = 0
            self._fades[side] = fade
        return self._fades[side]

    def _compose(self, skin: SkinAppearance) -> Painting:
        coats = list(self._all_coats(skin))
        covered = np.zeros(self._size, dtype=bool)
        for coat, _, _ in coats:
            covered[coat.index] = True
        index = np.flatnonzero(covered)
        number = np.empty(self._size, dtype=np.int32)
        number[index] = np.arange(len(index), dtype=np.int32)
        rgb = np.tile(np.asarray(skin.tone, dtype=np.float32), (len(index), 1))
        strength = np.zeros(len(index), dtype=np.float32)
        for coat, colour, opacity in coats:
            chosen = number[coat.index]
            share = coat.amount * np.float32(opacity)
            paint = np.asarray(colour, dtype=np.float32)
            paint = paint + (255.0 - paint) * np.float32(coat.pale)
            under = rgb[chosen]
            rgb[chosen] = under + (paint - under) * share[:, None]
            # Any paint keeps the skin from fading: a tint counts nearly as much as full colour.
            strength[chosen] = np.maximum(strength[chosen], np.sqrt(np.minimum(share, 1.0)))
        return Painting(
            index.astype(np.int32), np.rint(rgb).astype(np.uint8), np.rint(255.0 * strength).astype(np.uint8)
        )

    def _all_coats(self, skin: SkinAppearance) -> Iterator[tuple[Coat, Rgb, float]]:
        for paint in skin.territories:
            if paint.territory in self._territories:
                for coat in self._territory_coats(paint):
                    yield coat, paint.colour, paint.opacity
        for band in skin.bands:
            if band.root in self._bands:
                for coat in self._band_coats(band):
                    yield coat, band.colour, band.opacity

    def _territory_coats(self, paint: TerritoryPaint) -> list[Coat]:
        key = (paint.territory, paint.side, paint.pattern)
        if key not in self._coats:
            polygons = self._territories[paint.territory].polygons
            found = []
            for segment in dict.fromkeys(polygon.segment for polygon in polygons):
                texels = self._texels.of(segment, paint.side)
                here = [polygon for polygon in polygons if polygon.segment == segment]
                numbers, depth = _union(texels, here)
                for amount, pale in pattern_amounts(paint.pattern, texels, numbers, depth):
                    kept = amount > FAINTEST
                    found.append(Coat(texels.index[numbers[kept]], amount[kept], pale))
            self._coats[key] = found
        return self._coats[key]

    def _band_coats(self, band: BandPaint) -> list[Coat]:
        key = ("band", band.root, band.side)
        if key not in self._coats:
            field = band_field(self._bands[band.root].points, band.side, self._texels)
            amount = band_amount(field)
            kept = amount > FAINTEST
            self._coats[key] = [Coat(field.index[kept], amount[kept], 0.0)]
        return self._coats[key]


def _union(texels: ChartTexels, polygons: Sequence[ChartPolygon]) -> tuple[NDArray[np.intp], Floats]:
    """Measure how deep texels lie inside any of a territory's polygons; where these were cut apart is no border."""
    outlines = [np.asarray(polygon.points, dtype=np.float64) for polygon in polygons]
    parts = []
    for polygon, outline in zip(polygons, outlines, strict=True):
        others = [
            other
            for other, its in zip(outlines, polygons, strict=True)
            if its is not polygon and its.rays == polygon.rays
        ]
        border = outer_border(outline, others) if others else None
        parts.append(texels.signed_distance(outline, REACH_MM, polygon.rays, border))
    if len(parts) == 1:
        return parts[0]
    deepest = np.full(len(texels.t), -np.inf, dtype=np.float32)
    for numbers, depth in parts:
        deepest[numbers] = np.maximum(deepest[numbers], depth)
    numbers = np.flatnonzero(deepest > -REACH_MM)
    return numbers, deepest[numbers]


def _byte(share: float) -> int:
    return round(255.0 * min(1.0, max(0.0, share)))


def _word(rgb: Rgb, alpha: int) -> np.uint32:
    return np.array([*rgb, alpha], dtype=np.uint8).view(np.uint32)[0]  # type: ignore[no-any-return]
