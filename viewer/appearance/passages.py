"""Passages from the records of the knowledge base: a text, its sources, and how it was obtained. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from annotations.model import PROVENANCES, Audience, Care, Claim, Passage, Provenance
from viewer.i18n.capitals import within_sentence
from viewer.i18n.catalogue import Catalogue

_SENTENCE: Final = re.compile(r"(?<=[.!?]) (?=[^\W\d_]|[¿¡])")

PAIN_CAVEAT: Final = "pain-may-not-match-map"
"""Key of the claim that pain may not keep to a map's skin: it is shown whenever a pain band is lit."""


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
    ends = [gap.start() for gap in _SENTENCE.finditer(text) if _between_sentences(text, gap)]
    return text[: ends[most - 1]] if len(ends) >= most else text


def _between_sentences(text: str, gap: re.Match[str]) -> bool:
    """Say whether a blank after a full stop parts two sentences, and no abbreviation from its name."""
    last, first = text[gap.start() - 2], text[gap.end()]
    return (last.islower() or last == ")") and not first.islower()


def after_colon(text: str, tr: Catalogue) -> str:
    """Begin with a small letter, as after a colon, except for names such as L4, and where nouns have capitals."""
    return within_sentence(text, tr) if text[1:2].islower() else text
