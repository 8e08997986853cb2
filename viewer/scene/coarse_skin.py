"""The skin with fewer triangles: its three parts and the pieces of its texture must still meet without a crack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .coarse import collapsed, representatives

if TYPE_CHECKING:
    from meshes.painting import Unwrapped


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
    out = []
    for part in range(3):
        faces = skin.faces[skin.face_part == part]
        local = np.unique(faces)
        fewer = collapsed(faces, copies)[0]
        out.append(np.searchsorted(local, fewer).astype(np.int32))
    return out


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
