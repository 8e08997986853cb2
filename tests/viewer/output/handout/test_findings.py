"""What the hand-out takes from an examination: warnings always, findings where wished; counted, on one page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from annotations.load import load
from annotations.model import Knowledge
from annotations.reading import PATIENT_GRADE, grade
from viewer.examination.for_and_against import read_sides
from viewer.examination.items import GRADES, NORMAL, read_entries, rest_normal
from viewer.i18n.catalogue import ENGLISH, LANGUAGES, UNTRANSLATED, catalogue
from viewer.i18n.language import in_language
from viewer.output.handout import handout
from viewer.output.handout.alarms import ACTS
from viewer.output.handout.content import HandoutContent, handout_content
from viewer.output.handout.findings import GRADES as GRADE_WORDS
from viewer.output.handout.findings import MOST_FINDINGS
from viewer.output.handout.handout import PAPERS, fitting_sizes
from viewer.state.view_state import PickedSymptom, ViewState

DAY = date(2026, 3, 7)
L4 = (
    "quadriceps:right=4",
    "patellar-reflex:right=1",
    "patellar-reflex:left=2",
    "pin-prick-l4:right=0",
    "crossed-femoral-stretch:right=positive",
)
CAUDA = (
    "saddle-numbness=yes",
    "bladder-bowel-change=yes",
    "calf:both=3",
    "achilles-reflex:both=0",
    "pin-prick-s1:both=0",
)
FEMORAL = (
    "iliopsoas:right=4",
    "quadriceps:right=2",
    "patellar-reflex:right=0",
    "pin-prick-l3:right=1",
    "femoral-stretch:right=+",
)
"""Each a picture that physicians know."""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def told(knowledge: Knowledge, *words: str, language: str = "en", **fields: object) -> HandoutContent:
    state = ViewState(examination=read_entries(words, knowledge), findings_told=True)
    return handout_content(replace(state, **fields), knowledge, language, DAY)  # type: ignore[arg-type]


def test_findings_stand_there_only_where_they_are_wished(knowledge: Knowledge) -> None:
    assert told(knowledge, *L4).findings
    assert not told(knowledge, *L4, findings_told=False).findings
    assert not told(knowledge).findings


def test_findings_are_told_in_words_with_their_side(knowledge: Knowledge) -> None:
    lines = dict(told(knowledge, *L4).findings)
    assert lines["Right side"] == (
        "straightening the knee: a little weak (4 of 5); pin prick at the inner ankle: not felt (0 of 2); "
        "knee jerk: low; front thigh stretch of the other leg: sign found."
    )
    assert lines["Left side"] == "Checks: 1, all normal."


def test_what_is_alike_on_both_sides_is_said_once(knowledge: Knowledge) -> None:
    lines = dict(told(knowledge, "pin-prick-s1:both=1", "calf:both=5", "quadriceps:left=4").findings)
    assert lines["Both sides"] == "pin prick on the outer side of the heel: felt in a changed way (1 of 2)."
    assert lines["Right side"] == "Otherwise normal: 1."
    assert lines["Left side"].startswith("straightening the knee: a little weak (4 of 5). Otherwise normal: 1.")


def test_counts_are_those_of_the_examination_and_no_probability(knowledge: Knowledge) -> None:
    content = told(knowledge, *L4)
    (side,) = [side for side in read_sides(read_entries(L4, knowledge), knowledge) if side.lost]
    counted = dict(content.findings)["For and against each nerve root, counted"]
    for root in side.roots:
        said = f"{root.root} ({root.count('for')} for, {root.count('against')} against)"
        assert (said in counted) == bool(root.count("for"))
    assert "does not say how likely" in counted
    assert "%" not in " ".join(text for _, text in content.findings)
    assert any("Suri" in line for line in content.sources if line.startswith("Findings and roots"))


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
@pytest.mark.parametrize("wished", [True, False])
def test_severe_weakness_raises_its_warning_on_the_sheet(knowledge: Knowledge, language: str, wished: bool) -> None:
    content = told(knowledge, "tibialis-anterior:left=3", language=language, findings_told=wished)
    (alarm,) = content.alarms
    known, tr = in_language(knowledge, language), catalogue(language)
    assert alarm.urgency == "same-day"
    assert alarm.act == tr("See a doctor today, if this is new or gets worse")
    assert known.examination["tibialis-anterior"].plain_name in alarm.text
    assert tr("left side") in alarm.text
    assert known.claims["same-day-act"].text in alarm.text


def test_every_sign_that_is_answered_yes_is_told_with_its_urgency(knowledge: Knowledge) -> None:
    for key, symptom in knowledge.symptoms.items():
        if symptom.urgency is not None:
            word = f"{key}:right=yes" if symptom.sided else f"{key}=yes"
            (alarm,) = told(knowledge, word, findings_told=False).alarms
            assert symptom.text in alarm.text
            assert (alarm.urgency, alarm.act) == (symptom.urgency, ACTS[symptom.urgency])


def test_the_most_urgent_comes_first_and_what_to_do_is_said_once(knowledge: Knowledge) -> None:
    content = told(knowledge, *CAUDA)
    assert [alarm.urgency for alarm in content.alarms] == ["emergency", "emergency", "same-day"]
    assert "Numb skin between the legs" in content.alarms[0].text
    assert "New trouble passing" in content.alarms[0].text
    everything = " ".join(alarm.line for alarm in content.alarms)
    assert everything.count(knowledge.claims["emergency-act"].text) == 1
    assert not content.sentences


def test_clonus_is_told_as_what_was_found(knowledge: Knowledge) -> None:
    (alarm,) = told(knowledge, "patellar-reflex:right=4", findings_told=False).alarms
    assert alarm.line.startswith("See a doctor within days, if this is new or gets worse: knee jerk: very lively")


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_what_to_do_is_said_as_of_what_stands_together(knowledge: Knowledge, language: str) -> None:
    acts = in_language(knowledge, language).claims
    for words, urgency in (
        (("plantar-response:right=up",), "urgent"),
        (("plantar-response:right=up", "tibialis-anterior:right=4"), "same-day"),
        (("plantar-response:both=up",), "emergency"),
    ):
        content = told(knowledge, *words, language=language)
        (alarm,) = content.alarms
        assert alarm.urgency == urgency
        assert [key for key in ("emergency", "same-day", "urgent") if acts[f"{key}-act"].text in alarm.text] == [
            urgency
        ]


def test_every_item_and_grade_has_words_in_every_language(knowledge: Knowledge) -> None:
    for language in (ENGLISH, *LANGUAGES):
        known = in_language(knowledge, language)
        for key, item in known.examination.items():
            assert item.plain_name
            assert language == "en" or item.plain_name != knowledge.examination[key].plain_name
            for grade_ in GRADES[item.graded_by]:
                if grade_ not in (NORMAL[item.graded_by], "NT"):
                    assert not catalogue(language)(GRADE_WORDS[item.graded_by][grade_]).startswith(UNTRANSLATED)


def test_long_lists_are_cut_and_counted(knowledge: Knowledge) -> None:
    many = [f"{key}:right=4" for key, item in knowledge.examination.items() if item.group == "strength"]
    many += [f"{key}:right=1" for key in knowledge.examination if key.startswith("pin-prick")]
    text = dict(told(knowledge, *many).findings)["Right side"]
    assert f"{len(many) - MOST_FINDINGS} more." in text


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
@pytest.mark.parametrize("words", [L4, CAUDA, FEMORAL], ids=["l4", "cauda", "femoral"])
def test_one_page_stays_one_page_with_room_for_notes(
    knowledge: Knowledge, language: str, words: tuple[str, ...]
) -> None:
    entries = rest_normal(read_entries(words, knowledge), knowledge)
    picks = () if words is CAUDA else (PickedSymptom("pain-inner-shin", "right"),)
    state = ViewState(examination=entries, findings_told=True, symptoms=picks)
    content = handout_content(state, knowledge, language, DAY)
    for paper in PAPERS:
        assert handout._Page(content, paper, fitting_sizes(content, paper)).room >= handout.NOTES_LEAST


def test_the_words_are_easy(knowledge: Knowledge) -> None:
    for words in (L4, CAUDA, FEMORAL):
        content = told(knowledge, *words)
        for line in (*(alarm.line for alarm in content.alarms), *(text for _, text in content.findings)):
            # A list is read item by item, as if each ended with a full stop.
            assert grade(re.sub(r"[;:,] ", ". ", line)) <= PATIENT_GRADE, line


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
def test_the_fullest_sheet_overlaps_nothing(knowledge: Knowledge, language: str) -> None:
    """All muscles weak and all skin dull on both sides beside the four longest symptoms: the text shrinks."""
    weak = [f"{key}:both=3" for key, item in knowledge.examination.items() if item.group == "strength"]
    dull = [f"{key}:left=1" for key in knowledge.examination if key.startswith("pin-prick")]
    longest = sorted(knowledge.symptoms.values(), key=lambda symptom: -len(symptom.text))
    picks = tuple(PickedSymptom(symptom.key) for symptom in longest[:4])
    content = told(knowledge, *weak, *dull, language=language, symptoms=picks)
    for paper in PAPERS:
        assert handout._Page(content, paper, fitting_sizes(content, paper)).room >= 0.0
