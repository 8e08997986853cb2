"""The spinal roots T12 to S4, built level by level from waypoints against the measured vertebrae and sacrum.

The atlas has no usable roots, so every course here follows a written description, placed by measured landmarks: the
sleeve leaves the sac at the upper body of its vertebra, below the disc above (Suh 2005), runs medial to and then under
its own pedicle, and the ganglion's centre lies in the medial zone and upper part of the foramen (Silverstein 2015).
Right side; the left is its mirror image.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .atlas import Anatomy, VertebraFrame, intervals
from .courses import BONE_GAP, Courses
from .dura import add_dura
from .paths import curve, lengths, with_radius
from .radii import DRAWN_FACTOR, MINIMUM_RADIUS, MINIMUM_ROOTLET, ROOT_RADIUS, drawn

Array = NDArray[np.float64]

LEVELS: Final = ("t12", "l1", "l2", "l3", "l4", "l5", "s1", "s2", "s3", "s4")
#: mm kept between a lumbar root and bone: the lofts of pedicles differ from the atlas by up to 0.7 mm.
PEDICLE_GAP: Final = 0.75
#: Upper end of the drawn cord, mm above the upper end of T12, the highest vertebra of the body: still in its canal.
_CORD_ABOVE_T12: Final = 3.0
#: Heights (mm below the top of the drawn cord) at which rootlets spring from it; levels above L4 come from higher up.
_ORIGIN: Final[Mapping[str, float]] = {"l4": 4.0, "l5": 12.0, "s1": 20.0, "s2": 27.0, "s3": 33.0, "s4": 38.0}
#: The filum's way out of the sacral hiatus to the back of the coccyx, mm.
_COCCYX: Final = [[0.0, -86.5, 878.0], [0.0, -88.5, 866.0], [0.0, -88.0, 856.0]]
#: Share of its way through the sac after which a level's rootlets have gathered into its two roots.
_GATHERED: Final = 0.55


@dataclass(frozen=True, slots=True)
class SpinalNerve:
    """Where a level's spinal nerve ends: the common start of its rami."""

    end: Array
    """Shape (3,), mm."""
    radius: float
    """Drawn, mm."""


@dataclass(frozen=True, slots=True)
class Canal:
    """The dural sac: its centre line and half axes over height, and the cord within."""

    z: Array
    y: Array
    half_width: Array
    half_depth: Array
    cord_top: float
    cord_tip: float

    def at(self, z: float) -> tuple[float, float, float]:
        """Return centre y, half-width and half-depth (mm) at a height."""
        return (
            float(np.interp(z, self.z, self.y)),
            float(np.interp(z, self.z, self.half_width)),
            float(np.interp(z, self.z, self.half_depth)),
        )

    def cord_radius(self, z: float) -> float:
        """Return the cord's drawn radius (mm) at a height; zero below its tip."""
        full, tip = drawn("spinal_cord")
        rise = (z - self.cord_tip) / (self.cord_top - self.cord_tip)
        if rise <= 0:
            return 0.0
        return tip + (full - tip) * float(min(1.0, rise / 0.7) ** 0.8)


def canal(anatomy: Anatomy, frames: Mapping[str, VertebraFrame]) -> Canal:
    """Measure the canal from the vertebrae and, below L5, from the sacrum's own canal."""
    rows = []
    for level in ("t12", "l1", "l2", "l3", "l4", "l5"):
        f = frames[level]
        depth = 0.5 * (f.back - f.lamina)
        rows.append(
            (0.5 * (f.top + f.bottom), 0.5 * (f.back + f.lamina) + 0.5, min(9.0, f.pedicle_inner - 1.5), depth - 1.5)
        )
    sacrum = anatomy.meshes("bones")["Sacrum"]
    # The sacral canal shows as the gap between the front and back plates on lines from back to front.
    for z, width in ((955.0, 7.0), (945.0, 5.5), (932.0, 4.0), (920.0, 3.0), (908.0, 2.2), (896.0, 1.6), (890.0, 1.4)):
        plates = intervals(sacrum, 1, (0.6, z))
        gap = max(pairwise(plates), key=lambda p: p[1][0] - p[0][1], default=None)
        if gap is not None:
            low, high = gap[0][1], gap[1][0]
            rows.append((z, 0.5 * (low + high), width, max(1.0, 0.5 * (high - low) - 1.5)))
    table = np.array(sorted(rows))
    tip = 0.5 * (frames["l1"].bottom + frames["l2"].top)
    return Canal(table[:, 0], table[:, 1], table[:, 2], table[:, 3], frames["t12"].top + _CORD_ABOVE_T12, tip)


def _in_sac(sac: Canal, z: float, leaves: float, forward: float, aside: float) -> Array:
    """Place a root in the sac: lateral and in front where it is about to leave, medial and behind where it is not."""
    y, width, depth = sac.at(z)
    share = float(np.clip((z - leaves) / 150.0, 0.0, 1.0))
    x = width * (0.86 * (1 - share) + 0.2 * share) + aside
    back = y + depth * (0.4 * (1 - share) - 0.5 * share) + forward
    cord = sac.cord_radius(z)
    if cord > 0:
        away = np.array([x, back - y])
        gap = float(np.linalg.norm(away))
        if gap < cord + 0.5:
            away *= (cord + 0.5) / max(gap, 1e-6)
            x, back = float(away[0]), y + float(away[1])
    return np.array([max(x, 0.7), back, z])


def _on_cord(sac: Canal, z: float, front: bool) -> Array:
    """Return a point on the cord's right side, in front (motor) or behind (sensory)."""
    y, _, _ = sac.at(z)
    angle = np.radians(50.0 if front else -55.0)
    radius = sac.cord_radius(z)
    return np.array([radius * np.cos(angle), y + radius * np.sin(angle), z])


def _descent(sac: Canal, start: float, end: float, leaves: float, forward: float, aside: float) -> list[Array]:
    count = max(2, round((start - end) / 9.0))
    return [_in_sac(sac, z, leaves, forward, aside) for z in np.linspace(start, end, count + 1)]


def _rootlets(sac: Canal, level: str, leaves: float, gathered: float, roots: dict[bool, Array]) -> list[Array]:
    """Lead the rootlets of one level from the cord to where its roots begin."""
    strands = []
    radius = max(MINIMUM_ROOTLET, 0.26 * ROOT_RADIUS[level])
    from_above = level not in _ORIGIN
    for number, (front, aside, along, forward) in enumerate(
        (
            (True, 0.7, 0.0, 0.5),
            (True, -0.6, 2.4, 0.2),
            (False, 0.8, 0.6, -0.3),
            (False, 0.0, 2.6, -0.9),
            (False, -0.8, 4.4, -0.2),
        )
    ):
        if level in ("s3", "s4", "t12") and number in (1, 4):
            continue
        shift = 0.55 if front else -0.55
        origin = sac.cord_top - _ORIGIN.get(level, 0.0) - (0.0 if from_above else along)
        points: list[Array] = []
        if not from_above:
            points.append(_on_cord(sac, origin, front))
        spread = _descent(sac, origin - (0.0 if from_above else 6.0), gathered + 4.0, leaves, shift + forward, aside)
        points += spread if origin - 8.0 > gathered + 4.0 else spread[:1]
        points.append(roots[front])
        strands.append(with_radius(curve(points), radius))
    return strands


def spinal_roots(courses: Courses) -> dict[str, SpinalNerve]:
    """Build the end of the cord, rootlets, roots, ganglia and spinal nerves of every level, from the cord outward.

    Returns
    -------
    dict of str to SpinalNerve
        By level, where the rami begin.
    """
    frames = {level: courses.anatomy.frame(level) for level in ("t12", "l1", "l2", "l3", "l4", "l5")}
    sac = canal(courses.anatomy, frames)
    heights = np.linspace(sac.cord_top, sac.cord_tip + 0.5, 24)
    cord = np.array([[0.0, sac.at(z)[0], z, max(0.8, sac.cord_radius(z))] for z in heights])
    filum = [[0.0, sac.at(z)[0] - 0.25 * sac.at(z)[2], z] for z in np.linspace(sac.cord_tip + 1.0, 892.0, 16)]
    filum += _COCCYX
    courses.add("spinal_cord", "", "built", [cord], tissue="cord", paired=False)
    courses.add(
        "filum_terminale",
        "spinal_cord",
        "built",
        [courses.clear(with_radius(curve(filum), 0.6, 0.5))],
        tissue="cord",
        paired=False,
    )
    nerves: dict[str, SpinalNerve] = {}
    leaves: dict[str, float] = {}
    for level in LEVELS:
        way = _lumbar_way(sac, frames[level]) if level in frames else _sacral_way(level)
        nerves[level], leaves[level] = _level(courses, sac, level, way), way.leaves
    add_dura(courses, {"z": sac.z, "y": sac.y, "width": sac.half_width, "depth": sac.half_depth}, leaves)
    return nerves


@dataclass(frozen=True, slots=True)
class _Way:
    """A root's way out: heights and points, mm."""

    leaves: float
    """Height at which the sleeve leaves the sac."""
    sleeve: list[Array]
    """Points from the sac to just before the ganglion."""
    ganglion: Array
    """Centre of the ganglion."""
    end: Array
    """End of the spinal nerve."""


def _lumbar_way(sac: Canal, frame: VertebraFrame) -> _Way:
    inner = frame.pedicle_inner
    outer = min(frame.pedicle_outer, inner + 11.0)
    middle = 0.5 * (inner + outer)
    leaves = min(frame.top - 4.0, sac.cord_top - 3.0)
    y, width, depth = sac.at(leaves)
    out = np.array([0.86 * width, y + 0.4 * depth, leaves])
    recess = np.array(
        [
            inner - 2.4,
            frame.back - 4.4,
            max(frame.pedicle_bottom + 2.0, 0.45 * leaves + 0.55 * (frame.pedicle_bottom - 3)),
        ]
    )
    ganglion = np.array([middle - 1.0, frame.back - 4.6, frame.pedicle_bottom - 4.6])
    end = np.array([outer + 0.8, frame.back - 2.0, frame.pedicle_bottom - 10.5])
    return _Way(leaves, [out, recess], ganglion, end)


#: Sacral ways, read off sections of the atlas sacrum: sleeve, ganglion and the mouth of the anterior foramen (mm).
_SACRAL: Final[
    Mapping[
        str,
        tuple[float, tuple[tuple[float, float, float], ...], tuple[float, float, float], tuple[float, float, float]],
    ]
] = {
    "s1": (
        963.0,
        ((7.0, -47.0, 956.0), (12.0, -52.3, 950.0), (16.6, -54.6, 947.0)),
        (20.9, -54.5, 944.8),
        (22.8, -39.0, 932.0),
    ),
    "s2": (
        942.0,
        ((4.5, -60.5, 940.0), (5.7, -66.0, 933.4), (9.5, -67.0, 930.3)),
        (14.5, -66.8, 928.4),
        (20.5, -58.5, 918.0),
    ),
    "s3": (
        936.0,
        ((2.6, -64.0, 934.5), (3.2, -71.0, 925.5), (4.0, -77.5, 916.5), (7.3, -79.0, 911.3)),
        (11.5, -78.7, 909.4),
        (16.8, -71.0, 906.3),
    ),
    "s4": (
        934.5,
        ((1.6, -65.5, 932.5), (1.9, -73.0, 922.5), (2.2, -80.0, 911.0), (5.5, -83.0, 898.0)),
        (11.5, -82.0, 891.0),
        (17.0, -75.5, 887.5),
    ),
}


def _sacral_way(level: str) -> _Way:
    leaves, sleeve, ganglion, end = _SACRAL[level]
    return _Way(leaves, [np.array(p) for p in sleeve], np.array(ganglion), np.array(end))


def _level(courses: Courses, sac: Canal, level: str, way: _Way) -> SpinalNerve:
    origin = sac.cord_top - _ORIGIN.get(level, 0.0)
    room = origin - way.leaves
    gathered = origin - _GATHERED * room if room > 12 else way.leaves + 0.4 * room
    # The sacral canals are too narrow for a root drawn thicker than life.
    full = max(MINIMUM_RADIUS, (1.0 if level.startswith("s") else DRAWN_FACTOR) * ROOT_RADIUS[level])
    swollen = (1.2 if level.startswith("s") else 1.45) * full

    def down(forward: float) -> list[Array]:
        if gathered - way.leaves > 9:
            return _descent(sac, gathered, way.leaves + 5.0, way.leaves, forward, 0.0)
        return [_in_sac(sac, gathered, way.leaves, forward, 0.0)]

    # One curve for the sensory way (root, ganglion, spinal nerve), cut in three.
    sensory = curve([*down(-0.7), *way.sleeve, way.ganglion, way.end], 1.0)
    along = lengths(sensory)
    centre = along[int(np.argmin(np.linalg.norm(sensory - way.ganglion, axis=1)))]
    half = min(5.5, 0.45 * float(along[-1] - centre) + 2.0)
    near, far = (int(np.searchsorted(along, centre + s * half)) for s in (-1, 1))
    far = min(far, len(sensory) - 3)
    thin = 0.62 * full
    radius = np.interp(along, [0.0, along[near]], [thin, 0.8 * full])
    spindle = np.clip((along - along[near]) / (along[far] - along[near]), 0.0, 1.0)
    radius = np.where(along > along[near], np.interp(spindle, [0, 1], [0.8 * full, full]), radius)
    radius += (swollen - 0.9 * full) * np.sin(np.pi * spindle) ** 1.3
    radius[far:] = full
    gap = BONE_GAP if level.startswith("s") else PEDICLE_GAP
    whole = courses.clear(np.column_stack([sensory, radius]), joins=True, gap=gap)

    # The motor root keeps in front of the sensory one and of the ganglion, and joins at the spinal nerve.
    passing = [p + np.array([-0.6, 1.4, 0.7]) for p in way.sleeve]
    forward = np.array([0.3, 0.75 * swollen, -0.3])
    motor = courses.lead(
        [*down(0.7), *passing, way.ganglion + forward, whole[far, :3]], 0.5 * full, joins=True, step=1.0
    )
    rootlets = _rootlets(sac, level, way.leaves, gathered, {True: motor[0, :3], False: whole[0, :3]})
    from_cord = f"rootlets_{level}"
    courses.add(from_cord, "spinal_cord", "built", rootlets, tissue="root")
    courses.add(f"anterior_root_{level}", from_cord, "built", [motor], tissue="root")
    courses.add(f"posterior_root_{level}", from_cord, "built", [whole[: near + 1]], tissue="root")
    courses.add(f"spinal_ganglion_{level}", f"posterior_root_{level}", "built", [whole[near : far + 1]], tissue="root")
    courses.add(f"spinal_nerve_{level}", f"spinal_ganglion_{level}", "built", [whole[far:]])
    return SpinalNerve(np.asarray(whole[-1, :3]), full)
