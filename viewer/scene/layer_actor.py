"""One layer on one side as one actor; highlighting changes a picture with one pixel per structure."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor

from meshes.mesh import LayerMesh
from viewer.appearance.values import Lit
from viewer.palette.colours import Rgb

from .coarse import CoarseSurface, plain_mapper, welded
from .cutting import WHOLE, CutShape, cut, cut_hull
from .geometry import Texture, cell_array, poly_data
from .moving import move
from .shading import hull, shade
from .thinning import stand_ins

GLOSS: Final = {
    "bones": 0.04,
    "muscles": 0.09,
    "nerves": 0.10,
    "ligaments": 0.12,
    "trunk_muscles": 0.09,
    "fascia": 0.14,
}
RIM: Final = {"bones": 0.34, "muscles": 0.44, "nerves": 0.62, "ligaments": 0.46, "trunk_muscles": 0.44, "fascia": 0.40}
"""Nerves get the darkest edge, so that yellow stands on bone."""
HOVER: Final = 0.28
"""How far a hovered structure moves towards white."""
OUTLINE_WIDTH: Final = 0.00062
"""Of the distance to the camera: about a pixel and a half at 800 pixels of height and a lens of 20 degrees."""
THIN, THIN_NERVES = 0.2, 0.12
"""How far a coarse surface may lie from the full one, as a share of the skin's cells; nerves are thin."""
PIECE: Final = 16_000
"""Faces, about, that are thinned out at a time: a tenth of a second."""
OUTLINE: Final[Rgb] = (52, 24, 28)
SELECTED: Final[Rgb] = (20, 60, 130)


class LayerActor:
    """Draws a :class:`~meshes.mesh.LayerMesh`.

    The structure number of each vertex goes to the graphics memory once, as a texture coordinate; colours are a
    picture of n x 1 pixels. What is hidden is left out of the index list, so it costs nothing in the frame; a layer
    that was never shown costs nothing at all.

    Attributes
    ----------
    actor, outline : vtkActor
        The surface, and the silhouettes of outlined structures.
    """

    def __init__(self, layer: LayerMesh, colours: NDArray[np.uint8], rows: int = 1) -> None:
        self.layer = layer
        self.base = colours
        count = len(layer.keys)
        self.number = {key: index for index, key in enumerate(layer.keys)}
        self._texture = Texture(rows, max(2, count), smooth=False)  # VTK turns a picture of one column on its side
        self._texture.pixels[:, :count, :3] = colours
        self._data: vtkPolyData | None = None
        self._all_cells = vtkCellArray()
        self._moved = False
        self._outline_data = vtkPolyData()
        self._mapper = plain_mapper(vtkPolyData())
        self.actor = vtkActor()
        self.actor.VisibilityOff()
        self.actor.SetMapper(self._mapper)
        self.actor.SetTexture(self._texture.texture)
        self.actor.ForceOpaqueOn()
        self.actor.GetProperty().BackfaceCullingOn()  # closed meshes: their insides are never seen
        shade(self.actor, gloss=GLOSS[layer.layer], rim=RIM[layer.layer])
        self._visible: frozenset[int] = frozenset()
        self._coloured: tuple[dict[str, Rgb], str | None] = {}, None
        self._outlined: dict[int, Rgb] = {}
        self._cut: tuple[CutShape | None, bytes] = None, b""
        self._found: tuple[tuple[object, ...], NDArray[np.float32]] | None = None
        self._coarse: dict[float, _Coarse] = {}
        self._thinning: dict[float, Iterator[_Faces]] = {}
        self.outline = vtkActor()
        self.outline.SetMapper(plain_mapper(self._outline_data))
        self.outline.SetPickable(False)
        self.outline.VisibilityOff()
        self._outline_texture = Texture(1, count, smooth=False)
        self.outline.SetTexture(self._outline_texture.texture)
        self.outline.ForceOpaqueOn()
        hull(self.outline, OUTLINE_WIDTH)

    @property
    def data(self) -> vtkPolyData:
        """The surface as VTK has it, made when first drawn or pointed at."""
        if self._data is None:
            self._data = self._made()
        elif self._moved:
            self._move(self._data)
        return self._data

    def _made(self) -> vtkPolyData:
        mesh = self.layer.mesh
        rows, columns = self._texture.pixels.shape[:2]
        uv = np.empty((len(mesh.vertices), 2), dtype=np.float32)
        uv[:, 0] = (self.layer.vertex_structure + 0.5) / columns
        uv[:, 1] = 0.5 / rows
        data = poly_data(mesh.vertices, mesh.faces, mesh.normals, uv)
        self._all_cells = data.GetPolys()
        self._mapper.SetInputData(data)
        self._outline_data.ShallowCopy(data)
        self._outline_data.SetPolys(cell_array(np.empty((0, 3), dtype=np.int32)))
        self._moved = False
        return data

    def _move(self, data: vtkPolyData) -> None:
        for each in (data, self._outline_data):
            move(each, self.layer.mesh.vertices, self.layer.mesh.normals)
        for coarse in self._coarse.values():
            coarse.surface.follow(data)
        self._moved = False

    def set_layer(self, layer: LayerMesh) -> None:
        """Take the shape of another build: the same structures, vertices and faces at other places."""
        self.layer = layer
        self._moved = True
        if self._data is not None and self.actor.GetVisibility():
            self._move(self._data)

    @property
    def visible(self) -> frozenset[int]:
        """Numbers of the structures that are drawn."""
        return self._visible if self.actor.GetVisibility() else frozenset()

    def show(self, wanted: Set[str]) -> None:
        """Draw exactly the structures whose key is wanted; each must be of this layer."""
        visible = frozenset(self.number[key] for key in wanted)
        self.actor.SetVisibility(bool(visible))
        if not visible:
            return
        data = self.data
        if visible == self._visible:
            return
        self._visible = visible
        self.actor.SetMapper(self._mapper)
        data.SetPolys(self._all_cells if len(visible) == len(self.number) else cell_array(self._faces(sorted(visible))))

    def coarsen(self, cell_mm: float) -> bool:
        """Prepare the coarse surface for a moving picture; return whether there was anything to do."""
        if not self.visible:
            return False
        coarse = self._coarse.get(cell_mm)
        if coarse is None:
            thinning = self._thinning.setdefault(cell_mm, coarse_layer(self.layer, cell_mm))
            faces, kept = next(thinning)
            if len(kept) < len(self.layer.mesh.faces):
                return True
            del self._thinning[cell_mm]
            ranges = _ranges(self.layer.face_structure[kept], len(self.number))
            coarse = self._coarse[cell_mm] = _Coarse(CoarseSurface(self.data, faces), faces, ranges)
        elif coarse.visible == self._visible:
            return False
        coarse.visible = self._visible
        coarse.surface.draw(_chosen(coarse.faces, coarse.ranges, sorted(self._visible)))
        return True

    def simplify(self, cell_mm: float | None) -> None:
        """Draw the coarse surface where it is ready, or the full one again (None)."""
        coarse = None if cell_mm is None else self._coarse.get(cell_mm)
        ready = coarse is not None and coarse.visible == self._visible
        mapper = coarse.surface.mapper if coarse is not None and ready else self._mapper
        if self.actor.GetMapper() is not mapper:
            self.actor.SetMapper(mapper)

    def colour(self, lit: Mapping[str, Lit], hovered: str | None) -> None:
        """Write the colours: tissue, highlight, hover."""
        ours = {key: lit[key].colour for key in self.number.keys() & lit.keys()}
        hovered = hovered if hovered in self.number else None
        if self._coloured == (ours, hovered):
            return
        self._coloured = ours, hovered
        pixels = self.base.copy()
        for key, colour in ours.items():
            pixels[self.number[key]] = colour
        if hovered is not None:
            _brighten(pixels[self.number[hovered]])
        count = len(pixels)
        if not np.array_equal(pixels, self._texture.pixels[0, :count, :3]):
            self._texture.pixels[:, :count, :3] = self._rows(pixels)
            self._texture.touch()

    def plain_pixels(self, hovered: str | None) -> NDArray[np.uint8]:
        """Give the colours with nothing lit, and what is cut open as the fourth channel, shape (n, 4)."""
        count = len(self.number)
        pixels = np.concatenate([self.base, self._texture.pixels[0, :count, 3:]], axis=1)
        if hovered in self.number:
            _brighten(pixels[self.number[hovered], :3])
        return pixels

    def kept(self, vertices: NDArray[np.float32], numbers: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Say which vertices, shape (n, 3), of structures by number, shape (n,), no cut has taken away."""
        shape, codes = self._cut
        if shape is None:
            return np.ones(len(vertices), dtype=np.bool_)
        up = vertices[:, 2] - shape.level
        over = vertices @ np.array(shape.plane[:3], dtype=np.float32) + shape.plane[3] + shape.bend * up * up
        whole = np.frombuffer(codes, dtype=np.uint8)[numbers] == WHOLE
        kept: NDArray[np.bool_] = whole | (over <= 0.0)
        return kept

    @property
    def cloud(self) -> NDArray[np.float32]:
        """Vertices of what is drawn and no cut has taken away, shape (n, 3); found once for what is shown."""
        mesh, visible = self.layer.mesh, self.visible
        if self._found is not None:
            (known, *rest), cloud = self._found
            if known is mesh and rest == [visible, self._cut]:
                return cloud
        vertices, owners = mesh.vertices, self.layer.vertex_structure
        if len(visible) < len(self.number):
            numbers = sorted(visible)
            vertices, owners = _chosen(vertices, self._corners, numbers), _chosen(owners, self._corners, numbers)
        stands = self.kept(vertices, owners)
        cloud = vertices if stands.all() else vertices[stands]
        self._found = (mesh, visible, self._cut), cloud
        return cloud

    def corners_of(self, key: str) -> NDArray[np.float32]:
        """Give a structure's vertices that no cut has taken away, shape (n, 3)."""
        number = self.number[key]
        start, end = self._corners[number]
        corners = self.layer.mesh.vertices[start:end]
        return corners[self.kept(corners, np.full(len(corners), number))]

    @functools.cached_property
    def _corners(self) -> list[tuple[int, int]]:
        """Of each structure's vertices the first, and the one after the last; the same in every build."""
        return _ranges(self.layer.vertex_structure, len(self.number))

    @functools.cached_property
    def _triangles(self) -> list[tuple[int, int]]:
        return _ranges(self.layer.face_structure, len(self.number))

    def cut_open(self, shape: CutShape | None, codes: NDArray[np.uint8]) -> None:
        """Cut structures open as their codes say, shape (n,), one of `viewer.scene.cutting`; None makes all whole."""
        if (shape, codes.tobytes()) == self._cut:
            return
        if shape != self._cut[0]:
            cut(self.actor, shape, GLOSS[self.layer.layer], RIM[self.layer.layer])
            cut_hull(self.outline, shape)
        self._cut = shape, codes.tobytes()
        self._texture.pixels[:, : len(codes), 3] = codes if shape is not None else 255
        self._texture.touch()
        self._outline_texture.pixels[0, : len(codes), 3] = codes if shape is not None else 255
        self._outline_texture.touch()

    def cut_away(self, number: int, point: NDArray[np.floating]) -> bool:
        """Say whether a structure, by its number, is cut away at a point, shape (3,), mm RAS."""
        shape, codes = self._cut
        return shape is not None and codes[number] > WHOLE and shape.removes(point)

    def _rows(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Give the colours of the further rows of the picture, shape (rows, n, 3) or (n, 3) where all are alike."""
        return pixels

    def outline_structures(self, keys: Mapping[str, Rgb]) -> None:
        """Draw silhouettes around these structures, as far as they are visible."""
        wanted = {self.number[key]: colour for key, colour in keys.items() if key in self.number}
        wanted = {index: colour for index, colour in wanted.items() if index in self.visible}
        self.outline.SetVisibility(bool(wanted))
        if wanted == self._outlined or not wanted:
            return
        self._outlined = wanted
        self._outline_data.SetPolys(cell_array(self._faces(sorted(wanted))))
        for index, colour in wanted.items():
            self._outline_texture.pixels[0, index, :3] = colour
        self._outline_texture.touch()

    def _faces(self, numbers: list[int]) -> NDArray[np.int32]:
        return _chosen(self.layer.mesh.faces, self._triangles, numbers)


def coarse_layer(layer: LayerMesh, cell_mm: float) -> Iterator[_Faces]:
    """Thin a layer out, some structures at a time.

    Parameters
    ----------
    layer : LayerMesh
    cell_mm : float
        Edge of the skin's finest cells, mm.

    Yields
    ------
    faces : ndarray, shape (m, 3)
        The coarse faces so far.
    kept : ndarray of bool, shape (k,)
        Of the layer's faces that were gone through so far, which they were.
    """
    mesh = layer.mesh
    error = (THIN_NERVES if layer.layer == "nerves" else THIN) * cell_mm
    first, place = welded(mesh.vertices, layer.vertex_structure)
    faces, kept = np.empty((0, 3), dtype=np.int32), np.empty(0, dtype=bool)
    for start, end in _pieces(layer.face_structure):
        corners = place[mesh.faces[start:end]]
        used, local = np.unique(corners, return_inverse=True)
        vertices, normals = mesh.vertices[first[used]], mesh.normals[first[used]]
        chosen = stand_ins(vertices, normals, local.reshape(-1, 3).astype(np.int32), error)[local].reshape(-1, 3)
        # A corner that stays is the copy that it was: copies differ in their normals.
        fewer = np.where(used[chosen] == corners, mesh.faces[start:end], first[used[chosen]]).astype(np.int32)
        proper = (np.diff(chosen[:, [0, 1, 2, 0]], axis=1) != 0).all(axis=1)
        faces, kept = np.concatenate([faces, fewer[proper]]), np.concatenate([kept, proper])
        yield faces, kept


def _pieces(face_structure: NDArray[np.int32]) -> list[tuple[int, int]]:
    """Divide a layer's faces between structures, about :data:`PIECE` at a time."""
    ends = [*(np.flatnonzero(np.diff(face_structure)) + 1).tolist(), len(face_structure)]
    cuts = [0]
    for end in ends:
        if end - cuts[-1] >= PIECE or end == ends[-1]:
            cuts.append(end)
    return list(itertools.pairwise(cuts))


_Number = TypeVar("_Number", np.int32, np.float32)
_Faces = tuple[NDArray[np.int32], NDArray[np.bool_]]


@dataclass(slots=True)
class _Coarse:
    """A coarse surface, all its triangles, the range of each structure's, and whose are drawn."""

    surface: CoarseSurface
    faces: NDArray[np.int32]
    ranges: list[tuple[int, int]]
    visible: frozenset[int] = frozenset()


def _ranges(structure: NDArray[np.int32], count: int) -> list[tuple[int, int]]:
    starts = np.searchsorted(structure, np.arange(count + 1, dtype=structure.dtype))
    return [(int(a), int(b)) for a, b in itertools.pairwise(starts)]


def _chosen(rows: NDArray[_Number], ranges: list[tuple[int, int]], numbers: list[int]) -> NDArray[_Number]:
    if not numbers:
        return rows[:0]
    return np.concatenate([rows[a:b] for a, b in (ranges[number] for number in numbers)])


def _brighten(colour: NDArray[np.uint8]) -> None:
    """Move a colour towards white, in place."""
    colour[:] = np.rint(colour + (255.0 - colour) * HOVER).astype(np.uint8)


def is_drawn(key: str, layers: Sequence[LayerActor]) -> bool:
    """Say whether a structure is drawn by the last of the layers that has it."""
    layer = next((layer for layer in reversed(layers) if key in layer.number), None)
    return layer is not None and layer.number[key] in layer.visible
