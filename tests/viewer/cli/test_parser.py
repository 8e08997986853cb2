"""What can be asked: commands, their options, the version."""

from __future__ import annotations

import argparse
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from places import ROOT
from viewer.cli.main import main
from viewer.cli.parser import _Commands, _Parser, make_parser
from viewer.files.version import own_version


def test_every_command_is_a_function_of_its_family() -> None:
    parsers = next(action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    assert len(parsers.choices) > 15
    for name, parser in parsers.choices.items():
        family, _, command = parser.get_default("run").partition(".")
        assert command == name.replace("-", "_")
        assert callable(getattr(import_module(f"viewer.cli.{family}"), command))


def test_a_command_may_have_a_hyphen() -> None:
    parser = _Parser(prog="viewer")
    _Commands(parser.add_subparsers(parser_class=_Parser)).add("weather-of-roots", "roots", "what the weather does")
    assert parser.parse_args(["weather-of-roots"]).run == "roots.weather_of_roots"


def test_the_version_is_that_of_the_code_that_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    number = tomllib.loads(text)["project"]["version"]
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"dermatome-viewer {number}\n"
    (tmp_path / "pyproject.toml").write_text(text.replace(f'"{number}"', '"9.8.7"', 1))
    assert own_version(tmp_path) == "9.8.7"
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "another"\nversion = "3.2.1"\n')
    assert own_version(tmp_path) != "3.2.1"
