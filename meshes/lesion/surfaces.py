"""Arithmetic on surfaces that all lesions share: normals, subdivision, neighbours, how deep points lie in a solid."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
SMALL_MM: Final = 2.4
"""Longest edge of a triangle that is looked for by its middle."""
NEAREST: Final = 4
"""Triangles whose middles are nearest to a point; one of them is the nearest."""


class Surface:
    """Faces that stay the same while their vertices move: vertex normals in a few array operations."""

    def __init__(self, faces: NDArray[np.int32], count: int) -> None:
        from scipy.sparse import csr_array

        self.faces = faces
        corners = faces.ravel()
        each = np.repeat(np.arange(len(faces)), 3)
        self._sum = csr_array((np.ones(len(corners)), (corners, each)), shape=(count, len(faces)))

    def normals(self, vertices: Floats) -> Floats:
        """Return unit vertex normals, shape (n, 3), of vertices of shape (n, 3): faces weigh by their area."""
        a, b, c = (vertices[self.faces[:, i]] for i in range(3))
        (ux, uy, uz), (vx, vy, vz) = (b - a).T, (c - a).T
        face = np.stack([uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx], axis=1)
        total = self._sum @ face
        length = np.sqrt((total * total).sum(axis=1))
        unit: Floats = total / np.maximum(length, 1e-12)[:, None]
        return unit


def subdivided(mesh: Mesh, edge: float, most: int = 30_000) -> tuple[Floats, NDArray[np.int32]]:
    """Cut every triangle in four, again and again, until the mean edge is shorter than ``edge`` mm.

    Returns
    -------
    vertices : ndarray, shape (n, 3)
        Those of the mesh first.
    faces : ndarray, shape (m, 3)
    """
    vertices, faces = mesh.vertices.astype(np.float64), mesh.faces.astype(np.int64)
    while True:
        sides = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        length = np.linalg.norm(vertices[sides[:, 0]] - vertices[sides[:, 1]], axis=1).mean()
        if length < edge or 4 * len(faces) > 2 * most:
            return vertices, faces.astype(np.int32)
        edges, number = np.unique(sides[:, 0] * len(vertices) + sides[:, 1], return_inverse=True)
        middle = number.reshape(-1, 3) + len(vertices)
        halves = (vertices[edges // len(vertices)] + vertices[edges % len(vertices)]) / 2.0
        (a, b, c), (ab, bc, ca) = faces.T, middle.T
        faces = np.concatenate(
            [np.stack(part, axis=1) for part in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))]
        )
        vertices = np.concatenate([vertices, halves])


def refined(mesh: Mesh, centre: Floats, reach: float, edge: float) -> tuple[Floats, NDArray[np.int32]]:
    """Halve edges longer than ``edge`` mm within ``reach`` mm of a centre, again and again, without opening a crack.

    Returns
    -------
    vertices : ndarray, shape (n, 3)
        Those of the mesh first.
    faces : ndarray, shape (m, 3)
    """
    vertices, faces = mesh.vertices.astype(np.float64), mesh.faces.astype(np.int64)
    for _ in range(8):
        sides = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        edges, number = np.unique(sides[:, 0] * len(vertices) + sides[:, 1], return_inverse=True)
        a, b = edges // len(vertices), edges % len(vertices)
        near = np.linalg.norm((vertices[a] + vertices[b]) / 2.0 - centre, axis=1) < reach
        split = near & (np.linalg.norm(vertices[a] - vertices[b], axis=1) > edge)
        if not split.any():
            break
        middle = np.full(len(edges), -1, dtype=np.int64)
        middle[split] = len(vertices) + np.arange(int(split.sum()))
        vertices = np.concatenate([vertices, (vertices[a[split]] + vertices[b[split]]) / 2.0])
        faces = _split(faces, middle[number].reshape(-1, 3))
    return vertices, faces.astype(np.int32)


def _split(faces: NDArray[np.int64], middle: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cut triangles at the middles of their edges (0-1, 1-2, 2-0), shape (m, 3), where these are not -1."""
    count = (middle >= 0).sum(axis=1)
    # Turned so that the first edge is cut where one is, and the last is whole where two are.
    turn = np.where(count == 1, np.argmax(middle >= 0, axis=1), np.where(count == 2, np.argmin(middle, axis=1) + 1, 0))
    order = (turn[:, None] + np.arange(3)) % 3
    (a, b, c), (ab, bc, ca) = (np.take_along_axis(part, order, axis=1).T for part in (faces, middle))
    pieces = {
        0: ((a, b, c),),
        1: ((a, ab, c), (ab, b, c)),
        2: ((a, ab, c), (ab, bc, c), (ab, b, bc)),
        3: ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)),
    }
    return np.concatenate(
        [np.stack(piece, axis=1)[count == number] for number, some in pieces.items() for piece in some]
    )


def neighbour_mean(faces: NDArray[np.integer], count: int) -> csr_array:
    """Return the matrix, shape (n, n), that takes values at vertices to the mean of their neighbours' values."""
    from scipy.sparse import csr_array

    a, b = faces[:, [0, 1, 1, 2, 2, 0]].T.reshape(3, 2, -1).transpose(1, 0, 2).reshape(2, -1)
    ones = np.ones(2 * len(a))
    links = csr_array((ones, (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(count, count))
    links.data[:] = 1.0
    total = np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1.0)
    return csr_array(links.multiply(1.0 / total[:, None]))


class Solid:
    """A closed surface that says how deep points lie in it, near its wall.

    The nearest triangle's plane decides, found by the nearest face centres: right to a fraction of the face size, and
    quick enough for each change.
    """

    def __init__(self, vertices: NDArray[np.floating], faces: NDArray[np.integer]) -> None:
        self._whole = np.asarray(vertices, dtype=np.float64)[faces]
        corners = _small(self._whole)
        a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        normal = np.cross(ab, ac)
        size = np.linalg.norm(normal, axis=1)
        kept = size > 1e-9
        a, ab, ac, normal = a[kept], ab[kept], ac[kept], normal[kept] / size[kept, None]
        self._centres = a + (ab + ac) / 3.0
        bc = ac - ab
        squares = [(u * v).sum(axis=1) for u, v in ((ab, ab), (ab, ac), (ac, ac), (bc, bc))]
        whole = np.maximum(squares[0] * squares[2] - squares[1] ** 2, 1e-12)
        # One row per triangle, so that one gathering fetches all there is to know of it.
        self._table = np.column_stack([a, ab, ac, normal, *squares, whole])

    def spots(self, low: Floats, high: Floats) -> Floats:
        """Return points of the surface, a few millimetres apart, that lie in a box, shape (n, 3)."""
        inside: Floats = self._centres[((self._centres >= low) & (self._centres <= high)).all(axis=1)]
        return inside

    @cached_property
    def _tree(self) -> object:
        from scipy.spatial import cKDTree

        return cKDTree(self._centres)

    def distance(self, points: Floats) -> Floats:
        """Return about how far points are from the surface, shape (n,), mm: from the nearest face's middle."""
        return np.asarray(self._tree.query(points)[0], dtype=np.float64)  # type: ignore[attr-defined]

    def depth(self, points: Floats) -> tuple[Floats, Floats]:
        """Return how far points lie inside (below 0: outside), shape (n,), mm, and the way out, shape (n, 3)."""
        near = self._tree.query(points, k=NEAREST)[1]  # type: ignore[attr-defined]
        known = np.ascontiguousarray(self._table[near.ravel()].T)
        offset = _nearest_offset(np.repeat(np.asarray(points, dtype=np.float64).T, NEAREST, axis=1), known)
        normal = known[9:12]
        distance = np.sqrt((offset * offset).sum(axis=0)).reshape(-1, NEAREST)
        square = (offset * normal).sum(axis=0).reshape(-1, NEAREST)
        # Where two triangles are equally near, at an edge, the one seen more squarely tells inside from outside.
        tie = distance < distance.min(axis=1)[:, None] + 1e-6
        rows = np.arange(len(near))
        best = np.argmax(np.where(tie, np.abs(square), -1.0), axis=1)
        gap, inside = distance[rows, best], square[rows, best] < 0.0
        chosen = rows * NEAREST + best
        away, outward = offset[:, chosen].T, normal[:, chosen].T
        way = np.where(gap[:, None] > 1e-9, away / np.maximum(gap, 1e-9)[:, None], outward)
        way[inside] *= -1.0
        return np.where(inside, gap, -gap), way

    def encloses(self, points: Floats) -> NDArray[np.bool_]:
        """Which points lie inside, shape (n,), by how often the surface winds round each: slow but sure."""
        inside = np.zeros(len(points), dtype=bool)
        for number, point in enumerate(points):
            a, b, c = (self._whole[:, i] - point for i in range(3))
            la, lb, lc = (np.linalg.norm(side, axis=1) for side in (a, b, c))
            over = (a * np.cross(b, c)).sum(axis=1)
            under = la * lb * lc + (a * b).sum(axis=1) * lc + (b * c).sum(axis=1) * la + (c * a).sum(axis=1) * lb
            inside[number] = np.arctan2(over, under).sum() > np.pi
        return inside


def _small(corners: Floats) -> Floats:
    """Cut triangles, corners of shape (m, 3, 3), across their longest edge until none is longer than `SMALL_MM`."""
    done = []
    while len(corners):
        sides = np.linalg.norm(corners - np.roll(corners, -1, axis=1), axis=2)
        longest = np.argmax(sides, axis=1)
        long = sides.max(axis=1) > SMALL_MM
        done.append(corners[~long])
        order = (longest[long, None] + np.arange(3)) % 3  # the longest edge first
        turned = np.take_along_axis(corners[long], order[:, :, None], axis=1)
        a, b, c = (turned[:, i] for i in range(3))
        middle = (a + b) / 2.0
        corners = np.concatenate([np.stack([a, middle, c], axis=1), np.stack([middle, b, c], axis=1)])
    return np.concatenate(done)


def _nearest_offset(points: Floats, known: Floats) -> Floats:
    """From the nearest point of a triangle each to points, shape (3, n): offsets, shape (3, n).

    ``known`` holds rows of the triangles, shape (17, n): a corner, the two sides from it, the normal, the squares of
    the sides with their product between them, that of the third side, and the square of twice the area.
    """
    q, ab, ac = points - known[0:3], known[3:6], known[6:9]
    d00, d01, d11, d22, whole = known[12:]
    d20, d21 = (q * ab).sum(axis=0), (q * ac).sum(axis=0)
    # Shares of both sides at the foot; outside the triangle, of the nearest point of its three edges.
    v, w = (d11 * d20 - d01 * d21) / whole, (d00 * d21 - d01 * d20) / whole
    out = np.flatnonzero((v < 0.0) | (w < 0.0) | (v + w > 1.0))
    d00, d01, d11, d22, d20, d21 = (row[out] for row in (d00, d01, d11, d22, d20, d21))
    one = np.clip(d20 / np.maximum(d00, 1e-12), 0.0, 1.0)
    other = np.clip(d21 / np.maximum(d11, 1e-12), 0.0, 1.0)
    third = np.clip((d21 - d20 - d01 + d00) / np.maximum(d22, 1e-12), 0.0, 1.0)
    zero = np.zeros_like(one)
    shares = ((one, zero), (zero, other), (1.0 - third, third))
    squares = [s * s * d00 + t * t * d11 + 2.0 * (s * t * d01 - s * d20 - t * d21) for s, t in shares]
    best = np.argmin(squares, axis=0)
    v[out] = np.choose(best, [s for s, _ in shares])
    w[out] = np.choose(best, [t for _, t in shares])
    offset: Floats = q - v * ab - w * ac
    return offset
