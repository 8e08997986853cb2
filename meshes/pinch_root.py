"""One root in a pinch scene: how far it gives way, where it is flattened, and its surface then."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .pinch_disc import smooth
from .pinch_frame import Floats
from .pinch_nerves import FLATTEST, FineTubes, RootPath, clearances, fine_tubes, pushed_from

SOFT_FLAT: Final = 0.3
"""A root that is pushed as far as its scene means is flattened by this share even where nothing stands behind it."""
FLAT_REACH_MM: Final = 6.0
"""Along the root, how far its flattening reaches beyond the place that is pressed."""
MARK_MM: Final = 5.5
"""Along the root, the half length of the place that is marked as pressed."""
WIDER: Final = 0.55
"""A flattened root grows wider by this share of what it loses in thickness."""


class PressedRoot:
    """A root's structures swept finer, and what a pressure does to them.

    Parameters
    ----------
    lines : mapping of str to list of ndarray, shape (k, 4)
        Centre lines of the root's structures by sided key, from centre to periphery.
    course : sequence of str
        Keys of those that make up its course.
    push : ndarray, shape (3,)
        Unit direction in which it gives way.
    middle : ndarray, shape (3,)
        Of the disc, mm RAS.
    near : float
        Only what lies within this of the middle is pressed, mm.
    sides : int
        Corners of a tube's ring.
    """

    def __init__(
        self,
        lines: Mapping[str, list[Floats]],
        course: Sequence[str],
        push: Floats,
        middle: Floats,
        near: float,
        sides: int,
    ) -> None:
        self.tubes: list[FineTubes] = [fine_tubes(key, own, sides) for key, own in lines.items()]
        self.path = RootPath(lines, course, push)
        self.push = push
        self.rings: Floats = np.concatenate([tube.lines for tube in self.tubes])
        starts = np.cumsum([0, *(len(tube.lines) for tube in self.tubes)])
        self._slices = [slice(int(a), int(b)) for a, b in itertools.pairwise(starts)]
        self.number, _ = self.path.follow(self.rings[:, :3])
        self.near = np.flatnonzero(np.linalg.norm(self.rings[:, :3] - middle, axis=1) < near)
        self.bend: Floats = np.zeros(len(self.path.along))
        self.flat: Floats = np.zeros(len(self.path.along))
        self.needed: Floats = np.full(len(self.near), -np.inf)
        self._carried: Floats = np.zeros((len(self.rings), 3))

    def press(
        self,
        pushers: Floats,
        most: Floats,
        full: float,
        carried: Floats | None = None,
        cushion: Floats | None = None,
    ) -> float:
        """Let points press on it from behind its push, and bone ahead stop it.

        Parameters
        ----------
        pushers : ndarray, shape (n, 3)
            mm RAS.
        most : ndarray, shape (len(near),)
            How far each ring of `near` may go before bone stops it, mm: what `free_way` says.
        full : float
            The push, mm, at which the scene is severe.
        carried : ndarray, shape (rings, 3), optional
            How far each ring has been carried along before, mm.
        cushion : ndarray, shape (len(near),), optional
            What stands between the pushers and each ring of `near`, mm.

        Returns
        -------
        float
            How far it would have to be flattened where it is tightest; above `FLATTEST` it does not fit.
        """
        self._carried = np.zeros((len(self.rings), 3)) if carried is None else carried
        balls = self.rings[self.near].copy()
        balls[:, :3] += self._carried[self.near]
        needed = pushed_from(balls, self.push, pushers)
        if cushion is not None:
            needed = needed + cushion
        self.needed = needed
        pressed = needed > 0.0
        self.bend = np.zeros(len(self.path.along))
        self.flat = np.zeros(len(self.path.along))
        if not pressed.any():
            return 0.0
        way, radius = needed[pressed], balls[pressed, 3]
        squeezed = (way - np.maximum(0.0, most[pressed])) / (2.0 * radius)
        soft = SOFT_FLAT * smooth(way / max(full, 0.1))
        flat = np.minimum(np.maximum(soft, squeezed), FLATTEST)
        at = self.number[self.near][pressed]
        self.bend = self.path.bent(at, np.maximum(0.0, way - radius * flat))
        apart = np.abs(self.path.along[:, None] - self.path.along[at][None]) / FLAT_REACH_MM
        self.flat = (np.where(apart < 1.0, 1.0 - smooth(apart), 0.0) * flat).max(axis=1)
        return float(np.maximum(soft, squeezed).max())

    def free_way(self, stops: Floats, carried: Floats | None = None) -> Floats:
        """Say how far each ring of `near` may go along the push before points, shape (n, 3), stop it, mm."""
        balls = self.rings[self.near].copy()
        if carried is not None:
            balls[:, :3] += carried[self.near]
        return clearances(balls, self.push, stops)[1]

    @property
    def tight(self) -> int:
        """Number of the ring that is pressed most, or nearest to being pressed."""
        return int(self.near[np.argmax(self.needed)])

    def moved(self) -> list[Floats]:
        """Return the vertices of its tubes, each of shape (n, 3), mm RAS."""
        return [self._tube(tube, own) for tube, own in zip(self.tubes, self._slices, strict=True)]

    def centre(self, ring: int) -> Floats:
        """Return where the centre of a ring is now, shape (3,), mm RAS."""
        place: Floats = self.rings[ring, :3] + self._carried[ring] + self.bend[self.number[ring]] * self.push
        return place

    def marks(self, strength: float) -> list[NDArray[np.float32]]:
        """Mark the pressed place on each tube: 1 at its middle, 0 from `MARK_MM` along the root, times strength."""
        apart = np.abs(self.path.along - self.path.along[self.number[self.tight]]) / MARK_MM
        mark = np.clip(1.0 - apart, 0.0, 1.0) * strength
        return [
            mark[self.number[own]][tube.ring].astype(np.float32)
            for tube, own in zip(self.tubes, self._slices, strict=True)
        ]

    def _tube(self, tube: FineTubes, own: slice) -> Floats:
        number = self.number[own]
        centre = tube.lines[:, :3]
        bend, flat = self.bend[number], self.flat[number]
        tangent = self.path.tangent[number]
        push = self.push - (tangent @ self.push)[:, None] * tangent
        push /= np.maximum(np.linalg.norm(push, axis=1), 1e-6)[:, None]
        wide = np.cross(tangent, push)
        moved_centre = centre + self._carried[own] + bend[:, None] * self.push
        out = tube.mesh.vertices - centre[tube.ring]
        ring = tube.ring
        thick = (out * push[ring]).sum(axis=1)
        broad = (out * wide[ring]).sum(axis=1)
        vertices: Floats = (
            moved_centre[ring]
            + out
            - (flat[ring] * thick)[:, None] * push[ring]
            + (WIDER * flat[ring] * broad)[:, None] * wide[ring]
        )
        return vertices
