"""What the panel says of a clicked place on the skin: which root each map gives it, and whose nerve's skin it is."""

from __future__ import annotations

from annotations.model import Audience, Knowledge, NerveField
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.named import nerve_within
from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import IN_ENGLISH, Catalogue
from viewer.i18n.joining import listed
from viewer.skin.nerve_fields import figure_name
from viewer.skin.reading import Reading


def place_paragraphs(reading: Reading, tr: Catalogue = IN_ENGLISH) -> list[Paragraph]:
    """Say which root each published map gives a place, and how many agree.

    Parameters
    ----------
    reading : Reading
        Of the knowledge base in the reader's language.
    tr : Catalogue
        That language.
    """
    readings, counts = reading.published, reading.agreement
    if counts:
        total = len(readings)
        parts = [
            tr.plural(
                "{count} of {all} drawings gives it to {root}",
                "{count} of {all} drawings give it to {root}",
                count,
                all=total,
                root=root,
            )
            for root, count in counts.items()
        ]
        paragraphs = [Paragraph(f"{'; '.join(parts)}.")]
    else:
        paragraphs = [Paragraph(tr("None of the drawings gives this place to a root."))]
    for one in readings:
        if one.territory is None:
            paragraphs.append(Paragraph(tr("{map}: left blank here.", map=one.map.name), one.map.sources))
            continue
        # Zones weigh the maps against each other; one map by itself has its borders and no more.
        how = tr(PROVENANCE[one.territory.provenance])
        text = tr("{map}: {root} ({how}).", map=one.map.name, root=one.territory.root, how=how)
        paragraphs.append(Paragraph(text, one.territory.sources))
    return paragraphs


def skin_nerve_paragraphs(
    knowledge: Knowledge, reading: Reading, tr: Catalogue = IN_ENGLISH, audience: Audience = "student"
) -> list[Paragraph]:
    """Say which nerve (not root) the skin of a place belongs to, in one paragraph; none where no figure says so.

    Parameters
    ----------
    knowledge : Knowledge
        In the reader's language.
    reading : Reading
        Of that knowledge base.
    tr : Catalogue
        That language.
    audience : {"patient", "student", "physician"}
    """
    fields = reading.nerves
    if not fields:
        return []
    first, others = fields[0], fields[1:]
    nerve = _field_words(knowledge, first, tr, audience)
    after = next((knowledge.sources[key] for key in first.sources if key in knowledge.sources), None)
    if first.provenance != "traced":
        text = tr("Skin nerve here: {nerve}, {how}.", nerve=nerve, how=tr(PROVENANCE[first.provenance]))
    elif after is not None:
        text = tr("Skin nerve here: {nerve}, after {figure}.", nerve=nerve, figure=figure_name(after))
    else:
        text = tr("Skin nerve here: {nerve}.", nerve=nerve)
    if others:
        nerves = listed([_field_words(knowledge, item, tr, audience) for item in others], tr.language)
        text = " ".join((text, tr("Also: {nerves}.", nerves=nerves)))
    return [Paragraph(text, tuple(dict.fromkeys(key for item in fields for key in item.sources)))]


def _field_words(knowledge: Knowledge, item: NerveField, tr: Catalogue, audience: Audience) -> str:
    return f"{nerve_within(audience, knowledge, item.nerve, tr)} ({', '.join(item.roots)})"
