"""What the panel says about the coloured skin: which map it follows, where our own replaces it, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from annotations.model import DermatomeMap, Knowledge
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import N_, Catalogue, catalogue
from viewer.i18n.joining import listed
from viewer.state.view_state import ViewState

from .comparing import agreement_paints
from .territories import ShownRoot, conflicts, gap_fillers, own_drawing, shown_roots

AFTER: Final[Mapping[str, str]] = {
    "traced": N_("The coloured skin is {roots} after {map}, traced from the figure."),
    "described": N_("The coloured skin is {roots} after {map}, drawn from a description."),
}
"""Of published maps, by how their borders were obtained."""


def skin_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    """Say what the coloured skin is; empty while maps are counted, as then no single map is shown."""
    if agreement_paints(state, knowledge, regions):
        return []
    tr = catalogue(state.language)
    shown = list({item.root: item for item, _ in shown_roots(state, knowledge, regions)}.values())
    areas = dict.fromkeys(item.area.key for item in shown if item.area is not None)
    found = [Paragraph(knowledge.skin_areas[key].text, knowledge.skin_areas[key].sources) for key in areas]
    rims = [item for item in shown if item.rim and item.territories]
    if rims:
        text = tr("Of {roots} only the edge next to it is coloured.", roots=_roots(rims, tr))
        found.append(Paragraph(text, _sources(rims)))
    found += _map_paragraphs(state, knowledge, shown, tr)
    fillers = list({item.root: item for item, _ in gap_fillers(state, knowledge, regions)}.values())
    if fillers:
        roots = _roots(fillers, tr)
        text = tr("The coloured skin is our own drawing of {roots} where the chosen map is blank.", roots=roots)
        found.append(Paragraph(text, _sources(fillers)))
    return [*found, *conflict_paragraphs(state, knowledge, (item.root for item in shown))]


def conflict_paragraphs(state: ViewState, knowledge: Knowledge, roots: Iterable[str]) -> list[Paragraph]:
    """Say where the chosen map contradicts itself about these roots."""
    return [Paragraph(item.text, item.sources) for item in conflicts(state, knowledge, roots)]


def _map_paragraphs(state: ViewState, knowledge: Knowledge, shown: list[ShownRoot], tr: Catalogue) -> list[Paragraph]:
    drawn, ours = knowledge.maps[state.map], own_drawing(knowledge)
    own = [item for item in shown if item.territories and not item.stands_in]
    lent = [item for item in shown if item.territories and item.stands_in]
    blank = [item for item in shown if not item.territories]
    found = []
    if own and drawn.provenance == "proposed":
        # What follows the maps cites what they cite; what was drawn after descriptions cites those.
        agreed = [item for item in own if set(_sources([item])) <= set(drawn.sources)]
        described = [item for item in own if item not in agreed]
        if agreed:
            roots = _roots(agreed, tr)
            text = tr("The coloured skin is our own drawing of where the maps agree on {roots}.", roots=roots)
            found.append(Paragraph(text, _sources(agreed)))
        if described:
            roots = _roots(described, tr)
            text = tr("The coloured skin is our own drawing of {roots}, after descriptions.", roots=roots)
            found.append(Paragraph(text, _sources(described)))
    elif own:
        text = tr(AFTER[drawn.provenance], roots=_roots(own, tr), map=_dated(drawn))
        found.append(Paragraph(text, drawn.sources))
    if lent and ours is not None:
        roots = _roots(lent, tr)
        text = tr("The coloured skin is our own drawing of {roots}: the chosen map leaves it blank.", roots=roots)
        found.append(Paragraph(text, _sources(lent)))
    if blank:
        text = tr("The chosen map leaves the skin of {roots} blank.", roots=_roots(blank, tr))
        found.append(Paragraph(text, drawn.sources))
    return found


def _sources(shown: list[ShownRoot]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for item in shown for t in item.territories for key in t.sources))


def _roots(shown: list[ShownRoot], tr: Catalogue) -> str:
    return listed([item.root for item in shown], tr.language)


def _dated(drawn: DermatomeMap) -> str:
    """Name a map with its year."""
    return f"{drawn.name} ({drawn.year})" if drawn.year and str(drawn.year) not in drawn.name else drawn.name
