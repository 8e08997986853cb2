"""Joining words into a list, in each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .catalogue import ENGLISH, catalogue

WITHIN_LISTS: Final = "within a list"
"""Context of :data:`JOINING` in the catalogues."""
JOINING: Final = ("and", "in", "blank")
"""Words of the program that stand between or before the words of a list: L3 and L4; L3 in 4 of 5; blank 22 %."""


def listed(words: Sequence[str], language: str = ENGLISH) -> str:
    """Join words into a list with an "and" before the last; empty without any."""
    *rest, last = words or ("",)
    return f"{', '.join(rest)} {catalogue(language).of(WITHIN_LISTS, 'and')} {last}" if rest else last
