"""The panel: its title, warnings, what was clicked, and what is lit and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Care, Claim, Knowledge
from annotations.topics import claims_about
from viewer.appearance.citing import PROVENANCE, citations
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.named import Named, sided, title_for
from viewer.appearance.panel import Panel, Paragraph
from viewer.appearance.passages import PAIN_CAVEAT
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.skin.nerve_fields import field_paragraphs
from viewer.skin.reading import reading_at
from viewer.skin.saddle import place_warning
from viewer.skin.words import conflict_paragraphs, skin_paragraphs
from viewer.spine.lesion import lesion_paragraphs, lesion_title, shown_lesion
from viewer.state.view_state import ALL_ROOTS, PickedSymptom, SideChoice, ViewState

from .alarm import warning_paragraphs
from .places import place_paragraphs, skin_nerve_paragraphs
from .structures import structure_paragraphs
from .support import support_paragraphs

WITH_SIDE: Final[Mapping[SideChoice, str]] = {
    "left": N_("{what} (patient's left)"),
    "right": N_("{what} (patient's right)"),
    "both": N_("{what} (both sides)"),
}
MOST_ROOT_CLAIMS: Final = 4
"""Patients read at most this many short paragraphs about a root."""


def symptom_title(knowledge: Knowledge, pick: PickedSymptom, tr: Catalogue) -> str:
    """Name a picked symptom with its side."""
    symptom = knowledge.symptoms[pick.key]
    return tr(WITH_SIDE[pick.side], what=symptom.text) if symptom.sided else symptom.text


def panel_of(state: ViewState, knowledge: Knowledge, regions: LitRegions, structures: Mapping[str, Named]) -> Panel:
    """Write the panel for a state: warnings first, then what was clicked, then what is lit and why."""
    paragraphs = (
        *_place_warning(state, knowledge),
        *warning_paragraphs(state, knowledge),
        *_clicked(state, knowledge, structures),
        *_lit(state, knowledge, regions),
    )
    return Panel(_titles(state, knowledge, structures), paragraphs, citations(knowledge, paragraphs))


def _titles(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> tuple[str, ...]:
    tr = catalogue(state.language)
    asked = state.place is not None or (state.selected is not None and state.selected in structures)
    if state.symptoms and not asked and shown_lesion(state, knowledge) is None:
        return tuple(symptom_title(knowledge, pick, tr) for pick in state.symptoms)
    return (_title(state, knowledge, structures),)


def _title(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> str:
    tr = catalogue(state.language)
    lesion = shown_lesion(state, knowledge)
    if state.place is not None:
        return sided(tr("This place"), reading_at(knowledge, state.place).place.side, tr)
    if state.selected is not None and state.selected in structures:
        return title_for(state.audience, structures[state.selected], catalogue(state.language))
    if lesion is not None:
        return lesion_title(state, lesion)
    if state.root is None:
        return tr("Pick a symptom, or point at the body")
    if state.root == ALL_ROOTS:
        return tr("All roots, T12 to S4-5")
    return sided(tr("The {root} nerve root", root=state.root), state.side, tr)


def _place_warning(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    if state.place is None:
        return []
    warning = place_warning(knowledge, reading_at(knowledge, state.place), catalogue(state.language))
    return [] if warning is None else [warning]


def _clicked(state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]) -> list[Paragraph]:
    tr = catalogue(state.language)
    if state.place is not None:
        reading = reading_at(knowledge, state.place)
        return [*place_paragraphs(reading, tr), *skin_nerve_paragraphs(knowledge, reading, tr, state.audience)]
    if state.selected is not None and state.selected in structures:
        return structure_paragraphs(knowledge, structures[state.selected], state.audience, tr)
    return []


def _lit(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    if state.symptoms:
        why = [*lesion_paragraphs(state, knowledge), *_symptom_paragraphs(state, knowledge, regions)]
    elif shown_lesion(state, knowledge) is not None:
        why = [*lesion_paragraphs(state, knowledge), *skin_paragraphs(state, knowledge, regions)]
    else:
        why = _root_paragraphs(state, knowledge, regions)
    nerves = field_paragraphs(state, knowledge, regions)
    # A nerve that was chosen is asked about; one that a symptom lights comes after why.
    return [*why, *nerves] if regions.fields else [*nerves, *why]


def _symptom_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    tr = catalogue(state.language)
    paragraphs: list[Paragraph] = []
    seen: set[str] = set()
    for pick in state.symptoms:
        symptom = knowledge.symptoms[pick.key]
        if symptom.urgency is not None:
            continue
        for key in symptom.explanation:
            if key not in seen:
                seen.add(key)
                claim = knowledge.claims[key]
                paragraphs.append(Paragraph(claim.text, claim.sources, tr(PROVENANCE[claim.provenance])))
    paragraphs += support_paragraphs(state, knowledge)
    if regions.skin:
        paragraphs += skin_paragraphs(state, knowledge, regions)
    if regions.pain and PAIN_CAVEAT in knowledge.claims and PAIN_CAVEAT not in seen:
        claim = knowledge.claims[PAIN_CAVEAT]
        paragraphs.append(Paragraph(claim.text, claim.sources, tr(PROVENANCE[claim.provenance])))
    return paragraphs


def _root_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    if state.root is None:
        return []
    if state.root == ALL_ROOTS:
        return _map_paragraphs(state, knowledge)
    tr, root = catalogue(state.language), knowledge.roots[state.root]
    plain: list[Claim | Care] = []
    if state.audience == "patient":
        care = [topic for topic in knowledge.care.values() if topic.group == "roots" and state.root in topic.about]
        plain = [*claims_about(knowledge, (state.root,), "patient")[:MOST_ROOT_CLAIMS]] or [*care]
    if plain:
        paragraphs = [Paragraph(item.text, item.sources, tr(PROVENANCE[item.provenance])) for item in plain]
    else:
        texts = [root.skin, root.pain]
        if state.audience != "patient":
            key_muscle = tr("ISNCSCI key muscle: {muscle}", muscle=root.key_muscle) if root.key_muscle else ""
            texts += [root.muscles, root.course, root.told_apart, key_muscle]
        paragraphs = [Paragraph(text, root.sources, tr(PROVENANCE[root.provenance])) for text in texts if text]
    return [*paragraphs, *skin_paragraphs(state, knowledge, regions)]


def _map_paragraphs(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    drawn = knowledge.maps[state.map]
    texts = [f"{drawn.name}. {drawn.method}", drawn.criticism]
    if state.audience != "patient":
        texts += [drawn.population, drawn.figure, drawn.rights]
    at_odds = conflict_paragraphs(state, knowledge, knowledge.roots)
    return [*(Paragraph(text, drawn.sources) for text in texts if text), *at_odds]
