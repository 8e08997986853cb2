"""Commands about the data: all of it, and its check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command_line import answer, run
from places import ROOT


def test_data_is_complete_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "data", "--json")
    expected = "roots maps territories key_points key_muscles muscles nerves reflexes symptoms findings disc_levels"
    assert set(f"{expected} red_flags care mimics claims sources".split()) <= set(found)
    assert len(found["symptoms"]) >= 14


def test_the_shipped_data_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check")
    assert (code, err) == (0, ""), out


def test_check_lists_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "annotations" / "data", folder)
    points = next(file for file in folder.rglob("*.toml") if '"medial-malleolus"' in file.read_text())
    points.write_text(points.read_text().replace('"medial-malleolus"', '"no-such-place"'))
    code, out, _ = run(capsys, "check", "--data", str(folder))
    assert code == 1
    assert "no-such-place" in out


def test_a_damaged_table_is_named_without_a_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(ROOT / "meshes" / "data", tables)
    whole = (tables / "lofts.npz").read_bytes()
    for damaged in (whole[: len(whole) // 2], b"", whole[:2000] + bytes(200) + whole[2200:]):
        (tables / "lofts.npz").write_bytes(damaged)
        code, out, err = run(capsys, "check", "--tables", str(tables))
        assert (code, err) == (1, "")
        assert "lofts.npz" in out
        assert out.splitlines()[-1] == "1 found wrong"


def test_a_damaged_data_file_is_named_without_a_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "annotations" / "data", folder)
    file = sorted(folder.glob("*.toml"))[0]
    file.write_bytes(b"schema_version = 1\n[roots.L4\n")
    code, out, err = run(capsys, "check", "--data", str(folder))
    assert (code, err) == (1, "")
    assert file.name in out
    assert out.splitlines()[-1] == "1 found wrong"
