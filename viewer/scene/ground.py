"""Light and ground of a picture."""

from __future__ import annotations

from typing import Final

from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer

from viewer.palette import Rgb

LIFT: Final = 0.03
"""How much lighter, of 0 to 1, the ground is at the top than its colour."""
DROP: Final = 0.955
"""Share of its lightness that the ground has at the bottom."""


def light_evenly(renderer: vtkRenderer) -> None:
    """Set up one plain headlight: the shaders make the studio light out of the surface's direction."""
    renderer.RemoveAllLights()
    light = vtkLight()
    light.SetLightTypeToHeadlight()
    renderer.AddLight(light)
    renderer.SetAutomaticLightCreation(False)
    # Plain blending of front faces: one picture, multisampled like the rest, without passes of its own.
    renderer.SetUseOIT(False)


def paint_ground(renderer: vtkRenderer, colour: Rgb) -> None:
    """Paint the ground behind the body, a little lighter above; black and white, those of high contrast, stay plain."""
    graded = 0 < sum(colour) < 3 * 255
    renderer.SetGradientBackground(graded)
    renderer.SetDitherGradient(False)  # its noise is not seen, and makes a PNG four times as large
    renderer.SetBackground2(*(min(1.0, part / 255 + LIFT) for part in colour))
    renderer.SetBackground(*(part / 255 * (DROP if graded else 1.0) for part in colour))
