"""Measuring and building the nerve table ``nerves.npz`` from the atlas."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from meshes.nerves.table import NerveRecord, write_nerves

from .atlas import Anatomy
from .courses import Courses
from .ends import tapered
from .foot import leg_and_foot
from .limb import limb_nerves
from .paths import thinned
from .pelvis import hamstring_nerves, pelvic_nerves
from .plexus import plexus
from .roots import spinal_roots
from .trunk import trunk_nerves

CLOSE_UP: Final = ("root", "ganglion", "spinal_nerve", "ramus")
"""Parts of the names of what close-ups of the spine show."""
CLOSE_TOLERANCE: Final = 0.06
"""mm by which a stored line of those may differ from the smooth one: half a pixel in the lumbar close-up."""
FAR_TOLERANCE: Final = 0.12
"""The same for all others, mm."""


def _tolerance(key: str) -> float:
    return CLOSE_TOLERANCE if any(part in key for part in CLOSE_UP) else FAR_TOLERANCE


def build(anatomy: Anatomy) -> Courses:
    """Build every record of the right side and the midline, not yet thinned."""
    courses = Courses(anatomy)
    plexus(courses, spinal_roots(courses))
    limb_nerves(courses)
    pelvic_nerves(courses)
    trunk_nerves(courses)
    hamstring_nerves(courses)
    leg_and_foot(courses)
    return courses


def measure(atlas_folder: Path, out_folder: Path) -> None:
    """Write ``nerves.npz`` for the atlas in a folder; the same folder gives the same file.

    Parameters
    ----------
    atlas_folder : Path
        Holds ``bones.glb``, ``joints.glb``, ``muscles.glb`` and ``nerves.glb``.
    out_folder : Path
        Where the table goes. A ``skin.npz`` there is the skin that the nerves keep inside, else the committed one.

    Raises
    ------
    ValueError
        When an atlas file is missing.
    """
    own = out_folder / "skin.npz"
    records = build(Anatomy(atlas_folder, own if own.is_file() else None)).records
    table = [
        NerveRecord(
            record.key,
            record.tissue,
            record.paired,
            record.parent,
            record.source,
            tuple(thinned(strand, _tolerance(record.key)).astype(np.float32) for strand in strands),
        )
        for record, strands in zip(records, tapered(records), strict=True)
    ]
    write_nerves(out_folder / "nerves.npz", table)
