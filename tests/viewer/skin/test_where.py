"""What the maps say of a place, and which warning signs a set of symptoms holds."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import Knowledge, load
from annotations.model import ChartPolygon
from meshes.body import DATA
from meshes.skin.chart_frame import SEGMENTS
from meshes.skin.charts import ChartPoint, inside
from meshes.skin.landmarks import LANDMARKS
from meshes.skin.surface import SkinMesh, build_skin
from viewer.examination.warning_signs import warning_signs
from viewer.explain.places import skin_nerve_paragraphs
from viewer.i18n.catalogue import catalogue
from viewer.i18n.language import in_language
from viewer.resolve.resolve import resolve
from viewer.skin.outlines import Area
from viewer.skin.reading import published, reading_at
from viewer.skin.where import NO_NERVE, settled, where_answer, where_lines
from viewer.state.view_state import ChartPlace, PickedSymptom, Side, ViewState


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
    readings = reading_at(knowledge, ChartPlace("thigh", "right", 0.75, 300.0)).published
    roots = {reading.map.key: reading.territory.root for reading in readings if reading.territory}
    assert [key for key, root in roots.items() if root == "L4"] == ["keegan_garrett"]


@pytest.mark.parametrize("side", ["left", "right"])
def test_both_sides_read_alike(knowledge: Knowledge, side: str) -> None:
    assert side in ("left", "right")
    place = ChartPlace("leg", "left" if side == "left" else "right", 0.3, 300.0)
    assert (
        reading_at(knowledge, place).agreement
        == reading_at(knowledge, ChartPlace("leg", "right", 0.3, 300.0)).agreement
    )


@settings(max_examples=60, deadline=None)
@given(segment=st.sampled_from(SEGMENTS), t=st.floats(-0.2, 1.2), phi=st.floats(-400.0, 760.0), ray=st.integers(0, 5))
def test_outlines_hold_what_their_polygons_hold(segment: str, t: float, phi: float, ray: int) -> None:
    knowledge, place = load(), ChartPlace(segment, "left", t, phi, ray)

    def held(polygon: ChartPolygon) -> bool:
        if polygon.segment != segment or (polygon.rays and ray not in polygon.rays):
            return False
        return bool(inside(polygon.points, [t], [phi], periodic=segment != "trunk")[0])

    reading = reading_at(knowledge, place)
    areas: list[Area] = [*knowledge.territories.values(), *knowledge.nerve_fields.values()]
    expected = {area.key for area in areas if any(held(polygon) for polygon in area.polygons)}
    assert {*(area.key for area in reading.territories), *(field.key for field in reading.nerves)} == expected


def test_zones_come_with_roots_and_sources(knowledge: Knowledge) -> None:
    for reading in reading_at(knowledge, ChartPlace("leg", "right", 0.5, 60.0)).published:
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
    without = replace(knowledge, nerve_fields={})
    assert where_answer(without, place)["cutaneous_nerve"] is None
    assert skin_nerve_paragraphs(without, reading_at(without, place)) == []


def test_the_panel_names_the_skin_nerve(knowledge: Knowledge) -> None:
    (words,) = skin_nerve_paragraphs(knowledge, reading_at(knowledge, ChartPlace("foot", "right", 0.35, 105.0)))
    assert words.text == "Skin nerve here: saphenous nerve (L3, L4), after Gray 1918."
    assert words.sources[0] == "gray1918_fields"
    (words,) = skin_nerve_paragraphs(knowledge, reading_at(knowledge, ChartPlace("thigh", "right", 0.6, 95.0)))
    assert words.text.startswith(
        "Skin nerve here: anterior cutaneous branches of femoral nerve (L2, L3), after Gray 1918."
    )
    assert words.text.endswith("Also: cutaneous branch of obturator nerve (L2, L3, L4).")
    assert "elsevier_anatomy" in words.sources


@pytest.mark.parametrize(
    ("picks", "warned"),
    [
        ([PickedSymptom("weak-lift-foot", "both")], "both-legs-weak"),
        ([PickedSymptom("numb-inner-shin", "left"), PickedSymptom("weak-lift-foot", "right")], "both-legs-weak"),
        ([PickedSymptom("pain-inner-shin", "both")], "sciatica-both-sides"),
        ([PickedSymptom("pain-inner-shin", "left"), PickedSymptom("numb-sole", "right")], "sciatica-both-sides"),
        ([PickedSymptom("numb-sole", "both"), PickedSymptom("both-legs-weak", "both")], "both-legs-weak"),
        ([PickedSymptom("numb-inner-shin", "left"), PickedSymptom("weak-lift-foot", "left")], ""),
        ([PickedSymptom("knee-jerk-weak", "both")], ""),
    ],
)
def test_both_legs_together_are_a_warning_sign(knowledge: Knowledge, picks: list[PickedSymptom], warned: str) -> None:
    assert [symptom.key for symptom in warning_signs(knowledge, picks)] == [warned] * bool(warned)
    panel = resolve(ViewState(symptoms=tuple(picks)), knowledge, {}).panel
    assert panel.paragraphs[0].urgent is bool(warned)


def test_cramps_of_both_calves_are_no_emergency(knowledge: Knowledge) -> None:
    for key in ("calf-cramps", "calf-pain-walking-eases-standing"):
        assert warning_signs(knowledge, [PickedSymptom(key, "both")]) == []


def test_an_answer_in_words_names_nerve_agreement_zones_and_sources(knowledge: Knowledge) -> None:
    lines = where_lines(
        where_answer(knowledge, ChartPlace("leg", "right", 0.948, 79.4), "medial-malleolus", "L4"), knowledge
    )
    assert lines[0] == "leg, patient's right: t 0.948, phi 79.4 degrees"
    assert "landmark: medial-malleolus" in lines
    assert any(line.startswith("key point of L4: ") for line in lines)
    assert "agreement: L4 in 5 of 5 published drawings" in lines
    assert "  Keegan-Garrett: L4, core, traced [grant1962, keegan_garrett1948]" in lines
    (nerve,) = [line for line in lines if line.startswith("skin nerve: ")]
    assert nerve.startswith("skin nerve: Saphenous nerve (L3, L4), traced, about 20 degrees of doubt [gray1918_fields")
    cited = lines[lines.index("sources:") + 1 :]
    assert any(line.startswith("  gray1918_fields: Gray H.") for line in cited)
    named = {word.strip("[],") for line in lines[: lines.index("sources:")] for word in line.split("[")[-1].split(", ")}
    assert {line.split(":")[0].strip() for line in cited} >= named & set(knowledge.sources)


def test_what_is_not_known_is_said(knowledge: Knowledge) -> None:
    belly = where_answer(knowledge, ChartPlace("trunk", "right", 0.435, 0.2))
    assert belly["cutaneous_nerve"] is None
    assert belly["agreement"] == {}
    assert belly["notes"] == ["Every published map leaves this place blank.", NO_NERVE]
    assert f"note: {NO_NERVE}" in where_lines(belly, knowledge)
    assert "agreement: none" in where_lines(belly, knowledge)
    saddle: dict[str, Any] = where_answer(knowledge, ChartPlace("trunk", "right", 0.988, 174.2))
    assert any("drawn from a description" in note for note in saddle["notes"])


@pytest.mark.parametrize("name", LANDMARKS)
def test_no_landmark_has_a_silent_blank(knowledge: Knowledge, name: str) -> None:
    place = LANDMARKS[name]
    answer: dict[str, Any] = where_answer(
        knowledge, ChartPlace(place.segment, "left", place.t, place.phi, place.ray), name
    )
    notes = " ".join(answer["notes"])
    for key, reading in answer["maps"].items():
        assert reading["root"] or knowledge.maps[key].short_name in notes or "Every published map" in notes
    assert answer["cutaneous_nerve"] or NO_NERVE in notes


#: What a look at the five figures allows at each landmark, whatever the map: roots of the wrong side of the limb or of
#: another height would stand out.
SEEN: dict[str, set[str]] = {
    "mid-inguinal-ligament": {"T12", "L1"},
    "mid-inguinal-point": {"T12", "L1"},
    "l1-key-point": {"L1", "L2"},
    "mid-anteromedial-thigh": {"L2", "L3"},
    "medial-femoral-condyle": {"L3", "S2"},
    "medial-malleolus": {"L4"},
    "lateral-malleolus": {"L5", "S1", "S2"},
    "dorsum-third-mtp": {"L5"},
    "lateral-heel": {"L5", "S1"},
    "heel": {"L5", "S1", "S2"},
    "popliteal-fossa": {"S2"},
    "ischial-tuberosity": {"S2", "S3"},
    "gluteal-fold": {"S2", "S3"},
    "perianal": {"S2", "S3", "S4-5"},
    "patella": {"L3", "L4"},
    "tibial-tuberosity": {"L3", "L4"},
    "greater-trochanter": {"L2", "L4"},
    "iliac-crest": {"T12", "L1", "L2"},
    "first-web-space": {"L5"},
    "lower-back": {"T12", "L1", "L2", "L4"},
    "buttock": {"S2", "S3"},
    "front-thigh": {"L3"},
    "outer-thigh": {"L2", "L3", "L5"},
    "shin": {"L4"},
    "inner-shin": {"L4"},
    "calf": {"S2"},
    "outer-calf": {"L5"},
    "ankle-front": {"L4", "L5"},
    "medial-arch": {"L4", "L5", "S1"},
    "sole": {"L5", "S1"},
    "great-toe": {"L4", "L5"},
    "little-toe": {"S1"},
    "navel-level": set(),
}


def test_every_landmark_has_the_roots_that_the_figures_show(knowledge: Knowledge) -> None:
    assert set(SEEN) == set(LANDMARKS)
    for name, place in LANDMARKS.items():
        readings = reading_at(knowledge, ChartPlace(place.segment, "right", place.t, place.phi, place.ray)).published
        assert {r.territory.root for r in readings if r.territory} <= SEEN[name], name


@pytest.fixture(scope="module")
def skin() -> SkinMesh:
    return build_skin(DATA / "skin.npz")


@pytest.mark.parametrize(
    ("asked", "segment", "remarked"),
    [
        (("thigh", 0.0, 180.0), "trunk", True),
        (("thigh", 0.15, 120.0), "trunk", True),
        (("leg", 0.95, 0.0), "foot", True),
        (("foot", 0.2, 0.0), "foot", True),
        (("leg", 1.0, 90.0), "leg", False),
        (("leg", 0.0, 60.0), "leg", False),
        (("thigh", 0.0, 0.0), "thigh", False),
        (("trunk", 1.0, 150.0), "trunk", False),
        (("leg", 0.5, 70.0), "leg", False),
    ],
)
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_chart_place_without_skin_is_read_at_the_skin_beside_it(
    skin: SkinMesh, asked: tuple[str, float, float], segment: str, remarked: bool, side: Side
) -> None:
    found, remarks = settled(skin, ChartPoint(asked[0], side, *asked[1:]))
    assert (found.segment, found.side, bool(remarks)) == (segment, side, remarked)
    if not remarked:
        assert (found.t, found.phi) == asked[1:]


def test_toes_are_found_by_where_they_lie(skin: SkinMesh) -> None:
    assert [settled(skin, ChartPoint("foot", "left", 0.9, phi))[0].ray for phi in (90.0, 250.0)] == [1, 4]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Hautnerv hier: Rami cutanei anteriores nervi femoralis (L2, L3), nach Gray 1918. Auch: Ramus cutaneus"),
        ("es", "Nervio de la piel aquí: "),
    ],
)
def test_the_skin_nerve_is_told_in_one_language(knowledge: Knowledge, language: str, words: str) -> None:
    tr = catalogue(language)
    known = in_language(knowledge, language)
    reading = reading_at(known, ChartPlace("thigh", "right", 0.6, 95.0))
    (paragraph,) = skin_nerve_paragraphs(known, reading, tr)
    assert paragraph.text.startswith(words)
    assert not {"after", "also", "here", "the"} & set(re.findall("[a-z]+", paragraph.text.lower()))
