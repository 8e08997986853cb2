"""The nerves of the pelvic floor, the deep muscles of the buttock and the skin below it; right side.

The atlas leads its pudendal nerve 15 mm medial to the ischial spine, through the middle of the sacrospinous ligament,
and has no branch of it; here it crosses the ligament behind the spine and lies on obturator internus.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .courses import Courses
from .limb import towards
from .paths import Point, at_height, nearest
from .radii import FINE_RADIUS, MINIMUM_RADIUS, drawn

Array = NDArray[np.float64]


#: The lower course of the posterior femoral cutaneous nerve: x, z and depth under the skin, mm.
_DOWN_THE_THIGH: Final = (
    (63.5, 722.0, 19.0),
    (67.5, 672.0, 14.0),
    (71.5, 620.0, 11.0),
    (75.5, 565.0, 9.5),
    (79.5, 510.0, 8.0),
    (82.0, 456.0, 6.0),
)


def pelvic_nerves(courses: Courses) -> None:
    """Build what leaves the sacral plexus for pelvic floor, deep buttock muscles and the skin below the buttock."""
    _deep_muscles(courses)
    _posterior_femoral_cutaneous(courses)
    _pudendal(courses)
    _last_sacral(courses)


def _deep_muscles(courses: Courses) -> None:
    sciatic = courses["sciatic_nerve"]
    deep: list[Point] = [
        nearest(sciatic, (53.0, -52.0, 878.0)),
        (63.0, -46.0, 868.0),
        (74.0, -41.0, 850.0),
        (84.0, -36.0, 826.0),
    ]
    courses.add("nerve_to_quadratus_femoris", "sciatic_nerve", "built", [courses.lead(deep, MINIMUM_RADIUS)])
    twigs = [
        courses.lead([nearest(courses[f"anterior_ramus_{level}"], at), *rest], MINIMUM_RADIUS)
        for level, at, rest in (
            ("s1", (35.0, -34.0, 917.0), [(41.0, -43.0, 907.0), (54.0, -46.0, 897.0)]),
            ("s2", (33.0, -53.0, 907.0), [(38.0, -57.0, 900.0), (48.0, -58.0, 892.0)]),
        )
    ]
    courses.add("nerve_to_piriformis", "anterior_ramus_s1", "built", twigs)
    # Out below piriformis, over the base of the ischial spine, and in again to the muscle's inner face.
    around: list[Point] = [
        nearest(sciatic, (50.5, -36.0, 893.0)),
        (49.0, -53.0, 880.0),
        (48.5, -60.0, 868.0),
        (45.0, -56.0, 857.0),
        (42.0, -44.0, 850.0),
        (40.0, -30.0, 848.0),
    ]
    courses.add("nerve_to_obturator_internus", "sciatic_nerve", "built", [courses.lead(around, MINIMUM_RADIUS)])


def _posterior_femoral_cutaneous(courses: Courses) -> None:
    key = "posterior_femoral_cutaneous_nerve"
    # The atlas leads it through gluteus maximus and ends it at mid thigh; here it lies under it, comes out below
    # its edge and goes on under the fascia to the hollow of the knee.
    line: list[Point] = [
        nearest(courses["anterior_ramus_s2"], (44.0, -48.0, 896.0)),
        (46.5, -58.0, 878.0),
        (48.5, -61.0, 858.0),
        (52.0, -60.0, 836.0),
        (55.5, -57.0, 811.0),
        (58.0, -60.0, 788.0),
        (60.0, -69.0, 766.0),
        *(courses.under((x, -110.0, z), depth) for x, z, depth in _DOWN_THE_THIGH),
    ]
    main = courses.beside(courses.lead(line, drawn(key)), "Piriformis muscle", "Long head of biceps femoris")
    courses.add(key, "anterior_ramus_s2", "built", [main])
    for which, level, at in (
        ("posterior", "s1", (39.0, -33.0, 913.0)),
        ("anterior", "s3", (34.0, -58.0, 890.0)),
    ):
        begin, end = nearest(courses[f"anterior_ramus_{level}"], at), nearest([main], (46.0, -58.0, 882.0))
        middle = 0.5 * (begin + end) + np.array([0.0, -5.0, 2.0] if which == "posterior" else [-1.0, -3.0, 0.0])
        root = courses.lead([begin, middle, end], MINIMUM_RADIUS, joins=True)
        courses.add(f"{which}_root_of_{key}", f"anterior_ramus_{level}", "built", [root])

    # Round the lower edge of gluteus maximus, which lies 770 to 785 mm high, and up under the skin.
    round_edge = [
        courses.lead(
            [
                at_height(main, leave),
                (x, -64.0, 770.0),
                (x, -80.0, 762.0),
                (x + 1.0, -99.0, 772.0),
                courses.under((x + 2.0, -120.0, 794.0), 9.0),
                courses.under((x + 5.0, -140.0, 830.0), 5.0),
            ],
            FINE_RADIUS,
        )
        for x, leave in ((66.0, 804.0), (85.0, 812.0), (46.0, 798.0))
    ]
    courses.add("inferior_gluteal_cutaneous_nerves", key, "built", round_edge)
    inward = courses.lead(
        [at_height(main, 800.0), (48.0, -51.0, 788.0), (37.0, -39.0, 785.0), (28.0, -22.0, 790.0), (22.0, -5.0, 798.0)],
        MINIMUM_RADIUS,
    )
    courses.add("perineal_branches_of_posterior_femoral_cutaneous_nerve", key, "built", [inward])


def _pudendal(courses: Courses) -> None:
    start = nearest(courses["anterior_ramus_s3"], (30.0, -60.0, 893.0))
    # Behind the ischial spine and the sacrospinous ligament, then in the canal on obturator internus.
    way: list[Point] = [
        start,
        (36.0, -64.0, 879.0),
        (41.5, -60.5, 868.0),
        (40.0, -52.0, 855.0),
        (36.0, -40.0, 842.0),
        (31.0, -24.0, 832.0),
        (25.0, -8.0, 827.0),
        (19.0, 4.0, 825.0),
    ]
    pudendal = courses.lead(way, drawn("pudendal_nerve"))
    second = courses.lead(
        [nearest(courses["anterior_ramus_s2"], (35.0, -52.0, 904.0)), nearest([pudendal], (34.0, -63.0, 884.0))],
        MINIMUM_RADIUS,
        joins=True,
    )
    fourth = courses["anterior_ramus_s4"][0][-1, :3]
    link = courses.lead(
        [fourth, (32.0, -66.0, 868.5), nearest([pudendal], (41.0, -57.0, 862.0))], MINIMUM_RADIUS, joins=True
    )
    courses.add("pudendal_nerve", "anterior_ramus_s3", "built", [pudendal, second, link])
    anal = courses.lead(
        [nearest([pudendal], (37.5, -45.0, 847.0)), (28.0, -54.0, 833.0), (17.0, -57.0, 820.0), (10.0, -58.0, 812.0)],
        MINIMUM_RADIUS,
    )
    courses.add("inferior_anal_nerve", "pudendal_nerve", "built", [anal])
    begin = nearest([pudendal], (31.0, -25.0, 832.5))
    perineal = [
        courses.lead(
            [begin, (26.0, -16.0, 818.0), (20.0, -8.0, 808.0), courses.under((14.0, 4.0, 800.0), 6.0)], MINIMUM_RADIUS
        ),
        courses.lead([begin, (23.0, -20.0, 824.0), (15.0, -16.0, 820.0)], MINIMUM_RADIUS),
    ]
    courses.add("perineal_nerve", "pudendal_nerve", "built", perineal)


def _last_sacral(courses: Courses) -> None:
    """Lead twigs of S4 to the pelvic floor, and the nerve to the skin between coccyx and anus."""
    ramus = courses["anterior_ramus_s4"]
    floor = courses.lead(
        [nearest(ramus, (25.0, -69.5, 877.0)), (24.0, -62.0, 866.0), (21.0, -48.0, 853.0), (17.0, -34.0, 846.0)],
        MINIMUM_RADIUS,
    )
    courses.add("nerve_to_levator_ani", "anterior_ramus_s4", "built", [floor])
    last = courses.lead(
        [
            nearest(ramus, (22.5, -70.0, 881.0)),
            (19.5, -72.0, 866.0),
            (15.0, -74.0, 848.0),
            (9.0, -80.0, 834.0),
            courses.under((7.0, -86.0, 826.0), 5.0),
        ],
        MINIMUM_RADIUS,
    )
    courses.add("anococcygeal_nerve", "anterior_ramus_s4", "built", [last])


def hamstring_nerves(courses: Courses) -> None:
    """Lead the sciatic nerve's own branches to the muscles at the back of the thigh."""
    stem = courses["sciatic_nerve"][0]
    twigs = [
        courses.lead(towards(courses.anatomy, muscle, z, at_height(stem, leave)), MINIMUM_RADIUS)
        for muscle, z, leave in (
            ("Semitendinosus muscle", 750.0, 806.0),
            ("Long head of biceps femoris", 735.0, 796.0),
            ("Semimembranosus muscle", 690.0, 768.0),
            ("Adductor magnus", 715.0, 776.0),
            ("Semitendinosus muscle", 650.0, 728.0),
            ("Short head of biceps femoris", 610.0, 680.0),
        )
    ]
    courses.add("muscular_branches_of_sciatic_nerve", "sciatic_nerve", "built", twigs)
