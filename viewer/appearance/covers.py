"""What lies under a drawing on the skin, as plain values. All shares are shares of the drawn area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotations.model import DermatomeMap, NerveField
from viewer.state.view_state import Depth, Quality, Side

Kind = tuple[Quality, Depth]


@dataclass(frozen=True, slots=True)
class MapCover:
    """What one map says of a drawing."""

    map: DermatomeMap
    roots: Mapping[str, float]
    """Shares of the drawing by root, largest first; with ``blank`` they add up to 1."""
    blank: float
    """Share on skin that the map leaves blank."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NerveCover:
    """One nerve's skin under a drawing."""

    field: NerveField
    share: float
    """Of the drawing. Fields may overlap: they need not add up to 1."""


@dataclass(frozen=True, slots=True)
class Covers:
    """What lies under a drawing."""

    area_cm2: float
    """Skin drawn on, on the atlas body."""
    kinds: Mapping[Kind, float]
    """cm2 by quality and depth."""
    sides: tuple[Side, ...]
    maps: tuple[MapCover, ...]
    """Published maps and our own drawing, in the order of the knowledge base."""
    nerves: tuple[NerveCover, ...]
    """Largest share first."""
    no_nerve: float
    """Share on skin that no field holds."""
    bands: Mapping[str, float]
    """Share of the drawing that lies on a root's pain band, by root, largest first; bands overlap."""
    saddle_cm2: float = 0.0
    """Skin of the saddle (S3 to S5 in our own drawing) that is drawn numb or tingling."""
