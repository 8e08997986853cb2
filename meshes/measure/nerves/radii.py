"""How thick nerves are drawn, from how thick they are.

Life radii are rounded from the usual textbook and dissection figures (recalled, not read): they set which nerve looks
thicker than which, and nothing is measured from them. Drawn radius = `DRAWN_FACTOR` x life radius, at least
`MINIMUM_RADIUS`, so that fine branches can be seen from across the body (`MINIMUM_ROOTLET` for rootlets, `FINE_RADIUS`
for the skin nerves of the trunk).
"""

from __future__ import annotations

from typing import Final

DRAWN_FACTOR: Final = 1.3
MINIMUM_RADIUS: Final = 1.0
"""mm."""
FINE_RADIUS: Final = 0.72
"""mm: the skin nerves of the trunk, 1.3 times their life radius of 0.55 (superior cluneal nerves, 20 sides, doi
10.3171/2010.3.SPINE09747); thinner than `MINIMUM_RADIUS`, because they cross in front of the roots in close-ups."""
MINIMUM_ROOTLET: Final = 0.55
"""mm."""

#: Life radius at the beginning and at the end, mm.
LIFE_RADIUS: Final[dict[str, tuple[float, float]]] = {
    "femoral_nerve": (2.6, 2.3),
    "posterior_division_of_anterior_ramus": (1.2, 1.5),
    "anterior_division_of_anterior_ramus": (0.9, 1.0),
    "descending_branch_of_anterior_ramus_l4": (1.2, 1.3),
    "lumbosacral_trunk": (2.3, 2.4),
    "sciatic_nerve": (4.4, 3.4),
    "tibial_nerve": (2.6, 1.7),
    "common_fibular_nerve": (1.9, 1.6),
    "deep_fibular_nerve": (1.1, 0.8),
    "superficial_fibular_nerve": (1.2, 0.9),
    "obturator_nerve": (1.5, 1.3),
    "anterior_branch_of_obturator_nerve": (1.1, 0.6),
    "posterior_branch_of_obturator_nerve": (1.0, 0.6),
    "saphenous_nerve": (1.2, 0.7),
    "superior_gluteal_nerve": (1.1, 0.7),
    "pudendal_nerve": (1.2, 0.7),
    "sural_nerve": (1.0, 0.7),
    "lateral_femoral_cutaneous_nerve": (1.0, 0.6),
    "posterior_femoral_cutaneous_nerve": (1.2, 0.6),
    "medial_plantar_nerve": (1.2, 0.9),
    "lateral_plantar_nerve": (1.1, 0.8),
    "iliohypogastric_nerve": (0.9, 0.6),
    "genitofemoral_nerve": (0.8, 0.7),
    "spinal_cord": (3.6, 0.8),
}

#: Life radius of each level's root, spinal nerve and anterior ramus, mm.
ROOT_RADIUS: Final[dict[str, float]] = {
    "t12": 1.0,
    "l1": 1.1,
    "l2": 1.3,
    "l3": 1.6,
    "l4": 1.8,
    "l5": 1.9,
    "s1": 1.9,
    "s2": 1.4,
    "s3": 1.0,
    "s4": 0.8,
}


def drawn(key: str) -> tuple[float, float]:
    """Return the drawn radius (mm) at the beginning and the end of a nerve; unlisted ones get the smallest."""
    first, last = LIFE_RADIUS.get(key, (0.0, 0.0))
    return max(MINIMUM_RADIUS, DRAWN_FACTOR * first), max(MINIMUM_RADIUS, DRAWN_FACTOR * last)
