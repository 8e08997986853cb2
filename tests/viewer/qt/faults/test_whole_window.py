"""The whole program: it dies hard and starts again, is stopped from its terminal, and runs where it may not write."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from own_process import SECONDS_FOR_ALL, on_screen
from places import PYTHON_PATH, ROOT

PROGRAM = """
import json, os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from viewer.cli.main import main
from viewer.qt import app

assemble = app.assemble

def assembled(*arguments):
    viewer = assemble(*arguments)
    QTimer.singleShot(app.LATER_MS + 500, viewer.window, lambda: globals()[sys.argv[1]](viewer))
    return viewer

def dies(viewer):
    QTimer.singleShot(400, viewer.window, lambda: os.kill(os.getpid(), signal.SIGSEGV))
    raise ValueError(f"Zyxquar {viewer.store.state}")

def interrupted(viewer):
    # As the terminal does it: by another process, while Qt waits for something to happen.
    os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", f"sleep 0.5; kill -INT {os.getpid()}")

def faulty(*_):
    raise ValueError("Zyxquar")

def press_ok():
    boxes = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox)]
    if not boxes:
        QTimer.singleShot(200, press_ok)
        return
    print(json.dumps(boxes[0].text()), flush=True)
    boxes[0].accept()

def looks(viewer):
    boxes = viewer.window.findChildren(QMessageBox)
    said = [box.text() for box in boxes]
    if boxes:
        boxes[0].defaultButton().click()
    picked = [pick.key for pick in viewer.store.state.symptoms]
    viewer.window.close()
    print(json.dumps({"said": said, "picked": picked}))

app.assemble = assembled
if sys.argv[1] == "fails":
    app.assemble = faulty
    make_application = app.make_application

    def made(*words):
        application = make_application(*words)
        QTimer.singleShot(200, press_ok)
        return application

    app.make_application = made
raise SystemExit(main(sys.argv[2:]))
"""

pytestmark = [pytest.mark.window, pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")]


def start(display: str, log: Path, *words: str, debug: str = "") -> subprocess.CompletedProcess[str]:
    environment = on_screen(display, DERMATOME_LOG=str(log), DERMATOME_DEBUG=debug, XDG_RUNTIME_DIR=str(log.parent))
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env={**environment, "PYTHONPATH": PYTHON_PATH},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS_FOR_ALL,
        check=False,
    )


def test_what_a_window_that_died_had_saved_is_offered_by_the_next(tmp_path: Path, display: str) -> None:
    log, view = tmp_path / "log", tmp_path / "Zyxquar.dermatome"
    view.write_text('{"schema_version": 1, "symptoms": [{"key": "knee-gives-way", "side": "left"}]}', encoding="utf-8")
    died = start(display, log, "dies", str(view))
    assert died.returncode == -signal.SIGSEGV, died.stderr
    assert "Zyxquar" not in died.stderr
    looked = start(display, log, "looks")
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout) == {
        "said": ["The program failed last time. Its view was saved then: shall it be shown?"],
        "picked": ["knee-gives-way"],
    }
    assert [path.name for path in log.iterdir()] == ["log.txt"]
    told = (log / "log.txt").read_text(encoding="utf-8")
    assert "OpenGL: " in told
    assert "the window failed: ValueError" in told
    assert "an earlier window ended hard: Fatal Python error: Segmentation fault" in told
    assert "viewer/qt/app.py:" in told
    for secret in ("Zyxquar", "knee-gives-way", str(tmp_path), str(ROOT), os.environ.get("USER") or "Zyxquar"):
        assert secret not in told.replace("dermatome-viewer", "")
    again = start(display, log, "looks")
    assert json.loads(again.stdout) == {"said": [], "picked": []}


def test_ctrl_c_in_the_terminal_ends_an_idle_window(tmp_path: Path, display: str) -> None:
    done = start(display, tmp_path / "log", "interrupted")
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["log.txt"]


def test_where_nothing_may_be_written_the_window_runs(tmp_path: Path, display: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = start(display, tmp_path / "file" / "log", "looks")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"said": [], "picked": []}
    assert done.stderr.count("\n") == done.stderr.count("no log is kept") == 1


def test_a_window_that_cannot_open_says_so(tmp_path: Path, display: str) -> None:
    done = start(display, tmp_path / "log", "fails")
    assert done.returncode == 1
    log = tmp_path / "log" / "log.txt"
    assert json.loads(done.stdout) == f"The program cannot start, through a fault of its own. Its log says more: {log}"
    assert done.stderr.count("\n") == 1
    assert "ValueError in viewer/qt/app.py, line" in done.stderr
    assert "Zyxquar" not in log.read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["log.txt"]


def test_whoever_debugs_sees_tracebacks_and_no_box(tmp_path: Path, display: str) -> None:
    done = start(display, tmp_path / "log", "fails", debug="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert "ValueError: Zyxquar" in done.stderr
    done = start(display, tmp_path / "log", "dies", debug="1")
    assert "ValueError: Zyxquar ViewState(" in done.stderr
