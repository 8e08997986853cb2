"""Reading the real anatomy: named surfaces of the Z-Anatomy folder, in the body frame."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray

from meshes.space import from_atlas

SOURCE: Final = "Z-Anatomy"
LICENCE: Final = "CC BY-SA 4.0"
FILES: Final = ("bones", "joints", "muscles", "fascia")


class AtlasError(ValueError):
    """The atlas folder or one of its files is not what is needed; the message says which."""


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """A triangle surface in the body frame."""

    vertices: NDArray[np.float64]
    """Shape (n, 3), mm, RAS."""
    faces: NDArray[np.int64]
    """Shape (m, 3), counter-clockwise seen from outside."""

    def as_trimesh(self) -> trimesh.Trimesh:
        """Return the same surface for trimesh's own functions."""
        return trimesh.Trimesh(self.vertices, self.faces, process=False)


def read_atlas(folder: Path) -> dict[str, Surface]:
    """Read every bone, joint part, muscle and fascia of the folder.

    Parameters
    ----------
    folder : Path
        Holds ``bones.glb``, ``joints.glb``, ``muscles.glb`` and ``fascia.glb`` (metres, +X left, +Y up, +Z front).

    Returns
    -------
    dict of str to Surface
        By atlas name, with ``.r`` and ``.l`` where the structure is paired.

    Raises
    ------
    AtlasError
        When a file is missing or not readable.
    """
    surfaces: dict[str, Surface] = {}
    for name in FILES:
        path = folder / f"{name}.glb"
        if not path.is_file():
            raise AtlasError(f"{path} is missing; needed is the Z-Anatomy folder with {', '.join(FILES)} as .glb files")
        try:
            scene: Any = trimesh.load(path)
        except Exception as error:  # trimesh raises many kinds
            raise AtlasError(f"{path} is not a readable glTF file: {error}") from error
        for key, mesh in scene.geometry.items():
            mesh.merge_vertices()
            surfaces[key] = Surface(from_atlas(mesh.vertices), np.asarray(mesh.faces, dtype=np.int64))
    return surfaces
