"""Which views show a structure, and which muscles must be hidden for it: a small measured table.

The table is written by :mod:`viewer.makers.study_sights`; so questions can be made without a body or a picture.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from viewer.state.view_state import Side

SOURCE: Final = Path(__file__).with_name("study_sights.csv")
SIGHTS: Final = ("key", "view", "layer", "peel", "area", "share", "away")
PEELS: Final = 3
"""Rounds of hiding muscles: 0 none, 1 the superficial ones, 2 those below them, too."""
SWAPPED: Final[Mapping[str, str]] = {"left": "right", "right": "left"}
"""Views that are exchanged for the other side of the body."""

DRAWN: Final[Mapping[str, frozenset[str]]] = {
    "bones": frozenset({"bones"}),
    "muscles": frozenset({"bones", "muscles"}),
    "trunk_muscles": frozenset({"bones", "muscles", "trunk_muscles"}),
    "nerves": frozenset({"bones", "nerves"}),
}
"""What is drawn while a structure of a layer is asked about."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One view in which enough of a structure is seen to point at."""

    view: str
    """Key of a named view, for the patient's right side."""
    layer: str
    """The structure's own layer; see :data:`DRAWN`."""
    peel: int
    """How many rounds of muscles are hidden."""
    area: int
    """Square pixels seen in a picture of 800 rows."""
    share: float
    """Share of the structure's outline that is neither covered nor outside the picture."""

    @property
    def worth(self) -> float:
        """How well it shows the structure: wholeness counts more than size."""
        return math.sqrt(self.area) * self.share

    def seen_from(self, side: Side) -> str:
        """Name the view for a structure of this side."""
        return SWAPPED.get(self.view, self.view) if side == "left" else self.view


@cache
def sights() -> Mapping[str, tuple[Sight, ...]]:
    """Read the table: structure keys without side to sights, best first; structures never seen are missing."""
    found: dict[str, list[Sight]] = {}
    with SOURCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sight = Sight(row["view"], row["layer"], int(row["peel"]), int(row["area"]), float(row["share"]))
            found.setdefault(row["key"], []).append(sight)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def peeled(peel: int) -> frozenset[str]:
    """Name the muscles, without side, that are hidden after so many rounds."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["key"] for row in csv.DictReader(file) if row["away"] and int(row["away"]) <= peel)
