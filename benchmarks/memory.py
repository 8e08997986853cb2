"""Peak memory of the window with everything shown, against an empty pyvistaqt window with one sphere."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from .measuring import STARTED_WITH, Result, child, in_turns

GOAL: Final = 1.25
ROUNDS: Final = 3
SECONDS_TO_START: Final = 10
#: Not ``ru_maxrss``: a child starts with its parent's, and the parent has drawn bodies before.
_PEAK: Final = """
with open("/proc/self/status") as status:
    print(next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")))
"""
EMPTY: Final = (
    """
import os
os.environ["QT_API"] = "pyside6"
from PySide6.QtWidgets import QApplication
application = QApplication([])
import pyvista
from pyvistaqt import QtInteractor
window = QtInteractor(auto_update=False)
window.resize(1280, 800)
window.add_mesh(pyvista.Sphere())
window.show()
for _ in range(20):
    application.processEvents()
    window.render()
"""
    + _PEAK
)
OURS: Final = (
    """
from viewer.qt.app import assemble, make_application
application = make_application()
from annotations import load
from meshes.body import build_body
from viewer.state.view_state import ViewState
viewer = assemble(load(), build_body(), ViewState(skin_opacity=0.4, key_points=True))
viewer.window.resize(1280, 800)
viewer.window.show()
# Until edges are smooth and everything is ready to be turned, however slow the machine.
picture = viewer.picture
while any(timer.isActive() for timer in (picture._refit, picture._soon, picture._rest, picture._idle)):
    application.processEvents()
"""
    + _PEAK
)


def measure() -> list[Result]:
    """Measure, in megabytes of resident memory at its highest.

    Raises
    ------
    RuntimeError
        When there is neither a display nor Xvfb.
    """
    with on_a_display() as environment:
        ours, theirs = in_turns(
            lambda: float(child(OURS, environment=environment)),
            lambda: float(child(EMPTY, environment=environment)),
            ROUNDS,
        )
    return [Result("memory", "peak of the window, everything shown / empty window", ours, theirs, "MB", GOAL)]


@contextmanager
def on_a_display() -> Iterator[dict[str, str]]:
    """Give the environment of a process with a window: on the display there is, or on an Xvfb of our own.

    Raises
    ------
    RuntimeError
        When there is neither.
    """
    with _display() as name:
        environment = {**STARTED_WITH, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        environment.pop("VTK_DEFAULT_OPENGL_WINDOW", None)
        yield environment


@contextmanager
def _display() -> Iterator[str]:
    """Give the name of a display: the one there is, or an Xvfb of our own."""
    if os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    binary = shutil.which("Xvfb")
    if binary is None:
        raise RuntimeError("a window needs a display or Xvfb, and neither is here")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [binary, "-displayfd", str(writing), "-screen", "0", "1480x940x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], SECONDS_TO_START)
        if not ready:
            raise RuntimeError("Xvfb did not start")
        yield f":{os.read(reading, 16).decode().strip()}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait(SECONDS_TO_START)
