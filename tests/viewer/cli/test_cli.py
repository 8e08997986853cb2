"""The command line: answers, exit codes, and one sentence for every kind of wrong input."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from places import ROOT
from viewer.appearance.views import VIEWS
from viewer.cli import main as cli
from viewer.cli.parser import make_parser
from viewer.files import display
from viewer.files.version import own_version


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run in this process; the exit code, what was printed, what was complained of."""
    try:
        code = cli.main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_every_map_gives_the_inner_ankle_to_l4(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "where", "--landmark", "medial-malleolus", "--side", "left", "--json")
    assert found["place"]["side"] == "left"
    assert {reading["root"] for reading in found["maps"].values()} == {"L4"}
    assert found["agreement"] == {"L4": len(found["maps"])}
    assert found["key_point"]["root"] == "L4"
    assert found["landmark"] == "medial-malleolus"
    assert {"maps", "agreement", "cutaneous_nerve", "key_point", "landmark"} <= set(found)


def test_a_point_and_its_chart_coordinate_are_one_place(capsys: pytest.CaptureFixture[str]) -> None:
    from meshes.body import DATA
    from meshes.skin.charts import ChartPoint, position
    from meshes.skin.surface import build_skin

    point = position(build_skin(DATA / "skin.npz"), ChartPoint("leg", "right", 0.6, 70.0))
    words = [f"{value:.2f}" for value in point]
    by_point = answer(capsys, "where", "--point", *words, "--side", "right", "--json")
    code, _, err = run(capsys, "where", "--point", *words, "--side", "left")
    assert code == 2
    assert "the patient's right, not left" in err
    by_chart = answer(capsys, "where", "--chart", "leg", "0.6", "70", "--side", "right", "--json")
    assert by_point["maps"] == by_chart["maps"]
    assert by_point["place"]["t"] == pytest.approx(0.6, abs=0.01)
    assert by_point["key_point"] is None


def test_a_point_at_a_key_point_is_named_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    place = answer(capsys, "where", "--landmark", "medial-malleolus", "--json")["place"]
    near = answer(capsys, "where", "--chart", place["segment"], str(place["t"]), str(place["phi"] + 4), "--json")
    assert near["key_point"]["root"] == "L4"


def test_roots_come_with_reasons_and_no_percentage(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "roots", "--symptom", "numb-inner-shin:left", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["roots"][0]["root"] == "L4"
    assert all(reason["sources"] for root in found["roots"] for reason in root["reasons"])
    assert "%" not in out


def test_data_is_complete_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "data", "--json")
    expected = "roots maps territories key_points key_muscles muscles nerves reflexes symptoms findings disc_levels"
    assert set(f"{expected} red_flags care mimics claims sources".split()) <= set(found)
    assert len(found["symptoms"]) >= 14


def test_the_shipped_data_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check")
    assert (code, err) == (0, ""), out


def test_check_lists_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "annotations" / "data", folder)
    points = next(file for file in folder.rglob("*.toml") if '"medial-malleolus"' in file.read_text())
    points.write_text(points.read_text().replace('"medial-malleolus"', '"no-such-place"'))
    code, out, _ = run(capsys, "check", "--data", str(folder))
    assert code == 1
    assert "no-such-place" in out


@pytest.mark.parametrize(
    ("words", "named", "accepted"),
    [
        (("where", "--landmark", "medial-maleolus"), "medial-maleolus", "medial-malleolus"),
        (("where", "--chart", "leg", "2", "0"), "2", "0 to 1"),
        (("where", "--chart", "arm", "0.5", "0"), "arm", "thigh"),
        (("where", "--chart", "leg", "many", "0"), "many", "number"),
        (("where", "--chart", "leg", "nan", "0"), "nan", "number"),
        (("where", "--point", "0", "0", "5000"), "not on the body", "15 mm"),
        (("where", "--point", "inf", "0", "0"), "inf", "number"),
        (("where", "--landmark", "patella", "--side", "middle"), "middle", "left, right"),
        (("roots", "--symptom", "numb-inner-shim"), "numb-inner-shim", "did you mean numb-inner-shin?"),
        (("roots", "--symptom", "numb-inner-shin:up"), "up", "left, right, both"),
        (("snapshot", "-o", "out.png", "--root", "L9"), "L9", "L4"),
        (("snapshot", "-o", "out.png", "--map", "mercator"), "mercator", "keegan_garrett"),
        (("snapshot", "-o", "out.png", "--view", "sideways"), "sideways", "inner-leg"),
        (("snapshot", "-o", "out.png", "--layers", "skin,fur"), "fur", "skin, muscles, bones, nerves"),
        (("snapshot", "-o", "out.png", "--layers", ""), "unknown layer", "skin, muscles, bones, nerves"),
        (("snapshot", "-o", "out.png", "--body", "horse"), "horse", "male"),
        (("snapshot", "-o", "out.png", "--size", "0x0"), "0", "64 to 8192"),
        (("snapshot", "-o", "out.png", "--size", "1000000x800"), "1000000", "64 to 8192"),
        (("snapshot", "-o", "out.png", "--size", "big"), "big", "1280x800"),
        (("snapshot", "-o", "out.png", "--skin", "2"), "2", "0 to 1"),
        (("snapshot", "-o", "no/such/folder/out.png"), "no/such/folder", "no folder"),
        (("snapshot", "-o", "out.gif"), "out.gif", ".png"),
        (("snapshot", "-o", "out.png", "--state", "missing.json"), "missing.json", "saved view"),
        (("export", "-o", "out.obj"), "out.obj", ".glb"),
        (("check", "--data", "nowhere"), "nowhere", "folder"),
        (("check", "--tables", "nowhere"), "nowhere", "folder"),
        (("snapshot", "-o", "out.png", "--size", "-5x10"), "-5x10", "1280x800"),
        (("where", "--point", "-1e9", "0", "0"), "-1e9", "number"),
        (("where", "--point", "-inf", "0", "0"), "-inf", "number"),
        (("dance",), "dance", "snapshot"),
        (("where",), "--landmark", "required"),
        (("snapshot",), "-o", "required"),
    ],
)
def test_wrong_input_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
    named: str,
    accepted: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *words)
    assert code == 2
    assert out == ""
    assert named in err
    assert accepted in err
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_table_is_named_without_a_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(ROOT / "meshes" / "data", tables)
    whole = (tables / "lofts.npz").read_bytes()
    for damaged in (whole[: len(whole) // 2], b"", whole[:2000] + bytes(200) + whole[2200:]):
        (tables / "lofts.npz").write_bytes(damaged)
        code, out, err = run(capsys, "check", "--tables", str(tables))
        assert (code, err) == (1, "")
        assert "lofts.npz" in out
        assert out.splitlines()[-1] == "1 found wrong"


def test_a_damaged_data_file_is_named_without_a_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "annotations" / "data", folder)
    file = sorted(folder.glob("*.toml"))[0]
    file.write_bytes(b"schema_version = 1\n[roots.L4\n")
    code, out, err = run(capsys, "check", "--data", str(folder))
    assert (code, err) == (1, "")
    assert file.name in out
    assert out.splitlines()[-1] == "1 found wrong"


def test_every_command_is_a_function_of_its_family() -> None:
    parsers = next(action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    assert len(parsers.choices) > 15
    for name, parser in parsers.choices.items():
        family, _, command = parser.get_default("run").partition(".")
        assert command == name
        assert callable(getattr(import_module(f"viewer.cli.{family}"), command))


def test_the_version_is_that_of_the_code_that_runs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    number = tomllib.loads(text)["project"]["version"]
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"dermatome-viewer {number}\n"
    (tmp_path / "pyproject.toml").write_text(text.replace(f'"{number}"', '"9.8.7"', 1))
    assert own_version(tmp_path) == "9.8.7"
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "another"\nversion = "3.2.1"\n')
    assert own_version(tmp_path) != "3.2.1"


@pytest.mark.parametrize(
    "words", [("--help",), ("data", "--json"), ("roots", "--symptom", "numb-inner-shin", "--json")]
)
def test_light_commands_load_neither_vtk_nor_qt(words: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom viewer.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "heavy = {'vtkmodules', 'pyvista', 'PySide6', 'pyvistaqt', 'scipy', 'trimesh'} & set(sys.modules)\n"
        "sys.stderr.write(' '.join(heavy))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.gl
def test_a_snapshot_is_made_by_a_process_of_its_own_without_qt(tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    done = process("snapshot", "-o", str(out), "--symptom", "numb-inner-shin:left", "--size", "200x160", DISPLAY="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert out.read_bytes()[:4] == b"\x89PNG"


@pytest.mark.gl
def test_without_a_display_the_opening_picture_is_written(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    assert done.stdout.count("\n") == 1
    assert (tmp_path / "dermatome-viewer.png").stat().st_size > 10_000


def test_a_dead_display_is_noticed_before_qt_would_abort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    reason = display.missing_display()
    assert reason is None or "does not answer" in reason
    if (reason is None) and sys.platform == "linux" and shutil.which("Xvfb"):
        pytest.fail("a dead display was taken for a living one")


def test_missing_libraries_are_named_by_their_package(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display, "missing_display", lambda: None)
    monkeypatch.setattr(display, "_loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    code, _, err = run(capsys)
    assert code == 2
    assert "libxcb-cursor0" in err
    assert err.count("\n") == 1


def test_a_bug_is_not_hidden_as_wrong_input(monkeypatch: pytest.MonkeyPatch) -> None:
    from viewer.cli import data

    def buggy(_: object) -> int:
        raise ValueError("operands could not be broadcast together")

    monkeypatch.setattr(data, "data", buggy)
    with pytest.raises(ValueError, match="broadcast"):
        cli.main(["data", "--json"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_that_takes_nothing_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "main.py", "data", "--json"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1


def test_json_is_utf_8_whatever_the_locale() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "data", "--json"],
        cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["roots"]


CAMERA: Final = {"position": [0, 900, 500], "focal_point": [0, 0, 500], "view_up": [0, 0, 1]}
PLACE: Final = {"segment": "leg", "side": "right", "t": 0.5, "phi": 30}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("root", 5),
        ("camera", {**CAMERA, "position": [0, 0, float("nan")]}),
        ("camera", {**CAMERA, "position": [0, 0, 500]}),
        ("camera", {**CAMERA, "view_up": [0, 0, 0]}),
        ("camera", {**CAMERA, "view_angle": 1e9}),
        ("place", {**PLACE, "segment": "arm"}),
        ("place", {**PLACE, "t": "x"}),
        ("place", {**PLACE, "t": 9}),
        ("place", {**PLACE, "phi": float("inf")}),
        ("place", {**PLACE, "ray": 7}),
        ("place", 5),
        ("symptoms", [{"key": "weak-lift-foot", "side": 5}]),
        ("symptoms", [{"key": "weak-lift-foot", "more": 1}]),
        ("symptoms", ["weak-lift-foot"]),
        ("layers", "skin"),
        ("schema_version", True),
    ],
)
def test_a_damaged_state_file_is_one_sentence(tmp_path: Path, field: str, value: object) -> None:
    from viewer.files.errors import InputError
    from viewer.state.saved_view import read_state

    file = tmp_path / "state.json"
    file.write_text(json.dumps({"schema_version": 1, "camera": CAMERA, "place": PLACE}))
    assert read_state(file).place is not None
    file.write_text(json.dumps({"schema_version": 1, field: value}))
    with pytest.raises(InputError, match=rf"state\.json: .*{field}"):
        read_state(file)


def test_a_state_with_an_unknown_structure_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"schema_version": 1, "isolated": "rectus_femoris.middle"}))
    code, _, err = run(capsys, "snapshot", "-o", str(tmp_path / "out.png"), "--state", str(file))
    assert code == 2
    assert "rectus_femoris.middle" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out.png").exists()


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_option_reaches_the_state(view: str) -> None:
    from annotations.load import load
    from viewer.cli.asking import asked_state
    from viewer.state.view_state import PickedSymptom, ViewState

    words = (
        f"snapshot -o o.png --view {view} --symptom numb-inner-shin:left --symptom weak-lift-foot --root l5 --map lee"
    )
    arguments = make_parser().parse_args([*words.split(), "--layers", "skin,bones", "--skin", "0.5"])
    state = asked_state(arguments, ViewState(), load())
    assert (state.view, state.side, state.root, state.map, state.skin_opacity) == (view, "left", "L5", "lee", 0.5)
    assert state.symptoms == (PickedSymptom("numb-inner-shin", "left"), PickedSymptom("weak-lift-foot", "right"))
    assert state.layers == {"skin", "bones"}
