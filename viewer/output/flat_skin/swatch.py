"""A sample of colour and pattern as a small picture, for legends on paper."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from viewer.appearance.values import Pattern
from viewer.palette.colours import PALE, Rgb

SIZE: Final = (96, 48)
"""Pixels."""
FINE: Final = 4
"""Drawn so many times larger, then made smaller: soft edges."""
PAPER: Final[Rgb] = (255, 255, 255)
INK: Final[Rgb] = (40, 34, 32)


def swatch(colour: Rgb, pattern: Pattern) -> NDArray[np.uint8]:
    """Draw a sample of a region's colour and pattern, as the skin shows it.

    Returns
    -------
    ndarray, shape (rows, columns, 3), uint8
    """
    width, height = SIZE[0] * FINE, SIZE[1] * FINE
    pale = _paler(colour, PALE)
    ground = {"solid": colour, "fill": pale, "hatch": pale}.get(pattern, PAPER)
    picture = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(picture)
    if pattern in {"hatch", "lines"}:
        _stripes(draw, width, height, colour, leaning=1 if pattern == "hatch" else -1, wide=pattern == "hatch")
    elif pattern in {"dots", "beads", "crosses", "rings", "bars"}:
        _signs(draw, width, height, colour, pattern)
    elif pattern == "note":
        middle, thick = width // 2, 3 * FINE
        draw.line((middle, round(0.22 * height), middle, round(0.58 * height)), fill=INK, width=thick)
        draw.line((middle, round(0.7 * height), middle, round(0.8 * height)), fill=INK, width=thick)
    elif pattern == "rim":
        for x in range(width):
            draw.line((x, 0, x, height), fill=_paler(colour, x / width))
    edge = 3 * FINE if pattern != "rim" else 0
    draw.rectangle((0, 0, width - 1, height - 1), outline=colour if edge else None, width=edge)
    return np.asarray(picture.resize(SIZE, Image.Resampling.BOX), dtype=np.uint8)


def _stripes(draw: ImageDraw.ImageDraw, width: int, height: int, colour: Rgb, *, leaning: int, wide: bool) -> None:
    step, thick = (13 * FINE, 6 * FINE) if wide else (20 * FINE, 3 * FINE)
    for start in range(-height, width + height, step):
        ends = (start, height, start + height, 0) if leaning > 0 else (start, 0, start + height, height)
        draw.line(ends, fill=colour, width=thick)


def _signs(draw: ImageDraw.ImageDraw, width: int, height: int, colour: Rgb, pattern: Pattern) -> None:
    step, r = 18 * FINE, 5 * FINE
    rows = (height // 2,) if pattern == "beads" else range(step // 2, height, step)
    for row, y in enumerate(rows):
        for x in range(step // 2 + (row % 2) * step // 2, width, step):
            if pattern == "crosses":
                draw.line((x - r, y - r, x + r, y + r), fill=colour, width=2 * FINE)
                draw.line((x - r, y + r, x + r, y - r), fill=colour, width=2 * FINE)
            elif pattern == "bars":
                draw.line((x - r, y, x + r, y), fill=colour, width=3 * FINE)
            elif pattern == "rings":
                draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=2 * FINE)
            else:
                dot = math.ceil(0.7 * r)
                draw.ellipse((x - dot, y - dot, x + dot, y + dot), fill=colour)


def _paler(colour: Rgb, share: float) -> Rgb:
    red, green, blue = (round(c + (255 - c) * share) for c in colour)
    return red, green, blue
