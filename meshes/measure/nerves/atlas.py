"""What the nerve builder reads from the atlas: tube centre lines, vertebral frames, clearance from bone and skin."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from meshes.skin.surface import build_skin
from meshes.space import from_atlas

Array = NDArray[np.float64]

LUMBAR: Final = ("l1", "l2", "l3", "l4", "l5")
_BELOW: Final = {"t12": "T12-L1", "l1": "L1-L2", "l2": "L2-L3", "l3": "L3-L4", "l4": "L4-L5", "l5": "L5-S1"}


@dataclass(frozen=True, slots=True)
class VertebraFrame:
    """Where a root leaves: measured on a vertebra and the disc below it; right side, mm."""

    back: float
    """y of the back wall of the body at mid height, midline."""
    top: float
    """z of the upper end of the body, 8 mm before its back wall."""
    bottom: float
    """z of its lower end."""
    pedicle_x: float
    """x of the middle of the pedicle."""
    pedicle_inner: float
    """x of the medial face of the pedicle."""
    pedicle_outer: float
    """x of its lateral face."""
    pedicle_bottom: float
    """z of the lower border of the pedicle: the roof of the foramen."""
    disc: tuple[float, float, float]
    """Centre of the disc below."""
    lamina: float
    """y of the front of the lamina or flaval ligament opposite the body, midline."""


def crossings(mesh: Any, axis: int, at: tuple[float, float]) -> Array:
    """Return where a line parallel to an axis crosses a mesh, ascending.

    Parameters
    ----------
    mesh : trimesh.Trimesh
    axis : int
        Axis the line runs along.
    at : (float, float)
        The line's other two coordinates, in axis order.
    """
    others = [i for i in range(3) if i != axis]
    corners = np.asarray(mesh.triangles)
    # A hair off the grid, so that the line meets no vertex or edge.
    spot = np.array(at) + np.array([1.3e-4, 1.7e-4])
    flat = corners[:, :, others] - spot
    near = np.all(flat.min(axis=1) <= 0, axis=1) & np.all(flat.max(axis=1) >= 0, axis=1)
    a, b, c = (flat[near, i] for i in range(3))

    def turn(p: Array, q: Array) -> Array:
        return np.asarray(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])

    wa, wb, wc = turn(b, c), turn(c, a), turn(a, b)
    whole = wa + wb + wc
    inside = ((wa >= 0) & (wb >= 0) & (wc >= 0)) | ((wa <= 0) & (wb <= 0) & (wc <= 0))
    inside &= np.abs(whole) > 1e-12
    heights = corners[near][:, :, axis]
    values = (wa * heights[:, 0] + wb * heights[:, 1] + wc * heights[:, 2])[inside] / whole[inside]
    return np.sort(values)


def intervals(mesh: Any, axis: int, at: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the stretches of a line that lie inside a closed mesh, ascending (see `crossings`)."""
    values = crossings(mesh, axis, at)
    return [(float(low), float(high)) for low, high in zip(values[0::2], values[1::2], strict=False)]


def tube_lines(mesh: Any) -> list[Array]:
    """Return the centre lines of a mesh made of open tubes.

    Each tube is walked ring by ring from one open end; a ring's centroid is a point of the line.

    Returns
    -------
    list of ndarray, shape (k, 3)
        mm; one per tube, in order of their first vertex.
    """
    vertices = np.asarray(mesh.vertices)
    faces = np.asarray(mesh.faces)
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    edges, counts = np.unique(edges, axis=0, return_counts=True)
    open_edges = edges[counts == 1]

    def graph(pairs: NDArray[np.integer]) -> Any:
        both = np.concatenate([pairs, pairs[:, ::-1]])
        return coo_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(len(vertices),) * 2).tocsr()

    near = graph(edges)
    count, part = connected_components(near, directed=False)
    _, loop = connected_components(graph(open_edges), directed=False)
    on_loop = np.zeros(len(vertices), dtype=bool)
    on_loop[open_edges.ravel()] = True
    lines = []
    for index in range(count):
        ends = np.flatnonzero((part == index) & on_loop)
        if not len(ends):
            continue
        ring = ends[loop[ends] == loop[ends[0]]]
        seen = np.zeros(len(vertices), dtype=bool)
        seen[ring] = True
        line = []
        while len(ring):
            line.append(vertices[ring].mean(axis=0))
            ring = np.unique(near[ring].indices)
            ring = ring[~seen[ring]]
            seen[ring] = True
        lines.append(np.array(line))
    return lines


def _samples(mesh: Any, spacing: float) -> tuple[Array, Array]:
    """Return points and normals spread over a surface, from its faces split until they are small."""
    remesh: Any = trimesh.remesh
    vertices, faces = remesh.subdivide_to_size(mesh.vertices, mesh.faces, spacing)
    fine = trimesh.Trimesh(vertices, faces, process=False)
    return np.asarray(fine.triangles_center), np.asarray(fine.face_normals)


@dataclass
class Surface:
    """A closed surface as a cloud of oriented points: fast signed distances, good to about half the spacing."""

    points: Array
    normals: Array
    tree: Any = field(init=False)

    def __post_init__(self) -> None:
        self.tree = cKDTree(self.points)

    def height(self, points: Array) -> tuple[Array, Array]:
        """Return the signed distance of points, positive outside, and the outward direction there.

        Parameters
        ----------
        points : ndarray, shape (n, 3)
        """
        _, near = self.tree.query(points, k=6)
        offset = points[:, None, :] - self.points[near]
        normal = self.normals[near[:, 0]]
        away = offset[:, 0]
        gap = np.linalg.norm(away, axis=1)
        # Sides by vote: near a sharp rim the single nearest face may look the wrong way.
        vote = (
            np.einsum("nkc,nkc->nk", offset, self.normals[near]) / np.maximum(np.linalg.norm(offset, axis=2), 1e-9) ** 2
        )
        sign = np.where(vote.sum(axis=1) >= 0, 1.0, -1.0)
        out = np.where(gap[:, None] > 0.5, sign[:, None] * away / np.maximum(gap, 1e-9)[:, None], normal)
        return sign * gap, out


def sampled(mesh: Any, spacing: float) -> Surface:
    """Return a mesh as an oriented point cloud of a spacing (mm)."""
    return Surface(*_samples(mesh, spacing))


class Anatomy:
    """The atlas parts that the nerves are led past, in the body frame."""

    def __init__(self, folder: Path, skin_table: Path | None = None) -> None:
        self._folder = folder
        self._skin_table = skin_table
        self._scenes: dict[str, dict[str, Any]] = {}
        self._spine: Any = None

    def meshes(self, name: str) -> dict[str, Any]:
        """Return the meshes of one atlas file (``bones``, ``joints``, ``muscles``, ``nerves``) by atlas name."""
        if name not in self._scenes:
            path = self._folder / f"{name}.glb"
            if not path.is_file():
                raise ValueError(f"{path}: atlas file missing; accepted is the folder of the z-anatomy atlas")
            scene: Any = trimesh.load(path)
            self._scenes[name] = {
                key: trimesh.Trimesh(from_atlas(mesh.vertices), mesh.faces, process=False)
                for key, mesh in scene.geometry.items()
            }
        return self._scenes[name]

    def lines(self, name: str) -> list[Array]:
        """Return the centre lines of a right-side atlas nerve."""
        return tube_lines(self.meshes("nerves")[f"{name}.r"])

    def muscle(self, name: str) -> Any:
        """Return a right-side atlas muscle."""
        return self.meshes("muscles")[f"{name}.r"]

    def bones(self) -> Surface:
        """Return all bones of the spine and the right side, and the discs, as one oriented point cloud.

        The lumbar spine, which close-ups show cut open, is finer: between its points a root would graze a pedicle.
        """
        chosen = {name: mesh for name, mesh in self.meshes("bones").items() if not name.endswith(".l")}
        chosen |= {name: mesh for name, mesh in self.meshes("joints").items() if name.startswith("Intervertebral disc")}
        fine = ("Vertebra L", "Intervertebral disc")
        clouds = [_samples(mesh, 1.0 if name.startswith(fine) else 2.0) for name, mesh in chosen.items()]
        return Surface(np.concatenate([c[0] for c in clouds]), np.concatenate([c[1] for c in clouds]))

    def skin(self) -> Surface:
        """Return the skin as an oriented point cloud."""
        mesh = self.skin_mesh()
        return Surface(np.asarray(mesh.vertices), np.asarray(mesh.vertex_normals))

    def skin_mesh(self) -> Any:
        """Return the program's own skin, which the nerves must stay inside."""
        if "skin" not in self._scenes:
            mesh = build_skin(self._skin_table).mesh
            self._scenes["skin"] = {
                "skin": trimesh.Trimesh(mesh.vertices.astype(np.float64), mesh.faces, process=False)
            }
        return self._scenes["skin"]["skin"]

    def frame(self, level: str) -> VertebraFrame:
        """Measure a vertebra (``t12``, ``l1`` .. ``l5``) and the disc below it."""
        bone = self.meshes("bones")[f"Vertebra {level.upper()}"]
        disc = np.asarray(self.meshes("joints")[f"Intervertebral disc {_BELOW[level]}"].vertices)
        flava = self.meshes("joints")["Ligamenta flava"]
        front = float(bone.bounds[1][1])
        # On a line 12 mm behind its front there is nothing but the body.
        body = intervals(bone, 2, (0.0, front - 12.0))
        middle = 0.5 * (body[0][0] + body[-1][1])
        back = intervals(bone, 1, (0.0, middle))[-1][0]
        column = [i for i in intervals(bone, 2, (0.0, back + 8.0)) if i[1] - i[0] > 10.0]
        bottom, top = column[-1]
        # Pedicle: bone just behind the back wall, beside the canal, at the height of the upper body.
        found = []
        for x in np.arange(8.0, 40.0, 0.5):
            for a, b in intervals(bone, 2, (float(x), back - 3.0)):
                if a < 0.35 * bottom + 0.65 * top < b + 4.0 and b - a > 4.0:
                    found.append((float(x), a, b))
                    break
        spans = np.array(found)
        inner = float(spans[0, 0])
        thick = spans[(spans[:, 2] - spans[:, 1]) > 0.6 * float(np.max(spans[:, 2] - spans[:, 1]))]
        outer = float(thick[-1, 0])
        lamina = max(intervals(flava, 1, (0.0, middle)), key=lambda s: s[1], default=(back - 16.0, back - 16.0))[1]
        return VertebraFrame(
            back=back,
            top=top,
            bottom=bottom,
            pedicle_x=0.5 * (inner + outer),
            pedicle_inner=inner,
            pedicle_outer=outer,
            pedicle_bottom=float(np.median(thick[:, 1])),
            disc=(0.0, *(0.5 * (disc.min(axis=0) + disc.max(axis=0)))[1:].tolist()),
            lamina=float(lamina),
        )
