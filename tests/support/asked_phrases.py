"""What people type, with what answers it: ``tests/data/phrases_asked.jsonl``; run, it prints how many are answered.

Written without sight of the lexicon. Half ``a`` was read while the words were chosen; half ``b``, and a further set of
Spanish, ``c``, were only counted. ``d`` was typed later by a patient who was told nothing; its kinds of failure were
mended.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from meshes.skin.landmarks import LANDMARKS
from places import DATA
from viewer.search.entries import Hit
from viewer.search.finding import Index
from viewer.search.places import BASE

NEAR_HEIGHT, NEAR_DEGREES = 0.3, 60.0
"""How far a place may lie from the one that was meant: writers gave its middle by the eye."""


@dataclass(frozen=True)
class Asked:
    """One phrase. ``first``: what may be the first answer; ``all``: what must be among the first; ``not_first``."""

    text: str
    language: str
    sort: str
    half: str
    first: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    not_first: tuple[str, ...] = ()


def asked_phrases() -> Iterator[Asked]:
    """Go through all phrases."""
    for line in (DATA / "phrases_asked.jsonl").read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        lists = {name: tuple(row.get(name, ())) for name in ("first", "all", "not_first")}
        yield Asked(row["text"], row["language"], row["sort"], row["half"], **lists)


def answered(asked: Asked, hits: Sequence[Hit], within: int = 1) -> bool:
    """Say whether the right answer is among the first hits, and no wrong one is the first."""
    if hits and any(is_answer(wrong, hits[0]) for wrong in asked.not_first):
        return False
    if asked.sort == "several":
        room = len(asked.all) + within
        return all(any(is_answer(wanted, hit) for hit in hits[:room]) for wanted in asked.all)
    return not asked.first or any(is_answer(wanted, hit) for hit in hits[:within] for wanted in asked.first)


def is_answer(wanted: str, hit: Hit) -> bool:
    """Compare ``kind:key``, ``absent``, or ``place:SEGMENT T PHI`` with a hit."""
    kind, _, key = wanted.partition(":")
    if kind == "absent":
        return hit.entry.kind == "absent"
    if kind == "place" and " " in key:
        if hit.entry.kind != "place":
            return False
        segment, t, phi = key.split()
        chart = hit.entry.chart or LANDMARKS[hit.entry.key]
        height, angle = _height_and_angle(segment, float(t), float(phi))
        own, turned = _height_and_angle(chart.segment, chart.t, chart.phi)
        apart = abs((angle - turned + 180.0) % 360.0 - 180.0)
        return abs(height - own) <= NEAR_HEIGHT and apart <= NEAR_DEGREES
    return (hit.entry.kind, hit.entry.key) == (kind, key)


def _height_and_angle(segment: str, t: float, phi: float) -> tuple[float, float]:
    return BASE[segment] + t, 360.0 - phi if segment == "trunk" else phi


def counted(indexes: dict[str, Index], half: str | None = None, within: int = 1) -> tuple[Counter[str], Counter[str]]:
    """Count the phrases of each sort that are answered, and all."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for asked in asked_phrases():
        if half in (None, asked.half):
            every[asked.sort] += 1
            right[asked.sort] += answered(asked, indexes[asked.language].search(asked.text), within)
    return right, every


if __name__ == "__main__":
    from annotations import load
    from meshes.body import build_body
    from viewer.search.findable import index_of

    knowledge, structures = load(), build_body("light").structures
    made = {language: index_of(knowledge, structures, language) for language in ("en", "de", "es")}
    for half in ("a", "b", "c", "d"):
        first, every = counted(made, half)
        third, _ = counted(made, half, 3)
        for sort in every:
            print(f"{half} {sort:<12} {first[sort]:>4} first, {third[sort]:>4} in the first three, of {every[sort]}")  # noqa: T201
