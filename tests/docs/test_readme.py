"""The pages for users and contributors: commands are commands, keys are keys, what is shown, linked, named is there."""

import importlib
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from places import ROOT
from viewer.cli.parser import make_parser

PAGES = (ROOT / "README.md", ROOT / "docs" / "using.md")
TEXT = "".join(page.read_text(encoding="utf-8") for page in PAGES)
COMMANDS = re.findall(r"^python main\.py (.+?)(?:   .*)?$", TEXT, re.M)
PROSE = re.sub(r"^```.*?^```", "", TEXT, flags=re.M | re.S)
QUOTED = [word for text in re.findall(r"`([^`]+)`", PROSE) for word in text.split()]
KEYS = {word for word in QUOTED if re.fullmatch(r"(\w+\+)*([A-Z]|F\d+|Home|\?)", word)}


def test_there_are_commands_and_keys() -> None:
    assert len(COMMANDS) > 20
    assert {"Y", "F5", "Ctrl+P", "Shift+C", "Home"} <= KEYS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_understood(command: str) -> None:
    assert make_parser().parse_args(shlex.split(command)).run.partition(".")[2] == command.split()[0].replace("-", "_")


@pytest.mark.qt
def test_every_key_is_bound() -> None:
    from viewer.qt.shell.actions import ACTIONS

    bound = {key for action in ACTIONS for key in action.keys}
    assert KEYS - bound == set()


def test_the_readme_fits_two_screens() -> None:
    assert len(PAGES[0].read_text(encoding="utf-8").splitlines()) <= 90


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")], ids=lambda page: page.name)
def test_all_that_is_shown_and_linked_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    places = [place.partition("#")[0] for place in re.findall(r"\]\(([^)]+)\)", text) if "://" not in place]
    assert [place for place in places if not (page.parent / place).exists()] == []


def test_what_the_readme_installs_and_starts_is_what_the_project_has() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = PAGES[0].read_text(encoding="utf-8")
    (program,) = re.findall(r"`pipx install \.` or `uv tool install \.`, then `([\w-]+)`", text)
    module, _, start = project["scripts"][program].partition(":")
    assert callable(getattr(importlib.import_module(module), start))
    named = set(re.findall(r"install (?:-e )?[\"']?\.\[([\w,-]+)\]", TEXT))
    assert {"test"} <= named <= set(project["optional-dependencies"])


def test_every_file_that_contributors_are_sent_to_is_there() -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), flags=re.M | re.S)
    tops = ("annotations/", "meshes/", "viewer/", "docs/", "tests/", ".ci/")
    named = {word for quoted in re.findall(r"`([^`]+)`", text) for word in quoted.split() if word.startswith(tops)}
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    code = "".join(file.read_text(encoding="utf-8") for top in tops[:3] for file in (ROOT / top).rglob("*.py"))
    assert [name for name in re.findall(r"`([A-Z][a-z]+[A-Z]?\w+)`", text) if f"class {name}" not in code] == []
