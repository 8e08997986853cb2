"""Measuring a drawing on the skin: which maps, nerve fields and pain bands it lies in, and how much of it. Pure.

All shares are shares of the drawn area. They do not say how probable a root is.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from annotations.model import BandPoint, DermatomeMap, Knowledge, NerveField, Territory
from meshes.skin.charts import inside
from viewer.appearance.covers import Covers, Kind, MapCover, NerveCover
from viewer.state.view_state import ChartPlace, Side, Stroke

from .drawing import Indices, Region, covered, regions
from .known import Known
from .saddle import NUMB, saddle_skin

if TYPE_CHECKING:
    from .drawn_skin import DrawnSkin

Floats = NDArray[np.float32]
LEAST_SHARE: Final = 0.005
"""A smaller share is not named: it is a rim of half a texel."""


def covers_of(knowledge: Knowledge, strokes: Sequence[Stroke], skin: DrawnSkin | None = None) -> Covers | None:
    """Measure what a drawing covers.

    Parameters
    ----------
    knowledge : Knowledge
        Maps, nerve fields and pain bands.
    strokes : sequence of Stroke
        The drawing.
    skin : DrawnSkin, optional
        By default the atlas body's in texels of 2 mm.

    Returns
    -------
    Covers or None
        None if nothing is drawn, or all of it was erased again.
    """
    if not strokes:
        return None
    if skin is None:
        return _kept(Known(knowledge), tuple(strokes))
    found = regions(skin, strokes)
    texels = covered(found)
    area = skin.areas(texels)
    total = float(area.sum())
    if total <= 0.0:
        return None
    places = skin.places(texels)
    # A texel at the border of two kinds of drawing lies in one of them only: the later one.
    kinds = {kind: float(skin.areas(here[depth > 0.0]).sum()) / 100.0 for kind, (here, depth) in found.items()}
    fields = [
        NerveCover(field, float(area[_held(field, skin, texels, places)].sum()) / total)
        for field in knowledge.nerve_fields.values()
    ]
    any_field = np.zeros(len(texels), dtype=bool)
    for one in fields:
        if one.share > 0.0:
            any_field |= _held(one.field, skin, texels, places)
    halves = {half for _, half in places}
    sides: tuple[Side, ...] = tuple(side for side, half in (("right", 1), ("left", -1)) if half in halves)  # type: ignore[misc]
    bands = {
        root: float(area[_on_band(band.points, skin, texels, sides)].sum()) / total
        for root, band in knowledge.pain_bands.items()
    }
    return Covers(
        total / 100.0,
        kinds,
        sides,
        tuple(_map_cover(knowledge, drawn, skin, texels, area, places) for drawn in knowledge.maps.values()),
        tuple(sorted((one for one in fields if one.share >= LEAST_SHARE), key=lambda one: -one.share)),
        float(area[~any_field].sum()) / total,
        dict(sorted(((k, v) for k, v in bands.items() if v >= LEAST_SHARE), key=lambda item: -item[1])),
        _numb_saddle(knowledge, skin, found),
    )


def _numb_saddle(knowledge: Knowledge, skin: DrawnSkin, found: Mapping[Kind, Region]) -> float:
    """Measure the skin of the saddle that is drawn numb or tingling, cm2."""
    numb = covered({kind: region for kind, region in found.items() if kind[0] in NUMB})
    places = skin.places(numb)
    saddle = np.zeros(len(numb), dtype=bool)
    for territory in saddle_skin(knowledge):
        saddle |= _held(territory, skin, numb, places)
    return float(skin.areas(numb[saddle]).sum()) / 100.0


def percents(shares: Sequence[float]) -> list[int]:
    """Round shares that add up to 1 to whole percent that add up to 100: the largest remainders are rounded up."""
    exact = [100.0 * share for share in shares]
    whole = [math.floor(value) for value in exact]
    missing = round(sum(exact)) - sum(whole)
    for number in sorted(range(len(exact)), key=lambda n: whole[n] - exact[n])[: max(0, missing)]:
        whole[number] += 1
    return whole


@lru_cache(maxsize=32)
def _kept(held: Known, strokes: tuple[Stroke, ...]) -> Covers | None:
    from .drawn_skin import reference_skin

    return covers_of(held.knowledge, strokes, reference_skin())


def _held(
    item: Territory | NerveField,
    skin: DrawnSkin,
    texels: Indices,
    places: Mapping[tuple[str, int], NDArray[np.intp]],
) -> NDArray[np.bool_]:
    """Whether texels lie in a territory or field, shape of ``texels``."""
    found = np.zeros(len(texels), dtype=bool)
    for (segment, _), numbers in places.items():
        here = texels[numbers]
        for polygon in item.polygons:
            if polygon.segment != segment:
                continue
            within = inside(polygon.points, skin.t[here], skin.phi[here], periodic=segment != "trunk")
            if polygon.rays:
                within &= np.isin(skin.ray[here], polygon.rays)
            found[numbers] |= within
    return found


def _map_cover(
    knowledge: Knowledge,
    drawn: DermatomeMap,
    skin: DrawnSkin,
    texels: Indices,
    area: Floats,
    places: Mapping[tuple[str, int], NDArray[np.intp]],
) -> MapCover:
    free = np.ones(len(texels), dtype=bool)
    roots: dict[str, float] = {}
    sources: dict[str, None] = {}
    for territory in knowledge.territories.values():
        if territory.map != drawn.key:
            continue
        here = free & _held(territory, skin, texels, places)
        if here.any():
            free &= ~here
            roots[territory.root] = roots.get(territory.root, 0.0) + float(area[here].sum())
            sources |= dict.fromkeys(territory.sources)
    blank = float(area[free].sum())
    total = blank + sum(roots.values())
    ordered = sorted(roots.items(), key=lambda item: -item[1])
    return MapCover(
        drawn, {root: part / total for root, part in ordered}, blank / total, tuple(sources) or drawn.sources
    )


def _on_band(points: Sequence[BandPoint], skin: DrawnSkin, texels: Indices, sides: Sequence[Side]) -> NDArray[np.bool_]:
    """Whether texels lie within a pain band's half width of its line, on their own side."""
    found = np.zeros(len(texels), dtype=bool)
    for side in sides:
        mine = np.flatnonzero(skin.side[texels] == (1 if side == "right" else -1))
        xyz = skin.xyz(texels[mine])
        line = [
            np.array(skin.position(ChartPlace(p.segment, side, p.t, p.phi % 360.0)), dtype=np.float32) for p in points
        ]
        for (start, one), (end, other) in itertools.pairwise(zip(line, points, strict=True)):
            way = end - start
            share = np.clip((xyz - start) @ way / max(float(way @ way), 1e-6), 0.0, 1.0)
            away = np.linalg.norm(xyz - start - share[:, None] * way, axis=1)
            found[mine] |= away < one.half_width_mm + share * (other.half_width_mm - one.half_width_mm)
    return found
