"""The window for everyone: every widget that takes the keyboard has a name, no key is used twice, words may double."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from viewer.qt.main_window import MainWindow
from viewer.qt.style import choose, system_points
from viewer.qt.word_scale import scale_words

pytestmark = pytest.mark.qt


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    font, sheet = qapp.font(), qapp.styleSheet()
    canvas = QWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    canvas.setAccessibleName("Picture")
    made = MainWindow(canvas, load())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    choose(qapp, "light")
    scale_words(qapp, 1.0, system_points(qapp))
    qapp.setFont(font)
    # An empty sheet would let Qt delete the style under windows that still stand.
    qapp.setStyleSheet(sheet or " ")


def reached(window: MainWindow) -> list[QWidget]:
    """List the widgets that take the keyboard; the lists that choosers drop down belong to their choosers."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _drops_down(widget)
        and not (isinstance(widget, QTabBar) and widget.count() == 0)
    ]


def _drops_down(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractItemView) and not isinstance(widget.window(), MainWindow)


def name_of(widget: QWidget) -> str:
    """Give what a screen reader says: the name, or the words on the widget; without asking Qt's own bridge for it."""
    if isinstance(widget, QTabBar):
        return " ".join(widget.tabText(number) for number in range(widget.count()))
    return (widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")).strip()


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow) -> None:
    widgets = reached(window)
    assert len(widgets) > 15
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}" for widget in widgets if not name_of(widget)
    ]
    assert nameless == []


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
    scale_words(qapp, 1.0, factor * system_points(qapp))
    qapp.processEvents()
    window.resize(1024, 640)
    qapp.processEvents()
    assert window.width() <= 1024 * factor
    for widget in (window.symptoms.search, window.canvas, window.views):
        assert widget.isVisible()
        assert widget.width() > 40
