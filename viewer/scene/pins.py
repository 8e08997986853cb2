"""Key points as small spheres on the skin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from viewer.palette.colours import Rgb

from .geometry import Texture, poly_data
from .shading import shade

RADIUS_MM: Final = 6.5
RINGS: Final = 9
AROUND: Final = 16


class PinActor:
    """All pins as one actor."""

    def __init__(self) -> None:
        self.actor = vtkActor()
        self.actor.SetPickable(False)
        self.actor.VisibilityOff()
        shade(self.actor, gloss=0.35, rim=0.5)
        self._kept: tuple[object, ...] = ()

    def show(self, places: Sequence[tuple[NDArray[np.float64], Rgb]]) -> None:
        """Draw spheres at places, each (3,) in mm RAS, in their colours."""
        self.actor.SetVisibility(bool(places))
        if not places:
            return
        vertices, faces = unit_sphere()
        count = len(places)
        centres = np.stack([place for place, _ in places])
        points = (centres[:, None, :] + RADIUS_MM * vertices[None]).reshape(-1, 3).astype(np.float32)
        triangles = (faces[None] + (np.arange(count) * len(vertices))[:, None, None]).reshape(-1, 3)
        uv = np.full((len(points), 2), 0.5, dtype=np.float32)
        uv[:, 0] = (np.repeat(np.arange(count), len(vertices)) + 0.5) / count
        data = poly_data(points, triangles.astype(np.int32), np.tile(vertices, (count, 1)).astype(np.float32), uv)
        texture = Texture(1, count, smooth=False)
        texture.pixels[0, :, :3] = [colour for _, colour in places]
        texture.touch()
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(data)
        self.actor.SetMapper(mapper)
        self.actor.SetTexture(texture.texture)
        self.actor.ForceOpaqueOn()
        self._kept = (data, texture)


def unit_sphere() -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Make a sphere of radius 1: vertices (n, 3) and outward faces (m, 3)."""
    polar = np.linspace(0.0, np.pi, RINGS)
    turn = np.linspace(0.0, 2.0 * np.pi, AROUND, endpoint=False)
    p, a = np.meshgrid(polar, turn, indexing="ij")
    vertices = np.stack([np.sin(p) * np.cos(a), np.sin(p) * np.sin(a), np.cos(p)], axis=-1).reshape(-1, 3)
    ring, step = np.meshgrid(np.arange(RINGS - 1), np.arange(AROUND), indexing="ij")
    here, across = ring * AROUND + step, ring * AROUND + (step + 1) % AROUND
    below, below_across = here + AROUND, across + AROUND
    faces = np.concatenate(
        [np.stack([here, below, across], axis=-1), np.stack([across, below, below_across], axis=-1)]
    ).reshape(-1, 3)
    return vertices, faces.astype(np.int32)
