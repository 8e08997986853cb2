"""Joining words into a list, in each language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .catalogue import ENGLISH, catalogue

WITHIN_LISTS: Final = "within a list"
"""Context of :data:`AND` and :data:`AND_BEFORE_I` in the catalogues."""
AND: Final = "and"
AND_BEFORE_I: Final = "and, before the sound i"
"""Spanish says it otherwise there: flexión e inversión."""
_SOUND_I: Final = re.compile(r"h?[ií](?!e)", re.IGNORECASE)


def listed(words: Sequence[str], language: str = ENGLISH) -> str:
    """Join words into a list with an "and" before the last; empty without any."""
    *rest, last = words or ("",)
    if not rest:
        return last
    joining = AND_BEFORE_I if _SOUND_I.match(last) and language != ENGLISH else AND
    return f"{', '.join(rest)} {catalogue(language).of(WITHIN_LISTS, joining)} {last}"
