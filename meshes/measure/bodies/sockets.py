"""The centre of a hip joint from the hip bone alone: the sphere that its socket is part of."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

Array = NDArray[np.float64]

#: The socket lies between these shares of the bone's height; its radius lies between these, mm.
BETWEEN: Final = (0.18, 0.55)
RADII: Final = (19.0, 32.0)
#: A face is of the socket when it looks at the centre so straight, first and at the end.
STRAIGHT: Final = (0.93, 0.90)
STEP: Final = 7.0


def socket(vertices: Array, faces: NDArray[np.int32]) -> Array:
    """Find the centre of the acetabulum.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        Of a right hip bone standing upright, mm; x to the right, z up.
    faces : ndarray, shape (m, 3)
        Seen from outside anticlockwise.

    Returns
    -------
    ndarray, shape (4,)
        Centre and radius, mm.
    """
    corner = vertices[faces]
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    area = np.linalg.norm(across, axis=1)
    middle = corner.mean(axis=1)
    low, height = vertices[:, 2].min(), np.ptp(vertices[:, 2])
    tuber = vertices[vertices[:, 2].argmin()]
    share = (middle[:, 2] - low) / height
    near = (share > BETWEEN[0]) & (share < BETWEEN[1]) & (middle[:, 0] > tuber[0]) & (area > 1e-9)
    normal, area, middle = across[near] / area[near, None], area[near], middle[near]
    level = np.abs(vertices[:, 2] - low - 0.36 * height) < 8.0
    centre_y = float(np.median(vertices[level, 1]))

    def looking(centre: Array, straight: float) -> tuple[NDArray[np.bool_], Array]:
        away = centre - middle
        distance = np.linalg.norm(away, axis=1)
        return (normal * away).sum(axis=1) > straight * distance, distance

    best, found = 0.0, np.zeros(4)
    for x in np.arange(tuber[0] + 22.0, tuber[0] + 62.0, STEP):
        for y in np.arange(centre_y - 20.0, centre_y + 45.0, STEP):
            for z in np.arange(low + 0.26 * height, low + 0.46 * height, STEP):
                seen, distance = looking(np.array([x, y, z]), STRAIGHT[0])
                seen &= (distance > RADII[0]) & (distance < RADII[1])
                if seen.sum() < 20:
                    continue
                radius = float(np.average(distance[seen], weights=area[seen]))
                total = float(area[seen & (np.abs(distance - radius) < 2.5)].sum())
                if total > best:
                    best, found = total, np.array([x, y, z, radius])
    for _ in range(20):
        seen, distance = looking(found[:3], STRAIGHT[1])
        seen &= np.abs(distance - found[3]) < 3.5
        weight, points = np.sqrt(area[seen]), middle[seen]

        def off(sphere: Array, weight: Array = weight, points: Array = points) -> Any:
            return weight * (np.linalg.norm(points - sphere[:3], axis=1) - sphere[3])

        found = np.asarray(least_squares(off, found, loss="soft_l1").x)
    return found
