"""Reading the knowledge base: every ``*.toml`` below a folder, merged into one :class:`~annotations.model.Knowledge`.

A file has ``schema_version`` and tables named as the fields of ``Knowledge``; each of their sub-tables is one record,
named by its key. Files may share a table, but no two may define the same record. Anything unknown, missing or of the
wrong type is an error with one sentence, never a guess. What the records *say* is checked in :mod:`.validate`.
"""

from __future__ import annotations

import dataclasses
import math
import re
import tomllib
import types
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final, Literal, Union, cast, get_args, get_origin, get_type_hints

from .lines import line_at, line_of
from .model import SCHEMA_VERSION, Knowledge
from .parsed import parse

#: A data file is prose and short curves; anything larger was put here by mistake.
MAX_BYTES: Final = 2_000_000
_CURVE: Final = tuple[tuple[float, float], ...]
_TEXTS: Final = (str, ...)


class DataError(ValueError):
    """A data file cannot be used. The message is one sentence: file, record, what is wrong, what is accepted."""


def load(folder: Path | None = None) -> Knowledge:
    """Read the knowledge base.

    Parameters
    ----------
    folder : Path, optional
        Where to look, recursively, for ``*.toml``; by default the data shipped with the package, read once per process.

    Returns
    -------
    Knowledge
        All records, each table in the order of the files (sorted by path) and of the records in them.

    Raises
    ------
    DataError
        When a file is missing, unreadable, too large, not UTF-8, not TOML, of an unknown schema, or holds an unknown
        table or field, a value of the wrong type, a record without a required field, or a record defined twice.
    """
    return _packaged() if folder is None else _read_folder(folder)


@cache
def _packaged() -> Knowledge:
    with resources.as_file(resources.files(__package__) / "data") as folder:
        return _whole(_read_folder(folder))


def _whole(knowledge: Knowledge) -> Knowledge:
    """Refuse shipped data in which a whole table is empty: a file is missing."""
    empty = [item.name for item in dataclasses.fields(knowledge) if not getattr(knowledge, item.name)]
    if empty:
        raise DataError(f"the shipped data hold no {', '.join(empty)}; a file of annotations/data is missing.")
    return knowledge


def _read_folder(folder: Path) -> Knowledge:
    return Knowledge(schema_version=SCHEMA_VERSION, **cast("Any", read_tables(folder)[0]))


def read_tables(folder: Path) -> tuple[dict[str, dict[str, object]], dict[tuple[str, str], str]]:
    """Read the data files of a folder.

    Returns
    -------
    tables : dict
        Every table of :class:`~annotations.model.Knowledge`, its records by key; empty where no file has it.
    origin : dict
        The file of each record, by table and key, relative to the folder.

    Raises
    ------
    DataError
        As :func:`load`.
    """
    tables, origin, wrong = read_all(folder)
    if wrong:
        raise DataError(wrong[0])
    return tables, origin


def read_all(folder: Path) -> tuple[dict[str, dict[str, object]], dict[tuple[str, str], str], list[str]]:
    """Read the data files of a folder, and collect what is wrong instead of stopping at it.

    Returns
    -------
    tables, origin : dict
        As of :func:`read_tables`; what is wrong is left out.
    wrong : list of str
        One sentence per file or record that cannot be read: file, line and record, what is wrong, what is accepted.

    Raises
    ------
    DataError
        When there is no such folder, or no data file in it.
    """
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder; a folder with *.toml data files is needed.")
    files = sorted(folder.rglob("*.toml"))
    if not files:
        raise DataError(f"{folder} holds no *.toml data file; at least one is needed.")
    record_types = {
        name: get_args(hint)[1] for name, hint in get_type_hints(Knowledge).items() if get_origin(hint) is Mapping
    }
    tables: dict[str, dict[str, object]] = {name: {} for name in record_types}
    origin: dict[tuple[str, str], str] = {}
    wrong: list[str] = []
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            text, content = _read_file(path, name, tuple(record_types))
        except DataError as error:
            wrong.append(str(error))
            continue
        for table, records in content.items():
            for key, value in records.items():
                try:
                    if (table, key) in origin:
                        first = origin[table, key]
                        raise DataError(f"{table}.{key} is already in {first}; each record is defined once.")
                    origin[table, key] = name
                    shown = key if key.isprintable() else repr(key)
                    tables[table][key] = _record(record_types[table], key, value, f"{table}.{shown}")
                except DataError as error:
                    wrong.append(f"{_place(name, text, table, key, str(error))}: {error}")
    return tables, origin, wrong


def _place(name: str, text: str, table: str, key: str, sentence: str) -> str:
    """Name the file and the line that a sentence about a record is about; it begins with the record and its field."""
    rest = sentence.removeprefix(f"{table}.{key}")
    field = re.match(r"\.(\w+)|.*?unknown field '([^']*)'", rest)
    line = line_of(text, table, key, (field[1] or field[2]) if field else None)
    return name if line is None else f"{name}, line {line}"


def _read_file(path: Path, name: str, accepted: tuple[str, ...]) -> tuple[str, dict[str, dict[str, object]]]:
    """Parse one file and check its outermost level; give its text too, to find lines in."""
    if not path.is_file():
        raise DataError(f"{name} is not a file; a text file is accepted under a name that ends in .toml.")
    raw = b""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DataError(f"{name} has {size} bytes; a data file has at most {MAX_BYTES}.")
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        content = parse(raw, text)
    except OSError as error:
        raise DataError(f"{name} cannot be read ({error.strerror}); a readable file is needed.") from error
    except UnicodeDecodeError as error:
        where = f"line {line_at(raw, error.start)}, byte {error.start}"
        raise DataError(f"{name} is not UTF-8 text ({where}); data files are UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        hint = " It holds a NUL byte." if "\0" in text else ""
        raise DataError(
            f"{name} is not valid TOML: {str(error).rstrip('.')}; see docs/data-format.md.{hint}"
        ) from error
    except RecursionError as error:
        raise DataError(f"{name} is nested too deeply; records hold at most lists of tables.") from error
    version = content.pop("schema_version", None)
    if type(version) is not int or version != SCHEMA_VERSION:
        found = "no schema_version" if version is None else f"schema_version {version!r}"
        where = _first_line(name, text, "schema_version")
        raise DataError(f"{where} has {found}; this program reads schema_version = {SCHEMA_VERSION}.")
    for table, records in content.items():
        if table not in accepted:
            where = _first_line(name, text, table)
            raise DataError(f"{where} has the unknown table {table!r}; accepted: {', '.join(accepted)}.")
        if not isinstance(records, dict):
            where = _first_line(name, text, table)
            raise DataError(f"{where}: {table} is {_described(records)}; a table of records is accepted.")
    return text, content


def _first_line(name: str, text: str, word: str) -> str:
    """Name the file, and the line on which a table or top-level value of that name first stands."""
    start = re.compile(rf"\s*\[*\s*[\"']?{re.escape(word)}[\"']?\s*[].=]")
    found = next((number for number, line in enumerate(text.splitlines(), 1) if start.match(line)), None)
    return name if found is None else f"{name}, line {found}"


def _record(kind: type[Any], key: str, value: object, where: str) -> object:
    """Build the record ``key``; its name fills the field ``key``, or ``root`` where a record belongs to a root."""
    if not isinstance(value, dict):
        raise DataError(f"{where} is {_described(value)}; a table is accepted.")
    names = {field.name for field in dataclasses.fields(kind)}
    named = "key" if "key" in names else "root"
    if value.get(named, key) != key:
        raise DataError(f"{where}.{named} is {value[named]!r}; the record's own name is {key!r}.")
    return _built(kind, {named: key, **value}, where)


def _built(kind: type[Any], value: dict[str, object], where: str) -> object:
    """Build a dataclass from a table, every field checked."""
    hints, needed, left_out = _fields(cast("Any", kind))
    for name in value:
        if name not in hints:
            raise DataError(f"{where} has the unknown field {name!r}; accepted: {', '.join(hints)}.")
    for name in needed:
        if name not in value:
            raise DataError(f"{where} lacks the field {name!r}; {_accepted(hints[name])} is needed.")
    converted = {name: _converted(value[name], hints[name], f"{where}.{name}") for name in value}
    missing = {name: None for name in left_out if name not in value}
    return kind(**missing, **converted)


@cache
def _fields(kind: type[Any]) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    """Give the type hints of a dataclass, its required fields, and those that are None where left out."""
    hints = get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    left_out = tuple(name for name in fields if _optional(hints[name]))
    bare = (
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )
    return {name: hints[name] for name in fields}, tuple(name for name in bare if name not in left_out), left_out


@cache
def _parts(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """Take a type hint apart; the same few come again for every value."""
    return get_origin(hint), get_args(hint)


@cache
def _optional(hint: Any) -> bool:
    return type(None) in get_args(hint) and get_origin(hint) in (types.UnionType, Union)


def _converted(value: object, hint: Any, where: str) -> object:
    """Turn a TOML value into what the type hint of a field asks for, without guessing."""
    if type(value) is hint and hint is not float:
        return value
    origin, arguments = _parts(hint)
    if _optional(hint):
        return _converted(value, next(part for part in arguments if part is not type(None)), where)
    if origin is Literal:
        if isinstance(value, str) and value in arguments:
            return value
    elif origin is tuple:
        if isinstance(value, list):
            if arguments == _TEXTS and all(type(item) is str for item in value):
                return tuple(value)
            if hint == _CURVE and (curve := _curve(value)) is not None:
                return curve
            parts = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
            if len(parts) == len(value):
                pairs = enumerate(zip(value, parts, strict=True))
                return tuple(_converted(item, part, f"{where}[{number}]") for number, (item, part) in pairs)
    elif origin is Mapping:
        if isinstance(value, dict):
            return {key: _converted(item, arguments[1], f"{where}.{key}") for key, item in value.items()}
    elif dataclasses.is_dataclass(hint):
        if isinstance(value, dict):
            return _built(cast("type[Any]", hint), value, where)
    elif hint is float:
        if type(value) in (int, float) and math.isfinite(cast("float", value)):
            return float(cast("float", value))
    elif type(value) is hint:
        return value
    raise DataError(f"{where} is {_described(value)}; {_accepted(hint)} is accepted.")


def _curve(value: list[Any]) -> tuple[tuple[float, float], ...] | None:
    """Take a list of pairs of numbers at once (curves are most of the data); None where something else is in it."""
    for pair in value:
        if not (type(pair) is list and len(pair) == 2 and type(pair[0]) is float and type(pair[1]) is float):
            return None
    if not all(math.isfinite(number) for pair in value for number in pair):
        return None
    return tuple([(pair[0], pair[1]) for pair in value])


def _accepted(hint: Any) -> str:
    """Say in words what a type hint accepts."""
    origin, arguments = get_origin(hint), get_args(hint)
    if _optional(hint):
        return _accepted(next(part for part in arguments if part is not type(None)))
    if origin is Literal:
        return "one of " + ", ".join(map(str, arguments))
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return f"a list (of {_accepted(arguments[0])})"
        return "a list of exactly " + " and ".join(_accepted(part) for part in arguments)
    if origin is Mapping or dataclasses.is_dataclass(hint):
        return "a table"
    return {str: "text", int: "a whole number", float: "a finite number", bool: "true or false"}[hint]


def _described(value: object) -> str:
    """Name a wrong value briefly."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
