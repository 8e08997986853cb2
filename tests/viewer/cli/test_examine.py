"""The examination on the command line and in files: answers in words and JSON, and what is wrong in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations import load
from viewer.cli.main import main
from viewer.explain.checking_views import open_saved
from viewer.files.errors import InputError
from viewer.state.saved_view import as_json
from viewer.state.view_state import Examined, ViewState

S1_LEFT = tuple(
    Examined(key, "left", grade)
    for key, grade in {
        "calf": "4",
        "pin-prick-s1": "1",
        "light-touch-s1": "0",
        "achilles-reflex": "0",
        "straight-leg-raise": "positive",
        "extensor-hallucis": "5",
    }.items()
)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("quadriceps", "has no grade; accepted is for example quadriceps:right=5"),
        ("quadriceps=3", "names no side; accepted is for example quadriceps:right=5"),
        ("quadricep:right=3", "did you mean quadriceps"),
        ("quadriceps:middle=3", "unknown side of quadriceps 'middle'"),
        ("quadriceps:right=6", "accepted are 0, 1, 2, 3, 4, 5, NT"),
        ("patellar-reflex:right=NT", "accepted are 0, 1, 2, 3, 4"),
        ("straight-leg-raise:left=3", "accepted are positive, negative"),
        ("saddle-numbness=3", "accepted are yes, no"),
        ("", "unknown examination item"),
    ],
)
def test_wrong_words_are_refused_in_one_sentence(word: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", "--finding", word]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_one_item_cannot_have_two_grades(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", "--finding", "calf:both=5", "--finding", "calf:left=3"]) == 2
    assert "graded twice" in capsys.readouterr().err


def test_the_command_needs_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examine"]) == 2
    assert "--finding patellar-reflex:right=1" in capsys.readouterr().err


def test_the_command_answers_in_words_and_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["examine", "--finding", "patellar-reflex:right=1", "--finding", "quadriceps:right=3"]) == 0
    words = capsys.readouterr().out
    assert "L4 right (strong; 2 for" in words
    assert "n = 54" in words
    path = tmp_path / "view.json"
    path.write_text(json.dumps(as_json(ViewState(examination=S1_LEFT))))
    assert main(["examine", "--state", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    s1 = next(root for root in answer["roots"] if root["root"] == "S1")
    assert s1["side"] == "left"
    assert s1["counts"]["for"] == 5


def test_the_command_answers_in_the_language_of_the_view(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "view.json"
    path.write_text(json.dumps(as_json(ViewState(examination=S1_LEFT, language="de"))))
    assert main(["examine", "--state", str(path)]) == 0
    assert "S1 links (stark; 5 dafür" in capsys.readouterr().out
    assert main(["examine", "--state", str(path), "--json"]) == 0
    assert "Befunde sind gezählt" in json.loads(capsys.readouterr().out)["note"]


@pytest.mark.parametrize(
    "rows",
    [
        {"calf": 5},
        [{"key": "calf", "side": "right"}],
        [{"key": "calf", "side": "middle", "grade": "5"}],
        [{"key": "calf", "side": "right", "grade": 5}],
        [{"key": "calf", "side": "right", "grade": "9"}],
        [{"key": "fever-with-back-pain", "side": "right", "grade": "yes"}],
        [{"key": "calf", "side": "right", "grade": "5"}, {"key": "calf", "side": "right", "grade": "4"}],
        [{"key": "calf", "side": "right", "grade": "5", "name": "somebody"}],
        [{"key": "calf", "side": "right", "grade": "5"}] * 201,
    ],
)
def test_a_damaged_examination_in_a_file_is_refused(tmp_path: Path, rows: object) -> None:
    path = tmp_path / "view.json"
    path.write_text(json.dumps({**as_json(ViewState()), "examination": rows}))
    with pytest.raises(InputError, match="accepted"):
        open_saved(path, load())


def test_answers_are_given_as_in_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    for word, grade in (
        ("anal-tone=2", "normal"),
        ("anal-tone=1", "reduced"),
        ("anal-tone=0", "absent"),
        ("plantar-response:right=u", "up"),
        ("cremasteric-reflex:left=0", "absent"),
        ("straight-leg-raise:left=1", "positive"),
        ("quadriceps:left=0", "0"),
        ("anal-tone=NT", "NT"),
        ("fever-with-back-pain=y", "yes"),
    ):
        assert main(["examine", "--finding", word, "--json"]) == 0, word
        assert [one["grade"] for one in json.loads(capsys.readouterr().out)["entered"]] == [grade], word
