"""Facts drawn by lot, for a second reader to compare with their sources.

Run it as ``python -m annotations.reports.second_reading``.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from annotations.load import load
from annotations.model import Knowledge

WORDS: Final = ("text", "reason", "action", "telling_feature", "course", "exit_level", "skin", "pain", "share", "note")
"""Fields that state something."""


@dataclasses.dataclass(frozen=True, slots=True)
class Fact:
    """One statement with the sources it names."""

    where: str
    """Table and keys, joined by dots."""
    text: str
    sources: tuple[str, ...]
    provenance: str


def facts(knowledge: Knowledge) -> list[Fact]:
    """List every sourced statement of the knowledge base, in the order of its keys.

    Territories, pain bands, nerve fields and skin areas are polygons, which are tested against their figures, not read.
    """
    found: list[Fact] = []
    for field in dataclasses.fields(knowledge):
        if field.name in ("territories", "nerve_fields", "skin_areas", "pain_bands", "sources", "schema_version"):
            continue
        found.extend(_walk(field.name, getattr(knowledge, field.name)))
    return sorted(found, key=lambda fact: fact.where)


def draw(knowledge: Knowledge, count: int, seed: int) -> list[Fact]:
    """Draw facts without putting any back; the same seed and data give the same draw.

    Raises
    ------
    ValueError
        When more are wanted than there are.
    """
    every = facts(knowledge)
    if count > len(every):
        raise ValueError(f"{count} facts are wanted, but the data hold {len(every)}")
    return random.Random(seed).sample(every, count)


def _walk(where: str, value: object) -> Iterator[Fact]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(f"{where}.{key}", item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _walk(f"{where}.{number}", item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        words = [f"{name}: {parts[name]}" for name in WORDS if parts.get(name)]
        if parts.get("sources") and words:
            yield Fact(where, " | ".join(words), parts["sources"], parts.get("provenance", ""))
        for name, item in parts.items():
            if name != "sources" and isinstance(item, Mapping | tuple):
                yield from _walk(f"{where}.{name}", item)


def main() -> int:
    """Print a draw as a numbered list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    for number, fact in enumerate(draw(load(), wanted.count, wanted.seed), start=1):
        sources = ", ".join(fact.sources)
        sys.stdout.write(f"{number}. {fact.where} [{fact.provenance}] ({sources})\n   {fact.text}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
