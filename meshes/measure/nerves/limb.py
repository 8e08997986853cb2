"""The nerves of buttock and thigh and the saphenous nerve: measured where the atlas is right, else led by waypoints.

Not taken from the atlas, and why: the saphenous branches (its infrapatellar branch lies below the tibial tuberosity,
its medial crural branches in the groin), the saphenous nerve in the leg (it runs in front of the tibia's inner face,
not along its posteromedial edge), the cutaneous branches of the femoral nerve (they stay deep), the lateral femoral
cutaneous nerve (25 mm in front of iliacus), muscular branches of the femoral and obturator nerves (missing).
Right side.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import trimesh
from numpy.typing import NDArray

from .atlas import Anatomy
from .courses import Courses
from .paths import Point, at_height, between, lengths, nearest, waypoints_of
from .radii import MINIMUM_RADIUS, drawn

Array = NDArray[np.float64]


class LimbSkin:
    """Places under the skin of the right limb, by height and angle (chart convention: 0 front, 90 medial)."""

    def __init__(self, mesh: Any) -> None:
        self._points = np.asarray(mesh.vertices)

    def at(self, z: float, phi: float, depth: float) -> Array:
        """Return the point ``depth`` mm below the skin at a height (mm) and angle (degrees)."""
        # Above 770 mm the thighs meet and the buttock joins: there only the front and outer side are asked for.
        webbed = z > 770.0
        near = np.abs(self._points[:, 2] - z) < 3.0
        ring = self._points[near & (self._points[:, 0] > (20.0 if webbed else 4.0)) & (self._points[:, 0] < 190.0)]
        low, high = ring[:, :2].min(axis=0), ring[:, :2].max(axis=0)
        centre, half = 0.5 * (low + high), 0.5 * (high - low)
        if webbed:
            centre, half = np.array([85.0, -12.0]), np.array([75.0, 75.0])
        scaled = (ring[:, :2] - centre) / half
        angle = np.degrees(np.arctan2(-scaled[:, 0], scaled[:, 1]))
        turn = np.abs((angle - phi + 180.0) % 360.0 - 180.0)
        close = np.argsort(turn, kind="stable")[:6]
        radius = float(np.mean(np.linalg.norm(scaled[close], axis=1)))
        out = np.array([-np.sin(np.radians(phi)), np.cos(np.radians(phi))]) * radius * half
        size = float(np.linalg.norm(out))
        return np.array([*(centre + out * (1 - depth / size)), z])

    def down(self, *steps: tuple[float, float, float]) -> list[Array]:
        """Return the points of several (height, angle, depth)."""
        return [self.at(z, phi, depth) for z, phi, depth in steps]


def towards(anatomy: Anatomy, muscle: str, z: float, start: Array, share: float = 0.93) -> list[Array]:
    """Return waypoints from a nerve to a muscle: ``share`` of the way to the centroid of its section at a height."""
    up = np.array([0.0, 0.0, 1.0])
    intersections: Any = trimesh.intersections
    cut = intersections.mesh_plane(anatomy.muscle(muscle), up, (z + 1e-4) * up)
    end = start + share * (np.asarray(cut.reshape(-1, 3).mean(axis=0)) - start)
    end[2] = z
    # Leaves the stem along it and bends away.
    bend = start + 0.45 * (end - start)
    bend[2] = start[2] + 0.6 * (z - start[2])
    return [start, bend, end]


def measured(
    courses: Courses,
    lines: list[Array],
    parent: list[Array],
    radius: tuple[float, float],
    beside: tuple[str, ...] = (),
) -> list[Array]:
    """Attach measured lines to their parent, or to one another, nearest first; ``beside`` muscles they must not cross.

    Returns
    -------
    list of ndarray, shape (k, 4)
        From the attachment outward.
    """
    left, placed = list(lines), list(parent)
    strands: list[Array] = []
    while left:
        gaps: list[tuple[float, int]] = []
        for line in left:
            for end in (0, -1):
                gaps.append((float(np.linalg.norm(nearest(placed, line[end]) - line[end])), len(gaps)))
        _, best = min(gaps)
        line = left.pop(best // 2)
        line = line[::-1] if best % 2 else line
        spot = nearest(placed, line[0])
        length = float(lengths(line)[-1])
        spacing = min(12.0, max(4.0, length / 6.0))
        points = waypoints_of(line, spacing, min(5.0, length / 10.0))
        rest = [p for p in points[1:] if np.linalg.norm(p - spot) > 0.6 * spacing]
        led = courses.lead([spot, *(rest or points[-1:])], radius)
        strand = courses.within(courses.beside(led, *beside) if beside else led)
        strands.append(strand)
        placed.append(strand)
    return strands


def limb_nerves(courses: Courses) -> None:
    """Build what leaves the pelvis and the thigh's nerves, down to the saphenous nerve's end."""
    skin = LimbSkin(courses.anatomy.skin_mesh())
    _gluteal(courses)
    _femoral_branches(courses, skin)
    _obturator_branches(courses, skin)
    _saphenous(courses, skin)


def _gluteal(courses: Courses) -> None:
    anatomy, sciatic = courses.anatomy, courses["sciatic_nerve"]
    begin = nearest(courses["lumbosacral_trunk"], (44.0, -19.0, 927.0))
    forward, low_line = sorted(anatomy.lines("Superior gluteal nerve"), key=len)[:0:-1]
    low_line = low_line if low_line[0, 0] < low_line[-1, 0] else low_line[::-1]
    notch = (57.0, -39.0, 912.0)
    first, last = drawn("superior_gluteal_nerve")
    high = courses.lead(
        [begin, (49.0, -29.0, 918.0), notch, *[p for p in waypoints_of(forward) if p[0] > 66.0]], (first, last)
    )
    low = courses.lead([nearest([high], notch), *[p for p in waypoints_of(low_line) if p[0] > 68.0]], last)
    courses.add("superior_gluteal_nerve", "lumbosacral_trunk", "built and measured", [high, low])

    stem = courses.lead(
        [nearest(sciatic, (52.0, -43.0, 887.0)), (56.0, -60.0, 874.0), (66.0, -74.0, 866.0), (86.0, -82.0, 862.0)],
        (1.4, MINIMUM_RADIUS),
    )
    branch = courses.lead(
        [nearest([stem], (58.0, -64.0, 871.5)), (58.0, -76.0, 858.0), (60.0, -88.0, 828.0)], MINIMUM_RADIUS
    )
    courses.add("inferior_gluteal_nerve", "sciatic_nerve", "built", [stem, branch])


def _femoral_branches(courses: Courses, skin: LimbSkin) -> None:
    anatomy = courses.anatomy
    femoral = courses["femoral_nerve"][0]
    fork = femoral[-1, :3]
    long = max(anatomy.lines("Femoral nerve"), key=len)
    stem = courses.lead([fork, *waypoints_of(between(long, 845.0, -1e9))], (1.7, MINIMUM_RADIUS))
    muscular = [stem]
    for muscle, z, leave in (
        ("Rectus femoris muscle", 800.0, 850.0),
        ("Vastus lateralis muscle", 745.0, 842.0),
        ("Vastus intermedius muscle", 705.0, 826.0),
        ("Vastus medialis muscle", 690.0, 760.0),
    ):
        muscular.append(courses.lead(towards(anatomy, muscle, z, at_height(stem, leave)), 1.2))
    for muscle, z, leave in (("Sartorius muscle", 812.0, 866.0), ("Pectineus muscle", 838.0, 868.0)):
        muscular.append(courses.lead(towards(anatomy, muscle, z, at_height(femoral, leave)), MINIMUM_RADIUS))
    courses.add("muscular_branches_of_femoral_nerve", "femoral_nerve", "built and measured", muscular)

    middle = courses.lead(
        [fork, *skin.down((800, 12, 14), (755, 8, 9), (700, 8, 6), (620, 8, 6), (540, 6, 6), (478, 4, 5))], (1.3, 1.0)
    )
    outer = courses.lead(
        [at_height(middle, 815.0), *skin.down((765, 352, 9), (700, 344, 6), (620, 341, 6), (545, 342, 6))], 1.1
    )
    inner = courses.lead(
        [fork, (50.0, 53.0, 800.0), *skin.down((735, 44, 12), (690, 50, 8), (610, 54, 6), (530, 56, 6), (470, 55, 5))],
        1.1,
    )
    courses.add("anterior_cutaneous_branches_of_femoral_nerve", "femoral_nerve", "built", [middle, outer, inner])

    # Lateral femoral cutaneous: lateral border of psoas, over iliacus, under the ligament medial to the spine.
    key, parent = "lateral_femoral_cutaneous_nerve", "posterior_division_of_anterior_ramus_l2"
    start = nearest(courses[parent], (50.0, 0.0, 1012.0))
    over: list[Point] = [
        (63.0, 3.0, 1000.0),
        (76.0, 6.0, 986.0),
        (90.0, 17.0, 968.0),
        (102.0, 37.0, 948.0),
        (111.0, 54.0, 924.0),
        (119.0, 58.0, 895.0),
    ]
    front = courses.lead(
        [
            start,
            *over,
            *skin.down((855, 322, 10), (805, 316, 8), (730, 314, 6), (640, 316, 6), (555, 320, 6), (490, 322, 6)),
        ],
        drawn(key),
    )
    side = courses.lead(
        [at_height(front, 868.0), *skin.down((830, 300, 9), (785, 282, 7), (735, 266, 6), (680, 256, 6))],
        MINIMUM_RADIUS,
    )
    courses.add(key, parent, "built", [front, side])


#: Muscles that the atlas leads the branches of the obturator nerve through.
_OBTURATOR_BESIDE: Final = {
    "anterior": ("Pectineus muscle", "Adductor longus", "Sartorius muscle"),
    "posterior": ("Adductor brevis", "Adductor minimus"),
}


def _obturator_branches(courses: Courses, skin: LimbSkin) -> None:
    anatomy = courses.anatomy
    for which, muscles in (
        (
            "anterior",
            (("Adductor longus", 775.0, 812.0), ("Adductor brevis", 785.0, 822.0), ("Gracilis muscle", 735.0, 800.0)),
        ),
        ("posterior", (("Obturator externus muscle", 836.0, 850.0), ("Adductor magnus", 725.0, 765.0))),
    ):
        key = f"{which}_branch_of_obturator_nerve"
        lines = anatomy.lines(f"{which.capitalize()} branch of obturator nerve")
        strands = measured(courses, lines, courses["obturator_nerve"], drawn(key), _OBTURATOR_BESIDE[which])
        courses.add(key, "obturator_nerve", "measured", strands)
        twigs = [
            courses.lead(towards(anatomy, name, z, at_height(strands[0], leave)), MINIMUM_RADIUS)
            for name, z, leave in muscles
        ]
        courses.add(f"{which}_muscular_branches_of_obturator_nerve", key, "built", twigs)
    begin = at_height(courses["anterior_branch_of_obturator_nerve"][0], 728.0)
    patch = courses.lead([begin, *skin.down((650, 92, 16), (605, 92, 8), (550, 94, 6))], MINIMUM_RADIUS)
    courses.add("cutaneous_branch_of_obturator_nerve", "anterior_branch_of_obturator_nerve", "built", [patch])


def _saphenous(courses: Courses, skin: LimbSkin) -> None:
    lines = courses.anatomy.lines("Saphenous nerve")
    thigh = max(lines, key=lambda line: float(line[:, 2].max()))
    femoral = courses["femoral_nerve"][0]
    # Along the posteromedial edge of the tibia with the great saphenous vein, forward over its lowest third, in front
    # of the medial malleolus, to about 15 mm beyond its tip (Williams & Sugars 1998).
    leg = skin.down(
        (408, 93, 4.8),
        (375, 84, 4.4),
        (335, 72, 5.5),
        (290, 67, 6.3),
        (240, 64, 6.3),
        (195, 64, 6),
        (155, 64, 5),
        (132, 60, 4),
        (118, 50, 2.2),
        (108, 42, 2.8),
        (98, 43, 3.5),
    )
    foot: list[Point] = [(58.0, -8.0, 80.0), (56.0, 3.0, 62.0)]
    main = courses.lead(
        [femoral[-1, :3], *waypoints_of(between(thigh, 842.0, 442.0), 15.0), *leg, *foot], drawn("saphenous_nerve")
    )
    main = courses.beside(main, "Semimembranosus muscle")
    courses.add("saphenous_nerve", "femoral_nerve", "built and measured", [main])

    def branch(leave: float, *steps: tuple[float, float, float], stem: Array = main) -> Array:
        return courses.lead([at_height(stem, leave), *skin.down(*steps)], MINIMUM_RADIUS)

    trunk = courses.lead(
        [at_height(main, 486.0), *skin.down((464, 82, 8), (443, 66, 5), (424, 44, 5), (414, 22, 5), (410, 358, 5))], 1.2
    )
    knee = [
        trunk,
        branch(450.0, (437, 58, 5), (428, 38, 5), (424, 18, 5), stem=trunk),
        branch(444.0, (420, 56, 5), (400, 40, 5), (388, 24, 5), stem=trunk),
    ]
    courses.add("infrapatellar_branch_of_saphenous_nerve", "saphenous_nerve", "built", knee)
    calf = [
        branch(404.0, (378, 70, 6), (345, 52, 5), (305, 38, 5), (265, 28, 5)),
        branch(388.0, (355, 98, 6), (310, 110, 5), (262, 118, 5), (215, 122, 5)),
        branch(330.0, (300, 54, 5), (262, 38, 5), (222, 26, 5)),
        branch(290.0, (255, 82, 5), (215, 94, 5), (170, 102, 5), (135, 106, 5)),
        branch(235.0, (205, 50, 5), (172, 36, 5), (140, 25, 5)),
        branch(180.0, (150, 78, 5), (122, 88, 5), (98, 94, 5)),
    ]
    courses.add("medial_crural_cutaneous_branches_of_saphenous_nerve", "saphenous_nerve", "built", calf)
