"""Measuring two things in turns, so that whatever else the machine does falls on both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    import pyvista as pv

STARTED_WITH: Final = dict(os.environ)
"""For processes of their own: what `viewer` sets for itself is not set for others."""
import viewer  # noqa: E402, F401 - before numpy, as when the program starts

ROOT: Final = Path(__file__).parents[1]
SIZE: Final = (1280, 800)
"""Pixels of a measured picture: the window as it opens."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be measured here."""

    name: str
    what: str
    passed: bool = True

    def __str__(self) -> str:
        """Write one line of the table."""
        return f"{self.name:<10} {self.what}: skipped"


@dataclass(frozen=True, slots=True)
class Result:
    """A measured ratio."""

    name: str
    what: str
    ours: float
    theirs: float
    unit: str
    goal: float | None
    """The ratio may be at most this; None: for information."""

    @property
    def ratio(self) -> float:
        """Ours over theirs."""
        return self.ours / self.theirs

    @property
    def passed(self) -> bool:
        """Whether the goal is met."""
        return self.goal is None or self.ratio <= self.goal

    def __str__(self) -> str:
        """Write one line of the table."""
        goal = "" if self.goal is None else f"<= {self.goal:.2f}"
        verdict = "" if self.goal is None else ("pass" if self.passed else "FAIL")
        return (
            f"{self.name:<10} {self.what:<62} {self.ours:8.1f} / {self.theirs:8.1f} {self.unit:<3}"
            f"{self.ratio:7.2f} {goal:>8} {verdict}"
        )


def in_turns(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> tuple[float, float]:
    """Measure both in turns and return the median of each."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def child(code: str, *words: str, environment: dict[str, str] | None = None) -> str:
    """Run Python code in a fresh process at the repository's root and return the last line it prints.

    Raises
    ------
    RuntimeError
        When the process fails; with its complaint.
    """
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=environment or STARTED_WITH,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"a measured process failed:\n{done.stderr[-2000:]}")
    lines = done.stdout.strip().splitlines()
    return lines[-1] if lines else ""


def off_screen(lighting: Literal["none", "light kit"] = "none", size: tuple[int, int] = SIZE) -> tuple[pv.Plotter, Any]:
    """Make a plotter off screen and give its window; without multisampling, as while a picture moves.

    Parameters
    ----------
    lighting : {"none", "light kit"}
        Of PyVista; a body brings its own light.
    size : (int, int)
        Pixels.
    """
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    import pyvista as pv

    plotter = pv.Plotter(off_screen=True, window_size=list(size), lighting=lighting)
    window: Any = plotter.render_window
    window.SetMultiSamples(0)
    return plotter, window
