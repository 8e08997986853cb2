"""Nerves that give way: centre lines read back from the meshes, finer tubes where a root is pressed, and the squeeze.

A root is a chain of tubes. For each point of their centre lines it is found how far a ball of the tube's radius must go
to stand clear of what presses it, and how far it may move before bone stops it. Between the two it bends smoothly;
where there is no room it is flattened, never cut.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh
from meshes.nerves.tubes import sweep, tangents

Floats = NDArray[np.float64]
STEP_MM: Final = 0.7
"""Between rings of a pressed root."""
TUBE_SIDES: Final = 24
"""Corners of a ring of a pressed root."""
MANY_SIDES: Final = 12
"""The same where many roots are pressed at once."""
STIFF_MM: Final = 15.0
"""Half the length over which a pushed root bends back into its own course: a drawing choice, no measured stiffness."""
ROOM_MM: Final = 11.0
"""Behind a pushed root its neighbours give way less and less over this depth."""
BESIDE_MM: Final = 3.0
"""Neighbours this far beside a pushed root give way by a third of its push."""
FLATTEST: Final = 0.62
"""A nerve keeps at least the rest of its thickness: it is flattened, never cut."""
CAP_RINGS: Final = 2
"""Rings that `meshes.nerves.tubes.sweep` adds at each end of a tube."""


def strand_lines(part: Mesh) -> list[Floats]:
    """Read the centre lines of a nerve back from its mesh, whatever has been done to the body since it was swept.

    Parameters
    ----------
    part : Mesh
        All tubes of a structure, one after another, as `meshes.nerves.tubes.sweep` lays them out.

    Returns
    -------
    list of ndarray, shape (k, 4)
        x, y, z and radius, mm.

    Raises
    ------
    ValueError
        When the mesh is not made of such tubes.
    """
    lowest, highest = part.faces.min(axis=1), np.maximum.accumulate(part.faces.max(axis=1))
    begins = np.concatenate([[0], np.flatnonzero(lowest[1:] > highest[:-1]) + 1, [len(part.faces)]])
    starts = np.concatenate([[0], highest[begins[1:] - 1] + 1])
    lines = []
    for (low, high), (first, end) in zip(itertools.pairwise(begins), itertools.pairwise(starts), strict=True):
        sides = int((part.faces[low:high] == end - 1).sum())  # the far pole is the last vertex
        count, rest = divmod(int(end - first) - 2, max(sides, 1))
        if rest or sides < 3 or count < 2 * CAP_RINGS + 2:
            raise ValueError("a nerve's mesh is not made of swept tubes")
        rings = part.vertices[first : end - 2].astype(np.float64).reshape(count, sides, 3)[CAP_RINGS:-CAP_RINGS]
        centre = rings.mean(axis=1)
        radius = np.linalg.norm(rings - centre[:, None], axis=2).mean(axis=1)
        lines.append(np.column_stack([centre, radius]))
    return lines


def resampled(line: Floats, step: float = STEP_MM) -> Floats:
    """Lay a smooth curve through the points of a line, shape (k, 4), and take points about ``step`` mm apart."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line[:, :3], axis=0), axis=1))])
    kept = np.concatenate([[True], np.diff(along) > 1e-6])
    count = max(2, int(np.ceil(along[-1] / step)) + 1)
    return _curve(along[kept], line[kept], np.linspace(0.0, along[-1], count))


def _curve(x: Floats, y: Floats, at: Floats) -> Floats:
    """Interpolate y, shape (k, m), over rising x without overshooting (Fritsch and Carlson's slopes).

    Our own: half a second to import SciPy's is a third of what the first picture of a lesion takes.
    """
    if len(x) == 2:
        straight: Floats = y[0] + ((at - x[0]) / (x[1] - x[0]))[:, None] * (y[1] - y[0])
        return straight
    wide = np.diff(x)[:, None]
    rise = np.diff(y, axis=0) / wide
    before, after = 2.0 * wide[1:] + wide[:-1], wide[1:] + 2.0 * wide[:-1]
    same = rise[:-1] * rise[1:] > 0.0
    low, high = np.where(same, rise[:-1], 1.0), np.where(same, rise[1:], 1.0)
    inner = np.where(same, (before + after) / (before / low + after / high), 0.0)
    ends = []
    for first, second, near, far in ((wide[0], wide[1], rise[0], rise[1]), (wide[-1], wide[-2], rise[-1], rise[-2])):
        slope = ((2.0 * first + second) * near - first * far) / (first + second)
        slope = np.where(slope * near > 0.0, slope, 0.0)
        ends.append(np.where((near * far < 0.0) & (np.abs(slope) > 3.0 * np.abs(near)), 3.0 * near, slope))
    slopes = np.concatenate([ends[0][None], inner, ends[1][None]])
    low_at = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 2)
    step = wide[low_at]
    t = ((at - x[low_at]) / step[:, 0])[:, None]
    curve: Floats = (
        (1.0 + 2.0 * t) * (1.0 - t) ** 2 * y[low_at]
        + t * (1.0 - t) ** 2 * step * slopes[low_at]
        + t * t * (3.0 - 2.0 * t) * y[low_at + 1]
        + t * t * (t - 1.0) * step * slopes[low_at + 1]
    )
    return curve


@dataclass(frozen=True, slots=True, eq=False)
class FineTubes:
    """The tubes of one structure, swept anew with more rings and corners, and which ring each vertex belongs to."""

    key: str
    mesh: Mesh
    lines: Floats
    """Shape (k, 4): all ring centres of all strands, one after another, and their radii."""
    ring: NDArray[np.intp]
    """Shape (n,): for each vertex the ring it belongs to; caps belong to the end ring."""
    wall: NDArray[np.bool_]
    """Shape (n,): whether a vertex is of the wall and not of a cap."""


def fine_tubes(lines: Mapping[str, Sequence[Floats]], sides: int = TUBE_SIDES) -> list[FineTubes]:
    """Sweep the strands of structures anew, finer, all at once: where one continues another no seam is seen."""
    fine = {key: [resampled(line) for line in own] for key, own in lines.items()}
    every = [line for own in fine.values() for line in own]
    start = np.concatenate([[0], np.cumsum([len(line) for line in every])])
    tubes = sweep(np.concatenate(every), start, sides)
    found, first = [], 0
    for key, own in fine.items():
        last = first + len(own)
        (low, end), (begin, stop) = tubes.vertex_start[[first, last]], tubes.face_start[[first, last]]
        rings, wall = [], []
        for ring, after in itertools.pairwise(start[first : last + 1] - start[first]):
            whole = np.concatenate([[ring] * CAP_RINGS, np.arange(ring, after), [after - 1] * CAP_RINGS])
            rings.append(np.concatenate([np.repeat(whole, sides), [ring, after - 1]]))
            count = len(rings[-1])
            wall.append((np.arange(count) >= CAP_RINGS * sides) & (np.arange(count) < count - 2 - CAP_RINGS * sides))
        mesh = Mesh(
            tubes.vertices[low:end].astype(np.float32),
            (tubes.faces[begin:stop] - low).astype(np.int32),
            tubes.normals[low:end].astype(np.float32),
        )
        ring_of = np.concatenate(rings).astype(np.intp)
        found.append(FineTubes(key, mesh, np.concatenate(own), ring_of, np.concatenate(wall)))
        first = last
    return found


class RootPath:
    """The course of one root past the lesion: what is near it moves with it.

    Parameters
    ----------
    lines : mapping of str to list of ndarray, shape (k, 4)
        Centre lines of the root's structures by key, in order from centre to periphery.
    main : sequence of str
        Keys of those that make up the course; the others run along it.
    push : ndarray, shape (3,)
        Unit direction in which the root gives way.
    """

    def __init__(self, lines: Mapping[str, list[Floats]], main: Sequence[str], push: Floats) -> None:
        chain = np.concatenate([lines[key][0] for key in main])
        apart = np.concatenate([[True], np.linalg.norm(np.diff(chain[:, :3], axis=0), axis=1) > 0.2])
        self.line = resampled(chain[apart], 0.5)
        self.along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(self.line[:, :3], axis=0), axis=1))])
        self.tangent = tangents(self.line, np.array([0, len(self.line)]))
        self.push = push

    def follow(self, points: NDArray[np.floating]) -> tuple[NDArray[np.intp], Floats]:
        """Find beside which point of the course points lie, and what share of its push they get (1 on the root).

        Returns
        -------
        number : ndarray, shape (n,)
            Of the nearest point of the course.
        share : ndarray, shape (n,), 0..1
        """
        from scipy.spatial import cKDTree

        xyz = np.asarray(points, dtype=np.float64)
        number: NDArray[np.intp] = np.asarray(cKDTree(self.line[:, :3]).query(xyz)[1], dtype=np.intp)
        offset = xyz - self.line[number, :3]
        behind = offset @ self.push
        beside = np.linalg.norm(offset - behind[:, None] * self.push, axis=1)
        clear = np.maximum(0.0, beside - 2.0)
        share = np.clip(1.0 - np.maximum(0.0, behind) / ROOM_MM, 0.0, 1.0) * np.exp(-((clear / BESIDE_MM) ** 2))
        return number, share

    def bent(self, at: NDArray[np.intp], needed: Floats) -> Floats:
        """Bend the course so that each place gets the push it needs, and returns to its own way over `STIFF_MM`.

        Parameters
        ----------
        at : ndarray, shape (k,)
            Numbers of points of the course.
        needed : ndarray, shape (k,)
            Push there, mm, not negative.

        Returns
        -------
        ndarray, shape (m,)
            Push along the whole course, mm.
        """
        asked = needed > 0.0
        if not asked.any():
            return np.zeros(len(self.along))
        apart = np.abs(self.along[:, None] - self.along[at[asked]][None]) / STIFF_MM
        kernel = np.where(apart < 1.0, 0.5 + 0.5 * np.cos(np.pi * np.minimum(apart, 1.0)), 0.0)
        bend: Floats = (kernel * needed[asked]).max(axis=1)
        return bend


def clearances(balls: Floats, push: Floats, points: Floats) -> tuple[Floats, Floats]:
    """How far balls must move to leave points behind them, and how far they may move before points stop them.

    Parameters
    ----------
    balls : ndarray, shape (k, 4)
        Centres and radii, mm.
    push : ndarray, shape (3,)
        Unit direction of the movement.
    points : ndarray, shape (n, 3)
        Of a surface, closer together than the balls are wide.

    Returns
    -------
    least, most : ndarray, shape (k,)
        Along ``push``, mm; ``least`` below 0 is free way behind, ``most`` above 0 free way ahead; minus and plus
        infinity where nothing lies in the way.
    """
    least, most = np.full(len(balls), -np.inf), np.full(len(balls), np.inf)
    if not len(points):
        return least, most
    height = points @ push
    flat = points - height[:, None] * push
    own = balls[:, :3] @ push
    own_flat = balls[:, :3] - own[:, None] * push
    # |a - b|^2 without a third axis: a matrix product is the quick way here.
    square = (own_flat**2).sum(axis=1)[:, None] + (flat**2).sum(axis=1)[None] - 2.0 * own_flat @ flat.T
    room = balls[:, 3:4] ** 2 - square
    ball, point = np.nonzero(room > 0.0)
    along, reach = height[point] - own[ball], np.sqrt(room[ball, point])
    behind = along <= 0.0
    np.maximum.at(least, ball[behind], (along + reach)[behind])
    np.minimum.at(most, ball[~behind], (along - reach)[~behind])
    return least, most


def pushed_from(balls: Floats, push: Floats, points: Floats) -> Floats:
    """How far balls must move to stand clear of points that press from behind, wherever those are now.

    Returns
    -------
    ndarray, shape (k,)
        mm along ``push``; below 0 where there is free way, minus infinity where nothing lies behind.
    """
    needed = np.full(len(balls), -np.inf)
    if not len(points):
        return needed
    height, own = points @ push, balls[:, :3] @ push
    flat, own_flat = points - height[:, None] * push, balls[:, :3] - own[:, None] * push
    widest = float(balls[:, 3].max())
    near = ((flat > own_flat.min(axis=0) - widest) & (flat < own_flat.max(axis=0) + widest)).all(axis=1)
    height, flat = height[near], flat[near]
    square = (own_flat**2).sum(axis=1)[:, None] + (flat**2).sum(axis=1)[None] - 2.0 * own_flat @ flat.T
    room = balls[:, 3:4] ** 2 - square
    hit = np.flatnonzero(room > 0.0)  # in one dimension: twice as quick as in two
    ball, point = np.divmod(hit, max(len(height), 1))
    np.maximum.at(needed, ball, height[point] - own[ball] + np.sqrt(room.ravel()[hit]))
    return needed
