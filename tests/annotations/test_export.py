"""The knowledge base as JSON: complete, plain, and as documented."""

import dataclasses
import json
from typing import Any

import pytest

from annotations import load
from annotations.export import as_json_object
from annotations.model import Knowledge

TABLES = [
    *("roots", "maps", "territories", "pain_bands", "key_points", "key_muscles", "muscles", "nerves", "reflexes"),
    *("symptoms", "findings", "disc_levels", "red_flags", "care", "mimics", "claims", "sources"),
    *("nerve_fields", "skin_areas", "map_conflicts", "supplies", "scenes", "examination"),
]


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    text = json.dumps(as_json_object(load()), allow_nan=False)
    data: dict[str, Any] = json.loads(text)
    return data


def test_top_level_objects(data: dict[str, Any]) -> None:
    assert set(data) == {*TABLES, "schema_version"}
    assert data["schema_version"] == 1
    assert all(data[table] for table in TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_record_with_every_field(data: dict[str, Any], table: str) -> None:
    records = getattr(load(), table)
    assert list(data[table]) == list(records)
    for key, record in records.items():
        assert {field.name for field in dataclasses.fields(record)} <= set(data[table][key])


def test_a_muscle_as_documented(data: dict[str, Any]) -> None:
    muscle = data["muscles"]["vastus_medialis"]
    assert muscle["nerves"] == ["femoral_nerve"]
    assert muscle["ta2"] == "2620"
    assert muscle["roots"]["L4"]["share"] == "major"
    assert "hashimoto2024" in muscle["roots"]["L4"]["sources"]


def test_a_muscle_says_what_each_source_says(data: dict[str, Any]) -> None:
    heard = {
        source: entry for entry in data["muscles"]["tibialis_anterior"]["by_source"] for source in entry["sources"]
    }
    assert heard["praxis_isncsci"]["main"] == ["L4"]
    assert heard["harrison"]["main"] == ["L5"]
    assert heard["hashimoto2024"]["roots"] == ["L3", "L4", "L5", "S1"]
    assert "93 %" in heard["hashimoto2024"]["text"]
    assert {"gray1918", "phillips_park1991", "london_drg"} <= set(heard)
    assert all(muscle["by_source"] for muscle in data["muscles"].values() if muscle["roots"])


def test_a_symptom_as_documented(data: dict[str, Any]) -> None:
    symptom = data["symptoms"]["numb-inner-shin"]
    assert symptom["roots"]["L4"]["strength"] == "strong"
    assert symptom["regions"]["skin"][0] == "L4"
    assert symptom["regions"]["nerves"][-1] == "medial_crural_cutaneous_branches_of_saphenous_nerve"
    assert symptom["urgency"] is None
    assert data["symptoms"]["saddle-numbness"]["urgency"] == "emergency"


def test_numbers_survive(data: dict[str, Any]) -> None:
    for key, territory in load().territories.items():
        for polygon, plain in zip(territory.polygons, data["territories"][key]["polygons"], strict=True):
            assert [tuple(point) for point in plain["points"]] == list(polygon.points)


def test_an_empty_knowledge_base() -> None:
    empty: dict[str, Any] = {field.name: {} for field in dataclasses.fields(Knowledge)}
    data = as_json_object(Knowledge(**{**empty, "schema_version": 1}))
    assert data["symptoms"] == {}
