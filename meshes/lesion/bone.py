"""Bone in a lesion: which structures ride on the upper vertebra, and a joint process that has grown."""

from __future__ import annotations

from typing import Final

import numpy as np

from .disc import smooth
from .frame import DiscFrame
from .surfaces import Floats

VERTEBRAE: Final = ("t12", "l1", "l2", "l3", "l4", "l5", "s1")
"""From above; S1 stands for the sacrum."""
GROWTH_REACH_MM: Final = 9.0
"""Round the tip of a joint process, how far its overgrowth reaches: a drawing choice."""


def rides_along(base: str, upper: str) -> bool:
    """Whether a bone or disc sits on a vertebra or above it.

    Parameters
    ----------
    base : str
        Key without side.
    upper : str
        Level of the vertebra, such as ``l4``.
    """
    order = {level: number for number, level in enumerate(VERTEBRAE)}
    last = order[upper]
    if base.startswith("vertebra_"):
        return order.get(base.removeprefix("vertebra_"), 0) <= last
    if base.startswith("intervertebral_disc_") or base.startswith("nucleus_pulposus_"):
        lower = base.rpartition("_")[2]
        return order.get(lower, len(order)) <= last
    return base.endswith("_rib")


def canal_share(frame: DiscFrame, points: Floats, above: float = 4.0, below: float = 26.0) -> Floats:
    """How much of an upper vertebra's movement nerves get: all above the disc, none well below it.

    Parameters
    ----------
    frame : DiscFrame
        Of the disc.
    points : ndarray, shape (n, 3)
        mm RAS.
    above, below : float
        Where it is whole and where it has ended, mm above and below the disc's middle.

    Returns
    -------
    ndarray, shape (n,), 0..1
    """
    up = frame.local(points)[:, 2]
    return smooth((up + below) / (above + below))


class Overgrowth:
    """A superior joint process of the lower vertebra that grows upwards and forwards, into the foramen.

    Parameters
    ----------
    bone : ndarray, shape (n, 3)
        Vertices of the lower vertebra, mm RAS.
    frame : DiscFrame
        Of the disc above it.
    side : float
        +1 for the patient's right, -1 for the left.
    target : ndarray, shape (3,)
        What it grows towards, mm RAS.

    Raises
    ------
    ValueError
        When nothing of the bone stands beside the disc on that side.
    """

    def __init__(self, bone: Floats, frame: DiscFrame, side: float, target: Floats) -> None:
        local = frame.local(bone)
        # What of the lower vertebra stands higher than the disc behind it is its two superior joint processes.
        process = (local[:, 2] > 2.0) & (local[:, 1] < -8.0) & (local[:, 0] * side > 8.0)
        if not process.any():
            raise ValueError("the lower vertebra has no superior joint process beside the disc")
        chosen = bone[process]
        self.spot: Floats = chosen[np.argmin(np.linalg.norm(chosen - target, axis=1))]
        way = target - self.spot
        self.way: Floats = way / np.linalg.norm(way)

    def share(self, points: Floats) -> Floats:
        """How much of the growth points get, shape (n,), 0..1."""
        apart = np.linalg.norm(points - self.spot, axis=1) / GROWTH_REACH_MM
        return (1.0 - smooth(apart)) ** 1.3

    def at(self, points: Floats, share: Floats, length: float) -> Floats:
        """Grow points by their share of ``length`` mm."""
        moved: Floats = points + (length * share)[:, None] * self.way
        return moved
