"""What the panel says of several picks together: how the roots stand, and what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from annotations import Knowledge
from annotations.model import Audience
from meshes.body import Structure
from viewer.explain.support import STANDS, support_paragraphs
from viewer.i18n.catalogue import LANGUAGES
from viewer.resolve.resolve import resolve
from viewer.state.view_state import PickedSymptom, ViewState


def said(knowledge: Knowledge, *keys: str, audience: Audience = "student", **fields: Any) -> list[str]:
    state = ViewState(symptoms=tuple(PickedSymptom(key) for key in keys), audience=audience, **fields)
    return [paragraph.text for paragraph in support_paragraphs(state, knowledge)]


def test_learners_read_how_the_roots_stand_once_there_is_something_to_weigh(knowledge: Knowledge) -> None:
    first, last = said(knowledge, "sudden-foot-drop", "weak-big-toe-lift")
    assert first == STANDS["strong"].format(where="on the patient's right", roots="L5")
    assert last == STANDS["weak"].format(where="on the patient's right", roots="L4")
    assert said(knowledge, "weak-big-toe-lift") == []
    assert said(knowledge, "sudden-foot-drop", "weak-big-toe-lift", audience="patient") == []


@pytest.mark.parametrize("audience", ["patient", "student", "physician"])
def test_everybody_is_told_of_two_things_without_one_cause(audience: Audience, knowledge: Knowledge) -> None:
    (first, *_) = said(knowledge, "stiff-jumpy-legs", "knee-jerk-weak", audience=audience)
    assert "do not easily have one cause" in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_every_language(language: str, knowledge: Knowledge, structures: Mapping[str, Structure]) -> None:
    for keys in (("numb-outer-foot", "knee-jerk-weak", "weak-lift-thigh"), ("weak-lift-foot", "weak-big-toe-lift")):
        state = ViewState(symptoms=tuple(PickedSymptom(key) for key in keys), audience="student", language=language)
        english = {paragraph.text for paragraph in support_paragraphs(replace(state, language="en"), knowledge)}
        shown = [paragraph.text for paragraph in resolve(state, knowledge, structures).panel.paragraphs]
        assert english
        assert not english & set(shown)
        assert not any(" and " in text for text in shown if "L4" in text and "S1" in text)


def test_each_sentence_cites_what_it_rests_on(knowledge: Knowledge) -> None:
    picks = tuple(PickedSymptom(key) for key in ("numb-outer-foot", "knee-jerk-weak", "stiff-jumpy-legs"))
    for paragraph in support_paragraphs(ViewState(symptoms=picks, audience="physician"), knowledge):
        assert paragraph.sources
        assert set(paragraph.sources) <= set(knowledge.sources)
