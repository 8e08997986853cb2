"""The way of a root as a line in the body: the centre lines of its parts, joined from the cord to the last branch.

The lines are read back from the nerves' tubes, so that every build of the body has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from .ways import Way

if TYPE_CHECKING:
    from meshes.mesh import Mesh

Floats = NDArray[np.float64]
STEP_MM: Final = 2.0
"""Between two points of a path."""
MEETS_MM: Final = 9.0
"""A part continues another if it begins this close to it: tubes begin inside the one they come from, and the
rings of a tube may be that far apart."""
SMOOTH: Final = 7
"""Points over which corners at the joints are rounded; odd."""


@dataclass(frozen=True, slots=True)
class Station:
    """Where a part of the way begins."""

    key: str
    """Structure key without side; empty for the end of the way."""
    index: int
    """Index of its point."""


@dataclass(frozen=True, slots=True, eq=False)
class NervePath:
    """One unbroken line."""

    way: Way
    points: Floats
    """Shape (n, 3): mm RAS, ``STEP_MM`` apart."""
    stations: tuple[Station, ...]
    """The root, where it leaves the spine, each nerve worth naming, and the end."""

    @property
    def length(self) -> float:
        """Length, mm."""
        return STEP_MM * (len(self.points) - 1)

    def at(self, along: NDArray[np.floating]) -> Floats:
        """Find places on the line.

        Parameters
        ----------
        along : ndarray, shape (k,)
            Millimetres from the beginning; beyond the ends the ends are given.

        Returns
        -------
        ndarray, shape (k, 3)
            mm RAS.
        """
        place = np.clip(np.asarray(along, dtype=np.float64) / STEP_MM, 0.0, len(self.points) - 1.0)
        low = np.minimum(place.astype(np.intp), len(self.points) - 2)
        share = (place - low)[:, None]
        found: Floats = (1.0 - share) * self.points[low] + share * self.points[low + 1]
        return found


@dataclass(slots=True)
class _Chain:
    """Parts joined so far."""

    keys: list[str]
    lines: list[Floats]
    told: int
    """How many of the nerves worth going to are in it."""

    @property
    def rank(self) -> tuple[int, float]:
        return self.told, float(sum(_length(line) for line in self.lines))


def nerve_path(way: Way, part: Callable[[str], Mesh | None]) -> NervePath | None:
    """Join the parts of a way.

    Parameters
    ----------
    way : Way
        Parts that are missing, or do not meet the part before, are passed over.
    part : callable
        Gives the mesh of a structure by its key with side, None where the body has none.

    Returns
    -------
    NervePath or None
        None where not even a root of it is there.
    """
    from meshes.lesion.nerves import strand_lines

    strands: dict[str, list[Floats]] = {}
    for key in way.parts:
        mesh = part(f"{key}.{way.side}")
        if mesh is not None:
            strands[key] = [line[:, :3] for line in strand_lines(mesh)]
    keys = [key for key in way.parts if key in strands and not key.startswith("rootlets_")]
    if not keys:
        return None
    first = _Chain([keys[0]], [strands[keys[0]][0]], 0)
    chain = _best(first, keys[1:], strands, frozenset(way.nerves))
    for key in way.parts[:1]:
        if key in strands and key.startswith("rootlets_"):
            ends = [float(np.linalg.norm(line[-1] - chain.lines[0][0])) for line in strands[key]]
            chain.keys.insert(0, key)
            chain.lines.insert(0, strands[key][int(np.argmin(ends))])
    return _laid(way, chain)


def nerve_paths(ways: Sequence[Way], part: Callable[[str], Mesh | None]) -> tuple[NervePath, ...]:
    """Join the parts of several ways; those that the body does not have are left out."""
    found = [nerve_path(way, part) for way in ways]
    return tuple(path for path in found if path is not None)


def _best(chain: _Chain, rest: Sequence[str], strands: dict[str, list[Floats]], told: frozenset[str]) -> _Chain:
    """Continue with the part that leads farthest: to most nerves of the way, then over the longest line."""
    best = chain
    for number, key in enumerate(rest):
        joined = _joined(chain.lines[-1], strands[key])
        if joined is None:
            continue
        kept, line = joined
        longer = _Chain([*chain.keys, key], [*chain.lines[:-1], kept, line], chain.told + (key in told))
        longer = _best(longer, rest[number + 1 :], strands, told)
        if longer.rank > best.rank:
            best = longer
    return best


def _joined(line: Floats, strands: list[Floats]) -> tuple[Floats, Floats] | None:
    """Continue a line with the longest strand that begins on it: gives the line up to there, and the strand."""
    found: tuple[Floats, Floats] | None = None
    for strand in strands:
        gaps = np.linalg.norm(line - strand[0], axis=1)
        meets = int(np.argmin(gaps))
        if gaps[meets] > MEETS_MM:
            continue
        whole = _running_on(strand, strands)
        if found is None or _length(whole) > _length(found[1]):
            found = line[: meets + 1], whole
    return found


def _running_on(strand: Floats, strands: list[Floats]) -> Floats:
    """Continue a strand in another of the same nerve that it ends on, as the roots of the pudendal nerve do."""
    for other in strands:
        gaps = np.linalg.norm(other - strand[-1], axis=1)
        meets = int(np.argmin(gaps))
        if other is not strand and gaps[meets] <= MEETS_MM and _length(other[meets:]) > _length(strand):
            return np.concatenate([strand[:-1], other[meets:]])
    return strand


def _laid(way: Way, chain: _Chain) -> NervePath:
    """Make one line with even steps, and find its stations."""
    corners = np.concatenate(chain.lines)
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(corners, axis=0), axis=1))])
    begins = along[np.cumsum([0, *(len(line) for line in chain.lines[:-1])])]
    fresh = np.concatenate([[True], np.diff(along) > 1e-6])
    count = max(2, round(along[-1] / STEP_MM) + 1)
    even = np.linspace(0.0, along[-1], count)
    points = np.stack([np.interp(even, along[fresh], corners[fresh, axis]) for axis in range(3)], axis=1)
    points = _rounded(points)
    wanted = {*way.named, chain.keys[0]} | {key for key in chain.keys if key.startswith("spinal_nerve_")}
    stations = [
        Station(key, min(count - 1, round(float(begin) / max(along[-1], 1e-9) * (count - 1))))
        for key, begin in zip(chain.keys, begins, strict=True)
        if key in wanted
    ]
    # Of parts that begin at one place, the way goes on in the last.
    stations = [
        station
        for station, after in zip(stations, [*stations[1:], Station("", count - 1)], strict=True)
        if after.index - station.index > 2 or after.key == ""
    ]
    return NervePath(way, points, (*stations, Station("", count - 1)))


def _rounded(points: Floats) -> Floats:
    """Round the corners; both ends stay."""
    if len(points) < SMOOTH:
        return points
    half = SMOOTH // 2
    # Mirrored through its end, the line keeps its direction there.
    padded = np.concatenate(
        [2.0 * points[0] - points[half:0:-1], points, 2.0 * points[-1] - points[-2 : -half - 2 : -1]]
    )
    kernel = np.full(SMOOTH, 1.0 / SMOOTH)
    rounded = np.stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in range(3)], axis=1)
    return rounded


def _length(line: Floats) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
