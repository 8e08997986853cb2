"""The picture in the window: a body scene in VTK's Qt widget, drawn when something changed."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from viewer.appearance.values import Appearance, CameraAppearance, SkinAppearance
from viewer.appearance.views import Vector
from viewer.files.writing import check_writable, write_whole
from viewer.i18n.catalogue import N_
from viewer.output.flat_skin.layout import FlatLayout
from viewer.state.view_state import CameraPose, ChartPlace, Side, Stroke

from . import orbit

if TYPE_CHECKING:
    from meshes.body import Body
    from viewer.output.flat_skin.texels import FlatTexels
    from viewer.scene.body_scene import BodyScene

    from .protocol import Box

REST_MS: Final = 150
"""After so long without a change the full frame is drawn with smooth edges, within 0.3 s of rest. Without a graphics
card smoothing doubles the time of a frame (measured: 58 and 130 ms), so a moving picture is not smoothed."""
IDLE_MS: Final = 30
"""Between two steps of getting ready for turning."""
FAST_FRAME: Final = 0.02
"""Seconds; where a smooth frame takes no longer, every frame is smooth."""

GLIDE_SECONDS: Final = 0.35
"""Duration of the flight from one named view to another."""
GLIDE_FRAME: Final = 0.04
"""Seconds; where frames take longer, views change without a flight."""
UNHURRIED_SECONDS, UNHURRIED_FRAME = 1.1, 0.25
"""The same while steps are shown: slower, and also where frames take longer."""
PATIENCE: Final = 0.3
"""Seconds; if the last change of the body took longer, the next one is announced."""
PRESSING: Final = N_("Working out the pinch …")
BUILDING: Final = N_("Making the body …")
UNPLACED: Final = CameraPose((0.0, 1.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.0, 1.0))


class BodyPicture(QObject):
    """Draws appearances, moves the camera, answers what is under a pixel.

    Parameters
    ----------
    canvas : QWidget
        A :class:`~.widget.BodyWidget`.
    scene : BodyScene
        The scene in that plotter.
    body : Body
        For the boxes of structures.

    Attributes
    ----------
    frame_seconds : float
        How long the last frame took.
    """

    def __init__(self, canvas: QWidget, scene: BodyScene, body: Body) -> None:
        super().__init__(canvas)
        self._canvas, self._scene, self._body = canvas, scene, body
        self._plotter: Any = canvas
        self._appearance: Appearance | None = None
        self._closed = False
        self._refit = self._single_shot(30, self._fit)
        self._rest = self._single_shot(REST_MS, self._smooth)
        self._soon = self._single_shot(0, self._draw_now)
        self._flight = QTimer(self)
        self._flight.setInterval(15)
        self._flight.timeout.connect(self._fly)
        self._way = (UNPLACED, UNPLACED, 0.0)
        self._idle = self._single_shot(IDLE_MS, self._get_ready)
        self._moves = False
        self._always_smooth = False
        self.still = False
        """Whether views change without a flight."""
        self.unhurried = False
        """Whether flights are slow, also where frames are slow: steps are shown."""
        self.busy: Callable[[str], AbstractContextManager[None]] = lambda _words: nullcontext()
        """Announces that something takes a while, for as long as a block lasts."""
        self._body_seconds = PATIENCE + 1.0
        self.frame_seconds = 0.0
        canvas.installEventFilter(self)

    @property
    def shown(self) -> Appearance | None:
        """What is shown."""
        return self._appearance

    def show(self, appearance: Appearance) -> None:
        """Apply the difference and draw."""
        if self._closed or appearance == self._appearance:
            return
        before, self._appearance = self._appearance, appearance
        turned = before is not None and before.camera != appearance.camera
        self._measure()
        start = self._scene.camera_pose
        self._apply(appearance, before)
        if turned:
            self._glide(start, self._scene.camera_pose)
        self._draw()

    def _apply(self, appearance: Appearance, before: Appearance | None) -> None:
        """Apply an appearance to the scene; announce it first where it takes a while."""
        other_body = before is not None and before.body != appearance.body
        words = ""
        if not self._scene.knows(appearance.lesion):
            words = PRESSING
        elif other_body and self._body_seconds > PATIENCE:
            words = BUILDING
        with self.busy(words) if words else nullcontext():
            start = time.perf_counter()
            self._scene.apply(appearance)
            if other_body and words != PRESSING:
                self._body_seconds = time.perf_counter() - start

    def redraw(self) -> None:
        """Draw once more: something in the scene has moved by itself."""
        if not self._closed:
            self._draw()

    def size_labels(self, factor: float) -> None:
        """Make the labels as large as the window's words, and draw."""
        if not self._closed:
            self._scene.size_labels(factor)
            self._fit()
            self._draw()

    def pose(self) -> CameraPose:
        """Say where the camera stands."""
        return self._scene.camera_pose

    def move(self, pose: CameraPose) -> None:
        """Move the camera and draw."""
        if not self._closed:
            self._flight.stop()
            self._stand(pose)

    def pick(self, x: int, y: int) -> str | ChartPlace | None:
        """Say what is seen at a pixel of the widget, from its upper left: a structure, a place, or nothing."""
        found = None if self._closed else self._scene.pick(*self._on_screen(x, y))
        if found is None:
            return None
        return found.place if found.place is not None else found.key

    def skin_at(self, x: int, y: int) -> ChartPlace | None:
        """Say which skin is seen at a pixel of the widget, however faded it is; None off the body."""
        return None if self._closed else self._scene.skin_at(*self._on_screen(x, y))

    def body_at(self, x: int, y: int) -> Vector | None:
        """Say what coming nearer at a pixel of the widget comes to, mm; None where no body is shown."""
        return None if self._closed else self._scene.body_at(*self._on_screen(x, y))

    def _on_screen(self, x: int, y: int) -> tuple[int, int]:
        """Turn a pixel of the widget, from its upper left, into one of the screen, from the picture's lower left."""
        ratio = self._canvas.devicePixelRatioF()
        return round(x * ratio), round(self._canvas.height() * ratio) - 1 - round(y * ratio)

    def begin_stroke(self, stroke: Stroke) -> None:
        """Let a stroke be drawn with this brush; the state has it only once it is finished."""
        if not self._closed:
            self._scene.skin.begin_stroke(stroke)

    def extend_stroke(self, place: ChartPlace, *, joined: bool = True) -> None:
        """Pull the brush to a place, or set it down there, and draw."""
        if not self._closed:
            self._scene.skin.extend_stroke(place, joined=joined)
            self._draw()

    def end_stroke(self) -> None:
        """Take the unfinished stroke off."""
        if not self._closed:
            self._scene.skin.end_stroke()
            self._draw()

    def xyz_of(self, place: ChartPlace) -> tuple[float, float, float]:
        """Say where a place on the skin lies, mm."""
        return _triple(self._scene.place_xyz(place))

    def skin_of(self, place: ChartPlace) -> tuple[Vector, Vector] | None:
        """Say where a place on the skin lies and which way is out there, mm; None where there is no skin."""
        found = self._scene.skin_of(place)
        return None if found is None else (_triple(found[0]), _triple(found[1]))

    def flat_paint(self, skin: SkinAppearance) -> NDArray[np.uint32]:
        """Paint the skin like this, apart from what is shown: RGBA of every texel in a word, shape (texels,)."""
        return self._scene.skin.flat_paint(skin)

    def flat_map(self, side: Side, spot_mm: float) -> FlatTexels:
        """Lay the skin of a side flat, with the measures of the atlas body."""
        from viewer.output.flat_skin.texels import FlatTexels

        return FlatTexels(FlatLayout(self._body.skin.frame), self._scene.skin.texels, side, spot_mm)

    def box_of(self, thing: str | ChartPlace) -> Box | None:
        """Give the bounding box of a structure, or the spot of a place on the skin, mm."""
        if isinstance(thing, ChartPlace):
            spot = _triple(self._scene.place_xyz(thing))
            return spot, spot
        if thing not in self._scene.body.structures:
            return None
        vertices = self._scene.body.part(thing).vertices
        return _triple(vertices.min(axis=0)), _triple(vertices.max(axis=0))

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        """Measure how far apart two places on the skin are, mm, in a straight line."""
        return math.dist(self._scene.place_xyz(one), self._scene.place_xyz(other))

    def aspect(self) -> float:
        """Width of the picture of one body over its height."""
        return max(1, self._canvas.width()) / self._scene.parts / max(1, self._canvas.height())

    def save(self, path: str) -> None:
        """Write what is shown as a PNG, beside its place and then renamed.

        Raises
        ------
        InputError
            When the place cannot be written.
        """
        from PIL import Image

        target = Path(path)
        check_writable(target, ".png")
        picture = Image.fromarray(self._pixels())
        write_whole(target, lambda beside: picture.save(beside, "PNG"))

    def image(self) -> QImage:
        """Give what is shown, with smooth edges; picked warning signs stand above it, as in a saved picture."""
        pixels = self._pixels()
        rows, columns = pixels.shape[:2]
        return QImage(pixels.tobytes(), columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()

    def _pixels(self) -> NDArray[np.uint8]:
        from viewer.scene.labels.banner import with_banner

        self._smooth()
        pixels = np.ascontiguousarray(self._plotter.pixels())
        shown = self._appearance
        return pixels if shown is None else with_banner(pixels, shown.banner, shown.act)

    def close(self) -> None:
        """Stop drawing and give the graphics memory back; safe to call twice."""
        if not self._closed:
            self._closed = True
            for timer in (self._refit, self._rest, self._soon, self._idle, self._flight):
                timer.stop()
            self._canvas.removeEventFilter(self)
            self._scene.close()
            self._plotter.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit a named view anew when the picture's shape changes."""
        del watched
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and not self._closed:
            self._refit.start()
        return False

    def _glide(self, start: CameraPose, end: CameraPose) -> None:
        """Travel to a new view where frames are fast enough to see the way, so that nobody loses their bearings."""
        patience = UNHURRIED_FRAME if self.unhurried else GLIDE_FRAME
        fast = 0.0 < self.frame_seconds < patience and self._canvas.isVisible() and not self.still
        if not fast or math.dist(start.position, end.position) < 1.0:
            self._flight.stop()
            return
        self._way = (start, end, time.perf_counter())
        self._stand(start)
        self._flight.start()

    def _fly(self) -> None:
        start, end, since = self._way
        share = min(1.0, (time.perf_counter() - since) / (UNHURRIED_SECONDS if self.unhurried else GLIDE_SECONDS))
        self._stand(orbit.between(start, end, share * share * (3.0 - 2.0 * share)))
        if share >= 1.0:
            self._flight.stop()

    def _stand(self, pose: CameraPose) -> None:
        self._moves = True
        self._scene.set_camera(CameraAppearance("front", "right", pose))
        self._draw()

    def _fit(self) -> None:
        appearance = self._appearance
        if appearance is not None and appearance.camera.pose is None:
            self._scene.set_camera(appearance.camera)
            self._draw()

    def _single_shot(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _draw(self) -> None:
        """Draw in the next turn of the event loop: the panels' words come first, and many changes are one frame."""
        if not self._closed and not self._soon.isActive():
            self._soon.start()

    def _draw_now(self) -> None:
        """Draw, and once more with smooth edges when nothing changes for a while."""
        if self._closed or not self._canvas.isVisible():
            return
        self._idle.stop()
        self._scene.smooth(self._always_smooth)
        self._scene.simplify(self._moves and not self._always_smooth)
        start = time.perf_counter()
        self._plotter.draw()
        self.frame_seconds = time.perf_counter() - start
        if not self._always_smooth:
            self._rest.start()

    def _smooth(self) -> None:
        if self._closed or not self._canvas.isVisible():
            return
        self._moves = False
        self._scene.smooth(True)
        self._scene.simplify(False)
        start = time.perf_counter()
        self._plotter.draw()
        self._always_smooth = time.perf_counter() - start < FAST_FRAME
        if not self._always_smooth:
            self._idle.start()

    def _get_ready(self) -> None:
        """While nothing happens, get ready for turning: one surface at a time, so that nobody waits."""
        if not self._closed and self._scene.coarsen():
            self._idle.start()

    def _measure(self) -> None:
        """Tell VTK the widget's size, which it only learns of when the widget is first painted."""
        if 0 in self._plotter.render_window.GetSize():
            ratio = self._canvas.devicePixelRatioF()
            width, height = (max(1, round(side * ratio)) for side in (self._canvas.width(), self._canvas.height()))
            self._plotter.render_window.SetSize(width, height)


def _triple(values: Any) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    return (x, y, z)
