"""Explaining in the window: steps, the light on the way, presenting; with an empty widget for a picture."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stand_ins import StillPicture

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from meshes.body import build_body
from meshes.mesh import Mesh
from meshes.pinch import Pinch, Pinched
from viewer.path import NervePath
from viewer.qt.canvas import CanvasInput
from viewer.qt.controller import Controller
from viewer.qt.main_window import MainWindow
from viewer.qt.path_control import PathControl
from viewer.qt.presenter import LABELS, Presenter
from viewer.qt.stage import Stage
from viewer.qt.steps_bar import StepsBar
from viewer.qt.steps_control import StepsControl
from viewer.qt.tours_menu import ToursMenu
from viewer.scene.path_pulse import Sight
from viewer.state import CameraPose, PickedSymptom, Store, ViewState
from viewer.tours import tours

pytestmark = pytest.mark.qt
NUMB = "numb-inner-shin"
PICKED = ViewState(symptoms=(PickedSymptom(NUMB),), view="inner-leg")


@dataclass
class Picture(StillPicture):
    """Stands for the picture, and counts its frames."""

    frames: int = 0
    still: bool = False
    unhurried: bool = False
    box: None = None

    def redraw(self) -> None:
        self.frames += 1


@dataclass
class Pulse:
    """Stands for the light."""

    paths: tuple[NervePath, ...] = ()
    moving: bool = True
    places: list[float] = field(default_factory=list)
    closed: bool = False
    seen: Sight = field(default_factory=lambda: Sight(0.0, 1.0, 1100.0))

    def sight(self) -> Sight:
        return self.seen

    def show(self, paths: Sequence[NervePath], *, moving: bool) -> None:
        self.paths, self.moving = tuple(paths), moving

    def move(self, along: float) -> None:
        self.places.append(along)

    def close(self) -> None:
        self.closed = True


@dataclass
class Scene:
    """Wears the light atlas body."""

    body: Any = field(default_factory=lambda: build_body("light"))
    factor: float = 1.0
    pinched: Pinched | None = None

    def part(self, key: str) -> Mesh | None:
        moved = None if self.pinched is None else self.pinched.part(key)
        return moved or (self.body.part(key) if key in self.body.structures else None)

    def enlarge_labels(self, factor: float) -> None:
        self.factor = factor


SCENE = Scene()


class Desk:
    """A window in use."""

    def __init__(self, qtbot: QtBot, state: ViewState) -> None:
        self.canvas = QWidget()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        knowledge = load()
        self.window, self.picture, self.store = MainWindow(self.canvas, knowledge), Picture(), Store(state)
        pointer = CanvasInput(self.canvas, self.picture)
        structures = SCENE.body.structures
        self.controller = Controller(self.store, knowledge, structures, self.window, self.picture, pointer)
        self.bar, self.pulse, self.scene = StepsBar(self.window), Pulse(), SCENE
        stage = self.window.centralWidget()
        assert isinstance(stage, Stage)
        stage.add_below(self.bar)
        light: Any = self.pulse
        self.path = PathControl(self.window, self.store, knowledge, self.bar, self.picture, SCENE, light)
        self.control = StepsControl(self.window, self.store, knowledge, self.bar, self.picture)
        self.tours = ToursMenu(self.window, knowledge, self.control)
        self.presenter = Presenter(
            self.window, self.store, knowledge, structures, self.control, self.bar, self.picture, SCENE
        )
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.canvas.setFocus()

    @property
    def keys(self) -> list[str]:
        return [step.key for step in self.control.steps]

    def press(self, key: str) -> None:
        QTest.keySequence(self.window, key)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot, PICKED)
    yield made
    made.presenter.leave()
    made.window.close()
    made.controller.close()


def test_explaining_goes_through_the_steps_and_gives_the_view_back(desk: Desk) -> None:
    desk.store.update(camera=CameraPose((0.0, 900.0, 400.0), (0.0, 0.0, 400.0), (0.0, 0.0, 1.0)))
    before = desk.store.state
    desk.press("Y")
    assert desk.control.on
    assert desk.keys == ["spine", "gap", "nerve", "muscles", "skin", "meaning"]
    assert desk.store.state.view == "lumbar"
    assert not desk.bar.isHidden()
    assert "lower back" in desk.bar.text.text()
    desk.press("PgDown")
    assert desk.store.state.view == "lumbar-back"
    desk.press("PgUp")
    assert desk.control.number == 0
    desk.bar.dots[4].click()
    assert desk.store.state.view == "inner-leg"
    assert desk.bar.dots[4].isChecked()
    desk.press("Esc")
    assert not desk.control.on
    assert desk.store.state == before
    assert desk.bar.isHidden()


def test_the_picture_travels_slowly_only_while_something_is_told(desk: Desk) -> None:
    desk.control.begin()
    assert desk.picture.unhurried
    desk.control.leave()
    assert not desk.picture.unhurried


def test_undo_knows_nothing_of_the_steps(desk: Desk) -> None:
    first = desk.store.state
    desk.store.update(map="keegan_garrett")
    second = desk.store.state
    desk.control.begin()
    desk.control.go(3)
    desk.control.leave()
    assert desk.store.state == second
    desk.store.undo()
    assert desk.store.state == first
    desk.store.redo()
    assert desk.store.state == second


def test_undo_while_something_is_told_ends_it(desk: Desk) -> None:
    first = desk.store.state
    desk.store.update(map="keegan_garrett")
    desk.control.begin()
    desk.control.go(2)
    desk.press("Ctrl+Z")
    assert not desk.control.on
    assert desk.store.state == first


def test_a_change_of_reader_and_language_stays_and_is_told(desk: Desk) -> None:
    desk.control.begin()
    desk.control.go(4)
    plain = desk.bar.text.text()
    desk.store.update(audience="physician")
    assert desk.control.number == 4
    assert desk.bar.text.text() != plain
    assert not desk.bar.sources.isHidden()
    desk.store.update(audience="patient", language="de")
    assert "Karten" in desk.bar.text.text()
    assert desk.bar.dots[4].toolTip().endswith("Haut")
    desk.control.leave()
    assert (desk.store.state.language, desk.store.state.view) == ("de", "inner-leg")
    desk.store.update(language="en")


def test_another_symptom_is_told_from_its_beginning(desk: Desk) -> None:
    desk.control.begin()
    desk.control.go(3)
    desk.window.symptoms.symptoms_requested.emit((PickedSymptom("weak-lift-foot"),))
    assert desk.control.on
    assert desk.control.number == 0
    desk.control.leave()
    assert desk.store.state.symptoms == (PickedSymptom("weak-lift-foot"),)
    assert desk.store.state.named is None


def test_turning_the_body_does_not_end_a_step(desk: Desk) -> None:
    desk.control.begin()
    desk.store.update(camera=CameraPose((0.0, 900.0, 400.0), (0.0, 0.0, 400.0), (0.0, 0.0, 1.0)))
    desk.store.update(selected="femur.right")
    assert desk.control.number == 0
    desk.control.leave()
    assert desk.store.state == PICKED


def test_keys_belong_to_the_steps_only_while_they_are_told(desk: Desk) -> None:
    actions = desk.window.actions_
    assert not actions["next-step"].isEnabled()
    desk.control.begin()
    assert actions["next-step"].isEnabled()
    assert actions["explain"].isChecked()
    desk.control.leave()
    desk.store.update(symptoms=(), root="all")
    assert not actions["explain"].isEnabled()
    assert not desk.control.begin()


def test_a_warning_is_told_first_on_red(desk: Desk) -> None:
    desk.store.replace(ViewState(symptoms=(PickedSymptom("saddle-numbness", "both"),)))
    desk.control.begin()
    assert desk.keys[0] == "warning"
    assert desk.bar.card.objectName() == "warning"
    assert desk.bar.text.text().startswith("Emergency: get help now.")
    desk.control.next()
    assert desk.bar.card.objectName() == "card"


def test_steps_play_by_themselves_and_stop_at_the_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.qt.steps_control.LEAST_SECONDS", 0.001)
    monkeypatch.setattr("viewer.qt.steps_control.WORDS_A_SECOND", 1e6)
    desk.control.begin()
    desk.bar.play.click()
    until = time.monotonic() + 5.0
    while desk.control.number < len(desk.control.steps) - 1 and time.monotonic() < until:
        QApplication.processEvents()
    assert desk.control.number == len(desk.control.steps) - 1
    QTest.qWait(20)
    assert not desk.bar.play.isChecked()


def test_the_dots_write_names_where_there_is_room(desk: Desk) -> None:
    desk.control.begin()
    desk.window.resize(1900, 900)
    QApplication.processEvents()
    wide = desk.bar.dots[0].text()
    desk.bar.resize(240, desk.bar.height())
    narrow = desk.bar.dots[0].text()
    assert (wide, narrow) == ("1 Spine", "1")
    assert all(dot.accessibleName() for dot in desk.bar.dots)


# ------------------------------------------------------------------ the light


def run(desk: Desk, milliseconds: int = 200) -> None:
    QTest.qWait(milliseconds)


def test_the_light_runs_on_the_nerve_step_and_stops_with_it(desk: Desk) -> None:
    desk.control.begin()
    assert not desk.path.running
    desk.control.go(2)
    assert [path.way.root for path in desk.pulse.paths] == ["L4"]
    assert desk.path.running
    run(desk)
    assert desk.path.along > 0.0
    assert desk.pulse.places == sorted(desk.pulse.places)
    assert desk.picture.frames > 1
    desk.control.go(3)
    assert not desk.pulse.paths
    assert not desk.path.running


def test_in_a_close_up_the_light_stays_in_the_picture_and_takes_its_time(desk: Desk) -> None:
    desk.store.update(path=True)
    desk.pulse.seen = Sight(0.2, 0.25, 110.0)
    desk.pulse.places.clear()
    desk.bar.pace_requested.emit("fast")
    run(desk, 400)
    assert all(0.2 <= place < 0.27 for place in desk.pulse.places)
    # A tenth of the body is seen, and so the light is ten times as slow.
    length = desk.pulse.paths[0].length
    assert 0.0 < desk.path.along - 0.2 < 0.5 * 560.0 / length
    desk.pulse.seen = Sight(0.0, 1.0, 1100.0)
    desk.store.update(path=False)


def test_the_light_pauses_and_goes_by_stations(desk: Desk) -> None:
    desk.press("J")
    assert desk.store.state.path
    desk.bar.pause.click()
    assert not desk.path.running
    here = desk.path.along
    run(desk)
    assert desk.path.along == here
    desk.bar.pace_requested.emit("fast")
    desk.bar.station.click()
    until = time.monotonic() + 5.0
    while desk.path.running and time.monotonic() < until:
        run(desk, 20)
    path = desk.pulse.paths[0]
    assert desk.path.along * (len(path.points) - 1) == pytest.approx(path.stations[1].index)
    assert "way out" in desk.bar.place.text()
    desk.press("J")
    assert not desk.pulse.paths
    assert desk.bar.isHidden()


def test_with_less_motion_the_way_stands_still_and_is_numbered(desk: Desk) -> None:
    desk.store.update(path=True)
    assert desk.path.running
    desk.window.actions_["less-motion"].trigger()
    assert not desk.path.running
    assert not desk.pulse.moving
    assert desk.picture.still
    assert desk.bar.pause.isHidden()
    assert "1 L4 root" in desk.bar.place.text()
    assert "Saphenous nerve" in desk.bar.place.text()


def test_the_light_stops_while_nobody_sees_it(desk: Desk) -> None:
    desk.store.update(path=True)
    desk.canvas.hide()
    run(desk, 30)
    assert not desk.path.running
    desk.canvas.show()
    run(desk, 30)
    assert desk.path.running


def test_closing_while_the_light_runs_is_no_error(desk: Desk) -> None:
    desk.control.begin()
    desk.control.go(2)
    desk.control.play(True)
    assert desk.path.running
    desk.window.close()
    assert desk.pulse.closed
    assert not desk.path.running
    run(desk, 60)


# ------------------------------------------------------------------ presenting


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


def test_the_way_goes_where_a_scene_presses_its_root(desk: Desk) -> None:
    desk.store.update(path=True)
    straight = desk.pulse.paths[0].points
    pressed = Pinch(SCENE.body, "l3-4-posterolateral-herniation").at(1.0)
    SCENE.pinched = pressed
    try:
        desk.store.update(degree=1.0)
        way = desk.pulse.paths[0].points
        middle = np.array(pressed.contacts[0].xyz)
        apart, before = (float(np.linalg.norm(line - middle, axis=1).min()) for line in (way, straight))
        assert apart < 1.2 < 2.5 < before
        assert np.allclose(way[-1], straight[-1])
    finally:
        SCENE.pinched = None


def test_views_are_gathered_kept_and_presented(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    views = ("front", "back", "inner-leg")
    for view in views:
        desk.store.update(view=view)
        desk.press("Ctrl+D")
    assert len(desk.presenter.prepared) == 3
    target = tmp_path / "mine.json"
    dialog = "viewer.qt.presenter.QFileDialog"
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
    from viewer.prepared import write_steps

    desk.presenter.add()
    write_steps(tmp_path / "a.json", desk.presenter.prepared)
    plain = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert plain["steps"][0]["state"]["symptoms"] == [{"key": NUMB, "side": "right"}]


# ------------------------------------------------------------------ tours


def test_tours_are_in_the_help_menu_and_end_where_they_began(desk: Desk) -> None:
    menu = desk.tours.menu
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions()]
    assert "L4 in five minutes" in titles
    before = desk.store.state
    menu.actions()[0].trigger()
    assert desk.control.on
    assert desk.store.state.root == "L4"
    for _ in desk.control.steps:
        desk.control.next()
    desk.control.leave()
    assert desk.store.state == before


def test_picking_a_symptom_ends_a_tour(desk: Desk) -> None:
    desk.tours.begin(tours()["l3-l4-or-l5"])
    desk.window.symptoms.symptoms_requested.emit((PickedSymptom("weak-tiptoe"),))
    assert not desk.control.on
    assert desk.store.state.symptoms == (PickedSymptom("weak-tiptoe"),)
    assert desk.store.state.root == PICKED.root


def test_everything_in_the_bar_has_a_name_and_is_reached(desk: Desk) -> None:
    desk.control.begin()
    desk.control.go(2)
    widgets = [w for w in desk.bar.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    shown = [w for w in widgets if w.isVisible()]
    assert len(shown) >= 12
    assert all(w.accessibleName() for w in shown)
    seen = set()
    desk.bar.dots[0].setFocus()
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    # Of joined buttons Tab comes to one; arrow keys go on from there.
    apart = [w for w in shown if w.objectName() != "segment"]
    missing = [w.accessibleName() for w in apart if w not in seen and w.isEnabled()]
    assert any(w.objectName() == "segment" for w in seen if w in shown)
    assert missing == []


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_bar_leaves_the_picture_its_room(desk: Desk, factor: float) -> None:
    font, bar = desk.bar.font(), desk.bar
    font.setPointSizeF(font.pointSizeF() * factor)
    bar.setFont(font)
    desk.window.resize(1024, 640)
    desk.control.begin()
    for number in range(len(desk.control.steps)):
        desk.control.go(number)
        QApplication.processEvents()
        assert desk.canvas.height() >= 0.25 * desk.window.height()
        assert bar.page.isVisible()


def test_a_second_screen_is_presented_on(tmp_path: Path) -> None:
    screen = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {**screen, "name": "desk", "x": 0, "width": 1280, "height": 800},
        {**screen, "name": "wall", "x": 1280, "width": 1920, "height": 1080},
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}"}
    root = Path(__file__).parents[1]
    environment["PYTHONPATH"] = os.pathsep.join([str(root), str(root / "tests")])
    code = "import test_viewer_qt_steps; test_viewer_qt_steps.present_and_leave()"
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
