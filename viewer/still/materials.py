"""How tissues take the light: how wet they look, how soft, and what colour their cavities have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

Tint = tuple[float, float, float]
PLAIN: Final[Tint] = (0.56, 0.55, 0.58)
"""What cavities leave of a colour that carries meaning: its hue stays."""


@dataclass(frozen=True, slots=True)
class Material:
    """One tissue in the light."""

    deep: Tint
    """What is left of its colour in cavities."""
    gloss: float
    """Strength of the highlight."""
    shine: float
    """Sharpness of the highlight: the power of its cosine."""
    edge: float
    """How much darker it grows where it turns away."""
    soft: float
    """How far light reaches round the edge of its shadow, 0 to 1."""

    def lit(self) -> Material:
        """Give the same for a structure whose colour carries meaning."""
        return replace(self, deep=PLAIN)


BONE: Final = Material((0.56, 0.43, 0.31), 0.10, 22.0, 0.20, 0.18)
FIBROUS: Final = Material((0.50, 0.52, 0.52), 0.14, 30.0, 0.26, 0.12)
NERVE: Final = Material((0.60, 0.46, 0.22), 0.24, 38.0, 0.40, 0.14)
MATERIALS: Final[Mapping[str, Material]] = {
    "bone": BONE,
    "cartilage": Material((0.46, 0.52, 0.56), 0.22, 46.0, 0.22, 0.20),
    "disc": Material((0.40, 0.48, 0.54), 0.22, 46.0, 0.24, 0.20),
    "muscle": Material((0.46, 0.30, 0.30), 0.14, 24.0, 0.30, 0.12),
    "tendon": replace(FIBROUS, gloss=0.22, shine=44.0),
    "ligament": FIBROUS,
    "capsule": FIBROUS,
    "membrane": FIBROUS,
    "fascia": FIBROUS,
    "fat": Material((0.62, 0.52, 0.32), 0.14, 26.0, 0.18, 0.24),
    "nerve": NERVE,
    "root": NERVE,
    "cord": NERVE,
    "dura": replace(NERVE, gloss=0.18),
}
SKIN: Final = Material((0.60, 0.53, 0.50), 0.055, 14.0, 0.16, 0.34)
GLASS: Final = Material((0.80, 0.80, 0.82), 0.03, 14.0, 0.20, 0.34)
