"""A second start hands its file to the first window; what a killed program left behind blocks nobody."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from own_process import on_screen, seen_by
from places import ROOT
from viewer.qt.shell import second_start
from viewer.qt.shell.second_start import MOST_BYTES, Inbox, hand_over

pytestmark = [pytest.mark.qt, pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix are files")]
HAND_OVER = """
import sys
from pathlib import Path
from viewer.qt.shell.second_start import hand_over
sys.exit(0 if hand_over(Path(sys.argv[1])) else 3)
"""
KILLED = """
import os, signal
from PySide6.QtCore import QCoreApplication
from viewer.qt.shell.second_start import Inbox
application = QCoreApplication([])
inbox = Inbox()
os.kill(os.getpid(), signal.SIGKILL)
"""

TWO_STARTS = """
import json, subprocess, sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from viewer.cli.main import main
from viewer.qt import app

first, second = sys.argv[1:]
assemble, made = app.assemble, []

def kept(*arguments):
    made.append(assemble(*arguments))
    QTimer.singleShot(0, look)
    return made[0]

def look():
    (viewer,) = made
    seen = [viewer.store.state.symptoms[0].key]
    later = subprocess.Popen([sys.executable, "main.py", second])
    end = time.monotonic() + 60
    while viewer.store.state.symptoms[0].key == seen[0] and time.monotonic() < end:
        QCoreApplication.processEvents()
    print(json.dumps([*seen, viewer.store.state.symptoms[0].key, later.wait(60)]), flush=True)
    viewer.window.close()

app.assemble = kept
raise SystemExit(main([first]))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path_factory.mktemp("run")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    monkeypatch.setenv("DERMATOME_SETTINGS", "")
    return place


@pytest.fixture
def inbox(qtbot: QtBot) -> Iterator[Inbox]:
    made = Inbox()
    yield made
    made.close()


def second(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", HAND_OVER, str(path)], cwd=ROOT)


@pytest.mark.parametrize("name", ["view.dermatome", "Müllers Knie, links.json", "two\nlines.json"])
def test_the_first_window_gets_the_file(inbox: Inbox, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    with qtbot.waitSignal(inbox.arrived, timeout=20_000) as arrived:
        process = second(tmp_path / name)
    assert arrived.args == [tmp_path / name]
    assert process.wait(20) == 0


def test_nobody_takes_it_where_no_window_is_open(folder: Path, tmp_path: Path) -> None:
    assert not hand_over(tmp_path / "view.dermatome")
    assert not list(folder.iterdir())


def test_another_display_is_another_desk(inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not hand_over(tmp_path / "view.dermatome")
    assert inbox.children()


def test_what_a_killed_program_left_is_no_hindrance(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, check=False)
    assert len(list(folder.iterdir())) == 1
    assert not hand_over(tmp_path / "view.dermatome")
    inbox = Inbox()
    with qtbot.waitSignal(inbox.arrived, timeout=20_000):
        process = second(tmp_path / "view.dermatome")
    assert process.wait(20) == 0
    inbox.close()
    assert not list(folder.iterdir())


def test_a_window_opened_later_leaves_the_files_to_the_first(inbox: Inbox, qtbot: QtBot, tmp_path: Path) -> None:
    later = Inbox()
    later.close()
    with qtbot.waitSignal(inbox.arrived, timeout=20_000):
        process = second(tmp_path / "view.dermatome")
    assert process.wait(20) == 0


def test_a_window_that_hangs_is_not_waited_for(
    inbox: Inbox, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_start, "PATIENCE_MS", 100)
    begun = time.monotonic()
    # In this very process nobody can answer meanwhile.
    assert not hand_over(tmp_path / "view.dermatome")
    assert time.monotonic() - begun < 3.0
    with qtbot.assertNotEmitted(inbox.arrived, wait=200):
        pass


def test_noise_is_dropped(inbox: Inbox, qtbot: QtBot) -> None:
    socket = QLocalSocket()
    socket.connectToServer(second_start._place())
    assert socket.waitForConnected(500)
    with qtbot.assertNotEmitted(inbox.arrived, wait=300):
        socket.write(b"x" * (2 * MOST_BYTES))
    assert socket.state() == QLocalSocket.LocalSocketState.UnconnectedState


def test_a_folder_that_takes_no_socket_is_no_hindrance(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (tmp_path / "there is none" / ("x" * 200), Path("/proc/nowhere")):
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
        Inbox().close()
        assert not hand_over(tmp_path / "view.dermatome")


@pytest.mark.window
def test_the_program_started_twice_shows_both_files_in_one_window(display: str, tmp_path: Path) -> None:
    for name, key in (("a.dermatome", "numb-inner-shin"), ("b.json", "knee-gives-way")):
        view = {"schema_version": 1, "symptoms": [{"key": key, "side": "left"}]}
        (tmp_path / name).write_text(json.dumps(view), encoding="utf-8")
    files = (str(tmp_path / "a.dermatome"), str(tmp_path / "b.json"))
    found = seen_by("-c", TWO_STARTS, *files, environment=on_screen(display), folder=ROOT)
    assert found == ["numb-inner-shin", "knee-gives-way", 0]
