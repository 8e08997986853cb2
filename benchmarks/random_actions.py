"""A monkey at the window: random clicks, drags, keys, sliders and menu entries, the same ones for the same seed.

Nothing may fail, nothing may be said on the terminal, the state must stay one that can be saved and read, and memory
must not grow. ``python -m benchmarks random-actions --count 10000``.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import json
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .measuring import Result, child
from .memory import on_a_display

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.qt.app import Viewer

COUNT: Final = 10_000
SEED: Final = 1
GOAL: Final = 1.05
"""Memory at the end over memory once warm."""
WARM: Final = 0.3
"""Share of the actions after which everything has been seen once."""
CHECK_EVERY: Final = 10
SAMPLES: Final = 40
"""How often memory is read."""
SIZES: Final = ((1024, 640), (1100, 700), (1280, 720), (1024, 760))
LEFT_OUT: Final = frozenset({"quit", "forget", "full-screen", "present"})
"""Actions that end the program, delete files of the user, or need a window manager."""
COMPLAINTS: Final = ("QPainter", "QObject", "QWidget", "QLayout", "QFont", "QWindow", "QTimer", "QThread", "Traceback")


def measure(count: int = COUNT, seed: int = SEED) -> list[Result]:
    """Let the monkey loose in a process with a window of its own.

    Raises
    ------
    RuntimeError
        When something failed; with the action and the complaint.
    """
    code = "import sys; from benchmarks.random_actions import main; main(sys.argv[1:])"
    with on_a_display() as environment:
        words = ("--count", str(count), "--seed", str(seed))
        found = json.loads(child(code, *words, environment={**environment, "DERMATOME_SETTINGS": ""}))
    if found["failures"]:
        raise RuntimeError("random actions failed:\n" + "\n".join(found["failures"]))
    what = f"{count} random actions (seed {seed}): memory at the end / once warm"
    return [Result("random", what, found["end_mb"], found["warm_mb"], "MB", GOAL)]


class Monkey:
    """Works a window at random.

    Parameters
    ----------
    viewer : Viewer
        Shown already.
    seed : int

    Attributes
    ----------
    last : str
        What was done last.
    counts : Counter
        How often each kind of action was done.
    """

    def __init__(self, viewer: Viewer, seed: int) -> None:
        self._viewer, self._random = viewer, random.Random(seed)
        self._canvas: Any = viewer.window.canvas
        self.last = ""
        self.counts: Counter[str] = Counter()
        self._kinds: list[tuple[Callable[[], str], int]] = [
            (self._trigger, 8),
            (self._work_widget, 8),
            (self._drag, 4),
            (self._click, 3),
            (self._hover, 3),
            (self._wheel, 2),
            (self._key, 2),
            (self._pick_symptom, 3),
            (self._undo, 3),
            (self._resize, 1),
        ]

    def act(self) -> None:
        """Do one thing."""
        kinds, weights = zip(*self._kinds, strict=True)
        kind = self._random.choices(kinds, weights)[0]
        self.last = kind.__name__
        self.last = f"{kind.__name__.strip('_')} {kind()}"
        self.counts[kind.__name__.strip("_")] += 1
        self._close_dialogs()

    def _trigger(self) -> str:
        actions = self._viewer.window.actions_
        name = self._random.choice([each for each in actions.ids() if each not in LEFT_OUT])
        self.last = name
        if actions[name].isEnabled():
            actions[name].trigger()
        return name

    def _work_widget(self) -> str:
        from PySide6.QtWidgets import (
            QAbstractButton,
            QAbstractSlider,
            QAbstractSpinBox,
            QComboBox,
            QDoubleSpinBox,
            QLineEdit,
            QSpinBox,
            QTabBar,
            QToolButton,
            QWidget,
        )

        known = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
        widgets = [
            widget
            for widget in self._viewer.window.findChildren(QWidget)
            if isinstance(widget, known) and widget.isVisible() and widget.isEnabled()
        ]
        widget = self._random.choice(widgets)
        self.last = name = f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
        if isinstance(widget, QAbstractButton):
            # A button with a menu, or one of a dock's title bar, opens a loop of its own or takes the panel away.
            menu = isinstance(widget, QToolButton) and widget.menu() is not None
            if not menu and not widget.objectName().startswith("qt_"):
                widget.click()
        elif isinstance(widget, QAbstractSlider | QSpinBox):
            widget.setValue(self._random.randint(widget.minimum(), widget.maximum()))
        elif isinstance(widget, QDoubleSpinBox):
            widget.setValue(self._random.uniform(widget.minimum(), widget.maximum()))
        elif isinstance(widget, QComboBox) and widget.count():
            number = self._random.randrange(widget.count())
            widget.setCurrentIndex(number)
            widget.activated.emit(number)
        elif isinstance(widget, QLineEdit) and not widget.isReadOnly():
            widget.setText(self._random.choice(("", "numb", "knee", "schmerz", "L4", "xyz", "pierna", "zzzz \u00e9")))
        elif isinstance(widget, QTabBar) and widget.count():
            widget.setCurrentIndex(self._random.randrange(widget.count()))
        return name

    def _point(self) -> Any:
        from PySide6.QtCore import QPoint

        # Most of the body stands in the middle.
        x = int(self._random.triangular(0, self._canvas.width() - 1, self._canvas.width() / 2))
        return QPoint(x, self._random.randrange(max(1, self._canvas.height())))

    def _drag(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        buttons = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton)
        button = self._random.choice(buttons)
        start = self._point()
        QTest.mousePress(self._canvas, button, pos=start)
        for _ in range(3):
            start = self._point()
            _move(self._canvas, start, button)
        QTest.mouseRelease(self._canvas, button, pos=start)
        return str(button.name)

    def _click(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        spot = self._point()
        QTest.mouseClick(self._canvas, Qt.MouseButton.LeftButton, pos=spot)
        return f"{spot.x()}, {spot.y()}"

    def _hover(self) -> str:
        from PySide6.QtCore import Qt

        spot = self._point()
        _move(self._canvas, spot, Qt.MouseButton.NoButton)
        return f"{spot.x()}, {spot.y()}"

    def _wheel(self) -> str:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        spot, turn = self._point(), self._random.choice((-240, -120, 120, 240))
        event = QWheelEvent(
            QPointF(spot),
            QPointF(self._canvas.mapToGlobal(spot)),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self._canvas, event)
        return str(turn)

    def _key(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Space)
        key = self._random.choice(keys)
        widget = QApplication.focusWidget()
        target = widget if widget is not None and self._random.random() < 0.5 else self._canvas
        QTest.keyClick(target, key)
        return key.name

    def _pick_symptom(self) -> str:
        symptoms = self._viewer.window.symptoms
        names = list(self._viewer.controller._knowledge.symptoms)
        chosen = self._random.sample(names, self._random.randint(0, 2))
        from viewer.state import SIDE_CHOICES, PickedSymptom

        sides = [self._random.choice(SIDE_CHOICES) for _ in chosen]
        symptoms.symptoms_requested.emit(tuple(map(PickedSymptom, chosen, sides)))
        return ", ".join(chosen)

    def _undo(self) -> str:
        name = self._random.choice(("undo", "undo", "redo"))
        self._viewer.window.actions_[name].trigger()
        return name

    def _resize(self) -> str:
        width, height = self._random.choice(SIZES)
        self._viewer.window.resize(width, height)
        return f"{width}x{height}"

    def _close_dialogs(self) -> None:
        from PySide6.QtWidgets import QApplication, QDialog

        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and self._random.random() < 0.5:
                widget.close()


def _move(widget: QWidget, spot: Any, button: Any) -> None:
    """Send a move with a button held; ``QTest.mouseMove`` moves the real pointer and holds none."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(spot),
        QPointF(widget.mapToGlobal(spot)),
        Qt.MouseButton.NoButton,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def run(count: int, seed: int) -> dict[str, Any]:
    """Open a window, do so many things in it, and say what failed and how much memory it took.

    Returns
    -------
    dict
        ``failures`` (sentences, empty when all went well), ``warm_mb``, ``end_mb``, ``counts``, ``seconds``.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, qInstallMessageHandler
    from PySide6.QtWidgets import QFileDialog, QInputDialog

    from annotations import load
    from meshes.body import build_body
    from viewer.qt.app import assemble, make_application
    from viewer.scene import errors

    failures: list[str] = []
    monkey: Monkey | None = None

    def note(words: str) -> None:
        failures.append(f"after {monkey.last if monkey is not None else 'the start'}: {words}")

    def failed(kind: Any, error: BaseException, trace: Any) -> None:
        note("".join(traceback.format_exception(kind, error, trace)[-6:]))

    def said(_kind: object, _context: object, words: str) -> None:
        if any(word in words for word in COMPLAINTS):
            note(words)

    sys.excepthook = failed
    application = make_application()
    qInstallMessageHandler(said)
    # Nobody is there to name a file or to answer.
    QInputDialog.getItem = staticmethod(lambda *_args, **_words: ("", False))  # type: ignore[method-assign]
    for name in ("getOpenFileName", "getSaveFileName"):
        setattr(QFileDialog, name, staticmethod(lambda *_args, **_words: ("", "")))
    knowledge, body = load(), build_body("light")
    viewer = assemble(knowledge, body)
    viewer.window.resize(*SIZES[0])
    viewer.window.show()
    application.processEvents()
    monkey = Monkey(viewer, seed)
    memory: list[float] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            try:
                monkey.act()
                application.processEvents()
                # Without a running loop Qt keeps what was given up directly from here.
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
                errors.check()
                if number % CHECK_EVERY == 0:
                    _check_state(viewer, Path(folder) / "state.json")
            except Exception as error:
                failed(type(error), error, error.__traceback__)
            if not viewer.window.isVisible():
                note("the window has closed")
            if len(failures) >= 5:
                break
            if number % max(1, count // SAMPLES) == 0:
                memory.append(resident())
    if not failures:
        memory.append(resident())
    viewer.window.close()
    application.processEvents()
    warm = memory[int(WARM * len(memory)) :]
    third = max(1, len(warm) // 3)
    return {
        "failures": failures,
        "warm_mb": max(warm[:third]),
        "end_mb": sorted(warm[-third:])[len(warm[-third:]) // 2],
        "memory": [round(each) for each in memory],
        "counts": monkey.counts,
        "seconds": time.monotonic() - began,
    }


def _check_state(viewer: Viewer, path: Path) -> None:
    """Save the state, read it again, and compare."""
    from viewer.state_file import as_json, open_saved

    state = viewer.store.state
    written = json.dumps(as_json(state))
    path.write_text(written, encoding="utf-8")
    knowledge = viewer.controller._knowledge
    again = open_saved(path, knowledge, viewer.controller._structures).state
    if json.dumps(as_json(again)) != written:
        raise AssertionError(f"a saved state is read as another one: {written}")


def resident() -> float:
    """Resident memory now, MB, after everything that can go has gone."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def main(words: list[str]) -> None:
    """Run in this process and print what was found as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.random_actions", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(words)
    print(json.dumps(run(options.count, options.seed)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
