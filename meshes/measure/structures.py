"""Measuring the loft table: every structure of ``structures.csv`` from its atlas surface."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import trimesh

from meshes.atlas import LICENCE, SOURCE, Surface, read_atlas
from meshes.body import DATA, read_names
from meshes.fidelity import Deviation, deviation
from meshes.lofts import build_lofts
from meshes.table import Loft, Record, pack, quantised, write_table

from .contours import LevelSets, trace
from .fields import drainage, extremes
from .parts import surface_of
from .sections import fit

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What to aim at for one structure; our choice, so that error and size stay in balance."""

    outline_mm: float
    section_mm: float
    harmonics: int = 24
    sections: int = 80


GOOD_MM: Final = 0.2
"""A trial with a mean deviation below this is taken without trying others, mm."""
SPECK: Final = 0.01
"""Connected pieces with less than this share of the surface are left out."""


def measure(atlas_folder: Path, out_folder: Path) -> None:
    """Measure the loft table and write ``lofts.npz``.

    Parameters
    ----------
    atlas_folder : Path
        The Z-Anatomy folder.
    out_folder : Path
        Where to write.

    Raises
    ------
    AtlasError
        When the atlas folder lacks something.
    """
    write_table(out_folder / "lofts.npz", list(records(atlas_folder)))


def records(atlas_folder: Path, keys: Iterable[str] | None = None) -> Iterable[Record]:
    """Measure some structures, or all.

    Parameters
    ----------
    atlas_folder : Path
    keys : iterable of str, optional
        Keys without side; all of ``structures.csv`` by default.
    """
    atlas = read_atlas(atlas_folder)
    wanted = None if keys is None else set(keys)
    for key, row in read_names(DATA).items():
        if not row["atlas_name"] or row["tissue"] not in ("bone", "disc", "cartilage", "muscle", "tendon"):
            continue
        if wanted is not None and key not in wanted:
            continue
        surface = surface_of(key, row["atlas_name"], atlas)
        lofts, found = best_lofts(surface)
        paired = f"{row['atlas_name']}.r" in atlas
        log.info("%s: %d lofts, mean %.3f mm, 95 %% %.2f mm", key, len(lofts), found.mean_mm, found.p95_mm)
        yield Record(key, row["tissue"], paired, SOURCE, LICENCE, found.mean_mm, tuple(lofts))


def best_lofts(surface: Surface) -> tuple[list[Loft], Deviation]:
    """Describe a surface by lofts, from the outlet that gives the smallest mean deviation."""
    best: tuple[list[Loft], Deviation] | None = None
    for trial in range(4):
        lofts = [loft for part in pieces(surface) for loft in lofts_of(part, trial)]
        if not lofts:
            continue
        built = build_lofts(pack([(0, loft) for loft in lofts]))
        found = deviation(surface, built.vertices, built.faces)
        if best is None or found.mean_mm < best[1].mean_mm:
            best = lofts, found
        if best[1].mean_mm <= GOOD_MM:
            break
    if best is None:
        raise ValueError("a surface without extent cannot be described by lofts")
    return best


def pieces(surface: Surface) -> list[trimesh.Trimesh]:
    """Split a surface in its connected pieces, finely enough meshed for smooth scalars; specks are left out."""
    mesh = surface.as_trimesh()
    parts = [
        part for part in mesh.split(only_watertight=False) if part.area > SPECK * mesh.area and len(part.faces) > 8
    ]
    result = []
    for part in parts:
        for _ in range(3):
            if len(part.faces) > 12000 or np.median(part.edges_unique_length) < 2.5:
                break
            part = part.subdivide()
        result.append(part)
    return result


def lofts_of(part: trimesh.Trimesh, trial: int) -> list[Loft]:
    """Describe one connected piece; `trial` numbers the outlets of `fields.extremes`."""
    vertices, faces = np.asarray(part.vertices, dtype=np.float64), np.asarray(part.faces, dtype=np.int64)
    outlets = extremes(vertices)
    if trial >= len(outlets):
        return []
    values = drainage(vertices, faces, outlets[trial])
    size = float(np.ptp(vertices, axis=0).max())
    gap = float(np.clip(size / 60, 0.8, 3.0))
    arcs = trace(
        LevelSets(vertices, faces, values), gap_mm=gap, tip_mm=float(np.clip(size / 80, 0.2, 0.6)), small_mm=1.5
    )
    aim = float(np.clip(size / 800, 0.06, 0.2))
    tolerance = Tolerance(aim, aim)
    lofts = [
        fit(arc, tolerance.outline_mm, tolerance.section_mm, tolerance.harmonics, tolerance.sections) for arc in arcs
    ]
    return [quantised(loft) for loft in lofts if loft is not None]
