"""Questions about the skin: which root, which nerve, where the key points are."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from annotations.model import Knowledge, Root
from meshes.skin.landmarks import LANDMARKS
from viewer.appearance.panel import Paragraph
from viewer.appearance.sight import SWAPPED
from viewer.state.view_state import OPENING_LAYERS, SIDES, ChartPlace, Side

from .choices import Namer, apart, family_of, nearest_keys, root_choices, shuffled
from .question import Choice, Item, Question
from .spots import Spot, sided, spot_paragraphs, spots, view_of

BACK_ROOTS: Final = frozenset({"S1", "S2", "S3"})
"""Roots whose skin is shown from behind."""
SADDLE_ROOTS: Final = frozenset({"S4-5"})
"""Roots whose skin lies between the buttocks, and is shown from below and behind."""


def root_of_skin(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask for the root of a marked place."""
    place = spots(asker.knowledge)[item.subject]
    right = place.main_root or next(iter(place.roots))
    accepted = {root: _map_sources(asker.knowledge, maps) for root, maps in place.roots.items()}
    choices = root_choices(asker, chance, right, accepted)
    text = asker.tr("Which of these roots do the maps give the marked skin to?")
    return _of_spot(asker, item, chance, text, place, right, right, accepted, choices)


def nerve_of_skin(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask for the nerve of a marked place."""
    place = spots(asker.knowledge)[item.subject]
    right = place.nerves[0].nerve
    accepted = {field.nerve: field.sources for field in place.nerves}
    family = set().union(*(family_of(asker.knowledge, nerve) for nerve in accepted))
    others: dict[str, int] = {}
    for other in spots(asker.knowledge).values():
        for field in other.nerves:
            if field.nerve not in family:
                away = apart(other.region, place.region)
                others[field.nerve] = min(others.get(field.nerve, away), away)
    choices = shuffled(chance, [right, *nearest_keys(chance, others)], asker.nerve)
    text = asker.tr("Which nerve (not root) does the marked skin belong to?")
    return _of_spot(asker, item, chance, text, place, right, asker.nerve(right), accepted, choices)


def _of_spot(
    asker: Namer,
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
    explanation = spot_paragraphs(asker.knowledge, spot.key, asker.tr)
    if item.kind == "nerve-of-skin":
        explanation = tuple(reversed(explanation))
    root = right if right in asker.knowledge.roots else next(iter(spot.roots), None)
    return asked(item, text, right, right_text, accepted, choices, place, explanation, root)


def find_skin(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask to click on a root's skin."""
    root = asker.knowledge.roots[item.subject]
    side: Side = chance.choice(SIDES)
    explanation = (asker.said(root.skin, root), asker.said(root.told_apart, root))
    text = asker.tr("Click on skin that belongs to {root}.", root=root.key)
    return _of_skin(item, text, root, side, explanation)


def key_point(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask to click on a key point."""
    point = asker.knowledge.key_points[item.subject]
    explanation = (asker.said(point.text, point),)
    place = _landmark(point.landmark, chance.choice(SIDES))
    text = asker.tr("Click on the examiner's key point of {root}, on either side.", root=point.root)
    return asked(
        item, text, point.root, _short(point.text), {point.root: point.sources}, (), place, explanation, point.root
    )


def key_point_words(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask in words where a key point is."""
    points = asker.knowledge.key_points
    point = points[item.subject]
    order = list(asker.knowledge.roots)
    near = {
        root: abs(order.index(root) - order.index(point.root))
        for root in points
        # "Halfway between the T12 and the L2 point" is no place to look for the L2 point.
        if root != point.root and not re.search(rf"\b{point.root}\b", _short(points[root].text))
    }
    choices = shuffled(chance, [point.root, *nearest_keys(chance, near)], lambda root: _short(points[root].text))
    explanation = (asker.said(f"{point.root}: {point.text}", point),)
    place = _landmark(point.landmark, chance.choice(SIDES))
    text = asker.tr("Where does the examiner touch the key point of {root}?", root=point.root)
    accepted = {point.root: point.sources}
    question = asked(item, text, point.root, _short(point.text), accepted, choices, None, explanation, point.root)
    # Seen from the side where the point lies the question would half answer itself.
    return replace(question, side=place.side, answer_view=_squarely(place))


def _short(text: str) -> str:
    """Give the first clause, where the point is, so that no choice stands out by its length."""
    return re.split(r"[.;] ", text.rstrip(". "), maxsplit=1)[0].partition(", less than")[0]


def _landmark(name: str, side: Side) -> ChartPlace:
    mark = LANDMARKS[name]
    return ChartPlace(mark.segment, side, mark.t, mark.phi, mark.ray)


def draw(asker: Namer, item: Item, chance: random.Random) -> Question:
    """Ask to draw a root's skin."""
    del chance
    root = asker.knowledge.roots[item.subject]
    explanation = (asker.said(root.skin, root),)
    text = asker.tr(
        "Draw the skin of {root} on the patient's right side, all round. Turn the body as you go.", root=root.key
    )
    return _of_skin(item, text, root, "right", explanation)


def _of_skin(item: Item, text: str, root: Root, side: Side, explanation: tuple[Paragraph, ...]) -> Question:
    """Ask for the skin of a root, in the view that shows it best, without showing it."""
    return Question(
        item,
        text,
        root.key,
        root.key,
        {root.key: root.sources},
        (),
        "saddle" if root.key in SADDLE_ROOTS else "back" if root.key in BACK_ROOTS else "front",
        side,
        OPENING_LAYERS,
        frozenset(),
        None,
        None,
        tuple(paragraph for paragraph in explanation if paragraph.text),
        root.key,
    )


def asked(
    item: Item,
    text: str,
    right: str,
    right_text: str,
    accepted: Mapping[str, tuple[str, ...]],
    choices: tuple[Choice, ...],
    place: ChartPlace | None,
    explanation: Sequence[Paragraph],
    root: str | None,
) -> Question:
    """Make the question that is asked: in words, or with a mark on the skin where there is a place."""
    side: Side = place.side if place is not None else "right"
    view = _squarely(place) if place is not None else "front"
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
        tuple(explanation),
        root,
    )


def _squarely(place: ChartPlace) -> str:
    """Name the view that looks straight at a place of either side."""
    if replace(place, side="right") == _landmark("perianal", "right"):
        return "saddle"
    view = view_of(place.segment, place.t, place.phi)
    return SWAPPED.get(view, view) if place.side == "left" else view


def _map_sources(knowledge: Knowledge, maps: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in maps for key in knowledge.maps[name].sources))
