"""Nerve fields read by eye: trunk and foot after Gray's figures, and the branches that the figures do not show.

Smooth closed curves of control points (t, phi in degrees); the first curve of a chart that holds a point gives its
nerve. On the trunk the figures were fitted to the bones of the chart (anterior superior iliac spine at 0.73, 56, pubic
tubercle at 0.99, 8, top of the iliac crest at 0.36, 128, posterior spine at 0.47, 161), because the figures' own
proportions above the thigh are off. The foot is drawn foreshortened in front; its sole is a view of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .curves import Curve

Drawn = tuple[tuple[str, Curve], ...]

TRUNK: Final[Drawn] = (
    (
        "femoral_branch_of_genitofemoral_nerve",
        (
            (0.755, 52.0), (0.80, 41.5), (0.875, 27.0), (0.925, 18.5), (1.0, 17.5), (1.08, 18.0), (1.08, 36.0),
            (1.0, 37.0), (0.90, 44.0), (0.82, 50.0),
        ),
    ),
    (
        "ilioinguinal_nerve",
        ((0.90, 19.0), (0.94, 14.0), (0.98, 9.0), (1.0, 8.0), (1.08, 8.0), (1.08, 17.0), (1.0, 17.5), (0.94, 18.0)),
    ),
    (
        "lateral_femoral_cutaneous_nerve",
        (
            (0.735, 55.0), (0.66, 66.0), (0.58, 80.0), (0.54, 90.0), (0.60, 92.0), (0.70, 92.0), (0.78, 92.0),
            (0.84, 100.0), (0.88, 108.0), (0.93, 117.0), (1.03, 128.0), (1.12, 128.0), (1.12, 60.0), (1.12, 36.0),
            (1.0, 36.0), (0.86, 46.0), (0.77, 52.0),
        ),
    ),
    (
        "anterior_ramus_t12",
        (
            (0.50, 93.0), (0.45, 104.0), (0.42, 115.0), (0.47, 121.0), (0.55, 119.0), (0.64, 110.0), (0.72, 99.0),
            (0.77, 90.0), (0.70, 87.0), (0.60, 89.0),
        ),
    ),
    (
        "iliohypogastric_nerve",
        (
            (0.42, 113.0), (0.375, 124.0), (0.39, 132.0), (0.47, 137.0), (0.56, 133.0), (0.67, 126.0), (0.78, 117.0),
            (0.85, 105.0), (0.82, 95.0), (0.75, 91.0), (0.60, 105.0),
        ),
    ),
    (
        "middle_gluteal_cutaneous_nerves",
        (
            (0.53, 184.0), (0.53, 176.0), (0.57, 169.0), (0.64, 163.0), (0.74, 158.5), (0.86, 157.0), (0.905, 162.0),
            (0.92, 169.0), (0.93, 178.0), (0.93, 190.0), (0.75, 192.0),
        ),
    ),
    (
        "posterior_femoral_cutaneous_nerve",
        (
            (0.885, 157.0), (0.90, 149.0), (0.93, 141.0), (0.985, 133.5), (1.03, 129.0), (1.10, 140.0), (1.10, 160.0),
            (1.04, 168.0), (1.0, 166.0), (0.95, 164.0), (0.92, 161.5),
        ),
    ),
    (
        "superior_gluteal_cutaneous_nerves",
        (
            (0.375, 126.0), (0.37, 140.0), (0.42, 153.0), (0.47, 163.0), (0.51, 173.0), (0.60, 170.0), (0.75, 165.0),
            (0.90, 162.0), (0.95, 150.0), (1.0, 138.0), (1.03, 128.0), (0.93, 115.0), (0.875, 107.0), (0.84, 103.0),
            (0.70, 112.0), (0.50, 125.0),
        ),
    ),
)  # fmt: skip
FOOT: Final[Drawn] = (
    (
        "deep_fibular_nerve",
        (
            (0.665, 27.0), (0.74, 16.0), (0.82, 8.0), (0.92, 0.0), (1.06, -6.0), (1.10, 10.0), (1.06, 25.0),
            (0.92, 28.0), (0.85, 37.0), (0.76, 35.0),
        ),
    ),
    (
        "saphenous_nerve",
        (
            (0.30, -5.0), (0.40, 4.0), (0.455, 18.0), (0.505, 42.0), (0.545, 72.0), (0.55, 98.0), (0.51, 118.0),
            (0.42, 129.0), (0.31, 128.0), (0.235, 112.0), (0.17, 101.0), (0.10, 97.0), (0.04, 92.0), (0.005, 75.0),
            (0.02, 50.0), (0.045, 19.0), (0.15, 0.0),
        ),
    ),
    (
        "tibial_nerve",
        (
            (-0.10, 92.0), (-0.04, 88.0), (0.0, 84.0), (0.05, 86.0), (0.14, 90.0), (0.22, 95.0), (0.265, 112.0),
            (0.305, 140.0), (0.345, 172.0), (0.345, 186.0), (0.30, 202.0), (0.255, 214.0), (0.15, 214.0),
            (0.06, 214.0), (0.0, 205.0), (-0.10, 200.0), (-0.10, 140.0),
        ),
    ),
    (
        "sural_nerve",
        (
            (-0.10, 95.0), (-0.10, 0.0), (-0.10, -80.0), (-0.10, -162.0), (0.05, -146.0), (0.16, -146.0),
            (0.255, -145.0), (0.31, -138.0), (0.38, -125.0), (0.43, -116.0), (0.56, -113.0), (0.70, -111.0),
            (0.80, -105.0), (0.88, -92.0), (0.86, -76.0), (0.78, -62.0), (0.66, -58.0), (0.52, -58.0), (0.40, -56.0),
            (0.31, -49.0), (0.25, -40.0), (0.16, -25.0), (0.10, 0.0), (0.045, 19.0), (0.02, 60.0),
        ),
    ),
    (
        "lateral_plantar_nerve",
        (
            (0.255, 213.0), (0.30, 200.0), (0.355, 188.0), (0.47, 191.0), (0.58, 195.0), (0.70, 202.0), (0.80, 209.0),
            (0.90, 216.0), (1.06, 222.0), (1.06, 262.0), (0.85, 262.0), (0.70, 254.0), (0.50, 252.0), (0.40, 246.0),
            (0.30, 226.0),
        ),
    ),
    (
        "medial_plantar_nerve",
        (
            (0.24, 106.0), (0.30, 122.0), (0.42, 126.0), (0.51, 113.0), (0.57, 103.0), (0.70, 101.0), (0.84, 100.0),
            (1.06, 98.0), (1.12, 160.0), (1.06, 225.0), (0.84, 216.0), (0.60, 200.0), (0.40, 192.0), (0.30, 205.0),
            (0.26, 150.0),
        ),
    ),
    (
        "superficial_fibular_nerve",
        (
            (0.20, -30.0), (0.30, 0.0), (0.38, 20.0), (0.44, 60.0), (0.50, 108.0), (0.60, 110.0), (0.80, 108.0),
            (1.06, 106.0), (1.12, 20.0), (1.06, -80.0), (0.90, -90.0), (0.70, -80.0), (0.45, -75.0), (0.28, -60.0),
        ),
    ),
)  # fmt: skip
"""On the foot and the great toe (rays 0 and 1)."""
TOES: Final[tuple[tuple[int, str, float, float], ...]] = (
    (2, "deep_fibular_nerve", 8.0, 80.0),
    (2, "superficial_fibular_nerve", -98.0, 8.0),
    (2, "medial_plantar_nerve", 80.0, 262.0),
    (3, "superficial_fibular_nerve", 264.0, 450.0),
    (3, "medial_plantar_nerve", 90.0, 264.0),
    (4, "superficial_fibular_nerve", 258.0, 440.0),
    (4, "lateral_plantar_nerve", 228.0, 258.0),
    (4, "medial_plantar_nerve", 80.0, 228.0),
    (5, "superficial_fibular_nerve", 288.0, 430.0),
    (5, "sural_nerve", 250.0, 288.0),
    (5, "lateral_plantar_nerve", 70.0, 250.0),
)
"""Other toes: toe, nerve, and between which phi. A toe off the foot's middle turns its back to phi below 360."""


@dataclass(frozen=True, slots=True)
class Described:
    """A field that the figures do not show on its own, drawn from what is written of it."""

    nerve: str
    roots: tuple[str, ...]
    note: str
    sources: tuple[str, ...]
    pieces: tuple[tuple[str, tuple[int, ...], Curve], ...]
    """Segment, rays, curve."""


_SAPHENOUS: Final = ("L3", "L4")
DESCRIBED: Final[tuple[Described, ...]] = (
    Described(
        "infrapatellar_branch_of_saphenous_nerve",
        _SAPHENOUS,
        "Drawn from descriptions: from the inner knee forwards below the kneecap. Lies on the saphenous field, of which"
        " it is a part.",
        ("elsevier_anatomy", "medscape_nerves"),
        (
            (
                "leg",
                (),
                (
                    (-0.02, 85.0), (-0.02, 40.0), (-0.015, 5.0), (0.01, -10.0), (0.06, -12.0), (0.095, 2.0),
                    (0.11, 30.0), (0.10, 60.0), (0.07, 85.0), (0.02, 95.0),
                ),
            ),
        ),
    ),
    Described(
        "medial_crural_cutaneous_branches_of_saphenous_nerve",
        _SAPHENOUS,
        "Drawn from descriptions: inner and front inner side of the lower leg. Lies on the saphenous field, of which it"
        " is a part.",
        ("elsevier_anatomy", "taylor_francis_saphenous"),
        (
            (
                "leg",
                (),
                (
                    (0.125, 60.0), (0.145, 25.0), (0.22, 5.0), (0.40, -3.0), (0.60, -2.0), (0.78, 4.0), (0.89, 20.0),
                    (0.93, 50.0), (0.93, 80.0), (0.90, 105.0), (0.78, 112.0), (0.60, 112.0), (0.40, 112.0),
                    (0.22, 108.0), (0.14, 95.0),
                ),
            ),
        ),
    ),
    Described(
        "cutaneous_branch_of_obturator_nerve",
        ("L2", "L3", "L4"),
        "Drawn from descriptions: a patch of varying size on the inner thigh, which Gray's figure gives to the anterior"
        " femoral cutaneous nerves.",
        ("elsevier_anatomy", "wikipedia_cutaneous_leg"),
        (
            (
                "thigh",
                (),
                (
                    (0.40, 85.0), (0.44, 72.0), (0.55, 66.0), (0.68, 70.0), (0.78, 80.0), (0.82, 95.0), (0.78, 110.0),
                    (0.68, 118.0), (0.55, 119.0), (0.45, 112.0), (0.40, 98.0),
                ),
            ),
        ),
    ),
    Described(
        "iliohypogastric_nerve",
        ("L1",),
        "Its front branch, drawn from descriptions: a small place above the pubic bone, not in Gray's figures. The side"
        " branch to the hip is a field of its own.",
        ("gray1918_nerves", "radiopaedia"),
        (
            (
                "trunk",
                (),
                (
                    (0.765, -1.5), (0.772, 6.0), (0.805, 14.0), (0.86, 18.5), (0.91, 16.0), (0.94, 9.0), (0.952, 3.0),
                    (0.953, -1.5),
                ),
            ),
        ),
    ),
    Described(
        "inferior_gluteal_cutaneous_nerves",
        ("S1", "S2", "S3"),
        "Drawn from descriptions: the lower buttock down to its fold. Branches of the posterior femoral cutaneous"
        " nerve, to which Gray's figure gives most of this skin.",
        ("wheeless_skin", "wikipedia_cutaneous_leg", "gray1918"),
        (
            (
                "trunk",
                (),
                (
                    (0.862, 157.0), (0.868, 147.0), (0.89, 136.0), (0.93, 126.0), (0.98, 120.0), (1.03, 120.0),
                    (1.08, 132.0), (1.08, 152.0), (1.045, 164.0), (1.0, 167.5), (0.95, 166.5), (0.895, 163.5),
                ),
            ),
        ),
    ),
    Described(
        "pudendal_nerve",
        ("S2", "S3", "S4-5"),
        "Drawn from descriptions: the saddle round the anus, which Gray's figures leave blank; its genital skin is not"
        " part of this body.",
        ("imaios", "umich_perineum"),
        (
            (
                "trunk",
                (),
                (
                    (0.945, 181.5), (0.948, 175.5), (0.962, 170.5), (0.99, 168.5), (1.03, 169.0), (1.08, 172.0),
                    (1.08, 181.5),
                ),
            ),
            ("thigh", (), ((0.10, 97.0), (0.20, 95.0), (0.235, 101.0), (0.243, 112.0), (0.235, 123.0), (0.20, 128.0),
                           (0.10, 126.0))),
        ),
    ),
    Described(
        "medial_sural_cutaneous_nerve",
        ("S1", "S2"),
        "Drawn from descriptions: the back of the calf below the posterior femoral cutaneous field. Lies on the sural"
        " field, of which it is a part; in 32 dissected legs it had no branches of its own to the upper and middle"
        " calf, so its skin may begin lower.",
        ("wheeless", "wikipedia_cutaneous_leg", "sural_branches2016"),
        (
            (
                "leg",
                (),
                (
                    (0.30, 193.0), (0.315, 179.0), (0.37, 169.0), (0.46, 164.0), (0.55, 166.0), (0.62, 176.0),
                    (0.645, 193.0), (0.615, 210.0), (0.54, 220.0), (0.44, 221.0), (0.36, 215.0), (0.315, 206.0),
                ),
            ),
        ),
    ),
    Described(
        "medial_calcaneal_branches_of_tibial_nerve",
        ("S1", "S2"),
        "Drawn from descriptions: inner side and pad of the heel. Lies on the field that Gray's figures name tibial, of"
        " which it is nearly the whole.",
        ("wheeless", "teachmeanatomy_calcaneal"),
        (
            (
                "foot",
                (0,),
                (
                    (-0.05, 101.0), (0.02, 93.0), (0.10, 94.0), (0.18, 98.0), (0.235, 108.0), (0.275, 136.0),
                    (0.30, 168.0), (0.275, 190.0), (0.22, 204.0), (0.14, 207.0), (0.05, 205.0), (-0.04, 194.0),
                    (-0.07, 147.0),
                ),
            ),
        ),
    ),
)  # fmt: skip
