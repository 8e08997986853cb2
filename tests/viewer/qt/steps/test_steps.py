"""Explaining in the window: steps, the light on the way, tours; with an empty widget for a picture."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from steps_desk import PICKED, SCENE, Desk, opened

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from meshes.lesion.lesion import Lesion
from viewer.explain.tours import tour_steps, tours
from viewer.i18n.language import language_names
from viewer.qt.steps.bar import StepsBar
from viewer.scene.path_pulse import Sight
from viewer.state.view_state import CameraPose, PickedSymptom, ViewState
from window_panels import symptoms_of

pytestmark = pytest.mark.qt


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with opened(qtbot) as made:
        yield made


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
    symptoms_of(desk.window).symptoms_requested.emit((PickedSymptom("weak-lift-foot"),))
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
    monkeypatch.setattr("viewer.qt.steps.feature.LEAST_SECONDS", 0.001)
    monkeypatch.setattr("viewer.qt.steps.feature.WORDS_A_SECOND", 1e6)
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
    assert "Inner leg skin nerve" in desk.bar.place.text(), "as in a patient's picture"
    desk.store.update(audience="student", language="de")
    assert "Nervus saphenus" in desk.bar.place.text()


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


def test_the_way_goes_where_a_scene_presses_its_root(desk: Desk) -> None:
    desk.store.update(path=True)
    straight = desk.pulse.paths[0].points
    pressed = Lesion(SCENE.body, "l3-4-posterolateral-herniation").at(1.0)
    SCENE.affected = pressed
    try:
        desk.store.update(degree=1.0)
        way = desk.pulse.paths[0].points
        middle = np.array(pressed.contacts[0].xyz)
        apart, before = (float(np.linalg.norm(line - middle, axis=1).min()) for line in (way, straight))
        assert apart < 1.2 < 2.5 < before
        assert np.allclose(way[-1], straight[-1])
    finally:
        SCENE.affected = None


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
    symptoms_of(desk.window).symptoms_requested.emit((PickedSymptom("weak-tiptoe"),))
    assert not desk.control.on
    assert desk.store.state.symptoms == (*PICKED.symptoms, PickedSymptom("weak-tiptoe"))
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


@pytest.mark.parametrize("language", language_names())
def test_the_warning_of_a_tour_is_read_without_scrolling_and_makes_no_other_card_taller(
    qtbot: QtBot, language: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    bar = StepsBar(window)
    layout = QVBoxLayout(window)
    layout.addStretch(1)
    layout.addWidget(bar)
    window.show()
    warning, step, *_ = steps = tour_steps(next(iter(tours().values())), ViewState(language=language), load())
    heights = []
    for number, shown in enumerate((warning, step)):
        text = shown.passage("patient").text
        told = [each.passage("patient").text for each in steps if not each.urgent]
        bar.show_steps([each.name for each in steps], number, told, playing=False)
        bar.show_words(text, urgent=shown.urgent)
        QApplication.processEvents()
        assert bar.page.verticalScrollBar().maximum() == 0
        heights.append(bar.page.height())
    assert heights[0] > 2 * heights[1]
