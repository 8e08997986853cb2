"""Which published maps go back to one source, and how much each counts where maps vote."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from annotations.model import Knowledge

from .reading import TracingError

SCHOOLS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Keegan-Garrett": ("keegan_garrett",),
        "Foerster type": ("foerster_stephan", "foerster_goran"),
        "ISNCSCI chart": ("isncsci_chart",),
        "Lee": ("lee",),
    }
)
"""Keys of published maps. Maps of one school share its votes."""
PUBLISHED: Final = tuple(key for keys in SCHOOLS.values() for key in keys)
VOTES: Final = 2
"""Of one school."""
MAJORITY: Final = VOTES * len(SCHOOLS) / 2
"""Votes that give a place to a root: half of them."""


def votes_of(map_key: str) -> float:
    """Say how many votes a map has.

    Raises
    ------
    TracingError
        When it belongs to no school.
    """
    check_schools((map_key,))
    return next(VOTES / len(keys) for keys in SCHOOLS.values() if map_key in keys)


def check_schools(map_keys: Collection[str]) -> None:
    """Check that every map belongs to a school, so that none is left out unseen.

    Raises
    ------
    TracingError
        When one does not.
    """
    for key in map_keys:
        if key not in PUBLISHED:
            raise TracingError(
                f"the map {key!r} belongs to no school, so it could not vote; name it in SCHOOLS of"
                f" annotations/tracing/schools.py (there are {', '.join(PUBLISHED)})"
            )


def published(knowledge: Knowledge) -> tuple[str, ...]:
    """Give the keys of all maps but our own, those of one school beside each other.

    Raises
    ------
    TracingError
        When one belongs to no school.
    """
    check_schools([key for key, item in knowledge.maps.items() if item.provenance != "proposed"])
    return PUBLISHED
