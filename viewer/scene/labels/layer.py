"""Labels in the picture: kept beside what they name, off each other and inside the window, whatever the camera."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from functools import partial
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor2D, vtkPolyDataMapper2D, vtkRenderer, vtkTexturedActor2D

from viewer.overlay.labels import CASING, LEADER, NIGHT_LEADER
from viewer.overlay.placing import Placed, Placing, font_px
from viewer.overlay.tag import Style, Tag
from viewer.scene.geometry import Texture, vtk_array
from viewer.scene.projection import view_matrix

from .picture import label_picture

KEPT: Final = 96
"""Labels whose textures are kept."""


class LabelLayer:
    """Draws tags over a renderer and lays them out again whenever camera or window change.

    Parameters
    ----------
    renderer : vtkRenderer
        Its ``StartEvent`` triggers the layout.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._figure = np.empty((0, 4))
        self._tags: tuple[Tag, ...] = ()
        self._actors: list[_TagActor] = []
        self._textures: dict[int, tuple[NDArray[np.uint8], Texture]] = {}
        self._heading = ""
        self.scale = 1.0
        self._laid_out: tuple[Any, ...] | None = None
        self._lines = vtkPolyData()
        mapper = vtkPolyDataMapper2D()
        mapper.SetInputData(self._lines)
        self._dark = False
        self._casing, self._leaders = vtkActor2D(), vtkActor2D()
        for actor in (self._casing, self._leaders):
            actor.SetMapper(mapper)
            actor.GetProperty().SetOpacity(0.75)
            actor.PickableOff()
            renderer.AddViewProp(actor)
        self._casing.GetProperty().SetColor(*CASING)
        self._leaders.GetProperty().SetColor(*LEADER)
        ours = weakref.ref(self)

        def before_drawing(*_: object) -> None:
            layer = ours()
            if layer is not None:
                layer.layout()

        self._observer = cast("Any", renderer).AddObserver("StartEvent", before_drawing)

    def close(self) -> None:
        """Stop listening to the renderer."""
        self._renderer.RemoveObserver(self._observer)

    def show(self, tags: Sequence[Tag]) -> None:
        """Replace the tags."""
        if tuple(tags) != self._tags:
            self._tags = tuple(tags)
            self._laid_out = None

    def head(self, text: str) -> None:
        """Put a heading at the top, or none where it is empty; labels stand below it."""
        if text != self._heading:
            self._heading = text
            self._laid_out = None

    def keep_clear_of(self, figure: NDArray[np.floating]) -> None:
        """Let labels stand beside these points, shape (n, 3), mm RAS, where the window has room."""
        self._figure = np.concatenate([figure, np.ones((len(figure), 1))], axis=1)
        self._laid_out = None

    def size_of(self, text: str, style: Style) -> tuple[int, int]:
        """Return how wide and high a label will be, pixels."""
        rows, columns = label_picture(text, style, font_px(self.scale)).shape[:2]
        return columns, rows

    def layout(self) -> None:
        """Place the labels for the present camera; nothing is done when nothing has moved."""
        camera = self._renderer.GetActiveCamera()
        width, height = self._renderer.GetSize()
        if not self._tags and not self._actors and not self._heading:
            return
        dark = sum(self._renderer.GetBackground()) < 1.5
        key = (camera.GetMTime(), width, height, self.scale, dark)
        if key == self._laid_out or width < 2 or height < 2:
            return
        self._laid_out = key
        self._dark = dark
        placed = self._place(width, height)
        while len(self._actors) < len(placed):
            self._actors.append(_TagActor(self._renderer))
        for actor, spot in zip(self._actors, placed, strict=False):
            actor.show(spot, self._texture_of(spot.picture))
        for actor in self._actors[len(placed) :]:
            actor.hide()
        self._draw_leaders([spot for spot in placed if spot.leader])

    def _place(self, width: int, height: int) -> list[Placed]:
        return self._placing(width, height).placed(self._tags, self._figure, self._heading)

    def _placing(self, width: int, height: int) -> Placing:
        return Placing(
            view_matrix(self._renderer),
            np.array(self._renderer.GetActiveCamera().GetPosition()),
            width,
            height,
            self.scale,
            partial(label_picture, dark=self._dark),
        )

    def _texture_of(self, picture: NDArray[np.uint8]) -> Texture:
        """Keep the textures of the last labels: most come again."""
        known = self._textures.pop(id(picture), None)
        if known is None or known[0] is not picture:
            texture = Texture(*picture.shape[:2], smooth=False)
            texture.pixels[:] = picture
            texture.touch()
            known = picture, texture
        self._textures[id(picture)] = known  # last used, last dropped
        if len(self._textures) > KEPT:
            del self._textures[next(iter(self._textures))]
        return known[1]

    def _draw_leaders(self, spots: list[Placed]) -> None:
        points, lines, dots = vtkPoints(), vtkCellArray(), vtkCellArray()
        for spot in spots:
            start, end = (points.InsertNextPoint(*place, 0.0) for place in spot.line)
            lines.InsertNextCell(2)
            lines.InsertCellPoint(start)
            lines.InsertCellPoint(end)
            dots.InsertNextCell(1)
            dots.InsertCellPoint(start)
        self._lines.SetPoints(points)
        self._lines.SetLines(lines)
        self._lines.SetVerts(dots)
        thick = max(1.0, self.scale)
        self._leaders.GetProperty().SetColor(*(NIGHT_LEADER if self._dark else LEADER))
        for actor, more in ((self._leaders, 0.0), (self._casing, 2.0)):
            actor.GetProperty().SetPointSize(4.0 * thick + more)
            actor.GetProperty().SetLineWidth(thick + more)
        self._leaders.SetVisibility(bool(spots))
        self._casing.SetVisibility(bool(spots) and self._dark)


class _TagActor:
    """A picture at whole pixels of the window."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._data = vtkPolyData()
        self._points = vtkPoints()
        self._points.SetNumberOfPoints(4)
        self._data.SetPoints(self._points)
        cells = vtkCellArray()
        cells.InsertNextCell(4)
        for corner in range(4):
            cells.InsertCellPoint(corner)
        self._data.SetPolys(cells)
        corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32)
        self._data.GetPointData().SetTCoords(vtk_array(corners, copy=True))
        mapper = vtkPolyDataMapper2D()
        mapper.SetInputData(self._data)
        self.actor = vtkTexturedActor2D()
        self.actor.SetMapper(mapper)
        self.actor.PickableOff()
        renderer.AddViewProp(self.actor)

    def show(self, spot: Placed, texture: Texture) -> None:
        """Show a picture at a place."""
        self.actor.SetTexture(texture.texture)
        x, y = round(spot.x), round(spot.y)
        for corner, (dx, dy) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
            self._points.SetPoint(corner, x + dx * spot.width, y + dy * spot.height, 0.0)
        self._points.Modified()
        self._data.Modified()
        self.actor.VisibilityOn()

    def hide(self) -> None:
        """Draw nothing."""
        self.actor.VisibilityOff()
