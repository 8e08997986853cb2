"""Vertex normals of a mesh whose vertices move and whose faces stay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Shading:
    """Averages face normals at vertices; vertices that lie on each other share theirs.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        Before anything moves: vertices of the same place here stay together.
    faces : ndarray, shape (m, 3)
    midline : ndarray of bool, shape (n,), or None
        Vertices on the midline of a right half: mirrored faces cancel the sideways part there.
    normals : ndarray, shape (n, 3), optional
        Normals at the first places; by how much they differ from the average there is kept.
    """

    def __init__(
        self,
        vertices: NDArray[np.floating],
        faces: NDArray[np.int32],
        midline: NDArray[np.bool_] | None = None,
        normals: NDArray[np.floating] | None = None,
    ) -> None:
        keys = np.ascontiguousarray(np.round(np.asarray(vertices, dtype=np.float64) * 256.0)).astype(np.int64)
        # one number per place: 20 bits each for x, y and z in 1/256 mm
        packed = ((keys[:, 0] + (1 << 19)) << 42) + ((keys[:, 1] + (1 << 19)) << 21) + (keys[:, 2] + (1 << 19))
        _, self._group = np.unique(packed, return_inverse=True)
        corner = self._group[faces.ravel()]
        order = np.argsort(corner, kind="stable")
        self._face = order // 3
        self._start = np.flatnonzero(np.r_[True, np.diff(corner[order]) != 0])
        self._which = corner[order][self._start]
        self._count = int(self._group.max()) + 1
        self._faces, self._midline = faces, midline
        self._correction = None if normals is None else normals - self._averaged(np.asarray(vertices, dtype=np.float64))

    def __call__(self, vertices: Array) -> Array:
        """Average normals of the vertices at their new places, shape (n, 3), unit length."""
        shaded = self._averaged(vertices)
        if self._correction is not None:
            shaded += self._correction
            shaded /= np.maximum(np.linalg.norm(shaded, axis=1, keepdims=True), 1e-12)
        return shaded

    def _averaged(self, vertices: Array) -> Array:
        a, b, c = (vertices[self._faces[:, k]] for k in range(3))
        across = np.cross(b - a, c - a)
        total = np.zeros((self._count, 3))
        total[self._which] = np.add.reduceat(across[self._face], self._start, axis=0)
        normals = total[self._group]
        if self._midline is not None:
            normals[self._midline, 0] = 0.0
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        return normals
