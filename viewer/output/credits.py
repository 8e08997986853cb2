"""The credits of the works used, and the notice that the program does not diagnose."""

from __future__ import annotations

from typing import Final

from viewer.i18n.catalogue import N_

NOTICE: Final = N_("Teaching model. It explains; it does not diagnose.")
ATTRIBUTION: Final = (
    "BodyParts3D - The Database Center for Life Science - CC-BY-SA 2.1 Japan",
    "Z-Anatomy - The open source atlas of anatomy - CC-BY-SA 4.0",
)
"""Credits of the works the geometry is adapted from, word for word."""
