"""What the scenes do: a disc that bulges onto roots, and a vertebra that sinks or slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh, frozen
from meshes.sides import Side

from .body import MeasuredBody
from .disc import Herniation, smooth
from .frame import DiscFrame, Floats, subdivided
from .nerves import FLATTEST, MANY_SIDES, TUBE_SIDES
from .root import PressedRoot
from .shapes import LesionShape
from .soft import DENTED, Dented

ROOT_PARTS: Final = ("anterior_root", "posterior_root", "spinal_ganglion", "spinal_nerve", "anterior_ramus")
"""A root's structures that are swept finer, from centre to periphery."""
COURSE: Final = ("posterior_root", "spinal_ganglion", "spinal_nerve", "anterior_ramus")
"""Of them, those that make up its course."""
NEAR: Final = 1.75
"""A root is pressed within so many mean radii of the disc from its middle; farther on it is left alone."""
STOP_MM: Final = 7.5
"""Bone this near to a root may stop it."""
CLEAR_MM: Final = 0.45
"""So far before bone a root is stopped: flattened, it is wider than the balls it is asked by."""
EDGE_MM: Final = 0.75
"""Mean edge of a finely cut disc."""
SETTLED_EDGE_MM: Final = 1.2
"""The same of a disc that is pressed flat or sheared as a whole: no place of it is bent as sharply as a bulge."""
BONE_EDGE_MM: Final = 1.2
"""Mean edge of bone that roots are kept clear of."""
SLACK: Final = 0.5
"""In a large central herniation, by what share the free space between the roots is used up."""
MANY: Final = 2
"""More roots than this are pressed only inside the canal."""
STEPS: Final = 11
"""Halvings when a length is sought: finer than a hundredth of a millimetre."""


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
    """What one kind of scene does."""

    parts: dict[str, Mesh]
    """The touched structures at degree 0, by sided key."""
    riding: list[str]
    """Bones and discs that move with the upper vertebra."""
    roots: dict[tuple[str, Side], PressedRoot]

    def touches(self, degree: float) -> bool:
        """Say whether the main root is met at a share of the whole way, 0..1."""

    def at(self, degree: float) -> Moved:
        """Work out the touched structures at a share of the whole way, 0..1."""


def near_by(frame: DiscFrame) -> float:
    """Say how far from the middle of a disc its scene reaches, mm: farther in larger bodies."""
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


class Bulge:
    """A disc that herniates onto roots: to one side, or in the middle onto all of them."""

    def __init__(self, anatomy: Anatomy) -> None:
        shape, frame = anatomy.shape, anatomy.frame
        self._shape = shape
        self.riding: list[str] = []
        self._central = shape.kind == "central"
        self._near = near_by(frame)
        self._disc, faces = anatomy.measured.disc(shape.disc, EDGE_MM)
        solids = [anatomy.measured.solid(key) for key in shape.vertebrae]
        sign = 1.0 if anatomy.sides[0] == "right" or self._central else -1.0
        angle = shape.angle * sign
        back = -frame.axes[1]
        names = [(root, side) for root in shape.roots for side in anatomy.sides]
        if self._central:
            push = back
            target = frame.centre + 60.0 * back
        else:
            target, push = self._aim(anatomy, names[0], angle)
        self.herniation = Herniation(self._disc, frame, angle, shape.half_width, target, solids)
        self.roots = {name: pressed_root(anatomy, *name, push) for name in names}
        every = list(self.roots.values())
        stops = np.concatenate([bone_points(anatomy, key, every) for key in shape.vertebrae])
        self._most = {name: np.maximum(0.0, root.free_way(stops) - CLEAR_MM) for name, root in self.roots.items()}
        self._cushions = self._spaces()
        self._length = self._longest()
        self._press(self._length)
        for root in every:
            root.settle()
        self.parts: dict[str, Mesh] = {
            shape.disc: Mesh(
                frozen(self._disc.astype(np.float32)),
                faces,
                frozen(np.zeros_like(self._disc, dtype=np.float32)),
            )
        }
        for root in every:
            self.parts.update({tube.key: tube.mesh for tube in root.tubes})
        self._soft = Dented(soft_rest(anatomy, DENTED), push, self.herniation.at(0.0)[1])
        self.parts.update({key: anatomy.soft[key] for key in self._soft.keys})
        self._followers: list[tuple[str, Floats, PressedRoot, NDArray[np.intp], Floats]] = []
        for key, mesh in anatomy.nerves.items():
            apart = np.linalg.norm(mesh.vertices - frame.centre, axis=1)
            if key not in self.parts and float(apart.min()) < self._near:
                self._follow(key, mesh, every)

    def _aim(self, anatomy: Anatomy, name: tuple[str, Side], angle: float) -> tuple[Floats, Floats]:
        """Find what the bulge grows towards, and the direction in which the root gives way."""
        frame = anatomy.frame
        root = pressed_root(anatomy, *name, frame.axes[1])
        turn = np.radians(angle - 90.0)
        out = np.array([np.cos(turn), np.sin(turn), 0.0])
        foot = frame.world((out * float(frame.rim(out[None])[0]))[None])[0]
        local = frame.local(root.path.line[:, :3])
        level = np.abs(local[:, 2] - self._shape.rise) < 2.0
        apart = np.linalg.norm(root.path.line[:, :3] - foot, axis=1) + np.where(level, 0.0, 1e3)
        nearest = int(np.argmin(apart))
        target = root.path.line[nearest, :3]
        push = target - foot
        tangent = root.path.tangent[nearest]
        push = push - (push @ tangent) * tangent
        return target, push / np.linalg.norm(push)

    def _spaces(self) -> dict[tuple[str, Side], Floats | None]:
        """Measure what lies between each root and the dome's foot, where a herniation pushes roots behind others."""
        if not self._central:
            return dict.fromkeys(self.roots)
        _, foot = self.herniation.at(0.01)
        for root in self.roots.values():
            root.needed = root.needs(foot)
        gaps = {name: np.where(np.isfinite(root.needed), -root.needed, np.nan) for name, root in self.roots.items()}
        front = min(float(np.nanmin(gap)) for gap in gaps.values() if np.isfinite(gap).any())
        return {name: np.nan_to_num(SLACK * np.maximum(0.0, gap - front), nan=0.0) for name, gap in gaps.items()}

    def _press(self, length: float) -> tuple[Floats, float]:
        vertices, dome = self.herniation.at(length)
        self._dome = dome
        tight = 0.0
        for name, root in self.roots.items():
            needed, cushion = root.needs(dome), self._cushions[name]
            needed = needed if cushion is None else needed + cushion
            tight = max(tight, root.press(needed, self._most[name], self._shape.push))
        return vertices, tight

    def _longest(self) -> float:
        """Seek the length at which the main root is pushed as far as the scene means, or fits no longer."""
        low, high = 0.0, 30.0
        main = next(iter(self.roots.values()))
        for _ in range(STEPS):
            middle = (low + high) / 2.0
            _, tight = self._press(middle)
            if float(main.bend.max()) < self._shape.push and tight < FLATTEST - 0.04:
                low = middle
            else:
                high = middle
        return low

    def _follow(self, key: str, mesh: Mesh, roots: list[PressedRoot]) -> None:
        found = [root.path.follow(mesh.vertices) for root in roots]
        shares = np.stack([share for _, share in found])
        reach = np.array(
            [
                np.linalg.norm(mesh.vertices - root.path.line[root.number[root.tight], :3], axis=1).min()
                for root in roots
            ]
        )
        best = int(np.argmax(shares.max(axis=1) - (reach > self._near)))
        number, share = found[best]
        if share.max() > 0.02 and reach[best] < self._near:
            self.parts[key] = mesh
            self._followers.append((key, mesh.vertices.astype(np.float64), roots[best], number, share))

    def touches(self, degree: float) -> bool:
        """Say whether the main root is met at a share of the whole way, 0..1."""
        name, main = next(iter(self.roots.items()))
        needed, cushion = main.needs(self.herniation.at(self._length * degree)[1]), self._cushions[name]
        main.press(needed if cushion is None else needed + cushion, self._most[name], self._shape.push)
        return main.pressed

    def at(self, degree: float) -> Moved:
        """Work out the touched structures at a share of the whole way, 0..1."""
        vertices, _ = self._press(self._length * degree)
        moved = Moved({self._shape.disc: vertices}, {self._shape.disc: self.herniation.share * min(1.0, 3.0 * degree)})
        for name, root in self.roots.items():
            put_root(moved, name, root)
        moved.vertices.update(self._soft.at(self._dome, {}))
        for key, rest, root, number, share in self._followers:
            moved.vertices[key] = rest + (root.bend[number] * share)[:, None] * root.push
            moved.carried.add(key)
        return moved


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
