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
