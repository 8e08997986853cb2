"""Turning to another reader, and starting as one: panels and rows of tabs are painted only where they stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from annotations.model import Audience, Knowledge
from stand_ins import StillPicture
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.style import scale_words
from viewer.state.store import Store
from viewer.state.view_state import ViewState
from window_panels import add_panels

pytestmark = pytest.mark.qt
READERS = get_args(Audience)
Arrangement = tuple[tuple[str, tuple[int, int, int, int]], ...]


class Watch(QObject):
    """Notes where panels and rows of tabs are at each painting."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window = window
        self.seen: list[Arrangement] = []

    def now(self) -> Arrangement:
        rows = self.window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        tabs = [
            (" ".join(bar.tabText(number) for number in range(bar.count())), bar)
            for bar in rows
            if bar.isVisible() and not bar.visibleRegion().isEmpty()
        ]
        docks = [
            (dock.objectName(), dock)
            for dock in self.window.findChildren(QDockWidget)
            if not dock.visibleRegion().isEmpty()
        ]
        both: list[tuple[str, QWidget]] = [*tabs, *docks]
        places = ((name, each.geometry()) for name, each in both)
        return tuple(sorted((name, (at.x(), at.y(), at.width(), at.height())) for name, at in places))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        ours = isinstance(watched, QWidget) and watched.window() is self.window
        if event.type() == QEvent.Type.Paint and ours and (not self.seen or self.seen[-1] != self.now()):
            self.seen.append(self.now())
        return False


@pytest.fixture
def words(qapp: QApplication) -> Iterator[None]:
    yield
    scale_words(qapp, 1.0, 1.0)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("size", [(1400, 900), (1024, 600)])
def test_no_row_of_tabs_flashes(qtbot: QtBot, qapp: QApplication, knowledge: Knowledge, size: tuple[int, int]) -> None:
    for first in READERS:
        canvas = QWidget()
        window, picture, store = MainWindow(canvas), StillPicture(), Store(ViewState(audience=first))
        controller = Controller(store, knowledge, {}, window, picture, CanvasInput(canvas, picture))
        add_panels(window, store, knowledge, {}, picture)
        qtbot.addWidget(window)
        watch = Watch(window)
        qapp.installEventFilter(watch)
        window.resize(*size)
        window.show()
        qtbot.wait(150)
        assert watch.seen == [watch.now()], f"at the start as {first}"
        for reader in (*READERS, *reversed(READERS)) if first == "patient" else ():
            watch.seen.clear()
            store.update(audience=reader)
            qtbot.wait(60)
            assert watch.seen in ([watch.now()], []), f"{first}, then {reader}"
        qapp.removeEventFilter(watch)
        controller.close()
        window.close()
