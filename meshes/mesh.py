"""Read-only triangle meshes, single and merged by layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from .sides import Side

Layer = Literal["skin", "bones", "muscles", "nerves", "ligaments", "trunk_muscles", "fascia"]
Detail = Literal["light", "standard", "fine"]
"""How densely surfaces are sampled."""
T = TypeVar("T", bound=np.generic)
DETAILS: Final[tuple[Detail, ...]] = ("light", "standard", "fine")
GRID: Final = 2.0**-12
"""Coordinates of bodies are whole multiples of this, mm (a quarter of a micrometre): single precision holds them up to
4 m without rounding, double precision also the sums of squares of their differences."""
NOISE_DIGITS: Final = 9
"""Digits after the point, of millimetres or cosines, beyond which there is only the noise of a processor's kernels."""


def frozen(array: NDArray[T]) -> NDArray[T]:
    """Return the same array, of any shape, with its write flag off."""
    array.flags.writeable = False
    return array


def on_grid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round coordinates to `GRID`, so that they are the same bit for bit on every processor.

    Kernels of linear algebra add in different orders. Their results differ by some 1e-13 mm, and what is chosen by them
    later (the shorter of two diagonals, the nearest of two points, a length rounded for a table) can make hundredths of
    a millimetre of that. The noise is rounded off first, because sums of a table's values often lie exactly halfway
    between two steps of the grid.

    Parameters
    ----------
    points : ndarray
        mm, of any shape.
    """
    steps = np.round(points, NOISE_DIGITS)
    steps /= GRID
    np.rint(steps, out=steps)
    steps *= GRID
    return steps


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """A triangle mesh in millimetres, RAS."""

    vertices: NDArray[np.float32]
    """Shape (n, 3)."""
    faces: NDArray[np.int32]
    """Shape (m, 3), counter-clockwise seen from outside."""
    normals: NDArray[np.float32]
    """Shape (n, 3), unit length, outward."""


class LateMesh(Mesh):
    """A mesh whose vertices and normals are worked out when first asked for: most pictures hide most layers.

    Parameters
    ----------
    faces : ndarray, shape (m, 3)
        Known at once.
    make : callable
        Gives vertices and normals, shapes (n, 3); called once at most.
    """

    __slots__ = ("_make",)
    _make: Callable[[], Mesh] | None

    def __init__(self, faces: NDArray[np.int32], make: Callable[[], Mesh]) -> None:
        object.__setattr__(self, "faces", faces)
        object.__setattr__(self, "_make", make)

    def __getattr__(self, name: str) -> Any:  # asked only for what is not set yet
        make = self._make if name in ("vertices", "normals") else None
        if make is None:
            raise AttributeError(name)
        made = make()
        object.__setattr__(self, "vertices", made.vertices)
        object.__setattr__(self, "normals", made.normals)
        object.__setattr__(self, "_make", None)  # lets go of what it was made from
        return getattr(self, name)


@dataclass(frozen=True, slots=True, eq=False)
class LayerMesh:
    """All structures of one layer and side as one mesh, so that a highlight only edits a small colour table."""

    layer: Layer
    """``bones`` (bones, discs), ``muscles`` (muscles, tendons), ``nerves`` (roots, nerves), ``ligaments`` (ligaments,
    capsules, membranes), ``trunk_muscles`` (the wall of the trunk, which hides the spine) or ``fascia``."""
    side: Side | None
    """``None`` for midline structures."""
    keys: tuple[str, ...]
    """Structure keys with side, in the order of the structure numbers."""
    mesh: Mesh
    vertex_structure: NDArray[np.int32]
    """Shape (n,): for each vertex the index into ``keys``. Vertices of a structure are contiguous."""
    face_structure: NDArray[np.int32]
    """Shape (m,): for each face the index into ``keys``. Faces of a structure are contiguous."""

    def part(self, key: str) -> Mesh:
        """Cut one structure out.

        Raises
        ------
        KeyError
            When the layer has no structure of that key.
        """
        if key not in self.keys:
            raise KeyError(key)
        index = self.keys.index(key)
        vertices = np.flatnonzero(self.vertex_structure == index)
        faces = self.mesh.faces[self.face_structure == index] - vertices[0]
        chosen = slice(int(vertices[0]), int(vertices[-1]) + 1)
        return Mesh(self.mesh.vertices[chosen], faces.astype(np.int32), self.mesh.normals[chosen])


class LateLayer(LayerMesh):
    """A layer whose mesh is worked out when first asked for; what it is called is known at once.

    Parameters
    ----------
    layer, side, keys
        As of the layer.
    make : callable
        Gives the whole layer; called once at most.
    """

    __slots__ = ("_make",)
    _make: Callable[[], LayerMesh] | None

    def __init__(self, layer: Layer, side: Side | None, keys: tuple[str, ...], make: Callable[[], LayerMesh]) -> None:
        for name, value in (("layer", layer), ("side", side), ("keys", keys), ("_make", make)):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:  # asked only for what is not set yet
        late = ("mesh", "vertex_structure", "face_structure")
        make = self._make if name in late else None
        if make is None:
            raise AttributeError(name)
        made = make()
        for each in late:
            object.__setattr__(self, each, getattr(made, each))
        object.__setattr__(self, "_make", None)  # lets go of what it was made from
        return getattr(self, name)
