"""The last share of each muscle's volume: its belly swells or shrinks about its own middle line.

What the measured fields leave (they hold for one stature and proportion) is small; here each muscle gets it by itself,
full at the belly, nothing at its ends and where it lies on bone, so that attachments stay.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import LayerMesh

from .curves import ramp
from .skeleton import LEVELS, STEP, Skeleton
from .volumes import MUSCLES
from .warp import Points

Array = NDArray[np.float64]

#: Steps along a muscle between which its middle line is straight.
STEPS: Final = 24
#: Share of a muscle's length at each end over which swelling fades.
ENDS: Final = 0.22
#: Nearer to bone than the first distance nothing swells; from the second on all, mm.
AT_BONE: Final = (1.0, 7.0)
#: Tendons in the foot do not swell: it begins above the ankle, over these heights, mm.
ANKLE: Final = (60.0, 90.0)
#: Swelling is worked out so many times: the first guess is off by some hundredths at the ends of the range.
STEPS_TO_VOLUME: Final = 2
#: A belly's width changes by no more than these shares.
LEAST, MOST = -0.3, 1.5


class Bellies:
    """The measured muscles of one layer mesh (right side) and how each can swell.

    Parameters
    ----------
    layer : LayerMesh
        Of the atlas body.
    points : Points
        Its vertices, with the measured fields.
    bone_distance : ndarray, shape (n,)
        From each vertex to the nearest bone, mm.

    Attributes
    ----------
    reach : ndarray, shape (n, 3)
        Where a swelling of 1 carries each vertex, mm.
    extremes : tuple of ndarray, each of shape (len(MUSCLES),)
        Volumes at the leaner and at the fuller field, bones as in the atlas, mm3.
    heights : ndarray, shape (len(MUSCLES),)
        Mean height of each muscle's vertices, mm; 0 for those elsewhere.
    """

    def __init__(self, layer: LayerMesh, points: Points, bone_distance: Array) -> None:
        number = {f"{key}.right": n for n, (keys, _, _) in enumerate(MUSCLES.values()) for key in keys}
        group = np.array([number.get(key, -1) for key in layer.keys])
        vertices = layer.mesh.vertices.astype(np.float64)
        self._of_vertex = group[layer.vertex_structure]
        chosen = np.flatnonzero(group[layer.face_structure] >= 0)
        order = np.argsort(group[layer.face_structure[chosen]], kind="stable")
        self._corners = np.ascontiguousarray(layer.mesh.faces[chosen[order]].T)
        of_face = group[layer.face_structure[chosen[order]]]
        self._starts = np.flatnonzero(np.r_[True, np.diff(of_face) != 0])
        self._groups = of_face[self._starts]
        self.reach = np.zeros_like(vertices)
        for index in np.flatnonzero(group >= 0):
            rows = np.flatnonzero(layer.vertex_structure == index)
            self.reach[rows] = _reach(vertices[rows])
        self.reach *= (ramp(bone_distance, *AT_BONE) * ramp(vertices[:, 2], *ANKLE))[:, None]
        at = [vertices + np.pad(points.lean + mix * points.full, ((0, 0), (0, 1))) for mix in (0.0, 1.0, 0.5)]
        self.extremes = self.volumes(at[0]), self.volumes(at[1])
        middle = self.volumes(at[2])
        less, more = (self.volumes(at[2] + by * self.reach) - middle for by in (-0.2, 0.2))
        with np.errstate(divide="ignore", invalid="ignore"):
            #: change of volume, as shares, for a swelling and for its square
            self._response = np.nan_to_num((more - less) / 0.4 / middle), np.nan_to_num((more + less) / 0.08 / middle)
        heights = np.bincount(self._of_vertex + 1, vertices[:, 2], len(MUSCLES) + 1)[1:]
        count = np.bincount(self._of_vertex + 1, minlength=len(MUSCLES) + 1)[1:]
        self.heights = heights / np.maximum(count, 1)

    def volumes(self, vertices: Array) -> Array:
        """Volumes of the measured muscles, mm3, shape (len(MUSCLES),); zero for those elsewhere."""
        x, y, z = np.ascontiguousarray(vertices.T)
        a, b, c = self._corners
        xa, ya, za, xb, yb, zb, xc, yc, zc = x[a], y[a], z[a], x[b], y[b], z[b], x[c], y[c], z[c]
        each = xc * (ya * zb - za * yb) + yc * (za * xb - xa * zb) + zc * (xa * yb - ya * xb)
        out = np.zeros(len(MUSCLES))
        out[self._groups] = np.add.reduceat(each, self._starts) / 6.0
        return out

    def swelling(self, vertices: Array, wanted: Array, reach: Array) -> Array:
        """Find how far each vertex is to move so that muscles take their volumes, mm, shape (n, 3).

        Parameters
        ----------
        vertices : ndarray, shape (n, 3)
            On the built body, before the swelling.
        wanted : ndarray, shape (len(MUSCLES),)
            mm3.
        reach : ndarray, shape (n, 3)
            Where a swelling of 1 carries each vertex on the built body, mm.
        """
        share = np.zeros(len(MUSCLES))
        moved = np.zeros_like(vertices)
        for _ in range(STEPS_TO_VOLUME):
            share = np.clip(share + self._missing(vertices + moved, wanted), LEAST, MOST)
            moved = np.where(self._of_vertex >= 0, share[self._of_vertex], 0.0)[:, None] * reach
        return moved

    def _missing(self, vertices: Array, wanted: Array) -> Array:
        """By which share of its reach each muscle is still to swell, by what swelling did on the atlas body."""
        linear, square = self._response
        with np.errstate(divide="ignore", invalid="ignore"):
            off = wanted / self.volumes(vertices) - 1.0
            curved = (-linear + np.sqrt(np.maximum(linear**2 + 4.0 * square * off, 0.0))) / (2.0 * square)
            share = np.where(np.abs(square) > 1e-6, curved, off / linear)
        return np.nan_to_num(share, nan=0.0, posinf=MOST, neginf=LEAST)


def stretch(skeleton: Skeleton, heights: Array) -> Array:
    """By how much the bones' scaling alone changes the volume of muscles at mean heights (m,), about, shape (m,)."""
    profile = skeleton.scale_x * skeleton.scale_y * np.gradient(skeleton.height, STEP)
    return np.asarray(np.interp(heights, LEVELS, profile))


def _reach(points: Array) -> Array:
    """From the muscle's middle line to each of its points, fading to nothing at both ends, shape (n, 3)."""
    middle = points.mean(axis=0)
    axis = np.linalg.svd(points - middle, full_matrices=False)[2][0]
    along = (points - middle) @ axis
    along = (along - along.min()) / max(float(np.ptp(along)), 1e-9)
    step = np.minimum((along * STEPS).astype(np.intp), STEPS - 1)
    count = np.maximum(np.bincount(step, minlength=STEPS), 1)
    filled = np.flatnonzero(np.bincount(step, minlength=STEPS))
    at = (np.arange(STEPS) + 0.5) / STEPS
    line = np.empty_like(points)
    for k in range(3):
        values = np.bincount(step, points[:, k], STEPS) / count
        values = np.interp(at, at[filled], values[filled])
        values[1:-1] = (values[:-2] + 2.0 * values[1:-1] + values[2:]) / 4.0
        line[:, k] = np.interp(along, at, values)
    fade = ramp(along, 0.0, ENDS) * (1.0 - ramp(along, 1.0 - ENDS, 1.0))
    out: Array = (points - line) * fade[:, None]
    return out
