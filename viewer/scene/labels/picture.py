"""A label as a small picture, its letters drawn by VTK."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import vtkmodules.vtkRenderingFreeType  # noqa: F401 - registers the font engine behind vtkTextRenderer
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkRenderingCore import vtkTextProperty, vtkTextRenderer

from viewer.overlay.labels import drawn_label
from viewer.overlay.tag import Style
from viewer.scene.geometry import numpy_array

DPI: Final = 72
"""So that a font size is its height in pixels."""


@lru_cache(maxsize=256)
def label_picture(text: str, style: Style, size: int, *, dark: bool = False) -> NDArray[np.uint8]:
    """Draw a label, as :func:`viewer.overlay.labels.drawn_label`."""
    return drawn_label(text, style, size, lambda *what: text_coverage(what[0], what[1], bold=what[2]), dark=dark)


def text_coverage(text: str, size: int, *, bold: bool) -> NDArray[np.float32]:
    """Coverage of each pixel by the letters, 0..1, trimmed at the sides but of one height for every text."""
    look = vtkTextProperty()
    look.SetFontFamilyToArial()
    look.SetFontSize(size)
    look.SetBold(bold)
    look.SetColor(1.0, 1.0, 1.0)
    renderer = vtkTextRenderer.GetInstance()

    def drawn(words: str) -> NDArray[np.float32]:
        image = vtkImageData()
        dimensions = [0, 0]
        if not renderer.RenderString(look, words, image, dimensions, DPI):
            raise RuntimeError(f"the text {words!r} could not be drawn")
        columns, rows, _ = image.GetDimensions()
        pixels = numpy_array(image.GetPointData().GetScalars()).reshape(rows, columns, -1)
        covered: NDArray[np.float32] = pixels[: dimensions[1], : dimensions[0], -1].astype(np.float32) / 255.0
        return covered

    covered = drawn(text)
    columns = np.flatnonzero(covered.max(axis=0) > 0.0)
    if not len(columns):
        return covered
    return covered[:, columns[0] : columns[-1] + 1]
