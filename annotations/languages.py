"""What patients read, in other languages: the catalogues ``languages/*.toml`` beside this module.

A catalogue translates record by record and remembers in ``of`` which English it translates. Where the English has
changed since, or a record has no translation, the English is shown: no patient reads a sentence that we withdrew.
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha1
from importlib import resources
from typing import Any, Final, cast

from .load import DataError
from .model import SCHEMA_VERSION, Claim, Knowledge, Passage

ENGLISH: Final = "en"
#: Codes of ISO 639-1 and of the files.
LANGUAGES: Final = ("de", "es")
#: What of each table a patient reads; of the claims, those written for patients.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "claims": ("text",),
    "symptoms": ("text",),
    "red_flags": ("text", "action"),
    "care": ("topic", "text"),
    "roots": ("plain_name", "skin", "pain", "muscles"),
    "maps": ("name", "method", "criticism"),
    "muscles": ("plain_action",),
    "scenes": ("plain_name", "patient"),
    "examination": ("plain_name",),
}
#: Other wordings to find a symptom by, as in English.
LEAST_SYNONYMS: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """The translation of one record."""

    of: str
    """Mark of the English it translates, as :func:`mark` gives it."""
    texts: Mapping[str, str]
    """By field."""
    synonyms: tuple[str, ...] = ()
    """Of symptoms only: what people search by in this language, not word for word."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All translations into one language."""

    language: str
    name: str
    """What the language calls itself."""
    reviewed: bool
    """Whether a native speaker of the field has read it all."""
    note: str
    """What a reader should know of it, in English."""
    entries: Mapping[tuple[str, str], Entry]
    """By table and key."""


def mark(texts: tuple[str, ...]) -> str:
    """Give the eight hexadecimal digits by which a changed English text is noticed (the first of its SHA-1)."""
    return sha1("\n".join(texts).encode(), usedforsecurity=False).hexdigest()[:8]


def english(knowledge: Knowledge) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Walk what is to be translated: table and key of a record, and its texts in the order of ``FIELDS``."""
    for table, fields in FIELDS.items():
        for key, record in getattr(knowledge, table).items():
            if not isinstance(record, Claim) or record.audience == "patient":
                yield (table, key), tuple(_text(getattr(record, field)) for field in fields)


def _text(value: str | Passage) -> str:
    return value.text if isinstance(value, Passage) else value


def catalogue(language: str) -> Catalogue:
    """Read the catalogue of a language, once per process.

    Parameters
    ----------
    language : str
        ``"de"`` or ``"es"``.

    Returns
    -------
    Catalogue
        All entries of the file, whether or not they are still about the English of today.

    Raises
    ------
    DataError
        When the language is unknown or its file is not a catalogue.
    """
    if language not in LANGUAGES:
        raise DataError(f"Language {language!r} has no catalogue; accepted: {', '.join(LANGUAGES)}.")
    return _packaged(language)


@cache
def _packaged(language: str) -> Catalogue:
    text = (resources.files(__package__) / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return parsed(language, text)


def parsed(language: str, text: str) -> Catalogue:
    """Read a catalogue from the text of its file.

    Raises
    ------
    DataError
        With one sentence naming the file, the record and what is accepted.
    """
    file = f"languages/{language}.toml"
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file} is not valid TOML: {str(error).rstrip('.')}; see docs/data-format.md.") from error
    version = content.pop("schema_version", None)
    if type(version) is not int or version != SCHEMA_VERSION:
        raise DataError(f"{file} has schema_version {version!r}; this program reads {SCHEMA_VERSION}.")
    heads = content.pop("catalogue", None)
    head = heads.get(language) if isinstance(heads, dict) else None
    kinds = {"name": str, "reviewed": bool, "note": str}
    if not isinstance(head, dict) or {name: type(value) for name, value in head.items()} != kinds:
        raise DataError(f"{file}: catalogue.{language} needs name (text), reviewed (true or false) and note (text).")
    entries = {}
    for table, records in content.items():
        if table not in FIELDS or not isinstance(records, dict):
            raise DataError(f"{file} has the unknown table {table!r}; accepted: {', '.join(FIELDS)}.")
        for key, value in records.items():
            entries[table, key] = _entry(table, value, f"{file}: {table}.{key}")
    return Catalogue(language, head["name"], head["reviewed"], head["note"], entries)


def _entry(table: str, value: object, where: str) -> Entry:
    listed = ("synonyms",) if table == "symptoms" else ()
    needed = ("of", *FIELDS[table], *listed)
    if not isinstance(value, dict) or set(value) != set(needed):
        raise DataError(f"{where} needs exactly the fields {', '.join(needed)}.")
    texts = {name: value[name] for name in ("of", *FIELDS[table])}
    synonyms = value.get("synonyms", [])
    for name, text in [*texts.items(), *(("synonyms", item) for item in _listed(synonyms, where))]:
        if not isinstance(text, str) or not text.strip():
            raise DataError(f"{where}.{name} is {text!r}; a text that is not empty is accepted.")
    if listed and not len(synonyms) == len(set(synonyms)) >= LEAST_SYNONYMS:
        raise DataError(f"{where} needs at least {LEAST_SYNONYMS} different synonyms, none twice.")
    return Entry(texts.pop("of"), texts, tuple(synonyms))


def _listed(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise DataError(f"{where}.synonyms is {value!r}; a list of texts is accepted.")
    return value


def translated(knowledge: Knowledge, language: str) -> Knowledge:
    """Replace what patients read by its translation, where there is one of the present English text.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base, in English.
    language : str
        ``"en"`` (nothing changes), ``"de"`` or ``"es"``.

    Returns
    -------
    Knowledge
        Same records, keys and sources; texts without a valid translation stay English.

    Raises
    ------
    DataError
        When the language is unknown; the sentence names the accepted ones.
    """
    if language == ENGLISH:
        return knowledge
    if language not in LANGUAGES:
        raise DataError(f"Language {language!r} is unknown; accepted: {', '.join((ENGLISH, *LANGUAGES))}.")
    entries = catalogue(language).entries
    tables: dict[str, dict[str, object]] = {table: dict(getattr(knowledge, table)) for table in FIELDS}
    for (table, key), texts in english(knowledge):
        entry = entries.get((table, key))
        if entry is None or entry.of != mark(texts):
            continue
        fields: dict[str, Any] = dict(entry.texts)
        if entry.synonyms:
            fields["synonyms"] = entry.synonyms
        record = cast("Any", tables[table][key])
        for field, text in entry.texts.items():
            if isinstance(getattr(record, field), Passage):
                fields[field] = dataclasses.replace(getattr(record, field), text=text)
        tables[table][key] = dataclasses.replace(record, **fields)
    return dataclasses.replace(knowledge, **cast("Any", tables))
