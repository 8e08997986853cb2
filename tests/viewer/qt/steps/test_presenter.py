"""Presenting in the window: the whole screen, views that were gathered and kept, a second screen."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from places import PYTHON_PATH
from steps_desk import NUMB, PICKED, Desk, opened

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QMessageBox, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from viewer.qt.steps.presenter import LABELS

pytestmark = pytest.mark.qt


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with opened(qtbot) as made:
        yield made


def test_presenting_puts_the_panels_away_and_brings_them_back(desk: Desk, qtbot: QtBot) -> None:
    shown = [dock for dock in desk.window.findChildren(QDockWidget) if not dock.isHidden()]
    assert shown
    front = shown[0]
    behind = desk.window.add_panel("Another", QWidget(), front.windowTitle(), shown=True)
    shown.append(behind)
    behind.raise_()
    front.raise_()
    QApplication.processEvents()
    assert behind.visibleRegion().isEmpty()
    desk.press("F5")
    assert desk.presenter.on
    assert desk.window.isFullScreen()
    assert all(dock.isHidden() for dock in desk.window.findChildren(QDockWidget))
    assert desk.window.menuBar().isHidden()
    assert desk.scene.factor == LABELS
    QTest.keyClick(desk.canvas, Qt.Key.Key_Right)
    QTest.keyClick(desk.canvas, Qt.Key.Key_Space)
    assert desk.control.number == 2
    QTest.keyClick(desk.canvas, Qt.Key.Key_PageUp)
    assert desk.control.number == 1
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not desk.presenter.on
    assert not desk.window.isFullScreen()
    assert {dock for dock in desk.window.findChildren(QDockWidget) if not dock.isHidden()} == set(shown)
    qtbot.waitUntil(lambda: behind.visibleRegion().isEmpty() and not front.visibleRegion().isEmpty())
    assert desk.store.state == PICKED
    assert desk.scene.factor == 1.0


def arrangement(window: QMainWindow) -> dict[str, object]:
    """What of the panels can be seen, and where; what is folded away, floats, or stands behind another."""
    docks = window.findChildren(QDockWidget)
    seen = {dock.objectName() for dock in docks if not dock.visibleRegion().isEmpty()}
    return {
        "bars": {bar.objectName(): bar.isHidden() for bar in window.findChildren(QToolBar)},
        **{
            dock.objectName(): (
                dock.isHidden(),
                dock.isFloating(),
                window.dockWidgetArea(dock),
                dock.geometry() if dock.objectName() in seen else None,
            )
            for dock in docks
        },
    }


def floating(docks: dict[str, QDockWidget], window: QMainWindow) -> None:
    docks["explanation"].setFloating(True)
    docks["explanation"].setGeometry(120, 90, 330, 380)


def sized(docks: dict[str, QDockWidget], window: QMainWindow) -> None:
    window.resizeDocks([docks["symptoms"], docks["explanation"]], [230, 400], Qt.Orientation.Horizontal)
    window.resizeDocks([docks["symptoms"], docks["picture"]], [170, 330], Qt.Orientation.Vertical)


def folded(docks: dict[str, QDockWidget], window: QMainWindow) -> None:
    docks["symptoms"].hide()


def behind(docks: dict[str, QDockWidget], window: QMainWindow) -> None:
    docks["body"].raise_()


def moved(docks: dict[str, QDockWidget], window: QMainWindow) -> None:
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, docks["symptoms"])


def maximized(docks: dict[str, QDockWidget], window: QMainWindow) -> None:
    window.showMaximized()


@pytest.mark.parametrize("arrange", [sized, floating, folded, behind, moved, maximized])
def test_after_presenting_panels_are_exactly_where_they_were(
    desk: Desk, qtbot: QtBot, arrange: Callable[[dict[str, QDockWidget], QMainWindow], None]
) -> None:
    window = desk.window
    desk.store.update(audience="physician")
    window.resize(1200, 900)
    qtbot.wait(80)
    docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
    arrange(docks, window)
    qtbot.wait(80)
    before, size, full = arrangement(window), window.geometry(), window.isMaximized()
    for leave in (Qt.Key.Key_F5, Qt.Key.Key_Escape):
        desk.press("F5")
        qtbot.wait(80)
        assert window.isFullScreen()
        assert all(dock.isHidden() for dock in window.findChildren(QDockWidget))
        QTest.keyClick(desk.canvas, leave)
        qtbot.wait(120)
        assert not window.isFullScreen()
        assert (window.geometry(), window.isMaximized()) == (size, full)
        assert arrangement(window) == before
    # From now on panels share the room again.
    window.dock_layout.share()
    qtbot.wait(80)
    if arrange is sized:
        assert arrangement(window) != before
    docks["explanation"].setFloating(False)


def test_views_are_gathered_kept_and_presented(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    views = ("front", "back", "inner-leg")
    for view in views:
        desk.store.update(view=view)
        desk.press("Ctrl+D")
    assert len(desk.presenter.prepared) == 3
    target = tmp_path / "mine.json"
    dialog = "viewer.qt.shell.saving.QFileDialog"
    monkeypatch.setattr(f"{dialog}.getSaveFileName", lambda *_: (str(target), ""))
    desk.presenter.save()
    desk.presenter.forget()
    monkeypatch.setattr(f"{dialog}.getOpenFileName", lambda *_: (str(target), ""))
    desk.presenter.open()
    assert [step.state.view for step in desk.control.steps] == list(views)
    assert desk.control.steps[0].passage("patient").sources
    desk.control.leave()
    desk.press("F5")
    assert [step.state.view for step in desk.control.steps] == list(views)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"schema_version": 2, "steps": []}',
        '{"schema_version": 1, "steps": []}',
        '{"schema_version": 1, "steps": [3]}',
        '{"schema_version": 1, "steps": [{"name": "a", "text": "b", "state": {"schema_version": 1, "viev": 1}}]}',
        '{"schema_version": 1, "steps": [{"name": "a", "text": "b", "state": {"schema_version": 1, "view": "up"}}]}',
        '{"schema_version": 1, "steps": [{"name": "", "text": "b", "state": {"schema_version": 1}}]}',
    ],
)
def test_a_damaged_file_of_steps_is_one_sentence(desk: Desk, tmp_path: Path, content: str) -> None:
    path = tmp_path / "steps.json"
    path.write_text(content, encoding="utf-8")
    desk.presenter.open_path(path)
    boxes = desk.window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert "steps.json" in boxes[0].text()
    boxes[0].close()
    assert not desk.control.on
    assert path.read_text(encoding="utf-8") == content


def test_a_saved_file_is_readable(desk: Desk, tmp_path: Path) -> None:
    from viewer.explain.prepared import write_steps

    desk.presenter.add()
    write_steps(tmp_path / "a.json", desk.presenter.prepared)
    plain = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert plain["steps"][0]["state"]["symptoms"] == [{"key": NUMB, "side": "right"}]


def test_a_second_screen_is_presented_on(tmp_path: Path) -> None:
    screen = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {**screen, "name": "desk", "x": 0, "width": 1280, "height": 800},
        {**screen, "name": "wall", "x": 1280, "width": 1920, "height": 1080},
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}"}
    environment["PYTHONPATH"] = os.pathsep.join([PYTHON_PATH, str(Path(__file__).parent)])
    code = "import test_presenter; test_presenter.present_and_leave()"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == ["wall", 1920, "desk", 1000]


def present_and_leave() -> None:
    """Present on two screens and print where the window was."""
    from viewer.qt.app import make_application

    class Bot:
        def addWidget(self, widget: QWidget) -> None:
            """Do nothing."""

        def waitExposed(self, widget: QWidget) -> contextlib.nullcontext[None]:
            return contextlib.nullcontext()

    application = make_application()
    bot: Any = Bot()
    desk = Desk(bot, PICKED)
    desk.window.setGeometry(50, 50, 1000, 700)
    found: list[object] = []
    for work in (desk.presenter.begin, desk.presenter.leave):
        work()
        application.processEvents()
        found += [desk.window.screen().name(), desk.window.width()]
    desk.window.close()
    desk.controller.close()
    sys.stdout.write(json.dumps(found) + "\n")


def test_a_screen_that_is_unplugged_meanwhile_is_not_gone_back_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand random actions found it: the screen the window came from was another object by then."""
    desk.press("F5")
    assert desk.presenter.on
    monkeypatch.setattr("viewer.qt.steps.presenter.QGuiApplication.screens", list)
    desk.presenter.leave()
    assert not desk.presenter.on
    assert not desk.window.isFullScreen()
