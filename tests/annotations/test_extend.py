"""A user's folder of further records: taken in, or refused with one sentence while the program runs on without it."""

import json
from pathlib import Path

import pytest

from annotations import DataError, load, load_with
from viewer.cli.main import main

SOURCE = '[sources.mine2026]\ncitation = "Mine 2026, page read."\nread = "page"\n'
SYMPTOM = """
[symptoms.cold-inner-shin]
text = "Cold skin on the inner shin"
group = "numbness"
layer = "skin"
synonyms = ["cold shin", "chilly shin", "shin feels cold", "cool inner shin", "icy shin"]
roots = [{ root = "L4", strength = "moderate", provenance = "read", sources = ["mine2026"], reason = "L4 skin." }]
lights_skin = true
lights_pain = false
muscles = []
nerves = ["saphenous_nerve"]
explanation = ["numb-inner-shin-why", "cold-why"]
view = "inner-leg"
sources = ["mine2026"]

[claims.cold-why]
text = "The skin here has its feeling from the L4 root."
audience = "patient"
sources = ["mine2026"]
provenance = "read"
"""


def folder_of(path: Path, text: str) -> Path:
    (path / "mine.toml").write_text(f"schema_version = 1\n{text}", encoding="utf-8")
    return path


def test_further_records_join_the_shipped_ones(tmp_path: Path) -> None:
    knowledge = load_with(folder_of(tmp_path, SOURCE + SYMPTOM))
    assert knowledge.symptoms["cold-inner-shin"].roots[0].root == "L4"
    assert list(knowledge.symptoms)[:-1] == list(load().symptoms)
    assert "cold-inner-shin" not in load().symptoms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOURCE + SYMPTOM.replace('"saphenous_nerve"', '"saphenus_nerve"'), "mine.toml, line 6: symptoms.cold-inner"),
        (SYMPTOM, "mine.toml, line 3: symptoms.cold-inner-shin: source 'mine2026' has no record"),
        (SOURCE, "sources.mine2026: is cited by no record"),
        (SOURCE.replace("mine2026", "suri2011"), "is a record of the shipped data"),
        (SOURCE + SYMPTOM.replace("lights_skin", "lights_skins"), "unknown field 'lights_skins'"),
        ("[sources", "is not valid TOML"),
        ("[colours.red]\na = 1\n", "unknown table 'colours'"),
    ],
)
def test_a_wrong_folder_is_refused_with_file_and_record(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DataError) as error:
        load_with(folder_of(tmp_path, text))
    assert said in str(error.value)
    assert "mine.toml" in str(error.value)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is not a folder"):
        load_with(tmp_path / "nothing")


def test_a_self_crossing_polygon_is_refused(tmp_path: Path) -> None:
    bowtie = (
        '[territories."lee.L4.mine"]\nroot = "L4"\nmap = "lee"\nzone = "core"\nprovenance = "described"\n'
        'polygons = [{ segment = "leg", points = [[0.1, 20.0], [0.5, 60.0], [0.5, 20.0], [0.1, 60.0]] }]\n'
        'sources = ["mine2026"]\n'
    )
    with pytest.raises(DataError, match=r"line 5: territories\.lee\.L4\.mine"):
        load_with(folder_of(tmp_path, SOURCE + bowtie))


def test_the_commands_take_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["roots", "--data", str(folder_of(tmp_path, SOURCE + SYMPTOM)), "--symptom", "cold-inner-shin", "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["roots"][0]["root"] == "L4"
    assert main(["--data", str(tmp_path), "data", "--json"]) == 0
    assert "cold-inner-shin" in json.loads(capsys.readouterr().out)["symptoms"]


def test_the_program_runs_on_without_a_refused_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roots", "--data", str(tmp_path), "--symptom", "numb-inner-shin", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["roots"][0]["root"] == "L4"
    assert "holds no *.toml data file" in err
    assert "going on without it" in err
    assert err.count("\n") == 1
