"""Charts of a built body: its levels, and chart coordinates that are those of the same skin on the atlas body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from meshes.skin.chart_frame import ChartFrame
from meshes.skin.charts import nearest
from meshes.skin.surface import SkinMesh

from .skeleton import LEVELS, Skeleton

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class BuiltFrame(ChartFrame):
    """Levels and boxes moved with the bones; places are looked up on the skin, so that regions move with it."""

    skin: Any = None
    """The built skin."""

    def place(self, points: Array) -> tuple[NDArray[np.uint8], Array, Array]:
        """Segment index, t and phi of points (n, 3) on the built skin.

        See `meshes.skin.chart_frame.ChartFrame.place`.
        """
        rest = self.skin.rest
        found: tuple[NDArray[np.uint8], Array, Array] = rest.frame.place(rest_places(self.skin, points))
        return found


def rest_places(skin: SkinMesh, points: Array) -> Array:
    """Find where the skin nearest to points (n, 3) lies on the atlas body, mm."""
    if skin.rest is None:
        return np.asarray(points, dtype=np.float64)
    out = np.empty((len(points), 3))
    for row, point in enumerate(np.asarray(points, dtype=np.float64)):
        _, face, weights = nearest(skin, point)
        out[row] = weights @ skin.rest.mesh.vertices[skin.mesh.faces[face]]
    return out


def built_frame(skin: SkinMesh, skeleton: Skeleton) -> BuiltFrame:
    """Move a frame's levels and boxes with the bones."""
    assert skin.rest is not None
    old = skin.rest.frame

    def at(z: NDArray[np.floating] | float, profile: Array) -> Array:
        return np.asarray(np.interp(z, LEVELS, profile))

    def height(z: float) -> float:
        return float(at(z, skeleton.height))

    trunk, limb, foot = old.trunk.copy(), old.limb.copy(), old.foot.copy()
    z = trunk[:, 0].copy()
    trunk[:, 0], trunk[:, 1] = at(z, skeleton.height), trunk[:, 1] * at(z, skeleton.scale_x)
    trunk[:, 2] = trunk[:, 2] * at(z, skeleton.scale_y) + at(z, skeleton.shift_y)
    trunk[:, 3] *= at(z, skeleton.scale_y)
    z = limb[:, 0].copy()
    limb[:, 0] = at(z, skeleton.height)
    limb[:, 1], limb[:, 2] = (
        limb[:, 1] * at(z, skeleton.scale_x) + at(z, skeleton.shift_x),
        limb[:, 2] * at(z, skeleton.scale_x),
    )
    limb[:, 3] = limb[:, 3] * at(z, skeleton.scale_y) + at(z, skeleton.shift_y)
    limb[:, 4] *= at(z, skeleton.scale_y)
    origin, wide, long = old.foot_origin.copy(), float(at(0.0, skeleton.scale_x)), float(at(0.0, skeleton.scale_y))
    origin[0] = origin[0] * wide + float(at(0.0, skeleton.shift_x))
    origin[1] = origin[1] * long + float(at(0.0, skeleton.shift_y))
    foot[:, 0] *= long
    foot[:, 1:3] *= wide
    foot[:, 3:5] *= height(old.z_malleoli) / old.z_malleoli
    return BuiltFrame(
        height(old.z_t12), height(old.z_inguinal), height(old.z_knee), height(old.z_malleoli), origin,
        old.foot_axis, old.foot_length * long, trunk, limb, foot, skin,
    )  # fmt: skip
