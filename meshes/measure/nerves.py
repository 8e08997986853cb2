"""Measuring and building the nerve table ``nerves.npz`` from the atlas."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..nerves import NerveRecord, write_nerves
from .nerves_atlas import Anatomy
from .nerves_limb import limb_nerves
from .nerves_paths import cleared, thinned
from .roots import Strands, spinal_roots
from .roots_plexus import plexus

Array = NDArray[np.float64]

BONE_GAP: Final = 0.4
"""mm kept between a drawn nerve and bone."""
SKIN_GAP: Final = 2.2
"""mm kept between a drawn nerve and the atlas skin (which lies about 1.3 mm outside its source)."""


def build(anatomy: Anatomy) -> list[Strands]:
    """Build every record of the right side and the midline, not yet thinned."""
    records, nerves = spinal_roots(anatomy)
    records += plexus(anatomy, nerves)
    trunks: dict[str, list[Array]] = {record.key: record.strands for record in records}
    records += limb_nerves(anatomy, trunks)
    bones, skin = anatomy.bones(), anatomy.skin()
    result = []
    for record in records:
        if record.key == "spinal_cord":
            result.append(record)
            continue
        strands = []
        for strand in record.strands:
            kept = cleared(strand, bones, BONE_GAP, hold=(True, True))
            kept = cleared(kept, skin, SKIN_GAP, inside=True, hold=(True, False))
            strands.append(kept)
        result.append(Strands(record.key, record.tissue, record.parent, record.source, strands, record.paired))
    return result


def measure(atlas_folder: Path, out_folder: Path) -> None:
    """Write ``nerves.npz`` for the atlas in a folder; the same folder gives the same file.

    Parameters
    ----------
    atlas_folder : Path
        Holds ``bones.glb``, ``joints.glb``, ``muscles.glb``, ``nerves.glb`` and ``skin.ply``.
    out_folder : Path
        Where the table goes.

    Raises
    ------
    ValueError
        When an atlas file is missing.
    """
    table = [
        NerveRecord(
            record.key,
            record.tissue,
            record.paired,
            record.parent,
            record.source,
            tuple(thinned(strand).astype(np.float32) for strand in record.strands),
        )
        for record in build(Anatomy(atlas_folder))
    ]
    write_nerves(out_folder / "nerves.npz", table)
