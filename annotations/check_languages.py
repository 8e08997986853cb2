"""Checks that every catalogue translates all that a patient reads, as it reads today, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .languages import LANGUAGES, catalogue, english, mark
from .validate import Problem

if TYPE_CHECKING:
    from .languages import Catalogue
    from .model import Knowledge


def _catalogues(knowledge: Knowledge) -> Iterator[tuple[Catalogue, dict[tuple[str, str], tuple[str, ...]]]]:
    """Give the catalogues that are about this knowledge: a folder of other records is not ours to translate."""
    texts = dict(english(knowledge))
    for language in LANGUAGES:
        found = catalogue(language)
        if found.entries.keys() & texts.keys():
            yield found, texts


def check_translations_complete(knowledge: Knowledge) -> Iterator[Problem]:
    """Require a translation of everything a patient reads."""
    for found, texts in _catalogues(knowledge):
        for table, key in texts:
            if (table, key) not in found.entries:
                yield Problem(f"{table}.{key}", f"is missing in languages/{found.language}.toml; translate it.")


def check_translations_current(knowledge: Knowledge) -> Iterator[Problem]:
    """Require translations to be of the English text of today."""
    for found, texts in _catalogues(knowledge):
        for (table, key), words in texts.items():
            entry = found.entries.get((table, key))
            if entry is not None and entry.of != mark(words):
                yield Problem(
                    f"{table}.{key}",
                    f"has changed since languages/{found.language}.toml translated it; "
                    f'translate it anew and write of = "{mark(words)}".',
                )


def check_translations_belong(knowledge: Knowledge) -> Iterator[Problem]:
    """Require every translation to be of a record that patients read."""
    for found, texts in _catalogues(knowledge):
        for table, key in found.entries:
            if (table, key) not in texts:
                yield Problem(
                    f"{table}.{key}", f"is in languages/{found.language}.toml but no patient reads it; remove it there."
                )
