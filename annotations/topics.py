"""Finding the claims and published figures about a symptom, a root or another topic, for one audience."""

from __future__ import annotations

from collections.abc import Iterable

from .model import Audience, Claim, Finding, Knowledge, Symptom


def topics_of(symptom: Symptom) -> tuple[str, ...]:
    """List the topics of a symptom, nearest first: itself, its muscles, its nerves, its group."""
    return (symptom.key, *symptom.muscles, *symptom.nerves, symptom.group)


def claims_about(knowledge: Knowledge, topics: Iterable[str], audience: Audience) -> tuple[Claim, ...]:
    """Find the claims for one audience that belong to topics.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base.
    topics : iterable of str
        Keys of roots, symptoms, symptom groups, muscles, nerves, maps or reflexes, the nearest first
        (:func:`topics_of` gives those of a symptom).
    audience : {"patient", "student", "physician"}
        Whom the claims are for.

    Returns
    -------
    tuple of Claim
        Each once, in the order of the topics, then of the data; empty where there is nothing to add.
    """
    found: dict[str, Claim] = {}
    for topic in topics:
        for claim in knowledge.claims.values():
            if claim.audience == audience and topic in claim.about:
                found.setdefault(claim.key, claim)
    return tuple(found.values())


def findings_about(knowledge: Knowledge, topics: Iterable[str]) -> tuple[Finding, ...]:
    """Find the published figures that belong to topics: each once, in the order of the topics, then of the data."""
    found: dict[str, Finding] = {}
    for topic in topics:
        for finding in knowledge.findings.values():
            if topic in finding.about:
                found.setdefault(finding.key, finding)
    return tuple(found.values())
