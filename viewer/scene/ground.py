"""Light and background of a picture."""

from __future__ import annotations

from typing import Final

from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer

from viewer.palette.colours import Rgb

LIFT: Final = 0.03
"""How much lighter the background is at the top than its colour, 0 to 1."""
DROP: Final = 0.955
"""Share of its lightness that the background has at the bottom."""


def light_evenly(renderer: vtkRenderer) -> None:
    """Set up one plain headlight: the shaders compute the studio light from the direction of the surface."""
    renderer.RemoveAllLights()
    light = vtkLight()
    light.SetLightTypeToHeadlight()
    renderer.AddLight(light)
    renderer.SetAutomaticLightCreation(False)
    # Plain blending of front faces: one picture, multisampled like the rest, without passes of its own.
    renderer.SetUseOIT(False)


def paint_ground(renderer: vtkRenderer, colour: Rgb) -> None:
    """Paint the background, a little lighter above; black and white, used for high contrast, stay plain."""
    graded = 0 < sum(colour) < 3 * 255
    renderer.SetGradientBackground(graded)
    renderer.SetDitherGradient(False)  # its noise is not seen, and makes a PNG four times as large
    renderer.SetBackground2(*(min(1.0, part / 255 + LIFT) for part in colour))
    renderer.SetBackground(*(part / 255 * (DROP if graded else 1.0) for part in colour))
