"""The window's command, and what it does without a display; a picture by a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import process, run
from places import ROOT
from viewer.cli.parser import read_arguments
from viewer.files import display


@pytest.mark.gl
def test_a_snapshot_is_made_by_a_process_of_its_own_without_qt(tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    done = process("snapshot", "-o", str(out), "--symptom", "numb-inner-shin:left", "--size", "200x160", DISPLAY="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert out.read_bytes()[:4] == b"\x89PNG"


@pytest.mark.gl
def test_without_a_display_the_opening_picture_is_written(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    assert done.stdout.count("\n") == 1
    assert (tmp_path / "dermatome-viewer.png").stat().st_size > 10_000


@pytest.mark.gl
@pytest.mark.parametrize("words", [("view.json",), ("--state", "view.json"), ("knee.dermatome",)])
def test_a_view_that_is_named_is_drawn_without_a_display(tmp_path: Path, words: tuple[str, ...]) -> None:
    for name in ("view.json", "knee.dermatome"):
        (tmp_path / name).write_text('{"schema_version": 1, "view": "sole", "layers": ["bones"]}', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"a picture of {words[-1]} was written" in done.stdout
    assert (tmp_path / "dermatome-viewer.png").stat().st_size > 10_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "body.ply").write_bytes(b"ply")
    (tmp_path / "notes.txt").write_text("hello", encoding="utf-8")
    (tmp_path / "view.json").write_text('{"schema_version": 1}', encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobody.dermatome",), "cannot be read (No such file or directory); a saved view is accepted"),
        (("--state", "nobody"), "a saved view is accepted"),
        (("notes.txt",), "not a JSON file; a saved view is accepted"),
        (("body.ply",), "annotate body.ply -o OUT.npz"),
        (("nobody",), "invalid choice"),
        (("view.json", "roots"), "after one as --state FILE"),
        (("--dat", "records", "nobody"), "invalid choice"),
    ],
)
def test_a_wrong_file_is_one_sentence(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize(
    ("words", "opened", "further"),
    [
        ("view.json", "view.json", None),
        ("--state view.json", "view.json", None),
        ("--data records view.json", "view.json", "records"),
        ("view.json --data records", "view.json", "records"),
        (".", None, "."),
        ("", None, None),
    ],
)
def test_what_stands_where_a_command_could_is_opened(
    folder: Path, words: str, opened: str | None, further: str | None
) -> None:
    read = read_arguments(words.split())
    assert folder.exists()
    assert read.run == "window.open_window"
    assert (read.opened, read.further) == tuple(None if name is None else Path(name) for name in (opened, further))


def test_a_dead_display_is_noticed_before_qt_would_abort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    reason = display.missing_display()
    assert reason is None or "does not answer" in reason
    if (reason is None) and sys.platform == "linux" and shutil.which("Xvfb"):
        pytest.fail("a dead display was taken for a living one")


def test_missing_libraries_are_named_by_their_package(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "missing_display", lambda: None)
    monkeypatch.setattr(display, "_loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    code, _, err = run(capsys)
    assert code == 2
    assert "libxcb-cursor0" in err
    assert err.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="Wayland")
@pytest.mark.parametrize("wished", ["", "wayland", "wayland;xcb", "wayland-egl"])
def test_a_user_of_wayland_gets_an_x_window(wished: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", wished)
    monkeypatch.setattr(display, "_answers", lambda: True)
    assert display.missing_display() is None
    assert os.environ["QT_QPA_PLATFORM"] == "xcb"


def test_the_readme_names_every_package_that_the_window_asks_for() -> None:
    named = (ROOT / "README.md").read_text(encoding="utf-8").split()
    words = {word.strip("`,.") for word in named}
    assert set(display.WINDOW_LIBRARIES.values()) - words == set()
