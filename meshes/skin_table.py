"""The table of the skin's ring outlines: reading it, and the chart levels and boxes it holds."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .chart_frame import ChartFrame

Array = NDArray[np.float64]


class SkinTableError(ValueError):
    """The table of ring outlines cannot be used."""


def read_table(path: Path) -> dict[str, Array]:
    """Read the ring outlines.

    Raises
    ------
    SkinTableError
        When the file is missing, no archive of arrays, or lacks one.
    """
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            table = {name: np.asarray(archive[name], dtype=np.float64) for name in archive.files}
    except FileNotFoundError:
        raise SkinTableError(f"the skin table {path} is missing") from None
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise SkinTableError(f"{path}: not a readable skin table (truncated or damaged): {error}") from None
    wanted = {"trunk", "limb", "webs", "corners", "levels", "trunk_box", "limb_box", "foot_box", "foot_line"}
    wanted |= {f"toe{i}" for i in range(1, 6)} | {f"tip{i}" for i in range(1, 6)}
    missing = sorted(wanted - table.keys())
    if missing:
        raise SkinTableError(f"the skin table {path} lacks {', '.join(missing)}")
    return table


def frame_of(table: dict[str, Array]) -> ChartFrame:
    """Chart levels and boxes of a table."""
    z_t12, z_inguinal, z_knee, z_malleoli = (float(v) for v in table["levels"])
    line = table["foot_line"]
    return ChartFrame(
        z_t12, z_inguinal, z_knee, z_malleoli, line[0:3], line[3:6], float(line[6]),
        table["trunk_box"], table["limb_box"], table["foot_box"],
    )  # fmt: skip
