"""What is remembered from one run to the next, and that nothing is unless the user changed something."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Audience, Knowledge
from viewer.qt.memory.dialogs import use_own_dialogs
from viewer.qt.memory.feature import Memory
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.theme import ThemeFeature
from viewer.qt.widgets.style import LOOK, choose_look, scale_words
from viewer.state.settings import (
    MOST_RECENT,
    Settings,
    opening,
    read_settings,
    settings_path,
    with_recent,
    write_settings,
)
from viewer.state.store import Store
from viewer.state.view_state import ViewState
from window_panels import add_panels

WHOLE = Settings(
    "physician", "contrast", "de", "dark", 1.5, (10, 20, 1200, 800), {"student": {"pinch": False}}, ("/a/b.json",), True
)


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    write_settings(path, WHOLE)
    assert read_settings(path) == WHOLE
    assert opening(WHOLE, ViewState()).language == "de"
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 40_000, b" " * 60_000, b'{"text_scale": 1e999}'])
def test_damaged_settings_are_as_if_never_changed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert read_settings(path) == Settings()
    assert read_settings(tmp_path / "none.json") == read_settings(None) == Settings()


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.dictionaries(st.sampled_from([*Settings.__dataclass_fields__, "other"]), junk))
def test_any_settings_are_read(tmp_path: Path, raw: dict[str, Any]) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    found = read_settings(path)
    assert found.language in {"en", "de", "es"}
    assert len(found.recent) <= MOST_RECENT


def test_settings_lie_where_the_system_has_them() -> None:
    assert settings_path({"XDG_CONFIG_HOME": "/c"}, "linux") == Path("/c/dermatome-viewer/settings.json")
    assert settings_path({"DERMATOME_SETTINGS": "/x.json"}) == Path("/x.json")
    assert settings_path({"DERMATOME_SETTINGS": ""}) is None


def test_the_last_used_stands_first_and_once() -> None:
    recent: tuple[str, ...] = ()
    for number in (1, 2, 1, *range(20)):
        recent = with_recent(recent, Path(f"/v/{number}.json"))
    assert len(recent) == MOST_RECENT
    assert recent[0].endswith("19.json")
    assert len(set(recent)) == len(recent)


@pytest.fixture
def words(qapp: QApplication) -> Iterator[None]:
    font, sheet = qapp.font(), qapp.styleSheet()
    yield
    choose_look(qapp, "light")
    scale_words(qapp, 1.0, 1.0)
    qapp.setFont(font)
    # An empty sheet would let Qt delete the style under windows that still stand.
    qapp.setStyleSheet(sheet or " ")


class Desk:
    """A window with a memory."""

    def __init__(self, qtbot: QtBot, knowledge: Knowledge, path: Path) -> None:
        self.window = MainWindow(QWidget())
        qtbot.addWidget(self.window)
        self.store = Store(opening(read_settings(path), ViewState()))
        add_panels(self.window, self.store, knowledge)
        ThemeFeature(self.window, self.store)
        self.opened: list[Path] = []
        self.memory = Memory(self.window, self.store, path, self.opened.append)
        self.memory.restore()


@pytest.mark.qt
def test_nothing_is_written_while_nothing_was_changed(qtbot: QtBot, knowledge: Knowledge, tmp_path: Path) -> None:
    desk = Desk(qtbot, knowledge, tmp_path / "s.json")
    desk.store.update(root="L5", view="back")
    desk.window.resize(900, 600)
    desk.window.close()
    assert not list(tmp_path.iterdir())


def test_older_settings_with_one_list_of_panels_are_read(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"audience": "physician", "closed_panels": ["pinch", 3]}))
    assert read_settings(path).panels == {"physician": {"pinch": False}}
    path.write_text(
        json.dumps({"panels": {"student": {"pinch": True, "body": 1}, "nobody": {"pinch": True}, "patient": 3}})
    )
    assert read_settings(path).panels == {"student": {"pinch": True}}


@pytest.mark.qt
def test_each_reader_finds_the_panels_as_they_were_left(qtbot: QtBot, knowledge: Knowledge, tmp_path: Path) -> None:
    def shown(desk: Desk, reader: Audience) -> set[str]:
        desk.window.panels.switch_to(reader)
        return {dock.objectName() for dock in desk.window.findChildren(QDockWidget) if not dock.isHidden()}

    path = tmp_path / "s.json"
    desk = Desk(qtbot, knowledge, path)
    plain = {reader: shown(desk, reader) for reader in get_args(Audience)}
    docks = {dock.objectName(): dock for dock in desk.window.findChildren(QDockWidget)}
    desk.window.panels.switch_to("patient")
    assert desk.memory.now().panels == {}, "looking at what others see changes nothing"
    docks["pinch"].setVisible("pinch" not in plain["patient"])
    desk.window.panels.switch_to("student")
    docks["explanation"].hide()
    desk.window.close()
    again = Desk(qtbot, knowledge, path)
    assert shown(again, "patient") == plain["patient"] ^ {"pinch"}
    assert shown(again, "student") == plain["student"] - {"explanation"}
    assert shown(again, "physician") == plain["physician"]
    again.window.close()


@pytest.mark.qt
@pytest.mark.usefixtures("words")
def test_what_was_changed_is_there_again(
    qtbot: QtBot, qapp: QApplication, knowledge: Knowledge, tmp_path: Path
) -> None:
    path = tmp_path / "s.json"
    desk = Desk(qtbot, knowledge, path)
    desk.store.update(audience="student", palette="contrast")
    desk.window.actions_["words-150"].trigger()
    desk.window.actions_["look-contrast-dark"].trigger()
    points = qapp.font().pointSizeF()
    dock = desk.window.findChild(QWidget, "pinch")
    assert dock is not None
    dock.hide()
    desk.memory.remember(tmp_path / "mine.json")
    assert not path.exists()  # on closing, and not before
    desk.window.close()
    scale_words(qapp, 1.0, 1.0)
    choose_look(qapp, "light")
    again = Desk(qtbot, knowledge, path)
    assert (again.store.state.audience, again.store.state.palette) == ("student", "contrast")
    assert not again.store.can_undo
    assert qapp.font().pointSizeF() == pytest.approx(points)
    assert LOOK.name == "contrast-dark"
    assert again.window.actions_["look-contrast-dark"].isChecked()
    found = again.window.findChild(QWidget, "pinch")
    assert found is not None
    assert found.isHidden()
    again.memory.menu.aboutToShow.emit()
    again.memory.menu.actions()[0].trigger()
    assert again.opened == [tmp_path / "mine.json"]
    again.window.actions_["forget"].trigger()
    assert not path.exists()
    again.store.update(language="de")
    again.window.close()
    assert not path.exists()


@pytest.fixture
def dialogs(qapp: QApplication) -> Iterator[None]:
    yield
    use_own_dialogs(on=False)


def names_in(path: Path) -> list[str]:
    return [Path(name).name for name in json.loads(path.read_text(encoding="utf-8"))["recent"]]


@pytest.mark.qt
@pytest.mark.usefixtures("words", "dialogs")
def test_views_are_remembered_for_all_but_physicians(qtbot: QtBot, knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    desk = Desk(qtbot, knowledge, path)
    desk.memory.remember(tmp_path / "mueller.dermatome")
    desk.window.close()
    assert names_in(path) == ["mueller.dermatome"]
    again = Desk(qtbot, knowledge, path)
    assert again.window.actions_["keep-recent"].isChecked()
    again.store.update(audience="physician")
    assert names_in(path) == [], "at once, and not on closing"
    assert not again.window.actions_["keep-recent"].isChecked()
    assert not again.memory.menu.isEnabled()
    assert QApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    again.memory.remember(tmp_path / "meier.dermatome")
    again.store.update(audience="student")
    assert [Path(name).name for name in again.memory.recent] == ["mueller.dermatome"]
    assert not QApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    again.window.close()


@pytest.mark.qt
@pytest.mark.usefixtures("words", "dialogs")
def test_a_physician_s_settings_of_an_older_version_lose_their_names(
    qtbot: QtBot, knowledge: Knowledge, tmp_path: Path
) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"audience": "physician", "recent": ["/records/mueller.json"]}), encoding="utf-8")
    desk = Desk(qtbot, knowledge, path)
    assert names_in(path) == []
    desk.window.close()


@pytest.mark.qt
@pytest.mark.usefixtures("words", "dialogs")
def test_who_reads_can_choose_whether_views_are_remembered(qtbot: QtBot, knowledge: Knowledge, tmp_path: Path) -> None:
    def keeps(desk: Desk) -> dict[str, bool]:
        found = {}
        for reader in get_args(Audience):
            desk.store.update(audience=reader)
            found[reader] = desk.memory.keeps_recent
        return found

    path = tmp_path / "s.json"
    desk = Desk(qtbot, knowledge, path)
    box = desk.window.actions_["keep-recent"]
    assert keeps(desk) == {"patient": True, "student": True, "physician": False}
    desk.store.update(audience="patient")
    box.trigger()
    assert not any(keeps(desk).values())
    desk.store.update(audience="patient")
    box.trigger()
    assert keeps(desk) == {"patient": True, "student": True, "physician": False}, "what they have anyway is no choice"
    desk.store.update(audience="physician")
    box.trigger()
    desk.memory.remember(tmp_path / "model.dermatome")
    desk.window.close()
    again = Desk(qtbot, knowledge, path)
    assert all(keeps(again).values())
    assert [Path(name).name for name in again.memory.recent] == ["model.dermatome"]
    again.memory.clear()
    assert names_in(path) == []
    again.window.close()


@pytest.mark.qt
@pytest.mark.usefixtures("words", "dialogs")
def test_names_forgotten_by_one_window_are_not_written_by_another(
    qtbot: QtBot, knowledge: Knowledge, tmp_path: Path
) -> None:
    path = tmp_path / "s.json"
    desk = Desk(qtbot, knowledge, path)
    desk.memory.remember(tmp_path / "mueller.dermatome")
    desk.window.close()
    one, other = Desk(qtbot, knowledge, path), Desk(qtbot, knowledge, path)
    other.memory.remember(tmp_path / "meier.dermatome")
    one.memory.clear()
    other.window.close()
    assert names_in(path) == ["meier.dermatome"]
    one.window.close()


@pytest.mark.qt
@pytest.mark.usefixtures("words", "dialogs")
def test_forgetting_reaches_what_qt_s_dialogs_remember_for_all_programs(
    qtbot: QtBot, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "QtProject.conf"
    shared.write_text(
        "[FileDialog]\nhistory=file:///records/mueller\nlastVisited=file:///records/mueller\n"
        "shortcuts=file:///records/mueller\nviewMode=Detail\n\n[Qt]\nstyle=Fusion\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(QStandardPaths, "locate", lambda *_: str(shared))
    desk = Desk(qtbot, knowledge, tmp_path / "s.json")
    desk.window.actions_["forget"].trigger()
    text = shared.read_text(encoding="utf-8")
    assert "mueller" not in text
    assert "Detail" in text
    assert "Fusion" in text
    desk.window.close()


@pytest.mark.qt
def test_a_folder_that_takes_nothing_does_not_keep_the_window_open(
    qtbot: QtBot, knowledge: Knowledge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    desk = Desk(qtbot, knowledge, blocked / "s.json")
    desk.store.update(audience="student")
    assert desk.window.close()
    assert "settings were not kept" in capsys.readouterr().err
    assert replace(desk.memory.now(), window=None).audience == "student"
