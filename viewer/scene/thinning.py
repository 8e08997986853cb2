"""Which vertices of a surface can go while its shape stays: long triangles along a nerve, large ones on a flat muscle.

A vertex goes to the neighbour that lies nearest to the tangent plane of both, many at a time that do not touch each
other, round after round. Nothing is moved: what is left are some of the same vertices, so that all surfaces share them.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

ROUNDS: Final = 12
"""Rounds, at most; each takes a fifth to a quarter of the vertices that are left."""
SWEEPS: Final = 3
"""Choices of vertices that do not touch each other, in a round: the costs of the others stay as they are."""
FEWEST: Final = 0.03
"""Share of the vertices that a round must still take to be followed by another."""
TILT: Final = 0.5
"""Cosine by which a triangle may turn when one of its corners goes."""
LENGTH: Final = 0.002
"""Cost of going far, by length: of ways as flat the shortest is taken."""
LOT: Final = 0.5
"""How much the order of costs is left to chance: along a straight tube they would form queues, and few go at a time."""
_NEVER: Final = np.iinfo(np.int32).max


def stand_ins(
    vertices: NDArray[np.float32], normals: NDArray[np.float32], faces: NDArray[np.int32], error_mm: float
) -> NDArray[np.int32]:
    """Choose for each vertex one that stands for it.

    Parameters
    ----------
    vertices, normals : ndarray, shape (n, 3)
        mm; unit length.
    faces : ndarray, shape (m, 3)
        Those of a closed surface: triangles that meet share their vertices.
    error_mm : float
        How far the surface may come to lie from where it was, about, mm.

    Returns
    -------
    ndarray of int32, shape (n,)
        Vertex numbers.
    """
    count = len(vertices)
    chosen = np.arange(count, dtype=np.int32)
    off = np.zeros(count, dtype=np.float32)
    stays = np.zeros(count, dtype=bool)
    left = faces[_proper(faces)]
    for _ in range(ROUNDS):
        target, cost, rank = _ways(vertices, normals, left, off, stays, error_mm)
        goes = np.zeros(count, dtype=bool)
        for _ in range(SWEEPS):
            now = _apart(left, rank)
            around = left[now[left].any(axis=1)]
            if not len(around):
                break
            corner = now[around].argmax(axis=1)
            own = around[np.arange(len(around)), corner]
            turned = around.copy()
            turned[np.arange(len(around)), corner] = target[own]
            held = own[_tilted(vertices, around, turned)]
            stays[held], now[held] = True, False
            goes |= now
            rank[held] = _NEVER
            rank[around[now[own]]] = _NEVER
        gone = np.flatnonzero(goes)
        np.maximum.at(off, target[gone], cost[gone])
        step = np.arange(count, dtype=np.int32)
        step[gone] = target[gone]
        chosen, left = step[chosen], step[left]
        left = left[_proper(left)]
        if len(gone) < FEWEST * len(left) / 2:
            break
    return chosen


def _ways(
    vertices: NDArray[np.float32],
    normals: NDArray[np.float32],
    faces: NDArray[np.int32],
    off: NDArray[np.float32],
    stays: NDArray[np.bool_],
    error_mm: float,
) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int32]]:
    """Find each vertex's best neighbour, how far off it would then be, mm, and its rank among all; never if too far."""
    count = len(vertices)
    start, end = faces.T.ravel(), faces[:, [1, 2, 0]].T.ravel()  # a closed surface has each edge both ways
    way = vertices[end] - vertices[start]
    rise = np.maximum(*(np.abs(np.einsum("ij,ij->i", way, normals[at])) for at in (start, end)))
    cost = off[start] + 0.5 * rise + np.float32(LENGTH) * np.sqrt(np.einsum("ij,ij->i", way, way))
    good = np.flatnonzero((cost < error_mm) & ~stays[start])
    lot = np.random.default_rng(1).uniform(1.0 - LOT, 1.0 + LOT, count).astype(np.float32)
    good = good[np.argsort(-cost[good] * lot[start[good]])]  # the best comes last, and is what stays written
    target, least = np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.float32)
    rank = np.full(count, _NEVER, dtype=np.int32)
    target[start[good]], least[start[good]] = end[good], cost[good]
    rank[start[good]] = np.arange(len(good), 0, -1, dtype=np.int32)
    return target, least, rank


def _apart(faces: NDArray[np.int32], rank: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Choose the vertices that come before all their neighbours: no two of them share a triangle."""
    first = rank[faces].min(axis=1)
    before = rank.copy()
    for corner in range(3):
        np.minimum.at(before, faces[:, corner], first)
    apart: NDArray[np.bool_] = (rank == before) & (rank < _NEVER)
    return apart


def _proper(faces: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say which triangles have three corners."""
    a, b, c = faces.T
    proper: NDArray[np.bool_] = (a != b) & (b != c) & (c != a)
    return proper


def _tilted(vertices: NDArray[np.float32], before: NDArray[np.int32], after: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say which triangles would turn too far; those that vanish do not."""
    turned = np.zeros(len(before), dtype=bool)
    some = np.flatnonzero(_proper(after))
    one, other = (_normals(vertices[faces[some]]) for faces in (before, after))
    turned[some] = np.einsum("ij,ij->i", one, other) < TILT
    return turned


def _normals(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Work out the unit normals of triangles, shape (m, 3, 3); the result is (m, 3)."""
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    units: NDArray[np.float32] = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), np.float32(1e-9))
    return units
