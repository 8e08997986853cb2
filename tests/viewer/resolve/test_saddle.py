"""The saddle: it has a view of its own, which is taken wherever the saddle is told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import light_body
from annotations import load
from annotations.model import Knowledge
from meshes.builds.builder import Builder
from meshes.skin.landmarks import landmark
from viewer.appearance.best_view import SADDLE_ROOTS
from viewer.examination.symptom_roots import lit_roots
from viewer.explain.steps import steps_of
from viewer.i18n.catalogue import catalogue
from viewer.output.handout.pictures import handout_pictures
from viewer.palette.colours import SKIN_TONES
from viewer.resolve.choosing import with_symptoms
from viewer.resolve.regions import lit_regions_of
from viewer.resolve.resolve import resolve
from viewer.skin.gaps import held_by, points_of
from viewer.skin.territories import territories_of
from viewer.state.physique import body_of, build_of
from viewer.state.view_state import CameraPose, ChartPlace, PickedSymptom, Side, ViewState

NUMB = PickedSymptom("saddle-numbness", "both")
SHIN = PickedSymptom("pain-inner-shin", "right")
CAUDA = "large-central-herniation"
BODIES = {
    "atlas": ViewState(body="atlas"),
    "slim man": ViewState(body="male", bmi=19.0),
    "heavy woman": ViewState(body="female", stature=160.0, bmi=34.0),
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def stage() -> Iterator[light_body.Stage]:
    made = light_body.Stage(600, 450)
    yield made
    made.close()


def saddle_places() -> list[ChartPlace]:
    """From the cleft over the anus to the middle of the perineum, and the lower buttock, on both sides."""
    sides: tuple[Side, Side] = ("right", "left")
    found = [ChartPlace("trunk", side, t, phi) for side in sides for t, phi in ((0.9, 176.0), (0.97, 172.0))]
    found += [ChartPlace("thigh", side, 0.224, 98.0) for side in sides]
    return found + [
        ChartPlace(point.segment, side, point.t, point.phi)
        for side in sides
        for point in (landmark("perianal", side), landmark("gluteal-fold", side))
    ]


@pytest.mark.gl
@pytest.mark.parametrize("build", BODIES)
def test_no_thigh_stands_before_the_saddle(stage: light_body.Stage, build: str) -> None:
    state = replace(BODIES[build], view="saddle", labels=False)
    shape = build_of(body_of(state))
    stage.scene.set_body(light_body.body() if shape is None else Builder(light_body.body()).body(shape))
    stage.picture(state)
    for place in saddle_places():
        if place.segment == "thigh" and build == "heavy woman":
            continue  # thighs of that girth meet behind the perineum
        xyz = stage.scene.place_xyz(place)
        renderer = stage.plotter.renderer
        renderer.SetWorldPoint(*map(float, xyz), 1.0)
        renderer.WorldToDisplay()
        x, y, _ = renderer.GetDisplayPoint()
        seen = stage.scene.skin_at(round(x), round(y))
        assert seen is not None
        assert abs(stage.scene.place_xyz(seen) - xyz).max() < 8.0, (place, seen)
        spot = stage.scene.skin_of(place)
        assert spot is not None
        way = np.array(stage.scene.camera_pose.position) - xyz
        assert spot[1] @ way / np.linalg.norm(way) > 0.2, f"{place} is seen too slantingly"
        assert 0.1 * 600 < x < 0.9 * 600
        assert 0.1 * 450 < y < 0.9 * 450


def test_picking_a_numb_saddle_turns_the_body_to_it(knowledge: Knowledge) -> None:
    turned = CameraPose((0.0, 900.0, 300.0), (0.0, 0.0, 300.0), (0.0, 0.0, 1.0))
    seen = with_symptoms(ViewState(view="inner-leg", camera=turned), (NUMB,), knowledge)
    assert (seen.view, seen.camera) == ("saddle", None)


def test_no_pick_leaves_the_body_in_the_close_up_of_another(knowledge: Knowledge) -> None:
    """Of what lights nothing one would look at the saddle, or at the last leg, and look for what is not there."""
    seen = with_symptoms(ViewState(), (NUMB,), knowledge)
    for symptom in knowledge.symptoms.values():
        pick = PickedSymptom(symptom.key, "right" if symptom.sided else "both")
        assert with_symptoms(seen, (NUMB, pick), knowledge).view == symptom.view or not symptom.view, symptom.key
    both = with_symptoms(with_symptoms(ViewState(), (SHIN,), knowledge), (SHIN, NUMB), knowledge)
    assert both.view == "saddle"
    assert with_symptoms(both, (SHIN,), knowledge).view == knowledge.symptoms[SHIN.key].view


def test_with_nothing_picked_the_opening_view_is_back(knowledge: Knowledge) -> None:
    seen = replace(
        with_symptoms(ViewState(), (NUMB,), knowledge),
        camera=CameraPose((0.0, 900.0, 300.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    )
    back = with_symptoms(seen, (), knowledge)
    assert (back.view, back.camera) == (ViewState().view, None)


@pytest.mark.parametrize(
    "state", [ViewState(symptoms=(NUMB,)), ViewState(scene=CAUDA), *(ViewState(root=root) for root in SADDLE_ROOTS)]
)
def test_the_step_about_the_skin_looks_at_the_saddle(knowledge: Knowledge, state: ViewState) -> None:
    steps = {step.key: step.state for step in steps_of(state, knowledge)}
    assert steps["skin"].view == "saddle"


@pytest.mark.parametrize("state", [ViewState(symptoms=(NUMB,)), ViewState(scene=CAUDA, degree=0.8)])
@pytest.mark.parametrize("view", ["front", "lumbar", "lumbar-side"])
def test_the_hand_out_shows_the_saddle_from_wherever_it_is_made(
    knowledge: Knowledge, state: ViewState, view: str
) -> None:
    felt, _ = handout_pictures(replace(state, view=view), knowledge)
    assert felt.state.view == "saddle"


def test_skin_over_the_saddle_stays_whole(knowledge: Knowledge) -> None:
    shown = light_body.look(ViewState(symptoms=(NUMB,), view="saddle"))
    assert shown.skin.opacity == 1.0
    assert light_body.look(ViewState(symptoms=(NUMB,), view="back")).skin.opacity < 1.0


MEANT = [PickedSymptom(key, "both") for key, symptom in load().symptoms.items() if symptom.skin_area == "saddle"]
PRESSING = [key for key, scene in load().scenes.items() if "S4-5" in (scene.root, *scene.other_roots)]
SADDLES = [*(ViewState(symptoms=(pick,)) for pick in MEANT), *(ViewState(scene=key, degree=0.8) for key in PRESSING)]


@pytest.mark.parametrize("map_key", load().maps)
@pytest.mark.parametrize("state", SADDLES, ids=lambda state: state.scene or state.symptoms[0].key)
def test_the_saddle_is_s3_to_s5_in_full_with_s2_as_its_rim(
    knowledge: Knowledge, state: ViewState, map_key: str
) -> None:
    skin = light_body.look(replace(state, map=map_key, view="saddle")).skin
    paints = [paint for paint in skin.territories if not paint.outside]  # what fills gaps is tested apart
    painted = {(knowledge.territories[paint.territory].root, paint.side): paint for paint in paints}
    drawn = {(t.map, t.root) for t in knowledge.territories.values()}
    wanted = {root for root in ("S2", "S3", "S4-5") if {(map_key, root), ("proposed", root)} & drawn}
    if state.symptoms:
        wanted &= set(lit_roots(knowledge.symptoms[state.symptoms[0].key]))
    assert {root for root, _ in painted} == wanted
    assert {side for _, side in painted} == {"right", "left"}
    for (root, _), paint in painted.items():
        assert bool(paint.beside) == (paint.rim_mm > 0.0) == (root == "S2")
        assert {knowledge.territories[key].root for key in paint.beside} == ({"S3", "S4-5"} if root == "S2" else set())
        assert paint.pattern == ("rim" if root == "S2" else "solid")


def test_all_skin_of_a_root_wins_over_its_rim(knowledge: Knowledge) -> None:
    behind = next(
        key
        for key, symptom in knowledge.symptoms.items()
        if symptom.lights_skin and symptom.urgency is None and "S2" in lit_roots(symptom)
    )
    for picks in ((NUMB, PickedSymptom(behind, "right")), (PickedSymptom(behind, "right"), NUMB)):
        regions = lit_regions_of(ViewState(symptoms=picks), knowledge, ())
        assert regions.skin["S2", "right"] is None
        assert regions.skin["S2", "left"] == "saddle"


@pytest.mark.gl
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_on_every_skin_the_saddle_is_coloured_and_the_legs_are_not(stage: light_body.Stage, tone: str) -> None:
    """On the texture itself: shares of painted texels at the anus, and none of them down the leg."""
    stage.picture(ViewState(symptoms=(NUMB,), view="saddle", map="keegan_garrett", skin_tone=tone, labels=False))
    painter = stage.scene.skin._painter
    skin = light_body.look(ViewState(symptoms=(NUMB,), view="saddle", map="keegan_garrett", skin_tone=tone)).skin
    painted = painter.painting(skin).index
    for side in ("right", "left"):
        thigh = stage.scene.skin.texels.of("thigh", side)
        assert not np.isin(thigh.index[thigh.t > 0.4], painted).any()
        assert not np.isin(stage.scene.skin.texels.of("leg", side).index, painted).any()
        trunk = stage.scene.skin.texels.of("trunk", side)
        inner = trunk.index[(trunk.t > 0.9) & (trunk.phi > 172.0)]
        assert np.isin(inner, painted).mean() > 0.99


@pytest.mark.parametrize("map_key", load().maps)
def test_no_skin_of_the_saddle_is_left_bare_on_any_map(knowledge: Knowledge, map_key: str) -> None:
    """Our S3 and S4-5 are covered: by what the map itself has there, or by our drawing where it is blank."""
    skin = light_body.look(ViewState(symptoms=(NUMB,), view="saddle", map=map_key)).skin
    keys = {key for paint in skin.territories for key in (paint.territory, *paint.joined)}
    keys |= {key for key, territory in knowledge.territories.items() if territory.map == map_key}
    painted = [polygon for key in keys for polygon in knowledge.territories[key].polygons]
    for root in ("S3", "S4-5"):
        for polygon in (p for t in territories_of(knowledge, "proposed", root) for p in t.polygons):
            t, phi = points_of(polygon)
            assert held_by(polygon.segment, painted, t, phi).mean() > 0.96, (root, polygon.segment)
    gaps = [paint for paint in skin.territories if paint.outside]
    assert bool(gaps) == (map_key == "isncsci_chart")
    for paint in gaps:
        assert knowledge.territories[paint.territory].map == "proposed"
        assert {knowledge.territories[key].map for key in paint.outside} == {map_key}


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_what_fills_a_gap_is_said_to_be_ours(knowledge: Knowledge, language: str) -> None:
    tr = catalogue(language)
    shown = resolve(ViewState(symptoms=(NUMB,), map="isncsci_chart", language=language), knowledge, {})
    assert tr("{root} skin: our drawing, where the chosen map is blank", root="S3") in [e.text for e in shown.legend]
    told = tr("The coloured skin is our own drawing of {roots} where the chosen map is blank.", roots="S3")
    assert told in [paragraph.text for paragraph in shown.panel.paragraphs]
    elsewhere = resolve(ViewState(symptoms=(NUMB,), map="keegan_garrett", language=language), knowledge, {})
    assert told not in [paragraph.text for paragraph in elsewhere.panel.paragraphs]
