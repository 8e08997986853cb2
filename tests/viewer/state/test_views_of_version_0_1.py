"""Views that were saved before the program was rebuilt open as what they stood for, field by field.

The files in ``data/saved/views`` were written by version 0.1.0 and are never written anew: somebody's own files look
like this. ``corpus.py`` shows them all.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

import pytest

from annotations.model import Knowledge
from meshes.body import Structure
from places import DATA
from viewer.explain.checking_views import open_saved
from viewer.state.saved_view import read_saved
from viewer.state.view_state import CameraPose, ChartPlace, Examined, PickedSymptom, Stroke, ViewState

FOLDER: Final = DATA / "saved" / "views"
SAVED: Final = {
    "opening": ViewState(),
    "numb-shin": ViewState(symptoms=(PickedSymptom("numb-inner-shin"),), view="inner-leg"),
    "several": ViewState(
        symptoms=(
            PickedSymptom("knee-gives-way", "left"),
            PickedSymptom("numb-inner-shin", "both"),
            PickedSymptom("pain-front-of-thigh", "left"),
        ),
        side="left",
        view="three-quarter",
        language="es",
        path=True,
    ),
    "urgent": ViewState(
        symptoms=(PickedSymptom("saddle-numbness", "both"), PickedSymptom("weak-lift-foot", "right")),
        view="saddle",
        language="de",
    ),
    "another-root": ViewState(root="S1", side="left", view="back", audience="student", key_points=True),
    "no-root": ViewState(root=None, view="lumbar", level="l5_s1", labels=False, audience="student"),
    "all-roots": ViewState(root="all", map="keegan_garrett", view="front", audience="physician", palette="contrast"),
    "compared": ViewState(root="L5", map="foerster_stephan", compared="keegan_garrett", view="outer-leg"),
    "agreement": ViewState(agreement=True, audience="physician", language="de", view="inner-leg"),
    "nerve-field": ViewState(nerve_field="saphenous_nerve", view="inner-leg", audience="student", language="es"),
    "beside": ViewState(
        scene="l4-5-far-lateral-herniation",
        degree=0.8,
        beside=True,
        view="lumbar-back",
        audience="physician",
    ),
    "pinched": ViewState(
        symptoms=(PickedSymptom("weak-straighten-knee", "left"),),
        scene="l3-4-posterolateral-herniation",
        degree=0.35,
        side="left",
        view="lumbar-above",
    ),
    "drawn": ViewState(
        drawing=(
            Stroke(tuple(ChartPlace("leg", "right", tenth / 10.0, 71.0 + 2.0 * tenth) for tenth in range(2, 8)), 18.0),
            Stroke(
                (ChartPlace("thigh", "right", 0.5, 300.25), ChartPlace("thigh", "right", 0.8, 320.5)),
                12.5,
                "tingling",
                "deep",
            ),
            Stroke(
                (ChartPlace("foot", "left", 0.6, 40.0, 2), ChartPlace("foot", "left", 0.75, 40.0, 2)), 8.0, "numbness"
            ),
            Stroke((ChartPlace("leg", "right", 0.45, 80.0),), 10.0, "pain", "skin", erase=True),
        ),
        root=None,
        view="inner-leg",
    ),
    "examined": ViewState(
        examination=(
            Examined("quadriceps", "right", "3"),
            Examined("quadriceps", "left", "5"),
            Examined("tibialis-anterior", "right", "4"),
            Examined("pin-prick-l4", "right", "1"),
            Examined("light-touch-l4", "right", "NT"),
            Examined("patellar-reflex", "right", "1"),
            Examined("femoral-stretch", "right", "positive"),
            Examined("fever-with-back-pain", "both", "no"),
        ),
        findings_told=True,
        audience="physician",
    ),
    "examined-urgent": ViewState(
        symptoms=(PickedSymptom("pain-back-of-leg", "both"),),
        examination=(
            Examined("calf", "right", "2"),
            Examined("plantar-response", "left", "up"),
            Examined("pin-prick-s4-5", "right", "0"),
            Examined("anal-tone", "both", "reduced"),
            Examined("saddle-numbness", "both", "yes"),
        ),
        audience="physician",
        view="back",
    ),
    "examining": ViewState(
        examining="patellar-reflex:right", own_view=True, view="outer-leg", audience="physician", language="de"
    ),
    "her-body": ViewState(
        body="female",
        stature=165.0,
        bmi=33.5,
        skin_tone="tone-6",
        backdrop="dark",
        symptoms=(PickedSymptom("pain-inner-knee"),),
    ),
    "atlas-body": ViewState(body="atlas", root="L2", view="front", backdrop="white"),
    "layers": ViewState(
        layers=frozenset({"muscles", "bones", "ligaments", "fascia", "trunk_muscles"}),
        hidden=frozenset({"rectus_femoris.right", "femur.left"}),
        audience="student",
    ),
    "isolated": ViewState(isolated="tibialis_anterior.right", selected="tibialis_anterior.right", audience="student"),
    "selected": ViewState(selected="saphenous_nerve.left", hovered="femur.right", side="left", skin_opacity=0.25),
    "place": ViewState(place=ChartPlace("leg", "right", 0.52, 81.5), skin_opacity=1.0, audience="physician"),
    "toe": ViewState(place=ChartPlace("foot", "left", 0.93, 12.0, 3), side="left", view="foot", language="es"),
    "turned": ViewState(
        camera=CameraPose((1500.0, 2400.5, 900.0), (90.0, -20.25, 420.0), (0.0, 0.1, 0.99), 24.0),
        root="L3",
        audience="student",
    ),
    "told": ViewState(
        named=("quadriceps", "femoral_nerve"),
        lights="L4",
        symptoms=(PickedSymptom("knee-gives-way"),),
        view="three-quarter",
        audience="student",
        language="de",
    ),
}
STUDIED: Final = ViewState(root="L4", audience="student", study="asked", study_part="vastus_medialis.right")
"""As it was when it was saved as ``studied``: a question is never saved, so that it opens without one."""
EXPECTED: Final = {**SAVED, "studied": ViewState(root="L4", audience="student")}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_view_opens_field_by_field(name: str) -> None:
    opened, expected = read_saved(FOLDER / f"{name}.json").state, EXPECTED[name]
    for field in fields(ViewState):
        assert getattr(opened, field.name) == getattr(expected, field.name), field.name


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_view_names_nothing_unknown(name: str, knowledge: Knowledge, structures: dict[str, Structure]) -> None:
    saved = open_saved(FOLDER / f"{name}.json", knowledge, structures)
    assert saved.state == EXPECTED[name]
    assert saved.notice is None
    assert not saved.newer


def test_every_file_is_read_and_every_field_was_saved_as_something_else_than_at_first() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(EXPECTED)
    first, states = ViewState(), (*SAVED.values(), STUDIED)
    never = {field.name for field in fields(ViewState)} - {
        field.name
        for field in fields(ViewState)
        if any(getattr(state, field.name) != getattr(first, field.name) for state in states)
    }
    assert never == set()
