"""Files that take a while: full disks, folders that take nothing, and a window that closes meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from viewer.files.errors import InputError
from viewer.output.turntable import Stopped
from viewer.qt.shell import exports
from viewer.qt.shell.exports import Exports
from viewer.qt.shell.main_window import MainWindow
from viewer.state.store import Store
from viewer.state.view_state import ViewState

pytestmark = pytest.mark.qt


class Desk:
    """A window that exports."""

    def __init__(self, qtbot: QtBot, knowledge: Knowledge) -> None:
        self.window = MainWindow(QWidget())
        qtbot.addWidget(self.window)
        self.store = Store(ViewState())
        self.exports = Exports(self.window, self.store, knowledge)
        self.complaints: list[str] = []
        self.window.show_error = self.complaints.append  # type: ignore[method-assign, assignment]


@pytest.fixture
def desk(qtbot: QtBot, knowledge: Knowledge) -> Iterator[Desk]:
    made = Desk(qtbot, knowledge)
    yield made
    made.window.close()
    assert QGuiApplication.overrideCursor() is None


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


@pytest.mark.parametrize(("action", "suffix"), [("save-page", ".html"), ("save-turn", ".gif"), ("save-model", ".glb")])
def test_a_place_that_takes_nothing_is_named(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str, suffix: str
) -> None:
    answer(monkeypatch, tmp_path / "missing" / "out")
    desk.window.actions_[action].trigger()
    assert len(desk.complaints) == 1
    assert f"out{suffix}: cannot be written, there is no folder" in desk.complaints[0]
    answer(monkeypatch, "")
    desk.window.actions_[action].trigger()
    assert len(desk.complaints) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "error",
    [InputError("out.html: cannot be written (No space left on device)"), OSError(30, "Read-only"), MemoryError()],
)
def test_a_disk_that_fails_is_a_sentence_and_the_program_runs_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    answer(monkeypatch, tmp_path / "out.html")
    with monkeypatch.context() as patch:
        patch.setattr(exports, "save_page", fail)
        desk.window.actions_["save-page"].trigger()
    assert len(desk.complaints) == 1
    assert desk.complaints[0].startswith("The page was not saved: ")
    written: list[Path] = []
    monkeypatch.setattr(exports, "save_page", lambda path, *_: written.append(path))
    desk.window.actions_["save-page"].trigger()
    assert written == [tmp_path / "out.html"]
    assert len(desk.complaints) == 1


def slow_turn(frames: int, drawn: list[int]) -> Callable[..., None]:
    """Stand for the drawing of a turn."""

    def save(*_: object, going_on: Callable[[int], bool], **__: Any) -> None:
        for number in range(frames):
            drawn.append(number)
            if not going_on(number + 1):
                raise Stopped

    return save


def test_closing_the_window_gives_a_turn_up(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    answer(monkeypatch, tmp_path / "turn.gif")
    monkeypatch.setattr(exports, "save_turntable", slow_turn(10_000, drawn))
    QTimer.singleShot(0, desk.window.close)
    desk.window.actions_["save-turn"].trigger()
    assert 0 < len(drawn) < 100
    assert not desk.complaints
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def test_a_turn_of_both_bodies_is_wide(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    answer(monkeypatch, tmp_path / "turn.gif")
    monkeypatch.setattr(exports, "save_turntable", lambda *_, size, **__: asked.append(size))
    for beside in (False, True):
        desk.store.update(beside=beside)
        desk.window.actions_["save-turn"].trigger()
    assert asked == [exports.TURN_SIZE, exports.SPLIT_SIZE]


def test_a_turn_can_be_stopped(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    answer(monkeypatch, tmp_path / "turn.gif")
    monkeypatch.setattr(exports, "save_turntable", slow_turn(10_000, drawn))

    def stop() -> None:
        for bar in desk.window.findChildren(QProgressDialog):
            # The rest of the window waits; its cross would be dead behind a modal bar.
            assert not desk.window.isEnabled()
            assert not bar.isModal()
            (button,) = bar.findChildren(QPushButton)
            assert button.isEnabled()
            button.click()

    QTimer.singleShot(0, stop)
    desk.window.actions_["save-turn"].trigger()
    assert 0 < len(drawn) < 100
    assert not desk.complaints
    assert desk.window.isEnabled()
    again: list[int] = []
    monkeypatch.setattr(exports, "save_turntable", slow_turn(3, again))
    desk.window.actions_["save-turn"].trigger()
    assert again == [0, 1, 2]
