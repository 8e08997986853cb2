"""Places of the body that people name, in chart coordinates: parts with a side or a level of them. Pure.

Heights run down the leg over its three charts (trunk below 0, thigh to 1, lower leg to 2, foot to 3), so that places
of neighbouring charts compare; angles are those of the limbs (0 front, 90 inner side, 180 back, 270 outer side).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from viewer.state.view_state import ChartPlace, Side

from .vocabulary import read_table

FILE: Final = Path(__file__).with_name("places.toml")
BASE: Final[Mapping[str, float]] = {"trunk": -1.0, "thigh": 0.0, "leg": 1.0, "foot": 2.0}
"""Height at which a chart begins."""
ALL_ROUND: Final = 180.0
SPILL: Final = 0.1
"""How far a part may reach beyond its own chart."""
FAR: Final = 150.0
"""A side this many degrees from a part's own middle is not a side of it, but meant instead."""


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of a limb, all round it or on one side."""

    high: float
    low: float
    phi: float
    wide: float
    """Half of its width in degrees; 180 all round."""

    def share_in(self, other: Area) -> float:
        """Say how much of it lies in another, 0 to 1."""
        height = min(self.low, other.low) - max(self.high, other.high)
        return max(0.0, height) / (self.low - self.high) * self._arc_in(other)

    def _arc_in(self, other: Area) -> float:
        if other.wide >= ALL_ROUND:
            return 1.0
        if self.wide >= ALL_ROUND:
            return other.wide / ALL_ROUND
        apart = abs(_turn(self.phi, other.phi))
        both = min(self.wide, apart + other.wide) - max(-self.wide, apart - other.wide)
        return max(0.0, both) / (2.0 * self.wide)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body as people name it."""

    segment: str
    area: Area
    middle: tuple[float, float]
    """Height and angle."""
    ray: int
    name: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """A side or a level of a part."""

    name: str
    phi: float | None = None
    wide: float = ALL_ROUND
    share: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A part, or the side or level of it that was named."""

    part: str
    aspects: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join((*self.aspects, self.part))

    @property
    def area(self) -> Area:
        """The skin that is meant."""
        return _resolved(self)[0]

    def chart(self, side: Side) -> ChartPlace:
        """Give its middle as a place on the chart of a side."""
        part = parts()[self.part]
        height, phi = _resolved(self)[1]
        segment = part.segment
        if not BASE[segment] - SPILL <= height <= BASE[segment] + 1.0 + SPILL:
            segment = next(
                name for name in ("foot", "leg", "thigh", "trunk") if height >= BASE[name] or name == "trunk"
            )
        turned = 360.0 - phi if segment == "trunk" else phi
        return ChartPlace(segment, side, round(height - BASE[segment], 3), round(turned % 360.0, 1), part.ray)


def place_of(words: str) -> Place:
    """Read aspects and a part, such as ``upper front thigh``.

    Raises
    ------
    KeyError
        When one of them is unknown.
    """
    *sides, part = words.split()
    parts()[part]
    for side in sides:
        aspects()[side]
    return Place(part, tuple(sides))


def parts() -> Mapping[str, Part]:
    """Give the parts by key."""
    return _tables()[0]


def aspects() -> Mapping[str, Aspect]:
    """Give sides and levels by key."""
    return _tables()[1]


@cache
def _resolved(place: Place) -> tuple[Area, tuple[float, float]]:
    part = parts()[place.part]
    area, (height, phi) = part.area, part.middle
    high, low, middle, wide = area.high, area.low, area.phi, area.wide
    sides = [aspect for name in place.aspects if (aspect := aspects()[name]).phi is not None]
    if sides:
        meant, narrow = _between([aspect.phi or 0.0 for aspect in sides]), sides[0].wide
        if wide < ALL_ROUND and abs(_turn(middle, meant)) < FAR:
            meant, narrow = (middle + _turn(middle, meant) / 2.0) % 360.0, min(narrow, wide, 45.0)
        middle, wide = meant, narrow if len(sides) == 1 else 40.0
        phi = meant
    for name in place.aspects:
        share = aspects()[name].share
        if share:
            high, low = area.high + share[0] * (area.low - area.high), area.high + share[1] * (area.low - area.high)
            height = (high + low) / 2.0
    if sides and part.middle[0] < area.high + 0.2 * (area.low - area.high):
        height = (high + low) / 2.0
    return Area(high, low, middle, wide), (height, phi)


def _between(angles: Sequence[float]) -> float:
    first, *rest = angles
    return (first + _turn(first, rest[0]) / 2.0) % 360.0 if rest else first


def _turn(start: float, end: float) -> float:
    return (end - start + 180.0) % 360.0 - 180.0


@cache
def _tables() -> tuple[Mapping[str, Part], Mapping[str, Aspect]]:
    tables = read_table(FILE)
    made = {}
    for key, row in cast("Mapping[str, Mapping[str, Any]]", tables["parts"]).items():
        base = BASE[row["segment"]]
        high, low = (base + t for t in row["t"])
        area = Area(high, low, row.get("phi", 0.0), row.get("wide", ALL_ROUND))
        t, phi = row.get("at", ((high + low) / 2.0 - base, row.get("phi", 0.0)))
        made[key] = Part(row["segment"], area, (base + t, phi), row.get("ray", 0), row["name"])
    sides = {
        key: Aspect(row["name"], row.get("phi"), row.get("wide", ALL_ROUND), tuple(row.get("share", ())))
        for key, row in tables["aspects"].items()
    }
    return made, sides
