"""The picture in words: true to what is drawn, easy to read for patients, and in three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.model import Knowledge
from annotations.reading import PATIENT_GRADE, grade
from meshes.body import Structure
from viewer.appearance.views import VIEWS
from viewer.cli.main import main
from viewer.resolve.describe import AT_SIDE, FROM_WORDS, described, description_answer
from viewer.state.view_state import ALL_ROOTS, CameraPose, ChartPlace, PickedSymptom, ViewState

NUMB = "numb-inner-shin"


STATES = {
    "opening": ViewState(),
    "numb": ViewState(symptoms=(PickedSymptom(NUMB, "left"),), view="inner-leg", side="left"),
    "weak": ViewState(symptoms=(PickedSymptom("weak-straighten-knee"),)),
    "all roots": ViewState(root=ALL_ROOTS, view="three-quarter"),
    "scene": ViewState(scene="l3-4-posterolateral-herniation", view="lumbar-back"),
    "place": ViewState(place=ChartPlace("leg", "right", 0.5, 60.0), key_points=True),
    "part": ViewState(selected="patella.right", camera=CameraPose((0.0, 1.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))),
    "inside": ViewState(skin_opacity=0.2, hidden=frozenset({"femur.left"})),
    "bones only": ViewState(layers=frozenset({"bones"}), root=None, isolated="femur.right"),
}


def test_every_view_has_words() -> None:
    assert {*FROM_WORDS, *AT_SIDE} == set(VIEWS)


@pytest.mark.parametrize("name", STATES)
def test_a_patient_can_read_it(name: str, knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    text = " ".join(described(STATES[name], knowledge, structures))
    assert text
    assert grade(text) <= PATIENT_GRADE, text


def test_it_says_what_is_lit_and_on_which_side(knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    text = " ".join(described(STATES["numb"], knowledge, structures))
    assert "inner side of the left leg" in text
    assert "the skin of root L4, on the patient's left" in text
    assert "right" not in text
    mirrored = replace(STATES["numb"], symptoms=(PickedSymptom(NUMB, "right"),), side="right")
    assert " ".join(described(mirrored, knowledge, structures)) == text.replace("left leg", "right leg").replace(
        "patient's left", "patient's right"
    )


def test_nothing_below_solid_skin_is_told(knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    text = " ".join(described(ViewState(), knowledge, structures))
    assert "The skin is solid" in text
    assert "muscles" not in text
    assert "Lit muscles" in " ".join(described(replace(ViewState(), skin_opacity=0.2), knowledge, structures))


def test_warnings_come_first(knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    for language in ("en", "de", "es"):
        state = ViewState(symptoms=(PickedSymptom("saddle-numbness", "both"),), language=language)
        answer = description_answer(state, knowledge, structures)
        warnings, sentences = answer["warnings"], answer["sentences"]
        assert isinstance(warnings, list)
        assert isinstance(sentences, list)
        assert warnings
        assert sentences[: len(warnings)] == warnings


def test_what_was_put_out_of_sight_is_told(knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    assert any("thigh bone" in line for line in described(STATES["inside"], knowledge, structures))
    assert any("Only one part" in line for line in described(STATES["bones only"], knowledge, structures))


@pytest.mark.parametrize("language", ["de", "es"])
@pytest.mark.parametrize("name", STATES)
def test_every_sentence_is_translated(
    name: str, language: str, knowledge: Knowledge, structures: dict[str, Structure]
) -> None:
    english = described(STATES[name], knowledge, structures)
    other = described(replace(STATES[name], language=language), knowledge, structures)
    assert len(other) == len(english)
    assert not set(other) & set(english)


def test_the_command_line_describes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", "--symptom", f"{NUMB}:left"]) == 0
    assert "on the patient's left" in capsys.readouterr().out
    assert main(["describe", "--audience", "nurse"]) == 2
    assert "accepted are patient, student, physician" in capsys.readouterr().err


def test_the_command_line_finds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "numb", "inner", "shin"]) == 0
    assert NUMB in capsys.readouterr().out.splitlines()[0]
    assert main(["find", "qqxx"]) == 0
    assert "nothing found" in capsys.readouterr().out
    assert main(["find", "knee", "--most", "0"]) == 2
    assert "whole number" in capsys.readouterr().err
