"""The way of a root in the picture: a dotted line over everything, and a pulse of beads that runs along it.

Both are drawn over skin, bones and muscles by a depth of their own, so that the way is never lost. Their size follows
the distance of the camera: a bead is as large on the whole body as in a close-up. While the pulse runs only its points
change.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkTextActor

from viewer.palette.colours import Rgb

from .geometry import numpy_array, poly_data
from .pins import unit_sphere
from .projection import view_matrix

if TYPE_CHECKING:
    from viewer.spine.path import NervePath

Floats = NDArray[np.float64]
HEAD_PX: Final = 9.5
"""Radius of the foremost bead, pixels."""
TAIL_PX: Final = 2.2
BEADS: Final = 12
GAP_PX: Final = 7.0
"""Between two beads of the pulse."""
DOT_PX: Final = 2.8
DOT_GAP_PX: Final = 12.0
ARROW_PX: Final = 9.0
"""Half the length of an arrowhead of the line that stands still."""
ARROW_GAP_PX: Final = 88.0
PULSE: Final[Rgb] = (255, 226, 92)
"""Warm yellow: no root, no tissue and no pain band has it. A dark rim sets it off from everything."""
LINE: Final[Rgb] = (255, 240, 170)
RIM: Final[Rgb] = (38, 28, 12)
LARGEST_MM, SMALLEST_MM = 32.0, 0.35
"""Of a bead's radius."""
REGROW: Final = 1.2
"""The line is dotted again once the picture's scale has changed by this factor."""
NUMBER_PX: Final = 15

#: Beads are flat discs of light with a dark rim, and lie before all that is drawn with its true depth.
_LIGHT: Final = """
  float bead_facing = clamp(normalize(normalVCVSOutput).z, 0.0, 1.0);
  vec3 bead = mix(bead_rim, diffuseColor, smoothstep(0.42, 0.60, bead_facing));
  gl_FragData[0] = vec4(mix(bead, vec3(1.0), 0.55 * smoothstep(0.93, 1.0, bead_facing)), 1.0);
"""
_DEPTH: Final = "//VTK::Depth::Impl\n  gl_FragDepth = 0.002 * gl_FragCoord.z;\n"


@dataclass(frozen=True, slots=True)
class Sight:
    """The part of the ways that is in the picture."""

    first: float
    """Share of the way where the foremost bead comes into the picture: 0 the root, 1 the end."""
    last: float
    """Where the hindmost has left it for good."""
    high: float
    """Millimetres of the body from the picture's lower edge to its upper one."""


class PathPulse:
    """Draws the ways of a root.

    Parameters
    ----------
    renderer : vtkRenderer
        The picture's.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._paths: tuple[NervePath, ...] = ()
        self._sphere, self._faces = unit_sphere()
        self._line, self._beads = _actor(LINE), _actor(PULSE)
        self._numbers: list[vtkTextActor] = []
        self._along, self._moving = 0.0, True
        self._dotted_at = 0.0
        self._points: NDArray[np.float32] | None = None
        for actor in (self._line, self._beads):
            renderer.AddActor(actor)
        ours = weakref.ref(self)

        def before_drawing(*_: object) -> None:
            pulse = ours()
            if pulse is not None:
                pulse._fit()

        self._observer = cast("Any", renderer).AddObserver("StartEvent", before_drawing)

    @property
    def paths(self) -> tuple[NervePath, ...]:
        """What is drawn."""
        return self._paths

    @property
    def head(self) -> tuple[Floats, ...]:
        """Where the foremost bead of each way is, mm RAS; empty while the line stands still."""
        if not self._moving:
            return ()
        return tuple(path.at(np.array([self._along * path.length]))[0] for path in self._paths)

    def show(self, paths: Sequence[NervePath], *, moving: bool) -> None:
        """Draw these ways; without any, nothing is drawn. The caller draws the frame.

        Parameters
        ----------
        paths : sequence of NervePath
        moving : bool
            A fine line for a pulse to run on; otherwise a line with arrowheads and numbers that stands still.
        """
        self._paths, self._moving = tuple(paths), moving
        self._dotted_at = 0.0
        self._line.SetVisibility(bool(self._paths))
        self._beads.SetVisibility(bool(self._paths) and moving)
        self._number(() if moving else self._paths)
        self._points = None

    def move(self, along: float) -> None:
        """Set the pulse, 0 at the root to 1 at the end of the way; the caller draws the frame."""
        self._along = min(1.0, max(0.0, along))
        if self._paths and self._moving:
            self._place_beads()

    def sight(self) -> Sight:
        """Return the part of the ways that is in the picture; all of it where no point is."""
        scale = self._mm_per_px()
        high = scale * max(1, self._renderer.GetSize()[1])
        matrix = view_matrix(self._renderer)
        first, last = 1.0, 0.0
        for path in self._paths:
            seen = np.column_stack([path.points, np.ones(len(path.points))]) @ matrix.T
            inside = np.flatnonzero((seen[:, 3] > 0.0) & (np.abs(seen[:, :2]).max(axis=1) <= seen[:, 3]))
            if len(inside):
                tail = BEADS * GAP_PX * scale / max(path.length, 1.0)
                first = min(first, float(inside[0]) / (len(path.points) - 1))
                last = max(last, min(1.0, float(inside[-1]) / (len(path.points) - 1) + tail))
        return Sight(first, last, high) if first < last else Sight(0.0, 1.0, high)

    def close(self) -> None:
        """Remove everything from the picture."""
        self._renderer.RemoveObserver(self._observer)
        self._number(())
        for actor in (self._line, self._beads):
            self._renderer.RemoveActor(actor)

    # ------------------------------------------------------------------- sizes

    def _mm_per_px(self) -> float:
        camera = self._renderer.GetActiveCamera()
        away = math.dist(camera.GetPosition(), camera.GetFocalPoint())
        height = max(1, self._renderer.GetSize()[1])
        return 2.0 * away * math.tan(math.radians(camera.GetViewAngle()) / 2.0) / height

    def _fit(self) -> None:
        """Size line and beads for the camera; called before each frame."""
        if not self._paths:
            return
        scale = self._mm_per_px()
        if not self._dotted_at / REGROW < scale < self._dotted_at * REGROW:
            self._dotted_at = scale
            self._dot(scale)
            if self._moving:
                self._place_beads()

    def _dot(self, scale: float) -> None:
        """Lay dots along the ways, and arrowheads where nothing moves."""
        radius = _clamped(DOT_PX * scale)
        parts: list[tuple[Floats, Floats, NDArray[np.int32]]] = []
        for path in self._paths:
            along = np.arange(0.0, path.length, max(DOT_GAP_PX * scale, 2.5 * radius))
            parts.append(_spheres(path.at(along), np.full(len(along), radius), self._sphere, self._faces))
            if not self._moving:
                size = _clamped(ARROW_PX * scale)
                parts += [_arrow(path, at, size) for at in np.arange(0.5, path.length, ARROW_GAP_PX * scale)[1:]]
        _fill(self._line, parts)

    def _place_beads(self) -> None:
        """Put the beads where the pulse is; their faces are made once."""
        scale = self._mm_per_px()
        rank = np.arange(BEADS)
        radii = np.array([_clamped(px * scale) for px in np.linspace(HEAD_PX, TAIL_PX, BEADS)])
        parts = []
        for path in self._paths:
            along = self._along * path.length - rank * GAP_PX * scale
            # What has not left the root yet is drawn as nothing.
            shown = np.where(along >= 0.0, radii, 0.0)
            parts.append(_spheres(path.at(along), shown, self._sphere, self._faces))
        if self._points is None:
            _fill(self._beads, parts)
            data = cast("Any", self._beads.GetMapper().GetInput())
            self._points = cast("NDArray[np.float32]", numpy_array(data.GetPoints().GetData()))
            return
        self._points[:] = np.concatenate([vertices for vertices, _, _ in parts])
        data = cast("Any", self._beads.GetMapper().GetInput())
        data.GetPoints().Modified()
        data.Modified()

    def _number(self, paths: Sequence[NervePath]) -> None:
        """Write numbers at the stations of the ways that stand still."""
        for actor in self._numbers:
            self._renderer.RemoveViewProp(actor)
        self._numbers = []
        for path in paths:
            for number, station in enumerate(path.stations, start=1):
                actor = vtkTextActor()
                actor.SetInput(f" {number} ")
                place = actor.GetPositionCoordinate()
                place.SetCoordinateSystemToWorld()
                place.SetValue(*(float(value) for value in path.points[station.index]))
                look = actor.GetTextProperty()
                look.SetFontSize(NUMBER_PX)
                look.SetBold(True)
                look.SetColor(*(part / 255 for part in RIM))
                look.SetBackgroundColor(*(part / 255 for part in PULSE))
                look.SetBackgroundOpacity(1.0)
                look.SetFrame(True)
                look.SetFrameColor(*(part / 255 for part in RIM))
                look.SetJustificationToCentered()
                look.SetVerticalJustificationToCentered()
                actor.PickableOff()
                self._renderer.AddViewProp(actor)
                self._numbers.append(actor)


def _clamped(radius: float) -> float:
    return min(LARGEST_MM, max(SMALLEST_MM, radius))


def _actor(colour: Rgb) -> vtkActor:
    actor = vtkActor()
    actor.SetPickable(False)
    actor.VisibilityOff()
    actor.SetMapper(vtkPolyDataMapper())
    actor.GetProperty().SetColor(*(part / 255 for part in colour))
    actor.GetProperty().SetAmbient(0.0)
    actor.GetProperty().SetDiffuse(1.0)
    shader = actor.GetShaderProperty()
    shader.AddFragmentShaderReplacement("//VTK::Light::Impl", True, _LIGHT, False)
    shader.AddFragmentShaderReplacement("//VTK::Depth::Impl", True, _DEPTH, False)
    shader.GetFragmentCustomUniforms().SetUniform3f("bead_rim", [part / 255 for part in RIM])
    actor.ForceOpaqueOn()
    return actor


def _spheres(
    places: Floats, radii: NDArray[np.floating], sphere: Floats, faces: NDArray[np.int32]
) -> tuple[Floats, Floats, NDArray[np.int32]]:
    """Make spheres: vertices (n, 3), normals (n, 3), faces (m, 3)."""
    vertices = (places[:, None, :] + radii[:, None, None] * sphere[None]).reshape(-1, 3)
    numbered = (faces[None] + (np.arange(len(places)) * len(sphere))[:, None, None]).reshape(-1, 3)
    return vertices, np.tile(sphere, (len(places), 1)), numbered.astype(np.int32)


def _arrow(path: NervePath, along: float, size: float) -> tuple[Floats, Floats, NDArray[np.int32]]:
    """Make a cone that points outward along the way."""
    behind, middle, before = path.at(np.array([along - size, along, along + size]))
    way = before - behind
    way /= max(float(np.linalg.norm(way)), 1e-9)
    aside = np.cross(way, [0.0, 0.0, 1.0] if abs(way[2]) < 0.9 else [1.0, 0.0, 0.0])
    aside /= np.linalg.norm(aside)
    turn = np.linspace(0.0, 2.0 * np.pi, 14, endpoint=False)
    ring = np.cos(turn)[:, None] * aside + np.sin(turn)[:, None] * np.cross(way, aside)
    vertices = np.concatenate([[middle + size * way], middle - size * way + 0.75 * size * ring])
    # Normals towards the tip keep the cone bright in its middle and dark at its rim.
    normals = np.concatenate([[way], 0.8 * ring + 0.2 * way])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    step = np.arange(len(turn))
    faces = np.stack([np.zeros_like(step), 1 + step, 1 + (step + 1) % len(turn)], axis=1)
    return vertices, normals, faces.astype(np.int32)


def _fill(actor: vtkActor, parts: Sequence[tuple[Floats, Floats, NDArray[np.int32]]]) -> None:
    """Set these surfaces, joined into one, as an actor's data."""
    starts = np.cumsum([0, *(len(vertices) for vertices, _, _ in parts[:-1])])
    faces = np.concatenate([faces + start for (_, _, faces), start in zip(parts, starts, strict=True)])
    vertices = np.concatenate([vertices for vertices, _, _ in parts]).astype(np.float32)
    normals = np.concatenate([normals for _, normals, _ in parts]).astype(np.float32)
    mapper = cast("vtkPolyDataMapper", actor.GetMapper())
    mapper.SetInputData(poly_data(vertices, faces.astype(np.int32), normals))
