"""What is the same for all builds of one atlas body, worked out beforehand and kept in a small table.

How thick the tissue below the skin is, where muscles lie on bone and which skin a nerve is near to takes searches among
many points, more than the rest of a built body together. The table holds it for the shipped body at standard detail;
another body, or another detail, is searched anew. ``python -m meshes.builds`` writes the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from meshes.archive import TableError, read_archive, write_archive
from meshes.body import Body

from .volumes import MUSCLES

Array = NDArray[np.float64]
Mark = NDArray[np.uint8]

TABLE: Final = "prepared.npz"
SCHEMA: Final = 4
#: Shifts and thicknesses are whole multiples of this, mm, in the table and without it.
GRAIN: Final = 1.0 / 128.0
#: So are distances to bone; farther than this none matters, mm.
BONE_GRAIN: Final = 1.0 / 32.0
FAR: Final = 7.5
#: What the table is called in sentences.
WHAT: Final = "the table of what all builds have in common"
_LENGTHS: Final = ("lean", "full", "thickness", "hollows")
_NEAR: Final = "near_"


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What no build changes, for the n vertices of the right half of the skin and the m measured muscles."""

    lean: Array
    """Shape (n, 2): how growing muscles carry the skin at the leaner of the two measured fields, mm."""
    full: Array
    """Shape (n, 2): the difference from that to the fuller one, mm."""
    thickness: Array
    """Shape (n, 2): of the tissue below the skin over leaner and fuller muscles, mm."""
    hollows: Array
    """Shape (n,): how far the skin lies behind the skin evened out around it (`skin_tissue.hollows`), mm."""
    volumes: Array
    """Shape (2, m): of the muscles at the leaner and at the fuller field, bones as in the atlas, mm3."""
    heights: Array
    """Shape (m,): mean height of each muscle, mm."""
    bone: Array
    """Shape (k,): from each vertex of the measured muscles' layer to the nearest bone, mm; at most `FAR`."""
    near: Mapping[str, NDArray[np.intp]]
    """By side of the nerves, ``midline`` where they have none: for each vertex the places of the skin nearest to it,
    the nearest first, shape (j, 3); n where there is none."""


def rounded(prepared: Prepared) -> Prepared:
    """Round to what the table keeps, so that a body is the same with and without it."""
    lengths = {name: np.rint(getattr(prepared, name) / GRAIN) * GRAIN for name in _LENGTHS}
    return replace(prepared, **lengths, bone=np.rint(prepared.bone / BONE_GRAIN) * BONE_GRAIN)


def fingerprint(body: Body, fields: Array) -> Mark:
    """Sum up what the table depends on: the tables the atlas body was built from, and the measured fields."""
    return np.frombuffer(sha256(body.digest.encode() + fields.tobytes()).digest(), dtype=np.uint8)


def write_prepared(path: Path, prepared: Prepared, mark: Mark) -> None:
    """Write the table, beside the target first and then renamed.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    arrays: dict[str, NDArray[Any]] = {"schema": np.array([SCHEMA], dtype=np.int32), "fingerprint": mark}
    for name in _LENGTHS:
        steps = np.rint(getattr(prepared, name) / GRAIN).astype(np.int16)
        arrays[name] = np.diff(steps, axis=0, prepend=np.zeros_like(steps[:1]))  # small, and packs well
    arrays |= {"volumes": prepared.volumes, "heights": prepared.heights}
    arrays["bone"] = np.rint(prepared.bone / BONE_GRAIN).astype(np.uint8)
    for side, near in prepared.near.items():
        arrays[_NEAR + side] = near.astype(np.uint16)
    write_archive(path, arrays)


def read_prepared(path: Path, mark: Mark) -> Prepared | None:
    """Read the table; None when it is missing, damaged or of another body: it can be worked out anew."""
    try:
        return checked_prepared(path, mark)
    except TableError:
        return None


def checked_prepared(path: Path, mark: Mark) -> Prepared:
    """Read the table.

    Parameters
    ----------
    path : Path
    mark : ndarray
        `fingerprint` of the body it should be of.

    Raises
    ------
    TableError
        When it is missing, damaged or of another body; the sentence names the record.
    """
    if not path.exists():
        raise TableError(f"{path}: {WHAT} is missing; `python -m meshes.builds` writes it")
    arrays = read_archive(path, WHAT)
    if "schema" in arrays and arrays["schema"].tolist() != [SCHEMA]:
        raise TableError(f"{path}: {WHAT} is of schema {arrays['schema'].tolist()}; accepted is schema {SCHEMA}")
    if "fingerprint" in arrays and not np.array_equal(arrays["fingerprint"], mark):
        raise TableError(f"{path}: {WHAT} is of another body; `python -m meshes.builds` writes it anew")
    count = len(arrays.get("hollows", ()))
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(_LENGTHS, (count, 2)) | {"hollows": (count,)}
    shapes |= {"schema": (1,), "fingerprint": mark.shape, "volumes": (2, len(MUSCLES)), "heights": (len(MUSCLES),)}
    for name, shape in shapes.items():
        if name not in arrays or arrays[name].shape != shape or arrays[name].dtype.kind not in "iuf":
            raise TableError(f"{path}: the record {name} is missing or no numbers of shape {shape}")
    near = {name.removeprefix(_NEAR): array for name, array in arrays.items() if name.startswith(_NEAR)}
    if "bone" not in arrays or arrays["bone"].dtype != np.uint8 or arrays["bone"].ndim != 1:
        raise TableError(f"{path}: the record bone is missing or no list of small whole numbers")
    for side, places in near.items():
        if places.dtype != np.uint16 or places.ndim != 2 or places.shape[1] != 3 or places.max(initial=0) > count:
            raise TableError(f"{path}: the record {_NEAR}{side} names places that are not on the skin")
    lengths = {name: arrays[name].astype(np.int64).cumsum(axis=0) * GRAIN for name in _LENGTHS}
    return Prepared(
        **lengths, volumes=arrays["volumes"], heights=arrays["heights"], bone=arrays["bone"] * BONE_GRAIN,
        near={side: places.astype(np.intp) for side, places in near.items()},
    )  # fmt: skip
