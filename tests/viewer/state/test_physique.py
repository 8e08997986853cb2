"""Whose body is drawn: words, ranges, saved states, and the same picture moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from meshes.builds.proportions import BUILDS
from viewer.cli.main import main
from viewer.files.errors import InputError
from viewer.palette.colours import ROOTS, SKIN_TONES, Rgb
from viewer.state.physique import ATLAS, body_of, build_of, check_build, read_bmi
from viewer.state.saved_view import as_json, read_state
from viewer.state.view_state import ViewState


def lightness_and_colour(colour: Rgb) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """CIE 1976 L*a*b* under D65."""
    linear = np.array(colour) / 255.0
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


def test_the_default_is_a_living_man_and_atlas_is_nobody() -> None:
    build = build_of(body_of(ViewState()))
    assert build is not None
    assert (build.sex, build.stature_cm, build.bmi) == ("male", 178.0, 24.0)
    assert build_of(body_of(ViewState(body=ATLAS))) is None


def test_builds_have_names_and_numbers() -> None:
    assert read_bmi("lean", "female") == BUILDS["lean"]["female"]
    assert read_bmi("heavy", "male") > read_bmi("average", "male") > read_bmi("lean", "male")
    assert read_bmi("27.5", "male") == 27.5
    with pytest.raises(InputError, match="unknown build 'fat'; accepted are lean, average, heavy"):
        read_bmi("fat", "male")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stature": 250.0}, "a stature of 250 cm is not accepted; accepted are 140 to 205 cm"),
        ({"bmi": 5.0}, "accepted are 18.5 to 40"),
        ({"body": "child"}, "child"),
        ({"body": ATLAS, "stature": 170.0}, "the atlas body has one build only"),
    ],
)
def test_what_is_out_of_range_is_named(changes: Mapping[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_build(replace(ViewState(), **changes))  # type: ignore[arg-type]


def test_a_saved_view_keeps_its_body(tmp_path: Path) -> None:
    import json

    state = ViewState(body="female", stature=158.0, bmi=29.0, skin_tone="tone-5")
    path = tmp_path / "view.json"
    path.write_text(json.dumps(as_json(state)))
    assert read_state(path) == state


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--stature", "250"], "accepted are 140 to 205 cm"),
        (["--build", "huge"], "unknown build 'huge'"),
        (["--build", "60"], "accepted are 18.5 to 40"),
        (["--body", "martian"], "martian"),
        (["--skin-tone", "green"], "green"),
    ],
)
def test_the_command_line_answers_in_one_sentence(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.png"
    assert main(["snapshot", "-o", str(out), *words]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert len(error.strip().splitlines()) == 1
    assert not out.exists()


def test_where_answers_for_a_built_body(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["where", "--body", "female", "--chart", "leg", "0.9", "80", "--json"]) == 0
    built = capsys.readouterr().out
    assert main(["where", "--chart", "leg", "0.9", "80", "--json"]) == 0
    assert built == capsys.readouterr().out


def test_l4_can_be_told_from_every_skin_tone() -> None:
    for tone, palette in product(SKIN_TONES.values(), ROOTS.values()):
        apart = np.linalg.norm(lightness_and_colour(tone) - lightness_and_colour(palette["L4"]))
        assert apart > 35.0


def test_most_roots_can_be_told_from_every_skin_tone() -> None:
    for tone, palette in product(SKIN_TONES.values(), ROOTS.values()):
        apart = [float(np.linalg.norm(lightness_and_colour(tone) - lightness_and_colour(c))) for c in palette.values()]
        assert min(apart) > 12.0
        assert sorted(apart)[2] > 25.0


def test_tones_run_from_light_to_dark() -> None:
    lightness = [lightness_and_colour(tone)[0] for name, tone in SKIN_TONES.items() if name != "neutral"]
    assert len(lightness) == 8
    assert lightness == sorted(lightness, reverse=True)
