"""A fault of the window: logged without names, the view saved, one box, and the view offered at the next start."""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from stand_ins import StillPicture
from viewer.files.run import Run
from viewer.qt.faults import feature as faults_feature
from viewer.qt.faults.box import NOT_SAVED, SAVED, FaultBox
from viewer.qt.faults.feature import FaultsFeature
from viewer.qt.shell.files import Files, view_text
from viewer.qt.shell.main_window import MainWindow
from viewer.state.store import Store
from viewer.state.view_state import PickedSymptom, ViewState

pytestmark = pytest.mark.qt
PLANTED = "Zyxquar"
PICKED = ViewState(symptoms=(PickedSymptom("knee-gives-way", "left"),), view="inner-leg", side="left")


def wait(ms: int) -> None:
    """Run Qt's loop as the program does; QTest's would raise what fails in a slot."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


@dataclass
class Desk:
    window: MainWindow
    store: Store
    faults: FaultsFeature
    run: Run | None
    folder: Path

    @property
    def log(self) -> str:
        path = self.folder / "log.txt"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def rescued(self) -> list[Path]:
        return list(self.folder.glob("rescued-*"))

    def boxes(self) -> list[FaultBox]:
        wait(20)
        return self.window.findChildren(FaultBox)

    def questions(self) -> list[QMessageBox]:
        wait(20)
        return self.window.findChildren(QMessageBox)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DERMATOME_LOG", str(tmp_path / "log"))
    monkeypatch.setenv("DERMATOME_DEBUG", "")
    return tmp_path / "log"


@pytest.fixture
def desk(qtbot: QtBot, knowledge: Knowledge, folder: Path) -> Iterator[Desk]:
    yield from make_desk(qtbot, knowledge, Run(folder), folder)


@pytest.fixture
def desk_without_run(qtbot: QtBot, knowledge: Knowledge, folder: Path) -> Iterator[Desk]:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    yield from make_desk(qtbot, knowledge, None, folder)


def make_desk(qtbot: QtBot, knowledge: Knowledge, run: Run | None, folder: Path) -> Iterator[Desk]:
    window, store = MainWindow(QWidget()), Store(PICKED)
    faults = FaultsFeature(window, store, Files(window, store, knowledge, StillPicture()))
    faults.watch(run)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield Desk(window, store, faults, run, folder)
    window.close()
    faults.close()
    if run is not None:
        run.end()


def fail() -> None:
    raise ValueError(f"{PLANTED} cannot be read")


def fail_again() -> None:
    raise LookupError(PLANTED)


def in_a_slot(act: Callable[[], object]) -> None:
    QTimer.singleShot(0, act)
    wait(20)


def press(box: QWidget, text: str) -> None:
    (button,) = (button for button in box.findChildren(QPushButton) if button.text() == text)
    button.click()
    wait(20)


def test_a_fault_in_a_slot_saves_the_view_and_opens_a_box(desk: Desk) -> None:
    in_a_slot(fail)
    (box,) = desk.boxes()
    assert box.isVisible()
    (rescued,) = desk.rescued
    assert json.loads(rescued.read_text())["symptoms"] == [{"key": "knee-gives-way", "side": "left"}]
    assert "the window failed: ValueError" in desk.log
    assert PLANTED not in desk.log
    assert "knee-gives-way" not in desk.log
    press(box, "Go on")
    assert desk.boxes() == []
    assert desk.window.isVisible()


def test_the_box_says_whether_the_view_was_saved(desk: Desk) -> None:
    in_a_slot(fail)
    words = [label.text() for label in desk.boxes()[0].findChildren(QLabel)]
    assert SAVED in words
    assert NOT_SAVED not in words


def test_what_comes_a_hundred_times_is_one_box_and_one_entry(desk: Desk) -> None:
    timer = QTimer(desk.window)
    timer.timeout.connect(fail)
    timer.start(1)
    wait(150)
    (box,) = desk.boxes()
    press(box, "Go on")
    wait(100)
    timer.stop()
    assert desk.boxes() == []
    assert desk.log.count("the window failed") == 1


def test_another_fault_is_logged_and_told_once_the_box_is_closed(desk: Desk) -> None:
    in_a_slot(fail)
    in_a_slot(fail_again)
    (box,) = desk.boxes()
    assert "LookupError" in desk.log
    press(box, "Go on")
    assert desk.boxes() == []


def test_details_have_versions_and_places_and_no_names(desk: Desk) -> None:
    in_a_slot(fail)
    (box,) = desk.boxes()
    press(box, "Copy details")
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert "PySide6 6" in copied
    assert PLANTED not in copied
    assert box.isVisible()
    press(box, "Go on")


def test_quitting_keeps_the_view_and_the_next_start_offers_it(
    desk: Desk, qtbot: QtBot, knowledge: Knowledge, folder: Path
) -> None:
    in_a_slot(fail)
    press(desk.boxes()[0], "Quit")
    assert not desk.window.isVisible()
    assert desk.run is not None
    desk.run.end()
    assert len(desk.rescued) == 1
    for next_one in make_desk(qtbot, knowledge, Run(folder), folder):
        next_one.store.replace(ViewState())
        next_one.faults.look_back()
        (question,) = next_one.questions()
        assert "shall it be shown?" in question.text()
        assert desk.rescued == []
        press(question, "Show the view")
        assert next_one.store.state == PICKED
        next_one.store.undo()
        assert next_one.store.state == ViewState()


def test_a_view_that_is_not_wanted_is_gone(desk: Desk) -> None:
    in_a_slot(fail)
    desk.boxes()[0].accept()
    desk.faults.look_back()
    press(desk.questions()[0], "Discard it")
    assert desk.rescued == []
    assert desk.store.state == PICKED


def test_closing_in_good_order_or_forgetting_removes_the_view(desk: Desk) -> None:
    in_a_slot(fail)
    desk.boxes()[0].accept()
    assert len(desk.rescued) == 1
    desk.window.clear_desk()
    assert desk.rescued == []
    in_a_slot(fail_again)
    desk.boxes()[0].accept()
    assert len(desk.rescued) == 1
    desk.window.close()
    assert desk.run is not None
    desk.run.end()
    assert desk.rescued == []


def test_the_next_patient_is_not_offered_the_view_of_the_last(desk: Desk) -> None:
    in_a_slot(fail)
    desk.boxes()[0].accept()
    desk.faults.look_back()
    assert len(desk.questions()) == 1
    in_a_slot(fail_again)
    desk.boxes()[0].accept()
    desk.window.clear_desk()
    assert desk.questions() == []
    assert desk.rescued == []


def test_an_event_that_fails_is_a_fault_too(desk: Desk) -> None:
    class Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.UpdateRequest:
                fail()
            return False

    kept = Filter(desk.window)
    desk.window.installEventFilter(kept)
    desk.window.update()
    wait(50)
    desk.window.removeEventFilter(kept)
    assert len(desk.boxes()) == 1
    desk.boxes()[0].accept()


def test_a_thread_that_fails_is_told_in_the_thread_of_the_window(desk: Desk) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    (box,) = desk.boxes()
    assert "a thread failed: ValueError" in desk.log
    box.accept()


def test_an_object_that_fails_as_it_goes_is_only_logged(desk: Desk) -> None:
    class Going:
        def __del__(self) -> None:
            fail()

    Going()
    gc.collect()
    assert desk.boxes() == []
    assert "an object that goes failed: ValueError" in desk.log


def test_a_fault_in_the_box_is_logged_and_does_not_come_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FaultBox, "showEvent", lambda *_: fail_again(), raising=False)
    in_a_slot(fail)
    assert len(desk.boxes()) == 1
    assert desk.log.count("failed:") == 2
    desk.boxes()[0].accept()
    monkeypatch.setattr(faults_feature, "window_versions", lambda _: 1 / 0)
    in_a_slot(lambda: [].pop())
    assert desk.boxes() == []
    assert desk.log.count("telling of a fault failed: ZeroDivisionError") == 1


def test_where_nothing_can_be_written_the_box_says_so(
    desk_without_run: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_without_run
    desk.faults.look_back()
    in_a_slot(fail)
    (box,) = desk.boxes()
    words = [label.text() for label in box.findChildren(QLabel)]
    assert NOT_SAVED in words
    assert SAVED not in words
    box.accept()
    in_a_slot(fail_again)
    assert capsys.readouterr().err.count("no log is kept") == 1
    desk.boxes()[0].accept()


def test_a_view_that_cannot_be_saved_is_no_second_box(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults_feature, "view_text", lambda _: 1 / 0)
    in_a_slot(fail)
    (box,) = desk.boxes()
    assert "the view was not saved: ZeroDivisionError" in desk.log
    box.accept()


def test_what_is_shown_over_the_readers_view_is_not_saved(desk: Desk) -> None:
    desk.store.show(ViewState(root="S1"), over=PICKED)
    in_a_slot(fail)
    assert desk.rescued[0].read_text() == view_text(PICKED)
    desk.boxes()[0].accept()


def test_an_end_without_a_view_is_one_sentence_in_the_status_bar(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(desk.window, "show_message", said.append)
    monkeypatch.setattr(Run, "take_hard_ends", lambda _: ["Fatal Python error: Aborted"])
    desk.faults.look_back()
    assert said == ["Last time the program ended unexpectedly. What it showed then was not saved."]
    assert "an earlier window ended hard: Fatal Python error: Aborted" in desk.log
    assert desk.questions() == []
