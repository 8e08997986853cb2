"""The loft table: what it holds, how it is read, checked and written.

One *record* per structure: key, tissue, source, licence and measured error. A record owns one or more *lofts*; a loft
is a tube given by closed *sections* in order along it. A section is a closed space curve written as a Fourier series,

    p(s) = guide + sum_h  a_h cos(2 pi h s) + b_h sin(2 pi h s),      s in [0, 1),

so ``guide`` is the section's centroid in the body frame (mm) and the series of the guides is the loft's guide curve.
Lengths are stored as whole multiples of a fixed step (`GUIDE_STEP`, `OUTLINE_STEP`) in 16-bit integers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from meshes.archive import TableError, read_kinds, read_records, write_archive

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


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a loft leaves another one of the same record: its end ring is a share of the other's end ring."""

    loft: int
    """The other loft, counted within the record."""
    end: int
    """Its end: 0 first section, 1 last."""
    start: float
    """Curve parameter of the other's section at which the share begins."""
    length: float
    """How much of the other's section the share takes, in turns (0 to 1)."""
    offset: float
    """Curve parameter of this loft's own end section at which the share begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Loft:
    """One tube of closed sections."""

    guide: NDArray[np.float32]
    """Shape (n, 3): centroids of the sections, mm, RAS, in order along the loft."""
    outline: NDArray[np.float32]
    """Shape (n, h, 2, 3): cosine (0) and sine (1) coefficients of harmonics 1..h, mm."""
    seams: tuple[float, float]
    """Curve parameter at which the first and the last section are folded shut (`meshes.lofts.engine`), or `OPEN`."""
    joints: tuple[Joint | None, Joint | None]
    """For the first and the last section the joint there, if it is a branch's."""
    points: int
    """How many points round the standard detail wants."""
    ranks: NDArray[np.uint8]
    """Shape (n,): 0 for sections that every detail needs, 1 from the standard, 2 only for the fine one."""

    def moved(self, first: int) -> Loft:
        """Return the loft with its joints' loft numbers raised by `first`."""
        raised = [joint and replace(joint, loft=joint.loft + first) for joint in self.joints]
        return replace(self, joints=(raised[0], raised[1]))


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A structure of the table: the right one of a pair, or a midline one."""

    key: str
    """Structure key without side."""
    tissue: str
    """One of `TISSUES`."""
    paired: bool
    """Whether the left one is to be made as the mirror image."""
    source: str
    licence: str
    error_mm: float
    """Mean distance from the atlas surface to the built surface at standard detail, mm."""
    lofts: tuple[Loft, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PackedLofts:
    """All lofts of a table in flat arrays, as the engine wants them."""

    record: NDArray[np.int32]
    """Shape (l,): for each loft the index of its record."""
    section_counts: NDArray[np.int32]
    """Shape (l,)."""
    harmonic_counts: NDArray[np.int32]
    """Shape (l,): harmonics of each loft."""
    seams: NDArray[np.float32]
    """Shape (l, 2)."""
    joint_lofts: NDArray[np.int32]
    """Shape (l, 2, 2): for each end the loft it leaves (-1: none) and which end of that."""
    joint_spans: NDArray[np.float32]
    """Shape (l, 2, 3): start, length and offset of the share (`Joint`)."""
    points: NDArray[np.int32]
    """Shape (l,)."""
    ranks: NDArray[np.uint8]
    """Shape (s,)."""
    coefficients: NDArray[np.float32]
    """Shape (s, 1 + 2 h, 3): guide, then cosine and sine of harmonics 1..h in turn, zero beyond a loft's own."""


@dataclass(frozen=True, slots=True, eq=False)
class LoftTable:
    """The records and their lofts, packed."""

    keys: tuple[str, ...]
    tissues: tuple[str, ...]
    paired: tuple[bool, ...]
    sources: tuple[str, ...]
    licences: tuple[str, ...]
    errors_mm: tuple[float, ...]
    packed: PackedLofts

    def record(self, key: str) -> Record:
        """Return one record with its lofts unpacked.

        Raises
        ------
        KeyError
            When the table has no record of that key.
        """
        if key not in self.keys:
            raise KeyError(key)
        index = self.keys.index(key)
        ends = np.cumsum(self.packed.section_counts)
        lofts = []
        for loft in np.flatnonzero(self.packed.record == index):
            place = slice(ends[loft] - self.packed.section_counts[loft], ends[loft])
            rows = self.packed.coefficients[place]
            harmonics = int(self.packed.harmonic_counts[loft])
            outline = rows[:, 1 : 1 + 2 * harmonics].reshape(len(rows), harmonics, 2, 3)
            seams = (float(self.packed.seams[loft, 0]), float(self.packed.seams[loft, 1]))
            first_loft = int(np.searchsorted(self.packed.record, index))
            joints = [_joint(self.packed, int(loft), end, first_loft) for end in (0, 1)]
            lofts.append(
                Loft(
                    rows[:, 0],
                    outline,
                    seams,
                    (joints[0], joints[1]),
                    int(self.packed.points[loft]),
                    self.packed.ranks[place],
                )
            )
        return Record(
            key,
            self.tissues[index],
            self.paired[index],
            self.sources[index],
            self.licences[index],
            self.errors_mm[index],
            tuple(lofts),
        )


def pack(lofts: list[tuple[int, Loft]]) -> PackedLofts:
    """Pack lofts, each with the index of its record, into flat arrays.

    Parameters
    ----------
    lofts : list of (int, Loft)
        In order of record; all lofts of a record adjacent.
    """
    widest = max((loft.outline.shape[1] for _, loft in lofts), default=1)
    counts = np.array([len(loft.guide) for _, loft in lofts], dtype=np.int32)
    coefficients = np.zeros((int(counts.sum()), 1 + 2 * widest, 3), dtype=np.float32)
    start = 0
    for _, loft in lofts:
        stop = start + len(loft.guide)
        width = 2 * loft.outline.shape[1]
        coefficients[start:stop, 0] = loft.guide
        coefficients[start:stop, 1 : 1 + width] = loft.outline.reshape(stop - start, width, 3)
        start = stop
    record = np.array([index for index, _ in lofts], dtype=np.int32)
    seams = np.array([loft.seams for _, loft in lofts], dtype=np.float32).reshape(-1, 2)
    ranks = np.concatenate([np.zeros(0, dtype=np.uint8), *(loft.ranks for _, loft in lofts)])
    points = np.array([loft.points for _, loft in lofts], dtype=np.int32)
    starts = np.searchsorted(record, record)
    joint_lofts, joint_spans = _joint_arrays([loft for _, loft in lofts])
    joint_lofts[..., 0] += np.where(joint_lofts[..., 0] >= 0, starts[:, None], 0).astype(np.int32)
    harmonics = np.array([loft.outline.shape[1] for _, loft in lofts], dtype=np.int32)
    return PackedLofts(record, counts, harmonics, seams, joint_lofts, joint_spans, points, ranks, coefficients)


def _joint_arrays(lofts: list[Loft]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Write the joints of lofts as arrays, loft numbers still counted within the record."""
    numbers = np.full((len(lofts), 2, 2), -1, dtype=np.int32)
    spans = np.zeros((len(lofts), 2, 3), dtype=np.float32)
    for row, loft in enumerate(lofts):
        for end, joint in enumerate(loft.joints):
            if joint is not None:
                numbers[row, end] = joint.loft, joint.end
                spans[row, end] = joint.start, joint.length, joint.offset
    return numbers, spans


def _joint(packed: PackedLofts, loft: int, end: int, first: int) -> Joint | None:
    number, other = packed.joint_lofts[loft, end].tolist()
    if number < 0:
        return None
    start, length, offset = packed.joint_spans[loft, end].tolist()
    return Joint(number - first, other, start, length, offset)


def quantised(loft: Loft) -> Loft:
    """Return the loft as it will be after writing and reading.

    Raises
    ------
    TableError
        When a coordinate does not fit the stored range.
    """
    guide = _to_steps(loft.guide, GUIDE_STEP)
    outline = _to_steps(loft.outline, OUTLINE_STEP)
    return replace(
        loft,
        guide=guide.astype(np.float32) * np.float32(GUIDE_STEP),
        outline=outline.astype(np.float32) * np.float32(OUTLINE_STEP),
    )


def write_table(path: Path, records: list[Record]) -> None:
    """Write records as a table, beside the target first and then renamed.

    Raises
    ------
    TableError
        When a coordinate does not fit the stored range.
    OSError
        When the folder cannot be written.
    """
    lofts = [(index, loft) for index, record in enumerate(records) for loft in record.lofts]
    heads = [
        {
            "key": record.key,
            "tissue": record.tissue,
            "paired": record.paired,
            "source": record.source,
            "licence": record.licence,
            "error_mm": round(record.error_mm, 4),
            "lofts": len(record.lofts),
        }
        for record in records
    ]
    joint_lofts, joint_spans = _joint_arrays([loft for _, loft in lofts])
    arrays: dict[str, NDArray[Any]] = {
        "schema": np.array([SCHEMA], dtype=np.int32),
        "records": np.frombuffer(json.dumps(heads).encode("utf-8"), dtype=np.uint8),
        "section_counts": np.array([len(loft.guide) for _, loft in lofts], dtype=np.int32),
        "harmonic_counts": np.array([loft.outline.shape[1] for _, loft in lofts], dtype=np.int32),
        "seams": np.array([loft.seams for _, loft in lofts], dtype=np.float32).reshape(-1, 2),
        "joint_lofts": joint_lofts,
        "joint_spans": joint_spans,
        "points": np.array([loft.points for _, loft in lofts], dtype=np.int32),
        "ranks": np.concatenate([np.zeros(0, dtype=np.uint8), *(loft.ranks for _, loft in lofts)]),
        "guides": np.concatenate(
            [np.zeros((0, 3), dtype=np.int16), *(_to_steps(loft.guide, GUIDE_STEP) for _, loft in lofts)]
        ),
        # Coefficient by coefficient along the loft: neighbours are alike, which packs better.
        "outlines": np.concatenate(
            [
                np.zeros(0, dtype=np.int16),
                *(
                    np.ascontiguousarray(_to_steps(loft.outline, OUTLINE_STEP).reshape(len(loft.guide), -1).T).ravel()
                    for _, loft in lofts
                ),
            ]
        ),
    }
    write_archive(path, arrays)


def read_table(path: Path) -> LoftTable:
    """Read and check a table.

    Raises
    ------
    TableError
        When the file is missing, truncated, of another schema, or a record in it is damaged.
    """
    arrays = read_kinds(path, "loft table", ARRAYS, SCHEMA)
    heads = _read_heads(path, arrays["records"])
    counts, harmonics, seams = arrays["section_counts"], arrays["harmonic_counts"], arrays["seams"]
    points, ranks = arrays["points"], arrays["ranks"]
    owner = np.repeat(np.arange(len(heads), dtype=np.int32), [head["lofts"] for head in heads])
    if not (len(owner) == len(counts) == len(harmonics) == len(seams) == len(points)) or seams.shape[1] != 2:
        raise TableError(f"{path}: the records name {len(owner)} lofts but {len(counts)} are described")
    for values, low, high, what in (
        (counts, 2, MAX_SECTIONS, "sections in a loft"),
        (harmonics, 1, MAX_HARMONICS, "harmonics"),
        (points, 4, MAX_POINTS, "points round"),
    ):
        for index in np.flatnonzero((values < low) | (values > high)):
            name = heads[owner[index]]["key"]
            raise TableError(f"{path}: record {name} has {values[index]} {what}; accepted are {low} to {high}")
    for index in np.flatnonzero(~(np.abs(seams) <= 1).all(axis=1)):
        raise TableError(f"{path}: record {heads[owner[index]]['key']} has a seam outside 0 to 1")
    joint_lofts, joint_spans = _checked_joints(path, heads, owner, arrays["joint_lofts"], arrays["joint_spans"])
    sizes = counts.astype(np.int64) * harmonics * 6
    guides, outlines = arrays["guides"], arrays["outlines"]
    if guides.shape != (int(counts.sum()), 3) or len(outlines) != int(sizes.sum()) or len(ranks) != len(guides):
        last = heads[-1]["key"] if heads else "(none)"
        raise TableError(
            f"{path}: guides {guides.shape} and outlines {outlines.shape} do not fit the sections "
            f"named by the records up to {last}"
        )
    coefficients = np.zeros((len(guides), 1 + 2 * int(harmonics.max(initial=1)), 3), dtype=np.float32)
    coefficients[:, 0] = guides * np.float32(GUIDE_STEP)
    row = start = 0
    for count, width, size in zip(counts.tolist(), (2 * harmonics).tolist(), sizes.tolist(), strict=True):
        block = outlines[start : start + size].reshape(width * 3, count).T
        coefficients[row : row + count, 1 : 1 + width] = block.reshape(count, width, 3)
        row, start = row + count, start + size
    coefficients[:, 1:] *= np.float32(OUTLINE_STEP)
    return LoftTable(
        tuple(head["key"] for head in heads),
        tuple(head["tissue"] for head in heads),
        tuple(head["paired"] for head in heads),
        tuple(head["source"] for head in heads),
        tuple(head["licence"] for head in heads),
        tuple(float(head["error_mm"]) for head in heads),
        PackedLofts(owner, counts, harmonics, seams, joint_lofts, joint_spans, points, ranks, coefficients),
    )


def _read_heads(path: Path, encoded: NDArray[np.uint8]) -> list[dict[str, Any]]:
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


def _checked_joints(
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


def _to_steps(values: NDArray[np.floating], step: float) -> NDArray[np.int16]:
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
