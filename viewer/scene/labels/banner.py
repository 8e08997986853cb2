"""Warnings in words above a picture, because it may be shown without the window that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .picture import text_coverage

PAPER: Final = (150, 27, 20)
INK: Final = (255, 255, 255)
"""White on dark red: a contrast of 8.6 to 1 (WCAG 2.2 asks for 4.5)."""
SHARE: Final = 0.026
"""Height of the letters as a share of the picture's shorter side, at least :data:`SMALLEST` pixels."""
SMALLEST: Final = 11
MOST: Final = 0.4
"""Of the picture's height; smaller letters are taken where the warnings would need more."""


def with_banner(picture: NDArray[np.uint8], lines: Sequence[str], act: str = "") -> NDArray[np.uint8]:
    """Lay warnings over the upper edge of a picture.

    Parameters
    ----------
    picture : ndarray, shape (height, width, 3), uint8
        RGB, top row first.
    lines : sequence of str
        One warning each, the most urgent first; a long one is broken between words.
    act : str, optional
        What to do: it leads where it fits without smaller letters.

    Returns
    -------
    ndarray, shape (height, width, 3), uint8
        A copy; the picture itself where there is no line.
    """
    if not lines:
        return picture
    height, width = picture.shape[:2]
    size = max(SMALLEST, round(SHARE * min(height, width)))
    if act and _tall([act, *lines], size, width) <= MOST * height:
        lines = [act, *lines]
    while True:
        margin = round(0.8 * size)
        rows = [row for line in lines for row in _rows(line, size, width - 2 * margin)]
        tall = margin + sum(len(row) + size // 4 for row in rows) + margin - size // 4
        if tall <= MOST * height or size <= 6:
            break
        size -= 1
    out = picture.copy()
    band = out[: min(tall, height)]
    band[:] = PAPER
    top = margin
    for row in rows:
        room = band[top : top + len(row), margin : margin + row.shape[1]].astype(np.float32)
        cover = row[: room.shape[0], : room.shape[1], None]
        band[top : top + room.shape[0], margin : margin + room.shape[1]] = np.rint(
            room * (1.0 - cover) + np.asarray(INK, np.float32) * cover
        ).astype(np.uint8)
        top += len(row) + size // 4
    return out


def _tall(lines: Sequence[str], size: int, width: int) -> int:
    """Measure the band of these lines, px."""
    margin = round(0.8 * size)
    rows = [row for line in lines for row in _rows(line, size, width - 2 * margin)]
    return 2 * margin - size // 4 + sum(len(row) + size // 4 for row in rows)


def _rows(line: str, size: int, width: int) -> list[NDArray[np.float32]]:
    """Draw a warning in as many rows as it needs; each is the coverage of its pixels, top row first."""
    rows: list[NDArray[np.float32]] = []
    said = ""
    drawn: NDArray[np.float32] | None = None
    for word in line.split():
        longer = f"{said} {word}".strip()
        tried = text_coverage(longer, size, bold=True)[::-1]
        if drawn is not None and tried.shape[1] > width:
            rows.append(drawn)
            longer = word
            tried = text_coverage(word, size, bold=True)[::-1]
        said, drawn = longer, tried
    return rows if drawn is None else [*rows, drawn]
