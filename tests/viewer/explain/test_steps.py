"""An explanation in steps: every root, symptom and scene is told, with sources, plainly, and never over a warning."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations import load
from annotations.model import PROVENANCES, Knowledge
from annotations.reading import grade
from viewer.cli.main import main
from viewer.explain.alarm import alarms
from viewer.explain.checking_views import check_state
from viewer.explain.steps import explainable, steps_of
from viewer.spine.ways import EXAMPLE_ROOTS, NERVES, ways_of
from viewer.state.audience import AUDIENCES
from viewer.state.store import Store
from viewer.state.view_state import ALL_ROOTS, PickedSymptom, ViewState

KNOWLEDGE = load()
ROOTS = [ViewState(root=root) for root in KNOWLEDGE.roots]
SYMPTOMS = [ViewState(symptoms=(PickedSymptom(key, "left"),), side="left") for key in KNOWLEDGE.symptoms]
SCENES = [ViewState(scene=key) for key in KNOWLEDGE.scenes]
EVERYTHING = [*ROOTS, *SYMPTOMS, *SCENES]


def name(state: ViewState) -> str:
    return state.scene or (state.symptoms[0].key if state.symptoms else str(state.root))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


@pytest.mark.parametrize("state", EVERYTHING, ids=name)
def test_all_steps_are_sound(state: ViewState, knowledge: Knowledge) -> None:
    steps = steps_of(state, knowledge)
    assert steps
    assert len({step.key for step in steps}) == len(steps)
    for step in steps:
        check_state(step.state, knowledge)
        assert step.name
        for audience in AUDIENCES:
            passage = step.passage(audience)
            assert passage.text.strip()
            assert passage.text[-1] in ".!?"
            assert passage.sources, f"{step.key} for {audience} cites nothing"
            assert set(passage.sources) <= set(knowledge.sources)
            assert passage.provenance in PROVENANCES
        assert grade(step.passage("patient").text) <= 6.0, step.passage("patient").text


@pytest.mark.parametrize("state", [s for s in EVERYTHING if ways_of(s, KNOWLEDGE)], ids=name)
def test_what_lights_a_root_is_told_from_the_spine_to_its_meaning(state: ViewState, knowledge: Knowledge) -> None:
    keys = [step.key for step in steps_of(state, knowledge)]
    assert 4 <= len(keys) <= 7
    if keys[0] == "warning":
        keys = keys[1:]
    assert keys[0] == "spine"
    assert "nerve" in keys
    assert keys[-1] == "meaning"


@pytest.mark.parametrize("state", [s for s in EVERYTHING if alarms(s, KNOWLEDGE)], ids=name)
def test_a_warning_comes_first_and_stays_in_every_picture(state: ViewState, knowledge: Knowledge) -> None:
    steps = steps_of(state, knowledge)
    assert steps[0].key == "warning"
    assert steps[0].urgent
    for step in steps:
        assert alarms(step.state, knowledge) == alarms(state, knowledge)


def test_the_way_of_l4_is_femoral_then_saphenous(knowledge: Knowledge) -> None:
    (way,) = ways_of(ViewState(), knowledge)
    assert way.named == ("femoral_nerve", "saphenous_nerve")
    assert way.parts[:3] == ("rootlets_l4", "posterior_root_l4", "spinal_ganglion_l4")
    weak = ViewState(symptoms=(PickedSymptom("weak-lift-foot", "both"),))
    ways = ways_of(weak, knowledge)
    assert {way.side for way in ways} == {"left", "right"}
    assert all(way.motor and "anterior_root_l4" in way.parts for way in ways)


def test_steps_look_where_they_tell_of(knowledge: Knowledge) -> None:
    steps = {step.key: step for step in steps_of(ViewState(root="L3"), knowledge)}
    assert steps["spine"].state.view == "lumbar"
    assert (steps["gap"].state.view, steps["gap"].state.level) == ("lumbar-back", "l3_l4")
    assert steps["nerve"].state.path
    assert "femoral_nerve" in (steps["nerve"].state.named or ())
    assert "muscles" in steps["muscles"].state.layers
    assert steps["skin"].state.skin_opacity == 1.0


def test_patients_hear_of_the_last_nerve_of_a_way_too(knowledge: Knowledge) -> None:
    seen = set()
    for symptom in ("numb-inner-shin", "weak-lift-thigh"):
        state = ViewState(symptoms=(PickedSymptom(symptom),))
        (way,) = {way.named for way in ways_of(state, knowledge)[:1]}
        nerve = next(step for step in steps_of(state, knowledge) if step.key == "nerve")
        assert ("Farther on they run in" in nerve.texts["patient"].text) == (len(way) > 1)
        seen.add(len(way) > 1)
    assert seen == {True, False}


def test_reader_language_body_and_side_stay(knowledge: Knowledge) -> None:
    state = ViewState(root="L5", side="left", language="de", audience="student", body="female", skin_tone="tone-4")
    for step in steps_of(state, knowledge):
        kept = step.state
        assert (kept.side, kept.language, kept.audience) == ("left", "de", "student")
        assert (kept.body, kept.skin_tone) == ("female", "tone-4")


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("state", EVERYTHING, ids=name)
def test_patients_are_told_in_their_language(state: ViewState, language: str, knowledge: Knowledge) -> None:
    english = steps_of(state, knowledge)
    other = steps_of(replace(state, language=language), knowledge)
    assert [step.key for step in other] == [step.key for step in english]
    for ours, theirs in zip(english, other, strict=True):
        assert ours.name != theirs.name or language == "de"
        mine, yours = ours.passage("patient").text, theirs.passage("patient").text
        for sentence in mine.split(". "):
            assert len(sentence) < 12 or sentence not in yours, f"{sentence!r} is still English"


@pytest.mark.parametrize("state", [ViewState(root=ALL_ROOTS), ViewState(root=None)])
def test_nothing_to_explain(state: ViewState, knowledge: Knowledge) -> None:
    assert not explainable(state, knowledge)
    assert steps_of(state, knowledge) == ()


def test_what_the_code_names_is_in_the_data(knowledge: Knowledge) -> None:
    for root, nerves in NERVES.items():
        assert all(root in knowledge.nerves[nerve].roots for nerve in nerves)
    for root, muscle in EXAMPLE_ROOTS.items():
        assert root in knowledge.muscles[muscle].roots


def test_the_command_prints_the_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["steps", "--symptom", "numb-inner-shin:left", "--audience", "physician", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [step["key"] for step in answer["steps"]] == ["spine", "gap", "nerve", "muscles", "skin", "meaning"]
    assert all(key in answer["sources"] for step in answer["steps"] for key in step["sources"])
    assert main(["steps", "--tour", "l4-in-five-minutes", "--language", "de"]) == 0
    assert "Haut" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--root", "all"], "nothing is lit"), (["--tour", "x"], "l4-in-five-minutes"), (["--audience", "x"], "student")],
)
def test_wrong_words_are_answered_with_a_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["steps", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_what_is_shown_for_a_while_leaves_no_trace() -> None:
    store = Store(ViewState())
    store.update(root="L5")
    before = store.state
    store.show(ViewState(root="S1"), over=before)
    store.show(ViewState(root="S2"), over=before)
    store.update(map="lee")
    store.undo()
    assert store.state == before
    store.undo()
    assert store.state == ViewState()
    store.redo()
    assert store.state == before


@pytest.mark.gl
def test_a_picture_of_one_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "step.png")
    words = ["snapshot", "-o", target, "--symptom", "numb-inner-shin", "--size", "200x200"]
    assert main([*words, "--step", "9"]) == 2
    assert "5 Skin" in capsys.readouterr().err
    assert main([*words, "--step", "5"]) == 0
    assert (tmp_path / "step.png").stat().st_size > 2000


@pytest.mark.parametrize("state", [s for s in SYMPTOMS if KNOWLEDGE.symptoms[s.symptoms[0].key].lights_pain], ids=name)
def test_pain_that_may_leave_the_map_is_always_told_to_patients(state: ViewState, knowledge: Knowledge) -> None:
    texts = " ".join(step.passage("patient").text for step in steps_of(state, knowledge))
    assert "does not follow the map" in texts or "does not keep to this path" in texts or "did follow the map" in texts
