"""Commands that answer with roots."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import answer, run


def test_every_map_gives_the_inner_ankle_to_l4(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "where", "--landmark", "medial-malleolus", "--side", "left", "--json")
    assert found["place"]["side"] == "left"
    assert {reading["root"] for reading in found["maps"].values()} == {"L4"}
    assert found["agreement"] == {"L4": len(found["maps"])}
    assert found["key_point"]["root"] == "L4"
    assert found["landmark"] == "medial-malleolus"
    assert {"maps", "agreement", "cutaneous_nerve", "key_point", "landmark"} <= set(found)


def test_where_an_examiner_taps_is_a_place_to_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "where", "--landmark", "patellar-ligament", "--json")
    assert found["landmark"] == "patellar-ligament"
    assert {reading["root"] for reading in found["maps"].values()} & {"L3", "L4"}
    _, _, err = run(capsys, "where", "--landmark", "elbow")
    assert "medial-malleolus" in err
    assert "achilles-tendon" in err


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


def test_a_saved_view_with_a_wrong_word_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "view.json"
    file.write_text(json.dumps({"schema_version": 1, "side": "leftt"}), encoding="utf-8")
    for command in ("where", "examine"):
        code, out, err = run(capsys, command, "--state", str(file))
        assert (code, out) == (2, "")
        assert err.endswith("unknown side 'leftt' (did you mean left?); accepted are left, right\n")


def test_roots_come_with_reasons_and_no_percentage(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "roots", "--symptom", "numb-inner-shin:left", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["roots"][0]["root"] == "L4"
    assert all(reason["sources"] for root in found["roots"] for reason in root["reasons"])
    assert "%" not in out
