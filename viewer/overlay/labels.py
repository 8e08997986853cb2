"""A label as a small picture: text on a rounded pill, with soft edges, whoever draws its letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.palette.colours import PRESSED

from .tag import Style

Letters = Callable[[str, int, bool], NDArray[np.float32]]
"""From a text, the height of its letters and whether they are bold to their coverage, 0..1, bottom row first."""
TARGET: Final = 6.4
"""Width of the ring round a pressed place, in heights of the font."""
SPOT: Final = 1.5
"""Width of the ring round a place that is asked about, in heights of the font."""
INK: Final = {"pill": (38, 42, 48), "root": (255, 255, 255), "floor": (70, 77, 86)}
PAPER: Final = {"pill": (255, 255, 255, 236), "root": (30, 36, 44, 218), "floor": (234, 236, 239, 165)}
BORDER: Final = {"pill": (176, 182, 190, 255), "root": (255, 255, 255, 235), "floor": (0, 0, 0, 0)}
NIGHT_INK: Final = {"pill": (236, 240, 245), "root": (255, 255, 255), "floor": (182, 192, 202)}
NIGHT_PAPER: Final = {"pill": (38, 47, 56, 240), "root": (20, 26, 33, 226), "floor": (26, 33, 39, 165)}
NIGHT_BORDER: Final = {"pill": (140, 153, 166, 255), "root": (255, 255, 255, 235), "floor": (0, 0, 0, 0)}
"""On a dark backdrop. A test holds all to a contrast of 4.5 to 1 (WCAG 2.2)."""
LEADER: Final = (0.35, 0.38, 0.42)
NIGHT_LEADER: Final = (0.80, 0.84, 0.88)
CASING: Final = (0.07, 0.09, 0.11)
"""Under a light line: it crosses light skin as well as the dark backdrop."""


def drawn_label(text: str, style: Style, size: int, letters: Letters, *, dark: bool = False) -> NDArray[np.uint8]:
    """Draw a label.

    Parameters
    ----------
    text : str
        One line.
    style : {"pill", "root", "floor", "target", "spot"}
        A light pill, a dark one for root names on coloured skin, bare grey letters, or a ring without words: wide round
        what is pressed, small round a place on the skin.
    size : int
        Height of the font in pixels.
    letters : callable
        Draws the letters.
    dark : bool
        For a dark backdrop: a dark pill, and light letters on the floor.

    Returns
    -------
    ndarray, shape (rows, columns, 4), uint8
        Bottom row first, as VTK has it; read-only.
    """
    if style in ("target", "spot"):
        return _target(size, TARGET if style == "target" else SPOT)
    pad_x, pad_y = max(4, round(0.62 * size)), max(2, round(0.34 * size))
    coverage = np.pad(letters(text, size, style != "pill"), ((pad_y, pad_y), (pad_x, pad_x)))
    rows, columns = coverage.shape
    inside = _pill(rows, columns, 0.0)
    core = _pill(rows, columns, max(1.0, size / 13.0))
    picture = np.zeros((rows, columns, 4), dtype=np.float32)
    ink, paper, border = (NIGHT_INK, NIGHT_PAPER, NIGHT_BORDER) if dark else (INK, PAPER, BORDER)
    _over(picture, border[style], inside)
    _over(picture, paper[style], core)
    _over(picture, (*ink[style], 255), coverage)
    out = np.rint(picture).astype(np.uint8)
    out.flags.writeable = False
    return out


def _target(size: int, heights: float) -> NDArray[np.uint8]:
    """Draw a ring, dark red between white: it says "look here" on any ground."""
    across = round(heights * size)
    y, x = np.mgrid[0:across, 0:across] + 0.5 - across / 2.0
    away = np.hypot(x, y)
    picture = np.zeros((across, across, 4), dtype=np.float32)
    line = max(1.0, size / 12.0)
    radius = across / 2.0 - 2.2 * line
    for half, colour in ((1.9 * line, (255, 255, 255, 235)), (line, (*PRESSED, 255))):
        coverage = np.clip(half + 0.5 - np.abs(away - radius), 0.0, 1.0).astype(np.float32)
        _over(picture, colour, coverage)
    out = np.rint(picture).astype(np.uint8)
    out.flags.writeable = False
    return out


def _pill(rows: int, columns: int, inset: float) -> NDArray[np.float32]:
    """Coverage of a rectangle with half-round ends, smaller by ``inset`` all round."""
    y, x = np.mgrid[0:rows, 0:columns] + 0.5
    radius = min(rows, columns) / 2.0
    dx = np.maximum(np.abs(x - columns / 2.0) - (columns / 2.0 - radius), 0.0)
    dy = np.maximum(np.abs(y - rows / 2.0) - (rows / 2.0 - radius), 0.0)
    covered: NDArray[np.float32] = np.clip(radius - inset - np.hypot(dx, dy) + 0.5, 0.0, 1.0).astype(np.float32)
    return covered


def _over(picture: NDArray[np.float32], colour: tuple[int, ...], coverage: NDArray[np.float32]) -> None:
    """Lay a colour over a picture (alpha not premultiplied)."""
    alpha = coverage * (colour[3] / 255.0)
    under = picture[..., 3] / 255.0
    total = alpha + under * (1.0 - alpha)
    safe = np.maximum(total, 1e-6)
    for channel in range(3):
        mixed = colour[channel] * alpha + picture[..., channel] * under * (1.0 - alpha)
        picture[..., channel] = mixed / safe
    picture[..., 3] = 255.0 * total
