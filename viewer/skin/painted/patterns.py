"""Patterns on the skin: how much colour each texel takes, in millimetres on the body and not in texels."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.appearance.values import Pattern
from viewer.palette.colours import PALE

from .chart_texels import ChartTexels
from .pain_band import BandField

Floats = NDArray[np.float32]
REACH_MM: Final = 3.5
"""How far from a border distances are needed."""
SOFT_MM: Final = 0.9
"""Half the width over which a border fades: under a texel, so it is crisp but without steps."""
OUTLINE_MM: Final = 2.2
RIM_PALE: Final = 0.35
"""How far a rim moves to white: it has no outline, for the skin goes on where it fades out."""
HATCH_MM: Final = 7.5
"""Distance from stripe to stripe, measured across the planes that cut them out; on the skin up to twice that."""
HATCH_ACROSS: Final = (0.53, -0.38, 0.76)
"""Normal of those planes, +x right, +y front, +z up: steep to the front, sides, back of the foot and sole alike."""
LINE_MM: Final = 17.0
"""Distance from line to line of a nerve's skin; they lean the other way than the stripes of a ``hatch``."""
LINE_ACROSS: Final = (-0.55, -0.05, 0.83)
"""Normal of the planes that cut these lines out of the skin."""
LINE_WIDTH_MM: Final = 1.5
LINE_EDGE_MM: Final = 1.6
"""Outline of a nerve's skin: thinner than other outlines, so that white still shows inside it."""
CASING_MM: Final = 1.1
"""Width of the white on both sides of a nerve's lines and inside its outline."""
LINE_WASH: Final = 0.14
"""White laid over the whole of a nerve's skin, so that it reads as an area."""
DOT_MM: Final = 9.0
"""Distance from dot to dot."""
WASH: Final = 0.74
"""Strength of the even colour of a pain band under its dots."""


def smooth(values: NDArray[np.floating], low: float, high: float) -> Floats:
    """Rise smoothly from 0 at ``low`` to 1 at ``high``, in the shape of the values."""
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    rising: Floats = (share * share * (3.0 - 2.0 * share)).astype(np.float32)
    return rising


def pattern_amounts(
    pattern: Pattern, texels: ChartTexels, numbers: NDArray[np.intp], depth: Floats
) -> list[tuple[Floats, float]]:
    """Work out the coats of a pattern: how much colour each lays on each texel, and how pale that colour is.

    Parameters
    ----------
    pattern : str
        One of :data:`viewer.appearance.values.Pattern`.
    texels : ChartTexels
        The segment's texels.
    numbers : ndarray, shape (j,)
        The texels in question.
    depth : ndarray, shape (j,)
        Millimetres inside the border, negative outside.
    """
    covered = smooth(depth, -SOFT_MM, SOFT_MM)
    edge: Floats = covered * (1.0 - smooth(depth, OUTLINE_MM - SOFT_MM, OUTLINE_MM + SOFT_MM))
    if pattern == "solid":
        return [(covered, 0.0)]
    if pattern == "outline":
        return [(edge, 0.0)]
    if pattern == "rim":
        return [(0.9 * covered, RIM_PALE)]
    if pattern == "hatch":
        lines: Floats = np.maximum(covered * stripes(texels, numbers) * 0.92, 0.75 * edge)
        return [(0.45 * covered, PALE), (lines, 0.0)]
    if pattern == "dots":
        return [(0.45 * covered, PALE), (0.7 * edge, 0.0)]
    if pattern == "lines":
        rim = REACH_MM - SOFT_MM  # nothing is known of depths beyond the reach
        cased_edge = covered * (1.0 - smooth(depth, rim - SOFT_MM, rim + SOFT_MM))
        casing = np.maximum(cased_edge, 0.9 * covered * thin_lines(texels, numbers, LINE_WIDTH_MM + 2.0 * CASING_MM))
        thin = covered * (1.0 - smooth(depth, LINE_EDGE_MM - SOFT_MM, LINE_EDGE_MM + SOFT_MM))
        ink = np.maximum(thin, 0.9 * covered * thin_lines(texels, numbers, LINE_WIDTH_MM))
        return [(np.maximum(LINE_WASH * covered, 0.9 * casing), 1.0), (ink, 0.0)]
    return [(0.92 * covered, PALE), (0.95 * edge, 0.0)]


def stripes(texels: ChartTexels, numbers: NDArray[np.intp]) -> Floats:
    """Diagonal stripes on texels (k,), 0 between and 1 on them; cut by planes, so they run on over segments."""
    away = np.abs(_off_plane(texels, numbers, HATCH_MM, HATCH_ACROSS))
    return 1.0 - smooth(away, 0.25 * HATCH_MM - SOFT_MM, 0.25 * HATCH_MM + SOFT_MM)


def thin_lines(texels: ChartTexels, numbers: NDArray[np.intp], width_mm: float) -> Floats:
    """Thin diagonal lines on texels (k,), 0 between and 1 on them, leaning the other way than :func:`stripes`."""
    away = np.abs(_off_plane(texels, numbers, LINE_MM, LINE_ACROSS))
    return 1.0 - smooth(away, 0.5 * width_mm - SOFT_MM, 0.5 * width_mm + SOFT_MM)


def _off_plane(
    texels: ChartTexels, numbers: NDArray[np.intp], apart_mm: float, across: tuple[float, float, float]
) -> Floats:
    """Signed distance in mm from the nearest of evenly spaced parallel planes.

    Planes know nothing of segments and have no seam. Stripes by the angle round each limb jumped where the knee's and
    the ankle's segments meet, in the very picture the program opens with.
    """
    phase = texels.places(numbers).astype(np.float64) @ np.asarray(across) / (apart_mm * np.linalg.norm(across))
    off: Floats = ((phase - np.rint(phase)) * apart_mm).astype(np.float32)
    return off


def band_amount(field: BandField) -> Floats:
    """Work out how much colour a pain band lays on its texels (k,), 0 to 1: a soft wash with dots, row by row."""
    column = np.rint(field.across / DOT_MM)
    shifted = field.along + 0.5 * DOT_MM * (column % 2)
    off_along = shifted - DOT_MM * np.rint(shifted / DOT_MM)
    distance = np.hypot(field.across - DOT_MM * column, off_along)
    dots = 1.0 - smooth(distance, 0.24 * DOT_MM, 0.24 * DOT_MM + 1.6)
    body = np.sqrt(field.falloff)  # full over most of the width, and soft at the edge
    amount: Floats = (body * WASH + dots * (1.0 - WASH) * np.sqrt(body)).astype(np.float32)
    return amount
