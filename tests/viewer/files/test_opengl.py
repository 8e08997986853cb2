"""A computer that cannot draw is told so in one sentence; one that can only in software draws in software."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from places import PYTHON_PATH
from viewer.files.opengl import LACKING
from viewer.output.studio import WITHOUT_OPENGL
from viewer.still import rays

MAIN = "from viewer.cli.main import main; raise SystemExit(main())"
WINDOW = "from viewer.files.opengl import missing_for_window; import os; print(missing_for_window(), dict(os.environ))"
NO_DRIVER = {"__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent.json"}
OLD_DRIVER = {"MESA_GL_VERSION_OVERRIDE": "2.1"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the graphics libraries of Linux")


def run(code: str, *words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "VTK_DEFAULT_OPENGL_WINDOW"}}
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        env={**plain, "PYTHONPATH": PYTHON_PATH, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "words", ["snapshot -o out.png --view lumbar-back", "handout -o out.pdf", "turntable -o out.gif"]
)
@pytest.mark.parametrize("machine", [NO_DRIVER, OLD_DRIVER], ids=["no driver", "OpenGL 2.1"])
def test_without_opengl_one_sentence_and_nothing_written(words: str, machine: dict[str, str], tmp_path: Path) -> None:
    done = run(MAIN, *words.split(), folder=tmp_path, **machine)
    assert (done.returncode, done.stdout) == (2, "")
    assert (done.stderr.startswith(f"dermatome-viewer: {LACKING}"), done.stderr.count("\n")) == (True, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(rays.missing() is not None, reason="there is no embreex for this computer")
@pytest.mark.parametrize(("words", "name"), [("", "dermatome-viewer.png"), ("snapshot -o out.png", "out.png")])
def test_without_opengl_the_studio_draws_and_says_so(words: str, name: str, tmp_path: Path) -> None:
    done = run(MAIN, *words.split(), folder=tmp_path, **NO_DRIVER)
    assert done.returncode == 0, done.stderr
    assert WITHOUT_OPENGL in done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_without_opengl_or_embreex_one_sentence_and_nothing_written(tmp_path: Path) -> None:
    code = f"import sys; sys.modules['embreex'] = None; {MAIN}"
    done = run(code, folder=tmp_path, **NO_DRIVER)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"dermatome-viewer: {LACKING}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.window
@pytest.mark.skipif(rays.missing() is not None, reason="there is no embreex for this computer")
def test_a_display_with_an_old_opengl_opens_no_black_window(display: str, tmp_path: Path) -> None:
    done = run(MAIN, folder=tmp_path, DISPLAY=display, **OLD_DRIVER)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{LACKING}; the opening picture was written to dermatome-viewer.png")


@pytest.mark.window
def test_where_calls_would_be_sent_to_the_display_software_draws(display: str, tmp_path: Path) -> None:
    done = run(WINDOW, folder=tmp_path, DISPLAY=display, LIBGL_ALWAYS_INDIRECT="1")
    assert done.stdout.startswith("None"), done.stderr
    assert "'LIBGL_ALWAYS_SOFTWARE': '1'" in done.stdout
    assert "LIBGL_ALWAYS_INDIRECT" not in done.stdout
