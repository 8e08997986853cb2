"""Readability of a text: a school grade for English, a reading ease for German and Spanish.

Kincaid JP, Fishburne RP, Rogers RL, Chissom BS. Derivation of new readability formulas for Navy enlisted personnel.
Research Branch Report 8-75, 1975: grade = 0.39 words per sentence + 11.8 syllables per word - 15.59.
Amstad T. Wie verständlich sind unsere Zeitungen? Dissertation, Zürich 1978: ease = 180 - words per sentence - 58.5
syllables per word. Fernández Huerta J. Medidas sencillas de lecturabilidad. Consigna 1959; 214: 29-32: ease = 206.84 -
60 syllables per word - 1.02 words per sentence. The last two are recalled, and were not read for this project.
"""

from __future__ import annotations

import re
from typing import Final

#: Patient texts stay at or below this school grade.
PATIENT_GRADE: Final = 6.0

#: Patient texts should reach this ease; higher is easier.
PATIENT_EASE: Final = {"de": 60.0, "es": 70.0}

_ANY_WORD: Final = re.compile(r"\w+(?:[.,]\d+)*")
_GERMAN: Final = re.compile(r"ie|ei|ai|ey|ay|au|äu|eu|aa|ee|oo|[aeiouyäöü]")
_SPANISH_RUN: Final = re.compile(r"[aeiouáéíóúü]+(?:y$)?|y$")
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
    sentences = max(len(_SENTENCE_END.findall(text.strip())), 1)
    spoken = sum(map(syllables, found))
    return 0.39 * len(found) / sentences + 11.8 * spoken / len(found) - 15.59


def ease(text: str, language: str) -> float:
    """Give the reading ease of a German or Spanish text: about 60 is plain, 100 very easy, and more is easier.

    Parameters
    ----------
    text : str
        One or more sentences; text without a full stop is one sentence.
    language : str
        ``"de"`` (formula of Amstad) or ``"es"`` (formula of Fernández Huerta).

    Returns
    -------
    float
        The ease; very short sentences may pass 100.

    Raises
    ------
    ValueError
        When the language is another one, or the text holds no word.
    """
    if language not in PATIENT_EASE:
        raise ValueError(f"No ease is known for language {language!r}; accepted: {', '.join(PATIENT_EASE)}.")
    found = _ANY_WORD.findall(text)
    if not found:
        raise ValueError("The text to grade holds no word; at least one is needed.")
    per_word = sum(foreign_syllables(word, language) for word in found) / len(found)
    if language == "de":
        return 180 - words_per_sentence(text) - 58.5 * per_word
    return 206.84 - 60 * per_word - 1.02 * words_per_sentence(text)


def words_per_sentence(text: str) -> float:
    """Give the mean length of the sentences of a text, in any language."""
    return len(_ANY_WORD.findall(text)) / max(len(_SENTENCE_END.findall(text.strip())), 1)


def foreign_syllables(word: str, language: str) -> int:
    """Count the syllables of a German or Spanish word; figures and levels such as ``L4`` count by character."""
    lower = word.lower()
    if any(character.isdigit() for character in lower):
        return len(lower)
    if language == "de":
        return max(len(_GERMAN.findall(lower.replace("qu", "q"))), 1)
    # A weak vowel joins a strong one beside it, unless it bears the stress; the u of que and gui is silent.
    lower = re.sub(r"(?<=q)u|(?<=g)u(?=[eiéí])", "", lower)
    runs = _SPANISH_RUN.findall(lower)
    return max(sum(max(len(re.findall("[aeoáéíóú]", run)), 1) for run in runs), 1)
