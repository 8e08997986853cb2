"""The panels that come with features, the bar of steps, and the dialogs: names, Tab, a mark, and no word cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from access_checks import area_of, cut_words, in_window, name_of, reached, unseen_focus, walk
from annotations import load
from steps_desk import PICKED, SCENE, Desk
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.examination.feature import ExaminationFeature
from viewer.qt.explain.topics_dialog import TopicsDialog
from viewer.qt.flat_skin.panel import FlatSkinPanel
from viewer.qt.parts.feature import PartsFeature
from viewer.qt.search.feature import SearchFeature
from viewer.qt.shell.describing import Describing
from viewer.qt.shell.help_dialog import show_about, show_keys
from viewer.qt.study.feature import StudyFeature
from viewer.qt.study.session import Course
from viewer.qt.widgets.style import scale_words, set_theme
from viewer.state.view_state import ChartPlace, Examined, Stroke

pytestmark = pytest.mark.qt
PANELS = ("study", "examination", "parts")
ASKED = ("find:soleus", "key-point-words:S3", "nerve-of-muscle:soleus", "draw:L4")
LANGUAGES = ("en", "de", "es")


class Whole(Desk):
    """A window with all panels, and with an empty widget for a picture."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot, PICKED)
        window, store, knowledge, structures = self.window, self.store, load(), SCENE.body.structures
        pointer, picture = self.controller._pointer, self.picture
        self.examination = ExaminationFeature(window, store, knowledge, structures)
        self.describing = Describing(window, store, knowledge, structures)
        nothing: list[str] = []
        self.finder = SearchFeature(window, store, knowledge, structures, picture, nothing.append, nothing.append)
        self.parts = PartsFeature(window, store, knowledge, structures, self.finder)
        drawing = DrawingFeature(window, store, picture, pointer)
        self.study = StudyFeature(window, store, knowledge, structures, picture, self.controller, drawing, pointer)
        self.sheet = FlatSkinPanel(window)
        window.stage.put_beside(self.sheet, 0.4)

    def speak(self, language: str) -> None:
        self.store.update(language=language)

    def ask(self, key: str) -> None:
        item = next(item for item in self.study._items() if item.key == key)
        self.study.asking.begin(Course(self.study._asker(), self.study.progress.known(), (item,), 1))

    def raise_(self, panel: str) -> QWidget:
        dock = next(dock for dock in self.window.panels.docks if dock.objectName() == panel)
        dock.show()
        dock.raise_()
        return dock


def settle() -> None:
    """Let layouts run that ask for one another."""
    for _ in range(4):
        QTest.qWait(10)


@pytest.fixture
def whole(qtbot: QtBot, qapp: QApplication) -> Iterator[Whole]:
    font, sheet = qapp.font(), qapp.styleSheet()
    set_theme(qapp, "light")
    made = Whole(qtbot)
    made.window.resize(1280, 800)
    yield made
    made.presenter.leave()
    made.study.asking.leave()
    made.store.update(language="en")
    made.window.close()
    made.controller.close()
    scale_words(qapp, 1.0, 1.0)
    qapp.setFont(font)
    # An empty sheet would let Qt delete the style under windows that still stand.
    qapp.setStyleSheet(sheet or " ")


def complaints(whole: Whole) -> Iterator[tuple[str, list[str]]]:
    """Go through all panels and pages and say of each what is cut off or has no name."""

    def seen(what: str, root: QWidget) -> tuple[str, list[str]]:
        settle()
        nameless = [
            f"{type(widget).__name__} has no name"
            for widget in root.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not name_of(widget)
        ]
        return what, cut_words(root) + nameless

    whole.store.update(examination=(Examined("patellar-reflex", "right", "1"), Examined("quadriceps", "right", "4")))
    for panel in PANELS:
        yield seen(panel, whole.raise_(panel))
    dock = whole.raise_("study")
    for key in ASKED:
        whole.ask(key)
        yield seen(key, dock)
        if key.startswith("draw"):
            whole.store.update(drawing=(Stroke((ChartPlace("leg", "right", 0.5, 70.0),), 30.0),))
            whole.study.asking.submit()
        else:
            whole.study._on_unknown()
        yield seen(f"{key}, answered", dock)
    whole.study.asking.leave()
    whole.study.progress.show_results()
    yield seen("results", dock)
    whole.sheet.show()
    yield seen("sheet", whole.sheet)
    whole.sheet.hide()
    whole.control.begin()
    yield seen("steps", whole.bar)
    whole.control.leave()


def dialogs(whole: Whole) -> Iterator[QWidget]:
    """Open every dialog, one after another."""
    for dialog in (
        show_keys(whole.window),
        show_about(whole.window, load()),
        TopicsDialog(load(), "patient", whole.window),
    ):
        dialog.show()
        yield dialog
        dialog.close()
    whole.describing.show()
    assert whole.describing.dialog is not None
    yield whole.describing.dialog
    whole.describing.dialog.close()
    whole.finder.open()
    whole.finder.finder.field.setText("knee")
    yield whole.finder.finder
    whole.finder.finder.hide()


def test_no_word_is_cut_and_no_control_nameless(whole: Whole, qapp: QApplication) -> None:
    for scale, language in ((1.0, "en"), *((2.0, language) for language in LANGUAGES)):
        scale_words(qapp, 1.0, scale)
        whole.speak(language)
        check_words(whole)


def check_words(whole: Whole) -> None:
    settle()
    wrong = {what: found for what, found in complaints(whole) if found}
    assert wrong == {}
    assert whole.window.width() == 1280
    for dialog in dialogs(whole):
        settle()
        assert cut_words(dialog) == [], dialog.windowTitle()
        assert isinstance(dialog, QDialog) is bool(dialog.windowTitle())
        for widget in dialog.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                assert name_of(widget), f"{type(widget).__name__} in {dialog.windowTitle()}"


def test_tab_goes_through_every_panel_and_shows_where_it_is(whole: Whole) -> None:
    whole.store.update(examination=(Examined("quadriceps", "right", "4"),))
    for panel in (*PANELS, "question", "sheet", "steps"):
        check_tab(whole, panel)
        whole.study.asking.leave()


def check_tab(whole: Whole, panel: str) -> None:
    if panel in PANELS:
        root = whole.raise_(panel)
    elif panel == "question":
        root = whole.raise_("study")
        whole.ask("key-point-words:S3")
    else:
        root = whole.sheet if panel == "sheet" else whole.bar
        whole.sheet.setVisible(panel == "sheet")
        if panel == "steps":
            whole.control.begin()
    settle()
    window = whole.window
    path = walk(window, Qt.Key.Key_Tab)
    inside = [
        widget
        for widget in reached(window)
        if root.isAncestorOf(widget)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
    ]
    assert inside
    assert {name_of(widget) for widget in inside} <= {name_of(widget) for widget in path}
    assert [name_of(widget) for widget in path if not in_window(widget)] == []
    places = [area_of(widget) for widget in path]
    assert len([one for one, other in pairwise(places) if one != other]) <= len(set(places)), "it leaves and comes back"
    assert walk(window, Qt.Key.Key_Backtab)[1:] == path[:0:-1]
    assert unseen_focus(window) == []
