"""Tubes: closed, outward, of the right size, whatever the centre line does."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from hypothesis import given, settings
from hypothesis import strategies as st

from meshes.nerves.tubes import sweep


@st.composite
def centre_lines(draw: st.DrawFn) -> np.ndarray:
    """A wandering line of 3 to 25 points whose bends are gentler than its radius."""
    count = draw(st.integers(3, 25))
    turns = draw(st.lists(st.floats(-0.35, 0.35), min_size=2 * count, max_size=2 * count))
    heading, pitch, point = draw(st.floats(0, 6)), draw(st.floats(-1, 1)), np.zeros(3)
    points = []
    for i in range(count):
        points.append(point.copy())
        heading, pitch = heading + turns[2 * i], float(np.clip(pitch + turns[2 * i + 1], -1.4, 1.4))
        point = point + 4.0 * np.array(
            [np.cos(pitch) * np.cos(heading), np.cos(pitch) * np.sin(heading), np.sin(pitch)]
        )
    radius = draw(st.floats(0.4, 3.0))
    return np.column_stack([np.array(points), np.full(count, radius)])


@settings(max_examples=60, deadline=None)
@given(st.lists(centre_lines(), min_size=1, max_size=3), st.integers(5, 12))
def test_every_tube_is_closed_faces_outward_and_encloses_its_line(lines: list[np.ndarray], sides: int) -> None:
    start = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    tubes = sweep(np.concatenate(lines), start, sides)
    np.testing.assert_allclose(np.linalg.norm(tubes.normals, axis=1), 1.0, atol=1e-9)
    for i, line in enumerate(lines):
        low, high = tubes.vertex_start[i : i + 2]
        faces = tubes.faces[tubes.face_start[i] : tubes.face_start[i + 1]] - low
        assert faces.min() == 0
        assert faces.max() == high - low - 1
        mesh = trimesh.Trimesh(tubes.vertices[low:high], faces, process=False)
        assert mesh.is_watertight
        assert mesh.is_winding_consistent
        length = float(np.linalg.norm(np.diff(line[:, :3], axis=0), axis=1).sum())
        ring_area = 0.5 * sides * np.sin(2 * np.pi / sides) * line[0, 3] ** 2
        assert 0.75 * ring_area * length < mesh.volume < 1.1 * ring_area * (length + 2 * line[0, 3])
        gap = np.linalg.norm(mesh.vertices[:, None] - line[None, :, :3], axis=2).min(axis=1)
        assert gap.max() <= line[0, 3] + 1e-6


@settings(max_examples=40, deadline=None)
@given(centre_lines(), st.floats(0.0, 1.0), st.integers(5, 24))
def test_a_strand_that_continues_another_has_the_same_ring_there(line: np.ndarray, share: float, sides: int) -> None:
    if len(line) < 4:
        return
    cut = 1 + round(share * (len(line) - 3))
    thick = line * [1.0, 1.0, 1.0, 1.0]
    thick[: cut + 1, 3] *= np.linspace(1.3, 1.0, cut + 1)  # as a ganglion thins towards its nerve
    pieces = [thick[: cut + 1], thick[cut:]]
    tubes = sweep(np.concatenate(pieces), np.array([0, cut + 1, len(line) + 1]), sides)
    before, after = (slice(*tubes.vertex_start[i : i + 2]) for i in (0, 1))
    end = slice((2 + cut) * sides, (3 + cut) * sides)
    for what in (tubes.vertices, tubes.normals):
        np.testing.assert_allclose(what[before][end], what[after][2 * sides : 3 * sides], atol=1e-9)


def test_normals_point_away_from_the_line() -> None:
    line = np.column_stack([np.zeros(4), np.zeros(4), np.arange(4) * 5.0, np.full(4, 2.0)])
    tubes = sweep(line, np.array([0, 4]), 8)
    nearest = np.column_stack([np.zeros((len(tubes.vertices), 2)), np.clip(tubes.vertices[:, 2], 0, 15)])
    out = tubes.vertices - nearest
    np.testing.assert_allclose(np.einsum("ij,ij->i", out, tubes.normals), 2.0, atol=1e-9)


@pytest.mark.parametrize(("counts", "sides"), [([1], 8), ([], 8), ([3], 2)])
def test_a_strand_without_length_or_a_flat_ring_is_refused(counts: list[int], sides: int) -> None:
    points = np.ones((sum(counts), 4))
    with pytest.raises(ValueError, match="at least"):
        sweep(points, np.concatenate([[0], np.cumsum(counts)]).astype(int), sides)
