"""The scene: actors that follow an appearance. It builds no window, starts no loop and draws nothing by itself."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkLight

from annotations.model import Knowledge
from viewer.appearance import Appearance, BodyAppearance, CameraAppearance, PinchAppearance, Rgb
from viewer.palette import TISSUES, is_dark
from viewer.state import CameraPose, ChartPlace, Side
from viewer.views import VIEWS, pose

from . import errors
from .beside import HEADROOM, NARROWEST, HealthyHalf
from .framing import framing_of
from .labels import LabelLayer
from .layer_actor import OUTLINE, SELECTED, LayerActor
from .naming import Naming, is_drawn, shown_pins
from .picking import Picked
from .pinch_cuts import Cuts
from .pinch_scene import KnownScenes, PinchLayer, PinchScene
from .pins import PinActor
from .pointing import Pointing
from .shading import glow
from .skin_actor import SkinActor
from .skin_places import SkinPlaces

if TYPE_CHECKING:
    import pyvista as pv

    from meshes.body import Body
    from meshes.painting import Unwrapped

COARSE_CELLS: Final = (5.0, 2.5)
"""Finest cells of the coarse surfaces for a moving picture, mm."""
COARSE_PX: Final = 4.5
"""Cells may be so many pixels wide at most."""
MOST_OUTLINES: Final = 24
"""Silhouettes are for the few muscles behind a weakness; beyond this number they would only darken the picture."""
SHADES: Final = (0.0, 0.055, -0.05, 0.03, -0.03, 0.08)
"""Neighbouring muscles differ a little in lightness, so that they can be told apart."""
FIGURE_POINTS: Final = 3000
"""Points of the figure that labels keep clear of."""
REFERENCE_HEIGHT: Final = 800
"""Picture height at which labels have their plain size."""


@dataclass(frozen=True, slots=True)
class _Deep:
    """What decides the look of everything below the skin."""

    layers: tuple[object, ...]
    lit: frozenset[str]
    hidden: frozenset[str]
    ghost: Side | None
    selected: str | None
    covered: bool
    cut: str | None
    pinch: tuple[str, Side] | None


class BodyScene:
    """Draws a body in a plotter.

    Parameters
    ----------
    plotter : pyvista.BasePlotter
        Window or off-screen plotter; its lights are replaced.
    body : Body
        The geometry.
    knowledge : Knowledge
        Territories and pain bands.
    unwrapped : Unwrapped, optional
        The skin's texture atlas where it is at hand already.
    tailor : callable, optional
        Makes the body an appearance asks for, of the same structures, vertices and faces. Without it the body stays.

    Attributes
    ----------
    framing : viewer.views.Framing
        What the named views need to know of this body.
    """

    def __init__(
        self,
        plotter: pv.BasePlotter,
        body: Body,
        knowledge: Knowledge,
        unwrapped: Unwrapped | None = None,
        tailor: Callable[[BodyAppearance], Body] | None = None,
    ) -> None:
        errors.watch()
        self._plotter = plotter
        self._renderer = plotter.renderer
        self._body, self._tailor = body, tailor
        self._worn: BodyAppearance | None = None
        self.framing = framing_of(body)
        if unwrapped is None:
            from meshes.painting import unwrap

            unwrapped = unwrap(body.skin)
        self.skin = SkinActor(body.skin, unwrapped, knowledge)
        self.layers = [LayerActor(layer, _tissue_colours(body, layer.keys)) for layer in body.layers]
        self._pinch: PinchScene | None = None
        self._pinch_names: list[str] = []
        self._known = KnownScenes()
        self._cuts = Cuts()
        self._pins = PinActor()
        for actor in self.layers:
            name = f"{actor.layer.layer}.{actor.layer.side or 'midline'}"
            self._add(name, actor.actor)
            self._add(f"{name}.outline", actor.outline)
        for part, skin_actor in self.skin.actors.items():
            self._add(f"skin.{part}", skin_actor)
        self._add("pins", self._pins.actor)
        self._labels = LabelLayer(self._renderer)
        self._label_factor = self._word_factor = 1.0
        self._pointing = Pointing(self._renderer, self.skin)
        self._places = SkinPlaces(self.skin, body)
        self._naming = Naming(self._renderer, self.skin, self._places, self._labels, lambda: self._size, self.framing)
        self._half: HealthyHalf | None = None
        self._skin_order: tuple[str, ...] = tuple(self.skin.actors)
        self._observer = cast("Any", self._renderer).AddObserver("StartEvent", _calling(self._sort_skin))
        self._shown: Appearance | None = None
        self._deep: _Deep | None = None
        self._labelled: tuple[object, ...] | None = None
        self._clear_of: tuple[_Deep, bool] | None = None
        self._light()

    def apply(self, appearance: Appearance) -> None:
        """Show an appearance, touching only what differs from the one before. The caller draws the frame.

        Raises
        ------
        viewer.scene.errors.DrawingError
            When VTK has complained since the last call.
        """
        errors.check()
        before = self._shown
        resplit = self._split(on=appearance.beside is not None)
        worn = self._body
        if self._tailor is not None and appearance.body != self._worn:
            self._worn = appearance.body
            self.wear(self._tailor(appearance.body))
            before = None
        self.skin.apply(appearance.skin, appearance.ghost)
        if self._pinch_in(appearance.pinch, fresh=worn is not self._body):
            before = None
        deep = self._deep_of(appearance)
        if deep != self._deep:
            self._show_structures(appearance, deep)
        outlines_before = None if before is None else (before.lit, before.selected)
        if deep != self._deep or outlines_before != (appearance.lit, appearance.selected):
            self._outline(appearance)
        if deep != self._deep or before is None or before.pinch != appearance.pinch:
            self._cuts.apply(appearance, self._body, self._all_layers, self._pinch)
        self._deep = deep
        if before is None or (before.lit, before.hovered) != (appearance.lit, appearance.hovered):
            for layer in self._all_layers:
                layer.colour(appearance.lit, appearance.hovered)
        pins = shown_pins(appearance)
        if before is None or shown_pins(before) != pins:
            self._pins.show([(self._places.landmark(pin), pin.colour) for pin in pins])
        if before is None or before.background != appearance.background or resplit:
            self._paint_background(appearance.background)
        if before is None or before.camera != appearance.camera or resplit:
            self.set_camera(appearance.camera)
        seen = (
            appearance.labels,
            appearance.floor,
            appearance.pins,
            appearance.asked,
            appearance.camera,
            appearance.pinch,
            self.parts,
        )
        labelled = (deep, appearance.skin.visible, *seen)
        if labelled != self._labelled:
            self._labelled = labelled
            if self._clear_of != (deep, appearance.skin.visible):
                self._clear_of = deep, appearance.skin.visible
                self._labels.keep_clear_of(self._figure(appearance))
            self._labels.show(self._naming.tags(appearance, self._all_layers, self._pinch))
        self._labels.head(appearance.beside.affected if appearance.beside is not None else "")
        if self._half is not None and self._half.on:
            self._half.take(self._pinch)
            self._half.show(appearance, self._cuts, self.framing)
        self._shown = appearance

    @property
    def body(self) -> Body:
        """The body that is drawn."""
        return self._body

    def knows(self, look: PinchAppearance | None) -> bool:
        """Whether a pinch scene on the body that is drawn is worked out already: the first time takes seconds."""
        return look is None or self._known.has(self._body, look.scene, look.side)

    def wear(self, body: Body) -> None:
        """Draw another build of the same body: vertices move, all else stays. The caller draws the frame."""
        if body is self._body:
            return
        self._body = body
        self.framing = framing_of(body)
        self.skin.wear(body.skin)
        for actor, layer in zip(self.layers, body.layers, strict=True):
            actor.wear(layer)
        self._places.wear(body)
        self._naming.framing = self.framing
        self._labelled = self._clear_of = None
        self._renderer.ResetCameraClippingRange()

    def _pinch_in(self, look: PinchAppearance | None, *, fresh: bool) -> bool:
        """Show a pinch scene, and say whether its structures are new to the picture."""
        pinch = self._pinch
        if look is not None and pinch is not None and not fresh and pinch.shows(look):
            pinch.show(look.degree)
            return False
        if look is None and pinch is None:
            return False
        for name in self._pinch_names:
            cast("Any", self._plotter).remove_actor(name, reset_camera=False, render=False)
        self._pinch_names.clear()
        self._pinch = None
        if look is not None:
            known = self._known.of(self._body, look.scene, look.side)
            self._pinch = PinchScene(known, look, partial(_tissue_colours, self._body))
        for number, layer in enumerate(self._pinch.layers if self._pinch is not None else ()):
            for name, actor in ((f"pinch.{number}", layer.actor), (f"pinch.{number}.outline", layer.outline)):
                self._add(name, actor)
                self._pinch_names.append(name)
        if self._pinch is not None:
            self._add("pinch.section", self._pinch.section.actor)
            self._pinch_names.append("pinch.section")
        self._deep = None
        return True

    @property
    def _all_layers(self) -> list[LayerActor]:
        """The body's layers, and those of the pinch scene that stand in for some of their structures."""
        return [*self.layers, *(self._pinch.layers if self._pinch is not None else ())]

    @property
    def _ghost(self) -> Side | None:
        return self._shown.ghost if self._shown else None

    @property
    def _replaced(self) -> frozenset[str]:
        return self._pinch.keys if self._pinch is not None else frozenset()

    def set_camera(self, camera: CameraAppearance) -> None:
        """Stand where a named view or a free pose says."""
        width, height = self._size
        room, aspect = 0.0, width / max(1, height)
        if self.parts > 1:
            room, aspect = HEADROOM, max(aspect, NARROWEST if VIEWS[camera.view].target == "level" else 0.0)
        where = camera.pose or pose(VIEWS[camera.view], camera.side, self.framing, aspect, camera.level, room)
        self.label_scale(min(3.0, self._label_factor * self._word_factor * max(0.75, height / REFERENCE_HEIGHT)))
        view = self._renderer.GetActiveCamera()
        view.SetPosition(where.position)
        view.SetFocalPoint(where.focal_point)
        view.SetViewUp(where.view_up)
        view.SetViewAngle(where.view_angle)
        self._renderer.camera_set = True  # or PyVista frames the scene anew at the first drawing
        self._renderer.ResetCameraClippingRange()

    @property
    def camera_pose(self) -> CameraPose:
        """Where the camera stands now."""
        view = self._renderer.GetActiveCamera()
        return CameraPose(view.GetPosition(), view.GetFocalPoint(), view.GetViewUp(), view.GetViewAngle())

    def enlarge_labels(self, factor: float) -> None:
        """Make labels so many times larger than usual, for a room that looks on. The caller draws the frame."""
        self._label_factor = factor
        self.set_camera(CameraAppearance("front", "right", self.camera_pose))

    def size_labels(self, factor: float) -> None:
        """Let labels be as many times larger as all words of the window are. The caller draws the frame."""
        if factor != self._word_factor:
            self._word_factor = factor
            self.set_camera(CameraAppearance("front", "right", self.camera_pose))

    def label_scale(self, scale: float) -> None:
        """Set the size of labels, 1 for a font of 15 pixels."""
        self._labels.scale = scale
        if self._half is not None:
            self._half.labels.scale = scale

    def pick(self, x: float, y: float) -> Picked | None:
        """Find the front-most visible, unghosted thing at a point of the picture.

        Skin that is mostly see-through lets the pointer pass to what lies beneath; where nothing does, it is picked.

        Parameters
        ----------
        x, y : float
            Pixels from the lower left corner of the picture.
        """
        beside = self._half.affected_x(x) if self._half is not None else None
        if beside is None or self._half is None:
            return self._pointing.pick(x, y, self._all_layers, self._ghost)
        return self._pointing.pick(beside, y, self._half.targets(), self._ghost, plain=True)

    def skin_at(self, x: float, y: float) -> ChartPlace | None:
        """Find the skin at a point of the picture, however faded; nothing off the body or where skin is not drawn.

        Parameters
        ----------
        x, y : float
            Pixels from the lower left corner of the picture.
        """
        beside = self._half.affected_x(x) if self._half is not None else None
        return self._pointing.skin_at(x if beside is None else beside, y, self._ghost)

    def skin_of(self, place: ChartPlace) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Find a chart place on this body's skin and the outer direction there, mm RAS; None where there is no skin."""
        return self._places.of(place)

    def place_xyz(self, place: ChartPlace) -> NDArray[np.float64]:
        """Find a chart place on this body's skin, mm RAS, shape (3,), to about a millimetre."""
        return self.skin.texels.position(place.segment, place.side, place.t, place.phi, place.ray)

    @property
    def parts(self) -> int:
        """How many pictures stand side by side in the window."""
        return 2 if self._half is not None and self._half.on else 1

    def smooth(self, on: bool) -> None:
        """Smooth edges, or leave them: without a graphics card smoothing takes as long as the frame."""
        self._renderer.SetUseFXAA(on)
        if self._half is not None:
            self._half.renderer.SetUseFXAA(on)

    def coarsen(self) -> bool:
        """Get one more surface ready for a moving picture from here; say whether there may be more to do."""
        cell = self._cell
        return cell is not None and (self.skin.coarsen(cell) or any(layer.coarsen(cell) for layer in self.layers))

    def simplify(self, on: bool) -> None:
        """Draw fewer triangles while the picture moves, as far as they are ready, or all again."""
        cell = self._cell if on else None
        self.skin.simplify(cell)
        for layer in self.layers:
            layer.simplify(cell)

    @property
    def _cell(self) -> float | None:
        """Cells of coarse surfaces, mm, that are not seen as such from here; None where the camera is too near."""
        view = self._renderer.GetActiveCamera()
        high = 2.0 * view.GetDistance() * math.tan(math.radians(view.GetViewAngle() / 2.0))
        pixel = high / max(1, self._size[1])
        return next((cell for cell in COARSE_CELLS if cell <= COARSE_PX * pixel), None)

    @property
    def _size(self) -> tuple[int, int]:
        """Width and height of the picture of one body, pixels."""
        width, height = self._plotter.window_size
        return max(1, width // self.parts), height

    def _split(self, *, on: bool) -> bool:
        """Put the healthy body beside it, or take it away; say whether that is a change."""
        if on == (self.parts == 2):
            return False
        if self._half is None:
            self._half = HealthyHalf(self._renderer, self.layers, self.skin, self._pins.actor)
            self._half.labels.scale = self._labels.scale
        self._half.split(on=on)
        return True

    def close(self) -> None:
        """Let go of the renderer."""
        if self._half is not None:
            self._half.close()
        self._labels.close()
        self._renderer.RemoveObserver(self._observer)

    def _add(self, name: str, actor: object) -> None:
        cast("Any", self._plotter).add_actor(actor, name=name, reset_camera=False, render=False)

    def _light(self) -> None:
        """One plain headlight: the shaders make the studio light out of the surface's direction."""
        self._renderer.RemoveAllLights()
        light = vtkLight()
        light.SetLightTypeToHeadlight()
        self._renderer.AddLight(light)
        self._renderer.SetAutomaticLightCreation(False)
        # Plain blending of front faces: one picture, multisampled like the rest, without passes of its own.
        self._renderer.SetUseOIT(False)

    def _sort_skin(self) -> None:
        """Let the farther parts of translucent skin be drawn first: plain blending needs that order."""
        if self._shown is None or not self._shown.skin.visible:
            return
        order = self.skin.far_to_near(self._renderer.GetActiveCamera().GetPosition())
        if order != self._skin_order:
            self._skin_order = order
            for part in order:
                self._renderer.RemoveViewProp(self.skin.actors[part])
            for part in order:
                self._renderer.AddViewProp(self.skin.actors[part])

    def _figure(self, appearance: Appearance) -> NDArray[np.float32]:
        """Pick points all over what is drawn, for labels to keep clear of."""
        clouds = [self._body.skin.mesh.vertices] if appearance.skin.visible else []
        clouds += [layer.layer.mesh.vertices for layer in self._all_layers if layer.visible and not clouds]
        if not clouds:
            return np.empty((0, 3), dtype=np.float32)
        step = max(1, sum(len(cloud) for cloud in clouds) // FIGURE_POINTS)
        return np.concatenate([cloud[::step] for cloud in clouds])

    def _paint_background(self, colour: Rgb) -> None:
        for actor in self.skin.actors.values():
            glow(actor, float(is_dark(colour)))
        for renderer in (self._renderer, *(() if self._half is None else (self._half.renderer,))):
            # In high contrast the ground is plain.
            renderer.SetGradientBackground(0 < sum(colour) < 3 * 255)
            renderer.SetDitherGradient(False)  # its noise is not seen, and makes a PNG four times as large
            renderer.SetBackground2(*(min(1.0, c / 255 + 0.03) for c in colour))
            renderer.SetBackground(*(c / 255 * (0.955 if 0 < sum(colour) < 3 * 255 else 1.0) for c in colour))

    def _deep_of(self, appearance: Appearance) -> _Deep:
        only_lit = any(layer.only_lit for layer in appearance.layers.values())
        return _Deep(
            tuple(sorted((name, look.visible, look.only_lit) for name, look in appearance.layers.items())),
            frozenset(appearance.lit) if only_lit else frozenset(),
            appearance.hidden,
            appearance.ghost,
            appearance.selected if only_lit else None,
            self.skin.covers_everything,
            appearance.cut,
            None if appearance.pinch is None else (appearance.pinch.scene, appearance.pinch.side),
        )

    def _show_structures(self, appearance: Appearance, deep: _Deep) -> None:
        kept = {*appearance.lit, appearance.selected}
        for layer in self._all_layers:
            look = appearance.layers[layer.layer.layer]
            drawn = look.visible and not deep.covered and not (deep.ghost and layer.layer.side == deep.ghost)
            out = appearance.hidden if isinstance(layer, PinchLayer) else appearance.hidden | self._replaced

            def wanted(
                key: str, drawn: bool = drawn, only_lit: bool = look.only_lit, out: frozenset[str] = out
            ) -> bool:
                return drawn and key not in out and (not only_lit or key in kept)

            layer.show(wanted)

    def _outline(self, appearance: Appearance) -> None:
        outlined: dict[str, Rgb] = {
            key: OUTLINE for key, look in appearance.lit.items() if look.outline and is_drawn(key, self._all_layers)
        }
        if len(outlined) > MOST_OUTLINES:
            outlined = {}
        if appearance.selected is not None:
            outlined[appearance.selected] = SELECTED
        for layer in self._all_layers:
            layer.outline_structures(outlined)


def _tissue_colours(body: Body, keys: tuple[str, ...]) -> NDArray[np.uint8]:
    colours = np.empty((len(keys), 3), dtype=np.float64)
    for number, key in enumerate(keys):
        tissue = body.structures[key].tissue
        colours[number] = TISSUES.get(tissue, TISSUES["bone"])
        if tissue == "muscle":
            colours[number] *= 1.0 + SHADES[number % len(SHADES)]
    return np.clip(np.rint(colours), 0, 255).astype(np.uint8)


def _calling(method: Callable[[], None]) -> Callable[..., None]:
    """Make an observer that does not keep the method's object alive."""
    ours = weakref.WeakMethod(method)

    def observer(*_: object) -> None:
        found = ours()
        if found is not None:
            found()

    return observer
