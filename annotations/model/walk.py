"""Walking all records of the knowledge base, and the records inside them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from .knowledge import Knowledge


def records(knowledge: Knowledge) -> Iterator[tuple[str, object]]:
    """List all records and the records inside them, each with a name such as ``muscles.soleus.roots.S1``."""
    for field in dataclasses.fields(knowledge):
        table = getattr(knowledge, field.name)
        if isinstance(table, Mapping):
            for key, record in table.items():
                yield from _with_parts(f"{field.name}.{key}", record)


def _with_parts(name: str, record: object) -> Iterator[tuple[str, object]]:
    yield name, record
    assert dataclasses.is_dataclass(record)
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if dataclasses.is_dataclass(value):
            yield from _with_parts(f"{name}.{field.name}", value)
        elif isinstance(value, Mapping):
            for key, part in value.items():
                yield from _with_parts(f"{name}.{field.name}.{key}", part)
        elif isinstance(value, tuple):
            for number, part in enumerate(value):
                if dataclasses.is_dataclass(part):
                    yield from _with_parts(f"{name}.{field.name}[{number}]", part)
