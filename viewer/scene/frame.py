"""The pixels of a window that VTK has drawn."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import vtkWindowToImageFilter


def frame_of(window: Any) -> NDArray[np.uint8]:
    """Read the last frame of a render window.

    Parameters
    ----------
    window : vtkRenderWindow

    Returns
    -------
    array
        Red, green and blue of each pixel, rows from above: shape (rows, columns, 3).
    """
    reader = vtkWindowToImageFilter()
    reader.SetInput(window)
    reader.SetInputBufferTypeToRGB()
    reader.ReadFrontBufferOff()
    reader.ShouldRerenderOff()
    reader.Update()
    image = reader.GetOutput()
    columns, rows, _ = image.GetDimensions()
    values = cast("Any", vtk_to_numpy)(image.GetPointData().GetScalars()).reshape(rows, columns, 3)
    return np.ascontiguousarray(values[::-1], dtype=np.uint8)
