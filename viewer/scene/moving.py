"""Moving vertices: what a change of build sends to the graphics memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkPolyData

from .geometry import vtk_array


def move(data: vtkPolyData, vertices: NDArray[np.float32], normals: NDArray[np.float32]) -> None:
    """Replace the vertices of poly data (n, 3), mm, and their normals (n, 3); everything else stays."""
    points = vtkPoints()
    points.SetData(vtk_array(np.ascontiguousarray(vertices, dtype=np.float32)))
    data.SetPoints(points)
    vectors = vtk_array(np.ascontiguousarray(normals, dtype=np.float32))
    vectors.SetName("Normals")
    data.GetPointData().SetNormals(vectors)
    data.Modified()
