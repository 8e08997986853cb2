"""A picture as a whole process, against a process that imports PyVista and draws a sphere of the same size."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Final

from annotations.parsed import shipped_files, write_parsed

from .measuring import ROOT, STARTED_WITH, Result, in_turns

GOAL: Final = 1.5
ROUNDS: Final = 5
SIZE: Final = (1280, 800)
_SPHERE: Final = f"""
import sys, pyvista
plotter = pyvista.Plotter(off_screen=True, window_size={list(SIZE)})
plotter.add_mesh(pyvista.Sphere())
plotter.screenshot(sys.argv[1])
"""


def measure() -> list[Result]:
    """Measure, in milliseconds, the program as it is once installed: its modules are compiled, its data parsed."""
    write_parsed(shipped_files(), ROOT / "annotations")
    environment = dict(STARTED_WITH)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not environment.get("DISPLAY"):
        environment.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.png")

        def process(*words: str) -> float:
            start = time.perf_counter()
            subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True, capture_output=True)
            return 1000.0 * (time.perf_counter() - start)

        width, height = SIZE
        results = []
        for what, words in (
            ("opening picture", ()),
            ("symptom picture", ("--symptom", "numb-inner-shin:right")),
        ):
            draw = partial(process, "main.py", "snapshot", "-o", out, "--size", f"{width}x{height}", *words)
            draw()  # compiles what has changed
            ours, theirs = in_turns(
                draw,
                lambda: process("-c", _SPHERE, out),
                ROUNDS,
            )
            results.append(Result("snapshot", f"{what} / a sphere, as whole processes", ours, theirs, "ms", GOAL))
    return results
