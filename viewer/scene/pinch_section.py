"""The cut face of a disc seen from above: nucleus, rings of the annulus, and what has pushed its way out."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from meshes.pinch_frame import DiscFrame, Floats
from viewer.pinch import BULGE

from .geometry import Texture, poly_data
from .moving import move
from .shading import shade

SECTORS: Final = 240
STEPS: Final = 40
"""From the middle to the outline."""
NUCLEUS: Final = 0.56
"""Of the disc's half width: a nucleus of 0.31 of the area, in the 30 to 50 % that is taught (recalled)."""
LAMELLAE: Final = 7
"""Rings drawn in the annulus; there are 15 to 25 in life (recalled), too fine for a picture."""
GEL: Final = (206, 232, 236)
RING: Final = ((138, 190, 213), (112, 168, 196))
EDGE: Final = (60, 100, 124)
EVENINGS: Final = 12
"""How often the healthy outline is evened out for the rings: lamellae have no kinks."""
LIFT_MM: Final = 0.06
"""Above the plane of the cut, so that the cut surface of the mesh below does not shine through."""


class DiscSection:
    """A flat picture of a disc's cut face that follows its outline."""

    def __init__(self, frame: DiscFrame, faces: NDArray[np.int32], *, torn: bool) -> None:
        self._frame, self._faces, self._torn = frame, faces, torn
        self._turns = np.linspace(0.0, 2.0 * np.pi, SECTORS + 1)
        sector, step = np.meshgrid(np.arange(SECTORS), np.arange(STEPS), indexing="ij")
        here, beside = sector * (STEPS + 1) + step, (sector + 1) * (STEPS + 1) + step
        self._flat = np.concatenate(
            [np.stack([here, here + 1, beside + 1], axis=-1), np.stack([here, beside + 1, beside], axis=-1)]
        ).reshape(-1, 3)
        columns = SECTORS + 1  # the first once more: a picture that wraps round would be squeezed into the last sector
        count = columns * (STEPS + 1)
        uv = np.empty((count, 2), dtype=np.float32)
        uv[:, 0] = (np.repeat(np.arange(columns), STEPS + 1) + 0.5) / columns
        uv[:, 1] = (np.tile(np.arange(STEPS + 1), columns) * 3.0 + 1.5) / (STEPS * 3.0 + 3.0)
        self._texture = Texture(STEPS * 3 + 3, columns, smooth=True)
        normals = np.tile(frame.axes[2], (count, 1)).astype(np.float32)
        self.data = poly_data(np.zeros((count, 3), dtype=np.float32), self._flat.astype(np.int32), normals, uv)
        self._normals = normals
        mapper = vtkPolyDataMapper()
        mapper.SetInputData(self.data)
        mapper.ScalarVisibilityOff()
        self.actor = vtkActor()
        self.actor.SetMapper(mapper)
        self.actor.SetTexture(self._texture.texture)
        self.actor.ForceOpaqueOn()
        self.actor.SetPickable(False)
        shade(self.actor, gloss=0.0, rim=0.0)

    def show(
        self, vertices: NDArray[np.floating], marks: NDArray[np.floating], lift: tuple[float, float, float]
    ) -> None:
        """Take a disc, shape (n, 3), mm RAS, and what of it has bulged, shape (n,), 0..1; ``lift`` moves the cut."""
        local = self._frame.local(vertices - np.array(lift))
        reach, bulged = _outline(local, self._faces, marks, SECTORS)
        rest = self._frame.rim(np.stack([np.cos(self._turns), np.sin(self._turns), 0.0 * self._turns], axis=1))
        for _ in range(EVENINGS):
            rest = _evened(rest[:-1])
        share = np.linspace(0.0, 1.0, STEPS + 1)
        ways = np.stack([np.cos(self._turns), np.sin(self._turns)], axis=1)
        flat = ways[:, None] * (reach[:, None] * share)[..., None]
        place = np.concatenate([flat, np.full((*flat.shape[:2], 1), LIFT_MM)], axis=2).reshape(-1, 3)
        move(self.data, (self._frame.world(place) + np.array(lift)).astype(np.float32), self._normals)
        self._texture.pixels[..., :3] = _painted(reach, rest, bulged, self._texture.pixels.shape[0], torn=self._torn)
        self._texture.touch()


def _outline(
    local: Floats, faces: NDArray[np.int32], marks: NDArray[np.floating], sectors: int
) -> tuple[Floats, Floats]:
    """Cut a mesh at the height 0 of its own frame: distance of the outline by turn, mm, and how far it has bulged.

    Both are closed: one more than there are sectors.
    """
    height = local[:, 2]
    over = height[faces] > 0.0
    crossed = faces[over.any(axis=1) & ~over.all(axis=1)]
    points, shares = [], []
    for a, b in ((0, 1), (1, 2), (2, 0)):
        low, high = crossed[:, a], crossed[:, b]
        cuts = (height[low] > 0.0) != (height[high] > 0.0)
        low, high = low[cuts], high[cuts]
        part = (height[low] / (height[low] - height[high]))[:, None]
        points.append(local[low, :2] * (1.0 - part) + local[high, :2] * part)
        shares.append(marks[low] * (1.0 - part[:, 0]) + marks[high] * part[:, 0])
    flat, share = np.concatenate(points), np.concatenate(shares)
    far = np.hypot(flat[:, 0], flat[:, 1])
    turn = np.arctan2(flat[:, 1], flat[:, 0]) / (2.0 * np.pi) * sectors
    sector = np.floor(turn + 0.5).astype(np.intp) % sectors
    reach, bulged = np.zeros(sectors), np.zeros(sectors)
    np.maximum.at(reach, sector, far)
    np.maximum.at(bulged, sector, share)
    full = np.flatnonzero(reach > 0.0)
    numbers = np.arange(sectors)
    reach = np.interp(numbers, full, reach[full], period=sectors)
    bulged = np.interp(numbers, full, bulged[full], period=sectors)
    return _evened(reach), np.append(bulged, bulged[0])


def _evened(ring: Floats) -> Floats:
    """Even out what goes once round, shape (n,), and close it: shape (n + 1,)."""
    even: Floats = (np.roll(ring, 1) + 2.0 * ring + np.roll(ring, -1)) / 4.0
    return np.append(even, even[0])


def _painted(reach: Floats, rest: Floats, bulged: Floats, rows: int, *, torn: bool) -> NDArray[np.uint8]:
    """Paint the cut face: rows from the middle to the outline, columns round it; shape (rows, columns, 3)."""
    far = (np.arange(rows) / (rows - 1.0))[:, None] * reach[None]
    share = far / rest[None]
    ring = np.floor((share - NUCLEUS) / (1.0 - NUCLEUS) * LAMELLAE * 2).astype(int) % 2
    colours = np.array(RING)[ring].astype(np.float64)
    soft = np.clip((share - NUCLEUS + 0.05) / 0.06, 0.0, 1.0)[..., None]
    colours = np.array(GEL) * (1.0 - soft) + colours * soft
    # The way out: from the nucleus to where the wall has gone furthest.
    grown = np.maximum(0.0, reach - rest) / np.maximum(1.0, (reach - rest).max())
    crack = torn & (grown > 0.55) & ((reach - rest).max() > 2.0)
    escaped = np.clip((share - 1.0) / 0.06, 0.0, 1.0) * np.clip(bulged[None] * 6.0, 0.0, 1.0)
    path = crack[None] * np.clip((share - NUCLEUS + 0.02) / 0.05, 0.0, 1.0) * np.clip(bulged[None] * 6.0, 0.0, 1.0)
    rose = np.maximum(escaped, 0.85 * path)[..., None]
    colours = colours * (1.0 - rose) + np.array(BULGE) * rose
    colours[-2:] = EDGE
    painted: NDArray[np.uint8] = np.rint(colours).astype(np.uint8)
    return painted
