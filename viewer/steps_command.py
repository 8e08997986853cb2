"""The command ``steps``: the steps of an explanation or of a tour."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, cast, get_args

from annotations.model import Audience

from .errors import InputError, one_of
from .state import ViewState
from .steps import Step, steps_of
from .tours import tour_steps, tours

if TYPE_CHECKING:
    from annotations.model import Knowledge


def asked_steps(arguments: argparse.Namespace, state: ViewState, knowledge: Knowledge) -> tuple[Step, ...]:
    """Give the steps that are asked for.

    Raises
    ------
    InputError
        When a word is unknown, or nothing is lit that could be explained.
    """
    if arguments.tour is not None:
        return tour_steps(tours()[one_of("tour", arguments.tour, tours())], state, knowledge)
    found = steps_of(state, knowledge)
    if not found:
        raise InputError("nothing is lit that could be explained; one root, a symptom or a pinch scene is accepted")
    return found


def asked_step(arguments: argparse.Namespace, state: ViewState, knowledge: Knowledge) -> ViewState:
    """Give what one step shows.

    Raises
    ------
    InputError
        When there is no such step; the sentence says how many there are.
    """
    steps = steps_of(state, knowledge)
    word = arguments.step
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
    if not 1 <= number <= len(steps):
        told = ", ".join(f"{number} {step.name}" for number, step in enumerate(steps, start=1)) or "none for this view"
        raise InputError(f"there is no step {word}; accepted are {told}")
    return steps[number - 1].state


def asked_audience(arguments: argparse.Namespace) -> Audience:
    """Read who is told.

    Raises
    ------
    InputError
        When it is none of the three.
    """
    return cast("Audience", one_of("audience", arguments.audience, get_args(Audience)))
