"""Window and controller together, with an empty widget for a picture: every wish becomes a state, and only that."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from annotations.model import Knowledge
from meshes.body import Structure
from meshes.mesh import Layer
from meshes.skin.landmarks import landmark
from stand_ins import StillPicture
from viewer.appearance.views import VIEWS
from viewer.output.credits import NOTICE
from viewer.qt.look.layers import X_RAY
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.picture.stage import Stage
from viewer.qt.shell.actions import ACTIONS, GESTURES, MENUS
from viewer.qt.shell.context_menu import ContextMenu
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.help_dialog import about_page, keys_page, show_about, sources_page
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.theme import ThemeFeature
from viewer.qt.widgets.language import said
from viewer.qt.widgets.mnemonics import marked
from viewer.skin.outlines import Area, ChartOutlines
from viewer.state.audience import WORD_SCALE
from viewer.state.store import Store
from viewer.state.view_state import LAYERS, OPENING_LAYERS, CameraPose, ChartPlace, PickedSymptom, Side, ViewState
from window_panels import add_panels, explanation_of, symptoms_of

pytestmark = pytest.mark.qt
NUMB = "numb-inner-shin"
SHIN = ChartPlace("leg", "right", 0.5, 60.0)


def structure(base: str, side: Side, layer: Layer, plain: str) -> Structure:
    return Structure(f"{base}.{side}", base, side, layer[:-1], layer, "", base.replace("_", " "), "", "", plain, "")


STRUCTURES = {
    part.key: part
    for part in (
        structure("rectus_femoris", "right", "muscles", "straight thigh muscle"),
        structure("rectus_femoris", "left", "muscles", "straight thigh muscle"),
        structure("patella", "right", "bones", "kneecap"),
    )
}


@dataclass
class Desk:
    """A window in use."""

    window: MainWindow
    store: Store
    picture: StillPicture
    pointer: CanvasInput

    @property
    def state(self) -> ViewState:
        return self.store.state

    def press(self, key: str) -> None:
        QTest.keySequence(self.window, key)


@pytest.fixture
def desk(qtbot: QtBot, knowledge: Knowledge) -> Iterator[Desk]:
    canvas = QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window, picture, store = MainWindow(canvas), StillPicture(), Store()
    pointer = CanvasInput(canvas, picture)
    controller = Controller(store, knowledge, STRUCTURES, window, picture, pointer)
    add_panels(window, store, knowledge, STRUCTURES, picture)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    canvas.setFocus()
    ThemeFeature(window, store)
    yield Desk(window, store, picture, pointer)
    controller.close()
    window.close()


def test_it_starts_with_l4_of_the_right_leg(desk: Desk) -> None:
    assert (desk.state.root, desk.state.side, desk.state.labels) == ("L4", "right", True)
    assert len(desk.picture.showings) == 1
    assert "L4" in explanation_of(desk.window).text()
    assert "it does not diagnose" in NOTICE


def test_picking_a_symptom_lights_turns_and_explains(desk: Desk, knowledge: Knowledge) -> None:
    symptoms_of(desk.window).symptoms_requested.emit((PickedSymptom(NUMB, "left"),))
    assert desk.state.symptoms == (PickedSymptom(NUMB, "left"),)
    assert (desk.state.view, desk.state.side) == (knowledge.symptoms[NUMB].view, "left")
    lit = desk.picture.showings[-1]
    assert {paint.side for paint in lit.skin.territories} == {"left"}
    assert knowledge.symptoms[NUMB].text in explanation_of(desk.window).text()
    desk.press("Ctrl+Z")
    assert not desk.state.symptoms
    assert desk.state.view == ViewState().view
    desk.press("Ctrl+Shift+Z")
    assert desk.state.symptoms == (PickedSymptom(NUMB, "left"),)


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_view_has_its_key(desk: Desk, view: object) -> None:
    assert isinstance(view, type(VIEWS["front"]))
    desk.store.update(camera=CameraPose((1, 1, 1), (0, 0, 0), (0, 0, 1)))
    desk.press(view.shortcut)
    assert (desk.state.view, desk.state.camera) == (view.name, None)
    desk.press("Home")
    assert desk.state.view == ViewState().view


def test_number_keys_toggle_layers_and_x_sees_through(desk: Desk) -> None:
    for key, layer in zip("1234567", LAYERS, strict=True):
        desk.press(key)
        assert desk.state.layers == OPENING_LAYERS ^ {layer}
        desk.press(key)
    desk.press("X")
    assert desk.state.skin_opacity == X_RAY
    desk.press("X")
    assert desk.picture.showings[-1].skin.opacity == 1.0
    # With something deep lit the skin is faded already: then X makes it solid, and the next pick fades it again.
    desk.store.update(symptoms=(PickedSymptom("weak-straighten-knee"),))
    assert desk.picture.showings[-1].skin.opacity < 0.5
    desk.press("X")
    assert desk.state.skin_opacity == 1.0
    symptoms_of(desk.window).symptoms_requested.emit((*desk.state.symptoms, PickedSymptom(NUMB)))
    assert desk.picture.showings[-1].skin.opacity < 0.5


def test_letters_typed_into_the_search_box_are_words_and_not_commands(qtbot: QtBot, desk: Desk) -> None:
    symptoms_of(desk.window).focus_search()
    assert symptoms_of(desk.window).search.hasFocus()
    before = desk.state
    QTest.keyClicks(symptoms_of(desk.window).search, "map x1h")
    assert desk.state == before
    assert symptoms_of(desk.window).search.text() == "map x1h"


def test_a_click_on_skin_asks_what_the_maps_say(desk: Desk, knowledge: Knowledge) -> None:
    desk.picture.under = SHIN
    desk.pointer.clicked.emit(10, 10)
    assert (desk.state.place, desk.state.selected) == (SHIN, None)
    text = explanation_of(desk.window).text()
    for item in knowledge.maps.values():
        if item.provenance != "proposed":
            assert (item.short_name or item.name) in text
    # What is lit stays explained below the answer.
    assert "The L4 nerve root, patient's right" in text
    desk.press("Esc")
    assert desk.state.place is None


def test_the_key_point_near_a_click_is_named_with_its_source(desk: Desk, knowledge: Knowledge) -> None:
    ankle = landmark(knowledge.key_points["L4"].landmark, "right")
    desk.picture.under = ChartPlace(ankle.segment, "right", ankle.t, ankle.phi)
    desk.pointer.clicked.emit(10, 10)
    assert "Key point of L4, here" in explanation_of(desk.window).text()
    desk.picture.under = SHIN
    desk.pointer.clicked.emit(10, 10)
    assert "Key point of" not in explanation_of(desk.window).text()


def test_hover_click_and_description_of_a_place_look_it_up_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    place, asked = ChartPlace("leg", "right", 0.5125, 61.25), []  # which no other test reads
    look_up = ChartOutlines.at

    def counted(self: ChartOutlines, place: ChartPlace) -> list[Area]:
        asked.append(place)
        return look_up(self, place)

    monkeypatch.setattr(ChartOutlines, "at", counted)
    desk.picture.under = place
    desk.pointer.rested.emit(22, 20)
    desk.pointer.clicked.emit(10, 10)
    desk.press("F4")
    assert desk.state.place == place
    assert asked == [place]


def test_a_click_on_a_muscle_explains_its_nerve_and_roots(desk: Desk, knowledge: Knowledge) -> None:
    desk.picture.under = "rectus_femoris.right"
    desk.pointer.clicked.emit(10, 10)
    text = explanation_of(desk.window).text()
    assert "patient's right" in text
    assert "Roots:" in text
    assert knowledge.nerves["femoral_nerve"].plain_name in text
    desk.picture.under = None
    desk.pointer.clicked.emit(10, 10)
    assert desk.state.selected is None


def test_hide_isolate_and_show_all(desk: Desk) -> None:
    desk.press("H")
    assert desk.state.hidden == frozenset()
    desk.store.update(selected="patella.right")
    desk.press("H")
    assert (desk.state.hidden, desk.state.selected) == (frozenset({"patella.right"}), None)
    desk.store.update(selected="rectus_femoris.right")
    desk.press("Shift+H")
    assert desk.state.isolated == "rectus_femoris.right"
    desk.press("Alt+H")
    assert not desk.state.hidden
    assert not desk.state.isolated


def test_resting_names_the_thing_and_the_patients_side(desk: Desk, qtbot: QtBot) -> None:
    desk.picture.under = "patella.right"
    desk.pointer.rested.emit(20, 20)
    assert desk.window.hover.text() == "Kneecap, patient's right"
    qtbot.waitUntil(lambda: desk.state.hovered == "patella.right")
    desk.picture.under = SHIN
    desk.pointer.rested.emit(22, 20)
    assert "patient's right" in desk.window.hover.text()
    assert "Skin" in desk.window.hover.text()
    desk.pointer.left.emit()
    assert not desk.window.hover.isVisible()
    assert desk.state.hovered is None


def test_where_frames_are_slow_the_name_still_comes_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.picture.frame_seconds = 0.5
    desk.picture.under = "patella.right"
    desk.pointer.rested.emit(20, 20)
    assert "Kneecap" in desk.window.hover.text()
    qtbot.wait(20)
    assert desk.state.hovered is None
    qtbot.waitUntil(lambda: desk.state.hovered == "patella.right", timeout=1000)


def test_turning_the_body_takes_the_name_away(desk: Desk) -> None:
    desk.picture.under = "patella.right"
    desk.pointer.rested.emit(20, 20)
    desk.press("M")
    assert not desk.window.hover.isVisible()


def test_f_comes_close_to_what_was_clicked(desk: Desk) -> None:
    desk.store.update(selected="patella.right")
    desk.press("F")
    assert desk.state.camera is not None
    assert desk.state.camera.focal_point == (75.0, 30.0, 425.0)


def test_changing_the_leg_frames_the_other_one(desk: Desk) -> None:
    desk.press("M")
    desk.press("C")
    assert (desk.state.side, desk.state.view) == ("left", "inner-leg")
    assert desk.window.views.sides.button("left").isChecked()
    assert desk.picture.showings[-1].ghost == "right"


def test_no_two_actions_share_a_key() -> None:
    keys = [key for spec in ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))


def test_the_help_page_lists_every_action_and_the_about_page_its_attributions(desk: Desk) -> None:
    page = keys_page()
    for spec in ACTIONS:
        assert escape(said(spec.text)) in page
    for how, what in GESTURES:
        assert escape(how) in page
        assert escape(what) in page
    knowledge = load()
    about = about_page(knowledge)
    assert "BodyParts3D - The Database Center for Life Science - CC-BY-SA 2.1 Japan" in about
    assert "Z-Anatomy - The open source atlas of anatomy - CC-BY-SA 4.0" in about
    assert "does not diagnose" in about
    assert "CC BY-SA 4.0" in about
    every = sources_page(knowledge)
    assert all(escape(source.citation) in every for source in knowledge.sources.values())
    desk.press("F1")
    dialogs = [widget for widget in desk.window.findChildren(QDialog) if widget.isVisible()]
    assert [dialog.windowTitle() for dialog in dialogs] == ["Keys and mouse"]
    dialogs[0].close()
    dialog = show_about(desk.window, knowledge)
    dialog.page.anchorClicked.emit(QUrl("https://example.org"))
    assert "Z-Anatomy" in dialog.page.toPlainText()
    dialog.page.anchorClicked.emit(QUrl("sources"))
    assert dialog.page.toPlainText().count("\n") > len(knowledge.sources)
    (button,) = (button for button in dialog.findChildren(QPushButton) if button.text() == "Copy versions")
    assert not button.isDefault(), "Enter closes the page"
    button.click()
    copied = QApplication.clipboard().text()
    words = copied.replace(",", " ").split()
    told = ("dermatome-viewer", "Python", "PySide6", "VTK", "PyVista", "NumPy", "trimesh", "Qt", "OpenGL:", "Screens:")
    assert set(told) <= set(words)
    assert {getpass.getuser(), platform.node(), str(Path.home())}.isdisjoint(words)
    assert button.text() == "Copied"
    dialog.close()


def test_the_menu_key_and_a_right_click_open_the_menu_over_the_picture(desk: Desk) -> None:
    over = ContextMenu(desk.window, desk.store, desk.pointer)
    canvas = desk.window.canvas
    middle = canvas.rect().center()
    key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, canvas.mapToGlobal(middle))
    QApplication.sendEvent(canvas, key)
    assert over.menu.isVisible()
    assert len([action for action in over.menu.actions() if marked(action.text())]) >= 8
    over.menu.close()
    press = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, canvas.mapToGlobal(middle))
    QApplication.sendEvent(canvas, press)
    assert not over.menu.isVisible(), "a right drag begins with a press"
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=middle)
    assert over.menu.isVisible()
    over.menu.close()
    over.close()


def test_menus_hold_every_action_once(desk: Desk) -> None:
    menus = [menu for menu in desk.window.menuBar().findChildren(QMenu) if menu.title()]
    on_bar = [menu.title() for action in desk.window.menuBar().actions() if isinstance(menu := action.menu(), QMenu)]
    assert on_bar == list(MENUS.values())
    listed = [action.objectName() for menu in menus for action in menu.actions()]
    for spec in ACTIONS:
        assert listed.count(spec.id) == 1, spec.id


@pytest.mark.parametrize("size", [(1024, 640), (1480, 940), (1920, 1080)])
def test_the_picture_keeps_most_of_the_window(desk: Desk, qtbot: QtBot, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    qtbot.waitUntil(lambda: desk.window.canvas.width() > 0.45 * size[0])
    assert desk.window.width() == size[0], "the panels ask for more than the window has"
    assert desk.window.height() == size[1]
    bar = desk.window.views
    assert bar.handout.isVisible()
    assert bar.reader.isVisible() or bar.readers.isVisible()
    assert bar.views.isVisible() or bar.buttons["lumbar"].isVisible()


def test_the_picture_shows_when_the_keyboard_is_in_it(desk: Desk) -> None:
    stage = desk.window.centralWidget()
    assert isinstance(stage, Stage)
    assert not stage.property("focused")
    symptoms_of(desk.window).search.setFocus()
    desk.window.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert stage.property("focused")
    symptoms_of(desk.window).search.setFocus()
    assert not stage.property("focused")


def test_words_grow_and_shrink_with_the_keyboard(desk: Desk) -> None:
    before = QApplication.font().pointSizeF()
    # On an American keyboard, + is Shift and =: with both bound Qt calls the key ambiguous, and does nothing.
    bound = {key.toString() for key in desk.window.actions_["larger-words"].shortcuts()}
    assert "Ctrl++" in bound
    assert "Ctrl+Shift+=" not in bound
    desk.press("Ctrl+=")
    assert QApplication.font().pointSizeF() == pytest.approx(1.1 * before)
    desk.press("Ctrl+Shift+-")
    desk.press("Ctrl+Shift+-")  # 100 % is the least
    assert QApplication.font().pointSizeF() == pytest.approx(before)
    for _ in range(8):
        desk.press("Ctrl++")
    twice = 2.0 * before / WORD_SCALE["patient"]
    assert QApplication.font().pointSizeF() == pytest.approx(twice), "of the system's, for every reader"
    assert desk.window.actions_["words-200"].isChecked()
    desk.press("Ctrl+0")
    assert QApplication.font().pointSizeF() == pytest.approx(before)


def test_the_status_bar_says_what_was_put_out_of_sight(desk: Desk) -> None:
    said = desk.window.statusBar().findChild(QLabel, "status")
    assert isinstance(said, QLabel)
    assert "F1" in said.text()
    desk.store.update(hidden=frozenset({"patella.right"}))
    assert said.text().startswith("1 part is hidden. Alt+H")


def test_panels_narrow_and_widen_with_the_window(desk: Desk, qtbot: QtBot) -> None:
    dock = desk.window.findChild(QDockWidget, "explanation")
    assert dock is not None
    desk.window.resize(1480, 940)
    qtbot.waitUntil(lambda: dock.width() > 310)
    desk.window.resize(1024, 640)
    qtbot.waitUntil(lambda: dock.width() < 290)
    desk.window.resize(1480, 940)
    qtbot.waitUntil(lambda: dock.width() > 310)


def test_panels_can_be_folded_away_and_found_again(desk: Desk) -> None:
    docks = desk.window.findChildren(QDockWidget)
    assert len(docks) == 5
    for dock in docks:
        dock.hide()
    next(dock for dock in docks if dock.objectName() == "symptoms").toggleViewAction().trigger()
    assert [dock.objectName() for dock in docks if dock.isVisible()] == ["symptoms"]


def test_nothing_is_drawn_after_closing(desk: Desk) -> None:
    desk.window.close()
    count = len(desk.picture.showings)
    desk.store.update(root="L5")
    QApplication.processEvents()
    assert len(desk.picture.showings) == count
