"""What leaves the repository: wheel and source archive, and that the files about the project agree with each other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from places import ROOT

PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CITATION: Final[dict[str, Any]] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
PACKAGES: Final = ("annotations", "meshes", "viewer")
MAKERS: Final = ("annotations/reports", "annotations/tracing", "meshes/measure", "viewer/makers")
"""Folders with what makes the data and tables: of use in a clone only, and not in the wheel."""
ROOMS: Final = """
    annotations: charts checks model
    meshes: builds lesion lofts nerves scan skin
    viewer: appearance cli examination explain files i18n output palette qt resolve scene search skin spine state
    viewer: overlay still study
    viewer/output: flat_skin handout page
    viewer/qt: drawing examination explain faults flat_skin look memory parts picture search shell
    viewer/qt: steps study symptoms widgets
    viewer/scene: labels lesion skin
    viewer/skin: painted
"""
"""Every folder with modules that is installed, below the packages themselves."""
FILE_LINE: Final = re.compile("adding |copying |creating |hard linking ")
"""What the builder says of each file; some are named after warnings."""


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """Every file of the repository: what `git archive` holds."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).exists()]


@pytest.fixture(scope="module")
def clone(tracked: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the tracked files and nothing else: no cache, nothing an earlier build has left."""
    folder = tmp_path_factory.mktemp("clone")
    for name in tracked:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder


def built(kind: str, clone: Path, into: Path) -> Path:
    """Build a wheel or a source archive as pip would ask for it; not one warning is allowed."""
    code = f"from setuptools import build_meta; build_meta.build_{kind}({str(into)!r})"
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", code],
        cwd=clone, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    lines = [line for line in (done.stdout + done.stderr).splitlines() if not FILE_LINE.match(line)]
    assert [line for line in lines if re.search("warn|deprecat|not found|absent", line, re.IGNORECASE)] == []
    (file,) = into.iterdir()
    return file


@pytest.fixture(scope="module")
def wheel(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", clone, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installer would."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_installed(installed: Path, folder: Path, code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the unpacked wheel and what it depends on: without `site`, no clone is on the path."""
    path = os.pathsep.join([str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    return subprocess.run(
        [sys.executable, "-S", "-P", "-c", code, *words],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen", "QT_API": "pyside6"},
    )  # fmt: skip


def test_the_wheel_carries_every_file_of_the_packages_but_those_of_makers(wheel: Path, tracked: list[str]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    ours = {name for name in tracked if name.startswith(tuple(f"{package}/" for package in PACKAGES))}
    made = {name for name in ours if name.startswith(tuple(f"{folder}/" for folder in MAKERS))}
    sources = {name for name in ours if name.endswith(".po")}  # what the program reads is compiled from them
    assert names == (ours - made - sources) | {"annotations/parsed.json"}  # written by the build
    assert wheel.stat().st_size < 5_000_000


def test_the_rooms_of_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folders = {name.rpartition("/")[0] for name in archive.namelist() if name.endswith(".py")}
    rows = [line.strip().split(": ") for line in ROOMS.strip().splitlines()]
    assert folders - set(PACKAGES) == {f"{above}/{room}" for above, rooms in rows for room in rooms.split()}


def test_every_module_of_the_wheel_can_be_imported_without_the_clone(installed: Path, tmp_path: Path) -> None:
    modules = [
        ".".join(file.relative_to(installed).with_suffix("").parts).removesuffix(".__init__")
        for file in sorted(installed.rglob("*.py"))
        if file.name != "__main__.py"
    ]
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[2:]:\n"
        "    assert importlib.import_module(name).__file__.startswith(sys.argv[1]), name\n"
    )
    done = run_installed(installed, tmp_path, code, str(installed), *modules)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(modules) > 200


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--version", f"dermatome-viewer {PROJECT['project']['version']}\n"),
        ("--help", "COMMAND"),
        ("data --json", '"roots"'),
        ("where --landmark medial-malleolus", "L4"),
        ("roots --symptom knee-gives-way:left", "L4"),
        ("check", ""),
    ],
)
def test_the_installed_wheel_answers(installed: Path, tmp_path: Path, words: str, said: str) -> None:
    code = "import sys; from viewer.cli.main import main; sys.exit(main())"
    done = run_installed(installed, tmp_path, code, *words.split())
    assert (done.returncode, done.stderr) == (0, "")
    assert said in done.stdout


def test_the_source_archive_holds_what_is_tracked(clone: Path, tracked: list[str], tmp_path: Path) -> None:
    with tarfile.open(built("sdist", clone, tmp_path)) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    written = {name for name in names if name in {"PKG-INFO", "setup.cfg"} or ".egg-info/" in name}
    assert names - written == set(tracked)


def test_the_project_is_cited_as_it_is_packaged() -> None:
    project = PROJECT["project"]
    assert project["version"] == str(CITATION["version"])
    names = [{"name": author["name"]} for author in CITATION["authors"]]
    assert project["authors"] == project["maintainers"] == names
    assert project["license"].split(" AND ") == CITATION["license"]
    hosts = {CITATION[key] for key in ("repository-code", "url") if key in CITATION}
    assert hosts <= set(project.get("urls", {}).values())
    assert bool(hosts) == ("urls" in project)


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", ".github/workflows/test.yml"])
def test_files_of_tools_are_read(name: str) -> None:
    assert isinstance(yaml.safe_load((ROOT / name).read_text(encoding="utf-8")), dict)


def test_the_workflow_runs_what_everybody_runs() -> None:
    job = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))["jobs"]["test"]
    assert [step["run"] for step in job["steps"] if "run" in step] == ["bash .ci/run"]
    assert {system.partition("-")[0] for system in job["strategy"]["matrix"]["system"]} == {
        "ubuntu",
        "windows",
        "macos",
    }
