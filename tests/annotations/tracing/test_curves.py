"""Smooth closed curves through their control points."""

import math

from annotations.tracing.curves import closed_curve


def test_closed_curve_passes_through_its_control_points() -> None:
    points = [(0.0, 0.0), (0.0, 10.0), (0.2, 12.0), (0.3, 3.0)]
    curve = closed_curve(points, 5)
    assert len(curve) == 20
    assert all(min(math.dist(p, q) for q in curve) < 1e-9 for p in points)
