"""Labels in the picture: kept beside what they name, off each other and inside the window, whatever the camera."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor2D, vtkPolyDataMapper2D, vtkRenderer, vtkTexturedActor2D

from viewer.scene.geometry import Texture, vtk_array
from viewer.scene.projection import project, view_matrix
from viewer.scene.tag import Style, Tag

from .picture import label_picture

FONT_PX: Final = 15
GAP_PX: Final = 5
REACH_PX: Final = 46  # from the thing named to its label, sideways, at least
CLEAR_PX: Final = 22
"""From the figure's edge to a label beside it."""
EDGE_PX: Final = 8
HEADING: Final = 1.3
"""Of a heading: its letters in heights of the usual ones."""
LEAST_APART: Final = 0.4
"""Of the room that both floor words need: nearer than that, the body is seen from the side."""
FLOOR_SHARES: Final = (1.0, 0.8, 0.64)
"""Sizes of the floor words that are tried, of the usual one."""
KEPT: Final = 96
"""Labels whose textures are kept."""
LONGEST: Final = 0.28
"""Longest leader, as a share of the window's width."""
LEADER: Final = (0.35, 0.38, 0.42)
NIGHT_LEADER: Final = (0.80, 0.84, 0.88)
CASING: Final = (0.07, 0.09, 0.11)
"""Under a light line: it crosses light skin as well as the dark backdrop."""


@dataclass(slots=True)
class _Placed:
    x: float
    y: float
    width: int
    height: int
    anchor_x: float
    anchor_y: float
    leader: bool
    floor: bool
    picture: NDArray[np.uint8]


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
        rows, columns = label_picture(text, style, self._font_px).shape[:2]
        return columns, rows

    @property
    def _font_px(self) -> int:
        return max(9, round(FONT_PX * self.scale))

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

    def _place(self, width: int, height: int) -> list[_Placed]:
        size = self._font_px
        matrix = view_matrix(self._renderer)
        eye = np.array(self._renderer.GetActiveCamera().GetPosition())
        spots: list[_Placed] = []
        beside: list[_Placed] = []
        top = height
        if self._heading:
            picture = label_picture(self._heading, "root", round(HEADING * size), dark=self._dark)
            rows, columns = picture.shape[:2]
            top = height - rows - 2 * EDGE_PX
            x, y = width / 2, height - EDGE_PX - rows / 2
            spots.append(_Placed(x - columns / 2, y - rows / 2, columns, rows, x, y, False, False, picture))
        anchors = [project(matrix, tag.xyz, width, height) for tag in self._tags]
        figure = self._project_figure(matrix, width, height)
        floor = self._floor_px(anchors)
        middle = float(np.median(figure[:, 0])) if len(figure) else width / 2.0
        for tag, anchor in zip(self._tags, anchors, strict=True):
            if anchor is None or not (0 <= anchor[0] < width and 0 <= anchor[1] < height):
                continue
            if tag.outward is not None and float(np.dot(tag.outward, eye - np.array(tag.xyz))) < 0.0:
                continue
            high = floor if tag.style == "floor" else size
            picture = label_picture(tag.text, tag.style, high, dark=self._dark)
            rows, columns = picture.shape[:2]
            x, y = anchor
            if tag.style == "root":
                spot = _Placed(x - columns / 2, y - rows / 2, columns, rows, x, y, False, False, picture)
                if not any(_overlap(spot, other) for other in spots):  # while the camera turns they may meet
                    spots.append(spot)
            elif tag.style in ("target", "spot"):
                spots.append(_Placed(x - columns / 2, y - rows / 2, columns, rows, x, y, False, False, picture))
            elif tag.style == "floor":
                left = min(max(x - columns / 2, EDGE_PX), width - EDGE_PX - columns)
                low = max(1, _under(figure, left, columns, y, rows))
                spots.append(_Placed(left, low, columns, rows, x, y, False, True, picture))
            else:
                left = self._beside(figure, x, y, columns, rows, width, middle, tag.reach)
                low = y - rows / 2
                if not _fits(left, columns, width):  # it will be pushed over what it names: rather below it
                    low -= REACH_PX * self.scale * tag.reach
                beside.append(_Placed(left, low, columns, rows, x, y, True, False, picture))
        _drop_crowded_floor(spots)
        return [*spots, *_pushed_apart(beside, width, top)]

    def _floor_px(self, anchors: Sequence[tuple[float, float] | None]) -> int:
        """Choose the height of the floor words: smaller than the rest where both would not stand side by side."""
        size = self._font_px
        feet = [(tag, at) for tag, at in zip(self._tags, anchors, strict=True) if tag.style == "floor" and at]
        if len(feet) != 2:
            return size
        apart = abs(feet[0][1][0] - feet[1][1][0])
        for share in FLOOR_SHARES:
            pixels = max(9, round(share * size))
            wide = sum(label_picture(tag.text, "floor", pixels, dark=self._dark).shape[1] for tag, _ in feet)
            if apart >= LEAST_APART * (wide / 2 + 2 * GAP_PX):
                return pixels
        return size

    def _project_figure(self, matrix: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
        """Project the figure's points to pixels, shape (k, 2); only those in the window."""
        clip = self._figure @ matrix.T
        clip = clip[clip[:, 3] > 0.0]
        points = (clip[:, :2] / clip[:, 3:] + 1.0) / 2.0 * [width, height]
        inside = (points > -20.0).all(axis=1) & (points < [width + 20.0, height + 20.0]).all(axis=1)
        kept: NDArray[np.float64] = points[inside]
        return kept

    def _beside(
        self,
        figure: NDArray[np.float64],
        x: float,
        y: float,
        columns: int,
        rows: int,
        width: int,
        middle: float,
        far: float,
    ) -> float:
        """Place a label beside the figure on the anchor's side, or near the anchor where there is no room."""
        clear, reach = CLEAR_PX * self.scale, REACH_PX * self.scale * far
        band = figure[np.abs(figure[:, 1] - y) < 1.5 * rows]
        near, far_side = x - reach - columns, x + reach
        if x >= middle:
            near, far_side = far_side, near
        if not _fits(near, columns, width) and _fits(far_side, columns, width):
            near = far_side
        if x < middle:
            edge = min(x - reach, float(band[:, 0].min()) - clear if len(band) else x)
            left = edge - columns
            return left if left >= EDGE_PX and x - edge < LONGEST * width else near
        edge = max(x + reach, float(band[:, 0].max()) + clear if len(band) else x)
        return edge if edge + columns <= width - EDGE_PX and edge - x < LONGEST * width else near

    def _draw_leaders(self, spots: list[_Placed]) -> None:
        points, lines, dots = vtkPoints(), vtkCellArray(), vtkCellArray()
        for spot in spots:
            from_left = spot.x > spot.anchor_x
            start = points.InsertNextPoint(spot.anchor_x, spot.anchor_y, 0.0)
            near, high = spot.x if from_left else spot.x + spot.width, spot.y + spot.height / 2
            if spot.x <= spot.anchor_x <= spot.x + spot.width:  # it stands above or below what it names
                near, high = spot.anchor_x, spot.y + (spot.height if spot.anchor_y > high else 0.0)
            end = points.InsertNextPoint(near, high, 0.0)
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

    def show(self, spot: _Placed, texture: Texture) -> None:
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


def _fits(left: float, columns: int, width: int) -> bool:
    """Whether a label that begins here lies inside the window."""
    return left >= EDGE_PX and left + columns <= width - EDGE_PX


def _under(figure: NDArray[np.float64], left: float, columns: int, y: float, rows: int) -> float:
    """Return the height below a foot that stands where the words would: from behind, that is beyond the heels."""
    aside, high = figure[:, 0] - left, figure[:, 1]
    foot = high[(aside > 0) & (aside < columns) & (high > y - 3 * rows)]
    return float(foot.min(initial=y)) - rows - 2


def _drop_crowded_floor(spots: list[_Placed]) -> None:
    """Push the two floor words apart where they would overlap; seen from the side they say nothing and are left out."""
    floor = [spot for spot in spots if spot.floor]
    if len(floor) != 2:
        return
    one, other = sorted(floor, key=lambda spot: spot.anchor_x)
    wanted = (one.width + other.width) / 2 + 2 * GAP_PX
    apart = other.anchor_x - one.anchor_x
    if apart < LEAST_APART * wanted:
        for spot in floor:
            spots.remove(spot)
    elif apart < wanted:
        one.x -= (wanted - apart) / 2
        other.x += (wanted - apart) / 2


def _pushed_apart(spots: list[_Placed], width: int, height: int) -> list[_Placed]:
    """Move labels up, and at the window's upper edge down again, until none overlaps another; drop what has no room."""
    low, high = EDGE_PX, height - EDGE_PX
    for spot in spots:
        spot.x = min(max(spot.x, EDGE_PX), width - EDGE_PX - spot.width)
        spot.y = max(spot.y, low)
    spots.sort(key=lambda spot: spot.y)
    for number, spot in enumerate(spots):
        for below in spots[:number]:  # in rising order, so that one pass is enough
            if _overlap(spot, below):
                spot.y = below.y + below.height + GAP_PX
    spots.sort(key=lambda spot: -spot.y)
    for number, spot in enumerate(spots):
        spot.y = min(spot.y, high - spot.height)
        for above in spots[:number]:
            if _overlap(spot, above):
                spot.y = above.y - spot.height - GAP_PX
    kept: list[_Placed] = []
    for spot in spots:
        if spot.y >= low and not any(_overlap(spot, other) for other in kept):
            kept.append(spot)
    return kept


def _overlap(one: _Placed, other: _Placed) -> bool:
    """Whether two labels overlap or come closer than the gap above one another."""
    across = one.x < other.x + other.width + GAP_PX and other.x < one.x + one.width + GAP_PX
    return across and one.y < other.y + other.height + GAP_PX and other.y < one.y + one.height + GAP_PX
