"""From something to be learnt to a question with its picture, its choices and its answer. Pure and seeded."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotations.model import Knowledge, Supply
from meshes.landmarks import LANDMARKS

from .appearance import Paragraph
from .explain import PROVENANCE, structure_paragraphs
from .state import OPENING_LAYERS, SIDES, ChartPlace, Side
from .study import Choice, Item, Kind, Question
from .study_items import TOPIC_OF_TISSUE, Structure, accepted_roots, main_roots, region_of, sided_key
from .study_names import display_name, names_paragraph, source_name
from .study_sight import DRAWN, SWAPPED, peeled, sights
from .study_spots import Spot, sided, spot_paragraphs, spots, view_of

CHOICES: Final = 4
NEAR_ROOTS: Final = 5
"""So many of the nearest roots are drawn from for wrong answers."""
MOST_SUPPLIES: Final = 5
"""What so many sources say of a muscle is told after the answer."""
WELL_SEEN: Final = 0.75
"""A view is taken where it shows at least so much of what the best view does."""
BACK_ROOTS: Final = frozenset({"S1", "S2", "S3"})
"""Whose skin is looked for from behind."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Makes questions.

    Parameters
    ----------
    knowledge : Knowledge
        In English, or with what patients read in the asked language.
    structures : mapping
        The body's structures by sided key.
    language : str
        Decides which names of structures are used: English, or Latin elsewhere.
    """

    knowledge: Knowledge
    structures: Mapping[str, Structure]
    language: str = "en"

    def ask(self, item: Item, seed: int) -> Question:
        """Make the question of an item; the seed decides side, view, and the other choices.

        Parameters
        ----------
        item : Item
            One of :func:`viewer.study_items.items`.
        seed : int
        """
        chance = random.Random(f"{seed}/{item.key}")
        return _MAKERS[item.kind](self, item, chance)

    def name(self, base: str) -> str:
        """Name a structure in the asked language."""
        key = sided_key(base, "right", self.structures)
        return display_name(self.structures[key], self.language) if key is not None else self.nerve(base)

    def nerve(self, key: str) -> str:
        """Name a nerve that the body may not have."""
        return self.knowledge.nerves[key].name if key in self.knowledge.nerves else key.replace("_", " ")


# ------------------------------------------------------------------ structures


def _find(asker: Asker, item: Item, chance: random.Random) -> Question:
    name = asker.name(item.subject)
    return _of_part(asker, item, chance, f"Click on this part of the body: {name}.", item.subject, name, {}, ())


def _name(asker: Asker, item: Item, chance: random.Random) -> Question:
    part = asker.structures[_key(asker, item.subject)]
    name = display_name(part, asker.language)
    others: dict[str, int] = {}
    for other in asker.structures.values():
        alike = TOPIC_OF_TISSUE.get(other.tissue) == item.topic and other.base != part.base and other.base in sights()
        if alike and display_name(other, asker.language) != name:
            near = region_of(other.base, other.group) == item.region
            rank = 0 if other.group == part.group else 1 if near else 2
            others[other.base] = rank + 3 * (other.tissue != part.tissue)
    wrong = _nearest(chance, others)
    choices = _shuffled(chance, [item.subject, *wrong], asker.name)
    return _of_part(asker, item, chance, "What is this part called?", item.subject, name, {}, choices)


def _root_of_muscle(asker: Asker, item: Item, chance: random.Random) -> Question:
    muscle = asker.knowledge.muscles[item.subject]
    accepted = accepted_roots(asker.knowledge, muscle)
    right = chance.choice(main_roots(muscle))
    choices = _roots(asker, chance, right, accepted)
    text = f"Which of these roots supplies this muscle: {asker.name(item.subject)}?"
    return _of_part(asker, item, chance, text, right, right, accepted, choices, (*_supplies(asker, muscle.key),))


def _nerve_of_muscle(asker: Asker, item: Item, chance: random.Random) -> Question:
    muscle = asker.knowledge.muscles[item.subject]
    right = muscle.nerves[0]
    family = _family(asker.knowledge, right)
    others: dict[str, int] = {}
    for other in asker.knowledge.muscles.values():
        key = sided_key(other.key, "right", asker.structures)
        for nerve in other.nerves[:1]:
            if key is None or nerve in family or "_ramus_" in nerve or nerve not in asker.knowledge.nerves:
                continue
            near = region_of(other.key, asker.structures[key].group) == item.region
            others[nerve] = min(others.get(nerve, 2), 0 if near else 1)
    choices = _shuffled(chance, [right, *_nearest(chance, others)], asker.nerve)
    text = f"Which nerve supplies this muscle: {asker.name(item.subject)}?"
    accepted = {right: muscle.sources}
    return _of_part(asker, item, chance, text, right, asker.nerve(right), accepted, choices)


def _of_part(
    asker: Asker,
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
        (*more, *structure_paragraphs(asker.knowledge, part, "student"), names_paragraph(part)),
        right if item.kind == "root-of-muscle" else None,
    )


def _supplies(asker: Asker, muscle: str) -> Iterable[Paragraph]:
    """Tell what sources say of a muscle's roots, those that put one first before those that give a range."""
    found: list[Supply] = [one for one in asker.knowledge.supplies.values() if muscle in one.muscles]
    found.sort(key=lambda one: not one.main)
    for one in found[:MOST_SUPPLIES]:
        who = source_name(asker.knowledge.sources[one.sources[0]]) if one.sources else "A list"
        yield Paragraph(f"{who}: {one.text}", one.sources, PROVENANCE[one.provenance])


def _family(knowledge: Knowledge, nerve: str) -> set[str]:
    """Collect a nerve, all it comes from, and all its branches: none of them is plainly wrong."""
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


# ------------------------------------------------------------------------ skin


def _root_of_skin(asker: Asker, item: Item, chance: random.Random) -> Question:
    place = spots(asker.knowledge)[item.subject]
    right = place.main_root or next(iter(place.roots))
    accepted = {root: _map_sources(asker.knowledge, maps) for root, maps in place.roots.items()}
    choices = _roots(asker, chance, right, accepted)
    text = "Which of these roots do the maps give the marked skin to?"
    return _of_spot(asker, item, chance, text, place, right, right, accepted, choices)


def _nerve_of_skin(asker: Asker, item: Item, chance: random.Random) -> Question:
    place = spots(asker.knowledge)[item.subject]
    right = place.nerves[0].nerve
    accepted = {field.nerve: field.sources for field in place.nerves}
    family = set().union(*(_family(asker.knowledge, nerve) for nerve in accepted))
    others: dict[str, int] = {}
    for other in spots(asker.knowledge).values():
        for field in other.nerves:
            if field.nerve not in family:
                others[field.nerve] = min(others.get(field.nerve, 2), 0 if other.region == place.region else 1)
    choices = _shuffled(chance, [right, *_nearest(chance, others)], asker.nerve)
    text = "Which nerve (not root) does the marked skin belong to?"
    return _of_spot(asker, item, chance, text, place, right, asker.nerve(right), accepted, choices)


def _of_spot(
    asker: Asker,
    item: Item,
    chance: random.Random,
    text: str,
    spot: Spot,
    right: str,
    right_text: str,
    accepted: Mapping[str, tuple[str, ...]],
    choices: tuple[Choice, ...],
) -> Question:
    side: Side = chance.choice(SIDES)
    place = sided(spot.place, side)
    told = spot_paragraphs(asker.knowledge, spot.key)
    if item.kind == "nerve-of-skin":
        told = tuple(reversed(told))
    root = right if right in asker.knowledge.roots else next(iter(spot.roots), None)
    return _on_skin(item, text, right, right_text, accepted, choices, place, told, root)


def _find_skin(asker: Asker, item: Item, chance: random.Random) -> Question:
    root = asker.knowledge.roots[item.subject]
    side: Side = chance.choice(SIDES)
    told = (
        Paragraph(root.skin, root.sources, PROVENANCE[root.provenance]),
        Paragraph(root.told_apart, root.sources, PROVENANCE[root.provenance]),
    )
    return Question(
        item,
        f"Click on skin that belongs to {root.key}.",
        root.key,
        root.key,
        {root.key: root.sources},
        (),
        "back" if root.key in BACK_ROOTS else "front",
        side,
        OPENING_LAYERS,
        frozenset(),
        None,
        None,
        tuple(paragraph for paragraph in told if paragraph.text),
        root.key,
    )


def _key_point(asker: Asker, item: Item, chance: random.Random) -> Question:
    point = asker.knowledge.key_points[item.subject]
    told = (Paragraph(point.text, point.sources, PROVENANCE[point.provenance]),)
    place = _landmark(point.landmark, chance.choice(SIDES))
    text = f"Click on the examiner's key point of {point.root}, on either leg."
    return _on_skin(
        item, text, point.root, _short(point.text), {point.root: point.sources}, (), place, told, point.root
    )


def _key_point_words(asker: Asker, item: Item, chance: random.Random) -> Question:
    points = asker.knowledge.key_points
    point = points[item.subject]
    order = list(asker.knowledge.roots)
    near = {root: abs(order.index(root) - order.index(point.root)) for root in points if root != point.root}
    choices = _shuffled(chance, [point.root, *_nearest(chance, near)], lambda root: _short(points[root].text))
    told = (Paragraph(f"{point.root}: {point.text}", point.sources, PROVENANCE[point.provenance]),)
    place = _landmark(point.landmark, chance.choice(SIDES))
    text = f"Where does the examiner touch the key point of {point.root}?"
    accepted = {point.root: point.sources}
    return _on_skin(item, text, point.root, _short(point.text), accepted, choices, None, told, point.root, place)


def _short(text: str) -> str:
    """Give the first clause: where the point is, without what else is known of it; no choice stands out by length."""
    return re.split(r"[.;] ", text.rstrip(". "), maxsplit=1)[0].partition(", less than")[0]


def _landmark(name: str, side: Side) -> ChartPlace:
    mark = LANDMARKS[name]
    return ChartPlace(mark.segment, side, mark.t, mark.phi, mark.ray)


def _draw(asker: Asker, item: Item, chance: random.Random) -> Question:
    del chance
    root = asker.knowledge.roots[item.subject]
    told = (Paragraph(root.skin, root.sources, PROVENANCE[root.provenance]),)
    return Question(
        item,
        f"Draw the skin of {root.key} on the patient's right leg, all round. Turn the body as you go.",
        root.key,
        root.key,
        {root.key: root.sources},
        (),
        "back" if root.key in BACK_ROOTS else "front",
        "right",
        OPENING_LAYERS,
        frozenset(),
        None,
        None,
        told,
        root.key,
    )


def _on_skin(
    item: Item,
    text: str,
    right: str,
    right_text: str,
    accepted: Mapping[str, tuple[str, ...]],
    choices: tuple[Choice, ...],
    place: ChartPlace | None,
    told: Sequence[Paragraph],
    root: str | None,
    looked_at: ChartPlace | None = None,
) -> Question:
    seen = place or looked_at
    side: Side = seen.side if seen is not None else "right"
    view = "front" if seen is None else view_of(seen.segment, seen.t, seen.phi)
    view = SWAPPED.get(view, view) if side == "left" else view
    return Question(
        item,
        text,
        right,
        right_text,
        accepted,
        choices,
        view,
        side,
        OPENING_LAYERS,
        frozenset(),
        None,
        place,
        tuple(told),
        root,
    )


def _map_sources(knowledge: Knowledge, maps: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in maps for key in knowledge.maps[name].sources))


# ----------------------------------------------------------------------- tests


def _reflex(asker: Asker, item: Item, chance: random.Random) -> Question:
    reflex = asker.knowledge.reflexes[item.subject]
    accepted = dict.fromkeys(reflex.roots, reflex.sources)
    text = f"Which of these roots carries this reflex: {reflex.name}?"
    told = (
        Paragraph(f"{reflex.name}: {', '.join(reflex.roots)}, first {reflex.main_root}.", reflex.sources),
        Paragraph(reflex.text, reflex.sources, PROVENANCE[reflex.provenance]),
    )
    return _of_test(asker, item, chance, text, reflex.main_root, accepted, told)


def _key_muscle(asker: Asker, item: Item, chance: random.Random) -> Question:
    muscle = asker.knowledge.key_muscles[item.subject]
    others = {root: abs(_rank(asker, root) - _rank(asker, item.subject)) for root in asker.knowledge.key_muscles}
    del others[item.subject]
    choices = _shuffled(chance, [item.subject, *_nearest(chance, others)], lambda root: root)
    text = f"Which root does the ISNCSCI examination score by this movement: {muscle.function}?"
    return _scored(asker, item, text, muscle.root, choices)


def _key_movement(asker: Asker, item: Item, chance: random.Random) -> Question:
    table = asker.knowledge.key_muscles
    others = {root: abs(_rank(asker, root) - _rank(asker, item.subject)) for root in table if root != item.subject}
    choices = _shuffled(chance, [item.subject, *_nearest(chance, others)], lambda root: table[root].function)
    text = f"Which movement does the ISNCSCI examination score for {item.subject}?"
    return _scored(asker, item, text, table[item.subject].function, choices)


def _scored(asker: Asker, item: Item, text: str, right_text: str, choices: tuple[Choice, ...]) -> Question:
    muscle = asker.knowledge.key_muscles[item.subject]
    names = ", ".join(asker.name(key) for key in muscle.muscles)
    told = [Paragraph(f"{muscle.root}: {muscle.function} ({names}).", muscle.sources, PROVENANCE[muscle.provenance])]
    told += [
        Paragraph(asker.knowledge.muscles[key].note, asker.knowledge.muscles[key].sources)
        for key in muscle.muscles[:1]
        if asker.knowledge.muscles[key].note
    ]
    accepted = {item.subject: muscle.sources}
    return _on_skin(item, text, item.subject, right_text, accepted, choices, None, told, item.subject)


def _test(asker: Asker, item: Item, chance: random.Random) -> Question:
    finding = asker.knowledge.findings[item.subject]
    accepted = {link.root: link.sources for link in finding.roots}
    right = next(link.root for link in finding.roots if link.strength == "strong")
    text = f"A test is positive: {finding.test}. Which of these roots is it related to?"
    told = [
        Paragraph(f"{link.root} ({link.strength}): {link.reason}", link.sources, PROVENANCE[link.provenance])
        for link in finding.roots
    ]
    told.append(Paragraph(finding.text, finding.sources, PROVENANCE[finding.provenance]))
    return _of_test(asker, item, chance, text, right, accepted, told)


def _disc(asker: Asker, item: Item, chance: random.Random) -> Question:
    level = asker.knowledge.disc_levels[item.subject]
    text = f"Which root is met here: {level.level}, {level.place}?"
    told = (Paragraph(level.text, level.sources, PROVENANCE[level.provenance]),)
    return _of_test(asker, item, chance, text, level.root, {level.root: level.sources}, told)


def _of_test(
    asker: Asker,
    item: Item,
    chance: random.Random,
    text: str,
    right: str,
    accepted: Mapping[str, tuple[str, ...]],
    told: Sequence[Paragraph],
) -> Question:
    choices = _roots(asker, chance, right, accepted)
    return _on_skin(item, text, right, right, accepted, choices, None, told, right)


# --------------------------------------------------------------------- choices


def _key(asker: Asker, base: str) -> str:
    return sided_key(base, "right", asker.structures) or base


def _rank(asker: Asker, root: str) -> int:
    return list(asker.knowledge.roots).index(root)


def _roots(asker: Asker, chance: random.Random, right: str, accepted: Iterable[str]) -> tuple[Choice, ...]:
    """Choose three roots that no source accepts, from those nearest to the right one; listed from above downward."""
    given = set(accepted)
    distance = {root: abs(_rank(asker, root) - _rank(asker, right)) for root in asker.knowledge.roots}
    others = sorted((root for root in distance if root not in given and root != right), key=lambda r: distance[r])
    wrong = chance.sample(others[:NEAR_ROOTS], CHOICES - 1)
    return tuple(Choice(root, root) for root in sorted([right, *wrong], key=lambda root: _rank(asker, root)))


def _nearest(chance: random.Random, others: Mapping[str, int]) -> list[str]:
    """Choose three, those with smaller numbers first."""
    order = sorted(others)
    chance.shuffle(order)
    return sorted(order, key=lambda key: others[key])[: CHOICES - 1]


def _shuffled(chance: random.Random, keys: Sequence[str], words: Callable[[str], str]) -> tuple[Choice, ...]:
    mixed = list(keys)
    chance.shuffle(mixed)
    return tuple(Choice(key, words(key)) for key in mixed)


_MAKERS: Final[Mapping[Kind, Callable[[Asker, Item, random.Random], Question]]] = {
    "find": _find,
    "name": _name,
    "root-of-muscle": _root_of_muscle,
    "nerve-of-muscle": _nerve_of_muscle,
    "root-of-skin": _root_of_skin,
    "nerve-of-skin": _nerve_of_skin,
    "find-skin": _find_skin,
    "key-point": _key_point,
    "key-point-words": _key_point_words,
    "reflex": _reflex,
    "key-muscle": _key_muscle,
    "key-movement": _key_movement,
    "test": _test,
    "disc": _disc,
    "draw": _draw,
}
