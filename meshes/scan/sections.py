"""Level sections of a triangle mesh, cut into their connected pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """One connected piece of a section."""

    points: Array
    """Shape (k, 3), in no order."""

    @property
    def low(self) -> Array:
        """Corner of the bounding box, shape (3,)."""
        corner: Array = self.points.min(axis=0)
        return corner

    @property
    def high(self) -> Array:
        """The opposite corner, shape (3,)."""
        corner: Array = self.points.max(axis=0)
        return corner

    @property
    def size(self) -> float:
        """Diagonal of the bounding box in the plane."""
        return float(np.linalg.norm(self.high - self.low))


class Sections:
    """Cuts a mesh at levels of a scalar.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
    faces : ndarray, shape (m, 3)
        May have holes and doubled vertices.
    scalar : ndarray, shape (n,), optional
        What is cut at; by default z.
    """

    def __init__(self, vertices: Array, faces: NDArray[np.int32], scalar: Array | None = None) -> None:
        self._vertices = vertices
        self._scalar = vertices[:, 2] if scalar is None else scalar
        # scans often come with doubled vertices: pieces are told apart by place
        _, self._same = np.unique(np.round(vertices, 4), axis=0, return_inverse=True)
        self._faces = faces
        corners = self._scalar[faces]
        self._low, self._high = corners.min(axis=1), corners.max(axis=1)

    def at(self, level: float) -> list[Cut]:
        """Cut at a level; the largest piece first."""
        cut = self._faces[(self._low < level) & (self._high >= level)]
        if not len(cut):
            return []
        ends, places = [], []
        for a, b in ((0, 1), (1, 2), (2, 0)):
            start, end = cut[:, a], cut[:, b]
            low, high = self._scalar[start] - level, self._scalar[end] - level
            crossed = (low < 0) != (high < 0)
            share = np.where(crossed, low / np.where(crossed, low - high, 1.0), 0.0)
            place = self._vertices[start] + share[:, None] * (self._vertices[end] - self._vertices[start])
            one, other = self._same[start], self._same[end]
            key = np.minimum(one, other).astype(np.int64) * (int(self._same.max()) + 1) + np.maximum(one, other)
            ends.append(np.where(crossed, key, -1))
            places.append(place)
        keys, points = np.stack(ends, axis=1), np.stack(places, axis=1)
        known, number = np.unique(keys, return_inverse=True)
        number = number.reshape(keys.shape)
        order = np.argsort(keys == -1, axis=1, kind="stable")[:, :2]  # the two crossed edges of each face
        row = np.arange(len(keys))
        first, second = number[row, order[:, 0]], number[row, order[:, 1]]
        graph = coo_array((np.ones(len(first)), (first, second)), shape=(len(known), len(known)))
        label = connected_components(graph, directed=False)[1]
        flat = keys.ravel() != -1
        piece, place = label[number.ravel()[flat]], points.reshape(-1, 3)[flat]
        cuts = [Cut(place[piece == one]) for one in np.unique(piece)]
        return sorted(cuts, key=lambda item: -item.size)
