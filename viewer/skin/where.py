"""What maps and nerve fields say about a place on the skin, as an object and in words for a terminal, in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from annotations.model import Knowledge, NerveField
from meshes.skin.charts import ChartPoint, locate, position
from viewer.i18n.catalogue import IN_ENGLISH
from viewer.i18n.joining import listed
from viewer.state.view_state import ChartPlace

from .reading import MapReading, Reading, reading_at
from .saddle import place_warning, warning_answer

if TYPE_CHECKING:
    from meshes.skin.surface import SkinMesh

NO_NERVE: Final = "Neither a figure nor a description that was followed here gives this place to a skin nerve."
NEAR_T: Final = 0.03
NEAR_DEGREES: Final = 12.0
"""A chart place this near to the skin found for it counts as the same place."""


def settled(skin: SkinMesh, point: ChartPoint) -> tuple[ChartPoint, tuple[str, ...]]:
    """Find the skin at a chart place, or the nearest.

    Charts extend beyond their skin: the thigh's above the fold of the buttock, the leg's in front of the ankle, the
    foot's inside the ankle, and toes by number. Maps are read at the skin that is there.

    Parameters
    ----------
    skin : SkinMesh
        The skin.
    point : ChartPoint
        A place as it was asked for.

    Returns
    -------
    (ChartPoint, tuple of str)
        The place on the skin, on the same side, and a remark where it differs from the one asked for.

    Raises
    ------
    ChartError
        When the body has no skin at that level.
    """
    found, _ = locate(skin, position(skin, point))
    turn = (found.phi - point.phi + 180.0) % 360.0 - 180.0
    near = abs(found.t - point.t) <= NEAR_T and abs(turn) <= NEAR_DEGREES
    if found.segment != point.segment:  # where two charts meet, a step inwards is skin of the one asked for
        inwards = replace(point, t=point.t + (NEAR_T if point.t < 0.5 else -NEAR_T))
        near = locate(skin, position(skin, inwards))[0].segment == point.segment
    if near:
        return replace(point, ray=found.ray if found.segment == point.segment == "foot" else 0), ()
    asked = f"{point.segment} t {point.t:g}, phi {point.phi:g}"
    remark = f"There is no skin at {asked}; the maps are read at the skin nearest to it."
    return replace(found, side=point.side), (remark,)


def where_answer(
    knowledge: Knowledge,
    place: ChartPlace,
    landmark: str | None = None,
    key_point: str | None = None,
    remarks: Sequence[str] = (),
) -> dict[str, object]:
    """Answer ``where`` as a JSON-able object (its form is in docs/data-format.md).

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base.
    place : ChartPlace
        A place on the skin.
    landmark : str, optional
        The landmark it lies at.
    key_point : str, optional
        The root whose key point it lies at.
    remarks : sequence of str
        Further remarks on the place.
    """
    reading = reading_at(knowledge, place)
    point = knowledge.key_points.get(key_point) if key_point else None
    return {
        "warning": warning_answer(place_warning(knowledge, reading, IN_ENGLISH)),
        "place": {
            "segment": place.segment,
            "side": place.side,
            "t": round(place.t, 4),
            "phi": round(place.phi, 2),
            "ray": place.ray,
        },
        "maps": {one.map.key: _map_answer(one) for one in reading.published},
        "agreement": reading.agreement,
        "our_drawing": {one.map.key: _map_answer(one) for one in reading.ours},
        "cutaneous_nerve": _nerve_answer(knowledge, reading.nerves),
        "key_point": None
        if point is None
        else {
            "root": point.root,
            "landmark": point.landmark,
            "text": point.text,
            "sources": list(point.sources),
            "provenance": point.provenance,
        },
        "landmark": landmark,
        "notes": [*remarks, *_notes(reading, key_point), *_conflicts(knowledge, key_point)],
    }


def _notes(reading: Reading, key_point: str | None) -> list[str]:
    """Say what is not known about a place, so that nothing is silently left out."""
    readings, fields = reading.published, reading.nerves
    blank = [one.map.short_name for one in readings if one.territory is None]
    notes = []
    if len(blank) == len(readings):
        notes.append("Every published map leaves this place blank.")
    elif blank:
        notes.append(f"Left blank by {listed(blank)}.")
    others = [r for r in readings if key_point and r.territory is not None and r.territory.root != key_point]
    if others:
        found = listed([f"{r.map.short_name} ({r.territory.root})" for r in others if r.territory])
        notes.append(f"The examination tests {key_point} here, but the skin is another root's in {found}.")
    if not fields:
        notes.append(NO_NERVE)
    elif fields[0].provenance != "traced":
        notes.append("No figure gives this place to a nerve; its field is drawn from a description.")
    return notes


def _conflicts(knowledge: Knowledge, key_point: str | None) -> list[str]:
    """Say which maps contradict themselves on the root whose key point is here."""
    found = [conflict for conflict in knowledge.map_conflicts.values() if conflict.root == key_point]
    return [f"{knowledge.maps[conflict.map].short_name}: {conflict.text}" for conflict in found]


def where_lines(answer: Mapping[str, Any], knowledge: Knowledge) -> list[str]:
    """Write an answer of :func:`where_answer` for a terminal.

    Parameters
    ----------
    answer : mapping
        As :func:`where_answer` gives it.
    knowledge : Knowledge
        Names and sources.

    Returns
    -------
    list of str
        Place, key point, agreement, each map, the skin nerve, what is not known, and the sources in full.
    """
    place = answer["place"]
    toe = f", toe {place['ray']}" if place["ray"] else ""
    warning = answer["warning"]
    lines = [f"! {warning['text']} [{', '.join(warning['sources'])}]"] if warning else []
    lines.append(f"{place['segment']}, patient's {place['side']}: t {place['t']}, phi {place['phi']} degrees{toe}")
    if answer["landmark"]:
        lines.append(f"landmark: {answer['landmark']}")
    point = answer["key_point"]
    if point:
        lines.append(f"key point of {point['root']}: {point['text']}")
    count = len(answer["maps"])
    agreed = [f"{root} in {number}" for root, number in answer["agreement"].items()]
    lines.append(f"agreement: {', '.join(agreed)} of {count} published drawings" if agreed else "agreement: none")
    for key, reading in answer["maps"].items():
        lines.append(f"  {knowledge.maps[key].short_name}: {_reading_words(reading)}")
    for key, reading in answer["our_drawing"].items():
        lines.append(f"our drawing ({knowledge.maps[key].short_name.lower()}): {_reading_words(reading)}")
    nerve = answer["cutaneous_nerve"]
    for item in [nerve, *nerve.get("also", ())] if nerve else ():
        lines.append(f"{'skin nerve' if item is nerve else '  also'}: {_nerve_words(item)}")
    lines += [f"note: {note}" for note in answer["notes"]]
    readings = (*answer["maps"].values(), *answer["our_drawing"].values())
    cited = dict.fromkeys(key for reading in readings for key in reading["sources"])
    cited |= dict.fromkeys(
        key for item in ([nerve, *nerve.get("also", ())] if nerve else ()) for key in item["sources"]
    )
    if point:
        cited |= dict.fromkeys(point["sources"])
    if warning:
        cited |= dict.fromkeys(warning["sources"])
    return [*lines, "sources:", *(f"  {key}: {knowledge.sources[key].named}" for key in cited)]


def _reading_words(reading: Mapping[str, Any]) -> str:
    words = f"{reading['root']}, {reading['zone']}, {reading['provenance']}" if reading["root"] else "left blank"
    return f"{words} [{', '.join(reading['sources'])}]"


def _nerve_words(item: Mapping[str, Any]) -> str:
    doubt = f", about {item['uncertainty_deg']:g} degrees of doubt" if item["uncertainty_deg"] is not None else ""
    roots = ", ".join(item["roots"])
    return (
        f"{item['name']} ({roots}), {item['provenance']}{doubt} [{', '.join(item['sources'])}]. {item['note']}".strip()
    )


def _nerve_answer(knowledge: Knowledge, fields: Sequence[NerveField]) -> dict[str, object] | None:
    """Write the first field, and the others under ``also``; nothing where no figure gives the skin to a nerve."""
    if not fields:
        return None
    first, *others = (
        {
            "nerve": item.nerve,
            "name": knowledge.nerves[item.nerve].name,
            "roots": list(item.roots),
            "provenance": item.provenance,
            "uncertainty_deg": item.uncertainty_deg,
            "sources": list(item.sources),
            "note": item.note,
        }
        for item in fields
    )
    return {**first, "also": others} if others else dict(first)


def _map_answer(reading: MapReading) -> dict[str, object]:
    territory = reading.territory
    return {
        "root": territory.root if territory else None,
        "zone": territory.zone if territory else None,
        "provenance": territory.provenance if territory else None,
        "uncertainty_deg": territory.uncertainty_deg if territory else None,
        "sources": list(territory.sources if territory else reading.map.sources),
    }
