"""A second start hands its file to the first window; what a killed program left behind blocks nobody."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

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
