"""The first letter of words, as it stands at the beginning of a sentence and within one."""

from __future__ import annotations

from .catalogue import Catalogue


def capitalised(text: str) -> str:
    """Begin with a capital letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Begin with a small letter; the rest stays as it is."""
    return text[:1].lower() + text[1:]


def within_sentence(name: str, tr: Catalogue) -> str:
    """Write a name as it stands within a sentence: with a capital letter where the language gives one to nouns."""
    return name if tr.of("first letter of nouns within a sentence", "small") == "capital" else uncapitalised(name)
