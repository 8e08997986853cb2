"""The nerves under construction: a strand is moved clear of bone and skin as it is led, so branches start on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .atlas import Anatomy, Surface, sampled
from .paths import Point, cleared, curve, lengths, with_radius

Array = NDArray[np.float64]

BONE_GAP: Final = 0.3
"""mm kept between a drawn nerve and bone."""
MUSCLE_GAP: Final = 0.3
"""mm kept between muscle and the share of the drawn tube that keeps clear of it."""
MUSCLE_SHARE: Final = 0.35
"""That share."""
SKIN_GAP: Final = 1.3
"""mm kept between a drawn nerve and the program's skin."""


@dataclass(frozen=True, slots=True)
class Strands:
    """One structure's strands, right side or midline."""

    key: str
    tissue: str
    parent: str
    source: str
    strands: list[Array]
    """Each of shape (k, 4): x, y, z and drawn radius, mm, evenly spaced."""
    paired: bool = True


class Courses:
    """The records made so far, and the surfaces they keep clear of."""

    def __init__(self, anatomy: Anatomy) -> None:
        self.anatomy = anatomy
        self.records: list[Strands] = []
        self._strands: dict[str, list[Array]] = {}
        self._bones: Surface = anatomy.bones()
        self._skin: Surface = anatomy.skin()
        self._muscles: dict[str, Surface] = {}

    def __getitem__(self, key: str) -> list[Array]:
        """Return the strands of a record made before."""
        return self._strands[key]

    def clear(self, strand: Array, *, joins: bool = False, gap: float = BONE_GAP) -> Array:
        """Move a strand (k, 4) clear of bone and skin; its start stays, and its end too when it joins another nerve."""
        kept = cleared(strand, self._bones, gap, hold=(True, joins))
        kept = cleared(kept, self._skin, SKIN_GAP, inside=True, hold=(True, joins))
        kept = cleared(kept, self._bones, gap, hold=(True, joins), rounds=25)
        # Where skin lies on bone (over the malleolus) the skin has the last word, by a hair.
        return cleared(kept, self._skin, 0.5, inside=True, hold=(True, joins), rounds=25)

    def beside(self, strand: Array, *muscles: str) -> Array:
        """Move a strand (k, 4) out of muscles that the atlas leads it through, both ends held.

        The centre line and the inner third of the drawn tube come clear; life is tight between muscles.
        """
        kept = strand.copy()
        for name in muscles:
            if name not in self._muscles:
                self._muscles[name] = sampled(self.anatomy.muscle(name), 2.0)
            thin = np.column_stack([kept[:, :3], MUSCLE_SHARE * kept[:, 3]])
            kept[:, :3] = cleared(thin, self._muscles[name], MUSCLE_GAP)[:, :3]
        return self.clear(kept, joins=True)

    def room(self, points: Array) -> Array:
        """Return the distance of points (n, 3) from bone, mm, negative inside it."""
        height, _ = self._bones.height(points)
        return height

    def under(self, point: Point, depth: float) -> Array:
        """Return the place ``depth`` mm under the skin that is nearest to a point (mm)."""
        near = np.asarray(point, dtype=np.float64)[:3]
        for _ in range(3):
            height, out = self._skin.height(near[None])
            near = near - (float(height[0]) + depth) * out[0]
        return near

    def within(self, strand: Array) -> Array:
        """Cut a strand off where its tube leaves the skin: some atlas lines run through the clefts between our toes."""
        height, _ = self._skin.height(strand[:, :3])
        outside = np.flatnonzero(height > -strand[:, 3] - 0.45)
        stop = int(outside[0]) if len(outside) else len(strand)
        return strand[: max(stop, 3)]

    def lead(
        self,
        waypoints: Sequence[Point],
        radius: float | tuple[float, float],
        *,
        joins: bool = False,
        step: float = 2.0,
        grow: float = 0.0,
        fade: float = 0.0,
    ) -> Array:
        """Lead a strand through waypoints, clear of bone and skin.

        Parameters
        ----------
        waypoints : sequence of points
            mm.
        radius : float or (float, float)
            Drawn radius, or its first and last value.
        joins : bool
            Whether the end is a junction that must stay where it is.
        step : float
            Spacing, mm.
        grow : float
            Length over which the nerve swells from the sum of its thinner roots to its full radius, mm.
        fade : float
            Length before its end over which it thins towards its branches, mm.
        """
        first, last = radius if isinstance(radius, tuple) else (radius, radius)
        line = with_radius(curve(waypoints, step), first, last)
        if grow > 0:
            line[:, 3] *= np.clip(0.62 + 0.38 * lengths(line) / grow, 0.0, 1.0)
        if fade > 0:
            left = lengths(line)[-1] - lengths(line)
            line[:, 3] *= np.clip(0.76 + 0.24 * left / fade, 0.0, 1.0)
        return self.clear(line, joins=joins)

    def add(
        self,
        key: str,
        parent: str,
        source: str,
        strands: list[Array],
        *,
        tissue: str = "nerve",
        paired: bool = True,
    ) -> None:
        """Store a record."""
        self.records.append(Strands(key, tissue, parent, source, strands, paired))
        self._strands[key] = strands
