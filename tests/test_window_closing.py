"""Closing the real window while something is under way: it goes at once, quietly, and leaves no half-written file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[1]
SECONDS_FOR_ALL: Final = 300
SECONDS_TO_GO: Final = 60
"""On a busy machine; a window that hangs is found out all the same."""
OLD: Final = "precious"
WHOLE: Final = {"a.pdf": b"%PDF", "a.html": b"<!doctype html>", "a.glb": b"glTF"}
"""Files that keep the window busy until they are there: how they begin."""


@pytest.fixture(scope="module")
def log(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("closing")
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_API": "pyside6",
        "PYTHONPATH": str(ROOT),
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "DERMATOME_SETTINGS": "",
    }
    done = subprocess.run(
        [sys.executable, __file__],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS_FOR_ALL,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    found["stderr"] = done.stderr
    return found


@pytest.mark.window
class TestClosing:
    """What one run of :func:`drive` saw."""

    def test_every_window_went_by_itself(self, log: dict[str, Any]) -> None:
        assert log["went"] == dict.fromkeys(log["went"], True)
        assert len(log["went"]) == len(SCENES)

    def test_what_was_closed_was_under_way(self, log: dict[str, Any]) -> None:
        assert log["under way"] == dict.fromkeys(log["under way"], True)
        assert set(log["under way"]) == set(SCENES)

    def test_no_clock_runs_on(self, log: dict[str, Any]) -> None:
        assert log["clocks"] == []

    def test_nobody_complains(self, log: dict[str, Any]) -> None:
        assert "Traceback" not in log["stderr"]
        assert "ERROR" not in log["stderr"].upper().replace("LIBGL ERROR", "")

    def test_a_turn_that_was_given_up_leaves_the_old_file(self, log: dict[str, Any]) -> None:
        assert log["files"]["a.gif"] == OLD

    @pytest.mark.parametrize("name", WHOLE)
    def test_what_is_written_in_one_go_is_whole(self, log: dict[str, Any], name: str) -> None:
        assert log["files"][name].startswith(WHOLE[name].decode())

    def test_nothing_else_is_left(self, log: dict[str, Any]) -> None:
        assert set(log["files"]) == {"a.gif", *WHOLE}


def while_the_light_runs(viewer: Any, close: Callable[[], None]) -> Callable[[], bool]:
    """Close once the light has moved."""
    from PySide6.QtCore import QTimer

    from viewer.qt.path_control import PathControl
    from viewer.state import PickedSymptom

    path = viewer.window.findChild(PathControl)
    viewer.store.update(symptoms=(PickedSymptom("numb-inner-shin"),), path=True, beside=True)

    def look() -> None:
        if path.running and path.along > 0.0:
            seen.append(True)
            close()
        else:
            QTimer.singleShot(20, viewer.window, look)

    seen: list[bool] = []
    QTimer.singleShot(20, viewer.window, look)
    return lambda: bool(seen)


def while_a_hand_turns(viewer: Any, close: Callable[[], None]) -> Callable[[], bool]:
    """Close with the button down, while the picture is on its way to another view."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    canvas, left = viewer.window.canvas, Qt.MouseButton.LeftButton
    viewer.picture.unhurried = True
    viewer.picture.frame_seconds = 0.001
    viewer.store.update(view="back")
    flying = viewer.picture._flight.isActive()
    QTest.mousePress(canvas, left, pos=QPoint(200, 200))
    for step in range(1, 6):
        QTest.mouseMove(canvas, QPoint(200 + 12 * step, 200))
    moved = viewer.pointer._dragging
    close()
    return lambda: flying and moved


def while_a_turn_is_drawn(viewer: Any, close: Callable[[], None]) -> Callable[[], bool]:
    """Close from within the drawing of a turn, as a click on the window's cross does."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QProgressDialog

    def look() -> None:
        bars = viewer.window.findChildren(QProgressDialog)
        if bars and bars[0].value() > 1:
            seen.append(bars[0].value())
            close()
        else:
            QTimer.singleShot(0, viewer.window, look)

    seen: list[int] = []
    QTimer.singleShot(0, viewer.window, look)
    answer("a.gif")
    viewer.window.actions_["save-turn"].trigger()
    return lambda: bool(seen) and seen[0] < 40


def while_files_are_written(viewer: Any, close: Callable[[], None]) -> Callable[[], bool]:
    """Let the wish to close come while each file is made: it is heard once the file is there."""
    import threading

    from PySide6.QtCore import QMetaObject, Qt
    from PySide6.QtWidgets import QInputDialog

    from viewer.qt import exports

    QInputDialog.getItem = staticmethod(lambda *_, **__: ("English, A4", True))  # type: ignore[assignment, method-assign]
    answer("a.pdf")
    viewer.window.actions_["handout"].trigger()
    answer("a.glb")
    viewer.window.actions_["save-model"].trigger()
    answer("a.html")
    wished: list[bool] = []
    save = exports.save_page

    def saving(*arguments: Any, **options: Any) -> None:
        # From another thread, as a window manager's message comes.
        wish = threading.Thread(
            target=lambda: QMetaObject.invokeMethod(viewer.window, "close", Qt.ConnectionType.QueuedConnection)
        )
        wish.start()
        wish.join()
        wished.append(viewer.window.isVisible())
        save(*arguments, **options)

    exports.save_page = saving
    try:
        viewer.window.actions_["save-page"].trigger()
    finally:
        exports.save_page = save
    del close
    return lambda: wished == [True]


SCENES: Final = {
    scene.__name__: scene
    for scene in (while_the_light_runs, while_a_hand_turns, while_a_turn_is_drawn, while_files_are_written)
}


def answer(name: str) -> None:
    """Let the file dialog give a name."""
    from PySide6.QtWidgets import QFileDialog

    QFileDialog.getSaveFileName = staticmethod(lambda *_: (name, ""))  # type: ignore[assignment, method-assign]


def drive() -> None:
    """Open a window for each scene, close it meanwhile, and print what was seen as one line of JSON."""
    from PySide6.QtCore import QTimer

    from annotations import load
    from meshes.body import build_body
    from viewer.qt.app import assemble, make_application

    application, knowledge, body = make_application(), load(), build_body("light")
    Path("a.gif").write_text(OLD, encoding="utf-8")
    log: dict[str, Any] = {"went": {}, "under way": {}, "clocks": []}
    for name, scene in SCENES.items():
        viewer = assemble(knowledge, body)
        viewer.window.resize(900, 640)
        viewer.window.show()
        late: list[bool] = []
        found: list[Callable[[], bool]] = []

        def begin(scene: Any = scene, viewer: Any = viewer, found: Any = found) -> None:
            found.append(scene(viewer, viewer.window.close))

        def give_up(late: list[bool] = late) -> None:
            late.append(True)
            application.quit()

        watch = QTimer()
        watch.setSingleShot(True)
        watch.timeout.connect(give_up)
        watch.start(1000 * SECONDS_TO_GO)
        QTimer.singleShot(300, viewer.window, begin)
        application.exec()
        watch.stop()
        # Whatever still runs has time to go wrong.
        end = time.monotonic() + 0.15
        while time.monotonic() < end:
            application.processEvents()
        log["clocks"] += [str(clock.parent()) for clock in viewer.window.findChildren(QTimer) if clock.isActive()]
        log["went"][name] = not late
        log["under way"][name] = bool(found and found[0]())
    log["files"] = {
        entry.name: entry.read_bytes()[:15].decode("latin-1").split("\n")[0].lower()
        if entry.suffix == ".html"
        else entry.read_bytes()[:8].decode("latin-1").split("\n")[0]
        for entry in Path().iterdir()
    }
    sys.stdout.write(json.dumps(log) + "\n")


if __name__ == "__main__":
    drive()
