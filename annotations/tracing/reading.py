"""Reading the files in FOLDER: measured drawings as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class TracingError(ValueError):
    """A measured drawing that cannot be used; the message names the file and what is missing."""


def read_drawing(folder: Path, name: str, *needed: str) -> dict[str, Any]:
    """Read one measured drawing.

    Parameters
    ----------
    folder : Path
        Holds them.
    name : str
        Of the file.
    *needed : str
        What it must have.

    Raises
    ------
    TracingError
        When the file is not there, is not a JSON object, or lacks something needed.
    """
    path = folder / name
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TracingError(f"{path} is not there; give the folder that holds the measured maps") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise TracingError(f"{path} is not a readable JSON file ({error})") from None
    if not isinstance(data, dict):
        raise TracingError(f"{path} holds no JSON object")
    for key in needed:
        if key not in data:
            raise TracingError(f"{path} has no {key!r}; needed are {', '.join(needed)} (docs/maps.md)")
    return data
