"""A standing body scan of any origin: which way it stands, how large it is, and the chart frames of its two legs.

Nothing is registered and no body is fitted: chart coordinates are defined by levels and section boxes, which a scan has
of its own. The levels that show no mark on the skin follow from the crotch by survey ratios.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import frozen, on_grid

from . import SUFFIXES
from .sections import Cut, Sections

Array = NDArray[np.float64]

SMALLEST_VERTICES: Final = 500
LARGEST_VERTICES: Final = 5_000_000
UNITS: Final = ((0.3, 3.0, 1000.0, "metres"), (30.0, 300.0, 10.0, "centimetres"), (300.0, 3000.0, 1.0, "millimetres"))
"""Height from, to, millimetres per unit, name: no standing body or lower body has another height."""
LEG_SLABS: Final = tuple(np.arange(0.06, 0.36, 0.02))
"""Heights, as shares of the whole, at which two legs must stand apart."""
SURE: Final = 0.5
"""Share of the slabs that must show two legs."""
CROTCH_OF_STATURE: Final = (0.43, 0.478, 0.53)
"""Least, mean, most (ANSUR II, men and women: 0.479 and 0.480, SD 0.015; five SD to either side)."""

WIDE_MM: Final = 60.0
"""A piece reaching this far to both sides is no single leg, and nothing that hangs between them."""
GAP: Final = 0.2
"""Depth of a gap between the thighs over that of the section, below which they count as one."""
MIDLINE_MM: Final = 15.0
DEEP: Final = 0.55
"""Depth at the midline over that of the whole section, from which on it is trunk."""


class ScanError(ValueError):
    """A mesh that is no standing body.

    Parameters
    ----------
    message : str
        One sentence in English with named gaps, as it is translated.
    **gaps : object
        What fills them.
    """

    def __init__(self, message: str, **gaps: object) -> None:
        super().__init__(message.format(**gaps))
        self.message, self.gaps = message, gaps


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A scan turned into the body frame, its own vertices kept as they were."""

    given: NDArray[np.float64]
    """Shape (n, 3): the vertices as read, in the file's unit and axes."""
    faces: NDArray[np.int32]
    """Shape (m, 3)."""
    vertices: NDArray[np.float64]
    """Shape (n, 3): mm, RAS, floor at z = 0, the legs' middle plane at x = 0."""
    unit: str
    axes: NDArray[np.float64]
    """Shape (3, 3): rows are the body's right, front and up in the file's axes."""
    stature: float | None
    """mm; ``None`` where the scan ends below the head."""
    crotch: float
    """Height, mm."""


def read_scan(path: Path) -> Scan:
    """Read a mesh and find out how it stands.

    Parameters
    ----------
    path : Path
        PLY, OBJ, STL, GLB or OFF, in any unit and with any axis up, of one person standing with the legs apart.

    Raises
    ------
    ScanError
        When the file is no readable mesh or no standing body is in it.
    """
    given, faces = _load(path)
    axes = _axes(given, path)
    turned = given @ axes.T
    height = float(np.ptp(turned[:, 2]))
    scale, unit = _unit(height, path)
    vertices = turned * scale
    vertices[:, 2] -= vertices[:, 2].min()
    vertices[:, 0] -= _middle(vertices)
    vertices = on_grid(vertices)  # what is looked for from here on hangs on no processor's last digits
    crotch, stature = _crotch(Sections(vertices, faces), float(vertices[:, 2].max()), path)
    return Scan(frozen(given), frozen(faces), frozen(vertices), unit, frozen(axes), stature, crotch)


def _load(path: Path) -> tuple[Array, NDArray[np.int32]]:
    accepted = ", ".join(SUFFIXES)
    if path.suffix.lower() not in SUFFIXES:
        raise ScanError("{path}: not a mesh file; accepted are {accepted}", path=path, accepted=accepted)
    if not path.is_file():
        raise ScanError("{path}: there is no such file; a mesh ({accepted}) is accepted", path=path, accepted=accepted)
    import trimesh

    load: Any = trimesh.load
    try:
        mesh = load(path, force="mesh", process=False)
        vertices = np.asarray(mesh.vertices, dtype=np.float64)
        faces = np.asarray(mesh.faces, dtype=np.int64)
    except Exception as error:
        raise ScanError(
            "{path}: cannot be read as a mesh ({reason}); accepted are {accepted}",
            path=path,
            reason=type(error).__name__,
            accepted=accepted,
        ) from error
    if vertices.ndim != 2 or vertices.shape[1:] != (3,) or faces.ndim != 2 or faces.shape[1:] != (3,) or not len(faces):
        raise ScanError("{path}: has no triangles; a surface mesh of a standing body is accepted", path=path)
    if not SMALLEST_VERTICES <= len(vertices) <= LARGEST_VERTICES:
        raise ScanError(
            "{path}: has {count} vertices; accepted are {least} to {most}",
            path=path,
            count=len(vertices),
            least=SMALLEST_VERTICES,
            most=LARGEST_VERTICES,
        )
    if not np.isfinite(vertices).all():
        raise ScanError(
            "{path}: has vertices that are no finite numbers; a surface mesh of a standing body is accepted", path=path
        )
    if faces.min() < 0 or faces.max() >= len(vertices):
        raise ScanError("{path}: has triangles of vertices that are not there; a sound mesh is accepted", path=path)
    return vertices, faces.astype(np.int32)


def _unit(height: float, path: Path) -> tuple[float, str]:
    for low, high, scale, name in UNITS:
        if low <= height < high:
            return scale, name
    raise ScanError(
        "{path}: is {height} units high; a body in metres, centimetres or millimetres is accepted",
        path=path,
        height=f"{height:.4g}",
    )


def _axes(points: Array, path: Path) -> Array:
    """Find right, front and up: legs stand apart at the lower end, and feet point forward."""
    best, chosen = 0.0, None
    for axis, sign in product(range(3), (1.0, -1.0)):
        up = np.zeros(3)
        up[axis] = sign
        pairs = _leg_pairs(points, up)
        share = len(pairs) / len(LEG_SLABS)
        # the same seen from the other end: arms and head must not pass for legs as well as the legs do
        gain = share - 0.5 * len(_leg_pairs(points, -up)) / len(LEG_SLABS)
        if share >= SURE and gain > best:
            best, chosen = gain, (up, pairs)
    if chosen is None:
        raise ScanError(
            "{path}: no two legs stand apart in it; a person standing with the legs apart is accepted", path=path
        )
    up, pairs = chosen
    across = np.mean([b - a for a, b in pairs], axis=0)
    across -= (across @ up) * up
    across /= np.linalg.norm(across)
    front = np.cross(up, across)
    height = points @ up
    share = (height - height.min()) / np.ptp(height)
    foot, shin = points[share < 0.025], points[(share > 0.06) & (share < 0.14)]
    if not len(foot) or not len(shin):
        raise ScanError("{path}: has no feet; a person standing on both feet is accepted", path=path)
    if (_midrange(foot @ front) - _midrange(shin @ front)) < 0.0:
        front = -front
    return np.stack([np.cross(front, up), front, up])


def _leg_pairs(points: Array, up: Array) -> list[tuple[Array, Array]]:
    """Middles of both legs in each low slab in which two like parts stand apart."""
    height = points @ up
    share = (height - height.min()) / np.ptp(height)
    level = np.eye(3)[np.abs(up) < 0.5]
    pairs = []
    for low in LEG_SLABS:
        slab = points[(share >= low) & (share < low + 0.02)]
        if len(slab) < 16:
            continue
        flat = slab @ level.T
        centred = flat - flat.mean(axis=0)
        direction = np.linalg.svd(centred, full_matrices=False)[2][0]
        along = centred @ direction
        order = np.argsort(along)
        inner = slice(len(order) // 6, len(order) - len(order) // 6)
        steps = np.diff(along[order])[inner]
        if not len(steps) or steps.max() < 0.05 * np.ptp(along):
            continue
        cut = int(np.argmax(steps)) + inner.start + 1
        one, other = slab[order[:cut]], slab[order[cut:]]
        widths = [np.ptp(along[order[:cut]]), np.ptp(along[order[cut:]])]
        if min(widths) > 0.4 * max(widths):
            pairs.append((_middle_of(one), _middle_of(other)))
    if not pairs:
        return []
    first = pairs[0][1] - pairs[0][0]  # singular vectors have no sign of their own
    return [(a, b) if (b - a) @ first > 0.0 else (b, a) for a, b in pairs]


def _middle_of(points: Array) -> Array:
    middle: Array = (points.min(axis=0) + points.max(axis=0)) / 2
    return middle


def _midrange(values: Array) -> float:
    return float(values.min() + values.max()) / 2


def _middle(vertices: Array) -> float:
    """Sideways middle between the legs, from the level of the calves."""
    height = float(np.ptp(vertices[:, 2]))
    low = vertices[(vertices[:, 2] > 0.06 * height) & (vertices[:, 2] < 0.22 * height)]
    side = low[:, 0] - np.median(low[:, 0])
    gap = np.sort(side)
    cut = int(np.argmax(np.diff(gap)))
    return float((gap[cut] + gap[cut + 1]) / 2 + np.median(low[:, 0]))


def _crotch(sections: Sections, top: float, path: Path) -> tuple[float, float | None]:
    """Find the crotch, the lowest level at which one piece spans the middle, and the stature where the head is on."""
    found = None
    for level in np.arange(0.25, 0.97, 0.004) * top:
        if _spans(sections.at(level)):
            found = float(level)
            break
    least, mean, most = CROTCH_OF_STATURE
    if found is None:
        raise ScanError(
            "{path}: its legs never meet; a person from the feet to the waist or above is accepted", path=path
        )
    whole = top * least <= found <= top * most
    if not whole and found < top * least and found > 0.3 * top:
        return mean * top, top  # thighs that touch, or a garment, hide the crotch of a whole body
    if found > 0.9 * top:
        raise ScanError("{path}: ends at the hips; a person from the feet to the waist or above is accepted", path=path)
    return found, top if whole else None


def _spans(cuts: Sequence[Cut]) -> bool:
    """Whether one wide piece spans the middle and is deep there: thighs that touch leave a gap between them."""
    for cut in cuts:
        if cut.low[0] > -WIDE_MM or cut.high[0] < WIDE_MM:
            continue
        depth = float(cut.high[1] - cut.low[1])
        gaps = [
            float(other.high[1] - other.low[1])
            for other in cuts
            if other is not cut
            and other.low[0] < 0.0 < other.high[0]
            and cut.low[1] < other.low[1]
            and other.high[1] < cut.high[1]
        ]
        middle = cut.points[np.abs(cut.points[:, 0]) < MIDLINE_MM, 1]
        if max(gaps, default=0.0) < GAP * depth and len(middle) and np.ptp(middle) > DEEP * depth:
            return True
    return False
