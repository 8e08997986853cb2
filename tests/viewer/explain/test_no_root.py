"""Complaints whose first cause is no root: what they light, what is said first, and what they may be mistaken for."""

from __future__ import annotations

from datetime import date

import pytest

from annotations import Knowledge
from meshes.body import Structure
from viewer.examination.fitting_roots import roots_answer
from viewer.explain.panel import panel_of
from viewer.explain.steps import steps_of
from viewer.i18n.language import in_language
from viewer.output.flat_skin.content import named_nerves
from viewer.output.handout.content import handout_content
from viewer.output.handout.pictures import handout_pictures
from viewer.palette.colours import NERVE_SKIN
from viewer.resolve.describe import described
from viewer.resolve.regions import lit_regions_of
from viewer.resolve.resolve import resolve
from viewer.skin.territories import territories_of
from viewer.spine.ways import ways_of
from viewer.state.view_state import PickedSymptom, SideChoice, ViewState

FIRST_CAUSE = {
    "numb-outer-thigh": ("skin nerve", "meralgia-paraesthetica"),
    "calf-pain-walking-eases-standing": ("arteries", "vascular-claudication"),
    "rash-in-a-band": ("shingles", "shingles"),
    "worse-sitting": ("nor that it is a root", "deep-gluteal-syndrome"),
    "pain-behind-knee": ("knee first", "popliteal-cyst"),
    "pain-at-night": ("See a doctor soon", "night-leg-cramps"),
    "calf-cramps": ("do not point to one root", "night-leg-cramps"),
}


def picked(key: str, side: SideChoice = "right") -> ViewState:
    return ViewState(symptoms=(PickedSymptom(key, side),))


@pytest.mark.parametrize("key", FIRST_CAUSE)
def test_another_cause_is_said_first_and_no_root_is_lit(
    key: str, knowledge: Knowledge, structures: dict[str, Structure]
) -> None:
    state = picked(key)
    words, mimic = FIRST_CAUSE[key]
    regions = lit_regions_of(state, knowledge, structures)
    first = panel_of(state, knowledge, regions, structures).paragraphs[0]
    assert words in first.text
    assert not regions.pain
    assert not any(part.startswith(("spinal_ganglion", "rootlets")) for part in regions.nerves)
    assert ways_of(state, knowledge) == ()
    assert [step.key for step in steps_of(state, knowledge)][-1] == "meaning"
    answer = roots_answer(knowledge, state.symptoms)
    mimics = answer["mimics"]
    assert isinstance(mimics, list)
    assert mimic in [item["mimic"] for item in mimics]


def test_a_numb_outer_thigh_lights_the_skin_nerve_and_its_skin(
    knowledge: Knowledge, structures: dict[str, Structure]
) -> None:
    for side in ("left", "right"):
        appearance = resolve(picked("numb-outer-thigh", side), knowledge, structures)
        paints = {(paint.territory, paint.side, paint.pattern) for paint in appearance.skin.territories}
        field = "gray.lateral_femoral_cutaneous_nerve"
        assert paints == {(field, side, "fill"), (field, side, "lines")}
        assert set(appearance.lit) == {f"lateral_femoral_cutaneous_nerve.{side}"}
        (entry,) = [entry for entry in appearance.legend if entry.colour == NERVE_SKIN]
        assert "nerve of the outer thigh" in entry.text
        assert named_nerves(appearance, knowledge, side) == ["lateral_femoral_cutaneous_nerve"]


def test_a_band_of_its_own_is_painted_named_and_described(
    knowledge: Knowledge, structures: dict[str, Structure]
) -> None:
    appearance = resolve(picked("calf-cramps", "both"), knowledge, structures)
    assert {(band.band, band.side) for band in appearance.skin.bands} == {
        ("calf-cramps", "left"),
        ("calf-cramps", "right"),
    }
    assert [entry.text for entry in appearance.legend] == ["where this is often felt (our own drawing)"]
    told = " ".join(described(picked("calf-cramps", "both"), knowledge, structures))
    assert "Dots show where this is often felt, on both sides." in told
    assert "No skin is lit" not in told


def test_a_rash_shows_the_skin_of_every_root_once(knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    state = picked("rash-in-a-band", "left")
    regions = lit_regions_of(state, knowledge, structures)
    assert list(regions.skin) == [(root, "left") for root in knowledge.roots]
    appearance = resolve(state, knowledge, structures)
    drawn = [root for root in knowledge.roots if territories_of(knowledge, state.map, root)]
    assert [entry.text for entry in appearance.legend] == drawn
    assert {"L4", "S1"} < set(drawn)
    assert "all roots side by side" in " ".join(described(state, knowledge, structures))
    counted = resolve(ViewState(symptoms=state.symptoms, agreement=True), knowledge, structures)
    assert not counted.skin.agreement  # a heat map of one root would stand for all


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("key", FIRST_CAUSE)
def test_the_sheet_to_take_home_begins_with_the_first_cause_and_says_what_to_do(
    key: str, language: str, knowledge: Knowledge
) -> None:
    told = handout_content(picked(key), knowledge, language, date(2026, 11, 30))
    known = in_language(knowledge, language)
    first = known.claims[knowledge.symptoms[key].explanation[0]].text
    text = " ".join(told.sentences)
    assert text.startswith(first)
    act = next((claim for claim in knowledge.symptoms[key].explanation if claim.endswith("-act-why")), None)
    assert act is None or known.claims[act].text in text
    assert told.starts in (told.tr("What lies below"), told.tr("The same from the side"))
    one, other = handout_pictures(picked(key), knowledge)
    assert one.state != other.state
    assert not other.state.layers - {"bones", "muscles", "skin", "nerves"}
