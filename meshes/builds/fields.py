"""The measured fields of muscles with living proportions: reading and writing their table."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from meshes.archive import TableError, read_archive, write_archive

from .curves import ramp
from .hips import gluteus
from .splines import SHAPE, evaluate

Array = NDArray[np.float64]

TABLE: Final = "builds.npz"
SCHEMA: Final = 1
#: Displacements are kept as whole multiples of this, mm.
GRAIN: Final = 0.125
#: Heights over which the fields begin above the foot, mm.
FOOT: Final = (40.0, 110.0)


def quantised(control: Array) -> Array:
    """Return control points as they will be after writing and reading."""
    steps: Array = np.clip(np.rint(control / GRAIN), -32767, 32767)
    return steps * GRAIN


def write_fields(path: Path, lean: Array, more: Array) -> None:
    """Write both fields, each of shape (*SHAPE, 2), beside the target first and then renamed.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    arrays: dict[str, NDArray[Any]] = {"schema": np.array([SCHEMA], dtype=np.int32)}
    for name, field in (("lean", lean), ("more", more)):
        steps = np.rint(field / GRAIN).astype(np.int16)
        # differences along the body are small and pack well
        arrays[name] = np.diff(steps, axis=2, prepend=np.zeros((*SHAPE[:2], 1, 2), dtype=np.int16))
    write_archive(path, arrays)


def read_fields(path: Path) -> Array:
    """Read both fields: control points, shape (*SHAPE, 4): x and y of the lean one, x and y of what fuller adds.

    Raises
    ------
    TableError
        When the table is missing, damaged or of another kind.
    """
    if not path.exists():
        raise TableError(f"{path}: the table of builds is missing")
    arrays = read_archive(path, "table of builds")
    for name, shape in (("schema", (1,)), ("lean", (*SHAPE, 2)), ("more", (*SHAPE, 2))):
        if name not in arrays or arrays[name].shape != shape:
            raise TableError(f"{path}: the record {name} is missing or of another shape; accepted is schema {SCHEMA}")
        if arrays[name].dtype.kind != "i":
            raise TableError(f"{path}: the record {name} is {arrays[name].dtype}; accepted are whole numbers")
    if int(arrays["schema"][0]) != SCHEMA:
        raise TableError(f"{path}: table of builds of schema {int(arrays['schema'][0])}; accepted is schema {SCHEMA}")
    fields = [arrays[name].astype(np.int32).cumsum(axis=2) * GRAIN for name in ("lean", "more")]
    out: Array = np.concatenate(fields, axis=-1)
    return out


def carried(fields: Array, points: Array) -> tuple[Array, Array]:
    """Evaluate both fields at points (n, 3) of the right half, shapes (n, 2), the flattened gluteus with them.

    Nothing goes sideways on the midline, and feet, whose muscles were not measured, stay as they are.
    """
    values = evaluate(fields, points) * ramp(points[:, 2], *FOOT)[:, None]
    on_midline = np.clip(points[:, 0] / 8.0, 0.0, 1.0)
    values[:, [0, 2]] *= on_midline[:, None]
    return values[:, :2] + gluteus(points), values[:, 2:]
