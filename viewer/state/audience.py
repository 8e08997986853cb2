"""Three readers, one switch: who they are, and how large the words are for whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Audience
from viewer.i18n.catalogue import N_

AUDIENCES: Final[Mapping[Audience, str]] = {
    "patient": N_("Patient"),
    "student": N_("Student"),
    "physician": N_("Physician"),
}
"""By key, the label of the switch."""
EVERYONE: Final[frozenset[Audience]] = frozenset(AUDIENCES)
LEARNED: Final[frozenset[Audience]] = frozenset({"student", "physician"})
"""Readers who are shown terms, layers and maps."""
WORD_SCALE: Final[Mapping[Audience, float]] = {"patient": 1.15, "student": 1.0, "physician": 1.0}
"""Relative to the chosen size of words: patients read over somebody's shoulder, or without their glasses."""
