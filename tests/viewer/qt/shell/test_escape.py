"""What Esc closes: one thing a press, the last opened first, and the picture's own things last."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotations import load
from steps_desk import Desk, opened
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.examination.feature import ExaminationFeature
from viewer.qt.shell.escape import EscapeStack

pytestmark = pytest.mark.qt
PATELLA = "patella.right"


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with opened(qtbot) as made:
        yield made


def test_the_last_opened_closes_first_and_what_is_always_there_last() -> None:
    closed: list[str] = []
    stack = EscapeStack()
    stack.otherwise = lambda: closed.append("otherwise")
    one, two = lambda: closed.append("one"), lambda: closed.append("two")
    stack.push(one)
    stack.push(two)
    stack.push(one)
    assert [stack.close_topmost() for _ in range(3)] == [True, True, False]
    assert closed == ["one", "two", "otherwise"]


def test_what_closes_by_itself_is_forgotten() -> None:
    stack, closed = EscapeStack(), list[str]()
    one = lambda: closed.append("one")  # noqa: E731
    stack.push(one)
    stack.take_out(one)
    stack.take_out(one)
    assert not stack.close_topmost()
    assert not closed


def test_esc_ends_drawing_then_steps_then_leaves_full_screen_then_forgets_what_was_clicked(desk: Desk) -> None:
    drawing = DrawingFeature(desk.window, desk.store, desk.picture, desk.controller._pointer)
    desk.store.update(selected=PATELLA)
    desk.window.toggle_full_screen()
    desk.control.begin()
    drawing.switch(on=True)
    seen = []
    for _ in range(4):
        desk.window.actions_["escape"].trigger()
        seen.append((drawing.on, desk.control.on, desk.window.isFullScreen(), desk.store.state.selected is not None))
    assert seen == [
        (False, True, True, False),  # a step shows nothing that was clicked
        (False, False, True, True),
        (False, False, False, True),
        (False, False, False, False),
    ]


def test_esc_ends_presenting_with_its_steps_before_what_the_examination_lights(desk: Desk) -> None:
    examination = ExaminationFeature(desk.window, desk.store, load(), {})
    desk.store.update(selected=PATELLA)
    examination._show("quadriceps", "right")
    desk.presenter.begin()
    assert desk.presenter.on
    desk.window.actions_["escape"].trigger()
    assert not desk.presenter.on
    assert not desk.control.on
    assert not desk.window.isFullScreen()
    assert desk.store.state.examining == "quadriceps:right"
    desk.window.actions_["escape"].trigger()
    assert (desk.store.state.examining, desk.store.state.selected) == (None, PATELLA)
    desk.window.actions_["escape"].trigger()
    assert desk.store.state.selected is None


def test_drawing_that_was_switched_off_by_its_key_leaves_nothing_to_esc(desk: Desk) -> None:
    drawing = DrawingFeature(desk.window, desk.store, desk.picture, desk.controller._pointer)
    desk.store.update(selected=PATELLA)
    desk.window.actions_["draw"].trigger()
    assert drawing.on
    desk.window.actions_["draw"].trigger()
    desk.window.actions_["escape"].trigger()
    assert desk.store.state.selected is None
