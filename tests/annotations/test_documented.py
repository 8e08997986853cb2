"""docs/data-format.md names every table, every field and every word that a field accepts."""

import dataclasses
import re
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from annotations import model
from annotations.export import as_json_object
from annotations.load import load
from places import ROOT

PAGE = (ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([\w-]+)`", PAGE)) | set(re.findall(r"\*\*([\w-]+)\*\*", PAGE))
RECORDS: list[type[Any]] = [value for value in vars(model).values() if dataclasses.is_dataclass(value)]  # type: ignore[misc]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_is_documented(record: type[Any]) -> None:
    missing = {field.name for field in dataclasses.fields(record)} - NAMED - {"schema_version"}
    assert not missing, f"docs/data-format.md does not name {missing}"


def test_every_word_a_field_accepts_is_documented() -> None:
    words: set[str] = set()
    for record in RECORDS:
        for hint in get_type_hints(record).values():
            for part in (hint, *get_args(hint)):
                if get_origin(part) is Literal:
                    words |= set(get_args(part))
    assert not words - NAMED


def test_every_part_of_the_json_is_documented() -> None:
    data = as_json_object(load())
    names: set[str] = set()

    def walk(value: object, of_records: bool) -> None:
        if isinstance(value, dict):
            if not of_records:
                names.update(map(str, value))
            for item in value.values():
                walk(item, False)
        elif isinstance(value, list):
            for item in value:
                walk(item, False)

    for table, records in data.items():
        names.add(table)
        walk(records, True)
    keyed = {*model.ROOTS, "schema_version"}
    assert not names - keyed - NAMED
