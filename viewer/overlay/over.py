"""Lays words over a drawn picture: labels with their leaders, rings, words on the floor and a heading."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .labels import CASING, LEADER, NIGHT_LEADER
from .placing import Placed

CLEAR = 0.75
"""Opacity of a leader."""
FINE = 4
"""Leaders are drawn so many times larger and made small again, for soft edges."""


def with_labels(picture: NDArray[np.uint8], placed: Sequence[Placed], scale: float, *, dark: bool) -> NDArray[np.uint8]:
    """Lay labels over a picture.

    Parameters
    ----------
    picture : ndarray, shape (height, width, 3), uint8
        RGB, top row first.
    placed : sequence of Placed
        From :meth:`viewer.overlay.placing.Placing.placed` for the picture's size.
    scale : float
        Of labels: leaders grow with them.
    dark : bool
        Whether the backdrop is dark: leaders are light, and cased where they cross light skin.

    Returns
    -------
    ndarray, shape (height, width, 3), uint8
        A copy.
    """
    out = picture[..., :3].astype(np.float32)
    leading = [spot for spot in placed if spot.leader]
    thick = max(1.0, scale)
    if leading:
        if dark:
            _lines(out, leading, thick + 2.0, 4.0 * thick + 2.0, CASING)
        _lines(out, leading, thick, 4.0 * thick, NIGHT_LEADER if dark else LEADER)
    for spot in placed:
        _lay(out, spot.picture[::-1], round(spot.x), len(out) - round(spot.y) - spot.height)
    return np.rint(out).astype(np.uint8)


def _lay(out: NDArray[np.float32], label: NDArray[np.uint8], left: int, top: int) -> None:
    """Lay a picture with alpha over another; what hangs over the edge is cut off."""
    rows = slice(max(0, top), max(0, min(len(out), top + len(label))))
    columns = slice(max(0, left), max(0, min(out.shape[1], left + label.shape[1])))
    part = label[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left].astype(np.float32)
    cover = part[..., 3:] / 255.0
    out[rows, columns] += (part[..., :3] - out[rows, columns]) * cover


def _lines(
    out: NDArray[np.float32], spots: Sequence[Placed], wide: float, dot: float, colour: tuple[float, float, float]
) -> None:
    """Draw leaders and a dot at what each names; a square one, as in the window."""
    from PIL import Image, ImageDraw

    height = len(out)
    for spot in spots:
        (x, y), (u, v) = spot.line
        y, v = height - y, height - v
        reach = dot + wide
        left, top = int(max(0, min(x, u) - reach)), int(max(0, min(y, v) - reach))
        right, low = int(min(out.shape[1], max(x, u) + reach)) + 1, int(min(height, max(y, v) + reach)) + 1
        size = (right - left, low - top)
        mask = Image.new("L", (FINE * size[0], FINE * size[1]))
        draw = ImageDraw.Draw(mask)
        ends = [(FINE * (a - left), FINE * (b - top)) for a, b in ((x, y), (u, v))]
        draw.line(ends, fill=255, width=max(1, round(FINE * wide)))
        half = FINE * dot / 2.0
        draw.rectangle((ends[0][0] - half, ends[0][1] - half, ends[0][0] + half, ends[0][1] + half), fill=255)
        cover = np.asarray(mask.resize(size, Image.Resampling.BOX), dtype=np.float32)[..., None] * (CLEAR / 255.0)
        part = out[top:low, left:right]
        part += (np.array(colour, np.float32) * 255.0 - part) * cover[: len(part), : part.shape[1]]
