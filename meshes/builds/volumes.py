"""How large the muscles of a living leg are: the regression of Handsfield et al. 2014 (J Biomech 47:631).

Volumes of 35 muscles of one leg, by magnetic resonance in 24 healthy young adults. The coefficients are those coded in
public simulation scripts (checked as section 10.1 of the anthropometry sheet says); the paper itself was not read.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from .proportions import BodyBuild

#: Muscle (or group measured as one): its structures, share of the leg's muscle volume, and constant in cm3.
MUSCLES: Final[dict[str, tuple[tuple[str, ...], float, float]]] = {
    "gluteus_maximus": (("gluteus_maximus",), 0.123, -25.4),
    "adductor_magnus": (
        ("adductor_part_of_adductor_magnus", "hamstring_part_of_adductor_magnus", "adductor_minimus"),
        0.0793,
        -4.7,
    ),
    "gluteus_medius": (("gluteus_medius",), 0.0478, -16.9),
    "psoas": (("psoas_major",), 0.055, -117.0),
    "iliacus": (("iliacus",), 0.0248, 0.383),
    "sartorius": (("sartorius",), 0.0256, -18.2),
    "adductor_longus": (("adductor_longus",), 0.0259, -21.9),
    "gluteus_minimus": (("gluteus_minimus",), 0.0129, 12.6),
    "adductor_brevis": (("adductor_brevis",), 0.0137, 6.2),
    "gracilis": (("gracilis",), 0.0138, 6.07),
    "pectineus": (("pectineus",), 0.0107, -9.94),
    "tensor_fasciae_latae": (("tensor_fasciae_latae",), 0.0136, -31.5),
    "obturator_externus": (("obturator_externus",), 0.00349, 28.3),
    "piriformis": (("piriformis",), 0.00372, 16.2),
    "quadratus_femoris": (("quadratus_femoris",), 0.00475, -1.45),
    "obturator_internus": (("obturator_internus",), 0.00252, 8.68),
    "gemelli": (("superior_gemellus", "inferior_gemellus"), 0.00172, 3.85),
    "vastus_lateralis": (("vastus_lateralis",), 0.125, -55.7),
    "vastus_medialis": (("vastus_medialis",), 0.0631, -16.3),
    "vastus_intermedius": (("vastus_intermedius",), 0.0273, 76.5),
    "rectus_femoris": (("rectus_femoris",), 0.0371, 4.97),
    "semimembranosus": (("semimembranosus",), 0.0319, 18.2),
    "biceps_femoris_long_head": (("long_head_of_biceps_femoris",), 0.0256, 24.3),
    "semitendinosus": (("semitendinosus",), 0.0285, -16.8),
    "biceps_femoris_short_head": (("short_head_of_biceps_femoris",), 0.016, -13.8),
    "popliteus": (("popliteus",), 0.00298, 2.11),
    "soleus": (("soleus",), 0.0507, 78.2),
    "gastrocnemius_medial": (("medial_head_of_gastrocnemius",), 0.0348, 9.42),
    "gastrocnemius_lateral": (("lateral_head_of_gastrocnemius",), 0.0199, 8.21),
    "tibialis_anterior": (("tibialis_anterior",), 0.0161, 20.3),
    "fibularis_longus_and_brevis": (("fibularis_longus", "fibularis_brevis"), 0.0194, -7.43),
    "tibialis_posterior": (("tibialis_posterior",), 0.0104, 30.8),
    "extensors_of_toes": (("extensor_digitorum_longus", "extensor_hallucis_longus"), 0.0132, 8.7),
    "flexor_hallucis_longus": (("flexor_hallucis_longus",), 0.0137, -18.9),
    "flexor_digitorum_longus": (("flexor_digitorum_longus",), 0.00259, 11.6),
}
#: Beyond this body mass index only this share of further mass counts: the rest is mostly fat (sheet).
FAT_FROM: Final = 25.0
FAT_SHARE: Final = 0.3
#: Women have this much of the regression's volume at equal stature and mass (sheet, after Maden-Wilkinson 2014).
WOMEN: Final = 0.93
#: Muscles of lean bodies give way by this share between these body mass indices.
GIVES_WAY: Final = {"female": 0.07, "male": 0.13}
LEAN_TO: Final = (23.0, 18.5)
#: No muscle is smaller than this share of its volume at the regression's mean leg, cm3: very small legs leave its data.
LEAST: Final = 0.3
MEAN_LEG: Final = 7112.0


def leg_volume(build: BodyBuild) -> float:
    """All 35 muscles of one leg, cm3, before the women's share."""
    bmi = min(build.bmi, FAT_FROM) + FAT_SHARE * max(0.0, build.bmi - FAT_FROM)
    mass = bmi * (build.stature_cm / 100.0) ** 2
    return 47.0 * build.stature_cm / 100.0 * mass + 1285.0


def muscle_volume(muscle: str, leg: float) -> float:
    """Volume of one of ``MUSCLES`` in a leg of so much muscle, cm3."""
    _, share, constant = MUSCLES[muscle]
    return max(share * leg + constant, LEAST * (share * MEAN_LEG + constant))


def expected(build: BodyBuild) -> dict[str, float]:
    """Volume of each of ``MUSCLES`` in a build, cm3."""
    share = WOMEN if build.sex == "female" else 1.0
    leg = leg_volume(build)
    return {muscle: share * muscle_volume(muscle, leg) for muscle in MUSCLES}


def lean_share(build: BodyBuild) -> float:
    """Share of the regression that the body takes: less in lean ones, whose surveyed girths leave no room for more.

    Section 11 of the anthropometry sheet: where muscle and bone exceed the girth less the least fat, muscle gives way.
    """
    return 1.0 - GIVES_WAY[build.sex] * float(np.clip((LEAN_TO[0] - build.bmi) / (LEAN_TO[0] - LEAN_TO[1]), 0.0, 1.0))
