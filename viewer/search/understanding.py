"""A phrase understood as complaints: what is felt, where, what brings it on or eases it, on which side. Pure.

Words become concepts (:mod:`viewer.search.vocabulary`), in the language that knows most of them and, where it does not
know one, in any other; what concepts mean together is data, ``viewer/search/meanings.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from viewer.state.view_state import Side, SideChoice

from .places import ALL_ROUND, Place, aspects, parts
from .vocabulary import Mention, Spelling, folded_words, read_table, vocabularies

FILE: Final = Path(__file__).with_name("meanings.toml")
LETTERS_A_SLIP: Final = 5
"""Letters of a word per wrong letter that is forgiven; with fewer, ordinary words would be read as others."""
NEGATED: Final = 2
"""Words after "no" that it takes back."""
LEADING: Final = frozenset({"above", "below"})
"""Levels that stand before their part: "below the knee"; behind it, something else is meant ("folds under me")."""
LOWEST: Final = frozenset({"sole", "ball", "heel", "foot", "toes"})
"""Parts with nothing below: who says "under the sole" means the sole."""
WITHIN: Final = 0.9
"""A place so much of which lies in another is a part of it."""
OTHER_SENSE: Final = "other-sense"
"""Phrases whose words mean something else than alone: a blister on the foot is no bladder, as German has it."""
NOT_FELT: Final = "no-"
"""Concepts of words that take a feeling back: "no-pain" for "does not hurt"."""
SIDE_OF: Final = "side-of"
"""A side of a part that was not said to be the inner one."""
STOPS: Final = re.compile(r"[,;:.!?\n]|\s[-–]\s")
"""What ends a clause."""
KEPT: Final = 256
"""Phrases that are remembered: list and search read the same one."""
SIDES: Final[Mapping[str, SideChoice]] = {"left": "left", "right": "right", "both-sides": "both"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """What brings a complaint on, or eases it."""

    key: str
    eases: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is felt somewhere."""

    feelings: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    side: SideChoice | None = None
    denied: tuple[str, ...] = ()
    """Feelings that were said not to be there."""
    concepts: frozenset[str] = field(default=frozenset(), compare=False)
    """Everything that was said, derived meanings too."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a phrase means."""

    complaints: tuple[Complaint, ...]
    concepts: frozenset[str]
    """Of the whole phrase, as it was typed: corrections leave them, so that no warning is lost."""

    @property
    def side(self) -> SideChoice | None:
        """The side that was said first."""
        return next((one.side for one in self.complaints if one.side), None)


@dataclass(frozen=True, slots=True)
class Way:
    """Concepts that mean a thing where they stand together."""

    there: frozenset[str]
    absent: frozenset[str]

    def in_concepts(self, concepts: Container[str]) -> bool:
        """Say whether it is meant."""
        return all(one in concepts for one in self.there) and not any(one in concepts for one in self.absent)


@dataclass(frozen=True, slots=True)
class Meanings:
    """``meanings.toml``, read."""

    feelings: Mapping[str, str]
    triggers: Mapping[str, str]
    near: Mapping[str, Mapping[str, float]]
    means: tuple[tuple[str, Way], ...]
    warnings: Mapping[str, tuple[Way, ...]]
    deniable: frozenset[str]
    """What else than feelings a "no" right before it takes back."""
    tables: Mapping[str, Any]


def understood(text: str, known: Container[str] = ()) -> Understood:
    """Understand a phrase.

    Parameters
    ----------
    text : str
        As typed, in any language; the last word may be unfinished.
    known : container of str
        Correctly spelt words, such as names of muscles, which are not read as misspelt ones.
    """
    pieces = [folded_words(piece) for piece in STOPS.split(text)]
    words = tuple(word for piece in pieces for word in piece)
    ends = tuple(accumulate(len(piece) for piece in pieces))
    return _understood(words, tuple(word in known for word in words), ends)


@lru_cache(maxsize=KEPT)
def _understood(typed: tuple[str, ...], known: tuple[bool, ...], ends: tuple[int, ...]) -> Understood:
    words = _spelt(typed, known)
    mentions = _mentions(words)
    clauses = _clauses(mentions, ends)
    denied = {name for clause in clauses for name in _denied(clause)}
    affirmed = {mention.concept for clause in clauses for mention in clause if mention.concept not in _denied(clause)}
    concepts = {mention.concept for mention in mentions} - (denied - affirmed)
    return Understood(tuple(_complaints(clauses)), frozenset(_with_derived(concepts)))


def _spelt(typed: Sequence[str], known: Sequence[bool]) -> tuple[str, ...]:
    last = len(typed) - 1
    return tuple(_spelt_word(word, number == last, known[number]) for number, word in enumerate(typed))


@lru_cache(maxsize=4096)
def _spelt_word(typed: str, unfinished: bool, known: bool) -> str:
    """Give the word that a misspelt or unfinished one stands for; itself if it is known or resembles none."""
    if known or any(vocabulary.spells(typed) for vocabulary in vocabularies().values()):
        return typed
    if unfinished and len(typed) >= LETTERS_A_SLIP - 1:
        begun = [word for word in _telling() if word.startswith(typed)]
        if begun:
            return min(begun, key=len)
    if any(vocabulary.knows(typed) for vocabulary in vocabularies().values()):
        return typed
    most = len(typed) // LETTERS_A_SLIP
    near = [(wrong, len(word), word) for word, wrong in _spelling().near(typed, most) if word[0] == typed[0]]
    return min(near)[2] if near else typed


@cache
def _telling() -> tuple[str, ...]:
    return tuple(sorted({word for vocabulary in vocabularies().values() for word in vocabulary.telling}))


@cache
def _spelling() -> Spelling:
    return Spelling(_telling())


def _mentions(words: Sequence[str]) -> list[Mention]:
    """Find the concepts: each word is read in the languages that know most of them, if one of these knows it."""
    known = {code: [one.knows(word) for word in words] for code, one in vocabularies().items()}
    most = max(sum(row) for row in known.values())
    best = {code for code, row in known.items() if sum(row) == most}
    found = []
    for code, vocabulary in vocabularies().items():
        mine = [code in best or not any(known[one][number] for one in best) for number in range(len(words))]
        found += list(vocabulary.mentions(words, mine))
    # Who stands "on my feet", "de pie", names no foot.
    posed = [mention for mention in found if mention.concept in meanings().triggers]
    found = [one for one in found if one.concept not in parts() or not any(_inside(one, other) for other in posed)]
    other = [mention for mention in found if mention.concept == OTHER_SENSE]
    return [
        mention
        for mention in dict.fromkeys(found)
        if mention.concept != OTHER_SENSE and not any(_hides(one, mention) or _same(one, mention) for one in other)
    ]


def _same(one: Mention, other: Mention) -> bool:
    return (one.first, one.end) == (other.first, other.end)


def _with_derived(concepts: set[str]) -> set[str]:
    for name, way in meanings().means:
        if way.in_concepts(concepts):
            concepts.add(name)
    return concepts


# ---------------------------------------------------------------- complaints


def _clauses(mentions: Sequence[Mention], ends: Sequence[int]) -> list[list[Mention]]:
    """Split at "and" and at stops, the longest reading of each word first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.first - one.end, one.first)):
        if not any(_hides(other, mention) for other in kept):
            kept.append(mention)
    kept.sort(key=lambda one: (one.first, one.end))
    clauses: list[list[Mention]] = [[]]
    begun = 0
    for mention in kept:
        piece = bisect_right(ends, mention.first)
        if mention.concept == "and" or piece != begun:
            clauses.append([])
        if mention.concept != "and":
            clauses[-1].append(mention)
        begun = piece
    return [clause for clause in clauses if clause]


def _hides(longer: Mention, mention: Mention) -> bool:
    """Say whether a longer reading takes a shorter one's words: a part is still named in "my knee goes"."""
    if not _inside(mention, longer):
        return False
    if longer.concept == mention.concept:
        return True
    if mention.concept == "and":  # which ends a clause, whatever else it is a word of
        return longer.concept in parts() or longer.concept in aspects()
    return mention.concept not in parts() or longer.concept in parts() or longer.concept in aspects()


def _inside(mention: Mention, other: Mention) -> bool:
    longer = other.end - other.first > mention.end - mention.first
    return longer and mention.words <= other.words


def _complaints(clauses: Sequence[Sequence[Mention]]) -> list[Complaint]:
    """Read each clause; one that adds to the one before belongs to it."""
    found: list[Complaint] = []
    for clause in clauses:
        one = _complaint(clause)
        if not found:
            found.append(one)
            continue
        before = found[-1]
        whole = bool(before.feelings) and bool(before.places or before.triggers)
        if one.feelings and whole:
            found.append(one if one.places else _at_the_same_place(one, before))
        else:
            found[-1] = Complaint(
                before.feelings + one.feelings,
                before.places + tuple(place for place in one.places if place not in before.places),
                before.triggers + one.triggers,
                before.side or one.side,
                before.denied + one.denied,
                frozenset(_with_derived(set(before.concepts | one.concepts))),
            )
    return found


def _at_the_same_place(one: Complaint, before: Complaint) -> Complaint:
    there = {place.part for place in before.places}
    concepts = frozenset(_with_derived(set(one.concepts | there)))
    return replace(one, places=before.places, side=one.side or before.side, concepts=concepts)


def _complaint(clause: Sequence[Mention]) -> Complaint:
    known = meanings()
    denied = _denied(clause)
    concepts = _with_derived({mention.concept for mention in clause if mention.concept not in denied})
    said = [mention.concept for mention in clause]
    feelings = [name for name in known.feelings if name in concepts and name not in denied]
    side = next((SIDES[name] for name in said if name in SIDES), None)
    places = _places(clause) or (_somewhere_on_the_leg(said) if feelings else ())
    return Complaint(tuple(feelings), places, _triggers(clause), side, tuple(sorted(denied)), frozenset(concepts))


def _denied(clause: Sequence[Mention]) -> frozenset[str]:
    """Name what stands just behind a "no": feelings, and what would be a warning."""
    taken = [mention.end for mention in clause if mention.concept == "negation"]
    known = meanings()
    behind = {
        mention.concept
        for mention in clause
        for end in taken
        if (mention.concept in known.feelings and 0 <= mention.first - end < NEGATED)
        or (mention.concept in known.deniable and mention.first == end)
    }
    said = {mention.concept.removeprefix(NOT_FELT) for mention in clause if mention.concept.startswith(NOT_FELT)}
    return frozenset(behind | (said & known.feelings.keys()))


def _places(clause: Sequence[Mention]) -> tuple[Place, ...]:
    """Join parts with the sides and levels that stand next to them."""
    # "Not my back" names no place.
    taken = {mention.end for mention in clause if mention.concept == "negation"}
    named = [mention for mention in clause if mention.concept in parts()]
    named = [mention for mention in named if not any(0 <= mention.first - end < NEGATED for end in taken)]
    free = [mention for mention in clause if mention.concept in aspects() or mention.concept == SIDE_OF]
    elsewhere = {mention.end for mention in clause if mention.concept == "not-there"}
    free = [mention for mention in free if mention.first not in elsewhere]
    joined: dict[int, list[Mention]] = {number: [] for number in range(len(named))}
    for mention in free:
        after = [part for part in named if mention.end <= part.first]
        may = [number for number, part in enumerate(named) if mention.concept not in LEADING or part in after]
        if may:
            nearest = min(may, key=lambda number: _apart(mention, named[number]))
            joined[nearest].append(mention)
    places = [
        Place(mention.concept, _sides(mention.concept, [aspect.concept for aspect in joined[number]]))
        for number, mention in enumerate(named)
    ]
    return tuple(place for place in dict.fromkeys(places) if not any(_takes_in(place, other) for other in places))


def _somewhere_on_the_leg(said: Sequence[str]) -> tuple[Place, ...]:
    """Read a side without a part as a side of the leg: "numb inner"."""
    sides = tuple(dict.fromkeys(name for name in said if name in aspects() and aspects()[name].phi is not None))
    return (Place("leg", sides),) if sides else ()


def _takes_in(place: Place, other: Place) -> bool:
    """Say whether a place is only the limb that another is a part of: "the arch of my foot"."""
    return place.part != other.part and not place.aspects and other.area.share_in(place.area) > WITHIN


def _sides(part: str, named: Sequence[str]) -> tuple[str, ...]:
    """Leave each side once; the bare "side of" is the outer one, if no other was named and the part goes all round."""
    said = [name for name in named if name != SIDE_OF and not (part in LOWEST and name in LEADING)]
    sides = tuple(dict.fromkeys(said))
    turned = any(aspects()[name].phi is not None for name in sides)
    all_round = parts()[part].area.wide >= ALL_ROUND
    return (*sides, "outer") if SIDE_OF in named and all_round and not turned else sides


def _apart(aspect: Mention, part: Mention) -> float:
    """Say how many words stand between them; an aspect rather belongs to the part behind it."""
    if aspect.end <= part.first:
        return part.first - aspect.end
    return aspect.first - part.end + 0.5


def _triggers(clause: Sequence[Mention]) -> tuple[Trigger, ...]:
    """Name what brings it on or eases it, by the nearest "better" or "worse" that has no other trigger before it."""
    turns = [mention for mention in clause if mention.concept in ("better", "worse", "worsening")]
    named = [mention for mention in clause if mention.concept in meanings().triggers]
    found: dict[str, Trigger] = {}
    for mention in named:
        nearest = min(turns, key=lambda turn: abs(turn.first - mention.first), default=None)
        eases = nearest is not None and nearest.concept == "better" and not _another_between(mention, nearest, named)
        if nearest is not None and _compared(clause, nearest, mention, named):
            eases = nearest.concept != "better"
        found.setdefault(mention.concept, Trigger(mention.concept, eases))
        if eases:
            found[mention.concept] = Trigger(mention.concept, eases)
    return tuple(found.values())


def _compared(clause: Sequence[Mention], turn: Mention, trigger: Mention, named: Sequence[Mention]) -> bool:
    """Say whether a trigger is what another is better or worse than: standing in "better sitting than standing"."""
    than = [one.first for one in clause if one.concept == "than" and turn.end <= one.first < trigger.first]
    return any(turn.end <= other.first < than[0] for other in named if than)


def _another_between(trigger: Mention, turn: Mention, named: Sequence[Mention]) -> bool:
    """Say whether "better" is of another trigger: in "sitting or lying helps" it is of both, one word apart."""
    if trigger.first < turn.first:
        between = [other for other in named if trigger.end <= other.first and other.end <= turn.first]
        return any(other.first - trigger.end != 1 for other in between if other.concept != trigger.concept)
    between = [other for other in named if turn.end <= other.first and other.end <= trigger.first]
    return any(trigger.first - other.end != 1 for other in between if other.concept != trigger.concept)


# ---------------------------------------------------------------- corrections


def with_feeling(complaint: Complaint, old: str, new: str | None) -> Complaint:
    """Read another feeling in place of one, or none."""
    feelings = tuple(dict.fromkeys(new or "" if one == old else one for one in complaint.feelings))
    return _corrected(complaint, {old}, {new} if new else set(), feelings=tuple(one for one in feelings if one))


def with_place(complaint: Complaint, old: Place, new: Place | None) -> Complaint:
    """Read another place in place of one, or none."""
    places = tuple(one for one in (new if place == old else place for place in complaint.places) if one is not None)
    there = {new.part, *new.aspects} if new else set()
    return _corrected(complaint, {old.part, *old.aspects}, there, places=places)


def with_trigger(complaint: Complaint, old: Trigger, new: Trigger | None) -> Complaint:
    """Read a trigger as easing instead of bringing on, or leave it out."""
    triggers = tuple(one for one in (new if trigger == old else trigger for trigger in complaint.triggers) if one)
    return _corrected(complaint, {old.key}, {new.key} if new else set(), triggers=triggers)


def with_side(complaint: Complaint, side: SideChoice | None) -> Complaint:
    """Read another side, or none."""
    return replace(complaint, side=side)


def _corrected(complaint: Complaint, gone: set[str], come: set[str], **changes: Any) -> Complaint:
    concepts = frozenset(_with_derived(set(complaint.concepts - gone | come)))
    return replace(complaint, concepts=concepts, **changes)


# ---------------------------------------------------------------- data


@cache
def meanings() -> Meanings:
    """Read ``meanings.toml``.

    A test reads :func:`check_concepts`, which names what no word leads to.
    """
    tables = read_table(FILE)
    return Meanings(
        tables["feelings"],
        tables["triggers"],
        tables["near"],
        tuple((name, way) for name, lines in tables["means"].items() for way in ways(lines)),
        {key: ways(lines) for key, lines in tables["warnings"].items()},
        frozenset(tables["deniable"]),
        tables,
    )


def check_concepts(tables: Mapping[str, Any]) -> list[str]:
    """Name the concepts of meanings that neither a word of English nor another meaning leads to."""
    used = {word.lstrip("!") for lines in tables["means"].values() for line in lines for word in line.split()}
    used |= {word.lstrip("!") for lines in tables["warnings"].values() for line in lines for word in line.split()}
    for row in tables["symptoms"].values():
        used |= {word.lstrip("!") for line in row.get("ways", ()) for word in line.split()}
        used |= {*row.get("what", ()), *(word.removesuffix("-better") for word in row.get("when", ()))}
    return sorted(used - vocabularies()["en"].concepts - set(tables["means"]))


def ways(lines: Sequence[str]) -> tuple[Way, ...]:
    """Read lines of concepts, those that must be absent with a ``!``."""
    return tuple(
        Way(
            frozenset(word for word in line.split() if not word.startswith("!")),
            frozenset(word[1:] for word in line.split() if word.startswith("!")),
        )
        for line in lines
    )


def other_side(side: SideChoice | None) -> Side | None:
    """Give one side; both are none."""
    return side if side in ("left", "right") else None
