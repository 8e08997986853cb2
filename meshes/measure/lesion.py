"""The lesions in millimetres: ``python -m meshes.measure.lesion [LESION ...]``.

For each lesion and degree: how near the main root is to what presses it, how far it is pushed and by how much it is
flattened, how deep the bulge or the moved root lies in bone beyond what it did at rest, how much room the root that is
not meant keeps, and the height of the disc behind, the height and area of the foramen, and the slip.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from meshes.body import Body, build_body
from meshes.lesion.lesion import Affected, Lesion, LesionError, check_lesion
from meshes.lesion.shapes import LESIONS
from meshes.lesion.surfaces import Floats, Solid
from meshes.mesh import Mesh

DEGREES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
GRID_MM: Final = 0.4
"""Spacing of the points a foramen's area is counted by."""
LOOKED_AT: Final = 60
"""Points of a structure, the deepest first, of which it is made sure that they lie in bone."""
WINDOW_MM: Final = 15.0
"""From the ganglion, how far a foramen can reach."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A lesion at one degree, mm, mm2 and shares."""

    degree: float
    gap: float
    """Between the main root and what presses it."""
    push: float
    flat: float
    bulge_in_bone: float
    """Deepest point of the disc in either vertebra, less what it was at rest."""
    root_in_bone: float
    """Deepest point of the pressed roots in either vertebra, less what it was at rest."""
    spared: float
    """From the disc to the root that is not meant, at that level; NaN where none is named."""
    disc_behind: float
    """Height of the gap between the two vertebral bodies at the back, on the chosen side."""
    foramen_height: float
    foramen_area: float
    slip: float
    """Of the lower vertebra's upper surface from front to back."""


def measure(lesion: Lesion, degree: float) -> Figures:
    """Measure a lesion at a degree."""
    affected, rest = lesion.at(degree), lesion.at(0.0)
    upper, lower = (_part(lesion, affected, key) for key in lesion.shape.vertebrae)
    solids = [Solid(bone.vertices, bone.faces) for bone in (upper, lower)]
    rest_solids = [
        Solid(bone.vertices, bone.faces) for bone in (_part(lesion, rest, key) for key in lesion.shape.vertebrae)
    ]
    roots = [key for layer in affected.layers for key in layer.keys if layer.layer == "nerves" and lesion.presses(key)]
    contact = affected.contacts[0]
    move = np.array(affected.lift) * 2.0
    ganglion = _ganglion(lesion, affected)
    height, area = _foramen(lesion, upper, lower, _part(lesion, affected, lesion.shape.disc), ganglion)
    depth = float(lesion.frame.rim(np.array([[0.0, 1.0, 0.0]]))[0] + lesion.frame.rim(np.array([[0.0, -1.0, 0.0]]))[0])
    return Figures(
        degree,
        contact.gap,
        contact.push,
        contact.flat,
        _deeper(lesion, [lesion.shape.disc], affected, rest, solids, rest_solids),
        _deeper(lesion, roots, affected, rest, solids, rest_solids),
        _spared(lesion, affected),
        _behind(lesion, upper, lower, np.array(affected.lift)),
        height,
        area,
        float(move @ lesion.frame.axes[1]) / depth,
    )


def lines(lesion: Lesion) -> list[str]:
    """Write the figures of a lesion as lines of a table."""
    heads = (
        *("degree", "gap", "push", "flat", "disc in bone", "root in bone", "spared root", "disc behind"),
        *("foramen height", "area mm2", "slip %"),
    )
    table = [f"{lesion.shape.key} ({', '.join(root.upper() for root in lesion.shape.roots)})", "  ".join(heads)]
    for degree in DEGREES:
        figures = measure(lesion, degree)
        values = [getattr(figures, field.name) for field in fields(figures)]
        values[-1] *= 100.0
        table.append("  ".join(f"{value:>{len(head)}.2f}" for head, value in zip(heads, values, strict=True)))
    return table


def main(names: list[str]) -> int:
    """Print the figures of lesions, by default of all.

    Returns
    -------
    int
        0, or 2 where a lesion is unknown.
    """
    try:
        for name in names:
            check_lesion(name)
    except LesionError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    body: Body = build_body()
    for name in names or list(LESIONS):
        sys.stdout.write("\n".join([*lines(Lesion(body, name)), "", ""]))
        sys.stdout.flush()
    return 0


def _part(lesion: Lesion, affected: Affected, key: str) -> Mesh:
    for layer in affected.layers:
        if key in layer.keys:
            return layer.part(key)
    return {**lesion.bones, **lesion.nerves}[key]


def _deeper(
    lesion: Lesion, keys: list[str], now: Affected, rest: Affected, solids: list[Solid], rest_solids: list[Solid]
) -> float:
    worst = 0.0
    for key in keys:
        moved, still = (_part(lesion, state, key).vertices.astype(np.float64) for state in (now, rest))
        near = np.linalg.norm(still - lesion.frame.centre, axis=1) < 45.0
        for solid, before in zip(solids, rest_solids, strict=True):
            inside = solid.depth(moved[near])[0]
            at_rest = np.maximum(0.0, before.depth(still[near])[0])
            deeper = inside - at_rest
            # Far from the surface the nearest face may mislead: the deepest points are looked at again.
            worst_first = [number for number in np.argsort(-deeper)[:LOOKED_AT] if deeper[number] > 0.02]
            really = solid.encloses(moved[near][worst_first])
            worst = max([worst, *deeper[worst_first][really].tolist()])
    return worst


def _spared(lesion: Lesion, affected: Affected) -> float:
    """Measure from the disc to the root of the level that a lesion is not about."""
    other = {"l4": "l5", "l5": "l4"}.get(lesion.shape.roots[0]) if lesion.shape.upper == "l4" else "l3"
    keys = [f"{part}_{other}.{lesion.sides[-1]}" for part in ("posterior_root", "spinal_ganglion", "spinal_nerve")]
    keys = [key for key in keys if key in lesion.nerves and not lesion.presses(key)]
    if not keys or not lesion.shape.sided:
        return float("nan")
    disc = _part(lesion, affected, lesion.shape.disc)
    points = np.concatenate([_part(lesion, affected, key).vertices for key in keys]).astype(np.float64)
    return float(np.abs(Solid(disc.vertices, disc.faces).depth(points)[0]).min())


def _ganglion(lesion: Lesion, affected: Affected) -> Floats:
    """Return the middle of the ganglion in the foramen at this level, shape (3,), mm."""
    key = f"spinal_ganglion_{lesion.shape.upper}.{lesion.sides[-1]}"
    middle: Floats = lesion.nerves[key].vertices.astype(np.float64).mean(axis=0) + np.array(affected.lift)
    return middle


def _behind(lesion: Lesion, upper: Mesh, lower: Mesh, lift: Floats) -> float:
    """Measure the height of the disc space 3 mm before its back wall, halfway to the chosen side."""
    sign = 1.0 if lesion.sides[-1] == "right" else -1.0
    way = np.array([[np.sin(np.radians(25.0)) * sign, -np.cos(np.radians(25.0)), 0.0]])
    inward = 3.0 + abs(float(2.0 * lift @ lesion.frame.axes[1]))  # before what has slid off the lower bone
    spot = lesion.frame.world(way * (float(lesion.frame.rim(way)[0]) - inward))[0] + lift
    low, high = _between(lesion, spot, upper, lower)
    return high - low


def _between(lesion: Lesion, spot: Floats, upper: Mesh, lower: Mesh) -> tuple[float, float]:
    """Look down and up from a spot along the disc's own axis: to the bone below and to the bone above, mm."""
    below = [hit for hit in _hits(lesion, spot, lower) if hit < 1.0]
    above = [hit for hit in _hits(lesion, spot, upper) if hit > -1.0]
    return max(below, default=float("nan")), min(above, default=float("nan"))


def _hits(lesion: Lesion, spot: Floats, mesh: Mesh) -> list[float]:
    local = (mesh.vertices.astype(np.float64) - spot) @ lesion.frame.axes.T
    a, b, c = (local[mesh.faces[:, i]] for i in range(3))
    (ax, ay), (bx, by), (cx, cy) = ((p[:, 0], p[:, 1]) for p in (a, b, c))
    whole = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
    safe = np.where(np.abs(whole) < 1e-9, np.inf, whole)
    u, v = ((by - cy) * -cx + (cx - bx) * -cy) / safe, ((cy - ay) * -cx + (ax - cx) * -cy) / safe
    hit = (u >= 0.0) & (v >= 0.0) & (u + v <= 1.0) & np.isfinite(safe)
    heights = u * a[:, 2] + v * b[:, 2] + (1.0 - u - v) * c[:, 2]
    return [float(height) for height in heights[hit]]


def _foramen(lesion: Lesion, upper: Mesh, lower: Mesh, disc: Mesh, ganglion: Floats) -> tuple[float, float]:
    """Measure the foramen in the sagittal plane through the ganglion: height along the disc's axis, and area."""
    from scipy.ndimage import binary_dilation, label

    steps = np.arange(-WINDOW_MM, WINDOW_MM + GRID_MM, GRID_MM)
    closed = np.zeros((len(steps), len(steps)), dtype=bool)
    for column, ahead in enumerate(steps):
        spot = ganglion + ahead * lesion.frame.axes[1]
        for mesh in (upper, lower, disc):
            hits = np.sort(_hits(lesion, spot, mesh))
            closed[column] |= np.searchsorted(hits, steps) % 2 == 1  # an odd number of walls below: inside
    tight = binary_dilation(closed)  # slits of joints do not count
    parts, _ = label(~tight)
    middle = len(steps) // 2
    if tight[middle, middle]:
        return 0.0, 0.0
    own = binary_dilation(parts == parts[middle, middle]) & ~closed
    height = max(float(column.sum()) for column in own[middle - 6 : middle + 7])
    return height * GRID_MM, float(own.sum()) * GRID_MM**2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
