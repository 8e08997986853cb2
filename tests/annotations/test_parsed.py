"""Files parsed ahead give what TOML gives, and never what a file held before it was edited."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from annotations import parsed
from annotations.parsed import parse, shipped_files, write_parsed

FILES = shipped_files()


@pytest.fixture
def ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_parsed(FILES, tmp_path)
    monkeypatch.setattr("annotations.parsed.resources.files", lambda _package: tmp_path)
    parsed._known.cache_clear()
    monkeypatch.setattr(tomllib, "loads", lambda _text: {"parsed": "anew"})


@pytest.fixture(autouse=True)
def forgotten() -> None:
    parsed._known.cache_clear()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_found_and_is_the_same(path: Path, ahead: None, monkeypatch: pytest.MonkeyPatch) -> None:
    del ahead
    raw = path.read_bytes()
    found = parse(raw, raw.decode())
    monkeypatch.undo()
    assert found == tomllib.loads(raw.decode())


def test_an_edited_file_is_parsed_anew(ahead: None) -> None:
    del ahead
    raw = FILES[0].read_bytes() + b"\n"
    assert parse(raw, raw.decode()) == {"parsed": "anew"}
