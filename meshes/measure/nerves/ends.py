"""Where nerves begin and end: branches swell softly out of their stem, cut or fading ends taper."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .courses import Strands
from .paths import even, lengths

Array = NDArray[np.float64]

TAPER: Final = 16.0
"""Length over which a free end thins, mm; at most 45 % of the strand."""
TIP: Final = 0.24
"""Radius of a free end as a share of the strand's own."""
THINNEST: Final = 0.3
"""Least drawn radius of a tip, mm."""
MEETS: Final = 1.6
"""An end this near another strand's centre line (mm) continues in it."""
FORK: Final = 16.0
"""Length over which a strand that continues a thicker one thins to its own radius, mm."""
FLARE: Final = 0.3
"""Share by which a side branch is thicker where it leaves its stem."""


def tapered(records: list[Strands]) -> list[list[Array]]:
    """Thin the free ends of all strands, and widen their beginnings towards the stem.

    Parameters
    ----------
    records : list of Strands
        Everything that is drawn; an end is free when no other strand passes it.

    Returns
    -------
    list of list of ndarray
        By record, its strands; cord and dura as they were.
    """
    everything = [strand for record in records for strand in record.strands if record.tissue != "dura"]
    fine = [even(strand, 0.5) for strand in everything]
    cloud = np.concatenate(fine)
    owner = np.repeat(np.arange(len(fine)), [len(line) for line in fine])
    result: list[list[Array]] = []
    number = 0
    for record in records:
        own: list[Array] = []
        for strand in record.strands:
            if record.tissue == "dura":
                own.append(strand)
                continue
            gap = np.linalg.norm(cloud[:, :3] - strand[-1, :3], axis=1)
            gap[owner == number] = np.inf
            free = record.key != "spinal_cord" and float(gap.min()) > MEETS
            others = cloud[owner != number]
            shaped = _joined_start(strand, everything, number, others) if record.tissue == "nerve" else strand
            own.append(_thinned_end(shaped) if free else shaped)
            number += 1
        result.append(own)
    return result


def _thinned_end(strand: Array) -> Array:
    along = lengths(strand)
    reach = min(TAPER, 0.45 * float(along[-1]))
    # The taper needs points of its own.
    line = even(strand, min(2.0, reach / 6.0)) if reach < 12.0 else strand.copy()
    along = lengths(line)
    left = np.clip((along[-1] - along) / max(reach, 1e-9), 0.0, 1.0)
    share = TIP + (1.0 - TIP) * np.sin(0.5 * np.pi * left) ** 0.9
    line[:, 3] = np.maximum(line[:, 3] * share, np.minimum(line[:, 3], THINNEST))
    return line


def _joined_start(strand: Array, everything: list[Array], number: int, others: Array) -> Array:
    """Widen the beginning of a strand: to nearly the radius of the one it continues, or a little at a side branch.

    A side branch never gets thicker than its stem, which would show as a collar.
    """
    begin, own = strand[0, :3], float(strand[0, 3])
    ends = [
        float(other[-1, 3])
        for index, other in enumerate(everything)
        if index != number and np.linalg.norm(other[-1, :3] - begin) < 1.0
    ]
    stouter = any(
        other[0, 3] > 1.3 * own and np.linalg.norm(other[0, :3] - begin) < 1.0
        for index, other in enumerate(everything)
        if index != number
    )
    line = strand.copy()
    along = lengths(line)
    if ends and not stouter:
        more, reach = max(0.0, 0.92 * max(ends) - own), min(FORK, 0.6 * float(along[-1]))
    else:
        near = np.linalg.norm(others[:, :3] - begin, axis=1)
        stem = float(others[int(np.argmin(near)), 3])
        more, reach = float(np.clip(0.94 * stem - own, -0.3 * own, FLARE * own)), min(7.0, 0.5 * float(along[-1]))
    share = np.clip(1.0 - along / max(reach, 1e-9), 0.0, 1.0)
    line[:, 3] += more * share * share * (3.0 - 2.0 * share)
    return line
