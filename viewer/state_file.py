"""A view state as a small JSON file: what ``snapshot --state`` reads."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from .errors import InputError, unknown
from .state import SIDE_CHOICES, SIDES, CameraPose, ChartPlace, PickedSymptom, ViewState

SCHEMA: Final = 1
MAX_BYTES: Final = 100_000
"""A state is a few hundred bytes; anything larger is some other file."""
SEGMENTS: Final = ("trunk", "thigh", "leg", "foot")
RAYS: Final = range(6)
"""0 is off the toes, 1 to 5 the toes."""


def as_json(state: ViewState) -> dict[str, Any]:
    """Turn a state into plain objects."""
    plain = asdict(state)
    plain["layers"] = sorted(state.layers)
    plain["hidden"] = sorted(state.hidden)
    return {"schema_version": SCHEMA, **plain}


def read_state(path: Path) -> ViewState:
    """Read a state file.

    Raises
    ------
    InputError
        When the file cannot be read, is no JSON object, is of another schema, or has an unknown or ill-typed field.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}: larger than {MAX_BYTES // 1000} kB; a saved view is accepted")
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); a saved view is accepted") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not a JSON file; a saved view is accepted") from error
    if not isinstance(raw, dict):
        raise InputError(f"{path}: not a JSON object; a saved view is accepted")
    schema = raw.pop("schema_version", None)
    if type(schema) is not int or schema != SCHEMA:
        raise InputError(f"{path}: unknown schema_version; accepted is {SCHEMA}")
    return _state(raw, path)


def _state(raw: Mapping[str, Any], path: Path) -> ViewState:
    known = [field.name for field in fields(ViewState)]
    values: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in known:
            raise InputError(f"{path}: {unknown('field', name, known)}")
        try:
            values[name] = _converted(name, value)
        except (AttributeError, TypeError, ValueError, KeyError, OverflowError) as error:
            raise InputError(f"{path}: field {name} has a value that is not accepted: {value!r}") from error
    return ViewState(**values)


def _converted(name: str, value: Any) -> object:
    if name == "symptoms":
        return tuple(_symptom(entry) for entry in value)
    if name in {"layers", "hidden"}:
        if not isinstance(value, list):
            raise TypeError(value)
        return frozenset(_text(entry) for entry in value)
    if name == "camera":
        return None if value is None else _camera(CameraPose(**{key: _numbers(part) for key, part in value.items()}))
    if name == "place":
        return None if value is None else _place(ChartPlace(**value))
    if name == "skin_opacity":
        if value is None:
            return None
        number = float(value)
        if not 0.0 <= number <= 1.0:
            raise ValueError(value)
        return number
    if name in {"labels", "key_points"}:
        if not isinstance(value, bool):
            raise TypeError(value)
        return value
    if name in {"stature", "bmi"}:
        return None if value is None else _number(value)
    if name == "degree":
        degree = _number(value)
        if not 0.0 <= degree <= 1.0:
            raise ValueError(value)
        return degree
    if value is None and name in {"nerve_field", "scene", "root", "hovered", "selected", "isolated"}:
        return None
    return _text(value)


def _symptom(entry: Any) -> PickedSymptom:
    if entry.keys() - {"key", "side"}:
        raise KeyError(*entry.keys())
    side = entry.get("side", "right")
    if side not in SIDE_CHOICES:
        raise ValueError(side)
    return PickedSymptom(_text(entry["key"]), side)


def _camera(pose: CameraPose) -> CameraPose:
    """Refuse a camera that sees nothing: it stands in what it looks at, or has no upward direction."""
    if (
        math.dist(pose.position, pose.focal_point) == 0.0
        or not any(pose.view_up)
        or not 1.0 <= pose.view_angle <= 170.0
    ):
        raise ValueError(pose)
    return pose


def _place(place: ChartPlace) -> ChartPlace:
    numbers = (_number(place.t), _number(place.phi))
    if place.segment not in SEGMENTS or place.side not in SIDES or not 0.0 <= numbers[0] <= 1.0:
        raise ValueError(place)
    if type(place.ray) is not int or place.ray not in RAYS:
        raise ValueError(place)
    return ChartPlace(place.segment, place.side, *numbers, place.ray)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _numbers(value: Any) -> Any:
    if isinstance(value, list):
        x, y, z = (_number(part) for part in value)
        return (x, y, z)
    return _number(value)


def _number(value: Any) -> float:
    if isinstance(value, bool | str) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)
