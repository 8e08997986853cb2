"""What the lesions on one body have in common, measured once: bones, nerves, and discs laid onto their bones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.body import Body
from meshes.mesh import Mesh, frozen

from .disc import fitted
from .frame import DiscFrame, disc_frame
from .nerves import strand_lines
from .soft import DENTED, SOFT
from .surfaces import Floats, Solid, Surface, refined, subdivided

NEAR_MM: Final = 34.0
"""From the middle of a disc, how far what it may dent is cut finer."""
FINE_MM: Final = 1.6
"""Longest edge of that."""


THROUGH_MM: Final = 0.3
"""Bone keeps this far below the face of a disc that is only looked at in a cut."""
CLEARINGS: Final = 3
"""How often the disc is drawn back: coarse triangles give way between their corners only bit by bit."""
DEEPEST_MM: Final = 2.0
"""What lies deeper in a disc does not come through its face."""
BESIDE_MM: Final = 3.0
"""Round bone that comes through, how far the disc gives way."""


class MeasuredBody:
    """What all lesions on one body have in common, measured once.

    Parameters
    ----------
    body : Body
        Of any detail and build.

    Attributes
    ----------
    bones, nerves : mapping of str to Mesh
        All structures of these layers, by sided key.
    lines : mapping of str to list of ndarray, shape (k, 4)
        Centre lines of nerves, x, y, z and radius, mm; each read back when first asked for.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        self.bones: Mapping[str, Mesh] = _Parts(body, "bones")
        self.nerves: Mapping[str, Mesh] = _Parts(body, "nerves")
        self._soft = {key: group for group in body.layers for key in group.keys if key in SOFT}
        self.lines: Mapping[str, list[Floats]] = _Lines(self.nerves)
        self._solids: dict[str, Solid] = {}
        self._frames: dict[str, DiscFrame] = {}
        self._discs: dict[tuple[str, float], tuple[Floats, NDArray[np.int32]]] = {}
        self._neighbours: dict[tuple[str, float], Mesh] = {}

    def solid(self, key: str) -> Solid:
        """Return a bone as something that points lie in or out of."""
        if key not in self._solids:
            self._solids[key] = Solid(self.bones[key].vertices, self.bones[key].faces)
        return self._solids[key]

    def frame(self, disc: str) -> DiscFrame:
        """Return the frame of a disc."""
        if disc not in self._frames:
            self._frames[disc] = disc_frame(self.bones[disc])
        return self._frames[disc]

    def disc(self, key: str, edge: float) -> tuple[Floats, NDArray[np.int32]]:
        """Return a disc laid onto its bones, cut until its mean edge is below ``edge`` mm: vertices and faces."""
        if (key, edge) not in self._discs:
            raw, faces = subdivided(self.bones[key], edge)
            solids = [self.solid(bone) for bone in vertebrae_of(key)]
            self._discs[key, edge] = frozen(fitted(raw, self.frame(key), solids)), frozen(faces)
        return self._discs[key, edge]

    def soft(self, disc: str) -> dict[str, Mesh]:
        """Return ligaments of the spine and the dura, by key; what a disc may dent is cut finer near it."""
        found = {}
        for key, group in self._soft.items():
            found[key] = group.part(key)
            if key in DENTED:
                vertices, faces = refined(found[key], self.frame(disc).centre, NEAR_MM, FINE_MM)
                normals = Surface(faces, len(vertices)).normals(vertices)
                found[key] = Mesh(
                    frozen(vertices.astype(np.float32)), frozen(faces), frozen(normals.astype(np.float32))
                )
        return found

    def whole_disc(self, key: str, edge: float) -> Mesh:
        """Return a disc laid onto its bones as a mesh with normals."""
        if (key, edge) not in self._neighbours:
            vertices, faces = self.disc(key, edge)
            for bone in CLEARINGS * vertebrae_of(key):
                vertices = _clear_of(vertices, faces, self.solid(bone))
            normals = Surface(faces, len(vertices)).normals(vertices)
            self._neighbours[key, edge] = Mesh(
                frozen(vertices.astype(np.float32)), faces, frozen(normals.astype(np.float32))
            )
        return self._neighbours[key, edge]


def vertebrae_of(disc: str) -> list[str]:
    """Name the two bones a disc lies between, upper first."""
    levels = disc.removeprefix("intervertebral_disc_").split("_")
    return ["sacrum" if level == "s1" else f"vertebra_{level}" for level in levels]


def _clear_of(vertices: Floats, faces: NDArray[np.int32], bone: Solid) -> Floats:
    """Draw a disc back where bone comes through its face: seen through a cut, it would lie there in shreds."""
    from scipy.spatial import cKDTree

    spots = bone.spots(vertices.min(axis=0), vertices.max(axis=0))
    depth, out = Solid(vertices, faces).depth(spots)
    through = (depth > -THROUGH_MM) & (depth < DEEPEST_MM)
    if not through.any():
        return vertices
    spots, back = spots[through], -(depth[through] + THROUGH_MM)[:, None] * out[through]
    apart, nearest = (np.asarray(found) for found in cKDTree(spots).query(vertices, distance_upper_bound=BESIDE_MM))
    close = np.isfinite(apart)
    moved = vertices.copy()
    moved[close] += (1.0 - (apart[close] / BESIDE_MM) ** 2)[:, None] * back[nearest[close]]
    return moved


class _Parts(Mapping[str, Mesh]):
    """The structures of one layer, each cut out when first asked for."""

    def __init__(self, body: Body, layer: str) -> None:
        self._homes = {key: group for group in body.layers if group.layer == layer for key in group.keys}
        self._found: dict[str, Mesh] = {}

    def __getitem__(self, key: str) -> Mesh:
        if key not in self._found:
            self._found[key] = self._homes[key].part(key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


class _Lines(Mapping[str, list[Floats]]):
    """The centre lines of nerves."""

    def __init__(self, nerves: Mapping[str, Mesh]) -> None:
        self._nerves = nerves
        self._found: dict[str, list[Floats]] = {}

    def __getitem__(self, key: str) -> list[Floats]:
        if key not in self._found:
            self._found[key] = strand_lines(self._nerves[key])
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        return key in self._nerves

    def __iter__(self) -> Iterator[str]:
        return iter(self._nerves)

    def __len__(self) -> int:
        return len(self._nerves)
