"""Bringing structures over from BodyParts3D, which Z-Anatomy is made of: there each bone was moved and stretched.

For each bone near by the affine map is found that lays one on the other (iterated closest points); what is brought
over follows these maps by nearness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from meshes.measure.atlas import AtlasError, Surface
from meshes.space import from_atlas

from .preparing import closed, piece

TURNS: Final = 40
NEAR_MM: Final = 5.0
"""Bones nearer than this to a point count about alike, mm."""
PINHOLE_MM: Final = 0.3
"""Vertices of a lumbrical nearer than this become one: the third has pinholes through its end, mm."""
LUMBRICALS: Final = ("Second", "Third", "Fourth")
"""Z-Anatomy's one lumbrical is the first: it lies beside the second toe's tendon, on the great toe's side."""
_TOES: Final = {"Second": "second", "Third": "third", "Fourth": "fourth", "Fifth": "little"}
FOOT_BONES: Final[Mapping[str, str]] = {
    **{f"{name} metatarsal bone.r": f"Right {name.lower()} metatarsal bone" for name in ("First", *_TOES)},
    **{
        f"Proximal phalanx of {name.lower()} finger of foot.r": f"Proximal phalanx of right {toe} toe"
        for name, toe in _TOES.items()
    },
    **{
        f"{name} bone.r": f"Right {name.lower()} bone"
        for name in ("Medial cuneiform", "Intermediate cuneiform", "Lateral cuneiform", "Cuboid")
    },
    "Calcaneus.r": "Right calcaneus",
}
"""Bones by which the lumbricals are brought over: name in Z-Anatomy, name in BodyParts3D."""


def lumbricals(atlas: Mapping[str, Surface], folder: Path) -> dict[str, Surface]:
    """Bring the second to fourth lumbricals of the right foot over, which Z-Anatomy lacks.

    Parameters
    ----------
    atlas : mapping of str to Surface
        From `meshes.measure.atlas.read_atlas`.
    folder : Path
        Of BodyParts3D.

    Returns
    -------
    dict of str to Surface
        By names in the manner of Z-Anatomy.

    Raises
    ------
    AtlasError
        When the folder lacks a file or a structure.
    """
    names = [f"{name} lumbrical of right foot" for name in LUMBRICALS]
    found = named(folder / "muscles.glb", names)
    bones = named(folder / "bones.glb", FOOT_BONES.values())
    maps = BoneMaps(atlas, bones, FOOT_BONES)
    return {
        f"{name} lumbrical of foot.r": welded(piece(maps.carried(found[theirs]), 0), PINHOLE_MM)
        for name, theirs in zip(LUMBRICALS, names, strict=True)
    }


class BoneMaps:
    """The affine maps that lay bones of BodyParts3D on those of Z-Anatomy.

    Parameters
    ----------
    atlas : mapping of str to Surface
        Z-Anatomy.
    theirs : mapping of str to Surface
        Bones of BodyParts3D.
    pairs : mapping of str to str
        Names of the bones in Z-Anatomy and in BodyParts3D.
    """

    def __init__(self, atlas: Mapping[str, Surface], theirs: Mapping[str, Surface], pairs: Mapping[str, str]) -> None:
        self._maps = [
            (cKDTree(theirs[name].vertices), *affine_between(theirs[name].vertices, atlas[ours].vertices))
            for ours, name in pairs.items()
        ]

    def carried(self, surface: Surface) -> Surface:
        """Bring a surface over: each vertex follows the bones by how near they are."""
        points = surface.vertices
        moved = np.array([points @ linear + shift for _, linear, shift in self._maps])
        weights = np.array([1.0 / (np.asarray(tree.query(points)[0]) + NEAR_MM) ** 2 for tree, _, _ in self._maps])
        weights /= weights.sum(axis=0)
        return Surface(np.einsum("bn,bnc->nc", weights, moved), surface.faces)


def welded(surface: Surface, within_mm: float) -> Surface:
    """Make one vertex of those that are near each other, and close what is left open; pinholes go with it.

    Parameters
    ----------
    surface : Surface
    within_mm : float
        How near, mm; chains of near vertices become one.
    """
    points, count = surface.vertices, len(surface.vertices)
    pairs = cKDTree(points).query_pairs(within_mm, output_type="ndarray")
    links = coo_matrix((np.ones(len(pairs)), pairs.T), shape=(count, count))
    number, label = connected_components(links, directed=False)
    joined = np.zeros((number, 3))
    np.add.at(joined, label, points)
    joined /= np.bincount(label)[:, None]
    faces = label[surface.faces]
    faces = faces[(faces != np.roll(faces, 1, axis=1)).all(axis=1)]
    # Two faces over the same corners are the two sides of nothing.
    _, same, times = np.unique(np.sort(faces, axis=1), axis=0, return_inverse=True, return_counts=True)
    return closed(piece(Surface(joined, faces[times[same.ravel()] == 1].astype(np.int64)), 0))


def affine_between(source: NDArray[np.floating], target: NDArray[np.floating]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Find the affine map that lays one point cloud on another of the same shape.

    Parameters
    ----------
    source, target : ndarray, shapes (n, 3) and (m, 3)

    Returns
    -------
    linear : ndarray, shape (3, 3)
    shift : ndarray, shape (3,)
        ``source @ linear + shift`` lies on the target.
    """
    low, high = source.min(axis=0), source.max(axis=0)
    scale = np.ptp(target, axis=0) / (high - low)
    linear, shift = np.diag(scale), target.min(axis=0) - low * scale
    tree = cKDTree(target)
    few = source[:: max(1, len(source) // 1500)]
    design = np.column_stack([few, np.ones(len(few))])
    for _ in range(TURNS):
        nearest = target[tree.query(few @ linear + shift)[1]]
        solved = np.linalg.lstsq(design, nearest, rcond=None)[0]
        linear, shift = solved[:3], solved[3]
    return linear, shift


def named(path: Path, names: Iterable[str]) -> dict[str, Surface]:
    """Read structures of BodyParts3D by name, in the body frame.

    Raises
    ------
    AtlasError
        When the file is missing or lacks one of them.
    """
    if not path.is_file():
        raise AtlasError(
            f"{path} is missing; the iliotibial tract and the lumbricals are taken from the BodyParts3D folder beside "
            "Z-Anatomy"
        )
    scene: Any = trimesh.load(path)
    found: dict[str, Surface] = {}
    for name in names:
        key = next((key for key in scene.geometry if key.split(" [")[0] == name), None)
        if key is None:
            raise AtlasError(f"{path} has no structure {name!r}")
        mesh = scene.geometry[key]
        mesh.merge_vertices()
        found[name] = Surface(from_atlas(mesh.vertices), np.asarray(mesh.faces, dtype=np.int64))
    return found
