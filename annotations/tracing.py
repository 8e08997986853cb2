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

from annotations.model import ROOTS, SEGMENTS, BorderProvenance
from annotations.tracing_described import LEE
from annotations.tracing_feet import GORAN, ISNCSCI, STEPHAN
from annotations.tracing_grid import (
    BLANK,
    CORE_SHARE,
    GRIDS,
    SMALLEST_PATCH,
    Field,
    Grid,
    classify,
    flags,
    polygons,
    root_fields,
    sample,
    softened,
    softened_shape,
)
from annotations.tracing_shapes import L4_CORE, L4_DISPUTED, L4_LIKELY, Curve, Shape, closed_curve, shape
from annotations.tracing_views import CROTCH_T, Heights, Limb, View

DATA: Final = Path(__file__).parent / "data" / "maps"
Names = list[list[str]]
RootAt = Callable[[float, float], str]
"""Root of a chart point (t, phi in degrees); empty where the map is blank."""
Polygon = Sequence[tuple[float, float]]
TOE_ENDS: Final = (0.55, 1.04)
"""Foot s between which a whole toe lies, whatever the foot's proportions."""


BEYOND_LIKELY: Final = 8.0
"""Degrees by which a traced map's L4 may leave the likely shape before its skin counts as disputed: less is within the
error of the tracing."""


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
    smallest: int = SMALLEST_PATCH
    """Grid nodes of the smallest patch that is kept."""
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
    """Read the bands of Keegan and Garrett as measured from the plate in Grant's atlas."""
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


#: Rows of the pictures (pixels) for heights: T12, groin level (thigh t 0), crotch, knee joint line, malleolar tips. T12
#: is not drawn; it lies at 0.667 of the stature, as in the atlas the body was measured from.
_PICTURES: Final = {
    "foerster_stephan": (
        "stephan-dermatoms.json",
        {"front": (590, 838, 1017, 1200, 1498), "back": (590, 846, 1025, 1200, 1478)},
        ("stephan2005", "foerster1933"),
        STEPHAN,
        18.0,
        (((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "likely")),
    ),
    "foerster_goran": (
        "goran-tek-en-male.json",
        {"front": (676, 985, 1105, 1462, 1817), "back": (676, 985, 1100, 1436, 1798)},
        ("goran_tek_en", "foerster1933"),
        GORAN,
        16.0,
        (((2,), "L5", "core"), ((3,), "L5", "likely"), ((4,), "S1", "likely"), ((5,), "S1", "core")),
    ),
    "isncsci_chart": (
        "praxis-isncsci-chart.json",
        {"front": (877, 1280, 1450, 1800, 2366), "back": (1308, 1615, 1718, 2092, 2590)},
        ("praxis_isncsci", "asia_isncsci2019"),
        ISNCSCI,
        20.0,
        (((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "likely")),
    ),
}
_SACRAL: Final = {"S4": "S4-5", "S5": "S4-5", "Co1": "S4-5", "unlabelled": BLANK}
_FOOT_NOTE: Final = "Trunk by level (t good to about 0.15), foot read by eye from the drawing (about 20 degrees)."


def picture(folder: Path, key: str) -> Drawing:
    """Convert a drawing with a front and a back view.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    key : str
        ``foerster_stephan``, ``foerster_goran`` or ``isncsci_chart``.

    Returns
    -------
    Drawing
        The map.
    """
    name, rows, sources, foot, uncertainty, toes = _PICTURES[key]
    views = read_drawing(folder, name)["views"]
    if key == "foerster_goran":  # drawn behind the inner ankle, which the front view cannot place; see the foot
        views["front"]["polygons"]["S1"] = views["front"]["polygons"]["S1"][:1]
    front, back = (
        View(
            views[side],
            Heights(list(zip((-1.0, 0.0, CROTCH_T, 1.0, 2.0), map(float, rows[side]), strict=True))),
            side == "front",
            _SACRAL,
        )
        for side in ("front", "back")
    )
    limb = Limb(front, back)
    charts = (
        Chart("trunk", limb.trunk_root),
        Chart("thigh", limb.root),
        Chart("leg", lambda t, phi: limb.root(1.0 + min(t, 1.0), phi)),
        Chart("foot", _first([(root, {"foot": curve}) for root, curve in foot], "foot"), (0, 1)),
    )
    return Drawing(
        key, "traced", sources, charts, dict.fromkeys(ROOTS, uncertainty), 6.0, toes=toes, notes={"": _FOOT_NOTE}
    )


def _first(curves: Sequence[tuple[str, Mapping[str, Curve]]], segment: str) -> RootAt:
    """Root of the first curve that holds a point."""
    shapes = [(root, Shape([closed_curve(places[segment])])) for root, places in curves if segment in places]
    return lambda t, phi: next((root for root, area in shapes if (t, phi) in area), BLANK)


def lee() -> Drawing:
    """Draw the map of Lee, McPhee and Stringer from its description."""
    curves = list(LEE.items())
    return Drawing(
        key="lee",
        provenance="described",
        sources=("lee2008",),
        charts=tuple(
            Chart(segment, _first(curves, segment), (0, 1) if segment == "foot" else ()) for segment in SEGMENTS
        ),
        uncertainty=dict.fromkeys(ROOTS, 20.0),
        sigma_degrees=4.0,
        toes=(((2, 3, 4), "L5", "likely"), ((5,), "S1", "likely")),
        notes={"": "After a remembered description of the figure; the numbers are recalled, not read."},
    )


def proposed() -> Drawing:
    """Begin our own picture: L4 as the facts have it; :func:`with_majority` adds the other roots."""
    places = {segment: [shape(curves, segment) for curves in (L4_DISPUTED, L4_LIKELY, L4_CORE)] for segment in SEGMENTS}

    def root_at(segment: str, t: float, phi: float) -> str:
        return "L4" if any((t, phi) in place for place in places[segment]) else BLANK

    return Drawing(
        key="proposed",
        provenance="proposed",
        sources=("lee2008", "williams_sugars1998", "downs_laporte2011"),
        charts=tuple(
            Chart(segment, lambda t, phi, s=segment: root_at(s, t, phi), (0, 1) if segment == "foot" else ())  # type: ignore[misc]
            for segment in SEGMENTS
        ),
        uncertainty=dict.fromkeys(ROOTS, 20.0),
        sigma_degrees=3.0,
        smallest=120,
        toes=(((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "core")),
        notes={"": "Our drawing: where most of the maps agree; for L4 after studies of single roots as well."},
    )


_WEIGHTS: Final = {
    "keegan_garrett": 2,
    "foerster_stephan": 1,
    "foerster_goran": 1,
    "isncsci_chart": 2,
    "lee": 2,
}
"""The two drawings of the Foerster type share one vote."""
_MAJORITY: Final = 4


def sampled(drawing: Drawing) -> dict[str, Names]:
    """Root of every grid node (with margin) by segment."""
    return {chart.segment: sample(GRIDS[chart.segment], chart.root_at) for chart in drawing.charts}


def with_majority(own: Mapping[str, Names], others: Mapping[str, Mapping[str, Names]]) -> dict[str, Names]:
    """Fill what a map leaves blank with the root to which other maps give at least half of their votes.

    Parameters
    ----------
    own : mapping
        Roots of the map by segment.
    others : mapping
        By map key, roots by segment. Their shapes are softened before the vote, so that borders that nearly coincide
        give one smooth border.

    Returns
    -------
    dict
        Roots by segment.
    """
    filled: dict[str, Names] = {}
    for segment, names in own.items():
        grid = GRIDS[segment]
        votes: dict[str, Field] = {}
        for key, maps in others.items():
            for root in sorted({name for row in maps[segment] for name in row} - {BLANK}):
                share = softened(grid, flags(maps[segment], root), 8.0)
                before = votes.get(root) or [[0.0] * len(row) for row in share]
                votes[root] = [
                    [a + _WEIGHTS[key] * b for a, b in zip(*rows, strict=True)]
                    for rows in zip(before, share, strict=True)
                ]
        result: Names = []
        for i, row in enumerate(names):
            line = []
            for j, name in enumerate(row):
                best = max(votes, key=lambda root: votes[root][i][j])
                line.append(name or (best if votes[best][i][j] >= _MAJORITY and best != "L4" else BLANK))
            result.append(line)
        filled[segment] = result
    return filled


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
        tolerance = 0.5
        core = [[c - 0.5 for c in row] for row in core]
        if drawing.provenance != "proposed":
            core = [[min(c, s) for c, s in zip(*rows, strict=True)] for rows in zip(core, sure, strict=True)]
            likely, tolerance = softened_shape(grid, likely_shape.__contains__, BEYOND_LIKELY), 1.0 - CORE_SHARE
        fields[root] = {"core": core, "likely": [[value - tolerance for value in row] for row in likely]}
    return fields


def trace(
    drawing: Drawing, names: Mapping[str, Names]
) -> dict[tuple[str, str], list[tuple[str, tuple[int, ...], Polygon]]]:
    """Cut a map into polygons.

    Parameters
    ----------
    drawing : Drawing
        The map.
    names : mapping
        Its roots at all grid nodes, by segment.

    Returns
    -------
    dict
        By (root, zone): (segment, rays, polygon of (t, phi)).
    """
    found: dict[tuple[str, str], list[tuple[str, tuple[int, ...], Polygon]]] = {}
    for chart in drawing.charts:
        grid = GRIDS[chart.segment]
        shapes, certainties = root_fields(
            grid, names[chart.segment], drawing.sigma_degrees, lambda root: drawing.uncertainty.get(root, 15.0)
        )
        labelled = classify(grid, shapes, zone_fields(drawing, grid, certainties))
        for key, rings in polygons(labelled, smallest=drawing.smallest).items():
            found.setdefault(key, []).extend((chart.segment, chart.rays, ring) for ring in rings)
    low, high = TOE_ENDS
    for rays, root, zone in drawing.toes:
        ring = [(low, 0.0), (high, 0.0), (high, 360.0), (low, 360.0)]
        found.setdefault((root, zone), []).append(("foot", rays, ring))
    return dict(sorted(found.items()))


def as_toml(drawing: Drawing, names: Mapping[str, Names]) -> str:
    """Write the territories of a map as a data file.

    Parameters
    ----------
    drawing : Drawing
        The map.
    names : mapping
        Its roots at all grid nodes, by segment.

    Returns
    -------
    str
        TOML text; t with four decimals, phi with one.
    """
    lines = [
        f"# Written by `python -m annotations.tracing`; see docs/maps.md. Map: {drawing.key}.",
        "schema_version = 1",
    ]
    for (root, zone), pieces in trace(drawing, names).items():
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


def all_maps(folder: Path) -> Iterator[tuple[Drawing, dict[str, Names]]]:
    """Read all maps, in the order in which they are written.

    Parameters
    ----------
    folder : Path
        The measured drawings.

    Yields
    ------
    (Drawing, dict)
        One map after the other, and its roots at all grid nodes by segment.
    """
    others: dict[str, dict[str, Names]] = {}
    for drawing in (keegan_garrett(folder), *(picture(folder, key) for key in _PICTURES), lee()):
        others[drawing.key] = sampled(drawing)
        yield drawing, others[drawing.key]
    own = proposed()
    yield own, with_majority(sampled(own), others)


def main(arguments: Sequence[str]) -> int:
    """Write the map files; returns the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m annotations.tracing FOLDER (the folder of the measured maps)\n")
        return 2
    try:
        for drawing, names in all_maps(Path(arguments[0])):
            target = DATA / f"{drawing.key}.toml"
            beside = target.with_suffix(".toml.new")
            beside.write_text(as_toml(drawing, names), encoding="utf-8")
            beside.replace(target)
    except TracingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
