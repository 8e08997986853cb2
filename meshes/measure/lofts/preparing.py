"""Making atlas surfaces fit for measuring: cut at a level, closed, and given a thickness where they have none."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray

from meshes.measure.atlas import Surface

TOP_MM: Final = 1168.0
"""Where structures that go on above the model are cut, mm: 3.5 mm below the skin's upper rim."""
PIECE_MM2: Final = 40.0
"""Pieces that a cut leaves over are kept above this area, mm^2."""


def topped(surface: Surface, level_mm: float = TOP_MM, keep_above: bool = False) -> Surface:
    """Cut a surface at a level and close the cut with a flat face; small leavings are dropped.

    Parameters
    ----------
    surface : Surface
        Closed, or nearly: small holes are closed first.
    level_mm : float
        Level of the cut, mm above the floor.
    keep_above : bool
        Whether to keep what lies above the level; else what lies below.
    """
    sign = -1.0 if keep_above else 1.0
    if (sign * surface.vertices[:, 2]).max() <= sign * level_mm:
        return surface
    mesh = (surface if even(surface) else closed(surface)).as_trimesh()
    slice_plane: Any = trimesh.intersections.slice_mesh_plane  # has no types
    cut = slice_plane(mesh, [0.0, 0.0, -sign], [0.0, 0.0, level_mm], cap=False)
    cut.merge_vertices()
    # Piece by piece: pieces may lie in each other, and their rims cross.
    parts = [part for part in cut.split(only_watertight=False) if part.area > PIECE_MM2]
    joined: Any = trimesh.util.concatenate([_capped(part, level_mm, sign > 0) for part in parts])
    return Surface(np.asarray(joined.vertices), np.asarray(joined.faces, dtype=np.int64))


def _capped(mesh: trimesh.Trimesh, level: float, upwards: bool) -> trimesh.Trimesh:
    """Fill the loops at a level; a loop within another one is a hole of it."""
    shapely: Any = import_module("shapely")  # has no types
    ordered, count = np.unique(np.sort(mesh.edges, axis=1), axis=0, return_counts=True)
    rim = ordered[count == 1]
    rim = rim[(np.abs(mesh.vertices[rim][..., 2] - level) < 1e-6).all(axis=1)]
    lines = [shapely.LineString(mesh.vertices[pair][:, :2]) for pair in rim]
    polygons = shapely.build_area(shapely.GeometryCollection(lines))
    triangles: list[NDArray[np.float64]] = []
    for polygon in getattr(polygons, "geoms", [polygons]):
        for part in shapely.constrained_delaunay_triangles(polygon).geoms:
            corners = np.asarray(part.exterior.coords)[:3]
            u, v = corners[1] - corners[0], corners[2] - corners[0]
            triangles.append(corners if (u[0] * v[1] - u[1] * v[0] > 0) == upwards else corners[::-1])
    if not triangles:
        return mesh
    flat = np.concatenate(triangles)
    lid = trimesh.Trimesh(
        np.column_stack([flat, np.full(len(flat), level)]), np.arange(len(flat)).reshape(-1, 3), process=False
    )
    whole: Any = trimesh.util.concatenate([mesh, lid])
    whole.merge_vertices(digits_vertex=6)
    made: trimesh.Trimesh = whole
    return made


def cropped(surface: Surface, normal: tuple[float, float, float], point: tuple[float, float, float]) -> Surface:
    """Return what lies on the normal's side of a plane, its largest piece; the cut stays open."""
    slice_plane: Any = trimesh.intersections.slice_mesh_plane  # has no types
    cut = slice_plane(surface.as_trimesh(), normal, point, cap=False)
    cut.merge_vertices()
    return piece(Surface(np.asarray(cut.vertices), np.asarray(cut.faces, dtype=np.int64)), 0)


def border_mm(surface: Surface) -> float:
    """Return the length of the border: edges with an odd number of faces, mm."""
    ends = np.sort(surface.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    edges, count = np.unique(ends, axis=0, return_counts=True)
    a, b = surface.vertices[edges[count % 2 == 1]].swapaxes(0, 1)
    return float(np.linalg.norm(a - b, axis=1).sum())


def even(surface: Surface) -> bool:
    """Whether every edge has an even number of faces: it encloses a volume, even where it touches itself."""
    ends = np.sort(surface.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    _, count = np.unique(ends, axis=0, return_counts=True)
    return bool((count % 2 == 0).all())


def piece(surface: Surface, number: int) -> Surface:
    """Return one connected piece, counted from the largest area (0)."""
    parts = sorted(surface.as_trimesh().split(only_watertight=False), key=lambda part: -float(part.area))
    return Surface(np.asarray(parts[number].vertices), np.asarray(parts[number].faces, dtype=np.int64))


def closed(surface: Surface) -> Surface:
    """Return the surface with its small holes filled."""
    mesh = surface.as_trimesh()
    if not mesh.is_watertight:
        trimesh.repair.fill_holes(mesh)
    return Surface(np.asarray(mesh.vertices), np.asarray(mesh.faces, dtype=np.int64))


def thickened(surface: Surface, thickness_mm: float, lift_mm: float = 0.0) -> Surface:
    """Turn an open sheet into a closed shell of even thickness.

    Parameters
    ----------
    surface : Surface
        An oriented sheet with a border.
    thickness_mm : float
    lift_mm : float
        How far outside of the sheet as given the middle of the shell lies, mm.
    """
    mesh = surface.as_trimesh()
    normals = _smooth_normals(mesh)
    outer, inner = lift_mm + thickness_mm / 2, lift_mm - thickness_mm / 2
    count = len(mesh.vertices)
    vertices = np.concatenate([mesh.vertices + outer * normals, mesh.vertices + inner * normals])
    directed = mesh.edges
    ordered = np.sort(directed, axis=1)
    _, index, times = np.unique(ordered, axis=0, return_inverse=True, return_counts=True)
    rim = directed[times[index] == 1]
    a, b = rim[:, 0], rim[:, 1]
    wall = np.concatenate([np.stack([b, a, a + count], axis=1), np.stack([b, a + count, b + count], axis=1)])
    faces = np.concatenate([mesh.faces, mesh.faces[:, ::-1] + count, wall])
    return Surface(vertices, np.asarray(faces, dtype=np.int64))


def _smooth_normals(mesh: trimesh.Trimesh) -> NDArray[np.float64]:
    """Return unit normals at the vertices, averaged once with the neighbours' so that folds do not turn inside out."""
    normals = np.array(mesh.vertex_normals)
    total = normals.copy()
    for corner in range(3):
        np.add.at(total, mesh.faces[:, corner], normals[mesh.faces[:, (corner + 1) % 3]])
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(total / np.maximum(length, 1e-9))
