"""Meshes that are really cut, for files that leave the program: what a close-up's shader only leaves undrawn.

A closed surface loses what lies before the cut, and gets a lid where it was cut.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh
from viewer.scene.cutting import CutShape

Floats = NDArray[np.float64]
LEAST: Final = 3
"""Points of an outline that can have a lid."""
APART_MM: Final = 0.8
"""Between points along an outline, at most."""


def cut_open(
    mesh: Mesh, marks: NDArray[np.floating], shape: CutShape, spared: NDArray[np.bool_] | None = None
) -> tuple[Mesh, NDArray[np.float32], Mesh, NDArray[np.float32]]:
    """Cut a closed surface open.

    Parameters
    ----------
    mesh : Mesh
        mm RAS.
    marks : ndarray, shape (n,)
        A number for each vertex; new vertices get what lies between.
    shape : CutShape
        What is cut away.
    spared : ndarray of bool, shape (n,), optional
        Vertices that stay wherever they are.

    Returns
    -------
    mesh, marks, lid, its marks
        What is left, and the flat faces that close it, facing the viewer; without faces where nothing is cut.
    """
    over = _over(mesh.vertices.astype(np.float64), shape)
    if spared is not None:
        over[spared] = -1.0
    away = over > 0.0
    outside = away[mesh.faces].sum(axis=1)
    whole = mesh.faces[outside == 0]
    mixed = mesh.faces[(outside == 1) | (outside == 2)]
    values = np.column_stack([mesh.vertices, mesh.normals, marks]).astype(np.float64)
    # The corner that is alone on its side of the cut comes first.
    alone = np.where(outside[(outside == 1) | (outside == 2)] == 1, True, False)[:, None] == away[mixed]
    first = np.argmax(alone, axis=1)
    turned = mixed[np.arange(len(mixed))[:, None], (first[:, None] + np.arange(3)) % 3]
    a, b, c = turned.T if len(turned) else np.empty((3, 0), dtype=np.int64)
    edges, of_edge = np.unique(
        np.sort(np.concatenate([np.stack([a, b], axis=1), np.stack([a, c], axis=1)]), axis=1),
        axis=0,
        return_inverse=True,
    )
    here, there = edges[:, 0], edges[:, 1]
    share = (over[here] / np.where(over[here] == over[there], 1.0, over[here] - over[there]))[:, None]
    fresh = (1.0 - share) * values[here] + share * values[there]
    number = len(values) + of_edge.reshape(2, -1)
    p, q = number
    inside = ~away[a]
    kept = [
        whole,
        np.stack([a, p, q], axis=1)[inside],
        np.stack([p, b, c], axis=1)[~inside],
        np.stack([p, c, q], axis=1)[~inside],
    ]
    values = np.concatenate([values, fresh])
    rim = np.stack([np.where(inside, p, q), np.where(inside, q, p)], axis=1)
    left, of_left = _compact(np.concatenate(kept), values)
    lid, of_lid = _lid(rim, values, shape)
    return left, of_left, lid, of_lid


def _over(points: Floats, shape: CutShape) -> Floats:
    """Say how far points lie beyond the cut; negative ones stay."""
    found: Floats = points @ np.array(shape.plane[:3]) + shape.plane[3] + shape.bend * (points[:, 2] - shape.level) ** 2
    return found


def _lid(rim: NDArray[np.integer], values: Floats, shape: CutShape) -> tuple[Mesh, NDArray[np.float32]]:
    """Fill the outlines of a cut, shape (k, 2) as edges, with triangles between their points."""
    from scipy.spatial import Delaunay

    one, other = values[rim[:, 0]], values[rim[:, 1]]
    long = np.linalg.norm(other[:, :3] - one[:, :3], axis=1)
    one, other, long = one[long > 0.0], other[long > 0.0], long[long > 0.0]
    if len(one) < LEAST:
        return _compact(np.empty((0, 3), dtype=np.int32), values)
    # Points as close as this along the outlines, and no triangle needs to cross one.
    pieces = np.ceil(long / APART_MM).astype(np.intp)
    of_edge = np.repeat(np.arange(len(one)), pieces)
    along = (np.arange(len(of_edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[of_edge]
    points = one[of_edge] + along[:, None] * (other - one)[of_edge]
    normal = np.array(shape.plane[:3]) / np.linalg.norm(shape.plane[:3])
    aside = np.cross(normal, [0.0, 0.0, 1.0] if abs(normal[2]) < 0.9 else [1.0, 0.0, 0.0])
    axes = np.stack([aside, np.cross(normal, aside)], axis=1) / np.linalg.norm(aside)
    flat, fresh = np.unique(np.round(points[:, :3] @ axes, 4), axis=0, return_index=True)
    points = points[fresh]
    if len(points) < LEAST or np.linalg.matrix_rank(flat - flat[0]) < 2:
        return _compact(np.empty((0, 3), dtype=np.int32), values)
    faces = np.asarray(Delaunay(flat).simplices, dtype=np.int64)
    # Rounded as the points are: an outline is open where one end of its edges differs in the last digit.
    edges = (np.round(ends[:, :3] @ axes, 4) for ends in (one, other))
    faces = faces[_within(flat[faces].mean(axis=1), *edges)]
    ways = np.diff(flat[faces], axis=1)
    turned = ways[:, 0, 0] * ways[:, 1, 1] - ways[:, 0, 1] * ways[:, 1, 0] < 0.0
    # The two axes and the normal are right-handed: seen from before the cut, faces run counter-clockwise.
    faces[turned] = faces[turned][:, ::-1]
    points[:, 3:6] = shape.plane[:3]
    points[:, 5] += 2.0 * shape.bend * (points[:, 2] - shape.level)
    return _compact(faces, points)


def _within(places: Floats, one: Floats, other: Floats) -> NDArray[np.bool_]:
    """Say which places, shape (m, 2), lie within outlines of edges from ``one`` to ``other``, shapes (k, 2)."""
    crossed = np.zeros(len(places), dtype=np.intp)
    for (x, y), (u, v) in zip(one, other, strict=True):
        if y != v:
            beside = (y > places[:, 1]) != (v > places[:, 1])
            crossed += beside & (places[:, 0] < x + (places[:, 1] - y) * (u - x) / (v - y))
    found: NDArray[np.bool_] = crossed % 2 == 1
    return found


def _compact(faces: NDArray[np.integer], values: Floats) -> tuple[Mesh, NDArray[np.float32]]:
    """Keep the vertices that faces use."""
    used, local = np.unique(faces, return_inverse=True)
    picked = values[used]
    normals = picked[:, 3:6] / np.maximum(np.linalg.norm(picked[:, 3:6], axis=1, keepdims=True), 1e-12)
    mesh = Mesh(picked[:, :3].astype(np.float32), local.reshape(-1, 3).astype(np.int32), normals.astype(np.float32))
    return mesh, picked[:, 6].astype(np.float32)
