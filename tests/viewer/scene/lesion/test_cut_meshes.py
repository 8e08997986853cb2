"""Close-ups in files that leave the program: surfaces are really cut, closed again, and none is lost."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import trimesh
from hypothesis import example, given, settings
from hypothesis import strategies as st

import light_body
from annotations import load
from meshes.body import Body
from meshes.mesh import Mesh
from viewer.output.model import export_view, linear
from viewer.output.shown import shown_structures
from viewer.palette.colours import BULGE
from viewer.resolve.resolve import resolve
from viewer.scene.cutting import CutShape
from viewer.scene.lesion.cut_meshes import cut_open
from viewer.state.view_state import ViewState


@cache
def body() -> Body:
    return light_body.body()


def ball(radius: float, *, inward: bool = False) -> Mesh:
    made = trimesh.creation.icosphere(4, radius)
    turn = -1.0 if inward else 1.0
    faces = made.faces[:, ::-1] if inward else made.faces
    normals = turn * made.vertices / radius
    return Mesh(made.vertices.astype(np.float32), faces.astype(np.int32), normals.astype(np.float32))


def both(one: Mesh, other: Mesh) -> Mesh:
    return Mesh(
        np.concatenate([one.vertices, other.vertices]),
        np.concatenate([one.faces, other.faces + len(one.vertices)]),
        np.concatenate([one.normals, other.normals]),
    )


def volume(*meshes: Mesh) -> float:
    """Of a surface whose parts close each other."""
    corners = np.concatenate([mesh.vertices[mesh.faces].astype(np.float64) for mesh in meshes])
    return float(np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6.0)


def area(mesh: Mesh) -> float:
    corners = mesh.vertices[mesh.faces].astype(np.float64)
    return float(
        np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum() / 2
    )


@given(
    way=st.tuples(*(st.floats(-1.0, 1.0) for _ in range(3))).filter(lambda way: np.linalg.norm(way) > 0.2),
    at=st.floats(-0.8, 0.8),
)
@example(way=(0.0, 2.757e-254, 1.0), at=0.0)  # through vertices, but for the last digit
@settings(max_examples=25, deadline=None)
def test_a_ball_that_is_cut_is_closed_again(way: tuple[float, float, float], at: float) -> None:
    normal = np.array(way) / np.linalg.norm(way)
    x, y, z = (float(part) for part in normal)
    mesh = ball(10.0)
    marks = mesh.vertices[:, 0].copy()
    left, of_left, lid, of_lid = cut_open(mesh, marks, CutShape((x, y, z, -10.0 * at)))
    assert (left.vertices @ normal).max() <= 10.0 * at + 1e-3
    assert area(lid) == pytest.approx(np.pi * 100.0 * (1.0 - at * at), rel=0.02)
    assert np.allclose(lid.normals, normal, atol=1e-5)
    kept = np.pi * 1000.0 * (2.0 / 3.0 + at - at**3 / 3.0)
    assert volume(left, lid) == pytest.approx(kept, rel=0.02)
    for part, of_part in ((left, of_left), (lid, of_lid)):
        assert np.allclose(of_part, part.vertices[:, 0], atol=1e-3), "what stands at a vertex goes along"


def test_a_hollow_ball_gets_a_ring() -> None:
    hollow = both(ball(10.0), ball(6.0, inward=True))
    left, _, lid, _ = cut_open(hollow, np.zeros(len(hollow.vertices)), CutShape((0.0, 0.0, 1.0, 0.0)))
    assert area(lid) == pytest.approx(np.pi * (100.0 - 36.0), rel=0.02)
    assert volume(left, lid) == pytest.approx(np.pi * 2.0 / 3.0 * (1000.0 - 216.0), rel=0.02)


def test_what_is_missed_or_spared_stays_whole() -> None:
    mesh = ball(10.0)
    marks = np.zeros(len(mesh.vertices))
    for spared, far in ((None, -30.0), (np.ones(len(mesh.vertices), dtype=bool), 0.0)):
        left, _, lid, _ = cut_open(mesh, marks, CutShape((0.0, 0.0, 1.0, far)), spared)
        assert len(left.faces) == len(mesh.faces)
        assert not len(lid.faces)
    gone, _, lid, _ = cut_open(mesh, marks, CutShape((0.0, 0.0, 1.0, 30.0)))
    assert not len(gone.faces)
    assert not len(lid.faces)


@pytest.mark.parametrize("view", ["lumbar-back", "lumbar-side", "lumbar-above"])
def test_a_close_up_is_cut_in_the_file_as_in_the_picture(view: str) -> None:
    scene = "l4-5-posterolateral-herniation"
    whole = shown_structures(resolve(ViewState(scene=scene, view="lumbar"), load(), body().structures), body())
    cut = shown_structures(resolve(ViewState(scene=scene, view=view), load(), body().structures), body())
    bones = {item.key for item in cut if item.layer == "bones"}
    sizes = [
        {key: volume(*(item.mesh for item in items if item.key == key)) for key in bones} for items in (whole, cut)
    ]
    lost = {key for key in bones if 0.0 < sizes[1][key] < 0.97 * sizes[0][key]}
    assert "vertebra_l4" in lost or view == "lumbar-above"
    assert "vertebra_l5" in lost or view != "lumbar-back"
    assert all(size > -1.0 for size in sizes[1].values()), "lids close what was cut"
    assert any(item.colour == BULGE for item in cut)


def test_no_part_of_a_scene_is_lost_in_the_model(tmp_path: Path) -> None:
    state = ViewState(scene="l4-5-foraminal-narrowing", view="lumbar-back", degree=0.8)
    parts = shown_structures(resolve(state, load(), body().structures), body())
    assert len({part.key for part in parts}) < len(parts)
    export_view(tmp_path / "a.glb", state, load(), body())
    read = trimesh.load(io.BytesIO((tmp_path / "a.glb").read_bytes()), file_type="glb")
    assert isinstance(read, trimesh.Scene)
    assert len(read.geometry) == len(parts)
    assert sum(len(mesh.faces) for mesh in read.geometry.values()) == sum(len(part.mesh.faces) for part in parts)


def test_colours_are_amounts_of_light_in_the_model() -> None:
    assert [linear(tone) for tone in (0, 10, 128, 255)] == [0, 1, 55, 255]
