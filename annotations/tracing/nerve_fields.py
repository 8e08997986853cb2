"""The fields of the skin nerves, after the figures of Gray 1918, as chart polygons.

Thigh and leg are converted from the measured outlines as the dermatome drawings are (:mod:`annotations.tracing.views`);
trunk and foot are read by eye (:mod:`annotations.tracing.nerve_field_shapes`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotations.charts.seams import CROTCH_T
from annotations.charts.shape import Point, Shape
from annotations.model import SEGMENTS

from .curves import closed_curve
from .grid import BLANK, GRIDS, Field, cropped, flags, sample, softened
from .heights import Heights
from .joining import RootAt, joined
from .nerve_field_shapes import DESCRIBED, FOOT, TOES, TRUNK, Drawn
from .polygons import classify, polygons
from .reading import TracingError, read_drawing
from .toml import number, polygon_lines, text_list
from .views import Limb, View

FILE: Final = "gray-1918-nerve-fields.json"
SOURCES: Final = ("gray1918_fields", "wikipedia_cutaneous_leg")
_WHEELESS: Final = (
    "anterior_ramus_t12",
    "femoral_branch_of_genitofemoral_nerve",
    "iliohypogastric_nerve",
    "ilioinguinal_nerve",
    "lateral_femoral_cutaneous_nerve",
    "middle_gluteal_cutaneous_nerves",
    "superior_gluteal_cutaneous_nerves",
)
MORE_SOURCES: Final[Mapping[str, str]] = {
    **dict.fromkeys(_WHEELESS, "wheeless_skin"),
    "posterior_femoral_cutaneous_nerve": "gray1918",
}
"""By nerve: where the roots that our scan of the figures shows blurred were read."""
NERVES: Final[Mapping[str, str]] = {
    "twelfth thoracic, lateral branch": "anterior_ramus_t12",
    "iliohypogastric, lateral branch": "iliohypogastric_nerve",
    "ilioinguinal": "ilioinguinal_nerve",
    "lumboinguinal (genitofemoral)": "femoral_branch_of_genitofemoral_nerve",
    "lateral femoral cutaneous": "lateral_femoral_cutaneous_nerve",
    "anterior femoral cutaneous": "anterior_cutaneous_branches_of_femoral_nerve",
    "saphenous": "saphenous_nerve",
    "posterior branches of lumbar nerves": "superior_gluteal_cutaneous_nerves",
    "posterior branches of sacral nerves": "middle_gluteal_cutaneous_nerves",
    "posterior femoral cutaneous": "posterior_femoral_cutaneous_nerve",
    "lateral sural cutaneous (common peroneal)": "lateral_sural_cutaneous_nerve",
    "superficial peroneal": "superficial_fibular_nerve",
    "deep peroneal": "deep_fibular_nerve",
    "sural": "sural_nerve",
    "tibial (medial calcaneal)": "tibial_nerve",
    "medial plantar": "medial_plantar_nerve",
    "lateral plantar": "lateral_plantar_nerve",
}
"""The figures' names, as our nerve keys."""
#: Rows of the pictures (pixels) for heights: T12 (far above what is drawn), groin level, crotch, knee, malleolar tips.
#: The groin level is not drawn; it lies as far above the crotch as the chart's thigh has it.
ROWS: Final = {"front": (-292, 363, 505, 1020, 1670), "back": (-67, 402, 540, 1040, 1590)}
GROIN_ROW: Final = 505
MIDLINE: Final = 370
"""Row (pixels) above which the front view is half a body, not a limb, and the column of the body's midline there."""
SIGMA_DEGREES: Final = 5.0
LIMB_DOUBT: Final = 20.0
END_DOUBT: Final = 25.0
"""Standard deviation of the borders in degrees on thigh and leg, and of fields that lie on trunk or foot."""
ON_ENDS: Final = frozenset(name for name, _ in (*TRUNK, *FOOT)) - {
    "lateral_femoral_cutaneous_nerve",
    "posterior_femoral_cutaneous_nerve",
    "saphenous_nerve",
    "superficial_fibular_nerve",
    "sural_nerve",
}
TOE_ENDS: Final = (0.55, 1.04)
HIP: Final = frozenset(("anterior_ramus_t12", "iliohypogastric_nerve", "superior_gluteal_cutaneous_nerves"))
PERINEUM: Final = (0.24, 95.0, 130.0)
"""Thigh above this t and between these phi (degrees) is beside the anus, which the figures leave blank."""
OUTER: Final = (230.0, 330.0)
"""Nerves of hip and buttock that do not reach the outer thigh, and where that is (phi, degrees)."""
NOTES: Final[Mapping[str, str]] = {
    "anterior_ramus_t12": "Its side branch to the hip.",
    "iliohypogastric_nerve": "Its side branch to the hip; the field above the groin is not in the figures.",
    "superior_gluteal_cutaneous_nerves": "In the figures: posterior branches of lumbar nerves.",
    "middle_gluteal_cutaneous_nerves": "In the figures: posterior branches of sacral nerves.",
    "posterior_femoral_cutaneous_nerve": "With the lower buttock, the part of the inferior gluteal cutaneous nerves.",
    "tibial_nerve": "By its branches to the heel.",
    "anterior_cutaneous_branches_of_femoral_nerve": "Roots recalled: blurred in our scan of the figure.",
    "deep_fibular_nerve": "First web space and the sides of the first two toes that face each other. Roots recalled:"
    " not to be read in our scan of the figure.",
    "sural_nerve": "With the back of the little toe, whose inner side is too narrow to draw apart.",
    "medial_plantar_nerve": "Roots as in the figure; later books name L5 to S3.",
    "superficial_fibular_nerve": "Roots as in the figure; later books name L5 and S1.",
}
Piece = tuple[str, tuple[int, ...], Sequence[Point]]


@dataclass(frozen=True, slots=True)
class Figure:
    """The figures of Gray, ready to be cut into fields."""

    charts: Mapping[str, RootAt]
    """By segment, the nerve key of a chart place (t, phi in degrees); empty where nothing is drawn."""
    roots: Mapping[str, tuple[str, ...]]


def silhouette(rings: Sequence[Sequence[Sequence[float]]], half_body: bool) -> list[list[float]]:
    """Outline (x, y in pixels) of all that a view colours, row by row; the drawing's own outline was not measured.

    Parameters
    ----------
    rings : sequence of closed lines
        All fields of the view.
    half_body : bool
        Whether the rows above the groin reach to the body's midline (front view).
    """
    rows: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        for (xa, ya), (xb, yb) in zip(ring, [*ring[1:], ring[0]], strict=True):
            low, high = sorted((ya, yb))
            for row in range(int(low) + 1, int(high) + 1):
                rows[row].append(xa + (row - ya) * (xb - xa) / (yb - ya))
    left = [[min(rows[row]), float(row)] for row in sorted(rows)]
    right = [
        [max(max(rows[row]), MIDLINE if half_body and row < GROIN_ROW else 0.0), float(row)] for row in sorted(rows)
    ]
    return [*left, *right[::-1]]


def gray(folder: Path) -> Figure:
    """Read the figures.

    Parameters
    ----------
    folder : Path
        The measured drawings.

    Raises
    ------
    TracingError
        When the file is missing, or names a nerve that is not known here.
    """
    drawn_views = read_drawing(folder, FILE, "views")["views"]
    roots: dict[str, tuple[str, ...]] = {}
    for view in drawn_views.values():
        for name, drawn in view["polygons"].items():
            if name not in NERVES:
                raise TracingError(f"{FILE} has the unknown nerve {name!r}; accepted are {', '.join(NERVES)}")
            roots[NERVES[name]] = tuple(drawn["roots"].split())
    limb = Limb(*views(folder))

    def thigh(t: float, phi: float) -> str:
        # The figure draws the hip longer than the chart has it: what is still hip there is outer thigh here.
        nerve = limb.root(t, phi)
        if t < PERINEUM[0] and PERINEUM[1] <= phi % 360.0 <= PERINEUM[2]:
            return BLANK
        outer = OUTER[0] <= phi % 360.0 <= OUTER[1]
        return "lateral_femoral_cutaneous_nerve" if outer and nerve in HIP else nerve

    charts = {
        "trunk": _first(TRUNK),
        "thigh": thigh,
        "leg": lambda t, phi: limb.root(1.0 + min(t, 1.0), phi),
        "foot": _first(FOOT),
    }
    return Figure(charts, roots)


def views(folder: Path) -> tuple[View, View]:
    """Read the front and the back view of the figures."""
    data = read_drawing(folder, FILE, "views")["views"]
    return _view(data["front"], "front"), _view(data["back"], "back")


def _view(data: Mapping[str, Any], side: str) -> View:
    rings = {name: drawn["points"] for name, drawn in data["polygons"].items()}
    outline = silhouette([ring for several in rings.values() for ring in several], side == "front")
    heights = Heights(list(zip((-1.0, 0.0, CROTCH_T, 1.0, 2.0), map(float, ROWS[side]), strict=True)))
    return View({"polygons": rings, "silhouette": outline}, heights, side == "front", NERVES)


def _first(drawn: Drawn) -> RootAt:
    """Nerve of the first curve that holds a point."""
    shapes = [(name, Shape([closed_curve(curve)])) for name, curve in drawn]
    return lambda t, phi: next((name for name, area in shapes if (t, phi) in area), BLANK)


def fields(figure: Figure) -> dict[str, list[Piece]]:
    """Cut the figures into fields that share their borders.

    Returns
    -------
    dict
        By nerve key: (segment, rays, polygon of (t, phi)).
    """
    found: dict[str, list[Piece]] = {nerve: [] for nerve in figure.roots}
    places = joined(figure.charts)
    for segment in SEGMENTS:
        grid = GRIDS[segment]
        names = sample(grid, places[segment])
        shapes: dict[str, Field] = {
            name: cropped(softened(grid, flags(names, name), SIGMA_DEGREES), grid)
            for name in sorted({name for row in names for name in row})
        }
        everywhere: Field = [[1.0] * grid.columns for _ in range(grid.rows)]
        labelled = classify(grid, shapes, {name: {"core": everywhere} for name in shapes if name != BLANK})
        for (nerve, _), rings in polygons(labelled).items():
            found[nerve].extend((segment, (0, 1) if segment == "foot" else (), ring) for ring in rings)
    low, high = TOE_ENDS
    for ray, nerve, start, end in TOES:
        found[nerve].append(("foot", (ray,), [(low, start), (high, start), (high, end), (low, end)]))
    return found


def as_toml(folder: Path) -> str:
    """Write the nerve fields as a data file: traced ones first, then the described ones.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    """
    figure = gray(folder)
    lines = ["# Written by `python -m annotations.tracing`; see docs/maps.md. Nerve fields.", "schema_version = 1"]
    for nerve, pieces in sorted(fields(figure).items()):
        doubt = END_DOUBT if nerve in ON_ENDS else LIMB_DOUBT
        sources = (*SOURCES, MORE_SOURCES[nerve]) if nerve in MORE_SOURCES else SOURCES
        lines += _record(f"gray.{nerve}", figure.roots[nerve], "traced", doubt, sources, NOTES.get(nerve, ""), pieces)
    for item in DESCRIBED:
        pieces = [(segment, rays, closed_curve(curve, 4)) for segment, rays, curve in item.pieces]
        key = f"described.{item.nerve}"
        lines += _record(key, item.roots, "described", END_DOUBT, item.sources, item.note, pieces)
    return "\n".join(lines) + "\n"


def _record(
    key: str,
    roots: Sequence[str],
    provenance: str,
    doubt: float,
    sources: Sequence[str],
    note: str,
    pieces: Sequence[Piece],
) -> list[str]:
    name = f'nerve_fields."{key}"'
    lines = [
        "",
        f"[{name}]",
        f'nerve = "{key.partition(".")[2]}"',
        f"roots = {text_list(roots)}",
        f'provenance = "{provenance}"',
        f"uncertainty_deg = {number(doubt, 1)}",
        f"sources = {text_list(sources)}",
    ]
    if note:
        lines.append(f'note = "{note}"')
    for segment, rays, ring in pieces:
        lines += polygon_lines(name, segment, rays, ring)
    return lines
