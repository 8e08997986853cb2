"""One root in a lesion: how far it gives way, where it is flattened, and its surface then."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .disc import smooth
from .nerves import FLATTEST, FineTubes, RootPath, clearances, fine_tubes, pushed_from
from .surfaces import Floats, Surface

WELD_MM: Final = 1e-3
"""Vertices of two tubes that are this near at rest are one place."""
SOFT_FLAT: Final = 0.3
"""A root that is pushed as far as its lesion means is flattened by this share even where nothing stands behind it."""
LEAST_MM: Final = 1e-3
"""Less than this is rounding, and presses nothing."""
FLAT_REACH_MM: Final = 6.0
"""Along the root, how far its flattening reaches beyond the place that is pressed."""
MARK_MM: Final = 5.5
"""Along the root, the half length of the place that is marked as pressed."""
EVENINGS: Final = 4
"""How often a bend that bone has stopped is evened out along the root."""
WIDER: Final = 0.55
"""A flattened root grows wider by this share of what it loses in thickness."""


class WeldedWalls:
    """The walls of a root's tubes as one surface: where one tube continues another, both are lit alike.

    Parameters
    ----------
    tubes : sequence of FineTubes
    """

    def __init__(self, tubes: Sequence[FineTubes]) -> None:
        self._rest = [tube.mesh.normals.astype(np.float64) for tube in tubes]
        self._wall = np.concatenate([tube.wall for tube in tubes])
        self._starts = np.cumsum([0, *(len(tube.wall) for tube in tubes)])
        every = np.concatenate([tube.mesh.vertices for tube in tubes])
        faces = np.concatenate([tube.mesh.faces + start for tube, start in zip(tubes, self._starts[:-1], strict=True)])
        faces = faces[self._wall[faces].all(axis=1)]
        _, first, self._same = np.unique(
            np.rint(every / WELD_MM).astype(np.int64), axis=0, return_index=True, return_inverse=True
        )
        self._same = self._same.ravel()
        self._first = first
        self._surface = Surface(self._same[faces].astype(np.int32), len(first))

    def normals(self, moved: Sequence[Floats]) -> list[Floats]:
        """Return unit normals, each of shape (n, 3), of the tubes' vertices; caps keep theirs, nobody sees them."""
        lit = self._surface.normals(np.concatenate(moved)[self._first])[self._same]
        return [
            np.where(self._wall[low:high, None], lit[low:high], rest)
            for rest, (low, high) in zip(self._rest, itertools.pairwise(self._starts.tolist()), strict=True)
        ]


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
        self.tubes: list[FineTubes] = fine_tubes(lines, sides)
        self._skin = WeldedWalls(self.tubes)
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
        self.most: Floats = np.full(len(self.near), np.inf)
        self._focus = 0
        self._carried: Floats = np.zeros((len(self.rings), 3))

    def needs(self, pushers: Floats, carried: Floats | None = None) -> Floats:
        """How far each ring of `near` has to go along the push to stand clear of points, shape (n, 3), mm."""
        return pushed_from(self._balls(carried), self.push, pushers)

    def free_way(self, stops: Floats, carried: Floats | None = None) -> Floats:
        """How far each ring of `near` may go along the push before points, shape (n, 3), stop it, mm."""
        return clearances(self._balls(carried), self.push, stops)[1]

    def room(self, points: Floats, carried: Floats | None = None) -> Floats:
        """How far each ring of `near` may go before points that lie ahead, wherever they are now, stop it."""
        return -pushed_from(self._balls(carried), -self.push, points)

    def _balls(self, carried: Floats | None) -> Floats:
        balls: Floats = self.rings[self.near].copy()
        if carried is not None:
            balls[:, :3] += carried[self.near]
        return balls

    def press(
        self, needed: Floats, most: Floats, full: float, carried: Floats | None = None, *, from_ahead: bool = False
    ) -> float:
        """Press it from behind its push, and stop it ahead of it.

        Parameters
        ----------
        needed, most : ndarray, shape (len(near),)
            How far each ring of `near` has to go, and may go, mm: what `needs` and `free_way` say.
        full : float
            The push, mm, at which the lesion is severe.
        carried : ndarray, shape (rings, 3), optional
            How far each ring has been carried along before, mm.
        from_ahead : bool
            Whether what lies ahead moves and can press it too.

        Returns
        -------
        float
            By what share it would have to be flattened where it is tightest; above `FLATTEST` it does not fit.
        """
        self._carried = np.zeros((len(self.rings), 3)) if carried is None else carried
        balls = self._balls(carried)
        self.needed = needed
        self.most = most if from_ahead else np.full(len(self.near), np.inf)
        pressed = (needed > LEAST_MM) | (self.most < -LEAST_MM)
        self.bend = np.zeros(len(self.path.along))
        self.flat = np.zeros(len(self.path.along))
        if not pressed.any():
            return 0.0
        way, free, radius = needed[pressed], most[pressed], balls[pressed, 3]
        squeezed = (way - free) / (2.0 * radius)
        soft = SOFT_FLAT * smooth(np.maximum(way, -free) / max(full, 0.1))
        flat = np.minimum(np.maximum(soft, squeezed), FLATTEST)
        at = self.number[self.near][pressed]
        # Held from both sides it stands between them; pressed from one side only, just off what presses it.
        held = np.where(
            squeezed > 0.0, (way + free) / 2.0, np.where(way > 0.0, way - radius * flat, free + radius * flat)
        )
        bend = self.path.bent(at, np.maximum(0.0, held)) - self.path.bent(at, np.maximum(0.0, -held))
        self.bend = self._within(bend, needed, most)
        apart = np.abs(self.path.along[:, None] - self.path.along[at][None]) / FLAT_REACH_MM
        self.flat = (np.where(apart < 1.0, 1.0 - smooth(apart), 0.0) * flat).max(axis=1)
        return float(np.maximum(soft, squeezed).max())

    def _within(self, bend: Floats, needed: Floats, most: Floats) -> Floats:
        """Limit the bend to what bone allows each ring, where nothing presses that ring itself."""
        free = needed <= 0.0
        at = self.number[self.near][free]
        high, low = np.full(len(bend), np.inf), np.full(len(bend), -np.inf)
        np.minimum.at(high, at, np.maximum(0.0, most[free]))
        np.maximum.at(low, at, np.minimum(0.0, needed[free]))
        low = np.minimum(low, high)
        capped = np.clip(bend, low, high)
        for _ in range(EVENINGS):  # evened out, or it would have a kink where bone stops it
            even = (capped[:-2] + 2.0 * capped[1:-1] + capped[2:]) / 4.0
            capped[1:-1] = np.clip(even, low[1:-1], high[1:-1])
        return capped

    @property
    def tight(self) -> int:
        """The ring that is pressed most when the lesion is severe: there the root is measured at every degree."""
        return int(self.near[self._focus])

    def settle(self) -> None:
        """Remember where it is pressed most now."""
        flat = self.flat[self.number[self.near]]
        pressure = np.maximum(self.needed, -self.most)
        self._focus = int(np.argmax(np.where(flat >= flat.max() - 0.02, pressure, -np.inf)))

    @property
    def pressed(self) -> bool:
        """Whether anything presses it where it is looked at."""
        return bool(self.flat[self.number[self.tight]] > 0.0)

    @property
    def gap(self) -> float:
        """How far what presses it is from it where it is looked at, mm; 0 once they touch."""
        near = (
            np.abs(self.path.along[self.number[self.near]] - self.path.along[self.number[self.tight]]) < FLAT_REACH_MM
        )
        return max(0.0, -float(np.maximum(self.needed, -self.most)[near].max()))

    def moved(self) -> list[Floats]:
        """Return the vertices of its tubes, each of shape (n, 3), mm RAS."""
        return [self._tube(tube, own) for tube, own in zip(self.tubes, self._slices, strict=True)]

    def normals(self, moved: Sequence[Floats]) -> list[Floats]:
        """Return the unit normals of its tubes once they have `moved`, each of shape (n, 3)."""
        return self._skin.normals(moved)

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
