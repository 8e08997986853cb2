"""The scene: actors that follow an appearance. It builds no window, starts no loop and draws nothing by itself."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from annotations.model import Knowledge
from viewer.appearance.framing import framing_of
from viewer.appearance.standing import REFERENCE_HEIGHT, standing
from viewer.appearance.values import Appearance, CameraAppearance, LesionAppearance
from viewer.appearance.views import VIEWS, Vector, closer
from viewer.palette.colours import Rgb, is_dark
from viewer.scene.labels.layer import LabelLayer
from viewer.scene.labels.naming import Naming, shown_pins
from viewer.scene.skin.actor import SkinActor
from viewer.scene.skin.places import SkinPlaces
from viewer.state.physique import BodyAppearance
from viewer.state.view_state import CameraPose, ChartPlace, Side

from . import errors
from .beside import HEADROOM, NARROWEST, HealthyHalf
from .examiner_signs import ExaminerSignActor
from .ground import MovingGround, light_evenly, paint_ground
from .layer_actor import LayerActor
from .picking import Picked
from .pins import PinActor
from .pointing import Pointing
from .shading import glow
from .structures import Structures

if TYPE_CHECKING:
    import pyvista as pv

    from meshes.body import Body
    from meshes.lesion.lesion import Affected
    from meshes.mesh import Mesh
    from meshes.skin.unwrapping import Unwrapped

NEAR_MM: Final[dict[str, float]] = {
    **{"touch": 420.0, "prick": 420.0, "tap": 460.0, "stroke": 420.0, "feel": 420.0, "resist": 700.0}
}
"""What is seen of the body's height round the sign of an examiner."""
COARSE_CELLS: Final = (5.0, 2.5)
"""Finest cells of the coarse surfaces for a moving picture, mm."""
COARSE_PX: Final = 4.5
"""Largest width of a cell, pixels."""
FIGURE_POINTS: Final = 3000
"""Points of the figure that labels keep clear of."""


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
    make_body : callable, optional
        Makes the body an appearance asks for, of the same structures, vertices and faces. Without it the body stays.

    Attributes
    ----------
    framing : viewer.appearance.views.Framing
        What the named views need to know of this body.
    """

    def __init__(
        self,
        plotter: pv.BasePlotter,
        body: Body,
        knowledge: Knowledge,
        unwrapped: Unwrapped | None = None,
        make_body: Callable[[BodyAppearance], Body] | None = None,
    ) -> None:
        errors.watch()
        self._plotter = plotter
        self._renderer = plotter.renderer
        self._body, self._make_body = body, make_body
        self._shape: BodyAppearance | None = None
        self.framing = framing_of(body)
        if unwrapped is None:
            from meshes.skin.unwrapping import unwrap

            unwrapped = unwrap(body.skin)
        self.skin = SkinActor(body.skin, unwrapped, knowledge)
        self._structures = Structures(self._renderer, body)
        self._pins = PinActor()
        self._signs = ExaminerSignActor()
        # Added to VTK's renderer: PyVista's plotter goes through all its actors for each.
        for actor in (*self.skin.actors.values(), self._pins.actor, self._signs.actor):
            self._renderer.AddViewProp(actor)
        self._labels = LabelLayer(self._renderer)
        self._label_factor = self._word_factor = 1.0
        self._pointing = Pointing(self._renderer, self.skin)
        self._places = SkinPlaces(self.skin, body)
        self._naming = Naming(self._renderer, self.skin, self._places, self._labels, lambda: self._size, self.framing)
        self._half: HealthyHalf | None = None
        self._skin_order: tuple[str, ...] = tuple(self.skin.actors)
        self._observer = cast("Any", self._renderer).AddObserver("StartEvent", _calling(self._sort_skin))
        self._shown: Appearance | None = None
        self._labelled: tuple[object, ...] | None = None
        self._clear_of: tuple[object, ...] | None = None
        light_evenly(self._renderer)
        self._ground = MovingGround(self._renderer)

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
        drawn = self._body
        if self._make_body is not None and appearance.body != self._shape:
            self._shape = appearance.body
            self.set_body(self._make_body(appearance.body))
            before = None
        self.skin.apply(appearance.skin, appearance.ghost)
        below = self._structures
        if below.apply(appearance, before, covered=self.skin.covers_everything, fresh=drawn is not self._body):
            before = None
        pins = shown_pins(appearance)
        if before is None or shown_pins(before) != pins:
            self._pins.show([(self._places.landmark(pin), pin.colour) for pin in pins])
        if before is None or before.signs != appearance.signs:
            self._signs.show([(sign.act, *self._places.examined(sign)) for sign in appearance.signs])
        if before is None or before.background != appearance.background or resplit:
            self._paint_ground(appearance.background)
        if before is None or before.camera != appearance.camera or resplit:
            self.set_camera(appearance.camera)
        figure = (below.seen, appearance.skin.visible)
        labelled = (
            figure,
            appearance.labels,
            appearance.floor,
            appearance.pins,
            appearance.signs,
            appearance.asked,
            appearance.camera,
            appearance.lesion,
            self.parts,
        )
        if labelled != self._labelled:
            self._labelled = labelled
            if self._clear_of != figure:
                self._clear_of = figure
                self._labels.keep_clear_of(self._figure(appearance))
            self._labels.show(self._naming.tags(appearance, below.drawn, below.lesion))
        self._labels.head(appearance.beside.affected if appearance.beside is not None else "")
        if self._half is not None and self._half.on:
            self._half.take(below.lesion)
            self._half.show(appearance, below.cuts, self.framing)
        self._shown = appearance

    @property
    def body(self) -> Body:
        """The body that is drawn."""
        return self._body

    def knows(self, look: LesionAppearance | None) -> bool:
        """Whether a lesion on the current body has been computed already: the first time takes seconds."""
        return self._structures.knows(look)

    @property
    def affected(self) -> Affected | None:
        """The lesion that is drawn, at its degree."""
        return None if self._structures.lesion is None else self._structures.lesion.shown

    def part(self, key: str) -> Mesh | None:
        """Return a structure's mesh as it is drawn, moved where a lesion moves it; None where there is none."""
        return self._structures.part(key)

    def set_body(self, body: Body) -> None:
        """Draw another build of the same body: vertices move, all else stays. The caller draws the frame."""
        if body is self._body:
            return
        self._body = body
        self.framing = framing_of(body)
        self.skin.set_skin(body.skin)
        self._structures.set_body(body)
        self._places.set_body(body)
        self._naming.framing = self.framing
        self._labelled = self._clear_of = None
        self._renderer.ResetCameraClippingRange()

    @property
    def layers(self) -> list[LayerActor]:
        """The body's own layers, below the skin."""
        return self._structures.layers

    @property
    def _ghost(self) -> Side | None:
        return self._shown.ghost if self._shown else None

    def set_camera(self, camera: CameraAppearance) -> None:
        """Stand where a named view or a free pose says."""
        width, height = self._size
        room, aspect = 0.0, width / max(1, height)
        if self.parts > 1:
            room, aspect = HEADROOM, max(aspect, NARROWEST if VIEWS[camera.view].target == "level" else 0.0)
        larger = self._label_factor * self._word_factor
        where = standing(camera, self.framing, aspect, height, headroom=room, larger=larger)
        if camera.near is not None and camera.pose is None:
            x, y, z = self._places.examined(camera.near)[0].mean(axis=0).tolist()
            seen = NEAR_MM[camera.near.act]
            # The foot is what is held; the muscles that move it lie above.
            rise = 0.2 * seen if camera.near.act == "resist" else 0.0
            where = closer(where, (x, y, z + rise), seen, aspect)
        self.label_scale(min(3.0, larger * max(0.75, height / REFERENCE_HEIGHT)))
        view = self._renderer.GetActiveCamera()
        view.SetPosition(where.position)
        view.SetFocalPoint(where.focal_point)
        view.SetViewUp(where.view_up)
        view.SetViewAngle(where.view_angle)
        self._renderer.camera_set = True  # or PyVista frames the scene again at the first drawing
        self._renderer.ResetCameraClippingRange()

    @property
    def camera_pose(self) -> CameraPose:
        """Where the camera stands now."""
        view = self._renderer.GetActiveCamera()
        return CameraPose(view.GetPosition(), view.GetFocalPoint(), view.GetViewUp(), view.GetViewAngle())

    def enlarge_labels(self, factor: float) -> None:
        """Enlarge labels by a factor, for an audience in a room. The caller draws the frame."""
        self._label_factor = factor
        self.set_camera(CameraAppearance("front", "right", self.camera_pose))

    def size_labels(self, factor: float) -> None:
        """Scale labels with the window's words. The caller draws the frame."""
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
        at, drawn, plain = self._pointed_at(x)
        return self._pointing.pick(at, y, drawn, self._ghost, plain=plain)

    def body_at(self, x: float, y: float) -> Vector | None:
        """Find what coming nearer at a point of the picture comes to, mm: never what lies between the legs.

        Parameters
        ----------
        x, y : float
            Pixels from the lower left corner of the picture.
        """
        at, drawn, plain = self._pointed_at(x)
        return self._pointing.body_at(at, y, drawn, self._ghost, plain=plain)

    def _pointed_at(self, x: float) -> tuple[float, list[LayerActor], bool]:
        """Give the column within the half that is pointed at, its layers, and whether it is the affected half."""
        beside = self._half.affected_x(x) if self._half is not None else None
        if beside is None or self._half is None:
            return x, self._structures.drawn, False
        return beside, self._half.targets(), True

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
        """Prepare one more coarse surface for a moving picture from here; return whether more may remain."""
        cell = self._cell
        return cell is not None and (self.skin.coarsen(cell) or any(layer.coarsen(cell) for layer in self.layers))

    def simplify(self, on: bool) -> None:
        """Draw fewer triangles while the picture moves, as far as they are ready, or all again."""
        cell = self._cell if on else None
        for ground in (self._ground, *(() if self._half is None else (self._half.ground,))):
            ground.use(on=on)
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
        """Show the healthy body beside it, or remove it; return whether that is a change."""
        if on == (self.parts == 2):
            return False
        if self._half is None:
            self._half = HealthyHalf(self._renderer, self.layers, self.skin, self._pins.actor)
            self._half.labels.scale = self._labels.scale
        self._half.split(on=on)
        return True

    def close(self) -> None:
        """Release the renderer."""
        if self._half is not None:
            self._half.close()
        self._labels.close()
        self._ground.close()
        self._renderer.RemoveObserver(self._observer)

    def _sort_skin(self) -> None:
        """Draw the farther parts of translucent skin first: plain blending needs that order."""
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
        clouds += [layer.layer.mesh.vertices for layer in self._structures.drawn if layer.visible and not clouds]
        if not clouds:
            return np.empty((0, 3), dtype=np.float32)
        step = max(1, sum(len(cloud) for cloud in clouds) // FIGURE_POINTS)
        return np.concatenate([cloud[::step] for cloud in clouds])

    def _paint_ground(self, colour: Rgb) -> None:
        for actor in self.skin.actors.values():
            glow(actor, float(is_dark(colour)))
        for renderer in (self._renderer, *(() if self._half is None else (self._half.renderer,))):
            paint_ground(renderer, colour)


def _calling(method: Callable[[], None]) -> Callable[..., None]:
    """Make an observer that does not keep the method's object alive."""
    ours = weakref.WeakMethod(method)

    def observer(*_: object) -> None:
        found = ours()
        if found is not None:
            found()

    return observer
