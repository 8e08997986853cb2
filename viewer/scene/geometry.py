"""Numpy arrays to VTK data without copies where VTK allows it."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkDataArray, vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkTexture


class _Lent:
    """Read-only memory in a form that VTK accepts: VTK refuses read-only arrays, although here it only reads."""

    def __init__(self, array: NDArray[Any]) -> None:
        self._array = array  # kept alive
        place, _ = array.__array_interface__["data"]
        self.__array_interface__ = {**array.__array_interface__, "data": (place, False)}


def vtk_array(array: NDArray[Any], *, copy: bool = False) -> vtkDataArray:
    """Hand an array (n,) or (n, k) to VTK; without ``copy`` VTK reads the array's own memory and keeps it alive."""
    lent = array if array.flags.writeable or copy else np.asarray(_Lent(array))
    return cast("vtkDataArray", numpy_to_vtk(lent, deep=copy))  # type: ignore[no-untyped-call]


def numpy_array(array: vtkDataArray) -> NDArray[Any]:
    """View VTK's memory as an array (n,) or (n, k)."""
    return cast("NDArray[Any]", vtk_to_numpy(array))  # type: ignore[no-untyped-call]


def cell_array(faces: NDArray[np.int32]) -> vtkCellArray:
    """Make a VTK cell array of triangles, shape (m, 3), sharing the memory of ``faces`` where it is contiguous."""
    flat = np.ascontiguousarray(faces, dtype=np.int32).reshape(-1)
    cells = vtkCellArray()
    cells.SetData(3, vtk_array(flat))
    return cells


def poly_data(
    vertices: NDArray[np.float32],
    faces: NDArray[np.int32],
    normals: NDArray[np.float32],
    uv: NDArray[np.float32] | None = None,
) -> vtkPolyData:
    """Make VTK poly data.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        Millimetres, RAS.
    faces : ndarray, shape (m, 3)
        Vertex numbers, counter-clockwise seen from outside.
    normals : ndarray, shape (n, 3)
        Unit length, outward.
    uv : ndarray, shape (n, 2), optional
        Texture coordinates.
    """
    data = vtkPolyData()
    points = vtkPoints()
    points.SetData(vtk_array(np.ascontiguousarray(vertices, dtype=np.float32)))
    data.SetPoints(points)
    data.SetPolys(cell_array(faces))
    vectors = vtk_array(np.ascontiguousarray(normals, dtype=np.float32))
    vectors.SetName("Normals")
    data.GetPointData().SetNormals(vectors)
    if uv is not None:
        coordinates = vtk_array(np.ascontiguousarray(uv, dtype=np.float32))
        coordinates.SetName("TCoords")
        data.GetPointData().SetTCoords(coordinates)
    return data


class Texture:
    """An RGBA picture that VTK reads in place: write into :attr:`pixels`, then call :meth:`touch`.

    Attributes
    ----------
    pixels : ndarray, shape (rows, columns, 4), uint8
        Row 0 lies at v = 0.
    texture : vtkTexture
        To be given to actors.
    """

    def __init__(self, rows: int, columns: int, *, smooth: bool) -> None:
        self.pixels: NDArray[np.uint8] = np.full((rows, columns, 4), 255, dtype=np.uint8)
        self._image = vtkImageData()
        self._image.SetDimensions(columns, rows, 1)
        self._scalars = vtk_array(self.pixels.reshape(-1, 4))
        self._image.GetPointData().SetScalars(self._scalars)
        self.texture = vtkTexture()
        self.texture.SetInputData(self._image)
        self.texture.SetColorModeToDirectScalars()
        self.texture.RepeatOff()
        if smooth:
            self.texture.InterpolateOn()
        else:
            self.texture.InterpolateOff()

    def touch(self) -> None:
        """Tell VTK that the pixels have changed."""
        self._scalars.Modified()
        self._image.Modified()
