"""The way of a root as a line: unbroken from the spine to where it leads, on every body; and drawn over everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import load
from light_body import body as atlas
from light_body import builder
from meshes.body import Body
from meshes.builds.proportions import BodyBuild
from meshes.mesh import Mesh
from viewer.scene.path_pulse import PULSE, PathPulse
from viewer.spine.path import STEP_MM, NervePath, nerve_path, nerve_paths
from viewer.spine.ways import Way, ways_of
from viewer.state.view_state import PickedSymptom, ViewState

KNOWLEDGE = load()
STATES = [
    *(ViewState(root=root) for root in KNOWLEDGE.roots),
    *(ViewState(symptoms=(PickedSymptom(key),)) for key in KNOWLEDGE.symptoms),
    *(ViewState(scene=key) for key in KNOWLEDGE.scenes),
]
WAYS = list(dict.fromkeys(way for state in STATES for way in ways_of(state, KNOWLEDGE)))


def parts_of(body: Body) -> Callable[[str], Mesh | None]:
    return lambda key: body.part(key) if key in body.structures else None


def path_of(way: Way, body: Body) -> NervePath:
    path = nerve_path(way, parts_of(body))
    assert path is not None
    return path


def check(path: NervePath, body: Body) -> None:
    steps = np.linalg.norm(np.diff(path.points, axis=0), axis=1)
    assert steps.max() < 1.2 * STEP_MM, "one unbroken line"
    begin = path.points[0]
    high = max(part.vertices[:, 2].max() for part in (body.part("vertebra_l1"),))
    assert abs(begin[0]) < 15.0
    assert begin[2] > high - 90.0, "it begins at the cord"
    assert [station.index for station in path.stations] == sorted({station.index for station in path.stations})
    assert path.stations[-1].index == len(path.points) - 1
    assert set(path.way.named[:1]) <= {station.key for station in path.stations}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.root}-{way.parts[-1]}-{way.side}")
def test_every_way_is_unbroken(way: Way) -> None:
    path = path_of(way, atlas())
    check(path, atlas())
    last = way.named[-1]
    assert last in {station.key for station in path.stations}, f"it never reaches {last}"


def test_l4_leads_to_the_inner_ankle() -> None:
    (way,) = ways_of(ViewState(), KNOWLEDGE)
    path = path_of(way, atlas())
    end, bone = path.points[-1], atlas().part("tibia.right").vertices
    assert abs(end[2] - bone[:, 2].min()) < 40.0
    assert end[0] < bone[bone[:, 2] < bone[:, 2].min() + 30.0][:, 0].mean(), "on the inner side"
    keys = [station.key for station in path.stations]
    assert keys == ["rootlets_l4", "spinal_nerve_l4", "femoral_nerve", "saphenous_nerve", ""]


def test_it_leaves_below_its_own_pedicle() -> None:
    (way,) = ways_of(ViewState(), KNOWLEDGE)
    path = path_of(way, atlas())
    out = path.points[next(station.index for station in path.stations if station.key == "spinal_nerve_l4")]
    fourth, fifth = (atlas().part(f"vertebra_l{number}").vertices[:, 2].mean() for number in (4, 5))
    assert fifth < out[2] < fourth


def test_left_is_the_mirror_image() -> None:
    right, left = (path_of(ways_of(ViewState(side=side), KNOWLEDGE)[0], atlas()) for side in ("right", "left"))
    assert len(right.points) == len(left.points)
    assert np.abs(right.points * [-1.0, 1.0, 1.0] - left.points).max() < 1.0


@settings(max_examples=6, deadline=None)
@given(
    sex=st.sampled_from(get_args(Literal["male", "female"])),
    stature=st.floats(150.0, 200.0),
    bmi=st.floats(19.0, 38.0),
    way=st.sampled_from(WAYS),
)
def test_every_build_has_its_own_way(sex: Literal["male", "female"], stature: float, bmi: float, way: Way) -> None:
    body = builder().body(BodyBuild(sex, stature, bmi))
    path = path_of(way, body)
    check(path, body)
    assert abs(path.length / path_of(way, atlas()).length - 1.0) < 0.45


@given(along=st.lists(st.floats(-50.0, 3000.0), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_places_lie_on_the_line(along: list[float]) -> None:
    path = path_of(WAYS[4], atlas())
    for place in path.at(np.array(along)):
        assert np.linalg.norm(path.points - place, axis=1).min() <= 0.51 * STEP_MM


def test_parts_that_a_body_lacks_are_passed_over() -> None:
    (way,) = ways_of(ViewState(), KNOWLEDGE)
    short = nerve_path(way, lambda key: None if "saphenous" in key else parts_of(atlas())(key))
    assert short is not None
    assert "saphenous_nerve" not in {station.key for station in short.stations}
    assert nerve_path(way, lambda key: None) is None
    assert nerve_paths((way,), lambda key: None) == ()


@pytest.mark.gl
def test_the_pulse_is_seen_through_skin_and_moves_alone() -> None:
    from viewer.output.snapshot import drawing

    state = ViewState(root="L4", skin_opacity=1.0, labels=False)
    paths = nerve_paths(ways_of(state, KNOWLEDGE), parts_of(atlas()))
    with drawing(state, (300, 400), KNOWLEDGE, atlas()) as (scene, plotter, appearance):
        plain = np.asarray(plotter.screenshot(None, return_img=True))[..., :3].astype(int)
        pulse = PathPulse(plotter.renderer)
        pulse.show(paths, moving=True)
        rows = []
        for along in (0.3, 0.8):
            pulse.move(along)
            plotter.render()
            shot = np.asarray(plotter.screenshot(None, return_img=True))[..., :3].astype(int)
            yellow = (np.abs(shot - np.array(PULSE)).sum(axis=-1) < 60) & (np.abs(shot - plain).sum(axis=-1) > 60)
            assert yellow.sum() > 15, "it is drawn over opaque skin"
            rows.append(np.argwhere(yellow)[:, 0].mean())
            assert np.allclose(pulse.head[0], paths[0].at(np.array([along * paths[0].length]))[0])
        assert rows[1] > rows[0] + 40, "it has moved down the leg"
        assert (pulse.sight().first, pulse.sight().last) == (0.0, 1.0)
        camera = plotter.renderer.GetActiveCamera()
        camera.SetFocalPoint(*paths[0].at(np.array([0.5 * paths[0].length]))[0])
        camera.SetViewAngle(1.5)
        plotter.render()
        near = pulse.sight()
        assert 0.3 < near.first < 0.5 < near.last < 0.75, "only that part of the way is in the picture"
        assert near.high == pytest.approx(2.0 * camera.GetDistance() * np.tan(np.radians(0.75)), rel=0.01)
        scene.set_camera(appearance.camera)
        pulse.show(paths, moving=False)
        assert pulse.head == ()
        pulse.show((), moving=False)
        pulse.close()
        plotter.render()
        after = np.asarray(plotter.screenshot(None, return_img=True))[..., :3].astype(int)
        assert np.abs(after - plain).max() == 0, "nothing of it stays"


@pytest.mark.gl
def test_beside_the_healthy_body_the_light_runs_in_the_affected_half_alone() -> None:
    from viewer.output.snapshot import drawing

    state = ViewState(symptoms=(PickedSymptom("numb-inner-shin"),), view="inner-leg", beside=True, labels=False)
    paths = nerve_paths(ways_of(state, KNOWLEDGE), parts_of(atlas()))
    with drawing(state, (400, 300), KNOWLEDGE, atlas()) as (_, plotter, _appearance):
        plain = np.asarray(plotter.screenshot(None, return_img=True))[..., :3].astype(int)
        pulse = PathPulse(plotter.renderer)
        pulse.show(paths, moving=True)
        pulse.move(0.7)
        plotter.render()
        changed = np.abs(np.asarray(plotter.screenshot(None, return_img=True))[..., :3] - plain).sum(axis=-1) > 60
        assert changed[:, 200:].sum() > 60
        assert not changed[:, :198].any()
        pulse.close()


@pytest.mark.gl
def test_a_picture_shows_the_way_with_numbers() -> None:
    from viewer.output.snapshot import render

    state = ViewState(root="L4", view="three-quarter", skin_opacity=0.2)
    plain = render(state, (400, 500), KNOWLEDGE, atlas()).astype(int)
    from dataclasses import replace

    drawn = render(replace(state, path=True), (400, 500), KNOWLEDGE, atlas()).astype(int)
    assert (np.abs(plain - drawn).sum(axis=-1) > 60).sum() > 300
