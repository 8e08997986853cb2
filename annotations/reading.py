"""Readability of an English text: a school grade. Other languages have rules of their own, with the viewer.

Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for Navy enlisted personnel.
Research Branch Report 8-75, 1975: grade = 0.39 words per sentence + 11.8 syllables per word - 15.59.
"""

from __future__ import annotations

import re
from typing import Final

#: Patient texts stay at or below this school grade.
PATIENT_GRADE: Final = 6.0

_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
_SENTENCE_END: Final = re.compile(r"[.!?]+(?=\s|$|[\"”’)])")
#: Endings whose ``e`` is not spoken: ``nerve``, ``pressed``, ``sides`` (but ``table``, ``tested``, ``touches``).
_SILENT: Final = tuple(
    map(re.compile, (r"[^aeiouyl]e$", r"[^aeiouytd]ed$", r"(?<!ch)(?<!sh)(?<![^aeiouy]l)(?<=[^aeiouycgsxz])es$"))
)
_VOWELS: Final = re.compile(r"[aeiouy]+")
#: Words of ours that the rules below miscount.
_KNOWN: Final = {
    "area": 3, "areas": 3, "being": 2, "centre": 2, "diabetes": 4, "does": 1, "doesn't": 2, "doing": 2, "every": 2,
    "everyone": 3, "fibre": 2, "fibres": 2, "fluid": 2, "going": 2, "hasn't": 2, "idea": 3, "isn't": 2, "metre": 2,
    "metres": 2, "people": 2, "quiet": 2, "science": 2, "sciatica": 4, "someone": 2, "something": 2, "sometimes": 2,
    "somewhere": 2, "therefore": 2, "urine": 2, "wherever": 3, "whole": 1,
}  # fmt: skip


def syllables(word: str) -> int:
    """Count the syllables of an English word as spoken; a level such as ``L4`` is spelled out (two)."""
    lower = word.lower().replace("’", "'")
    if lower in _KNOWN:
        return _KNOWN[lower]
    if any(character.isdigit() for character in lower):
        return len(lower)
    stem = lower.split("'")[0]
    count = len(_VOWELS.findall(stem))
    if any(ending.search(stem) for ending in _SILENT):
        count -= 1
    if re.search(r"[aeiou]le$", stem):
        count -= 1
    count += len(re.findall(r"i(?:a|o(?!n|us)|um)|[^q]ua|eo|ying", stem))
    return max(count, 1)


def words(text: str) -> list[str]:
    """Split a text into words; numbers and levels such as ``L4`` count as words."""
    return _WORD.findall(text)


def sentences(text: str) -> int:
    """Count the sentences of a text, in any language; text without a full stop is one."""
    return max(len(_SENTENCE_END.findall(text.strip())), 1)


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade of a text.

    Parameters
    ----------
    text : str
        One or more sentences; text without a full stop is one sentence.

    Returns
    -------
    float
        School grade; lower is easier, and very short sentences may fall below zero.

    Raises
    ------
    ValueError
        When the text holds no word.
    """
    found = words(text)
    if not found:
        raise ValueError("The text to grade holds no word; at least one is needed.")
    spoken = sum(map(syllables, found))
    return 0.39 * len(found) / sentences(text) + 11.8 * spoken / len(found) - 15.59
