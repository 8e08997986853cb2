"""The loft engine on shapes whose size is known, and the way from a surface to lofts and back."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from meshes.lofts.engine import LoftMeshes, build_lofts
from meshes.lofts.table import Loft, pack
from meshes.measure.atlas import Surface
from meshes.measure.lofts.fidelity import deviation, heights
from meshes.measure.lofts.structures import best_lofts
from meshes.mesh import DETAILS, Detail


def ring_loft(
    centres: NDArray[np.float64], across: NDArray[np.float64], up: NDArray[np.float64], points: int = 32
) -> Loft:
    """Ellipses: `across` and `up` are the two half axes of each section."""
    outline = np.stack([across, up], axis=1)[:, None].astype(np.float32)
    ranks = np.zeros(len(centres), dtype=np.uint8)
    return Loft(centres.astype(np.float32), outline, (0.0, 0.0), (None, None), points, ranks)


def bend(radius: float, thickness: float, sections: int = 25) -> Loft:
    """Half a torus about the y axis."""
    angle = np.linspace(0, np.pi, sections)
    out = np.column_stack([np.cos(angle), 0 * angle, np.sin(angle)])
    y = np.tile([0.0, thickness, 0.0], (sections, 1))
    return ring_loft(radius * out, thickness * out, y)


def as_mesh(built: LoftMeshes) -> trimesh.Trimesh:
    mesh = trimesh.Trimesh(built.vertices, built.faces, process=False)
    mesh.merge_vertices(digits_vertex=4)
    mesh.update_faces((mesh.faces != np.roll(mesh.faces, 1, axis=1)).all(axis=1))
    mesh.remove_unreferenced_vertices()
    return mesh


@pytest.mark.parametrize("detail", DETAILS)
def test_half_a_torus(detail: Detail) -> None:
    built = build_lofts(pack([(0, bend(50, 10))]), detail)
    mesh = as_mesh(built)
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(np.pi**2 * 50 * 100, rel=0.06 if detail == "light" else 0.02)
    from_axis = np.hypot(np.hypot(built.vertices[:, 0], built.vertices[:, 2]) - 50, built.vertices[:, 1])
    np.testing.assert_allclose(from_axis, 10, atol=0.1)
    ring = np.hypot(built.vertices[:, 0], built.vertices[:, 2])
    out = built.vertices - built.vertices * [[1, 0, 1]] * (50 / ring)[:, None]
    within = slice(200, -200) if detail == "fine" else slice(64, -64)
    assert ((out * built.normals).sum(axis=1)[within] > 9.5).all()


def test_detail_adds_triangles() -> None:
    counts = [len(build_lofts(pack([(0, bend(50, 10))]), detail).faces) for detail in DETAILS]
    assert counts[0] < counts[1] < counts[2]


def test_unknown_detail_is_named() -> None:
    with pytest.raises(ValueError, match="'superb' is unknown; accepted are light, standard, fine"):
        build_lofts(pack([(0, bend(50, 10))]), "superb")  # type: ignore[arg-type]


def test_no_lofts_make_an_empty_mesh() -> None:
    assert len(build_lofts(pack([])).vertices) == 0


@given(
    st.lists(st.tuples(st.floats(2, 20), st.floats(2, 20)), min_size=2, max_size=8),
    st.sampled_from([8, 12, 20, 33, 57]),
    st.sampled_from(DETAILS),
)
@settings(max_examples=50, deadline=None)
def test_any_tube_is_closed_and_faces_outward(sizes: list[tuple[float, float]], points: int, detail: Detail) -> None:
    half = np.array(sizes)
    zero = np.zeros(len(half))
    centres = np.column_stack([zero, zero, 10.0 * np.arange(len(half))])
    loft = ring_loft(
        centres, np.column_stack([half[:, 0], zero, zero]), np.column_stack([zero, half[:, 1], zero]), points
    )
    built = build_lofts(pack([(0, loft), (1, loft)]), detail)
    mesh = as_mesh(build_lofts(pack([(0, loft)]), detail))
    assert mesh.is_watertight
    assert mesh.euler_number == 2
    assert mesh.volume > 0
    np.testing.assert_allclose(np.linalg.norm(built.normals, axis=1), 1, atol=1e-4)
    assert (np.diff(built.vertex_record) >= 0).all()
    assert (built.vertex_record[built.faces] == built.face_record[:, None]).all()


def surface(mesh: trimesh.Trimesh) -> Surface:
    return Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces))


SHAPES = {
    "ball": (trimesh.creation.icosphere(subdivisions=3, radius=20), 2),
    "rod": (trimesh.creation.capsule(height=80, radius=8, count=(16, 24)), 2),
    "ring": (trimesh.creation.torus(40, 10, 48, 24), 0),
    "box": (trimesh.creation.box((60, 40, 20)), 2),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_surface_comes_back_closed_with_its_holes(name: str) -> None:
    mesh, euler = SHAPES[name]
    lofts, found = best_lofts(surface(mesh), "bone")
    built = build_lofts(pack([(0, loft) for loft in lofts]))
    back = as_mesh(built)
    assert back.is_watertight
    assert back.euler_number == euler
    assert back.volume == pytest.approx(mesh.volume, rel=0.08)
    assert found.mean_mm < 0.3
    assert deviation(surface(mesh), built.vertices, built.faces).mean_mm == pytest.approx(found.mean_mm)


def test_heights_tell_inside_from_outside() -> None:
    ball = trimesh.creation.icosphere(subdivisions=4, radius=20)
    points = np.array([[0, 0, 15.0], [0, 0, 25.0], [3.0, 4.0, 0]])
    out = heights(points, ball.vertices, ball.faces, ball.vertex_normals)
    np.testing.assert_allclose(out, [-5, 5, -15], atol=0.1)
