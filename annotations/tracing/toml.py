"""How numbers and chart polygons of the traced files are written: the same bytes each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

T_DIGITS: Final = 4
PHI_DIGITS: Final = 1


def number(value: float, digits: int) -> str:
    """Write a number without needless zeros, but always as a float."""
    text = f"{value:.{digits}f}".rstrip("0")
    return "0.0" if text in ("-0.", "0.") else text + "0" if text.endswith(".") else text


def text_list(values: Sequence[str]) -> str:
    """Write a list of texts."""
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


def polygon_lines(name: str, segment: str, rays: Sequence[int], ring: Sequence[tuple[float, float]]) -> list[str]:
    """Write one chart polygon of a record.

    Parameters
    ----------
    name : str
        The record's table name, for example ``territories."lee.L4.core"``.
    segment : str
        The chart.
    rays : sequence of int
        Toes to which a foot polygon is restricted; empty for none.
    ring : sequence of (t, phi in degrees)
        The closed line, its first point not repeated.

    Returns
    -------
    list of str
        Lines of TOML, an empty one first.
    """
    points = ", ".join(f"[{number(t, T_DIGITS)}, {number(phi, PHI_DIGITS)}]" for t, phi in ring)
    lines = ["", f"[[{name}.polygons]]", f'segment = "{segment}"']
    if rays:
        lines.append(f"rays = {list(rays)}")
    return [*lines, f"points = [{points}]"]
