"""The lesions as data: which disc, which root, where and how far. What is said of them is in ``annotations``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["bulge", "central", "narrowing", "slip"]


@dataclass(frozen=True, slots=True)
class LesionShape:
    """The geometry of one lesion at degree 1; degree 0 is the body as it is.

    Lengths are chosen so that the pictures show what the sources describe; where a published figure bounds one, it is
    named in ``docs/scenes.md``.
    """

    key: str
    kind: Kind
    upper: str
    """Level of the vertebra above the disc, such as ``l4``."""
    lower: str
    """Level of the vertebra below it; ``s1`` for the sacrum."""
    roots: tuple[str, ...]
    """Roots that are pressed, the main one first."""
    sided: bool
    angle: float = 0.0
    """Bulges: degrees from straight back towards the chosen side, the place on the disc's outline."""
    half_width: float = 7.0
    """Bulges: half the width of the foot along the outline, mm."""
    rise: float = 0.0
    """Bulges: how far above the disc's middle plane the root is met, mm."""
    push: float = 0.0
    """How far the main root is pushed at degree 1, mm."""
    settle: float = 0.0
    """How far the upper vertebra sinks, mm."""
    forward: float = 0.0
    """How far it slides forward, as a share of the depth of the lower vertebra's upper surface."""

    @property
    def disc(self) -> str:
        """Structure key of the disc."""
        return f"intervertebral_disc_{self.upper}_{self.lower}"

    @property
    def vertebrae(self) -> tuple[str, str]:
        """Structure keys of the two bones, upper first."""
        return f"vertebra_{self.upper}", "sacrum" if self.lower == "s1" else f"vertebra_{self.lower}"


LESIONS: Final[Mapping[str, LesionShape]] = {
    shape.key: shape
    for shape in (
        LesionShape(
            "l3-4-posterolateral-herniation", "bulge", "l3", "l4", ("l4",), True, angle=27.0, half_width=7.5, push=4.0
        ),
        LesionShape(
            "l4-5-far-lateral-herniation",
            "bulge",
            "l4",
            "l5",
            ("l4",),
            True,
            angle=62.0,
            half_width=7.0,
            rise=7.0,
            push=2.6,
        ),
        LesionShape(
            "l4-5-posterolateral-herniation", "bulge", "l4", "l5", ("l5",), True, angle=27.0, half_width=7.5, push=4.0
        ),
        LesionShape("l4-5-foraminal-narrowing", "narrowing", "l4", "l5", ("l4",), True, push=2.4, settle=3.5),
        LesionShape("l4-on-l5-slip", "slip", "l4", "l5", ("l5", "l4"), False, settle=1.5, forward=0.2),
        LesionShape(
            "large-central-herniation",
            "central",
            "l4",
            "l5",
            ("l5", "s1", "s2", "s3", "s4"),
            False,
            angle=0.0,
            half_width=13.0,
            push=7.0,
        ),
    )
}
