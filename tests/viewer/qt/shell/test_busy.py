"""What takes a while is announced before it begins, and the word goes away whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Knowledge
from viewer.appearance.values import Appearance
from viewer.qt.picture.picture import BUILDING, PRESSING, BodyPicture
from viewer.qt.shell.busy import SIGN, busy
from viewer.qt.shell.main_window import HINT, MainWindow
from viewer.resolve.resolve import resolve
from viewer.state.view_state import ViewState

pytestmark = pytest.mark.qt


@pytest.fixture
def window(qtbot: QtBot, knowledge: Knowledge) -> Iterator[MainWindow]:
    made = MainWindow(QWidget())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


class Painted(QObject):
    """Counts what was really painted of the sign."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QLabel) and watched.objectName() == SIGN:
            self.words.append(watched.text())
        return False


def test_the_word_is_painted_before_the_work_begins(window: MainWindow, qtbot: QtBot) -> None:
    application = cast("QApplication", QApplication.instance())
    seen = Painted()
    application.installEventFilter(seen)
    try:
        with busy(window, PRESSING):
            assert seen.words == [PRESSING]
            assert QGuiApplication.overrideCursor() is not None
            assert PRESSING in window._status.text()
    finally:
        application.removeEventFilter(seen)
    assert QGuiApplication.overrideCursor() is None
    assert window._status.text() != PRESSING
    qtbot.waitUntil(lambda: window.canvas.findChild(QLabel, SIGN) is None)


def test_the_word_goes_away_when_the_work_fails(window: MainWindow, qtbot: QtBot) -> None:
    window._hint = HINT
    with pytest.raises(RuntimeError), busy(window, PRESSING):
        raise RuntimeError
    assert QGuiApplication.overrideCursor() is None
    assert window._status.text() == HINT
    qtbot.waitUntil(lambda: window.canvas.findChild(QLabel, SIGN) is None)


class SlowScene:
    """Stands for the scene: notes what was announced when the work began."""

    parts = 1

    def __init__(self) -> None:
        self.known: set[object] = {None}
        self.said: list[str] = []
        self.heard: list[str] = []
        self.camera_pose = None

    def knows(self, look: Any) -> bool:
        return (look.key if look is not None else None) in self.known

    def apply(self, appearance: Appearance) -> None:
        self.heard.append(self.said[-1] if self.said else "")
        self.known.add(appearance.lesion.key if appearance.lesion is not None else None)

    def close(self) -> None:
        """Nothing to let go."""


class Canvas(QWidget):
    """Stands for the widget VTK draws in."""

    class render_window:
        GetSize = staticmethod(lambda: (1, 1))


def test_only_what_takes_a_while_is_announced(qtbot: QtBot, knowledge: Knowledge) -> None:
    canvas, scene = Canvas(), SlowScene()
    qtbot.addWidget(canvas)
    picture = BodyPicture(canvas, cast("Any", scene), cast("Any", None))

    @contextmanager
    def announced(words: str) -> Iterator[None]:
        scene.said.append(words)
        yield
        scene.said.append("")

    picture.busy = announced
    states = [
        ViewState(),
        ViewState(view="back"),
        ViewState(scene="l4-on-l5-slip"),
        ViewState(scene="l4-on-l5-slip", degree=0.9),
        ViewState(body="female"),
        ViewState(body="female", bmi=30.0),
    ]
    for state in states:
        picture.show(resolve(state, knowledge, {}))
    # The second build: the first took no time, and so it is not announced.
    assert scene.heard == ["", "", PRESSING, "", BUILDING, ""]
    canvas.close()
