"""Guided tours: sound as shipped, told in every language, and wrong files answered with a sentence."""

from __future__ import annotations

import pytest

from annotations import load
from viewer.examination.patterns import LOWEST
from viewer.examination.warning_signs import BOTH_LEGS_PAIN
from viewer.explain.alarm import alarms
from viewer.explain.tours import Tour, messages, read_tour, tour_problems, tour_steps, tours
from viewer.files.errors import InputError
from viewer.i18n.catalogue import LANGUAGES, UNTRANSLATED, catalogue
from viewer.search.finding import warnings_meant
from viewer.state.audience import AUDIENCES
from viewer.state.view_state import ViewState

GOOD = """
schema_version = 1
[tour]
title = "A"
[[steps]]
name = "one"
says = ["claims.keep-moving"]
[steps.state]
root = "L5"
"""


def test_the_shipped_tours_are_sound() -> None:
    assert tour_problems(load()) == []
    assert len(tours()) >= 4


@pytest.mark.parametrize("tour", tours().values(), ids=lambda tour: tour.key)
def test_a_tour_keeps_who_looks_and_tells_everybody(tour: Tour) -> None:
    state = ViewState(side="left", audience="student", language="es", body="female", root="S1", path=True)
    for step in tour_steps(tour, state, load()):
        shown = step.state
        assert (shown.side, shown.audience, shown.language, shown.body) == ("left", "student", "es", "female")
        assert all(pick.side in ("left", "both") for pick in shown.symptoms)
        for audience in AUDIENCES:
            assert step.passage(audience).text


@pytest.mark.parametrize("tour", tours().values(), ids=lambda tour: tour.key)
def test_patients_are_told_in_their_language(tour: Tour) -> None:
    english = tour_steps(tour, ViewState(), load())
    for language in LANGUAGES:
        for ours, theirs in zip(english, tour_steps(tour, ViewState(language=language), load()), strict=True):
            assert ours.passage("patient").text != theirs.passage("patient").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_tour_is_translated(language: str) -> None:
    for context, text in messages():
        assert not catalogue(language).of(context, text).startswith(UNTRANSLATED), context


def test_what_is_urgent_shows_its_warning() -> None:
    urgent = [step for tour in tours().values() for step in tour_steps(tour, ViewState(), load()) if step.urgent]
    assert len(urgent) >= 2
    assert all(alarms(step.state, load()) for step in urgent)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("tour", tours().values(), ids=lambda tour: tour.key)
def test_every_tour_begins_with_all_early_signs_for_every_reader(tour: Tour, language: str) -> None:
    first = tour_steps(tour, ViewState(language=language), load())[0]
    assert first.urgent
    for audience in AUDIENCES:
        lines = first.passage(audience).text.splitlines()
        meant = {sign for line in lines for sign in warnings_meant(line)}
        assert {*LOWEST, BOTH_LEGS_PAIN, "both-legs-weak"} <= meant


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_in_a_translated_tour(language: str) -> None:
    for tour in tours().values():
        for step in tour_steps(tour, ViewState(language=language), load()):
            for audience in AUDIENCES:
                assert UNTRANSLATED.strip() not in step.passage(audience).text, (tour.key, step.key, audience)


def test_a_good_tour_is_read() -> None:
    tour = read_tour("a", GOOD, "a.toml")
    warning, step = tour_steps(tour, ViewState(), load())
    assert warning.urgent
    assert step.state.root == "L5"
    assert step.passage("physician").sources == load().claims["keep-moving"].sources


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema_version = 1", "schema_version = 2", "schema_version"),
        ('title = "A"', "", "title is missing"),
        ('title = "A"', 'title = "A"\nes = "C"', "es is no longer read"),
        ('root = "L5"', 'rot = "L5"', "rot"),
        ('root = "L5"', "layers = 3", "layers"),
        ('says = ["claims.keep-moving"]', "", "says nothing"),
        ('says = ["claims.keep-moving"]', 'says = "claims.keep-moving"', "not a list"),
        ('name = "one"', 'name = "one"\nnoise = 1', "noise"),
        ('name = "one"', 'name = "one"\nde_text = "eins"', "viewer/i18n/locale"),
        ("[tour]", "[tour", "not valid TOML"),
    ],
)
def test_a_wrong_tour_is_answered_with_a_sentence(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=r"a\.toml") as error:
        read_tour("a", GOOD.replace(old, new), "a.toml")
    assert said in str(error.value)


@pytest.mark.parametrize("record", ["claims.never-written", "roots.L4", "keep-moving"])
def test_an_unknown_record_is_named(record: str) -> None:
    tour = read_tour("a", GOOD.replace("claims.keep-moving", record), "a.toml")
    with pytest.raises(InputError):
        tour_steps(tour, ViewState(), load())
