"""How near the nerves come to bone: ``python -m meshes.measure.nerves.passing [ATLAS_FOLDER]`` prints it.

With the atlas folder it is the atlas bones that count, else the program's own. A negative number is a way into bone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from meshes.body import DATA, loft_layers
from meshes.nerves.table import centre_lines
from meshes.sides import split_key

from .atlas import Anatomy
from .paths import even

Array = NDArray[np.float64]

REACH: Final = 3.0
"""Only points this near to a bone's surface are measured, mm."""
STEP: Final = 0.5
"""Spacing at which centre lines are looked at, mm."""
LISTED: Final = 12
"""Lines of the printed table."""


@dataclass(frozen=True, slots=True)
class Passing:
    """Where one nerve comes nearest to one bone."""

    nerve: str
    bone: str
    centre: float
    """Signed distance of the centre line from the bone's surface, mm; negative inside."""
    tube: float
    """The same for the drawn tube: ``centre`` less the drawn radius."""
    at: tuple[float, float, float]
    """Place on the centre line, mm."""


def distances(mesh: Any, points: Array, reach: float = REACH) -> Array:
    """Return signed distances of points from a closed mesh, negative inside.

    Parameters
    ----------
    mesh : trimesh.Trimesh
    points : ndarray, shape (n, 3)
    reach : float
        Farther points get ``inf``, mm.
    """
    result = np.full(len(points), np.inf)
    low, high = mesh.bounds
    near = np.flatnonzero(np.all((points > low - reach) & (points < high + reach), axis=1))
    if not len(near):
        return result
    corners = np.asarray(mesh.triangles)
    edge = float(np.max(np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)))
    count = min(24, len(corners))
    found: Any = cKDTree(corners.mean(axis=1)).query(points[near], k=count)
    close = found[0][:, 0] < reach + edge
    near, candidates = near[close], found[1][close]
    triangles: Any = trimesh.triangles
    best = np.full(len(near), np.inf)
    for column in range(count):
        spot = np.asarray(triangles.closest_point(corners[candidates[:, column]], points[near]))
        best = np.minimum(best, np.linalg.norm(spot - points[near], axis=1))
    # The side is voted by the nearest faces; where they do not agree that it is outside, a ray decides.
    away = points[near][:, None] - corners.mean(axis=1)[candidates]
    doubtful = np.any(np.einsum("nkc,nkc->nk", away, np.asarray(mesh.face_normals)[candidates])[:, :4] < 0, axis=1)
    doubtful &= best < reach
    if doubtful.any():
        best[doubtful] *= np.where(mesh.contains(points[near[doubtful]]), -1.0, 1.0)
    result[near] = np.where(best < reach, best, np.inf)
    return result


def passings(lines: Mapping[str, list[NDArray[np.float32]]], bones: Mapping[str, Any]) -> Iterator[Passing]:
    """Yield, for every nerve of the right side and the midline, where it comes nearest to bone.

    Parameters
    ----------
    lines : mapping of str to list of ndarray, shape (k, 4)
        As `meshes.nerves.table.centre_lines` gives them. The dural sac is left out, because it is no tube.
    bones : mapping of str to trimesh.Trimesh
        Closed, by name.
    """
    chosen = {key: strands for key, strands in lines.items() if split_key(key)[1] != "left" and key != "spinal_dura"}
    fine = {
        key: np.concatenate([even(strand.astype(float), STEP) for strand in strands]) for key, strands in chosen.items()
    }
    owner = np.repeat(np.arange(len(fine)), [len(each) for each in fine.values()])
    points = np.concatenate(list(fine.values()))
    nearest: dict[int, Passing] = {}
    keys = list(fine)
    for name, mesh in bones.items():
        gap = distances(mesh, points[:, :3])
        for index in np.flatnonzero(np.isfinite(gap)):
            number = int(owner[index])
            if number not in nearest or gap[index] < nearest[number].centre:
                x, y, z = (float(v) for v in points[index, :3])
                centre = float(gap[index])
                nearest[number] = Passing(keys[number], name, centre, centre - float(points[index, 3]), (x, y, z))
    yield from (nearest[number] for number in sorted(nearest, key=lambda n: nearest[n].centre))


def own_bones(data: Path = DATA) -> dict[str, Any]:
    """Return the program's own bones and discs of the right side and the midline as closed meshes, by key."""
    return {
        key: trimesh.Trimesh(part.vertices.astype(float), part.faces, process=False)
        for layer in loft_layers(data / "lofts.npz")
        if layer.layer == "bones" and layer.side != "left"
        for key in layer.keys
        for part in [layer.part(key)]
    }


def main(arguments: list[str] | None = None) -> int:
    """Print how near the nerves come to bone; return 1 where a centre line runs inside one."""
    given = sys.argv[1:] if arguments is None else arguments
    if given:
        bones = {k: m for k, m in Anatomy(Path(given[0])).meshes("bones").items() if not k.endswith(".l")}
    else:
        bones = own_bones()
    found = list(passings(centre_lines(DATA / "nerves.npz"), bones))
    rows = [f"{'nerve':62}{'bone':38}{'centre line':>12}{'drawn tube':>12}  mm"]
    rows += [f"{each.nerve:62}{each.bone:38}{each.centre:12.2f}{each.tube:12.2f}" for each in found[:LISTED]]
    worst = min(found, key=lambda each: each.tube)
    rows.append(
        f"{len(found)} nerves come within {REACH:g} mm of bone; deepest tube {worst.tube:.2f} mm ({worst.nerve})"
    )
    sys.stdout.write("\n".join(rows) + "\n")
    return 1 if found[0].centre < 0 else 0


if __name__ == "__main__":
    raise SystemExit(main())
