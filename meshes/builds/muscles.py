"""The last share of each muscle's volume: its belly swells or shrinks about its own middle line.

What the measured fields leave (they hold for one stature and proportion) is small; here each muscle gets it by itself,
full at the belly, nothing at its ends and where it lies on bone, so that attachments stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from .curves import ramp
from .volumes import MUSCLES

if TYPE_CHECKING:
    from meshes.mesh import LayerMesh

Array = NDArray[np.float64]

#: Steps along a muscle between which its middle line is straight.
STEPS: Final = 24
#: Share of a muscle's length at each end over which swelling fades.
ENDS: Final = 0.22
#: Nearer to bone than the first distance nothing swells; from the second on all, mm.
AT_BONE: Final = (1.0, 7.0)
#: A belly's width changes by no more than these shares.
LEAST, MOST = -0.3, 0.75


class Bellies:
    """The measured muscles of one layer mesh (right side) and how each can swell.

    Parameters
    ----------
    layer : LayerMesh
        Of the atlas body.
    bone_distance : ndarray, shape (n,)
        From each vertex to the nearest bone, mm.
    """

    def __init__(self, layer: LayerMesh, bone_distance: Array) -> None:
        number = {f"{key}.right": n for n, (keys, _, _) in enumerate(MUSCLES.values()) for key in keys}
        group = np.array([number.get(key, -1) for key in layer.keys])
        vertices = layer.mesh.vertices.astype(np.float64)
        self._of_vertex = group[layer.vertex_structure]
        chosen = np.flatnonzero(group[layer.face_structure] >= 0)
        order = np.argsort(group[layer.face_structure[chosen]], kind="stable")
        self._faces = layer.mesh.faces[chosen[order]]
        of_face = group[layer.face_structure[chosen[order]]]
        self._starts = np.flatnonzero(np.r_[True, np.diff(of_face) != 0])
        self._groups = of_face[self._starts]
        self.reach = np.zeros_like(vertices)
        for index in np.flatnonzero(group >= 0):
            rows = np.flatnonzero(layer.vertex_structure == index)
            self.reach[rows] = _reach(vertices[rows])
        self.reach *= ramp(bone_distance, *AT_BONE)[:, None]

    def __bool__(self) -> bool:
        """Whether any measured muscle is in this layer."""
        return len(self._groups) > 0

    def volumes(self, vertices: Array) -> Array:
        """Volumes of the measured muscles, mm3, shape (len(MUSCLES),); zero for those elsewhere."""
        a, b, c = (vertices[self._faces[:, k]] for k in range(3))
        each = np.einsum("ij,ij->i", np.cross(a, b), c) / 6.0
        out = np.zeros(len(MUSCLES))
        out[self._groups] = np.add.reduceat(each, self._starts)
        return out

    def swelling(self, before: Array, response: Array, wanted: Array) -> Array:
        """Find by which share of `reach` each vertex is to move so that muscles take their volumes, shape (n,).

        Parameters
        ----------
        before : ndarray, shape (len(MUSCLES),)
            Volumes without swelling, mm3.
        response : ndarray, shape (2, len(MUSCLES))
            Their change for a swelling of -0.2 and of +0.2, mm3.
        wanted : ndarray, shape (len(MUSCLES),)
            mm3.
        """
        less, more = response
        linear, square = (more - less) / 0.4, (more + less) / 0.08
        off = wanted - before
        with np.errstate(divide="ignore", invalid="ignore"):
            first = off / linear
            share = np.where(
                np.abs(square) > 1e-6,
                (-linear + np.sqrt(np.maximum(linear**2 + 4.0 * square * off, 0.0))) / (2.0 * square),
                first,
            )
        share = np.clip(np.nan_to_num(share, nan=0.0, posinf=MOST, neginf=LEAST), LEAST, MOST)
        return np.where(self._of_vertex >= 0, share[self._of_vertex], 0.0)


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
