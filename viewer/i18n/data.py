"""The sentences of the data in the reader's language: one table of fields says which are translated.

The records stay as they are in :mod:`annotations`, in English; here they are given again with other texts. Each text
has a context, ``claims.keep-moving.text``, so that the same English may be said differently in two places. Keys,
figures and rules are always looked up in the English records: translated text is for display only.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from annotations.model import Knowledge, Passage, RootLink

from .catalogue import ENGLISH, Catalogue

WITHIN_FIGURES: Final = "within figures"
"""Context of the decimal point in the catalogues."""
POINT: Final = "."
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "claims": ("text",),
    "symptoms": ("text", "roots"),
    "red_flags": ("text", "action"),
    "care": ("topic", "text", "student", "physician"),
    "roots": ("plain_name", "skin", "pain", "muscles", "name", "exit_level", "told_apart", "course", "key_muscle"),
    "maps": ("name", "short_name", "method", "population", "figure", "rights", "criticism"),
    "muscles": ("plain_action", "action", "note", "roots"),
    "scenes": ("plain_name", "patient", "name", "student", "physician"),
    "skin_areas": ("text",),
    "map_conflicts": ("text",),
    "examination": ("name", "plain_name", "text", "caution", "how", "roots"),
    "disc_levels": ("level", "place", "text"),
    "mimics": ("name", "area", "telling_feature"),
    "pain_bands": ("text",),
    "findings": (
        *("test", "target", "text", "reference_standard", "roots"),
        *("sensitivity", "specificity", "likelihood_ratio", "interval", "people"),
    ),
    "nerves": ("name", "plain_name", "course", "skin"),
    "reflexes": ("name", "text"),
    "supplies": ("text",),
    "key_points": ("text",),
    "nerve_fields": ("note",),
    "key_muscles": ("function",),
    "sources": ("weak",),
}
"""Fields that readers see, by table; of relations to roots, their reasons. Of bare figures, only the point is."""


def messages(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """List what is to be translated: context and English text.

    Parameters
    ----------
    knowledge : Knowledge
        In English.
    """
    for table, fields in FIELDS.items():
        for key, record in getattr(knowledge, table).items():
            for field in fields:
                for place, text in _texts(getattr(record, field)):
                    if _has_words(text):
                        yield f"{table}.{key}.{field}{place}", text


def translated(knowledge: Knowledge, catalogue: Catalogue) -> Knowledge:
    """Give the same records with their texts in another language; what it lacks stays English, behind a mark.

    Parameters
    ----------
    knowledge : Knowledge
        In English.
    catalogue : Catalogue
    """
    if catalogue.language == ENGLISH:
        return knowledge
    tables = {
        table: {
            key: _translated_record(record, f"{table}.{key}", fields, catalogue)
            for key, record in getattr(knowledge, table).items()
        }
        for table, fields in FIELDS.items()
    }
    return dataclasses.replace(knowledge, **cast("Any", tables))


def _texts(value: object) -> Iterator[tuple[str, str]]:
    """List the texts of a field with where they stand in it: itself, a passage's, what is said of each root."""
    if isinstance(value, tuple):
        yield from ((f".{link.root}", link.reason) for link in value if isinstance(link, RootLink))
    elif isinstance(value, Mapping):
        yield from ((f".{root}", share.note) for root, share in value.items())
    elif isinstance(value, Passage):
        yield "", value.text
    elif isinstance(value, str):
        yield "", value


def _has_words(text: str) -> bool:
    """Say whether there is something to translate; figures of studies are mostly bare numbers."""
    return any(letter.isalpha() for letter in text)


def figures(text: str, catalogue: Catalogue) -> str:
    """Write figures as the language does."""
    return text.replace(POINT, catalogue.of(WITHIN_FIGURES, POINT))


def _translated_record(record: Any, where: str, fields: tuple[str, ...], catalogue: Catalogue) -> object:
    changed: dict[str, object] = {}
    for field in fields:
        value = getattr(record, field)
        context = f"{where}.{field}"
        if isinstance(value, tuple):
            changed[field] = tuple(
                dataclasses.replace(link, reason=catalogue.of(f"{context}.{link.root}", link.reason)) for link in value
            )
        elif isinstance(value, Mapping):
            changed[field] = {
                root: dataclasses.replace(share, note=catalogue.of(f"{context}.{root}", share.note))
                for root, share in value.items()
            }
        elif isinstance(value, Passage):
            changed[field] = dataclasses.replace(value, text=catalogue.of(context, value.text))
        elif isinstance(value, str):
            changed[field] = catalogue.of(context, value) if _has_words(value) else figures(value, catalogue)
    return dataclasses.replace(record, **changed)
