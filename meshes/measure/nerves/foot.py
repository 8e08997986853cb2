"""The sciatic nerve's branches in leg and foot, from the atlas tubes; right side."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .courses import Courses
from .limb import LimbSkin, measured, towards
from .paths import Point, at_height, between, nearest, waypoints_of
from .radii import MINIMUM_RADIUS, drawn

Array = NDArray[np.float64]

#: Nerves whose atlas tubes are used as they stand: key, atlas name, parent; parents before children.
_MEASURED: Final = (
    ("dorsal_digital_branches_of_deep_fibular_nerve", "", "deep_fibular_nerve"),
    ("medial_dorsal_cutaneous_nerve_of_foot", "", "superficial_fibular_nerve"),
    ("intermediate_dorsal_cutaneous_nerve_of_foot", "", "superficial_fibular_nerve"),
    ("common_plantar_digital_branches_of_medial_plantar_nerve", "", "medial_plantar_nerve"),
    ("common_plantar_digital_branches_of_lateral_plantar_nerve", "", "lateral_plantar_nerve"),
    (
        "proper_plantar_digital_branches_of_medial_plantar_nerve",
        "",
        "common_plantar_digital_branches_of_medial_plantar_nerve",
    ),
    (
        "proper_plantar_digital_branches_of_lateral_plantar_nerve",
        "",
        "common_plantar_digital_branches_of_lateral_plantar_nerve",
    ),
)


#: Muscles that the atlas leads a nerve through, although it runs beside them.
_BESIDE: Final = {
    "common_fibular_nerve": ("Plantaris muscle", "Popliteus muscle", "Soleus muscle"),
    "deep_fibular_nerve": ("Tibialis anterior muscle", "Extensor hallucis longus"),
    "tibial_nerve": ("Plantaris muscle",),
}


def leg_and_foot(courses: Courses) -> None:
    """Build everything below the sciatic nerve."""
    anatomy = courses.anatomy
    skin = LimbSkin(anatomy.skin_mesh())
    _tibial(courses)
    _fibular(courses)
    _sural(courses)
    for key, name, parent in _MEASURED:
        lines = anatomy.lines(name or key.replace("_", " ").capitalize())
        above = courses[parent]
        if key.startswith("intermediate"):
            above = above + courses["medial_dorsal_cutaneous_nerve_of_foot"][:1]
        strands = measured(courses, lines, above, drawn(key), _BESIDE.get(key, ()))
        courses.add(key, parent, "measured", strands)
    dorsal = courses["medial_dorsal_cutaneous_nerve_of_foot"] + courses["intermediate_dorsal_cutaneous_nerve_of_foot"]
    key = "dorsal_digital_branches_of_superficial_fibular_nerve"
    toes = measured(courses, anatomy.lines("Dorsal digital branches of superficial fibular nerve"), dorsal, drawn(key))
    courses.add(key, "intermediate_dorsal_cutaneous_nerve_of_foot", "measured", toes)

    # The key muscles of L4 and L5 hang on the deep fibular nerve; the atlas has only its twig on the foot.
    deep, common = courses["deep_fibular_nerve"][0], courses["common_fibular_nerve"][0]
    twigs = [
        courses.lead(towards(anatomy, muscle, z, at_height(deep, leave)), MINIMUM_RADIUS)
        for muscle, z, leave in (
            ("Tibialis anterior muscle", 345.0, 368.0),
            ("Tibialis anterior muscle", 285.0, 320.0),
            ("Extensor digitorum longus", 315.0, 345.0),
            ("Extensor hallucis longus", 235.0, 268.0),
        )
    ]
    foot = measured(courses, anatomy.lines("Muscular branches of deep fibular nerve"), [deep], (MINIMUM_RADIUS,) * 2)
    courses.add("muscular_branches_of_deep_fibular_nerve", "deep_fibular_nerve", "built and measured", [*twigs, *foot])

    _heel(courses)
    _calf_and_sole(courses)
    sural = courses["sural_nerve"]
    link: list[Point] = [
        at_height(common, 432.0),
        *skin.down((395, 205, 9), (360, 192, 8)),
        nearest(sural, (85.0, -100.0, 325.0)),
    ]
    key = "sural_communicating_branch_of_common_fibular_nerve"
    courses.add(key, "common_fibular_nerve", "built", [courses.lead(link, MINIMUM_RADIUS, joins=True)])
    outer: list[Point] = [
        at_height(common, 428.0),
        *skin.down((390, 226, 7), (345, 238, 6), (290, 245, 5), (235, 248, 5)),
    ]
    courses.add("lateral_sural_cutaneous_nerve", "common_fibular_nerve", "built", [courses.lead(outer, MINIMUM_RADIUS)])


def _sural(courses: Courses) -> None:
    """Lead the sural nerve between the heads of gastrocnemius, then along the outer edge of the heel cord to the foot.

    The atlas leads it over the medial head and the middle of the cord; its course on the foot is measured. Below the
    lateral malleolus it takes another name.
    """
    tibial = courses["tibial_nerve"]
    first: list[Point] = [
        nearest(tibial, (80.0, -44.0, 508.0)),
        (80.5, -58.0, 482.0),
        (82.5, -77.0, 452.0),
        courses.under((83.5, -120.0, 414.0), 9.0),
    ]
    key = "medial_sural_cutaneous_nerve"
    courses.add(key, "tibial_nerve", "built", [courses.lead(first, drawn(key))])
    lines = sorted(courses.anatomy.lines("Sural nerve"), key=len, reverse=True)
    below = between(lines[0], 84.0, -1e9)
    down: list[Point] = [
        courses[key][0][-1, :3],
        *(courses.under((x, -120.0, z), depth) for x, z, depth in ((85, 370, 7), (87, 320, 6), (89, 265, 6))),
        *(courses.under((x, y, z), 6.0) for x, y, z in ((90, -110, 210), (91, -100, 160), (93, -90, 118))),
        *waypoints_of(below if below[0, 2] > below[-1, 2] else below[::-1], 12.0),
    ]
    line = courses.beside(courses.within(courses.lead(down, drawn("sural_nerve"))), "Calcaneal tendon")
    cut = int(np.flatnonzero((line[:, 1] > -34.0) & (line[:, 2] < 80.0))[0])
    courses.add("sural_nerve", key, "built and measured", [line[: cut + 1]])
    foot = line[cut:]
    twigs = measured(courses, lines[1:], [foot], (MINIMUM_RADIUS,) * 2)
    courses.add("lateral_dorsal_cutaneous_nerve_of_foot", "sural_nerve", "measured", [foot, *twigs])


def _heel(courses: Courses) -> None:
    """Lead the skin branches of the heel: inner ones from the tibial nerve, outer ones from the sural."""
    tibial, sural = courses["tibial_nerve"][0], courses["sural_nerve"][0]
    for key, parent, ways in (
        (
            "medial_calcaneal_branches_of_tibial_nerve",
            tibial,
            (
                (96.0, ((58, -72, 70, 5), (60, -80, 46, 4), (68, -84, 24, 4))),
                (84.0, ((54, -64, 58, 4), (56, -66, 36, 4), (66, -62, 12, 4), (78, -58, 6, 5))),
            ),
        ),
        (
            "lateral_calcaneal_branches_of_sural_nerve",
            sural,
            (
                (104.0, ((92, -84, 78, 4), (94, -88, 52, 4), (92, -88, 28, 4))),
                (80.0, ((102, -72, 56, 4), (104, -74, 34, 4), (100, -72, 16, 4))),
            ),
        ),
    ):
        strands = [
            courses.lead(
                [at_height(parent, leave), *(courses.under((x, y, z), depth) for x, y, z, depth in steps)],
                MINIMUM_RADIUS,
            )
            for leave, steps in ways
        ]
        courses.add(key, "_".join(key.split("_of_")[1:]), "built", strands)


def _calf_and_sole(courses: Courses) -> None:
    """Lead the muscle branches of the tibial and superficial fibular nerves, and the deep branch across the sole."""
    for key, parent, muscles in (
        (
            "muscular_branches_of_tibial_nerve",
            "tibial_nerve",
            (
                ("Medial head of gastrocnemius", 436.0, 474.0),
                ("Lateral head of gastrocnemius", 430.0, 470.0),
                ("Plantaris muscle", 468.0, 490.0),
                ("Popliteus muscle", 408.0, 440.0),
                ("Soleus muscle", 372.0, 416.0),
                ("Tibialis posterior muscle", 318.0, 350.0),
                ("Flexor digitorum longus", 262.0, 300.0),
                ("Flexor hallucis longus", 250.0, 288.0),
            ),
        ),
        (
            "muscular_branches_of_superficial_fibular_nerve",
            "superficial_fibular_nerve",
            (("Fibularis longus muscle", 330.0, 360.0), ("Fibularis brevis muscle", 246.0, 284.0)),
        ),
    ):
        stem = courses[parent][0]
        twigs = [
            courses.lead(towards(courses.anatomy, name, z, at_height(stem, leave)), MINIMUM_RADIUS)
            for name, z, leave in muscles
        ]
        courses.add(key, parent, "built", twigs)
    begin = nearest(courses["lateral_plantar_nerve"], (92.0, -2.0, 23.5))
    across: list[Point] = [begin, (96.0, 10.0, 27.0), (91.0, 24.0, 31.0), (82.0, 33.0, 33.0), (73.0, 38.0, 32.0)]
    key = "deep_branch_of_lateral_plantar_nerve"
    courses.add(key, "lateral_plantar_nerve", "built", [courses.lead(across, MINIMUM_RADIUS)])


def _fibular(courses: Courses) -> None:
    """Wind the common fibular nerve round the neck of the fibula; its two branches carry the turn on to the front.

    The atlas tubes meet at a right angle there.
    """
    fork = (122.2, -43.0, 381.0)
    common: list[Point] = [
        nearest(courses["sciatic_nerve"], (77.0, -40.0, 540.0)),
        *_down(courses, "common_fibular_nerve", 532.0, 395.0),
        (118.2, -51.3, 390.2),
        (121.2, -47.4, 386.0),
        fork,
    ]
    key = "common_fibular_nerve"
    courses.add(key, "sciatic_nerve", "measured", [courses.beside(courses.lead(common, drawn(key)), *_BESIDE[key])])
    turns: dict[str, list[Point]] = {
        "deep_fibular_nerve": [(120.6, -38.6, 374.5), (115.5, -35.0, 364.5)],
        "superficial_fibular_nerve": [(121.2, -39.8, 373.5), (118.6, -38.8, 363.5)],
    }
    end = courses[key][0][-1, :3]
    for branch, turn in turns.items():
        line = courses.lead([end, *turn, *_down(courses, branch, 349.0, -1e9)], drawn(branch))
        courses.add(branch, key, "measured", [courses.beside(line, *_BESIDE.get(branch, ()))])


def _down(courses: Courses, key: str, high: float, low: float) -> list[Array]:
    """Return waypoints of an atlas nerve between two heights, from above downward."""
    line = max(courses.anatomy.lines(key.replace("_", " ").capitalize()), key=len)
    return waypoints_of(between(line if line[0, 2] > line[-1, 2] else line[::-1], high, low), 12.0)


def _tibial(courses: Courses) -> None:
    """Lead the tibial nerve behind the medial malleolus, where it divides into the plantar nerves."""
    anatomy = courses.anatomy
    line = between(max(anatomy.lines("Tibial nerve"), key=len), 1e9, 112.0)
    fork = (57.0, -47.0, 62.0)
    start = courses["sciatic_nerve"][0][-1, :3]
    tibial = courses.lead(
        [start, *waypoints_of(line, 14.0)[1:], (61.0, -58.0, 88.0), (57.5, -55.0, 74.0), fork], drawn("tibial_nerve")
    )
    tibial = courses.beside(tibial, *_BESIDE["tibial_nerve"])
    courses.add("tibial_nerve", "sciatic_nerve", "built and measured", [tibial])
    end = tibial[-1, :3]
    for which, front, arch in (("medial", -18.0, (61.0, -32.0, 49.0)), ("lateral", -12.0, (63.5, -35.0, 42.0))):
        key = f"{which}_plantar_nerve"
        lines = sorted(anatomy.lines(f"{which.capitalize()} plantar nerve"), key=len, reverse=True)
        rest = [
            p
            for p in waypoints_of(lines[0] if lines[0][0, 1] < lines[0][-1, 1] else lines[0][::-1], 10.0)
            if p[1] > front
        ]
        stem = courses.lead([end, arch, *rest], drawn(key))
        others = measured(courses, lines[1:], [stem], (MINIMUM_RADIUS,) * 2) if lines[1:] else []
        courses.add(key, "tibial_nerve", "built and measured", [stem, *others])
