"""The sciatic nerve's branches in leg and foot, from the atlas tubes; right side."""

from __future__ import annotations

from typing import Final

from .nerves_courses import Courses
from .nerves_limb import LimbSkin, measured, towards
from .nerves_paths import Point, at_height, between, nearest, waypoints_of
from .nerves_radii import MINIMUM_RADIUS, drawn

#: Nerves whose atlas tubes are used as they stand: key, atlas name, parent; parents before children.
_MEASURED: Final = (
    ("common_fibular_nerve", "Common fibular nerve", "sciatic_nerve"),
    ("deep_fibular_nerve", "Deep fibular nerve", "common_fibular_nerve"),
    ("superficial_fibular_nerve", "Superficial fibular nerve", "common_fibular_nerve"),
    ("dorsal_digital_branches_of_deep_fibular_nerve", "", "deep_fibular_nerve"),
    ("medial_dorsal_cutaneous_nerve_of_foot", "", "superficial_fibular_nerve"),
    ("intermediate_dorsal_cutaneous_nerve_of_foot", "", "superficial_fibular_nerve"),
    ("medial_sural_cutaneous_nerve", "", "tibial_nerve"),
    ("sural_nerve", "", "medial_sural_cutaneous_nerve"),
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


def leg_and_foot(courses: Courses) -> None:
    """Build everything below the sciatic nerve."""
    anatomy = courses.anatomy
    skin = LimbSkin(anatomy.skin_mesh())
    _tibial(courses)
    for key, name, parent in _MEASURED:
        lines = anatomy.lines(name or key.replace("_", " ").capitalize())
        above = courses[parent]
        if key.startswith("intermediate"):
            above = above + courses["medial_dorsal_cutaneous_nerve_of_foot"][:1]
        courses.add(key, parent, "measured", measured(courses, lines, above, drawn(key)))
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


def _tibial(courses: Courses) -> None:
    """Lead the tibial nerve behind the medial malleolus, where it divides into the plantar nerves."""
    anatomy = courses.anatomy
    line = between(max(anatomy.lines("Tibial nerve"), key=len), 1e9, 112.0)
    fork = (57.0, -47.0, 62.0)
    start = courses["sciatic_nerve"][0][-1, :3]
    tibial = courses.lead(
        [start, *waypoints_of(line, 14.0)[1:], (61.0, -58.0, 88.0), (57.5, -55.0, 74.0), fork], drawn("tibial_nerve")
    )
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
