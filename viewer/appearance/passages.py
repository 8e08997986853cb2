"""Passages from the records of the knowledge base: a text, its sources, and how it was obtained. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from annotations.model import PROVENANCES, Audience, Care, Claim, Nerve, Passage, Provenance

_SENTENCE: Final = re.compile(r"(?<=[a-z)][.!?]) (?=[A-Z])")

PAIN_CAVEAT: Final = "pain-may-not-match-map"
"""Key of the claim that pain may not keep to a map's skin: it is shown whenever a pain band is lit."""


def plain_name(nerve: Nerve) -> str:
    """Name a nerve in lay words, with its short name as in the picture."""
    plain, name = nerve.plain_name.partition(" (")[0], after_colon(nerve.name)
    short = len(name.split()) == 2 and name.endswith("nerve") and name != plain
    return f"{plain} ({name})" if short else plain


def by_audience(topic: Care) -> Mapping[Audience, Passage]:
    """Give a topic's text for each audience; the patient's if there is no other."""
    patient = Passage(topic.text, topic.sources, topic.provenance)
    return {"patient": patient, "student": topic.student or patient, "physician": topic.physician or patient}


def claim_passage(claim: Claim) -> Passage:
    """Make a passage of a claim."""
    return Passage(claim.text, claim.sources, claim.provenance)


def joined(parts: list[Passage]) -> Passage:
    """Make one passage of several: as sure as the least sure of them."""
    text = " ".join(part.text for part in parts)
    sources = tuple(dict.fromkeys(key for part in parts for key in part.sources))
    return Passage(text, sources, least_sure([part.provenance for part in parts]))


def least_sure(found: list[Provenance]) -> Provenance:
    """Find the least sure of several provenances."""
    return max(found, key=PROVENANCES.index, default="read")


def first_sentences(text: str, most: int = 2) -> str:
    """Give the first sentences of a text."""
    return " ".join(_SENTENCE.split(text)[:most])


def after_colon(text: str, language: str = "en") -> str:
    """Begin with a small letter, as after a colon, except for names such as L4 and in German."""
    kept = language == "de" or len(text) < 2 or not text[1].islower()
    return text if kept else f"{text[0].lower()}{text[1:]}"
