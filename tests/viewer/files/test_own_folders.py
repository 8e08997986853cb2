"""Nothing is written outside the program's own folders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from own_process import on_screen, seen_by
from places import PYTHON_PATH
from viewer.files.own_folders import cache_folder, log_folder, settings_folder
from viewer.files.version import PROGRAM


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_system_has_folders_with_our_name(platform: str) -> None:
    for folder in (settings_folder({}, platform), cache_folder({}, platform), log_folder({}, platform)):
        assert folder is not None
        assert PROGRAM in folder.parts


SCREEN = {"DISPLAY", "QT_QPA_PLATFORM", "QT_API", "LIBGL_ALWAYS_SOFTWARE"}
WINDOW = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from viewer.cli.main import main
from viewer.qt import app
assemble = app.assemble

def worked(*given):
    viewer = assemble(*given)
    QTimer.singleShot(1500, viewer.window, lambda: work(viewer))
    return viewer

def work(viewer):
    for name in ("sheet", "examine", "study", "parts", "topics", "help", "about", "copy-picture"):
        viewer.window.actions_[name].trigger()
        QApplication.processEvents()
    viewer.window.close()

app.assemble = worked
print(json.dumps(main([])))
"""


def fresh_home(folder: Path) -> tuple[Path, dict[str, str]]:
    """Make a user of whom nothing is known, with a folder of fonts that the system has not listed yet."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "MPL", "MESA_", "__GL_", "FONTCONFIG", "DERMATOME"))
    }
    home = folder / "home"
    fonts = home / ".local" / "share" / "fonts"
    fonts.mkdir(parents=True)
    # Mesa asks who the user is, not where the home is said to be; these come first.
    own = {
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local/share",
    }
    return home, {**kept, "HOME": str(home), **{name: str(place) for name, place in own.items()}}


def left_in(home: Path) -> list[Path]:
    """List what was written outside our folders."""
    ours = {(".cache", PROGRAM), (".config", PROGRAM), (".local", "state", PROGRAM)}
    written = [path.relative_to(home) for path in home.rglob("*") if not path.is_dir()]
    return [path for path in written if not {path.parts[:2], path.parts[:3]} & ours]


@pytest.mark.gl
@pytest.mark.skipif(sys.platform != "linux", reason="looks into the home folder of Linux")
@pytest.mark.parametrize("command", ["snapshot -o a.png --size 96x96", "handout -o a.pdf"])
def test_a_command_leaves_files_only_in_our_folders(command: str, tmp_path: Path) -> None:
    home, environment = fresh_home(tmp_path)
    environment.pop("DISPLAY", None)
    code = "from viewer.cli.main import main; raise SystemExit(main())"
    python = [sys.executable, "-c", code, *command.split()]
    environment["PYTHONPATH"] = PYTHON_PATH
    subprocess.run(python, env=environment, cwd=tmp_path, check=True, timeout=120)
    assert left_in(home) == []
    assert {path.name for path in tmp_path.iterdir()} == {"home", command.split()[2]}


@pytest.mark.window
def test_a_window_leaves_files_only_in_our_folders(tmp_path: Path, display: str) -> None:
    home, environment = fresh_home(tmp_path)
    screen = {name: value for name, value in on_screen(display).items() if name in SCREEN}
    assert seen_by("-c", WINDOW, environment={**environment, **screen}, folder=tmp_path) == 0
    assert left_in(home) == []
    assert (home / ".cache" / PROGRAM / "fontconfig").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_home_that_cannot_be_written_costs_only_what_would_be_kept(tmp_path: Path) -> None:
    _, environment = fresh_home(tmp_path)
    # A file where folders would be is refused to every user, root too.
    (tmp_path / "none").write_text("")
    own = {"XDG_CACHE_HOME": str(tmp_path / "none"), "TMPDIR": str(tmp_path), "PYTHONPATH": PYTHON_PATH}
    seen = (
        "from viewer.files.own_folders import keep_caches_together; keep_caches_together();"
        "import os, pathlib; print(pathlib.Path(os.environ['MESA_SHADER_CACHE_DIR']).is_dir())"
    )
    done = subprocess.run(
        [sys.executable, "-c", seen], env={**environment, **own}, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "True\n"
    assert {path.name for path in tmp_path.iterdir()} == {"home", "none"}


def test_a_user_whom_the_system_does_not_know_has_folders_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", unknown)
    assert not cache_folder({}, "linux").exists()
