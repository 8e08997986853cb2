"""The window for everyone: every widget that takes the keyboard has a name, no key is used twice, words may double."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLabel,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from access_checks import area_of, cut_words, in_window, name_of, reached, unseen_focus, walk
from annotations import load
from annotations.model import Audience
from viewer.palette.themes import THEMES
from viewer.qt.explain.topics_dialog import TopicsDialog
from viewer.qt.faults.box import FaultBox
from viewer.qt.shell.help_dialog import show_about, show_keys
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.mnemonics import marked
from viewer.qt.widgets.style import choose_look, colour, scale_words
from viewer.resolve.resolve import resolve
from viewer.state.store import Store
from viewer.state.view_state import PickedSymptom, ViewState
from window_panels import add_panels, explanation_of, symptoms_of

pytestmark = pytest.mark.qt
knowledge = cache(load)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    font, sheet = qapp.font(), qapp.styleSheet()
    canvas = QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    canvas.setAccessibleName("Picture")
    made = MainWindow(canvas)
    add_panels(made, Store(), knowledge())
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)  # or all of it would be styled anew twice more
    choose_look(qapp, "light")
    scale_words(qapp, 1.0, 1.0)
    qapp.setFont(font)
    # An empty sheet would let Qt delete the style under windows that still stand.
    qapp.setStyleSheet(sheet or " ")


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    widgets = reached(window)
    assert len(widgets) > 15
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}" for widget in widgets if not name_of(widget)
    ]
    assert nameless == []


def show(window: MainWindow, audience: Audience = "student", language: str = "en") -> None:
    state = ViewState(symptoms=(PickedSymptom("numb-inner-shin"),), audience=audience, language=language)
    window.show_state(state, resolve(state, knowledge(), {}))
    for _ in range(6):
        QApplication.processEvents()


@pytest.mark.parametrize("audience", get_args(Audience))
def test_tab_reaches_everything_in_reading_order(window: MainWindow, audience: Audience) -> None:
    window.resize(1480, 940)
    show(window, audience)
    path = walk(window, Qt.Key.Key_Tab)
    assert path[0] is window.canvas
    at_front = [widget for widget in reached(window) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    at_front = [widget for widget in at_front if widget.isVisible() and widget.isEnabled() and in_window(widget)]
    assert {name_of(widget) for widget in at_front} <= {name_of(widget) for widget in path}
    for widget in path:
        assert in_window(widget), name_of(widget)
    panels = [area_of(widget) for widget in path]
    assert len([one for one, other in pairwise(panels) if one != other]) <= len(set(panels)), "it leaves and comes back"
    for one, other in pairwise(path):
        if area_of(one) == area_of(other) and isinstance(one.window(), MainWindow):
            first, second = (widget.mapTo(window, QPoint(0, widget.height() // 2)) for widget in (one, other))
            later = second.y() > first.y() - one.height() or second.x() > first.x()
            assert later, (name_of(one), name_of(other))
    back = walk(window, Qt.Key.Key_Backtab)
    assert back[1:] == path[:0:-1]


def test_where_the_keyboard_is_can_be_seen(window: MainWindow) -> None:
    window.resize(1480, 940)
    show(window)
    assert unseen_focus(window) == []


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_letters_of_menus_do_not_clash(window: MainWindow, language: str) -> None:
    show(window, language=language)
    bar = [marked(action.text()) for action in window.menuBar().actions()]
    assert all(bar)
    assert len(set(bar)) == len(bar)
    for menu in window.menuBar().findChildren(QMenu):
        before = [action.text() for action in menu.actions()]
        menu.aboutToShow.emit()
        letters = [marked(action.text()) for action in menu.actions() if not action.isSeparator()]
        given = [letter for letter in letters if letter]
        assert len(set(given)) == len(given), menu.title()
        assert len(given) >= min(len(letters) - 1, 12), menu.title()
        menu.aboutToHide.emit()
        assert [action.text() for action in menu.actions()] == before


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("audience", get_args(Audience))
def test_nothing_is_cut_off_at_twice_the_size(
    window: MainWindow, qapp: QApplication, audience: Audience, language: str
) -> None:
    scale_words(qapp, 1.0, 2.0)
    window.resize(1280, 800)
    show(window, audience, language)
    assert window.width() == 1280
    for dock in window.findChildren(QDockWidget):
        if not dock.isHidden():
            dock.raise_()
            for _ in range(4):
                qapp.processEvents()
            assert cut_words(dock) == [], dock.windowTitle()
    assert cut_words(window.views) == []
    assert cut_words(window.statusBar()) == []


def test_dialogs_have_names_and_nothing_cut_off_at_twice_the_size(window: MainWindow, qapp: QApplication) -> None:
    scale_words(qapp, 1.0, 2.0)
    for dialog in (
        show_keys(window),
        show_about(window, knowledge()),
        TopicsDialog(knowledge(), "patient", window),
        FaultBox("", window, saved=True),
    ):
        dialog.show()
        for _ in range(4):
            qapp.processEvents()
        assert dialog.windowTitle()
        assert cut_words(dialog) == []
        for widget in dialog.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                assert name_of(widget), type(widget).__name__
        dialog.close()


def test_themes_change_while_the_window_stands(window: MainWindow, qapp: QApplication) -> None:
    show(window)
    seen: set[tuple[str, str]] = set()
    for name in THEMES:
        choose_look(qapp, name)
        qapp.processEvents()
        shown = window.grab().toImage()
        ground = shown.pixelColor(3, shown.height() - 3).name()
        label = explanation_of(window).findChild(QLabel, "title")
        assert label is not None
        seen.add((ground, label.palette().windowText().color().name()))
        assert ground == colour("ground")
    assert len(seen) == len(THEMES)


def test_all_actions_have_words_and_no_key_twice(window: MainWindow) -> None:
    keys: dict[str, str] = {}
    for identity in window.actions_.ids():
        action = window.actions_[identity]
        assert action.text().strip()
        for sequence in action.shortcuts():
            key = sequence.toString()
            assert key not in keys, f"{key} is of {keys[key]} and of {identity}"
            keys[key] = identity


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_words_may_double_and_the_window_still_fits(window: MainWindow, qapp: QApplication, factor: float) -> None:
    scale_words(qapp, 1.0, factor)
    qapp.processEvents()
    window.resize(1024, 640)
    qapp.processEvents()
    assert window.width() <= 1024 * factor
    for widget in (symptoms_of(window).search, window.canvas, window.views):
        assert widget.isVisible()
        assert widget.width() > 40
