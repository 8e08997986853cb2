"""The log tells what failed and nothing else: no name, no word that was typed, no path of the user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from places import PYTHON_PATH
from viewer.files.errors import InputError
from viewer.files.fault import ELSEWHERE, arose_in, name_of, shown_file, trace_of
from viewer.files.log import KEPT_BEFORE, MOST_BYTES, write_entry
from viewer.files.own_folders import log_folder
from viewer.files.version import CLONE
from viewer.files.versions import version_lines
from viewer.state.saved_view import read_raw_state

PLANTED = "Zyxquar"
"""A name that nothing else in the world holds."""
FAULTY = f"""
import sys
from viewer.cli import data, main

def {PLANTED}_function(_):
    {PLANTED} = "{PLANTED}-value"
    try:
        open("/{PLANTED}-folder/of.dermatome")
    except OSError as error:
        try:
            {{}}[{PLANTED}]
        except KeyError:
            raise RuntimeError(f"{PLANTED}: cannot go on") from error

data.data = {PLANTED}_function
raise SystemExit(main.main(["data", "--json"]))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "log"
    monkeypatch.setenv("DERMATOME_LOG", str(place))
    return place


def caught(error: Exception) -> Exception:
    try:
        raise error
    except Exception as raised:
        return raised


def faulty(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command that fails by a fault, by a script that has a name in its own."""
    script = tmp_path / f"{PLANTED}.py"
    script.write_text(FAULTY, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": PYTHON_PATH, "DERMATOME_DEBUG": "", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_fault_of_a_command_is_one_sentence_and_an_entry_without_names(tmp_path: Path, folder: Path) -> None:
    done = faulty(tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "RuntimeError in viewer/cli/main.py, line" in done.stderr
    assert str(folder / "log.txt") in done.stderr
    log = (folder / "log.txt").read_text(encoding="utf-8")
    assert PLANTED not in done.stderr + log
    assert str(Path.home()) not in log
    assert "FileNotFoundError ENOENT" in log
    assert "RuntimeError\n" in log
    assert "  viewer/cli/main.py:" in log
    assert f"  {ELSEWHERE}\n" in log
    assert "Python 3" in log


def test_whoever_debugs_sees_it_all(tmp_path: Path, folder: Path) -> None:
    done = faulty(tmp_path, DERMATOME_DEBUG="1")
    assert done.returncode == 1
    assert f"RuntimeError: {PLANTED}: cannot go on" in done.stderr
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_is_said_in_the_same_sentence(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be", encoding="utf-8")
    done = faulty(tmp_path, DERMATOME_LOG=str(tmp_path / "log"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no log could be written (File exists)" in done.stderr
    done = faulty(tmp_path, DERMATOME_LOG="")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no log is kept" in done.stderr


def test_no_message_is_told_not_even_one_of_ours() -> None:
    told = trace_of(caught(InputError("{word}: is no word", word=PLANTED)))
    assert told.startswith("InputError\n")
    assert PLANTED not in told
    with pytest.raises(InputError) as raised:
        read_raw_state({"schema_version": 1, "symptoms": [{"key": PLANTED, PLANTED: 3}]}, PLANTED)
    told = trace_of(raised.value)
    assert "  viewer/state/saved_view.py:" in told
    assert PLANTED not in told


def test_errors_that_led_to_it_come_first() -> None:
    try:
        try:
            raise KeyError(PLANTED)
        except KeyError as first:
            raise LookupError(PLANTED) from first
    except LookupError as error:
        told = trace_of(error)
    assert [line for line in told.splitlines() if not line.startswith(" ")] == ["KeyError", "LookupError"]


def test_a_recursion_without_end_is_told_in_short() -> None:
    def again() -> None:
        again()

    with pytest.raises(RecursionError) as raised:
        again()
    told = trace_of(raised.value)
    assert len(told.splitlines()) < 200
    assert " more\n" in told


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        (str(CLONE / "viewer" / "cli" / "main.py"), "viewer/cli/main.py"),
        (str(CLONE / "main.py"), "main.py"),
        (str(CLONE / f"{PLANTED}.py"), ELSEWHERE),
        ("/usr/ada/.local/lib/python3.11/site-packages/numpy/linalg/linalg.py", "numpy/linalg/linalg.py"),
        (os.__file__, "os.py"),
        (f"/{PLANTED}/{PLANTED}.py", ELSEWHERE),
        (f"{PLANTED}.py", ELSEWHERE),
        ("<string>", ELSEWHERE),
        ("", ELSEWHERE),
    ],
)
def test_files_of_code_are_named_from_their_package_on(file: str, shown: str) -> None:
    assert shown_file(file) == shown


def test_a_fault_is_placed_in_our_own_code() -> None:
    with pytest.raises(TypeError) as raised:
        log_folder({}, platform=3, nothing=PLANTED)  # type: ignore[call-arg,arg-type]
    assert arose_in(raised.value) == ELSEWHERE
    with pytest.raises(TypeError) as raised:
        log_folder({"DERMATOME_LOG": 3})  # type: ignore[dict-item]
    assert arose_in(raised.value).startswith("viewer/files/own_folders.py, line ")
    assert name_of(caught(OSError(28, PLANTED))) == "OSError ENOSPC"


def test_the_log_stays_small_and_keeps_the_last(folder: Path) -> None:
    for number in range(60):
        assert write_entry(f"entry {number} " + "x" * (MOST_BYTES // 10)) == folder / "log.txt"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["log.txt", *(f"log.txt.{number + 1}" for number in range(KEPT_BEFORE))]
    assert all(path.stat().st_size <= MOST_BYTES for path in folder.iterdir())
    assert "entry 59 " in (folder / "log.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="others are kept out by the folder's mode")
def test_nobody_else_reads_the_log(folder: Path) -> None:
    write_entry("one")
    assert folder.stat().st_mode & 0o077 == 0


def test_versions_name_no_user_and_no_computer() -> None:
    import getpass
    import platform

    told = "\n".join(version_lines())
    assert "VTK 9" in told
    assert "PySide6 6" in told
    words = told.replace(",", " ").split()
    assert not {getpass.getuser(), platform.node()} & set(words)
    assert str(Path.home()) not in told
