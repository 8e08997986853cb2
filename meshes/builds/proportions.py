"""Which body is wanted: sex, stature and how heavy; and what is accepted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from .survey import SEXES, Sex

STATURES_CM: Final = (140.0, 205.0)
"""Accepted statures; about -3.5 SD of women to +4.3 SD of men (NHANES 2017-2020)."""
BMIS: Final = (18.5, 40.0)
"""Accepted body mass indices, kg/m2: where underweight ends (WHO), and about the 95th percentile of civilians."""
#: Names for body mass indices by sex; ``average`` is the default. Our choice; the average is
#: the default of the anthropometry sheet.
BUILDS: Final[dict[str, dict[Sex, float]]] = {
    "lean": {"female": 19.5, "male": 20.0},
    "average": {"female": 23.0, "male": 24.0},
    "heavy": {"female": 32.0, "male": 32.0},
}
#: Default statures of the anthropometry sheet, cm.
DEFAULT_STATURES_CM: Final[dict[Sex, float]] = {"female": 165.0, "male": 178.0}


class BuildError(ValueError):
    """A sex, stature or body mass index that is not accepted."""


@dataclass(frozen=True, slots=True)
class BodyBuild:
    """A proportioned body: the mean of the survey for these numbers, not any one person."""

    sex: Sex = "male"
    stature_cm: float = 178.0
    bmi: float = 24.0
    """Body mass index, kg/m2."""

    @property
    def stature_mm(self) -> float:
        """Stature in millimetres."""
        return 10.0 * self.stature_cm

    def validated(self) -> BodyBuild:
        """Return the build when it is accepted.

        Raises
        ------
        BuildError
            When the sex is unknown or a number lies outside its range; the sentence names the range.
        """
        if self.sex not in SEXES:
            raise BuildError(f"unknown sex {self.sex!r}; accepted are {', '.join(SEXES)}")
        for what, value, (low, high), unit in (
            ("a stature", self.stature_cm, STATURES_CM, "cm"),
            ("a body mass index", self.bmi, BMIS, "kg/m2"),
        ):
            if not math.isfinite(value) or not low <= value <= high:
                raise BuildError(f"{what} of {value:g} {unit} is not accepted; accepted are {low:g} to {high:g} {unit}")
        return self


def default_build(sex: Sex = "male") -> BodyBuild:
    """Return the default body of a sex: women 165 cm and 23 kg/m2, men 178 cm and 24 kg/m2.

    Raises
    ------
    BuildError
        When the sex is unknown.
    """
    if sex not in SEXES:
        raise BuildError(f"unknown sex {sex!r}; accepted are {', '.join(SEXES)}")
    return BodyBuild(sex, DEFAULT_STATURES_CM[sex], BUILDS["average"][sex])
