"""Level curves of a scalar on a triangle surface, and how they follow each other (the scalar's Reeb graph)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

Name = tuple[int, int]
"""A curve: number of its level, number among the level's curves."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One closed level curve."""

    points: NDArray[np.float64]
    """Shape (n, 3): in order, right-handed about the ascent when faces are counter-clockwise seen from outside."""
    face: int
    """One of the faces it crosses."""


@dataclass(frozen=True, slots=True)
class Branching:
    """Where an arc leaves another one."""

    trunk: int
    """Number of the arc that is left: the only one on its side."""
    end: int
    """At which end of that arc: 0 first, 1 last."""
    number: int
    """Number among the branches there."""


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """A run of level curves that neither split nor merge: one tube."""

    curves: list[NDArray[np.float64]]
    """Closed curves, in order of the level."""
    leaves: tuple[Branching | None, Branching | None]
    """Where the arc is a branch, at its first and at its last curve."""
    splits: tuple[list[int], list[int]]
    """The arcs that leave it at its first and at its last curve."""


_Joint = tuple[int, list[int], list[int], tuple[float, float]]
"""A piece of the surface between two levels: number of the lower level, lower curves, upper curves, extent."""


@dataclass(frozen=True, slots=True)
class _Run:
    names: list[Name]
    free: tuple[bool, bool]
    """Whether the first and the last curve lie next to a tip."""


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
        self._joints: dict[tuple[float, float], list[tuple[list[int], list[int], tuple[float, float]]]] = {}
        self._apart: dict[tuple[float, int, float, int], float] = {}

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

    def joints(self, low: float, high: float) -> list[tuple[list[int], list[int], tuple[float, float]]]:
        """Find how the curves at two neighbouring levels hang together.

        Returns
        -------
        list of (lower, upper, extent)
            For each piece of the surface between the levels the numbers of its curves at the lower and at the upper
            level, and the lowest and highest value met in it.
        """
        if (low, high) not in self._joints:
            below = self.curves(low) if low > -np.inf else []
            above = self.curves(high) if high < np.inf else []
            if len(below) == 1 and len(above) == 1:
                self._joints[low, high] = [([0], [0], (low, high))]
            else:
                faces, piece, extent = self.bands(low, high)
                ends: dict[int, tuple[list[int], list[int]]] = {}
                for side, curves in enumerate((below, above)):
                    for number, curve in enumerate(curves):
                        at = int(piece[np.searchsorted(faces, curve.face)])
                        ends.setdefault(at, ([], []))[side].append(number)
                self._joints[low, high] = [
                    (lower, upper, (float(extent[at, 0]), float(extent[at, 1])))
                    for at, (lower, upper) in sorted(ends.items())
                ]
        return self._joints[low, high]

    def apart(self, low: float, lower: int, high: float, upper: int) -> float:
        """Return roughly how far two neighbouring curves lie apart, mm."""
        name = (low, lower, high, upper)
        if name not in self._apart:
            self._apart[name] = apart(self.curves(low)[lower].points, self.curves(high)[upper].points)
        return self._apart[name]

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


def trace(sets: LevelSets, gap_mm: float, tip_mm: float, small_mm: float, rounds: int = 10) -> list[Arc]:
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
        more = links.wanted(gap_mm, tip_mm, branch=turn < 9)
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
        self.joints: list[_Joint] = []
        bounds = [-np.inf, *levels, np.inf]
        for index in range(len(bounds) - 1):
            for lower, upper, extent in sets.joints(bounds[index], bounds[index + 1]):
                self.joints.append((index - 1, lower, upper, extent))

    def wanted(self, gap_mm: float, tip_mm: float, branch: bool) -> list[float]:
        """Return further levels that would make the run of curves finer."""
        more: list[float] = []
        for index, lower, upper, extent in self.joints:
            low = self.levels[index] if index >= 0 else None
            high = self.levels[index + 1] if index + 1 < len(self.levels) else None
            if len(lower) == 1 and len(upper) == 1 and low is not None and high is not None:
                if self.sets.apart(low, lower[0], high, upper[0]) > gap_mm:
                    more.append((low + high) / 2)
            elif not lower and upper:
                self._towards(more, [self.curves[index + 1][k] for k in upper], float(high or 0), extent[0], tip_mm)
            elif not upper and lower:
                self._towards(more, [self.curves[index][k] for k in lower], float(low or 0), extent[1], tip_mm)
            elif branch and low is not None and high is not None:
                more.append((low + high) / 2)
        return more

    def _towards(self, more: list[float], curves: list[Curve], level: float, extreme: float, tip_mm: float) -> None:
        if max(spread(curve.points) for curve in curves) > tip_mm:
            more.append(level + 0.7 * (extreme - level))

    def arcs(self, small_mm: float) -> list[Arc]:
        """Join the curves into tubes, leaving out dead ends that are small."""
        dropped: set[Name] = set()
        while True:
            runs = self._join(dropped)
            small = [run for run in runs if len(runs) > 1 and self._is_small(run, small_mm)]
            if not small or len(small) == len(runs):
                return self._branched(runs, dropped)
            dropped |= {name for run in small for name in run.names}

    def _ends(self, dropped: set[Name]) -> Iterator[tuple[list[Name], list[Name]]]:
        for index, lower, upper, _ in self.joints:
            low = [(index, k) for k in lower if (index, k) not in dropped]
            high = [(index + 1, k) for k in upper if (index + 1, k) not in dropped]
            yield low, high

    def _join(self, dropped: set[Name]) -> list[_Run]:
        after: dict[Name, Name] = {}
        ends: dict[Name, bool] = {}
        starts: dict[Name, bool] = {}
        for low, high in self._ends(dropped):
            if len(low) == 1 and len(high) == 1:
                after[low[0]] = high[0]
                continue
            free = len(low) + len(high) == 1
            ends.update(dict.fromkeys(low, free))
            starts.update(dict.fromkeys(high, free))
        runs = []
        for name in sorted(starts):
            names = [name]
            while names[-1] in after:
                names.append(after[names[-1]])
            runs.append(_Run(names, (starts[name], ends[names[-1]])))
        return runs

    def _is_small(self, run: _Run, small_mm: float) -> bool:
        if not any(run.free):
            return False
        curves = [self.curves[level][k].points for level, k in run.names]
        widest = max(spread(points) for points in curves)
        centres = np.array([points.mean(axis=0) for points in curves])
        long = float(np.linalg.norm(np.diff(centres, axis=0), axis=1).sum()) + widest
        return widest < small_mm and long < 2 * small_mm

    def _branched(self, runs: list[_Run], dropped: set[Name]) -> list[Arc]:
        starting = {run.names[0]: number for number, run in enumerate(runs)}
        ending = {run.names[-1]: number for number, run in enumerate(runs)}
        leaves: list[list[Branching | None]] = [[None, None] for _ in runs]
        splits: list[tuple[list[int], list[int]]] = [([], []) for _ in runs]
        for low, high in self._ends(dropped):
            # Several on both sides: rare, and left as free ends, which are folded shut.
            if len(low) == 1 and len(high) > 1:
                trunk = ending[low[0]]
                splits[trunk][1].extend(starting[name] for name in high)
                for number, name in enumerate(high):
                    leaves[starting[name]][0] = Branching(trunk, 1, number)
            elif len(high) == 1 and len(low) > 1:
                trunk = starting[high[0]]
                splits[trunk][0].extend(ending[name] for name in low)
                for number, name in enumerate(low):
                    leaves[ending[name]][1] = Branching(trunk, 0, number)
        return [
            Arc([self.curves[level][k].points for level, k in run.names], (at[0], at[1]), split)
            for run, at, split in zip(runs, leaves, splits, strict=True)
        ]


def apart(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """Return roughly how far two neighbouring curves lie apart: the farthest nearest distance of a few points."""
    few = a[:: max(1, len(a) // 16)]
    return float(np.sqrt(((few[:, None] - b[None]) ** 2).sum(axis=2).min(axis=1)).max())
