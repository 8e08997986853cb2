"""The closed skin from its rings: trunk, two limbs, ten toes, by construction one manifold surface.

The committed table holds ring outlines of the right half as Fourier coefficients (trunk half rings as cosine and sine
series). A limb ring runs from its front midline medially, as chart angles do. The trunk's last half ring and the
perineal saddle together are the limb's first ring; the limb's last ring and four web curves together are the first
rings of the toes. So neighbours share their points and no seam has to be closed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Detail, Mesh, frozen, on_grid

from .chart_frame import FOOT, ChartFrame
from .table import frame_of, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.spatial import KDTree

Array = NDArray[np.float64]
Faces = NDArray[np.int32]

TABLE: Final = Path(__file__).parents[1] / "data" / "skin.npz"
#: Samples per measured interval of a ring and between rings.
SCALES: Final[dict[Detail, float]] = {"light": 0.5, "standard": 1.0, "fine": 1.65}
#: Limb row from which on a face belongs to the limb for ghosting; the rows above are groin.
LIMB_FROM: Final = 9
#: Height of the dome that closes the trunk, mm.
LID_HEIGHT: Final = 9.0


@dataclass(frozen=True, slots=True, eq=False)
class SkinPatch:
    """A rectangular grid of vertices: rows run down or outward, columns anticlockwise seen from above."""

    index: Faces
    """Shape (rows, columns): vertices of the half. A closed patch repeats its first column at the end; a row that
    shrinks to a pole repeats one vertex."""
    closed: bool
    row_part: NDArray[np.uint8]
    """Shape (rows - 1,): 0 trunk and groin, 1 limb."""
    ray: int
    """0, or the toe."""

    def grid_faces(self) -> tuple[Faces, NDArray[np.uint8]]:
        """Faces as flat grid positions (row * columns + column), without those that a pole flattens, and their part."""
        rows, columns = self.index.shape
        grid = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
        a, b, c, d = grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]
        faces = np.stack([a, b, c, a, c, d], axis=-1).reshape(-1, 3)
        part = np.repeat(self.row_part, 2 * (columns - 1))
        corner = self.index.ravel()[faces]
        keep = (corner[:, 0] != corner[:, 1]) & (corner[:, 1] != corner[:, 2]) & (corner[:, 2] != corner[:, 0])
        return faces[keep], part[keep]


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """The right half of the skin, x >= 0, open along x = 0."""

    vertices: Array
    """Shape (k, 3), mm."""
    ray: NDArray[np.uint8]
    """Shape (k,)."""
    patches: tuple[SkinPatch, ...]

    def faces(self) -> Faces:
        """All faces, shape (m, 3)."""
        return np.concatenate([patch.index.ravel()[patch.grid_faces()[0]] for patch in self.patches])

    def face_part(self) -> NDArray[np.uint8]:
        """Part of each face, shape (m,)."""
        return np.concatenate([patch.grid_faces()[1] for patch in self.patches])


@dataclass(frozen=True, slots=True, eq=False)
class SkinMesh:
    """One closed manifold surface from T12 to the toes, with chart coordinates on every vertex."""

    mesh: Mesh
    segment: NDArray[np.uint8]
    """Shape (n,): index into ``chart_frame.SEGMENTS``."""
    side: NDArray[np.int8]
    """Shape (n,): +1 right half (with the midline), -1 left half."""
    t: NDArray[np.float32]
    """Shape (n,): along the segment."""
    phi: NDArray[np.float32]
    """Shape (n,): degrees [0, 360); trunk 0..180."""
    ray: NDArray[np.uint8]
    """Shape (n,): 0 not on a toe, 1 great toe .. 5 little toe."""
    face_part: NDArray[np.uint8]
    """Shape (m,): 0 trunk and groin, 1 right limb, 2 left limb."""
    frame: ChartFrame
    """Levels and section boxes from which chart coordinates follow."""
    right: Half
    """The right half by itself; its vertices are the first ones of ``mesh``."""
    mirror: Faces
    """Shape (k,): for each vertex of the right half its mirror image in ``mesh`` (itself on the midline)."""
    rest: SkinMesh | None = None
    """The atlas body's skin, of which this one is a built body's: the same vertices at other places."""
    _trees: list[KDTree] = field(default_factory=list, repr=False)

    @property
    def tree(self) -> KDTree:
        """Nearest-neighbour tree of ``mesh.vertices``, made when first asked for: most pictures never ask."""
        if not self._trees:
            from scipy.spatial import KDTree

            self._trees.append(KDTree(self.mesh.vertices, balanced_tree=False, compact_nodes=False))
        return self._trees[0]


def build_skin(path: Path | None = None, detail: Detail = "standard") -> SkinMesh:
    """Build the skin.

    Parameters
    ----------
    path : Path, optional
        Table of ring outlines; the committed one if left out.
    detail : {"light", "standard", "fine"}
        About 27, 105 and 285 thousand triangles.

    Returns
    -------
    SkinMesh
        Closed, manifold, left-right symmetric; mm, body frame.

    Raises
    ------
    ValueError
        When ``detail`` is unknown, or (`meshes.archive.TableError`) the table is missing or not one.
    """
    if detail not in SCALES:
        raise ValueError(f"unknown detail {detail!r}; accepted are {', '.join(SCALES)}")
    table = read_table(TABLE if path is None else path)
    return _whole(half(table, SCALES[detail]), frame_of(table))


def fourier(coefficients: Array, tau: Array) -> Array:
    """Evaluate closed outlines.

    Parameters
    ----------
    coefficients : ndarray, shape (rows, 2 h + 1, 3)
        Mean, then cosine and sine parts of harmonics 1..h in turn, mm.
    tau : ndarray, shape (k,)
        Ring parameter in turns.

    Returns
    -------
    ndarray, shape (rows, k, 3)
    """
    order = np.arange(1, coefficients.shape[1] // 2 + 1)
    angle = 2 * np.pi * tau[:, None] * order
    basis = np.ones((len(tau), coefficients.shape[1]))
    basis[:, 1::2], basis[:, 2::2] = np.cos(angle), np.sin(angle)
    out: Array = np.einsum("kh,rhc->rkc", basis, coefficients, optimize=True)
    return out


def half_rings(coefficients: Array, sigma: Array) -> Array:
    """Evaluate half outlines (rows, h, 3), x sines, y and z cosines, at ``sigma`` 0 (back midline) .. 1 (front)."""
    order = np.arange(coefficients.shape[1])
    angle = np.pi * sigma[:, None] * order
    out: Array = np.einsum("kh,rhc->rkc", np.cos(angle), coefficients, optimize=True)
    out[..., 0] = np.einsum("kh,rh->rk", np.sin(angle), coefficients[..., 0], optimize=True)
    return out


def _rows(values: Array, scale: float) -> Array:
    """Resample rows (axis 0) by a cubic spline; the first and the last row stay."""
    count = len(values)
    if scale == 1.0:
        return values
    return _spline(values, max(3, round((count - 1) * scale) + 1))


def _spline(values: Array, count: int) -> Array:
    """Resample rows (axis 0) evenly to ``count`` rows by a cubic spline."""
    from scipy.interpolate import CubicSpline  # half a second to import, and the standard detail does without

    wanted = np.linspace(0.0, len(values) - 1.0, count)
    out: Array = CubicSpline(np.arange(len(values)), values, axis=0)(wanted)
    return out


def _samples(breaks: Sequence[int], ring: int, scale: float) -> tuple[Array, dict[int, int]]:
    """Ring parameters at the given scale, and the sample index of every break."""
    marks = [*sorted(set(breaks)), ring]
    pieces, index, total = [], {}, 0
    for a, b in pairwise(marks):
        count = max(2, round((b - a) * scale))
        index[a] = total
        pieces.append(a + (b - a) * np.arange(count) / count)
        total += count
    return np.concatenate(pieces) / ring, index


class _Assembly:
    """Collects vertices and patches of the right half."""

    def __init__(self) -> None:
        self.vertices: list[Array] = []
        self.rays: list[NDArray[np.uint8]] = []
        self.patches: list[SkinPatch] = []
        self.count = 0

    def add(self, points: Array, ray: int = 0) -> Faces:
        shape = points.shape[:-1]
        number = int(np.prod(shape))
        self.vertices.append(points.reshape(-1, 3))
        self.rays.append(np.full(number, ray, dtype=np.uint8))
        self.count += number
        return np.arange(self.count - number, self.count, dtype=np.int32).reshape(shape)

    def patch(self, index: Faces, closed: bool, row_part: NDArray[np.uint8] | int, ray: int = 0) -> None:
        if closed:
            index = np.concatenate([index, index[:, :1]], axis=1)
        part = np.broadcast_to(np.asarray(row_part, dtype=np.uint8), len(index) - 1)
        self.patches.append(SkinPatch(index, closed, part, ray))

    def half(self) -> Half:
        return Half(on_grid(np.concatenate(self.vertices)), np.concatenate(self.rays), tuple(self.patches))


def half(table: dict[str, Array], scale: float) -> Half:
    """Build the right half of the skin, x >= 0, open at x = 0."""
    marks = [int(v) for v in table["corners"]]
    ring, saddle, dorsal, plantar = marks[0], marks[1], marks[2:6], marks[6:10]
    tau, at = _samples([0, saddle, *dorsal, *plantar], ring, scale)
    turn = len(tau)
    limb = _rows(fourier(table["limb"], tau), scale)
    limb[0, : at[saddle] + 1, 0] = 0.0
    limb[..., 0] = np.maximum(limb[..., 0], 0.0)
    sigma = np.append(tau[at[saddle] :] * ring - saddle, ring - saddle) / (ring - saddle)
    outer = np.append(np.arange(at[saddle], turn), 0)
    trunk = half_rings(table["trunk"], sigma)
    trunk = _rows(np.concatenate([trunk, limb[:1, outer]]), scale)
    trunk[:, [0, -1], 0] = 0.0

    body = _Assembly()
    i_limb = body.add(limb)
    i_trunk = np.concatenate([body.add(trunk[:-1]), i_limb[:1, outer]])
    # the lid: a shallow dome over the first half ring
    steps = max(4, round(12 * scale))
    share = np.cos(np.linspace(np.pi / 2, 0.0, steps + 1))[1:-1] ** 0.8
    rim = trunk[0]
    middle = np.array([0.0, rim[[0, -1], 1].mean(), rim[:, 2].mean()])
    lid = middle + share[:, None, None] * (rim - middle)
    lid[..., 2] = rim[:, 2] + LID_HEIGHT * np.sqrt(1.0 - share[:, None] ** 4)
    i_lid = np.concatenate([body.add(lid), i_trunk[:1]])
    pole = body.add(middle[None] + [0.0, 0.0, LID_HEIGHT])
    body.patch(np.concatenate([np.repeat(pole, i_lid.shape[1])[None], i_lid]), False, 0)
    body.patch(i_trunk, False, 0)
    first = max(1, round(LIMB_FROM * scale))
    body.patch(i_limb, True, np.where(np.arange(len(limb) - 1) < first, 0, 1).astype(np.uint8))
    _toes(body, table, i_limb[-1], limb[-1], at, dorsal, plantar, scale)
    return body.half()


def _toes(
    body: _Assembly,
    table: dict[str, Array],
    i_last: NDArray[np.int32],
    last: Array,
    at: dict[int, int],
    dorsal: Sequence[int],
    plantar: Sequence[int],
    scale: float,
) -> None:
    turn = len(last)
    i_webs: list[NDArray[np.int32]] = []
    webs: list[Array] = []
    measured = table["webs"].shape[1] - 1
    steps = max(3, round(measured * scale))
    for web in range(4):
        curve = table["webs"][web].copy()
        curve[0], curve[-1] = last[at[dorsal[web]]], last[at[plantar[web]]]
        if steps != measured:
            curve = _spline(curve, steps + 1)
        inner = body.add(curve[1:-1])
        i_webs.append(np.concatenate([i_last[[at[dorsal[web]]]], inner, i_last[[at[plantar[web]]]]]))
        webs.append(curve)

    def arc(a: int, b: int) -> NDArray[np.int64]:
        start, end = at[a], at[b]
        return np.arange(start, end if end > start else end + turn) % turn

    for toe in range(5):
        # in ring order: plantar arc, web to the dorsum, dorsal arc, web to the sole
        arcs: list[tuple[Array, NDArray[np.int32], float]] = []
        spans: list[tuple[int, int] | int] = (
            [(dorsal[0], plantar[0]), -1]
            if toe == 0
            else [(plantar[3], dorsal[3]), 4]
            if toe == 4
            else [(plantar[toe - 1], plantar[toe]), -(toe + 1), (dorsal[toe], dorsal[toe - 1]), toe]
        )
        for span in spans:
            if isinstance(span, tuple):
                chosen = arc(*span)
                arcs.append((last[chosen], i_last[chosen], float((span[1] - span[0]) % int(table["corners"][0]))))
            else:
                web = abs(span) - 1
                step = 1 if span > 0 else -1
                arcs.append((webs[web][::step][:-1], i_webs[web][::step][:-1], float(measured)))
        lengths = np.array([length for *_, length in arcs])
        starts = np.cumsum(lengths) - lengths
        tau = (
            np.concatenate([s + n * np.arange(len(p)) / len(p) for (p, _, n), s in zip(arcs, starts, strict=True)])
            / lengths.sum()
        )
        base = np.concatenate([p for p, *_ in arcs])
        i_base = np.concatenate([i for _, i, _ in arcs])
        rings = _rows(np.concatenate([base[None], fourier(table[f"toe{toe + 1}"], tau)]), scale)
        tip = np.repeat(body.add(table[f"tip{toe + 1}"].reshape(1, 3), toe + 1), len(base))
        body.patch(np.concatenate([i_base[None], body.add(rings[1:], toe + 1), tip[None]]), True, 1, toe + 1)


def _whole(right: Half, frame: ChartFrame) -> SkinMesh:
    vertices, faces = right.vertices, right.faces()
    count = len(vertices)
    free = vertices[:, 0] != 0.0
    mirror = np.arange(count, dtype=np.int32)
    mirror[free] = count + np.arange(int(free.sum()), dtype=np.int32)
    both = np.concatenate([vertices, vertices[free] * np.array([-1.0, 1.0, 1.0])])
    all_faces = np.concatenate([faces, mirror[faces][:, ::-1]]).astype(np.int32)
    half_normals = vertex_normals(vertices, faces, ~free)
    normals = np.concatenate([half_normals, half_normals[free] * np.array([-1.0, 1.0, 1.0])])
    segment, t, phi = frame.place(vertices)
    ray = np.where(segment == FOOT, right.ray, 0).astype(np.uint8)
    part = right.face_part()
    return SkinMesh(
        mesh=Mesh(frozen(both.astype(np.float32)), frozen(all_faces), frozen(normals.astype(np.float32))),
        segment=frozen(np.concatenate([segment, segment[free]])),
        side=frozen(np.concatenate([np.ones(count, np.int8), -np.ones(int(free.sum()), np.int8)])),
        t=frozen(np.concatenate([t, t[free]]).astype(np.float32)),
        phi=frozen(np.concatenate([phi, phi[free]]).astype(np.float32)),
        ray=frozen(np.concatenate([ray, ray[free]])),
        face_part=frozen(np.concatenate([part, np.where(part == 1, 2, 0)]).astype(np.uint8)),
        frame=frame,
        right=right,
        mirror=frozen(mirror),
    )


def vertex_normals(vertices: Array, faces: Faces, midline: NDArray[np.bool_] | None = None) -> Array:
    """Average face normals at vertices, weighted by area: unit length, shape (n, 3).

    For the right half alone, ``midline`` says where the mirrored faces of the left half cancel the sideways part.
    """
    corner = vertices[faces[:, 0]]
    area = np.cross(vertices[faces[:, 1]] - corner, vertices[faces[:, 2]] - corner)
    count = len(vertices)
    out = np.stack(
        [sum(np.bincount(faces[:, k], area[:, i], count) for k in range(3)) for i in range(3)],
        axis=1,
    )
    if midline is not None:
        out[midline, 0] = 0.0
    length = np.linalg.norm(out, axis=1, keepdims=True)
    result: Array = out / np.maximum(length, 1e-12)
    return result
