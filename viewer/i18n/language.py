"""The knowledge base in a language, kept once it was translated; and what is said of the languages themselves."""

from __future__ import annotations

from functools import cache

from annotations.model import Knowledge

from .catalogue import ENGLISH, LANGUAGES, catalogue, name_of
from .data import translated

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
    return {code: name_of(code) for code in (ENGLISH, *LANGUAGES)}


def unreviewed(language: str) -> str:
    """Say that a translation has not been reviewed by a native speaker; empty if it has, and in English."""
    tr = catalogue(language)
    return "" if language == ENGLISH or tr.reviewed else tr("This translation awaits a review by a native speaker.")
