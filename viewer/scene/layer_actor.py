"""One layer on one side as one actor; a highlight edits a picture with one pixel per structure."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from meshes.mesh import LayerMesh
from viewer.appearance import Lit, Rgb

from .cutting import CutShape, cut
from .geometry import Texture, cell_array, poly_data
from .moving import move
from .shading import hull, shade

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
OUTLINE: Final[Rgb] = (52, 24, 28)
SELECTED: Final[Rgb] = (20, 60, 130)


class LayerActor:
    """Draws a :class:`~meshes.mesh.LayerMesh`.

    The structure number of each vertex goes to the graphics memory once, as a texture coordinate; colours are a
    picture of n x 1 pixels. What is hidden is left out of the index list, so it costs nothing in the frame.

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
        starts = np.searchsorted(layer.face_structure, np.arange(count + 1))
        self._face_range = [(int(a), int(b)) for a, b in itertools.pairwise(starts)]
        uv = np.empty((len(layer.mesh.vertices), 2), dtype=np.float32)
        columns = max(2, count)  # VTK turns a picture of one column on its side
        uv[:, 0] = (layer.vertex_structure + 0.5) / columns
        uv[:, 1] = 0.5 / rows
        self.data: vtkPolyData = poly_data(layer.mesh.vertices, layer.mesh.faces, layer.mesh.normals, uv)
        self._all_cells = self.data.GetPolys()
        self._texture = Texture(rows, columns, smooth=False)
        self._texture.pixels[:, :count, :3] = colours
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(self.data)
        mapper.ScalarVisibilityOff()
        mapper.SetVBOShiftScaleMethod(0)  # the outline shares this vertex buffer and adds millimetres to it
        self.actor = vtkActor()
        self.actor.SetMapper(mapper)
        self.actor.SetTexture(self._texture.texture)
        self.actor.ForceOpaqueOn()
        self.actor.GetProperty().BackfaceCullingOn()  # closed meshes: their insides are never seen
        shade(self.actor, gloss=GLOSS[layer.layer], rim=RIM[layer.layer])
        self._visible: frozenset[int] = frozenset(range(count))
        self._coloured: tuple[dict[str, Rgb], str | None] = {}, None
        self._outlined: dict[int, Rgb] = {}
        self._cut: tuple[CutShape | None, bytes] = None, b""
        self._outline_data = vtkPolyData()
        self._outline_data.ShallowCopy(self.data)
        self._outline_data.SetPolys(cell_array(np.empty((0, 3), dtype=np.int32)))
        outline_mapper = vtkPolyDataMapper()
        outline_mapper.SetInputData(self._outline_data)
        outline_mapper.ScalarVisibilityOff()
        outline_mapper.SetVBOShiftScaleMethod(0)
        self.outline = vtkActor()
        self.outline.SetMapper(outline_mapper)
        self.outline.SetPickable(False)
        self.outline.VisibilityOff()
        self._outline_texture = Texture(1, count, smooth=False)
        self.outline.SetTexture(self._outline_texture.texture)
        self.outline.ForceOpaqueOn()
        hull(self.outline, OUTLINE_WIDTH)

    def wear(self, layer: LayerMesh) -> None:
        """Take the shape of another build: the same structures, vertices and faces at other places."""
        self.layer = layer
        for data in (self.data, self._outline_data):
            move(data, layer.mesh.vertices, layer.mesh.normals)

    @property
    def visible(self) -> frozenset[int]:
        """Numbers of the structures that are drawn."""
        return self._visible if self.actor.GetVisibility() else frozenset()

    def show(self, wanted: Callable[[str], bool]) -> None:
        """Draw exactly the structures whose key is wanted."""
        visible = frozenset(index for key, index in self.number.items() if wanted(key))
        self.actor.SetVisibility(bool(visible))
        if visible == self._visible or not visible:
            return
        self._visible = visible
        self.data.SetPolys(
            self._all_cells if len(visible) == len(self.number) else cell_array(self._faces(sorted(visible)))
        )

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

    def cut_open(self, shape: CutShape | None, codes: NDArray[np.uint8]) -> None:
        """Cut structures open as their codes say, shape (n,), one of `viewer.scene.cutting`; None makes all whole."""
        if (shape, codes.tobytes()) == self._cut:
            return
        if shape != self._cut[0]:
            cut(self.actor, shape, GLOSS[self.layer.layer], RIM[self.layer.layer])
        self._cut = shape, codes.tobytes()
        self._texture.pixels[:, : len(codes), 3] = codes if shape is not None else 255
        self._texture.touch()

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
        ranges = [self._face_range[number] for number in numbers]
        if not ranges:
            return np.empty((0, 3), dtype=np.int32)
        return np.concatenate([self.layer.mesh.faces[a:b] for a, b in ranges])


def _brighten(colour: NDArray[np.uint8]) -> None:
    """Move a colour towards white, in place."""
    colour[:] = np.rint(colour + (255.0 - colour) * HOVER).astype(np.uint8)
