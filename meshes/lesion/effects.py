"""What every kind of lesion has in common: what it needs to know of a body, and what it does to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh
from meshes.sides import Side

from .body import MeasuredBody
from .disc import smooth
from .frame import DiscFrame
from .nerves import MANY_SIDES, TUBE_SIDES
from .root import PressedRoot
from .shapes import LesionShape
from .surfaces import Floats, subdivided

ROOT_PARTS: Final = ("anterior_root", "posterior_root", "spinal_ganglion", "spinal_nerve", "anterior_ramus")
"""A root's structures that are swept finer, from centre to periphery."""
COURSE: Final = ("posterior_root", "spinal_ganglion", "spinal_nerve", "anterior_ramus")
"""Of them, those that make up its course."""
NEAR: Final = 1.75
"""A root is pressed within so many mean radii of the disc from its middle; farther on it is left alone."""
STOP_MM: Final = 7.5
"""Bone this near to a root may stop it."""
SETTLED_EDGE_MM: Final = 1.2
"""The same of a disc that is pressed flat or sheared as a whole: no place of it is bent as sharply as a bulge."""
BONE_EDGE_MM: Final = 1.2
"""Mean edge of bone that roots are kept clear of."""
MANY: Final = 2
"""More roots than this are pressed only inside the canal."""


@dataclass(frozen=True, slots=True, eq=False)
class Contact:
    """Where one root is pressed."""

    root: str
    """Such as ``L4``."""
    side: Side
    xyz: tuple[float, float, float]
    """The middle of the root where it is pressed most, or will be, mm RAS."""
    gap: float
    """Between the root and what presses it, mm; 0 once they touch."""
    push: float
    """How far the root has given way there, mm."""
    flat: float
    """By what share it is flattened there, 0..1."""


@dataclass(slots=True, eq=False)
class Moved:
    """The touched structures at one degree, by sided key."""

    vertices: dict[str, Floats] = field(default_factory=dict)
    """Each of shape (n, 3), mm RAS."""
    marks: dict[str, NDArray[np.floating]] = field(default_factory=dict)
    """Each of shape (n,), 0..1: how far a vertex belongs to the bulge, the overgrowth or the pressed place."""
    contacts: list[Contact] = field(default_factory=list)
    lift: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """How far the middle of the disc has moved, mm RAS."""
    carried: set[str] = field(default_factory=set)
    """Those that are carried along without changing shape much: their normals stay."""
    normals: dict[str, Floats] = field(default_factory=dict)
    """Of those whose normals are known already, each of shape (n, 3)."""


class Anatomy(Protocol):
    """What an effect needs to know of the body."""

    shape: LesionShape
    frame: DiscFrame
    sides: tuple[Side, ...]
    lines: Mapping[str, list[Floats]]
    """Centre lines of all nerves by sided key."""
    bones: Mapping[str, Mesh]
    """Bones and discs by sided key."""
    nerves: Mapping[str, Mesh]
    soft: Mapping[str, Mesh]
    """Ligaments of the spine and the dura, by key."""
    measured: MeasuredBody


class Effect(Protocol):
    """What one kind of lesion does."""

    parts: dict[str, Mesh]
    """The touched structures at degree 0, by sided key."""
    riding: list[str]
    """Bones and discs that move with the upper vertebra."""
    roots: dict[tuple[str, Side], PressedRoot]

    def touches(self, degree: float) -> bool:
        """Whether the main root is met at a share of the whole way, 0..1."""

    def at(self, degree: float) -> Moved:
        """Work out the touched structures at a share of the whole way, 0..1."""


def near_by(frame: DiscFrame) -> float:
    """How far from the middle of a disc a lesion reaches, mm: farther in larger bodies."""
    return NEAR * float(frame.reach.mean())


def pressed_root(anatomy: Anatomy, root: str, side: Side, push: Floats) -> PressedRoot:
    """Prepare one root of a body to be pressed."""
    many = len(anatomy.shape.roots) > MANY
    keys = {part: f"{part}_{root}.{side}" for part in (ROOT_PARTS[:2] if many else ROOT_PARTS)}
    lines = {key: anatomy.lines[key] for key in keys.values() if key in anatomy.lines}
    course = [keys[part] for part in COURSE if keys.get(part) in lines]
    sides = MANY_SIDES if many else TUBE_SIDES
    return PressedRoot(lines, course, push, anatomy.frame.centre, near_by(anatomy.frame), sides)


def soft_rest(anatomy: Anatomy, keys: Sequence[str]) -> dict[str, Floats]:
    """Return the vertices of those soft parts that the body has, by key, each of shape (n, 3), mm RAS."""
    return {key: anatomy.soft[key].vertices.astype(np.float64) for key in keys if key in anatomy.soft}


def bone_points(anatomy: Anatomy, key: str, roots: list[PressedRoot]) -> Floats:
    """Cut a bone finely where roots pass, and return its points there, shape (n, 3), mm RAS."""
    from scipy.spatial import cKDTree

    mesh = anatomy.bones[key]
    tree = cKDTree(np.concatenate([root.rings[root.near, :3] for root in roots]))
    near = np.asarray(tree.query(mesh.vertices)[0]) < STOP_MM + 3.0
    faces = mesh.faces[near[mesh.faces].any(axis=1)]
    points, _ = subdivided(Mesh(mesh.vertices, faces, mesh.normals), BONE_EDGE_MM)
    used = np.asarray(tree.query(points)[0]) < STOP_MM
    chosen: Floats = points[used]
    return chosen


def put_root(moved: Moved, name: tuple[str, Side], root: PressedRoot) -> None:
    """Add a pressed root's tubes, marks and contact to what has moved."""
    ring = root.tight
    number = root.number[ring]
    bend, flat = float(root.bend[number]), float(root.flat[number])
    gap = root.gap
    strength = float(smooth(np.array([flat / 0.08]))[0])
    places = root.moved()
    for tube, vertices, normals, marks in zip(
        root.tubes, places, root.normals(places), root.marks(strength), strict=True
    ):
        moved.vertices[tube.key] = vertices
        moved.normals[tube.key] = normals
        moved.marks[tube.key] = marks
    x, y, z = root.centre(ring)
    moved.contacts.append(Contact(name[0].upper(), name[1], (float(x), float(y), float(z)), gap, bend, flat))
