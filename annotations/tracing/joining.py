"""One map over all charts: beyond the end of a chart its root is looked up in the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotations.charts.scale import SCALES
from annotations.charts.seams import foot_to_leg, leg_to_foot, thigh_to_trunk, trunk_edge, trunk_to_thigh

RootAt = Callable[[float, float], str]
"""The root of a chart place (t, phi in degrees)."""
_TRUNK_MM, _THIGH_MM = (SCALES[segment].mm_per_t for segment in ("trunk", "thigh"))


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
