"""The skin round the anus unrolled: ``python -m meshes.measure.skin.perineum`` prints the tables of the tracing.

They stand in :mod:`annotations.tracing.perineum`. The body's midline is followed from the back under the pelvis to the
pubis. A place lies as far behind the anus as the nearest point of that line does, and as far to the side as it lies
from that point.
"""

from __future__ import annotations

import sys
from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.body import build_body
from meshes.skin.chart_frame import THIGH, TRUNK
from meshes.skin.charts import ChartPoint, position
from meshes.skin.landmarks import landmark
from meshes.skin.surface import SkinMesh

Array = NDArray[np.float64]

TRUNK_ROWS: Final = (0.50, 0.58, 0.66, 0.74, 0.80, 0.86, 0.90, 0.92, 0.94, 0.96, 0.98, 1.0)
TRUNK_COLUMNS: Final = (140.0, 145.0, 151.0, 157.0, 162.0, 166.0, 170.0, 173.0, 176.0, 178.0, 180.0)
THIGH_ROWS: Final = (0.17, 0.19, 0.205, 0.22, 0.235, 0.25, 0.28, 0.32, 0.38, 0.46)
THIGH_COLUMNS: Final = (*(float(phi) for phi in range(40, 181, 10)), 195.0, 210.0, 225.0)
"""t and phi (degrees) of the tables, coarser where the skin is even."""
HIGHEST: Final = 0.32
"""Trunk t above which the midline is not followed."""
SAME_T, SAME_PHI = 0.004, 2.0
"""A chart place on which there is skin comes back within this (t; degrees)."""


def midline(skin: SkinMesh) -> Array:
    """Points (n, 2) of the skin's midline: y and z, mm, from the back under the pelvis to the front."""
    on_line = skin.right.vertices[np.abs(skin.right.vertices[:, 0]) < 1e-3][:, 1:]
    frame = skin.frame
    low = on_line[on_line[:, 1] < frame.z_t12 - HIGHEST * (frame.z_t12 - frame.edge(180.0))]
    middle = low.mean(axis=0)[0], frame.z_inguinal
    line: Array = low[np.argsort(np.arctan2(low[:, 0] - middle[0], middle[1] - low[:, 1]))]
    return line


def beside_line(line: Array, point: Array) -> tuple[float, float]:
    """How far along a line of the midline a point (3,) lies, from the line's start, and how far from it; mm."""
    start, along = line[:-1], np.diff(line, axis=0)
    length = np.linalg.norm(along, axis=1)
    share = np.clip(((point[1:] - start) * along).sum(axis=1) / length**2, 0.0, 1.0)
    off = np.linalg.norm(point[1:] - start - share[:, None] * along, axis=1)
    nearest = int(off.argmin())
    return float(length[:nearest].sum() + share[nearest] * length[nearest]), float(np.hypot(off[nearest], point[0]))


def table(skin: SkinMesh, segment: str, rows: tuple[float, ...], columns: tuple[float, ...]) -> Array:
    """Millimetres behind the anus and to the side of chart places, shape (rows, columns, 2).

    Where a chart has no skin of its own (the thigh's above the crotch), the rows go on as the two below them do.
    """
    line, number = midline(skin), {"trunk": TRUNK, "thigh": THIGH}[segment]
    anus = beside_line(line, position(skin, landmark("perianal", "right")))[0]
    found = np.full((len(rows), len(columns), 2), np.nan)
    for i, t in enumerate(rows):
        for j, phi in enumerate(columns):
            place = position(skin, ChartPoint(segment, "right", t, phi))
            here, its_t, its_phi = skin.frame.place(place[None])
            turn = (its_phi[0] - phi + 180.0) % 360.0 - 180.0
            if here[0] == number and abs(its_t[0] - t) < SAME_T and abs(turn) < SAME_PHI:
                along, side = beside_line(line, place)
                found[i, j] = anus - along, side
    for i in range(len(rows) - 3, -1, -1):
        missing = np.isnan(found[i, :, 0])
        step = (rows[i] - rows[i + 1]) / (rows[i + 2] - rows[i + 1])
        found[i, missing] = (found[i + 1] + step * (found[i + 2] - found[i + 1]))[missing]
    return found


def main() -> int:
    """Print the tables; returns the exit code."""
    skin = build_body().skin
    for segment, rows, columns in (("trunk", TRUNK_ROWS, TRUNK_COLUMNS), ("thigh", THIGH_ROWS, THIGH_COLUMNS)):
        found = table(skin, segment, rows, columns)
        for name, values in (("BACK", found[:, :, 0]), ("SIDE", found[:, :, 1])):
            sys.stdout.write(f"_{segment.upper()}_{name}: Final[Table] = (\n")
            for row in values:
                sys.stdout.write(f"    ({', '.join(f'{round(float(mm))}' for mm in row)}),\n")
            sys.stdout.write(")  # fmt: skip\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
