"""The healthy half of a split picture: the same surfaces a second time, unlit, seen by the same camera.

Both halves lie in one window. A surface that is the same in both is drawn twice from one mapper: nothing of it is kept
twice, neither here nor in the graphics memory. Only what a lesion moves has a second set of vertices, at rest.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkActor2D, vtkCoordinate, vtkPolyDataMapper2D, vtkRenderer

from viewer.appearance.values import Appearance
from viewer.overlay.tag import Tag
from viewer.scene.labels.layer import LabelLayer
from viewer.scene.labels.naming import floor_tags, on_the_back
from viewer.scene.lesion.actor import LesionActor, LesionLayer

from .geometry import Texture
from .ground import MovingGround, light_evenly
from .layer_actor import LayerActor

if TYPE_CHECKING:
    from viewer.appearance.views import Framing
    from viewer.scene.lesion.cuts import Cuts
    from viewer.scene.skin.actor import SkinActor

WHOLE: Final = (0.0, 0.0, 1.0, 1.0)
LEFT: Final = (0.0, 0.0, 0.5, 1.0)
RIGHT: Final = (0.5, 0.0, 1.0, 1.0)
HEADROOM: Final = 0.1
"""Of half the picture's height: room for the headings above the body."""
NARROWEST: Final = 0.72
"""Width over height from which a close-up in a narrow half loses its sides, and not its size."""
DIVIDER: Final = (0.55, 0.58, 0.62)


class _Twin:
    """A surface of the other half drawn a second time: the same mapper, light and cut, but its own colours."""

    def __init__(self, first: vtkActor, texture: Texture | None = None) -> None:
        self._first, self._texture = first, texture
        self.actor = vtkActor()
        self.follow()

    def follow(self) -> None:
        """Copy the appearance of the first one, except its colours."""
        first, actor = self._first, self.actor
        if actor.GetMapper() is not first.GetMapper():
            actor.SetMapper(first.GetMapper())
        actor.SetProperty(first.GetProperty())
        actor.SetShaderProperty(first.GetShaderProperty())
        actor.SetVisibility(first.GetVisibility())
        actor.SetPickable(False)
        actor.SetForceOpaque(first.GetForceOpaque())
        actor.SetForceTranslucent(first.GetForceTranslucent())
        actor.SetTexture(first.GetTexture() if self._texture is None else self._texture.texture)

    def set_texture(self, texture: Texture) -> None:
        """Show this texture from now on."""
        self._texture = texture
        self.actor.SetTexture(texture.texture)


class _LayerTwin(_Twin):
    """A layer drawn a second time, in the colours of its tissues."""

    def __init__(self, layer: LayerActor) -> None:
        self._layer = layer
        self._own = Texture(1, max(2, len(layer.number)), smooth=False)
        super().__init__(layer.actor, self._own)

    def colour(self, hovered: str | None) -> None:
        """Show tissues, and what is under the pointer."""
        wanted = np.full_like(self._own.pixels[0], 255)
        wanted[: len(self._layer.number)] = self._layer.plain_pixels(hovered)
        if not np.array_equal(wanted, self._own.pixels[0]):
            self._own.pixels[0] = wanted
            self._own.touch()


class HealthyHalf:
    """The left half of a split picture.

    Parameters
    ----------
    main : vtkRenderer
        Draws the affected body; it gives up the left half of its window.
    layers : sequence of LayerActor
        The body's layers.
    skin : SkinActor
    pins : vtkActor
        Key points, the same in both halves.

    Attributes
    ----------
    layers : list of LayerActor
        Replace the structures that a lesion moves.
    ground : MovingGround
        Its background.
    """

    def __init__(self, main: vtkRenderer, layers: Sequence[LayerActor], skin: SkinActor, pins: vtkActor) -> None:
        self._main, self._skin = main, skin
        self._window = main.GetRenderWindow()
        self._body = list(layers)
        self._layers = [_LayerTwin(layer) for layer in layers]
        self._parts = {name: _Twin(actor) for name, actor in skin.actors.items()}
        self._pins = _Twin(pins)
        self._order: tuple[str, ...] = tuple(self._parts)
        self._lesion: LesionActor | None = None
        self.layers: list[LesionLayer] = []
        self._on = False
        self.renderer = vtkRenderer()
        self.renderer.SetActiveCamera(main.GetActiveCamera())
        self.renderer.SetViewport(*LEFT)
        light_evenly(self.renderer)
        self.ground = MovingGround(self.renderer)
        for twin in (*self._layers, *self._parts.values(), self._pins):
            self.renderer.AddViewProp(twin.actor)
        self.labels = LabelLayer(self.renderer)
        self.renderer.AddViewProp(_divider())
        ours = weakref.ref(self)

        def before_drawing(*_: object) -> None:
            half = ours()
            if half is not None:
                half.follow()

        self._observer = cast("Any", self.renderer).AddObserver("StartEvent", before_drawing)

    @property
    def on(self) -> bool:
        """Whether the picture is split."""
        return self._on

    def split(self, *, on: bool) -> None:
        """Split the window and use its left half, or join it again."""
        if on == self._on:
            return
        self._on = on
        if on:
            self._window.AddRenderer(self.renderer)
        else:
            self._window.RemoveRenderer(self.renderer)
        self._main.SetViewport(*(RIGHT if on else WHOLE))

    def close(self) -> None:
        """Release the window."""
        self.split(on=False)
        self.labels.close()
        self.ground.close()
        self.renderer.RemoveObserver(self._observer)

    def affected_x(self, x: float) -> float | None:
        """Return the pixel column of the affected half that shows the same; None if ``x`` already lies in that half."""
        wide = self.renderer.GetSize()[0]
        if not self._on or x >= wide or not wide:
            return None
        return float(self._main.GetOrigin()[0] + (x + 0.5) * self._main.GetSize()[0] / wide - 0.5)

    def targets(self) -> list[LayerActor]:
        """List the layers below the skin that the pointer can hit."""
        return [*self._body, *self.layers]

    def take(self, lesion: LesionActor | None) -> None:
        """Replace the structures of a lesion by the same at rest."""
        if lesion is self._lesion:
            return
        if self._lesion is not None:
            for actor in self._lesion_actors(self._lesion):
                self.renderer.RemoveViewProp(actor)
        self._lesion = lesion
        self.layers = [] if lesion is None else lesion.rest_layers()
        if lesion is not None:
            for actor in self._lesion_actors(lesion):
                self.renderer.AddViewProp(actor)

    def _lesion_actors(self, lesion: LesionActor) -> list[vtkActor]:
        return [*(layer.actor for layer in self.layers), lesion.rest_section.actor]

    def show(self, appearance: Appearance, cuts: Cuts, framing: Framing) -> None:
        """Show the body of an appearance with nothing lit, pressed or drawn."""
        for twin in self._layers:
            twin.colour(appearance.hovered)
        plain = self._skin.plain_texture()
        if plain is not None:
            for part in self._parts.values():
                part.set_texture(plain)
        whole = appearance.cut is None
        tags: list[Tag] = list(floor_tags(framing, appearance.ghost, appearance.floor)) if whole else []
        if self._lesion is not None:
            for layer, moved in zip(self.layers, self._lesion.layers, strict=True):
                layer.show({key for key, number in moved.number.items() if number in moved.visible})
                layer.colour({}, appearance.hovered)
            cuts.cut(appearance, self.layers, self._lesion, at_rest=True)
            self._lesion.rest_section.actor.SetVisibility(self._lesion.section.actor.GetVisibility())
            if appearance.lesion is not None and appearance.layers["nerves"].visible:
                tags += on_the_back(self._lesion.rest_tags(appearance.lesion), covered=self._skin.covers_everything)
        self.labels.show(tags)
        self.labels.head(appearance.beside.healthy if appearance.beside is not None else "")

    def follow(self) -> None:
        """Copy what has changed in the other half; called before each frame."""
        for twin in (*self._layers, *self._parts.values(), self._pins):
            twin.follow()
        order = self._skin.far_to_near(self.renderer.GetActiveCamera().GetPosition())
        if order != self._order:
            self._order = order
            for part in order:
                self.renderer.RemoveViewProp(self._parts[part].actor)
            for part in order:
                self.renderer.AddViewProp(self._parts[part].actor)


def _divider() -> vtkActor2D:
    """Draw a line between the halves."""
    points, lines = vtkPoints(), vtkCellArray()
    for height in (0.0, 1.0):
        points.InsertNextPoint(1.0, height, 0.0)
    lines.InsertNextCell(2)
    lines.InsertCellPoint(0)
    lines.InsertCellPoint(1)
    data = vtkPolyData()
    data.SetPoints(points)
    data.SetLines(lines)
    place = vtkCoordinate()
    place.SetCoordinateSystemToNormalizedViewport()
    mapper = vtkPolyDataMapper2D()
    mapper.SetInputData(data)
    mapper.SetTransformCoordinate(place)
    actor = vtkActor2D()
    actor.SetMapper(mapper)
    actor.GetProperty().SetColor(*DIVIDER)
    actor.GetProperty().SetLineWidth(2.0)
    actor.PickableOff()
    return actor
