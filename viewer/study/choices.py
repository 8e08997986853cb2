"""Names of what is asked about, and wrong answers: near the right one, but accepted by no source."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from annotations.model import Knowledge
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.named import Numbered, nerve_name, sided_key
from viewer.appearance.panel import Paragraph
from viewer.i18n.capitals import capitalised
from viewer.i18n.catalogue import Catalogue, catalogue

from .names import display_name
from .question import REGIONS, Choice, Region

CHOICES: Final = 4
NEAR_ROOTS: Final = 4
"""Wrong answers are drawn from so many of the nearest roots."""


class Cited(Protocol):
    """A record of the knowledge base that rests on sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of the sources."""

    @property
    def provenance(self) -> str:
        """A key of :data:`~viewer.appearance.citing.PROVENANCE`."""


@dataclass(frozen=True, slots=True)
class Namer:
    """Names things in the language of the question.

    Parameters
    ----------
    knowledge : Knowledge
        In the language of the question.
    structures : mapping
        The body's structures by sided key.
    language : str
        Names of structures are English in English, else Latin.
    """

    knowledge: Knowledge
    structures: Mapping[str, Numbered]
    language: str = "en"

    @property
    def tr(self) -> Catalogue:
        """Words of the language of the question."""
        return catalogue(self.language)

    def said(self, text: str, record: Cited) -> Paragraph:
        """Say what a record rests on beside a text that comes from it."""
        return Paragraph(text, record.sources, self.tr(PROVENANCE[record.provenance]))

    def name(self, base: str) -> str:
        """Name a structure in the language of the question."""
        key = sided_key(base, "right", self.structures)
        return display_name(self.structures[key], self.language) if key is not None else self.nerve(base)

    def nerve(self, key: str) -> str:
        """Name a nerve, which the body need not have."""
        return nerve_name(self.knowledge, key)

    def rank(self, root: str) -> int:
        """Give the number of a root, from above downward."""
        return list(self.knowledge.roots).index(root)


def any_key(asker: Namer, base: str) -> str:
    """Give the key of a structure of the right side or the midline."""
    return sided_key(base, "right", asker.structures) or base


def root_choices(
    asker: Namer, chance: random.Random, right: str, accepted: Iterable[str], tempting: Iterable[str] = ()
) -> tuple[Choice, ...]:
    """Choose three roots that no source accepts; all are listed from above downward.

    Parameters
    ----------
    asker : Namer
    chance : random.Random
    right : str
    accepted : iterable of str
    tempting : iterable of str
        Roots that are easily mistaken: they are always among the choices unless a source accepts them, and so is the
        next neighbour of the right one.
    """
    given = {right, *accepted}
    distance = {root: abs(asker.rank(root) - asker.rank(right)) for root in asker.knowledge.roots}
    others = sorted((root for root in distance if root not in given), key=lambda root: distance[root])
    sure = list(dict.fromkeys([*(root for root in tempting if root in others), *others[:1]]))[: CHOICES - 1]
    rest = [root for root in others if root not in sure]
    wrong = [*sure, *chance.sample(rest[:NEAR_ROOTS], CHOICES - 1 - len(sure))]
    return tuple(Choice(root, root) for root in sorted([right, *wrong], key=asker.rank))


def apart(one: Region, other: Region) -> int:
    """Count the steps between two parts of the body, from the back down to the foot; 0 for the same."""
    order = list(REGIONS)
    return abs(order.index(one) - order.index(other))


def nearest_keys(chance: random.Random, others: Mapping[str, int]) -> list[str]:
    """Choose three others, those with smaller numbers first."""
    order = sorted(others)
    chance.shuffle(order)
    return sorted(order, key=lambda key: others[key])[: CHOICES - 1]


def shuffled(chance: random.Random, keys: Sequence[str], words: Callable[[str], str]) -> tuple[Choice, ...]:
    """Put choices into a random order."""
    mixed = list(keys)
    chance.shuffle(mixed)
    return tuple(Choice(key, capitalised(words(key))) for key in mixed)


def family_of(knowledge: Knowledge, nerve: str) -> set[str]:
    """Collect a nerve, the nerves it comes from, and its branches: none of them is clearly wrong."""
    family = {nerve}
    above = knowledge.nerves[nerve].parent
    while above is not None and above in knowledge.nerves and above not in family:
        family.add(above)
        above = knowledge.nerves[above].parent
    below = [nerve]
    while below:
        for key, other in knowledge.nerves.items():
            if other.parent == below[0] and key not in family:
                family.add(key)
                below.append(key)
        below.pop(0)
    return family
