"""Translation: the sentences of the data, and the program's own words.

Both come from the catalogues of :mod:`.catalogue`. A sentence that was not translated where it was written is found
again by :func:`translate`: one with ``{gaps}`` fits all sentences that differ only there. What has no translation stays
English.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from annotations.model import Knowledge

from .catalogue import ENGLISH, LANGUAGES, catalogue
from .data import translated
from .joining import WITHIN_LISTS

JOINS: Final = {"roots": "and", "parts": "in", "shares": "blank"}
"""By gap that a list fills, the word in it that is the program's."""
_GAP: Final = re.compile(r"\\{(\w+)\\}")
_ROOT: Final = r"[TLS]\d+(?:-\d)?"
_SHAPES: Final = {
    **dict.fromkeys(("total", "count"), r"[\d.,]+"),  # or "Sole of the foot" would read like "3 of 5"
    "root": _ROOT,
    "roots": rf"{_ROOT}(?:(?:, | and | to ){_ROOT})*",
    "side": r"[^,]+",  # the name before it may have commas of its own
    "level": rf"{_ROOT}(?:/[LS]?\d)?|(?:lumbalis|thoracica) \d+",
}
"""What fills these gaps."""
_SENTENCES: Final = frozenset({"disc", "figures", "flag", "more", "note", "reason", "says", "sign", "text"})
"""Gaps that whole sentences fill; in all others no sentence ends."""
_PHRASE: Final = r"(?:(?!\. [A-ZÄÖÜÁÉÍÓÚ¡¿]).)+?"
_KNOWN: dict[tuple[int, str], tuple[Knowledge, Knowledge]] = {}


def in_language(knowledge: Knowledge, language: str) -> Knowledge:
    """Give the knowledge base in a language; the last few are kept."""
    if language == ENGLISH:
        return knowledge
    found = _KNOWN.get((id(knowledge), language))
    if found is None or found[0] is not knowledge:
        if len(_KNOWN) > 8:
            _KNOWN.clear()
        found = _KNOWN[id(knowledge), language] = (knowledge, translated(knowledge, catalogue(language)))
    return found[1]


@cache
def language_names() -> dict[str, str]:
    """Give what each language calls itself, English first."""
    return {code: catalogue(code).name for code in (ENGLISH, *LANGUAGES)}


def unreviewed(language: str) -> str:
    """Say that a translation has not been reviewed by a native speaker; empty if it has, and in English."""
    tr = catalogue(language)
    return "" if language == ENGLISH or tr.reviewed else tr("This translation awaits a review by a native speaker.")


@lru_cache(maxsize=4096)
def translate(text: str, language: str) -> str:
    """Translate a sentence of the program.

    Parameters
    ----------
    text : str
        English.
    language : str
        ``"en"`` gives the text back.

    Returns
    -------
    str
        Its translation, with what fills its gaps translated too where that is known; English where there is none.
    """
    if language not in LANGUAGES or not text:
        return text
    words = catalogue(language).messages
    if text in words:
        return words[text]
    for pattern, english in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            gaps = {name: translate(value, language) for name, value in found.groupdict().items()}
            for name in gaps.keys() & JOINS.keys():
                join = JOINS[name]
                gaps[name] = re.sub(rf"\b{join}\b", catalogue(language).of(WITHIN_LISTS, join), gaps[name])
            return words[english].format(**gaps)
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Make a pattern of every sentence with gaps, those with most fixed letters first: they match least by chance."""
    gapped = {english for code in LANGUAGES for english in catalogue(code).messages if "{" in english}
    longest_first = sorted(gapped, key=lambda english: (-len(re.sub(r"\{\w+\}", "", english)), english))
    return tuple((re.compile(_GAP.sub(_gap, re.escape(english)), re.DOTALL), english) for english in longest_first)


def _gap(gap: re.Match[str]) -> str:
    """Make a pattern of a gap: what fits it, and no sentence beside it that has no translation yet."""
    shape = _SHAPES.get(gap[1], ".+?" if gap[1] in _SENTENCES else _PHRASE)
    return f"(?P<{gap[1]}>{shape})"
