"""The skin: trunk and two limbs as three actors that share one painted texture.

A few textures are kept with what is painted on them: going back to one uploads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from annotations.model import Knowledge
from meshes.skin.chart_frame import SEGMENTS
from viewer.appearance.values import SkinAppearance
from viewer.scene.coarse import CoarseSurface, plain_mapper
from viewer.scene.geometry import Texture, cell_array, poly_data
from viewer.scene.moving import move
from viewer.scene.shading import glass, glow, shade
from viewer.skin.numbered import numbered
from viewer.skin.painted.chart_texels import SkinTexels
from viewer.skin.painted.drawing_paint import LiveStroke
from viewer.skin.painted.paint import Canvas, Painting, SkinPainter
from viewer.skin.painted.parts import OPAQUE, PARTS, fade_start_of, is_stump
from viewer.state.view_state import ChartPlace, Side, Stroke

from .coarse import coarse_parts

if TYPE_CHECKING:
    from meshes.skin.surface import SkinMesh
    from meshes.skin.unwrapping import Unwrapped

CANVASES: Final = 6
"""How many painted textures are kept; each takes about 5 MB here and as much in the graphics memory."""
SKIN_CELL: Final = 0.8
SKIN_FLAT: Final = 0.99
"""The coarse skin's cells against those of what lies below it, and how flat a place must be for larger ones: it must
not come to lie below a muscle."""
SEEN_ALPHA: Final = 0.5
"""From this opacity on a place of the skin catches the pointer; below it, the pointer goes through."""


class SkinActor:
    """Draws the skin.

    Attributes
    ----------
    actors : dict
        ``trunk``, ``right`` and ``left`` (limb); only front faces are drawn, so that translucent skin shows one layer.
    texels : SkinTexels
        Where the texels lie, for labels, pins and picking.
    """

    def __init__(self, skin: SkinMesh, unwrapped: Unwrapped, knowledge: Knowledge) -> None:
        self._unwrapped = unwrapped
        self.texels = SkinTexels(unwrapped)
        self.texels.set_skin(skin)
        fade_start = fade_start_of(skin)
        self._painter = SkinPainter(self.texels, knowledge, fade_start)
        self._canvases: list[tuple[Canvas, Texture]] = []  # last used last
        self._texture = self._new_canvas()[1]
        self.actors: dict[str, vtkActor] = {}
        self.data: dict[str, vtkPolyData] = {}
        self._cells: dict[str, vtkCellArray] = {}
        self._stumps: dict[str, vtkCellArray] = {}
        self._origins: dict[str, NDArray[np.int32]] = {}
        self._mappers: dict[str, vtkPolyDataMapper] = {}
        self._coarse: dict[float, dict[str, CoarseSurface]] = {}
        for number, name in enumerate(PARTS):
            faces = unwrapped.faces[unwrapped.face_part == number]
            used, local = numbered(faces, len(unwrapped.vertices))
            self._origins[name] = unwrapped.origin[used]
            data = poly_data(
                unwrapped.vertices[used],
                local,
                unwrapped.normals[used],
                unwrapped.uv[used],
            )
            self._mappers[name] = plain_mapper(data)
            actor = vtkActor()
            actor.SetMapper(self._mappers[name])
            actor.SetTexture(self._texture.texture)
            actor.GetProperty().BackfaceCullingOn()
            shade(actor, gloss=0.03, rim=0.26)
            glow(actor, 0.0)
            self.actors[name] = actor
            self.data[name] = data
            stump = is_stump(skin, unwrapped.origin[faces], fade_start)
            self._cells[name] = data.GetPolys()
            self._stumps[name] = cell_array(local[stump])
        self._shown: SkinAppearance | None = None
        self._ghost: Side | None = None
        self._clear = False
        self._live: tuple[LiveStroke, Texture] | None = None
        self._plain: tuple[Canvas, Texture] | None = None
        self._flat: Canvas | None = None

    def set_skin(self, skin: SkinMesh) -> None:
        """Take the shape of another build; what is painted stays and moves along."""
        for name, data in self.data.items():
            origin = self._origins[name]
            move(data, skin.mesh.vertices[origin], skin.mesh.normals[origin])
            for coarse in self._coarse.values():
                coarse[name].follow(data)
        self.texels.set_skin(skin)

    def coarsen(self, cell_mm: float) -> bool:
        """Prepare the coarse skin for a moving picture; return whether there was anything to do."""
        if cell_mm in self._coarse or self._shown is None or not self._shown.visible:
            return False
        faces = coarse_parts(self._unwrapped, SKIN_CELL * cell_mm, SKIN_FLAT)
        self._coarse[cell_mm] = {
            name: CoarseSurface(self.data[name], part) for name, part in zip(PARTS, faces, strict=True)
        }
        return True

    def simplify(self, cell_mm: float | None) -> None:
        """Draw the coarse skin where it is ready, or the full one again (None); a leg that steps aside stays full."""
        coarse = None if cell_mm is None else self._coarse.get(cell_mm)
        for name, actor in self.actors.items():
            plain = coarse is None or name == self._ghost
            mapper = self._mappers[name] if coarse is None or plain else coarse[name].mapper
            if actor.GetMapper() is not mapper:
                actor.SetMapper(mapper)

    @property
    def covers_everything(self) -> bool:
        """Whether nothing below the skin can be seen: a leg that steps aside fades out below the crotch only."""
        skin = self._shown
        return skin is not None and skin.visible and skin.opacity >= OPAQUE

    def apply(self, skin: SkinAppearance, ghost: Side | None) -> None:
        """Show the skin like this, with one leg stepped aside or none."""
        if self._shown == skin and self._ghost == ghost:
            return
        self.end_stroke()
        self._shown, self._ghost = skin, ghost
        clear = skin.opacity < OPAQUE
        for name, actor in self.actors.items():
            aside = name == ghost
            # Below its fade a leg that steps aside is left out, and not only painted clear.
            cells = self._stumps[name] if aside else self._cells[name]
            if self.data[name].GetPolys() is not cells:
                self.data[name].SetPolys(cells)
            if aside:
                actor.SetMapper(self._mappers[name])
            actor.SetVisibility(skin.visible and (skin.opacity > 0.0 or skin.painted_opacity > 0.0))
            actor.SetForceOpaque(not clear and not aside)
            actor.SetForceTranslucent(clear or aside)
            if clear != self._clear:
                glass(actor, on=clear)
        self._clear = clear
        if skin.visible:
            self._paint(skin, ghost)

    def _paint(self, skin: SkinAppearance, ghost: Side | None) -> None:
        """Show the canvas that already has this painting; otherwise paint a new one, or the least recently used."""
        chosen = self._canvas_for(self._painter.painting(skin))
        self._canvases.remove(chosen)
        self._canvases.append(chosen)
        canvas, texture = chosen
        if self._painter.paint(canvas, skin, ghost):
            texture.touch()
        if texture is not self._texture:
            self._texture = texture
            for actor in self.actors.values():
                actor.SetTexture(texture.texture)

    def plain_texture(self) -> Texture | None:
        """Return the current skin with nothing painted on it, as a separate texture; None while no skin is shown."""
        skin = self._shown
        if skin is None or not skin.visible:
            return None
        if self._plain is None:
            texture = Texture(*self.texels.shape, smooth=True)
            self._plain = Canvas(texture.pixels), texture
        canvas, texture = self._plain
        bare = replace(skin, territories=(), bands=(), agreement=(), borders=(), drawing=())
        if self._painter.paint(canvas, bare, self._ghost):
            texture.touch()
        return texture

    def flat_paint(self, skin: SkinAppearance) -> NDArray[np.uint32]:
        """Paint the skin on a separate canvas that no actor shows: RGBA of every texel, shape (n,)."""
        if self._flat is None:
            self._flat = Canvas(np.zeros((*self.texels.shape, 4), dtype=np.uint8))
        self._painter.paint(self._flat, skin, None)
        return self._flat.words

    def far_to_near(self, eye: Sequence[float]) -> tuple[str, ...]:
        """List the parts of the skin as they are blended, seen from ``eye``, mm RAS: the farthest first."""

        def nearness(part: str) -> float:
            low_high = np.array(self.actors[part].GetBounds()).reshape(3, 2)
            return -float(np.linalg.norm(low_high.mean(axis=1) - np.array(eye)))

        return tuple(sorted(self.actors, key=nearness))

    def begin_stroke(self, stroke: Stroke) -> None:
        """Begin a stroke that is drawn as the hand moves, with the brush of ``stroke``."""
        self.end_stroke()
        if self._canvases:
            canvas, texture = self._canvases[-1]
            self._live = LiveStroke(self._painter.drawing, canvas.words, canvas.undrawn(), stroke), texture

    def extend_stroke(self, place: ChartPlace, *, joined: bool = True) -> None:
        """Move the brush to a place, or set it down there."""
        if self._live is not None:
            self._live[0].extend(place, joined=joined)
            self._live[1].touch()

    def end_stroke(self) -> None:
        """Remove the stroke: from now on the state has it."""
        if self._live is not None:
            self._live[0].lift()
            self._live[1].touch()
            self._live = None

    def _canvas_for(self, painting: Painting) -> tuple[Canvas, Texture]:
        for pair in self._canvases:
            if pair[0].painting in (painting, None):
                return pair
        return self._new_canvas() if len(self._canvases) < CANVASES else self._canvases[0]

    def _new_canvas(self) -> tuple[Canvas, Texture]:
        texture = Texture(*self.texels.shape, smooth=True)
        pair = Canvas(texture.pixels), texture
        self._canvases.append(pair)
        return pair

    def alpha_at(self, uv: NDArray[np.float64], *, plain: bool = False) -> float:
        """Opacity, 0 to 1, of the skin, or of the plain one beside it, at a texture coordinate, shape (2,)."""
        texture = self._plain[1] if plain and self._plain is not None else self._texture
        return float(texture.pixels.reshape(-1, 4)[self._texel(uv), 3]) / 255.0

    def place_at(self, uv: NDArray[np.float64]) -> ChartPlace | None:
        """Return the chart place at a texture coordinate, shape (2,); None between the tiles."""
        index = self._texel(uv)
        unwrapped = self._unwrapped
        segment, side = int(unwrapped.segment.ravel()[index]), int(unwrapped.side.ravel()[index])
        if not 0 <= segment < len(SEGMENTS) or side == 0:
            return None
        return ChartPlace(
            SEGMENTS[segment],
            "right" if side > 0 else "left",
            float(unwrapped.t.ravel()[index]),
            float(unwrapped.phi.ravel()[index]) % 360.0,
            int(unwrapped.ray.ravel()[index]),
        )

    def _texel(self, uv: NDArray[np.float64]) -> int:
        rows, columns = self.texels.shape
        column = min(columns - 1, max(0, int(uv[0] * columns)))
        row = min(rows - 1, max(0, int(uv[1] * rows)))
        return row * columns + column
