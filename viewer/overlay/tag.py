"""A text at a place of the body, before it is known where in the picture it finds room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["pill", "root", "floor", "target", "spot"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A text and where it belongs."""

    text: str
    xyz: tuple[float, float, float]
    """Millimetres, RAS."""
    style: Style = "pill"
    """``pill`` stands beside the anchor with a leader, ``root`` on it, ``floor`` under it, others round it."""
    outward: tuple[float, float, float] | None = None
    """Outer direction of the skin there; the tag is not shown while it faces away."""
    reach: float = 1.0
    """Of a ``pill``: how far beside the anchor it stands, in usual distances."""
