"""Windows and other programs run in a process of their own; what they saw is the last line that they print, as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from places import PYTHON_PATH

SECONDS_FOR_ALL = 600


def on_screen(display: str, **more: str) -> dict[str, str]:
    """Give the environment of a program with a window on a display."""
    return {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_API": "pyside6",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        # As pictures drawn before, in the process that starts the window, have left it.
        "VTK_DEFAULT_OPENGL_WINDOW": "vtkEGLRenderWindow",
        "DERMATOME_SETTINGS": "",
        **more,
    }


def seen_by(*command: str, environment: dict[str, str], folder: Path | None = None) -> Any:
    """Run Python with these words, in a folder, and give what it printed last; it must not complain meanwhile."""
    done = subprocess.run(
        [sys.executable, *command],
        env={**environment, "PYTHONPATH": PYTHON_PATH},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS_FOR_ALL,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    # Software drawing says something of itself that is no error of ours.
    assert "ERROR" not in done.stderr.upper().replace("LIBGL ERROR", ""), done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
