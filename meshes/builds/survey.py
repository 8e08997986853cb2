"""Heights, breadths and girths of living adults by sex, stature and body mass index.

Every figure is a regression over the individual records of a public survey, worked out in the project's anthropometry
sheet: set A is ANSUR II 2012 (1986 women, 4082 men; Gordon et al., NATICK/TR-15/007), set H Heinz et al. 2003 (J Stat
Educ 11(2)), set J Johnson 1996 and 2021, set N NHANES 2017-2020. A law is

    value = scale * (stature / reference) ** on_stature * (bmi / bmi_reference) ** on_bmi,

lengths in millimetres. Below 1500 and above 1950 mm of stature, and above a body mass index of 40, it extrapolates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

Sex = Literal["female", "male"]
SEXES: Final[tuple[Sex, Sex]] = ("female", "male")


@dataclass(frozen=True, slots=True)
class Law:
    """A power law in stature and body mass index."""

    scale: float
    """mm, at the references."""
    reference: float
    """Stature, mm."""
    on_stature: float
    on_bmi: float
    spread: float
    """One standard deviation of a person about the law: mm for heights, a share of the value for the rest."""
    bmi_reference: float = 25.0

    def __call__(self, stature_mm: float, bmi: float = 25.0) -> float:
        """Return the mean, mm."""
        at_bmi = float((bmi / self.bmi_reference) ** self.on_bmi)
        return self.scale * float((stature_mm / self.reference) ** self.on_stature) * at_bmi


def _heights(sex: Sex, rows: dict[str, tuple[float, float, float]]) -> dict[str, Law]:
    reference = 1628.5 if sex == "female" else 1756.2
    return {level: Law(scale, reference, power, 0.0, spread) for level, (scale, power, spread) in rows.items()}


#: Heights above the floor, set A: mean at the reference stature, power of stature, residual SD in mm.
HEIGHTS: Final[dict[Sex, dict[str, Law]]] = {
    "female": _heights(
        "female",
        {
            "tenth_rib": (1056.3, 1.13, 17.2),
            "iliac_crest": (995.7, 1.16, 20.0),
            "navel": (980.1, 1.18, 20.9),
            "trochanter": (845.4, 1.15, 23.0),
            "buttock": (833.7, 1.17, 24.8),
            "crotch": (782.3, 1.23, 23.6),
            "epicondyle": (465.9, 1.18, 16.3),
            "patella": (449.0, 1.24, 14.0),
            "tibiale": (437.8, 1.24, 13.1),
            "malleolus": (62.7, 0.91, 4.6),
        },
    ),
    "male": _heights(
        "male",
        {
            "tenth_rib": (1120.7, 1.13, 20.3),
            "iliac_crest": (1061.6, 1.14, 21.6),
            "navel": (1056.5, 1.15, 21.8),
            "trochanter": (900.9, 1.19, 25.9),
            "buttock": (887.9, 1.19, 28.1),
            "crotch": (845.9, 1.21, 23.9),
            "epicondyle": (491.7, 1.19, 13.6),
            "patella": (488.4, 1.23, 15.5),
            "tibiale": (468.2, 1.25, 13.5),
            "malleolus": (72.9, 0.93, 5.0),
        },
    ),
}
#: Sitting height, set A: the trunk's share of the stature.
SITTING: Final[dict[Sex, Law]] = {
    "female": Law(856.6, 1628.5, 0.75, 0.0, 21.3),
    "male": Law(918.3, 1756.2, 0.78, 0.0, 22.4),
}

#: Breadths, sections 3 and 5 of the anthropometry sheet. Hips (over the skin) and bones: set A; knee: set H.
BREADTHS: Final[dict[Sex, dict[str, Law]]] = {
    "female": {
        "bi_iliac": Law(271.8, 1630.0, 0.74, 0.34, 0.060),
        "knee": Law(90.3, 1650.0, 0.67, 0.32, 0.041, 22.0),
        "ankle": Law(67.0, 1630.0, 0.69, 0.10, 0.042),
        "hip": Law(351.7, 1630.0, 0.66, 0.41, 0.041),
        "buttock_depth": Law(230.3, 1630.0, 0.52, 0.65, 0.048),
        "foot_length": Law(246.3, 1628.5, 0.91, 0.07, 0.04, 25.5),
        "foot_breadth": Law(92.7, 1628.5, 0.51, 0.14, 0.05, 25.5),
    },
    "male": {
        "bi_iliac": Law(269.8, 1756.0, 0.83, 0.21, 0.046),
        "knee": Law(95.8, 1780.0, 0.52, 0.19, 0.046, 22.0),
        "ankle": Law(74.0, 1756.0, 0.70, 0.11, 0.045),
        "hip": Law(333.9, 1756.0, 0.69, 0.36, 0.037),
        "buttock_depth": Law(230.4, 1756.0, 0.59, 0.65, 0.045),
        "foot_length": Law(271.2, 1756.2, 0.89, 0.06, 0.04, 27.7),
        "foot_breadth": Law(101.9, 1756.2, 0.59, 0.14, 0.05, 27.7),
    },
}

#: Girths, section 4.2: set A but for the knee (mean of sets H and J: H for women) and the mid-thigh (set J; men 0.90 of
#: the thigh below the furrow, a proposal of that sheet).
GIRTHS: Final[dict[Sex, dict[str, Law]]] = {
    "female": {
        "waist": Law(849.6, 1630.0, 0.54, 0.719, 0.055),
        "buttock": Law(1014.6, 1630.0, 0.63, 0.462, 0.028),
        "thigh": Law(610.6, 1630.0, 0.62, 0.576, 0.036),
        "mid_thigh": Law(517.5, 1650.0, 0.44, 0.534, 0.044, 22.0),
        "lower_thigh": Law(397.6, 1630.0, 0.62, 0.498, 0.047),
        "knee": Law(351.7, 1650.0, 0.84, 0.385, 0.039, 22.0),
        "calf": Law(371.0, 1630.0, 0.58, 0.411, 0.045),
        "ankle": Law(214.9, 1630.0, 0.60, 0.253, 0.054),
    },
    "male": {
        "waist": Law(874.2, 1756.0, 0.63, 0.728, 0.047),
        "buttock": Law(975.9, 1756.0, 0.66, 0.452, 0.025),
        "thigh": Law(590.9, 1756.0, 0.61, 0.573, 0.035),
        "mid_thigh": Law(531.8, 1756.0, 0.61, 0.573, 0.044),
        "lower_thigh": Law(391.9, 1756.0, 0.60, 0.446, 0.036),
        "knee": Law(379.4, 1756.0, 0.79, 0.315, 0.031),
        "calf": Law(376.7, 1756.0, 0.52, 0.416, 0.040),
        "ankle": Law(223.3, 1756.0, 0.61, 0.273, 0.044),
    },
}
#: Civilians, set N, for hip and waist above this body mass index (section 4.4); the passage is over `CIVILIAN_OVER`.
CIVILIAN_FROM: Final = 32.0
CIVILIAN_OVER: Final = 6.0
#: ln girth in cm: constant, on ln(stature / reference), on ln(bmi / 25), on its square.
_CIVILIAN: Final[dict[Sex, dict[str, tuple[float, float, float, float]]]] = {
    "female": {"buttock": (4.611, 0.574, 0.485, 0.100), "waist": (4.484, 0.401, 0.688, -0.099)},
    "male": {"buttock": (4.583, 0.613, 0.436, 0.155), "waist": (4.522, 0.366, 0.740, -0.092)},
}


def girth(sex: Sex, site: str, stature_mm: float, bmi: float) -> float:
    """Mean girth, mm: set A, above a body mass index of 35 civilians' hip and waist, the thigh with the hip.

    Parameters
    ----------
    sex : {"female", "male"}
    site : str
        One of ``GIRTHS[sex]``.
    stature_mm : float
    bmi : float
        kg/m2.
    """
    soldiers = GIRTHS[sex][site](stature_mm, bmi)
    share = float(np.clip((bmi - CIVILIAN_FROM) / CIVILIAN_OVER, 0.0, 1.0))
    if share == 0.0:
        return soldiers
    if site in _CIVILIAN[sex]:
        civilians = _civilian(sex, site, stature_mm, bmi)
    elif site in ("thigh", "mid_thigh"):  # thigh_N = thigh_A (hip_N / hip_A)^1.2, section 4.4
        hips = GIRTHS[sex]["buttock"](stature_mm, bmi)
        civilians = soldiers * (_civilian(sex, "buttock", stature_mm, bmi) / hips) ** 1.2
    else:
        return soldiers
    return float(soldiers ** (1.0 - share) * civilians**share)


def _civilian(sex: Sex, site: str, stature_mm: float, bmi: float) -> float:
    constant, on_stature, on_bmi, square = _CIVILIAN[sex][site]
    fatness = np.log(bmi / 25.0)
    reference = 1630.0 if sex == "female" else 1756.0
    logarithm = constant + on_stature * np.log(stature_mm / reference) + on_bmi * fatness + square * fatness**2
    return float(10.0 * np.exp(logarithm))
