"""The warnings that lead the hand-out: of picked signs, of an examination, of a drawing, of a lesion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.examination.result import result_of
from viewer.examination.warning_signs import BOTH_LEGS, BOTH_LEGS_PAIN
from viewer.explain.urgent_actions import URGENT_ACTIONS
from viewer.i18n.catalogue import N_, Catalogue
from viewer.skin.covers import covers_of
from viewer.skin.saddle import drawing_warning
from viewer.spine.lesion import shown_lesion
from viewer.state.view_state import SIDES

from .findings import WITHIN, listed_findings

if TYPE_CHECKING:
    from annotations.model import Knowledge, Urgency
    from viewer.appearance.panel import Paragraph
    from viewer.examination.result import Warned
    from viewer.state.view_state import SideChoice, ViewState

ACTS: Final[Mapping[Urgency, str]] = {
    "emergency": N_("Emergency"),
    "same-day": N_("See a doctor today"),
    "urgent": N_("See a doctor within days"),
}
"""What a warning sign calls for, the most urgent first."""
ACTS_IF_NEW: Final[Mapping[Urgency, str]] = {
    "emergency": N_("Emergency, if this is new or gets worse"),
    "same-day": N_("See a doctor today, if this is new or gets worse"),
    "urgent": N_("See a doctor within days, if this is new or gets worse"),
}
"""The same where findings alone raise the warning."""


@dataclass(frozen=True, slots=True)
class SheetAlarm:
    """A warning on the hand-out."""

    urgency: Urgency
    act: str
    """What it calls for."""
    text: str
    """The signs, and how to act."""

    @property
    def line(self) -> str:
        """All of it in one line."""
        return f"{self.act}: {self.text}"

    @property
    def emergency(self) -> bool:
        """Whether it cannot wait."""
        return self.urgency == "emergency"


def sheet_alarms(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> tuple[SheetAlarm, ...]:
    """Write the warnings of a view: that of a lesion, of a drawing, of signs, the most urgent first.

    Parameters
    ----------
    state : ViewState
    knowledge : Knowledge
        In the language of ``tr``.
    tr : Catalogue
    """
    return (*_of_lesion(state, knowledge, tr), *_of_drawing(state, knowledge, tr), *_of_signs(state, knowledge, tr))


def numb_drawn(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> Paragraph | None:
    """Give the warning of numbness that is drawn on the saddle; None if there is none."""
    found = covers_of(knowledge, state.drawing)
    return None if found is None else drawing_warning(knowledge, found.saddle_cm2, tr)


def _of_lesion(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> Iterator[SheetAlarm]:
    lesion = shown_lesion(state, knowledge)
    flag = knowledge.red_flags.get(lesion.red_flag) if lesion is not None and lesion.red_flag is not None else None
    if flag is not None:
        yield SheetAlarm(flag.urgency, tr(URGENT_ACTIONS[flag.urgency]), flag.text)


def _of_drawing(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> Iterator[SheetAlarm]:
    numb = numb_drawn(state, knowledge, tr)
    if numb is not None:
        yield SheetAlarm("emergency", tr(ACTS["emergency"]), numb.text)


def _of_signs(state: ViewState, knowledge: Knowledge, tr: Catalogue) -> Iterator[SheetAlarm]:
    """Write signs of one urgency in one warning, those that count only if they are new in the next."""
    warnings = result_of(state.examination, knowledge, state.symptoms, tr.language).warnings
    for urgency, act in ACTS.items():
        met = [warned for warned in warnings if warned.urgency == urgency]
        sure = [knowledge.symptoms[warned.key].text for warned in met if not warned.found]
        found = [_found(warned, knowledge, tr) for warned in met if warned.found]
        acts = [(tr(act), ". ".join(sure))] if sure else []
        acts += [(tr(ACTS_IF_NEW[urgency]), signs) for signs in found]
        # How to act is said once.
        how = "".join(dict.fromkeys(f" {_how(warned, knowledge)}" for warned in met))
        for number, (lead, signs) in enumerate(acts):
            yield SheetAlarm(urgency, lead, f"{signs}.{how if number == 0 else ''}")


def _how(warned: Warned, knowledge: Knowledge) -> str:
    """Say what to do about a sign, or, if findings together are more urgent, about that urgency."""
    symptom = knowledge.symptoms[warned.key]
    key = symptom.explanation[0] if warned.urgency == symptom.urgency else f"{warned.urgency}-act"
    return knowledge.claims[key].text


def _found(warned: Warned, knowledge: Knowledge, tr: Catalogue) -> str:
    """Write what raises a warning: the findings with their side; of both legs, the sign itself."""
    if warned.key in (BOTH_LEGS, BOTH_LEGS_PAIN):
        return knowledge.symptoms[warned.key].text
    signs = []
    sides: tuple[SideChoice, ...] = (*SIDES[::-1], "both")
    for side in sides:
        found = [(entry.key, entry.grade) for entry in warned.found if entry.side == side]
        if found:
            listed = listed_findings(found, knowledge, tr)
            signs.append(listed if side == "both" else f"{listed}, {tr(WITHIN[side])}")
    return "; ".join(signs)
