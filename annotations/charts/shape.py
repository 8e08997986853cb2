"""Closed polygons in chart coordinates, and whether a place lies inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Point = tuple[float, float]
"""(t, phi); phi in degrees."""


class Shape:
    """Closed polygons with a quick test for points inside.

    Parameters
    ----------
    polygons : sequence of sequences of (t, phi)
        Closed lines; phi continuous along each.
    buckets : float
        Edges are looked up by t in ``buckets`` slices per unit.
    period : float
        phi is taken modulo this; 0 for a plane.
    """

    def __init__(self, polygons: Sequence[Sequence[Point]], buckets: float = 50.0, period: float = 360.0) -> None:
        self._edges: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
        self._buckets, self._period = buckets, period
        phis = [phi for polygon in polygons for _, phi in polygon]
        self._low, self._high = (min(phis), max(phis)) if phis else (0.0, 0.0)
        for polygon in polygons:
            for (ta, pa), (tb, pb) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
                if ta != tb:
                    low, high = (ta, tb) if ta < tb else (tb, ta)
                    for bucket in range(int(low * buckets) - 1, int(high * buckets) + 2):
                        self._edges[bucket].append((ta, pa, tb, pb))

    def __contains__(self, place: Point) -> bool:
        """Whether (t, phi) lies inside one of the polygons."""
        t, phi = place
        edges = self._edges.get(int(t * self._buckets), ())
        if not edges:
            return False
        if self._period:
            phi = self._low + (phi - self._low) % self._period
        while phi <= self._high:
            inside = False
            for ta, pa, tb, pb in edges:
                if (ta > t) != (tb > t) and phi < pa + (t - ta) * (pb - pa) / (tb - ta):
                    inside = not inside
            if inside:
                return True
            if not self._period:
                break
            phi += self._period
        return False
