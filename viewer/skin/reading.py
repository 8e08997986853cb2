"""Reading the maps: what every map, published or ours, and every nerve field says of a place on the skin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from annotations.model import BORDER_PROVENANCES, ZONES, DermatomeMap, Knowledge, NerveField, Territory
from viewer.i18n.catalogue import Catalogue
from viewer.state.view_state import ChartPlace

from .known import Known
from .outlines import areas_at

KEPT: Final = 256
"""Readings that are cached: the places of study questions, and those last pointed at."""


@dataclass(frozen=True, slots=True)
class MapReading:
    """What one map says of one place."""

    map: DermatomeMap
    territory: Territory | None
    """The surest one that holds the place; None if the map leaves it blank."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one place on the skin."""

    place: ChartPlace
    maps: tuple[MapReading, ...]
    """Of every map."""
    territories: tuple[Territory, ...]
    """Every one that holds the place, whatever its map and zone."""
    nerves: tuple[NerveField, ...]
    """Fields that hold the place: those traced from a figure first, then those drawn from a description."""

    @property
    def published(self) -> tuple[MapReading, ...]:
        """What the published maps say."""
        return tuple(one for one in self.maps if one.map.provenance != "proposed")

    @property
    def ours(self) -> tuple[MapReading, ...]:
        """What our own drawing says."""
        return tuple(one for one in self.maps if one.map.provenance == "proposed")

    @property
    def agreement(self) -> dict[str, int]:
        """How many published maps give the place to each root, most first."""
        given = [one.territory.root for one in self.published if one.territory is not None]
        return dict(sorted(((root, given.count(root)) for root in set(given)), key=lambda item: (-item[1], item[0])))

    def of(self, map_key: str) -> MapReading:
        """Give what one map says."""
        return next(one for one in self.maps if one.map.key == map_key)


def published(knowledge: Knowledge) -> list[DermatomeMap]:
    """List the published maps, without our own."""
    return [item for item in knowledge.maps.values() if item.provenance != "proposed"]


def reading_at(knowledge: Knowledge, place: ChartPlace) -> Reading:
    """Read all maps and nerve fields at a place; the last readings are cached, so that each place is looked up once.

    Parameters
    ----------
    knowledge : Knowledge
    place : ChartPlace
    """
    return _reading(Known(knowledge), place)


@lru_cache(maxsize=KEPT)
def _reading(known: Known, place: ChartPlace) -> Reading:
    found = areas_at(known, place)
    territories = tuple(area for area in found if isinstance(area, Territory))
    surest = sorted(territories, key=lambda item: ZONES.index(item.zone))
    maps = tuple(
        MapReading(drawn, next((item for item in surest if item.map == drawn.key), None))
        for drawn in known.knowledge.maps.values()
    )
    fields = (area for area in found if isinstance(area, NerveField))
    nerves = sorted(fields, key=lambda field: BORDER_PROVENANCES.index(field.provenance))
    return Reading(place, maps, territories, tuple(nerves))


def short_name(drawn: DermatomeMap, tr: Catalogue) -> str:
    """Name a map shortly; our own is named as ours."""
    return tr("our drawing") if drawn.provenance == "proposed" else drawn.short_name or drawn.name
