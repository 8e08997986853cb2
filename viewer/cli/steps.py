"""The command ``steps``: what explains a view step by step, and one step of it for ``snapshot``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotations.model import Audience
from viewer.appearance.citing import PROVENANCE
from viewer.explain.steps import Step, steps_of
from viewer.explain.tours import tour_steps, tours
from viewer.files.errors import InputError, one_of
from viewer.i18n.catalogue import Catalogue, catalogue
from viewer.state.view_state import ViewState

from .asking import asked_knowledge, asked_view, read_audience
from .printing import print_answer

if TYPE_CHECKING:
    from annotations.model import Knowledge


def steps(arguments: argparse.Namespace) -> int:
    """Print the steps that explain a view, or those of a tour."""
    audience = read_audience(arguments.audience)
    knowledge = asked_knowledge(arguments)
    state = asked_view(arguments, knowledge)
    answer = steps_answer(asked_steps(arguments, state, knowledge), audience, knowledge)
    return print_answer(answer, arguments.json, partial(steps_lines, tr=catalogue(state.language)))


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


def steps_answer(steps: Sequence[Step], audience: Audience, knowledge: Knowledge) -> dict[str, object]:
    """Answer ``steps`` as a JSON-able object (its form is in docs/data-format.md).

    Parameters
    ----------
    steps : sequence of Step
        Of an explanation or a tour.
    audience : {"patient", "student", "physician"}
        Who is told.
    knowledge : Knowledge
        For the sources in full.
    """
    told = [step.passage(audience) for step in steps]
    keys = dict.fromkeys(key for passage in told for key in passage.sources)
    return {
        "audience": audience,
        "steps": [
            {
                "key": step.key,
                "name": step.name,
                "text": passage.text,
                "urgent": step.urgent,
                "provenance": passage.provenance,
                "sources": list(passage.sources),
                "view": step.state.view,
                "layers": sorted(step.state.layers),
                "named": list(step.state.named or ()),
                "path": step.state.path,
            }
            for step, passage in zip(steps, told, strict=True)
        ],
        "sources": {key: knowledge.sources[key].named for key in keys},
    }


def steps_lines(answer: Mapping[str, object], tr: Catalogue) -> list[str]:
    """Write the answer of :func:`steps_answer` as lines of text: the steps, then their sources."""
    steps, sources = answer["steps"], answer["sources"]
    assert isinstance(steps, list)
    assert isinstance(sources, dict)
    lines = []
    for number, step in enumerate(steps, start=1):
        marked = tr(PROVENANCE[step["provenance"]])
        cited = " ".join(f"[{key}]" for key in step["sources"])
        lines += [f"{number}. {step['name']} ({step['view']})", f"   {step['text']}{f' ({marked})' if marked else ''}"]
        lines += [f"   {cited}"]
    return [*lines, "", *(f"[{key}] {citation}" for key, citation in sources.items())]
