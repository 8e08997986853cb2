"""Nothing is written outside the program's own folders."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from places import PYTHON_PATH
from viewer.files.own_folders import cache_folder, log_folder, settings_folder
from viewer.files.version import PROGRAM


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_system_has_folders_with_our_name(platform: str) -> None:
    for folder in (settings_folder({}, platform), cache_folder({}, platform), log_folder({}, platform)):
        assert folder is not None
        assert PROGRAM in folder.parts


@pytest.mark.skipif(sys.platform != "linux", reason="looks into the home folder of Linux")
def test_a_picture_leaves_files_only_in_our_folders(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPL", "DERMATOME"))}
    home = tmp_path / "home"
    home.mkdir()
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from viewer.cli.main import main; main()",
            "snapshot",
            "-o",
            "a.png",
            "--size",
            "60x60",
        ],
        env={**kept, "HOME": str(home), "PYTHONPATH": PYTHON_PATH},
        cwd=tmp_path,
        check=True,
        timeout=120,
    )
    left = [path.relative_to(home) for path in home.rglob("*") if path.is_file()]
    assert {path.parts[:2] for path in left} <= {(".cache", PROGRAM), (".config", PROGRAM)}, left
