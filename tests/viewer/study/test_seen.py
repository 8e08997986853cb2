"""What a question is about can be seen, and pointed at, in the picture that it sets: by rays, as the pointer does."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest

import light_body
from annotations import load
from meshes.body import Body
from viewer.output.snapshot import drawing
from viewer.resolve.resolve import resolve
from viewer.state.view_state import ViewState
from viewer.study.items import items
from viewer.study.question import Question, asked_state
from viewer.study.questions import Asker
from viewer.study.spots import spots

KNOWLEDGE = load()
SIZE = (720, 800)
SEEDS = 500
TRIES = 260
"""Spots of a structure that rays are shot at."""


@pytest.fixture(scope="module")
def body() -> Body:
    return light_body.body()


@pytest.fixture(scope="module")
def asked(body: Body) -> list[Question]:
    """Questions of 500 seeds, one for each picture: side, view and what is drawn."""
    every = items(KNOWLEDGE, body.structures)
    asker = Asker(KNOWLEDGE, body.structures)
    found = {}
    for seed in range(SEEDS):
        question = asker.ask(random.Random(seed).choice(every), seed)
        found[question.target or question.place, question.view, question.layers, question.hidden] = question
    return list(found.values())


def seen(body: Body, questions: list[Question]) -> Iterator[tuple[Question, bool]]:
    """Shoot rays at what each question is about, in one scene."""
    with drawing(ViewState(body="atlas"), SIZE, KNOWLEDGE, body) as (scene, plotter, _):
        for question in questions:
            state = asked_state(question, ViewState(body="atlas"))
            scene.apply(resolve(state, KNOWLEDGE, body.structures))
            plotter.render()
            if question.target is not None:
                points = body.part(question.target).vertices
            else:
                assert question.place is not None
                points = np.array([scene.place_xyz(question.place)])
            step = max(1, len(points) // TRIES)
            yield question, any(hit(scene, plotter, question, point) for point in points[::step])


def hit(scene: object, plotter: object, question: Question, point: np.ndarray) -> bool:
    """Say whether the pointer over a point of the structure, or of the skin, finds it."""
    from typing import Any

    from vtkmodules.vtkRenderingCore import vtkCoordinate

    one: Any = scene
    coordinate = vtkCoordinate()
    coordinate.SetCoordinateSystemToWorld()
    coordinate.SetValue(*(float(value) for value in point))
    x, y = coordinate.GetComputedDoubleDisplayValue(plotter.renderer)[:2]  # type: ignore[attr-defined]
    if not (0 <= x < SIZE[0] and 0 <= y < SIZE[1]):
        return False
    found = one.pick(x, y)
    if found is None:
        return False
    if question.target is not None:
        return bool(found.key == question.target)
    # The marked skin itself, not skin that hides it.
    return found.place is not None and float(np.linalg.norm(np.array(found.xyz) - point)) < 15.0


@pytest.mark.gl
def test_parts_that_are_asked_about_are_seen(asked: list[Question], body: Body) -> None:
    parts = [question for question in asked if question.target is not None]
    assert len(parts) > 150
    hidden = [f"{q.item.key} {q.side} in {q.view}" for q, found in seen(body, parts) if not found]
    assert hidden == []


@pytest.mark.gl
def test_marked_skin_and_key_points_are_seen(asked: list[Question], body: Body) -> None:
    places = [question for question in asked if question.target is None and question.place is not None]
    assert len(places) > 40
    hidden = [f"{q.item.key} {q.side} in {q.view}" for q, found in seen(body, places) if not found]
    assert hidden == []


@pytest.mark.gl
def test_skin_of_a_root_that_is_sought_is_seen(body: Body) -> None:
    every = [item for item in items(KNOWLEDGE, body.structures) if item.kind in ("find-skin", "draw")]
    asker = Asker(KNOWLEDGE, body.structures)
    for item in every:
        question = asker.ask(item, 1)
        # Some place that most maps give to the root lies before the camera, on either leg.
        here = [spot.place for spot in spots(KNOWLEDGE).values() if spot.main_root == item.subject]
        if not here:
            continue
        with drawing(asked_state(question, ViewState(body="atlas")), SIZE, KNOWLEDGE, body) as (scene, plotter, _):
            plotter.render()
            assert any(hit(scene, plotter, question, np.array(scene.place_xyz(place))) for place in here), item.key
