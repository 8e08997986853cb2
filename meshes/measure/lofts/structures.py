"""Measuring the loft table: every structure of ``structures.csv`` from its atlas surface."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np

from meshes.body import DATA, TRUNK_WALL, read_names
from meshes.lofts.engine import build_lofts
from meshes.lofts.table import TISSUES, Loft, Record, pack, quantised, read_table, write_table
from meshes.measure.atlas import LICENCE, SOURCE, Surface, read_atlas

from .bands import with_bands
from .contours import LevelSets, trace
from .fidelity import Deviation, deviation
from .fields import drainage, extremes, refined
from .parts import surface_of
from .sections import Tolerance, fit
from .volume import restored

log = logging.getLogger(__name__)


TRIALS: Final = 5
HARD: Final = ("bone", "disc", "cartilage")
SHEETS: Final = ("capsule", "fascia", "membrane")
FINE_SHEETS: Final = ("iliotibial_tract", "plantar_aponeurosis", "interosseous_membrane_of_leg", "obturator_membrane")
TRUNK_EASE: Final = 1.4
SHEET_EASE: Final = 2.0
"""How much farther off the wall of the trunk and most sheets may be: they are large, smooth and not shown at first."""
LOFT_MM: Final = 0.03
"""What one loft more than connected pieces costs in the score: every joint is a place where something may show, mm."""
SOURCES: Final = {
    **dict.fromkeys(
        (
            "iliotibial_tract",
            "second_lumbrical_of_foot",
            "third_lumbrical_of_foot",
            "fourth_lumbrical_of_foot",
        ),
        "BodyParts3D (CC BY-SA 2.1 JP)",
    ),
    "inguinal_ligament": "built between landmarks of Z-Anatomy",
}
"""Source where it is not Z-Anatomy itself."""
SPECK: Final = 0.01
"""Connected pieces with less than this share of the surface are left out."""


def measure(atlas_folder: Path, out_folder: Path, keys: Iterable[str] | None = None) -> None:
    """Measure the loft table and write ``lofts.npz``.

    Parameters
    ----------
    atlas_folder : Path
        The Z-Anatomy folder.
    out_folder : Path
        Where to write.
    keys : iterable of str, optional
        Measure only these and keep the other records of the table there.

    Raises
    ------
    AtlasError
        When the atlas folder lacks something.
    """
    path = out_folder / "lofts.npz"
    found = {record.key: record for record in records(atlas_folder, keys)}
    if keys is not None:
        table = read_table(path)
        found = {**{key: table.record(key) for key in table.keys}, **found}
    order = [key for key in read_names(DATA) if key in found]
    write_table(path, [found[key] for key in order])


def records(atlas_folder: Path, keys: Iterable[str] | None = None) -> Iterable[Record]:
    """Measure some structures, or all.

    Parameters
    ----------
    atlas_folder : Path
    keys : iterable of str, optional
        Keys without side; all of ``structures.csv`` by default.
    """
    atlas = with_bands(read_atlas(atlas_folder), atlas_folder)
    wanted = None if keys is None else set(keys)
    for key, row in read_names(DATA).items():
        if not row["atlas_name"] or row["tissue"] not in TISSUES:
            continue
        if wanted is not None and key not in wanted:
            continue
        surface = surface_of(key, row["atlas_name"], atlas)
        lofts, found = best_lofts(surface, row["tissue"], ease_of(key, row["tissue"]))
        paired = f"{row['atlas_name']}.r" in atlas
        log.info("%s: %d lofts, mean %.3f mm, 95 %% %.2f mm", key, len(lofts), found.mean_mm, found.p95_mm)
        yield Record(key, row["tissue"], paired, SOURCES.get(key, SOURCE), LICENCE, found.mean_mm, tuple(lofts))


def ease_of(key: str, tissue: str) -> float:
    """Return by how much the distances aimed at are raised."""
    if key in TRUNK_WALL:
        return TRUNK_EASE
    return SHEET_EASE if tissue in SHEETS and key not in FINE_SHEETS else 1.0


def best_lofts(surface: Surface, tissue: str, ease: float = 1.0) -> tuple[list[Loft], Deviation]:
    """Describe a surface by lofts, from the outlet that gives few lofts and a small mean deviation.

    Parameters
    ----------
    surface : Surface
    tissue : str
    ease : float
        By how much the distances aimed at are raised.

    Raises
    ------
    ValueError
        When the surface has no extent.
    """
    parts = pieces(surface)
    best: tuple[float, list[Loft], Deviation] | None = None
    for trial in range(TRIALS):
        lofts: list[Loft] = []
        for part in parts:
            lofts += [loft.moved(len(lofts)) for loft in lofts_of(part, trial, tissue, ease)]
        if not lofts:
            continue
        lofts = restored(surface, lofts)
        built = build_lofts(pack([(0, loft) for loft in lofts]))
        found = deviation(surface, built.vertices, built.faces)
        score = found.mean_mm + LOFT_MM * (len(lofts) - len(parts))
        if best is None or score < best[0]:
            best = score, lofts, found
        # One tube for each piece: no other outlet does better.
        if len(best[1]) == len(parts) and best[2].mean_mm < 2 * tolerance_of(surface, tissue, ease).standard_mm:
            break
    if best is None:
        raise ValueError("a surface without extent cannot be described by lofts")
    return best[1:]


def pieces(surface: Surface) -> list[Surface]:
    """Split a surface in its connected pieces, finely enough meshed for smooth scalars; specks are left out."""
    mesh = surface.as_trimesh()
    result = []
    for part in mesh.split(only_watertight=False):
        if part.area > SPECK * mesh.area and len(part.faces) > 8:
            edge = float(np.clip(np.sqrt(part.area / 3000), 0.7, 5.0))
            vertices, faces = refined(np.asarray(part.vertices), np.asarray(part.faces, dtype=np.int64), edge)
            result.append(Surface(vertices, faces))
    return result


def tolerance_of(surface: Surface, tissue: str, ease: float = 1.0) -> Tolerance:
    """Return what to aim at: closer for small things, and for bone, which shows edges, than for muscle."""
    size = float(np.ptp(surface.vertices, axis=0).max())
    fine = float(np.clip(size / 800, 0.06, 0.2))
    standard = float(np.clip(size / 250, 0.16, 0.34) if tissue in HARD else np.clip(size / 250, 0.3, 0.65))
    return Tolerance(ease * fine, ease * fine, 2.5 * ease * standard, ease * standard)


def lofts_of(part: Surface, trial: int, tissue: str, ease: float = 1.0) -> list[Loft]:
    """Describe one connected piece; `trial` numbers the outlets of `fields.extremes`."""
    vertices, faces = part.vertices, part.faces
    outlets = extremes(vertices)
    if trial >= len(outlets):
        return []
    values = drainage(vertices, faces, outlets[trial])
    size = float(np.ptp(vertices, axis=0).max())
    gap = float(np.clip(size / 60, 0.8, 3.0))
    arcs = trace(
        LevelSets(vertices, faces, values), gap_mm=gap, tip_mm=float(np.clip(size / 80, 0.2, 0.6)), small_mm=1.5
    )
    tolerance = tolerance_of(part, tissue, ease)
    return [quantised(loft) for loft in fit(arcs, tolerance)]
