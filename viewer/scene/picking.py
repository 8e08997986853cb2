"""Which thing lies under a point of the picture: rays against the triangles, no second drawing of the scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkIdList, vtkPoints
from vtkmodules.vtkCommonDataModel import vtkPolyData, vtkStaticCellLocator

from viewer.scene.geometry import numpy_array
from viewer.state.view_state import ChartPlace

TOLERANCE_MM = 0.01
BENEATH_MM = 15.0
"""About a quarter of a shin."""
SKIN_DEEP_MM = 0.1
"""Deep enough for a ray to have left the surface where it starts."""


@dataclass(frozen=True, slots=True)
class Picked:
    """The front-most visible thing under a point."""

    key: str | None
    """Structure key with side; None for skin."""
    place: ChartPlace | None
    """Place on the skin; None for structures."""
    xyz: tuple[float, float, float]
    """Millimetres, RAS."""


class RayTarget:
    """A mesh that can be hit by rays. Its search tree is built with the first ray and again when the mesh changes."""

    def __init__(self, data: vtkPolyData) -> None:
        self._data = data
        self._locator: vtkStaticCellLocator | None = None
        self._built = 0

    def hits(
        self, start: NDArray[np.float64], end: NDArray[np.float64]
    ) -> list[tuple[float, int, NDArray[np.float64]]]:
        """List (distance from ``start`` in mm, triangle, point) of every crossing, nearest first; points (3,), mm."""
        if self._data.GetNumberOfCells() == 0:
            return []
        if self._locator is None or self._built != self._data.GetMTime():
            self._locator = vtkStaticCellLocator()
            self._locator.SetDataSet(self._data)
            self._locator.BuildLocator()
            self._built = self._data.GetMTime()
        points, cells = vtkPoints(), vtkIdList()
        self._locator.IntersectWithLine(start.tolist(), end.tolist(), TOLERANCE_MM, points, cells)
        found = []
        for number in range(cells.GetNumberOfIds()):
            point = np.array(points.GetPoint(number))
            found.append((float(np.linalg.norm(point - start)), cells.GetId(number), point))
        return sorted(found, key=lambda hit: hit[0])

    def nearest(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]] | None:
        """Find what a ray passes by most closely, as seen from its start; None where there are no triangles.

        Returns
        -------
        (float, array)
            Tangent of the angle between the ray and a vertex, and a point below that vertex, shape (3,), mm: inside
            what the surface encloses, half way through it and at most ``BENEATH_MM`` deep.
        """
        if self._data.GetNumberOfCells() == 0:
            return None
        # Not every vertex is drawn.
        used = np.unique(numpy_array(self._data.GetPolys().GetConnectivityArray()))
        vertices = numpy_array(self._data.GetPoints().GetData())[used].astype(float) - start
        ray = (end - start) / np.linalg.norm(end - start)
        along = vertices @ ray
        aside = np.linalg.norm(vertices - along[:, None] * ray, axis=1)
        tangents = np.divide(aside, along, out=np.full(len(along), np.inf), where=along > 0.0)
        best = int(np.argmin(tangents))
        if not np.isfinite(tangents[best]):
            return None
        vertex = start + vertices[best]
        normals = self._data.GetPointData().GetNormals()
        if normals is None:
            return float(tangents[best]), vertex
        inwards = -numpy_array(normals)[used[best]].astype(float)
        below = vertex + SKIN_DEEP_MM * inwards
        through = self.hits(below, vertex + 2.0 * BENEATH_MM * inwards)
        depth = through[0][0] / 2.0 if through else BENEATH_MM
        return float(tangents[best]), below + depth * inwards

    def corners(self, cell: int) -> tuple[int, int, int]:
        """Vertex numbers of a triangle."""
        ids = vtkIdList()
        self._data.GetCellPoints(cell, ids)
        return ids.GetId(0), ids.GetId(1), ids.GetId(2)

    def interpolate_uv(self, cell: int, point: NDArray[np.float64]) -> NDArray[np.float64]:
        """Interpolate the texture coordinate of a point in a triangle, shape (2,)."""
        corners = self.corners(cell)
        a, b, c = (np.array(self._data.GetPoint(corner)) for corner in corners)
        coordinates = self._data.GetPointData().GetTCoords()
        uv = np.array([coordinates.GetTuple2(corner) for corner in corners])
        normal = np.cross(b - a, c - a)
        square = float(normal @ normal)
        if square == 0.0:
            mean: NDArray[np.float64] = uv.mean(axis=0)
            return mean
        weight_b = float(np.cross(point - a, c - a) @ normal) / square
        weight_c = float(np.cross(b - a, point - a) @ normal) / square
        weights = np.clip([1.0 - weight_b - weight_c, weight_b, weight_c], 0.0, 1.0)
        blended: NDArray[np.float64] = weights @ uv / weights.sum()
        return blended

    def faces_viewer(self, cell: int, ray: NDArray[np.float64]) -> bool:
        """Whether a triangle shows its outer face to someone looking along ``ray``, shape (3,)."""
        a, b, c = (np.array(self._data.GetPoint(corner)) for corner in self.corners(cell))
        return float(np.cross(b - a, c - a) @ ray) < 0.0
