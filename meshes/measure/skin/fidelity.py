"""How near the skin comes to the measured skin, and how thick the tissue under it is at named sites.

``python -m meshes.measure.skin.fidelity ATLAS_FOLDER`` prints both.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import KDTree

from meshes.body import Body, build_body
from meshes.builds.builder import Builder
from meshes.builds.proportions import default_build
from meshes.builds.survey import SEXES
from meshes.measure.atlas import AtlasError
from meshes.measure.printing import print_report
from meshes.skin.charts import ChartPoint, position
from meshes.skin.surface import SkinMesh, build_skin
from meshes.space import from_atlas

Array = NDArray[np.float64]

GOAL_MM: Final = 1.0
"""Mean distance outside the groin."""
GROIN: Final = (690.0, 830.0, 90.0)
"""Left out, because it is drawn neutral on purpose: height from, to and half width, mm."""
TOP: Final = 1160.0
"""Above it lies the lid that closes the model, mm."""
BANDS: Final = (0.0, 60.0, 120.0, 250.0, 380.0, 470.0, 580.0, 690.0, 830.0, 900.0, 980.0, 1060.0, 1160.0)
SAMPLES: Final = 3_000_000
"""Points laid on the measured surface; their spacing, about 0.7 mm, adds some hundredths to a distance."""
ASKED: Final = 60_000
"""Points of the built skin, evenly over its area."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place at which published work measured the tissue under the skin."""

    name: str
    place: ChartPoint
    low: float
    high: float
    """Thickness that was published or follows from what was published, mm, for men of common build."""
    source: str


SITES: Final = (
    Site(
        "front of the thigh, middle",
        ChartPoint("thigh", "right", 0.5, 0.0),
        4.0,
        18.6,
        "ultrasound 10.4 (SD 4.1, two to either side), 17 active people of 39 to 66 (Mechelli); fact sheet, men at BMI "
        "22 to 28 with skin: 6.5 to 12",
    ),
    Site(
        "inner calf, thickest",
        ChartPoint("leg", "right", 0.30, 100.0),
        3.0,
        10.0,
        "half of the caliper folds of men, 8 to 12 (recalled); fact sheet, calf at BMI 22 to 28 times 1.3 with skin",
    ),
    Site(
        "shin, face of the bone",
        ChartPoint("leg", "right", 0.5, 10.0),
        2.0,
        8.0,
        "never under 2, 0.35 of the mean of the calf (fact sheet, derived)",
    ),
    Site(
        "buttock, middle",
        ChartPoint("trunk", "right", 0.86, 152.0),
        12.0,
        45.0,
        "men at BMI 20 to 30: 15 to 45 (fact sheet, derived from Frank 2019, ultrasound, 75 men)",
    ),
)


def skin_distances(atlas: Path, skin: SkinMesh) -> tuple[Array, Array]:
    """Measure how far the built skin lies from the measured skin.

    Parameters
    ----------
    atlas : Path
        Holds ``skin.ply``.
    skin : SkinMesh
        Of the atlas body.

    Returns
    -------
    points : ndarray, shape (n, 3)
        Evenly over the built skin, groin and lid left out, mm.
    distances : ndarray, shape (n,)
        To the measured surface, mm.

    Raises
    ------
    AtlasError
        When the file is missing.
    """
    import trimesh

    path = atlas / "skin.ply"
    if not path.is_file():
        raise AtlasError(f"{path} is missing; needed is the Z-Anatomy folder with skin.ply")
    load: Any = trimesh.load
    read = load(path, process=False)
    measured = from_atlas(np.asarray(read.vertices, dtype=np.float64))
    faces = np.asarray(read.faces)
    kept = (measured[faces][:, :, 2].min(axis=1) < TOP + 40.0) & (np.abs(measured[faces][:, :, 0]).max(axis=1) < 260.0)
    sample: Any = trimesh.sample.sample_surface
    surface = sample(trimesh.Trimesh(measured, faces[kept], process=False), SAMPLES, seed=1)[0]
    points = sample(trimesh.Trimesh(skin.mesh.vertices, skin.mesh.faces, process=False), ASKED, seed=2)[0]
    low, high, half = GROIN
    groin = (points[:, 2] > low) & (points[:, 2] < high) & (np.abs(points[:, 0]) < half)
    points = points[(points[:, 2] < TOP) & ~groin]
    return points, np.asarray(KDTree(surface).query(points)[0])


def thickness(body: Body, place: ChartPoint) -> float:
    """Measure from the skin straight inward to the first bone or muscle, mm.

    Parameters
    ----------
    body : Body
    place : ChartPoint
        On its skin.

    Returns
    -------
    float
        Infinite where nothing lies below.
    """
    start = position(body.skin, place)
    nearest = int(body.skin.tree.query(start)[1])
    inward = -body.skin.mesh.normals[nearest].astype(np.float64)
    best = np.inf
    for layer in body.layers:
        if layer.layer in ("bones", "muscles", "trunk_muscles"):
            best = min(best, _first_hit(layer.mesh.vertices[layer.mesh.faces].astype(np.float64), start, inward))
    return best


def _first_hit(triangles: Array, start: Array, direction: Array) -> float:
    """Distance along a ray to the first triangle (Möller and Trumbore 1997)."""
    a, ab, ac = triangles[:, 0], triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    across = np.cross(direction, ac)
    det = (ab * across).sum(axis=1)
    safe = np.where(np.abs(det) < 1e-12, np.inf, det)
    away = start - a
    u = (away * across).sum(axis=1) / safe
    other = np.cross(away, ab)
    v = (other @ direction) / safe
    along = (ac * other).sum(axis=1) / safe
    hit = (u >= 0.0) & (v >= 0.0) & (u + v <= 1.0) & (along > 0.0)
    return float(along[hit].min()) if hit.any() else float("inf")


def report(atlas: Path) -> Iterable[str]:
    """Write both tables line by line (Markdown)."""
    points, distances = skin_distances(atlas, build_skin())
    yield "| height, mm | points | mean, mm | 95th percentile | largest |"
    yield "|---|---|---|---|---|"
    for low, high in itertools.pairwise(BANDS):
        band = distances[(points[:, 2] >= low) & (points[:, 2] < high)]
        yield f"| {low:.0f} to {high:.0f} | {_cells(band)} |"
    mean = float(distances.mean())
    met = "met" if mean <= GOAL_MM else "MISSED"
    yield f"| all, groin left out | {_cells(distances)} |"
    yield f"\nGoal: a mean of at most {GOAL_MM} mm: {mean:.2f}, {met}.\n"
    builder = Builder(build_body())
    bodies = (builder.atlas, *(builder.body(default_build(sex)) for sex in SEXES))
    yield f"| site | atlas body | default {SEXES[0]} | default {SEXES[1]} | published for men, mm | from |"
    yield "|---|---|---|---|---|---|"
    for site in SITES:
        found = [thickness(body, site.place) for body in bodies]
        cells = " | ".join(f"{value:.1f}" for value in found)
        yield f"| {site.name} | {cells} | {site.low:g} to {site.high:g} | {site.source} |"


def _cells(distances: Array) -> str:
    high = np.percentile(distances, 95)
    return f"{len(distances)} | {distances.mean():.2f} | {high:.2f} | {distances.max():.2f}"


def main() -> int:
    """Print the tables; 0 unless the atlas is missing."""
    return print_report(report, __doc__)


if __name__ == "__main__":
    raise SystemExit(main())
