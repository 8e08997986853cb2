"""The maps before they are cut into polygons: which root each gives to a chart point, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from annotations.charts.seams import CROTCH_T, beside_leg, thigh_to_trunk, trunk_edge, trunk_to_thigh
from annotations.charts.shape import Shape
from annotations.model import ROOTS, SEGMENTS, BorderProvenance

from .cleft import Cleft
from .curves import L4_CORE, L4_DISPUTED, L4_LIKELY, Curve, closed_curve, shape
from .described import LEE
from .grid import BLANK, FINE_GRIDS, GRIDS, Grid
from .heights import Heights
from .joining import RootAt
from .measured_drawings import KEEGAN_GARRETT_CLEFT, MeasuredDrawing
from .perineum import SADDLE_DOUBT, SADDLE_NOTES, SADDLE_SOURCES, saddle_depth, saddle_root
from .polygons import SMALLEST_PATCH
from .reading import TracingError, read_drawing
from .views import RINGS, Limb, View


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
    grids: Mapping[str, Grid] = field(default_factory=lambda: GRIDS)
    """By segment, on which its borders are followed."""
    ringed: bool = False
    """Whether it has rings round the anus, which are followed finely."""
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Sources by root, of roots whose borders have other sources than the map."""
    depth_at: Callable[[str, float, float], tuple[str, float]] | None = None
    """For rings that are drawn in mm of skin: root and distance to the ring's border (mm) at a chart place (segment, t,
    phi); their core follows from that."""


def keegan_garrett(folder: Path) -> Drawing:
    """Read the bands of Keegan and Garrett as measured from the plate in Grant's atlas."""
    data = read_drawing(folder, "keegan-garrett.json", "territories", "borders")
    by_segment: dict[str, list[tuple[str, Shape]]] = {segment: [] for segment in SEGMENTS}
    for name, places in data["territories"].items():
        root = LOWEST.get(name, name)
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

    cleft = Cleft(KEEGAN_GARRETT_CLEFT)

    def tied(segment: str, t: float, phi: float) -> str:
        place = measured_place(cleft, segment, t, phi)
        if place is None:
            return lookup(segment, t, phi)
        root = lookup(*place)
        front = segment == "thigh" and math.cos(math.radians(phi)) > 0.0
        return root if not front or root in RINGS else lookup(segment, t, phi)

    spread: dict[str, list[float]] = {}
    for border in data["borders"]:
        for name in border["between"]:
            root = LOWEST.get(name, name)
            spread.setdefault(root, []).extend(point[2] for point in border["points"])
    return Drawing(
        key="keegan_garrett",
        provenance="traced",
        sources=("grant1962", "keegan_garrett1948"),
        charts=tuple(
            Chart(segment, lambda t, phi, s=segment: tied(s, t, phi), (0, 1) if segment == "foot" else ())  # type: ignore[misc]
            for segment in SEGMENTS
        ),
        uncertainty={root: round(sum(values) / len(values), 1) for root, values in spread.items() if root != "T11"},
        sigma_degrees=3.0,
        toes=(((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "likely")),
        ringed=True,
    )


def measured_place(cleft: Cleft, segment: str, t: float, phi: float) -> tuple[str, float, float] | None:
    """Find a place near the anus in the measured chart of Keegan and Garrett; None far from it.

    Parameters
    ----------
    cleft : Cleft
        Its rows are the trunk's t as measured; below the trunk's edge they go on down the thigh.
    segment : str
        Of the place on our skin, as are t and phi (degrees).
    """
    tie = cleft.tied(segment, t, phi)
    if tie is None:
        return None
    below = GRIDS["thigh"].mm_per_t / GRIDS["trunk"].mm_per_t
    around = thigh_to_trunk(phi) if segment == "thigh" else min(abs(phi), 360.0 - abs(phi))
    row = 1.0 + (t - trunk_edge(around)) * below if segment == "thigh" else t
    row += tie.weight * (tie.row - row)
    sine = math.sin(math.radians(around))
    around = 180.0 - math.degrees(math.asin(min(sine + tie.weight * (tie.sideways - sine), 1.0)))
    if row <= 1.0:
        return "trunk", row, around
    return "thigh", trunk_edge(around) + (row - 1.0) / below, trunk_to_thigh(around)


LOWEST: Final = {**dict.fromkeys(("S4", "S5", "S5-Co", "Co1"), "S4-5"), "unlabelled": BLANK}
"""Names in the figures of what is one territory here, S4-5."""
_FOOT_NOTE: Final = "Trunk by level (t good to about 0.15), foot read by eye from the drawing (about 20 degrees)."


def picture(folder: Path, measured: MeasuredDrawing) -> Drawing:
    """Convert a drawing with a front and a back view.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    measured : MeasuredDrawing
        What is known of this one.

    Returns
    -------
    Drawing
        The map.
    """
    limb = Limb(*views(folder, measured))
    foot = [(root, {"foot": curve}) for root, curve in measured.foot]
    charts = (
        Chart("trunk", limb.trunk_root),
        Chart("thigh", limb.root),
        Chart("leg", lambda t, phi: limb.root(1.0 + min(t, 1.0), phi)),
        Chart("foot", _first(foot, "foot"), (0, 1)),
    )
    return Drawing(
        measured.key,
        "traced",
        measured.sources,
        charts,
        measured.uncertainty,
        6.0,
        toes=measured.toes,
        notes={"": _FOOT_NOTE},
        ringed=True,
    )


def views(folder: Path, measured: MeasuredDrawing) -> tuple[View, View]:
    """Read the front and the back view of a drawing.

    Parameters
    ----------
    folder : Path
        The measured drawings.
    measured : MeasuredDrawing
        What is known of this one.

    Raises
    ------
    TracingError
        When the file is not there, or has no such views.
    """
    drawn = read_drawing(folder, measured.file, "views")["views"]
    try:
        return _view(drawn, measured, "front"), _view(drawn, measured, "back")
    except KeyError as missing:
        raise TracingError(
            f"the views of {folder / measured.file} have no {missing}; needed are front and back, each with polygons"
            " and a silhouette (docs/maps.md)"
        ) from None


def _view(drawn: Mapping[str, Any], measured: MeasuredDrawing, side: str) -> View:
    outlines: dict[str, Any] = {
        root: rings[: measured.first_pieces.get((side, root))] for root, rings in drawn[side]["polygons"].items()
    }
    heights = zip((-1.0, 0.0, CROTCH_T, 1.0, 2.0), map(float, measured.rows(side)), strict=True)
    return View(
        {"polygons": outlines, "silhouette": drawn[side]["silhouette"]},
        Heights(list(heights)),
        side == "front",
        LOWEST,
        Cleft(measured.cleft) if side == "back" else None,
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
    """Draw L4 and the saddle of our own map; :func:`.making_maps.with_majority` adds the other roots."""
    disputed = {segment: shape(L4_DISPUTED.get(segment)) for segment in SEGMENTS}
    inner = (shape(L4_LIKELY), shape(L4_CORE))

    def root_at(segment: str, t: float, phi: float) -> str:
        claimed = (t, phi) in disputed[segment]
        if segment in ("leg", "foot"):
            place = beside_leg(t, phi) if segment == "foot" else (t, phi)
            claimed = claimed or any(place in area for area in inner)
        return "L4" if claimed else saddle_root(segment, t, phi)

    return Drawing(
        key="proposed",
        provenance="proposed",
        sources=("lee2008", "williams_sugars1998", "downs_laporte2011"),
        charts=tuple(
            Chart(segment, lambda t, phi, s=segment: root_at(s, t, phi), (0, 1) if segment == "foot" else ())  # type: ignore[misc]
            for segment in SEGMENTS
        ),
        uncertainty={**dict.fromkeys(ROOTS, 20.0), **dict.fromkeys(("S3", "S4-5"), SADDLE_DOUBT)},
        sigma_degrees=3.0,
        smallest=10,
        toes=(((2, 3), "L5", "core"), ((4,), "L5", "likely"), ((5,), "S1", "core")),
        notes={
            "": "Our drawing: where most of the maps agree; for L4 after studies of single roots as well.",
            **SADDLE_NOTES,
        },
        grids=FINE_GRIDS,
        ringed=True,
        cited=SADDLE_SOURCES,
        depth_at=saddle_depth,
    )
