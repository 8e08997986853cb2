"""Warning signs that are meant by what was typed, in any language, whatever the language of the window. Pure.

A search by names finds what is typed alike, but people in danger use other words: blunt, shy or slang, in any order.
So here words are read as meanings ("numb", "private parts"), and a warning is meant where its meanings
stand together. The words are data: ``viewer/search/urgent.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, cast

from annotations.parsed import parse
from viewer.i18n.catalogue import ENGLISH, LANGUAGES

from .finding import Spelling

LEXICON: Final = Path(__file__).with_name("urgent.toml")
BETWEEN: Final = 3
"""Words that may stand in place of a star in a phrase."""
LETTERS_A_SLIP: Final = 5
"""Letters of a word per wrong letter that is forgiven; with fewer, ordinary words would raise an alarm."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words may mean."""

    words: re.Pattern[str] | None
    """Any of these, in folded text with a space before and after each word."""
    together: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    """Or any of these: other meanings that are there, and others that are not."""

    def in_text(self, text: str, others: Container[str]) -> bool:
        """Say whether a text that has these other meanings has it, too."""
        if self.words is not None and self.words.search(text):
            return True
        return any(
            all(name in others for name in there) and not any(name in others for name in absent)
            for there, absent in self.together
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of warning signs, read."""

    meanings: Mapping[str, Meaning]
    warnings: Mapping[str, Meaning]
    """By key of the symptom; the most specific first."""
    known: re.Pattern[str]
    """Any correctly spelt word."""
    spelling: Spelling


def warnings_meant(text: str, known: Container[str] = ()) -> tuple[str, ...]:
    """Name the warning signs that are meant.

    Parameters
    ----------
    text : str
        What was typed; the last word may be unfinished.
    known : container of str
        Correctly spelt words, which are not read as misspelt ones.

    Returns
    -------
    tuple of str
        Keys of symptoms, the most specific first; empty if none is meant.
    """
    lexicon = read_lexicon()
    typed = folded_words(text)
    last = len(typed) - 1
    spelt = " ".join(_spelt(word, known, lexicon, number == last) for number, word in enumerate(typed))
    padded = f" {spelt} "
    present: set[str] = set()
    for name, meaning in lexicon.meanings.items():
        if meaning.in_text(padded, present):
            present.add(name)
    return tuple(key for key, meaning in lexicon.warnings.items() if meaning.in_text(padded, present))


def folded_words(text: str) -> list[str]:
    """Split into words of small letters: no accents, ä is ae, ß is ss, and "can't" is one word."""
    small = unicodedata.normalize("NFC", text).casefold()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        small = small.replace(letter, plain)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", small) if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", re.sub("['’‘`´]", "", bare))


@cache
def read_lexicon() -> Lexicon:
    """Read the packaged words; their form is described at the top of the file.

    Raises
    ------
    ValueError
        When a meaning uses one that is not defined above it.
    """
    raw = LEXICON.read_bytes()
    tables = parse(raw, raw.decode())
    meanings: dict[str, Meaning] = {}
    words: list[str] = []
    read: dict[str, dict[str, Meaning]] = {"words": meanings, "warnings": {}}
    for table, into in read.items():
        for name, row in cast("Mapping[str, Mapping[str, list[str]]]", tables[table]).items():
            own = [word for language in (ENGLISH, *LANGUAGES) for word in row.get(language, ())]
            own += [re.sub("([aou])e", r"\1", word) for word in row.get("de", ())]  # umlauts typed as bare letters
            together = tuple(_together(line, meanings, name) for line in row.get("when", ()))
            into[name] = Meaning(_pattern(own) if own else None, together)
            words += own
    single = {word for phrase in words for word in phrase.split()} - {"*"}
    single |= {word for language in (ENGLISH, *LANGUAGES) for word in tables["ordinary"].get(language, ())}
    # Words of phrases ("come", "machen") are too common to be guessed at.
    telling = {word for word in words if word.isalnum()}
    known = re.compile("|".join(_letters(word) for word in sorted(single)))
    return Lexicon(meanings, read["warnings"], known, Spelling(telling))


def _together(line: str, above: Container[str], name: str) -> tuple[frozenset[str], frozenset[str]]:
    there = frozenset(part for part in line.split() if not part.startswith("!"))
    absent = frozenset(part[1:] for part in line.split() if part.startswith("!"))
    unknown = sorted(part for part in there | absent if part not in above)
    if unknown:
        raise ValueError(f"{LEXICON.name}: {name} is made of {unknown[0]}, which does not stand above it")
    return there, absent


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f" {_phrase(phrase)} " for phrase in phrases))


def _phrase(phrase: str) -> str:
    gap = f"(?:[a-z0-9]+ ){{0,{BETWEEN}}}"
    words = [gap if word == "*" else f"{_letters(word)} " for word in phrase.split()]
    return "".join(words).removesuffix(" ")


def _letters(word: str) -> str:
    return word.replace("*", "[a-z0-9]*")


def _spelt(typed: str, known: Container[str], lexicon: Lexicon, unfinished: bool) -> str:
    """Give the word that a misspelt or unfinished one stands for; itself if it is known or resembles none."""
    if typed in known or lexicon.known.fullmatch(typed):
        return typed
    most = len(typed) // LETTERS_A_SLIP
    near = [
        (wrong, len(word), word)
        for word, wrong in lexicon.spelling.near(typed, most)
        if word[0] == typed[0] and (len(word) <= len(typed) + most or (unfinished and not wrong))
    ]
    return min(near)[2] if near else typed
