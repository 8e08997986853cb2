"""README.md: its commands are commands, its keys are keys, and what it shows and links is there."""

import re
import shlex
from pathlib import Path

import pytest

from viewer.cli import make_parser

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python main\.py (.+?)(?:   .*)?$", TEXT, re.M)
PROSE = re.sub(r"^```.*?^```", "", TEXT, flags=re.M | re.S)
QUOTED = [word for text in re.findall(r"`([^`]+)`", PROSE) for word in text.split()]
KEYS = {word for word in QUOTED if re.fullmatch(r"(\w+\+)*([A-Z]|F\d+|Home|\?)", word)}


def test_there_are_commands_and_keys() -> None:
    assert len(COMMANDS) > 20
    assert {"Y", "F5", "Ctrl+P", "Shift+C", "Home"} <= KEYS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_understood(command: str) -> None:
    assert make_parser().parse_args(shlex.split(command)).run == command.split()[0]


@pytest.mark.qt
def test_every_key_is_bound() -> None:
    from viewer.qt.actions import ACTIONS

    bound = {key for action in ACTIONS for key in action.keys}
    assert KEYS - bound == set()


def test_all_that_is_shown_and_linked_is_there() -> None:
    places = [place.partition("#")[0] for place in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in place]
    assert len(places) > 20
    assert [place for place in places if not (ROOT / place).exists()] == []
