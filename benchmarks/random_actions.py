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
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .measuring import Result, child
from .memory import on_a_display
from .monkey import SIZES, Monkey
from .monkey_desk import Desk

if TYPE_CHECKING:
    from viewer.qt.app import Viewer

COUNT: Final = 10_000
SEED: Final = 1
GOAL: Final = 1.05
"""Memory at the end over memory once warm."""
WARM: Final = 0.3
"""Share of the actions after which everything has been seen once."""
CHECK_EVERY: Final = 10
SAMPLES: Final = 40
"""How often memory is read, at most."""
APART: Final = 50
"""Actions between two readings, at least: each looks for all garbage."""
HASTE: Final = 3
"""Actions before the window comes to draw: a hasty hand. Most of the time goes into frames."""
MOST_FAILURES: Final = 5
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


def run(count: int, seed: int, haste: int = HASTE) -> dict[str, Any]:
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
        sys.stderr.write(f"{failures[-1]}\n")

    def failed(kind: Any, error: BaseException, trace: Any) -> None:
        note("".join(traceback.format_exception(kind, error, trace)[-6:]))

    def said(_kind: object, _context: object, words: str) -> None:
        if any(word in words for word in COMPLAINTS):
            note(words)

    sys.excepthook = failed
    application = make_application()
    qInstallMessageHandler(said)
    knowledge, body = load(), build_body("light")
    viewer = assemble(knowledge, body)
    viewer.window.resize(*SIZES[0])
    viewer.window.show()
    application.processEvents()
    memory: list[float] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), random.Random(seed))
        # Nobody is there to name a file or to answer.
        QInputDialog.getItem = staticmethod(desk.item)  # type: ignore[method-assign]
        QFileDialog.getSaveFileName = staticmethod(desk.save)  # type: ignore[method-assign,assignment]
        QFileDialog.getOpenFileName = staticmethod(desk.open)  # type: ignore[method-assign]
        monkey = Monkey(viewer, seed, desk)
        for number in range(count):
            try:
                monkey.act()
                if number % haste == 0:
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
            if len(failures) >= MOST_FAILURES:
                break
            if number % max(APART, count // SAMPLES) == 0:
                memory.append(resident())
                sys.stderr.write(f"{number} actions, {memory[-1]:.0f} MB, {time.monotonic() - began:.0f} s\n")
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
    from viewer.explain.checking_views import open_saved
    from viewer.state.saved_view import as_json

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
    parser.add_argument("--haste", type=int, default=HASTE, help="actions before the window comes to draw")
    options = parser.parse_args(words)
    print(json.dumps(run(options.count, options.seed, options.haste)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
