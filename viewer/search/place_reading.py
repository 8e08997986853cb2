"""What a place that was found has: where it lies, its roots by map and its skin nerve."""

from __future__ import annotations

from annotations.model import Audience, Knowledge
from meshes.skin.landmarks import LANDMARKS
from viewer.appearance.named import nerve_for
from viewer.i18n.catalogue import Catalogue
from viewer.skin.reading import Reading, reading_at
from viewer.state.view_state import ChartPlace, Side

from .entries import Entry


def place_of_entry(entry: Entry, side: Side) -> ChartPlace:
    """Give where a place lies on a side."""
    if entry.chart is not None:
        return ChartPlace(entry.chart.segment, side, entry.chart.t, entry.chart.phi, entry.chart.ray)
    spot = LANDMARKS[entry.key]
    return ChartPlace(spot.segment, side, spot.t, spot.phi, spot.ray)


def roots_by_map(reading: Reading) -> dict[str, str | None]:
    """Give the root of each published map; None where a map leaves the place blank."""
    return {one.map.key: one.territory.root if one.territory else None for one in reading.published}


def place_told(knowledge: Knowledge, entry: Entry, audience: Audience, tr: Catalogue) -> str:
    """Tell the roots and the skin nerve of a place in one line; empty where nothing is known of it.

    Parameters
    ----------
    knowledge : Knowledge
        In the language of the catalogue.
    entry : Entry
        Of kind ``place``.
    audience : {"patient", "student", "physician"}
    tr : Catalogue
    """
    reading = reading_at(knowledge, place_of_entry(entry, "right"))
    said = {root for root in roots_by_map(reading).values() if root}
    roots = ", ".join(root for root in knowledge.roots if root in said)
    nerve = nerve_for(audience, knowledge, reading.nerves[0].nerve, tr) if reading.nerves else ""
    if roots and nerve:
        return tr("Roots by the maps: {roots}. Skin nerve: {nerve}", roots=roots, nerve=nerve)
    if roots:
        return tr("Roots by the maps: {roots}", roots=roots)
    return tr("Skin nerve: {nerve}", nerve=nerve) if nerve else ""
