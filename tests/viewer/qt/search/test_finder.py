"""The finder in the window: letters become hits, Enter shows the first; the three readers; the picture in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from meshes.body import Structure
from stand_ins import StillPicture
from viewer.appearance.views import VIEWS
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.search.feature import SearchFeature
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.describing import Describing
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.panels import Place
from viewer.state.audience import EVERYONE, LEARNED, WORD_SCALE
from viewer.state.store import Store
from viewer.state.view_state import PickedSymptom, ViewState
from window_panels import add_panels, explanation_of, symptoms_of

pytestmark = pytest.mark.qt
NUMB = "numb-inner-shin"


@dataclass
class Desk:
    window: MainWindow
    store: Store
    find: SearchFeature
    words: Describing
    asked: list[str]

    def type(self, text: str) -> None:
        self.find.open()
        self.find.finder.field.clear()
        QTest.keyClicks(self.find.finder.field, text)

    def enter(self) -> None:
        QTest.keyClick(self.find.finder.field, Qt.Key.Key_Return)


@pytest.fixture
def desk(qtbot: QtBot, structures: dict[str, Structure]) -> Iterator[Desk]:
    knowledge = load()
    canvas = QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window, picture, store = MainWindow(canvas), StillPicture(), Store()
    controller = Controller(store, knowledge, structures, window, picture, CanvasInput(canvas, picture))
    add_panels(window, store, knowledge, structures, picture)
    asked: list[str] = []
    reveal = symptoms_of(window).reveal
    find = SearchFeature(window, store, knowledge, structures, picture, asked.append, reveal)
    words = Describing(window, store, knowledge, structures)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield Desk(window, store, find, words, asked)
    store.replace(ViewState())
    controller.close()
    window.close()


def test_numb_on_the_inside_of_my_shin_takes_one_sentence_and_enter(desk: Desk) -> None:
    QTest.keySequence(desk.window, "Ctrl+F")
    assert desk.find.finder.field.hasFocus()
    desk.type("numb on the inside of my shin")
    desk.enter()
    assert desk.store.state.symptoms == (PickedSymptom(NUMB, "right"),)
    assert desk.store.state.view == "inner-leg"
    assert not desk.find.finder.isVisible()


def test_the_list_scrolls_to_a_symptom_that_was_found(desk: Desk, qtbot: QtBot) -> None:
    panel = symptoms_of(desk.window)
    panel.search.setText("groin")
    desk.type("left numb sole")
    desk.enter()
    assert desk.store.state.symptoms[-1] == PickedSymptom("numb-sole", "left")
    index = panel.filter.mapFromSource(panel.model.index_of("numb-sole"))
    assert index.isValid()
    assert panel.tree.currentIndex() == index
    qtbot.waitUntil(lambda: panel.tree.viewport().rect().contains(panel.tree.visualRect(index).center()))


def test_a_part_is_selected_laid_open_and_framed(desk: Desk) -> None:
    desk.type("left kneecap")
    desk.enter()
    state = desk.store.state
    assert (state.selected, state.side) == ("patella.left", "left")
    assert state.camera is not None
    desk.window.actions_["undo"].trigger()
    assert desk.store.state.selected is None


def test_arrows_choose_and_escape_leaves(desk: Desk) -> None:
    desk.window.canvas.setFocus()
    desk.type("knee")
    first = desk.find.finder.current()
    QTest.keyClick(desk.find.finder.field, Qt.Key.Key_Down)
    second = desk.find.finder.current()
    assert first is not None
    assert second not in (None, first)
    assert desk.find.finder.field.accessibleDescription()
    QTest.keyClick(desk.find.finder.field, Qt.Key.Key_Escape)
    assert not desk.find.finder.isVisible()
    assert desk.window.canvas.hasFocus()
    assert desk.store.state == ViewState()


def test_views_questions_and_commands_are_found(desk: Desk) -> None:
    desk.type("sole of the foot")
    while (hit := desk.find.finder.current()) is not None and hit.entry.kind != "view":
        QTest.keyClick(desk.find.finder.field, Qt.Key.Key_Down)
    desk.enter()
    assert desk.store.state.view == "sole"
    desk.type("will it get better")
    desk.enter()
    assert desk.asked == ["will-it-get-better"]
    desk.type("x-ray")
    desk.enter()
    assert desk.store.state.skin_opacity is not None


def test_nothing_found_is_said(desk: Desk) -> None:
    desk.type("qqxxzz")
    assert "Nothing found" in desk.find.finder.note.text()
    before = desk.store.state
    desk.enter()
    assert desk.store.state == before


def panels(window: MainWindow) -> set[str]:
    return {dock.objectName() for dock in window.findChildren(QDockWidget) if not dock.isHidden()}


def test_a_panel_beside_one_that_is_not_there_is_told_what_is_there(desk: Desk) -> None:
    with pytest.raises(LookupError, match=r"no panel is called 'Explainer'; there are Symptoms, .*Explanation"):
        desk.window.add_panel("Quiz", QLabel("x"), "Explainer")


def test_each_reader_has_panels_and_everything_stays_in_the_menu(desk: Desk) -> None:
    study = desk.window.add_panel("Quiz", QLabel("x"), "Explanation", readers=frozenset({"student"}))
    below = desk.window.add_panel("Below", QLabel("x"), Place.BELOW, readers=LEARNED)
    assert panels(desk.window) == {"symptoms", "explanation"}
    desk.window.views.audience_requested.emit("student")
    assert {"symptoms", "explanation", "picture", "quiz", "below"} <= panels(desk.window)
    desk.window.views.audience_requested.emit("physician")
    assert "quiz" not in panels(desk.window)
    assert "below" in panels(desk.window)
    study.toggleViewAction().trigger()
    assert "quiz" in panels(desk.window)
    desk.store.update(audience="patient")
    assert "quiz" not in panels(desk.window)
    desk.store.update(audience="physician")
    assert "quiz" in panels(desk.window), "a reader's panels stay as they were left"
    assert below.toggleViewAction().isEnabled()


def test_patients_read_larger_words_and_nothing_adds_up(desk: Desk) -> None:
    sizes = []
    for audience in ("patient", "physician", "patient", "student", "patient"):
        desk.store.update(audience=audience)
        sizes.append(QApplication.font().pointSizeF())
    assert sizes[0] == pytest.approx(sizes[1] * WORD_SCALE["patient"], rel=0.02)
    assert sizes[0] == pytest.approx(sizes[2])
    assert sizes[2] == pytest.approx(sizes[4])


def test_warning_signs_are_there_for_everyone(desk: Desk) -> None:
    desk.store.update(symptoms=(PickedSymptom("saddle-numbness", "both"),))
    for audience in EVERYONE:
        desk.store.update(audience=audience)
        assert explanation_of(desk.window).text().startswith("WARNING SIGN")
        assert {"symptoms", "explanation"} <= panels(desk.window)


@pytest.mark.parametrize("width", [1024, 1280, 1480, 1920, 2560])
def test_the_bar_keeps_the_switch_at_any_width(desk: Desk, qtbot: QtBot, width: int) -> None:
    desk.window.resize(width, 700)
    bar = desk.window.views
    qtbot.waitUntil(lambda: desk.window.width() == width)
    qtbot.waitUntil(lambda: bar.reader.isVisible() != bar.readers.isVisible())
    for widget in (bar.sides, bar.search, bar.handout, bar.reader if bar.reader.isVisible() else bar.readers):
        assert widget.isVisible()
        assert widget.mapTo(desk.window, widget.rect().topRight()).x() < width
    assert bar.views.isVisible() or all(bar.buttons[name].isVisible() for name in bar.buttons)


def test_the_picture_is_described_for_screen_readers(desk: Desk, qtbot: QtBot) -> None:
    desk.store.update(view="sole")
    qtbot.waitUntil(lambda: "sole of the right foot" in desk.window.canvas.accessibleDescription())
    desk.window.actions_["describe"].trigger()
    dialog = desk.words.dialog
    assert dialog is not None
    assert "sole" in dialog.text.toPlainText()
    desk.store.update(view="back")
    qtbot.waitUntil(lambda: "from the back" in dialog.text.toPlainText())
    dialog.copy.click()
    assert "from the back" in QApplication.clipboard().text()
    dialog.close()


def test_all_views_are_in_the_folded_menu_or_on_buttons(desk: Desk) -> None:
    names = {action.data() for action in desk.window.views.views.menu().actions()}
    assert names <= set(VIEWS)
    assert names == set(desk.window.views.buttons)


def test_folded_buttons_speak_the_windows_language(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(1024, 700)
    qtbot.waitUntil(lambda: desk.window.views.views.isVisible())
    desk.store.update(language="de", view="back", audience="physician")
    qtbot.waitUntil(lambda: desk.window.views.views.text() == "Hinten")
    assert desk.window.views.readers.text() == "Arzt"
    desk.store.update(language="en")
    qtbot.waitUntil(lambda: desk.window.views.views.text() == "Back")


def test_the_path_of_a_first_visit_takes_few_actions(desk: Desk, qtbot: QtBot) -> None:
    """Start, pick "numb on the inside of my shin", understand, print: at most 12 actions; here four and a save."""
    panel, actions = symptoms_of(desk.window), 0
    panel.search.setFocus()
    actions += 1
    QTest.keyClicks(panel.search, "numb on the inside of my shin")
    actions += 1
    index = panel.filter.mapFromSource(panel.model.index_of(NUMB))
    assert index.isValid()
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=panel.tree.visualRect(index).center())
    actions += 1
    assert desk.store.state.symptoms == (PickedSymptom(NUMB, "right"),)
    assert "L4" in explanation_of(desk.window).text()
    assert explanation_of(desk.window).topics.isVisible()
    with qtbot.waitSignal(desk.window.views.handout_requested):
        desk.window.views.handout.click()
    actions += 1
    assert actions <= 9, "language and paper, a file name and Enter come on top"
