"""Studio pictures by the command: asked for, refused in one sentence, and missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from command_line import run
from viewer.still import rays


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    rays.missing.cache_clear()
    yield
    rays.missing.cache_clear()


def snapshot(capsys: pytest.CaptureFixture[str], out: Path, *words: str) -> tuple[int, str, str]:
    return run(capsys, "snapshot", "-o", str(out), "--size", "64x80", *words)


@pytest.mark.skipif(rays.missing() is not None, reason="there is no embreex for this computer")
def test_a_studio_picture_says_what_it_leaves_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, error = snapshot(capsys, tmp_path / "a.png", "--quality", "studio")
    assert (code, out) == (0, "")
    assert error == "dermatome-viewer: studio pictures have no names and words on the floor yet\n"
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (64, 80)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--view", "lumbar-back"], "the spine cut open"),
        (["--way"], "the way of a root"),
        (["--symptom", "saddle-numbness"], "the words of a warning sign"),
    ],
)
def test_what_it_cannot_draw_wholly_is_named(
    words: list[str], named: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, error = snapshot(capsys, tmp_path / "a.png", "--quality", "studio", *words)
    assert (code, out) == (2, "")
    assert error.count("\n") == 1
    assert named in error
    assert list(tmp_path.iterdir()) == []


def test_without_embreex_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "embreex", None)
    assert snapshot(capsys, tmp_path / "a.png", "--quality", "studio") == (2, "", f"dermatome-viewer: {rays.LACKING}\n")
    assert list(tmp_path.iterdir()) == []


def test_another_quality_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, error = snapshot(capsys, tmp_path / "a.png", "--quality", "best")
    assert (code, "accepted are studio, fast" in error) == (2, True)
