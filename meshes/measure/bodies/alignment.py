"""How hip, knee and ankle of a built body stand over each other, and the pull of the quadriceps across the kneecap.

``python -m meshes.measure.bodies.pelvimetry FOLDER`` prints it below the pelves.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from meshes.body import Body

from .sockets import socket

Array = NDArray[np.float64]

#: Middle of the tuberosity of the tibia on the atlas body, and how far its vertices lie from it, mm.
TUBEROSITY: Final = (83.0, 4.0, 391.0)
REACH: Final = 8.0
#: Heights on the atlas body between which the femur's condyles lie, mm.
CONDYLES: Final = (420.0, 462.0)
#: The upper front iliac spine is looked for above this share of the hip bone; the ankle this near the talus' top, mm.
ILIUM_FROM: Final = 0.55
DOME: Final = 5.0


def alignment(atlas: Body, made: Body) -> dict[str, float]:
    """Angles of the right leg, as seen from the front.

    Parameters
    ----------
    atlas, made : Body
        The atlas body, and a body built of it at the same detail.

    Returns
    -------
    dict
        ``angle of quadriceps``: between the lines from the upper front iliac spine to the middle of the kneecap and on
        to the tuberosity of the tibia, degrees. ``hip, knee, ankle``: valgus (knock-knee positive) between the middles
        of the three joints, degrees. ``tuberosity outside the kneecap``: mm.
    """
    hip_bone = _vertices(made, "hip_bone")
    ilium = hip_bone[hip_bone[:, 2] > hip_bone[:, 2].min() + ILIUM_FROM * np.ptp(hip_bone[:, 2])]
    spine = ilium[ilium[:, 1].argmax()]
    hip = np.asarray(socket(hip_bone, made.part("hip_bone.right").faces))[:3]
    old = _vertices(atlas, "femur")
    condyles = _vertices(made, "femur")[(old[:, 2] > CONDYLES[0]) & (old[:, 2] < CONDYLES[1])]
    knee = np.array([_middle(condyles)[0], 0.0, condyles[:, 2].min()])
    talus = _vertices(made, "talus")
    ankle = _middle(talus[talus[:, 2] > talus[:, 2].max() - DOME])
    kneecap = _middle(_vertices(made, "patella"))
    near = np.linalg.norm(_vertices(atlas, "tibia") - TUBEROSITY, axis=1) < REACH
    tuberosity = _vertices(made, "tibia")[near].mean(axis=0)
    return {
        "angle of quadriceps": _outward(kneecap, spine) + _outward(kneecap, tuberosity),
        "hip, knee, ankle": _outward(knee, hip) + _outward(knee, ankle),
        "tuberosity outside the kneecap": float(tuberosity[0] - kneecap[0]),
    }


def _vertices(body: Body, bone: str) -> Array:
    return body.part(f"{bone}.right").vertices.astype(np.float64)


def _middle(points: Array) -> Array:
    out: Array = 0.5 * (points.min(axis=0) + points.max(axis=0))
    return out


def _outward(start: Array, end: Array) -> float:
    """By how much a line leans outward from upright, as seen from the front, degrees."""
    return float(np.degrees(np.arctan2(end[0] - start[0], abs(end[2] - start[2]))))
