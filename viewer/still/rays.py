"""Rays through triangles, by Embree: what is hit, how far away, and whether anything is in the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NOTHING: Final = -1
"""Number of the triangle of a ray that hits none."""
LACKING: Final = (
    "studio pictures need embreex, which is not installed here or cannot be loaded: pip install embreex (there are "
    "wheels for Windows, macOS and Linux on x86-64)"
)


@cache
def missing() -> str | None:
    """Say why no studio picture can be drawn here, or None."""
    try:
        import embreex.mesh_construction
        import embreex.rtcore_scene  # noqa: F401
    except (ImportError, OSError, ValueError):  # of the last kind: built for another numpy
        return LACKING
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """What rays hit first, shape (n,) each."""

    face: NDArray[np.int32]
    """:data:`NOTHING` for none."""
    u: Floats
    v: Floats
    """Share of the triangle's second and third corner."""
    far: Floats
    """Distance, mm."""


class Rays:
    """Triangles that rays can be sent through; several threads may send them at once.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        mm.
    faces : ndarray, shape (m, 3)
    """

    def __init__(self, vertices: Floats, faces: NDArray[np.int32]) -> None:
        from embreex.mesh_construction import TriangleMesh
        from embreex.rtcore_scene import EmbreeScene

        self._scene: Any = EmbreeScene()
        self._mesh = TriangleMesh(self._scene, np.ascontiguousarray(vertices), np.ascontiguousarray(faces))
        # The tree is built at the first ray: here, before threads share it.
        self.hits(np.zeros((1, 3), dtype=np.float32), np.array([[0, 0, 1]], dtype=np.float32))

    def hits(self, origins: Floats, directions: Floats) -> Hits:
        """Find the first triangle of each ray; both shape (n, 3), directions of unit length."""
        if not len(origins):
            none = np.empty(0, dtype=np.float32)
            return Hits(np.empty(0, dtype=np.int32), none, none, none)
        found = self._scene.run(origins, directions, query="INTERSECT", output=1)
        return Hits(found["primID"], found["u"], found["v"], found["tfar"])

    def way(self, origins: Floats, directions: Floats, reach: float) -> Floats:
        """Measure how far rays get, mm, shape (n,), at most ``reach``."""
        if not len(origins):
            return np.empty(0, dtype=np.float32)
        limit = np.full(len(origins), reach, dtype=np.float32)
        far: Floats = self._scene.run(origins, directions, dists=limit, query="DISTANCE")
        return np.minimum(far, np.float32(reach))

    def free(self, origins: Floats, directions: Floats) -> NDArray[np.bool_]:
        """Say which rays meet nothing, shape (n,)."""
        if not len(origins):
            return np.empty(0, dtype=bool)
        met: NDArray[np.int32] = self._scene.run(origins, directions, query="OCCLUDED")
        return met < 0
