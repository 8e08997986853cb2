"""What the window writes and opens: each failure is one sentence, old files stay whole, the program runs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from meshes.body import Body
from stand_ins import StillPicture
from viewer.output.handout import pictures as handout_pictures
from viewer.qt.shell.exports import Exports
from viewer.qt.shell.files import Files
from viewer.qt.shell.handout import HandoutFeature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.opening import Opening
from viewer.state.saved_view import read_state
from viewer.state.store import Store
from viewer.state.view_state import CameraPose, PickedSymptom, ViewState

pytestmark = pytest.mark.qt
TURNED = ViewState(
    symptoms=(PickedSymptom("knee-gives-way", "left"),),
    camera=CameraPose((0.0, 3000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0)),
    hidden=frozenset({"patella.left"}),
)


@dataclass
class FlatPicture(StillPicture):
    """Stands for the picture."""

    saved: list[str] = field(default_factory=list)
    broken: bool = False

    def save(self, path: str) -> None:
        if self.broken:
            raise PermissionError("no such luck")
        self.saved.append(path)

    def image(self) -> QImage:
        image = QImage(8, 6, QImage.Format.Format_RGB888)
        image.fill(QColor(1, 2, 3))
        return image


@dataclass
class Desk:
    window: MainWindow
    store: Store
    picture: FlatPicture
    handout: HandoutFeature
    complaints: list[str]

    def press(self, key: str) -> None:
        QTest.keySequence(self.window, key)


def no_body() -> Body:
    raise AssertionError("the body is asked for only when a sheet is drawn")


@pytest.fixture
def desk(qtbot: QtBot, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    canvas = QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window, store, picture = MainWindow(canvas), Store(TURNED), FlatPicture()
    files = Files(window, store, knowledge, picture)
    Opening(window, store, files, Exports(window, store, knowledge))
    handout = HandoutFeature(window, store, knowledge, no_body)
    complaints: list[str] = []
    monkeypatch.setattr(window, "show_error", complaints.append)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield Desk(window, store, picture, handout, complaints)
    window.close()


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    """Let the file dialogs give a path."""
    for dialog in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, dialog, lambda *_: (str(path), ""))


def test_a_saved_view_opens_as_it_was(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, tmp_path / "mine")
    desk.press("Ctrl+S")
    assert read_state(tmp_path / "mine.dermatome") == TURNED
    desk.store.replace(ViewState())
    answer(monkeypatch, tmp_path / "mine.dermatome")
    desk.press("Ctrl+O")
    assert desk.store.state == TURNED
    desk.store.undo()
    assert desk.store.state == ViewState()
    assert not desk.complaints


def test_a_view_is_also_saved_as_it_was_called_before(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "mine.json")
    desk.press("Ctrl+S")
    assert [file.name for file in tmp_path.iterdir()] == ["mine.json"]
    assert read_state(tmp_path / "mine.json") == TURNED


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b'{"schema_version": 1, "symptoms": [{"key": "nonsense"}]}', "unknown symptom 'nonsense'"),
        (b'{"schema_version": 1, "sym', "not a JSON file"),
        (b'{"schema_version": 99}', "unknown schema_version"),
        (b"\xff\xfe\x00", "not a JSON file"),
        (b"[" * 100_000, "saved view is accepted"),
    ],
)
def test_a_bad_view_changes_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, named: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    answer(monkeypatch, path)
    desk.press("Ctrl+O")
    assert desk.store.state == TURNED
    assert len(desk.complaints) == 1
    assert named in desk.complaints[0]


def test_an_old_file_stays_whole_when_the_new_one_cannot_be_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "view.json"
    path.write_text("precious", encoding="utf-8")

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    answer(monkeypatch, path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full_disk)
        desk.press("Ctrl+S")
    assert path.read_text(encoding="utf-8") == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["view.json"]
    assert "No space left on device" in desk.complaints[0]


def test_nothing_is_written_when_the_dialog_is_left(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "")
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_, **__: ("", False))
    monkeypatch.chdir(tmp_path)
    for key in ("Ctrl+S", "Ctrl+Shift+S", "Ctrl+O", "Ctrl+P"):
        desk.press(key)
    assert not list(tmp_path.iterdir())
    assert not desk.picture.saved
    assert not desk.complaints


def test_a_picture_is_saved_under_a_picture_s_name(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, tmp_path / "leg")
    desk.press("Ctrl+Shift+S")
    assert desk.picture.saved == [str(tmp_path / "leg.png")]
    desk.picture.broken = True
    desk.press("Ctrl+Shift+S")
    assert desk.complaints == ["The picture was not saved: no such luck"]


def test_the_picture_goes_to_the_clipboard(desk: Desk) -> None:
    desk.press("Ctrl+Shift+C")
    copied = QGuiApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (8, 6)
    assert copied.pixelColor(3, 3) == QColor(1, 2, 3)


def test_a_view_travels_as_text(desk: Desk) -> None:
    desk.store.replace(TURNED)
    desk.window.actions_["copy-view"].trigger()
    assert "knee-gives-way" in QGuiApplication.clipboard().text()
    desk.store.replace(ViewState())
    desk.window.actions_["paste-view"].trigger()
    assert desk.store.state == TURNED
    assert not desk.complaints


@pytest.mark.parametrize("text", ["", "hello", '{"dermatome_viewer": 1}', "[" * 100_000, '{"map": "nobody"}'])
def test_text_that_is_no_view_changes_nothing(desk: Desk, text: str) -> None:
    desk.store.replace(TURNED)
    QGuiApplication.clipboard().setText(text)
    desk.window.actions_["paste-view"].trigger()
    assert desk.store.state == TURNED
    (complaint,) = desk.complaints
    assert complaint.startswith("No view was pasted: the clipboard")


def test_the_button_makes_the_sheet_in_the_chosen_language(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    def grey(state: ViewState, size: tuple[int, int], *_: object, **__: object) -> NDArray[np.uint8]:
        return np.full((size[1], size[0], 3), 200, dtype=np.uint8)

    monkeypatch.setattr(handout_pictures, "render", grey)
    monkeypatch.setattr(desk.handout, "_body", lambda: object())
    offered: list[list[str]] = []

    def choose(*arguments: object, **_: object) -> tuple[str, bool]:
        offered.append(list(arguments[3]))  # type: ignore[call-overload]
        return "Español, Letter", True

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    answer(monkeypatch, tmp_path / "hoja")
    desk.window.views.handout.click()
    text = PdfReader(tmp_path / "hoja.pdf").pages[0].extract_text()
    assert "De lo que hemos hablado" in text
    assert offered[0][0] == "English, A4"
    assert not desk.complaints
    assert QGuiApplication.overrideCursor() is None
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    (box,) = desk.window.findChildren(QMessageBox)
    box.defaultButton().click()
    assert opened == [str(tmp_path / "hoja.pdf")]


def test_what_is_saved_is_said_and_the_folder_is_offered_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(*arguments: object) -> tuple[str, str]:
        offered.append(str(arguments[2]))
        return str(tmp_path / "leg"), "PNG picture (*.png)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.press("Ctrl+Shift+S")
    status = desk.window.statusBar().findChild(QLabel, "status")
    assert status is not None
    assert str(tmp_path / "leg.png") in status.text()
    desk.press("Ctrl+S")
    assert Path(offered[0]).is_absolute()
    assert offered[1] == str(tmp_path / "view.dermatome")
