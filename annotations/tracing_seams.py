"""Where charts meet: a map's root just beyond the end of a chart is looked up in the next one.

The chart conventions relate trunk and thigh by a formula. For leg and foot they only give the leg's lower edge, so its
place in the foot's chart was measured once on our own skin. Borders then run on across groin, gluteal fold and ankle.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from annotations.tracing_grid import GRIDS
from annotations.tracing_shapes import Point, Shape
from annotations.tracing_views import trunk_edge

RootAt = Callable[[float, float], str]
_TRUNK_MM, _THIGH_MM, _LEG_MM, _FOOT_MM = (GRIDS[segment].mm_per_t for segment in ("trunk", "thigh", "leg", "foot"))
_FOOT_MM_PER_DEGREE: Final = GRIDS["foot"].mm_per_degree

_PERINEUM_PHI: Final = 165.0
"""Trunk phi behind which thigh and trunk meet in the perineum, not on the gluteal fold."""
#: The leg's lower edge in the foot's chart: leg phi, foot s, foot phi (degrees, outer side negative), on our skin.
_ANKLE: Final = (
    (-8.0, 0.416, 3.0), (6.0, 0.417, 13.0), (20.0, 0.399, 23.0), (37.0, 0.374, 31.0), (53.0, 0.346, 39.0),
    (68.0, 0.305, 44.0), (83.0, 0.253, 44.0), (97.0, 0.199, 46.0), (112.0, 0.153, 43.0), (127.0, 0.103, 40.0),
    (141.0, 0.060, 30.0), (157.0, 0.030, 14.0), (174.0, 0.051, -24.0), (187.0, 0.093, -29.0), (204.0, 0.126, -32.0),
    (217.0, 0.144, -37.0), (232.0, 0.164, -43.0), (248.0, 0.194, -46.0), (262.0, 0.240, -45.0), (277.0, 0.288, -41.0),
    (294.0, 0.327, -35.0), (309.0, 0.360, -26.0), (321.0, 0.380, -18.0), (336.0, 0.401, -9.0), (352.0, 0.416, 3.0),
)  # fmt: skip
_ANKLE_CENTRE: Final = (0.225, 0.0)
_INSTEP_T: Final = 0.10
"""Rise of the leg's lower edge in front, as a share of the leg (chart conventions)."""


def _interpolated(table: Sequence[tuple[float, float]], x: float) -> float:
    k = min(max(bisect_right(table, (x, math.inf)) - 1, 0), len(table) - 2)
    (x0, y0), (x1, y1) = table[k], table[k + 1]
    return y0 + (x - x0) * (y1 - y0) / (x1 - x0)


def trunk_to_thigh(phi: float) -> float:
    """Thigh phi (degrees) at the trunk's lower edge, by the conventions' formula."""
    sine = math.sin(math.radians(phi))
    if phi <= 90.0:
        return math.degrees(math.asin(1.0 - 2.0 * sine))
    return 180.0 + math.degrees(math.asin(2.0 * sine - 1.0))


def thigh_to_trunk(phi: float) -> float:
    """Trunk phi (degrees) at the trunk's lower edge, by the conventions' formula."""
    sine = math.sin(math.radians(phi))
    if math.cos(math.radians(phi)) >= 0.0:
        return math.degrees(math.asin((1.0 - sine) / 2.0))
    return 180.0 - math.degrees(math.asin((1.0 - sine) / 2.0))


def leg_edge(phi: float) -> float:
    """Leg t of the edge between leg and foot."""
    return 1.0 - _INSTEP_T * max(0.0, math.cos(math.radians(phi)))


def _polar(s: float, phi: float) -> tuple[float, float]:
    """Direction (degrees) and distance (mm) from the middle of the ankle in the unrolled foot."""
    x, y = (s - _ANKLE_CENTRE[0]) * _FOOT_MM, (phi - _ANKLE_CENTRE[1]) * _FOOT_MM_PER_DEGREE
    return math.degrees(math.atan2(y, x)), math.hypot(x, y)


def _ankle_tables() -> tuple[list[tuple[float, float]], list[tuple[float, float]], list[tuple[float, float]]]:
    """By direction: leg phi and distance of the edge; by leg phi: direction."""
    by_direction: list[tuple[float, float, float]] = []
    last = -math.inf
    for leg_phi, s, phi in _ANKLE:
        direction, distance = _polar(s, phi)
        while direction < last:
            direction += 360.0
        last = direction
        by_direction.append((direction, leg_phi, distance))
    turns = [(d + k * 360.0, p + k * 360.0, r) for k in (-1, 0, 1) for d, p, r in by_direction[:-1]]
    return [(d, p) for d, p, _ in turns], [(d, r) for d, _, r in turns], [(p, d) for d, p, _ in turns]


_LEG_PHI, _DISTANCE, _DIRECTION = _ankle_tables()
_OPENING: Final = Shape([[(s, phi) for _, s, phi in _ANKLE[:-1]]])


def foot_to_leg(s: float, phi: float) -> Point | None:
    """Leg place (t, phi) of a foot chart place above the ankle's edge; nothing for a place on the foot."""
    if (s, phi) not in _OPENING:
        return None
    direction, distance = _polar(s, (phi + 180.0) % 360.0 - 180.0)
    leg_phi = _interpolated(_LEG_PHI, direction)
    above = max(_interpolated(_DISTANCE, direction) - distance, 0.0)
    return leg_edge(leg_phi) - above / _LEG_MM, leg_phi


def leg_to_foot(t: float, phi: float) -> Point | None:
    """Foot place (s, phi) of a leg chart place below the ankle's edge; nothing for a place on the leg."""
    below = (t - leg_edge(phi)) * _LEG_MM
    if below <= 0.0:
        return None
    direction = _interpolated(_DIRECTION, phi % 360.0)
    reach = _interpolated(_DISTANCE, direction) + below
    s = _ANKLE_CENTRE[0] + reach * math.cos(math.radians(direction)) / _FOOT_MM
    return max(s, 0.0), _ANKLE_CENTRE[1] + reach * math.sin(math.radians(direction)) / _FOOT_MM_PER_DEGREE


def joined(charts: Mapping[str, RootAt]) -> dict[str, RootAt]:
    """Let each chart's root run on into its neighbour.

    Parameters
    ----------
    charts : mapping
        By segment, the root of a chart place (t, phi in degrees).

    Returns
    -------
    dict
        The same, for any place on or near the segment.
    """

    def trunk(t: float, phi: float) -> str:
        phi = min(abs(phi), 360.0 - abs(phi))
        if t <= 1.0:
            return charts["trunk"](t, phi)
        return charts["thigh"](trunk_edge(phi) + (t - 1.0) * _TRUNK_MM / _THIGH_MM, trunk_to_thigh(phi))

    def thigh(t: float, phi: float) -> str:
        above = thigh_to_trunk(phi)
        edge = trunk_edge(above)
        return (
            charts["thigh"](t, phi) if t >= edge else charts["trunk"](1.0 + (t - edge) * _THIGH_MM / _TRUNK_MM, above)
        )

    def leg(t: float, phi: float) -> str:
        place = leg_to_foot(t, phi)
        return charts["foot"](*place) if place else charts["leg"](t, phi)

    def foot(s: float, phi: float) -> str:
        place = foot_to_leg(s, phi)
        return charts["leg"](*place) if place else charts["foot"](s, phi)

    return {"trunk": trunk, "thigh": thigh, "leg": leg, "foot": foot}
