"""What is the same for all builds of one atlas body, worked out beforehand and kept in a small table.

How thick the tissue below the skin is, where muscles lie on bone and which skin a nerve is near to takes searches among
many points, more than the rest of a built body together. The table holds it for the shipped body at standard detail;
another body, or another detail, is searched anew. ``python -m meshes.builds`` writes the table.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from meshes.body import Body

Array = NDArray[np.float64]

TABLE: Final = "prepared.npz"
SCHEMA: Final = 2
#: Shifts and thicknesses are whole multiples of this, mm, in the table and without it.
GRAIN: Final = 1.0 / 128.0
#: So are distances to bone; farther than this none matters, mm.
BONE_GRAIN: Final = 1.0 / 32.0
FAR: Final = 7.5
#: Fingerprints of the same body may differ by this share: other machines round the last digit otherwise.
ALIKE: Final = 1e-6
#: Every so many vertices of a layer count for its fingerprint.
STRIDE: Final = 61
_LENGTHS: Final = ("lean", "full", "thickness")
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
    lean, full, thickness = (np.rint(getattr(prepared, name) / GRAIN) * GRAIN for name in _LENGTHS)
    bone = np.rint(prepared.bone / BONE_GRAIN) * BONE_GRAIN
    return replace(prepared, lean=lean, full=full, thickness=thickness, bone=bone)


def fingerprint(body: Body, fields: Array) -> Array:
    """Sum up what the table depends on: the atlas body's vertices and the measured fields."""
    sums = [float(len(body.skin.right.vertices)), float(np.abs(body.skin.right.vertices).sum())]
    sums += [float(np.abs(body.skin.right.vertices[:, axis] - 100.0).sum()) for axis in range(3)]
    for layer in body.layers:
        if layer.side != "left":
            some = layer.mesh.vertices[::STRIDE].astype(np.float64)
            sums += [float(len(layer.mesh.vertices)), float(np.abs(some).sum()), float((some**2).sum())]
    sums += [float(np.abs(fields).sum()), float((fields**2).sum())]
    return np.array(sums)


def write_prepared(path: Path, prepared: Prepared, mark: Array) -> None:
    """Write the table, beside the target first and then renamed.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    arrays: dict[str, NDArray[Any]] = {"schema": np.array([SCHEMA], dtype=np.int32), "fingerprint": mark}
    for name in _LENGTHS:
        steps = np.rint(getattr(prepared, name) / GRAIN).astype(np.int16)
        arrays[name] = np.diff(steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int16))  # small, and packs well
    arrays |= {"volumes": prepared.volumes, "heights": prepared.heights}
    arrays["bone"] = np.rint(prepared.bone / BONE_GRAIN).astype(np.uint8)
    for side, near in prepared.near.items():
        arrays[_NEAR + side] = near.astype(np.uint16)
    beside = path.with_name(f".{path.name}.{os.getpid()}.npz")
    try:
        np.savez_compressed(beside, allow_pickle=False, **arrays)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_prepared(path: Path, mark: Array) -> Prepared | None:
    """Read the table; None when it is missing, damaged or of another body: it can be worked out anew."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        same = int(arrays["schema"][0]) == SCHEMA and arrays["fingerprint"].shape == mark.shape
        if not same or not np.allclose(arrays["fingerprint"], mark, rtol=ALIKE, atol=0.0):
            return None
        lengths = {name: arrays[name].astype(np.int64).cumsum(axis=0) * GRAIN for name in _LENGTHS}
        near = {
            name.removeprefix(_NEAR): array.astype(np.intp) for name, array in arrays.items() if name.startswith(_NEAR)
        }
        bone = arrays["bone"] * BONE_GRAIN
        found = Prepared(**lengths, volumes=arrays["volumes"], heights=arrays["heights"], bone=bone, near=near)
    except (OSError, ValueError, EOFError, KeyError, IndexError, zipfile.BadZipFile, zlib.error, RuntimeError):
        return None
    return found if all(getattr(found, name).shape == (int(mark[0]), 2) for name in _LENGTHS) else None
