"""Places on the skin that students are asked about, and what every map and nerve field says about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from annotations.model import Knowledge, NerveField
from meshes.skin.landmarks import LANDMARKS
from viewer.appearance.panel import Paragraph
from viewer.explain.places import place_paragraphs, skin_nerve_paragraphs
from viewer.i18n.catalogue import Catalogue
from viewer.skin.known import Known
from viewer.skin.reading import Reading, reading_at
from viewer.state.view_state import ChartPlace

from .question import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVELS: Final[Mapping[str, tuple[float, ...]]] = {
    "thigh": (0.34, 0.46, 0.58, 0.7, 0.82),
    "leg": (0.2, 0.35, 0.5, 0.65, 0.8),
    "trunk": (0.25, 0.45),
}
"""Heights of a chart at which its skin is asked about, away from folds."""
ANGLES: Final[Mapping[str, tuple[float, ...]]] = {
    "thigh": (0.0, 45.0, 180.0, 225.0, 270.0, 315.0),
    "leg": (15.0, 55.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0),
    "trunk": (30.0, 90.0, 150.0),
}
"""Degrees; the inner thigh is left out, as the other leg hides it."""
NAMED: Final = (
    "medial-femoral-condyle",
    "medial-malleolus",
    "dorsum-third-mtp",
    "lateral-heel",
    "popliteal-fossa",
    "lateral-malleolus",
    "patella",
    "tibial-tuberosity",
    "greater-trochanter",
    "first-web-space",
    "buttock",
    "medial-arch",
    "sole",
    "great-toe",
    "little-toe",
)
"""Landmarks that are seen from outside."""
LEAST_AGREEMENT: Final = 0.6
"""Least share of the maps drawing a place that give it to one root, for the root to be asked about."""
REGION: Final[Mapping[str, Region]] = {"trunk": "back", "thigh": "thigh", "leg": "leg", "foot": "foot"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the right side, and what each map says about it."""

    key: str
    place: ChartPlace
    roots: Mapping[str, tuple[str, ...]]
    """Published maps that give the place to each root, most first."""
    maps: int
    """How many published maps draw the place."""
    nerves: tuple[NerveField, ...]

    @property
    def region(self) -> Region:
        """Part of the body."""
        return REGION[self.place.segment]

    @property
    def main_root(self) -> str | None:
        """The root that most maps give the place to; None if too few agree."""
        for root, maps in self.roots.items():
            return root if len(maps) >= max(2.0, LEAST_AGREEMENT * self.maps) else None
        return None


def view_of(segment: str, t: float, phi: float) -> str:
    """Name the view that looks straight at a place on the skin.

    The charts' angles are 0 front, 90 inner, 180 back, 270 outer on thigh and leg; 0 top, 90 inner edge, 180 sole,
    270 outer edge on the foot; 0 front, 90 flank, 180 back on the trunk.
    """
    phi %= 360.0
    if segment == "trunk":
        return "front" if phi < 60 else "right" if phi < 120 else "back"
    if segment == "foot":
        if 135 <= phi < 225:
            return "sole"
        if 60 <= phi < 135:
            return "inner-leg"
        return "outer-leg" if 225 <= phi < 290 and t < 0.6 else "foot"
    quarter = int((phi + 45.0) // 90.0) % 4
    return ("front", "inner-leg", "back", "outer-leg")[quarter]


def spots(knowledge: Knowledge) -> Mapping[str, Spot]:
    """List the places by key; computed once for a knowledge base."""
    return _spots(Known(knowledge))


def spot_paragraphs(knowledge: Knowledge, key: str, tr: Catalogue) -> tuple[Paragraph, ...]:
    """Tell what every map says of a place, and whose nerve's skin it is."""
    reading = reading_at(knowledge, spots(knowledge)[key].place)
    return (*place_paragraphs(reading, tr), *skin_nerve_paragraphs(knowledge, reading, tr))


@lru_cache(maxsize=4)
def _spots(known: Known) -> Mapping[str, Spot]:
    return {key: _spot(key, reading_at(known.knowledge, place)) for key, place in _places().items()}


def _spot(key: str, reading: Reading) -> Spot:
    given = {
        one.map.key: {territory.root for territory in reading.territories if territory.map == one.map.key}
        for one in reading.published
    }
    by_root = {
        root: tuple(map_key for map_key, roots in given.items() if root in roots)
        for root in sorted(set().union(*given.values()))
    }
    most_first = dict(sorted(by_root.items(), key=lambda item: -len(item[1])))
    return Spot(key, reading.place, most_first, sum(bool(roots) for roots in given.values()), reading.nerves)


def _places() -> dict[str, ChartPlace]:
    places = {
        name: ChartPlace(mark.segment, "right", mark.t, mark.phi, mark.ray)
        for name, mark in ((name, LANDMARKS[name]) for name in NAMED)
    }
    for segment, levels in LEVELS.items():
        for t in levels:
            for phi in ANGLES[segment]:
                places[f"{segment}-{round(100 * t)}-{round(phi)}"] = ChartPlace(segment, "right", t, phi)
    return places


def sided(place: ChartPlace, side: str) -> ChartPlace:
    """Give the same place on a side."""
    return ChartPlace(place.segment, "left" if side == "left" else "right", place.t, place.phi, place.ray)


def maps_drawing(knowledge: Knowledge, root: str) -> Sequence[str]:
    """List the maps that draw a root, with our own."""
    drawn = {territory.map for territory in knowledge.territories.values() if territory.root == root}
    return [key for key in knowledge.maps if key in drawn]
