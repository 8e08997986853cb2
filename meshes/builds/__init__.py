"""Bodies of any build: the atlas body proportioned to sex, stature and body mass index by public surveys.

A proportioned model, not the patient: the mean of the survey for these three numbers.
"""

from .proportions import BMIS, BUILDS, DEFAULT_STATURES_CM, STATURES_CM, BodyBuild, BuildError, default_build

__all__ = [
    "BMIS",
    "BUILDS",
    "DEFAULT_STATURES_CM",
    "STATURES_CM",
    "BodyBuild",
    "BuildError",
    "default_build",
]
