"""Places and feelings as they were understood, in words."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.i18n.capitals import capitalised, within_sentence
from viewer.i18n.catalogue import Catalogue

from .entries import Hit
from .places import Place, aspects, parts
from .understanding import meanings


def place_words(place: Place, tr: Catalogue) -> str:
    """Name a place: the part, and which side of it."""
    part = tr.of(f"places.{place.part}", parts()[place.part].name)
    if not place.aspects:
        return capitalised(part)
    sides = ", ".join(tr.of(f"places.{name}", aspects()[name].name) for name in place.aspects)
    return capitalised(tr("{part} ({side})", part=part, side=sides))


def feeling_words(key: str, tr: Catalogue) -> str:
    """Name a feeling."""
    return tr.of(f"feelings.{key}", meanings().feelings[key])


def trigger_words(key: str, tr: Catalogue, *, eases: bool) -> str:
    """Name what brings a complaint on, or eases it."""
    name = tr.of(f"triggers.{key}", meanings().triggers[key])
    return tr("better: {what}", what=name) if eases else name


def because_words(hit: Hit, tr: Catalogue) -> str:
    """Say by which parts of what was typed a symptom was found; empty where its name was typed."""
    fit = hit.fit
    if fit is None:
        return ""
    words = [feeling_words(key, tr) for key in fit.feelings]
    words += [place_words(place, tr) for place in fit.places]
    words += [trigger_words(key, tr, eases=False) for key in fit.triggers]
    return tr("fits: {words}", words=", ".join(within_sentence(word, tr) for word in words)) if words else ""


def messages() -> Iterator[tuple[str, str]]:
    """List what is to be translated: context and English words."""
    yield from ((f"places.{key}", part.name) for key, part in parts().items())
    yield from ((f"places.{key}", aspect.name) for key, aspect in aspects().items())
    yield from ((f"feelings.{key}", name) for key, name in meanings().feelings.items())
    yield from ((f"triggers.{key}", name) for key, name in meanings().triggers.items())
    yield from ((f"absent.{key}", row["text"]) for key, row in meanings().tables["absent"].items())
