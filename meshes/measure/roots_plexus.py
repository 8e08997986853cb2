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

from .nerves_atlas import Anatomy
from .nerves_paths import between, curve, waypoints_of, with_radius
from .nerves_radii import MINIMUM_RADIUS, drawn
from .roots import SpinalNerve, Strands

Array = NDArray[np.float64]

#: Where the trunks form (z, share of the psoas section across from medial, share from back to front).
_FEMORAL: Final = (962.0, 0.76, 0.38)
_OBTURATOR: Final = (968.0, 0.36, 0.16)
#: Junctions in front of the sacrum, mm: L4's share with L5 above the brim, and the trunk with S1.
TRUNK_START: Final = (34.0, -22.0, 957.0)
SCIATIC_START: Final = (50.0, -30.0, 902.0)


class Psoas:
    """Places inside the psoas major, by height and share of its cross-section."""

    def __init__(self, mesh: Any) -> None:
        self._mesh = mesh

    def at(self, z: float, across: float, forward: float) -> Array:
        """Return the point (mm) at a height, ``across`` from medial 0 to lateral 1, ``forward`` from back 0 to front 1."""
        cut = trimesh.intersections.mesh_plane(self._mesh, np.array([0.0, 0.0, 1.0]), np.array([0.0, 0.0, z + 1e-4]))
        points = cut.reshape(-1, 3)
        low, high = points.min(axis=0), points.max(axis=0)
        x = low[0] + across * (high[0] - low[0])
        # Front and back are taken at that x: the section is oblique.
        beside = points[np.abs(points[:, 0] - x) < 3.0]
        back, front = (beside[:, 1].min(), beside[:, 1].max()) if len(beside) else (low[1], high[1])
        return np.array([x, back + forward * (front - back), z])


def _posterior_ramus(level: str, nerve: SpinalNerve) -> Strands:
    """Lead the posterior ramus back over the root of the next transverse process, round the superior articular process."""
    x, y, z = nerve.end
    turn = [nerve.end, np.array([x + 4.5, y - 7.0, z - 1.5]), np.array([x + 6.0, y - 15.0, z - 4.0])]
    medial = curve([*turn, np.array([x + 2.0, y - 24.0, z - 11.0]), np.array([x - 6.0, y - 30.0, z - 21.0])], 1.0)
    lateral = curve([*turn, np.array([x + 11.0, y - 24.0, z - 12.0]), np.array([x + 17.0, y - 34.0, z - 27.0])], 1.0)
    radius = MINIMUM_RADIUS
    fork = int(np.argmin(np.linalg.norm(medial - turn[2], axis=1)))
    stem = with_radius(medial, max(radius, 0.45 * nerve.radius), radius)
    branch = with_radius(np.concatenate([medial[fork : fork + 1], lateral[np.linalg.norm(lateral - turn[2], axis=1).argmin() + 1 :]]), radius)
    return Strands(f"posterior_ramus_{level}", "nerve", f"spinal_nerve_{level}", "built", [stem, branch])


def plexus(anatomy: Anatomy, nerves: Mapping[str, SpinalNerve]) -> list[Strands]:
    """Build rami, divisions and the trunks' beginnings from the spinal nerves' ends.

    Parameters
    ----------
    anatomy : Anatomy
    nerves : mapping of str to SpinalNerve
        By level ``t12`` .. ``s4``.
    """
    psoas = Psoas(anatomy.muscle("Psoas major"))
    records = [_posterior_ramus(level, nerves[level]) for level in ("t12", "l1", "l2", "l3", "l4", "l5")]
    femoral, obturator = psoas.at(*_FEMORAL), psoas.at(*_OBTURATOR)

    def ramus(level: str, points: list[Array], end: float = 0.9) -> Strands:
        n = nerves[level]
        line = with_radius(curve([n.end, *points]), n.radius, end * n.radius)
        return Strands(f"anterior_ramus_{level}", "nerve", f"spinal_nerve_{level}", "built", [line])

    def division(which: str, level: str, line: list[Array]) -> Strands:
        key = f"{which}_division_of_anterior_ramus"
        first, last = drawn(key)
        strand = with_radius(curve(line), first, last)
        return Strands(f"{key}_{level}", "nerve", f"anterior_ramus_{level}", "built", [strand])

    # L2 to L4: forks inside psoas; posterior divisions to the femoral, anterior ones to the obturator nerve.
    fork = {"l2": psoas.at(1034.0, 0.45, 0.36), "l3": psoas.at(1006.0, 0.42, 0.3), "l4": psoas.at(982.0, 0.36, 0.24)}
    l4_turn = psoas.at(993.0, 0.26, 0.28)
    records += [
        ramus("l2", [psoas.at(1054.0, 0.3, 0.34), fork["l2"]]),
        ramus("l3", [psoas.at(1022.0, 0.28, 0.3), fork["l3"]]),
        ramus("l4", [l4_turn, fork["l4"]]),
        division("posterior", "l2", [fork["l2"], psoas.at(1004.0, 0.66, 0.42), psoas.at(982.0, 0.75, 0.42), femoral]),
        division("posterior", "l3", [fork["l3"], psoas.at(986.0, 0.62, 0.36), psoas.at(974.0, 0.7, 0.36), femoral]),
        division("posterior", "l4", [fork["l4"], psoas.at(972.0, 0.56, 0.3), femoral]),
        division("anterior", "l2", [fork["l2"], psoas.at(1010.0, 0.47, 0.36), psoas.at(986.0, 0.43, 0.28), obturator]),
        division("anterior", "l3", [fork["l3"], psoas.at(988.0, 0.38, 0.26), psoas.at(977.0, 0.37, 0.22), obturator]),
        division("anterior", "l4", [fork["l4"], psoas.at(975.0, 0.36, 0.2), obturator]),
    ]
    trunk = np.array(TRUNK_START)
    sciatic = np.array(SCIATIC_START)
    first, last = drawn("descending_branch_of_anterior_ramus_l4")
    share = curve([l4_turn, l4_turn + np.array([-3.5, -3.5, -9.0]), trunk + np.array([-0.5, 2.5, 13.0]), trunk])
    records.append(
        Strands("descending_branch_of_anterior_ramus_l4", "nerve", "anterior_ramus_l4", "built", [with_radius(share, first, last)])
    )
    records.append(ramus("l5", [nerves["l5"].end + np.array([2.0, 2.5, -8.0]), trunk], 1.0))
    line = curve([trunk, (38.0, -17.5, 944.0), (42.5, -18.0, 931.0), (46.5, -22.5, 917.0), sciatic])
    records.append(Strands("lumbosacral_trunk", "nerve", "anterior_ramus_l5", "built", [with_radius(line, *drawn("lumbosacral_trunk"))]))
    records += [
        ramus("s1", [np.array([28.0, -34.0, 924.0]), np.array([39.0, -33.0, 913.0]), sciatic], 1.0),
        ramus("s2", [np.array([28.0, -54.0, 910.0]), np.array([40.0, -50.0, 900.0]), np.array([51.0, -43.0, 890.5])]),
        ramus("s3", [np.array([25.0, -63.0, 897.0]), np.array([38.0, -57.0, 887.0]), np.array([52.0, -52.0, 880.0])]),
        ramus("s4", [np.array([22.0, -70.0, 882.0]), np.array([27.0, -69.0, 874.0])]),
    ]
    records += _first_lumbar(anatomy, nerves)
    records += _trunks(anatomy, femoral, obturator, sciatic)
    return records


def _first_lumbar(anatomy: Anatomy, nerves: Mapping[str, SpinalNerve]) -> list[Strands]:
    """Lead the subcostal nerve and the L1 ramus; both leave the lower body in the trunk wall."""
    t12, l1 = nerves["t12"], nerves["l1"]
    wall = min(anatomy.lines("Intercostal nerves"), key=lambda line: float(line[:, 2].min()))
    wall = wall if wall[0, 1] < wall[-1, 1] else wall[::-1]
    start = int(np.argmin(np.linalg.norm(wall - (t12.end + np.array([22.0, -8.0, -6.0])), axis=1)))
    subcostal = curve([t12.end, *waypoints_of(wall[start:], 15.0)])
    ilio = anatomy.lines("Ilio-inguinal nerve")[0]
    ilio = ilio if ilio[0, 2] > ilio[-1, 2] else ilio[::-1]
    begin = np.array([46.0, -36.0, 1094.0])
    outward = between(ilio, 1085.0, -1e9)
    return [
        Strands("anterior_ramus_t12", "nerve", "spinal_nerve_t12", "built and measured", [with_radius(subcostal, t12.radius, MINIMUM_RADIUS)]),
        Strands("anterior_ramus_l1", "nerve", "spinal_nerve_l1", "built", [with_radius(curve([l1.end, (34.0, -27.0, 1099.0), begin]), l1.radius, MINIMUM_RADIUS)]),
        Strands("ilioinguinal_nerve", "nerve", "anterior_ramus_l1", "measured", [with_radius(curve([begin, *waypoints_of(outward[4:])]), MINIMUM_RADIUS)]),
    ]


def _trunks(anatomy: Anatomy, femoral: Array, obturator: Array, sciatic: Array) -> list[Strands]:
    """Join the femoral, obturator and sciatic nerves of the atlas to their built beginnings."""
    long = max(anatomy.lines("Femoral nerve"), key=len)
    down = between(long, 938.0, 856.0)
    groove = curve([femoral, (73.5, 2.0, 953.0), (78.0, 12.0, 943.5), *waypoints_of(down, 10.0)])
    side = max(anatomy.lines("Obturator nerve"), key=len)
    wall = between(side, 934.0, -1e9)
    brim = curve([obturator, (47.5, -20.5, 952.0), *waypoints_of(wall, 10.0)])
    thick = max(anatomy.lines("Sciatic nerve"), key=len)
    back = between(thick, 876.0, -1e9)
    buttock = curve([sciatic, (52.0, -43.0, 888.0), *waypoints_of(back, 12.0)])
    return [
        Strands("femoral_nerve", "nerve", "posterior_division_of_anterior_ramus_l4", "built and measured", [with_radius(groove, *drawn("femoral_nerve"))]),
        Strands("obturator_nerve", "nerve", "anterior_division_of_anterior_ramus_l4", "built and measured", [with_radius(brim, *drawn("obturator_nerve"))]),
        Strands("sciatic_nerve", "nerve", "lumbosacral_trunk", "built and measured", [with_radius(buttock, *drawn("sciatic_nerve"))]),
    ]


