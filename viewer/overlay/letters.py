"""Letters without a toolkit: Bitstream Vera, which comes with ReportLab, drawn as wide as VTK's Arial."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL import ImageFont

WIDE: Final = {False: 0.94, True: 0.84}
"""Vera is wider than Arial, above all when bold: its letters are made so much narrower, to fit where those do."""
FINE: Final = 4
"""Letters are drawn so many times larger and made small again, for soft edges."""
TALL, BASE = 0.97, 0.235
"""Height of a line and of its foot, in heights of the font, as VTK has them."""


@lru_cache(maxsize=16)
def pixel_font(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Give the font for pictures, ``size`` pixels high."""
    import reportlab
    from PIL import ImageFont

    folder = Path(reportlab.__file__).parent / "fonts"
    return ImageFont.truetype(folder / ("VeraBd.ttf" if bold else "Vera.ttf"), max(1.0, size))


def vera(text: str, size: int, bold: bool) -> NDArray[np.float32]:
    """Coverage of each pixel by the letters, 0..1, bottom row first, trimmed at the sides but of one height."""
    from PIL import Image, ImageDraw

    font = pixel_font(FINE * size, bold=bold)
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    base = max(round(BASE * size), math.ceil(bottom / FINE))
    rise = max(round(TALL * size) - round(BASE * size), math.ceil(-top / FINE))
    image = Image.new("L", (max(1, math.ceil(right - left)), FINE * (rise + base)))
    ImageDraw.Draw(image).text((-left, FINE * rise), text, fill=255, font=font, anchor="ls")
    small = image.resize((max(1, round(WIDE[bold] * image.width / FINE)), rise + base), Image.Resampling.BOX)
    covered: NDArray[np.float32] = np.asarray(small, dtype=np.float32)[::-1] / 255.0
    return covered
