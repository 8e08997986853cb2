"""The first letter of words, as it stands at the beginning of a sentence and within one."""

from __future__ import annotations


def capitalised(text: str) -> str:
    """Begin with a capital letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """Begin with a small letter; the rest stays as it is."""
    return text[:1].lower() + text[1:]
