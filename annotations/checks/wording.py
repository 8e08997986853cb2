"""Checks of how sentences are written: easy for patients, no diagnosis; and of the numbers of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from annotations.model import Knowledge
from annotations.reading import PATIENT_GRADE, grade

from .problem import Problem

_DOI: Final = re.compile(r"10\.\d{4,9}/\S+[^\s.,;]")
_PMID: Final = re.compile(r"[1-9]\d{0,8}")
#: Wordings that would diagnose a reader or give them a chance of their own.
_DIAGNOSES: Final = re.compile(
    r"diagnos|probab|\byour (chance|risk|odds)|\byou (will|are likely|probably|suffer|must have)\b"
    r"|\byou have (an? )?(l\d|s1|slipped|pinched|pressed|stenosis|radiculopathy)",
    re.IGNORECASE,
)


def _patient_texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for claim in knowledge.claims.values():
        if claim.audience == "patient":
            yield f"claims.{claim.key}", claim.text
    for symptom in knowledge.symptoms.values():
        yield f"symptoms.{symptom.key}", symptom.text
    for topic in knowledge.care.values():
        yield f"care.{topic.key}", topic.text


def check_patient_texts_are_easy(knowledge: Knowledge) -> Iterator[Problem]:
    """Require patient claims, care topics and symptoms to read at school grade 6 or below."""
    for name, text in _patient_texts(knowledge):
        if text.strip() and (measured := _grade(name, text)) > PATIENT_GRADE:
            yield Problem(name, f"reads at grade {measured:.1f}; at most {PATIENT_GRADE:g} is accepted for patients.")


def _grade(name: str, text: str) -> float:
    # A symptom is a phrase of a list, without a full stop: its words count, not the length of a sentence.
    return grade(text) if not name.startswith("symptoms.") else grade(text.replace(", ", ". "))


def check_patient_texts_do_not_diagnose(knowledge: Knowledge) -> Iterator[Problem]:
    """Require that patient texts diagnose nobody and give nobody a probability."""
    for name, text in _patient_texts(knowledge):
        if (found := _DIAGNOSES.search(text)) is not None:
            yield Problem(name, f"says {found.group()!r}; patient texts never diagnose or give one person's odds.")


def check_texts_are_clean(knowledge: Knowledge) -> Iterator[Problem]:
    """Require patient texts without doubled spaces, and a full stop after claims and topics."""
    for name, text in _patient_texts(knowledge):
        if text != " ".join(text.split()):
            yield Problem(name, "has doubled spaces or line breaks.")
        if not name.startswith("symptoms.") and not text.endswith((".", "?", "!")):
            yield Problem(name, "does not end with a full stop.")


def check_dois(knowledge: Knowledge) -> Iterator[Problem]:
    """Require well-formed DOIs and PubMed numbers that no two sources share."""
    seen: dict[str, str] = {}
    for source in knowledge.sources.values():
        name = f"sources.{source.key}"
        if source.doi is not None and _DOI.fullmatch(source.doi) is None:
            yield Problem(name, f"doi {source.doi!r} is not of the form 10.1234/abc.")
        if source.pmid is not None and _PMID.fullmatch(source.pmid) is None:
            yield Problem(name, f"pmid {source.pmid!r} is not a PubMed number.")
        for number in filter(None, (source.doi and source.doi.lower(), source.pmid)):
            if number in seen:
                yield Problem(name, f"shares {number} with sources.{seen[number]}; keep one of them.")
            seen[number] = source.key


def check_years(knowledge: Knowledge) -> Iterator[Problem]:
    """Require years of print."""
    for source in knowledge.sources.values():
        if source.year is not None and not 1800 <= source.year <= 2100:
            yield Problem(f"sources.{source.key}", f"year {source.year} lies outside 1800 to 2100.")
