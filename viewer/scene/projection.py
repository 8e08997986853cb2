"""From places of the body, mm RAS, to pixels of the picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer


def view_matrix(renderer: vtkRenderer) -> NDArray[np.float64]:
    """Return the matrix from mm RAS to clip coordinates, shape (4, 4)."""
    transform = renderer.GetActiveCamera().GetCompositeProjectionTransformMatrix(renderer.GetTiledAspectRatio(), -1, 1)
    return np.array([[transform.GetElement(row, column) for column in range(4)] for row in range(4)])
