"""A place on the skin in everyday words, for the name beside the pointer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from annotations.model import KeyPoint, Knowledge
from meshes.skin.landmarks import LandmarkError, landmark
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.named import side_words
from viewer.appearance.panel import Paragraph
from viewer.skin.reading import reading_at
from viewer.state.view_state import ChartPlace

TOES: Final = ("", "great toe", "second toe", "third toe", "fourth toe", "little toe")
NEAR: Final = 60.0
"""Millimetres within which a key point is worth naming."""
HERE: Final = 15.0
"""Millimetres within which a place counts as the key point: a fingertip."""


def skin_words(place: ChartPlace) -> str:
    """Say where a place on the skin is: part and face of the limb, without side.

    The charts' angles are 0 front, 90 inner, 180 back, 270 outer on thigh and leg; 0 top, 90 inner edge, 180 sole,
    270 outer edge on the foot; 0 front, 90 flank, 180 back on the trunk (docs/geometry.md).
    """
    phi = place.phi % 360.0
    quarter = int((phi + 45.0) // 90.0) % 4
    if place.segment == "foot":
        if place.ray:
            return TOES[place.ray]
        if place.t < 0.18 and quarter != 0:
            return "heel"
        return ("top of the foot", "inner edge of the foot", "sole", "outer edge of the foot")[quarter]
    if place.segment == "leg":
        if place.t < 0.12:
            return ("knee, front", "inner knee", "hollow of the knee", "outer knee")[quarter]
        if place.t > 0.9:
            return ("front of the ankle", "inner ankle", "back of the ankle", "outer ankle")[quarter]
        return ("shin", "inner lower leg", "calf", "outer lower leg")[quarter]
    if place.segment == "thigh":
        if place.t > 0.92:
            return ("front of the knee", "inner knee", "hollow of the knee", "outer knee")[quarter]
        return ("front of the thigh", "inner thigh", "back of the thigh", "outer thigh")[quarter]
    if phi < 60:
        return "belly" if place.t < 0.6 else "groin"
    if phi < 120:
        return "flank" if place.t < 0.5 else "hip"
    return "lower back" if place.t < 0.55 else "buttock"


def near_key_point(
    knowledge: Knowledge, place: ChartPlace, distance: Callable[[ChartPlace, ChartPlace], float]
) -> Paragraph | None:
    """Name the examiner's key point near a place on the skin.

    Parameters
    ----------
    knowledge : Knowledge
        Its key points.
    place : ChartPlace
        The clicked place.
    distance : callable
        Millimetres between two places.

    Returns
    -------
    Paragraph or None
        None when no key point lies within :data:`NEAR`.
    """
    found: list[tuple[float, KeyPoint]] = []
    for point in knowledge.key_points.values():
        try:
            at = landmark(point.landmark, place.side)
        except LandmarkError:
            continue
        found.append((distance(place, ChartPlace(at.segment, place.side, at.t, at.phi, at.ray)), point))
    if not found:
        return None
    millimetres, nearest = min(found, key=lambda item: item[0])
    if millimetres > NEAR:
        return None
    away = "here" if millimetres < HERE else f"about {round(millimetres / 10)} cm away"
    text = f"Key point of {nearest.root}, {away}: {nearest.text[:1].lower()}{nearest.text[1:]}"
    return Paragraph(text, nearest.sources, PROVENANCE[nearest.provenance])


def hover_words(knowledge: Knowledge, map_key: str, place: ChartPlace) -> str:
    """Name a place on the skin: where it is, the patient's side, and the root the shown map gives it."""
    words = f"Skin: {skin_words(place)}, {side_words(place.side)}"
    if map_key in knowledge.maps:
        territory = reading_at(knowledge, place).of(map_key).territory
        if territory is not None:
            zoned = knowledge.maps[map_key].provenance == "proposed"
            words += f" · {territory.root} ({territory.zone})" if zoned else f" · {territory.root}"
    return words
