"""A window in which one is asked, with a board for a picture: it shows what a test puts under the pointer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

import light_body
from annotations import load
from stand_ins import StillPicture
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.study.feature import StudyFeature
from viewer.qt.study.session import Course
from viewer.state.store import Store
from viewer.state.view_state import ChartPlace, ViewState
from window_panels import add_panels

KNOWLEDGE = load()
STRUCTURES = light_body.body().structures


class Board(StillPicture):
    """A picture that shows whatever the test puts under the pointer."""

    def __init__(self) -> None:
        super().__init__(box=None)
        self.away = 0.0

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        return self.away


class Rig:
    """A window around an empty canvas, with a board for a picture."""

    def __init__(self, qtbot: Any, settings: Path | None, state: ViewState | None = None) -> None:
        # Windows of tests before would otherwise wait to be deleted, and be dressed anew with this one.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.board = Board()
        self.canvas = QWidget()
        self.window = MainWindow(self.canvas)
        qtbot.addWidget(self.window)
        # Another reader would size the words anew for every window that is still about: seconds a test.
        self.store = Store(state or ViewState())
        board = self.board
        self.pointer = CanvasInput(self.canvas, board)
        self.controller = Controller(self.store, KNOWLEDGE, STRUCTURES, self.window, board, self.pointer)
        add_panels(self.window, self.store, KNOWLEDGE, STRUCTURES, board)
        self.drawing = DrawingFeature(self.window, self.store, board, self.pointer)
        self.study = StudyFeature(
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
