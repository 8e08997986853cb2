"""The loft engine: sections along guides become vertices, faces and normals, for all lofts of a table at once.

Everything runs on flat arrays over *rings*. A ring is one evaluated section; between stored sections further rings are
interpolated (cubic, in the coefficients), so that any number of rings and points round works. A loft's free ends are
folded shut: the ring's points are paired across from a *seam* parameter and joined by a ladder of triangles, which
stays inside for flat and C-shaped sections where a fan from the centre would not. Where a loft branches, each
branch's end ring is laid on its share of the trunk's ring, vertex on vertex, and nothing is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Detail, on_grid

from .grids import RingGrid, fill_lids, fill_sides, make_unit
from .table import PackedLofts


@dataclass(frozen=True, slots=True)
class Sampling:
    """How densely lofts are sampled; our choice, made on pictures, deviations and triangle counts."""

    points: float
    """Points round a ring, as a multiple of what the loft wants at the standard detail."""
    ring_mm: float
    """Mean distance of neighbouring rings above which one is put between, mm: only where all sections are kept, because
    sections are left out so that straight lines between the others serve."""
    rank: int
    """Sections of a higher rank are left out."""


SAMPLINGS: Final[dict[Detail, Sampling]] = {
    "light": Sampling(0.55, np.inf, 0),
    "standard": Sampling(1.0, np.inf, 1),
    "fine": Sampling(2.0, 6.0, 2),
}
ROUNDS: Final = np.array([8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 160, 200])
"""Numbers of points round a ring that are used; few different ones make few matrix products. The last two are kept for
branches that take nearly all of the largest trunk's ring."""


@dataclass(frozen=True, slots=True, eq=False)
class LoftMeshes:
    """All lofts as one mesh; vertices and faces of a record are contiguous and in order of the records."""

    vertices: NDArray[np.float32]
    """Shape (n, 3), mm, RAS."""
    faces: NDArray[np.int32]
    """Shape (m, 3), counter-clockwise seen from outside."""
    normals: NDArray[np.float32]
    """Shape (n, 3), unit length, outward."""
    vertex_record: NDArray[np.int32]
    """Shape (n,): index of the record."""
    face_record: NDArray[np.int32]
    """Shape (m,)."""


def section_gaps(coefficients: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the distances of neighbouring sections, shape (s - 1,), mm.

    It is the root mean square distance of points of equal parameter, by Parseval's identity.

    Parameters
    ----------
    coefficients : ndarray, shape (s, 1 + 2 h, 3)
        Guide, then cosine and sine coefficients, mm.
    """
    change = np.diff(coefficients, axis=0).astype(np.float64)
    squares = np.einsum("skc,skc->sk", change, change)
    return np.asarray(np.sqrt(squares[:, 0] + 0.5 * squares[:, 1:].sum(axis=1)))


def tangents(
    coefficients: NDArray[np.floating], gaps: NDArray[np.floating], first: NDArray[np.bool_], last: NDArray[np.bool_]
) -> NDArray[np.floating]:
    """Return the derivative of each coefficient along its loft, per mm, from the parabola through three sections.

    Parameters
    ----------
    coefficients : ndarray, shape (s, k, 3)
    gaps : ndarray, shape (s - 1,)
        Distance to the next section, mm; any value between two lofts.
    first, last : ndarray of bool, shape (s,)
        Which sections begin and end a loft; there the difference is one-sided.
    """
    gaps = np.maximum(gaps, 1e-6).astype(coefficients.dtype)
    slopes = np.diff(coefficients, axis=0) / gaps[:, None, None]
    result = np.empty_like(coefficients)
    before, after = gaps[:-1, None, None], gaps[1:, None, None]
    result[1:-1] = (slopes[:-1] * after + slopes[1:] * before) / (before + after)
    # `last` sections have no slope after, `first` ones none before.
    starts, ends = np.flatnonzero(first), np.flatnonzero(last)
    result[starts] = slopes[starts]
    result[ends] = slopes[ends - 1]
    return result


def interpolated(
    coefficients: NDArray[np.floating],
    slopes: NDArray[np.floating],
    gaps: NDArray[np.floating],
    section: NDArray[np.integer],
    weight: NDArray[np.floating],
) -> NDArray[np.floating]:
    """Evaluate the cubic through the sections.

    Parameters
    ----------
    coefficients, slopes : ndarray, shape (s, k, 3)
        Values and `tangents`.
    gaps : ndarray, shape (s - 1,)
        Distance to the next section, mm.
    section : ndarray of int, shape (r,)
        Section at or before each ring.
    weight : ndarray, shape (r,)
        0 at that section, 1 at the next.
    """
    result = coefficients[section]
    between = np.flatnonzero(weight > 0)
    low = section[between]
    w = weight[between].astype(coefficients.dtype)[:, None, None]
    step = gaps[low].astype(coefficients.dtype)[:, None, None]
    high = low + 1
    square, cube = w * w, w * w * w
    result[between] = (
        (2 * cube - 3 * square + 1) * coefficients[low]
        + (cube - 2 * square + w) * step * slopes[low]
        + (3 * square - 2 * cube) * coefficients[high]
        + (cube - square) * step * slopes[high]
    )
    return np.asarray(result)


def build_lofts(packed: PackedLofts, detail: Detail = "standard") -> LoftMeshes:
    """Build every loft.

    Parameters
    ----------
    packed : PackedLofts
    detail : {"light", "standard", "fine"}
        How densely to sample.

    Raises
    ------
    ValueError
        When the detail is none of the three.
    """
    if detail not in SAMPLINGS:
        raise ValueError(f"detail {detail!r} is unknown; accepted are {', '.join(SAMPLINGS)}")
    sampling = SAMPLINGS[detail]
    coefficients = packed.coefficients
    counts = packed.section_counts.astype(np.int64)
    if len(counts) == 0:
        empty = np.zeros(0, dtype=np.int32)
        none = np.zeros((0, 3), dtype=np.float32)
        return LoftMeshes(none, np.zeros((0, 3), dtype=np.int32), none, empty, empty)
    loft_of_section = np.repeat(np.arange(len(counts)), counts)
    rings, source = _rings(coefficients, loft_of_section, packed.ranks, sampling)
    loft_of_ring = loft_of_section[source]
    ring_counts = np.bincount(loft_of_ring, minlength=len(counts))
    place = np.searchsorted(ROUNDS, packed.points * sampling.points - 0.5)
    rounds = _matched(ROUNDS[np.minimum(place, len(ROUNDS) - 3)], packed)

    vertex_counts = ring_counts * rounds
    vertex_starts = np.cumsum(vertex_counts) - vertex_counts
    shut = packed.seams >= 0
    face_counts = 2 * rounds * (ring_counts - 1) + shut.sum(axis=1) * (rounds - 2)
    face_starts = np.cumsum(face_counts) - face_counts
    ring_of_loft = np.arange(len(source)) - np.repeat(np.cumsum(ring_counts) - ring_counts, ring_counts)
    vertices = np.empty((int(vertex_counts.sum()), 3), dtype=np.float32)
    grids = []
    for points in np.unique(rounds):
        chosen = np.flatnonzero(rounds[loft_of_ring] == points)
        loft = loft_of_ring[chosen]
        ring = ring_of_loft[chosen]
        place = (vertex_starts[loft] + ring * points)[:, None] + np.arange(points)
        width = 1 + 2 * int(packed.harmonic_counts[loft].max())
        sections = coefficients[source[chosen], :width] if rings is None else rings[chosen, :width]
        vertices[place] = _evaluate(sections, int(points))
        grids.append((RingGrid(place, np.r_[True, np.diff(loft) != 0], face_starts[loft] + ring * 2 * points), loft))
    mine, theirs = _welds(packed, vertex_starts, ring_counts, rounds)
    vertices[mine] = vertices[theirs]

    faces = np.empty((int(face_counts.sum()), 3), dtype=np.int32)
    normals = np.zeros_like(vertices)
    for grid, loft in grids:
        points = grid.place.shape[1]
        fill_sides(grid, vertices, faces, normals)
        for end, at in ((0, grid.first()), (1, grid.last())):
            at = at[shut[loft[at], end]]
            lid = loft[at]
            start = face_starts[lid] + 2 * points * (ring_counts[lid] - 1)
            start += (points - 2) * (shut[lid, 0] if end == 1 else 0)
            fill_lids(grid.place[at], packed.seams[lid, end], start, end == 0, vertices, faces, normals)
    for axis in range(3):
        normals[:, axis] += np.bincount(theirs, normals[mine, axis], minlength=len(normals)).astype(np.float32)
    normals[mine] = normals[theirs]
    make_unit(normals)
    record = packed.record
    return LoftMeshes(vertices, faces, normals, np.repeat(record, vertex_counts), np.repeat(record, face_counts))


def _rings(
    coefficients: NDArray[np.float32], loft: NDArray[np.int64], ranks: NDArray[np.uint8], sampling: Sampling
) -> tuple[NDArray[np.floating] | None, NDArray[np.int64]]:
    """Choose the rings to draw.

    Returns
    -------
    rings : ndarray, shape (r, k, 3), or None
        Their coefficients; None where each ring is a section as it stands.
    source : ndarray, shape (r,)
        For each ring the section at or before it.
    """
    edge = np.diff(loft) != 0
    kept = np.flatnonzero((ranks <= sampling.rank) | np.r_[True, edge] | np.r_[edge, True])
    if not np.isfinite(sampling.ring_mm):
        return None, kept
    coefficients = coefficients[kept]
    gaps = section_gaps(coefficients)
    edge = np.diff(loft[kept]) != 0
    pieces = np.where(edge, 1, np.maximum(1, np.ceil(gaps / sampling.ring_mm))).astype(np.int64)
    pieces = np.r_[pieces, 1]
    section = np.repeat(np.arange(len(kept)), pieces)
    step = np.arange(len(section)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    slopes = tangents(coefficients, gaps, np.r_[True, edge], np.r_[edge, True])
    return interpolated(coefficients, slopes, gaps, section, step / pieces[section]), kept[section]


def _matched(rounds: NDArray[np.int64], packed: PackedLofts) -> NDArray[np.int64]:
    """Give branches at least as many points as their share of the trunk's ring has, so that every one can be met."""
    loft, end = np.nonzero(packed.joint_lofts[..., 0] >= 0)
    trunk = packed.joint_lofts[loft, end, 0]
    before = np.zeros_like(rounds)
    while np.any(before != rounds):
        before = rounds.copy()
        need = rounds[trunk] * packed.joint_spans[loft, end, 1] + 2
        np.maximum.at(rounds, loft, ROUNDS[np.minimum(np.searchsorted(ROUNDS, need), len(ROUNDS) - 1)])
    return rounds


def _welds(
    packed: PackedLofts, starts: NDArray[np.int64], ring_counts: NDArray[np.int64], rounds: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the vertices of branches' end rings that are laid on vertices of their trunks, and on which."""
    loft, end = np.nonzero(packed.joint_lofts[..., 0] >= 0)
    last = starts + (ring_counts - 1) * rounds
    points = rounds[loft]
    row = np.repeat(np.arange(len(loft)), points)
    place = np.arange(len(row)) - np.repeat(np.cumsum(points) - points, points)
    ring = np.where(end == 0, starts[loft], last[loft])
    mine = ring[row] + place
    start, length, offset = packed.joint_spans[loft, end].astype(np.float64).T[:, row]
    trunk, side = packed.joint_lofts[loft, end].T
    # The first point lies at the start of the share, the last at its end, which is the start of the next branch's.
    step = (place - np.rint(offset * points[row]).astype(np.int64)) % points[row]
    share = step / (points[row] - 1.0)
    around = rounds[trunk][row]
    index = np.rint((start + length * share) * around).astype(np.int64) % around
    theirs = np.where(side == 0, starts[trunk], last[trunk])[row] + index
    return mine, theirs


def _evaluate(rings: NDArray[np.floating], points: int) -> NDArray[np.float32]:
    """Evaluate sections, shape (r, 1 + 2 h, 3), at equal steps of the parameter: (r, points, 3), on the grid."""
    harmonics = (rings.shape[1] - 1) // 2
    angle = 2 * np.pi * np.arange(points)[:, None] / points * np.arange(1, harmonics + 1)
    basis = np.ones((points, 1 + 2 * harmonics))
    basis[:, 1::2], basis[:, 2::2] = np.cos(angle), np.sin(angle)
    return on_grid(np.matmul(basis, rings.astype(np.float64))).astype(np.float32)
