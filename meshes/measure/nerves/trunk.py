"""The nerves of the trunk wall: iliohypogastric, genitofemoral, the skin branches over the iliac crest and sacrum.

The atlas has the first two, one level too high at their origin; they are led from our own L1 and L2. The gluteal skin
nerves (cluneal nerves) and the lateral skin branches are missing there and built from waypoints under the skin. Right
side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .courses import Courses
from .paths import Point, at_height, between, nearest, waypoints_of
from .plexus import WALL, Psoas
from .radii import FINE_RADIUS, MINIMUM_RADIUS, drawn

Array = NDArray[np.float64]


def trunk_nerves(courses: Courses) -> None:
    """Build the nerves of belly wall, loin and upper and inner buttock."""
    _iliohypogastric(courses)
    _genitofemoral(courses)
    _over_the_crest(courses)
    _over_the_sacrum(courses)


def _beneath(courses: Courses, *steps: tuple[float, float, float, float]) -> list[Array]:
    """Return places under the skin: x, y, z of about where, and the depth, mm."""
    return [courses.under((x, y, z), depth) for x, y, z, depth in steps]


def _iliohypogastric(courses: Courses) -> None:
    """Lead it over quadratus lumborum and above the crest, between transversus and the obliques, to the skin."""
    start = nearest(courses["anterior_ramus_l1"], (38.0, -31.0, 1098.0))
    way: list[Point] = [
        start,
        (56.0, -35.0, 1084.0),
        (78.0, -33.0, 1063.0),
        (99.0, -26.0, 1043.0),
        (116.0, -10.0, 1028.0),
        (125.0, 15.0, 1014.0),
        (124.0, 41.0, 998.0),
        (115.0, 63.0, 978.0),
        (99.0, 80.0, 956.0),
        (79.0, 91.0, 935.0),
        (59.0, 96.0, 917.0),
        courses.under((42.0, 108.0, 904.0), 6.0),
    ]
    main = courses.beside(courses.lead(way, drawn("iliohypogastric_nerve")), *WALL)
    key = "iliohypogastric_nerve"
    courses.add(key, "anterior_ramus_l1", "built", [main])
    side = courses.lead(
        [
            nearest([main], (108.0, -20.0, 1030.0)),
            *_beneath(courses, (132, -16, 1020, 13), (143, -20, 992, 8), (152, -22, 960, 6), (158, -22, 926, 5)),
        ],
        FINE_RADIUS,
    )
    courses.add("lateral_cutaneous_branch_of_iliohypogastric_nerve", key, "built", [side])
    subcostal = courses["anterior_ramus_t12"]
    front = courses.lead(
        [
            at_height(subcostal[0], 1046.0),
            *_beneath(courses, (134, 22, 1026, 13), (146, 24, 996, 7), (156, 22, 958, 6), (164, 16, 908, 5)),
        ],
        FINE_RADIUS,
    )
    courses.add("lateral_cutaneous_branch_of_subcostal_nerve", "anterior_ramus_t12", "built", [front])


def _genitofemoral(courses: Courses) -> None:
    """Lead it through psoas and down its front, to its two branches above the inguinal ligament."""
    anatomy = courses.anatomy
    psoas = Psoas(anatomy.muscle("Psoas major"))
    start = nearest(courses["anterior_ramus_l2"], (34.0, -22.0, 1064.0))
    fork = psoas.at(990.0, 0.42, 1.06)
    down: list[Point] = [
        start,
        psoas.at(1048.0, 0.4, 0.62),
        psoas.at(1036.0, 0.4, 0.95),
        psoas.at(1022.0, 0.4, 1.08),
        psoas.at(1006.0, 0.4, 1.08),
        fork,
    ]
    main = courses.lead(down, drawn("genitofemoral_nerve"))
    first = nearest(courses["anterior_ramus_l1"], (30.0, -27.0, 1099.0))
    link = courses.lead(
        [first, (36.0, -24.0, 1082.0), nearest([main], psoas.at(1050.0, 0.4, 0.55))], MINIMUM_RADIUS, joins=True
    )
    courses.add("genitofemoral_nerve", "anterior_ramus_l2", "built", [main, link])
    for which, lowest in (("femoral", 812.0), ("genital", 834.0)):
        key = f"{which}_branch_of_genitofemoral_nerve"
        line = max(anatomy.lines(f"{which.capitalize()} branch of genitofemoral nerve"), key=len)
        rest = waypoints_of(between(line, 968.0, lowest), 13.0)
        strand = courses.within(courses.lead([main[-1, :3], *rest], MINIMUM_RADIUS))
        courses.add(key, "genitofemoral_nerve", "measured", [strand])


def _over_the_crest(courses: Courses) -> None:
    """Lead the lateral branches of the posterior rami of L1 to L3 over the iliac crest, 6 to 8 cm from the midline."""
    ways = {
        "l2": ((46, -71, 1022), (71, -84, 1003, 9), (83, -96, 962, 7), (92, -108, 918, 6), (97, -112, 890, 5)),
        "l1": ((46, -73, 1046), (80, -76, 1008, 9), (95, -84, 966, 7), (107, -88, 926, 6), (114, -90, 900, 5)),
        "l3": ((46, -68, 994), (61, -92, 980, 10), (70, -108, 944, 8), (76, -120, 908, 6), (80, -126, 878, 5)),
    }
    strands = []
    for level, (deep, *steps) in ways.items():
        begin = courses[f"posterior_ramus_{level}"][-1][-1, :3]
        strands.append(courses.lead([begin, deep, *_beneath(courses, *steps)], FINE_RADIUS))
    courses.add("superior_gluteal_cutaneous_nerves", "posterior_ramus_l2", "built", strands)


def _over_the_sacrum(courses: Courses) -> None:
    """Lead the posterior rami of S1 to S3 through the gluteus maximus to the skin of the inner buttock."""
    ways = {
        "s2": ((38.0, -95.5, 901.0), (54.0, -134.0, 880.0)),
        "s1": ((46.0, -85.0, 919.5), (62.0, -124.0, 900.0)),
        "s3": ((37.0, -105.0, 882.0), (46.0, -138.0, 858.0)),
    }
    strands = []
    for level, (middle, skin) in ways.items():
        begin = courses[f"posterior_ramus_{level}"][-1][-1, :3]
        strands.append(courses.lead([begin, middle, courses.under(skin, 5.0)], FINE_RADIUS))
    courses.add("middle_gluteal_cutaneous_nerves", "posterior_ramus_s2", "built", strands)
