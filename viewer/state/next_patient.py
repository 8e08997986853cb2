"""What of a state belongs to the patient at hand, and the state in which the next one finds the desk."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from .settings import REMEMBERED
from .view_state import BODY_FIELDS, ViewState

KEPT: Final = (*REMEMBERED, "backdrop")
"""Fields that stay: the reader, the language and the colours are those of whoever uses the program."""
WORK: Final = ("symptoms", "scene", "drawing", "examination", "hidden", "isolated", *BODY_FIELDS, "skin_tone")
"""Fields that took work: it is asked before they go, if no file has them."""


def for_next_patient(state: ViewState) -> ViewState:
    """Give the state of a fresh start with the same reader, language and colours."""
    return ViewState(**{name: getattr(state, name) for name in KEPT})


def has_work(state: ViewState, saved: ViewState | None) -> bool:
    """Say whether a state holds work that would be lost.

    Parameters
    ----------
    state : ViewState
    saved : ViewState, optional
        What a file has: the view that was saved or opened last.
    """
    return all(_work(state) != _work(other) for other in (for_next_patient(state), saved) if other is not None)


def _work(state: ViewState) -> tuple[object, ...]:
    return tuple(getattr(state, field.name) for field in fields(state) if field.name in WORK)
