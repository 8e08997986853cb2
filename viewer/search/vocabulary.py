"""Words of one language and what they may mean: read from ``viewer/search/lexicon/``, matched with typed words. Pure.

A word of the lexicon matches a typed one that is the same, that has the same stem, or that fits its star; a phrase
matches words that follow each other, with a star for up to three others. German compounds are taken apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from annotations.parsed import parse

FOLDER: Final = Path(__file__).with_name("lexicon")
GAP: Final = "*"
"""Stands for other words within a phrase."""
BETWEEN: Final = 3
"""Words that may stand in place of a gap."""
LEAST_STEM: Final = 4
"""Shorter words are compared whole: the stem of "rayo" is an English word."""
LEAST_COMPOUND: Final = 4
"""Letters of each half of a compound."""
JOINTS: Final = ("", "s", "n", "en", "es", "er")
"""What German puts between the halves of a compound."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A meaning that stands somewhere in a text."""

    concept: str
    first: int
    """Number of its first word."""
    end: int
    """Number of the word after it."""
    words: frozenset[int] = frozenset()
    """Numbers of its words, without those in its gaps."""


def folded_words(text: str) -> list[str]:
    """Split into words of small letters: no accents, ä is ae, ß is ss, and "can't" is one word."""
    small = unicodedata.normalize("NFC", text).casefold()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        small = small.replace(letter, plain)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", small) if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", re.sub("['’‘`´]", "", bare))


class Vocabulary:
    """The words of a language.

    Parameters
    ----------
    table : mapping
        A file of ``viewer/search/lexicon/`` as read; its form is described at the top of ``en.toml``.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        import snowballstemmer  # 20 ms: when something is searched for the first time

        self._stem = cache(snowballstemmer.stemmer(table["stemmer"]).stemWord)
        self._bare_umlauts = bool(table.get("umlauts", False))
        self._compounds = bool(table.get("compounds", False))
        self.ordinary = frozenset(self._key(word) for word in (*table["ordinary"], *table["ignored"]))
        self.concepts: set[str] = set()
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        """Phrases by their first word."""
        self._exact: set[str] = set()
        self._stems: dict[str, set[str]] = {}
        stars: dict[str, None] = {}
        self.telling: set[str] = set()
        """Words that mean something by themselves, which a misspelt one may stand for."""
        for section in ("words", "symptoms", "topics", "absent"):
            for concept, phrases in table.get(section, {}).items():
                name = concept if section == "words" else f"{section}.{concept}"
                self.concepts.add(name)
                for phrase in phrases:
                    atoms = tuple(word if word == GAP else self._key(word) for word in phrase.split())
                    self._phrases.setdefault(atoms[0], []).append((atoms, name))
                    for word, atom in zip(phrase.split(), atoms, strict=True):
                        if word == GAP:
                            continue
                        if "*" in word:
                            stars[atom] = None
                        else:
                            self._exact.add(atom)
                            self._stems.setdefault(self._stem(atom), set()).add(atom)
                    if len(atoms) == 1 and "*" not in atoms[0]:
                        self.telling.add(phrase)
        self._stars = tuple(stars)
        self.atoms = cache(self._atoms)

    def knows(self, word: str) -> bool:
        """Say whether a folded word is one of this language."""
        return self._key(word) in self.ordinary or bool(self.atoms(word))

    def spells(self, word: str) -> bool:
        """Say whether a folded word stands in the lexicon as it is, not by its stem."""
        key = self._key(word)
        return key in self.ordinary or key in self._exact or any(_fits(star, key) for star in self._stars)

    def mentions(self, words: Sequence[str], mine: Sequence[bool]) -> Iterator[Mention]:
        """Go through the meanings in a text.

        Parameters
        ----------
        words : sequence of str
            Folded and correctly spelt.
        mine : sequence of bool
            Which of them may be words of this language.
        """
        atoms = [self.atoms(word) if own else frozenset() for word, own in zip(words, mine, strict=True)]
        for number, here in enumerate(atoms):
            for atom in sorted(here, key=lambda one: (-len(one), one)):  # the most particular word first, always alike
                for phrase, concept in self._phrases.get(atom, ()):
                    taken = _taken_by(phrase, atoms, number)
                    if taken is not None:
                        yield Mention(concept, number, max(taken) + 1, frozenset(taken))

    def _key(self, word: str) -> str:
        return re.sub("([aou])e", r"\1", word) if self._bare_umlauts else word

    def _atoms(self, word: str) -> frozenset[str]:
        """Name the words of the lexicon that a typed one may be."""
        key = self._key(word)
        found = {star for star in self._stars if _fits(star, key)}
        if key in self._exact:
            found.add(key)
        elif key not in self.ordinary and len(key) >= LEAST_STEM:
            found |= self._stems.get(self._stem(key), set())
        if self._compounds and key not in self._exact and key not in self.ordinary:
            found |= self._halves(key)
        return frozenset(found)

    def _halves(self, key: str) -> frozenset[str]:
        for cut in range(len(key) - LEAST_COMPOUND, LEAST_COMPOUND - 1, -1):
            head, tail = key[:cut], key[cut:]
            if tail not in self._exact and not self._stems.get(self._stem(tail)):
                continue
            for joint in JOINTS:
                whole = head.removesuffix(joint)
                if head.endswith(joint) and len(whole) >= LEAST_COMPOUND - 1 and whole in self._exact:
                    return self.atoms(whole) | self.atoms(tail)
        return frozenset()


def _fits(star: str, word: str) -> bool:
    """Say whether a word is one with a star: at its end, its beginning, within, or with one at both ends."""
    if star[0] == star[-1] == GAP:
        return star.strip(GAP) in word
    head, _, tail = star.partition(GAP)
    return len(word) >= len(head) + len(tail) and word.startswith(head) and word.endswith(tail)


def _taken_by(phrase: tuple[str, ...], atoms: Sequence[frozenset[str]], number: int) -> tuple[int, ...] | None:
    """Give the numbers of the words of a phrase that begins at a word, without those in its gaps; None if it is not."""
    taken: list[int] = []
    here = number
    for place, atom in enumerate(phrase):
        if atom == GAP:
            rest = phrase[place + 1 :]
            for skip in range(BETWEEN + 1):
                more = _taken_by(rest, atoms, here + skip)
                if more is not None:
                    return (*taken, *more)
            return None
        if here >= len(atoms) or atom not in atoms[here]:
            return None
        taken.append(here)
        here += 1
    return tuple(taken)


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Give the words of every language that has a file, by its code."""
    return {code: vocabulary(code) for code in vocabulary_codes()}


def vocabulary_codes() -> list[str]:
    """List the languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def vocabulary(code: str) -> Vocabulary:
    """Give the words of a language; reading them takes 0.1 to 0.2 s."""
    return Vocabulary(read_table(FOLDER / f"{code}.toml"))


def read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file of this room, as it was parsed when the program was installed."""
    raw = path.read_bytes()
    return parse(raw, raw.decode())


class Spelling:
    """Words that misspelt ones are compared with.

    Parameters
    ----------
    words : iterable of str
        Small plain letters and figures.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)

    def near(self, typed: str, most: int) -> list[tuple[str, int]]:
        """List words with at most so many wrong letters, and how many; nearest first.

        A letter that is changed, added, left out or swapped with its neighbour is one.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(typed, self._words, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [(word, int(wrong)) for word, wrong, _ in found]
