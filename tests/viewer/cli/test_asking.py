"""Words of the command line, read into states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.load import load
from command_line import run
from viewer.appearance.views import VIEWS
from viewer.cli.asking import asked_state
from viewer.cli.parser import make_parser
from viewer.state.view_state import PickedSymptom, ViewState


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_option_reaches_the_state(view: str) -> None:
    words = (
        f"snapshot -o o.png --view {view} --symptom numb-inner-shin:left --symptom weak-lift-foot --root l5 --map lee"
    )
    arguments = make_parser().parse_args([*words.split(), "--layers", "skin,bones", "--skin", "0.5"])
    state = asked_state(arguments, ViewState(), load())
    assert (state.view, state.side, state.root, state.map, state.skin_opacity) == (view, "left", "L5", "lee", 0.5)
    assert state.symptoms == (PickedSymptom("numb-inner-shin", "left"), PickedSymptom("weak-lift-foot", "right"))
    assert state.layers == {"skin", "bones"}


def test_a_state_with_an_unknown_structure_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"schema_version": 1, "isolated": "rectus_femoris.middle"}))
    code, _, err = run(capsys, "snapshot", "-o", str(tmp_path / "out.png"), "--state", str(file))
    assert code == 2
    assert "rectus_femoris.middle" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out.png").exists()
