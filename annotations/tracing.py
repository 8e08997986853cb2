"""Turn measured drawings of dermatome maps into the project's map records: ``python -m annotations.tracing FOLDER``.

``FOLDER`` holds the measured drawings (``keegan-garrett.json`` and others, see ``docs/maps.md``). Every map becomes one
file below ``annotations/data/maps``; a second run writes the very same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from annotations.model import SEGMENTS, BorderProvenance
from annotations.tracing_grid import (
    BLANK,
    CORE_SHARE,
    GRIDS,
    Field,
    Grid,
    classify,
    polygons,
    root_fields,
    softened_shape,
)
from annotations.tracing_shapes import L4_CORE, L4_DISPUTED, L4_LIKELY, Shape, shape

DATA: Final = Path(__file__).parent / "data" / "maps"
RootAt = Callable[[float, float], str]
"""Root of a chart point (t, phi in degrees); empty where the map is blank."""
Polygon = Sequence[tuple[float, float]]
TOE_ENDS: Final = (0.55, 1.04)
"""Foot s between which a whole toe lies, whatever the foot's proportions."""


class TracingError(ValueError):
    """A measured drawing that cannot be used; the message names the file and what is missing."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One segment of a map, or the part of it that lies on certain toes."""

    segment: str
    root_at: RootAt
    rays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready to be cut into polygons."""

    key: str
    provenance: BorderProvenance
    sources: tuple[str, ...]
    charts: tuple[Chart, ...]
    uncertainty: Mapping[str, float]
    """Standard deviation of the borders by root, degrees."""
    sigma_degrees: float
    """Softening of the shapes before their borders are followed."""
    toes: tuple[tuple[tuple[int, ...], str, str], ...] = ()
    """Toes that belong to one root as a whole: (rays, root, zone)."""
    notes: Mapping[str, str] = field(default_factory=dict)


def read_drawing(folder: Path, name: str) -> dict[str, Any]:
    """Read one measured drawing.

    Raises
    ------
    TracingError
        When the file is not there or is not a JSON object.
    """
    path = folder / name
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TracingError(f"{path} is not there; give the folder that holds the measured maps") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise TracingError(f"{path} is not a readable JSON file ({error})") from None
    if not isinstance(data, dict):
        raise TracingError(f"{path} holds no JSON object")
    return data


def keegan_garrett(folder: Path) -> Drawing:
    """The bands of Keegan and Garrett as measured from the plate in Grant's atlas."""
    data = read_drawing(folder, "keegan-garrett.json")
    by_segment: dict[str, list[tuple[str, Shape]]] = {segment: [] for segment in SEGMENTS}
    for name, places in data["territories"].items():
        root = "S4-5" if name in ("S4", "S5-Co") else name
        for segment, rings in places.items():
            if segment in by_segment:
                by_segment[segment].append((root, Shape([[(p[0], p[1]) for p in ring] for ring in rings])))

    def lookup(segment: str, t: float, phi: float) -> str:
        if segment == "thigh" and t >= 1.0:
            segment, t = "leg", (t - 1.0) * GRIDS["thigh"].mm_per_t / GRIDS["leg"].mm_per_t
        elif segment == "leg" and t < 0.0:
            segment, t = "thigh", 1.0 + t * GRIDS["leg"].mm_per_t / GRIDS["thigh"].mm_per_t
        t = min(t, 0.9999) if segment == "trunk" else min(max(t, 0.0), 0.9999)
        if segment == "trunk":
            phi = min(abs(phi), 360.0 - abs(phi), 179.99)
        place = (t, phi + 0.013)  # off the exact lines, so that no point falls between two territories
        return next((root for root, area in by_segment[segment] if place in area), BLANK)

    spread: dict[str, list[float]] = {}
    for border in data["borders"]:
        for name in border["between"]:
            root = "S4-5" if name in ("S4", "S5-Co") else name
            spread.setdefault(root, []).extend(point[2] for point in border["points"])
    return Drawing(
        key="keegan_garrett",
        provenance="traced",
        sources=("grant1962", "keegan_garrett1948"),
        charts=tuple(
            Chart(segment, lambda t, phi, s=segment: lookup(s, t, phi), (0, 1) if segment == "foot" else ())  # type: ignore[misc]
            for segment in SEGMENTS
        ),
        uncertainty={root: round(sum(values) / len(values), 1) for root, values in spread.items() if root != "T11"},
        sigma_degrees=3.0,
        toes=(((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "likely")),
    )


def proposed(votes: Callable[[str, float, float], str] | None = None) -> Drawing:
    """Our own picture: L4 as section 1.6 of the fact sheet has it, other roots where most maps agree."""
    shapes = {segment: shape(L4_DISPUTED, segment) for segment in SEGMENTS}
    inner = {segment: shape(L4_LIKELY, segment) for segment in SEGMENTS}

    def root_at(segment: str, t: float, phi: float) -> str:
        if (t, phi) in shapes[segment] or (t, phi) in inner[segment]:
            return "L4"
        return votes(segment, t, phi) if votes else BLANK

    return Drawing(
        key="proposed",
        provenance="proposed",
        sources=("lee2008", "williams_sugars1998", "downs_laporte2011"),
        charts=tuple(
            Chart(segment, lambda t, phi, s=segment: root_at(s, t, phi), (0, 1) if segment == "foot" else ())  # type: ignore[misc]
            for segment in (SEGMENTS if votes else ("thigh", "leg", "foot"))
        ),
        uncertainty={"L4": 20.0},
        sigma_degrees=3.0,
    )


def zone_fields(drawing: Drawing, grid: Grid, certainties: Mapping[str, Field]) -> dict[str, dict[str, Field]]:
    """Fields that are positive inside a zone (or a surer one), by root and zone.

    Every root: core where the border would have to be wrong by more than one standard deviation. L4 besides: core and
    likely only inside the shapes the facts agree on, whatever else a map claims being disputed.
    """
    fields: dict[str, dict[str, Field]] = {}
    for root, certainty in certainties.items():
        sure = [[value - CORE_SHARE for value in row] for row in certainty]
        if root != "L4":
            fields[root] = {"core": sure}
            continue
        core_shape, likely_shape = shape(L4_CORE, grid.segment), shape(L4_LIKELY, grid.segment)
        core = softened_shape(grid, core_shape.__contains__, 3.0)
        likely = softened_shape(grid, likely_shape.__contains__, 3.0)
        if drawing.provenance != "proposed":
            core = [[min(c - 0.5, s) for c, s in zip(*rows, strict=True)] for rows in zip(core, sure, strict=True)]
        else:
            core = [[c - 0.5 for c in row] for row in core]
        fields[root] = {"core": core, "likely": [[value - 0.5 for value in row] for row in likely]}
    return fields


def trace(drawing: Drawing) -> dict[tuple[str, str], list[tuple[str, tuple[int, ...], Polygon]]]:
    """Cut a map into polygons.

    Returns
    -------
    dict
        By (root, zone): (segment, rays, polygon of (t, phi)).
    """
    found: dict[tuple[str, str], list[tuple[str, tuple[int, ...], Polygon]]] = {}
    for chart in drawing.charts:
        grid = GRIDS[chart.segment]
        shapes, certainties = root_fields(
            grid, chart.root_at, drawing.sigma_degrees, lambda root: drawing.uncertainty.get(root, 15.0)
        )
        labelled = classify(grid, shapes, zone_fields(drawing, grid, certainties))
        for key, rings in polygons(labelled).items():
            found.setdefault(key, []).extend((chart.segment, chart.rays, ring) for ring in rings)
    low, high = TOE_ENDS
    for rays, root, zone in drawing.toes:
        ring = [(low, 0.0), (high, 0.0), (high, 360.0), (low, 360.0)]
        found.setdefault((root, zone), []).append(("foot", rays, ring))
    return dict(sorted(found.items()))


def as_toml(drawing: Drawing) -> str:
    """The territories of a map as a data file.

    Parameters
    ----------
    drawing : Drawing
        The map.

    Returns
    -------
    str
        TOML text; t with four decimals, phi with one.
    """
    lines = [f"# Written by `python -m annotations.tracing`; see docs/maps.md. Map: {drawing.key}.", "schema_version = 1"]
    for (root, zone), pieces in trace(drawing).items():
        name = f'territories."{drawing.key}.{root}.{zone}"'
        lines += [
            "",
            f"[{name}]",
            f'root = "{root}"',
            f'map = "{drawing.key}"',
            f'zone = "{zone}"',
            f'provenance = "{drawing.provenance}"',
            f"uncertainty_deg = {drawing.uncertainty.get(root, 15.0):g}",
            "sources = [" + ", ".join(f'"{source}"' for source in drawing.sources) + "]",
        ]
        if note := drawing.notes.get(root, drawing.notes.get("", "")):
            lines.append(f'note = "{note}"')
        for segment, rays, ring in pieces:
            points = ", ".join(f"[{_number(t, 4)}, {_number(phi, 1)}]" for t, phi in ring)
            lines += ["", f"[[{name}.polygons]]", f'segment = "{segment}"']
            if rays:
                lines.append(f"rays = {list(rays)}")
            lines.append(f"points = [{points}]")
    return "\n".join(lines) + "\n"


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}".rstrip("0")
    return "0.0" if text in ("-0.", "0.") else text + "0" if text.endswith(".") else text


def drawings(folder: Path) -> Iterator[Drawing]:
    """All maps, in the order in which they are written.

    Parameters
    ----------
    folder : Path
        The measured drawings.

    Yields
    ------
    Drawing
        One map after the other.
    """
    yield keegan_garrett(folder)
    yield proposed()


def main(arguments: Sequence[str]) -> int:
    """Write the map files; returns the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m annotations.tracing FOLDER (the folder of the measured maps)\n")
        return 2
    try:
        for drawing in drawings(Path(arguments[0])):
            target = DATA / f"{drawing.key}.toml"
            beside = target.with_suffix(".toml.new")
            beside.write_text(as_toml(drawing), encoding="utf-8")
            beside.replace(target)
    except TracingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
