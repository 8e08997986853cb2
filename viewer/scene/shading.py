"""How surfaces are lit: one soft studio light for every actor, in a few lines of GLSL.

VTK's own light loop costs more per light on a machine without a GPU, and has no soft wrap. Here one replacement does
key, fill, sky and rim at once, in camera coordinates: the light stays where it is while the body turns.
"""

from __future__ import annotations

from typing import Final

from vtkmodules.vtkRenderingCore import vtkActor

#: Key light up and to the viewer's left, soft wrap past the terminator; a fill from the right; a sky above a warm
#: floor; a faint rim. ``gloss`` and ``rim_strength`` are set for each tissue. The normal is one long already; a power
#: by multiplication is cheaper: without a graphics card every line counts.
_LIGHT: Final = """
  vec3 soft_n = normalVCVSOutput;
  float soft_facing = clamp(soft_n.z, 0.0, 1.0);
  vec3 soft_key = vec3(-0.42, 0.48, 0.77);
  float soft_wrap = clamp((dot(soft_n, soft_key) + 0.30) / 1.30, 0.0, 1.0);
  float soft_fill = clamp(dot(soft_n, vec3(0.80, -0.05, 0.60)), 0.0, 1.0);
  vec3 soft_sky = mix(vec3(0.86, 0.82, 0.80), vec3(0.98, 1.0, 1.03), 0.5 + 0.5 * soft_n.y);
  vec3 soft_light = 0.43 * soft_sky + 0.76 * soft_wrap * soft_wrap * vec3(1.02, 1.0, 0.97)
      + 0.14 * soft_fill * vec3(0.95, 0.98, 1.05);
  float soft_edge = 1.0 - soft_facing;
  soft_light *= 1.0 - rim_strength * soft_edge * soft_edge;
  float soft_2 = clamp(dot(soft_n, vec3(-0.223, 0.255, 0.941)), 0.0, 1.0);
  soft_2 *= soft_2;
  float soft_8 = soft_2 * soft_2 * soft_2 * soft_2;
  float soft_16 = soft_8 * soft_8;
  float soft_shine = gloss * soft_16 * soft_16 * soft_2;
  gl_FragData[0] = vec4(diffuseColor * soft_light + vec3(soft_shine), opacity);
"""
LIGHT_TAG: Final = "//VTK::Light::Impl"
#: The same for surfaces that are cut open: their inner sides, seen through the cut, are flat.
CUT_LIGHT: Final = _LIGHT.replace(
    "  gl_FragData[0] =", "  if (!gl_FrontFacing) { soft_light = vec3(0.97); soft_shine = 0.0; }\n  gl_FragData[0] ="
)
_FLAT: Final = "  gl_FragData[0] = vec4(diffuseColor, opacity);\n"
_TEXTURE_TAG: Final = "//VTK::TCoord::Impl"
#: A body under glass: where the surface turns away, it closes; where it faces the viewer, it lets through, painted
#: skin less than bare skin.
_GLASS: Final = f"""{_TEXTURE_TAG}
  float glass_clear = mix(0.72, 0.95, smoothstep(0.35, 0.7, gl_FragData[0].a));
  gl_FragData[0].a *= glass_clear + 1.1 * soft_edge * soft_edge;
  float glass_glow = glow * soft_edge * soft_edge;
  gl_FragData[0].a = min(gl_FragData[0].a + 0.25 * glass_glow, 1.0);
  gl_FragData[0].rgb = mix(gl_FragData[0].rgb, vec3(0.72, 0.78, 0.84), 0.85 * glass_glow);
"""
#: A hull a few pixels larger than the surface, drawn from behind, whatever the distance.
HULL: Final = """//VTK::PositionVC::Impl
  vec4 hull = vertexMC;
  hull.xyz += normalize(normalMC) * hull_width * (MCDCMatrix * vertexMC).w;
  gl_Position = MCDCMatrix * hull;
"""


def shade(actor: vtkActor, *, gloss: float, rim: float = 0.35) -> None:
    """Give an actor the studio light.

    Parameters
    ----------
    actor : vtkActor
        Its property's diffuse part must be 1.
    gloss : float
        Strength of the highlight, 0 matt to about 0.3 wet.
    rim : float
        How much darker the surface grows where it turns away: the edge that separates neighbours.
    """
    studio_light(actor, gloss, rim)
    actor.GetProperty().SetAmbient(0.0)
    actor.GetProperty().SetDiffuse(1.0)
    actor.GetProperty().SetSpecular(0.0)


def studio_light(actor: vtkActor, gloss: float, rim: float) -> None:
    """Replace VTK's own light by the studio light; parameters as in :func:`shade`."""
    shader = actor.GetShaderProperty()
    shader.AddFragmentShaderReplacement(LIGHT_TAG, True, _LIGHT, False)
    uniforms = shader.GetFragmentCustomUniforms()
    uniforms.SetUniformf("gloss", gloss)
    uniforms.SetUniformf("rim_strength", rim)


def glass(actor: vtkActor, *, on: bool) -> None:
    """Make a translucent, textured actor with the studio light more opaque towards its edge, like glass, or not."""
    shader = actor.GetShaderProperty()
    if on:
        shader.AddFragmentShaderReplacement(_TEXTURE_TAG, True, _GLASS, False)
    else:
        shader.ClearFragmentShaderReplacement(_TEXTURE_TAG, True)


def glow(actor: vtkActor, strength: float) -> None:
    """Lighten the edges of a glass actor: 1 for a dark backdrop, 0 to leave them unchanged."""
    actor.GetShaderProperty().GetFragmentCustomUniforms().SetUniformf("glow", strength)


def hull(actor: vtkActor, width: float) -> None:
    """Turn an actor into an outline: back faces only, grown by ``width`` of its distance, in its plain colour."""
    shader = actor.GetShaderProperty()
    shader.AddVertexShaderReplacement("//VTK::PositionVC::Impl", True, HULL, False)
    shader.AddFragmentShaderReplacement("//VTK::Light::Impl", True, _FLAT, False)
    shader.GetVertexCustomUniforms().SetUniformf("hull_width", width)
    actor.GetProperty().FrontfaceCullingOn()
    actor.GetProperty().SetAmbient(0.0)
    actor.GetProperty().SetDiffuse(1.0)
