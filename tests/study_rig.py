"""A window in which one is asked, with a board for a picture: it shows what a test puts under the pointer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

import light_body
from annotations import load
from viewer.appearance import Appearance
from viewer.qt.canvas import CanvasInput
from viewer.qt.controller import Controller
from viewer.qt.drawing_control import DrawingControl
from viewer.qt.main_window import MainWindow
from viewer.qt.study_control import StudyControl
from viewer.qt.study_session import Course
from viewer.state import CameraPose, ChartPlace, Stroke, ViewState
from viewer.store import Store

KNOWLEDGE = load()
STRUCTURES = light_body.body().structures


class Board:
    """A picture that shows whatever the test puts under the pointer."""

    frame_seconds = 0.01

    def __init__(self) -> None:
        self.shown: Appearance | None = None
        self.under: str | ChartPlace | None = None
        self.away = 0.0

    def show(self, appearance: Appearance) -> None:
        self.shown = appearance

    def pick(self, x: int, y: int) -> str | ChartPlace | None:
        return self.under

    def skin_at(self, x: int, y: int) -> ChartPlace | None:
        return self.under if isinstance(self.under, ChartPlace) else None

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        return self.away

    def box_of(self, thing: str | ChartPlace) -> None:
        return None

    def aspect(self) -> float:
        return 1.0

    def pose(self) -> CameraPose:
        return CameraPose((0.0, 2000.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))

    def move(self, pose: CameraPose) -> None:
        pass

    def begin_stroke(self, stroke: Stroke) -> None:
        pass

    def extend_stroke(self, place: ChartPlace, *, joined: bool = True) -> None:
        pass

    def end_stroke(self) -> None:
        pass

    def xyz_of(self, place: ChartPlace) -> tuple[float, float, float]:
        return (0.0, 0.0, 0.0)


class Rig:
    """A window around an empty canvas, with a board for a picture."""

    def __init__(self, qtbot: Any, settings: Path | None, state: ViewState | None = None) -> None:
        # Windows of tests before would otherwise wait to be deleted, and be dressed anew with this one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.board = Board()
        self.canvas = QWidget()
        self.window = MainWindow(self.canvas, KNOWLEDGE)
        qtbot.addWidget(self.window)
        # Another reader would size the words anew for every window that is still about: seconds a test.
        self.store = Store(state or ViewState())
        board = cast("Any", self.board)
        self.pointer = CanvasInput(self.canvas, board)
        self.controller = Controller(self.store, KNOWLEDGE, STRUCTURES, self.window, board, self.pointer)
        self.drawing = DrawingControl(self.window, self.store, board, self.pointer)
        self.study = StudyControl(
            self.window, self.store, KNOWLEDGE, STRUCTURES, board, self.controller, self.drawing, self.pointer, settings
        )

    def ask(self, key: str, seed: int = 1) -> None:
        item = next(item for item in self.study._items() if item.key == key)
        self.study.asking.begin(Course(self.study._asker(), self.study.progress.known(), (item,), seed))

    def click(self, under: str | ChartPlace | None) -> None:
        self.board.under = under
        self.pointer.clicked.emit(10, 10)
        QApplication.processEvents()

    @property
    def words(self) -> str:
        return self.study.panel.question.text
