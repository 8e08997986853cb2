"""Readability of a text in a language other than English: its reading ease, by the rules beside its catalogue.

``locale/de/reading.toml`` has the numbers of a formula of Flesch's kind, ease = highest - each_word x words a sentence
- each_syllable x syllables a word, its source, and what patients are to be given: ``least_ease`` and ``most_words`` a
sentence. Syllables are counted by two patterns: letters that are ``silent`` are taken out first, then each place that
``spoken`` fits is one. A language without this file is not graded. English has a grade: :mod:`annotations.reading`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from annotations.reading import sentences

_WORD: Final = re.compile(r"\w+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Readability:
    """The rules of a language."""

    source: str
    """Whose formula it is."""
    least_ease: float
    """Of what patients read: about 60 is plain, 100 very easy."""
    most_words: float
    """In a sentence that patients read."""
    formula: Mapping[str, float]
    silent: re.Pattern[str]
    spoken: re.Pattern[str]

    def ease(self, text: str) -> float:
        """Give the reading ease of a text; very short sentences may pass 100.

        Raises
        ------
        ValueError
            When the text holds no word.
        """
        found = _WORD.findall(text)
        if not found:
            raise ValueError("The text to grade holds no word; at least one is needed.")
        syllables = sum(map(self.syllables, found)) / len(found)
        words, syllable = self.formula["each_word"], self.formula["each_syllable"]
        return self.formula["highest"] - words * words_per_sentence(text) - syllable * syllables

    def syllables(self, word: str) -> int:
        """Count the syllables of a word; figures and levels such as ``L4`` count by character."""
        if any(character.isdigit() for character in word):
            return len(word)
        spoken = self.spoken.findall(self.silent.sub("", word.lower()))
        return max(len(spoken), 1)


def words_per_sentence(text: str) -> float:
    """Give the mean length of the sentences of a text, in any language."""
    return len(_WORD.findall(text)) / sentences(text)


@cache
def readability(language: str) -> Readability | None:
    """Read the rules of a language; None if it has none."""
    file = resources.files(__package__) / "locale" / language / "reading.toml"
    if not file.is_file():
        return None
    rules = tomllib.loads(file.read_text(encoding="utf-8"))
    silent, spoken = (re.compile(rules["syllables"][name]) for name in ("silent", "spoken"))
    return Readability(rules["source"], rules["least_ease"], rules["most_words"], rules["ease"], silent, spoken)
