"""The texture atlas of the skin: every face has its texels, and texels say where they are."""

from __future__ import annotations

import numpy as np
import pytest

from meshes.skin.chart_frame import FOOT
from meshes.skin.surface import SkinMesh, build_skin
from meshes.skin.unwrapping import Unwrapped, UnwrappingError, unwrap


@pytest.fixture(scope="module")
def skin() -> SkinMesh:
    return build_skin()


@pytest.fixture(scope="module")
def flat(skin: SkinMesh) -> Unwrapped:
    return unwrap(skin)


def texel(flat: Unwrapped, uv: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = flat.t.shape
    return np.minimum((uv[:, 1] * rows).astype(int), rows - 1), np.minimum(
        (uv[:, 0] * columns).astype(int), columns - 1
    )


def test_size(flat: Unwrapped) -> None:
    rows, columns = flat.t.shape
    assert columns <= 1024
    assert rows <= 2048
    assert (flat.side != 0).mean() > 0.7
    for name in ("segment", "side", "phi", "ray"):
        assert getattr(flat, name).shape == (rows, columns)
    assert flat.xyz.shape == (rows, columns, 3)


def test_every_face_of_the_skin_is_there_once(skin: SkinMesh, flat: Unwrapped) -> None:
    ours = np.sort(flat.origin[flat.faces], axis=1)
    theirs = np.sort(skin.mesh.faces, axis=1)
    np.testing.assert_array_equal(ours[np.lexsort(ours.T)], theirs[np.lexsort(theirs.T)])
    np.testing.assert_array_equal(flat.vertices, skin.mesh.vertices[flat.origin])
    np.testing.assert_array_equal(flat.normals, skin.mesh.normals[flat.origin])
    assert (np.bincount(flat.face_part) == np.bincount(skin.face_part)).all()


def test_faces_keep_their_winding(flat: Unwrapped) -> None:
    corners = flat.vertices[flat.faces].astype(np.float64)
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert (np.einsum("ij,ij->i", face, flat.normals[flat.faces].mean(axis=1)) > 0).mean() > 0.998


def test_texels_lie_where_their_face_lies(flat: Unwrapped) -> None:
    generator = np.random.default_rng(4)
    weights = generator.dirichlet([1, 1, 1], len(flat.faces))
    uv = np.einsum("fk,fkc->fc", weights, flat.uv[flat.faces].astype(np.float64))
    xyz = np.einsum("fk,fkc->fc", weights, flat.vertices[flat.faces].astype(np.float64))
    row, column = texel(flat, uv)
    assert (flat.side[row, column] != 0).all()
    off = np.linalg.norm(flat.xyz[row, column] - xyz, axis=1)
    assert np.quantile(off, 0.99) < 2.0
    assert off.max() < 9.0


def test_texels_lie_between_four_vertices_by_their_weights(skin: SkinMesh, flat: Unwrapped) -> None:
    used = np.flatnonzero(flat.side.ravel() != 0)[::17]
    _, weights, half = flat.corners(used)
    assert weights.min() >= 0.0
    np.testing.assert_allclose(weights.sum(axis=1), 1.0, atol=1e-9)
    assert (half == flat.side.ravel()[used]).all()
    np.testing.assert_allclose(flat.places(skin, used), flat.xyz.reshape(-1, 3)[used], atol=0.01)


def test_texels_carry_the_chart_of_the_skin(skin: SkinMesh, flat: Unwrapped) -> None:
    used = np.flatnonzero(flat.side.ravel() != 0)[::97]
    xyz = flat.xyz.reshape(-1, 3)[used].astype(np.float64)
    segment, t, phi = skin.frame.place(xyz)
    same = segment == flat.segment.ravel()[used]
    assert same.mean() > 0.999
    np.testing.assert_allclose(flat.t.ravel()[used][same], t[same], atol=2e-3)
    turn = (flat.phi.ravel()[used][same] - phi[same] + 180) % 360 - 180
    assert np.quantile(np.abs(turn), 0.999) < 0.1
    assert (np.sign(xyz[np.abs(xyz[:, 0]) > 0.5, 0]) == flat.side.ravel()[used][np.abs(xyz[:, 0]) > 0.5]).all()
    toes = flat.ray > 0
    assert (flat.segment[toes] == FOOT).all()
    assert set(np.unique(flat.ray[toes])) == {1, 2, 3, 4, 5}


def test_linear_filtering_never_reads_an_unused_texel(flat: Unwrapped) -> None:
    """All four texels around any place on a face, and two further out, belong to the same half."""
    rows, columns = flat.side.shape
    corner = flat.uv[flat.faces].reshape(-1, 2) * [columns, rows]
    side = np.sign(flat.vertices[flat.faces].mean(axis=1)[:, 0]).repeat(3)
    for shift in ((-2.4, 0), (2.4, 0), (0, -2.4), (0, 2.4)):
        at = np.floor(corner + shift).astype(int)
        assert (at >= 0).all()
        assert (flat.side[at[:, 1], at[:, 0]] == side).all()


def test_seams_do_not_show(flat: Unwrapped) -> None:
    """Vertices doubled along a seam read the same place on the body from both sides of it."""
    order = np.argsort(flat.origin, kind="stable")
    origin = flat.origin[order]
    twice = np.flatnonzero(origin[1:] == origin[:-1])
    row, column = texel(flat, flat.uv)
    a, b = order[twice], order[twice + 1]
    gap = np.linalg.norm(flat.xyz[row[a], column[a]] - flat.xyz[row[b], column[b]], axis=1)
    assert np.quantile(gap, 0.99) < 4.0


def test_coarser_texels_make_a_smaller_texture(skin: SkinMesh) -> None:
    assert unwrap(skin, 4.0).t.size < 0.25 * 1024 * 1400
    with pytest.raises(UnwrappingError, match=r"give 0\.3 to 10 mm"):
        unwrap(skin, 0.0)
