"""The peripheral nerves: measured on the atlas where its tubes are right, led through waypoints where they are not.

Not taken from the atlas, and why: the saphenous branches (its infrapatellar branch lies below the tibial tuberosity, its
medial crural branches in the groin), the cutaneous branches of the femoral nerve (they stay deep), the upper part of
the lateral femoral cutaneous nerve (25 mm in front of iliacus), muscular branches of the femoral nerve (missing).
Right side.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray

from .nerves_atlas import Anatomy
from .nerves_paths import at_height, between, curve, lengths, nearest, waypoints_of, with_radius
from .nerves_radii import MINIMUM_RADIUS, drawn
from .roots import Strands

Array = NDArray[np.float64]

KNEE: Final = 430.0
"""Height of the knee joint line in the atlas, mm (../shared/design.md)."""

#: Nerves whose atlas tubes are used as they stand: key, atlas name, parent; parents before children.
_MEASURED: Final = (
    ("anterior_branch_of_obturator_nerve", "Anterior branch of obturator nerve", "obturator_nerve"),
    ("posterior_branch_of_obturator_nerve", "Posterior branch of obturator nerve", "obturator_nerve"),
    ("tibial_nerve", "Tibial nerve", "sciatic_nerve"),
    ("common_fibular_nerve", "Common fibular nerve", "sciatic_nerve"),
    ("deep_fibular_nerve", "Deep fibular nerve", "common_fibular_nerve"),
    ("superficial_fibular_nerve", "Superficial fibular nerve", "common_fibular_nerve"),
    ("dorsal_digital_branches_of_deep_fibular_nerve", "Dorsal digital branches of deep fibular nerve", "deep_fibular_nerve"),
    ("muscular_branches_of_deep_fibular_nerve", "Muscular branches of deep fibular nerve", "deep_fibular_nerve"),
    ("medial_dorsal_cutaneous_nerve_of_foot", "Medial dorsal cutaneous nerve of foot", "superficial_fibular_nerve"),
    ("intermediate_dorsal_cutaneous_nerve_of_foot", "Intermediate dorsal cutaneous nerve of foot", "superficial_fibular_nerve"),
    ("medial_sural_cutaneous_nerve", "Medial sural cutaneous nerve", "tibial_nerve"),
    ("sural_nerve", "Sural nerve", "medial_sural_cutaneous_nerve"),
    ("sural_communicating_branch_of_common_fibular_nerve", "Sural communicating branch of common fibular nerve", "common_fibular_nerve"),
    ("medial_plantar_nerve", "Medial plantar nerve", "tibial_nerve"),
    ("lateral_plantar_nerve", "Lateral plantar nerve", "tibial_nerve"),
    ("common_plantar_digital_branches_of_medial_plantar_nerve", "Common plantar digital branches of medial plantar nerve", "medial_plantar_nerve"),
    ("common_plantar_digital_branches_of_lateral_plantar_nerve", "Common plantar digital branches of lateral plantar nerve", "lateral_plantar_nerve"),
    (
        "proper_plantar_digital_branches_of_medial_plantar_nerve",
        "Proper plantar digital branches of medial plantar nerve",
        "common_plantar_digital_branches_of_medial_plantar_nerve",
    ),
    (
        "proper_plantar_digital_branches_of_lateral_plantar_nerve",
        "Proper plantar digital branches of lateral plantar nerve",
        "common_plantar_digital_branches_of_lateral_plantar_nerve",
    ),
)


class LimbSkin:
    """Places under the skin of the right limb, by height and angle (chart convention: 0 front, 90 medial)."""

    def __init__(self, mesh: Any) -> None:
        self._points = np.asarray(mesh.vertices)

    def at(self, z: float, phi: float, depth: float) -> Array:
        """Return the point ``depth`` mm below the skin at a height (mm) and angle (degrees)."""
        ring = self._points[(np.abs(self._points[:, 2] - z) < 3.0) & (self._points[:, 0] > 4.0)]
        low, high = ring[:, :2].min(axis=0), ring[:, :2].max(axis=0)
        centre, half = 0.5 * (low + high), 0.5 * (high - low)
        scaled = (ring[:, :2] - centre) / half
        angle = np.degrees(np.arctan2(-scaled[:, 0], scaled[:, 1]))
        turn = np.abs((angle - phi + 180.0) % 360.0 - 180.0)
        close = np.argsort(turn)[:6]
        radius = float(np.mean(np.linalg.norm(scaled[close], axis=1)))
        out = np.array([-np.sin(np.radians(phi)), np.cos(np.radians(phi))]) * radius * half
        size = float(np.linalg.norm(out))
        return np.array([*(centre + out * (1 - depth / size)), z])


def measured(lines: list[Array], parent: list[Array], radius: tuple[float, float]) -> list[Array]:
    """Attach measured lines to their parent, or to one another, nearest first.

    Returns
    -------
    list of ndarray, shape (k, 4)
        From the attachment outward.
    """
    left, placed, strands = list(lines), list(parent), []
    while left:
        gaps = []
        for line in left:
            for end in (0, -1):
                spot = nearest(placed, line[end])
                gaps.append((float(np.linalg.norm(spot - line[end])), len(gaps)))
        _, best = min(gaps)
        line = left.pop(best // 2)
        line = line[::-1] if best % 2 else line
        spot = nearest(placed, line[0])
        length = float(lengths(line)[-1])
        spacing = min(12.0, max(4.0, length / 6.0))
        points = waypoints_of(line, spacing, min(5.0, length / 15.0))
        rest = [p for p in points[1:] if np.linalg.norm(p - spot) > 0.6 * spacing]
        strand = with_radius(curve([spot, *(rest or points[-1:])]), *radius)
        strands.append(strand)
        placed.append(strand)
    return strands


def limb_nerves(anatomy: Anatomy, trunks: dict[str, list[Array]]) -> list[Strands]:
    """Build everything beyond the femoral, obturator and sciatic nerves.

    Parameters
    ----------
    anatomy : Anatomy
    trunks : dict of str to list of ndarray
        The strands built so far by key; what is built here is added.
    """
    records: list[Strands] = []

    def add(key: str, parent: str, source: str, strands: list[Array]) -> None:
        records.append(Strands(key, "nerve", parent, source, strands))
        trunks[key] = strands

    skin = LimbSkin(anatomy.skin_mesh())
    _gluteal(anatomy, trunks, add)
    _femoral_branches(anatomy, skin, trunks, add)
    _saphenous(anatomy, skin, trunks, add)
    for key, name, parent in _MEASURED:
        lines = anatomy.lines(name)
        if key == "tibial_nerve" or key == "common_fibular_nerve":
            lines = [max(lines, key=len)]
        above = trunks[parent]
        if parent == "superficial_fibular_nerve" and key.startswith("intermediate"):
            above = above + trunks["medial_dorsal_cutaneous_nerve_of_foot"][:1]
        add(key, parent, "measured", measured(lines, above, drawn(key)))
    toes = trunks["medial_dorsal_cutaneous_nerve_of_foot"] + trunks["intermediate_dorsal_cutaneous_nerve_of_foot"]
    dorsal = measured(anatomy.lines("Dorsal digital branches of superficial fibular nerve"), toes, (MINIMUM_RADIUS, MINIMUM_RADIUS))
    add("dorsal_digital_branches_of_superficial_fibular_nerve", "medial_dorsal_cutaneous_nerve_of_foot", "measured", dorsal)
    return records


def _cutaneous(start: Array, points: list[Array], radius: float = MINIMUM_RADIUS) -> Array:
    return with_radius(curve([start, *points]), radius)


def _gluteal(anatomy: Anatomy, trunks: dict[str, list[Array]], add: Any) -> None:
    trunk, sciatic = trunks["lumbosacral_trunk"], trunks["sciatic_nerve"]
    begin = nearest(trunk, (43.0, -18.0, 929.0))
    up, forward = sorted(anatomy.lines("Superior gluteal nerve"), key=len)[-2:][::-1]
    notch = np.array([57.0, -39.0, 912.0])
    first, last = drawn("superior_gluteal_nerve")
    high = with_radius(curve([begin, (49.0, -29.0, 918.0), notch, *[p for p in waypoints_of(up) if p[0] > 66.0]]), first, last)
    low = with_radius(curve([notch, *[p for p in waypoints_of(forward if forward[0, 0] < forward[-1, 0] else forward[::-1]) if p[0] > 68.0]]), last)
    low[0, :3] = nearest([high], notch)
    add("superior_gluteal_nerve", "lumbosacral_trunk", "built and measured", [high, low])
    root = nearest(sciatic, (52.0, -44.0, 887.0))
    inferior = [
        with_radius(curve([root, (55.0, -60.0, 874.0), (66.0, -74.0, 866.0), (86.0, -82.0, 862.0)]), 1.3, MINIMUM_RADIUS),
        with_radius(curve([root, (55.0, -60.0, 874.0), (56.0, -77.0, 856.0), (60.0, -88.0, 828.0)]), 1.2, MINIMUM_RADIUS),
    ]
    add("inferior_gluteal_nerve", "sciatic_nerve", "built", inferior)
    deep = curve([nearest(sciatic, (53.0, -52.0, 878.0)), (63.0, -46.0, 868.0), (74.0, -41.0, 850.0), (84.0, -36.0, 826.0)])
    add("nerve_to_quadratus_femoris", "sciatic_nerve", "built", [with_radius(deep, MINIMUM_RADIUS)])
    back = max(anatomy.lines("Posterior femoral cutaneous nerve"), key=len)
    start = nearest(trunks["anterior_ramus_s2"], (44.0, -48.0, 896.0))
    line = curve([start, (46.0, -58.0, 882.0), *waypoints_of(between(back, 866.0, -1e9))])
    add("posterior_femoral_cutaneous_nerve", "anterior_ramus_s2", "built and measured", [with_radius(line, *drawn("posterior_femoral_cutaneous_nerve"))])
    pudendal = max(anatomy.lines("Pudendal nerve"), key=len)
    joined = nearest(trunks["anterior_ramus_s3"], (30.0, -60.0, 893.0))
    fourth = nearest(trunks["anterior_ramus_s4"], (27.0, -69.0, 874.0))
    rest = waypoints_of(between(pudendal, 860.0, -1e9))
    stem = with_radius(curve([joined, (33.0, -66.0, 876.0), *rest]), *drawn("pudendal_nerve"))
    add("pudendal_nerve", "anterior_ramus_s3", "built and measured", [stem, with_radius(curve([fourth, nearest([stem], (31.0, -68.0, 868.0))]), MINIMUM_RADIUS)])


def _target(anatomy: Anatomy, muscle: str, z: float, start: Array, share: float) -> Array:
    """Return a point of a muscle's cross-section, ``share`` of the way from ``start`` to its centroid."""
    cut = trimesh.intersections.mesh_plane(anatomy.muscle(muscle), np.array([0.0, 0.0, 1.0]), np.array([0.0, 0.0, z + 1e-4]))
    centre = np.asarray(cut.reshape(-1, 3).mean(axis=0))
    result = start + share * (centre - start)
    result[2] = z
    return result


def _femoral_branches(anatomy: Anatomy, skin: LimbSkin, trunks: dict[str, list[Array]], add: Any) -> None:
    femoral = trunks["femoral_nerve"][0]
    fork = femoral[-1, :3]
    long = max(anatomy.lines("Femoral nerve"), key=len)
    muscular = [with_radius(curve([fork, *waypoints_of(between(long, 845.0, -1e9))]), 1.6, MINIMUM_RADIUS)]
    stem = muscular[0]
    for muscle, z, leave in (
        ("Rectus femoris muscle", 812.0, 852.0),
        ("Vastus lateralis muscle", 765.0, 848.0),
        ("Vastus intermedius muscle", 740.0, 840.0),
        ("Sartorius muscle", 815.0, 854.0),
        ("Pectineus muscle", 832.0, 855.0),
    ):
        start = at_height(stem, leave)
        end = _target(anatomy, muscle, z, start, 0.93)
        middle = 0.5 * (start + end) + np.array([0.0, 0.0, 0.08 * (start[2] - end[2])])
        muscular.append(with_radius(curve([start, middle, end]), 1.2, MINIMUM_RADIUS))
    add("muscular_branches_of_femoral_nerve", "femoral_nerve", "built and measured", muscular)

    def down(steps: list[tuple[float, float, float]]) -> list[Array]:
        return [skin.at(z, phi, depth) for z, phi, depth in steps]

    front = [
        _cutaneous(fork, down([(815, 20, 16), (770, 12, 9), (700, 8, 6), (620, 8, 6), (540, 6, 6), (478, 4, 5)]), 1.2),
        _cutaneous(fork, down([(812, 5, 15), (760, 350, 8), (690, 342, 6), (610, 340, 6), (530, 342, 6)]), 1.1),
        _cutaneous(fork, down([(812, 38, 18), (760, 45, 12), (690, 52, 8), (610, 55, 6), (530, 56, 6), (470, 55, 5)]), 1.1),
    ]
    add("anterior_cutaneous_branches_of_femoral_nerve", "femoral_nerve", "built", front)

    # Lateral femoral cutaneous: lateral border of psoas, over iliacus, under the ligament medial to the spine.
    thigh = max(anatomy.lines("Lateral femoral cutaneous nerve"), key=len)
    start = nearest(trunks["posterior_division_of_anterior_ramus_l2"], (50.0, 0.0, 1012.0))
    over = [np.array(p) for p in ((63.0, 3.0, 1000.0), (76.0, 6.0, 986.0), (90.0, 17.0, 968.0), (102.0, 37.0, 948.0), (111.0, 54.0, 924.0))]
    main = with_radius(curve([start, *over, *waypoints_of(between(thigh, 895.0, -1e9))]), *drawn("lateral_femoral_cutaneous_nerve"))
    side = sorted(anatomy.lines("Lateral femoral cutaneous nerve"), key=len)[:-1]
    add("lateral_femoral_cutaneous_nerve", "posterior_division_of_anterior_ramus_l2", "built and measured", [main, *measured(side, [main], (MINIMUM_RADIUS,) * 2)])

    branch = between(max(anatomy.lines("Anterior branch of obturator nerve"), key=len), 720.0, 700.0)[0]
    inner = [skin.at(z, phi, depth) for z, phi, depth in ((650.0, 95.0, 12.0), (600.0, 92.0, 7.0), (540.0, 95.0, 6.0))]
    trunks["_obturator_skin"] = [with_radius(curve([branch, *inner]), MINIMUM_RADIUS)]


def _saphenous(anatomy: Anatomy, skin: LimbSkin, trunks: dict[str, list[Array]], add: Any) -> None:
    lines = anatomy.lines("Saphenous nerve")
    thigh = max(lines, key=lambda line: line[:, 2].max())
    leg = min(lines, key=lambda line: line[:, 2].min())
    leg = leg if leg[0, 2] > leg[-1, 2] else leg[::-1]
    femoral = trunks["femoral_nerve"][0]
    # In front of the medial malleolus, ending about 15 mm beyond its tip (Williams & Sugars 1998).
    ankle = [skin.at(130.0, 62.0, 5.0), skin.at(108.0, 60.0, 4.5), skin.at(92.0, 56.0, 4.5)]
    foot = [np.array((60.0, -4.0, 74.0)), np.array((55.0, 4.0, 60.0))]
    points = [femoral[-1, :3], *waypoints_of(between(thigh, 846.0, -1e9), 15.0), *waypoints_of(between(leg, 372.0, 150.0), 15.0), *ankle, *foot]
    main = with_radius(curve(points), *drawn("saphenous_nerve"))
    add("saphenous_nerve", "femoral_nerve", "built and measured", [main])

    def branch(leave: float, steps: list[tuple[float, float, float]], radius: float = MINIMUM_RADIUS) -> Array:
        return _cutaneous(at_height(main, leave), [skin.at(z, phi, depth) for z, phi, depth in steps], radius)

    knee = [
        branch(482.0, [(462, 84, 8), (440, 66, 5), (418, 42, 5), (407, 20, 5), (402, 355, 5)], 1.15),
        branch(482.0, [(462, 84, 8), (442, 68, 5), (428, 46, 5), (419, 25, 5), (416, 2, 5)]),
        branch(482.0, [(462, 84, 8), (438, 68, 5), (408, 50, 5), (390, 34, 5), (382, 18, 5)]),
    ]
    add("infrapatellar_branch_of_saphenous_nerve", "saphenous_nerve", "built", knee)
    calf = [
        branch(400.0, [(370, 88, 5), (335, 62, 5), (300, 42, 5), (262, 30, 5)]),
        branch(378.0, [(345, 112, 6), (305, 122, 5), (262, 126, 5), (220, 126, 5)]),
        branch(318.0, [(290, 74, 5), (255, 52, 5), (220, 36, 5), (190, 28, 5)]),
        branch(262.0, [(235, 104, 5), (200, 112, 5), (160, 112, 5)]),
        branch(225.0, [(200, 66, 5), (170, 45, 5), (140, 30, 5)]),
        branch(165.0, [(145, 90, 5), (120, 96, 5), (98, 100, 5)]),
    ]
    add("medial_crural_cutaneous_branches_of_saphenous_nerve", "saphenous_nerve", "built", calf)
