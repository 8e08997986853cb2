"""Checks that every catalogue translates all texts that readers see, in their present English, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.languages import LANGUAGES, MAY_BE_MISSING, PARTS, Catalogue, catalogue, english, mark
from annotations.model import Knowledge

from .problem import Problem


def _catalogues(knowledge: Knowledge) -> Iterator[tuple[Catalogue, dict[tuple[str, str], tuple[str, ...]]]]:
    """List the catalogues of the shipped data, with the English; none for a folder of other records."""
    for part in PARTS:
        texts = dict(english(knowledge, part))
        for language in LANGUAGES:
            found = catalogue(language, part)
            if found.entries.keys() & texts.keys():
                yield found, texts


def check_translations_complete(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that every text that readers see is translated, except in the longest tables."""
    for found, texts in _catalogues(knowledge):
        for (table, key), words in texts.items():
            if (table, key) not in found.entries and table not in MAY_BE_MISSING:
                yield Problem(
                    f"{table}.{key}", f'is missing in {found.file}; translate it there and write of = "{mark(words)}".'
                )


def check_translations_current(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a translation is of the present English text."""
    for found, texts in _catalogues(knowledge):
        for (table, key), words in texts.items():
            entry = found.entries.get((table, key))
            if entry is not None and entry.of != mark(words):
                yield Problem(
                    f"{table}.{key}",
                    f'has changed since {found.file} translated it; translate it anew and write of = "{mark(words)}".',
                )


def check_translations_belong(knowledge: Knowledge) -> Iterator[Problem]:
    """Check that a translation is of a record that readers see."""
    for found, texts in _catalogues(knowledge):
        for table, key in found.entries:
            if (table, key) not in texts:
                yield Problem(f"{table}.{key}", f"is in {found.file} but is not read there; remove it there.")
