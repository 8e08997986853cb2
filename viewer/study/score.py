"""How a drawn dermatome compares with each map: no map is the truth, so each gives its own three numbers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import DermatomeMap, Knowledge
from viewer.i18n.catalogue import N_
from viewer.skin.drawing import covered, regions
from viewer.skin.known import Known
from viewer.skin.texels_in_regions import polygons_of, within
from viewer.state.view_state import Side, Stroke

if TYPE_CHECKING:
    from viewer.skin.drawn_skin import DrawnSkin

GOOD: Final = 0.6
"""Least overlap with any map for a drawing to count as right; published maps overlap less with each other."""
MEANING: Final = N_(
    "Overlap: twice the skin that drawing and map share, over the skin of both together (Dice). Covered: how much of"
    " the map's skin you drew. Outside: how much of your drawing lies beyond it."
)


@dataclass(frozen=True, slots=True)
class MapScore:
    """A drawing compared with one map."""

    map: DermatomeMap
    overlap: float
    """Dice's coefficient: 0 nothing in common, 1 the same skin."""
    covered: float
    """Share of the map's skin that was drawn."""
    outside: float
    """Share of the drawing outside the map's skin."""


@dataclass(frozen=True, slots=True)
class DrawingScore:
    """A drawing compared with all maps that draw the root."""

    root: str
    side: Side
    """The leg with most of the drawing."""
    drawn_cm2: float
    maps: tuple[MapScore, ...]
    """In the order of the knowledge base, with our own drawing."""
    between: tuple[float, float]
    """Least and most overlap of any two published maps, for comparison."""

    @property
    def best(self) -> MapScore:
        """The published map that the drawing overlaps most; our own if no published map draws the root."""
        published = [one for one in self.maps if one.map.provenance != "proposed"] or list(self.maps)
        return max(published, key=lambda one: one.overlap)

    def named(self, knowledge: Knowledge) -> DrawingScore:
        """Give the same with the maps as another language of the knowledge base names them."""
        maps = tuple(replace(one, map=knowledge.maps[one.map.key]) for one in self.maps)
        return replace(self, maps=maps)


def score(
    knowledge: Knowledge, root: str, strokes: Sequence[Stroke], skin: DrawnSkin | None = None
) -> DrawingScore | None:
    """Measure a drawing of a root's skin against each map.

    Parameters
    ----------
    knowledge : Knowledge
    root : str
    strokes : sequence of Stroke
        Of any quality and depth.
    skin : DrawnSkin, optional
        By default the atlas body's in texels of 2 mm.

    Returns
    -------
    DrawingScore or None
        None if nothing is drawn.
    """
    if skin is None:
        from viewer.skin.drawn_skin import reference_skin

        skin = reference_skin()
    return score_texels(knowledge, root, covered(regions(skin, strokes)), skin)


def score_texels(knowledge: Knowledge, root: str, texels: NDArray[np.integer], skin: DrawnSkin) -> DrawingScore | None:
    """Measure drawn texels (flat numbers, rising) against each map; as :func:`score`."""
    area = skin.areas(texels)
    total = float(area.sum())
    if total <= 0.0:
        return None
    right = float(area[skin.side[texels] > 0].sum())
    side: Side = "right" if right >= total / 2.0 else "left"
    drawn = np.zeros(skin.size, dtype=bool)
    drawn[texels] = True
    scores, held = [], {}
    for item in knowledge.maps.values():
        theirs = root_texels(knowledge, item.key, root, side, skin)
        if not len(theirs):
            continue
        held[item.key] = theirs
        size = float(skin.areas(theirs).sum())
        both = float(skin.areas(theirs[drawn[theirs]]).sum())
        scores.append(MapScore(item, 2.0 * both / (size + total), both / size, 1.0 - both / total))
    if not scores:
        return None
    published = [key for key in held if knowledge.maps[key].provenance != "proposed"]
    pairs = [_dice(held[a], held[b], skin) for n, a in enumerate(published) for b in published[n + 1 :]]
    between = (min(pairs), max(pairs)) if pairs else (0.0, 0.0)
    return DrawingScore(root, side, total / 100.0, tuple(scores), between)


def root_texels(knowledge: Knowledge, map_key: str, root: str, side: Side, skin: DrawnSkin) -> NDArray[np.intp]:
    """List the texels that a map gives to a root on one side, in any zone; flat numbers, rising, shape (k,)."""
    return _root_texels(Known(knowledge), map_key, root, side, skin)


def _dice(one: NDArray[np.intp], other: NDArray[np.intp], skin: DrawnSkin) -> float:
    both = float(skin.areas(np.intersect1d(one, other, assume_unique=True)).sum())
    return 2.0 * both / float(skin.areas(one).sum() + skin.areas(other).sum())


@lru_cache(maxsize=32)
def _root_texels(known: Known, map_key: str, root: str, side: Side, skin: DrawnSkin) -> NDArray[np.intp]:
    texels = np.flatnonzero(skin.side == (1 if side == "right" else -1))
    found = within(polygons_of(known.knowledge, map_key, root), skin, texels)
    return texels[found]
