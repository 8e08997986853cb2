"""A place on the skin in everyday words, for the name beside the pointer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from annotations.model import KeyPoint, Knowledge
from meshes.skin.landmarks import LandmarkError, landmark
from viewer.appearance.citing import PROVENANCE
from viewer.appearance.panel import Paragraph
from viewer.i18n.capitals import within_sentence
from viewer.i18n.catalogue import ENGLISH, N_, Catalogue, catalogue
from viewer.skin.reading import reading_at
from viewer.state.view_state import ChartPlace

TOES: Final = ("", N_("great toe"), N_("second toe"), N_("third toe"), N_("fourth toe"), N_("little toe"))
ZONE_WORDS: Final[Mapping[str, str]] = {
    "core": N_("core"),
    "likely": N_("likely"),
    "disputed": N_("disputed"),
}
"""How surely the proposed map gives a place to its root."""
NEAR: Final = 60.0
"""Millimetres within which a key point is worth naming."""
HERE: Final = 15.0
"""Millimetres within which a place counts as the key point: a fingertip."""


def skin_words(place: ChartPlace) -> str:
    """Say where a place on the skin is: part and face of the limb, without side; an English message.

    The charts' angles are 0 front, 90 inner, 180 back, 270 outer on thigh and leg; 0 top, 90 inner edge, 180 sole,
    270 outer edge on the foot; 0 front, 90 flank, 180 back on the trunk (docs/geometry.md).
    """
    phi = place.phi % 360.0
    quarter = int((phi + 45.0) // 90.0) % 4
    if place.segment == "foot":
        if place.ray:
            return TOES[place.ray]
        if place.t < 0.18 and quarter != 0:
            return N_("heel")
        return (N_("top of the foot"), N_("inner edge of the foot"), N_("sole"), N_("outer edge of the foot"))[quarter]
    if place.segment == "leg":
        if place.t < 0.12:
            return (N_("knee, front"), N_("inner knee"), N_("hollow of the knee"), N_("outer knee"))[quarter]
        if place.t > 0.9:
            return (N_("front of the ankle"), N_("inner ankle"), N_("back of the ankle"), N_("outer ankle"))[quarter]
        return (N_("shin"), N_("inner lower leg"), N_("calf"), N_("outer lower leg"))[quarter]
    if place.segment == "thigh":
        if place.t > 0.92:
            return (N_("front of the knee"), N_("inner knee"), N_("hollow of the knee"), N_("outer knee"))[quarter]
        return (N_("front of the thigh"), N_("inner thigh"), N_("back of the thigh"), N_("outer thigh"))[quarter]
    if phi < 60:
        return N_("belly") if place.t < 0.6 else N_("groin")
    if phi < 120:
        return N_("flank") if place.t < 0.5 else N_("hip")
    return N_("lower back") if place.t < 0.55 else N_("buttock")


def near_key_point(
    knowledge: Knowledge,
    place: ChartPlace,
    distance: Callable[[ChartPlace, ChartPlace], float],
    tr: Catalogue = catalogue(ENGLISH),  # noqa: B008
) -> Paragraph | None:
    """Name the examiner's key point near a place on the skin.

    Parameters
    ----------
    knowledge : Knowledge
        Its key points, in the reader's language.
    place : ChartPlace
        The clicked place.
    distance : callable
        Millimetres between two places.
    tr : Catalogue, optional
        The reader's language.

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
    root, where = nearest.root, within_sentence(nearest.text, tr)
    if millimetres < HERE:
        text = tr("Key point of {root}, here: {where}", root=root, where=where)
    else:
        away = round(millimetres / 10)
        text = tr("Key point of {root}, about {number} cm away: {where}", root=root, number=away, where=where)
    return Paragraph(text, nearest.sources, tr(PROVENANCE[nearest.provenance]))


def hover_words(
    knowledge: Knowledge,
    map_key: str,
    place: ChartPlace,
    tr: Catalogue = catalogue(ENGLISH),  # noqa: B008
) -> str:
    """Name a place on the skin: where it is, the patient's side, and the root the shown map gives it."""
    where = tr(skin_words(place))
    if place.side == "left":
        words = tr("Skin: {place}, patient's left", place=where)
    else:
        words = tr("Skin: {place}, patient's right", place=where)
    if map_key not in knowledge.maps:
        return words
    territory = reading_at(knowledge, place).of(map_key).territory
    if territory is None:
        return words
    zoned = knowledge.maps[map_key].provenance == "proposed"
    zone = f" ({tr(ZONE_WORDS[territory.zone])})" if zoned else ""
    return f"{words} · {territory.root}{zone}"
