"""What a drawing covers, in words: for the panel, for a terminal, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from annotations.model import Audience, Knowledge
from viewer.appearance.citing import citations
from viewer.appearance.covers import Covers, Kind, MapCover
from viewer.appearance.named import nerve_within
from viewer.appearance.panel import Panel, Paragraph
from viewer.appearance.passages import PAIN_CAVEAT
from viewer.appearance.values import LegendEntry, Pattern
from viewer.i18n.catalogue import IN_ENGLISH, N_, Catalogue, catalogue
from viewer.palette.colours import DRAWN
from viewer.state.view_state import Stroke, ViewState

from .covers import covers_of, percents
from .saddle import drawing_warning, warning_answer

KIND_WORDS: Final[Mapping[Kind, str]] = {
    ("pain", "skin"): N_("pain at the surface"),
    ("pain", "deep"): N_("pain deep inside"),
    ("tingling", "skin"): N_("tingling at the surface"),
    ("tingling", "deep"): N_("tingling deep inside"),
    ("numbness", "skin"): N_("numbness of the skin"),
    ("numbness", "deep"): N_("numbness deep inside"),
}
SIGNS: Final[Mapping[str, Pattern]] = {"pain": "crosses", "tingling": "rings", "numbness": "bars"}
NO_PROBABILITY: Final = N_(
    "These are shares of the drawn skin. They are not the probability that a root is the cause:"
    " pain often does not keep to a root's skin."
)
NO_FIELD: Final = "no nerve is given this skin"
LEAST_BAND: Final = 0.05
"""The panel does not name a pain band that a drawing covers less of."""
MOST_NERVES: Final = {"patient": 2, "student": 6, "physician": 6}


def drawing_paragraphs(state: ViewState, knowledge: Knowledge) -> tuple[Paragraph, ...]:
    """Say what a state's drawing covers; empty if nothing is drawn."""
    found = covers_of(knowledge, state.drawing)
    return () if found is None else tuple(_paragraphs(found, knowledge, state.audience, catalogue(state.language)))


def with_drawing(panel: Panel, state: ViewState, knowledge: Knowledge) -> Panel:
    """Add to a panel what the drawing covers; first of all what to do if the saddle is drawn numb."""
    found = covers_of(knowledge, state.drawing)
    if found is None:
        return panel
    changed = replace(panel, drawing=drawing_paragraphs(state, knowledge), drawing_covers=found)
    warning = drawing_warning(knowledge, found.saddle_cm2, catalogue(state.language))
    if warning is None:
        return changed
    paragraphs = (warning, *panel.paragraphs)
    return replace(changed, paragraphs=paragraphs, citations=citations(knowledge, paragraphs))


def drawing_legend(state: ViewState) -> list[LegendEntry]:
    """List the signs of a drawing; it may include some that were erased again."""
    tr = catalogue(state.language)
    kinds = dict.fromkeys((stroke.quality, stroke.depth) for stroke in state.drawing if not stroke.erase)
    return [
        LegendEntry(tr("drawn: {kind}", kind=tr(KIND_WORDS[kind])), DRAWN[kind[0]], SIGNS[kind[0]]) for kind in kinds
    ]


def _paragraphs(found: Covers, knowledge: Knowledge, audience: Audience, tr: Catalogue) -> list[Paragraph]:
    paragraphs = [
        Paragraph(tr("Drawn: {kind}, {area}.", kind=tr(KIND_WORDS[kind]), area=_area(area, tr)))
        for kind, area in found.kinds.items()
    ]
    published = [cover for cover in found.maps if cover.map.provenance != "proposed"]
    paragraphs.append(Paragraph(_leading(published, tr)))
    shown = published if audience != "patient" else []
    for cover in shown:
        paragraphs.append(Paragraph(tr("{shares} of the drawing.", shares=map_words(cover, tr)), cover.sources))
    named = found.nerves[: MOST_NERVES[audience]]
    if named:
        names = [nerve_within(audience, knowledge, one.field.nerve, tr) for one in named]
        words = "; ".join(
            f"{name} ({', '.join(one.field.roots)}) {_percent(one.share, tr)}"
            for name, one in zip(names, named, strict=True)
        )
        text = tr("Skin nerves there: {nerves}.", nerves=words)
        paragraphs.append(Paragraph(text, tuple(dict.fromkeys(key for one in named for key in one.field.sources))))
    bands = {root: share for root, share in found.bands.items() if share >= LEAST_BAND}
    if bands:
        words = ", ".join(f"{root} {_percent(share, tr)}" for root, share in bands.items())
        text = tr("Pain of these roots is often felt along bands that pass there: {shares}.", shares=words)
        sources = tuple(dict.fromkeys(key for root in bands for key in knowledge.pain_bands[root].sources))
        paragraphs.append(Paragraph(text, sources))
    claim = knowledge.claims.get(PAIN_CAVEAT)
    paragraphs.append(Paragraph(tr(NO_PROBABILITY), claim.sources if claim is not None else ()))
    return paragraphs


def map_words(cover: MapCover, tr: Catalogue) -> str:
    """Write one map's shares: ``Keegan-Garrett: L4 78 %, L5 15 %, blank 7 %``."""
    parts = [(root, share) for root, share in cover.roots.items() if share > 0.0]
    if cover.blank > 0.0:
        parts.append((tr("blank"), cover.blank))
    whole = percents([share for _, share in parts])
    words = [f"{name} {number}\u00a0%" for (name, _), number in zip(parts, whole, strict=True) if number]
    return f"{cover.map.short_name or cover.map.name}: {', '.join(words)}"


def _leading(published: Sequence[MapCover], tr: Catalogue) -> str:
    """Say which root most of the drawing lies in, and in how many of the drawings."""
    counts: dict[str, int] = {}
    for cover in published:
        root = next(iter(cover.roots), "")
        if root and cover.roots[root] > 0.5:
            counts[root] = counts.get(root, 0) + 1
    if not counts:
        return tr(
            "In none of {count} published maps does most of the drawing lie in the skin of one root.",
            count=len(published),
        )
    most_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    parts = [tr("{root} in {count}", root=root, count=count) for root, count in most_first]
    return tr(
        "Most of the drawing lies in the skin of {parts} of {count} published maps.",
        parts=", ".join(parts),
        count=len(published),
    )


def covers_answer(knowledge: Knowledge, strokes: Sequence[Stroke]) -> dict[str, object]:
    """Answer what a drawing covers as a JSON-able object; shares are 0..1 of the drawing, by area."""
    found = covers_of(knowledge, strokes)
    if found is None:
        return {
            "warning": None,
            "area_cm2": 0.0,
            "drawn": {},
            "maps": {},
            "nerves": [],
            "pain_bands": {},
            "notes": ["Nothing is drawn."],
        }
    warning = drawing_warning(knowledge, found.saddle_cm2, IN_ENGLISH)
    return {
        "warning": warning_answer(warning),
        "area_cm2": round(found.area_cm2, 1),
        "sides": list(found.sides),
        "drawn": {f"{quality}, {depth}": round(area, 1) for (quality, depth), area in found.kinds.items()},
        "maps": {
            cover.map.key: {
                "roots": {root: round(share, 4) for root, share in cover.roots.items()},
                "blank": round(cover.blank, 4),
                "provenance": cover.map.provenance,
                "sources": list(cover.sources),
            }
            for cover in found.maps
        },
        "nerves": [
            {
                "nerve": one.field.nerve,
                "name": nerve_within("physician", knowledge, one.field.nerve, IN_ENGLISH),
                "roots": list(one.field.roots),
                "share": round(one.share, 4),
                "provenance": one.field.provenance,
                "sources": list(one.field.sources),
            }
            for one in found.nerves
        ],
        "no_nerve": round(found.no_nerve, 4),
        "pain_bands": {
            root: {"share": round(share, 4), "sources": list(knowledge.pain_bands[root].sources)}
            for root, share in found.bands.items()
        },
        "notes": [NO_PROBABILITY],
    }


def covers_lines(knowledge: Knowledge, strokes: Sequence[Stroke]) -> list[str]:
    """Write the answer for a terminal, with the sources in full."""
    found = covers_of(knowledge, strokes)
    if found is None:
        return ["nothing is drawn"]
    warning = drawing_warning(knowledge, found.saddle_cm2, IN_ENGLISH)
    lines = [] if warning is None else [f"! {warning.text} [{', '.join(warning.sources)}]"]
    lines.append(f"drawn: {_kinds(found)}")
    lines += [f"  {map_words(cover, IN_ENGLISH)} [{', '.join(cover.sources)}]" for cover in found.maps]
    cited = dict.fromkeys(() if warning is None else warning.sources)
    cited |= dict.fromkeys(key for cover in found.maps for key in cover.sources)
    for one in found.nerves:
        name, item = nerve_within("physician", knowledge, one.field.nerve, IN_ENGLISH), one.field
        lines.append(
            f"skin nerve: {name} ({', '.join(item.roots)}) {_percent(one.share, IN_ENGLISH)}, {item.provenance}"
            f" [{', '.join(item.sources)}]"
        )
        cited |= dict.fromkeys(item.sources)
    if found.no_nerve >= 0.005:
        lines.append(f"{NO_FIELD}: {_percent(found.no_nerve, IN_ENGLISH)}")
    for root, share in found.bands.items():
        sources = knowledge.pain_bands[root].sources
        lines.append(
            f"pain band of {root}: {_percent(share, IN_ENGLISH)} of the drawing lies on it [{', '.join(sources)}]"
        )
        cited |= dict.fromkeys(sources)
    lines.append(f"note: {NO_PROBABILITY}")
    return [*lines, "sources:", *(f"  {key}: {knowledge.sources[key].named}" for key in cited)]


def _kinds(found: Covers) -> str:
    return ", ".join(f"{KIND_WORDS[kind]} {_area(area, IN_ENGLISH)}" for kind, area in found.kinds.items())


def _area(square_centimetres: float, tr: Catalogue) -> str:
    return f"{square_centimetres:.0f} cm²" if square_centimetres >= 1.0 else tr("under 1 cm²")


def _percent(share: float, tr: Catalogue) -> str:
    return f"{round(100.0 * share)}\u00a0%" if share >= 0.005 else tr("under 1\u00a0%")
