"""What the maps say of a place, and which warning signs a set of symptoms holds."""

from dataclasses import replace

import pytest

from annotations import Knowledge, load
from viewer.explain import skin_nerve_paragraphs
from viewer.resolve import resolve
from viewer.state import ChartPlace, PickedSymptom, ViewState
from viewer.where import agreement, published, read_maps, warning_signs, where_answer


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def test_the_inner_shin_is_l4_in_every_published_map(knowledge: Knowledge) -> None:
    answer = where_answer(knowledge, ChartPlace("leg", "right", 0.6, 70.0))
    maps = answer["maps"]
    assert isinstance(maps, dict)
    assert set(maps) == {item.key for item in published(knowledge)}
    assert {entry["root"] for entry in maps.values()} == {"L4"}
    assert answer["agreement"] == {"L4": len(maps)}


def test_a_place_that_a_map_leaves_blank_has_root_null(knowledge: Knowledge) -> None:
    maps = where_answer(knowledge, ChartPlace("thigh", "left", 0.75, 300.0))["maps"]
    assert isinstance(maps, dict)
    assert maps["lee"]["root"] is None
    assert maps["lee"]["sources"]
    assert maps["keegan_garrett"]["root"] == "L4"


def test_only_keegan_and_garrett_give_l4_the_outer_thigh(knowledge: Knowledge) -> None:
    readings = read_maps(knowledge, ChartPlace("thigh", "right", 0.75, 300.0))
    roots = {reading.map.key: reading.territory.root for reading in readings if reading.territory}
    assert [key for key, root in roots.items() if root == "L4"] == ["keegan_garrett"]


@pytest.mark.parametrize("side", ["left", "right"])
def test_both_sides_read_alike(knowledge: Knowledge, side: str) -> None:
    assert side in ("left", "right")
    place = ChartPlace("leg", "left" if side == "left" else "right", 0.3, 300.0)
    assert agreement(read_maps(knowledge, place)) == agreement(
        read_maps(knowledge, ChartPlace("leg", "right", 0.3, 300.0))
    )


def test_zones_come_with_roots_and_sources(knowledge: Knowledge) -> None:
    for reading in read_maps(knowledge, ChartPlace("leg", "right", 0.5, 60.0)):
        assert reading.territory is None or (reading.territory.zone and reading.territory.sources)


def test_the_skin_nerve_of_a_place(knowledge: Knowledge) -> None:
    answer = where_answer(knowledge, ChartPlace("leg", "right", 0.6, 80.0))["cutaneous_nerve"]
    assert isinstance(answer, dict)
    assert answer["nerve"] == "saphenous_nerve"
    assert answer["name"] == "Saphenous nerve"
    assert answer["roots"] == ["L3", "L4"]
    assert answer["provenance"] == "traced"
    assert answer["sources"][0] == "gray1918_fields"
    assert [item["nerve"] for item in answer["also"]] == ["medial_crural_cutaneous_branches_of_saphenous_nerve"]
    sural = where_answer(knowledge, ChartPlace("foot", "left", 0.5, 270.0))["cutaneous_nerve"]
    assert isinstance(sural, dict)
    assert sural["nerve"] == "sural_nerve"
    assert "also" not in sural
    assert where_answer(knowledge, ChartPlace("trunk", "left", 0.3, 20.0))["cutaneous_nerve"] is None


def test_a_knowledge_base_without_nerve_fields_answers_null(knowledge: Knowledge) -> None:
    place = ChartPlace("leg", "right", 0.6, 80.0)
    assert where_answer(replace(knowledge, nerve_fields={}), place)["cutaneous_nerve"] is None
    assert skin_nerve_paragraphs(replace(knowledge, nerve_fields={}), place) == []


def test_the_panel_names_the_skin_nerve(knowledge: Knowledge) -> None:
    (words,) = skin_nerve_paragraphs(knowledge, ChartPlace("foot", "right", 0.35, 105.0))
    assert words.text == "Skin nerve here: saphenous nerve (L3, L4), after Gray 1918."
    assert words.sources[0] == "gray1918_fields"
    (words,) = skin_nerve_paragraphs(knowledge, ChartPlace("thigh", "right", 0.6, 95.0))
    assert words.text.startswith(
        "Skin nerve here: anterior cutaneous branches of femoral nerve (L2, L3), after Gray 1918."
    )
    assert words.text.endswith("Also: cutaneous branch of obturator nerve (L2, L3, L4).")
    assert "elsevier_anatomy" in words.sources


@pytest.mark.parametrize(
    ("picks", "warned"),
    [
        ([PickedSymptom("weak-lift-foot", "both")], True),
        ([PickedSymptom("numb-inner-shin", "left"), PickedSymptom("weak-lift-foot", "right")], True),
        ([PickedSymptom("pain-inner-shin", "both"), PickedSymptom("both-legs-weak", "both")], True),
        ([PickedSymptom("numb-inner-shin", "left"), PickedSymptom("weak-lift-foot", "left")], False),
        ([PickedSymptom("knee-jerk-weak", "both")], False),
    ],
)
def test_both_legs_together_are_a_warning_sign(knowledge: Knowledge, picks: list[PickedSymptom], warned: bool) -> None:
    assert [symptom.key for symptom in warning_signs(knowledge, picks)] == ["both-legs-weak"] * warned
    panel = resolve(ViewState(symptoms=tuple(picks)), knowledge, {}).panel
    assert panel.paragraphs[0].urgent is warned
