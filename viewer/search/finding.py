"""Search by meaning while typing: one engine for the box of symptoms, the field and the command. Pure.

What was typed is understood (:mod:`viewer.search.understanding`) and looked up by name (:mod:`viewer.search.names`).
In order: warning signs that were meant; the best answer to each complaint; everything else, best first. A place that
was named always answers. What contradicts what was said (another place, the opposite) comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from viewer.i18n.catalogue import ENGLISH, catalogue

from .entries import Entry, Hit, Kind
from .fitting import Fit, contradicts, fits
from .names import Names, Words
from .place_words import place_words
from .places import Place
from .understanding import Complaint, Understood, meanings, other_side, understood

BEST_FIT, FIT_RANGE = 1.3, 4.0
"""Cost of a whole fit, and how much more one costs that does not fit at all; an equal name costs 1."""
LEAST_FIT: Final = 0.4
"""Weaker fits are no answer by themselves."""
UNSURE: Final = 3.0
"""Cost of a warning that was meant, if nothing else is found."""
PLACE, PLACE_WITH_FEELING, WIDE_PLACE = 2.3, 2.7, 3.6
"""Cost of a named place: alone, with a feeling (a symptom there goes first), and of a whole leg."""
ASKED, NEAR = 1.2, 1.5
"""Cost of a topic, or of what is absent, that was asked for, and of what stands near it."""
WELL, BY_THE_WAY = 1.7, 0.6
"""Cost of a symptom that fits well, and what it then costs a topic, or what is absent, whose words were used."""
ASKING: Final = "asking"
"""Concept of words that make a question."""
NO_FEELING: Final = 2.0
"""What it costs an entry that is nothing one feels, where a feeling was typed."""
CONTRADICTED: Final = 3.0
"""What it costs a symptom that contradicts what was typed."""
EQUAL: Final = 2.2
"""Most a hit costs whose name is what was typed: it is what was asked for."""
SPREAD, ALARM_SPREAD = 1.6, 0.25
"""How much worse than the best a symptom may be, to be listed; and a warning sign that was not meant."""
HARDLY: Final = 4.2
"""A symptom whose name has so little of what was typed is not listed."""
BROAD: Final = 10
"""A single word that so many symptoms have does not say which is meant."""
WIDE: Final = frozenset({"leg", "toes", "foot"})
FELT: Final = frozenset[Kind]({"symptom", "topic", "absent", "place"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and what the words were understood as."""

    hits: tuple[Hit, ...]
    understood: Understood
    one_word: bool = False
    """Whether but one word was typed."""


class Index:
    """Entries prepared for search.

    Parameters
    ----------
    entries : iterable of Entry
    words : Words, optional
        Of the language of the reader, for names.
    language : str
        Of the reader.
    """

    def __init__(self, entries: Iterable[Entry], words: Words | None = None, language: str = ENGLISH) -> None:
        self.entries = tuple(entries)
        self._names = Names(self.entries, words or Words())
        self._language = language
        self._by_key = {(entry.kind, entry.key): entry for entry in self.entries}

    def search(self, text: str, limit: int = 12, kinds: frozenset[Kind] | None = None) -> list[Hit]:
        """Find what was typed; see :meth:`answer`."""
        return list(self.answer(text, limit, kinds).hits)

    def answer(
        self, text: str, limit: int = 12, kinds: frozenset[Kind] | None = None, corrected: Understood | None = None
    ) -> Answer:
        """Find what was typed.

        Parameters
        ----------
        text : str
            Any words of any language, the last perhaps unfinished; a side of the patient may be among them.
        limit : int
            Most hits.
        kinds : frozenset of Kind, optional
            Only these kinds.
        corrected : Understood, optional
            How it is to be understood instead. Names no longer count then; warning signs of the text always do (its
            concepts stay).

        Returns
        -------
        Answer
            Best first; empty if nothing was typed or nothing fits.
        """
        read = corrected or understood(text, self._names.known)
        named = self._names.search(text) if corrected is None else ()
        found = {(hit.entry.kind, hit.entry.key): self._judged(hit, read) for hit in named}
        leaders: list[tuple[Kind, str]] = []
        for complaint in read.complaints:
            better = {(hit.entry.kind, hit.entry.key): hit for hit in self._meant(complaint)}
            for key, hit in better.items():
                if key not in found or hit.cost <= found[key].cost:
                    found[key] = hit
            best = min(better.values(), key=_order, default=None)
            if best is not None and len(read.complaints) > 1:
                leaders.append((best.entry.kind, best.entry.key))
        felt = min((hit.cost for hit in found.values() if hit.entry.kind == "symptom" and hit.meant), default=UNSURE)
        # "I need my arms to get up" asks nothing about arms; "best stretches for sciatica" asks.
        later = BY_THE_WAY if felt <= WELL and ASKING not in read.concepts else 0.0
        asked = sorted(self._asked(read), key=_order, reverse=True)  # what is asked for itself comes after what is near
        found |= {(hit.entry.kind, hit.entry.key): replace(hit, cost=round(hit.cost + later, 3)) for hit in asked}
        ordered = sorted(found.values(), key=_order)
        least = ordered[0].cost if ordered else UNSURE
        first = [Hit(entry, other_side(read.side), least, meant=True) for entry in self._warnings(read)]
        first += [replace(found[key], cost=least) for key in dict.fromkeys(leaders)]
        first += [hit for hit in asked if hit.entry.urgent and f"topics.{hit.entry.key}" in read.concepts]
        led = {(hit.entry.kind, hit.entry.key) for hit in first}
        hits = first + [hit for hit in ordered if (hit.entry.kind, hit.entry.key) not in led]
        return Answer(
            tuple(hit for hit in hits if kinds is None or hit.entry.kind in kinds)[:limit],
            read,
            one_word=len(text.split()) == 1,
        )

    def _warnings(self, read: Understood) -> Iterator[Entry]:
        """Go through the warning signs that were meant, the most particular first."""
        for key in warnings_in(read):
            entry = self._by_key.get(("symptom", key))
            if entry is not None:
                yield entry

    def _meant(self, complaint: Complaint) -> Iterator[Hit]:
        """Go through the symptoms that fit a complaint, and the places it names."""
        for key, fit in fits(complaint).items():
            entry = self._by_key.get(("symptom", key))
            if entry is not None and fit.score >= LEAST_FIT:
                cost = BEST_FIT + FIT_RANGE * (1.0 - fit.score)
                yield Hit(entry, other_side(complaint.side), round(cost, 3), meant=True, fit=fit)
        for place in complaint.places:
            cost = PLACE_WITH_FEELING if complaint.feelings else PLACE
            if place.part in WIDE and not place.aspects:
                cost = WIDE_PLACE
            fit = Fit(1.0, places=(place,))
            yield Hit(self._place(place), other_side(complaint.side), cost, meant=True, fit=fit)

    def _place(self, place: Place) -> Entry:
        words = place_words(place, catalogue(self._language))
        return Entry("place", str(place), words, chart=place.chart("right"))

    def _asked(self, read: Understood) -> Iterator[Hit]:
        """Go through the topics that were asked for, what is said to be absent, and what is near it."""
        for concept in read.concepts:
            section, _, key = concept.partition(".")
            if section == "topics" and ("topic", key) in self._by_key:
                yield Hit(self._by_key["topic", key], None, ASKED, meant=True)
            elif section == "absent" and ("absent", key) in self._by_key:
                yield Hit(self._by_key["absent", key], None, ASKED - 0.1, meant=True)
                for near in meanings().tables["absent"][key]["near"]:
                    if ("topic", near) in self._by_key:
                        yield Hit(self._by_key["topic", near], None, NEAR, meant=True)

    def _judged(self, hit: Hit, read: Understood) -> Hit:
        """Put back a hit by name that is not what was felt, or that contradicts it."""
        if hit.cost <= EQUAL:
            return hit
        more = 0.0
        if hit.entry.kind not in FELT and any(one.feelings for one in read.complaints):
            more += NO_FEELING
        if hit.entry.kind == "symptom" and all(contradicts(one, hit.entry.key) for one in read.complaints):
            more += CONTRADICTED
        return replace(hit, cost=round(hit.cost + more, 3)) if more else hit


def symptoms_in(answer: Answer) -> tuple[Hit, ...]:
    """Give the symptoms that belong into a list of what was found: those that are nearly as good as the best.

    A warning sign that was not meant must be as good as the best, so that nobody is frightened; of a single word that
    many symptoms have ("numb", "leg"), or that is a warning's, all warnings stay.
    """
    hits = [hit for hit in answer.hits if hit.entry.kind == "symptom"]
    best = min((hit.cost for hit in hits), default=0.0)
    unclear = len(hits) >= BROAD and best > EQUAL
    broad = answer.one_word and bool(hits) and (unclear or hits[0].entry.urgent)
    return tuple(hit for hit in hits if (broad and hit.entry.urgent) or _near_enough(hit, best))


def _near_enough(hit: Hit, best: float) -> bool:
    if hit.meant and hit.entry.urgent:
        return True
    return (hit.meant or hit.cost <= HARDLY) and hit.cost <= best + (ALARM_SPREAD if hit.entry.urgent else SPREAD)


def warnings_in(read: Understood) -> Iterator[str]:
    """Go through the keys of the warning signs that are meant, the most particular first."""
    for key, lines in meanings().warnings.items():
        if f"symptoms.{key}" in read.concepts or any(way.in_concepts(read.concepts) for way in lines):
            yield key


def warnings_meant(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Name the warning signs that a text means, in any language.

    Parameters
    ----------
    text : str
        What was typed; the last word may be unfinished.
    known : iterable of str
        Correctly spelt words, which are not read as misspelt ones.

    Returns
    -------
    tuple of str
        Keys of symptoms, the most specific first; empty if none is meant.
    """
    return tuple(warnings_in(understood(text, frozenset(known))))


def _order(hit: Hit) -> tuple[float, bool, int, str]:
    return (hit.cost, not hit.entry.urgent, len(hit.entry.words), hit.entry.words)
