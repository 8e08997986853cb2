"""Left and right, and the keys of structures that end in them; without numpy, which `--help` need not wait for."""

from __future__ import annotations

from typing import Final, Literal

Side = Literal["left", "right"]

SIDES: Final[tuple[Side, Side]] = ("left", "right")


def split_key(key: str) -> tuple[str, Side | None]:
    """Split a structure key into its base and side: ``"femur.left"`` gives ``("femur", "left")``."""
    base, dot, side = key.rpartition(".")
    if dot and side == "left":
        return base, "left"
    if dot and side == "right":
        return base, "right"
    return key, None
