"""A freehand drawing of where it hurts: which skin its strokes cover. Pure; no toolkit.

Strokes are laid on the atlas body's skin, whatever body is shown: the drawing moves along with the skin, and the same
strokes always cover the same skin.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.appearance.covers import Kind
from viewer.state.view_state import ChartPlace, Stroke

if TYPE_CHECKING:
    from .drawn_skin import DrawnSkin

Floats = NDArray[np.float32]
Indices = NDArray[np.int32]
Region = tuple[Indices, Floats]
"""Flat texels, rising, and how deep each lies inside the drawn area, mm (negative outside its border)."""

SPACING: Final = 0.35
"""Points of a stroke that are nearer together than this share of the radius add nothing."""
LEAST_SPACING_MM: Final = 2.0
REACH_MM: Final = 4.0
"""How far beyond an area's border its depth is known, for outlines."""


def spacing_of(radius: float) -> float:
    """Millimetres from point to point of a stroke."""
    return max(LEAST_SPACING_MM, SPACING * radius)


def regions(skin: DrawnSkin, strokes: Sequence[Stroke]) -> dict[Kind, Region]:
    """Work out what is drawn where: later strokes and the eraser take away from what other strokes had drawn.

    Parameters
    ----------
    skin : DrawnSkin
        The skin that is drawn on.
    strokes : sequence of Stroke
        In the order they were drawn.

    Returns
    -------
    dict
        By quality and depth, in the order first drawn; kinds that were erased completely are missing.
    """
    depths: dict[Kind, Floats] = {}
    touched = np.zeros(skin.size, dtype=bool)
    for stroke in strokes:
        texels, depth = skin.field(stroke, REACH_MM)
        touched[texels] = True
        for kind, others in depths.items():
            if stroke.erase or kind != (stroke.quality, stroke.depth):
                others[texels] = np.minimum(others[texels], -depth)
        if not stroke.erase:
            own = depths.setdefault((stroke.quality, stroke.depth), np.full(skin.size, -np.inf, dtype=np.float32))
            own[texels] = np.maximum(own[texels], depth)
    every = np.flatnonzero(touched).astype(np.int32)
    found: dict[Kind, Region] = {}
    for kind, depth in depths.items():
        here = every[depth[every] > -REACH_MM]
        if len(here) and (depth[here] > 0.0).any():
            found[kind] = here, depth[here]
    return found


def covered(found: Mapping[Kind, Region]) -> Indices:
    """List the flat texels that lie inside any drawn area, rising, shape (k,)."""
    inside = [texels[depth > 0.0] for texels, depth in found.values()]
    return np.unique(np.concatenate(inside)) if inside else np.empty(0, dtype=np.int32)


def simplified(places: Sequence[ChartPlace], xyz: Sequence[tuple[float, float, float]], radius: float) -> list[int]:
    """Choose the points of a stroke that are kept: the first, the last, and one every :func:`spacing_of`.

    Parameters
    ----------
    places, xyz : sequences of the same length
        Chart places and where they lie, mm.
    radius : float
        Of the brush, mm.

    Returns
    -------
    list of int
        Numbers of the points that are kept, rising.
    """
    if not places:
        return []
    kept = [0]
    for number in range(1, len(places) - 1):
        if math.dist(xyz[number], xyz[kept[-1]]) >= spacing_of(radius):
            kept.append(number)
    if len(places) > 1:
        kept.append(len(places) - 1)
    return kept
