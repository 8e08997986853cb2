"""TOML files parsed ahead: reading TOML takes four fifths of the time of loading the data, reading JSON a twentieth.

Building or installing the package writes ``parsed.json`` (``setup.py``). What a file holds is found by the digest of
its bytes: a file that was edited since, or is not ours, is parsed as always.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

NAME: Final = "parsed.json"


def parse(raw: bytes, text: str) -> dict[str, Any]:
    """Parse a TOML file.

    Parameters
    ----------
    raw : bytes
        The file.
    text : str
        The same, decoded.

    Raises
    ------
    tomllib.TOMLDecodeError
        When it is not TOML.
    """
    known = _known().get(_digest(raw))
    return tomllib.loads(text) if known is None else dict(known)


def shipped_files() -> list[Path]:
    """List the files of a clone that the program reads with :func:`parse`: knowledge, tours, words for the search."""
    clone = Path(__file__).parents[1]
    folders = (clone / "annotations", clone / "viewer" / "search")
    return sorted(file for folder in folders for file in folder.rglob("*.toml"))


def write_parsed(files: Iterable[Path], into: Path) -> None:
    """Write what is in TOML files, by the digests of their bytes.

    Parameters
    ----------
    files : iterable of Path
    into : Path
        The folder of this package, where the program looks for it.
    """
    whole = {_digest(raw): tomllib.loads(raw.decode("utf-8-sig")) for raw in (file.read_bytes() for file in files)}
    (into / NAME).write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


@cache
def _known() -> dict[str, dict[str, Any]]:
    """Read what was parsed ahead; nothing in a clone that was never installed."""
    try:
        found: dict[str, dict[str, Any]] = json.loads((resources.files(__package__) / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
