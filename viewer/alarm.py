"""What must be done because of what the reader has told: one action, and the signs that call for it."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.model import Knowledge, Urgency

from .explain import action, drawing_alarm, warned
from .skin.saddle import SIGN
from .state import PickedSymptom, ViewState
from .warning_signs import warning_signs


@dataclass(frozen=True, slots=True)
class Alarm:
    """Never empty: without a warning sign there is no alarm."""

    urgency: Urgency
    action: str
    """One sentence, what to do."""
    names: tuple[str, ...]
    """The warning signs in plain words, the most urgent first."""


def alarm_of(state: ViewState, knowledge: Knowledge) -> Alarm | None:
    """Say what picked symptoms, a drawing and an examination call for; None where they hold no warning sign.

    Parameters
    ----------
    state : ViewState
        The reader's own: see :attr:`viewer.store.Store.own`.
    knowledge : Knowledge
        In the reader's language.
    """
    drawn = [PickedSymptom(SIGN, "both")] if drawing_alarm(state, knowledge) and SIGN in knowledge.symptoms else []
    signs = warning_signs(knowledge, [*warned(state, knowledge), *drawn])
    if not signs or signs[0].urgency is None:
        return None
    urgency = signs[0].urgency
    return Alarm(urgency, action(urgency, knowledge), tuple(sign.text for sign in signs))
