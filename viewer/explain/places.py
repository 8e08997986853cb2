"""What the panel says about a clicked place on the skin: which root each map gives it, and which nerve supplies it."""

from __future__ import annotations

from annotations.model import Knowledge, NerveField
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.named import nerve_name
from viewer.appearance.panel import Paragraph
from viewer.i18n.capitals import uncapitalised
from viewer.i18n.joining import listed
from viewer.skin.reading import Reading


def place_paragraphs(reading: Reading) -> list[Paragraph]:
    """Say which root each published map gives a place, and how many agree."""
    readings, counts = reading.published, reading.agreement
    if counts:
        parts = [f"{count} of {len(readings)} drawings give it to {root}" for root, count in counts.items()]
        paragraphs = [Paragraph(f"{'; '.join(parts)}.")]
    else:
        paragraphs = [Paragraph("None of the drawings gives this place to a root.")]
    for one in readings:
        if one.territory is None:
            paragraphs.append(Paragraph(f"{one.map.name}: left blank here.", one.map.sources))
            continue
        # Zones weigh the maps against each other; one map by itself has its borders and no more.
        text = f"{one.map.name}: {one.territory.root} ({PROVENANCE[one.territory.provenance]})."
        paragraphs.append(Paragraph(text, one.territory.sources))
    return paragraphs


def skin_nerve_paragraphs(knowledge: Knowledge, reading: Reading) -> list[Paragraph]:
    """Say which nerve (not root) supplies the skin of a place, in one paragraph; empty if no figure shows it."""
    fields = reading.nerves
    if not fields:
        return []
    first, others = fields[0], fields[1:]
    after = next((knowledge.sources[key] for key in first.sources if key in knowledge.sources), None)
    year = f" {after.year}" if after is not None and after.year else ""
    by = f", after {after.citation.split()[0]}{year}" if after is not None and first.provenance == "traced" else ""
    text = f"Skin nerve here: {_field_words(knowledge, first)}{by}."
    if first.provenance != "traced":
        text = f"Skin nerve here: {_field_words(knowledge, first)}, {PROVENANCE[first.provenance]}."
    if others:
        text += f" Also: {listed([_field_words(knowledge, item) for item in others])}."
    return [Paragraph(text, tuple(dict.fromkeys(key for item in fields for key in item.sources)))]


def _field_words(knowledge: Knowledge, item: NerveField) -> str:
    return f"{uncapitalised(nerve_name(knowledge, item.nerve))} ({', '.join(item.roots)})"
