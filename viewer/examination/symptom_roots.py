"""Which roots light up for a picked symptom, by itself and among others. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.model import STRENGTHS, Knowledge, Symptom
from viewer.state.view_state import PickedSymptom, Side

from .balance import sign_of_symptom, standings


def lit_roots(symptom: Symptom) -> list[str]:
    """Name the roots whose regions a symptom lights: those it is most related to; of weakly related ones the first.

    None if it lights a nerve's skin or a band of its own: lighting a root would say that the root comes first.
    """
    if symptom.nerve_fields or symptom.felt:
        return []
    for strength in STRENGTHS[:-1]:
        if most := [link.root for link in symptom.roots if link.strength == strength]:
            return most
    return [link.root for link in symptom.roots[:1]]


def standing_roots(picks: Iterable[PickedSymptom], pick: PickedSymptom, knowledge: Knowledge) -> list[str]:
    """Name the roots whose regions a symptom lights among others: the best supported of its own, on either side."""
    symptom = knowledge.symptoms[pick.key]
    found = {root for side in pick.sides for root in roots_on(picks, symptom, side, knowledge)}
    return [root for root in lit_roots(symptom) if root in found]


def roots_on(picks: Iterable[PickedSymptom], symptom: Symptom, side: Side, knowledge: Knowledge) -> list[str]:
    """Name the roots whose regions a symptom lights on one side: the best supported, given the other picks there."""
    roots = lit_roots(symptom)
    if len(roots) < 2 or sign_of_symptom(symptom, symptom.key).emergency:
        return roots
    here = [knowledge.symptoms[other.key] for other in picks if side in other.sides]
    words = {one.root: one.support for one in standings([sign_of_symptom(one, one.key) for one in here], knowledge)}
    best = min((words[root] for root in roots if root in words), key=STRENGTHS.index, default=None)
    return [root for root in roots if words.get(root) == best]
