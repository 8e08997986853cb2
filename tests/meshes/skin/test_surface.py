"""The closed skin: topology, symmetry, form, and what it encloses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import trimesh

from meshes.archive import TableError
from meshes.body import DATA
from meshes.measure.skin.source import load_points
from meshes.mesh import Detail
from meshes.skin.chart_frame import SEGMENTS
from meshes.skin.surface import SkinMesh, build_skin, vertex_normals
from places import ATLAS

needs_atlas = pytest.mark.skipif(not (ATLAS / "skin.ply").exists(), reason="../shared/atlas/z-anatomy is absent")


@pytest.fixture(scope="module")
def skin() -> SkinMesh:
    return build_skin()


@pytest.mark.parametrize(
    ("detail", "low", "high"), [("light", 20e3, 32e3), ("standard", 80e3, 120e3), ("fine", 24e4, 34e4)]
)
def test_one_closed_manifold_of_genus_zero(detail: Detail, low: float, high: float) -> None:
    built = build_skin(detail=detail)
    mesh = trimesh.Trimesh(built.mesh.vertices, built.mesh.faces, process=False)
    assert low <= len(mesh.faces) <= high
    assert mesh.is_watertight
    assert mesh.is_winding_consistent
    assert mesh.euler_number == 2
    assert mesh.volume > 30e6  # outward winding; a lower body has about 45 litres
    assert mesh.area_faces.min() > 1e-4
    assert len(np.unique(built.mesh.faces)) == len(built.mesh.vertices)


def test_left_is_the_mirror_of_right(skin: SkinMesh) -> None:
    right = skin.right.vertices
    image = skin.mesh.vertices[skin.mirror]
    np.testing.assert_allclose(image, right * [-1, 1, 1], atol=1e-4)
    for values in (skin.t, skin.phi, skin.segment, skin.ray):
        np.testing.assert_array_equal(values[: len(right)], values[skin.mirror])
    assert set(np.unique(skin.side)) == {-1, 1}
    assert (skin.mesh.vertices[skin.side == -1, 0] < 0).all()


def test_normals_point_outward_and_are_unit(skin: SkinMesh) -> None:
    np.testing.assert_allclose(np.linalg.norm(skin.mesh.normals, axis=1), 1, atol=1e-5)
    again = vertex_normals(skin.mesh.vertices.astype(np.float64), skin.mesh.faces)
    assert (np.einsum("ij,ij->i", again, skin.mesh.normals) > 0.999).mean() > 0.999


def test_faces_do_not_fold(skin: SkinMesh) -> None:
    corners = skin.mesh.vertices[skin.mesh.faces].astype(np.float64)
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    face /= np.linalg.norm(face, axis=1, keepdims=True)
    against = np.einsum("ij,ikj->ik", face, skin.mesh.normals[skin.mesh.faces]).min(axis=1)
    assert (against < 0.2).mean() < 5e-3


def test_no_stair_steps(skin: SkinMesh) -> None:
    """Down the front of the thigh the surface bends smoothly: steps of the source would bend it by 2 mm per row."""
    from meshes.skin.charts import ChartPoint, position

    line = np.array([position(skin, ChartPoint("thigh", "right", t, 340.0)) for t in np.linspace(0.35, 0.75, 60)])
    assert np.abs(np.diff(line[:, 1], n=2)).max() < 0.35


def test_body_reaches_from_above_t12_to_the_floor(skin: SkinMesh) -> None:
    low, high = skin.mesh.vertices.min(axis=0), skin.mesh.vertices.max(axis=0)
    assert -1.0 < low[2] < 3.0
    assert 1170 < high[2] < 1190
    assert high[0] < 200  # no arms
    assert set(np.unique(skin.segment)) == set(range(len(SEGMENTS)))


def test_five_toes_on_each_foot(skin: SkinMesh) -> None:
    for side in (1, -1):
        toes = [skin.mesh.vertices[(skin.side == side) & (skin.ray == ray)].mean(axis=0) for ray in range(1, 6)]
        assert (np.diff(np.abs([toe[0] for toe in toes])) > 8).all()  # great toe innermost
    # beyond the webs neighbouring toes stand apart
    frame = skin.frame
    across = np.array([frame.foot_axis[1], -frame.foot_axis[0], 0.0])
    right = skin.side == 1
    relative = skin.mesh.vertices - frame.foot_origin
    along, lateral = relative @ frame.foot_axis, relative @ across
    for ray, web in zip(range(1, 5), (213, 211, 205, 193), strict=True):
        for s in range(web, web + 12, 3):
            near = np.abs(along - s) < 2.5
            inner, outer = (lateral[near & right & (skin.ray == toe)] for toe in (ray, ray + 1))
            if len(inner) and len(outer):
                assert inner.max() < outer.min()


def test_groin_is_smooth_and_neutral(skin: SkinMesh) -> None:
    """Seen from the side the front midline runs back from the pubis to the perineum without a bulge."""
    v = skin.mesh.vertices
    middle = v[(v[:, 0] == 0.0) & (v[:, 2] > 770) & (v[:, 2] < 900) & (v[:, 1] > -10)]
    middle = middle[np.argsort(middle[:, 2])]
    assert (np.diff(middle[:, 1]) > -0.3).all()
    near = v[(np.abs(v[:, 0]) < 30) & (v[:, 2] > 690) & (v[:, 2] < 800)]
    assert near[:, 1].max() < 60


def test_parts(skin: SkinMesh) -> None:
    heights = skin.mesh.vertices[skin.mesh.faces].mean(axis=1)
    limb = skin.face_part > 0
    assert heights[limb, 2].max() < 780
    assert heights[~limb, 2].min() > 700
    assert (heights[skin.face_part == 1, 0] > 0).all()
    assert (heights[skin.face_part == 2, 0] < 0).all()
    assert (skin.face_part == 1).sum() == (skin.face_part == 2).sum()


def test_bad_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown detail 'huge'; accepted are light, standard, fine"):
        build_skin(detail="huge")  # type: ignore[arg-type]
    with pytest.raises(TableError, match="is missing"):
        build_skin(tmp_path / "none.npz")
    whole = (DATA / "skin.npz").read_bytes()
    flipped = bytes(
        byte ^ 0x5A if len(whole) // 3 <= i < len(whole) // 3 + 200 else byte for i, byte in enumerate(whole)
    )
    for damaged in (b"no archive", b"", whole[: len(whole) // 2], flipped):
        (tmp_path / "bad.npz").write_bytes(damaged)
        with pytest.raises(TableError, match=r"bad\.npz: not a readable skin table"):
            build_skin(tmp_path / "bad.npz")
    np.savez(tmp_path / "part.npz", trunk=np.zeros(3))
    with pytest.raises(TableError, match="lacks corners"):
        build_skin(tmp_path / "part.npz")


@pytest.mark.atlas
@needs_atlas
def test_bones_and_muscles_lie_inside(skin: SkinMesh) -> None:
    points = np.concatenate([load_points(ATLAS / name)[0] for name in ("bones.glb", "muscles.glb")])
    points = points[points[:, 2] < 1160]
    gap = signed_gap(skin, points)
    assert (gap > 0).mean() >= 0.999
    assert np.quantile(gap, 0.002) > -0.5


@pytest.mark.atlas
@needs_atlas
def test_near_the_measured_skin(skin: SkinMesh) -> None:
    points, _ = load_points(ATLAS / "skin.ply")
    x, y, z = points.T
    groin = (np.abs(x) < 60) & (z > 690) & (z < 860) & (y > -80)
    toes = (z < 60) & (y > 40)
    keep = (z < 1160) & (np.abs(x) < 190 - 0.02 * z) & ~groin & ~toes
    keep &= ~((np.abs(x) > 172) & (z > 690))  # hands and forearms
    assert np.abs(signed_gap(skin, points[keep][::7])).mean() < 1.0


def signed_gap(skin: SkinMesh, points: np.ndarray) -> np.ndarray:
    """Distance along the normal of the nearest vertex, positive inside: good to a fraction of a mm near the surface."""
    _, nearest = skin.tree.query(points, workers=-1)
    gap: np.ndarray = np.einsum("ij,ij->i", skin.mesh.vertices[nearest] - points, skin.mesh.normals[nearest])
    return gap
