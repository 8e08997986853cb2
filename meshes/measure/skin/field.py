"""Signed distance fields of the measured skin, cleaned, for the ring measurement in :mod:`meshes.measure.skin.table`.

The measured skin has 2 mm stair steps, arms, genitals and webs between the thighs. As a field on a grid all of these
are simple to remove: steps by Gaussian smoothing, the rest by cutting and joining fields. Negative is inside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Points = NDArray[np.float64]
FloatArray = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Field:
    """A scalar field on a regular grid, read between nodes by linear interpolation."""

    origin: NDArray[np.float64]
    """Position of node (0, 0, 0), mm."""
    step: float
    """Node spacing, mm."""
    values: NDArray[np.float32]
    """Shape (nx, ny, nz), mm; negative inside."""

    def at(self, points: Points) -> NDArray[np.float64]:
        """Read the field at points (..., 3), linearly between nodes; beyond the grid the nearest node holds."""
        index = (np.moveaxis(points, -1, 0) - self.origin.reshape(3, *[1] * (points.ndim - 1))) / self.step
        read: Callable[..., NDArray[np.float64]] = ndimage.map_coordinates
        return read(self.values, index, output=np.float64, order=1, mode="nearest", prefilter=False)

    def nodes(self) -> Points:
        """Positions of all nodes, shape (nx, ny, nz, 3)."""
        axes = [self.origin[i] + self.step * np.arange(n) for i, n in enumerate(self.values.shape)]
        return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)


def occupancy(
    vertices: Points, faces: NDArray[np.int64], low: Sequence[float], high: Sequence[float], step: float
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which grid nodes lie inside a closed mesh, by counting crossings along x.

    Parameters
    ----------
    vertices, faces : ndarray, shapes (n, 3) and (m, 3)
        The closed surface, mm.
    low, high : sequence of 3 floats
        Corners of the grid, mm. The mesh may reach beyond.
    step : float
        Node spacing, mm.

    Returns
    -------
    inside : bool ndarray, shape (nx, ny, nz)
    origin : ndarray, shape (3,)
    """
    # an odd fraction of a step keeps grid lines off mesh vertices
    origin = np.asarray(low, dtype=np.float64) + step * np.array([0.0, 0.01234567, 0.00765432])
    shape = tuple(int(n) for n in np.floor((np.asarray(high) - origin) / step) + 1)
    triangles = vertices[faces]
    yz = (triangles[:, :, 1:] - origin[1:]) / step
    first = np.ceil(yz.min(axis=1)).astype(int)
    last = np.floor(yz.max(axis=1)).astype(int)
    size = np.maximum(last - first + 1, 0)
    count = size[:, 0] * size[:, 1]
    which = np.repeat(np.arange(len(faces)), count)
    running = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    iy = first[which, 0] + running // size[which, 1]
    iz = first[which, 1] + running % size[which, 1]
    a, b, c = yz[which, 0], yz[which, 1], yz[which, 2]
    p = np.stack([iy, iz], axis=1)

    def cross(u: Points, v: Points) -> NDArray[np.float64]:
        return u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]

    wa, wb, wc = cross(b - p, c - p), cross(c - p, a - p), cross(a - p, b - p)
    hit = ((wa > 0) & (wb > 0) & (wc > 0)) | ((wa < 0) & (wb < 0) & (wc < 0))
    hit &= (iy >= 0) & (iy < shape[1]) & (iz >= 0) & (iz < shape[2])
    weights = np.stack([wa, wb, wc], axis=1)[hit]
    x = (weights * triangles[which[hit], :, 0]).sum(axis=1) / weights.sum(axis=1)
    ix = np.clip(np.ceil((x - origin[0]) / step).astype(int), 0, shape[0])
    crossings = np.zeros((shape[0] + 1, shape[1], shape[2]), dtype=np.int16)
    np.add.at(crossings, (ix, iy[hit], iz[hit]), 1)
    inside: NDArray[np.bool_] = (np.cumsum(crossings, axis=0)[:-1] % 2) == 1
    return inside, origin


def distance(inside: NDArray[np.bool_], step: float) -> NDArray[np.float32]:
    """Measure the signed distance, mm, in a binary grid: zero half way between the last inner and first outer node."""
    outer = ndimage.distance_transform_edt(~inside)
    inner = ndimage.distance_transform_edt(inside)
    return np.asarray(np.where(inside, 0.5 - inner, outer - 0.5) * step, dtype=np.float32)


def smooth_min(a: FloatArray, b: FloatArray, width: float) -> FloatArray:
    """Join two bodies (the smaller field), blending over ``width`` mm (polynomial smooth minimum)."""
    h = np.maximum(width - np.abs(a - b), 0.0) / width
    out: FloatArray = np.minimum(a, b) - h * h * (width / 4.0)
    return out


def smooth_max(a: FloatArray, b: FloatArray, width: float) -> FloatArray:
    """Cut one body by another (the larger field), rounding the edge over ``width`` mm."""
    h = np.maximum(width - np.abs(a - b), 0.0) / width
    out: FloatArray = np.maximum(a, b) + h * h * (width / 4.0)
    return out


def ease(x: FloatArray | float) -> FloatArray:
    """Rise smoothly from 0 at 0 to 1 at 1, level at both ends and beyond."""
    share = np.clip(np.asarray(x), 0.0, 1.0)
    out: FloatArray = share * share * (3.0 - 2.0 * share)
    return out
