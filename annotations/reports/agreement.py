"""How far the maps agree, in numbers: ``python -m annotations.reports.agreement``.

Skin is sampled on the charts and weighted by each segment's size, so that shares are shares of skin. Maps are
compared as wholes: a root's territory is its core, likely and disputed part together.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from annotations.charts.map_lookup import Maps
from annotations.charts.seams import on_skin
from annotations.load import load
from annotations.model import Knowledge
from annotations.tracing.schools import SCHOOLS, published

#: Skin of the segments on one side of the body (cm2, measured on our skin, toes left out); trunk from T12 down.
AREAS: Final = {"trunk": 1530.0, "thigh": 2000.0, "leg": 1160.0, "foot": 470.0}
COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight")
"""Of schools, from two on."""
STEP_T: Final = 0.02
STEP_PHI: Final = 4.0


@dataclass(frozen=True, slots=True)
class Place:
    """A sampled place of the skin and the root that each map gives it."""

    segment: str
    t: float
    phi: float
    area: float
    """cm2 of skin on one side of the body."""
    roots: Mapping[str, str]
    """By map key; maps that leave the place blank are missing."""


def places(knowledge: Knowledge) -> list[Place]:
    """Sample the skin of one half of the body, toes left out (they belong to whole roots)."""
    maps, keys, found = Maps(knowledge), published(knowledge), list[Place]()
    for segment, area in AREAS.items():
        columns = int((180.0 if segment == "trunk" else 360.0) / STEP_PHI)
        rows = int((0.82 if segment == "foot" else 1.0) / STEP_T)
        grid = [((i + 0.5) * STEP_T, (j + 0.5) * STEP_PHI) for i in range(rows) for j in range(columns)]
        skin = [place for place in grid if on_skin(segment, *place)]
        for t, phi in skin:
            named = {key: maps.root(key, segment, t, phi) for key in keys}
            roots = {key: root for key, root in named.items() if root}
            found.append(Place(segment, t, phi, area / len(skin), roots))
    return found


def overlap(skin: list[Place], root: str, one: str, other: str) -> float:
    """Share (0..1) of the skin that either of two maps gives to a root which both give to it (Jaccard index)."""
    both = sum(p.area for p in skin if p.roots.get(one) == root and p.roots.get(other) == root)
    either = sum(p.area for p in skin if root in (p.roots.get(one), p.roots.get(other)))
    return both / either if either else 0.0


def votes(skin: list[Place], root: str) -> list[float]:
    """Skin (cm2) that at least 1, 2, 3, ... schools give to a root."""
    counts = [0.0] * len(SCHOOLS)
    for place in skin:
        agreeing = sum(any(place.roots.get(key) == root for key in keys) for keys in SCHOOLS.values())
        for k in range(agreeing):
            counts[k] += place.area
    return counts


def report(knowledge: Knowledge) -> str:
    """Write the tables of ``docs/maps.md`` (Markdown)."""
    skin = places(knowledge)
    columns = (*(f"{word} or more" for word in COUNTS[: len(SCHOOLS) - 2]), f"all {COUNTS[len(SCHOOLS) - 2]}")
    lines = [f"| Root | some school, cm2 | {' | '.join(columns)} |", f"|{'---|' * (len(columns) + 2)}"]
    for root in ("L2", "L3", "L4", "L5", "S1", "S2"):
        counts = votes(skin, root)
        shares = " | ".join(f"{100.0 * count / counts[0]:.0f} %" for count in counts[1:])
        lines.append(f"| {root} | {counts[0]:.0f} | {shares} |")
    names = {key: knowledge.maps[key].short_name for key in published(knowledge)}
    lines += ["", "| Maps | L3 | L4 | L5 |", "|---|---|---|---|"]
    for one, other in combinations(names, 2):
        cells = " | ".join(f"{overlap(skin, root, one, other):.2f}" for root in ("L3", "L4", "L5"))
        lines.append(f"| {names[one]} - {names[other]} | {cells} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(report(load()))
