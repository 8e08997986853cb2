"""Light and background of a picture."""

from __future__ import annotations

import weakref
from functools import lru_cache
from typing import Any, Final, cast

import numpy as np
from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer

from viewer.palette.colours import Rgb

LIFT: Final = 0.03
"""How much lighter the background is at the top than its colour, 0 to 1."""
DROP: Final = 0.955
"""Share of its lightness that the background has at the bottom."""

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""
_SCISSOR_TEST: Final = 0x0C11
_COLOR_BUFFER_BIT: Final = 0x4000
"""Numbers of OpenGL's."""


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


class MovingGround:
    """The same background as stripes of one colour each, cleared and not drawn: without a graphics card half the work.

    To the eye it is VTK's gradient; a step of a colour may lie a pixel higher or lower.

    Parameters
    ----------
    renderer : vtkRenderer
        :func:`paint_ground` says what is painted.
    """

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        ours = weakref.ref(self)

        def before_drawing(*_: object) -> None:
            ground = ours()
            if ground is not None:
                ground.paint()

        self._observer = cast("Any", renderer).AddObserver("StartEvent", before_drawing)

    def close(self) -> None:
        """Stop listening to the renderer."""
        self._renderer.RemoveObserver(self._observer)

    def use(self, *, on: bool) -> None:
        """Paint stripes from now on, or leave the background to VTK."""
        self._renderer.SetPreserveColorBuffer(on and self._renderer.GetGradientBackground())

    def paint(self) -> None:
        """Clear stripe by stripe."""
        if not self._renderer.GetPreserveColorBuffer():
            return
        state = cast("Any", self._renderer.GetRenderWindow()).GetState()
        left, bottom = self._renderer.GetOrigin()
        width = self._renderer.GetSize()[0]
        state.vtkglEnable(_SCISSOR_TEST)
        rows = self._renderer.GetSize()[1]
        for low, high, colour in _stripes(self._renderer.GetBackground(), self._renderer.GetBackground2(), rows):
            state.vtkglScissor(left, bottom + low, width, high - low)
            state.vtkglClearColor(*colour, 0.0)
            state.vtkglClear(_COLOR_BUFFER_BIT)
        state.vtkglDisable(_SCISSOR_TEST)


@lru_cache(maxsize=4)
def _stripes(low: Colour, high: Colour, rows: int) -> list[tuple[int, int, list[float]]]:
    """Give each stripe's lowest row, the row above it, and its colour."""
    first, last = (np.rint(255.0 * np.array(end)) for end in (low, high))
    colours = np.rint(first + (last - first) * (np.arange(rows) + 0.5)[:, None] / max(1, rows))
    changes = (np.flatnonzero((np.diff(colours, axis=0) != 0).any(axis=1)) + 1).tolist()
    ends = zip([0, *changes], [*changes, rows], strict=True)
    return [(start, end, (colours[start] / 255.0).tolist()) for start, end in ends if end > start]
