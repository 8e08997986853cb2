"""From an item to a question with its picture, choices and answer. Pure; the seed decides."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from annotations.model import Supply
from viewer.appearance.citing import source_name
from viewer.appearance.named import sided_key
from viewer.appearance.panel import Paragraph
from viewer.appearance.sight import DRAWN, peeled, sights
from viewer.explain.structures import structure_paragraphs
from viewer.state.view_state import SIDES, Side

from .choices import Namer, any_key, apart, family_of, nearest_keys, root_choices, shuffled
from .examination_questions import disc, examined, key_movement, key_muscle, reflex, root_of_finding, sign
from .items import TOPIC_OF_TISSUE, accepted_roots, main_roots, region_of
from .names import display_name, names_paragraph
from .question import Choice, Item, Kind, Question
from .skin_questions import draw, find_skin, key_point, key_point_words, nerve_of_skin, root_of_skin

MOST_SUPPLIES: Final = 5
"""Sources quoted on a muscle after the answer, at most."""
FAR: Final = 9
"""More than the distance between any two parts of the body."""
WELL_SEEN: Final = 0.75
"""A view is used if it shows at least this share of what the best view does."""


class Asker(Namer):
    """Makes questions; for the parameters see :class:`viewer.study.choices.Namer`."""

    __slots__ = ()

    def ask(self, item: Item, seed: int) -> Question:
        """Make the question of an item; the seed decides side, view and wrong answers.

        Parameters
        ----------
        item : Item
            One of :func:`viewer.study.items.items`.
        seed : int
        """
        chance = random.Random(f"{seed}/{item.key}")
        return replace(_MAKERS[item.kind](self, item, chance), language=self.language)


def _find(asker: Namer, item: Item, chance: random.Random) -> Question:
    name = asker.name(item.subject)
    text = asker.tr("Click on this part of the body: {name}.", name=name)
    return _of_part(asker, item, chance, text, item.subject, name, {}, ())


def _name(asker: Namer, item: Item, chance: random.Random) -> Question:
    part = asker.structures[any_key(asker, item.subject)]
    name = display_name(part, asker.language)
    others: dict[str, int] = {}
    for other in asker.structures.values():
        alike = TOPIC_OF_TISSUE.get(other.tissue) == item.topic and other.base != part.base and other.base in sights()
        if alike and display_name(other, asker.language) != name:
            rank = 0 if other.group == part.group else 1 + apart(region_of(other.base, other.group), item.region)
            others[other.base] = rank + FAR * (other.tissue != part.tissue)
    wrong = nearest_keys(chance, others)
    choices = shuffled(chance, [item.subject, *wrong], asker.name)
    text = asker.tr("What is this part called?")
    return _of_part(asker, item, chance, text, item.subject, name, {}, choices)


def _root_of_muscle(asker: Namer, item: Item, chance: random.Random) -> Question:
    muscle = asker.knowledge.muscles[item.subject]
    accepted = accepted_roots(asker.knowledge, muscle)
    right = chance.choice(main_roots(muscle))
    choices = root_choices(asker, chance, right, accepted)
    text = asker.tr("Which of these roots supplies this muscle: {name}?", name=asker.name(item.subject))
    return _of_part(asker, item, chance, text, right, right, accepted, choices, (*_supplies(asker, muscle.key),))


def _nerve_of_muscle(asker: Namer, item: Item, chance: random.Random) -> Question:
    muscle = asker.knowledge.muscles[item.subject]
    right = muscle.nerves[0]
    family = family_of(asker.knowledge, right)
    others: dict[str, int] = {}
    for other in asker.knowledge.muscles.values():
        key = sided_key(other.key, "right", asker.structures)
        for nerve in other.nerves[:1]:
            if key is None or nerve in family or "_ramus_" in nerve or nerve not in asker.knowledge.nerves:
                continue
            away = apart(region_of(other.key, asker.structures[key].group), item.region)
            others[nerve] = min(others.get(nerve, FAR), away)
    choices = shuffled(chance, [right, *nearest_keys(chance, others)], asker.nerve)
    text = asker.tr("Which nerve supplies this muscle: {name}?", name=asker.name(item.subject))
    accepted = {right: muscle.sources}
    return _of_part(asker, item, chance, text, right, asker.nerve(right), accepted, choices)


def _of_part(
    asker: Namer,
    item: Item,
    chance: random.Random,
    text: str,
    right: str,
    right_text: str,
    accepted: Mapping[str, tuple[str, ...]],
    choices: tuple[Choice, ...],
    more: tuple[Paragraph, ...] = (),
) -> Question:
    """Ask about a structure that is lit, or sought."""
    side: Side = chance.choice(SIDES)
    every = sights()[item.subject]
    sight = chance.choice([one for one in every if one.worth >= WELL_SEEN * every[0].worth])
    target = sided_key(item.subject, side, asker.structures) or item.subject
    away = peeled(sight.peel)
    part = asker.structures[target]
    about = structure_paragraphs(asker.knowledge, part, "student", asker.tr)
    return Question(
        item,
        text,
        right,
        right_text,
        accepted or {right: ()},
        choices,
        sight.seen_from(side),
        side,
        DRAWN[sight.layer],
        frozenset(key for key, one in asker.structures.items() if one.base in away),
        target,
        None,
        (*more, *about, names_paragraph(part, asker.tr)),
        right if item.kind == "root-of-muscle" else None,
    )


def _supplies(asker: Namer, muscle: str) -> Iterable[Paragraph]:
    """Quote the sources on a muscle's roots: first those that name a main root, then those that give a range."""
    found: list[Supply] = [one for one in asker.knowledge.supplies.values() if muscle in one.muscles]
    found.sort(key=lambda one: not one.main)
    for one in found[:MOST_SUPPLIES]:
        who = source_name(asker.knowledge.sources[one.sources[0]]) if one.sources else asker.tr("A list")
        yield asker.said(f"{who}: {one.text}", one)


_MAKERS: Final[Mapping[Kind, Callable[[Namer, Item, random.Random], Question]]] = {
    "find": _find,
    "name": _name,
    "root-of-muscle": _root_of_muscle,
    "nerve-of-muscle": _nerve_of_muscle,
    "root-of-skin": root_of_skin,
    "nerve-of-skin": nerve_of_skin,
    "find-skin": find_skin,
    "key-point": key_point,
    "key-point-words": key_point_words,
    "reflex": reflex,
    "key-muscle": key_muscle,
    "key-movement": key_movement,
    "test": root_of_finding,
    "examined": examined,
    "sign": sign,
    "disc": disc,
    "draw": draw,
}
