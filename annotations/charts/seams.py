"""Where charts meet: the place of one chart that lies just beyond the end of another, and where a chart has skin.

The chart conventions relate trunk and thigh by a formula. For leg and foot they only give the leg's lower edge, so its
place in the foot's chart was measured once on our own skin. Borders then run on across groin, gluteal fold and ankle.
"""

from __future__ import annotations

import math
from typing import Final

from .interpolation import interpolated
from .scale import SCALES
from .shape import Point, Shape

_LEG_MM, _FOOT_MM = (SCALES[segment].mm_per_t for segment in ("leg", "foot"))
_FOOT_MM_PER_DEGREE: Final = SCALES["foot"].mm_per_degree
CROTCH_T: Final = 0.216
"""Thigh t of crotch and gluteal fold, as in the chart conventions."""
#: The leg's lower edge in the foot's chart: leg phi, foot s, foot phi (degrees, outer side negative), on our skin.
_ANKLE: Final = (
    (0.0, 0.4174, 6.9), (10.0, 0.4151, 13.5), (20.0, 0.4042, 19.6), (30.0, 0.3887, 25.0), (40.0, 0.3734, 30.5),
    (50.0, 0.3558, 36.2), (60.0, 0.3317, 40.7), (70.0, 0.2994, 42.2), (80.0, 0.2631, 41.6), (90.0, 0.2283, 43.9),
    (100.0, 0.1952, 43.8), (110.0, 0.1643, 42.3), (120.0, 0.1330, 39.7), (130.0, 0.0986, 36.4), (140.0, 0.0656, 31.3),
    (150.0, 0.0434, 19.7), (160.0, 0.0334, 0.7), (170.0, 0.0420, -16.7), (180.0, 0.0756, -24.8),
    (190.0, 0.1042, -27.6), (200.0, 0.1224, -30.4), (210.0, 0.1362, -33.4), (220.0, 0.1486, -36.6),
    (230.0, 0.1611, -40.0), (240.0, 0.1762, -43.4), (250.0, 0.1988, -45.2), (260.0, 0.2294, -44.7),
    (270.0, 0.2613, -44.4), (280.0, 0.2905, -40.6), (290.0, 0.3154, -35.6), (300.0, 0.3382, -30.5),
    (310.0, 0.3593, -25.3), (320.0, 0.3766, -19.3), (330.0, 0.3910, -13.0), (340.0, 0.4034, -6.4),
    (350.0, 0.4132, 0.3), (360.0, 0.4174, 6.9),
)  # fmt: skip
_ANKLE_CENTRE: Final = (0.225, 0.0)
_INSTEP_T: Final = 0.10
"""Rise of the leg's lower edge in front, as a share of the leg (chart conventions)."""


def trunk_edge(phi: float) -> float:
    """Thigh t of the trunk's lower edge at trunk phi (degrees): falls from the groin's level to the gluteal fold."""
    return CROTCH_T * min(max((phi - 90.0) / 50.0, 0.0), 1.0)


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


def beside_leg(s: float, phi: float) -> Point:
    """Leg place (t, phi) of a foot chart place near the ankle: the leg's chart rolled on over its lower edge."""
    direction, distance = _polar(s, (phi + 180.0) % 360.0 - 180.0)
    leg_phi = interpolated(_LEG_PHI, direction)
    return leg_edge(leg_phi) + (distance - interpolated(_DISTANCE, direction)) / _LEG_MM, leg_phi


def foot_to_leg(s: float, phi: float) -> Point | None:
    """Leg place (t, phi) of a foot chart place above the ankle's edge; nothing for a place on the foot."""
    return beside_leg(s, phi) if (s, phi) in _OPENING else None


def leg_to_foot(t: float, phi: float) -> Point | None:
    """Foot place (s, phi) of a leg chart place below the ankle's edge; nothing for a place on the leg."""
    below = (t - leg_edge(phi)) * _LEG_MM
    if below <= 0.0:
        return None
    direction = interpolated(_DIRECTION, phi % 360.0)
    reach = interpolated(_DISTANCE, direction) + below
    s = _ANKLE_CENTRE[0] + reach * math.cos(math.radians(direction)) / _FOOT_MM
    return max(s, 0.0), _ANKLE_CENTRE[1] + reach * math.sin(math.radians(direction)) / _FOOT_MM_PER_DEGREE


def on_skin(segment: str, t: float, phi: float) -> bool:
    """Whether a chart place is skin: not thigh above the gluteal fold, not foot inside the ankle."""
    if segment == "thigh":
        return t >= trunk_edge(thigh_to_trunk(phi))
    if segment == "leg":
        return t <= leg_edge(phi)
    return segment != "foot" or foot_to_leg(t, phi) is None
