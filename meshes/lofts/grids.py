"""Grids of points round and rings along: their faces and normals, for many tubes of equal roundness at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class RingGrid:
    """The rings of all lofts that have the same number of points round."""

    place: NDArray[np.int64]
    """Shape (rings, points): index of each point's vertex; rings of a loft follow each other."""
    begins: NDArray[np.bool_]
    """Shape (rings,): whether a ring is the first of its loft."""
    faces_at: NDArray[np.int64]
    """Shape (rings,): index of the first of the faces between a ring and the next."""

    def first(self) -> NDArray[np.intp]:
        """Return the rows that begin a loft, shape (lofts,)."""
        return np.flatnonzero(self.begins)

    def last(self) -> NDArray[np.intp]:
        """Return the rows that end a loft, shape (lofts,)."""
        return np.flatnonzero(np.r_[self.begins[1:], True])


def fill_sides(
    grid: RingGrid, vertices: NDArray[np.float32], faces: NDArray[np.int32], normals: NDArray[np.float32]
) -> None:
    """Write the faces between neighbouring rings, every quad cut along its shorter diagonal, and sum up their normals.

    Parameters
    ----------
    grid : RingGrid
    vertices : ndarray, shape (n, 3)
    faces : ndarray, shape (m, 3)
        Written to.
    normals : ndarray, shape (n, 3)
        The quads' normals, as long as the quads are large, are added to their corners.
    """
    points = grid.place.shape[1]
    low = np.flatnonzero(~np.r_[grid.begins[1:], True])
    rings = vertices[grid.place]
    after = np.roll(rings, -1, axis=1)
    up, down = after[low + 1] - rings[low], rings[low + 1] - after[low]
    # Exact for vertices on the grid: which diagonal is shorter depends on no rounding.
    shorter = (np.einsum("rpc,rpc->rp", side, side, dtype=np.float64) for side in (down, up))
    swap = np.less(*shorter)
    place = grid.place.astype(np.int32)
    a, d = place[low], place[low + 1]
    b, c = np.roll(a, -1, axis=1), np.roll(d, -1, axis=1)
    quads = np.empty((len(low), points, 6), dtype=np.int32)
    quads[..., 0], quads[..., 1], quads[..., 4], quads[..., 5] = a, b, c, d
    quads[..., 2], quads[..., 3] = np.where(swap, d, c), np.where(swap, b, a)
    faces[grid.faces_at[low][:, None] + np.arange(2 * points)] = quads.reshape(len(low), 2 * points, 3)
    area = _cross(up, down)
    area += np.roll(area, 1, axis=1)
    total = np.zeros_like(rings)
    total[low] = area
    total[low + 1] += area
    normals[grid.place] = total


def fill_lids(
    rings: NDArray[np.int64],
    seams: NDArray[np.float32],
    faces_at: NDArray[np.int64],
    flip: bool,
    vertices: NDArray[np.float32],
    faces: NDArray[np.int32],
    normals: NDArray[np.float32],
) -> None:
    """Fold rings shut: points are paired across from a seam and joined by a ladder of triangles.

    Parameters
    ----------
    rings : ndarray, shape (k, points)
        Vertex indices.
    seams : ndarray, shape (k,)
        Curve parameter from which to pair.
    faces_at : ndarray, shape (k,)
        Index of the first face of each lid.
    flip : bool
        Whether the rings begin their lofts (else they end them).
    vertices, faces, normals : ndarray
        As in `fill_sides`.
    """
    points = rings.shape[1]
    half = points // 2
    up = np.arange(half)
    first = np.stack([up, up + 1, -up], axis=-1)[1:]
    second = np.stack([up + 1, -(up + 1), -up], axis=-1)[: half - 1]
    ladder = np.concatenate([first, second])
    shift = np.rint(seams * points).astype(np.int64)
    local = (ladder[None] + shift[:, None, None]) % points
    lids = np.take_along_axis(rings, local.reshape(len(rings), 3 * len(ladder)), axis=1).reshape(-1, 3)
    if flip:
        lids = lids[:, ::-1]
    faces[(faces_at[:, None] + np.arange(len(ladder))).ravel()] = lids
    a, b, c = vertices[lids].swapaxes(0, 1)
    area = np.repeat(_cross(b - a, c - a), 3, axis=0)
    # Sum up by place among the rings' own points, which are few.
    own = (local + points * np.arange(len(rings))[:, None, None]).reshape(-1, 3)
    own = (own[:, ::-1] if flip else own).ravel()
    for axis in range(3):
        total = np.bincount(own, area[:, axis], minlength=rings.size).astype(np.float32)
        normals[rings.ravel(), axis] += total


def make_unit(normals: NDArray[np.float32]) -> None:
    """Scale normals, shape (n, 3), to unit length in place; those without direction point up."""
    length = np.sqrt(np.einsum("nc,nc->n", normals, normals))
    lost = length < 1e-9
    normals[lost], length[lost] = (0.0, 0.0, 1.0), 1.0
    normals /= length[:, None]


def _cross(u: NDArray[np.float32], v: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cross product over the last axis; quicker than NumPy's own."""
    result = np.empty_like(u)
    for axis in range(3):
        y, z = (axis + 1) % 3, (axis + 2) % 3
        np.multiply(u[..., y], v[..., z], out=result[..., axis])
        result[..., axis] -= u[..., z] * v[..., y]
    return result
