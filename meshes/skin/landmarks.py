"""Named places on the skin, as chart coordinates: the same names and numbers on every body.

Each was found once on the atlas body: from the bone named in its text straight outward to the skin, in the direction a
finger would press. The ISNCSCI key points follow the wording of the International Standards (ASIA and ISCoS 2019). The
tests find them again from the atlas bones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from meshes.sides import Side

from .charts import ChartPoint


class LandmarkError(ValueError):
    """A landmark name that is not known."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named place, on either side."""

    segment: str
    t: float
    phi: float
    """Degrees."""
    text: str
    """Where it is, in plain words."""
    ray: int = 0


LANDMARKS: Final[Mapping[str, Landmark]] = MappingProxyType(
    {
        # ISNCSCI sensory key points, T12 to S4-5
        "mid-inguinal-ligament": Landmark(
            "trunk", 0.875, 25.5, "half way from the anterior superior iliac spine to the pubic tubercle"
        ),
        "l1-key-point": Landmark("thigh", 0.173, 23.3, "half way between the key points of T12 and L2"),
        "mid-anteromedial-thigh": Landmark(
            "thigh", 0.422, 46.1, "inner front of the thigh, half way from the mid-inguinal ligament to the inner knee"
        ),
        "medial-femoral-condyle": Landmark("thigh", 0.920, 106.3, "inner knee, on the condyle of the thigh bone"),
        "medial-malleolus": Landmark("leg", 0.948, 79.4, "inner ankle bone"),
        "dorsum-third-mtp": Landmark("foot", 0.751, 354.9, "back of the foot, at the base joint of the third toe"),
        "lateral-heel": Landmark("foot", 0.179, 268.1, "outer side of the heel bone"),
        "popliteal-fossa": Landmark("thigh", 0.986, 184.0, "hollow of the knee, in its middle"),
        "ischial-tuberosity": Landmark("trunk", 0.985, 163.9, "sit bone, at the fold below the buttock"),
        "perianal": Landmark("trunk", 0.988, 174.2, "beside the anus, less than 1 cm away"),
        # further anatomical points
        "mid-inguinal-point": Landmark(
            "trunk", 0.869, 21.7, "half way from the anterior superior iliac spine to the pubic symphysis"
        ),
        "lateral-malleolus": Landmark("leg", 0.997, 260.9, "outer ankle bone"),
        "patella": Landmark("thigh", 0.966, 352.7, "kneecap"),
        "tibial-tuberosity": Landmark("leg", 0.084, 5.7, "bump below the kneecap"),
        "greater-trochanter": Landmark("thigh", 0.080, 285.9, "outer hip bone"),
        "iliac-crest": Landmark("trunk", 0.527, 97.3, "rim of the pelvis at the side"),
        "first-web-space": Landmark("foot", 0.831, 23.1, "skin between the great and the second toe"),
        "gluteal-fold": Landmark("trunk", 0.995, 154.8, "fold below the buttock"),
        # plain ones
        "navel-level": Landmark("trunk", 0.435, 0.2, "front midline at the height of the navel"),
        "lower-back": Landmark("trunk", 0.341, 168.9, "beside the spine at the height of vertebra L4"),
        "buttock": Landmark("trunk", 0.766, 154.2, "middle of the buttock"),
        "front-thigh": Landmark("thigh", 0.523, 356.9, "front of the thigh, half way"),
        "outer-thigh": Landmark("thigh", 0.523, 268.1, "outer side of the thigh, half way"),
        "shin": Landmark("leg", 0.467, 9.4, "front edge of the shin bone, half way"),
        "inner-shin": Landmark("leg", 0.480, 26.3, "inner face of the shin bone, half way"),
        "calf": Landmark("leg", 0.329, 176.9, "calf, where it is thickest"),
        "outer-calf": Landmark("leg", 0.411, 274.5, "outer side of the calf"),
        "ankle-front": Landmark("leg", 0.882, 4.0, "front of the ankle"),
        "medial-arch": Landmark("foot", 0.446, 115.7, "inner arch of the foot"),
        "sole": Landmark("foot", 0.455, 182.3, "middle of the sole"),
        "heel": Landmark("foot", 0.010, 265.8, "back of the heel"),
        "great-toe": Landmark("foot", 0.916, 36.2, "back of the great toe", 1),
        "little-toe": Landmark("foot", 0.789, 285.4, "back of the little toe", 5),
    }
)

#: Where an examiner taps, strokes or holds, beside the landmarks above: over the tendon named in the text, or where a
#: hand finds hold. They are no goals of search and study, as the landmarks above are.
EXAMINER_PLACES: Final[Mapping[str, Landmark]] = MappingProxyType(
    {
        "patellar-ligament": Landmark("leg", 0.066, 14.0, "tendon below the kneecap"),
        "achilles-tendon": Landmark("leg", 0.930, 174.0, "tendon above the heel"),
        "medial-hamstring-tendon": Landmark("thigh", 0.936, 138.3, "inner tendon at the back of the knee"),
        "adductor-tendon": Landmark("thigh", 0.870, 106.0, "inner side of the thigh, just above the knee"),
        "outer-heel-sole": Landmark("foot", 0.200, 208.0, "outer edge of the sole, at the heel"),
        "outer-ball-sole": Landmark("foot", 0.680, 212.0, "ball of the foot, below the little toe"),
        "inner-ball-sole": Landmark("foot", 0.760, 150.0, "ball of the foot, below the great toe"),
        "ball-of-foot": Landmark("foot", 0.740, 180.0, "ball of the foot, in its middle"),
        "instep": Landmark("foot", 0.600, 15.0, "back of the foot, half way"),
        "inner-forefoot": Landmark("foot", 0.720, 95.0, "inner edge of the forefoot"),
        "outer-forefoot": Landmark("foot", 0.660, 250.0, "outer edge of the forefoot"),
        "shin-low": Landmark("leg", 0.800, 5.0, "front of the shin, a hand above the ankle"),
        "calf-low": Landmark("leg", 0.800, 180.0, "back of the lower leg, a hand above the heel"),
        "front-thigh-low": Landmark("thigh", 0.850, 357.0, "front of the thigh, a hand above the kneecap"),
        "back-thigh-low": Landmark("thigh", 0.800, 180.0, "back of the thigh, a hand above the knee"),
        "outer-knee": Landmark("thigh", 0.900, 268.0, "outer side of the thigh, just above the knee"),
        "inner-thigh-top": Landmark("thigh", 0.210, 52.0, "top of the inner thigh"),
        "inner-thigh-upper": Landmark("thigh", 0.360, 50.0, "inner thigh, a hand below its top"),
    }
)

#: All of both.
ALL_LANDMARKS: Final[Mapping[str, Landmark]] = MappingProxyType({**LANDMARKS, **EXAMINER_PLACES})


def landmark(name: str, side: Side) -> ChartPoint:
    """Chart coordinates of a landmark.

    Parameters
    ----------
    name : str
        One of ``ALL_LANDMARKS``.
    side : {"left", "right"}
        The patient's.

    Returns
    -------
    ChartPoint

    Raises
    ------
    LandmarkError
        When the name is not known; the sentence lists those that are.
    ChartError
        When the side is neither left nor right.
    """
    found = ALL_LANDMARKS.get(name)
    if found is None:
        raise LandmarkError(f"unknown landmark {name!r}; accepted are {', '.join(ALL_LANDMARKS)}")
    return ChartPoint(found.segment, side, found.t, found.phi, found.ray)
