"""The skin with fewer triangles: its three parts and the pieces of its texture must still meet without a crack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.scene.coarse import collapsed, representatives

if TYPE_CHECKING:
    from meshes.skin.unwrapping import Unwrapped

TILT: Final = 0.4
"""Cosine between a face's normal before and after: below it, its vertices stay unchanged."""
ROUNDS: Final = 6
"""Rounds, at most, of giving faces their vertices back: each may tilt a neighbour."""


def coarse_parts(skin: Unwrapped, cell_mm: float, flat: float) -> list[NDArray[np.int32]]:
    """Thin the skin out.

    Vertices of a seam or of a border between parts share only with others of the same seams and parts, so that both
    sides of it choose alike.

    Parameters
    ----------
    skin : Unwrapped
    cell_mm, flat : float
        As in :func:`viewer.scene.coarse.representatives`.

    Returns
    -------
    list of ndarray, shape (m, 3)
        Faces of trunk, right and left limb; vertices are numbered within each part, in the order of ``np.unique``.
    """
    pieces, thirds = _piece_of_vertex(skin)
    parts = np.zeros(len(skin.origin), dtype=np.int64)
    for part in range(3):
        parts[np.unique(skin.faces[skin.face_part == part])] |= 1 << part
    used = np.flatnonzero(parts)
    origin, code = skin.origin[used].astype(np.int64), (pieces[used] * 3 + thirds[used]) * 8 + parts[used]
    # Every copy of a vertex adds a number drawn by lot: the sum tells which copies it has.
    lot = np.random.default_rng(1).integers(1 << 20, size=int(code.max()) + 1)
    count = int(skin.origin.max()) + 1
    seams = np.unique(np.bincount(origin, lot[code], count), return_inverse=True)[1]
    # Copies within one piece (a toe's own seam, the middle of the lid) have no copy to answer them: they stay.
    key = origin * (len(skin.tiles) + 1) + pieces[used]
    known, copies_there = np.unique(key, return_counts=True)
    seams[known[copies_there > 1] // (len(skin.tiles) + 1)] = -1
    first = np.zeros(count, dtype=np.intp)
    first[origin] = used
    chosen = representatives(skin.vertices[first], skin.normals[first], seams, cell_mm, flat)
    # The chosen vertex's copy in the same piece of the texture.
    order = np.argsort(key)
    wanted = chosen[origin].astype(np.int64) * (len(skin.tiles) + 1) + pieces[used]
    found = order[np.minimum(np.searchsorted(key[order], wanted), len(order) - 1)]
    same = (key[found] == wanted) & (chosen[origin] != origin)
    copies = np.arange(len(skin.origin), dtype=np.int32)
    copies[used[same]] = used[found[same]]
    for _ in range(ROUNDS):
        tilted = _tilted(skin, copies)
        if not len(tilted):
            break
        # All copies of a vertex stay together, or the seam would open.
        stays = np.zeros(count, dtype=bool)
        stays[skin.origin[skin.faces[tilted]]] = True
        kept = stays[skin.origin]
        copies[kept] = np.flatnonzero(kept)
    out = []
    for part in range(3):
        faces = skin.faces[skin.face_part == part]
        local = np.unique(faces)
        fewer = collapsed(faces, copies)[0]
        out.append(np.searchsorted(local, fewer).astype(np.int32))
    return out


def _tilted(skin: Unwrapped, copies: NDArray[np.int32]) -> NDArray[np.intp]:
    """List the faces that sharing vertices turns over or nearly so: through glass they would be seen as specks."""
    fewer = copies[skin.faces]
    left = np.flatnonzero((fewer[:, 0] != fewer[:, 1]) & (fewer[:, 1] != fewer[:, 2]) & (fewer[:, 2] != fewer[:, 0]))
    before, after = (_normals(skin.vertices[faces[left]]) for faces in (skin.faces, fewer))
    tilted: NDArray[np.intp] = left[(before * after).sum(axis=1) < TILT]
    return tilted


def _normals(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Work out the unit normals of triangles, shape (m, 3, 3); the result is (m, 3)."""
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    units: NDArray[np.float32] = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), np.float32(1e-9))
    return units


def _piece_of_vertex(skin: Unwrapped) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the piece of the texture each vertex lies on, and which third of its width: ends meet round a limb."""
    rows, columns = skin.t.shape
    row, column = skin.uv[:, 1] * rows, skin.uv[:, 0] * columns
    piece = np.full(len(row), len(skin.tiles), dtype=np.int64)
    third = np.zeros(len(row), dtype=np.int64)
    for number, ((top, left), _, tile) in enumerate(skin.tiles):
        inside = (row >= top) & (row < top + tile.height) & (column >= left) & (column < left + tile.width)
        piece[inside] = number
        third[inside] = np.minimum(3.0 * (column[inside] - left) / tile.width, 2.0)
    return piece, third
