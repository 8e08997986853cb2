"""What people type, with what answers it: ``tests/data/phrases_urgent.toml`` and ``phrases_plain.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from places import DATA
from viewer.i18n.language import language_names


def phrases(name: str, field: str) -> Iterator[tuple[str, str, list[str]]]:
    """Give language, phrase and the keys that answer it: the row's ``field``."""
    with (DATA / f"phrases_{name}.toml").open("rb") as file:
        for row in tomllib.load(file)["asked"]:
            for language in language_names():
                for phrase in row.get(language, ()):
                    yield language, phrase, row[field]
