"""A hand-out of findings is about what the examination points to: title, side, text and pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from annotations.model import Knowledge
from viewer.examination.items import read_entries, rest_normal
from viewer.i18n.catalogue import ENGLISH, LANGUAGES, catalogue
from viewer.i18n.language import in_language
from viewer.output.handout.content import HandoutContent, handout_content
from viewer.output.handout.pictures import handout_pictures
from viewer.output.handout.subject import subject_of
from viewer.resolve.regions import lit_regions_of
from viewer.state.view_state import PickedSymptom, ViewState

DAY = date(2026, 3, 7)
FIBULAR = (
    "tibialis-anterior:left=1",
    "extensor-hallucis:left=1",
    "foot-everters:left=2",
    "pin-prick-l5:left=1",
)
"""Foot drop with weak eversion: L5, or the nerve at the knee."""
S1 = ("calf:left=4", "achilles-reflex:left=0", "achilles-reflex:right=2", "pin-prick-s1:left=1")
UNDECIDED = {
    "saddle": (*FIBULAR, "pin-prick-s4-5:left=1"),
    "long tracts": (*FIBULAR, "plantar-response:left=up"),
    "both sides": (*S1, "calf:right=4", "pin-prick-s1:right=1"),
    "no root stands strong": ("tibialis-anterior:left=4",),
}


def found(knowledge: Knowledge, *words: str) -> ViewState:
    """Make the state that an examination leaves: the cursor rests on its last item."""
    return ViewState(
        examination=read_entries(words, knowledge), findings_told=True, examining="pin-prick-s1:right", own_view=True
    )


def told(state: ViewState, knowledge: Knowledge, language: str) -> HandoutContent:
    return handout_content(state, knowledge, language, DAY)


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_root_side_look_alike_and_text_are_those_of_the_result(knowledge: Knowledge, language: str) -> None:
    tr, known = catalogue(language), in_language(knowledge, language)
    state = found(knowledge, *FIBULAR)
    content = told(state, knowledge, language)
    root, alike = content.titles
    left = tr("your left side")
    assert root == f"{tr('The {root} nerve root', root='L5')} ({left})"
    assert known.mimics["fibular-neuropathy"].name in alike
    # What spares all else is the nerve at the knee, and no other.
    spared = replace(state, examination=rest_normal(state.examination, knowledge))
    other_cause = tr("Or another cause: {name}", name=known.mimics["fibular-neuropathy"].name)
    assert told(spared, knowledge, language).titles[1] == other_cause
    assert content.starts == tr("Where the {root} nerve starts, from behind", root="L5")
    assert content.alarms
    assert not content.sentences  # the alarm and the pictures take the room
    assert not content.mismatch
    s1 = told(found(knowledge, *S1), knowledge, language)
    assert s1.titles[0] == f"{tr('The {root} nerve root', root='S1')} ({left})"
    assert known.roots["S1"].skin in " ".join(s1.sentences)


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
@pytest.mark.parametrize("findings", UNDECIDED.values(), ids=list(UNDECIDED))
def test_where_nothing_is_decided_no_root_is_named_or_drawn(
    knowledge: Knowledge, findings: tuple[str, ...], language: str
) -> None:
    content = told(found(knowledge, *findings), knowledge, language)
    assert content.titles == (catalogue(language)("What was examined"),)
    assert content.findings
    assert (content.felt, content.starts, content.skin, content.sentences) == ("", "", "", ())


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_a_look_alike_that_no_root_rivals_is_the_title(knowledge: Knowledge, language: str) -> None:
    state = found(knowledge, "quadriceps:left=4", "pin-prick-l2:left=1")
    state = replace(state, examination=rest_normal(state.examination, knowledge))
    content = told(state, knowledge, language)
    name = in_language(knowledge, language).mimics["femoral-neuropathy"].name
    assert content.titles == (f"{name} ({catalogue(language)('your left side')})",)
    assert (content.felt, content.starts) == ("", "")


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_pictures_show_the_result_and_never_what_was_tried_last(knowledge: Knowledge, language: str) -> None:
    state = replace(found(knowledge, *FIBULAR), language=language, view="sole")
    felt, near = (picture.state for picture in handout_pictures(state, knowledge))
    assert [one.examining for one in (felt, near)] == [None, None]
    assert set(lit_regions_of(felt, knowledge, ()).skin) == {("L5", "left")}
    assert felt.view == "outer-leg"
    assert near.view == "lumbar-back"
    # Nor where a symptom was picked, and the examination is beside the point.
    picked = replace(state, symptoms=(PickedSymptom("numb-inner-shin", "right"),), findings_told=False)
    assert [one.state.examining for one in handout_pictures(picked, knowledge)] == [None, None]
    assert handout_pictures(picked, knowledge)[1].state.view == "lumbar-back"


def test_what_was_picked_or_chosen_stays(knowledge: Knowledge) -> None:
    state = found(knowledge, *FIBULAR)
    for fields in (
        {"root": "S1"},
        {"symptoms": (PickedSymptom("numb-inner-shin", "right"),)},
        {"scene": "l4-on-l5-slip"},
        {"findings_told": False},
    ):
        asked = replace(state, **fields)
        subject = subject_of(asked, knowledge)
        assert not subject.follows
        assert subject.state == replace(asked, examining=None, own_view=False)


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_pain_is_spoken_of_only_where_a_roots_pain_is_shown(knowledge: Knowledge, language: str) -> None:
    def mismatch(key: str) -> str:
        return told(ViewState(symptoms=(PickedSymptom(key, "left"),)), knowledge, language).mismatch

    assert mismatch("pain-inner-shin")
    for key in ("calf-pain-walking-eases-standing", "weak-lift-foot", "sudden-foot-drop", "numb-outer-thigh"):
        assert not mismatch(key), key


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_over_weakness_stands_that_muscles_are_shown(knowledge: Knowledge, language: str) -> None:
    def heading(*keys: str) -> str:
        return told(ViewState(symptoms=tuple(PickedSymptom(key) for key in keys)), knowledge, language).felt

    tr = catalogue(language)
    assert heading("sudden-foot-drop") == heading("weak-lift-foot") == tr("Which muscles")
    assert heading("weak-lift-foot", "numb-inner-shin") == heading("numb-inner-shin") == tr("Where it is felt")


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_pictures_beside_findings_are_no_thumbnails(knowledge: Knowledge, language: str) -> None:
    from viewer.output.handout.handout import PAPERS, fitting_sizes

    for findings in (FIBULAR, S1):
        state = found(knowledge, *findings)
        state = replace(state, examination=rest_normal(state.examination, knowledge))
        content = told(state, knowledge, language)
        assert catalogue(language)("For and against each nerve root, counted") in dict(content.findings)
        for paper in PAPERS:
            # Four centimetres; without findings they are twice as high.
            assert fitting_sizes(content, paper).picture >= 115.0, paper
