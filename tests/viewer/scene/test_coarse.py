"""Fewer triangles while the picture moves: closed, the same colours, nearly the same outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import light_body
from annotations import load
from meshes.body import Body
from meshes.skin.unwrapping import unwrap
from viewer.resolve.resolve import resolve
from viewer.scene.coarse import representatives, welded
from viewer.scene.layer_actor import coarse_layer
from viewer.scene.skin.coarse import coarse_parts
from viewer.scene.thinning import stand_ins
from viewer.state.view_state import CameraPose, ViewState

SIZE = (480, 400)


@pytest.fixture(scope="module")
def body() -> Body:
    return light_body.body()


def is_closed(faces: NDArray[np.integer]) -> bool:
    """Whether every edge is run along as often one way as the other: no hole, no crack."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]).astype(np.int64)
    low, high = edges.min(axis=1), edges.max(axis=1)
    _, edge = np.unique(low * (int(high.max()) + 1) + high, return_inverse=True)
    way = np.sign(edges[:, 1] - edges[:, 0])  # nothing for an edge without length
    return bool((np.bincount(edge, way) == 0.0).all())


@given(seed=st.integers(0, 1000), cell=st.floats(1.0, 30.0), flat=st.floats(0.8, 1.0))
@settings(max_examples=25, deadline=None)
def test_a_vertex_is_stood_for_by_a_near_one_of_its_group(seed: int, cell: float, flat: float) -> None:
    random = np.random.default_rng(seed)
    vertices = random.uniform(-50, 50, (300, 3)).astype(np.float32)
    normals = random.normal(size=(300, 3))
    normals = (normals / np.linalg.norm(normals, axis=1, keepdims=True)).astype(np.float32)
    group = random.integers(0, 4, 300)
    chosen = representatives(vertices, normals, group, cell, flat)
    assert np.array_equal(group[chosen], group)
    assert np.array_equal(chosen[chosen], chosen)
    assert np.linalg.norm(vertices[chosen] - vertices, axis=1).max() <= 4.0 * cell * np.sqrt(3.0) + 1e-3
    assert ((normals[chosen] * normals).sum(axis=1) > -0.5).all()


def test_a_thinned_tube_keeps_its_shape_and_its_ends_with_a_tenth_of_its_vertices() -> None:
    import trimesh

    tube = trimesh.creation.capsule(200.0, 10.0, count=[64, 64]).subdivide()
    vertices, normals = (np.asarray(each, dtype=np.float32) for each in (tube.vertices, tube.vertex_normals))
    faces = np.asarray(tube.faces, dtype=np.int32)
    chosen = stand_ins(vertices, normals, faces, 1.0)
    fewer = chosen[faces]
    fewer = fewer[(fewer[:, 0] != fewer[:, 1]) & (fewer[:, 1] != fewer[:, 2]) & (fewer[:, 2] != fewer[:, 0])]
    assert np.array_equal(chosen[chosen], chosen)
    assert len(fewer) < 0.1 * len(faces)
    assert is_closed(fewer)
    thin = trimesh.Trimesh(vertices, fewer, process=False)
    proximity: Any = trimesh.proximity
    _, away, _ = proximity.closest_point_naive(thin, vertices[::97])
    assert away.max() < 2.0
    assert abs(thin.volume / tube.volume - 1.0) < 0.1


@pytest.mark.parametrize("cell", [2.5, 5.0])
def test_coarse_structures_stay_closed_and_keep_their_volume(body: Body, cell: float) -> None:
    for layer in body.layers:
        mesh = layer.mesh
        *_, (faces, kept) = coarse_layer(layer, cell)
        place = welded(mesh.vertices, layer.vertex_structure)[1]
        assert is_closed(place[mesh.faces]), layer.layer
        assert is_closed(place[faces]), layer.layer
        assert len(faces) == kept.sum() < len(mesh.faces)
        assert (np.diff(layer.face_structure[kept]) >= 0).all()
        if layer.layer in ("muscles", "bones"):
            before, after = (_volume(mesh.vertices, each) for each in (mesh.faces, faces))
            assert 0.93 < after / before < 1.04, (layer.layer, layer.side, after / before)


def _volume(vertices: NDArray[np.float32], faces: NDArray[np.int32]) -> float:
    a, b, c = (vertices[faces[:, k]].astype(np.float64) for k in range(3))
    return float(np.einsum("ij,ij->", np.cross(a, b), c)) / 6.0


def test_the_coarse_skin_has_no_crack_along_seams_and_parts(body: Body) -> None:
    unwrapped = unwrap(body.skin)
    parts = coarse_parts(unwrapped, 4.0, 0.99)
    whole = []
    for number, faces in enumerate(parts):
        local = np.unique(unwrapped.faces[unwrapped.face_part == number])
        whole.append(unwrapped.origin[local[faces]])
        assert 0 < len(faces) < 0.8 * (unwrapped.face_part == number).sum()
        # no triangle is drawn across the texture
        uv = unwrapped.uv[local[faces]] * unwrapped.t.shape[::-1]
        assert np.ptp(uv, axis=1).max() < 80
    assert is_closed(np.concatenate(whole))


def shot(plotter: Any) -> NDArray[np.int16]:
    plotter.render_window.Render()
    return np.asarray(plotter.screenshot(None, return_img=True), dtype=np.int16)


@pytest.fixture(scope="module")
def drawn() -> Iterator[tuple[Any, Any, Any]]:
    import pyvista as pv

    from viewer.scene.body_scene import BodyScene

    knowledge, body = load(), light_body.standard()
    plotter: Any = pv.Plotter(off_screen=True, window_size=list(SIZE), lighting="none")
    scene = BodyScene(plotter, body, knowledge)

    def picture(state: ViewState) -> NDArray[np.int16]:
        scene.apply(resolve(state, knowledge, body.structures))
        return shot(plotter)

    yield scene, picture, plotter
    scene.close()
    plotter.close()


@pytest.mark.gl
@pytest.mark.parametrize(
    "state", [ViewState(), ViewState(skin_opacity=0.4), ViewState(layers=frozenset(("muscles", "bones", "nerves")))]
)
def test_the_moving_picture_looks_like_the_resting_one(drawn: tuple[Any, Any, Any], state: ViewState) -> None:
    scene, picture, plotter = drawn
    full = picture(state)
    while scene.coarsen():
        pass
    scene.simplify(on=True)
    coarse = shot(plotter)
    scene.simplify(on=False)
    again = shot(plotter)
    assert np.array_equal(full, again)
    changed = np.abs(coarse - full).max(axis=2) > 60
    figure = np.abs(full - full[:1, :1]).max(axis=2) > 25
    assert np.abs(coarse - full)[:, :20].max() <= 1  # the background does not jump
    assert 0 < changed.sum() < 0.08 * figure.sum()
    assert np.abs(coarse[figure].mean(axis=0) - full[figure].mean(axis=0)).max() < 3.0  # no popping of colours


@pytest.mark.gl
def test_highlights_reach_the_coarse_surfaces_and_close_ups_have_none(drawn: tuple[Any, Any, Any]) -> None:
    scene, picture, _ = drawn
    deep = ViewState(layers=frozenset(("muscles", "bones", "nerves")), root=None)
    picture(deep)
    while scene.coarsen():
        pass
    scene.simplify(on=True)
    plain = picture(deep)
    lit = picture(replace(deep, root="L4"))
    assert (np.abs(lit - plain).max(axis=2) > 40).sum() > 500
    near = CameraPose((0.0, 500.0, 900.0), (0.0, 0.0, 900.0), (0.0, 0.0, 1.0), 20.0)
    picture(replace(deep, camera=near))
    assert not scene.coarsen()
    scene.simplify(on=True)
    assert all(layer.actor.GetMapper() is layer._mapper for layer in scene.layers)
    scene.simplify(on=False)


@pytest.mark.gl
def test_layers_that_are_not_shown_are_not_made(drawn: tuple[Any, Any, Any]) -> None:
    import pyvista as pv

    from viewer.scene.body_scene import BodyScene

    scene = drawn[0]
    plotter: Any = pv.Plotter(off_screen=True, window_size=list(SIZE), lighting="none")
    fresh = BodyScene(plotter, scene.body, load())
    fresh.apply(resolve(ViewState(), load(), scene.body.structures))
    assert all(layer._data is None for layer in fresh.layers)
    fresh.apply(resolve(ViewState(skin_opacity=0.4), load(), scene.body.structures))
    assert any(layer._data is not None for layer in fresh.layers)
    fresh.close()
    plotter.close()
