"""Closing the real window while something is under way: it goes at once, quietly, and leaves no half-written file.

And what it writes on a full disk, or into a folder that takes nothing: a sentence, the old file whole.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from own_process import on_screen, seen_by

SECONDS_TO_GO: Final = 180
"""On a busy machine; a window that hangs is found out all the same."""
OLD: Final = "precious"
KINDS: Final = {
    **{"save-view": "a.json", "save-steps": "b.json", "save-picture": "a.png", "handout": "b.pdf"},
    **{"save-page": "b.html", "save-model": "b.glb", "save-turn": "b.gif", "save-sheet": "b.svg"},
}
"""Every action that writes a file, with the name of an old one."""
ROOM: Final = 300
"""Bytes that a file may have on the full disk: less than any of ours needs."""
WHOLE: Final = {"a.pdf": b"%PDF", "a.html": b"<!doctype html>", "a.glb": b"glTF"}
"""Files that keep the window busy until they are there: how they begin."""


@pytest.fixture(scope="module")
def log(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("closing")
    found: dict[str, Any] = seen_by(__file__, environment=on_screen(display), folder=folder)
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

    def test_a_turn_that_was_given_up_leaves_the_old_file(self, log: dict[str, Any]) -> None:
        assert log["files"]["a.gif"] == OLD

    @pytest.mark.parametrize("name", WHOLE)
    def test_what_is_written_in_one_go_is_whole(self, log: dict[str, Any], name: str) -> None:
        assert log["files"][name].startswith(WHOLE[name].decode())

    def test_nothing_else_is_left(self, log: dict[str, Any]) -> None:
        assert set(log["files"]) == {"a.gif", *WHOLE, *KINDS.values()}


@pytest.mark.window
@pytest.mark.parametrize("name", KINDS.values())
class TestFullDisk:
    """The same run; each kind of file that the window writes."""

    def test_it_is_said(self, log: dict[str, Any], name: str) -> None:
        full, shut = log["complaints"][name]
        assert f"{name}: cannot be written (" in full
        assert f"{name}: cannot be written" in shut
        assert "permission is denied" in shut or "Permission denied" in shut

    def test_the_old_file_is_whole(self, log: dict[str, Any], name: str) -> None:
        assert log["files"][name] == OLD

    def test_the_program_runs_on(self, log: dict[str, Any], name: str) -> None:
        del name
        assert log["runs on"]


def while_all_moves(viewer: Any, close: Callable[[], None]) -> Callable[[], bool]:
    """Close with the button down, while the light runs and the picture is on its way to another view."""
    from PySide6.QtCore import QPoint, Qt, QTimer
    from PySide6.QtTest import QTest

    from viewer.qt.steps.path import PathFeature
    from viewer.state.view_state import PickedSymptom

    canvas, left = viewer.window.canvas, Qt.MouseButton.LeftButton
    path = viewer.window.findChild(PathFeature)
    viewer.store.update(symptoms=(PickedSymptom("numb-inner-shin"),), path=True, beside=True)
    seen: list[bool] = []

    def look() -> None:
        if not path.running or path.along == 0.0:
            QTimer.singleShot(20, viewer.window, look)
            return
        viewer.picture.unhurried = True
        viewer.picture.frame_seconds = 0.001
        viewer.store.update(view="back")
        seen.append(viewer.picture._flight.isActive())
        QTest.mousePress(canvas, left, pos=QPoint(200, 200))
        for step in range(1, 6):
            QTest.mouseMove(canvas, QPoint(200 + 12 * step, 200))
        seen.append(viewer.pointer._dragging)
        close()

    QTimer.singleShot(20, viewer.window, look)
    return lambda: seen == [True, True]


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
    from unittest.mock import patch

    from PySide6.QtCore import QMetaObject, Qt

    from viewer.output.page.page import save_page
    from viewer.qt.shell import exports

    told = while_the_disk_is_full(viewer)
    answer("a.pdf")
    viewer.window.actions_["handout"].trigger()
    answer("a.glb")
    viewer.window.actions_["save-model"].trigger()
    answer("a.html")
    wished: list[bool] = []

    def saving(*arguments: Any, **options: Any) -> None:
        # From another thread, as a window manager's message comes.
        wish = threading.Thread(
            target=lambda: QMetaObject.invokeMethod(viewer.window, "close", Qt.ConnectionType.QueuedConnection)
        )
        wish.start()
        wish.join()
        wished.append(viewer.window.isVisible())
        save_page(*arguments, **options)

    with patch.object(exports, "save_page", saving):
        viewer.window.actions_["save-page"].trigger()
    del close
    return lambda: wished == [True] and told


def while_the_disk_is_full(viewer: Any) -> bool:
    """Write every kind of file, where there is no room and where nothing may be written; say whether all was tried."""
    import resource
    import tempfile
    from unittest.mock import patch

    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QInputDialog

    from viewer.qt.shell import exports
    from viewer.qt.steps.presenter import Presenter

    window, store = viewer.window, viewer.store
    heard: list[str] = []
    window.show_error = heard.append
    QInputDialog.getItem = staticmethod(lambda *_, **__: ("English, A4", True))  # type: ignore[method-assign]
    window.findChild(Presenter).add()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def refused(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    for action, name in KINDS.items():
        Path(name).write_text(OLD, encoding="utf-8")
        answer(name)
        QCoreApplication.processEvents()
        heard.clear()
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
        try:
            with patch.object(exports, "FRAMES", 4):
                window.actions_[action].trigger()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        # Permissions do not hold the administrator back, as whom tests may run.
        with patch("os.access", return_value=False), patch.object(tempfile, "mkstemp", refused):
            window.actions_[action].trigger()
        complaints[name] = list(heard)
    store.update(view="back")
    return len(complaints) == len(KINDS) and store.state.view == "back"


complaints: Final[dict[str, list[str]]] = {}
SCENES: Final = {scene.__name__: scene for scene in (while_all_moves, while_a_turn_is_drawn, while_files_are_written)}


def answer(name: str) -> None:
    """Let the file dialog give a name."""
    from PySide6.QtWidgets import QFileDialog

    QFileDialog.getSaveFileName = staticmethod(lambda *_: (name, ""))  # type: ignore[assignment, method-assign]


def drive() -> None:
    """Open a window for each scene, close it meanwhile, and print what was seen as one line of JSON."""
    from unittest.mock import patch

    from PySide6.QtCore import QTimer

    from annotations import load
    from meshes.body import build_body
    from viewer.output import model, snapshot
    from viewer.qt.app import assemble, make_application

    application, knowledge, body = make_application(), load(), build_body("light")
    Path("a.gif").write_text(OLD, encoding="utf-8")
    log: dict[str, Any] = {"went": {}, "under way": {}, "clocks": []}
    # What is written need not be in full detail.
    for module in (model, snapshot):
        patch.object(module, "state_body", lambda _state: body).start()
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
    log["complaints"] = complaints
    log["runs on"] = log["under way"]["while_files_are_written"]
    log["files"] = {
        entry.name: entry.read_bytes()[:15].decode("latin-1").split("\n")[0].lower()
        if entry.suffix == ".html"
        else entry.read_bytes()[:8].decode("latin-1").split("\n")[0]
        for entry in Path().iterdir()
    }
    sys.stdout.write(json.dumps(log) + "\n")


if __name__ == "__main__":
    drive()
