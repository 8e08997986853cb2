"""What the panel says about the coloured skin: which map it follows, where our own replaces it, contradictions."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.model import Knowledge
from viewer.appearance.citing import BORDERS
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.panel import Paragraph
from viewer.i18n.joining import listed
from viewer.state.view_state import ViewState

from .comparing import agreement_paints
from .territories import ShownRoot, conflicts, gap_fillers, own_drawing, shown_roots


def skin_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    """Say what the coloured skin is; empty while maps are counted, as then no single map is shown."""
    if agreement_paints(state, knowledge, regions):
        return []
    shown = list({item.root: item for item, _ in shown_roots(state, knowledge, regions)}.values())
    areas = dict.fromkeys(item.area.key for item in shown if item.area is not None)
    found = [Paragraph(knowledge.skin_areas[key].text, knowledge.skin_areas[key].sources) for key in areas]
    rims = [item for item in shown if item.rim and item.territories]
    if rims:
        found.append(Paragraph(f"Of {_roots(rims)} only the edge next to it is coloured.", _sources(rims)))
    found += _map_paragraphs(state, knowledge, shown)
    fillers = list({item.root: item for item, _ in gap_fillers(state, knowledge, regions)}.values())
    if fillers:
        text = f"The coloured skin is our own drawing of {_roots(fillers)} where the chosen map is blank."
        found.append(Paragraph(text, _sources(fillers)))
    return [*found, *conflict_paragraphs(state, knowledge, (item.root for item in shown))]


def conflict_paragraphs(state: ViewState, knowledge: Knowledge, roots: Iterable[str]) -> list[Paragraph]:
    """Say where the chosen map contradicts itself about these roots."""
    return [Paragraph(item.text, item.sources) for item in conflicts(state, knowledge, roots)]


def _map_paragraphs(state: ViewState, knowledge: Knowledge, shown: list[ShownRoot]) -> list[Paragraph]:
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
            text = f"The coloured skin is our own drawing of where the maps agree on {_roots(agreed)}."
            found.append(Paragraph(text, _sources(agreed)))
        if described:
            text = f"The coloured skin is our own drawing of {_roots(described)}, after descriptions."
            found.append(Paragraph(text, _sources(described)))
    elif own:
        year = f" ({drawn.year})" if drawn.year and str(drawn.year) not in drawn.name else ""
        text = f"The coloured skin is {_roots(own)} after {drawn.name}{year}, {BORDERS[drawn.provenance]}."
        found.append(Paragraph(text, drawn.sources))
    if lent and ours is not None:
        text = f"The coloured skin is our own drawing of {_roots(lent)}: the chosen map leaves it blank."
        found.append(Paragraph(text, _sources(lent)))
    if blank:
        found.append(Paragraph(f"The chosen map leaves the skin of {_roots(blank)} blank.", drawn.sources))
    return found


def _sources(shown: list[ShownRoot]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for item in shown for t in item.territories for key in t.sources))


def _roots(shown: list[ShownRoot]) -> str:
    return listed([item.root for item in shown])
