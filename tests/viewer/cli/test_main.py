"""Starting: exit codes, what is loaded, and one sentence for every kind of wrong input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import run
from places import ROOT
from viewer.cli import data
from viewer.cli.main import main


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


def test_a_bug_is_not_hidden_as_wrong_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def buggy(_: object) -> int:
        raise ValueError("operands could not be broadcast together")

    monkeypatch.setattr(data, "data", buggy)
    with pytest.raises(ValueError, match="broadcast"):
        main(["data", "--json"])


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
