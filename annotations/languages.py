"""Translations of the records into other languages: the catalogues ``languages/*.toml`` beside this module.

A catalogue translates record by record and remembers in ``of`` which English it translates. Where the English has
changed since, or a record has no translation, the English is shown behind a mark: nobody reads a translation of a
sentence that was withdrawn. What patients read is in ``de.toml``, what students and physicians read in
``de-learned.toml``.
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
from .model import SCHEMA_VERSION, Claim, Knowledge, Passage, RootLink

ENGLISH: Final = "en"
#: Codes of ISO 639-1 and of the files.
LANGUAGES: Final = ("de", "es")
#: Fields that patients read, by table; of the claims, those written for patients.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "claims": ("text",),
    "symptoms": ("text",),
    "red_flags": ("text", "action"),
    "care": ("topic", "text"),
    "roots": ("plain_name", "skin", "pain", "muscles"),
    "maps": ("name", "method", "criticism"),
    "muscles": ("plain_action",),
    "scenes": ("plain_name", "patient"),
    "skin_areas": ("text",),
    "map_conflicts": ("text",),
    "examination": ("plain_name",),
}
#: Fields that students and physicians read besides, by table; of the claims, those written for them.
LEARNED: Final[Mapping[str, tuple[str, ...]]] = {
    "claims": ("text",),
    "care": ("student", "physician"),
    "scenes": ("name", "student", "physician"),
    "roots": ("name", "exit_level", "told_apart", "course"),
    "symptoms": ("roots",),
    "examination": ("text", "caution", "how", "roots"),
    "disc_levels": ("level", "place", "text"),
    "mimics": ("name", "area", "telling_feature"),
    "pain_bands": ("text",),
    "findings": ("test", "target", "text", "reference_standard"),
    "nerves": ("name", "course", "skin"),
    "muscles": ("action", "note"),
    "supplies": ("text",),
}
#: Tables in which a translation may be missing, as they are long; the English then stands behind the mark.
MAY_BE_MISSING: Final = frozenset({"muscles", "nerves", "supplies"})
#: The catalogues of a language: after its code, the end of the file's name, and what it holds.
PARTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {"": FIELDS, "-learned": LEARNED}
UNTRANSLATED: Final = "[en] "
"""Stands before an English text that is shown in place of a translation."""
#: Other wordings to find a symptom by, as in English.
LEAST_SYNONYMS: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """The translation of one record."""

    of: str
    """Mark of the English it translates, as :func:`mark` gives it."""
    texts: Mapping[str, str | tuple[str, ...]]
    """By field; of the relations to roots, their reasons in the same order."""
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
    part: str = ""
    """One of :data:`PARTS`."""

    @property
    def file(self) -> str:
        """Its file, as messages name it."""
        return f"languages/{self.language}{self.part}.toml"


def mark(texts: tuple[str, ...]) -> str:
    """Give the mark by which a changed English text is noticed: the first eight digits of its SHA-1."""
    return sha1("\n".join(texts).encode(), usedforsecurity=False).hexdigest()[:8]


def english(knowledge: Knowledge, part: str = "") -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """List the English to be translated: table and key of a record, and its texts in the order of its fields.

    Parameters
    ----------
    knowledge : Knowledge
        In English.
    part : str
        One of :data:`PARTS`: what patients read, or what others read beside it.
    """
    for table, fields in PARTS[part].items():
        for key, record in getattr(knowledge, table).items():
            if not isinstance(record, Claim) or (record.audience == "patient") == (part == ""):
                texts = tuple(text for field in fields for text in _texts(getattr(record, field)))
                if any(texts):
                    yield (table, key), texts


def _texts(value: object) -> tuple[str, ...]:
    """List the texts of a field: itself, that of a passage, or the reasons of relations to roots."""
    if isinstance(value, tuple):
        return tuple(link.reason for link in value if isinstance(link, RootLink))
    return (value.text if isinstance(value, Passage) else value if isinstance(value, str) else "",)


def catalogue(language: str, part: str = "") -> Catalogue:
    """Read a catalogue of a language, once per process.

    Parameters
    ----------
    language : str
        ``"de"`` or ``"es"``.
    part : str
        One of :data:`PARTS`.

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
    return _packaged(language, part)


@cache
def _packaged(language: str, part: str) -> Catalogue:
    text = (resources.files(__package__) / "languages" / f"{language}{part}.toml").read_text(encoding="utf-8")
    return parsed(language, text, part)


def parsed(language: str, text: str, part: str = "") -> Catalogue:
    """Read a catalogue from the text of its file.

    Raises
    ------
    DataError
        With one sentence naming the file, the record and what is accepted.
    """
    file = f"languages/{language}{part}.toml"
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
        if table not in PARTS[part] or not isinstance(records, dict):
            raise DataError(f"{file} has the unknown table {table!r}; accepted: {', '.join(PARTS[part])}.")
        for key, value in records.items():
            entries[table, key] = _entry(table, value, f"{file}: {table}.{key}", part)
    return Catalogue(language, head["name"], head["reviewed"], head["note"], entries, part)


def _entry(table: str, value: object, where: str, part: str) -> Entry:
    searched = table == "symptoms" and not part
    listed = ("synonyms",) if searched else ()
    needed = ("of", *PARTS[part][table], *listed)
    if not isinstance(value, dict) or not set(needed) >= set(value) >= ({"of"} if part else set(needed)):
        raise DataError(f"{where} needs exactly the fields {', '.join(needed)}.")
    texts = {name: tuple(text) if isinstance(text, list) else text for name, text in value.items() if name in needed}
    synonyms = texts.pop("synonyms", ())
    for name, text in [*texts.items(), *(("synonyms", item) for item in _listed(synonyms, where))]:
        for one in text if isinstance(text, tuple) else (text,):
            if not isinstance(one, str) or not one.strip() or (isinstance(text, tuple) != (name == "roots")):
                raise DataError(f"{where}.{name} is {one!r}; a text that is not empty is accepted.")
    if listed and not len(synonyms) == len(set(synonyms)) >= LEAST_SYNONYMS:
        raise DataError(f"{where} needs at least {LEAST_SYNONYMS} different synonyms, none twice.")
    return Entry(str(texts.pop("of")), texts, tuple(synonyms))


def _listed(value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, tuple):
        raise DataError(f"{where}.synonyms is {value!r}; a list of texts is accepted.")
    return value


def translated(knowledge: Knowledge, language: str) -> Knowledge:
    """Translate the texts that readers see, where there is a translation of the present English.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base, in English.
    language : str
        ``"en"`` (nothing changes), ``"de"`` or ``"es"``.

    Returns
    -------
    Knowledge
        The same records, keys and sources; texts without a current translation stay English, behind
        :data:`UNTRANSLATED`. Translated texts are for display only: keys, figures and rules are found in the English.

    Raises
    ------
    DataError
        When the language is unknown; the sentence names the accepted ones.
    """
    if language == ENGLISH:
        return knowledge
    if language not in LANGUAGES:
        raise DataError(f"Language {language!r} is unknown; accepted: {', '.join((ENGLISH, *LANGUAGES))}.")
    found: dict[str, dict[str, object]] = {}
    for part, tables in PARTS.items():
        entries = catalogue(language, part).entries
        for (table, key), texts in english(knowledge, part):
            records = found.setdefault(table, dict(getattr(knowledge, table)))
            entry = entries.get((table, key))
            current = entry is not None and entry.of == mark(texts)
            records[key] = _translated_record(cast("Any", records[key]), tables[table], entry if current else None)
    return dataclasses.replace(knowledge, **cast("Any", found))


def _translated_record(record: Any, fields: tuple[str, ...], entry: Entry | None) -> object:
    """Replace the texts of a record by those of an entry; mark what stays English."""
    changed: dict[str, object] = {}
    for field in fields:
        value = getattr(record, field)
        if not any(_texts(value)):
            continue
        told = None if entry is None else entry.texts.get(field)
        if isinstance(value, tuple):
            reasons = told if isinstance(told, tuple) and len(told) == len(value) else None
            texts = reasons or tuple(f"{UNTRANSLATED}{link.reason}" for link in value)
            changed[field] = tuple(
                dataclasses.replace(link, reason=text) for link, text in zip(value, texts, strict=True)
            )
        else:
            (text,) = _texts(value)
            text = told if isinstance(told, str) else f"{UNTRANSLATED}{text}"
            changed[field] = dataclasses.replace(value, text=text) if isinstance(value, Passage) else text
    if entry is not None and entry.synonyms:
        changed["synonyms"] = entry.synonyms
    return dataclasses.replace(record, **changed)
