"""The skin of one side laid flat: from chart coordinates to millimetres on paper, and back. Plain numpy.

The leg is cut open along the inner side of its back (``CUT``), where several maps draw the axial line. The front then
lies in the middle, the inner side at the right, the back at the left (of the right leg; the left one is its mirror
image). The trunk stays joined to the thigh. The foot is cut along its borders: at the left as seen from above, at the
right, opened like a book, as seen from below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from meshes.skin.chart_frame import FOOT, LEG, SEGMENTS, THIGH, TRUNK
from viewer.state.view_state import ChartPlace, Side

if TYPE_CHECKING:
    from meshes.skin.chart_frame import ChartFrame

Array = NDArray[np.float64]
CUT: Final = 150.0
"""Limb angle of the cut, degrees."""
FOOT_GAP: Final = 16.0
"""From the lower edge of the leg to the heel, and between instep and sole, mm."""
FOOT_WIDTH: Final = 1.3
"""How much wider than life the foot is drawn: its rounded borders need room."""
JOINED_FROM: Final = 0.45
"""Trunk t from which the trunk's sides bend towards those of the thigh."""
ROW: Final = 720
"""Angles that a trunk row is sought in; they lie closest near the midlines, where the edge turns fastest."""
ABOVE: Final = 0.03
"""The skin reaches so far above T12, in trunk t."""


@dataclass(frozen=True, slots=True)
class FlatPlaces:
    """Places of many points of the flat skin; arrays of one shape."""

    segment: NDArray[np.int8]
    """Index into :data:`meshes.skin.chart_frame.SEGMENTS`; -1 off the skin."""
    t: Array
    phi: Array
    """Degrees, [0, 360); trunk 0..180."""


class FlatLayout:
    """Lays chart coordinates flat.

    Parameters
    ----------
    frame : ChartFrame
        Levels and boxes of the body whose measures it has.

    Attributes
    ----------
    width, height : float
        Millimetres. Points (x, y) have x to the right, 0 at the left edge, and y downwards, 0 at the upper edge.
    """

    def __init__(self, frame: ChartFrame) -> None:
        self._frame = frame
        self._thigh_length = frame.z_inguinal - frame.z_knee
        self._leg_length = frame.z_knee - frame.z_malleoli
        self._limb_z = frame.limb[:, 0]
        self._limb_mm = _girth(frame.limb[:, 2], frame.limb[:, 4]) / 360.0
        self._trunk_mm = _girth(frame.trunk[:, 1], frame.trunk[:, 3]) / 360.0
        self._foot_s = frame.foot[:, 0] / frame.foot_length
        self._foot_middle = -FOOT_WIDTH * frame.foot[:, 1]
        self._foot_half = FOOT_WIDTH * frame.foot[:, 2]
        self._half_turn = np.linspace(-90.0, 90.0, 181)
        self._top = frame.z_t12 + ABOVE * (frame.z_t12 - frame.z_inguinal)
        self._heel = self._top - frame.z_malleoli + FOOT_GAP
        self._flank = -90.0 * float(np.interp(frame.z_inguinal, self._limb_z, self._limb_mm))
        self._phi = 90.0 * (1.0 - np.cos(np.linspace(0.0, np.pi, ROW)))
        edge = float((self._foot_middle + self._foot_half).max())
        self._hinge = edge + FOOT_GAP / 2.0
        widest = 2.0 * self._hinge - float((self._foot_middle - self._foot_half).min())
        trunk = self._trunk_x(*np.meshgrid(self._phi, np.linspace(-ABOVE, 1.0, 60)))
        limb = (CUT - 360.0) * float(np.interp(self._fold(), self._limb_z, self._limb_mm))
        low, high = min(float(trunk.min()), limb), max(float(trunk.max()), widest)
        self._left = low
        self.width = high - low
        self.height = self._heel + frame.foot_length

    # ------------------------------------------------------------------- there

    def flat(self, segment: str, t: ArrayLike, phi: ArrayLike) -> tuple[Array, Array]:
        """Lay places of one segment of the right side flat.

        Parameters
        ----------
        segment : str
            ``trunk``, ``thigh``, ``leg`` or ``foot``.
        t, phi : array_like
            Of one shape.

        Returns
        -------
        x, y : ndarray
            Millimetres on the flat skin.
        """
        t, phi = (np.asarray(values, dtype=np.float64) for values in (t, phi))
        if segment == "trunk":
            return self._trunk_x(phi, t) - self._left, self._top - self._trunk_z(t, phi)
        if segment == "foot":
            return self._foot_x(t, phi) - self._left, self._heel + t * self._frame.foot_length
        z = self._level(segment, t)
        return _turned(phi, CUT) * np.interp(z, self._limb_z, self._limb_mm) - self._left, self._top - z

    def point(self, place: ChartPlace) -> tuple[float, float]:
        """Lay one place flat; of the left side on the mirror image."""
        x, y = self.flat(place.segment, place.t, place.phi)
        return (float(x) if place.side == "right" else self.width - float(x)), float(y)

    # -------------------------------------------------------------------- back

    def places(self, x: ArrayLike, y: ArrayLike) -> FlatPlaces:
        """Find the places under points of the right side.

        A point may lie where the chart has no skin: between the toes, or on the instep's hole for the leg.

        Parameters
        ----------
        x, y : array_like
            Millimetres, broadcast together.
        """
        x, y = np.broadcast_arrays(np.asarray(x, dtype=np.float64) + self._left, np.asarray(y, dtype=np.float64))
        segment = np.full(x.shape, -1, dtype=np.int8)
        t, phi = np.zeros(x.shape), np.zeros(x.shape)
        self._find_foot(x, y, segment, t, phi)
        self._find_limb(x, self._top - y, segment, t, phi)
        self._find_trunk(x, self._top - y, segment, t, phi)
        return FlatPlaces(segment, t, phi)

    def place(self, x: float, y: float, side: Side) -> ChartPlace | None:
        """Find the place under one point of a side; toes are left to the caller. None off the skin."""
        found = self.places(x if side == "right" else self.width - x, y)
        number = int(found.segment)
        return None if number < 0 else ChartPlace(SEGMENTS[number], side, float(found.t), float(found.phi))

    def _find_foot(self, x: Array, y: Array, segment: NDArray[np.int8], t: Array, phi: Array) -> None:
        s = (y - self._heel) / self._frame.foot_length
        sole = x > self._hinge
        # The sole is the instep's mirror image about the hinge.
        from_middle = np.where(sole, 2.0 * self._hinge - x, x) - np.interp(s, self._foot_s, self._foot_middle)
        share = from_middle / np.interp(s, self._foot_s, self._foot_half)
        turned = np.interp(share, _foot_share(self._half_turn), self._half_turn)
        here = (s >= 0.0) & (s <= 1.0) & (np.abs(share) <= 1.0)
        segment[here], t[here] = FOOT, s[here]
        phi[here] = np.where(sole, 180.0 - turned, turned)[here] % 360.0

    def _find_limb(self, x: Array, z: Array, segment: NDArray[np.int8], t: Array, phi: Array) -> None:
        turned = x / np.interp(z, self._limb_z, self._limb_mm)
        around = turned % 360.0
        inside = (turned >= CUT - 360.0) & (turned < CUT)
        thigh = inside & (z >= self._frame.z_knee) & (z < self._frame.z_inguinal)
        share = (self._frame.z_inguinal - z) / self._thigh_length
        segment[thigh], t[thigh], phi[thigh] = THIGH, share[thigh], around[thigh]
        share = (self._frame.z_knee - z) / self._leg_length
        leg = inside & (z < self._frame.z_knee) & (share <= 1.0)
        segment[leg], t[leg], phi[leg] = LEG, share[leg], around[leg]

    def _find_trunk(self, x: Array, z: Array, segment: NDArray[np.int8], t: Array, phi: Array) -> None:
        """Seek row by row: on a level the trunk's angle falls steadily from left to right."""
        trunk = np.flatnonzero((z >= self._fold()) & (z <= self._top))
        levels, row = np.unique(z.ravel()[trunk], return_inverse=True)
        trunk = trunk[np.argsort(row, kind="stable")]
        count = np.bincount(row, minlength=len(levels))
        depth = self._frame.z_t12 - self._frame.edge(self._phi)
        for level, end, size in zip(levels, np.cumsum(count), count, strict=True):
            own = trunk[end - size : end]
            along = (self._frame.z_t12 - level) / depth
            on = (along <= 1.0) & (along >= -2 * ABOVE)
            if on.sum() < 2:
                continue
            angles = self._phi[on]
            across = self._trunk_x(angles, along[on])
            here = own[(x.flat[own] >= across.min()) & (x.flat[own] <= across.max())]
            angle = np.interp(x.flat[here], across[::-1], angles[::-1])
            segment.flat[here], phi.flat[here] = TRUNK, angle
            t.flat[here] = (self._frame.z_t12 - level) / (self._frame.z_t12 - self._frame.edge(angle))

    # ------------------------------------------------------------------ measures

    def _level(self, segment: str, t: Array) -> Array:
        if segment == "thigh":
            return self._frame.z_inguinal - t * self._thigh_length
        return self._frame.z_knee - t * self._leg_length

    def _foot_x(self, s: Array, phi: Array) -> Array:
        turned = (phi + 90.0) % 360.0 - 90.0
        sole = turned > 90.0
        share = _foot_share(np.where(sole, 180.0 - turned, turned))
        x = np.interp(s, self._foot_s, self._foot_middle) + share * np.interp(s, self._foot_s, self._foot_half)
        return np.where(sole, 2.0 * self._hinge - x, x)

    def _fold(self) -> float:
        return float(self._frame.edge(180.0))

    def _trunk_z(self, t: Array, phi: Array) -> Array:
        return self._frame.z_t12 - t * (self._frame.z_t12 - self._frame.edge(phi))

    def _trunk_x(self, phi: Array, t: Array) -> Array:
        """Pass from straight rows above to the thigh's own places along the lower edge."""
        above = self._flank + (90.0 - phi) * np.interp(self._trunk_z(t, phi), self._frame.trunk[:, 0], self._trunk_mm)
        level = self._frame.edge(phi)
        below = _thigh_angle(phi) * np.interp(level, self._limb_z, self._limb_mm)
        share = np.clip((t - JOINED_FROM) / (1.0 - JOINED_FROM), 0.0, 1.0)
        share = share * share * (3.0 - 2.0 * share)
        x: Array = above + share * (below - above)
        return x


def _girth(a: Array, b: Array) -> Array:
    """Girth of an ellipse of half axes ``a`` and ``b`` (Ramanujan's approximation)."""
    around: Array = np.pi * (3.0 * (a + b) - np.sqrt((3.0 * a + b) * (a + 3.0 * b)))
    return around


def _foot_share(turned: Array) -> Array:
    """Half widths from the foot's middle at an angle -90..90: halfway between what is seen and what is there."""
    share: Array = 0.5 * np.sin(np.radians(turned)) + 0.5 * turned / 90.0
    return share


def _turned(phi: ArrayLike, cut: float) -> Array:
    """Angle within the turn that ends at the cut."""
    turned: Array = (np.asarray(phi, dtype=np.float64) - cut) % 360.0 + cut - 360.0
    return turned


def _thigh_angle(phi: Array) -> Array:
    """Thigh angle, -270..90, that continues a trunk angle across the trunk's lower edge (meshes.skin.chart_frame)."""
    share = np.arcsin(np.clip(1.0 - 2.0 * np.sin(np.radians(phi)), -1.0, 1.0))
    return np.where(phi <= 90.0, np.degrees(share), -180.0 - np.degrees(share))
