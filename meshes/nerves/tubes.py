"""Round or flattened tubes along centre lines: the surface of nerves and of the dural sac.

All strands are swept at once. Each ring stands square to its centre line; its first direction is the part of one
reference direction of the strand that is square to the line, chosen so that the line never runs along it. A tube is
round, so no more careful frame is needed, and nothing has to be carried from ring to ring. Only lines in the
midsagittal plane may be flattened: for them the reference is the x axis, so width and depth are the body's own.

A strand that begins where another ends continues it: both have the same ring there, and no seam is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import NOISE_DIGITS

ALIKE_MM: Final = 0.02
"""A strand continues another whose last point and radius are this near to its own first, mm."""
LEANING: Final = 0.9
"""Cosine of the angle up to which a line may lean to the reference direction that it shares with what it continues."""

#: Rings of a round cap, as angles from the tube's end ring to its pole (radians).
_CAP: Final = np.radians([30.0, 62.0])


def _directions() -> NDArray[np.float64]:
    """Return candidate reference directions, shape (k, 3): x, then evenly over half a sphere (golden spiral)."""
    count = 24
    i = np.arange(count) + 0.5
    z = i / count
    turn = np.pi * (1.0 + np.sqrt(5.0)) * i
    ring = np.sqrt(1.0 - z * z)
    return np.vstack([[1.0, 0.0, 0.0], np.column_stack([ring * np.cos(turn), ring * np.sin(turn), z])])


@dataclass(frozen=True, slots=True, eq=False)
class Tubes:
    """The swept strands, one after another."""

    vertices: NDArray[np.float64]
    """Shape (n, 3), mm."""
    faces: NDArray[np.int64]
    """Shape (m, 3), counter-clockwise seen from outside."""
    normals: NDArray[np.float64]
    """Shape (n, 3), unit length, outward."""
    vertex_start: NDArray[np.int64]
    """Shape (s + 1,): first vertex of each strand."""
    face_start: NDArray[np.int64]
    """Shape (s + 1,): first face of each strand."""


def tangents(points: NDArray[np.floating], start: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return unit tangents of centre lines.

    Parameters
    ----------
    points : ndarray, shape (n, 3) or (n, 4)
        Points of all strands, one strand after another, mm.
    start : ndarray, shape (s + 1,)
        First point of each strand; every strand has at least two points.

    Returns
    -------
    ndarray, shape (n, 3)
    """
    xyz = np.asarray(points, dtype=np.float64)[:, :3]
    step = np.diff(xyz, axis=0)
    length = np.maximum(np.linalg.norm(step, axis=1), 1e-9)[:, None]
    unit = step / length
    # Weighted with the other side's length: the tangent of the parabola through three points.
    tangent = np.zeros_like(xyz)
    tangent[1:-1] = unit[:-1] * length[1:] + unit[1:] * length[:-1]
    first, last = np.asarray(start[:-1]), np.asarray(start[1:]) - 1
    tangent[first] = unit[first]
    tangent[last] = unit[last - 1]
    unit_tangent: NDArray[np.float64] = tangent / np.maximum(np.linalg.norm(tangent, axis=1), 1e-9)[:, None]
    return unit_tangent


def _slope(line: NDArray[np.float64], first: NDArray[np.integer], last: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return how steeply each point's radius grows along its strand, as an angle in radians, shape (n,)."""
    step = np.linalg.norm(np.diff(line[:, :3], axis=0), axis=1)
    grown = np.diff(line[:, 3])
    back, forth = np.concatenate([[0.0], grown]), np.concatenate([grown, [0.0]])
    before, after = np.concatenate([[1e-9], step]), np.concatenate([step, [1e-9]])
    back[first], before[first] = 0.0, 1e-9
    forth[last], after[last] = 0.0, 1e-9
    steepness: NDArray[np.float64] = np.arctan2(back + forth, before + after)
    return steepness


def _continued(line: NDArray[np.float64], tangent: NDArray[np.float64], start: NDArray[np.integer]) -> dict[int, int]:
    """Which strand goes on in which: the one that bends least of those that begin at its end, as thick as it."""
    first, last = np.asarray(start[:-1]), np.asarray(start[1:]) - 1
    heads, tails = line[first], line[last]
    order = np.argsort(heads[:, 2], kind="stable")
    low = np.searchsorted(heads[order, 2], tails[:, 2] - ALIKE_MM)
    high = np.searchsorted(heads[order, 2], tails[:, 2] + ALIKE_MM, side="right")
    onward: dict[int, int] = {}
    for before in np.flatnonzero(high > low).tolist():
        near = order[low[before] : high[before]]
        near = near[(np.abs(heads[near] - tails[before]) < ALIKE_MM).all(axis=1) & (near != before)]
        straight = np.round(tangent[first[near]] @ tangent[last[before]], NOISE_DIGITS)
        if len(near) and straight.max() > 0.0:
            onward[before] = int(near[np.argmax(straight)])
    taken: dict[int, int] = {}
    for before, after in onward.items():
        taken.setdefault(after, before)
    return {before: after for after, before in taken.items()}


def _references(
    tangent: NDArray[np.float64], start: NDArray[np.integer], onward: Mapping[int, int]
) -> NDArray[np.float64]:
    """Return for each strand the candidate direction that its line keeps farthest from, shape (s, 3).

    Strands that continue each other share one, as long as none of them comes to lean on it.
    """
    candidates = _directions()
    along = np.round(np.maximum.reduceat(np.abs(tangent @ candidates.T), start[:-1], axis=0), NOISE_DIGITS)
    chosen = np.argmin(along, axis=1)
    for head in onward.keys() - onward.values():
        chain, strand = [head], head
        leaning = along[head]
        while strand in onward:
            strand = onward[strand]
            both = np.maximum(leaning, along[strand])
            if both.min() > LEANING:
                chosen[chain] = np.argmin(leaning)
                chain, both = [], along[strand]
            chain.append(strand)
            leaning = both
        chosen[chain] = np.argmin(leaning)
    best: NDArray[np.float64] = candidates[chosen]
    return best


def sweep(
    points: NDArray[np.floating],
    start: NDArray[np.integer],
    sides: int = 8,
    aspect: NDArray[np.floating] | None = None,
) -> Tubes:
    """Sweep circles along centre lines and close each tube with round caps.

    Parameters
    ----------
    points : ndarray, shape (n, 4)
        x, y, z and radius (mm) of the points of all strands, one strand after another.
    start : ndarray, shape (s + 1,)
        First point of each strand and, last, ``n``; every strand has at least two points.
    sides : int
        Corners of a ring, at least 3.
    aspect : ndarray, shape (n,), optional
        Half depth as a share of the radius; only strands in the plane x = 0 may have another than 1.

    Returns
    -------
    Tubes
        Watertight, one closed tube a strand.

    Raises
    ------
    ValueError
        When a strand has fewer than two points or a ring fewer than three sides.
    """
    counts = np.diff(start)
    if sides < 3:
        raise ValueError(f"a tube needs at least 3 sides, not {sides}")
    if len(counts) == 0 or int(counts.min()) < 2:
        raise ValueError("every strand of a tube needs at least 2 points")
    line = np.asarray(points, dtype=np.float64)
    tangent = tangents(line, start)
    first, last = np.asarray(start[:-1]), np.asarray(start[1:]) - 1
    slope = _slope(line, first, last)
    onward = _continued(line, tangent, start)
    if onward:
        ends, begins = last[list(onward)], first[list(onward.values())]
        shared = tangent[ends] + tangent[begins]
        shared /= np.linalg.norm(shared, axis=1)[:, None]
        tangent[ends] = tangent[begins] = shared
        slope[ends] = slope[begins] = (slope[ends] + slope[begins]) / 2.0
    # Where a strand goes on in another its cap is flat, or it would look out of a bend.
    domed = np.ones((2, len(counts)))
    domed[0, list(onward.values())] = domed[1, list(onward)] = 0.0
    rings = _rings(line, tangent, slope, start, domed, aspect)
    ring_vertices, ring_normals = rings.walls(sides, _references(tangent, start, onward))

    # Per strand: its rings, then the two poles.
    vertex_start = np.concatenate([[0], np.cumsum(np.diff(rings.start) * sides + 2)])
    vertices, normals = np.empty((int(vertex_start[-1]), 3)), np.empty((int(vertex_start[-1]), 3))
    ring_first = np.arange(len(rings.radius)) * sides + 2 * rings.strand
    place = (ring_first[:, None] + np.arange(sides)).ravel()
    vertices[place], normals[place] = ring_vertices.reshape(-1, 3), ring_normals.reshape(-1, 3)
    near, far = vertex_start[1:] - 2, vertex_start[1:] - 1
    vertices[near], normals[near] = (
        line[first, :3] - (domed[0] * line[first, 3])[:, None] * tangent[first],
        -tangent[first],
    )
    vertices[far], normals[far] = line[last, :3] + (domed[1] * line[last, 3])[:, None] * tangent[last], tangent[last]
    faces, face_start = _faces(rings, ring_first, near, far, sides)
    return Tubes(vertices, faces, normals, vertex_start, face_start)


@dataclass(frozen=True, slots=True, eq=False)
class _Rings:
    """The rings of all strands: of each the cap of the near end (pole side first), the line, the cap of the far end."""

    start: NDArray[np.int64]
    """Shape (s + 1,): first ring of each strand."""
    strand: NDArray[np.int64]
    """Shape (r,): which one each ring is of."""
    centre: NDArray[np.float64]
    """Shape (r, 3), mm."""
    direction: NDArray[np.float64]
    """Shape (r, 3): of the line there."""
    radius: NDArray[np.float64]
    lean: NDArray[np.float64]
    """Shape (r,): how far the wall's normals lean along the line, radians."""
    flat: NDArray[np.float64] | None
    """Shape (r,): half depth as a share of the radius; None where all are round."""

    def walls(self, sides: int, references: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the corners of every ring and their normals, each of shape (r, sides, 3)."""
        side = np.cross(self.direction, references[self.strand])
        side /= np.maximum(np.linalg.norm(side, axis=1), 1e-9)[:, None]
        other = np.cross(self.direction, side)
        angle = np.arange(sides) * (2.0 * np.pi / sides)
        turn = np.column_stack([np.cos(angle), np.sin(angle)])
        out = around = turn @ np.stack([side, other], axis=1)
        if self.flat is not None:
            around = turn @ np.stack([self.flat[:, None] * side, other], axis=1)
            # The normal of an ellipse leans towards its flat sides.
            out = turn @ np.stack([side / self.flat[:, None], other], axis=1)
            out /= np.linalg.norm(out, axis=2)[:, :, None]
        vertices = self.centre[:, None, :] + self.radius[:, None, None] * around
        normals = np.cos(self.lean)[:, None, None] * out
        normals += (np.sin(self.lean)[:, None] * self.direction)[:, None, :]
        return vertices, normals


def _rings(
    line: NDArray[np.float64],
    tangent: NDArray[np.float64],
    slope: NDArray[np.float64],
    start: NDArray[np.integer],
    domed: NDArray[np.float64],
    aspect: NDArray[np.floating] | None,
) -> _Rings:
    """Lay rings along the strands and over their ends; ``domed`` (2, s) says which ends are round."""
    counts, caps = np.diff(start), len(_CAP)
    strand = np.repeat(np.arange(len(counts)), counts)
    ring_start = np.concatenate([[0], np.cumsum(counts + 2 * caps)])
    total = int(ring_start[-1])
    centre, direction = np.empty((total, 3)), np.empty((total, 3))
    radius, lean = np.empty(total), np.zeros(total)
    flat = None if aspect is None else np.ones(total)
    body = np.arange(len(line)) - start[strand] + ring_start[strand] + caps
    centre[body], direction[body], radius[body] = line[:, :3], tangent, line[:, 3]
    lean[body] = -slope
    if aspect is not None and flat is not None:
        flat[body] = aspect
    first, last = np.asarray(start[:-1]), np.asarray(start[1:]) - 1
    for end, sign, dome in ((first, -1.0, domed[0]), (last, 1.0, domed[1])):
        for i, angle in enumerate(_CAP):
            ring = ring_start[:-1] + (caps - 1 - i) if sign < 0 else ring_start[1:] - caps + i
            centre[ring] = line[end, :3] + (sign * np.sin(angle) * dome * line[end, 3])[:, None] * tangent[end]
            direction[ring], radius[ring], lean[ring] = tangent[end], np.cos(angle) * line[end, 3], sign * angle
            if aspect is not None and flat is not None:
                flat[ring] = aspect[end]
    of_ring = np.repeat(np.arange(len(counts)), counts + 2 * caps)
    return _Rings(ring_start, of_ring, centre, direction, radius, lean, flat)


def _faces(
    rings: _Rings,
    ring_first: NDArray[np.int64],
    near: NDArray[np.int64],
    far: NDArray[np.int64],
    sides: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Join neighbouring rings by walls, and the outermost to the poles: faces, and the first one of each strand.

    Faces of a strand are contiguous: its wall, then its two lids.
    """
    here, there = np.arange(sides), (np.arange(sides) + 1) % sides
    joined = np.ones(len(rings.radius), dtype=bool)
    joined[rings.start[1:] - 1] = False
    strip = np.concatenate(
        [np.column_stack([here, there, sides + here]), np.column_stack([there, sides + there, sides + here])], axis=1
    ).reshape(-1, 3)
    face_start = np.concatenate([[0], np.cumsum((np.diff(rings.start) - 1) * 2 * sides + 2 * sides)])
    faces = np.empty((int(face_start[-1]), 3), dtype=np.int64)
    wall_first = (np.arange(int(joined.sum())) + rings.strand[joined]) * 2 * sides
    faces[(wall_first[:, None] + np.arange(2 * sides)).ravel()] = (ring_first[joined][:, None, None] + strip).reshape(
        -1, 3
    )
    bottom, top = ring_first[rings.start[:-1]][:, None], ring_first[rings.start[1:] - 1][:, None]
    for lid, (pole, one, two) in enumerate(((near, bottom + there, bottom + here), (far, top + here, top + there))):
        at = (face_start[1:, None] - (2 - lid) * sides + here).ravel()
        faces[at, 0], faces[at, 1], faces[at, 2] = np.repeat(pole, sides), one.ravel(), two.ravel()
    return faces, face_start
