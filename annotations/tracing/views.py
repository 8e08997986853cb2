"""From a drawing of the body (front and back, in pixels) to chart coordinates.

A point at fraction u of the half width between a limb's middle and its edge lies asin(u) away from the direction of
view. Heights are tied to landmarks. Front and back views meet at the silhouette; where the same border reaches the edge
in both, at different heights, both are drawn towards their mean there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from annotations.charts.seams import trunk_edge
from annotations.charts.shape import Shape

from .cleft import Cleft
from .heights import Heights

RINGS: Final = frozenset(("S3", "S4-5"))
"""Roots drawn as rings round the anus."""
REACH_DEGREES: Final = 55.0
"""How far from the silhouette the two views are drawn towards each other."""
FARTHEST_MATCH: Final = 0.4
"""Borders of the same two roots farther apart than this (in t) are not taken for the same border."""
GENITAL_SHARE: Final = 0.12
"""Share of the trunk's half width that drawn genitals keep, measured from the midline."""


class View:
    """One view of a drawing: zone outlines, the limb's silhouette and heights."""

    def __init__(
        self,
        data: Mapping[str, Any],
        heights: Heights,
        medial_is_right: bool,
        merge: Mapping[str, str],
        cleft: Cleft | None = None,
    ) -> None:
        self.heights = heights
        self._cleft = cleft
        self.midline_only = RINGS if medial_is_right else frozenset[str]()
        """Roots whose drawn skin in front is that of the genitals, which our body does not show."""
        self._sign = 1.0 if medial_is_right else -1.0
        self.outlines: list[tuple[str, list[list[tuple[float, float]]]]] = [
            (merge.get(name, name), [[(x, y) for x, y in ring] for ring in rings])
            for name, rings in data["polygons"].items()
        ]
        """What is drawn: root and its closed lines (x, y in pixels)."""
        self._zones: list[tuple[str, Shape]] = [
            (name, Shape([[(y, x) for x, y in ring] for ring in rings], buckets=0.1, period=0.0))
            for name, rings in self.outlines
        ]
        outline = data["silhouette"]
        self._outline = [(y, x) for x, y in outline]
        rows = [y for y, _ in self._outline]
        self._top, self._bottom = min(rows) + 2.0, max(rows) - 2.0
        self._edges: dict[int, tuple[float, float]] = {}

    def edges(self, y: float) -> tuple[float, float]:
        """Left and right edge (x, pixels) of the body's half at a row."""
        if not self._edges:
            met: dict[int, list[float]] = {}
            for (ya, xa), (yb, xb) in zip(self._outline, [*self._outline[1:], self._outline[0]], strict=True):
                for row in range(math.ceil(min(ya, yb)), math.ceil(max(ya, yb))):
                    met.setdefault(row, []).append(xa + (row - ya) * (xb - xa) / (yb - ya))
            self._edges = {row: (min(found), max(found)) for row, found in met.items()}
        return self._edges[round(min(max(y, self._top), self._bottom))]

    def root(self, y: float, sideways: float) -> str:
        """Root at a row and a share of the half width (-1 lateral edge, 1 medial edge); empty: nothing drawn."""
        return self.neutral(y, self.column(y, sideways))

    def column(self, y: float, sideways: float) -> float:
        """Column (x, pixels) of a limb's share of the half width (-1 lateral edge, 1 medial edge) at a row."""
        left, right = self.edges(y)
        return 0.5 * (left + right) + 0.5 * (right - left) * 0.96 * sideways * self._sign

    def trunk_column(self, y: float, sideways: float) -> float:
        """Column (x, pixels) of a share of the trunk's half width (0 midline, 1 flank) at a row."""
        left, right = self.edges(y)
        middle, flank = (right, left) if self._sign > 0.0 else (left, right)
        return middle + (flank - middle) * (0.02 + 0.95 * sideways)

    def near_anus(self, segment: str, t: float, phi: float, place: tuple[float, float]) -> tuple[float, float] | None:
        """Shift a place (row, column) near the anus towards where the drawn rings put it; None far from it."""
        tied = self._cleft.tied(segment, t, phi) if self._cleft else None
        if tied is None:
            return None
        y = place[0] + tied.weight * (tied.row - place[0])
        return y, place[1] + tied.weight * (self.trunk_column(y, tied.sideways) - place[1])

    def neutral(self, y: float, x: float) -> str:
        """Root at a pixel; genitals, which our body does not show, count only near the midline of the front."""
        root = self._at(y, x)
        left, right = self.edges(y)
        step = 0.01 * (right - left)
        if root in self.midline_only and right - x > GENITAL_SHARE * (right - left):
            while root in self.midline_only and x > left:
                x -= step
                root = self._at(y, x)
        return root

    def _at(self, y: float, x: float) -> str:
        for reach in (0.0, 3.0, 6.0, 9.0):  # the drawn lines leave gaps of a few pixels
            for k in range(8 if reach else 1):
                place = (y + reach * math.sin(k * math.pi / 4.0), x + reach * math.cos(k * math.pi / 4.0))
                for name, zone in self._zones:
                    if place in zone:
                        return name
        return ""


class Limb:
    """Front and back view joined: the root at chart points of trunk, thigh and leg."""

    def __init__(self, front: View, back: View) -> None:
        self._views = {"front": front, "back": back}
        self._shifts = {edge: self._matched(edge) for edge in ("medial", "lateral")}

    def _raw(self, view: str, height: float, phi: float) -> str:
        seen = self._views[view]
        return seen.root(seen.heights.row(height), math.sin(math.radians(phi)))

    def _along(self, view: str, edge: str) -> list[tuple[str, str, float]]:
        """Borders (upper root, lower root, height) met along an edge of a view."""
        phi = {"medial": 90.0, "lateral": 270.0}[edge] + (-14.0 if (view, edge) in _TOWARDS_ZERO else 14.0)
        found: list[tuple[str, str, float]] = []
        last = ""
        height = -1.0 if edge == "lateral" else 0.25  # above the crotch the inner edge is the body's midline
        while height < 2.0:
            root = self._raw(view, height, phi)
            if root and last and root != last:
                found.append((last, root, height))
            last = root or last
            height += 0.005
        return found

    def _matched(self, edge: str) -> list[tuple[float, float, float]]:
        """Match borders seen in both views: (mean height, height in front, height behind), downwards."""
        pairs = [(-1.5, -1.5, -1.5)] if edge == "lateral" else [(0.22, 0.22, 0.22)]
        behind = self._along("back", edge)
        for upper, lower, height in self._along("front", edge):
            best = min(
                (other for other in behind if other[:2] == (upper, lower)),
                key=lambda other: abs(other[2] - height),
                default=None,
            )
            if best and abs(best[2] - height) <= FARTHEST_MATCH:
                mean = 0.5 * (best[2] + height)
                if mean > pairs[-1][0] + 0.05 and height > pairs[-1][1] and best[2] > pairs[-1][2]:
                    pairs.append((mean, height, best[2]))
        return [*pairs, (2.4, 2.4, 2.4)]

    def root(self, height: float, phi: float) -> str:
        """Root at a height (t on the thigh, 1 + t on the leg) and phi (degrees)."""
        view = "front" if math.cos(math.radians(phi)) > 0.0 else "back"
        edge = "medial" if math.sin(math.radians(phi)) > 0.0 else "lateral"
        away = abs((phi - (90.0 if edge == "medial" else 270.0) + 180.0) % 360.0 - 180.0)
        ring = self._ring(height, phi, self._shifted("back", edge, height, away))
        if ring is not None and (view == "back" or ring in RINGS):  # the rings run on under the pelvis
            return ring
        return self._raw(view, self._shifted(view, edge, height, away), phi)

    def _ring(self, height: float, phi: float, shifted: float) -> str | None:
        """Root that the back view has at a place of the thigh near the anus (empty: blank); None far from it."""
        behind = self._views["back"]
        row = behind.heights.row(shifted)
        place = behind.near_anus("thigh", height, phi, (row, behind.column(row, math.sin(math.radians(phi)))))
        return behind.neutral(*place) if place else None

    def trunk_root(self, t: float, phi: float) -> str:
        """Root on the trunk at t and phi (degrees, 0 front midline, 180 back midline)."""
        phi = min(abs(phi), 360.0 - abs(phi))
        name = "front" if phi < 90.0 else "back"
        height = self._shifted(name, "lateral", -1.0 + t * (1.0 + trunk_edge(phi)), abs(phi - 90.0))
        view, edge = self._views[name], trunk_edge(phi)
        top, bottom = view.heights.row(-1.0), view.heights.row(edge)
        row = top + (height + 1.0) / (1.0 + edge) * (bottom - top)
        place = (row, view.trunk_column(row, math.sin(math.radians(phi))))
        return view.neutral(*(view.near_anus("trunk", t, phi, place) or place))

    def _shifted(self, view: str, edge: str, height: float, away: float) -> float:
        """Height to look up in a view: near the silhouette, borders of both views are drawn towards their mean."""
        if away >= REACH_DEGREES:
            return height
        share = 0.5 + 0.5 * math.cos(math.pi * away / REACH_DEGREES)
        pairs, column = self._shifts[edge], 1 if view == "front" else 2
        for low, high in pairwise(pairs):
            if low[0] <= height <= high[0]:
                part = (height - low[0]) / (high[0] - low[0])
                return height + share * (low[column] + part * (high[column] - low[column]) - height)
        return height


_TOWARDS_ZERO: Final = {("front", "medial"), ("back", "lateral")}
