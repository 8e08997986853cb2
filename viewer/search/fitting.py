"""How well a complaint fits each symptom, by what is felt, where, and what brings it on or eases it. Pure.

A fit is 0 to 1: feeling and place are multiplied, so that another feeling or another place leaves nothing; what must
bring it on or ease it must have been said, and the opposite of it excludes. The tables are ``meanings.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .places import Place, place_of
from .understanding import Complaint, Trigger, Way, meanings, ways

UNSAID: Final = 0.55
"""Fit of what was not said, of feeling or place."""
UNSAID_BY_TRIGGER: Final = 0.9
"""The same where the trigger says enough: "worse sitting"."""
NOT_ASKED: Final = 0.75
"""Fit of a feeling or place that the symptom says nothing of."""
BROADER: Final = 0.8
"""Fit of a place that takes in the symptom's: "thigh" for the front of the thigh."""
FITTED: Final = 0.06
"""What is taken off a place that is but a part of the symptom's: the sign of just this place goes first."""
MOSTLY: Final = 1.4
"""A place of which more than 1 / 1.4 lies in the symptom's fits wholly."""
HALF_HEARD: Final = 0.25
"""What is taken off a fit whose triggers were not all said."""
ALL_OF_IT: Final = 0.4
"""Weight of the places that a symptom takes in altogether, against the one it fits best."""
BY_A_WAY, A_CONCEPT = 0.92, 0.03
"""Fit of a concept that means it by itself, and how much better it is of several together."""
UNHEARD: Final = 0.85
"""What is left of a fit for each trigger that was said and is none of the symptom's."""
IN_SO_MANY_WORDS: Final = 1.06
"""Fit of a phrase that means a symptom by itself: better than feeling and place that happen to fit as well."""
WITH_TRIGGER: Final = 1.25
"""How much better a fit is whose trigger was said: triggers are rarer than feelings and places."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a symptom is, in concepts."""

    what: tuple[str, ...]
    where: tuple[Place, ...]
    when: tuple[Trigger, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a symptom fits a complaint, and by what."""

    score: float
    feelings: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    triggers: tuple[str, ...] = ()


def fits(complaint: Complaint) -> Mapping[str, Fit]:
    """Give the symptoms that fit a complaint at all, by key."""
    found = {
        key: Fit(IN_SO_MANY_WORDS, complaint.feelings, complaint.places)
        if f"symptoms.{key}" in complaint.concepts
        else fit_of(complaint, sign)
        for key, sign in signs().items()
    }
    return {key: fit for key, fit in found.items() if fit.score > 0.0}


def fit_of(complaint: Complaint, sign: Sign) -> Fit:
    """Say how well a symptom fits a complaint."""
    if _taken_back(complaint, sign):
        return Fit(0.0)
    said = [trigger.key for trigger in complaint.triggers]
    heard = tuple(trigger.key for trigger in sign.when if trigger.key in said)
    where, places = _where(complaint.places, sign.where)
    meant = [way for way in sign.ways if way.in_concepts(complaint.concepts)]
    if where == 0.0 and complaint.places:
        meant = [way for way in meant if any(place.part in way.there for place in complaint.places)]
    if meant:
        most = max(len(way.there) for way in meant)
        unheard = sum(key not in heard and all(key not in way.there for way in meant) for key in said)
        score = min(1.0, BY_A_WAY + A_CONCEPT * (most - 1)) * UNHEARD ** (unheard / 2)
        return Fit(score, complaint.feelings, complaint.places, heard)
    if sign.when and not heard:
        return Fit(0.0)
    if not (sign.what or sign.when) or not (complaint.feelings or complaint.places or heard):
        return Fit(0.0)
    if set(complaint.feelings) == {"cannot"} and not complaint.places and not heard:
        return Fit(0.0)
    if not complaint.feelings and not heard and not sign.where:
        return Fit(0.0)
    unsaid = UNSAID_BY_TRIGGER if heard else UNSAID
    where, places = (where, places) if complaint.places else (UNSAID if sign.where else unsaid, ())
    what, feelings = _what(complaint.feelings, sign.what) if complaint.feelings else (unsaid, ())
    if heard and not sign.what:
        what = UNSAID_BY_TRIGGER
    if heard and not sign.where:
        where = UNSAID_BY_TRIGGER
    score = what * where * UNHEARD ** sum(key not in heard for key in said)
    if sign.when:
        score = min(1.0, score * WITH_TRIGGER) * (1.0 - HALF_HEARD * (1.0 - len(heard) / len(sign.when)))
    return Fit(score, feelings, places, heard)


def _taken_back(complaint: Complaint, sign: Sign) -> bool:
    """Say whether the opposite was said: it eases what brings it on, or what is felt was denied."""
    said = {trigger.key: trigger.eases for trigger in complaint.triggers}
    if any(said.get(trigger.key, trigger.eases) != trigger.eases for trigger in sign.when):
        return True
    return any(one in complaint.denied and one not in complaint.feelings for one in sign.what[:1])


def _what(felt: Sequence[str], meant: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    if not meant:
        return NOT_ASKED, ()
    best = [max(_alike(one, other, place) for place, other in enumerate(meant)) for one in felt]
    named = tuple(one for one, score in zip(felt, best, strict=True) if score > 0.0)
    # "Cannot" alone says only that something is hard: what, other words say.
    return (UNSAID, ()) if not named and set(felt) == {"cannot"} else (max(best), named)


def _alike(felt: str, meant: str, place: int) -> float:
    """Say how alike a feeling is to one of a symptom's; those named first are more its own."""
    return 1.0 - 0.04 * place if felt == meant else meanings().near.get(felt, {}).get(meant, 0.0)


def _where(said: Sequence[Place], meant: Sequence[Place]) -> tuple[float, tuple[Place, ...]]:
    if not said or not meant:
        return NOT_ASKED, ()
    scores = [max(_near(place, other) for other in meant) for place in said]
    named = tuple(place for place, score in zip(said, scores, strict=True) if score > 0.0)
    return ALL_OF_IT * sum(scores) / len(scores) + (1.0 - ALL_OF_IT) * max(scores), named


@cache
def _near(said: Place, meant: Place) -> float:
    """Say how well a place that was named is a symptom's: inside it, or around it."""
    inside, around = said.area.share_in(meant.area), meant.area.share_in(said.area)
    if min(inside, around) <= 0.12:
        return 0.0
    return max(min(1.0, MOSTLY * inside) * (1.0 - FITTED * (1.0 - around)), BROADER * around * (0.85 + 0.15 * inside))


@cache
def signs() -> Mapping[str, Sign]:
    """Give what each symptom without urgency is."""
    return {
        key: Sign(
            tuple(row.get("what", ())),
            tuple(place_of(words) for words in row.get("where", ())),
            tuple(_trigger(word) for word in row.get("when", ())),
            ways(row.get("ways", ())),
        )
        for key, row in meanings().tables["symptoms"].items()
    }


def _trigger(word: str) -> Trigger:
    return Trigger(word.removesuffix("-better"), word.endswith("-better"))


def contradicts(complaint: Complaint, key: str) -> bool:
    """Say whether a symptom is of another place, the opposite, or taken back by what was said."""
    sign = signs().get(key)
    if sign is None:
        return False
    if _taken_back(complaint, sign):
        return True
    elsewhere = bool(complaint.places) and bool(sign.where) and _where(complaint.places, sign.where)[0] == 0.0
    other = bool(complaint.feelings) and bool(sign.what) and _what(complaint.feelings, sign.what)[0] == 0.0
    return (elsewhere or other) and not any(way.in_concepts(complaint.concepts) for way in sign.ways)
