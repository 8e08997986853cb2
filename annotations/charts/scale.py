"""How long the charts' units are on the skin.

Millimetres are those of a body 1.7 m tall; they only balance t against phi.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scale:
    """Millimetres of skin per unit of a chart."""

    mm_per_t: float
    mm_per_degree: float
    """Per degree of phi."""


SCALES: Final = {
    "trunk": Scale(269.0, 2.4),
    "thigh": Scale(440.0, 1.4),
    "leg": Scale(365.0, 0.9),
    "foot": Scale(254.0, 0.7),
}
"""By segment."""
