"""Search while typing: from words to symptoms, structures, nerves, roots, maps, topics, scenes and views. Pure.

A typed word matches a word of an entry exactly, as its beginning, inside it, or with one or two letters wrong; a
synonym counts nearly as much as the word itself. Every typed word counts; entries that lack one come last. Warning
signs that were meant come first, whatever words were used: see :mod:`viewer.search.urgent`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, cast

from viewer.i18n.catalogue import N_
from viewer.state.view_state import Side

Kind = Literal["symptom", "structure", "nerve", "root", "scene", "map", "field", "topic", "place", "view", "action"]
KIND_WORDS: Final[Mapping[Kind, str]] = {
    "symptom": N_("Symptom"),
    "structure": N_("Part"),
    "nerve": N_("Nerve"),
    "root": N_("Root"),
    "scene": N_("Pinch"),
    "map": N_("Map"),
    "field": N_("Nerve skin"),
    "topic": N_("Question"),
    "place": N_("Place"),
    "view": N_("View"),
    "action": N_("Command"),
}
"""What each kind is called in lists, in the order that breaks ties."""
LEAD: Final[Mapping[str, float]] = {
    kind: 0.06 * number + (0.9 if kind == "action" else 0.0) for number, kind in enumerate(KIND_WORDS)
}

TITLE, NAMES, OTHER = 0.0, 0.25, 0.45
"""Cost of a match in the words shown, in technical names, in synonyms."""
EXACT, PREFIX, ALIKE, INSIDE, WRONG = 0.0, 0.25, 0.5, 1.6, 2.2
"""Cost of the exact word, its beginning, a synonym, a part inside, a misspelling."""
LACKING: Final = 4.5
"""Cost of a typed word that an entry does not have."""
NOT_MEANT: Final = 0.3
"""Cost of a warning that only resembles what was typed. One that lacks a typed word is left out: it is no alarm."""
UNSURE: Final = 3.0
"""Cost of a warning that was meant, if nothing resembles what was typed: as much as an entry with other words."""
KEPT: Final = 200
"""Typed words whose entries are cached: the next letter changes only one word."""
LEAST_INSIDE: Final = 4
"""Least letters of a word that is searched inside others."""
LEAST_MISSPELT: Final = 4
"""Least letters of a word that may be misspelt."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    kind: Kind
    key: str
    """Symptom, root, map, scene, topic, view, landmark or nerve key; of structures and nerves the key without side."""
    words: str
    """In plain words."""
    terms: tuple[str, ...] = ()
    """Technical names, English or Latin; the first is shown."""
    also: tuple[str, ...] = ()
    """Synonyms, never shown."""
    urgent: bool = False
    """A warning sign."""
    plain: str = ""
    """What patients read in place of the words, where these are technical."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result."""

    entry: Entry
    side: Side | None
    """The patient's side, if it was typed."""
    cost: float
    """0 is best."""
    missed: int = 0
    """How many of the typed words it does not have."""
    meant: bool = False
    """A warning sign that was meant."""


@dataclass(frozen=True, slots=True)
class Words:
    """Synonyms, side words and ignored words of a language; see ``viewer/search/synonyms.toml``."""

    ignored: frozenset[str] = frozenset()
    sides: Mapping[str, Side] = field(default_factory=dict)
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words and their synonyms."""
    german: bool = False
    """Whether ae, oe, ue stand for umlauts."""


Meant = Callable[[str, Container[str]], Iterable[str]]


def _nothing_meant(_text: str, _known: Container[str]) -> tuple[str, ...]:
    return ()


def plain_words(text: str, *, german: bool = False) -> list[str]:
    """Split into words of small letters without accents; ä and ae are alike, "can't" is one word."""
    folded = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold()))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    if german:
        bare = re.sub(r"([aou])e", r"\1", bare)
    return re.findall(r"[a-z0-9]+", bare)


class Spelling:
    """Words prepared for comparison with misspelt ones.

    Parameters
    ----------
    words : iterable of str
        Small plain letters and figures.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._letters = [(word, _letters(word)) for word in sorted(words)]

    def near(self, typed: str, most: int) -> list[tuple[str, int]]:
        """List words that are or begin with the typed one, with at most so many wrong letters, and their number."""
        if len(typed) < LEAST_MISSPELT:
            return []
        own = _letters(typed)
        near = []
        for word, letters in self._letters:
            if len(word) < max(2, len(typed) - most) or (own & ~letters).bit_count() > most:
                continue
            # One of the first two letters is right, or they are swapped: this leaves few words to be compared.
            if word[0] == typed[0] or word[1] == typed[1] or word[:2] == typed[1::-1]:
                wrong = letters_wrong(typed, word, most)
                if wrong <= most:
                    near.append((word, wrong))
        return near


class Index:
    """Entries prepared for search.

    Parameters
    ----------
    entries : iterable of Entry
    words : Words
        Of the language of the reader.
    meant : callable, optional
        Given a text and correctly spelt words, names the warning signs that are meant: they are the first hits.
    """

    def __init__(self, entries: Iterable[Entry], words: Words | None = None, meant: Meant = _nothing_meant) -> None:
        self.entries = tuple(entries)
        self._words = words or Words()
        self._meant = meant
        self._warnings = {
            entry.key: number for number, entry in enumerate(self.entries) if entry.kind == "symptom" and entry.urgent
        }
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
        self._spelling = Spelling(self._vocabulary)

    def search(self, text: str, limit: int = 12, kinds: frozenset[Kind] | None = None) -> list[Hit]:
        """Find what was typed.

        Parameters
        ----------
        text : str
            Any number of words, the last perhaps unfinished; a side of the patient may be among them.
        limit : int
            Most hits.
        kinds : frozenset of Kind, optional
            Only these kinds.

        Returns
        -------
        list of Hit
            Best first; empty if nothing was typed or nothing fits.
        """
        typed = self._split(text)
        side = next((self._words.sides[word] for word in typed if word in self._words.sides), None)
        hits = self._alike(typed, side)
        best = hits[0].cost if hits else UNSURE
        urgent = [self._warnings[key] for key in self._meant(text, self._found_in) if key in self._warnings]
        first = [Hit(self.entries[number], side, best, meant=True) for number in urgent]
        led = {(hit.entry.kind, hit.entry.key) for hit in first}
        hits = first + [hit for hit in hits if (hit.entry.kind, hit.entry.key) not in led]
        return [hit for hit in hits if kinds is None or hit.entry.kind in kinds][:limit]

    # ------------------------------------------------------------------ words

    def _alike(self, typed: list[str], side: Side | None) -> list[Hit]:
        """Give the entries that have most of the typed words."""
        wanted = [word for word in typed if word not in self._words.sides and word not in self._words.ignored]
        if not wanted:
            wanted, side = [word for word in typed if word not in self._words.ignored] or typed, None
        if not wanted:
            return []
        matches = [self._costs(word) for word in wanted]
        phrase = " ".join(self._read_as.get(word, word) for word in typed)
        lacking = (len(wanted) - 1) // 2 if len(wanted) > 2 else len(wanted) - 1
        hits = []
        for number in set().union(*matches):
            entry = self.entries[number]
            missed = sum(number not in costs for costs in matches)
            warning = entry.urgent and entry.kind == "symptom"
            if missed <= (0 if warning else lacking):
                cost = sum(costs.get(number, LACKING) for costs in matches) / len(matches)
                cost += LEAD[entry.kind] + self._phrase_cost(number, phrase)
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

    def _phrase_cost(self, number: int, phrase: str) -> float:
        """Prefer entries that equal or begin with what was typed."""
        title, others = self._phrases[number]
        if title == phrase:
            return -2.0
        if phrase in others:
            return -1.5
        if title.startswith(phrase):
            return -0.6
        if any(other.startswith(phrase) for other in others):
            return -0.4
        return -0.15 if phrase in title else 0.0


def letters_wrong(typed: str, word: str, most: int) -> int:
    """Count the letters to change, add, leave out or swap to turn ``typed`` into ``word`` or its beginning.

    Parameters
    ----------
    typed, word : str
    most : int
        Larger numbers are not told apart: ``most + 1`` is returned.
    """
    word = word[: len(typed) + most]
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, start=1):
        new = [i]
        for j, other in enumerate(word, start=1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return most + 1
        before, row = row, new
    return min(min(row), most + 1)


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


def _letters(word: str) -> int:
    """Make a set of the letters of a word, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - 48)
    return bits
