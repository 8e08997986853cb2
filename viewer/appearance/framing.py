"""What the named views need to know of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from meshes.skin.chart_frame import SEGMENTS
from viewer.appearance.views import Framing, Vector

if TYPE_CHECKING:
    from meshes.body import Body
    from meshes.skin.surface import SkinMesh

LEVEL_BOX = ((-37.0, -52.0, -31.0), (37.0, 22.0, 31.0))
"""From a disc's middle, mm: what a close-up of its level shows."""
SADDLE_TRUNK = (0.78, 150.0)
SADDLE_THIGH = (0.24, 60.0)
"""What the view of the saddle shows: the trunk below this t and behind this phi; the thigh above this t and within so
many degrees of its back."""
GROIN_T = -0.06
"""The leg views begin a little above the inguinal crease."""


def framing_of(body: Body) -> Framing:
    """Measure the boxes of the views on the right side of a body."""
    skin = body.skin
    vertices = skin.mesh.vertices
    right = skin.side > 0
    thigh, leg, foot = (skin.segment == SEGMENTS.index(name) for name in ("thigh", "leg", "foot"))
    limb = right & (thigh & (skin.t >= GROIN_T) | leg | foot)
    ankle = right & leg & (skin.t > 0.9)
    return _LateFraming(
        body,
        body=_box(vertices),
        leg=_box(vertices[limb]),
        foot=_box(vertices[right & foot | ankle]),
        shin=_box(vertices[right & leg]),
        saddle=_saddle(skin),
    )


class _LateFraming(Framing):
    """The boxes of the spine are measured when first used: most views do not need the positions of the bones."""

    __slots__ = ("_of",)
    _of: Body

    def __init__(self, of: Body, **boxes: tuple[Vector, Vector]) -> None:
        object.__setattr__(self, "_of", of)
        for name, box in boxes.items():
            object.__setattr__(self, name, box)

    def __getattr__(self, name: str) -> Any:  # called only for what is not set yet
        if name not in ("lumbar", "levels"):
            raise AttributeError(name)
        object.__setattr__(self, name, _lumbar(self._of) if name == "lumbar" else _levels(self._of))
        return getattr(self, name)


def _levels(body: Body) -> dict[str, tuple[Vector, Vector]]:
    """Boxes round the lumbar discs, wide enough for both foramina and the arch behind."""
    boxes = {}
    for layer in body.layers:
        for key in layer.keys:
            if key.startswith("intervertebral_disc_"):
                low, high = _box(layer.part(key).vertices)
                x, y, z = ((a + b) / 2.0 for a, b in zip(low, high, strict=True))
                (x0, y0, z0), (x1, y1, z1) = LEVEL_BOX
                boxes[key.removeprefix("intervertebral_disc_")] = (
                    (x + x0, y + y0, z + z0),
                    (x + x1, y + y1, z + z1),
                )
    return boxes


def _lumbar(body: Body) -> tuple[Vector, Vector]:
    """L2 to the upper sacrum and the wings of the hip bones, or the upper third of the trunk without bones."""
    parts = [
        layer.part(key).vertices
        for layer in body.layers
        for key in layer.keys
        if key in {"vertebra_l2", "vertebra_l3", "vertebra_l4", "vertebra_l5", "sacrum"}
    ]
    if not parts:
        vertices = body.skin.mesh.vertices
        high = vertices[:, 2].max()
        return _box(vertices[vertices[:, 2] > high - 0.33 * np.ptp(vertices[:, 2]) / 2])
    low, high_corner = _box(np.concatenate(parts))
    middle = low[2] + 0.25 * (high_corner[2] - low[2])
    return (-75.0, low[1], middle), (75.0, high_corner[1], high_corner[2])


def _saddle(skin: SkinMesh) -> tuple[Vector, Vector]:
    """From the top of the cleft to the upper back of the thighs, as wide on either side."""
    trunk, thigh = (skin.segment == SEGMENTS.index(name) for name in ("trunk", "thigh"))
    buttock = trunk & (skin.t > SADDLE_TRUNK[0]) & (skin.phi > SADDLE_TRUNK[1])
    back = thigh & (skin.t < SADDLE_THIGH[0]) & (np.abs(skin.phi - 180.0) < SADDLE_THIGH[1])
    low, high = _box(skin.mesh.vertices[(skin.side > 0) & (buttock | back)])
    return (-high[0], low[1], low[2]), high


def _box(points: NDArray[np.float32]) -> tuple[Vector, Vector]:
    low, high = points.min(axis=0), points.max(axis=0)
    return (float(low[0]), float(low[1]), float(low[2])), (float(high[0]), float(high[1]), float(high[2]))
