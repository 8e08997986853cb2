"""A disc that herniates onto roots."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh, frozen
from meshes.sides import Side

from .disc import Herniation
from .effects import Anatomy, Moved, bone_points, near_by, pressed_root, put_root, soft_rest
from .nerves import FLATTEST
from .root import PressedRoot
from .soft import DENTED, Dented
from .surfaces import Floats

CLEAR_MM: Final = 0.45
"""How far before bone a root stops: flattened, it is wider than the balls that stand for it."""
EDGE_MM: Final = 0.75
"""Mean edge of a finely cut disc."""
SLACK: Final = 0.5
"""In a large central herniation, by what share the free space between the roots is used up."""
STEPS: Final = 11
"""Halvings when a length is sought: finer than a hundredth of a millimetre."""


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
        """Find the length at which the main root is pushed as far as it is meant to be, or there is no more room."""
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
        """Whether the main root is met at a share of the whole way, 0..1."""
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
