"""The measured skin, cleaned, as distance fields: right half of the body, one side standing for both."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy import ndimage

from meshes.space import from_atlas

from .field import Field, Points, distance, ease, occupancy, smooth_max, smooth_min

#: Grid corners, mm (body frame), and node spacing of the body and of the foot.
BODY_LOW: Final = (-26.0, -172.0, -12.0)
BODY_HIGH: Final = (220.0, 164.0, 1210.0)
BODY_STEP: Final = 2.0
FOOT_LOW: Final = (20.0, -128.0, -12.0)
FOOT_HIGH: Final = (172.0, 166.0, 150.0)
FOOT_STEP: Final = 1.0
#: Above ARM_Z the arms hang beside the trunk, beyond ARM_X from the midline, mm (read off the sections).
ARM_X: Final = 172.0
ARM_Z: Final = 905.0
#: Skin thickness that must remain over bones and muscles, mm.
MARGIN: Final = 1.8


def load_points(path: Path) -> tuple[Points, NDArray[np.int64]]:
    """Read one atlas file as one mesh in the body frame: vertices (n, 3) in mm and faces (m, 3)."""
    loaded: Any = trimesh.load(path, process=False)
    mesh: Any = trimesh.util.concatenate(loaded.dump()) if hasattr(loaded, "dump") else loaded
    return from_atlas(mesh.vertices), np.asarray(mesh.faces, dtype=np.int64)


def structure_points(atlas: Path, spacing: float = 1.5) -> Points:
    """Points on all bones and muscles, folded to the right side, dense enough that none is further than ``spacing``."""
    clouds = []
    for name in ("bones.glb", "muscles.glb"):
        vertices, faces = load_points(atlas / name)
        triangles = vertices[faces]
        edge = np.linalg.norm(triangles - np.roll(triangles, 1, axis=1), axis=2).max(axis=1)
        clouds.append(vertices)
        for steps in range(2, 25):
            chosen = triangles[np.ceil(edge / spacing).clip(1, 24).astype(int) == steps]
            if len(chosen) == 0:
                continue
            i, j = np.divmod(np.arange((steps + 1) ** 2), steps + 1)
            keep = i + j <= steps
            w = np.stack([i, j, steps - i - j], axis=1)[keep] / steps
            clouds.append(np.einsum("kw,nwc->nkc", w, chosen).reshape(-1, 3))
    points = np.concatenate(clouds)
    points[:, 0] = np.abs(points[:, 0])
    return points


def structure_field(points: Points, like: Field) -> NDArray[np.float32]:
    """Distance to the nearest structure point on the nodes of ``like``, mm (never negative)."""
    index = np.round((points - like.origin) / like.step).astype(int)
    mirrored = np.round((points * [-1.0, 1.0, 1.0] - like.origin) / like.step).astype(int)
    index = np.concatenate([index, mirrored])
    index = index[((index >= 0) & (index < like.values.shape)).all(axis=1)]
    free = np.ones(like.values.shape, dtype=bool)
    free[tuple(index.T)] = False
    return np.asarray(ndimage.distance_transform_edt(free) * like.step, dtype=np.float32)


def _symmetric_distance(
    vertices: Points, faces: NDArray[np.int64], low: tuple[float, ...], high: tuple[float, ...], step: float
) -> Field:
    both = []
    for sign in (1.0, -1.0):
        inside, origin = occupancy(vertices * [sign, 1.0, 1.0], faces, low, high, step)
        x = origin[0] + step * np.arange(inside.shape[0])
        z = origin[2] + step * np.arange(inside.shape[2])
        inside[np.ix_(x > ARM_X, np.ones(inside.shape[1], bool), z > ARM_Z)] = False
        inside[np.ix_(x > ARM_X + 22, np.ones(inside.shape[1], bool), z > 700.0)] = False
        both.append(distance(inside, step))
    return Field(origin, step, (both[0] + both[1]) / 2.0)


def groin(field: Field) -> Field:
    """Replace genitals and the webs between the thighs by a smooth, neutral form.

    What is cut away is a slot between the thighs, below a smooth arch over the crotch, and everything in front of a
    smooth surface leading from the pubis down to it. Numbers are read off sections of the atlas every 10 to 15 mm.
    """
    values = field.values
    nodes = field.nodes()
    z_index = slice(*np.searchsorted(nodes[0, 0, :, 2], [660.0, 900.0]))
    x, y, z = np.moveaxis(nodes[:, :, z_index].astype(np.float32), -1, 0)
    x = np.abs(x)
    part = values[:, :, z_index]
    # front surface of the midline, then out to the front of the thigh where the source is clean
    y_mid = np.interp(
        z, [700, 763, 770, 780, 790, 800, 810, 820, 830, 845, 880], [-60, -26, -4, 19, 35, 45.5, 53, 60, 66.5, 76, 95]
    )
    y_limit = (
        y_mid + (82.0 - y_mid) * ease(x / 46.0) ** 1.3 + 60.0 * ease((z - 838.0) / 40.0) + 40.0 * ease((x - 46) / 30)
    )
    y_limit += 150.0 * (1.0 - ease((z - 742.0) / 36.0))
    part = smooth_max(part, (y - y_limit) * 0.75, 10.0)
    # the slot: inner wall of the thigh as the source has it just below (first row) and just clear of the muscles above
    y_table = [-170, -100, -80, -60, -45, -20, 0, 10, 20, 30, 40, 50, 60, 100]
    low = np.interp(y, y_table, [70, 33, 14, 7, 4.5, 4, 5.5, 8, 12, 19, 29, 40, 57, 120])
    high = np.interp(y, y_table, [70, 33, 17, 11, 9.5, 9, 8.5, 9, 9.5, 11, 17, 27, 43, 100])
    raised = np.where(y > 20.0, ease((z - 740.0) / 45.0), ease((z - 690.0) / 75.0))
    raised = raised + (ease((z - 690.0) / 75.0) - raised) * ease((35.0 - y) / 15.0)
    x_wall = low + (high - low) * raised - 14.0 * (1.0 - ease((z - 672.0) / 60.0))
    z_arch = np.interp(y, [-140, -110, -90, -60, -20, 10, 30, 60], [800, 792, 785, 780, 778, 779.5, 786, 806])
    slot = smooth_min((x_wall - x) * 0.9, z_arch - z, 20.0)
    cut = smooth_max(part, slot, 8.0)
    out = values.copy()
    out[:, :, z_index] = cut
    return Field(field.origin, field.step, out)


def body_field(atlas: Path) -> Field:
    """Clean the skin from T12 to the feet, smooth it over 3 mm and leave room for every structure."""
    vertices, faces = load_points(atlas / "skin.ply")
    raw = _symmetric_distance(vertices, faces, BODY_LOW, BODY_HIGH, BODY_STEP)
    smooth = Field(raw.origin, raw.step, ndimage.gaussian_filter(raw.values, 3.0 / BODY_STEP))
    smooth = groin(smooth)
    # the skin is taken half way between the measured surface and its source, which it wraps 1.3 mm outside
    values = smooth.values + 0.5
    near = structure_field(structure_points(atlas), smooth)
    near = ndimage.gaussian_filter(near, 1.5) - MARGIN - 0.6
    values = smooth_min(values, near, 6.0)
    # soften the joins of the groin only
    soft = ndimage.gaussian_filter(values, 6.0 / BODY_STEP)
    nodes = smooth.nodes()
    weight = ease((100.0 - np.linalg.norm((nodes - [0.0, -5.0, 795.0]) / [1.0, 1.25, 0.9], axis=-1)) / 45.0)
    values = values * (1 - weight) + soft * weight
    values = smooth_min(values, near + 0.5, 3.0)  # softening may have bared a muscle
    return Field(smooth.origin, smooth.step, np.asarray(values, dtype=np.float32))


def foot_field(atlas: Path) -> Field:
    """Clean the foot up to the ankle, on a finer grid, smoothed over 1.8 mm; toes still joined."""
    vertices, faces = load_points(atlas / "skin.ply")
    raw = _symmetric_distance(vertices, faces, FOOT_LOW, FOOT_HIGH, FOOT_STEP)
    values = ndimage.gaussian_filter(raw.values, 1.8 / FOOT_STEP) + 0.6
    near = ndimage.gaussian_filter(structure_field(structure_points(atlas), raw), 1.0) - MARGIN + 0.3
    return Field(raw.origin, raw.step, np.asarray(smooth_min(values, near, 2.0), dtype=np.float32))
