"""A disk that fills up while a file is written: one sentence, the old file whole, nothing half-written beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from places import PYTHON_PATH

ROOM: Final = 2_000
"""Bytes that a file may have: less than any of ours needs."""
COMMANDS: Final = {
    "a.png": ("snapshot", "--size", "256x256"),
    "a.pdf": ("handout",),
    "a.glb": ("export", "--symptom", "numb-inner-shin"),
    "a.html": ("page",),
    "a.gif": ("turntable", "--size", "128x128", "--frames", "4"),
}


@pytest.mark.gl
@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are POSIX")
def test_a_full_disk_leaves_the_old_files_whole(tmp_path: Path) -> None:
    for name in COMMANDS:
        (tmp_path / name).write_text(f"precious {name}", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, __file__],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": PYTHON_PATH},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    codes: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert codes == dict.fromkeys(COMMANDS, 2)
    for name in COMMANDS:
        assert f"dermatome-viewer: {name}: cannot be written" in done.stderr
        assert (tmp_path / name).read_text(encoding="utf-8") == f"precious {name}"
    assert {entry.name for entry in tmp_path.iterdir()} == set(COMMANDS)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named_before_anything_is_drawn(tmp_path: Path) -> None:
    from viewer.files.errors import InputError
    from viewer.files.writing import check_writable

    tmp_path.chmod(0o500)
    try:
        for name in COMMANDS:
            with pytest.raises(InputError, match="permission is denied"):
                check_writable(tmp_path / name, Path(name).suffix)
    finally:
        tmp_path.chmod(0o700)


def _main() -> None:
    import resource

    from viewer.cli.main import main

    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    codes = {name: main([command[0], "-o", name, *command[1:]]) for name, command in COMMANDS.items()}
    sys.stdout.write(json.dumps(codes) + "\n")


if __name__ == "__main__":
    _main()
