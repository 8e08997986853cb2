"""How near the built body comes to the atlas: run as ``python -m meshes.fidelity ATLAS_FOLDER``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .atlas import Surface

SAMPLES = 3000
"""Points sampled on each atlas surface."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Distances from an atlas surface to a built surface."""

    mean_mm: float
    p95_mm: float
    largest_mm: float


def deviation(
    surface: Surface, vertices: NDArray[np.floating], faces: NDArray[np.integer], samples: int = SAMPLES
) -> Deviation:
    """Measure how far points of the atlas surface lie from a built mesh.

    Parameters
    ----------
    surface : Surface
        Sampled evenly by area, with a fixed seed.
    vertices, faces : ndarray, shapes (n, 3) and (m, 3)
        The built mesh, mm.
    samples : int
    """
    points = np.asarray(trimesh.sample.sample_surface(surface.as_trimesh(), samples, seed=1)[0])
    far = distances(points, vertices, faces)
    return Deviation(float(far.mean()), float(np.quantile(far, 0.95)), float(far.max()))


def distances(
    points: NDArray[np.floating], vertices: NDArray[np.floating], faces: NDArray[np.integer], near: int = 12
) -> NDArray[np.float64]:
    """Return the distance of each point to a mesh, mm: exact over the `near` triangles whose centres are nearest."""
    triangles = np.asarray(vertices, dtype=np.float64)[faces]
    near = min(near, len(triangles))
    _, index = cKDTree(triangles.mean(axis=1)).query(points, k=near)
    repeated = np.repeat(points, near, axis=0)
    closest = trimesh.triangles.closest_point(triangles[np.asarray(index).ravel()], repeated)
    return np.asarray(np.linalg.norm(closest - repeated, axis=1).reshape(len(points), near).min(axis=1))
