"""The whole knowledge base as one plain object, ready for ``json.dumps``: what ``data --json`` prints."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from .model import Knowledge, Muscle, Symptom

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def as_json_object(knowledge: Knowledge) -> dict[str, Json]:
    """Turn the knowledge base into dictionaries, lists, text and numbers.

    Parameters
    ----------
    knowledge : Knowledge
        The knowledge base, as :func:`annotations.load` gives it.

    Returns
    -------
    dict
        ``schema_version`` and one object per table, each keyed by our keys. Records have the fields of
        :mod:`annotations.model`. A symptom's ``roots`` is an object by root, and ``regions`` adds what it lights; a
        muscle's ``by_source`` adds what each source says of its roots.
    """
    tables: dict[str, Json] = {}
    for field in dataclasses.fields(knowledge):
        value = getattr(knowledge, field.name)
        tables[field.name] = _plain(value)
    tables["symptoms"] = {key: _symptom(symptom) for key, symptom in knowledge.symptoms.items()}
    tables["muscles"] = {key: _muscle(muscle, knowledge) for key, muscle in knowledge.muscles.items()}
    return tables


def _muscle(muscle: Muscle, knowledge: Knowledge) -> dict[str, Json]:
    supplies = [_record(supply) for supply in knowledge.supplies.values() if muscle.key in supply.muscles]
    fields = ("roots", "main", "text", "sources", "provenance")
    by_source: list[Json] = [{name: supply[name] for name in fields} for supply in supplies]
    return {**_record(muscle), "by_source": by_source}


def _symptom(symptom: Symptom) -> dict[str, Json]:
    record = _record(symptom)
    record["roots"] = {link.root: _record(link) for link in symptom.roots}
    roots: list[Json] = [link.root for link in symptom.roots]
    record["regions"] = {
        "skin": roots if symptom.lights_skin else [],
        "pain": roots if symptom.lights_pain else [],
        "muscles": list(symptom.muscles),
        "nerves": list(symptom.nerves),
        "nerve_fields": list(symptom.nerve_fields),
    }
    return record


def _record(value: object) -> dict[str, Json]:
    assert dataclasses.is_dataclass(value)
    return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}


def _plain(value: object) -> Json:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _record(value)
