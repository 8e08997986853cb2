"""Joining words into a list, in each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from viewer.i18n.catalogue import ENGLISH

AND: Final = {"de": "und", "es": "y"}
"""Before the last word of a list."""


def listed(words: Sequence[str], language: str = ENGLISH) -> str:
    """Join words into a list with an "and" before the last; empty without any."""
    *rest, last = words or ("",)
    return f"{', '.join(rest)} {AND.get(language, 'and')} {last}" if rest else last
