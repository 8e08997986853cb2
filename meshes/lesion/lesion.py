"""Lesions: a disc, its vertebrae and the roots beside it, from healthy (0) to severe (1).

Everything is measured on the body at hand, so that a lesion fits any build. Only the structures it can touch
are made anew; the rest of the body stays as it is.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.body import Body
from meshes.mesh import LayerMesh, Mesh, frozen
from meshes.sides import SIDES, Side

from .body import MeasuredBody, vertebrae_of
from .bulge import Bulge
from .effects import Contact, Effect, Moved
from .frame import DiscFrame
from .settle import Settle
from .shapes import LESIONS, LesionShape
from .surfaces import Surface

TOUCH: Final = 0.4
"""Degree at which the main root is met, whatever the body: before it nothing is pressed, beyond it more and more."""
LATE: Final = 0.67
"""Degree at which a second root is met that a lesion presses late: from there on it is called severe."""
SEEKING: Final = 6
"""Halvings when that is sought: to a hundredth of the way."""
NEIGHBOUR_EDGE_MM: Final = 1.2
"""Mean edge of the discs above and below."""
SEEN_MM: Final = 95.0
"""From the lesion's disc, how far others may be seen in a close-up."""
FAR_EDGE_MM: Final = 2.5
"""The same of those farther off."""


class LesionError(ValueError):
    """A lesion or degree that is not accepted. The message is one sentence that names what is."""


@dataclass(frozen=True, slots=True, eq=False)
class Affected:
    """A lesion at one degree."""

    degree: float
    layers: tuple[LayerMesh, ...]
    """The touched structures, as in `Lesion.layers`, with their vertices moved."""
    marks: tuple[NDArray[np.float32], ...]
    """For each layer, shape (n,), 0..1: how far a vertex belongs to the bulge, the overgrowth or the pressed place."""
    contacts: tuple[Contact, ...]
    """For each pressed root, the main one first."""
    lift: tuple[float, float, float]
    """How far the middle of the disc has moved, mm RAS."""

    def part(self, key: str) -> Mesh | None:
        """Return a touched structure's own mesh as it is now; None where the lesion leaves it alone."""
        return next((layer.part(key) for layer in self.layers if key in layer.keys), None)


def check_lesion(key: str) -> LesionShape:
    """Return a lesion's shape.

    Raises
    ------
    LesionError
        When there is none of that key.
    """
    if key not in LESIONS:
        raise LesionError(f"scene {key!r} is unknown; accepted are {', '.join(LESIONS)}")
    return LESIONS[key]


def check_degree(degree: float) -> float:
    """Return a degree that is accepted.

    Raises
    ------
    LesionError
        When it is not a number from 0 to 1.
    """
    if not 0.0 <= degree <= 1.0:
        raise LesionError(f"a degree of {degree:g} is not accepted; accepted are 0 (healthy) to 1 (severe)")
    return float(degree)


class Lesion:
    """One lesion on one body.

    Parameters
    ----------
    body : Body
        Of any detail and build.
    key : str
        Of the lesion.
    side : {'left', 'right'}
        The patient's side; lesions in the midline ignore it.
    measured : MeasuredBody, optional
        What is known of this body already.

    Raises
    ------
    LesionError
        When the lesion is unknown, or the body lacks a structure it needs.

    Attributes
    ----------
    shape : LesionShape
    frame : DiscFrame
        Of the disc.
    riding : frozenset of str
        Bones and discs that move with the upper vertebra.
    rest : Affected
        The lesion at degree 0.
    layers : tuple of LayerMesh
        The touched structures at degree 0, by layer and side; the disc and the pressed roots are cut finer.
    """

    def __init__(self, body: Body, key: str, side: Side = "right", measured: MeasuredBody | None = None) -> None:
        self.shape = check_lesion(key)
        self.sides: tuple[Side, ...] = (side,) if self.shape.sided else SIDES
        for needed in (self.shape.disc, *self.shape.vertebrae):
            if needed not in body.structures:
                raise LesionError(f"the scene {key} needs {needed}, which this body lacks")
        self.measured = MeasuredBody(body) if measured is None else measured
        self.bones: Mapping[str, Mesh] = self.measured.bones
        self.nerves, self.lines = self.measured.nerves, self.measured.lines
        self.frame: DiscFrame = self.measured.frame(self.shape.disc)
        self.soft: Mapping[str, Mesh] = self.measured.soft(self.shape.disc)
        beside = self._neighbours()
        self.bones = ChainMap(beside, self.bones)  # type: ignore[arg-type]
        self._effect: Effect = Settle(self) if self.shape.kind in ("narrowing", "slip") else Bulge(self)
        tubes = {tube.key for root in self._effect.roots.values() for tube in root.tubes}
        self._surfaces = {
            part: Surface(mesh.faces, len(mesh.vertices))
            for part, mesh in self._effect.parts.items()
            if part not in tubes
        }
        self._met = self._first_touch()
        if isinstance(self._effect, Settle):
            self._effect.delay(self._way(LATE))
        self.riding = frozenset(self._effect.riding)
        self._parts = {**beside, **self._effect.parts}
        severe = self._effect.at(1.0)
        self._still = self._parts.keys() - severe.vertices.keys()
        self._groups = _grouped(body, self._parts, self._still, severe.carried)
        self.rest = self.at(0.0)
        self.layers = self.rest.layers

    @property
    def torn(self) -> bool:
        """Whether the disc's wall has torn, as in a herniation."""
        return self.shape.kind in ("bulge", "central")

    def presses(self, key: str) -> bool:
        """Whether a nerve's structure, by sided key, belongs to a root that the lesion presses."""
        return any(tube.key == key for root in self._effect.roots.values() for tube in root.tubes)

    def at(self, degree: float) -> Affected:
        """Work out the lesion at a degree.

        Raises
        ------
        LesionError
            When the degree is not a number from 0 to 1.
        """
        moved = self._effect.at(self._way(check_degree(degree)))
        layers, marks = [], []
        for layer in self._groups:
            if layer.keys[0] in self._still:
                layers.append(layer)
                marks.append(frozen(np.zeros(len(layer.mesh.vertices), dtype=np.float32)))
                continue
            places = [self._placed(key, moved) for key in layer.keys]
            mesh = Mesh(
                frozen(np.concatenate([vertices for vertices, _ in places])),
                layer.mesh.faces,
                frozen(np.concatenate([normals for _, normals in places])),
            )
            layers.append(
                LayerMesh(layer.layer, layer.side, layer.keys, mesh, layer.vertex_structure, layer.face_structure)
            )
            none = [np.zeros(len(vertices), dtype=np.float32) for vertices, _ in places]
            own = [moved.marks.get(key, zero) for key, zero in zip(layer.keys, none, strict=True)]
            marks.append(frozen(np.concatenate(own).astype(np.float32)))
        return Affected(degree, tuple(layers), tuple(marks), tuple(moved.contacts), moved.lift)

    def _first_touch(self) -> float:
        """Find the share of the whole way at which the main root is first met."""
        low, high = 0.0, 1.0
        for _ in range(SEEKING):
            middle = (low + high) / 2.0
            low, high = (low, middle) if self._effect.touches(middle) else (middle, high)
        return min(max(high, 0.1), 0.9)

    def _way(self, degree: float) -> float:
        """Turn a degree into a share of the whole way: at `TOUCH` the root is met."""
        if degree <= TOUCH:
            return self._met * degree / TOUCH
        return self._met + (1.0 - self._met) * (degree - TOUCH) / (1.0 - TOUCH)

    def _neighbours(self) -> dict[str, Mesh]:
        """Lay the discs above and below onto their bones: a cut shows them too."""
        found: dict[str, Mesh] = {}
        for key in self.bones:
            if not key.startswith("intervertebral_disc_") or key == self.shape.disc:
                continue
            apart = np.linalg.norm(self.bones[key].vertices.mean(axis=0) - self.frame.centre)
            if apart < SEEN_MM and all(bone in self.bones for bone in vertebrae_of(key)):
                beside = {*key.split("_")} & {self.shape.upper, self.shape.lower}
                found[key] = self.measured.whole_disc(key, NEIGHBOUR_EDGE_MM if beside else FAR_EDGE_MM)
        return found

    def _placed(self, key: str, moved: Moved) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        rest = self._parts[key]
        if key not in moved.vertices:
            return rest.vertices, rest.normals
        vertices = moved.vertices[key]
        if key in moved.carried:
            return vertices.astype(np.float32), rest.normals
        if key in moved.normals:
            return vertices.astype(np.float32), moved.normals[key].astype(np.float32)
        return vertices.astype(np.float32), self._surfaces[key].normals(vertices).astype(np.float32)


def _grouped(body: Body, parts: Mapping[str, Mesh], still: Set[str], carried: Set[str]) -> list[LayerMesh]:
    """Join the touched structures by layer, side, and whether they stay, are carried along, or change their shape."""
    groups: dict[tuple[str, Side | None, bool, bool], list[str]] = {}
    for key in parts:
        structure = body.structures[key]
        groups.setdefault((structure.layer, structure.side, key in still, key in carried), []).append(key)
    layers = []
    for keys in groups.values():
        structure = body.structures[keys[0]]
        sizes = np.array([len(parts[key].vertices) for key in keys])
        starts = np.cumsum(sizes) - sizes
        faces = [parts[key].faces + np.int32(start) for key, start in zip(keys, starts, strict=True)]
        numbers = np.arange(len(keys), dtype=np.int32)
        mesh = Mesh(
            np.concatenate([parts[key].vertices for key in keys]),
            frozen(np.concatenate(faces).astype(np.int32)),
            np.concatenate([parts[key].normals for key in keys]),
        )
        layers.append(
            LayerMesh(
                structure.layer,
                structure.side,
                tuple(keys),
                mesh,
                frozen(np.repeat(numbers, sizes)),
                frozen(np.repeat(numbers, [len(part) for part in faces])),
            )
        )
    return layers
