"""Levels and section boxes of one body.

And the chart coordinates that follow from them (see :mod:`meshes.skin.charts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

SEGMENTS: Final = ("trunk", "thigh", "leg", "foot")
TRUNK, THIGH, LEG, FOOT = range(4)
#: Fall of the trunk's lower edge towards the gluteal fold, as a share of the thigh, and where it falls (trunk phi);
#: traced from the Keegan-Garrett figure (levels.trunk_lower_edge).
FOLD_T: Final = 0.216
FOLD_FROM: Final = 90.0
FOLD_OVER: Final = 50.0
#: Over this height below the trunk's lower edge the thigh's angle passes over into the trunk's, mm.
JOIN_MM: Final = 90.0
#: Rise of the border between leg and foot in front, as a share of the leg (levels.leg_lower_edge of the same figure).
INSTEP_T: Final = 0.10


@dataclass(frozen=True, slots=True, eq=False)
class ChartFrame:
    """The body's levels and section boxes, from which chart coordinates follow. Right half; the left is its mirror."""

    z_t12: float
    z_inguinal: float
    z_knee: float
    z_malleoli: float
    foot_origin: Array
    """Shape (3,), mm: where s = 0 crosses the foot's axis on the floor."""
    foot_axis: Array
    """Shape (3,): unit, level, from heel to toes."""
    foot_length: float
    """From s = 0 to s = 1, mm."""
    trunk: Array
    """Shape (n, 4): z, half width, middle and half depth (front-back) of the level section, mm."""
    limb: Array
    """Shape (n, 5): z, middle x, half width, middle y, half depth, mm."""
    foot: Array
    """Shape (n, 5): distance from ``foot_origin``, middle sideways, half width, middle height, half height, mm."""

    def edge(self, phi: ArrayLike) -> Array:
        """Height of the trunk's lower edge at trunk angles in degrees: mm, in their shape."""
        fall = np.clip((np.asarray(phi, dtype=np.float64) - FOLD_FROM) / FOLD_OVER, 0.0, 1.0)
        return self.z_inguinal - FOLD_T * (self.z_inguinal - self.z_knee) * fall

    def trunk_phi(self, points: Array) -> Array:
        """Trunk angle of right-half points (n, 3), degrees 0..180."""
        z = points[:, 2]
        u = np.maximum(points[:, 0], 0.0) / np.interp(z, self.trunk[:, 0], self.trunk[:, 1])
        w = (points[:, 1] - np.interp(z, self.trunk[:, 0], self.trunk[:, 2])) / np.interp(
            z, self.trunk[:, 0], self.trunk[:, 3]
        )
        return np.degrees(np.arctan2(u, w))

    def limb_phi(self, points: Array) -> Array:
        """Limb angle of right-half points (n, 3), degrees [0, 360), from the section's box alone."""
        z = points[:, 2]
        box = [np.interp(z, self.limb[:, 0], self.limb[:, i]) for i in range(1, 5)]
        u = -(points[:, 0] - box[0]) / box[1]
        w = (points[:, 1] - box[2]) / box[3]
        return np.degrees(np.arctan2(u, w)) % 360.0

    def thigh_phi(self, points: Array) -> Array:
        """Limb angle of right-half points (n, 3) on the thigh: near the trunk's lower edge it joins the trunk's angle.

        Sections are no ellipses, so that box angles of trunk and thigh would leave steps of 5 to 15 mm in every line
        that crosses the edge. On the edge the passage of the traced map holds (in front sin thigh = 1 - 2 sin trunk,
        behind sin(thigh - 180) = 2 sin trunk - 1), ``JOIN_MM`` below it the box angle.
        """
        phi = self.limb_phi(points)
        high = points[:, 2] > self.z_inguinal - FOLD_T * (self.z_inguinal - self.z_knee) - JOIN_MM
        if not high.any():
            return phi
        part = points[high]
        around = self.trunk_phi(part)
        share = 2.0 * np.sin(np.radians(around)) - 1.0
        passed = np.where(around <= 90.0, 0.0, 180.0) + np.where(around <= 90.0, -1.0, 1.0) * np.degrees(
            np.arcsin(share)
        )
        below = np.clip((self.edge(around) - part[:, 2]) / JOIN_MM, 0.0, 1.0)
        # near the midline (pubis, perineum, inner thigh) the trunk's angle says little: there the box angle holds
        across = np.maximum(part[:, 0], 0.0) / np.interp(part[:, 2], self.trunk[:, 0], self.trunk[:, 1])
        beside = np.clip((np.minimum(share, 2.0 * across - 1.0) + 0.75) / 0.75, 0.0, 1.0)
        weight = (1.0 - below * below * (3.0 - 2.0 * below)) * beside * beside * (3.0 - 2.0 * beside)
        turn = (passed - phi[high] + 180.0) % 360.0 - 180.0
        phi[high] = (phi[high] + weight * turn) % 360.0
        return phi

    def foot_place(self, points: Array) -> tuple[Array, Array]:
        """Share along the foot and angle of right-half points (n, 3)."""
        lateral = np.array([self.foot_axis[1], -self.foot_axis[0], 0.0])
        relative = points - self.foot_origin
        along = relative @ self.foot_axis
        box = [np.interp(along, self.foot[:, 0], self.foot[:, i]) for i in range(1, 5)]
        u = -(relative @ lateral - box[0]) / box[1]
        w = (points[:, 2] - box[2]) / box[3]
        return along / self.foot_length, np.degrees(np.arctan2(u, w)) % 360.0

    def centre(self, segment: str, points: Array) -> Array:
        """Middle of the section's box at each of the right-half points (n, 3), on the section's plane."""
        out = points.copy()
        if segment == "foot":
            lateral = np.array([self.foot_axis[1], -self.foot_axis[0], 0.0])
            relative = points - self.foot_origin
            along = relative @ self.foot_axis
            middle = np.interp(along, self.foot[:, 0], self.foot[:, 1])
            out += (middle - relative @ lateral)[:, None] * lateral
            out[:, 2] = np.interp(along, self.foot[:, 0], self.foot[:, 3])
        elif segment == "trunk":
            out[:, 0] = 0.0
            out[:, 1] = np.interp(points[:, 2], self.trunk[:, 0], self.trunk[:, 2])
        else:
            out[:, 0] = np.interp(points[:, 2], self.limb[:, 0], self.limb[:, 1])
            out[:, 1] = np.interp(points[:, 2], self.limb[:, 0], self.limb[:, 3])
        return out

    def place(self, points: Array) -> tuple[NDArray[np.uint8], Array, Array]:
        """Segment index, t and phi of points on the skin.

        Parameters
        ----------
        points : ndarray, shape (n, 3)
            On the skin, mm; either half.

        Returns
        -------
        segment : uint8 ndarray, shape (n,)
        t, phi : ndarray, shape (n,)
            ``phi`` in [0, 360), on the trunk in [0, 180].
        """
        folded = np.array(points, dtype=np.float64)
        folded[:, 0] = np.abs(folded[:, 0])
        z = folded[:, 2]
        segment = np.full(len(z), THIGH, dtype=np.uint8)
        t = (self.z_inguinal - z) / (self.z_inguinal - self.z_knee)
        phi = np.zeros(len(z))

        high = np.flatnonzero(t < FOLD_T)
        around = self.trunk_phi(folded[high])
        edge = self.edge(around)
        on_trunk = z[high] >= edge
        trunk = high[on_trunk]
        segment[trunk] = TRUNK
        phi[trunk] = around[on_trunk]
        t[trunk] = (self.z_t12 - z[trunk]) / (self.z_t12 - edge[on_trunk])

        thigh = np.flatnonzero((segment == THIGH) & (z >= self.z_knee))
        phi[thigh] = self.thigh_phi(folded[thigh])

        low = np.flatnonzero(z < self.z_knee)
        segment[low] = LEG
        phi[low] = self.limb_phi(folded[low])
        t[low] = (self.z_knee - z[low]) / (self.z_knee - self.z_malleoli)
        below = t[low] > 1.0 - INSTEP_T * np.maximum(0.0, np.cos(np.radians(phi[low])))
        foot = low[below]
        segment[foot] = FOOT
        s, phi[foot] = self.foot_place(folded[foot])
        t[foot] = np.clip(s, 0.0, 1.0)
        return segment, t, phi
