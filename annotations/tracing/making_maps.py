"""Making the maps: drawings are sampled, voted on for our own, cut into polygons, and written as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from annotations.charts.seams import beside_leg

from .curves import L4_CORE, L4_LIKELY, Curve, shape
from .drawings import Drawing, keegan_garrett, lee, picture, proposed
from .grid import (
    BLANK,
    CORE_SHARE,
    GRIDS,
    TRUNK_DOUBT,
    Field,
    Grid,
    close_up,
    cropped,
    flags,
    root_fields,
    sample,
    softened,
)
from .joining import joined
from .measured_drawings import MEASURED
from .perineum import SURE_MM, close_to_anus
from .polygons import classify, polygons
from .schools import MAJORITY, votes_of
from .toml import polygon_lines, text_list

Names = list[list[str]]
Polygon = Sequence[tuple[float, float]]
TOE_ENDS: Final = (0.55, 1.04)
"""Foot s between which a whole toe lies, whatever the foot's proportions."""
BEYOND_LIKELY: Final = 8.0
"""Degrees by which a traced map's L4 may leave the likely shape before its skin counts as disputed: less is within the
error of the tracing."""
WIDEST_SLIVER: Final = 9.0
"""Blank strips of our own drawing narrower than this (mm) result from the vote, not from doubt: they are closed."""


def sampled(drawing: Drawing, grids: Mapping[str, Grid] | None = None) -> dict[str, Names]:
    """Root of every node (with margin) of the drawing's grids or others, looked up across the ends of the charts."""
    grids = grids or drawing.grids
    places = joined({chart.segment: chart.root_at for chart in drawing.charts})
    return {chart.segment: sample(grids[chart.segment], places[chart.segment]) for chart in drawing.charts}


def with_majority(
    own: Mapping[str, Names], others: Mapping[str, Mapping[str, Names]], grids: Mapping[str, Grid] = GRIDS
) -> dict[str, Names]:
    """Fill what a map leaves blank with the root to which other maps give at least half of their votes.

    Parameters
    ----------
    own : mapping
        Roots of the map by segment.
    others : mapping
        By map key, roots by segment. Their shapes are softened before the vote, so that borders that nearly coincide
        give one smooth border.
    grids : mapping
        On which all of them were sampled, by segment.

    Returns
    -------
    dict
        Roots by segment.
    """
    filled: dict[str, Names] = {}
    for segment, names in own.items():
        grid = grids[segment]
        votes: dict[str, Field] = {}
        for key, maps in others.items():
            for root in sorted({name for row in maps[segment] for name in row} - {BLANK}):
                share = softened(grid, flags(maps[segment], root), 8.0)
                before = votes.get(root) or [[0.0] * len(row) for row in share]
                votes[root] = [
                    [a + votes_of(key) * b for a, b in zip(*rows, strict=True)]
                    for rows in zip(before, share, strict=True)
                ]
        result: Names = []
        for i, row in enumerate(names):
            line = []
            for j, name in enumerate(row):
                best = max(votes, key=lambda root: votes[root][i][j])
                line.append(name or (best if votes[best][i][j] >= MAJORITY and best != "L4" else BLANK))
            result.append(line)
        filled[segment] = _without_slivers(grid, result)
    return filled


def _without_slivers(grid: Grid, names: Names) -> Names:
    """Give blank strips narrower than :data:`WIDEST_SLIVER` to the roots on both sides, L4 left as it is."""
    across = int(WIDEST_SLIVER / (grid.dphi * grid.mm_per_degree))
    along = int(WIDEST_SLIVER / (grid.dt * grid.mm_per_t))
    rows = [_bridged(row, across, grid.periodic) for row in names]
    columns = [_bridged(list(column), along, False) for column in zip(*rows, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def _bridged(line: list[str], widest: int, periodic: bool) -> list[str]:
    """Fill runs of at most so many blank nodes between two roots, half from either side."""
    n = len(line)
    filled = list(line)
    for start in range(n):
        if line[start] != BLANK or line[start - 1] == BLANK or (start == 0 and not periodic):
            continue
        length = next((k for k in range(1, widest + 1) if line[(start + k) % n] != BLANK), 0)
        if not length or (start + length >= n and not periodic):
            continue
        before, after = line[start - 1], line[(start + length) % n]
        for k in range(length):
            nearer = before if 2 * k < length else after
            other = after if nearer == before else before
            filled[(start + k) % n] = other if nearer == "L4" else nearer
    return filled


def zone_fields(drawing: Drawing, grid: Grid, certainties: Mapping[str, Field]) -> dict[str, dict[str, Field]]:
    """Fields that are positive inside a zone (or a surer one), by root and zone.

    Every root: core where the border would have to be wrong by more than one standard deviation; of a ring that is
    drawn in mm, where it lies farther than :data:`SURE_MM` inside. L4 besides: core and likely only inside the shapes
    the facts agree on, whatever else a map claims being disputed.
    """
    fields: dict[str, dict[str, Field]] = {}
    rings = sample(grid, partial(drawing.depth_at, grid.segment)) if drawing.depth_at else []
    for root, certainty in certainties.items():
        sure = [[value - CORE_SHARE for value in row] for row in certainty]
        if any(name == root for row in rings for name, _ in row):
            depth = [[(mm if name == root else 0.0) / SURE_MM - 1.0 for name, mm in row] for row in rings]
            sure = cropped(depth, grid)
        if root != "L4":
            fields[root] = {"core": sure}
            continue
        core = _softened(L4_CORE, grid, 3.0)
        likely = _softened(L4_LIKELY, grid, 3.0)
        tolerance = 0.5
        core = [[c - 0.5 for c in row] for row in core]
        if drawing.provenance != "proposed":
            core = [[min(c, s) for c, s in zip(*rows, strict=True)] for rows in zip(core, sure, strict=True)]
            likely, tolerance = _softened(L4_LIKELY, grid, BEYOND_LIKELY), 1.0 - CORE_SHARE
        fields[root] = {"core": core, "likely": [[value - tolerance for value in row] for row in likely]}
    return fields


def _softened(curve: Curve, grid: Grid, sigma_degrees: float) -> Field:
    """Share of a shape of the leg round each node; on the foot, the leg's chart rolls on over the ankle."""
    if grid.segment not in ("leg", "foot"):
        curve = ()
    area = shape(curve)

    def value(t: float, phi: float) -> float:
        return 1.0 if (beside_leg(t, phi) if grid.segment == "foot" else (t, phi)) in area else 0.0

    return cropped(softened(grid, sample(grid, value), sigma_degrees), grid)


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
        grid = drawing.grids[chart.segment]
        doubt = TRUNK_DOUBT if chart.segment == "trunk" else 1.0
        near = drawing.ringed and chart.segment in ("trunk", "thigh")
        shapes, certainties = root_fields(
            grid,
            names[chart.segment],
            drawing.sigma_degrees,
            lambda root, share=doubt: share * drawing.uncertainty.get(root, 15.0),  # type: ignore[misc]
            close_up(grid, chart.root_at, partial(close_to_anus, chart.segment)) if near else None,
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
            f"sources = {text_list(drawing.cited.get(root, drawing.sources))}",
        ]
        if note := drawing.notes.get(root, drawing.notes.get("", "")):
            lines.append(f'note = "{note}"')
        for segment, rays, ring in pieces:
            lines += polygon_lines(name, segment, rays, ring)
    return "\n".join(lines) + "\n"


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
    own = proposed()
    others: dict[str, dict[str, Names]] = {}
    for drawing in (keegan_garrett(folder), *(picture(folder, measured) for measured in MEASURED.values()), lee()):
        others[drawing.key] = sampled(drawing, own.grids)
        yield drawing, sampled(drawing)
    yield own, with_majority(sampled(own), others, own.grids)
