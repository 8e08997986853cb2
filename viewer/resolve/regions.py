"""Which regions a state lights: skin, pain bands, muscles and nerves by side. Pure; colours come later."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Final

from annotations.model import ExaminationItem, Knowledge
from viewer.appearance.lit_regions import LitRegions
from viewer.examination.items import examined_item
from viewer.examination.symptom_roots import roots_on
from viewer.spine.lesion import lesion_roots, lesion_sides, shown_lesion
from viewer.state.view_state import ALL_ROOTS, SIDES, PickedSymptom, Side, ViewState

COURSE: Final = (
    "rootlets_{}",
    "anterior_root_{}",
    "posterior_root_{}",
    "spinal_ganglion_{}",
    "spinal_nerve_{}",
    "anterior_ramus_{}",
)
"""A root's own way from the cord to the plexus, centre to periphery."""


def lit_regions_of(state: ViewState, knowledge: Knowledge, known: Container[str]) -> LitRegions:
    """Collect what a state lights.

    Parameters
    ----------
    state : ViewState
        Its picked symptoms light their regions; without any, its root lights all of its own. While an item of the
        examination is under the cursor, only what that tests is lit.
    knowledge : Knowledge
        The knowledge base.
    known : container of str
        Structure keys (with side) that the body has; others are left out.
    """
    regions = LitRegions()
    examining = examined_item(state, knowledge)
    if examining is not None:
        item, sides = examining
        for side in sides:
            _light_item(regions, knowledge, item, side, known)
        return regions
    for pick in state.symptoms:
        _light_symptom(regions, knowledge, pick, state.symptoms, known)
    lesion = shown_lesion(state, knowledge)
    if lesion is not None:
        for root in lesion_roots(lesion, state.degree):
            for side in lesion_sides(state, lesion):
                _light_root(regions, knowledge, root, side, known, lesion.skin_area)
    elif not state.symptoms and state.root == ALL_ROOTS:
        _light_all_roots(regions, knowledge, known)
    elif not state.symptoms and state.root is not None:
        _light_root(regions, knowledge, state.root, state.side, known)
    if state.lights is not None:
        picked = {side for pick in state.symptoms for side in pick.sides}
        for side in SIDES:
            if side in (picked or {state.side}):
                _light_root(regions, knowledge, state.lights, side, known)
    return regions


def _light_symptom(
    regions: LitRegions,
    knowledge: Knowledge,
    pick: PickedSymptom,
    picks: Iterable[PickedSymptom],
    known: Container[str],
) -> None:
    symptom = knowledge.symptoms[pick.key]
    for side in pick.sides if symptom.sided else SIDES:
        roots = roots_on(picks, symptom, side, knowledge)
        related = roots or [link.root for link in symptom.roots]
        main = "L4" if "L4" in roots else (related[0] if related else None)
        if symptom.muscles:
            regions.muscle_root = regions.muscle_root or main
        regions.fields |= dict.fromkeys((nerve, side) for nerve in symptom.nerve_fields)
        if symptom.felt:
            regions.felt[symptom.key, side] = None
        if symptom.lights_skin:
            # What keeps to one root's skin, but to any root's, shows them all.
            for root in roots or knowledge.roots:
                _light_skin(regions, knowledge, root, side, symptom.skin_area)
        for root in roots:
            if symptom.lights_pain and root in knowledge.pain_bands:
                regions.pain[root, side] = None
            for part in COURSE:
                _add_nerve(regions, f"{part.format(root.lower())}.{side}", root, known)
        for key in symptom.muscles:
            sided = f"{key}.{side}"
            if sided in known and main is not None:
                regions.muscles[sided] = share_of(knowledge, key, main)
        for key in symptom.nerves:
            if main is not None:
                _add_nerve(regions, f"{key}.{side}", main, known)


def _light_item(
    regions: LitRegions, knowledge: Knowledge, item: ExaminationItem, side: Side, known: Container[str]
) -> None:
    """Light what an item of the examination tests: muscles, the way of its nerve, the skin round its key point."""
    roots = [link.root for link in item.roots if link.strength == item.roots[0].strength]
    regions.muscle_root = roots[0]
    if item.key_point is not None:
        regions.skin[item.key_point, side] = None
    for root in roots:
        _light_course(regions, root, side, known)
    for key in item.muscles:
        if f"{key}.{side}" in known:
            regions.muscles[f"{key}.{side}"] = share_of(knowledge, key, roots[0])
    for key in item.nerves:
        _add_nerve(regions, f"{key}.{side}", roots[0], known)


def _light_skin(regions: LitRegions, knowledge: Knowledge, root: str, side: Side, area: str | None = None) -> None:
    """Light a root's skin, or only what lies in an area; if both are asked for, all of it."""
    found = None if area is None else knowledge.skin_areas[area]
    if found is None:
        regions.skin[root, side] = None
    elif root in (*found.whole, *found.rim):
        regions.skin.setdefault((root, side), found.key)


def _light_root(
    regions: LitRegions, knowledge: Knowledge, root: str, side: Side, known: Container[str], area: str | None = None
) -> None:
    regions.muscle_root = regions.muscle_root or root
    _light_skin(regions, knowledge, root, side, area)
    _light_course(regions, root, side, known)
    for nerve in knowledge.nerves.values():
        if root in nerve.roots:
            _add_nerve(regions, f"{nerve.key}.{side}", root, known)
    for muscle in knowledge.muscles.values():
        sided = f"{muscle.key}.{side}"
        if root in muscle.roots and sided in known:
            regions.muscles[sided] = muscle.roots[root].share


def _light_course(regions: LitRegions, root: str, side: Side, known: Container[str]) -> None:
    """Light a root's own way within the spine."""
    for part in COURSE:
        for level in root.lower().replace("s4-5", "s4 s5").split():
            _add_nerve(regions, f"{part.format(level)}.{side}", root, known)


def _light_all_roots(regions: LitRegions, knowledge: Knowledge, known: Container[str]) -> None:
    for root in knowledge.roots:
        for side in SIDES:
            regions.skin[root, side] = None
            for part in COURSE:
                _add_nerve(regions, f"{part.format(root.lower())}.{side}", root, known)


def _add_nerve(regions: LitRegions, key: str, root: str, known: Container[str]) -> None:
    if key in known:
        regions.nerves.setdefault(key, root)


def share_of(knowledge: Knowledge, muscle: str, root: str) -> str:
    """Return the share a root has in a muscle; ``source-dependent`` if no record names it."""
    record = knowledge.muscles.get(muscle)
    if record is None or root not in record.roots:
        return "source-dependent"
    return record.roots[root].share
