"""Close-up views cut the spine open: what stands before a curved plane is not drawn, and what is cut is closed flat.

The inner side of a closed surface, seen through its cut, is painted in one plain tone: it looks like the cut itself,
whatever the shape, and costs no geometry. The surface is drawn a little darker along the edge of the cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor

from .shading import CUT_LIGHT, HULL, LIGHT_TAG, studio_light

if TYPE_CHECKING:
    from meshes.lesion.lesion import Affected, Lesion

#: Codes in the alpha channel of a layer's colour picture, 0..255.
CUT_BONE: Final = 255
CUT_PLAIN: Final = 252
WHOLE: Final = 249
SAWN: Final = (0.96, 0.86, 0.74)
"""What the colour of bone is multiplied with where it is cut; the shader below says the same."""
_POSITION: Final = "//VTK::PositionVC::Dec"
_VERTEX: Final = "//VTK::PositionVC::Impl"
_COLOUR: Final = "//VTK::TCoord::Impl"
_VERTEX_DEC: Final = "//VTK::PositionVC::Dec\nout vec3 cut_place;\nout vec2 cut_near;\n"
_PLACE: Final = "  cut_place = vertexMC.xyz;\n"
_VERTEX_IMPL: Final = (
    f"//VTK::PositionVC::Impl\n{_PLACE}  cut_near = (MCDCMatrix * (vertexMC + vec4(cut_lift, 0.0))).zw;\n"
)
_FRAGMENT_DEC: Final = "//VTK::PositionVC::Dec\nin vec3 cut_place;\n"
_NEAR_DEC: Final = f"{_FRAGMENT_DEC}in vec2 cut_near;\n"
_DISCARD: Final = """//VTK::TCoord::Impl
  if (gl_FragData[0].a > 0.982) {
    float cut_up = cut_place.z - cut_level;
    float cut_over = dot(cut_plane.xyz, cut_place) + cut_plane.w + cut_bend * cut_up * cut_up;
    if (cut_over > 0.0) discard;
"""
_CLOSE: Final = """  }
  gl_FragData[0].a = 1.0;
"""
_FRAGMENT_IMPL: Final = (
    _DISCARD
    + """    if (!gl_FrontFacing && gl_FragData[0].a > 0.994) gl_FragData[0].rgb *= vec3(0.96, 0.86, 0.74);
    if (gl_FrontFacing) gl_FragData[0].rgb *= 0.55 + 0.45 * smoothstep(0.0, 0.45, -cut_over);
"""
    + _CLOSE
)
_LIFT: Final = """//VTK::TCoord::Impl
  bool plain = !gl_FrontFacing && gl_FragData[0].a > 0.982 && gl_FragData[0].a < 0.994;
  gl_FragDepth = plain ? min(gl_FragCoord.z, 0.5 * cut_near.x / cut_near.y + 0.5) : gl_FragCoord.z;
"""
#: Only where something is lifted: a depth of one's own holds for a whole pixel, and edges in a cut face show as dots.
_LIFTED_IMPL: Final = _FRAGMENT_IMPL.replace("//VTK::TCoord::Impl\n", _LIFT)


@dataclass(frozen=True, slots=True)
class CutShape:
    """What is cut away: points p with ``plane[:3] . p + plane[3] + bend (p_z - level)^2 > 0``, mm RAS."""

    plane: tuple[float, float, float, float]
    bend: float = 0.0
    level: float = 0.0
    lift: float = 0.0
    """What is closed plainly is drawn this much nearer, mm, or what touches its far side would show through."""

    def removes(self, point: NDArray[np.floating]) -> bool:
        """Say whether a point, shape (3,), mm RAS, is cut away."""
        over = float(np.dot(self.plane[:3], point)) + self.plane[3] + self.bend * (float(point[2]) - self.level) ** 2
        return over > 0.0

    def moved(self, by: tuple[float, float, float]) -> CutShape:
        """Return the same cut moved by a vector, mm RAS."""
        x, y, z, over = self.plane
        return CutShape((x, y, z, over - (x * by[0] + y * by[1] + z * by[2])), self.bend, self.level + by[2], self.lift)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a cut needs to know of a lesion."""

    central: bool
    """Whether the lesion lies in the middle."""
    narrow: bool
    """Whether the lesion is of a narrow foramen."""
    middle: tuple[float, float, float]
    """Where the main root is pressed, mm RAS."""
    lift: tuple[float, float, float]
    """How far the middle of the disc has moved, mm RAS."""
    riding: frozenset[str]
    """What moves with the upper vertebra."""

    @staticmethod
    def of(lesion: Lesion, shown: Affected) -> Opened:
        """Take it from a lesion and its degree."""
        kind = lesion.shape.kind
        return Opened(kind == "central", kind == "narrowing", shown.contacts[0].xyz, shown.lift, lesion.riding)

    @property
    def move(self) -> tuple[float, float, float]:
        """How far the upper vertebra has moved, mm RAS."""
        x, y, z = self.lift
        return 2.0 * x, 2.0 * y, 2.0 * z


def cut(actor: vtkActor, shape: CutShape | None, gloss: float, rim: float) -> None:
    """Cut an actor of closed surfaces open, or make it whole again.

    Parameters
    ----------
    actor : vtkActor
        With the studio light and a colour picture whose alpha channel says what is cut.
    shape : CutShape or None
        None makes it whole.
    gloss, rim : float
        As in :func:`viewer.scene.shading.shade`.
    """
    shader = actor.GetShaderProperty()
    actor.GetProperty().SetBackfaceCulling(shape is None)
    if shape is None:
        for tag in (_POSITION, _VERTEX):
            shader.ClearVertexShaderReplacement(tag, True)
        for tag in (_POSITION, _COLOUR):
            shader.ClearFragmentShaderReplacement(tag, True)
        studio_light(actor, gloss, rim)
        return
    shader.AddVertexShaderReplacement(_POSITION, True, _VERTEX_DEC, False)
    shader.AddVertexShaderReplacement(_VERTEX, True, _VERTEX_IMPL, False)
    shader.AddFragmentShaderReplacement(_POSITION, True, _NEAR_DEC, False)
    shader.AddFragmentShaderReplacement(_COLOUR, True, _LIFTED_IMPL if shape.lift else _FRAGMENT_IMPL, False)
    shader.AddFragmentShaderReplacement(LIGHT_TAG, True, CUT_LIGHT, False)
    lift = shape.lift * np.array(shape.plane[:3])
    shader.GetVertexCustomUniforms().SetUniform3f("cut_lift", cast("list[float]", lift.tolist()))
    _say(actor, shape)


def cut_hull(actor: vtkActor, shape: CutShape | None) -> None:
    """Cut an outline as its surface is cut: through the opening its far side would be seen as a blot.

    Parameters
    ----------
    actor : vtkActor
        As :func:`viewer.scene.shading.hull` made it, with the colour picture as in :func:`cut`.
    shape : CutShape or None
        None makes it whole.
    """
    shader = actor.GetShaderProperty()
    shader.AddVertexShaderReplacement(_VERTEX, True, HULL if shape is None else HULL + _PLACE, False)
    if shape is None:
        shader.ClearVertexShaderReplacement(_POSITION, True)
        for tag in (_POSITION, _COLOUR):
            shader.ClearFragmentShaderReplacement(tag, True)
        return
    shader.AddVertexShaderReplacement(_POSITION, True, _VERTEX_DEC, False)
    shader.AddFragmentShaderReplacement(_POSITION, True, _FRAGMENT_DEC, False)
    shader.AddFragmentShaderReplacement(_COLOUR, True, _DISCARD + _CLOSE, False)
    _say(actor, shape)


def _say(actor: vtkActor, shape: CutShape) -> None:
    uniforms = actor.GetShaderProperty().GetFragmentCustomUniforms()
    uniforms.SetUniform4f("cut_plane", cast("list[float]", list(shape.plane)))
    uniforms.SetUniformf("cut_bend", shape.bend)
    uniforms.SetUniformf("cut_level", shape.level)
