"""The nerves under construction: each strand is moved clear of bone and skin as it is led, so its branches start on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .nerves_atlas import Anatomy, Surface
from .nerves_paths import Point, cleared, curve, with_radius

Array = NDArray[np.float64]

BONE_GAP: Final = 0.3
"""mm kept between a drawn nerve and bone."""
SKIN_GAP: Final = 2.2
"""mm kept between a drawn nerve and the atlas skin (which lies about 1.3 mm outside its source)."""


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

    def __getitem__(self, key: str) -> list[Array]:
        """Return the strands of a record made before."""
        return self._strands[key]

    def clear(self, strand: Array, *, joins: bool = False) -> Array:
        """Move a strand (k, 4) clear of bone and skin; its start stays, and its end too when it joins another nerve."""
        kept = cleared(strand, self._bones, BONE_GAP, hold=(True, joins))
        kept = cleared(kept, self._skin, SKIN_GAP, inside=True, hold=(True, joins))
        return cleared(kept, self._bones, BONE_GAP, hold=(True, joins), rounds=25)

    def lead(
        self,
        waypoints: Sequence[Point],
        radius: float | tuple[float, float],
        *,
        joins: bool = False,
        step: float = 2.0,
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
        """
        first, last = radius if isinstance(radius, tuple) else (radius, radius)
        return self.clear(with_radius(curve(waypoints, step), first, last), joins=joins)

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
