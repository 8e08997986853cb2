"""The nerve table: centre lines and drawn radii of roots, plexus and peripheral nerves, and the meshes made of them.

One *record* per nerve, root or ganglion; a record owns one or more *strands*, each a line of points with a radius.
Every strand but the first of all begins inside the strand it comes from, so a course is unbroken from the cord to the
skin. Radii are **drawn radii**: nerves are drawn thicker than life so that they can be seen (the factor stands in
`meshes.measure.nerves.radii`), and free ends taper. Strands are round but the dural sac, which is flatter from front to
back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from meshes.archive import TableError, read_kinds, read_records, write_archive
from meshes.mesh import Detail, Mesh, frozen, on_grid
from meshes.sides import SIDES

from .tubes import sweep

SCHEMA: Final = 2
POINT_STEP: Final = 0.05
"""Millimetres per unit of a stored coordinate."""
RADIUS_STEP: Final = 0.01
"""Millimetres per unit of a stored radius."""
ASPECT_STEP: Final = 0.01
"""Unit of a stored aspect."""
TISSUES: Final = ("cord", "root", "nerve", "dura")
SIDE_COUNTS: Final[Mapping[Detail, int]] = {"light": 5, "standard": 8, "fine": 14}
"""Corners of a tube's cross-section by detail."""
SAC_CORNERS: Final = 3
"""How many times more corners the dural sac has, which is wide enough to show them."""
_MIRROR: Final = np.array([-1.0, 1.0, 1.0], dtype=np.float32)

_ARRAYS: Final[Mapping[str, tuple[type[np.generic], int]]] = {
    "schema": (np.int32, 1),
    "records": (np.uint8, 1),
    "point_counts": (np.int32, 1),
    "points": (np.int16, 2),
    "radii": (np.uint16, 1),
    "aspects": (np.uint8, 1),
}
_HEAD: Final = {"key": str, "tissue": str, "paired": bool, "parent": str, "source": str, "strands": int}


@dataclass(frozen=True, slots=True, eq=False)
class NerveRecord:
    """A nerve, root or ganglion: the right one of a pair, or a midline one."""

    key: str
    """Structure key without side."""
    tissue: str
    """One of `TISSUES`."""
    paired: bool
    """Whether the left one is to be made as the mirror image."""
    parent: str
    """Key of the record it continues or branches from; empty for the cord."""
    source: str
    """Where the course comes from: ``measured`` on the atlas, ``built`` from waypoints, or both."""
    strands: tuple[NDArray[np.float32], ...]
    """Each of shape (k, 4): x, y, z and drawn radius, mm, from centre to periphery. Midline strands may have a fifth
    column, their aspect: half depth (front to back) as a share of the radius, which is then the half width."""


@dataclass(frozen=True, slots=True, eq=False)
class NerveTable:
    """The records in order, their strands packed one after another."""

    keys: tuple[str, ...]
    tissues: tuple[str, ...]
    paired: tuple[bool, ...]
    parents: tuple[str, ...]
    sources: tuple[str, ...]
    strand_record: NDArray[np.int32]
    """Shape (s,): index of each strand's record, ascending."""
    start: NDArray[np.int64]
    """Shape (s + 1,): first point of each strand."""
    points: NDArray[np.float32]
    """Shape (n, 4): x, y, z and drawn radius, mm."""
    aspect: NDArray[np.float32]
    """Shape (n,): half depth as a share of the radius; 1 where round."""


def write_nerves(path: Path, records: list[NerveRecord]) -> None:
    """Write records as a nerve table, beside the target first and then renamed.

    Parameters
    ----------
    path : Path
        Target file, ``.npz``.
    records : list of NerveRecord

    Raises
    ------
    TableError
        When a coordinate does not fit the stored range.
    OSError
        When the folder cannot be written.
    """
    strands = [strand for record in records for strand in record.strands]
    points = np.concatenate([np.zeros((0, 5)), *(_with_aspect(strand) for strand in strands)])
    whole, radii = np.rint(points[:, :3] / POINT_STEP), np.rint(points[:, 3] / RADIUS_STEP)
    aspects = np.rint(points[:, 4] / ASPECT_STEP)
    if not (
        np.all(np.abs(whole) <= np.iinfo(np.int16).max)
        and np.all((radii > 0) & (radii <= np.iinfo(np.uint16).max))
        and np.all((aspects > 0) & (aspects <= np.iinfo(np.uint8).max))
    ):
        raise TableError("a nerve point lies beyond 1638 mm or has no radius; it does not fit the table")
    heads = [
        {
            "key": record.key,
            "tissue": record.tissue,
            "paired": record.paired,
            "parent": record.parent,
            "source": record.source,
            "strands": len(record.strands),
        }
        for record in records
    ]
    arrays: dict[str, NDArray[Any]] = {
        "schema": np.array([SCHEMA], dtype=np.int32),
        "records": np.frombuffer(json.dumps(heads).encode("utf-8"), dtype=np.uint8),
        "point_counts": np.array([len(strand) for strand in strands], dtype=np.int32),
        "points": whole.astype(np.int16),
        "radii": radii.astype(np.uint16),
        "aspects": aspects.astype(np.uint8),
    }
    write_archive(path, arrays)


def read_nerves(path: Path) -> NerveTable:
    """Read and check a nerve table.

    Raises
    ------
    TableError
        When the file is missing, truncated, of another schema, or a record in it is damaged.
    """
    arrays = read_kinds(path, "nerve table", _ARRAYS, SCHEMA)
    heads = _heads(path, arrays["records"])
    counts, points, radii, aspects = (arrays[name] for name in ("point_counts", "points", "radii", "aspects"))
    owner = np.repeat(np.arange(len(heads), dtype=np.int32), [head["strands"] for head in heads])
    if len(owner) != len(counts):
        raise TableError(f"{path}: the records name {len(owner)} strands but {len(counts)} are described")
    for index in np.flatnonzero(counts < 2)[:1]:
        name = heads[owner[index]]["key"]
        raise TableError(f"{path}: record {name} has a strand of {counts[index]} points; accepted are 2 or more")
    start = np.concatenate([[0], np.cumsum(counts.astype(np.int64))])
    if points.shape != (int(start[-1]), 3) or len(radii) != len(points) or len(aspects) != len(points):
        raise TableError(
            f"{path}: {len(points)} points, {len(radii)} radii and {len(aspects)} aspects do not fit the "
            f"{int(start[-1])} points of the strands up to {heads[-1]['key']}"
        )
    for name, values in (("radius", radii), ("aspect", aspects)):
        if int(values.min()) == 0:
            bad = int(np.searchsorted(start, int(np.argmin(values)), side="right")) - 1
            raise TableError(
                f"{path}: record {heads[owner[bad]]['key']} has a point without {name}; accepted are values above 0"
            )
    lines = np.empty((len(points), 4), dtype=np.float32)
    lines[:, :3] = points * np.float32(POINT_STEP)
    lines[:, 3] = radii * np.float32(RADIUS_STEP)
    return NerveTable(
        tuple(head["key"] for head in heads),
        tuple(head["tissue"] for head in heads),
        tuple(head["paired"] for head in heads),
        tuple(head["parent"] for head in heads),
        tuple(head["source"] for head in heads),
        owner,
        start,
        frozen(lines),
        frozen(aspects * np.float32(ASPECT_STEP)),
    )


def build_nerves(path: Path, detail: Detail = "standard") -> list[tuple[str, Mesh]]:
    """Build the surface of every nerve, root and ganglion of a table, both sides.

    Parameters
    ----------
    path : Path
        The nerve table, ``data/nerves.npz``.
    detail : {"light", "standard", "fine"}
        How round the tubes are.

    Returns
    -------
    list of (str, Mesh)
        Sided keys (midline structures without side) in table order, right before left; each mesh is closed.

    Raises
    ------
    TableError
        When the table is damaged.
    ValueError
        When the detail is none of the three.
    """
    if detail not in SIDE_COUNTS:
        raise ValueError(f"detail {detail!r} is unknown; accepted are {', '.join(SIDE_COUNTS)}")
    table = read_nerves(path)
    sides = SIDE_COUNTS[detail]
    wide = np.array([tissue == "dura" for tissue in table.tissues])
    built: dict[int, Mesh] = {}
    for chosen, corners in ((~wide, sides), (wide, SAC_CORNERS * sides)):
        if chosen.any():
            built.update(_surfaces(table, chosen, corners))
    meshes: list[tuple[str, Mesh]] = []
    for index, key in enumerate(table.keys):
        right = built[index]
        if not table.paired[index]:
            meshes.append((key, right))
            continue
        turned = frozen(np.ascontiguousarray(right.faces[:, ::-1]))
        left = Mesh(frozen(right.vertices * _MIRROR), turned, frozen(right.normals * _MIRROR))
        meshes += [(f"{key}.right", right), (f"{key}.left", left)]
    return meshes


def centre_lines(path: Path) -> Mapping[str, list[NDArray[np.float32]]]:
    """Return the centre lines of every structure.

    Returns
    -------
    mapping of str to list of ndarray, shape (k, 4)
        By sided key: strands from centre to periphery; x, y, z and drawn radius, mm.

    Raises
    ------
    TableError
        When the table is damaged.
    """
    table = read_nerves(path)
    lines: dict[str, list[NDArray[np.float32]]] = {}
    for strand, record in enumerate(table.strand_record):
        key = table.keys[record]
        points = table.points[table.start[strand] : table.start[strand + 1]]
        if not table.paired[record]:
            lines.setdefault(key, []).append(points)
            continue
        turned = points * np.array([-1, 1, 1, 1], dtype=np.float32)
        for side in SIDES:
            lines.setdefault(f"{key}.{side}", []).append(points if side == "right" else turned)
    return lines


def parents(path: Path) -> Mapping[str, str]:
    """Return, by key without side, the key each structure continues or branches from (empty for the cord).

    Raises
    ------
    TableError
        When the table is damaged.
    """
    table = read_nerves(path)
    return dict(zip(table.keys, table.parents, strict=True))


def _surfaces(table: NerveTable, chosen: NDArray[np.bool_], corners: int) -> dict[int, Mesh]:
    """Sweep the chosen records at once: by number of the record, its mesh."""
    strands = np.flatnonzero(chosen[table.strand_record])
    counts = np.diff(table.start)[strands]
    start = np.concatenate([[0], np.cumsum(counts)])
    own = np.repeat(table.start[strands] - start[:-1], counts) + np.arange(start[-1])
    aspect = table.aspect[own]
    tubes = sweep(table.points[own], start, corners, None if np.all(aspect == 1.0) else aspect)
    vertices, normals = on_grid(tubes.vertices).astype(np.float32), tubes.normals.astype(np.float32)
    faces = tubes.faces.astype(np.int32)
    ends = np.searchsorted(table.strand_record[strands], np.arange(len(table.keys) + 1))
    low, begin = tubes.vertex_start[ends], tubes.face_start[ends]
    return {
        int(n): Mesh(
            frozen(vertices[low[n] : low[n + 1]]),
            frozen(faces[begin[n] : begin[n + 1]] - np.int32(low[n])),
            frozen(normals[low[n] : low[n + 1]]),
        )
        for n in np.flatnonzero(chosen)
    }


def _with_aspect(strand: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return a strand as (k, 5): round where nothing else is given."""
    if strand.shape[1] == 5:
        return np.asarray(strand, dtype=np.float64)
    return np.column_stack([strand, np.ones(len(strand))])


def _heads(path: Path, encoded: NDArray[np.uint8]) -> list[dict[str, Any]]:
    heads = read_records(path, encoded, _HEAD, TISSUES)
    if not heads:
        raise TableError(f"{path}: the list of records is damaged: it is empty")
    known = {head["key"] for head in heads}
    for head in heads:
        if head["strands"] < 1:
            raise TableError(f"{path}: record {head['key']} has {head['strands']} strands; accepted are 1 or more")
        if head["parent"] and head["parent"] not in known:
            raise TableError(f"{path}: record {head['key']} continues {head['parent']!r}, which is not in the table")
    return heads
