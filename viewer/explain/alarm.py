"""What warning signs call for: paragraphs for the panel, lines above everything else, and the one action to take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from annotations.model import URGENCIES, Knowledge, Symptom, Urgency
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.panel import Paragraph
from viewer.appearance.passages import first_sentences
from viewer.examination.items import LONG_TRACTS, warned_picks
from viewer.examination.patterns import raised_long_tracts
from viewer.examination.warning_signs import warning_signs
from viewer.i18n.catalogue import N_, catalogue
from viewer.skin.covers import covers_of
from viewer.skin.saddle import SIGN, drawing_warning
from viewer.spine.lesion import lesion_alarms
from viewer.state.view_state import PickedSymptom, ViewState

URGENCY_WORDS: Final[Mapping[str, str]] = {
    "emergency": N_("Emergency: get help now"),
    "same-day": N_("See a doctor today"),
    "urgent": N_("See a doctor within days"),
}


@dataclass(frozen=True, slots=True)
class Alarm:
    """What to do, and the warning signs that call for it; without such a sign there is no alarm."""

    urgency: Urgency
    action: str
    """One sentence, what to do."""
    names: tuple[str, ...]
    """The warning signs in plain words, the most urgent first."""


def alarm_of(state: ViewState, knowledge: Knowledge) -> Alarm | None:
    """Say what picked symptoms, a drawing and an examination call for; None without a warning sign.

    Parameters
    ----------
    state : ViewState
        The reader's own: see :attr:`viewer.state.store.Store.own`.
    knowledge : Knowledge
        In the reader's language.
    """
    drawn = [PickedSymptom(SIGN, "both")] if drawing_alarm(state, knowledge) and SIGN in knowledge.symptoms else []
    signs = warning_signs(knowledge, [*warned(state, knowledge), *drawn])
    if not signs or signs[0].urgency is None:
        return None
    urgency = signs[0].urgency
    return Alarm(urgency, action(urgency, knowledge), tuple(sign.text for sign in signs))


def warned(state: ViewState, knowledge: Knowledge) -> tuple[PickedSymptom, ...]:
    """List the picks that may be warning signs: the picked symptoms, and those that an examination adds."""
    return (*state.symptoms, *warned_picks(state.examination, knowledge))


def warning_paragraphs(state: ViewState, knowledge: Knowledge) -> list[Paragraph]:
    """Name each warning sign and why it is one; for students and physicians also what guidelines say."""
    tr = catalogue(state.language)
    found = []
    for symptom in warning_signs(knowledge, warned(state, knowledge)):
        if symptom.urgency is None:
            continue
        text = f"{tr(URGENCY_WORDS[symptom.urgency])}: {symptom.text}"
        found.append(Paragraph(text, symptom.sources, urgent=True))
        found.extend(
            Paragraph(claim.text, claim.sources, tr(PROVENANCE[claim.provenance]), urgent=True)
            for claim in (knowledge.claims[key] for key in symptom.explanation)
        )
        flag = knowledge.red_flags.get(symptom.key)
        if flag is not None and state.audience != "patient":
            text = f"{flag.text} {flag.action}"
            found.append(Paragraph(text, flag.sources, tr(PROVENANCE[flag.provenance]), urgent=True))
    return found


def alarms(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Write the warnings that lead every picture and page: each warning sign, most urgent first."""
    tr = catalogue(state.language)
    picked = (f"{tr(URGENCY_WORDS[urgency])}. {symptom.text}." for symptom, urgency in _urgent(state, knowledge))
    return (*drawing_alarm(state, knowledge), *lesion_alarms(state, knowledge), *picked)


def _urgent(state: ViewState, knowledge: Knowledge) -> list[tuple[Symptom, Urgency]]:
    """List warning signs with their urgency, most urgent first; several findings together may raise one."""
    signs = warning_signs(knowledge, warned(state, knowledge))
    raised = raised_long_tracts(state.examination, knowledge, {symptom.key for symptom in signs})
    found = [
        (symptom, raised.urgency if raised is not None and symptom.key == LONG_TRACTS else symptom.urgency)
        for symptom in signs
        if symptom.urgency is not None
    ]
    return sorted(found, key=lambda pair: URGENCIES.index(pair[1]))


def drawing_alarm(state: ViewState, knowledge: Knowledge) -> tuple[str, ...]:
    """Write what to do if the saddle is drawn numb; empty otherwise."""
    drawn = covers_of(knowledge, state.drawing)
    warning = None if drawn is None else drawing_warning(knowledge, drawn.saddle_cm2, catalogue(state.language))
    return () if warning is None else (warning.text,)


def act(state: ViewState, knowledge: Knowledge) -> str:
    """Say in one sentence what the most urgent of :func:`alarms` calls for; empty without one."""
    signs = _urgent(state, knowledge)
    urgency = "emergency" if lesion_alarms(state, knowledge) else signs[0][1] if signs else None
    return "" if urgency is None else action(urgency, knowledge)


def action(urgency: Urgency, knowledge: Knowledge) -> str:
    """Say in one sentence what an urgency calls for: the first sentence of its claim."""
    return first_sentences(knowledge.claims[f"{urgency}-act"].text, 1)
