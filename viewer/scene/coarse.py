"""Fewer triangles on the same vertices, for a picture that moves: gathered in cells, flat places in larger ones.

Colours, normals, texture coordinates and structure numbers stay those of the vertices: a coarse surface has the same
look, highlights and cuts, and only its outline is a little simpler. Without a graphics card most of a frame's time goes
into triangles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkPolyDataMapper

from .geometry import cell_array

STEPS: Final = (4.0, 2.0, 1.0)
"""Cells tried, the largest first, in multiples of the finest."""
_BITS: Final = 10


def representatives(
    vertices: NDArray[np.float32],
    normals: NDArray[np.float32],
    group: NDArray[np.integer],
    cell_mm: float,
    flat: float,
    steps: Sequence[float] = STEPS,
) -> NDArray[np.int32]:
    """Choose for each vertex one that stands for it.

    Vertices of one group in one cell, whose normals point the same way of six, share the one nearest to their middle:
    thin tubes and sheets keep both their sides. Where normals hardly differ, larger cells are taken.

    Parameters
    ----------
    vertices, normals : ndarray, shape (n, 3)
        mm; unit length.
    group : ndarray of int, shape (n,)
        Vertices of different groups never share; those of a negative one stand for themselves.
    cell_mm : float
        Edge of the finest cells, mm.
    flat : float
        Length of the mean normal, at most 1, from which on a larger cell counts as flat.
    steps : sequence of float
        Cells tried, the largest first, in multiples of the finest; the last must be 1.

    Returns
    -------
    ndarray of int32, shape (n,)
        Vertex numbers.
    """
    chosen = np.arange(len(vertices), dtype=np.int32)
    left = np.flatnonzero(group >= 0)
    low = vertices.min(axis=0) if len(vertices) else np.zeros(3)
    for step in steps:
        if not len(left):
            break
        place, normal = vertices[left], normals[left]
        cell, count = _cells(place - low, normal, group[left], step * cell_mm)
        size = np.bincount(cell, minlength=count)
        middle = np.stack([np.bincount(cell, place[:, axis], count) / size for axis in range(3)], axis=1)
        off = ((place - middle[cell]) ** 2).sum(axis=1)
        order = np.lexsort((off, cell))
        first = order[np.searchsorted(cell[order], np.arange(count))]
        taken = np.ones(count, dtype=bool)
        if step != steps[-1]:
            mean = np.stack([np.bincount(cell, normal[:, axis], count) / size for axis in range(3)], axis=1)
            taken = np.linalg.norm(mean, axis=1) > flat
        mine = taken[cell]
        chosen[left[mine]] = left[first[cell[mine]]]
        left = left[~mine]
    return chosen


def welded(vertices: NDArray[np.float32], group: NDArray[np.integer]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find vertices that lie on each other: the first of each place, shape (k,), and each vertex's place, shape (n,).

    A surface stays closed only where they go together.
    """
    grid = np.rint(vertices * 256.0).astype(np.int64)
    key = group.astype(np.int64)
    for axis in range(3):  # 18 bits each hold a metre in 1/256 mm; a wrap would need two vertices just that far apart
        key = (key << 18) ^ (grid[:, axis] & 0x3FFFF)
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    return first, place


def _cells(
    place: NDArray[np.floating], normal: NDArray[np.floating], group: NDArray[np.integer], size: float
) -> tuple[NDArray[np.intp], int]:
    """Give each vertex the number of its cell, shape (n,), and how many cells there are."""
    grid = np.floor(place / size).astype(np.int64)
    key = group.astype(np.int64)
    for axis in range(3):
        key = (key << _BITS) | grid[:, axis]
    steepest = np.abs(normal).argmax(axis=1)
    key = key * 6 + 2 * steepest + (np.take_along_axis(normal, steepest[:, None], axis=1)[:, 0] > 0)
    known, cell = np.unique(key, return_inverse=True)
    return cell, len(known)


def collapsed(faces: NDArray[np.int32], chosen: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Replace vertices by the chosen ones, shape (n,).

    Returns
    -------
    faces : ndarray, shape (k, 3)
        Those of the faces, shape (m, 3), that are left.
    kept : ndarray of bool, shape (m,)
        Which of the old ones they were.
    """
    fewer = chosen[faces]
    kept = (fewer[:, 0] != fewer[:, 1]) & (fewer[:, 1] != fewer[:, 2]) & (fewer[:, 2] != fewer[:, 0])
    return fewer[kept], kept


class CoarseSurface:
    """A second, coarser list of triangles over the vertices of another surface.

    Nothing but the list is kept twice, here or in the graphics memory.

    Parameters
    ----------
    full : vtkPolyData
        The surface whose vertices it shares.
    faces : ndarray, shape (m, 3)

    Attributes
    ----------
    mapper : vtkPolyDataMapper
        To be given to the actor while the picture moves.
    """

    def __init__(self, full: vtkPolyData, faces: NDArray[np.int32]) -> None:
        self._data = vtkPolyData()
        self.mapper = plain_mapper(self._data)
        self.follow(full)
        self.draw(faces)

    def follow(self, full: vtkPolyData) -> None:
        """Take over the vertices of the full surface after they moved."""
        self._data.SetPoints(full.GetPoints())
        self._data.GetPointData().ShallowCopy(full.GetPointData())
        self._data.Modified()

    def draw(self, faces: NDArray[np.int32]) -> None:
        """Draw other triangles, shape (m, 3)."""
        self._data.SetPolys(cell_array(faces))


def plain_mapper(data: vtkPolyData) -> vtkPolyDataMapper:
    """Make a mapper that takes no colours from the data, and keeps millimetres in the graphics memory."""
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(data)
    mapper.ScalarVisibilityOff()
    mapper.SetVBOShiftScaleMethod(0)  # parts share vertices on their borders, and outlines add millimetres to them
    return mapper
