"""Small JSON files, which may have been changed by hand or be another kind of file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .errors import InputError, Phrase


def read_object(path: Path, what: str, most_bytes: int) -> dict[str, Any]:
    """Read a JSON object.

    Parameters
    ----------
    path : Path
    what : str
        What is accepted, with its article, such as ``a saved view``: an English message.
    most_bytes : int
        A larger file is another kind of file, and is not read.

    Raises
    ------
    InputError
        When it cannot be read, is too large, or is no JSON object.
    """
    gaps = {"path": path, "what": Phrase(what)}
    try:
        if path.stat().st_size > most_bytes:
            raise InputError("{path}: larger than {size} kB; {what} is accepted", size=most_bytes // 1000, **gaps)
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror
        raise InputError("{path}: cannot be read ({reason}); {what} is accepted", reason=reason, **gaps) from error
    except InputError:
        raise
    except (ValueError, RecursionError) as error:  # also numbers of more digits than Python reads
        raise InputError("{path}: not a JSON file; {what} is accepted", **gaps) from error
    if not isinstance(raw, dict):
        raise InputError("{path}: not a JSON object; {what} is accepted", **gaps)
    return raw
