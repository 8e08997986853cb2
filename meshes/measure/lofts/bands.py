"""What Z-Anatomy lacks or has on both sides at once.

The iliotibial tract and three lumbricals come from BodyParts3D, the inguinal ligament is built, the fascia lata is cut
in two.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from meshes.measure.atlas import Surface

from .bodyparts3d import BoneMaps, lumbricals, named
from .preparing import cropped

TRACT: Final = "Iliotibial tract.r"
INGUINAL: Final = "Inguinal ligament.r"
FASCIA_LATA: Final = "Fascia lata.r"
BONES: Final[Mapping[str, str]] = {
    "Hip bone.r": "Right hip bone",
    "Femur.r": "Right femur",
    "Tibia.r": "Right tibia",
}
"""Bones by which the tract is brought over: name in Z-Anatomy, name in BodyParts3D."""
NEIGHBOURS: Final = 40
"""Vertices that move together, so that the two faces of the tract stay apart."""
CLEARANCE_MM: Final = 0.4
"""Gap kept between the tract and the muscles below it, mm."""
BELOW: Final = ("Vastus lateralis muscle.r", "Tensor fasciae latae.r", "Femur.r", "Tibia.r")
"""What the tract must lie outside of."""
INGUINAL_WIDTH_MM: Final = 7.0
INGUINAL_THICKNESS_MM: Final = 2.0
"""Our choice: the ligament is a rolled edge of an aponeurosis, without a width of its own, mm."""
INGUINAL_SAG_MM: Final = 6.0
"""How far it hangs below the straight line between its ends, mm: it is convex downwards; the amount is our choice."""


def with_bands(atlas: Mapping[str, Surface], atlas_folder: Path) -> dict[str, Surface]:
    """Return the atlas with the bands and the lumbricals added.

    Parameters
    ----------
    atlas : mapping of str to Surface
        From `meshes.measure.atlas.read_atlas`.
    atlas_folder : Path
        The Z-Anatomy folder; ``bodyparts3d`` stands beside it.

    Raises
    ------
    AtlasError
        When BodyParts3D is missing or lacks something.
    """
    beside = atlas_folder.resolve().parent / "bodyparts3d"
    return {
        **atlas,
        **lumbricals(atlas, beside),
        TRACT: iliotibial_tract(atlas, beside),
        INGUINAL: inguinal_ligament(atlas["Hip bone.r"]),
        FASCIA_LATA: right_half(atlas["Fascia lata (both sides)"]),
    }


def iliotibial_tract(atlas: Mapping[str, Surface], folder: Path) -> Surface:
    """Bring the iliotibial tract over from BodyParts3D.

    Raises
    ------
    AtlasError
        When the folder lacks a file or a structure.
    """
    theirs = named(folder / "bones.glb", BONES.values())
    tract = named(folder / "discs_ligaments.glb", ["Right iliotibial tract"])["Right iliotibial tract"]
    vertices = BoneMaps(atlas, theirs, BONES).carried(tract).vertices
    # Both faces of the tract move together: each vertex as far as the farthest near it, and smoothly.
    for name in BELOW:
        near = np.asarray(cKDTree(vertices).query(vertices, k=NEIGHBOURS)[1])
        push = outside_of(vertices, atlas[name], CLEARANCE_MM) - vertices
        length = np.linalg.norm(push, axis=1)
        push = push[near[np.arange(len(near)), length[near].argmax(axis=1)]]
        for _ in range(3):
            push = push[near].mean(axis=1)
        vertices = vertices + push
    return Surface(vertices, tract.faces)


def outside_of(points: NDArray[np.float64], other: Surface, gap_mm: float) -> NDArray[np.float64]:
    """Move the points that lie in a closed surface out to a small gap from it; others near it keep that gap too.

    Parameters
    ----------
    points : ndarray, shape (n, 3)
    other : Surface
    gap_mm : float
    """
    mesh = other.as_trimesh()
    tree = cKDTree(mesh.triangles_center)
    distance, face = tree.query(points)
    normal = mesh.face_normals[face]
    height = ((points - mesh.triangles_center[face]) * normal).sum(axis=1)
    short = np.where((distance < 25) & (height < gap_mm), gap_mm - height, 0.0)
    return points + np.minimum(short, 12.0)[:, None] * normal


def right_half(surface: Surface) -> Surface:
    """Return what lies on the right of the midline; the cut stays open."""
    return cropped(surface, (1.0, 0.0, 0.0), (0.5, 0.0, 0.0))


def inguinal_ligament(hip_bone: Surface) -> Surface:
    """Build the inguinal ligament: a flat band from the anterior superior iliac spine to the pubic tubercle.

    Parameters
    ----------
    hip_bone : Surface
        The right one, standing.
    """
    spine, tubercle = iliac_spine(hip_bone), pubic_tubercle(hip_bone)
    along = np.linspace(0.0, 1.0, 25)
    line = spine + along[:, None] * (tubercle - spine)
    line[:, 2] -= INGUINAL_SAG_MM * 4 * along * (1 - along)
    direction = np.gradient(line, axis=0)
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    front = np.array([0.0, 1.0, 0.0]) - direction[:, 1:2] * direction
    front /= np.linalg.norm(front, axis=1, keepdims=True)
    broad = np.cross(direction, front)
    angle = 2 * np.pi * np.arange(24) / 24
    taper = np.clip(np.minimum(along, 1 - along) / 0.06, 0.35, 1.0)[:, None, None]
    ring = (INGUINAL_WIDTH_MM / 2) * np.cos(angle)[:, None] * broad[:, None]
    ring = ring + (INGUINAL_THICKNESS_MM / 2) * np.sin(angle)[:, None] * front[:, None]
    points = (line[:, None] + taper * ring).reshape(-1, 3)
    faces = []
    for row in range(len(along) - 1):
        a = row * 24 + np.arange(24)
        b = row * 24 + (np.arange(24) + 1) % 24
        faces += [np.stack([a, b, b + 24], axis=1), np.stack([a, b + 24, a + 24], axis=1)]
    first, last = len(points), len(points) + 1
    turn = (np.arange(24) + 1) % 24
    end = (len(along) - 1) * 24
    faces += [np.stack([np.full(24, first), turn, np.arange(24)], axis=1)]
    faces += [np.stack([np.full(24, last), end + np.arange(24), end + turn], axis=1)]
    band = trimesh.Trimesh(np.concatenate([points, line[[0, -1]]]), np.concatenate(faces), process=False)
    if band.volume < 0:
        band.invert()
    return Surface(np.asarray(band.vertices), np.asarray(band.faces, dtype=np.int64))


def iliac_spine(hip_bone: Surface) -> NDArray[np.float64]:
    """Return the anterior superior iliac spine: the foremost point of the bone's upper half."""
    points = hip_bone.vertices
    upper = points[points[:, 2] > points[:, 2].min() + 0.55 * np.ptp(points[:, 2])]
    return np.asarray(upper[np.argmax(upper[:, 1])])


def pubic_tubercle(hip_bone: Surface) -> NDArray[np.float64]:
    """Return the pubic tubercle: the foremost and highest point of the pubic body, 15 to 35 mm from the midline."""
    points = hip_bone.vertices
    near = points[
        (points[:, 0] > 15) & (points[:, 0] < 35) & (points[:, 2] < points[:, 2].min() + 0.5 * np.ptp(points[:, 2]))
    ]
    return np.asarray(near[np.argmax(near[:, 1] + 0.7 * near[:, 2])])
