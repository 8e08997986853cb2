"""The skin of one nerve, shown over that of a root so that both can be compared. Pure; no toolkit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotations.model import Knowledge, NerveField, Source
from viewer.appearance.label_places import field_places
from viewer.appearance.lit_regions import LitRegions
from viewer.appearance.named import Named, nerve_name, nerve_within, short_name, sided_key
from viewer.appearance.panel import Paragraph
from viewer.appearance.values import Label, LegendEntry, Pattern, TerritoryPaint
from viewer.i18n.catalogue import Catalogue, catalogue
from viewer.i18n.joining import listed
from viewer.palette.colours import NERVE_SKIN
from viewer.state.view_state import Side, ViewState

PATTERN: Final[Pattern] = "lines"
"""Thin lines and a cased outline: the colour below them stays visible, as the skin is a root's, too."""
FULL: Final[Pattern] = "fill"
OPACITY: Final[Mapping[str, float]] = {"traced": 1.0, "described": 0.8, "proposed": 0.8}


def nerves_with_skin(knowledge: Knowledge) -> dict[str, str]:
    """List the nerves that have a field: key and name, in the order of their names."""
    keys = dict.fromkeys(item.nerve for item in knowledge.nerve_fields.values())
    names = {key: nerve_name(knowledge, key) for key in keys}
    return dict(sorted(names.items(), key=lambda entry: entry[1]))


def fields_of(knowledge: Knowledge, nerve: str | None) -> list[NerveField]:
    """List a nerve's fields: traced ones first."""
    found = [item for item in knowledge.nerve_fields.values() if item.nerve == nerve]
    return sorted(found, key=lambda item: item.provenance != "traced")


def shown_nerves(state: ViewState, regions: LitRegions) -> list[tuple[str, Side]]:
    """List the nerves whose skin is shown, with the side: those of the picked symptoms, then the chosen one."""
    chosen = [] if state.nerve_field is None else [(state.nerve_field, side) for side in _sides(state, regions)]
    return list(dict.fromkeys((*regions.fields, *chosen)))


def field_paints(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[TerritoryPaint]:
    """Paint the skin of nerves over that of the roots; filled if a symptom lights it, as no root lies below."""
    return [
        TerritoryPaint(item.key, side, NERVE_SKIN, pattern, OPACITY[item.provenance])
        for nerve, side in shown_nerves(state, regions)
        for item in fields_of(knowledge, nerve)
        for pattern in ((FULL, PATTERN) if (nerve, side) in regions.fields else (PATTERN,))
    ]


def field_labels(
    state: ViewState, knowledge: Knowledge, regions: LitRegions, structures: Mapping[str, Named]
) -> list[Label]:
    """Label the skin of a nerve; the nerve itself may have a label, too."""
    tr = catalogue(state.language)
    labels = []
    for nerve, side in shown_nerves(state, regions):
        fields = fields_of(knowledge, nerve)
        if fields and (places := field_places(fields, side)):
            name = short_nerve_name(nerve, side, state, knowledge, structures)
            labels.append(Label(tr("Skin: {nerve}", nerve=name), places, aside=True))
    return labels


def short_nerve_name(
    nerve: str, side: Side, state: ViewState, knowledge: Knowledge, structures: Mapping[str, Named]
) -> str:
    """Name a nerve where there is little room, as within a sentence; the knowledge is in the language of the state."""
    tr = catalogue(state.language)
    key = sided_key(nerve, side, structures)
    if state.audience == "patient" and key is not None:
        return short_name(state.audience, structures[key], tr)
    return nerve_within(state.audience, knowledge, nerve, tr)


def field_legend(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[LegendEntry]:
    """Say whose skin the lines show, and after which author."""
    tr = catalogue(state.language)
    entries = []
    for item in _shown_fields(state, knowledge, regions):
        name = nerve_within(state.audience, knowledge, item.nerve, tr)
        text = tr("skin of the {nerve} ({who})", nerve=name, who=after(knowledge, item, tr))
        entries.append(LegendEntry(text, NERVE_SKIN, PATTERN))
    return list(dict.fromkeys(entries))


def field_paragraphs(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[Paragraph]:
    """Explain that the skin of a nerve is not that of a root."""
    tr = catalogue(state.language)
    found = []
    for item in _shown_fields(state, knowledge, regions):
        text = tr(
            "Lines: skin of the {nerve} ({who}). It carries {roots}. A root's skin and a nerve's skin are different"
            " areas.",
            nerve=nerve_within(state.audience, knowledge, item.nerve, tr),
            who=after(knowledge, item, tr),
            roots=listed(item.roots, tr.language),
        )
        found.append(Paragraph(text, item.sources))
        if item.note and state.audience != "patient":
            found.append(Paragraph(item.note, item.sources))
    return found


def after(knowledge: Knowledge, item: NerveField, tr: Catalogue) -> str:
    """Say what a field is drawn after: author and year of a figure, or descriptions."""
    source = next((knowledge.sources[key] for key in item.sources if key in knowledge.sources), None)
    if item.provenance != "traced" or source is None:
        return tr("drawn from descriptions")
    return tr("after {author}", author=figure_name(source))


def figure_name(source: Source) -> str:
    """Name the work that a figure was traced from: its first author, and the year."""
    return f"{source.citation.split()[0]} {source.year or ''}".rstrip()


def _shown_fields(state: ViewState, knowledge: Knowledge, regions: LitRegions) -> list[NerveField]:
    nerves = dict.fromkeys(nerve for nerve, _ in shown_nerves(state, regions))
    return [item for nerve in nerves for item in fields_of(knowledge, nerve)]


def _sides(state: ViewState, regions: LitRegions) -> list[Side]:
    return list(dict.fromkeys(side for _, side in regions.skin)) or [state.side]
