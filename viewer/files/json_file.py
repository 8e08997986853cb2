"""Small JSON files, which may have been changed by hand or be another kind of file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .errors import InputError


def read_object(path: Path, what: str, most_bytes: int) -> dict[str, Any]:
    """Read a JSON object.

    Parameters
    ----------
    path : Path
    what : str
        What is accepted, with its article, such as ``a saved view``.
    most_bytes : int
        A larger file is another kind of file, and is not read.

    Raises
    ------
    InputError
        When it cannot be read, is too large, or is no JSON object.
    """
    try:
        if path.stat().st_size > most_bytes:
            raise InputError(f"{path}: larger than {most_bytes // 1000} kB; {what} is accepted")
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); {what} is accepted") from error
    except InputError:
        raise
    except (ValueError, RecursionError) as error:  # also numbers of more digits than Python reads
        raise InputError(f"{path}: not a JSON file; {what} is accepted") from error
    if not isinstance(raw, dict):
        raise InputError(f"{path}: not a JSON object; {what} is accepted")
    return raw
