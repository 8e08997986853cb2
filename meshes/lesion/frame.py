"""The frame of a disc: its middle, its own axes and its outline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh

from .surfaces import Floats, subdivided

BINS: Final = 180
"""Sectors of a disc's outline."""


@dataclass(frozen=True, slots=True, eq=False)
class DiscFrame:
    """Where a disc lies: its middle, its own axes, and its outline.

    Coordinates in it are (across, ahead, up): towards the patient's right, towards the front, towards the head, mm.
    """

    centre: Floats
    """Shape (3,), mm RAS."""
    axes: Floats
    """Shape (3, 3): rows across, ahead, up; unit length, square to each other."""
    reach: Floats
    """Shape (BINS,): the outline's distance from the centre by sector, mm; sector 0 looks across to the right, and the
    angle grows towards the front."""

    def local(self, points: NDArray[np.floating]) -> Floats:
        """Turn points, shape (n, 3), mm RAS, into the disc's coordinates."""
        turned: Floats = (np.asarray(points, dtype=np.float64) - self.centre) @ self.axes.T
        return turned

    def world(self, points: Floats) -> Floats:
        """Turn the disc's coordinates, shape (n, 3), into mm RAS."""
        turned: Floats = points @ self.axes + self.centre
        return turned

    def rim(self, local: Floats) -> Floats:
        """Return how far the outline lies from the centre in the direction of points, shape (n,), mm."""
        angle = np.arctan2(local[:, 1], local[:, 0]) / (2.0 * np.pi) * BINS
        low = np.floor(angle).astype(np.intp)
        part = angle - low
        reach: Floats = self.reach[low % BINS] * (1.0 - part) + self.reach[(low + 1) % BINS] * part
        return reach


def disc_frame(disc: Mesh) -> DiscFrame:
    """Measure the frame of a disc: the plane of its least spread, and the right of the patient in it."""
    points, faces = subdivided(disc, 1.0)  # or sectors between the vertices of its rim would look empty
    weight = _vertex_areas(points, faces)
    centre = (points * weight[:, None]).sum(axis=0) / weight.sum()
    centred = points - centre
    _, vectors = np.linalg.eigh((centred * weight[:, None]).T @ centred)
    up = vectors[:, 0] * np.sign(vectors[2, 0])
    across = np.array([1.0, 0.0, 0.0]) - up[0] * up
    across /= np.linalg.norm(across)
    axes = np.stack([across, np.cross(up, across), up])
    local = centred @ axes.T
    sector = np.floor(np.arctan2(local[:, 1], local[:, 0]) / (2.0 * np.pi) * BINS).astype(np.intp) % BINS
    reach = np.zeros(BINS)
    np.maximum.at(reach, sector, np.hypot(local[:, 0], local[:, 1]))
    full = np.flatnonzero(reach > 0.0)
    reach = np.interp(np.arange(BINS), full, reach[full], period=BINS)
    for _ in range(3):
        reach = (np.roll(reach, 1) + 2.0 * reach + np.roll(reach, -1)) / 4.0
    return DiscFrame(centre, axes, reach)


def _vertex_areas(vertices: Floats, faces: NDArray[np.integer]) -> Floats:
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6.0
    return np.asarray(np.bincount(faces.ravel(), np.repeat(area, 3), minlength=len(vertices)), dtype=np.float64)
