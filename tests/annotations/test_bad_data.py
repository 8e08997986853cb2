"""Bad data: the file, line and record are named, `check` leaves with 1, and the program runs on without the folder."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import DataError, load_with
from annotations.extend import check_folder
from annotations.lines import line_of
from places import ROOT
from viewer.cli.main import main

DATA = ROOT / "annotations" / "data"
GOOD = """schema_version = 1

[sources.mine2026]
citation = "Mine 2026, page read."
read = "page"

[care.footwear]
topic = "Shoes"
text = "Wear what feels good."
sources = ["mine2026"]
provenance = "read"
student.text = "No study was found."
student.sources = ["mine2026"]
student.provenance = "read"
physician.text = "No trial was found."
physician.sources = ["mine2026"]
physician.provenance = "read"
"""
BOWTIE = """
[territories."lee.L4.mine"]
root = "L4"
map = "lee"
zone = "core"
provenance = "described"
sources = ["mine2026"]
polygons = [{ segment = "leg", points = [[0.1, 20.0], [0.5, 60.0], [0.5, 20.0], [0.1, 60.0]] }]
"""


def text_file(text: str) -> Callable[[Path], object]:
    return bytes_file(text.encode())


def bytes_file(content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / "mine.toml").write_bytes(content)


def folder_for_a_file(folder: Path) -> None:
    (folder / "mine.toml").mkdir()


def broken_link(folder: Path) -> None:
    (folder / "mine.toml").symlink_to(folder / "nowhere.toml")


BAD: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "a wrong key": (
        text_file(GOOD.replace("topic =", "topik =")),
        ("line 8: care.footwear", "unknown field 'topik'", "accepted: key, topic, text"),
    ),
    "a wrong key in a part": (
        text_file(GOOD.replace("student.text", "student.words")),
        ("mine.toml, line 12: care.footwear.student", "unknown field 'words'", "accepted: text"),
    ),
    "a wrong value": (
        text_file(GOOD.replace('"read"\nstudent', '"sure"\nstudent')),
        ("line 11: care.footwear.provenance", "one of read, list, second-hand, recalled"),
    ),
    "a missing field": (text_file(GOOD.replace('topic = "Shoes"\n', "")), ("line 7: care.footwear", "lacks the field")),
    "a missing source": (
        text_file(GOOD.replace('text = "Wear what feels good."\nsources = ["mine2026"]', 'text = "A."\nsources = []')),
        ("line 7: care.footwear", "has no source", "at least one"),
    ),
    "an unknown source": (
        text_file(GOOD.replace('good."\nsources = ["mine2026"]', 'good."\nsources = ["mine2027"]')),
        ("line 7: care.footwear", "source 'mine2027' has no record"),
    ),
    "a self-crossing polygon": (
        text_file(GOOD + BOWTIE),
        ("mine.toml, line 19: territories.lee.L4.mine.polygons[0]", "crosses itself", "simple closed curve"),
    ),
    "a future schema": (
        text_file(GOOD.replace("schema_version = 1", "schema_version = 7")),
        ("mine.toml, line 1 has schema_version 7", "reads schema_version = 1"),
    ),
    "no schema": (text_file(GOOD.replace("schema_version = 1\n", "")), ("mine.toml has no schema_version",)),
    "an unknown table": (text_file(GOOD + "\n[colours.red]\na = 1\n"), ("line 19 has the unknown table 'colours'",)),
    "wrong encoding": (
        bytes_file(GOOD.encode().replace(b"feels good", b"f\xfchlt gut")),
        ("mine.toml is not UTF-8 text (line 9, byte", "data files are UTF-8"),
    ),
    "utf-16": (bytes_file(GOOD.encode("utf-16")), ("mine.toml is not UTF-8 text (line 1",)),
    "10 MB of junk": (
        bytes_file(os.urandom(1000) * 10_000),
        ("mine.toml has 10000000 bytes", "at most 2000000"),
    ),
    "junk": (bytes_file(b"\x00\x01\x02junk"), ("mine.toml is not valid TOML", "line 1")),
    "an empty file": (bytes_file(b""), ("mine.toml has no schema_version",)),
    "a folder named as a file": (folder_for_a_file, ("mine.toml is not a file",)),
    "a link to nothing": (broken_link, ("mine.toml is not a file",)),
    "a NUL byte": (text_file(GOOD.replace("feels", "fe\0els")), ("mine.toml is not valid TOML", "line 9", "NUL byte")),
    "a shipped record": (
        text_file(GOOD.replace("care.footwear", "care.surgery")),
        ("line 7: care.surgery is a record of the shipped data",),
    ),
}


def one_line(text: str) -> str:
    assert text.count("\n") == 1, text
    return text


@pytest.mark.parametrize("case", BAD)
def test_check_names_file_line_and_record(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, said = BAD[case]
    make(tmp_path)
    assert main(["check", "--data", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    for words in ("mine.toml", *said):
        assert words in out, out
    assert "Traceback" not in out


@pytest.mark.parametrize("case", BAD)
def test_the_program_refuses_the_folder_and_runs_on(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    BAD[case][0](tmp_path)
    with pytest.raises(DataError):
        load_with(tmp_path)
    assert main(["roots", "--data", str(tmp_path), "--symptom", "numb-inner-shin", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["roots"][0]["root"] == "L4"
    assert "going on without it" in one_line(err)
    assert "mine.toml" in err


def test_a_good_folder_of_further_records_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text_file(GOOD)(tmp_path)
    assert main(["check", "--data", str(tmp_path)]) == 0
    assert "sound" in capsys.readouterr().out


def test_every_wrong_record_is_named_at_once(tmp_path: Path) -> None:
    text_file(GOOD.replace("topic =", "topik =").replace("citation", "cited"))(tmp_path)
    (tmp_path / "other.toml").write_bytes(b"\xff")
    knowledge, wrong = check_folder(tmp_path)
    assert knowledge is None
    assert [line.partition(":")[0].partition(" is")[0] for line in wrong] == [
        "mine.toml, line 4",
        "mine.toml, line 8",
        "other.toml",
    ]


def file_with(words: str, folder: Path) -> Path:
    """Find a record, whatever its file is called."""
    return next(file for file in folder.rglob("*.toml") if words in file.read_text(encoding="utf-8"))


def test_a_whole_knowledge_base_takes_the_place_of_the_shipped_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    assert main(["check", "--data", str(tmp_path / "data")]) == 0
    file = file_with("[roots.S3]", tmp_path / "data")
    file.write_text(file.read_text(encoding="utf-8").replace("[roots.S3]", "[roots.S33]"), encoding="utf-8")
    assert main(["check", "--data", str(tmp_path / "data")]) == 1
    assert "'S3' has no record" in capsys.readouterr().out


def test_lines_are_found_however_a_record_is_written() -> None:
    text = 'a = 1\n[sources]\nb.citation = "B"\n[sources.c]\ncitation = "C"\n[sources."d"]\nread = ""\n[sources.d.x]\n'
    assert line_of(text, "sources", "b") == 3
    assert line_of(text, "sources", "c") == 4
    assert line_of(text, "sources", "c", "citation") == 5
    assert line_of(text, "sources", "d", "x") == 8
    assert line_of(text, "sources", "e") is None


def test_a_muscle_of_the_body_without_words_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    file = file_with("[muscles.piriformis]", tmp_path / "data")
    text = file.read_text(encoding="utf-8")
    start = text.index("[muscles.piriformis]")
    file.write_text(text[:start] + text[text.index("[muscles.", start + 5) :], encoding="utf-8")
    assert main(["check", "--data", str(tmp_path / "data")]) == 1
    assert "muscles.piriformis: the body has this muscle and the data say nothing of it" in capsys.readouterr().out


KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["roots", "claims"]), KEYS), min_size=1, max_size=8, unique=True), st.data())
def test_a_record_is_found_on_its_own_line(records: list[tuple[str, str]], data: st.DataObject) -> None:
    lines = ["schema_version = 1"]
    for table, key in records:
        lines += [""] * data.draw(st.integers(0, 3))
        lines += [
            data.draw(st.sampled_from([f"[{table}.{key}]", f'[ {table} . "{key}" ]', f"[{table}.'{key}'] # here"]))
        ]
        lines += ['text = "a"']
    table, key = data.draw(st.sampled_from(records))
    found = line_of("\n".join(lines), table, key)
    assert found is not None
    assert re.fullmatch(rf"\[\s*{table}\s*\.\s*[\"']?{key}[\"']?\s*\].*", lines[found - 1])
    assert line_of("\n".join(lines), table, key, "text") == found + 1
