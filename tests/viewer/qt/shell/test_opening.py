"""What is dropped, pasted or handed over: each thing by what it is, and what cannot be opened is one sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from own_process import seen_by
from stand_ins import StillPicture
from viewer.files.errors import InputError
from viewer.qt.shell import exports as shell_exports
from viewer.qt.shell import opening as shell_opening
from viewer.qt.shell.exports import Exports
from viewer.qt.shell.files import Files, view_text
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.opening import Opening
from viewer.state.store import Store
from viewer.state.view_state import PickedSymptom, ViewState

pytestmark = pytest.mark.qt
SAVED = ViewState(symptoms=(PickedSymptom("knee-gives-way", "left"),), view="inner-leg", side="left")


@dataclass
class Desk:
    window: MainWindow
    store: Store
    opening: Opening
    used: list[Path]
    complaints: list[str]

    def drop(self, data: QMimeData, onto: QWidget) -> bool:
        """Drop something where a widget is, as the desktop does; says whether it was taken."""
        native = self.window.windowHandle()
        at = onto.mapTo(self.window, onto.rect().center())
        rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(at), *rest)
        QCoreApplication.sendEvent(native, enter)
        if not enter.isAccepted():
            return False
        fall = QDropEvent(QPointF(at), *rest)
        QCoreApplication.sendEvent(native, fall)
        QTest.qWait(20)
        return fall.isAccepted()


@pytest.fixture
def desk(qtbot: QtBot, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    window, store = MainWindow(QWidget()), Store()
    files = Files(window, store, knowledge, StillPicture())
    opening = Opening(window, store, files, Exports(window, store, knowledge))
    complaints: list[str] = []
    used: list[Path] = []
    files.used.connect(used.append)
    monkeypatch.setattr(window, "show_error", complaints.append)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield Desk(window, store, opening, used, complaints)
    window.close()


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def of_text(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


@pytest.mark.parametrize("name", ["view.json", "Rodilla izquierda.dermatome", "VIEW.DERMATOME"])
def test_a_view_is_dropped_anywhere_on_the_window(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(view_text(SAVED), encoding="utf-8")
    for onto in (desk.window.canvas, desk.window.views, desk.window.statusBar()):
        desk.store.replace(ViewState())
        assert desk.drop(of_files(path), onto)
        assert desk.store.state == SAVED
    assert desk.used == [path] * 3
    assert not desk.complaints


def test_a_field_takes_dropped_words_but_no_file(desk: Desk, tmp_path: Path) -> None:
    field = QLineEdit(desk.window.canvas)
    field.show()
    path = tmp_path / "view.dermatome"
    path.write_text(view_text(SAVED), encoding="utf-8")
    assert desk.drop(of_files(path), field)
    assert (field.text(), desk.store.state) == ("", SAVED)
    assert desk.drop(of_text("knee"), field)
    assert field.text() == "knee"
    assert not desk.complaints


def test_a_view_is_dropped_as_text_and_pasted_as_file(desk: Desk, tmp_path: Path) -> None:
    assert desk.drop(of_text(view_text(SAVED)), desk.window.canvas)
    assert desk.store.state == SAVED
    desk.store.undo()
    assert desk.store.state == ViewState()
    path = tmp_path / "view.dermatome"
    path.write_text(view_text(SAVED), encoding="utf-8")
    QGuiApplication.clipboard().setMimeData(of_files(path))
    QTest.keySequence(desk.window, "Ctrl+V")
    assert desk.store.state == SAVED
    assert not desk.complaints


def test_what_cannot_be_opened_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    for name in ("bad.dermatome", "notes.txt"):
        (tmp_path / name).write_text("hello", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    fetched = QMimeData()
    fetched.setUrls([QUrl("https://example.org/view.dermatome")])
    for data, said in (
        (of_files(tmp_path / "bad.dermatome"), "not a JSON file"),
        (of_files(tmp_path / "notes.txt"), "notes.txt is neither a saved view"),
        (of_files(tmp_path / "empty"), "The folder was not opened"),
        (of_files(tmp_path / "bad.dermatome", tmp_path / "notes.txt"), "one file at a time"),
        (fetched, "nothing is fetched"),
        (of_text("hello"), "the text: not a JSON file"),
    ):
        desk.complaints.clear()
        assert desk.drop(data, desk.window.canvas)
        (complaint,) = desk.complaints
        assert said in complaint
        assert "{" not in complaint
    assert desk.store.state == ViewState()
    assert not desk.drop(QMimeData(), desk.window.canvas)


def test_a_folder_of_records_is_offered_a_window_of_its_own(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources.toml").write_text("schema_version = 1\n", encoding="utf-8")
    started: list[Path] = []
    monkeypatch.setattr(shell_opening, "start_with_records", started.append)
    assert desk.drop(of_files(tmp_path), desk.window.canvas)
    assert not desk.complaints
    (box,) = desk.window.findChildren(QMessageBox)
    box.defaultButton().click()
    assert started == [tmp_path]


def test_a_scan_is_given_the_maps(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan, out = tmp_path / "body.ply", tmp_path / "maps.npz"
    scan.write_bytes(b"ply")
    carried: list[tuple[Path, Path]] = []

    def carry(source: Path, target: Path, _knowledge: Knowledge) -> None:
        if carried:
            raise InputError("no body")
        carried.append((source, target))

    monkeypatch.setattr(shell_exports, "annotate", carry)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    assert desk.drop(of_files(scan), desk.window.canvas)
    assert carried == [(scan, out)]
    assert desk.drop(of_files(scan), desk.window.canvas)
    assert desk.complaints == ["The maps were not carried onto the scan: no body"]


FINDER = """
import json
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from viewer.qt.shell.application import FinderApplication
application, opened = FinderApplication([]), []
QCoreApplication.sendEvent(application, QFileOpenEvent("/early.dermatome"))
application.open_with(lambda path: opened.append(path.name))
QCoreApplication.sendEvent(application, QFileOpenEvent("/late.dermatome"))
print(json.dumps(opened))
"""


def test_the_finder_of_macos_asks_before_there_is_a_window() -> None:
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    assert seen_by("-c", FINDER, environment=offscreen) == ["early.dermatome", "late.dermatome"]
