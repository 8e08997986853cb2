"""The warning signs in a set of symptoms: those picked, and the one that symptoms of both legs add up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotations.model import URGENCIES, Knowledge, Symptom
from viewer.state.view_state import SIDES, PickedSymptom, Side

BOTH_LEGS: Final = "both-legs-weak"
"""Key of the warning sign for numbness or weakness of both legs."""
BOTH_LEGS_PAIN: Final = "sciatica-both-sides"
"""Key of the warning sign for symptoms of both legs if not both have lost something."""
LOSS_GROUPS: Final = frozenset({"numbness", "weakness"})


def warning_signs(knowledge: Knowledge, picks: Sequence[PickedSymptom]) -> list[Symptom]:
    """List the warning signs among the picked symptoms, and the one that they add up to; most urgent first.

    Numbness or weakness of both legs is a warning sign of its own, and so is pain of both (sources: see
    :data:`BOTH_LEGS` and :data:`BOTH_LEGS_PAIN`), whether one symptom was picked for both sides or two for one side
    each. A symptom with a place of its own, such as cramps of both calves, does not count.
    """
    found = {
        pick.key: knowledge.symptoms[pick.key] for pick in picks if knowledge.symptoms[pick.key].urgency is not None
    }
    lost = _sides_with(knowledge, picks, LOSS_GROUPS)
    felt = _sides_with(knowledge, picks, LOSS_GROUPS | {"pain"})
    raised = BOTH_LEGS if lost == set(SIDES) else BOTH_LEGS_PAIN if felt == set(SIDES) else ""
    if raised in knowledge.symptoms:
        found.setdefault(raised, knowledge.symptoms[raised])
    return sorted(found.values(), key=lambda symptom: URGENCIES.index(symptom.urgency))


def _sides_with(knowledge: Knowledge, picks: Sequence[PickedSymptom], groups: frozenset[str]) -> set[Side]:
    found = [(pick, knowledge.symptoms[pick.key]) for pick in picks]
    return {side for pick, symptom in found if symptom.group in groups and not symptom.felt for side in pick.sides}
