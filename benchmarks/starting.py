"""From the command to the first picture in the window, against an empty pyvistaqt window with one sphere."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from typing import Final

from annotations.parsed import shipped_files, write_parsed

from .measuring import ROOT, Result, child
from .memory import on_a_display

GOAL: Final = 1.2
ROUNDS: Final = 3
EMPTY: Final = """
import os
os.environ["QT_API"] = "pyside6"
from PySide6.QtWidgets import QApplication
application = QApplication([])
import pyvista
from pyvistaqt import QtInteractor
window = QtInteractor(auto_update=False, multi_samples=0)
window.resize(1280, 800)
window.add_mesh(pyvista.Sphere())
window.show()
for _ in range(3):
    application.processEvents()
window.render()
os._exit(0)
"""
# The program itself, left as soon as its first picture is drawn.
OURS: Final = """
import os, sys
from viewer.qt.picture import picture
draw = picture.BodyPicture._draw_now
def drawn(self):
    draw(self)
    if self.frame_seconds > 0.0:
        os._exit(0)
picture.BodyPicture._draw_now = drawn
from viewer.cli.main import main
main([])
os._exit(3)
"""


def measure() -> list[Result]:
    """Measure the wall's time and the processor's, in milliseconds, of the program as it is once installed.

    Raises
    ------
    RuntimeError
        When there is neither a display nor Xvfb.
    """
    with on_a_display() as environment, tempfile.TemporaryDirectory() as log:
        environment = {**environment, "DERMATOME_SETTINGS": "", "DERMATOME_LOG": log}
        # Installing compiles the modules and parses the data.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        write_parsed(shipped_files(), ROOT / "annotations")

        def start(code: str) -> tuple[float, float]:
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            child(code, environment=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            return 1000.0 * (time.perf_counter() - begun), 1000.0 * work

        start(OURS)  # compiles what has changed
        pairs = [(start(OURS), start(EMPTY)) for _ in range(ROUNDS)]
    results = []
    for number, what in enumerate(("wall", "CPU")):
        ours, theirs = (statistics.median(pair[who][number] for pair in pairs) for who in (0, 1))
        results.append(
            Result("starting", f"start to first picture / an empty window, {what}", ours, theirs, "ms", GOAL)
        )
    return results
