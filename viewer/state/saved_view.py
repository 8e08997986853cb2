"""A view state as a small JSON file: what is saved, opened, and read by ``snapshot --state``.

How a field looks in the file follows from its type (:data:`READERS`, :data:`WRITERS`), and its place from the number it
is declared with. ``schema_version`` rises when old files no longer fit; such files are refused. ``minor_version`` is
the number of fields there are: fields are only ever added. A file of a newer minor version opens with what is known of
it, and the caller is told what was left out.
"""

from __future__ import annotations

import math
import reprlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from meshes.skin.chart_frame import SEGMENTS
from viewer.files.errors import InputError, Phrase, unknown
from viewer.files.json_file import read_object
from viewer.i18n.catalogue import N_

from .declared import StateField
from .drawing_rows import drawing_rows, read_drawing
from .view_state import (
    FIELDS,
    HIGHEST_T,
    LOWEST_T,
    SIDE_CHOICES,
    SIDES,
    CameraPose,
    ChartPlace,
    Examined,
    PickedSymptom,
    ViewState,
)

SCHEMA: Final = 1
MINOR: Final = len(FIELDS)
"""Rises with every field that is added."""
IN_ORDER: Final = tuple(sorted(FIELDS.values(), key=lambda field: field.number))
"""The fields as they stand in a file."""
MOST_EXAMINED: Final = 200
"""No examination is longer; a file with more entries is refused before they are read."""
OR_NONE: Final = " | None"
"""Ends the type of a field that may be None."""
MAX_BYTES: Final = 1_000_000
"""A state takes a few hundred bytes, with a large drawing some 300 kB; anything larger is some other file."""
RAYS: Final = range(6)
"""0 is off the toes, 1 to 5 the toes."""
FARTHEST_MM: Final = 100_000.0
"""A camera farther off sees a dot, and drawing it runs out of digits."""
PARALLEL: Final = 0.9999
"""Cosine from which a camera's upward direction is the one it looks along."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """What a file held."""

    state: ViewState
    left_out: tuple[str, ...] = ()
    """Names of what a newer version wrote and this one does not know; the file itself is not touched."""
    newer: bool = False
    """Whether a newer minor version wrote it."""

    @property
    def notice(self) -> Phrase | None:
        """What is to be said about what was left out; None where nothing was."""
        if not self.left_out:
            return None
        return Phrase("This view was saved by a newer version; left out: {names}.", names=", ".join(self.left_out))


def as_json(state: ViewState) -> dict[str, Any]:
    """Turn a state into plain objects."""
    plain: dict[str, Any] = {"schema_version": SCHEMA, "minor_version": MINOR}
    for field in IN_ORDER:
        value = getattr(state, field.name) if field.saved else field.default
        write = WRITERS.get(_written_type(field))
        plain[field.name] = value if value is None or write is None else write(value)
    return plain


def read_state(path: Path) -> ViewState:
    """Read a state file; as :func:`read_saved`, without what was left out.

    Its words are not checked: a file that somebody chose is opened by :func:`viewer.explain.checking_views.open_saved`.
    """
    return read_saved(path).state


def read_saved(path: Path) -> SavedView:
    """Read a state file.

    Raises
    ------
    InputError
        When the file cannot be read, is no JSON object, is of another schema, or has an unknown or ill-typed field
        that no newer version accounts for.
    """
    raw = read_object(path, N_("a saved view"), MAX_BYTES)
    schema, minor = raw.pop("schema_version", None), raw.pop("minor_version", 0)
    if type(schema) is int and schema > SCHEMA:
        raise InputError(
            "{path}: unknown schema_version {version}, of a newer version of the program; accepted is {schema}",
            path=path,
            version=str(schema)[:40],
            schema=SCHEMA,
        )
    _check_versions(schema, minor, path)
    return _view(raw, path, newer=minor > MINOR)


def read_raw_state(raw: Mapping[str, Any], where: Phrase | str) -> SavedView:
    """Read a state out of plain objects that stand in a larger file.

    Raises
    ------
    InputError
        As :func:`read_saved`; ``where`` says in the sentence where they stand.
    """
    fields_ = dict(raw)
    schema, minor = fields_.pop("schema_version", None), fields_.pop("minor_version", 0)
    _check_versions(schema, minor, where)
    return _view(fields_, where, newer=minor > MINOR)


def _check_versions(schema: object, minor: object, where: Path | Phrase | str) -> None:
    if type(schema) is not int or schema != SCHEMA:
        raise InputError("{path}: unknown schema_version; accepted is {schema}", path=where, schema=SCHEMA)
    if type(minor) is not int or minor < 0:
        raise InputError("{path}: unknown minor_version; accepted is a whole number", path=where)


def read_fields(raw: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Read some fields of a state, as a step of a tour has them.

    Parameters
    ----------
    raw : mapping
        Plain objects, as in a state file.
    where : str
        Where they stand, for the sentence about what is wrong.

    Raises
    ------
    InputError
        When a field is unknown or has a value that is not accepted.
    """
    saved = _view(raw, where, newer=False)
    return {name: getattr(saved.state, name) for name in raw}


def _view(raw: Mapping[str, Any], path: Path | Phrase | str, *, newer: bool) -> SavedView:
    known = {field.name: field for field in IN_ORDER}
    values: dict[str, Any] = {}
    left_out: list[str] = []
    for name, value in raw.items():
        if name not in known:
            if newer:
                left_out.append(reprlib.repr(name).strip("'") if len(name) > 60 else name)
                continue
            raise InputError("{path}: {error}", path=path, error=unknown("field", name[:60], known))
        try:
            values[name] = _read(known[name], value)
        except (AttributeError, TypeError, ValueError, KeyError, OverflowError, RecursionError) as error:
            if newer:
                left_out.append(name)
                continue
            if isinstance(error, InputError):
                raise InputError("{path}: {error}", path=path, error=error) from error
            raise InputError(
                "{path}: field {name} has a value that is not accepted: {value}",
                path=path,
                name=name,
                value=reprlib.repr(value),
            ) from error
    return SavedView(ViewState(**values), tuple(left_out), newer)


def _read(field: StateField, value: Any) -> object:
    """Read the value of a field; the value of one that is not saved is checked and dropped."""
    if value is None and field.type.endswith(OR_NONE):
        return None
    read = READERS[_written_type(field)](value)
    return read if field.saved else field.default


def _written_type(field: StateField) -> str:
    return field.type.removesuffix(OR_NONE)


def read_examination(rows: object) -> tuple[Examined, ...]:
    """Read the entries of a saved view; their words are checked against the knowledge later.

    Raises
    ------
    InputError
        When they are no list, or more than there can be.
    TypeError, KeyError, ValueError
        When an entry is ill-formed.
    """
    if not isinstance(rows, list) or len(rows) > MOST_EXAMINED:
        raise InputError("the examination is accepted as a list of at most {count} entries", count=MOST_EXAMINED)
    return tuple(_examined(row) for row in rows)


def _examined(row: object) -> Examined:
    if not isinstance(row, dict) or row.keys() != {"key", "side", "grade"}:
        raise KeyError(row)
    key, side, grade = row["key"], row["side"], row["grade"]
    if not isinstance(key, str) or not isinstance(grade, str) or side not in SIDE_CHOICES:
        raise ValueError(row)
    return Examined(key, side, grade)


def _symptom(entry: Any) -> PickedSymptom:
    if entry.keys() - {"key", "side"}:
        raise KeyError(*entry.keys())
    side = entry.get("side", "right")
    if side not in SIDE_CHOICES:
        raise ValueError(side)
    return PickedSymptom(_text(entry["key"]), side)


def _camera(value: Any) -> CameraPose:
    """Refuse a camera that sees nothing: in or beyond all reach of what it looks at, or without a direction up."""
    pose = CameraPose(**{key: _numbers(part) for key, part in value.items()})
    along = tuple(a - b for a, b in zip(pose.focal_point, pose.position, strict=True))
    far = max(map(abs, (*pose.position, *pose.focal_point)))
    away, up = math.hypot(*along), math.hypot(*pose.view_up)
    if away < 1.0 or far > FARTHEST_MM or not 1e-6 < up < 1e6 or not 1.0 <= pose.view_angle <= 170.0:
        raise ValueError(pose)
    if abs(sum(a * b for a, b in zip(along, pose.view_up, strict=True))) > PARALLEL * away * up:
        raise ValueError(pose)
    return pose


def _place(value: Any) -> ChartPlace:
    place = ChartPlace(**value)
    numbers = (_number(place.t), _number(place.phi))
    if place.segment not in SEGMENTS or place.side not in SIDES or not LOWEST_T <= numbers[0] <= HIGHEST_T:
        raise ValueError(place)
    if type(place.ray) is not int or place.ray not in RAYS:
        raise ValueError(place)
    return ChartPlace(place.segment, place.side, *numbers, place.ray)


def _numbers(value: Any) -> Any:
    if isinstance(value, list):
        x, y, z = (_number(part) for part in value)
        return (x, y, z)
    return _number(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_text(entry) for entry in value)


def _number(value: Any) -> float:
    if isinstance(value, bool | str) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def _share(value: Any) -> float:
    share = _number(value)
    if not 0.0 <= share <= 1.0:
        raise ValueError(value)
    return share


def _plain(value: Any) -> dict[str, Any]:
    return asdict(value)


def _all_plain(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(value) for value in values]


READERS: Final[Mapping[str, Callable[[Any], object]]] = {
    "bool": _switch,
    "str": _text,
    "Side": _text,
    "Audience": _text,
    "float": _number,
    "Share": _share,
    "frozenset[str]": lambda value: frozenset(_texts(value)),
    "tuple[str, ...]": _texts,
    "tuple[PickedSymptom, ...]": lambda value: tuple(_symptom(entry) for entry in value),
    "tuple[Examined, ...]": read_examination,
    "tuple[Stroke, ...]": read_drawing,
    "CameraPose": _camera,
    "ChartPlace": _place,
}
"""How a value is read from a file, by the type of its field without ``| None``."""
WRITERS: Final[Mapping[str, Callable[[Any], object]]] = {
    "frozenset[str]": sorted,
    "tuple[PickedSymptom, ...]": _all_plain,
    "tuple[Examined, ...]": _all_plain,
    "tuple[Stroke, ...]": drawing_rows,
    "CameraPose": _plain,
    "ChartPlace": _plain,
}
"""How a value is written, by the type of its field without ``| None``; other types are written as they are."""
