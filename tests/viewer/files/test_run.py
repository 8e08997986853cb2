"""How a run ended is told once, by the next start, and windows side by side leave each other's files alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from places import PYTHON_PATH
from viewer.files.run import MOST_DAYS, Run

DIES = """
import os, sys
from pathlib import Path
from viewer.files.run import Run

def Zyxquar():
    run = Run(Path(sys.argv[1]))
    if len(sys.argv) > 3:
        run.rescue(sys.argv[3])
    os.kill(os.getpid(), int(sys.argv[2]))

Zyxquar()
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="dies by signals of Unix")


def dies(folder: Path, how: int, *rescued: str) -> None:
    script = folder.parent / "Zyxquar.py"
    script.write_text(DIES, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(folder), str(int(how)), *rescued],
        env={**os.environ, "PYTHONPATH": PYTHON_PATH},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -how, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


def names(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[0] for path in folder.iterdir())


def test_a_run_that_ends_well_leaves_nothing(folder: Path) -> None:
    run = Run(folder)
    assert names(folder) == ["run"]
    run.rescue("{}")
    assert names(folder) == ["rescued", "run"]
    run.end()
    run.end()
    assert names(folder) == []


def test_a_run_that_died_hard_is_told_of_once_and_without_names(folder: Path) -> None:
    dies(folder, signal.SIGSEGV)
    assert names(folder) == ["run"]
    run = Run(folder)
    (told,) = run.take_hard_ends()
    assert told.splitlines()[:2] == ["Fatal Python error: Segmentation fault", "Current thread"]
    assert "  elsewhere" in told
    assert "Zyxquar" not in told
    assert str(folder.parent) not in told
    assert run.take_hard_ends() == []
    assert names(folder) == ["run"]
    run.end()


def test_a_run_that_was_killed_is_swept_in_silence(folder: Path) -> None:
    dies(folder, signal.SIGKILL)
    run = Run(folder)
    assert run.take_hard_ends() == []
    assert names(folder) == ["run"]
    run.end()


def test_the_view_that_a_dead_run_rescued_is_given_once(folder: Path) -> None:
    dies(folder, signal.SIGSEGV, "the view, ärgerlich")
    run = Run(folder)
    run.take_hard_ends()
    assert run.take_rescued() == "the view, ärgerlich"
    assert run.take_rescued() is None
    run.end()


def test_windows_side_by_side_leave_each_other_alone(folder: Path) -> None:
    first, second = Run(folder), Run(folder)
    first.rescue("first")
    second.rescue("second")
    assert second.take_hard_ends() == []
    assert sorted(path.read_text() for path in folder.glob("rescued-*")) == ["first", "second"]
    second.forget()
    assert [path.read_text() for path in folder.glob("rescued-*")] == ["first"]
    assert second.take_rescued() is None
    first.keep = True
    first.end()
    assert second.take_rescued() == "first"
    second.end()
    assert names(folder) == []


def test_the_last_view_is_offered_first_and_old_ones_never(folder: Path) -> None:
    for number, days in enumerate((1, 0, MOST_DAYS + 1)):
        run = Run(folder)
        run.rescue(f"view {number}")
        run.keep = True
        run.end()
        (path,) = (path for path in folder.iterdir() if path.read_text() == f"view {number}")
        os.utime(path, (time.time() - days * 24 * 3600 - 60,) * 2)
    run = Run(folder)
    assert [run.take_rescued() for _ in range(3)] == ["view 1", "view 0", None]
    run.end()
    assert names(folder) == []


def test_forgetting_removes_what_earlier_runs_saved(folder: Path) -> None:
    dies(folder, signal.SIGSEGV, "a view")
    run = Run(folder)
    run.take_hard_ends()
    run.forget()
    assert run.take_rescued() is None
    run.end()


def test_a_rescued_view_is_for_its_user_alone(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    run = Run(folder)
    run.rescue("{}")
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    run.end()
