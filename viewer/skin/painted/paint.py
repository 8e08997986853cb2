"""Painting the skin: territories and pain bands, each worked out once, laid over each other and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from annotations.model import ChartPolygon, Knowledge, NerveField, Territory
from viewer.appearance.values import BandPaint, SkinAppearance, TerritoryPaint
from viewer.palette.colours import BORDER, Rgb
from viewer.state.view_state import Side

from .chart_texels import ChartTexels, SkinTexels
from .coats import FAINTEST, Coat, union
from .compare_paint import ComparisonPainter
from .drawing_paint import DrawingPainter, Overlay, laid_over
from .pain_band import band_field
from .patterns import SOFT_MM, band_amount, pattern_amounts, smooth

Indices = NDArray[np.int32]
Paint = TypeVar("Paint")
GHOST_FADE: Final = 0.13
"""Length of thigh, in t, over which a leg that steps aside fades out."""
EDGE_FADE_MM: Final = 22.0
"""Width at the outer side of a rim over which its paint fades out."""
ROWS: Final = 2000
"""Texels that are measured against an edge at a time: more would take much memory."""
COAT_BYTES: Final = 24_000_000
"""How much of the coats of single regions is kept: about thirty regions; all maps would be hundreds of megabytes."""
KEPT: Final = 16
"""How many paintings are remembered, so that going back to one only copies it."""


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
        self._overlay: Overlay | None = None
        self._beneath: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)

    @property
    def painting(self) -> Painting | None:
        """What it shows; None while it is new."""
        return self.shown[0] if self.shown else None

    def has_over(self, overlay: Overlay | None) -> bool:
        """Return whether this overlay lies over the painting; with None, whether nothing does."""
        return self._overlay is overlay

    def lay(self, overlay: Overlay | None, fade: NDArray[np.uint8] | None = None) -> None:
        """Lay a drawing over the painting; ``fade`` is what is left of opacity by texel, 0 to 255."""
        self._overlay = overlay
        if overlay is not None:
            self._beneath = self.words[overlay.index]
            self.words[overlay.index] = laid_over(self._beneath, overlay, None if fade is None else fade[overlay.index])

    def lift(self) -> None:
        """Remove the drawing."""
        if self._overlay is not None:
            self.words[self._overlay.index] = self._beneath
            self._overlay = None

    def undrawn(self) -> NDArray[np.uint32]:
        """Copy the words as they are under the drawing, shape (texels,)."""
        words = self.words.copy()
        if self._overlay is not None:
            words[self._overlay.index] = self._beneath
        return words


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
        self._bands = {key: band.points for key, band in knowledge.pain_bands.items()}
        self._bands |= {key: symptom.felt for key, symptom in knowledge.symptoms.items() if symptom.felt}
        self._comparing = ComparisonPainter(texels, knowledge)
        self._size = texels.shape[0] * texels.shape[1]
        self._coats: dict[tuple[object, ...], list[Coat]] = {}
        self._edges: dict[tuple[str, ...], NDArray[np.float32]] = {}
        self._weight = 0
        self._paintings: dict[tuple[object, ...], Painting] = {}
        self._fades: dict[Side, NDArray[np.uint8]] = {}
        self._drawing: DrawingPainter | None = None

    def paint(self, canvas: Canvas, skin: SkinAppearance, ghost: Side | None) -> bool:
        """Update a canvas; return whether anything in it changed."""
        overlay = self.drawing.overlay(skin.drawing) if skin.drawing else None
        drawn = canvas.has_over(overlay)
        if drawn and self._is_painted(canvas, skin, ghost):
            return False
        canvas.lift()
        self._paint_under(canvas, skin, ghost)
        canvas.lay(overlay, self._fade(ghost) if ghost is not None else None)
        return True

    @property
    def drawing(self) -> DrawingPainter:
        """Paints what is drawn by hand; made when first asked for."""
        if self._drawing is None:
            self._drawing = DrawingPainter(self._texels, self._texels.drawn_skin())
        return self._drawing

    def _is_painted(self, canvas: Canvas, skin: SkinAppearance, ghost: Side | None) -> bool:
        ground = Ground(skin.tone, _byte(skin.opacity), ghost)
        top = _byte(max(skin.painted_opacity, skin.opacity))
        return canvas.ground == ground and canvas.shown == (self.painting(skin), top)

    def _paint_under(self, canvas: Canvas, skin: SkinAppearance, ghost: Side | None) -> None:
        painting = self.painting(skin)
        ground = Ground(skin.tone, _byte(skin.opacity), ghost)
        top = _byte(max(skin.painted_opacity, skin.opacity))
        if ground != canvas.ground:
            canvas.words[:] = _word(skin.tone, ground.alpha)
            if ghost is not None:
                fading = np.flatnonzero(self._fade(ghost) < 255)
                canvas.words[fading] = self._bare(fading, ground)
        elif canvas.shown == (painting, top):
            return
        elif canvas.shown is not None:
            before = canvas.shown[0].index
            canvas.words[before] = self._bare(before, ground)
        canvas.words[painting.index] = self._painted_words(painting, ground, top)
        canvas.ground, canvas.shown = ground, (painting, top)

    def painting(self, skin: SkinAppearance) -> Painting:
        """Work out what is painted on the skin, at any opacity; equal requests give the same object while kept."""
        key = (skin.tone, skin.territories, skin.bands, skin.agreement, skin.borders)
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
        for heat in skin.agreement:
            for number, coats in enumerate(self._kept(heat, self._comparing.agreement)):
                yield coats, (heat.colours[number] if number < len(heat.colours) else BORDER), 1.0
        for band in skin.bands:
            if band.band in self._bands:
                for coat in self._band_coats(band):
                    yield coat, band.colour, band.opacity
        for border in skin.borders:
            for coat in self._kept(border, self._comparing.border):
                yield coat, border.colour, 1.0

    def _kept(self, paint: Paint, make: Callable[[Paint], list[Coat]]) -> list[Coat]:
        return self._coats_of(("compared", paint), lambda: make(paint))

    def _coats_of(self, key: tuple[object, ...], make: Callable[[], list[Coat]]) -> list[Coat]:
        """Give the coats of a key, made once while they are kept: the last used, up to :data:`COAT_BYTES`."""
        found = self._coats.pop(key, None)
        if found is None:
            found = make()
            self._weight += _weight(found)
        self._coats[key] = found  # last used, last dropped
        while self._weight > COAT_BYTES and len(self._coats) > 1:
            self._weight -= _weight(self._coats.pop(next(iter(self._coats))))
        return found

    def _territory_coats(self, paint: TerritoryPaint) -> list[Coat]:
        def made() -> list[Coat]:
            keys = (paint.territory, *paint.joined)
            polygons = [polygon for key in keys for polygon in self._territories[key].polygons]
            found = []
            for segment in dict.fromkeys(polygon.segment for polygon in polygons):
                texels = self._texels.of(segment, paint.side)
                here = [polygon for polygon in polygons if polygon.segment == segment]
                if paint.beside and not self._reaches(paint, texels):
                    continue
                numbers, depth = union(texels, here)
                faded = self._fading(paint, texels, numbers) if paint.beside else None
                if paint.outside:
                    faded = self._free(paint.outside, here, texels)[numbers]
                for full, pale in pattern_amounts(paint.pattern, texels, numbers, depth):
                    amount = full if faded is None else full * faded
                    kept = amount > FAINTEST
                    found.append(Coat(texels.index[numbers[kept]], amount[kept], pale))
            return found

        key = (paint.territory, paint.side, paint.pattern, paint.joined, paint.beside, paint.rim_mm, paint.outside)
        return self._coats_of(key, made)

    def _fading(self, paint: TerritoryPaint, texels: ChartTexels, numbers: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return how much paint is left, 0 to 1 by texel, where it keeps to the rim of other territories.

        It fades towards the outer side of the rim: the skin goes on there, and no border is to be seen.
        """
        left = np.zeros(len(numbers), dtype=np.float32)
        edge = self._edge(paint.beside, paint.side)
        if not len(edge):
            return left
        places = texels.places(numbers)
        low, high = edge.min(axis=0) - paint.rim_mm, edge.max(axis=0) + paint.rim_mm
        near = np.flatnonzero(((places > low) & (places < high)).all(axis=1))
        middle = edge.mean(axis=0)
        ends = edge - middle
        for start in range(0, len(near), ROWS):
            some = near[start : start + ROWS]
            here = places[some] - middle
            # (a - b) squared by a product of matrices: each pair by itself takes a hundred times as long.
            square = (ends * ends).sum(axis=1) - 2.0 * (here @ ends.T)
            away = np.sqrt(np.maximum(square.min(axis=1) + (here * here).sum(axis=1), 0.0))
            left[some] = 1.0 - smooth(away, paint.rim_mm - EDGE_FADE_MM, paint.rim_mm)
        return left

    def _free(self, keys: tuple[str, ...], painted: list[ChartPolygon], texels: ChartTexels) -> NDArray[np.float32]:
        """Return how much of each texel other territories leave free, 0 to 1; only where something is painted."""
        free = np.ones(len(texels.t), dtype=np.float32)
        heights = [t for polygon in painted for t, _ in polygon.points]
        for polygon in (polygon for key in keys for polygon in self._territories[key].polygons):
            own = [t for t, _ in polygon.points]
            if polygon.segment == painted[0].segment and min(own) < max(heights) and max(own) > min(heights):
                numbers, depth = union(texels, [polygon])
                free[numbers] = np.minimum(free[numbers], 1.0 - smooth(depth, -SOFT_MM, SOFT_MM))
        return free

    def _reaches(self, paint: TerritoryPaint, texels: ChartTexels) -> bool:
        """Return whether any of the texels may lie on the rim that is painted: those of the leg and foot never do."""
        edge, places = self._edge(paint.beside, paint.side), texels.xyz
        if not len(edge) or not len(places):
            return False
        apart = np.maximum(places.min(axis=0) - edge.max(axis=0), edge.min(axis=0) - places.max(axis=0))
        return bool(apart.max() < paint.rim_mm)

    def _edge(self, keys: tuple[str, ...], side: Side) -> NDArray[np.float32]:
        """Give points along the outer side of territories, mm RAS, shape (k, 3), about every 3 mm."""
        if keys not in self._edges:
            polygons = [polygon for key in keys for polygon in self._territories[key].polygons]
            found = [np.empty((0, 3), dtype=np.float32)]
            for segment in dict.fromkeys(polygon.segment for polygon in polygons):
                texels = self._texels.of(segment, "right")
                numbers, depth = union(texels, [polygon for polygon in polygons if polygon.segment == segment])
                found.append(texels.places(numbers[(depth > 0.0) & (depth < SOFT_MM * 2.0)][::3]))
            self._edges[keys] = np.concatenate(found)
        mirrored: NDArray[np.float32] = self._edges[keys] * np.array(
            [1.0 if side == "right" else -1.0, 1.0, 1.0], dtype=np.float32
        )
        return mirrored

    def _band_coats(self, band: BandPaint) -> list[Coat]:
        def made() -> list[Coat]:
            field = band_field(self._bands[band.band], band.side, self._texels)
            amount = band_amount(field)
            kept = amount > FAINTEST
            return [Coat(field.index[kept], amount[kept], 0.0)]

        return self._coats_of(("band", band.band, band.side), made)


def _weight(coats: list[Coat]) -> int:
    return sum(coat.index.nbytes + coat.amount.nbytes for coat in coats)


def _byte(share: float) -> int:
    return round(255.0 * min(1.0, max(0.0, share)))


def _word(rgb: Rgb, alpha: int) -> np.uint32:
    return np.array([*rgb, alpha], dtype=np.uint8).view(np.uint32)[0]  # type: ignore[no-any-return]
