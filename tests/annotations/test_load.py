"""Reading the data: what is accepted, and one clear sentence for each thing that is not."""

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import DataError, load
from annotations.load import MAX_BYTES, _whole
from annotations.model import ChartPolygon

SOURCE = '[sources.murphy2009]\ncitation = "Murphy 2009"\n'
CLAIM = '[claims.a]\ntext = "A."\naudience = "patient"\nsources = ["murphy2009"]\nprovenance = "read"\n'
POINT = '[key_points.L4]\nlandmark = "medial-malleolus"\ntext = "Inner ankle."\nsources = ["murphy2009"]\n'
TERRITORY = """
[territories."lee.L4.core"]
root = "L4"
map = "lee"
zone = "core"
provenance = "described"
polygons = [{ segment = "leg", points = [[0.1, 20.0], [0.9, 20], [0.9, 110.0]] }]
sources = ["murphy2009"]
"""


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def v1(text: str) -> str:
    return f"schema_version = 1\n{text}"


def test_files_are_merged_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    written(tmp_path, one=v1(SOURCE))
    written(tmp_path / "deep", two=v1(CLAIM))
    knowledge = load(tmp_path)
    assert knowledge.sources["murphy2009"].citation == "Murphy 2009"
    assert knowledge.claims["a"].key == "a"
    assert knowledge.roots == {}


def test_optional_fields_may_be_left_out_and_root_is_the_record_name(tmp_path: Path) -> None:
    knowledge = load(written(tmp_path, one=v1(SOURCE + POINT + TERRITORY)))
    assert knowledge.sources["murphy2009"].year is None
    assert knowledge.key_points["L4"].root == "L4"
    territory = knowledge.territories["lee.L4.core"]
    assert territory.uncertainty_deg is None
    assert territory.polygons == (ChartPolygon("leg", ((0.1, 20.0), (0.9, 20.0), (0.9, 110.0))),)
    assert all(type(number) is float for point in territory.polygons[0].points for number in point)


def test_the_packaged_data_are_read_once() -> None:
    assert load() is load()


BAD = {
    "no schema": (SOURCE, "schema_version"),
    "newer schema": ("schema_version = 2\n" + SOURCE, "schema_version 2"),
    "schema as text": ('schema_version = "1"\n' + SOURCE, "schema_version"),
    "schema as true": ("schema_version = true\n" + SOURCE, "schema_version"),
    "not toml": (v1("[sources.murphy2009\n"), "not valid TOML"),
    "unknown table": (v1("[muscels.soleus]\n"), "unknown table 'muscels'"),
    "table that is none": (v1("sources = 3\n"), "sources is 3"),
    "record that is none": (v1("[sources]\nmurphy2009 = 3\n"), "sources.murphy2009 is 3"),
    "unknown field": (v1(SOURCE + 'colour = "red"\n'), "unknown field 'colour'"),
    "missing field": (v1("[sources.murphy2009]\nyear = 2009\n"), "lacks the field 'citation'"),
    "number for text": (v1("[sources.murphy2009]\ncitation = 7\n"), "citation is 7; text is accepted"),
    "text for number": (v1(SOURCE + 'year = "2009"\n'), "a whole number is accepted"),
    "true for number": (v1(SOURCE + "year = true\n"), "a whole number is accepted"),
    "unknown word": (v1(CLAIM.replace('"patient"', '"lawyer"')), "one of patient, student, physician is accepted"),
    "text for list": (v1(CLAIM.replace('["murphy2009"]', '"murphy2009"')), "a list (of text) is accepted"),
    "wrong item": (v1(CLAIM.replace('["murphy2009"]', '["murphy2009", 3]')), "sources[1] is 3"),
    "other name": (v1(SOURCE + 'key = "suri2011"\n'), "the record's own name is 'murphy2009'"),
    "three coordinates": (v1(TERRITORY.replace("[0.1, 20.0]", "[0.1, 20.0, 3.0]")), "points[0] is a list of 3"),
    "not a number": (v1(TERRITORY.replace("[0.1, 20.0]", "[0.1, nan]")), "points[0][1] is nan"),
    "endless": (v1(TERRITORY.replace("[0.1, 20.0]", "[inf, 20.0]")), "a finite number is accepted"),
    "polygon as list": (v1(TERRITORY.replace('{ segment = "leg", points', '["leg"], x = [{ points')), "not valid TOML"),
    "odd key": (v1('[sources."a\\nb"]\n'), "lacks the field 'citation'"),
    "too deep": (v1("x = " + "[" * 5000 + "]" * 5000), "one"),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_bad_files_are_named_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        load(written(tmp_path, one=text))
    message = str(caught.value)
    assert said in message
    assert "one.toml" in message
    assert "\n" not in message
    assert message.endswith(".")


def test_shipped_data_without_a_table_are_refused() -> None:
    with pytest.raises(DataError, match="hold no roots; a file of annotations/data is missing"):
        _whole(replace(load(), roots={}))


def test_a_record_defined_twice_names_both_files(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"two\.toml, line 2: sources\.murphy2009 is already in one\.toml"):
        load(written(tmp_path, one=v1(SOURCE), two=v1(SOURCE)))


def test_wrong_encoding(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_bytes(v1(SOURCE).encode() + b'title = "caf\xe9"\n')
    with pytest.raises(DataError, match=r"one\.toml is not UTF-8 text"):
        load(tmp_path)


def test_too_large(tmp_path: Path) -> None:
    written(tmp_path, one=v1(SOURCE) + "#" * MAX_BYTES)
    with pytest.raises(DataError, match=rf"one\.toml has \d+ bytes; a data file has at most {MAX_BYTES}"):
        load(tmp_path)


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DataError, match=r"one\.toml cannot be read \(Permission denied\)"):
        load(written(tmp_path, one=v1(SOURCE)))


def test_no_folder_and_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is not a folder"):
        load(tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds no"):
        load(tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: v1(text).encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_refused_with_a_data_error(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "one.toml").write_bytes(content)
        with contextlib.suppress(DataError):
            load(Path(folder))
