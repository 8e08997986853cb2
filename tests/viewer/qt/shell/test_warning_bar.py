"""The warning across the top of the window: nothing that is shown, told, asked or closed takes it away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from steps_desk import PICKED, Desk, opened
from study_rig import Rig

pytest.importorskip("PySide6")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QToolBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from viewer.examination.items import read_entries
from viewer.explain.alarm import Alarm, action, alarm_of
from viewer.explain.tours import tours
from viewer.i18n.catalogue import ENGLISH, LANGUAGES
from viewer.i18n.language import in_language
from viewer.qt.explain.topics import TopicsFeature
from viewer.qt.explain.topics_dialog import TopicsDialog
from viewer.qt.shell.warning_bar import WarningBar
from viewer.qt.widgets.language import set_language, tr
from viewer.qt.widgets.style import scale_words
from viewer.state.view_state import PickedSymptom, ViewState
from window_panels import explanation_of, symptoms_of

pytestmark = pytest.mark.qt

SADDLE = PickedSymptom("saddle-numbness", "both")
STREAM = PickedSymptom("urine-flow-change", "both")
CANCER = PickedSymptom("past-cancer-weight-loss", "both")
IN_DANGER = ViewState(symptoms=(SADDLE, STREAM))
SIZES = ((1480, 940), (1024, 640), (800, 520))


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with opened(qtbot) as made:
        made.store.replace(IN_DANGER)
        yield made


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    made = Rig(qtbot, None)
    yield made
    made.study.close()
    made.controller.close()


def warns(window: QWidget) -> bool:
    """Say whether the action of an emergency stands at the top of the window, across it and under nothing."""
    QApplication.processEvents()
    bar = window.findChild(WarningBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert bar is not None
    place = bar.geometry()
    over = window.childAt(place.center()) is bar
    whole = place.topLeft().isNull() and place.width() == window.width() and place.height() >= _needed(bar)
    return bar.isVisible() and over and whole and "ambulance" in bar.lines(bar.width())[0]


def _needed(bar: WarningBar) -> int:
    """Height of all the words that the bar says, px; measured apart from the bar."""
    high = 0
    for words, bold in zip(bar.lines(bar.width()), (True, False), strict=True):
        font = bar.font()
        font.setBold(bold)
        flags = int(Qt.TextFlag.TextWordWrap)
        high += QFontMetrics(font).boundingRect(QRect(0, 0, bar.width() - 24, 9999), flags, words).height()
    return high


def test_it_is_there_for_a_warning_sign_and_for_nothing_else(desk: Desk) -> None:
    assert warns(desk.window)
    desk.store.replace(PICKED)
    assert not warns(desk.window)
    assert desk.window.contentsMargins().top() == 0
    desk.store.replace(ViewState(examination=read_entries(("pin-prick-s4-5:right=0",), load())))
    assert warns(desk.window)
    desk.store.replace(ViewState(symptoms=(CANCER,)))
    assert desk.window.warning.isVisible()
    assert desk.window.warning.lines(1000)[0].startswith("Book a visit")


def test_closing_every_panel_and_bar_leaves_it(desk: Desk) -> None:
    for kind in (QDockWidget, QToolBar):
        for widget in desk.window.findChildren(kind):
            widget.hide()
    desk.window.menuBar().hide()
    assert warns(desk.window)
    desk.store.update(symptoms=(STREAM,))
    assert warns(desk.window)


def test_all_steps_of_explanation_tours_and_presenting_leave_it(desk: Desk) -> None:
    desk.control.begin()
    for number in range(len(desk.control.steps)):
        desk.control.go(number)
        assert warns(desk.window), desk.keys[number]
    for tour in tours().values():
        desk.tours.begin(tour)
        for number in range(len(desk.control.steps)):
            desk.control.go(number)
            assert warns(desk.window), tour
    desk.presenter.begin()
    desk.control.next()
    assert warns(desk.window)
    desk.presenter.leave()
    assert desk.store.state.symptoms == IN_DANGER.symptoms
    assert warns(desk.window)


def test_what_a_tour_picks_is_no_emergency_of_the_reader(desk: Desk) -> None:
    desk.store.replace(PICKED)
    told = False
    for tour in tours().values():
        desk.tours.begin(tour)
        for number in range(len(desk.control.steps)):
            desk.control.go(number)
            told |= alarm_of(desk.store.state, load()) is not None
            assert not desk.window.warning.isVisible()
    assert told


def test_picking_while_a_tour_is_told_loses_nothing(desk: Desk) -> None:
    desk.tours.begin(tours()["l3-l4-or-l5"])
    symptoms_of(desk.window).symptoms_requested.emit((*desk.store.state.symptoms, CANCER))
    assert desk.store.state.symptoms == (SADDLE, STREAM, CANCER)
    assert warns(desk.window)


def test_a_view_that_is_opened_while_a_tour_is_told_is_the_readers_own(desk: Desk) -> None:
    desk.control.begin()
    desk.store.replace(PICKED)
    assert not warns(desk.window)
    desk.store.undo()
    assert warns(desk.window)


def test_studying_leaves_it_and_picking_meanwhile_loses_nothing(rig: Rig) -> None:
    rig.window.show()
    rig.store.replace(IN_DANGER)
    rig.study.practise()
    assert rig.study.asking.on
    assert not rig.store.state.symptoms
    assert warns(rig.window)
    symptoms_of(rig.window).symptoms_requested.emit((CANCER,))
    assert rig.store.state.symptoms == (SADDLE, STREAM, CANCER)
    assert warns(rig.window)


def test_enter_leaves_what_is_told_and_opens_the_explanation(desk: Desk) -> None:
    panel = next(dock for dock in desk.window.findChildren(QDockWidget) if dock.objectName() == "explanation")
    panel.hide()
    desk.tours.begin(tours()["l3-l4-or-l5"])
    desk.window.warning.setFocus()
    QTest.keyClick(desk.window.warning, Qt.Key.Key_Return)
    assert panel.isVisible()
    assert not desk.control.on
    assert "ambulance" in explanation_of(desk.window).text().partition("Sources")[0]
    here = QApplication.focusWidget()
    assert here is not None
    assert explanation_of(desk.window).isAncestorOf(here)


def test_a_new_emergency_is_read_aloud_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[QAccessible.Event] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.type()))
    desk.store.update(symptoms=(SADDLE, STREAM, CANCER))
    assert heard == [QAccessible.Event.Alert, QAccessible.Event.Announcement]
    desk.store.update(view="back")
    assert len(heard) == 2
    whole = desk.window.warning.accessibleName()
    assert all(load().symptoms[pick.key].text in whole for pick in (SADDLE, STREAM, CANCER))


def test_a_topic_that_is_read_has_it_too(desk: Desk) -> None:
    desk.window.feature(TopicsFeature).show_topic("will-it-get-better")
    dialog = desk.window.findChild(TopicsDialog)
    assert dialog is not None
    QApplication.processEvents()
    assert dialog.warning.isVisible()
    assert dialog.warning.height() >= _needed(dialog.warning)
    desk.store.replace(PICKED)
    assert not dialog.warning.isVisible()
    dialog.close()


@pytest.mark.parametrize("language", [ENGLISH, *LANGUAGES])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_action_is_whole_and_only_names_are_left_out(
    qtbot: QtBot, qapp: QApplication, language: str, scale: float
) -> None:
    scale_words(qapp, 1.0, scale)
    set_language(language)
    known = in_language(load(), language)
    signs = [symptom for symptom in known.symptoms.values() if symptom.urgency == "emergency"]
    names = tuple(symptom.text for symptom in signs)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    bar = WarningBar(window)
    column.addWidget(bar)
    column.addStretch(1)
    bar.show_alarm(Alarm("emergency", action("emergency", known), names))
    for width, high in SIZES:
        window.setFixedSize(width, high)
        window.show()
        qapp.processEvents()
        said, told = bar.lines(width)
        assert said == action("emergency", known)
        shown = sum(name in told for name in names)
        assert shown >= 1
        assert told.startswith(f"{tr('WARNING SIGN')}: {names[0]}")
        assert f"+\N{NO-BREAK SPACE}{len(names) - shown}\N{NO-BREAK SPACE}" in told
        assert _needed(bar) <= bar.height() <= 0.34 * high, (width, bar.height())
    set_language(ENGLISH)
    scale_words(qapp, 1.0, 1.0)


def test_an_emergency_differs_from_what_can_wait_in_more_than_colour(desk: Desk) -> None:
    loud = desk.window.warning.grab().toImage()
    desk.store.replace(ViewState(symptoms=(CANCER,)))
    assert desk.window.warning.grab().toImage() != loud
    assert "ambulance" not in desk.window.warning.text()


def test_it_is_the_first_stop_of_the_tab_key(desk: Desk) -> None:
    from viewer.qt.shell.tab_order import stops

    assert stops(desk.window)[0] is desk.window.warning
