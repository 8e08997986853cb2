"""Which territories stand for a lit root, how they are painted and explained.

A published map is shown as it is. Only our own drawing has zones of certainty; it also replaces the chosen map where
that draws nothing for a root. Pure; no toolkit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from annotations.model import DermatomeMap, Knowledge, MapConflict, SkinArea, Territory
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.values import LegendEntry, Pattern, TerritoryPaint
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.palette.colours import ROOTS, Rgb
from viewer.state.view_state import Side, ViewState

from .gaps import leaves_blank
from .known import Known

ZONES: Final = ("disputed", "likely", "core")
"""In the order of painting: a less sure zone never covers a surer one."""
ZONE_PATTERNS: Final[Mapping[str, Pattern]] = {"core": "solid", "likely": "fill", "disputed": "hatch"}
ZONE_OPACITY: Final[Mapping[str, float]] = {"core": 1.0, "likely": 0.9, "disputed": 0.85}
ZONE_LEGEND: Final[Mapping[str, str]] = {
    "core": N_("{root} skin, core"),
    "likely": N_("{root} skin, likely"),
    "disputed": N_("{root} skin, disputed between maps"),
}
AGREED: Final = N_("{root} skin, core: the maps agree")
"""Only of L4 it is the maps' agreement; of others the core is what lies well within one map's own borders."""
PLAIN: Final[Pattern] = "solid"
RIM: Final[Pattern] = "rim"


@dataclass(frozen=True, slots=True)
class ShownRoot:
    """The skin that stands for a root."""

    root: str
    drawn: DermatomeMap
    """The map it is taken from."""
    territories: tuple[Territory, ...]
    """Empty if neither map draws it."""
    stands_in: bool = False
    """Whether our drawing replaces the chosen map, which has nothing for the root."""
    area: SkinArea | None = None
    """The area that is lit instead of all skin of the root."""
    beside: tuple[Territory, ...] = ()
    """Only the rim next to these is shown; empty if all of its skin is."""
    outside: tuple[str, ...] = ()
    """Keys of territories that are not painted over: those of the chosen map, if it only fills the gaps."""

    @property
    def rim(self) -> bool:
        """Whether only the rim next to the area is shown."""
        return self.area is not None and self.root in self.area.rim

    @property
    def zoned(self) -> bool:
        """Whether zones of certainty are shown: in our own drawing, if it was chosen and no area is lit."""
        return self.drawn.provenance == "proposed" and not self.stands_in and self.area is None


def is_plain_all(knowledge: Knowledge, regions: LitRegions) -> bool:
    """Say whether all roots of one map are shown side by side: then its blanks stay blank."""
    return set(knowledge.roots) <= {root for root, _ in regions.skin}


def own_drawing(knowledge: Knowledge) -> DermatomeMap | None:
    """Give our own drawing; None if the knowledge base has none."""
    return next((drawn for drawn in knowledge.maps.values() if drawn.provenance == "proposed"), None)


def shown_root(state: ViewState, knowledge: Knowledge, regions: LitRegions, root: str, side: Side) -> ShownRoot:
    """Say which skin stands for a lit root.

    Parameters
    ----------
    state : ViewState
        With the chosen map.
    knowledge : Knowledge
    regions : LitRegions
        That lights the root on this side.
    root : str
    side : {"right", "left"}
    """
    key = regions.skin.get((root, side))
    area = knowledge.skin_areas.get(key) if key is not None else None
    chosen, ours = knowledge.maps[state.map], own_drawing(knowledge)
    if ours is None or is_plain_all(knowledge, regions):
        ours = chosen
    drawn = _drawn(knowledge, chosen, ours, root)
    inner = () if area is None or root not in area.rim else area.whole
    beside = tuple(
        territory
        for other in inner
        for territory in territories_of(knowledge, _drawn(knowledge, chosen, ours, other).key, other)
    )
    return ShownRoot(root, drawn, territories_of(knowledge, drawn.key, root), drawn != chosen, area, beside)


def _drawn(knowledge: Knowledge, chosen: DermatomeMap, ours: DermatomeMap, root: str) -> DermatomeMap:
    """Give the chosen map if it draws the root, else our own if that does."""
    found = next((drawn for drawn in (chosen, ours) if territories_of(knowledge, drawn.key, root)), None)
    return found or chosen


def shown_roots(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[tuple[ShownRoot, Side]]:
    """List what stands for each lit root, side by side, in the order in which it was lit."""
    return [(shown_root(state, knowledge, regions, root, side), side) for root, side in regions.skin]


def gap_fillers(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[tuple[ShownRoot, Side]]:
    """List the parts of our drawing that fill gaps of the chosen map while an area is lit."""
    chosen, ours = knowledge.maps[state.map], own_drawing(knowledge)
    if ours is None or ours.key == chosen.key:
        return []
    found = []
    for shown, side in shown_roots(state, knowledge, regions):
        drawn = territories_of(knowledge, ours.key, shown.root)
        if shown.area is None or shown.rim or shown.stands_in or not drawn:
            continue
        if leaves_blank(Known(knowledge), chosen.key, drawn):
            taken = tuple(key for key, territory in knowledge.territories.items() if territory.map == chosen.key)
            found.append((ShownRoot(shown.root, ours, drawn, True, shown.area, (), taken), side))
    return found


def territories_of(knowledge: Knowledge, map_key: str, root: str) -> tuple[Territory, ...]:
    """List the territories of a root in a map."""
    return tuple(t for t in knowledge.territories.values() if t.map == map_key and t.root == root)


def territory_paints(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[TerritoryPaint]:
    """Paint the skin of every lit root: rims first, then zones from less to more sure, replacements last."""
    colours = ROOTS[state.palette]
    ranked = [
        (rank, paint)
        for shown, side in (*gap_fillers(state, knowledge, regions), *shown_roots(state, knowledge, regions))
        for rank, paint in _paints(shown, side, colours[shown.root])
    ]
    return [paint for _, paint in sorted(ranked, key=lambda item: item[0])]


def _paints(shown: ShownRoot, side: Side, colour: Rgb) -> Iterable[tuple[int, TerritoryPaint]]:
    if not shown.territories:
        return
    if shown.zoned:
        for territory in shown.territories:
            zone = territory.zone
            paint = TerritoryPaint(territory.key, side, colour, ZONE_PATTERNS[zone], ZONE_OPACITY[zone])
            yield ZONES.index(zone), paint
        return
    first, *others = (territory.key for territory in shown.territories)
    if shown.rim and shown.area is not None:
        beside = tuple(territory.key for territory in shown.beside)
        yield -1, TerritoryPaint(first, side, colour, RIM, 1.0, tuple(others), beside, shown.area.rim_mm)
    else:
        rank = len(ZONES) + int(shown.stands_in)
        yield rank, TerritoryPaint(first, side, colour, PLAIN, 1.0, tuple(others), outside=shown.outside)


def territory_legend(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[LegendEntry]:
    """Explain the coloured skin: which root, how sure, and where the map contradicts itself."""
    colours, tr = ROOTS[state.palette], catalogue(state.language)
    at_odds = [
        LegendEntry(conflict.text, colours[conflict.root], "note")
        for conflict in conflicts(state, knowledge, (root for root, _ in regions.skin))
    ]
    if is_plain_all(knowledge, regions):
        drawn = [root for root in knowledge.roots if territories_of(knowledge, state.map, root)]
        return [*(LegendEntry(root, colours[root], PLAIN) for root in drawn), *at_odds]
    entries: dict[LegendEntry, None] = {}
    for shown, _ in (*shown_roots(state, knowledge, regions), *gap_fillers(state, knowledge, regions)):
        entries |= dict.fromkeys(_legend(shown, colours[shown.root], tr))
    return [*entries, *at_odds]


def _legend(shown: ShownRoot, colour: Rgb, tr: Catalogue) -> Iterable[LegendEntry]:
    root = shown.root
    if not shown.territories:
        return
    if shown.zoned:
        zones = {territory.zone for territory in shown.territories}
        for zone, text in ZONE_LEGEND.items():
            if zone in zones:
                told = AGREED if root == "L4" and zone == "core" else text
                yield LegendEntry(tr(told, root=root), colour, ZONE_PATTERNS[zone])
        return
    if shown.outside:
        whole = edge = N_("{root} skin: our drawing, where the chosen map is blank")
    elif shown.stands_in:
        whole = N_("{root} skin: our drawing, as the chosen map has none")
        edge = N_("{root} skin: our drawing, as the chosen map has none (its edge only)")
    elif shown.drawn.provenance == "proposed":
        whole, edge = N_("{root} skin, our drawing"), N_("{root} skin, our drawing (its edge only)")
    else:
        whole, edge = N_("{root} skin after {map}"), N_("{root} skin after {map} (its edge only)")
    text = tr(edge if shown.rim else whole, root=root, map=shown.drawn.short_name or shown.drawn.name)
    yield LegendEntry(text, colour, RIM if shown.rim else PLAIN)


def conflicts(state: ViewState, knowledge: Knowledge, roots: Iterable[str]) -> list[MapConflict]:
    """List where the chosen map contradicts itself on roots that are shown."""
    wanted = set(roots)
    return [item for item in knowledge.map_conflicts.values() if item.map == state.map and item.root in wanted]
