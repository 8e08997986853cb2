"""The dural sac from the top of the model to S2, with a sleeve round every pair of roots up to its ganglion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from meshes.nerves.tubes import tangents

from .courses import Courses
from .paths import even, lengths

Array = NDArray[np.float64]

SAC_END: Final = 931.0
"""Height of the sac's tip, mm: the lower part of S2, between the ganglia of S1 and S2 on the atlas sacrum."""
WALL: Final = 1.1
"""mm that the drawn sac is wider, on each side, than the room in which the roots are led."""
SLEEVE_ROOM: Final = 0.35
"""mm between the roots and their sleeve."""
BONE_ROOM: Final = 0.4
"""mm between the sac and bone."""
LEAST_GAP: Final = 0.1
"""mm kept between a sleeve and bone where there is room."""


def add_dura(courses: Courses, sac: Mapping[str, Array], leaves: Mapping[str, float]) -> None:
    """Build the sac and the sleeves as one midline record, both sides.

    Parameters
    ----------
    courses : Courses
        With the roots of every level.
    sac : mapping of str to ndarray
        ``z``, ``y``, ``width`` and ``depth`` of the room in the canal, ascending in z, mm.
    leaves : mapping of str to float
        Height (mm) at which each level's roots leave the sac.
    """
    top = float(courses["spinal_cord"][0][0, 2])
    heights = np.linspace(top, SAC_END, 64)
    y, width, depth = (np.interp(heights, sac["z"], sac[name]) for name in ("y", "width", "depth"))
    line = np.column_stack([np.zeros(len(heights)), y, heights])
    line, half_width, half_depth = _clear_of_bone(courses, line, width + WALL, depth + WALL)
    # A round end below; above, a flat lid where the model is cut.
    close = np.clip((heights - SAC_END) / 10.0, 0.0, 1.0)
    shrink = np.sqrt(1.0 - (1.0 - close) ** 2) * 0.85 + 0.15
    tube = np.column_stack([line, half_width * shrink, half_depth / half_width])
    lid = tube[0] * np.array([1.0, 1.0, 1.0, 0.05, 1.0])
    tube = np.vstack([lid, tube[0] - np.array([0.0, 0.0, 0.4, 0.0, 0.0]), tube[1:]])
    sleeves = [_sleeve(courses, level, height) for level, height in leaves.items()]
    round_ones = [np.column_stack([line, np.ones(len(line))]) for line in sleeves]
    turned = [line * np.array([-1.0, 1.0, 1.0, 1.0, 1.0]) for line in round_ones]
    courses.add("spinal_dura", "spinal_cord", "built", [tube, *round_ones, *turned], tissue="dura", paired=False)


def _clear_of_bone(courses: Courses, line: Array, half_width: Array, half_depth: Array) -> tuple[Array, Array, Array]:
    """Narrow and shift the sac where its ellipse comes too near to bone: centre line, half width, half depth.

    Rings stand square to the line, which leans far forward in the sacrum; depths are given along y.
    """
    angle = np.radians(np.arange(0.0, 181.0, 15.0)) - 0.5 * np.pi
    aside, forward = np.cos(angle), np.sin(angle)
    line = line.copy()
    tangent = tangents(line, np.array([0, len(line)]))
    front = np.column_stack([np.zeros(len(line)), -tangent[:, 2], tangent[:, 1]])
    half_depth = half_depth * front[:, 1]
    for _ in range(14):
        ring = line[:, None] + (half_depth[:, None] * forward)[:, :, None] * front[:, None]
        ring[:, :, 0] += half_width[:, None] * aside
        lack = np.clip(BONE_ROOM - courses.room(ring.reshape(-1, 3)).reshape(ring.shape[:2]), 0.0, 1.0)
        ahead, behind = (np.max(lack * np.clip(s * forward, 0.0, 1.0), axis=1) for s in (1.0, -1.0))
        line += (0.5 * (behind - ahead))[:, None] * front
        half_depth = half_depth - 0.5 * (behind + ahead)
        half_width = half_width - np.max(lack * aside, axis=1)
    line, half_width, half_depth = (
        np.asarray(gaussian_filter1d(each, 1.2, axis=0, mode="nearest")) for each in (line, half_width, half_depth)
    )
    return line, np.maximum(half_width, 1.0), np.maximum(half_depth, 0.8)


def _sleeve(courses: Courses, level: str, leaves: float) -> Array:
    """Return the tube (k, 4) round a level's two roots, from just inside the sac to the middle of the ganglion."""
    posterior, ganglion = courses[f"posterior_root_{level}"][0], courses[f"spinal_ganglion_{level}"][0]
    sensory = even(np.concatenate([posterior, ganglion[1:]]), 0.7)
    motor = even(courses[f"anterior_root_{level}"][0], 0.4)
    inside = np.flatnonzero(sensory[:, 2] > leaves + 1.5)
    first = int(inside[-1]) if len(inside) else 0
    along = lengths(sensory)
    end = float(lengths(even(posterior, 0.7))[-1]) + 0.55 * float(lengths(ganglion)[-1])
    last = min(int(np.searchsorted(along, end)), len(sensory) - 1)
    way = sensory[first : last + 1]
    rows = []
    for point in way:
        beside = motor[np.argmin(np.linalg.norm(motor[:, :3] - point[:3], axis=1))]
        apart = beside[:3] - point[:3]
        distance = float(np.linalg.norm(apart))
        whole = max(0.5 * (distance + point[3] + beside[3]), point[3])
        shift = (whole - point[3]) / max(distance, 1e-9)
        rows.append([*(point[:3] + shift * apart), whole + SLEEVE_ROOM])
    tube = np.array(rows)
    for _ in range(6):
        tube[1:-1, :3] += 0.25 * (tube[:-2, :3] + tube[2:, :3] - 2 * tube[1:-1, :3])
        tube[1:-1, 3] += 0.25 * (tube[:-2, 3] + tube[2:, 3] - 2 * tube[1:-1, 3])
    # Where the canal is narrow the sleeve lies closely on its roots.
    room = courses.room(tube[:, :3]) - LEAST_GAP
    tube[:, 3] = np.clip(room, np.maximum(way[:, 3] + 0.1, 0.8 * tube[:, 3]), tube[:, 3])
    return tube
