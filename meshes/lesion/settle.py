"""A vertebra that sinks or slides on the one below, with all that rides on it, and what that does to disc and roots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh, frozen
from meshes.sides import Side, split_key

from .bone import Overgrowth, canal_share, rides_along
from .disc import Pressed
from .effects import (
    BONE_EDGE_MM,
    SETTLED_EDGE_MM,
    STOP_MM,
    Anatomy,
    Moved,
    bone_points,
    pressed_root,
    put_root,
    soft_rest,
)
from .nerves import FLATTEST
from .root import PressedRoot
from .soft import DENTED, DURA, PELVIC, SOFT, Dented, spanned_share
from .surfaces import Floats, neighbour_mean, subdivided

STAGES: Final = 8
"""Stages in which the joint gives way to the moving vertebra; between them it is interpolated."""
JOINT_MM: Final = 3.0
"""Bone farther than this from the upper vertebra's way never meets it."""
CLEAR_MM: Final = 0.3
"""Between the joint surfaces."""
BULGE_MM: Final = 2.8
"""How far the wall of a flattened or sheared disc stands out at degree 1: a drawing choice."""
HELD: Final = 0.45
"""By what share the root in the foramen is flattened at degree 1."""
GROWN_MM: Final = 3.0
"""How far the joint process below grows in a slip, mm: a drawing choice."""
SMOOTHINGS: Final = 6
"""How often what the joint gives way is evened out over its surface, at each stage."""
EVENINGS: Final = 12
"""How often all that the joint has given way is evened out after a stage, at the cost of touching the bone above."""
TRIES: Final = 9


class Settle:
    """The upper vertebra moves with all above it; the disc gives way; roots are caught between disc, body and joint.

    Parameters
    ----------
    anatomy : Anatomy
        Of a body, with the lesion's shape.
    """

    def __init__(self, anatomy: Anatomy) -> None:
        shape, frame = anatomy.shape, anatomy.frame
        self._anatomy = anatomy
        lower = anatomy.bones[shape.vertebrae[1]]
        solids = [anatomy.measured.solid(key) for key in shape.vertebrae]
        self._upper = solids[0]
        disc, disc_faces = anatomy.measured.disc(shape.disc, SETTLED_EDGE_MM)
        depth = float(frame.rim(np.array([[0.0, 1.0, 0.0]]))[0] + frame.rim(np.array([[0.0, -1.0, 0.0]]))[0])
        self.move: Floats = shape.forward * depth * frame.axes[1] - shape.settle * frame.axes[2]
        self._slip = shape.kind == "slip"
        self._disc = Pressed(disc, frame, solids[0], solids[1], self.move, BULGE_MM)
        self._bone, bone_faces = subdivided(lower, BONE_EDGE_MM)
        self._bone_faces = bone_faces
        self.parts: dict[str, Mesh] = {
            shape.disc: _mesh(disc, disc_faces),
            shape.vertebrae[1]: _mesh(self._bone, bone_faces),
        }
        self.riding = [
            key for key in anatomy.bones if key != shape.disc and rides_along(split_key(key)[0], shape.upper)
        ]
        self.parts.update({key: anatomy.bones[key] for key in self.riding})
        self.roots: dict[tuple[str, Side], PressedRoot] = {}
        for name in [(root, side) for root in shape.roots for side in anatomy.sides]:
            self.roots[name] = pressed_root(anatomy, *name, self._push(name))
        for root in self.roots.values():
            self.parts.update({tube.key: tube.mesh for tube in root.tubes})
        self._held = [name for name in self.roots if name[0] == shape.upper]
        self._shares = {name: canal_share(frame, root.rings[:, :3]) for name, root in self.roots.items()}
        self._carried: dict[str, tuple[Floats, Floats]] = {}
        for key, mesh in anatomy.nerves.items():
            share = canal_share(frame, mesh.vertices.astype(np.float64))
            if key not in self.parts and share.max() > 0.0:
                self.parts[key] = mesh
                self._carried[key] = mesh.vertices.astype(np.float64), share
        self._hold(anatomy)
        self._growth = self._overgrowth()
        self._points()
        self._joints = self._give_way()
        self._length = GROWN_MM if self._slip else 0.0
        self._late = 1.0
        self._aside: dict[tuple[str, Side], Floats] = {}
        self._rest = {name: self._limits(name, root, 0.0) for name, root in self.roots.items()}
        if not self._slip:
            self._length = self._longest()
        self._press(1.0)
        for root in self.roots.values():
            root.settle()

    def _hold(self, anatomy: Anatomy) -> None:
        """Tie ligaments to the bones they span, the dura to the canal, and lay both on the back of the disc."""
        riding = [mesh for key, mesh in anatomy.bones.items() if key in self.riding and key.startswith("vertebra_")]
        below = [anatomy.bones[key] for key in {*anatomy.shape.vertebrae[1:], "vertebra_l5", "sacrum"}]
        pelvis = [mesh for key, mesh in anatomy.bones.items() if key.startswith("hip_bone")]
        for key, rest in soft_rest(anatomy, SOFT).items():
            held = [*below, *pelvis] if key in PELVIC else below
            share = canal_share(anatomy.frame, rest) if key == DURA else spanned_share(rest, riding, held)
            self._carried[key] = rest, share
            self.parts[key] = anatomy.soft[key]
        self._wall = np.flatnonzero(self._disc.swollen > 0.02)
        dented: dict[str, Floats] = {key: self._carried[key][0] for key in DENTED if key in self._carried}
        self._soft = Dented(dented, -anatomy.frame.axes[1], self._disc.rest[self._wall])

    def _push(self, name: tuple[str, Side]) -> Floats:
        """Choose the direction in which a root gives way: backwards, in a foramen square to its own course."""
        frame = self._anatomy.frame
        if name[0] != self._anatomy.shape.upper:
            back: Floats = -frame.axes[1]
            return back
        root = pressed_root(self._anatomy, *name, -frame.axes[1])
        ganglion = self._anatomy.lines[f"spinal_ganglion_{name[0]}.{name[1]}"][0][:, :3].mean(axis=0)
        at = int(np.argmin(np.linalg.norm(root.path.line[:, :3] - ganglion, axis=1)))
        tangent = root.path.tangent[at]
        way = -frame.axes[1]
        way = way - (way @ tangent) * tangent
        unit: Floats = way / np.linalg.norm(way)
        return unit

    def _points(self) -> None:
        """Gather bone near the roots: what lies before a root at rest presses it, what lies behind it stops it."""
        from scipy.spatial import cKDTree

        shape = self._anatomy.shape
        every = list(self.roots.values())
        upper = bone_points(self._anatomy, shape.vertebrae[0], every)
        self._near_disc: dict[tuple[str, Side], NDArray[np.intp]] = {}
        self._near_bone: dict[tuple[str, Side], tuple[Floats, Floats, NDArray[np.intp], NDArray[np.intp]]] = {}
        for name, root in self.roots.items():
            rings = root.rings[root.near, :3]
            tree = cKDTree(rings)

            def behind(
                points: Floats, tree: cKDTree = tree, rings: Floats = rings, push: Floats = root.push
            ) -> NDArray[np.bool_]:
                nearest = np.asarray(tree.query(points)[1])
                return np.asarray((points - rings[nearest]) @ push > 0.0)

            close = np.asarray(tree.query(self._bone)[0]) < STOP_MM
            for _, share in self._growth:
                close |= share > 0.02
            lower = np.flatnonzero(close)
            back = behind(self._bone[lower])
            stops = behind(upper)
            pressing = np.asarray(tree.query(self._disc.rest)[0]) < STOP_MM + float(np.linalg.norm(self.move))
            self._near_disc[name] = np.flatnonzero(pressing & (self._disc.bulge > 0.02))
            self._near_bone[name] = upper[stops], upper[~stops], lower[back], lower[~back]

    def _give_way(self) -> list[Floats]:
        """Move the lower vertebra's joint processes out of the way of the upper one, stage by stage, and keep each."""
        stages = [self._bone]
        length = float(np.linalg.norm(self.move))
        reach, most = length + JOINT_MM, length / STAGES + CLEAR_MM
        near = np.flatnonzero(self._upper.distance(self._bone) < reach)
        mean = neighbour_mean(self._bone_faces, len(self._bone))
        rest, _ = self._upper.depth(self._bone[near])
        for stage in range(1, STAGES + 1):
            bone = stages[-1].copy()
            move = self.move * stage / STAGES
            left = length * (1.0 - stage / STAGES) + JOINT_MM
            for _ in range(2):
                depth, way = self._upper.depth(bone[near] - move)
                over = np.zeros(len(bone))
                over[near] = np.clip(depth - np.maximum(rest, -CLEAR_MM), 0.0, most)
                step = np.zeros(bone.shape)
                step[near] = over[near, None] * way
                for _ in range(SMOOTHINGS):
                    step = np.where(over[:, None] > 0.0, step, mean @ step)
                bone += step
            given = bone - self._bone
            for _ in range(EVENINGS):  # worn joints are smooth: no shards where one vertex found another way out
                given = mean @ given
            stages.append(self._bone + given)
            kept = depth > -left  # the rest of the way is too short to meet the others
            near, rest = near[kept], rest[kept]
        return stages

    def delay(self, late: float) -> None:
        """Make a slip press the canal first, and what lies in the foramina from a share of the whole way on, 0..1.

        Until then the root in the foramen has room to step aside; what has been used up of it is gone.
        """
        if not self._slip or not self._held:
            return
        self._late = late
        for name in self._held:
            root = self.roots[name]
            needed, most = self._beyond_rest(name, late)
            self._aside[name] = root.path.bent(root.number[root.near], np.clip(needed, 0.0, np.maximum(most, 0.0)))
        self._press(1.0)
        for root in self.roots.values():
            root.settle()

    def _overgrowth(self) -> list[tuple[Overgrowth, Floats]]:
        """Prepare the joint processes of the lower vertebra to grow towards the roots in the foramina above them."""
        found = []
        for name in self._held:
            root, side = self.roots[name], name[1]
            # Where the root will be when the vertebra above has moved: there it has to be met.
            places = root.rings[root.near, :3] + self._shares[name][root.near, None] * self.move
            target = places[np.argmin(np.linalg.norm(places - self._tip(side), axis=1))]
            grown = Overgrowth(self._bone, self._anatomy.frame, 1.0 if side == "right" else -1.0, target)
            found.append((grown, grown.share(self._bone)))
        return found

    def _tip(self, side: Side) -> Floats:
        """Find the top of a superior joint process of the lower vertebra."""
        local = self._anatomy.frame.local(self._bone)
        sign = 1.0 if side == "right" else -1.0
        process = np.flatnonzero((local[:, 0] * sign > 8.0) & (local[:, 1] < -8.0))
        tip: Floats = self._bone[process[np.argmax(local[process, 2])]]
        return tip

    def _lower(self, degree: float) -> Floats:
        """Return the lower vertebra at a degree."""
        stage = degree * STAGES
        low = min(int(stage), STAGES - 1)
        bone: Floats = self._joints[low] + (stage - low) * (self._joints[low + 1] - self._joints[low])
        for grown, share in self._growth:
            bone = grown.at(bone, share, self._grown(degree))
        return bone

    def _grown(self, degree: float) -> float:
        """How much a joint process has grown at a degree, mm: in a slip only once there is no room to move aside."""
        late = self._late if self._slip else 0.0
        return self._length * max(0.0, degree - late) / max(1.0 - late, 1e-6)

    def _carried_by(self, name: tuple[str, Side], degree: float) -> Floats:
        """How far each ring of a root has moved with the bone above it, and aside, mm, shape (rings, 3)."""
        root = self.roots[name]
        carried: Floats = self._shares[name][:, None] * self.move * degree
        if name in self._aside:
            way = self._aside[name][root.number] * min(1.0, degree / self._late)
            carried = carried + way[:, None] * root.push
        return carried

    def _limits(self, name: tuple[str, Side], root: PressedRoot, degree: float) -> tuple[Floats, Floats]:
        """How far a root must give way, and how far it can, at a degree."""
        move = self.move * degree
        carried = self._carried_by(name, degree)
        stops, fronts, back, front = self._near_bone[name]
        lower = self._lower(degree)
        disc = self._disc.at(degree)
        pushers = np.concatenate([disc[self._near_disc[name]], fronts + move, lower[front]])
        behind = np.concatenate([stops + move, lower[back]])
        return root.needs(pushers, carried), root.room(behind, carried)

    def _beyond_rest(self, name: tuple[str, Side], degree: float) -> tuple[Floats, Floats]:
        """How far it must and can without what measured surfaces overlap at rest."""
        needed, most = self._limits(name, self.roots[name], degree)
        rest_needed, rest_most = self._rest[name]
        needed = needed - np.maximum(0.0, np.nan_to_num(rest_needed, neginf=0.0))
        return needed, most - np.minimum(0.0, np.nan_to_num(rest_most, posinf=0.0))

    def _press(self, degree: float, names: Iterable[tuple[str, Side]] | None = None) -> float:
        """Press roots, by default all; return by what share the tightest in a foramen would have to be flattened."""
        tight = 0.0
        for name in self.roots if names is None else names:
            root = self.roots[name]
            needed, most = self._beyond_rest(name, degree)
            carried = self._carried_by(name, degree)
            own = root.press(needed, most, max(self._anatomy.shape.push, 1.0), carried, from_ahead=True)
            tight = max(tight, own) if name in self._held else tight
        return tight

    def _longest(self) -> float:
        """Find how far a joint process has to grow for the root to be flattened as much as the lesion is meant to."""
        low, high = 0.0, 9.0
        for _ in range(TRIES):
            self._length = (low + high) / 2.0
            tight = self._press(1.0, self._held)
            pushed = max(float(np.abs(self.roots[name].bend).max()) for name in self._held)
            if tight < min(HELD, FLATTEST) and pushed < self._anatomy.shape.push:
                low = self._length
            else:
                high = self._length
        return low

    def touches(self, degree: float) -> bool:
        """Whether the main root is met at a share of the whole way, 0..1."""
        name, main = next(iter(self.roots.items()))
        self._press(degree, [name])
        return main.pressed

    def at(self, degree: float) -> Moved:
        """Work out the touched structures at a share of the whole way, 0..1."""
        shape = self._anatomy.shape
        move = self.move * degree
        self._press(degree)
        x, y, z = self.move * (degree / 2.0)
        moved = Moved(lift=(float(x), float(y), float(z)))
        moved.vertices[shape.disc] = self._disc.at(degree)
        moved.marks[shape.disc] = self._disc.swollen * min(1.0, 1.5 * degree) * 0.5
        lower = self._lower(degree)
        moved.vertices[shape.vertebrae[1]] = lower
        grown = np.linalg.norm(lower - self._bone, axis=1)
        if self._slip:  # what only gives way to the joint above has not grown
            grown = self._grown(degree) * np.max([share for _, share in self._growth], axis=0)
        moved.marks[shape.vertebrae[1]] = np.clip((grown - 0.6) / 3.0, 0.0, 1.0)
        for key in self.riding:
            moved.vertices[key] = self._anatomy.bones[key].vertices + move
            moved.carried.add(key)
        for name, root in self.roots.items():
            put_root(moved, name, root)
        for key, (rest, share) in self._carried.items():
            moved.vertices[key] = rest + share[:, None] * move
            moved.carried.add(key)
        dented = self._soft.at(moved.vertices[shape.disc][self._wall], moved.vertices)
        moved.vertices.update(dented)
        moved.carried -= dented.keys()
        return moved


def _mesh(vertices: Floats, faces: NDArray[np.int32]) -> Mesh:
    return Mesh(frozen(vertices.astype(np.float32)), frozen(faces), frozen(np.zeros(vertices.shape, dtype=np.float32)))
