"""Level curves of a scalar on a triangle surface, and how they follow each other (the scalar's Reeb graph)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

End = Literal["tip", "branch"]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One closed level curve."""

    points: NDArray[np.float64]
    """Shape (n, 3): in order, right-handed about the ascent when faces are counter-clockwise seen from outside."""
    face: int
    """One of the faces it crosses."""


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """A run of level curves that neither split nor merge: one tube."""

    curves: list[Curve]
    levels: list[float]
    first: End
    last: End


class LevelSets:
    """Level curves of one scalar, each level computed once."""

    def __init__(self, vertices: NDArray[np.float64], faces: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        mesh = trimesh.Trimesh(vertices, faces, process=False)
        self.vertices = vertices
        self.faces = faces
        self.values = values
        self.sorted_values = np.sort(values)
        self._face_edges = np.asarray(mesh.faces_unique_edges)
        self._edges = len(mesh.edges_unique)
        self._neighbours = np.asarray(mesh.face_adjacency)
        shared = np.asarray(mesh.face_adjacency_edges)
        self._shared_high = values[shared].max(axis=1)
        self._shared_low = values[shared].min(axis=1)
        self._face_high = values[faces].max(axis=1)
        self._face_low = values[faces].min(axis=1)
        self._cache: dict[float, list[Curve]] = {}

    def nudged(self, level: float) -> float:
        """Return a level near this one that passes through no vertex."""
        place = int(np.searchsorted(self.sorted_values, level))
        low = self.sorted_values[max(place - 1, 0)]
        high = self.sorted_values[min(place, len(self.sorted_values) - 1)]
        if low < level < high:
            return level
        beyond = self.sorted_values[np.searchsorted(self.sorted_values, level, side="right") :]
        return float((level + beyond[0]) / 2) if len(beyond) else float(level)

    def curves(self, level: float) -> list[Curve]:
        """Return the closed curves at a level that passes through no vertex."""
        if level not in self._cache:
            self._cache[level] = self._cut(level)
        return self._cache[level]

    def _cut(self, level: float) -> list[Curve]:
        crossed = np.flatnonzero((self._face_low < level) & (self._face_high > level))
        if len(crossed) == 0:
            return []
        corner = self.faces[crossed]
        above = self.values[corner] > level
        nxt = np.roll(above, -1, axis=1)
        rows = np.arange(len(crossed))
        up, down = np.argmax(~above & nxt, axis=1), np.argmax(above & ~nxt, axis=1)
        start, end = corner[rows, up], corner[rows, (up + 1) % 3]
        share = (level - self.values[start]) / (self.values[end] - self.values[start])
        entry = self.vertices[start] + share[:, None] * (self.vertices[end] - self.vertices[start])
        enters = np.full(self._edges, -1)
        enters[self._face_edges[crossed][rows, up]] = rows
        follow = enters[self._face_edges[crossed][rows, down]].tolist()
        curves, seen = [], [False] * len(crossed)
        # Open chains (at holes) first, from their beginning, then the loops.
        begun = set(range(len(crossed))) - set(follow)
        for first in [*sorted(begun), *range(len(crossed))]:
            if seen[first]:
                continue
            chain, at = [], first
            while at != -1 and not seen[at]:
                seen[at] = True
                chain.append(at)
                at = follow[at]
            if len(chain) >= 3:
                curves.append(Curve(entry[chain[::-1]], int(crossed[chain[0]])))
        return curves

    def bands(self, low: float, high: float) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Split the surface strictly between two levels into connected pieces.

        Returns
        -------
        faces : ndarray of int
            Faces touching the band, ascending.
        piece : ndarray of int
            For each the number of its piece.
        highest : ndarray, shape (pieces, 2)
            Lowest and highest value met in each piece.
        """
        inside = np.flatnonzero((self._face_high > low) & (self._face_low < high))
        number = np.full(len(self.faces), -1)
        number[inside] = np.arange(len(inside))
        joined = (self._shared_high > low) & (self._shared_low < high)
        pair = number[self._neighbours[joined]]
        graph = sparse.coo_matrix((np.ones(len(pair)), (pair[:, 0], pair[:, 1])), shape=(len(inside), len(inside)))
        count, piece = connected_components(graph, directed=False)
        extent = np.column_stack([np.full(count, np.inf), np.full(count, -np.inf)])
        np.minimum.at(extent[:, 0], piece, self._face_low[inside])
        np.maximum.at(extent[:, 1], piece, self._face_high[inside])
        return inside, piece.astype(np.int64), extent


def resampled(points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Resample a closed polygon at equal steps of its length; shape (count, 3)."""
    closed = np.concatenate([points, points[:1]])
    along = np.r_[0.0, np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))]
    if along[-1] == 0:
        return np.repeat(points[:1], count, axis=0)
    wanted = along[-1] * np.arange(count) / count
    return np.column_stack([np.interp(wanted, along, closed[:, axis]) for axis in range(3)])


def spread(points: NDArray[np.float64]) -> float:
    """Return the root mean square distance of a curve's points from their centroid."""
    return float(np.sqrt(((points - points.mean(axis=0)) ** 2).sum(axis=1).mean()))


def trace(sets: LevelSets, gap_mm: float, tip_mm: float, small_mm: float, rounds: int = 7) -> list[Arc]:
    """Follow the level curves from end to end.

    Levels start at equal shares of the area and are put closer where neighbouring curves lie more than `gap_mm` apart,
    towards every branching, and towards every tip until the last curve is smaller than `tip_mm`.

    Parameters
    ----------
    sets : LevelSets
    gap_mm : float
        Distance of neighbouring curves aimed at, mm.
    tip_mm : float
        Spread of the curve next to a tip aimed at, mm.
    small_mm : float
        Dead ends shorter and thinner than this are left out as noise, mm.
    rounds : int
        How often to refine.
    """
    levels = _area_levels(sets, 48)
    for turn in range(rounds + 1):
        links = _Links(sets, levels)
        if turn == rounds:
            break
        more = links.wanted(gap_mm, tip_mm, branch=turn < 6)
        grown = sorted(set(levels) | {sets.nudged(level) for level in more})
        if len(grown) == len(levels):
            break
        levels = grown
    return links.arcs(small_mm)


def _area_levels(sets: LevelSets, count: int) -> list[float]:
    corner = sets.vertices[sets.faces]
    area = np.linalg.norm(np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]), axis=1)
    middle = sets.values[sets.faces].mean(axis=1)
    order = np.argsort(middle, kind="stable")
    share = np.cumsum(area[order]) / area.sum()
    wanted = (np.arange(count) + 0.5) / count
    return sorted({sets.nudged(float(level)) for level in np.interp(wanted, share, middle[order])})


class _Links:
    """Which curve follows which, between given levels."""

    def __init__(self, sets: LevelSets, levels: list[float]) -> None:
        self.sets = sets
        self.levels = levels
        self.curves = [sets.curves(level) for level in levels]
        # A joint is a piece of the surface between two levels: (level index below, lower curves, upper curves, extent).
        self.joints: list[tuple[int, list[int], list[int], NDArray[np.float64]]] = []
        bounds = [-np.inf, *levels, np.inf]
        for index in range(len(bounds) - 1):
            below = self.curves[index - 1] if index > 0 else []
            above = self.curves[index] if index < len(levels) else []
            if len(below) == 1 and len(above) == 1:
                self.joints.append((index - 1, [0], [0], np.array([bounds[index], bounds[index + 1]])))
                continue
            faces, piece, extent = sets.bands(bounds[index], bounds[index + 1])
            lower: dict[int, list[int]] = {}
            upper: dict[int, list[int]] = {}
            for side, curves in ((lower, below), (upper, above)):
                for number, curve in enumerate(curves):
                    at = int(np.searchsorted(faces, curve.face))
                    side.setdefault(int(piece[at]), []).append(number)
            for number in sorted(lower.keys() | upper.keys()):
                self.joints.append((index - 1, lower.get(number, []), upper.get(number, []), extent[number]))

    def wanted(self, gap_mm: float, tip_mm: float, branch: bool) -> list[float]:
        """Return further levels that would make the run of curves finer."""
        more: list[float] = []
        for index, lower, upper, extent in self.joints:
            low = self.levels[index] if index >= 0 else None
            high = self.levels[index + 1] if index + 1 < len(self.levels) else None
            if len(lower) == 1 and len(upper) == 1 and low is not None and high is not None:
                a, b = self.curves[index][lower[0]].points, self.curves[index + 1][upper[0]].points
                if _apart(a, b) > gap_mm:
                    more.append((low + high) / 2)
            elif not lower and upper:
                self._towards(
                    more, [self.curves[index + 1][k] for k in upper], float(high or 0), float(extent[0]), tip_mm
                )
            elif not upper and lower:
                self._towards(more, [self.curves[index][k] for k in lower], float(low or 0), float(extent[1]), tip_mm)
            elif branch and low is not None and high is not None:
                more.append((low + high) / 2)
        return more

    def _towards(self, more: list[float], curves: list[Curve], level: float, extreme: float, tip_mm: float) -> None:
        if max(spread(curve.points) for curve in curves) > tip_mm:
            more.append(level + 0.7 * (extreme - level))

    def arcs(self, small_mm: float) -> list[Arc]:
        """Join the curves into tubes, leaving out dead ends that are small."""
        dropped: set[tuple[int, int]] = set()
        while True:
            arcs = self._join(dropped)
            small = [arc for arc, _ in arcs if len(arcs) > 1 and _is_small(arc, small_mm)]
            lost = {name for arc, names in arcs if any(arc is other for other in small) for name in names}
            if not lost or len(small) == len(arcs):
                return [arc for arc, _ in arcs]
            dropped |= lost

    def _join(self, dropped: set[tuple[int, int]]) -> list[tuple[Arc, list[tuple[int, int]]]]:
        after: dict[tuple[int, int], tuple[int, int]] = {}
        ends: dict[tuple[int, int], End] = {}
        starts: dict[tuple[int, int], End] = {}
        for index, lower, upper, _ in self.joints:
            low = [(index, k) for k in lower if (index, k) not in dropped]
            high = [(index + 1, k) for k in upper if (index + 1, k) not in dropped]
            if len(low) == 1 and len(high) == 1:
                after[low[0]] = high[0]
                continue
            for name in low:
                ends[name] = "branch" if len(low) + len(high) > 1 else "tip"
            for name in high:
                starts[name] = "branch" if len(low) + len(high) > 1 else "tip"
        arcs = []
        for name in sorted(starts):
            chain = [name]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            curves = [self.curves[level][k] for level, k in chain]
            levels = [self.levels[level] for level, _ in chain]
            arcs.append((Arc(curves, levels, starts[name], ends[chain[-1]]), chain))
        return arcs


def _apart(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Return roughly how far two neighbouring curves lie apart: the farthest nearest distance of a few points."""
    few = a[:: max(1, len(a) // 16)]
    return float(np.sqrt(((few[:, None] - b[None]) ** 2).sum(axis=2).min(axis=1)).max())


def _is_small(arc: Arc, small_mm: float) -> bool:
    if arc.first == "branch" and arc.last == "branch":
        return False
    widest = max(spread(curve.points) for curve in arc.curves)
    centres = np.array([curve.points.mean(axis=0) for curve in arc.curves])
    long = float(np.linalg.norm(np.diff(centres, axis=0), axis=1).sum()) + widest
    return widest < small_mm and long < 2 * small_mm
