"""Where a root's name may stand on its skin: well inside its surest zones, in several places, for any camera."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from annotations.model import ZONES, ChartPolygon, NerveField, Territory
from viewer.state.view_state import ChartPlace, Side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRID: Final = 40
"""Points tried along and across a polygon."""
MM_PER_T: Final = {"trunk": 420.0, "thigh": 400.0, "leg": 400.0, "foot": 250.0}
MM_PER_DEGREE: Final = {"trunk": 2.6, "thigh": 1.4, "leg": 0.9, "foot": 0.8}
"""Rough sizes of a chart, enough to say which point of a polygon is farthest from its border."""
APART_MM: Final = 55.0
"""Places of one polygon lie at least this far apart."""
LEAST_MM: Final = 9.0
"""A label stands nearer to the border than this only if the polygon has no better place."""
MOST: Final = 8
"""Places of one polygon."""
NAMED_RIM: Final = 0.45
"""Share of a rim on which its root is named; farther out the paint has faded."""


def label_places(
    territories: Iterable[Territory], side: Side, beside: Sequence[Territory] = (), rim_mm: float = 0.0
) -> tuple[ChartPlace, ...]:
    """Choose places for a root's name on one half of the skin.

    Parameters
    ----------
    territories : iterable of Territory
        One root's, in one map.
    side : {"right", "left"}
    beside : sequence of Territory
        Only the rim next to these is shown; empty if all of it is.
    rim_mm : float
        How wide that rim is.

    Returns
    -------
    tuple of ChartPlace
        Best first: surer zones before less sure ones, then by distance from the border. Disputed zones only
        if there is no other.
    """
    zones = sorted(territories, key=lambda territory: ZONES.index(territory.zone))
    inner = [polygon for territory in beside for polygon in territory.polygons]
    surer = [territory for territory in zones if territory.zone != "disputed"] or zones
    found = [
        (ZONES.index(territory.zone), -depth, ChartPlace(polygon.segment, side, t, phi))
        for territory in surer
        for polygon in territory.polygons
        if 0 in (polygon.rays or (0,))  # single toes are too small for a name
        if not beside or any(other.segment == polygon.segment for other in inner)
        for depth, t, phi in _deep_points(polygon, tuple(p for p in inner if p.segment == polygon.segment), rim_mm)
    ]
    found.sort(key=lambda entry: entry[:2])
    return tuple(place for _, _, place in found)


def field_places(fields: Iterable[NerveField], side: Side) -> tuple[ChartPlace, ...]:
    """Choose places for a nerve's name on its skin, farthest from the border first.

    Parameters
    ----------
    fields : iterable of NerveField
        One nerve's.
    side : {"right", "left"}
    """
    found = [
        (-depth, ChartPlace(polygon.segment, side, t, phi))
        for item in fields
        for polygon in item.polygons
        if 0 in (polygon.rays or (0,))
        for depth, t, phi in _deep_points(polygon)
    ]
    found.sort(key=lambda entry: entry[0])
    return tuple(place for _, place in found)


@lru_cache(maxsize=1024)
def _deep_points(
    polygon: ChartPolygon, beside: tuple[ChartPolygon, ...] = (), rim_mm: float = 0.0
) -> tuple[tuple[float, float, float], ...]:
    """Find points far from a polygon's border and from one another: depth in mm, t, phi; deepest first.

    If only the rim next to others is shown, only points within that rim.
    """
    import numpy as np

    scale = np.array([MM_PER_T[polygon.segment], MM_PER_DEGREE[polygon.segment]])
    points = np.asarray(polygon.points, dtype=np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    low[0], high[0] = max(low[0], 0.0), min(high[0], 1.0)
    if polygon.segment == "trunk":
        low[1], high[1] = max(low[1], 0.0), min(high[1], 180.0)
    if (high <= low).any():
        return ()
    share = (np.arange(GRID) + 0.5) / GRID
    grid = np.stack(np.meshgrid(*(low + share[:, None] * (high - low)).T, indexing="ij"), axis=-1).reshape(-1, 2)
    depth = _depth(points * scale, grid * scale)
    if beside:
        outlines = [np.asarray(other.points, dtype=np.float64) for other in beside]
        for outline in outlines:
            outline[:, 1] += 360.0 * np.round((points[:, 1].mean() - outline[:, 1].mean()) / 360.0)
        nearest = np.max([_depth(outline * scale, grid * scale) for outline in outlines], axis=0)
        depth = np.minimum(depth, np.minimum(-nearest, NAMED_RIM * rim_mm + nearest))
    if polygon.segment == "trunk":  # the midline counts as a border: the other half has its own label
        depth = np.minimum(depth, np.minimum(grid[:, 1], 180.0 - grid[:, 1]) * scale[1])
    found: list[tuple[float, float, float]] = []
    least = min(LEAST_MM, 0.8 * float(depth.max()))
    while len(found) < MOST:
        best = int(np.argmax(depth))
        if depth[best] <= 0.0 or depth[best] < least:
            break
        t, phi = grid[best]
        found.append((float(depth[best]), float(t), float(phi) % 360.0))
        away = np.linalg.norm((grid - grid[best]) * scale, axis=1)
        depth = np.where(away < APART_MM, -1.0, depth)
    return tuple(found)


def _depth(polygon: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance of points (n, 2) from the border of a polygon (k, 2), negative outside."""
    import numpy as np

    x, y = points[:, :1], points[:, 1:]
    start, end = polygon, np.roll(polygon, -1, axis=0)
    edge = end - start
    along = (x - start[:, 0]) * edge[:, 0] + (y - start[:, 1]) * edge[:, 1]
    share = np.clip(along / np.maximum((edge**2).sum(axis=1), 1e-12), 0.0, 1.0)
    off = np.hypot(x - start[:, 0] - share * edge[:, 0], y - start[:, 1] - share * edge[:, 1]).min(axis=1)
    crossed = (start[:, 0] > x) != (end[:, 0] > x)
    at = start[:, 1] + (x - start[:, 0]) * edge[:, 1] / np.where(edge[:, 0] == 0.0, 1.0, edge[:, 0])
    inside = (crossed & (y < at)).sum(axis=1) % 2 == 1
    depth: NDArray[np.float64] = np.where(inside, off, -off)
    return depth
