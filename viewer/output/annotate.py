"""The published maps carried onto any standing body scan: a root for each vertex and map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from viewer.files.errors import InputError
from viewer.files.writing import check_writable, write_whole

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.scan.charts import ScanCharts
    from meshes.scan.scan import Scan

BLANK: Final = -1
"""The map leaves the place blank."""
OFF: Final = -2
"""The vertex is off the lower body: arms, chest, head."""


def annotate(source: Path, out: Path, knowledge: Knowledge) -> dict[str, object]:
    """Write a scan with the root each map gives to each of its vertices.

    The file (NumPy ``.npz``) holds ``vertices`` (n, 3) and ``faces`` (m, 3) as they were read, ``roots`` and ``maps``
    (names), and ``label`` (maps, n): the index into ``roots``, -1 where the map leaves the place blank, -2 off the
    lower body.

    Parameters
    ----------
    source : Path
        The mesh of one standing person, in any unit, any axis up.
    out : Path
        A ``.npz``.
    knowledge : Knowledge

    Returns
    -------
    dict
        What was found out about the scan, and how many vertices each map gives to each root.

    Raises
    ------
    InputError
        When the file cannot be written there, or the mesh is no standing body.
    """
    check_writable(out, ".npz")
    from meshes.body import DATA
    from meshes.scan.charts import scan_charts
    from meshes.scan.scan import ScanError, read_scan
    from meshes.skin.surface import build_skin

    try:
        scan = read_scan(source)
        charts = scan_charts(scan, build_skin(DATA / "skin.npz", "light"))
    except ScanError as error:
        raise InputError(error.message, **error.gaps) from error
    roots, maps = tuple(knowledge.roots), tuple(knowledge.maps)
    label = np.stack([labels(knowledge, key, roots, charts) for key in maps])

    def write(beside: Path) -> None:
        with beside.open("wb") as stream:
            np.savez_compressed(
                stream,
                vertices=scan.given,
                faces=scan.faces,
                roots=np.array(roots),
                maps=np.array(maps),
                label=label,
            )

    write_whole(out, write)
    return _answer(scan, charts, roots, maps, label)


def labels(knowledge: Knowledge, map_key: str, roots: tuple[str, ...], charts: ScanCharts) -> NDArray[np.int8]:
    """Give the index of the root that a map gives to each vertex, shape (n,).

    Parameters
    ----------
    knowledge : Knowledge
    map_key : str
    roots : tuple of str
        What the indices refer to.
    charts : ScanCharts
    """
    from meshes.skin.chart_frame import SEGMENTS
    from meshes.skin.charts import inside

    out = np.full(len(charts.t), BLANK, dtype=np.int8)
    for territory in knowledge.territories.values():
        if territory.map != map_key:
            continue
        for polygon in territory.polygons:
            number = SEGMENTS.index(polygon.segment)
            there = charts.segment == number
            if polygon.rays:
                there &= np.isin(charts.ray, polygon.rays)
            chosen = np.flatnonzero(there)
            within = inside(polygon.points, charts.t[chosen], charts.phi[chosen], periodic=polygon.segment != "trunk")
            out[chosen[within]] = roots.index(territory.root)
    out[charts.segment < 0] = OFF
    return out


def _answer(
    scan: Scan, charts: ScanCharts, roots: tuple[str, ...], maps: tuple[str, ...], label: NDArray[np.int8]
) -> dict[str, object]:
    counts: dict[str, Any] = {}
    for row, key in zip(label, maps, strict=True):
        found = {root: int((row == number).sum()) for number, root in enumerate(roots)}
        counts[key] = {**{root: count for root, count in found.items() if count}, "blank": int((row == BLANK).sum())}
    return {
        "vertices": len(scan.vertices),
        "faces": len(scan.faces),
        "unit": scan.unit,
        "axes": {
            name: [round(float(v), 4) for v in row]
            for name, row in zip(("right", "front", "up"), scan.axes, strict=True)
        },
        "stature_mm": None if scan.stature is None else round(scan.stature, 1),
        "crotch_mm": round(scan.crotch, 1),
        "off_the_lower_body": int((charts.segment < 0).sum()),
        "maps": counts,
    }


def annotate_lines(answer: dict[str, Any]) -> list[str]:
    """Say the answer in lines of text."""
    stature = f", {answer['stature_mm']:.0f} mm tall" if answer["stature_mm"] else ""
    lines = [f"{answer['vertices']} vertices in {answer['unit']}{stature}; crotch at {answer['crotch_mm']:.0f} mm"]
    lines.append(f"off the lower body: {answer['off_the_lower_body']}")
    for key, counts in answer["maps"].items():
        lines.append(f"{key}: " + ", ".join(f"{root} {count}" for root, count in counts.items()))
    return lines
