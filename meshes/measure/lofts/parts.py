"""From an atlas surface to the surface of a structure: cut, taken apart, thickened.

Adductor magnus falls in its two parts, the patellar ligament is taken off rectus femoris, what goes on above the model
is cut at its top, and sheets without thickness get one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import trimesh

from meshes.measure.atlas import AtlasError, Surface

from .contours import LevelSets, spread
from .preparing import border_mm, closed, cropped, even, piece, thickened, topped

OVERLAP_MM: Final = 0.8
"""How far the two parts of adductor magnus reach into each other, so that no slit shows between them, mm."""
SHEET_MM: Final = 1.2
"""Thickness given to open sheets, mm: our choice, enough to be drawn."""
PIECES: Final[Mapping[str, int]] = {"ligament_of_head_of_femur": 0, "posterior_sacroiliac_ligament": 1}
"""Of these only one connected piece is used, counted by size: the other one crosses itself."""
SINKINGS: Final = 4
SLIT_MM: Final = 60.0
"""A shorter border is a slit in a closed surface, a longer one the border of a sheet, mm."""
ANKLE_MM: Final = 110.0
"""Where the crural fascia ends, above the malleoli, mm: below, the atlas goes on with torn sheets of the foot."""
LIFT_MM: Final = 1.0
"""How far the fascia lata is lifted off the thigh muscles, which would show through it otherwise, mm."""
DEEP_MM: Final = 0.45
"""How deep a nucleus lies in its disc at least, mm: the atlas' own touch the end faces, where lofts differ."""
SPLIT_MM: Final = 4.0
"""How far above the lower end of the patella rectus femoris ends and the patellar ligament begins, mm."""


def surface_of(key: str, atlas_name: str, atlas: Mapping[str, Surface]) -> Surface:
    """Return the surface of a structure: the right one of a pair, or the midline one; closed wherever it can be.

    Raises
    ------
    AtlasError
        When the atlas has no such structure.
    """
    for name in (f"{atlas_name}.r", atlas_name):
        if name in atlas:
            surface = atlas[name]
            break
    else:
        raise AtlasError(f"the atlas has no structure {atlas_name!r}, needed for {key}")
    if key.endswith("_part_of_adductor_magnus"):
        return adductor_magnus_part(surface, atlas["Hip bone.r"], hamstring=key.startswith("hamstring"))
    if key in ("rectus_femoris", "patellar_ligament"):
        return quadriceps_part(surface, atlas["Patella.r"], above=key == "rectus_femoris")
    if key == "crural_fascia":
        return thickened(cropped(surface, (0.0, 0.0, 1.0), (0.0, 0.0, ANKLE_MM)), SHEET_MM)
    if key == "fascia_lata":
        return thickened(surface, SHEET_MM, LIFT_MM)
    if key.startswith("nucleus_pulposus_"):
        return sunk(surface, atlas[atlas_name.replace("Nucleus pulposus", "Intervertebral disc")], DEEP_MM)
    if key in PIECES:
        surface = piece(surface, PIECES[key])
    surface = topped(surface)
    if even(surface):
        return surface
    return closed(surface) if border_mm(surface) < SLIT_MM else thickened(surface, SHEET_MM)


def sunk(surface: Surface, around: Surface, depth_mm: float) -> Surface:
    """Move what lies outside another surface, or less than a depth below it, down to that depth.

    Parameters
    ----------
    surface, around : Surface
    depth_mm : float
    """
    mesh = around.as_trimesh()
    nearest: Any = trimesh.proximity.closest_point  # has no types
    points = surface.vertices.copy()
    for _ in range(SINKINGS):
        place, _, face = nearest(mesh, points)
        out = mesh.face_normals[face]
        short = depth_mm - ((place - points) * out).sum(axis=1)
        points -= np.maximum(0.0, short)[:, None] * out
    return Surface(points, surface.faces)


def quadriceps_part(muscle: Surface, patella: Surface, above: bool) -> Surface:
    """Cut the atlas' rectus femoris, which runs over the patella to the tibia, from the patellar ligament.

    Parameters
    ----------
    muscle, patella : Surface
        Of the right side.
    above : bool
        Whether to return rectus femoris; else the ligament.
    """
    level = float(patella.vertices[:, 2].min()) + SPLIT_MM
    return topped(muscle, level + (0 if not above else -OVERLAP_MM), keep_above=above)


def adductor_magnus_part(muscle: Surface, hip_bone: Surface, hamstring: bool) -> Surface:
    """Cut adductor magnus in its adductor part and its hamstring part.

    The hamstring part runs from the ischial tuberosity straight down to the adductor tubercle, medial to the adductor
    hiatus. So the cut is the plane through the top of the hiatus (the highest level at which a horizontal section of
    the muscle falls in two) and the lowest point of the ischial tuberosity, parallel to the front-back axis; what lies
    medial to it is the hamstring part. The cut face is left open; `LevelSets` closes open curves with a straight line.

    Parameters
    ----------
    muscle, hip_bone : Surface
        Of the right side.
    hamstring : bool
        Which part to return.
    """
    sets = LevelSets(muscle.vertices, muscle.faces, muscle.vertices[:, 2])
    apex = np.zeros(3)
    for level in np.arange(muscle.vertices[:, 2].min() + 60.0, muscle.vertices[:, 2].max() - 100.0, 0.5):
        curves = [curve for curve in sets.curves(sets.nudged(float(level))) if spread(curve.points) > 2.0]
        if len(curves) >= 2:
            medial, lateral = sorted((curve.points for curve in curves), key=lambda points: points[:, 0].mean())[:2]
            apex = (medial[np.argmax(medial[:, 0])] + lateral[np.argmin(lateral[:, 0])]) / 2
    tuberosity = hip_bone.vertices[np.argmin(hip_bone.vertices[:, 2])]
    normal = np.cross(tuberosity - apex, [0.0, 1.0, 0.0])
    normal /= np.linalg.norm(normal)
    if (normal[0] > 0) == hamstring:
        normal = -normal
    slice_plane: Any = trimesh.intersections.slice_mesh_plane  # has no types
    cut = slice_plane(muscle.as_trimesh(), normal, apex - OVERLAP_MM / 2 * normal, cap=False)
    cut.merge_vertices()
    largest = max(cut.split(only_watertight=False), key=lambda part: float(part.area))
    return Surface(np.asarray(largest.vertices), np.asarray(largest.faces, dtype=np.int64))
