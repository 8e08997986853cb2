"""Smooth closed curves in chart coordinates, and the shapes of L4 that the facts agree on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotations.charts.shape import Point, Shape

Curve = tuple[Point, ...]
"""Control points (t, phi) of a smooth closed curve."""


def closed_curve(points: Sequence[Point], steps: int = 6) -> list[Point]:
    """Draw a closed Catmull-Rom curve through control points (t, phi), ``steps`` points between two of them."""
    n, curve = len(points), list[Point]()
    for k in range(n):
        a, b, c, d = (points[(k + m) % n] for m in (-1, 0, 1, 2))
        for step in range(steps):
            s = step / steps
            weights = (
                -0.5 * s + s * s - 0.5 * s**3,
                1.0 - 2.5 * s * s + 1.5 * s**3,
                0.5 * s + 2.0 * s * s - 1.5 * s**3,
                -0.5 * s * s + 0.5 * s**3,
            )
            t = sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True))
            phi = sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True))
            curve.append((t, phi))
    return curve


# L4, after the project's facts. Core: leg 0.20 to 1.0, phi 20 to 110, over the medial malleolus. Likely: leg 0.05 to
# 0.20 on the inner side, the shin beside the core, about 2 cm of the foot's inner edge. Disputed: the rest of that
# edge, the great toe's inner side, the front of the knee, the outer thigh 0.65 to 1.0, the inner calf well behind phi
# 110. The facts give these to 0.07 in t and 20 degrees; the rounded forms are drawn here.
L4_CORE: Final[Curve] = (
    (0.165, 66.0), (0.185, 44.0), (0.245, 29.0), (0.36, 21.0), (0.52, 18.0), (0.66, 19.0), (0.78, 23.0), (0.87, 31.0),
    (0.93, 43.0), (0.968, 57.0), (0.997, 71.0), (1.015, 86.0), (1.014, 100.0), (0.992, 109.0), (0.94, 111.0),
    (0.82, 108.0), (0.68, 106.0), (0.52, 106.0), (0.36, 105.0), (0.245, 100.0), (0.185, 86.0),
)  # fmt: skip
"""On the leg's chart, rolled on over its lower edge onto the foot."""
L4_LIKELY: Final[Curve] = (
    (0.045, 60.0), (0.06, 34.0), (0.105, 12.0), (0.18, -1.0), (0.30, -7.0), (0.48, -8.0), (0.65, -5.0), (0.79, 0.0),
    (0.87, 6.0), (0.92, 16.0), (0.96, 32.0), (1.0, 50.0), (1.032, 68.0), (1.047, 86.0), (1.042, 104.0), (1.02, 117.0),
    (0.98, 122.0), (0.92, 122.0), (0.82, 119.0), (0.68, 118.0), (0.52, 118.0), (0.36, 117.0), (0.22, 114.0),
    (0.12, 106.0), (0.06, 86.0),
)  # fmt: skip
"""As the core."""
L4_DISPUTED: Final[dict[str, Curve]] = {
    "thigh": (
        (0.63, 316.0), (0.645, 302.0), (0.69, 296.0), (0.76, 297.0), (0.83, 300.0), (0.90, 304.0), (0.97, 309.0),
        (1.06, 318.0), (1.12, 360.0), (1.06, 412.0), (0.98, 402.0), (0.92, 391.0), (0.86, 380.0), (0.80, 368.0),
        (0.73, 354.0), (0.67, 337.0),
    ),
    "leg": (
        (-0.12, 360.0), (-0.06, 306.5), (0.0, 312.0), (0.04, 324.0), (0.09, 342.0), (0.15, 358.0), (0.24, 372.0),
        (0.50, 380.0), (0.70, 385.0), (0.82, 390.0), (0.92, 400.0), (1.05, 410.0), (1.15, 440.0), (1.05, 490.0),
        (0.92, 494.0), (0.80, 498.0), (0.66, 500.0), (0.52, 500.0), (0.38, 498.0), (0.26, 492.0), (0.17, 481.0),
        (0.105, 464.0), (0.06, 440.0), (0.0, 405.0), (-0.06, 395.0),
    ),
    "foot": (
        (0.09, 20.0), (0.10, 42.0), (0.12, 59.0), (0.155, 75.0), (0.21, 89.0), (0.29, 101.0), (0.40, 112.0),
        (0.52, 118.0), (0.66, 122.0), (0.80, 132.0), (0.93, 142.0), (1.06, 145.0), (1.12, 100.0), (1.06, 54.0),
        (0.92, 50.0), (0.80, 50.0), (0.70, 53.0), (0.60, 56.0), (0.51, 54.0), (0.45, 42.0), (0.43, 20.0), (0.23, -5.0),
    ),
}  # fmt: skip


def shape(curve: Curve | None) -> Shape:
    """Make a smooth shape of control points; an empty one of nothing."""
    return Shape([closed_curve(curve)] if curve else [])
