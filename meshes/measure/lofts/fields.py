"""Scalars on a surface whose level curves make good sections."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

TILT: Final = 0.01
"""Slope added to the scalar, as a share of its mean slope."""


def refined(
    vertices: NDArray[np.float64], faces: NDArray[np.int64], edge_mm: float, most_faces: int = 60000
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Halve edges longer than `edge_mm` until there are none; the surface stays where it is and stays closed.

    Long thin triangles become several well-shaped ones, on which `drainage` is smooth.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
    faces : ndarray, shape (m, 3)
    edge_mm : float
    most_faces : int
        No further turn is begun with more faces than this.
    """
    for _ in range(12):
        ends = np.sort(faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
        edges, of_corner = np.unique(ends, axis=0, return_inverse=True)
        length = np.linalg.norm(vertices[edges[:, 0]] - vertices[edges[:, 1]], axis=1)
        long = length > edge_mm
        if not long.any() or len(faces) > most_faces:
            break
        middle = np.full(len(edges), -1)
        middle[long] = len(vertices) + np.arange(int(long.sum()))
        vertices = np.concatenate([vertices, vertices[edges[long]].mean(axis=1)])
        cut = middle[of_corner.reshape(-1, 3)]
        count = (cut >= 0).sum(axis=1)
        done = [faces[count == 0]]
        # Turn each face so that its one cut edge, or the edge after its one uncut edge, comes first.
        turn = np.where(count == 1, np.argmax(cut >= 0, axis=1), (np.argmax(cut < 0, axis=1) + 1) % 3)
        turn[count == 3] = 0
        order = (turn[:, None] + np.arange(3)) % 3
        a, b, c = np.take_along_axis(faces, order, axis=1).T
        ab, bc, ca = np.take_along_axis(cut, order, axis=1).T
        one, two, three = count == 1, count == 2, count == 3
        done += [_faces(a, ab, c)[one], _faces(ab, b, c)[one]]
        first = np.linalg.norm(vertices[a] - vertices[bc], axis=1) <= np.linalg.norm(vertices[ab] - vertices[c], axis=1)
        done += [_faces(ab, b, bc)[two]]
        done += [_faces(a, ab, bc)[two & first], _faces(a, bc, c)[two & first]]
        done += [_faces(a, ab, c)[two & ~first], _faces(ab, bc, c)[two & ~first]]
        done += [
            _faces(a, ab, ca)[three],
            _faces(ab, b, bc)[three],
            _faces(ca, bc, c)[three],
            _faces(ab, bc, ca)[three],
        ]
        faces = np.concatenate(done)
    return vertices, faces


def _faces(a: NDArray[np.int64], b: NDArray[np.int64], c: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.stack([a, b, c], axis=1)


def laplacian(vertices: NDArray[np.float64], faces: NDArray[np.int64]) -> tuple[sparse.csc_matrix, NDArray[np.float64]]:
    """Return the cotangent Laplacian (positive semidefinite, n x n) and the area of each vertex (n,), mm^2.

    Weights are kept above a small positive number, so that solutions have no extrema of their own making.
    """
    count = len(vertices)
    rows, columns, weights = [], [], []
    for corner in range(3):
        i, j, k = faces[:, corner], faces[:, (corner + 1) % 3], faces[:, (corner + 2) % 3]
        u, v = vertices[i] - vertices[k], vertices[j] - vertices[k]
        cross = np.linalg.norm(np.cross(u, v), axis=1)
        rows.append(i)
        columns.append(j)
        weights.append(0.5 * (u * v).sum(axis=1) / np.maximum(cross, 1e-9))
    row, column, weight = np.concatenate(rows), np.concatenate(columns), np.concatenate(weights)
    half = sparse.coo_matrix((weight, (row, column)), shape=(count, count)).tocsr()
    both = (half + half.T).tocsr()
    both.data = np.clip(both.data, 0.02, 50.0)
    area = np.linalg.norm(
        np.cross(vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]]), axis=1
    )
    mass = np.bincount(faces.ravel(), np.repeat(area / 6, 3), minlength=count).astype(np.float64)
    degree = sparse.diags(np.asarray(both.sum(axis=1)).ravel())
    return (degree - both).tocsc(), mass


def drainage(vertices: NDArray[np.float64], faces: NDArray[np.int64], source: int) -> NDArray[np.float64]:
    """Solve the Poisson equation with even inflow everywhere and one outlet: how high water would stand.

    The value grows away from `source`; every process, horn and free end of the shape becomes a maximum of its own, and
    bumps that are only surface roughness do not (the flow crosses them). Its level curves run round the shape.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        Millimetres; the surface is connected.
    faces : ndarray, shape (m, 3)
    source : int
        Vertex where the value is 0.

    Returns
    -------
    ndarray, shape (n,)
        Square millimetres.
    """
    stiffness, mass = laplacian(vertices, faces)
    keep = np.r_[0:source, source + 1 : len(vertices)]
    values = np.zeros(len(vertices))
    values[keep] = splu(stiffness[keep][:, keep].tocsc()).solve(mass[keep])
    # A symmetric shape branches right and left at one height, and such double branchings cannot be told apart: tilt.
    size = float(np.ptp(vertices, axis=0).max())
    return np.asarray(values + TILT * np.ptp(values) / size * (vertices - vertices[source]) @ np.array([1.0, 0.4, 0.2]))


def extremes(vertices: NDArray[np.float64]) -> list[int]:
    """Return the outermost vertices along the principal axes, longest axis first, and then along x, y, z."""
    offset = vertices - vertices.mean(axis=0)
    axes = np.linalg.svd(offset.T @ offset)[0].T
    found: list[int] = []
    for axis in [*axes, *np.eye(3)]:
        along = offset @ axis
        for vertex in (int(np.argmax(along)), int(np.argmin(along))):
            size = float(np.ptp(offset @ axes[0]))
            if all(np.linalg.norm(vertices[vertex] - vertices[other]) > 0.12 * size for other in found):
                found.append(vertex)
    return found
