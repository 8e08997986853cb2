"""What stands for the picture in tests of the window: it draws nothing, and remembers what it was asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from viewer.appearance import Appearance
from viewer.state import CameraPose, ChartPlace, Stroke

Vector = tuple[float, float, float]
FRONT = CameraPose((0.0, 3000.0, 500.0), (0.0, 0.0, 500.0), (0.0, 0.0, 1.0))
KNEE = (50.0, 0.0, 400.0), (100.0, 60.0, 450.0)


@dataclass
class StillPicture:
    """A picture in which all lies in one box, and what is under the pointer is what the test puts there."""

    shown: list[Appearance] = field(default_factory=list)
    under: str | ChartPlace | None = None
    now: CameraPose = FRONT
    box: tuple[Vector, Vector] | None = KNEE
    frame_seconds: float = 0.01

    def show(self, appearance: Appearance) -> None:
        self.shown.append(appearance)

    def pick(self, x: int, y: int) -> str | ChartPlace | None:
        return self.under

    def box_of(self, thing: str | ChartPlace) -> tuple[Vector, Vector] | None:
        return self.box

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        return 10.0 + 1000.0 * abs(one.t - other.t) if one.segment == other.segment else 1000.0

    def aspect(self) -> float:
        return 1.4

    def pose(self) -> CameraPose:
        return self.now

    def move(self, pose: CameraPose) -> None:
        self.now = pose


class StrokeLog:
    """Takes strokes, and writes down what was done."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def begin_stroke(self, stroke: Stroke) -> None:
        self.log.append(f"begin {stroke.quality}")

    def extend_stroke(self, place: ChartPlace, *, joined: bool = True) -> None:
        self.log.append("joined" if joined else "set")

    def end_stroke(self) -> None:
        self.log.append("end")
