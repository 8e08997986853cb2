"""The table of the skin's ring outlines: reading it, and the chart levels and boxes it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.archive import TableError, read_archive

from .chart_frame import ChartFrame

Array = NDArray[np.float64]


#: Shape of each record, toes and tips without their number; 0 for any length.
SHAPES: Final[dict[str, tuple[int, ...]]] = {
    "trunk": (0, 0, 3), "limb": (0, 0, 3), "webs": (4, 0, 3), "toe": (0, 0, 3), "tip": (3,),
    "corners": (10,), "levels": (4,), "trunk_box": (0, 4), "limb_box": (0, 5), "foot_box": (0, 5), "foot_line": (7,),
}  # fmt: skip


def _fits(shape: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return len(shape) == len(wanted) and all(w in (0, s) for s, w in zip(shape, wanted, strict=True))


def read_table(path: Path) -> dict[str, Array]:
    """Read the ring outlines, in the shapes of :data:`SHAPES`.

    Raises
    ------
    TableError
        When the file is missing, no archive of arrays, or lacks one.
    """
    if not path.exists():
        raise TableError(f"the skin table {path} is missing")
    read = read_archive(path, "skin table")
    try:
        table = {name: np.asarray(values, dtype=np.float64) for name, values in read.items()}
    except (TypeError, ValueError) as error:
        raise TableError(f"{path}: not a readable skin table (truncated or damaged): {error}") from None
    wanted = {"trunk", "limb", "webs", "corners", "levels", "trunk_box", "limb_box", "foot_box", "foot_line"}
    wanted |= {f"toe{i}" for i in range(1, 6)} | {f"tip{i}" for i in range(1, 6)}
    missing = sorted(wanted - table.keys())
    if missing:
        raise TableError(f"the skin table {path} lacks {', '.join(missing)}")
    for name, values in table.items():
        known = name.rstrip("12345")
        if known in SHAPES and not _fits(values.shape, SHAPES[known]):
            shape = " x ".join(str(size or "any") for size in SHAPES[known])
            raise TableError(f"{path}: the record {name} has the shape {values.shape}; accepted is {shape}")
        if not np.isfinite(values).all():
            raise TableError(f"{path}: the record {name} holds what is no number")
    return table


def frame_of(table: dict[str, Array]) -> ChartFrame:
    """Chart levels and boxes of a table, in the shapes of :data:`SHAPES`."""
    z_t12, z_inguinal, z_knee, z_malleoli = (float(v) for v in table["levels"])
    line = table["foot_line"]
    return ChartFrame(
        z_t12, z_inguinal, z_knee, z_malleoli, line[0:3], line[3:6], float(line[6]),
        table["trunk_box"], table["limb_box"], table["foot_box"],
    )  # fmt: skip
