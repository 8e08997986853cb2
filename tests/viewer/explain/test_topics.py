"""Questions people ask: reachable from the command line and the window, told to each reader, warnings first."""

import json
import re
from collections.abc import Iterator
from typing import cast, get_args

import pytest

from annotations import load
from annotations.model import Audience
from annotations.reading import PATIENT_GRADE, grade
from viewer.appearance.citing import PROVENANCE
from viewer.cli import main as cli
from viewer.examination.patterns import LOWEST
from viewer.examination.warning_signs import BOTH_LEGS_PAIN
from viewer.explain.topics import (
    FIRST,
    GROUPS,
    grouped_signs,
    passage,
    topic_answer,
    topic_lines,
    topics_answer,
    topics_by_group,
    warning_lines,
)
from viewer.explain.urgent_actions import URGENT_ACTIONS
from viewer.i18n.catalogue import LANGUAGES, catalogue
from viewer.i18n.language import in_language, language_names
from viewer.search.finding import warnings_meant

ASKED = {
    "what-l4-affects": "knee",
    "symptoms-of-l4": "knee",
    "where-it-radiates": "calf",
    "will-it-get-better": "weeks to months",
    "signs-it-may-not-heal": "weak",
    "exercise": "first step",
    "manual-therapy": "plan with exercise",
    "heat-and-cold": "Never put heat or ice on numb skin",
    "habits": "days",
    "pain-medicine": "pills",
    "injection": "short time",
    "surgery": "At once, if bladder, bowel or saddle feeling change",
    "rest-or-move": "Bed rest does not help",
}


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(["topic", *words])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("key", ASKED)
def test_every_question_of_the_patient_article_is_answered(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(capsys, key)
    assert (code, err) == (0, "")
    assert ASKED[key] in out
    assert out.startswith(f"! {load().care[FIRST].topic}")
    assert grade(load().care[key].text) <= PATIENT_GRADE


@pytest.mark.parametrize("language", language_names())
def test_what_cannot_wait_has_all_early_signs_and_every_emergency(language: str) -> None:
    """What is meant is found in the words themselves, as in the search: no wording is pinned."""
    known = in_language(load(), language)
    meant = {sign for line in warning_lines(known.care[FIRST]) for sign in warnings_meant(line)}
    emergencies = {key for key, symptom in known.symptoms.items() if symptom.urgency == "emergency"}
    assert {*LOWEST, BOTH_LEGS_PAIN} <= emergencies
    assert emergencies <= meant


@pytest.mark.parametrize("language", language_names())
def test_it_stands_uncut_over_every_topic_for_every_reader(language: str) -> None:
    known = in_language(load(), language)
    block = warning_lines(known.care[FIRST])
    for key in known.care:
        for audience in get_args(Audience):
            lines = topic_lines(topic_answer(known, key, audience, language))
            assert key == FIRST or lines[1 : len(block) + 1] == [f"  - {line}" for line in block], (key, audience)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_in_a_translated_topic(language: str) -> None:
    known = in_language(load(), language)
    english = {mark for mark in PROVENANCE.values() if mark} | {"FIRST", "[en]"}
    assert not {str(entry["title"]) for entry in topics_answer(known, language).values()} & set(GROUPS.values())  # type: ignore[index]
    for key in known.care:
        for audience in get_args(Audience):
            answer = topic_answer(known, key, audience, language)
            said = "\n".join(topic_lines(answer)[: -len(cast("dict[str, str]", answer["sources"]))])
            assert not [mark for mark in english if mark in said], (key, audience)
            assert not re.findall(r"\b(?:the|and|with|from|reported|recalled|not yet)\b", said), (key, audience)


def test_three_readers_read_three_texts(capsys: pytest.CaptureFixture[str]) -> None:
    for key in load().care:
        texts = set()
        for audience in ("patient", "student", "physician"):
            code, out, _ = answer(capsys, key, "--audience", audience, "--json")
            said = json.loads(out)
            assert code == 0
            assert said["sources"], key
            assert (said["warning"] is None) == (key == FIRST)
            texts.add(said["text"])
        assert len(texts) == 3, key


@pytest.mark.parametrize("language", language_names())
def test_what_cannot_wait_is_grouped_by_what_to_do(language: str) -> None:
    known = in_language(load(), language)
    lines = topic_lines(topic_answer(known, FIRST, "patient", language))
    signs = [symptom for symptom in known.symptoms.values() if symptom.urgency is not None]
    for symptom in signs:
        assert symptom.urgency is not None
        above = [line for line in lines[: lines.index(f"  - {symptom.text}")] if not line.startswith("  ")]
        assert above[-1] == f"{catalogue(language)(URGENT_ACTIONS[symptom.urgency])}:"
    assert known.care[FIRST].text not in lines


def test_no_rest_cure_and_weakness_is_urgent() -> None:
    topics = load().care
    assert "rest" not in topics["how-long-to-wait"].text.lower()
    assert "same day" in topics["how-long-to-wait"].text
    assert "same day" in topics["signs-it-may-not-heal"].text
    assert "grows weak" in topics[FIRST].text
    assert "6 to 12 weeks" in topics["surgery"].text


def test_the_list_puts_what_cannot_wait_first(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = answer(capsys)
    assert code == 0
    assert out.splitlines()[0] == GROUPS["urgent"]
    listed = json.loads(answer(capsys, "--json")[1])
    assert list(listed) == [group for group in GROUPS if group in topics_by_group(load())]
    assert {key for entry in listed.values() for key in entry["topics"]} == set(load().care)


def test_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Übungen und Physiotherapie" in answer(capsys, "exercise", "--language", "de")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sugery"], "unknown topic 'sugery' (did you mean surgery?)"),
        (["surgery", "--audience", "nurse"], "accepted are patient, student, physician"),
        (["surgery", "--language", "fr"], "accepted are en, de, es"),
    ],
)
def test_wrong_words_are_one_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_topic_without_another_text_gives_the_patients() -> None:
    from dataclasses import replace

    topic = replace(load().care["surgery"], student=None)
    assert passage(topic, "student").text == topic.text


@pytest.mark.qt
class TestTheDialog:
    @pytest.fixture
    def dialog(self) -> Iterator[object]:
        pytest.importorskip("pytestqt")
        from viewer.qt.app import make_application

        make_application()
        from viewer.qt.explain.topics_dialog import TopicsDialog

        made = TopicsDialog(load(), "patient")
        yield made
        made.close()

    def test_warnings_stand_above_and_the_answer_is_shown(self, dialog: object) -> None:
        from PySide6.QtWidgets import QFrame, QLabel

        from viewer.qt.explain.topics_dialog import KEY, TopicsDialog

        assert isinstance(dialog, TopicsDialog)
        frame = dialog.findChild(QFrame, "warning")
        assert isinstance(frame, QFrame)
        shown = " ".join(line.text() for line in frame.findChildren(QLabel))
        assert all(line in shown for line in warning_lines(load().care[FIRST]))
        dialog.show_topic("heat-and-cold")
        assert "numb skin" in dialog.page.toPlainText()
        assert "French" in dialog.page.toPlainText()
        dialog.audience.button("physician").click()
        assert "258 people" in dialog.page.toPlainText()
        keys = [dialog.topics.item(row).data(KEY) for row in range(dialog.topics.count())]
        assert {key for key in keys if key} == set(load().care)

    def test_what_cannot_wait_is_said_once_and_grouped(self, dialog: object) -> None:
        from PySide6.QtWidgets import QFrame

        from viewer.qt.explain.topics_dialog import TopicsDialog

        assert isinstance(dialog, TopicsDialog)
        dialog.show()
        frame = dialog.findChild(QFrame, "warning")
        assert isinstance(frame, QFrame)
        dialog.show_topic(FIRST)
        assert not frame.isVisible()
        page = dialog.page.toPlainText()
        places = [page.index(title) for title, _ in grouped_signs(load()).values()]
        assert places == sorted(places)
        assert {page.count(sign) for _, signs in grouped_signs(load()).values() for sign in signs} == {1}
        dialog.show_topic("will-it-get-better")
        assert frame.isVisible()

    def test_it_follows_the_language_and_keeps_the_question(self, dialog: object) -> None:
        from viewer.qt.explain.topics_dialog import TopicsDialog
        from viewer.qt.widgets.language import set_language

        assert isinstance(dialog, TopicsDialog)
        dialog.show_topic("surgery")
        german = in_language(load(), "de").care["surgery"]
        set_language("de", dialog)
        try:
            assert german.topic in dialog.page.toPlainText()
            assert german.topic in dialog.topics.currentItem().text()
        finally:
            set_language("en", dialog)
        assert load().care["surgery"].topic in dialog.page.toPlainText()

    def test_arrow_keys_go_from_question_to_question(self, dialog: object) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from viewer.qt.explain.topics_dialog import TopicsDialog

        assert isinstance(dialog, TopicsDialog)
        dialog.show_topic("what-l4-affects")
        before = dialog.page.toPlainText()
        QTest.keyClick(dialog.topics, Qt.Key.Key_Down)
        assert dialog.page.toPlainText() != before
        QTest.keyClick(dialog.topics, Qt.Key.Key_End)
        assert dialog.page.toPlainText().startswith("S1")


@pytest.mark.parametrize("base", ["tibialis_anterior", "saphenous_nerve"])
def test_patients_are_spared_technical_words_of_a_clicked_part(base: str) -> None:
    from meshes.body import Structure
    from viewer.explain.structures import structure_paragraphs

    layer = "nerves" if "nerve" in base else "muscles"
    part = Structure(f"{base}.right", base, "right", layer[:-1], layer, "", base, "", "", base, "")  # type: ignore[arg-type]
    patient = " ".join(p.text for p in structure_paragraphs(load(), part, "patient"))
    student = " ".join(p.text for p in structure_paragraphs(load(), part, "student"))
    assert len(patient) < len(student)
    if base == "tibialis_anterior":
        muscle = load().muscles[base]
        assert muscle.plain_action in patient
        assert muscle.note not in patient
        assert muscle.action in student
        assert muscle.note in student
    else:
        assert load().nerves[base].course in student
        assert load().nerves[base].course not in patient
        assert "L4" in patient
