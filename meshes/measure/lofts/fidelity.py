"""How near the built body comes to the atlas: run as ``python -m meshes.measure.lofts.fidelity ATLAS_FOLDER``.

``--errors FILE.npz`` writes the error of every vertex; ``python -m benchmarks.error_picture FILE.npz OUT.png`` draws.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from meshes.body import DATA, read_names
from meshes.lofts.engine import build_lofts
from meshes.lofts.table import read_table
from meshes.measure.atlas import Surface, read_atlas
from meshes.mesh import DETAILS, Detail
from meshes.skin.surface import build_skin

from .bands import with_bands
from .fields import refined
from .parts import surface_of
from .preparing import even

SAMPLES: Final = 3000
"""Points sampled on each atlas surface."""
LONG_MM: Final = 8.0
MEDIAN_MM: Final = 0.35
MOST: Final = 0.95
MOST_MEAN_MM: Final = 0.8
MOST_P95_MM: Final = 2.5
LARGEST_MM: Final = 1.5
VOLUME: Final = 0.03
VOLUME_SHARE: Final = 0.9
INSIDE_SHARE: Final = 1.0
"""Goals: median of the mean deviations; 95 % of the structures by mean and by 95th percentile; the largest mean; the
volume of 90 % of the closed structures; vertices inside the skin."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """Distances from an atlas surface to a built surface."""

    mean_mm: float
    p95_mm: float
    largest_mm: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like its atlas surface a structure is."""

    key: str
    there: Deviation
    """From the atlas surface to the built one: what counts."""
    back_mm: float
    """Mean distance from the built surface to the atlas one."""
    volume: float
    """Built volume over atlas volume, less one; no number where the atlas surface is open."""
    tight: bool
    """Whether the built surface is closed."""
    vertices: NDArray[np.float32]
    """Shape (n, 3): the built surface, mm."""
    faces: NDArray[np.int32]
    """Shape (m, 3)."""


def deviation(
    surface: Surface, vertices: NDArray[np.floating], faces: NDArray[np.integer], samples: int = SAMPLES
) -> Deviation:
    """Measure how far points of the atlas surface lie from a built mesh.

    Parameters
    ----------
    surface : Surface
        Sampled evenly by area, with a fixed seed.
    vertices, faces : ndarray, shapes (n, 3) and (m, 3)
        The built mesh, mm.
    samples : int
    """
    points = np.asarray(trimesh.sample.sample_surface(surface.as_trimesh(), samples, seed=1)[0])
    far = distances(points, vertices, faces)
    return Deviation(float(far.mean()), float(np.quantile(far, 0.95)), float(far.max()))


def distances(
    points: NDArray[np.floating], vertices: NDArray[np.floating], faces: NDArray[np.integer], near: int = 12
) -> NDArray[np.float64]:
    """Return the distance of each point to a mesh, mm.

    It is exact over the `near` triangles whose centres are nearest; triangles longer than `LONG_MM` are cut up first.
    """
    vertices, faces = refined(np.asarray(vertices, dtype=np.float64), np.asarray(faces, dtype=np.int64), LONG_MM, 10**7)
    return np.asarray(np.linalg.norm(_closest(points, vertices, faces, near)[0] - points, axis=1))


def heights(
    points: NDArray[np.floating],
    vertices: NDArray[np.floating],
    faces: NDArray[np.integer],
    normals: NDArray[np.floating],
) -> NDArray[np.float64]:
    """Return how far each point lies outside a closed mesh, mm; inside is negative.

    Parameters
    ----------
    points : ndarray, shape (k, 3)
    vertices, faces, normals : ndarray, shapes (n, 3), (m, 3) and (n, 3)
        The closed mesh and its outward vertex normals.
    """
    closest, face = _closest(points, vertices, faces, 12)
    outward = np.asarray(normals, dtype=np.float64)[faces[face]].sum(axis=1)
    offset = points - closest
    height = np.copysign(np.linalg.norm(offset, axis=1), (offset * outward).sum(axis=1))
    # Between toes the nearest face may look the other way: let rays decide on the few that seem to lie outside.
    seem = np.flatnonzero(height > 0)
    if len(seem):
        inside = trimesh.Trimesh(vertices, faces, process=False).contains(points[seem])
        height[seem[inside]] *= -1
    return np.asarray(height)


def _closest(
    points: NDArray[np.floating], vertices: NDArray[np.floating], faces: NDArray[np.integer], near: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    triangles = np.asarray(vertices, dtype=np.float64)[faces]
    near = min(near, len(triangles))
    index = np.asarray(cKDTree(triangles.mean(axis=1)).query(points, k=near)[1]).reshape(len(points), near)
    repeated = np.repeat(points, near, axis=0)
    nearest: Any = trimesh.triangles.closest_point  # has no types
    closest = nearest(triangles[index.ravel()], repeated)
    far = np.linalg.norm(closest - repeated, axis=1).reshape(len(points), near)
    best = far.argmin(axis=1)
    rows = np.arange(len(points))
    return np.asarray(closest.reshape(len(points), near, 3)[rows, best]), index[rows, best]


def likenesses(atlas_folder: Path, data_folder: Path = DATA, detail: Detail = "standard") -> Iterator[Likeness]:
    """Compare every structure of the loft table with its atlas surface.

    Raises
    ------
    AtlasError
        When the atlas folder lacks something.
    TableError
        When the table is missing or damaged.
    """
    atlas = with_bands(read_atlas(atlas_folder), atlas_folder)
    names = read_names(DATA)
    table = read_table(data_folder / "lofts.npz")
    built = build_lofts(table.packed, detail)
    for index, key in enumerate(table.keys):
        surface = surface_of(key, names[key]["atlas_name"], atlas)
        faces = built.faces[built.face_record == index]
        mesh = trimesh.Trimesh(built.vertices, faces, process=False)
        mesh.remove_unreferenced_vertices()
        mesh.merge_vertices(digits_vertex=4)
        distinct = (mesh.faces != np.roll(mesh.faces, 1, axis=1)).all(axis=1)
        mesh.update_faces(distinct)
        _, sharing = np.unique(np.sort(mesh.edges, axis=1), axis=0, return_counts=True)
        whole = surface.as_trimesh()
        points = np.asarray(trimesh.sample.sample_surface(mesh, SAMPLES // 2, seed=1)[0])
        yield Likeness(
            key,
            deviation(surface, built.vertices, faces),
            float(distances(points, surface.vertices, surface.faces).mean()),
            float(mesh.volume / whole.volume - 1) if even(surface) else np.nan,
            bool((sharing % 2 == 0).all()),
            np.asarray(mesh.vertices, dtype=np.float32),
            np.asarray(mesh.faces, dtype=np.int32),
        )


def main(arguments: list[str] | None = None) -> int:
    """Print the table and whether each goal is met; return 1 where one is not."""
    parser = argparse.ArgumentParser(prog="python -m meshes.measure.lofts.fidelity", description=__doc__)
    parser.add_argument("atlas", type=Path, help="the Z-Anatomy folder")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the tables")
    parser.add_argument("--detail", choices=DETAILS, default="standard")
    parser.add_argument("--errors", type=Path, help="write the error of every vertex here, for the picture")
    options = parser.parse_args(arguments)
    try:
        rows = []
        print(f"{'structure':52} {'mean':>6} {'95 %':>6} {'most':>6} {'back':>6} {'volume':>8}  closed")
        for row in likenesses(options.atlas, options.data, options.detail):
            rows.append(row)
            print(
                f"{row.key:52} {row.there.mean_mm:6.3f} {row.there.p95_mm:6.2f} {row.there.largest_mm:6.2f}"
                f" {row.back_mm:6.3f} {100 * row.volume:+7.1f}%  {'yes' if row.tight else 'NO'}"
            )
        share = inside_skin(options.data)
        if options.errors:
            write_errors(options.errors, options.atlas, rows)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    means = np.array([row.there.mean_mm for row in rows])
    tails = np.array([row.there.p95_mm for row in rows])
    volumes = np.abs([row.volume for row in rows if np.isfinite(row.volume)])
    near = float((volumes <= VOLUME).mean())
    met = [
        _goal("median of the mean deviations, mm", float(np.median(means)), MEDIAN_MM, below=True),
        _goal("95 % of the mean deviations below, mm", float(np.quantile(means, MOST)), MOST_MEAN_MM, below=True),
        _goal("95 % of the 95th percentiles below, mm", float(np.quantile(tails, MOST)), MOST_P95_MM, below=True),
        _goal("largest mean deviation, mm", float(means.max()), LARGEST_MM, below=True),
        _goal("share of closed structures with volume within 3 %", near, VOLUME_SHARE, below=False),
        share is None or _goal("share of vertices inside the skin", share, INSIDE_SHARE, below=False),
    ]
    print(f"{len(rows)} structures, {sum(row.tight for row in rows)} closed, {len(volumes)} with a volume to compare")
    return 0 if all(met) else 1


def write_errors(path: Path, atlas_folder: Path, rows: list[Likeness]) -> None:
    """Write the distance of every built vertex from the atlas: arrays ``vertices``, ``faces`` and ``error_mm``.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    atlas = with_bands(read_atlas(atlas_folder), atlas_folder)
    names = read_names(DATA)
    errors, starts = [], np.cumsum([0, *(len(row.vertices) for row in rows)])
    for row in rows:
        surface = surface_of(row.key, names[row.key]["atlas_name"], atlas)
        errors.append(distances(row.vertices.astype(np.float64), surface.vertices, surface.faces, near=6))
    beside = path.with_name(f".{path.name}.npz")
    np.savez_compressed(
        beside,
        keys=np.array([row.key for row in rows]),
        structure=np.repeat(np.arange(len(rows)), [len(row.vertices) for row in rows]),
        vertices=np.concatenate([row.vertices for row in rows]),
        faces=np.concatenate([row.faces + start for row, start in zip(rows, starts[:-1], strict=True)]),
        error_mm=np.concatenate(errors).astype(np.float32),
    )
    beside.replace(path)


def inside_skin(data_folder: Path = DATA, slack_mm: float = 0.0) -> float | None:
    """Return the share of bone and muscle vertices inside the skin; None while there is no skin."""
    if not (data_folder / "skin.npz").is_file():
        return None
    skin = build_skin(data_folder / "skin.npz").mesh
    built = build_lofts(read_table(data_folder / "lofts.npz").packed)
    out = heights(built.vertices.astype(np.float64), skin.vertices, skin.faces, skin.normals)
    return float((out <= slack_mm).mean())


def _goal(name: str, value: float, goal: float, below: bool) -> bool:
    met = value <= goal if below else value >= goal
    print(f"{name}: {value:.4f} ({'at most' if below else 'at least'} {goal}): {'met' if met else 'MISSED'}")
    return met


if __name__ == "__main__":
    raise SystemExit(main())
