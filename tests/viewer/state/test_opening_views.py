"""Saved views: old, new, damaged and hostile ones. Each opens or is refused in one sentence."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations import load
from annotations.model import Knowledge
from viewer.explain.checking_views import NOUNS, accepted_words, open_saved
from viewer.files.errors import InputError
from viewer.i18n.catalogue import catalogue
from viewer.state.saved_view import MINOR, SCHEMA, as_json, read_saved, read_state
from viewer.state.view_state import FIELDS, CameraPose, PickedSymptom, ViewState


@cache
def knowledge() -> Knowledge:
    return load()


def written(folder: Path, content: object) -> Path:
    path = folder / "view.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_a_newer_minor_version_opens_with_what_is_known(tmp_path: Path) -> None:
    newer = {
        "schema_version": SCHEMA,
        "minor_version": MINOR + 1,
        "root": "L5",
        "smell": {"of": "roses"},
        "layers": 7,
        "view": "from-within",
    }
    path = written(tmp_path, newer)
    saved = open_saved(path, knowledge())
    assert saved.state.root == "L5"
    assert saved.state.view == "front"
    assert set(saved.left_out) == {"smell", "layers", "view"}
    assert "newer version" in str(saved.notice)
    assert "smell" in str(saved.notice)
    assert json.loads(path.read_text()) == newer


def test_a_newer_minor_version_may_only_have_unknown_words(tmp_path: Path) -> None:
    path = written(tmp_path, {"schema_version": 1, "minor_version": MINOR + 1, "root": "L5", "map": "of-tomorrow"})
    saved = open_saved(path, knowledge())
    assert (saved.state.root, saved.left_out) == ("L5", ("map",))


def test_a_newer_major_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="newer version of the program; accepted is 1"):
        read_saved(written(tmp_path, {"schema_version": SCHEMA + 1, "root": "L5"}))


def test_a_slip_in_a_file_of_ours_is_no_new_version(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean view"):
        read_saved(written(tmp_path, {"schema_version": 1, "minor_version": MINOR, "vew": "front"}))
    with pytest.raises(InputError, match="unknown structure"):
        open_saved(written(tmp_path, {"schema_version": 1, "selected": "tail"}), knowledge(), {"femur.left"})


def test_old_files_without_a_minor_version_open(tmp_path: Path) -> None:
    assert read_state(written(tmp_path, {"schema_version": 1, "root": "S1"})).root == "S1"


def test_a_whole_state_is_named_field_by_field() -> None:
    plain = as_json(ViewState())
    assert {field.name for field in fields(ViewState)} <= set(plain)
    assert plain["minor_version"] == MINOR


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"schema_version": 1, "degree": ' + b"9" * 6000 + b"}",
        b'{"schema_version": 1, "degree": 1e999}',
        b'{"schema_version": 1, "degree": NaN}',
        b'{"schema_version": 1, "stature": 1' + b"0" * 400 + b"}",
        b'{"schema_version": 1, "symptoms": ' + b"[" * 500 + b"]" * 500 + b"}",
        b'{"schema_version": 1, "root": "\\ud800"}',
        b'{"schema_version": true}',
        b'{"schema_version": 1, "minor_version": -1}',
        b'{"schema_version": 1, "labels": 1}',
        b'{"schema_version": 1, "skin_opacity": "0.5"}',
        b'{"schema_version": 1, "camera": {"position": [0, 1e300, 0], "focal_point": [0, 0, 0], "view_up": [0, 0, 1]}}',
        b'{"schema_version": 1, "camera": {"position": [0, 0, 9], "focal_point": [0, 0, 0], "view_up": [0, 0, 1]}}',
        b" " * 200_000,
    ],
)
def test_hostile_files_are_refused_in_one_short_sentence(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        open_saved(written(tmp_path, content), knowledge())
    sentence = str(caught.value)
    assert "accepted" in sentence
    assert "\n" not in sentence
    assert len(sentence) < 1200 + len(str(tmp_path))
    sentence.encode("utf-8")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from([field.name for field in fields(ViewState)]) | st.text(max_size=8)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(names, json_values, max_size=4), minor=st.integers(0, MINOR + 2))
def test_any_values_open_or_are_refused(tmp_path: Path, changes: dict[str, Any], minor: int) -> None:
    plain = {**as_json(ViewState()), **changes, "schema_version": 1, "minor_version": minor}
    path = written(tmp_path, plain)
    try:
        saved = open_saved(path, knowledge(), {"femur.left"})
    except InputError:
        assert minor <= MINOR or not changes.keys().isdisjoint({"body", "stature", "bmi"})
    else:
        asdict(saved.state)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 2000), byte=st.integers(0, 255), kept=st.integers(0, 2000))
def test_a_damaged_file_opens_or_is_refused(tmp_path: Path, place: int, byte: int, kept: int) -> None:
    pose = CameraPose((0.0, 3000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))
    content = bytearray(json.dumps(as_json(ViewState(camera=pose))).encode())
    content[place % len(content)] = byte
    # Any other error fails the test.
    with contextlib.suppress(InputError):
        open_saved(written(tmp_path, bytes(content[: max(1, kept)])), knowledge())


def test_a_state_survives_its_file(tmp_path: Path) -> None:
    state = ViewState(
        symptoms=(PickedSymptom("numb-inner-shin", "both"),), skin_opacity=0.4, hidden=frozenset(("femur.left",))
    )
    path = tmp_path / "state.json"
    path.write_text(json.dumps(as_json(state)))
    assert read_state(path) == state


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "not a JSON file"),
        ("[]", "not a JSON object"),
        ("{}", "schema_version"),
        ('{"schema_version": 1, "vew": "front"}', "did you mean view"),
        ('{"schema_version": 1, "layers": "skin"}', "field layers"),
        ('{"schema_version": 1, "skin_opacity": 3}', "field skin_opacity"),
        ('{"schema_version": 1, "symptoms": [7]}', "field symptoms"),
        ('{"schema_version": 1, "camera": {"position": [1, 2]}}', "field camera"),
    ],
)
def test_a_damaged_state_file_is_named(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)
    with pytest.raises(InputError, match=word) as caught:
        read_state(path)
    assert str(path) in str(caught.value)


CAMERA: Final = {"position": [0, 900, 500], "focal_point": [0, 0, 500], "view_up": [0, 0, 1]}
PLACE: Final = {"segment": "leg", "side": "right", "t": 0.5, "phi": 30}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("root", 5),
        ("camera", {**CAMERA, "position": [0, 0, float("nan")]}),
        ("camera", {**CAMERA, "position": [0, 0, 500]}),
        ("camera", {**CAMERA, "view_up": [0, 0, 0]}),
        ("camera", {**CAMERA, "view_angle": 1e9}),
        ("place", {**PLACE, "segment": "arm"}),
        ("place", {**PLACE, "t": "x"}),
        ("place", {**PLACE, "t": 9}),
        ("place", {**PLACE, "phi": float("inf")}),
        ("place", {**PLACE, "ray": 7}),
        ("place", 5),
        ("symptoms", [{"key": "weak-lift-foot", "side": 5}]),
        ("symptoms", [{"key": "weak-lift-foot", "more": 1}]),
        ("symptoms", ["weak-lift-foot"]),
        ("layers", "skin"),
        ("schema_version", True),
    ],
)
def test_a_damaged_state_file_is_one_sentence(tmp_path: Path, field: str, value: object) -> None:
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"schema_version": 1, "camera": CAMERA, "place": PLACE}))
    assert read_state(file).place is not None
    file.write_text(json.dumps({"schema_version": 1, field: value}))
    with pytest.raises(InputError, match=rf"state\.json: .*{field}"):
        read_state(file)


def test_what_is_wrong_with_a_view_is_said_in_the_language_of_the_window(tmp_path: Path) -> None:
    path = written(tmp_path, {"schema_version": 1, "symptoms": [{"key": "knee-gone"}]})
    with pytest.raises(InputError) as caught:
        open_saved(path, knowledge())
    assert str(caught.value).startswith("unknown symptom 'knee-gone'")
    said = caught.value.in_words(catalogue("de"))
    assert said.startswith("Beschwerde 'knee-gone' ist unbekannt")
    (tmp_path / "page.json").write_text("<html>")
    with pytest.raises(InputError) as caught:
        open_saved(tmp_path / "page.json", knowledge())
    assert caught.value.in_words(catalogue("de")).endswith("keine JSON-Datei; erwartet wird eine gespeicherte Ansicht")


def test_what_the_words_of_fields_are_called_can_be_translated() -> None:
    assert {field.noun for field in FIELDS.values() if accepted_words(field, knowledge())} == NOUNS
