"""What lies on the spine and follows a lesion: ligaments go with the bones they span, dura and ligament are dented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh

from .disc import smooth
from .surfaces import Floats

LIGAMENTS: Final = (
    "anterior_longitudinal_ligament",
    "posterior_longitudinal_ligament",
    "ligamenta_flava",
    "interspinous_ligaments",
    "supraspinous_ligament",
)
PELVIC: Final = ("iliolumbar_ligament.right", "iliolumbar_ligament.left")
"""Ligaments between the lowest vertebrae and the pelvis."""
DURA: Final = "spinal_dura"
SOFT: Final = (*LIGAMENTS, *PELVIC, DURA)
"""Structures that follow, by sided key."""
DENTED: Final = ("posterior_longitudinal_ligament", DURA)
"""Of them, those that lie behind the disc and give way to what bulges."""
CELL_MM: Final = 1.0
"""Of the grid on which the surface of what bulges is looked up."""
WIDER: Final = 2
"""Cells by which it is widened, for its points have gaps."""
SLOPE: Final = 0.7
"""A tent over a bulge falls by so many mm per mm: a drawing choice."""
TENT: Final = 10
"""Cells to which the tent reaches beyond the bulge."""
CLEAR_MM: Final = 0.35
"""Between the bulge and what lies on it."""
KEPT: Final = 0.15
"""Of its distance to the disc a dented part keeps this share, so that the sac's walls stay in order."""
BOUND: Final = 0.12
"""So much nearer to one bone than to the other, as a share of both distances, a ligament is bound to it."""
GROWN_MM: Final = 2.0
"""Growth of a bulge from which on nothing overlaps it."""
AHEAD_MM: Final = 1.5
"""What lies so far before the back of the disc still counts as lying on it: measured surfaces cross a little."""


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One of the soft parts."""

    rest: Floats
    """Shape (n, 3)."""
    chosen: NDArray[np.intp]
    """Shape (k,): vertices that can be reached."""
    off: Floats
    """Shape (k,): how far behind the healthy disc they lie, mm; not below 0."""
    top: Floats
    """Shape (k,): how far the healthy disc reaches there, mm along the push."""

    def deep(self, push: Floats) -> Floats:
        """How far they lie in the healthy disc, mm."""
        inside: Floats = np.maximum(0.0, self.top - self.rest[self.chosen] @ push)
        return inside


class Dented:
    """Soft parts that lie behind a disc, and the way they give way to it.

    Parameters
    ----------
    rest : mapping of str to ndarray, shape (n, 3)
        Their vertices, mm RAS.
    push : ndarray, shape (3,)
        Unit direction in which they give way.
    wall : ndarray, shape (k, 3)
        Points of what will bulge, at rest.
    """

    def __init__(self, rest: Mapping[str, Floats], push: Floats, wall: Floats) -> None:
        across = np.cross(push, [0.0, 0.0, 1.0] if abs(push[2]) < 0.9 else [1.0, 0.0, 0.0])
        across /= np.linalg.norm(across)
        self._axes = np.stack([across, np.cross(push, across), push])
        self._low = (wall @ self._axes[:2].T).min(axis=0) - (TENT + WIDER + 2.0) * CELL_MM
        high = (wall @ self._axes[:2].T).max(axis=0) + (TENT + WIDER + 2.0) * CELL_MM
        self._shape = tuple(int(n) for n in np.ceil((high - self._low) / CELL_MM))
        healthy = self._surface(wall)
        self._parts: dict[str, _Part] = {}
        for key, vertices in rest.items():
            behind = vertices @ push - self._at(healthy, vertices)
            chosen = np.flatnonzero(np.isfinite(behind) & (behind > -AHEAD_MM))
            if len(chosen):
                off = np.maximum(0.0, behind[chosen])
                self._parts[key] = _Part(vertices, chosen, off, self._at(healthy, vertices[chosen]))

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the parts that lie within reach."""
        return tuple(self._parts)

    def at(self, pushers: Floats, carried: Mapping[str, Floats]) -> dict[str, Floats]:
        """Move them out of the way of points, shape (k, 3), once they were carried along to other places."""
        surface = self._surface(pushers)
        moved = {}
        for key, part in self._parts.items():
            vertices = carried.get(key, part.rest).copy()
            near = vertices[part.chosen]
            top = self._at(surface, near)
            lies = np.isfinite(top)
            top = np.where(lies, top, 0.0)
            over = np.maximum(0.0, top + CLEAR_MM + KEPT * part.off - near @ self._axes[2])
            # Measured surfaces touch at rest already: what they overlap then counts only once the bulge has grown.
            still = np.maximum(0.0, CLEAR_MM + (KEPT - 1.0) * part.off + part.deep(self._axes[2]))
            over -= still * np.clip(1.0 - (top - part.top) / GROWN_MM, 0.0, 1.0)
            vertices[part.chosen] += (np.maximum(0.0, over) * lies)[:, None] * self._axes[2]
            moved[key] = vertices
        return moved

    def _surface(self, points: Floats) -> Floats:
        """Find how far points reach along the push, by cells across it; a tent falls off all round."""
        high = np.full(self._shape, -np.inf)
        cell = np.floor((points @ self._axes[:2].T - self._low) / CELL_MM).astype(np.intp)
        kept = ((cell >= 0) & (cell < self._shape)).all(axis=1)
        np.maximum.at(high, tuple(cell[kept].T), (points @ self._axes[2])[kept])
        for number in range(WIDER + TENT):
            padded = np.pad(high, 1, constant_values=-np.inf)
            sides = [padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]]
            fall = 0.0 if number < WIDER else SLOPE * CELL_MM
            high = np.maximum(high, np.maximum.reduce(sides) - fall)
        return high

    def _at(self, surface: Floats, points: Floats) -> Floats:
        """Look a surface up at points; minus infinity beside it."""
        place = (points @ self._axes[:2].T - self._low) / CELL_MM - 0.5
        low = np.floor(place).astype(np.intp)
        part = place - low
        found = np.zeros(len(points))
        inside = ((low >= 0) & (low < np.array(self._shape) - 1)).all(axis=1)
        low = np.clip(low, 0, np.array(self._shape) - 2)
        for dx, dy in ((0, 0), (0, 1), (1, 0), (1, 1)):
            weight = (part[:, 0] if dx else 1.0 - part[:, 0]) * (part[:, 1] if dy else 1.0 - part[:, 1])
            value = surface[low[:, 0] + dx, low[:, 1] + dy]
            with np.errstate(invalid="ignore"):
                found += np.where(weight > 0.0, weight * value, 0.0)
        return np.where(inside, found, -np.inf)


def spanned_share(points: Floats, upper: list[Mesh], lower: list[Mesh]) -> Floats:
    """How much of the upper bones' movement points of a ligament get: by which bones are near, shape (n,), 0..1."""
    from scipy.spatial import cKDTree

    above, below = (
        np.asarray(cKDTree(np.concatenate([bone.vertices for bone in bones])).query(points)[0])
        for bones in (upper, lower)
    )
    share = below / np.maximum(above + below, 1e-6)
    return smooth((share - BOUND) / (1.0 - 2.0 * BOUND))
