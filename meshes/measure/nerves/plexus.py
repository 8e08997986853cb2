"""The lumbar and sacral plexus: rami, divisions, lumbosacral trunk, and the trunks' way out of psoas and pelvis.

Built from waypoints inside the measured psoas major and in front of the measured sacrum, because the atlas joins its
strands one level too high. Femoral: out at the lateral border of psoas about L5; obturator: medial border near the
pelvic brim; trunk: over the ala of the sacrum in front of the sacro-iliac joint. Right side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray

from .atlas import intervals
from .courses import Courses
from .paths import Point, at_height, between, nearest, waypoints_of
from .radii import MINIMUM_RADIUS, drawn
from .roots import SpinalNerve

Array = NDArray[np.float64]

WALL: Final = (
    "External abdominal oblique muscle",
    "Internal abdominal oblique muscle",
    "Transversus abdominis muscle",
)
"""Layers of the belly wall, between which its nerves run."""

#: Where the trunks form (z, share of the psoas section across from medial, share from back to front).
_FEMORAL: Final = (963.0, 0.76, 0.38)
_OBTURATOR: Final = (968.0, 0.36, 0.16)
#: Junctions in front of the sacrum, mm: L4's share with L5 above the brim, and the trunk with S1.
TRUNK_START: Final = (34.0, -21.5, 957.0)
SCIATIC_START: Final = (50.0, -29.0, 902.0)


class Psoas:
    """Places inside the psoas major, by height and share of its cross-section."""

    def __init__(self, mesh: Any) -> None:
        self._mesh = mesh

    def at(self, z: float, across: float, forward: float) -> Array:
        """Return a point (mm) at a height, ``across`` from medial 0 to lateral 1, ``forward`` from back 0 to 1."""
        up = np.array([0.0, 0.0, 1.0])
        intersections: Any = trimesh.intersections
        points = intersections.mesh_plane(self._mesh, up, (z + 1e-4) * up).reshape(-1, 3)
        low, high = points.min(axis=0), points.max(axis=0)
        x = low[0] + across * (high[0] - low[0])
        # Front and back are taken at that x: the section is oblique.
        beside = points[np.abs(points[:, 0] - x) < 3.0]
        back, front = (beside[:, 1].min(), beside[:, 1].max()) if len(beside) else (low[1], high[1])
        return np.array([x, back + forward * (front - back), z])


def plexus(courses: Courses, nerves: Mapping[str, SpinalNerve]) -> None:
    """Build rami, divisions and the trunks from the spinal nerves' ends.

    Parameters
    ----------
    courses : Courses
    nerves : mapping of str to SpinalNerve
        By level ``t12`` .. ``s4``.
    """
    for level in ("t12", "l1", "l2", "l3", "l4", "l5"):
        _lumbar_posterior_ramus(courses, level, nerves[level])
    for level in ("s1", "s2", "s3", "s4"):
        _sacral_posterior_ramus(courses, level)
    _first_lumbar(courses, nerves)
    _in_psoas(courses, nerves)
    _trunks(courses)
    _sacral(courses, nerves)


def _ramus(
    courses: Courses, nerves: Mapping[str, SpinalNerve], level: str, points: list[Any], end: float = 0.9
) -> Array:
    n = nerves[level]
    line = courses.lead([n.end, *points], (n.radius, max(MINIMUM_RADIUS, end * n.radius)), joins=True)
    if level in ("s2", "s3"):
        line = courses.beside(line, "Piriformis muscle")
    courses.add(f"anterior_ramus_{level}", f"spinal_nerve_{level}", "built", [line])
    return line


def _lumbar_posterior_ramus(courses: Courses, level: str, nerve: SpinalNerve) -> None:
    """Lead the posterior ramus over the root of the next transverse process, round the superior articular process."""
    x, y, z = nerve.end
    thick = max(MINIMUM_RADIUS, 0.5 * nerve.radius)
    turn: list[Point] = [nerve.end, (x + 4.5, y - 7.0, z - 1.5), (x + 6.0, y - 14.0, z - 4.0)]
    medial = courses.lead(
        [*turn, (x + 2.5, y - 22.0, z - 10.0), (x - 5.0, y - 28.0, z - 20.0)], (thick, MINIMUM_RADIUS), step=1.0
    )
    fork = nearest([medial], turn[2])
    lateral = courses.lead(
        [fork, (x + 9.5, y - 20.0, z - 9.0), (x + 15.0, y - 28.0, z - 17.0), (x + 18.0, y - 36.0, z - 28.0)],
        MINIMUM_RADIUS,
    )
    courses.add(f"posterior_ramus_{level}", f"spinal_nerve_{level}", "built", [medial, lateral])


def _sacral_posterior_ramus(courses: Courses, level: str) -> None:
    """Lead a sacral posterior ramus straight back through its posterior foramen."""
    sacrum = courses.anatomy.meshes("bones")["Sacrum"]
    nerve = courses[f"spinal_nerve_{level}"][0]
    start = nerve[0, :3]
    ganglion = courses[f"spinal_ganglion_{level}"][0][:, :3].mean(axis=0)
    free: list[tuple[float, Array]] = []
    for x in np.arange(7.0, 27.0, 1.0):
        for z in np.arange(ganglion[2] - 12.0, ganglion[2] + 6.0, 1.0):
            # Room for the tube: no bone behind the ganglion on the line nor 1.5 mm beside it.
            lines = ((x, z), (x + 1.5, z), (x - 1.5, z), (x, z + 1.5), (x, z - 1.5))
            if all(low > ganglion[1] - 3.0 for at in lines for low, _ in intervals(sacrum, 1, at)):
                free.append((float(np.hypot(x - ganglion[0], z - ganglion[2])), np.array([x, ganglion[1] - 5.0, z])))
    if not free:
        return
    mouth = min(free, key=lambda each: each[0])[1]
    skirt: list[Point] = [
        mouth,
        mouth + np.array([1.5, -8.0, -2.0]),
        mouth + np.array([6.0, -14.0, -7.0]),
        mouth + np.array([13.0, -17.0, -15.0]),
    ]
    courses.add(
        f"posterior_ramus_{level}",
        f"spinal_nerve_{level}",
        "built",
        [courses.lead([start, *skirt], MINIMUM_RADIUS, step=1.0)],
    )


def _in_psoas(courses: Courses, nerves: Mapping[str, SpinalNerve]) -> None:
    """Fork L2 to L4 inside psoas: posterior divisions to the femoral, anterior to the obturator, L4 also to L5."""
    psoas = Psoas(courses.anatomy.muscle("Psoas major"))
    femoral, obturator = psoas.at(*_FEMORAL), psoas.at(*_OBTURATOR)
    l4_turn = psoas.at(994.0, 0.24, 0.3)
    l2 = _ramus(courses, nerves, "l2", [psoas.at(1054.0, 0.3, 0.34), psoas.at(1034.0, 0.45, 0.36)])
    l3 = _ramus(courses, nerves, "l3", [psoas.at(1022.0, 0.28, 0.3), psoas.at(1006.0, 0.42, 0.3)])
    l4 = _ramus(courses, nerves, "l4", [l4_turn, psoas.at(985.0, 0.35, 0.27)])

    def division(which: str, level: str, start: Array, points: list[Array]) -> None:
        key = f"{which}_division_of_anterior_ramus"
        # It leaves the ramus along it, bending away only then.
        onward = start[-1, :3] - start[-4, :3]
        onward /= np.linalg.norm(onward)
        away = points[0] - start[-1, :3]
        share = 0.25 if level == "l4" else 0.6
        bend = start[-1, :3] + 5.0 * (share * onward + (1 - share) * away / np.linalg.norm(away))
        line = courses.lead([start[-1, :3], bend, *points], drawn(key), joins=True)
        courses.add(f"{key}_{level}", f"anterior_ramus_{level}", "built", [line])

    division("posterior", "l2", l2, [psoas.at(1004.0, 0.64, 0.42), psoas.at(982.0, 0.74, 0.42), femoral])
    division("posterior", "l3", l3, [psoas.at(986.0, 0.6, 0.36), psoas.at(974.0, 0.7, 0.37), femoral])
    division("posterior", "l4", l4, [psoas.at(978.0, 0.5, 0.3), psoas.at(970.0, 0.64, 0.35), femoral])
    division("anterior", "l2", l2, [psoas.at(1010.0, 0.47, 0.36), psoas.at(986.0, 0.43, 0.28), obturator])
    division("anterior", "l3", l3, [psoas.at(988.0, 0.38, 0.26), psoas.at(977.0, 0.37, 0.22), obturator])
    division("anterior", "l4", l4, [psoas.at(977.0, 0.36, 0.22), obturator])

    trunk = np.array(TRUNK_START)
    begin = nearest([l4], l4_turn)
    linking: list[Point] = [begin, begin + np.array([-2.5, -2.5, -9.0]), trunk + np.array([-0.8, 2.8, 13.0]), trunk]
    key = "descending_branch_of_anterior_ramus_l4"
    courses.add(key, "anterior_ramus_l4", "built", [courses.lead(linking, drawn(key), joins=True)])
    _ramus(courses, nerves, "l5", [nerves["l5"].end + np.array([2.0, 2.5, -8.0]), trunk], 1.0)

    down = between(max(courses.anatomy.lines("Femoral nerve"), key=len), 938.0, 856.0)
    groove: list[Point] = [femoral, (71.5, -1.0, 955.5), (76.0, 7.5, 947.5), *waypoints_of(down, 10.0)]
    courses.add(
        "femoral_nerve",
        "posterior_division_of_anterior_ramus_l4",
        "built and measured",
        [courses.lead(groove, drawn("femoral_nerve"), grow=25.0, fade=18.0)],
    )
    side = max(courses.anatomy.lines("Obturator nerve"), key=len)
    brim: list[Point] = [obturator, (47.5, -20.5, 952.0), *waypoints_of(between(side, 934.0, -1e9), 10.0)]
    courses.add(
        "obturator_nerve",
        "anterior_division_of_anterior_ramus_l4",
        "built and measured",
        [courses.lead(brim, drawn("obturator_nerve"))],
    )


def _trunks(courses: Courses) -> None:
    sciatic = np.array(SCIATIC_START)
    line: list[Point] = [
        np.array(TRUNK_START),
        (38.0, -17.0, 944.0),
        (42.5, -17.5, 931.0),
        (46.5, -22.0, 917.0),
        sciatic,
    ]
    courses.add(
        "lumbosacral_trunk",
        "anterior_ramus_l5",
        "built",
        [courses.lead(line, drawn("lumbosacral_trunk"), joins=True, grow=20.0)],
    )
    line_back = max(courses.anatomy.lines("Sciatic nerve"), key=len)
    buttock: list[Point] = [
        sciatic,
        (52.0, -42.5, 888.0),
        *waypoints_of(between(line_back, 876.0, 812.0), 12.0),
        *_under_biceps(courses, line_back),
        *waypoints_of(between(line_back, 575.0, -1e9), 12.0),
    ]
    sciatic_line = courses.lead(buttock, drawn("sciatic_nerve"), grow=25.0, fade=30.0)
    courses.add(
        "sciatic_nerve",
        "lumbosacral_trunk",
        "built and measured",
        [courses.beside(sciatic_line, "Piriformis muscle", "Gluteus maximus muscle")],
    )


def _under_biceps(courses: Courses, line: Array) -> list[Array]:
    """Place the sciatic nerve between the long head of biceps femoris and adductor magnus.

    The atlas leads it through the middle of the biceps from 790 down to 610 mm.
    """
    biceps, magnus = (courses.anatomy.muscle(name) for name in ("Long head of biceps femoris", "Adductor magnus"))
    places = []
    for z in (786.0, 762.0, 740.0, 718.0, 694.0, 670.0, 646.0, 622.0, 598.0):
        x = float(at_height(line, z)[0])
        front = max(high for _, high in intervals(biceps, 1, (x, z)))
        places.append(np.array([x, 0.5 * (front + min(low for low, _ in intervals(magnus, 1, (x, z)))), z]))
    return places


def _sacral(courses: Courses, nerves: Mapping[str, SpinalNerve]) -> None:
    sciatic = courses["sciatic_nerve"]
    _ramus(courses, nerves, "s1", [(28.5, -34.5, 924.5), (39.0, -33.0, 913.0), sciatic[0][0, :3]], 1.0)
    _ramus(
        courses, nerves, "s2", [(28.0, -54.0, 910.0), (40.0, -50.0, 900.0), nearest(sciatic, (51.0, -42.0, 889.0))], 1.0
    )
    _ramus(
        courses, nerves, "s3", [(25.0, -63.0, 897.0), (38.0, -57.0, 887.0), nearest(sciatic, (52.5, -50.0, 880.0))], 1.0
    )
    _ramus(courses, nerves, "s4", [(22.0, -70.0, 882.0), (27.0, -69.0, 874.0)])


def _first_lumbar(courses: Courses, nerves: Mapping[str, SpinalNerve]) -> None:
    """Lead the subcostal nerve and the L1 ramus; both leave the lower body in the trunk wall."""
    t12, l1 = nerves["t12"], nerves["l1"]
    # Below the twelfth rib, in front of quadratus lumborum, then between the layers of the wall to the rectus sheath.
    subcostal: list[Point] = [
        t12.end,
        (30.0, -38.5, 1123.0),
        (43.0, -47.0, 1112.0),
        (56.0, -52.0, 1099.0),
        (68.0, -50.0, 1085.0),
        (80.0, -42.0, 1073.0),
        (93.0, -31.0, 1062.0),
        (105.0, -16.0, 1051.0),
        (113.0, 5.0, 1042.0),
        (114.0, 28.0, 1032.0),
        (109.0, 49.0, 1021.0),
        (98.0, 66.0, 1010.0),
        (80.0, 78.0, 998.0),
        (59.0, 86.0, 985.0),
        (39.0, 94.0, 972.0),
        courses.under((22.0, 112.0, 958.0), 6.0),
    ]
    line = courses.beside(courses.lead(subcostal, (t12.radius, MINIMUM_RADIUS)), *WALL)
    courses.add("anterior_ramus_t12", "spinal_nerve_t12", "built", [line])
    ilio = courses.anatomy.lines("Ilio-inguinal nerve")[0]
    ilio = ilio if ilio[0, 2] > ilio[-1, 2] else ilio[::-1]
    begin = np.array([46.0, -36.0, 1094.0])
    ramus = courses.lead([l1.end, (34.0, -27.0, 1099.0), begin], (l1.radius, 1.1), joins=True)
    courses.add("anterior_ramus_l1", "spinal_nerve_l1", "built", [ramus])
    outward = between(ilio, 1085.0, -1e9)
    courses.add(
        "ilioinguinal_nerve",
        "anterior_ramus_l1",
        "built and measured",
        [courses.lead([begin, *waypoints_of(outward[4:])], MINIMUM_RADIUS)],
    )
