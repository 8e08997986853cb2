"""A texture atlas of the skin: which texel lies where on the body and on which chart.

``unwrap`` cuts the skin into pieces that lie flat without folds (trunk, limbs front and back, foot, toes), lays them
out on one texture and finds for every texel its place and its chart coordinates. Painting is then
``image[texel] = colour of (segment, t, phi)``: crisp at texel size, whatever the triangles. Pieces are padded well
beyond their triangles, so that linear filtering never reads an unpainted texel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import frozen

from .chart_frame import FOOT
from .surface import SkinMesh

Array = NDArray[np.float64]

#: Texels painted beyond each tile's border, so that linear filtering and the first mipmap levels stay inside.
PAD: Final = 4
TEXEL_MM: Final = 1.25
#: Texture widths tried; the smallest that keeps the texture no taller than twice its width is taken.
WIDTHS: Final = (256, 512, 1024, 2048, 4096)


#: Texels worked out at once: few enough to stay in the processor's own memory.
BLOCK: Final = 1 << 14


class UnwrappingError(ValueError):
    """A texture atlas that cannot be made."""


@dataclass(frozen=True, slots=True, eq=False)
class Unwrapped:
    """The skin cut open for one texture, and where each texel lies.

    Row 0 of the texel arrays is the texture's lower edge (v = 0), as VTK has it: texel (row, column) has its centre at
    ``uv = ((column + 0.5) / columns, (row + 0.5) / rows)``. Paint ``image[row, column]`` wherever ``side != 0``.
    """

    vertices: NDArray[np.float32]
    """Shape (n, 3), mm: the skin's vertices, doubled along seams."""
    faces: NDArray[np.int32]
    """Shape (m, 3), wound as in the skin."""
    normals: NDArray[np.float32]
    """Shape (n, 3): those of the skin's vertices, so seams do not show in the shading."""
    uv: NDArray[np.float32]
    """Shape (n, 2), 0..1."""
    origin: NDArray[np.int32]
    """Shape (n,): index into ``skin.mesh.vertices``."""
    face_part: NDArray[np.uint8]
    """Shape (m,): 0 trunk and groin, 1 right limb, 2 left limb."""
    segment: NDArray[np.int8]
    """Shape (rows, columns): index into ``chart_frame.SEGMENTS``; -1 on unused texels."""
    side: NDArray[np.int8]
    """Shape (rows, columns): +1 right, -1 left, 0 unused."""
    t: NDArray[np.float32]
    """Shape (rows, columns)."""
    phi: NDArray[np.float32]
    """Shape (rows, columns), degrees [0, 360); trunk 0..180."""
    ray: NDArray[np.int8]
    """Shape (rows, columns): toe 1..5, 0 elsewhere, -1 on unused texels."""
    tiles: tuple[_Placed, ...]
    """Each tile's (row, column), half (+1 right, -1 left) and layout: the right ones, then their images, in order."""
    right: Array
    """Shape (k, 3), mm: the right half's vertices that tiles number (of a built body: the atlas body's)."""

    @property
    def xyz(self) -> NDArray[np.float32]:
        """Shape (rows, columns, 3), mm: each texel's place on the skin (of a built body: on the atlas body's).

        Worked out anew each time: it is the largest of all these arrays, and seldom needed as a whole.
        """
        xyz = np.zeros((*self.t.shape, 3), dtype=np.float32)
        for number, (corner, _, tile) in enumerate(self.tiles[: len(self.tiles) // 2]):
            places = self.tile_xyz(number)
            for (top, left), sign in ((corner, 1.0), (self.tiles[number + len(self.tiles) // 2][0], -1.0)):
                xyz[top : top + tile.height, left : left + tile.width] = places * np.array(
                    [sign, 1.0, 1.0], dtype=np.float32
                )
        return frozen(xyz)

    def tile_xyz(self, number: int) -> NDArray[np.float32]:
        """Work out the places of a right tile's texels on the skin, mm, shape (height, width, 3)."""
        tile = self.tiles[number][2]
        xyz = np.empty((tile.height, tile.width, 3), dtype=np.float32)
        for rows, places in _texels(tile, self.right[tile.index]):
            xyz[rows] = places
        return xyz

    def places(self, skin: SkinMesh, texels: NDArray[np.integer]) -> NDArray[np.float64]:
        """Find where texels lie on a body.

        Parameters
        ----------
        skin : SkinMesh
            The skin that was unwrapped, or one of the same atlas body in another build.
        texels : ndarray of int, shape (k,)
            Flat texel numbers, row by row.

        Returns
        -------
        ndarray, shape (k, 3)
            mm; zero for unused texels.
        """
        corners, weights, sign = self.corners(texels)
        found: Array = np.einsum("kc,kcx->kx", weights, skin.right.vertices[corners])
        found[:, 0] *= sign
        return found

    def corners(self, texels: NDArray[np.integer]) -> tuple[NDArray[np.int32], Array, Array]:
        """Between which vertices of the right half texels lie: those (k, 4), their weights (k, 4), the half (k,)."""
        rows, columns = np.divmod(np.asarray(texels), self.t.shape[1])
        corners, weights = np.zeros((len(rows), 4), dtype=np.int32), np.zeros((len(rows), 4))
        half = np.ones(len(rows))
        for (top, left), sign, tile in self.tiles:
            mine = np.flatnonzero(
                (rows >= top) & (rows < top + tile.height) & (columns >= left) & (columns < left + tile.width)
            )
            if len(mine):
                (i, row), (j, column) = _cells(tile, rows[mine] - top, columns[mine] - left)
                corners[mine] = np.stack(
                    [tile.index[i + a, j + b] for a, b in ((0, 0), (0, 1), (1, 0), (1, 1))], axis=1
                )
                weights[mine] = np.stack(
                    [(1 - row) * (1 - column), (1 - row) * column, row * (1 - column), row * column], axis=1
                )
                half[mine] = sign
        return corners, weights, half


@dataclass(frozen=True, slots=True)
class _Tile:
    """A patch laid flat: texel positions of its grid lines, relative to the tile's corner, padding included."""

    index: NDArray[np.int32]
    closed: bool
    ray: int
    rows: Array
    columns: Array
    height: int
    width: int


#: A tile's (row, column) on the texture, its half (+1 right, -1 left), and itself.
_Placed = tuple[tuple[int, int], int, _Tile]


def unwrap(skin: SkinMesh, texel_mm: float = TEXEL_MM) -> Unwrapped:
    """Lay the skin out on one texture.

    Parameters
    ----------
    skin : SkinMesh
    texel_mm : float
        Size of a texel on the skin where a tile is stretched most, mm; elsewhere texels are smaller.

    Returns
    -------
    Unwrapped
        At 1.25 mm the texture is 1024 texels wide. A built body's skin lies on it as its atlas body's does.

    Raises
    ------
    UnwrappingError
        When ``texel_mm`` is not between 0.3 and 10.
    """
    if not 0.3 <= texel_mm <= 10.0:
        raise UnwrappingError(f"texel size {texel_mm:g} mm is not accepted; give 0.3 to 10 mm")
    if skin.rest is not None:
        flat = unwrap(skin.rest, texel_mm)
        return replace(
            flat, vertices=frozen(skin.mesh.vertices[flat.origin]), normals=frozen(skin.mesh.normals[flat.origin])
        )
    half = skin.right
    tiles = [
        _flat(half.vertices[patch.index], patch.index, patch.closed, patch.ray, texel_mm) for patch in half.patches
    ]
    width, height, corners = _pack([*tiles, *tiles])
    placed = [
        (corner, sign, tile)
        for sign, its in ((1, corners[: len(tiles)]), (-1, corners[len(tiles) :]))
        for corner, tile in zip(its, tiles, strict=True)
    ]
    segment, side, t, phi, ray = _charted(skin, placed, (height, width))
    vertices, uv, origin, faces, parts = [], [], [], [], []
    total = 0
    for number, patch in enumerate(half.patches):
        grid_faces, part = patch.grid_faces()
        for (top, left), sign, tile in (placed[number], placed[number + len(tiles)]):
            rows, columns = np.meshgrid(tile.rows, tile.columns, indexing="ij")
            uv.append(np.stack([(columns.ravel() + left) / width, (rows.ravel() + top) / height], axis=1))
            index = tile.index.ravel() if sign > 0 else skin.mirror[tile.index.ravel()]
            origin.append(index)
            vertices.append(skin.mesh.vertices[index])
            faces.append((grid_faces if sign > 0 else grid_faces[:, ::-1]) + total)
            parts.append(part if sign > 0 else np.where(part == 1, 2, 0))
            total += len(index)
    all_origin = np.concatenate(origin).astype(np.int32)
    return Unwrapped(
        vertices=frozen(np.concatenate(vertices)),
        faces=frozen(np.concatenate(faces).astype(np.int32)),
        normals=frozen(skin.mesh.normals[all_origin]),
        uv=frozen(np.concatenate(uv).astype(np.float32)),
        origin=frozen(all_origin),
        face_part=frozen(np.concatenate(parts).astype(np.uint8)),
        segment=frozen(segment),
        side=frozen(side),
        t=frozen(t),
        phi=frozen(phi),
        ray=frozen(ray),
        tiles=tuple(placed),
        right=half.vertices,
    )


def _charted(
    skin: SkinMesh, placed: list[_Placed], shape: tuple[int, int]
) -> tuple[NDArray[np.int8], NDArray[np.int8], NDArray[np.float32], NDArray[np.float32], NDArray[np.int8]]:
    """Give every texel its segment, side, t, phi and ray, each of the texture's shape."""
    segment = np.full(shape, -1, dtype=np.int8)
    side = np.zeros(shape, dtype=np.int8)
    ray = np.full(shape, -1, dtype=np.int8)
    t = np.zeros(shape, dtype=np.float32)
    phi = np.zeros(shape, dtype=np.float32)
    count = len(placed) // 2
    for (corner, _, tile), (mirrored, _, _) in zip(placed[:count], placed[count:], strict=True):
        own = (tile.height, tile.width)
        its_segment, its_t, its_phi = np.empty(own, np.int8), np.empty(own, np.float32), np.empty(own, np.float32)
        for block, places in _texels(tile, skin.right.vertices[tile.index]):
            found = skin.frame.place(places.reshape(-1, 3))
            its_segment[block], its_t[block], its_phi[block] = (part.reshape(-1, tile.width) for part in found)
        for sign, (top, left) in ((1, corner), (-1, mirrored)):
            window = (slice(top, top + tile.height), slice(left, left + tile.width))
            segment[window], side[window] = its_segment, sign
            t[window], phi[window] = its_t, its_phi
            ray[window] = np.where(its_segment == FOOT, tile.ray, 0)
    return segment, side, t, phi, ray


def _flat(points: Array, index: NDArray[np.int32], closed: bool, ray: int, texel_mm: float) -> _Tile:
    """Give each grid line of a patch (rows, columns, 3) its place; distances are those where the patch is widest."""
    down = np.linalg.norm(np.diff(points, axis=0), axis=2)
    across = np.linalg.norm(np.diff(points, axis=1), axis=2)
    # nearly the largest distance: a few long edges do not blow the tile up
    row_steps = np.maximum(np.quantile(down, 0.8, axis=1), 0.25) / texel_mm
    column_steps = np.maximum(np.quantile(across, 0.9, axis=0), 0.25) / texel_mm
    rows = np.concatenate([[0.0], np.cumsum(row_steps)]) + PAD
    columns = np.concatenate([[0.0], np.cumsum(column_steps)]) + PAD
    return _Tile(index, closed, ray, rows, columns, int(np.ceil(rows[-1])) + PAD, int(np.ceil(columns[-1])) + PAD)


def _texels(tile: _Tile, points: Array) -> Iterator[tuple[slice, Array]]:
    """Places of the centres of a tile's texels, some rows at a time; padding continues or repeats the border.

    Yields
    ------
    rows : slice
    places : ndarray, shape (k, width, 3)
        mm.
    """
    # beyond an open border the outermost inner texel is repeated, not the border itself: on the midline phi is exactly
    # 0 or 180, where a chart polygon's own border runs
    (i, row), (j, column) = _cells(tile, np.arange(tile.height), np.arange(tile.width))
    block = max(1, BLOCK // tile.width)
    for top in range(0, tile.height, block):
        rows = slice(top, top + block)
        first, share = i[rows], row[rows, None, None]
        between = points[first] + share * (points[first + 1] - points[first])
        yield rows, between[:, j] + column[None, :, None] * (between[:, j + 1] - between[:, j])


def _cells(
    tile: _Tile, rows: NDArray[np.integer], columns: NDArray[np.integer]
) -> tuple[tuple[NDArray[np.intp], Array], tuple[NDArray[np.intp], Array]]:
    """Between which grid lines texel rows and columns of a tile lie, and how far on from the first to the next."""
    down = np.clip(rows + 0.5, tile.rows[0] + 0.4, tile.rows[-1] - 0.4)
    row = np.interp(down, tile.rows, np.arange(len(tile.rows), dtype=np.float64))
    at = columns + 0.5
    first, last = tile.columns[0], tile.columns[-1]
    at = (at - first) % (last - first) + first if tile.closed else np.clip(at, first + 0.4, last - 0.4)
    column = np.interp(at, tile.columns, np.arange(len(tile.columns), dtype=np.float64))
    i = np.minimum(row.astype(np.intp), len(tile.rows) - 2)
    j = np.minimum(column.astype(np.intp), len(tile.columns) - 2)
    return (i, row - i), (j, column - j)


def _pack(tiles: list[_Tile]) -> tuple[int, int, list[tuple[int, int]]]:
    """Lay tiles on shelves, tallest first: texture width and height, and each tile's (row, column)."""
    order = sorted(range(len(tiles)), key=lambda n: -tiles[n].height)
    for width in WIDTHS:
        if width < max(tile.width for tile in tiles):
            continue
        corners = [(0, 0)] * len(tiles)
        top = shelf = column = 0
        for number in order:
            tile = tiles[number]
            if column + tile.width > width:
                top, shelf, column = top + shelf, 0, 0
            corners[number] = (top, column)
            shelf = max(shelf, tile.height)
            column += tile.width
        height = -(-(top + shelf) // 4) * 4
        if height <= 2 * width or width == WIDTHS[-1]:
            return width, height, corners
    raise UnwrappingError("the skin does not fit on one texture of 4096 texels; give larger texels")
