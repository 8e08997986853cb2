"""What is found by its names, letter by letter. Pure.

A typed word matches a word of an entry exactly, as its beginning, inside it, or with one or two letters wrong; a
synonym counts nearly as much as the word itself. Every typed word counts; entries that lack one come last.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from viewer.state.view_state import Side

from .entries import KIND_WORDS, Entry, Hit
from .vocabulary import Spelling

LEAD: Final[Mapping[str, float]] = {
    kind: 0.06 * number + (0.9 if kind == "action" else 0.0) for number, kind in enumerate(KIND_WORDS)
}

TITLE, NAMES, OTHER = 0.0, 0.25, 0.45
"""Cost of a match in the words shown, in technical names, in synonyms."""
EXACT, PREFIX, ALIKE, INSIDE, WRONG = 0.0, 0.25, 0.5, 1.6, 2.2
"""Cost of the exact word, its beginning, a synonym, a part inside, a misspelling."""
FORGIVEN: Final = 2.4
"""What is given back to a name that was typed wholly, but for a slip."""
LACKING: Final = 4.5
"""Cost of a typed word that an entry does not have."""
NOT_MEANT: Final = 0.3
"""Cost of a warning that only resembles what was typed. One that lacks a typed word is left out: it is no alarm."""
KEPT: Final = 200
"""Typed words whose entries are cached: the next letter changes only one word."""
LEAST_INSIDE: Final = 4
"""Least letters of a word that is searched inside others."""
LEAST_MISSPELT: Final = 4
"""Least letters of a word that may be misspelt."""


@dataclass(frozen=True, slots=True)
class Words:
    """Synonyms, side words and ignored words of a language; see ``viewer/search/synonyms.toml``."""

    ignored: frozenset[str] = frozenset()
    sides: Mapping[str, Side] = field(default_factory=dict)
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words and their synonyms."""
    german: bool = False
    """Whether ae, oe, ue stand for umlauts."""


def plain_words(text: str, *, german: bool = False) -> list[str]:
    """Split into words of small letters without accents; ä and ae are alike, "can't" is one word."""
    folded = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold()))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    if german:
        bare = re.sub(r"([aou])e", r"\1", bare)
    return re.findall(r"[a-z0-9]+", bare)


class Names:
    """Entries prepared for search by name.

    Parameters
    ----------
    entries : iterable of Entry
    words : Words
        Of the language of the reader.
    """

    def __init__(self, entries: Iterable[Entry], words: Words) -> None:
        self.entries = tuple(entries)
        self._words = words
        self._found_in: dict[str, dict[int, float]] = {}
        self._phrases: list[tuple[str, tuple[str, ...]]] = []
        for number, entry in enumerate(self.entries):
            titles = self._put(number, entry.words, TITLE)
            for name in entry.terms:
                self._put(number, name, NAMES)
            also = tuple(self._put(number, name, OTHER) for name in entry.also)
            terms = tuple(" ".join(self._split(name)) for name in entry.terms)
            self._phrases.append((titles, terms + also))
        self._kept: dict[str, dict[int, float]] = {}
        self._read_as: dict[str, str] = {}
        """Misspelt words and what they were read as."""
        self._vocabulary = sorted(self._found_in)
        self.known = frozenset(self._found_in)
        """All words of all entries, in small plain letters."""
        self._spelling = Spelling(self._vocabulary)

    def search(self, text: str) -> list[Hit]:
        """Give the entries that have most of the typed words, best first."""
        typed = self._split(text)
        side = next((self._words.sides[word] for word in typed if word in self._words.sides), None)
        wanted = [word for word in typed if word not in self._words.sides and word not in self._words.ignored]
        if not wanted:
            wanted, side = [word for word in typed if word not in self._words.ignored] or typed, None
        if not wanted:
            return []
        matches = [self._costs(word) for word in wanted]
        phrase = " ".join(self._read_as.get(word, word) for word in typed)
        sideless = " ".join(self._read_as.get(word, word) for word in typed if word not in self._words.sides)
        lacking = (len(wanted) - 1) // 2 if len(wanted) > 2 else len(wanted) - 1
        hits = []
        for number in set().union(*matches):
            entry = self.entries[number]
            missed = sum(number not in costs for costs in matches)
            warning = entry.urgent and entry.kind == "symptom"
            if missed <= (0 if warning else lacking):
                cost = sum(costs.get(number, LACKING) for costs in matches) / len(matches)
                cost += LEAD[entry.kind] + min(
                    self._phrase_cost(number, phrase, typed), self._phrase_cost(number, sideless, typed)
                )
                cost += NOT_MEANT if warning else 0.0
                hits.append(Hit(entry, side, round(max(0.0, 3.0 + cost), 3), missed))
        hits.sort(key=lambda hit: (hit.cost, not hit.entry.urgent, len(hit.entry.words), hit.entry.words))
        return hits

    def _split(self, text: str) -> list[str]:
        return plain_words(text, german=self._words.german)

    def _put(self, number: int, text: str, cost: float) -> str:
        words = self._split(text)
        for word in words:
            places = self._found_in.setdefault(word, {})
            places[number] = min(cost, places.get(number, cost))
        return " ".join(words)

    def _costs(self, typed: str) -> dict[int, float]:
        """Give the entries that have a typed word, with the cost of each; the last words are cached."""
        if typed in self._kept:
            return self._kept[typed]
        costs: dict[int, float] = {}
        if len(self._kept) >= KEPT:
            self._kept.clear()
            self._read_as.clear()
        self._kept[typed] = costs

        def count(word: str, cost: float) -> None:
            for number, own in self._found_in.get(word, {}).items():
                if cost + own < costs.get(number, LACKING):
                    costs[number] = cost + own

        count(typed, EXACT)
        for word in self._beginning(typed):
            count(word, PREFIX + 0.5 * (1.0 - len(typed) / len(word)))
        for other in self._words.alike.get(typed, ()):
            count(other, ALIKE)
        if len(typed) >= LEAST_INSIDE:
            for word in self._vocabulary:
                if typed in word:
                    count(word, INSIDE)
        if not costs:
            # Two letters may be wrong from seven on.
            near = self._spelling.near(typed, 1 if len(typed) < 7 else 2)
            if near:
                self._read_as[typed] = min(near, key=lambda pair: (pair[1], len(pair[0])))[0]
            for word, wrong in near:
                count(word, WRONG + 0.6 * wrong)
                for other in self._words.alike.get(word, ()):
                    count(other, WRONG + 0.6 * wrong + ALIKE)
        return costs

    def _beginning(self, typed: str) -> list[str]:
        low = bisect_left(self._vocabulary, typed)
        high = bisect_left(self._vocabulary, typed + "\x7f")
        return self._vocabulary[low:high]

    def _phrase_cost(self, number: int, phrase: str, typed: Sequence[str]) -> float:
        """Prefer entries that equal or begin with what was typed."""
        title, others = self._phrases[number]
        slip = FORGIVEN if any(word in self._read_as for word in typed) else 0.0
        if title == phrase:
            return -2.0 - slip
        if phrase in others:
            return -1.5 - slip
        if title.startswith(phrase):
            return -0.6
        if any(other.startswith(phrase) for other in others):
            return -0.4
        return -0.15 if phrase in title else 0.0


def read_words(tables: Mapping[str, object], language: str) -> Words:
    """Read the word tables of English and one more language.

    Parameters
    ----------
    tables : mapping
        ``viewer/search/synonyms.toml`` as read.
    language : str
    """
    german = language == "de"
    spoken = dict.fromkeys(("en", language))

    def words(table: Mapping[str, list[str]]) -> list[str]:
        return [one for code in spoken for text in table.get(code, ()) for one in plain_words(text, german=german)]

    sides = cast("Mapping[Side, list[str]]", tables["sides"])
    alike: dict[str, frozenset[str]] = {}
    for group in cast("list[Mapping[str, list[str]]]", tables["same"]):
        together = words(group)
        for word in together:
            alike[word] = alike.get(word, frozenset()) | (frozenset(together) - {word})
    return Words(
        ignored=frozenset(words(cast("Mapping[str, list[str]]", tables["ignored"]))),
        sides={
            one: side for side, texts in sides.items() for text in texts for one in plain_words(text, german=german)
        },
        alike=alike,
        german=german,
    )
