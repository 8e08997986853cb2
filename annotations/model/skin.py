"""Records of the skin: maps, what they give to roots and nerves, where pain is felt, and key points."""

from __future__ import annotations

from dataclasses import dataclass

from .vocabulary import BorderProvenance, Provenance, Zone


@dataclass(frozen=True, slots=True)
class DermatomeMap:
    """A published map, as a whole."""

    key: str
    name: str
    short_name: str
    year: int | None
    method: str
    population: str
    criticism: str
    figure: str
    """Which figure was traced or which text was followed."""
    rights: str
    provenance: BorderProvenance
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartPolygon:
    """A smooth closed curve in chart coordinates."""

    segment: str
    points: tuple[tuple[float, float], ...]
    """(t, phi in degrees); closed implicitly; phi may leave 0..360 to stay continuous."""
    rays: tuple[int, ...] = ()
    """Foot only: where it holds (0 not on a toe, 1 great toe .. 5 little toe); empty: everywhere."""


@dataclass(frozen=True, slots=True)
class Territory:
    """The skin one map gives to one root, in one zone."""

    key: str
    root: str
    map: str
    zone: Zone
    provenance: BorderProvenance
    polygons: tuple[ChartPolygon, ...]
    uncertainty_deg: float | None
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapConflict:
    """A contradiction within a map on one root, shown wherever that root is shown on that map."""

    key: str
    map: str
    root: str
    text: str
    """A sentence that patients can read."""
    sources: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class SkinArea:
    """A skin area across roots, such as the saddle: what is lit of those roots where the area is meant."""

    key: str
    text: str
    """What is lit, in words for patients."""
    whole: tuple[str, ...]
    """Roots whose skin belongs to it in full, from outside inwards."""
    rim: tuple[str, ...]
    """Roots whose skin belongs to it only near the ``whole`` ones."""
    rim_mm: float
    """How near, in mm of skin."""
    provenance: BorderProvenance
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class NerveField:
    """The skin that one source gives to one nerve (not to a root)."""

    key: str
    nerve: str
    """Key of the nerve."""
    polygons: tuple[ChartPolygon, ...]
    roots: tuple[str, ...]
    """Roots that the source gives the nerve; other sources may name others."""
    provenance: BorderProvenance
    uncertainty_deg: float | None
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class BandPoint:
    """One point of a pain band's centre line."""

    segment: str
    t: float
    phi: float
    half_width_mm: float
    strength: float
    """0..1: how commonly drawn here; drives the opacity of the soft band, and is no probability."""


@dataclass(frozen=True, slots=True)
class PainBand:
    """Where a root's pain is felt: a soft-edged band along a centre line, one unbroken line from spine to foot."""

    root: str
    points: tuple[BandPoint, ...]
    text: str
    sources: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """An ISNCSCI sensory key point."""

    root: str
    landmark: str
    """A landmark name that the geometry knows, for example ``medial-malleolus``."""
    text: str
    sources: tuple[str, ...]
    provenance: Provenance = "recalled"
