"""What all builds have in common comes out of a table, and is the same without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import light_body
from meshes.body import DATA, Body
from meshes.builds.builder import Builder
from meshes.builds.prepared import BONE_GRAIN, GRAIN, TABLE, read_prepared, write_prepared
from meshes.builds.proportions import default_build
from meshes.mesh import LateLayer, LateMesh, Mesh


@pytest.fixture(scope="module")
def atlas() -> Body:
    return light_body.standard()


@pytest.fixture(scope="module")
def worked_out() -> Builder:
    return light_body.worked_out()


def test_the_shipped_table_is_of_the_shipped_body(atlas: Body, worked_out: Builder) -> None:
    """It fails where lofts, skin or fields were measured anew: run python -m meshes.builds then."""
    known = read_prepared(DATA / TABLE, worked_out.fingerprint)
    assert known is not None
    for name in ("lean", "full", "thickness", "hollows"):
        assert np.abs(getattr(known, name) - getattr(worked_out.prepared, name)).max() <= 1.01 * GRAIN, name
    assert np.allclose(known.volumes, worked_out.prepared.volumes, rtol=1e-6)
    assert np.allclose(known.heights, worked_out.prepared.heights, rtol=1e-6)
    assert np.abs(known.bone - worked_out.prepared.bone).max() <= 1.01 * BONE_GRAIN
    assert known.near.keys() == worked_out.prepared.near.keys()
    for side, near in known.near.items():
        assert (near == worked_out.prepared.near[side]).mean() > 0.999  # two places may be as near


def test_a_body_is_the_same_with_and_without_the_table(atlas: Body, worked_out: Builder) -> None:
    build = default_build("female")
    with_table, without = Builder(atlas).body(build), worked_out.body(build)
    apart = np.abs(with_table.skin.mesh.vertices - without.skin.mesh.vertices).max()
    assert apart < 0.05
    for one, other in zip(with_table.layers, without.layers, strict=True):
        assert np.abs(one.mesh.vertices - other.mesh.vertices).max() < 0.05, (one.layer, one.side)


@pytest.mark.parametrize("harm", ["missing", "cut", "other"])
def test_a_table_that_does_not_fit_is_not_used(tmp_path: Path, worked_out: Builder, harm: str) -> None:
    path = tmp_path / TABLE
    mark = worked_out.fingerprint
    if harm != "missing":
        write_prepared(path, worked_out.prepared, mark ^ np.uint8(harm == "other"))
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    assert read_prepared(path, mark) is None


def test_a_late_mesh_is_made_once_and_only_when_looked_at() -> None:
    calls = []
    faces = np.array([[0, 1, 2]], dtype=np.int32)

    def make() -> Mesh:
        calls.append(1)
        return Mesh(np.eye(3, dtype=np.float32), faces, np.eye(3, dtype=np.float32))

    mesh = LateMesh(faces, make)
    assert mesh.faces is faces
    assert not calls
    assert mesh.vertices.shape == (3, 3)
    assert mesh.normals.shape == (3, 3)
    assert len(calls) == 1
    with pytest.raises(AttributeError):
        _ = mesh.colour


def test_layers_of_a_built_body_wait(atlas: Body) -> None:
    body = Builder(atlas).body(default_build("male"))
    assert all(isinstance(layer, LateLayer) and layer._make is not None for layer in body.layers)
    muscles = next(layer for layer in body.layers if (layer.layer, layer.side) == ("muscles", "left"))
    assert muscles.mesh.vertices[:, 0].max() < 1.0
    bones = next(layer for layer in body.layers if (layer.layer, layer.side) == ("bones", None))
    assert isinstance(bones.mesh, LateMesh)  # its faces are known, and no place yet
    assert bones.mesh._make is not None
