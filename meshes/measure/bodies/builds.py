"""Measuring how muscles make room for each other when they take living proportions.

The atlas' muscles are not proportioned like a living leg's (gluteus maximus half, long head of biceps twice). Two
displacement fields across the body carry each muscle to the volume that Handsfield's regression gives it: one in a leg
of as much muscle in all as the atlas has, one in a leg of 1.4 times as much. They are found by least squares on a grid
of B-splines: within a muscle the section grows or shrinks evenly as its volume wants, bone and skin hold still, fat and
gaps give way, and all is as even as it can be. ``meshes.builds`` evaluates and mixes them.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.linalg import cg

from meshes.body import DATA, Body, build_body
from meshes.builds.fields import TABLE, quantised, write_fields
from meshes.builds.proportions import default_build
from meshes.builds.skeleton import LEVELS, skeleton
from meshes.builds.splines import ORIGIN, SHAPE, SPACING, evaluate, taps
from meshes.builds.volumes import MUSCLES, muscle_volume
from meshes.builds.warp import Points, Soft, moved

Array = NDArray[np.float64]
LOG: Final = logging.getLogger(__name__)

#: Cells in which tissue is told apart, mm, and the first one's middle; the right half.
CELL: Final = np.array([4.0, 4.0, 8.0])
FIRST: Final = np.array([2.0, -158.0, 4.0])
CELLS: Final = (48, 78, 147)
AIR, FAT, OTHER, BONE, MUSCLE = 0, 1, 2, 3, 4
#: How firmly each tissue keeps its area (muscle: takes the wanted one); and how firmly a place is held still.
KEEPS_AREA: Final = np.array([1e-3, 0.02, 0.15, 1.0, 1.0])
HELD: Final = np.array([0.02, 0.0, 0.0, 2.0, 0.0])
#: Evenness across and along the body.
EVEN_ACROSS, EVEN_ALONG = 0.02, 0.05
#: All muscle together against the atlas' in the two fields.
TOTALS: Final = (1.0, 1.4)
ROUNDS: Final = 7
#: Cells that a field would shrink below this share of their area resist this much more in the next round.
LEAST_AREA: Final = 0.45
RESISTS: Final = 6.0
#: Small deep muscles between bones are asked to grow no more than this many times: the grid is too coarse for more.
SQUEEZED: Final = {"quadratus_femoris": 1.6, "obturator_externus": 1.6, "gemelli": 1.6, "obturator_internus": 1.5}
#: A muscle this near to its volume is near enough (in logarithms), and none is asked for more than this beyond it.
ENOUGH, CHASE = 0.03, 0.3


@dataclass(frozen=True, slots=True, eq=False)
class _Tissue:
    """What fills each cell."""

    kind: NDArray[np.uint8]
    """Shape (n,): of the cells that count."""
    muscle: NDArray[np.intp]
    """Shape (n,): number in ``MUSCLES``, -1 elsewhere."""
    place: Array
    """Shape (n, 3): middles, mm."""


def measure(atlas: Path, output: Path) -> None:
    """Write the table of fields beside the loft table it belongs to.

    Parameters
    ----------
    atlas : Path
        Not read: the fields follow from the committed tables.
    output : Path
        Folder to write to.
    """
    del atlas
    body = build_body("standard", output if (output / "lofts.npz").is_file() else DATA)
    tissue = _tissues(body)
    solver = _Solver(tissue)
    vertices, faces = _muscles(body)
    stretched = _volumes_stretched(vertices, faces)
    volumes = {name: _volume(vertices[name], faces[name]) for name in MUSCLES}
    fields = []
    for total in TOTALS:
        leg = _leg_of(total, volumes, stretched)
        wanted = {name: muscle_volume(name, leg) * 1000.0 / stretched[name] for name in MUSCLES}
        fields.append(_field(solver, vertices, faces, volumes, wanted))
    lean, full = fields
    write_fields(output / TABLE, lean, full - lean)


def _muscles(body: Body) -> tuple[dict[str, Array], dict[str, NDArray[np.int32]]]:
    vertices, faces = {}, {}
    for name, (keys, _, _) in MUSCLES.items():
        parts = [body.part(f"{key}.right") for key in keys]
        starts = np.cumsum([0, *(len(part.vertices) for part in parts)])
        vertices[name] = np.concatenate([part.vertices for part in parts]).astype(np.float64)
        faces[name] = np.concatenate([part.faces + start for part, start in zip(parts, starts, strict=False)])
    return vertices, faces


def _volume(vertices: Array, faces: NDArray[np.int32]) -> float:
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    return float((np.cross(a, b) * c).sum() / 6.0)


def _volumes_stretched(vertices: dict[str, Array], faces: dict[str, NDArray[np.int32]]) -> dict[str, float]:
    """Volumes when the bones alone are the default man's, mm3."""
    bones = skeleton(default_build("male"))
    nothing = np.zeros(len(LEVELS))
    still = Soft(nothing, nothing, nothing, 0.0)
    return {name: _volume(moved(Points.ready(vertices[name]), bones, still), faces[name]) for name in MUSCLES}


def _leg_of(total: float, volumes: dict[str, float], stretched: dict[str, float]) -> float:
    """Find the leg (cm3) in which all muscles together are ``total`` times the atlas', stretched like the default."""
    del volumes
    have = sum(stretched.values()) / 1000.0
    low, high = 1000.0, 30000.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        if sum(muscle_volume(name, middle) for name in MUSCLES) < total * have:
            low = middle
        else:
            high = middle
    return low


def _field(
    solver: _Solver,
    vertices: dict[str, Array],
    faces: dict[str, NDArray[np.int32]],
    volumes: dict[str, float],
    wanted: dict[str, float],
) -> Array:
    growth = np.array([np.log(min(wanted[name], SQUEEZED.get(name, np.inf))) for name in MUSCLES])
    target = growth.copy()
    control = np.zeros((*SHAPE, 2))
    for turn in range(ROUNDS):
        control = solver.solve(growth, control)
        rounded = quantised(control)
        got = np.empty(len(MUSCLES))
        for number, name in enumerate(MUSCLES):
            shifted = vertices[name].copy()
            shifted[:, :2] += evaluate(rounded, vertices[name])
            got[number] = np.log(_volume(shifted, faces[name]) / volumes[name])
        off = target - got
        LOG.info(
            "round %d: muscles off by %.3f in the middle, %.3f at most; least area of a cell %.2f",
            turn, float(np.median(np.abs(off))), float(np.abs(off).max()), solver.least_area(control),
        )  # fmt: skip
        growth = np.clip(growth + 0.8 * np.where(np.abs(off) > ENOUGH, off, 0.0), target - CHASE, target + CHASE)
        if turn < ROUNDS - 2:
            solver.stiffen(control)
    for number, name in enumerate(MUSCLES):
        LOG.info("%-28s wanted %.2f  got %.2f", name, np.exp(target[number]), np.exp(got[number]))
    return quantised(control)


class _Solver:
    """The least squares of one displacement field, shape (*SHAPE, 2)."""

    def __init__(self, tissue: _Tissue) -> None:
        self._tissue = tissue
        low, weights = taps(tissue.place)
        slopes = _slopes(tissue.place)
        self._value = _matrix(low, weights, weights, weights)
        self._dx = _matrix(low, slopes[0], weights, weights)
        self._dy = _matrix(low, weights, slopes[1], weights)
        dz = _matrix(low, weights, weights, slopes[2])
        area = KEEPS_AREA[tissue.kind]
        held = HELD[tissue.kind]
        even = (
            EVEN_ACROSS * (self._dx.T @ self._dx + self._dy.T @ self._dy)
            + EVEN_ALONG * (dz.T @ dz)
            + self._value.T @ (sparse.diags_array(held) @ self._value)
        )
        count = int(np.prod(SHAPE))
        self._even = (even + 1e-7 * sparse.eye_array(count)).tocsr()
        self._weight = area
        self._assemble()

    def _assemble(self) -> None:
        weight = sparse.diags_array(self._weight)
        self._matrix = sparse.block_array(
            [
                [self._even + self._dx.T @ weight @ self._dx, self._dx.T @ weight @ self._dy],
                [self._dy.T @ weight @ self._dx, self._even + self._dy.T @ weight @ self._dy],
            ]
        ).tocsr()
        self._pre = sparse.diags_array(1.0 / self._matrix.diagonal())

    def solve(self, growth: Array, start: Array) -> Array:
        """Find the field for the logarithms of the wanted changes of area, shape (len(MUSCLES),)."""
        wanted = np.where(self._tissue.muscle >= 0, np.expm1(growth[self._tissue.muscle]), 0.0)
        # a section that grows evenly by f in length has a divergence of 2 (f - 1) for an area of f^2
        wanted = 2.0 * (np.sqrt(1.0 + wanted) - 1.0)
        right = np.concatenate([self._dx.T @ (self._weight * wanted), self._dy.T @ (self._weight * wanted)])
        first = np.concatenate([start[..., 0].ravel(), start[..., 1].ravel()])
        found, _ = cg(self._matrix, right, x0=first, rtol=2e-3, maxiter=400, M=self._pre)
        control: Array = np.stack(np.split(found, 2), axis=-1).reshape(*SHAPE, 2)
        return control

    def stiffen(self, control: Array) -> None:
        """Make cells that the field nearly closes resist more from now on."""
        self._weight = np.where(
            self._areas(control) < LEAST_AREA, np.minimum(RESISTS * self._weight, 30.0), self._weight
        )
        self._assemble()

    def least_area(self, control: Array) -> float:
        """Smallest share to which the field shrinks a cell inside the body; below zero it would fold."""
        return float(self._areas(control)[self._tissue.kind != AIR].min())

    def _areas(self, control: Array) -> Array:
        flat = control.reshape(-1, 2)
        xx, yx = self._dx @ flat[:, 0], self._dx @ flat[:, 1]
        xy, yy = self._dy @ flat[:, 0], self._dy @ flat[:, 1]
        areas: Array = (1.0 + xx) * (1.0 + yy) - xy * yx
        return areas


def _slopes(place: Array) -> Array:
    """Differentiate the spline weights, per mm, shape (3 axes, 3 taps, n, 3)."""
    low, _ = taps(place)
    u = np.clip((place - ORIGIN) / SPACING - low - 0.5, 0.0, 1.0)
    one = np.stack([u - 1.0, 1.0 - 2.0 * u, u]) / SPACING
    return np.stack([one, one, one])


def _matrix(low: NDArray[np.intp], x: Array, y: Array, z: Array) -> sparse.csr_array:
    count = len(low)
    columns = np.empty((count, 27), dtype=np.int64)
    values = np.empty((count, 27))
    tap = 0
    for i in range(3):
        for j in range(3):
            for k in range(3):
                columns[:, tap] = ((low[:, 0] + i) * SHAPE[1] + low[:, 1] + j) * SHAPE[2] + low[:, 2] + k
                values[:, tap] = x[i, :, 0] * y[j, :, 1] * z[k, :, 2]
                tap += 1
    starts = np.arange(0, 27 * count + 1, 27)
    return sparse.csr_array((values.ravel(), columns.ravel(), starts), shape=(count, int(np.prod(SHAPE))))


def _tissues(body: Body) -> _Tissue:
    kind = np.full(CELLS, AIR, dtype=np.uint8)
    muscle = np.full(CELLS, -1, dtype=np.intp)
    half = body.skin.right
    kind[_inside(half.vertices, body.skin.mesh.faces[: len(body.skin.mesh.faces) // 2])] = FAT
    number = {f"{key}.right": n for n, (keys, _, _) in enumerate(MUSCLES.values()) for key in keys}
    for layer in body.layers:
        if layer.side == "left" or layer.layer in ("nerves", "ligaments", "fascia"):
            continue
        for key in layer.keys:
            part = layer.part(key)
            within = _inside(part.vertices.astype(np.float64), part.faces)
            if layer.layer == "bones":
                kind[within] = BONE
            elif key in number:
                free = within & (kind != BONE)
                kind[free], muscle[free] = MUSCLE, number[key]
            else:
                kind[within & (kind == FAT)] = OTHER
    muscle[kind != MUSCLE] = -1
    near = ndimage.binary_dilation(kind != AIR, iterations=4)
    chosen = np.stack(np.nonzero(near), axis=1)
    flat = tuple(chosen.T)
    return _Tissue(kind[flat], muscle[flat], FIRST + CELL * chosen)


def _inside(vertices: Array, faces: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which cells lie inside a closed surface (or a half open at the midline), by parity along x from the far side."""
    corner = vertices[faces]
    grid = (corner[..., 1:] - FIRST[1:] - [1e-4, 1e-4]) / CELL[1:]  # a little aside, so that no line meets a corner
    low = np.ceil(grid.min(axis=1)).astype(np.int64)
    high = np.floor(grid.max(axis=1)).astype(np.int64)
    limit = np.array(CELLS[1:]) - 1
    low, high = np.maximum(low, 0), np.minimum(high, limit)
    size = np.maximum(high - low + 1, 0)
    count = size.prod(axis=1)
    face = np.repeat(np.arange(len(faces)), count)
    step = np.arange(len(face)) - np.repeat(np.cumsum(count) - count, count)
    line = np.stack([low[face, 0] + step // size[face, 1], low[face, 1] + step % size[face, 1]], axis=1)
    a, b, c = (grid[face, k] for k in range(3))
    ab, ac, ap = b - a, c - a, line - a
    twice = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        v = (ap[:, 0] * ac[:, 1] - ap[:, 1] * ac[:, 0]) / twice
        w = (ab[:, 0] * ap[:, 1] - ab[:, 1] * ap[:, 0]) / twice
    hit = (v >= 0) & (w >= 0) & (v + w <= 1) & (twice != 0)
    x = (
        corner[face, 0, 0]
        + v * (corner[face, 1, 0] - corner[face, 0, 0])
        + w * (corner[face, 2, 0] - corner[face, 0, 0])
    )
    line, x = line[hit], x[hit]
    # every crossing flips all cells nearer to the midline than it
    beyond = np.clip(np.ceil((x - FIRST[0]) / CELL[0]), 0, CELLS[0]).astype(np.int64)
    flips = np.zeros((CELLS[0] + 1, *CELLS[1:]), dtype=np.int64)
    np.add.at(flips, (beyond, line[:, 0], line[:, 1]), 1)
    crossed = flips[::-1].cumsum(axis=0)[::-1][1:]
    out: NDArray[np.bool_] = crossed % 2 == 1
    return out
