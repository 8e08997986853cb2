"""Checks of how texts are written: none is empty, and those for patients are easy to read and diagnose nobody."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Final

from annotations.model import Knowledge
from annotations.model.walk import records
from annotations.reading import PATIENT_GRADE, grade

from .problem import Problem

#: Fields that may be empty: a record without them still says what it is for.
_MAY_BE_EMPTY: Final = frozenset(
    {"criticism", "figure", "interval", "likelihood_ratio", "method", "muscles", "note", "pain", "plain_name"}
    | {"people", "population", "read", "reference_standard", "reflex", "rights", "sensitivity", "skin", "specificity"}
    | {"ta2", "weak"}
)
#: Wordings that would diagnose a reader or give them a chance of their own.
_DIAGNOSES: Final = re.compile(
    r"diagnos|probab|\byour (chance|risk|odds)|\byou (will|are likely|probably|suffer|must have)\b"
    r"|\byou have (an? )?(l\d|s1|slipped|pinched|pressed|stenosis|radiculopathy)",
    re.IGNORECASE,
)


def _patient_texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """List what patients read, each with the name of its record."""
    for claim in knowledge.claims.values():
        if claim.audience == "patient":
            yield f"claims.{claim.key}", claim.text
    for symptom in knowledge.symptoms.values():
        yield f"symptoms.{symptom.key}", symptom.text
    for topic in knowledge.care.values():
        yield f"care.{topic.key}", topic.text
    for scene in knowledge.scenes.values():
        yield f"scenes.{scene.key}", scene.patient.text
    for area in knowledge.skin_areas.values():
        yield f"skin_areas.{area.key}", area.text
    for key, conflict in knowledge.map_conflicts.items():
        yield f"map_conflicts.{key}", conflict.text


def check_patient_texts_are_easy(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that texts for patients read at school grade 6 or below."""
    for name, text in _patient_texts(knowledge):
        if text.strip() and (measured := _grade(name, text)) > PATIENT_GRADE:
            yield Problem(name, f"reads at grade {measured:.1f}; at most {PATIENT_GRADE:g} is accepted for patients.")


def _grade(name: str, text: str) -> float:
    # A symptom is a phrase of a list, without a full stop: its words count, not the length of a sentence.
    return grade(text) if not name.startswith("symptoms.") else grade(text.replace(", ", ". "))


def check_patient_texts_do_not_diagnose(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that texts for patients diagnose nobody and give nobody a probability."""
    for name, text in _patient_texts(knowledge):
        if (found := _DIAGNOSES.search(text)) is not None:
            yield Problem(name, f"says {found.group()!r}; patient texts never diagnose or give one person's odds.")


def check_texts_are_clean(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that texts for patients have no doubled spaces, and all but symptoms end with a full stop."""
    for name, text in _patient_texts(knowledge):
        if text != " ".join(text.split()):
            yield Problem(name, "has doubled spaces or line breaks.")
        if not name.startswith("symptoms.") and not text.endswith((".", "?", "!")):
            yield Problem(name, "does not end with a full stop.")


def check_texts_not_empty(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a text that readers see is not empty."""
    for name, record in records(knowledge):
        assert dataclasses.is_dataclass(record)
        for field in dataclasses.fields(record):
            value = getattr(record, field.name)
            if isinstance(value, str) and not value.strip() and field.name not in _MAY_BE_EMPTY:
                yield Problem(name, f"field {field.name!r} is empty; it needs a text.")
