"""The file of the loft table: its arrays, its limits, and the checks on what is read from it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SCHEMA: Final = 1
GUIDE_STEP: Final = 0.05
"""Millimetres per unit of a stored guide coordinate: reaches 1638 mm, rounds by at most 0.025 mm."""
OUTLINE_STEP: Final = 0.01
"""Millimetres per unit of a stored outline coefficient: reaches 327 mm, rounds by at most 0.005 mm."""
OPEN: Final = -1.0
"""Seam of an end that stays open because it lies within another loft of the same structure."""
MAX_HARMONICS: Final = 64
MAX_SECTIONS: Final = 1000
MAX_POINTS: Final = 256
TISSUES: Final = ("bone", "disc", "cartilage", "muscle", "tendon", "ligament", "capsule", "membrane", "fat", "fascia")

ARRAYS: Final[Mapping[str, tuple[type[np.generic], int]]] = {
    "schema": (np.int32, 1),
    "records": (np.uint8, 1),
    "section_counts": (np.int32, 1),
    "harmonic_counts": (np.int32, 1),
    "seams": (np.float32, 2),
    "joint_lofts": (np.int32, 3),
    "joint_spans": (np.float32, 3),
    "points": (np.int32, 1),
    "ranks": (np.uint8, 1),
    "guides": (np.int16, 2),
    "outlines": (np.int16, 1),
}
_HEAD: Final[Mapping[str, type | tuple[type, ...]]] = {
    "key": str,
    "tissue": str,
    "paired": bool,
    "source": str,
    "licence": str,
    "error_mm": (int, float),
    "lofts": int,
}


class TableError(ValueError):
    """The table is damaged or of another kind; the message names the file and, where there is one, the record."""


def checked_joints(
    path: Path,
    heads: list[dict[str, Any]],
    owner: NDArray[np.int32],
    numbers: NDArray[np.int32],
    spans: NDArray[np.float32],
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Check the joints and return them with loft numbers counted over the whole table.

    Parameters
    ----------
    path : Path
        For the message only.
    heads : list of dict
        The records.
    owner : ndarray, shape (lofts,)
        Which record a loft is of.
    numbers : ndarray, shape (lofts, 2, 2)
        What each end of a loft leaves: loft of the same record (-1 for none) and its end, 0 or 1.
    spans : ndarray, shape (lofts, 2, 3)
        Shares of that ring, -1 to 1.

    Raises
    ------
    TableError
        When shapes do not fit, or a joint names what is not there.
    """
    if numbers.shape != (len(owner), 2, 2) or spans.shape != (len(owner), 2, 3):
        raise TableError(f"{path}: joints {numbers.shape}, {spans.shape} do not fit {len(owner)} lofts")
    sizes = np.array([head["lofts"] for head in heads], dtype=np.int64)
    joined = numbers[..., 0] >= 0
    wrong = joined & ((numbers[..., 0] >= sizes[owner][:, None]) | (numbers[..., 1] < 0) | (numbers[..., 1] > 1))
    wrong |= ~np.all(np.isfinite(spans) & (np.abs(spans) <= 1), axis=2)
    if np.any(wrong):
        name = heads[owner[np.flatnonzero(wrong.any(axis=1))[0]]]["key"]
        raise TableError(f"{path}: record {name} has a joint with a loft or a share that does not exist")
    first = (np.cumsum(sizes) - sizes)[owner].astype(np.int32)
    whole = numbers.copy()
    whole[..., 0] = np.where(joined, numbers[..., 0] + first[:, None], -1)
    return whole, spans


def to_steps(values: NDArray[np.floating], step: float) -> NDArray[np.int16]:
    """Round lengths (mm) to whole steps.

    Raises
    ------
    TableError
        When a length is no number or does not fit 16 bits.
    """
    steps = np.rint(np.asarray(values, dtype=np.float64) / step)
    if not np.all(np.abs(steps) <= np.iinfo(np.int16).max):
        raise TableError(
            f"a length beyond {np.iinfo(np.int16).max * step:.0f} mm (or no number) does not fit the table"
        )
    return steps.astype(np.int16)


def read_records(
    path: Path, encoded: NDArray[np.uint8], kinds: Mapping[str, type | tuple[type, ...]], tissues: Collection[str]
) -> list[dict[str, Any]]:
    """Read and check the list of a table's records, lofts or nerves.

    Parameters
    ----------
    path : Path
        For the message only.
    encoded : ndarray, shape (n,)
        JSON in UTF-8.
    kinds : mapping of str to type
        What each record must say, ``key`` and ``tissue`` among it, and of what type.
    tissues : collection of str
        The tissues that are accepted.

    Raises
    ------
    TableError
        When it is no list of records, or a record lacks something or is there twice.
    """
    try:
        heads = json.loads(encoded.tobytes().decode("utf-8"))
    except ValueError as error:
        raise TableError(f"{path}: the list of records is damaged: {error}") from error
    if not isinstance(heads, list):
        raise TableError(f"{path}: the list of records is damaged: it is no list")
    seen: set[str] = set()
    for number, head in enumerate(heads):
        if not isinstance(head, dict):
            raise TableError(f"{path}: record {number} is damaged: it is no object")
        name = head.get("key", number)
        for field, kind in kinds.items():
            if not isinstance(head.get(field), kind):
                raise TableError(f"{path}: record {name} has a missing or wrong {field}")
        if head["tissue"] not in tissues:
            raise TableError(
                f"{path}: record {name} has the tissue {head['tissue']!r}; accepted are {', '.join(tissues)}"
            )
        if name in seen:
            raise TableError(f"{path}: record {name} is there twice")
        seen.add(name)
    return heads


def read_heads(path: Path, encoded: NDArray[np.uint8]) -> list[dict[str, Any]]:
    """Read and check the list of lofted structures.

    Parameters
    ----------
    path : Path
        For the message only.
    encoded : ndarray, shape (n,)
        JSON in UTF-8.

    Raises
    ------
    TableError
        When it is no list of records, or a record lacks something, is there twice, has no loft or no error in mm.
    """
    heads = read_records(path, encoded, _HEAD, TISSUES)
    for head in heads:
        if head["lofts"] < 1 or not np.isfinite(head["error_mm"]):
            raise TableError(
                f"{path}: record {head['key']} has {head['lofts']} lofts and an error of {head['error_mm']} mm"
            )
    return heads
