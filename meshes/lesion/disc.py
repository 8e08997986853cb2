"""A disc that gives way: a herniation at one place of its outline, or a disc pressed flat or sheared as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from .frame import DiscFrame
from .surfaces import Floats, Solid

NEAR_BONE_MM: Final = 0.25
"""A herniation keeps this far from bone."""
FIT_MM: Final = 2.6
"""A disc's end face farther than this from bone is left where it was measured."""
SLIT_MM: Final = 0.24
"""Between a disc's end face and bone, so that the two never cross: a thin clean line in a cut."""
STAGES: Final = 4
"""Stages of a disc that is pressed flat or sheared; between them it is interpolated."""
WALL_MM: Final = 2.2
"""The outer layer of the disc that moves; what lies deeper stays."""


def smooth(x: Floats) -> Floats:
    """Rise from 0 to 1 as x does, with level ends."""
    x = np.clip(x, 0.0, 1.0)
    rise: Floats = x * x * (3.0 - 2.0 * x)
    return rise


def fitted(vertices: Floats, frame: DiscFrame, bones: Sequence[Solid]) -> Floats:
    """Lay a disc's end faces onto the bones above and below: measured surfaces leave slits that a cut would show.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        The disc, finely cut, mm RAS.
    frame : DiscFrame
    bones : sequence of Solid

    Returns
    -------
    ndarray, shape (n, 3)
        The same with its end faces moved by about `FIT_MM` at most; its wall stays where it is not in bone.
    """
    local = frame.local(vertices)
    depth = frame.rim(local) - np.hypot(local[:, 0], local[:, 1])
    inner = smooth(depth / 2.5)
    rows = np.arange(len(vertices))
    moved: Floats = vertices
    for _ in range(2):  # the second time finds what the first has pushed into the other bone
        found = [bone.depth(moved) for bone in bones]
        nearest = np.argmin([np.abs(own) for own, _ in found], axis=0)
        gap = np.stack([own for own, _ in found])[nearest, rows]
        way = np.stack([own for _, own in found])[nearest, rows]
        close = 1.0 - smooth((np.abs(gap) - FIT_MM * 0.7) / (FIT_MM * 0.3))
        # What lies in bone comes out wherever it is; what stands off it comes near, but for the wall.
        share = np.where(gap > -SLIT_MM, 1.0, inner) * close
        moved = moved + (share * (gap + SLIT_MM))[:, None] * way
    return moved


class Herniation:
    """A dome that grows out of a disc's wall, wider than its neck when it is large, round bone and never through it.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        The disc, finely cut, mm RAS.
    frame : DiscFrame
        Of the disc.
    angle : float
        Of the place on the outline: degrees from straight back towards the patient's right.
    half_width : float
        Of its foot along the outline, mm.
    target : ndarray, shape (3,)
        What it grows towards, mm RAS.
    bones : sequence of Solid
        What it goes round.
    """

    def __init__(
        self,
        vertices: Floats,
        frame: DiscFrame,
        angle: float,
        half_width: float,
        target: Floats,
        bones: Sequence[Solid],
    ) -> None:
        self._rest, self._bones = vertices, bones
        local = frame.local(vertices)
        turn = np.radians(angle - 90.0)
        out = np.array([np.cos(turn), np.sin(turn), 0.0])
        along = np.array([-out[1], out[0], 0.0])
        depth = frame.rim(local) - np.hypot(local[:, 0], local[:, 1])
        ahead = local @ out > 0.0
        aside = local @ along
        wall = ahead & (depth < WALL_MM) & (np.abs(aside) < half_width)
        middle = wall & (np.abs(aside) < half_width / 3.0)
        low, high = np.percentile(local[middle, 2], [2.0, 98.0])
        height = (local[:, 2] - (low + high) / 2.0) / max((high - low) / 2.0, 1.0)
        near = (aside / half_width) ** 2 + height**2
        layer = 1.0 - smooth((depth - WALL_MM / 3.0) / (WALL_MM * 2.0 / 3.0))
        rise = np.where(ahead & (near < 1.0), np.maximum(0.0, 1.0 - near), 0.0) ** 1.15 * layer
        self._moving = np.flatnonzero(rise > 1e-4)
        self._rise = rise[self._moving]
        self._across = aside[self._moving] / half_width
        self._tall = height[self._moving]
        foot = np.array([0.0, 0.0, (low + high) / 2.0]) + float(frame.rim(out[None])[0]) * out
        self.foot: Floats = frame.world(foot[None])[0]
        aim = target - self.foot
        self.axis: Floats = aim / np.linalg.norm(aim)
        world_along = along @ frame.axes
        self._wide = world_along - (world_along @ self.axis) * self.axis
        self._high = np.cross(self.axis, self._wide)
        self._high *= np.sign(self._high @ frame.axes[2])
        self._half_width = half_width
        self.share: Floats = np.zeros(len(vertices))
        self.share[self._moving] = self._rise
        self._allowed = [self._rest_depth(bone) for bone in bones]

    def _rest_depth(self, bone: Solid) -> Floats:
        """How deep each moving point may lie in a bone: no deeper than before, and clear of it at the dome's top."""
        depth, _ = bone.depth(self._rest[self._moving])
        at_rest = np.maximum(depth, -NEAR_BONE_MM)
        allowed: Floats = at_rest * (1.0 - np.sqrt(self._rise)) - NEAR_BONE_MM * np.sqrt(self._rise)
        return np.minimum(allowed, at_rest)

    def at(self, length: float) -> tuple[Floats, Floats]:
        """Grow it to a length, mm.

        Returns
        -------
        vertices : ndarray, shape (n, 3)
        dome : ndarray, shape (k, 3)
            The points of it that have moved out: what presses a root.
        """
        vertices = self._rest.copy()
        if length <= 0.0:
            return vertices, self._rest[self._moving][self._rise > 0.03]
        over = self._rise * min(1.0, length / (1.6 * self._half_width))
        spread = length * 0.34 * np.clip(self._tall, -1.0, 1.0) * np.sqrt(self._rise)
        moved = (
            self._rest[self._moving]
            + length * self._rise[:, None] * self.axis
            + (0.35 * over * self._half_width * self._across)[:, None] * self._wide
            + spread[:, None] * self._high
        )
        for _ in range(2):
            for bone, allowed in zip(self._bones, self._allowed, strict=True):
                depth, way = bone.depth(moved)
                moved += np.maximum(0.0, depth - allowed)[:, None] * way
        vertices[self._moving] = moved
        return vertices, moved[self._rise > 0.03]


class Pressed:
    """A disc whose upper vertebra moves: its top moves with it, its foot stays, and what has no room bulges all round.

    Parameters
    ----------
    vertices : ndarray, shape (n, 3)
        The disc, mm RAS.
    frame : DiscFrame
    upper, lower : Solid
        The vertebrae it lies between.
    move : ndarray, shape (3,)
        How far the upper vertebra moves, mm.
    bulge : float
        How far the wall stands out then, mm; most of it behind.
    """

    def __init__(
        self, vertices: Floats, frame: DiscFrame, upper: Solid, lower: Solid, move: Floats, bulge: float
    ) -> None:
        self.rest = vertices
        self._move, self._most = move, bulge
        local = frame.local(vertices)
        found = [bone.depth(vertices)[0] for bone in (upper, lower)]
        above, below = (np.maximum(0.0, -own) for own in found)
        self.share: Floats = smooth(below / np.maximum(above + below, 1e-6))
        depth = frame.rim(local) - np.hypot(local[:, 0], local[:, 1])
        outer = 1.0 - smooth((depth - 1.0) / 6.0)
        belly = 1.0 - (2.0 * self.share - 1.0) ** 2
        flat = local * [1.0, 1.0, 0.0]
        self._out = (flat / np.maximum(np.linalg.norm(flat, axis=1), 1e-6)[:, None]) @ frame.axes
        self.bulge: Floats = outer * belly
        self._behind = smooth((-local[:, 1]) / 10.0)
        self.swollen: Floats = self.bulge * self._behind
        # Only what can come near a bone on its way is kept out of it.
        reach = float(np.linalg.norm(move)) + bulge + NEAR_BONE_MM
        self._walls = [np.flatnonzero((self.bulge > 0.03) & (own > -reach)) for own in found]
        self._allowed = [
            np.maximum(own[wall], -NEAR_BONE_MM / 2.0) for own, wall in zip(found, self._walls, strict=True)
        ]
        self._bones = upper, lower
        self._stages: dict[int, Floats] = {0: vertices}

    def at(self, degree: float) -> Floats:
        """Move its top by a share of the way, 0..1, and let its wall stand out by as much; shape (n, 3), mm RAS."""
        stage = degree * STAGES
        low = min(int(stage), STAGES - 1)
        if stage == low:
            return self._stage(low)
        if stage == low + 1:
            return self._stage(low + 1)
        start: Floats = self._stage(low)
        return start + (stage - low) * (self._stage(low + 1) - start)

    def _stage(self, number: int) -> Floats:
        """Work out one of the stages between which it is interpolated; each once."""
        if number not in self._stages:
            degree = number / STAGES
            move = self._move * degree
            out = self._most * degree * self.bulge * (0.45 + 0.55 * self._behind)
            moved: Floats = self.rest + self.share[:, None] * move + out[:, None] * self._out
            for _ in range(2):
                for bone, carried, wall, allowed in zip(
                    self._bones, (move, 0.0 * move), self._walls, self._allowed, strict=True
                ):
                    depth, way = bone.depth(moved[wall] - carried)
                    moved[wall] += np.maximum(0.0, depth - allowed)[:, None] * way
            self._stages[number] = moved
        return self._stages[number]
