"""What stands for the picture in tests of the window: it draws nothing, and remembers what it was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from viewer.appearance.values import Appearance, SkinAppearance
from viewer.state.view_state import CameraPose, ChartPlace, Side, Stroke

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from viewer.output.flat_skin.texels import FlatTexels

Vector = tuple[float, float, float]
FRONT = CameraPose((0.0, 3000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))
KNEE = (50.0, 0.0, 400.0), (100.0, 60.0, 450.0)


@dataclass
class StillPicture:
    """A picture in which all lies in one box, and what is under the pointer is what the test puts there.

    It is all of :class:`viewer.qt.picture.protocol.Picture`; what a test does not need, it does not override.
    """

    showings: list[Appearance] = field(default_factory=list)
    under: str | ChartPlace | None = None
    now: CameraPose = FRONT
    box: tuple[Vector, Vector] | None = KNEE
    frame_seconds: float = 0.01
    frames: int = 0
    """How often it was drawn once more."""
    still: bool = False
    unhurried: bool = False
    log: list[str] = field(default_factory=list)
    """What became of strokes."""

    @property
    def shown(self) -> Appearance | None:
        return self.showings[-1] if self.showings else None

    def show(self, appearance: Appearance) -> None:
        self.showings.append(appearance)

    def redraw(self) -> None:
        self.frames += 1

    def save(self, path: str) -> None:
        raise NotImplementedError

    def image(self) -> QImage:
        raise NotImplementedError

    def pose(self) -> CameraPose:
        return self.now

    def move(self, pose: CameraPose) -> None:
        self.now = pose

    def aspect(self) -> float:
        return 1.4

    def pick(self, x: int, y: int) -> str | ChartPlace | None:
        return self.under

    def skin_at(self, x: int, y: int) -> ChartPlace | None:
        return self.under if isinstance(self.under, ChartPlace) else None

    def body_at(self, x: int, y: int) -> Vector | None:
        return None

    def skin_of(self, place: ChartPlace) -> tuple[Vector, Vector] | None:
        return None

    def xyz_of(self, place: ChartPlace) -> Vector:
        return (place.phi, 0.0, 400.0 * place.t)

    def box_of(self, thing: str | ChartPlace) -> tuple[Vector, Vector] | None:
        return self.box

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        return 10.0 + 1000.0 * abs(one.t - other.t) if one.segment == other.segment else 1000.0

    def begin_stroke(self, stroke: Stroke) -> None:
        self.log.append(f"begin {stroke.quality}")

    def extend_stroke(self, place: ChartPlace, *, joined: bool = True) -> None:
        self.log.append("joined" if joined else "set")

    def end_stroke(self) -> None:
        self.log.append("end")

    def flat_paint(self, skin: SkinAppearance) -> NDArray[np.uint32]:
        raise NotImplementedError

    def flat_map(self, side: Side, spot_mm: float) -> FlatTexels:
        raise NotImplementedError
