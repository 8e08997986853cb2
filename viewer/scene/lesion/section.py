"""The cut face of a disc seen from above: nucleus, rings of the annulus, and what has pushed its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from viewer.palette.colours import BULGE
from viewer.scene.geometry import Texture, poly_data
from viewer.scene.moving import move
from viewer.scene.shading import shade

if TYPE_CHECKING:
    from meshes.lesion.frame import DiscFrame
    from meshes.lesion.surfaces import Floats

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
WAVES: Final = 9
"""Waves round the healthy outline that its rings follow: lamellae have no kinks."""
EDGE_MM: Final = 0.45
PIXELS: Final = 320
"""Pixels on each side of the square picture: about 5 to the millimetre."""
ROOM_MM: Final = 12.0
"""Kept round the healthy outline for what bulges."""
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
        count = (SECTORS + 1) * (STEPS + 1)
        self._uv = np.zeros((count, 2), dtype=np.float32)
        self._texture = Texture(PIXELS, PIXELS, smooth=True)
        self._plan = DiscPlan(self._healthy())
        normals = np.tile(frame.axes[2], (count, 1)).astype(np.float32)
        self.data = poly_data(np.zeros((count, 3), dtype=np.float32), self._flat.astype(np.int32), normals, self._uv)
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
        share = np.linspace(0.0, 1.0, STEPS + 1)
        ways = np.stack([np.cos(self._turns), np.sin(self._turns)], axis=1)
        flat = ways[:, None] * (reach[:, None] * share)[..., None]
        place = np.concatenate([flat, np.full((*flat.shape[:2], 1), LIFT_MM)], axis=2).reshape(-1, 3)
        move(self.data, (self._frame.world(place) + np.array(lift)).astype(np.float32), self._normals)
        self._uv[:] = place[:, :2] / (2.0 * self._plan.half_mm) + 0.5
        self.data.GetPointData().GetTCoords().Modified()
        self._texture.pixels[..., :3] = self._plan.painted(reach, bulged, torn=self._torn)
        self._texture.touch()

    def _healthy(self) -> Floats:
        """Distance of the outline at rest by turn, mm, shape (SECTORS + 1,)."""
        rest = self._frame.rim(np.stack([np.cos(self._turns), np.sin(self._turns), 0.0 * self._turns], axis=1))
        waves = np.fft.rfft(rest[:-1])
        waves[WAVES + 1 :] = 0.0
        even: Floats = np.fft.irfft(waves, SECTORS)
        return np.append(even, even[0])


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
    """Smooth values round a circle, shape (n,), and repeat the first at the end: shape (n + 1,)."""
    even: Floats = (np.roll(ring, 1) + 2.0 * ring + np.roll(ring, -1)) / 4.0
    return np.append(even, even[0])


class DiscPlan:
    """The cut face seen from above, pixel by pixel; only what a bulge changes is painted again.

    As a picture by turn and distance its rings came out torn where the outline jumps, at the flank of a bulge.
    """

    def __init__(self, rest: Floats) -> None:
        self._rest = rest
        self.half_mm = float(rest.max()) + ROOM_MM
        middle = ((np.arange(PIXELS) + 0.5) / PIXELS - 0.5) * 2.0 * self.half_mm
        x, y = np.meshgrid(middle, middle)
        self._far = np.hypot(x, y).astype(np.float32)
        turn = (np.arctan2(y, x) / (2.0 * np.pi) * SECTORS) % SECTORS
        self._sector = np.minimum(turn.astype(np.intp), SECTORS - 1)
        self._onward = (turn - self._sector).astype(np.float32)
        self._share = self._far / self._by_turn(rest)
        wave = np.sin(2.0 * np.pi * (self._share - NUCLEUS) / (1.0 - NUCLEUS) * LAMELLAE)
        dark = np.clip(0.5 - 1.6 * wave, 0.0, 1.0)[..., None]
        colours = np.array(RING[0]) * (1.0 - dark) + np.array(RING[1]) * dark
        soft = np.clip((self._share - NUCLEUS + 0.05) / 0.06, 0.0, 1.0)[..., None]
        self._whole = (np.array(GEL) * (1.0 - soft) + colours * soft).astype(np.float32)

    def _by_turn(self, ring: Floats) -> Floats:
        """Take what goes once round, shape (SECTORS + 1,), at every pixel."""
        even = ring.astype(np.float32)
        taken: Floats = even[self._sector] + np.diff(even)[self._sector] * self._onward
        return taken

    def painted(self, reach: Floats, bulged: Floats, *, torn: bool) -> NDArray[np.uint8]:
        """Paint for an outline at ``reach`` mm that has ``bulged``, both by turn; shape (PIXELS, PIXELS, 3)."""
        more = np.maximum(0.0, reach - self._rest)
        widest = max(1.0, float(more.max()))
        opened = float(torn) * min(1.0, max(0.0, widest - 1.5)) * np.clip((more / widest - 0.5) / 0.12, 0.0, 1.0)
        gone = np.clip(bulged * 6.0, 0.0, 1.0)
        # The way out: from the nucleus to where the wall has gone furthest.
        path = self._by_turn(opened * gone) * np.clip((self._share - NUCLEUS + 0.02) / 0.05, 0.0, 1.0)
        escaped = self._by_turn(gone) * np.clip((self._share - 1.0) / 0.06, 0.0, 1.0)
        rose = np.maximum(escaped, 0.85 * path)[..., None]
        colours = self._whole + (np.array(BULGE, dtype=np.float32) - self._whole) * rose
        edge = np.clip((self._far - self._by_turn(reach) + EDGE_MM) / 0.2, 0.0, 1.0)[..., None]
        painted: NDArray[np.uint8] = (colours + (np.array(EDGE, dtype=np.float32) - colours) * edge + 0.5).astype(
            np.uint8
        )
        return painted
