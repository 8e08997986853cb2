"""A window in which things are explained: steps, the light on the way, presenting; an empty widget for a picture."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

import light_body
from stand_ins import StillPicture
from window_panels import add_panels

pytest.importorskip("PySide6")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotations import load
from meshes.lesion.lesion import Affected
from meshes.mesh import Mesh
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.steps.bar import StepsBar
from viewer.qt.steps.feature import StepsFeature
from viewer.qt.steps.path import PathFeature
from viewer.qt.steps.presenter import Presenter
from viewer.qt.steps.tours_menu import ToursMenu
from viewer.scene.path_pulse import Sight
from viewer.spine.path import NervePath
from viewer.state.store import Store
from viewer.state.view_state import PickedSymptom, ViewState

NUMB = "numb-inner-shin"
PICKED = ViewState(symptoms=(PickedSymptom(NUMB),), view="inner-leg")


@dataclass
class Pulse:
    """Stands for the light."""

    paths: tuple[NervePath, ...] = ()
    moving: bool = True
    places: list[float] = field(default_factory=list)
    closed: bool = False
    seen: Sight = field(default_factory=lambda: Sight(0.0, 1.0, 1100.0))

    def sight(self) -> Sight:
        return self.seen

    def show(self, paths: Sequence[NervePath], *, moving: bool) -> None:
        self.paths, self.moving = tuple(paths), moving

    def move(self, along: float) -> None:
        self.places.append(along)

    def close(self) -> None:
        self.closed = True


@dataclass
class Scene:
    """Wears the light atlas body."""

    body: Any = field(default_factory=light_body.body)
    factor: float = 1.0
    affected: Affected | None = None

    def part(self, key: str) -> Mesh | None:
        moved = None if self.affected is None else self.affected.part(key)
        return moved or (self.body.part(key) if key in self.body.structures else None)

    def enlarge_labels(self, factor: float) -> None:
        self.factor = factor


SCENE = Scene()


class Desk:
    """A window in use."""

    def __init__(self, qtbot: QtBot, state: ViewState) -> None:
        self.canvas = QWidget()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        knowledge = load()
        self.window, self.picture, self.store = MainWindow(self.canvas), StillPicture(box=None), Store(state)
        pointer = CanvasInput(self.canvas, self.picture)
        structures = SCENE.body.structures
        self.controller = Controller(self.store, knowledge, structures, self.window, self.picture, pointer)
        add_panels(self.window, self.store, knowledge, structures, self.picture)
        self.bar, self.pulse, self.scene = StepsBar(self.window), Pulse(), SCENE
        self.window.stage.add_below(self.bar)
        light: Any = self.pulse
        self.path = PathFeature(self.window, self.store, knowledge, self.bar, self.picture, SCENE, light)
        self.control = StepsFeature(self.window, self.store, knowledge, self.bar, self.picture)
        self.tours = ToursMenu(self.window, self.store, knowledge, self.control)
        self.presenter = Presenter(
            self.window, self.store, knowledge, structures, self.control, self.bar, self.picture, SCENE
        )
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.canvas.setFocus()

    @property
    def keys(self) -> list[str]:
        return [step.key for step in self.control.steps]

    def press(self, key: str) -> None:
        QTest.keySequence(self.window, key)


@contextlib.contextmanager
def opened(qtbot: QtBot) -> Iterator[Desk]:
    """Open the window with a symptom picked."""
    made = Desk(qtbot, PICKED)
    yield made
    made.presenter.leave()
    made.window.close()
    made.controller.close()
