"""Reading the arrays of a table, so that a damaged one names the file and the record."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

#: What NumPy and zipfile raise on a file that is truncated, changed or no archive at all.
DAMAGE: Final = (
    OSError,
    ValueError,
    EOFError,
    KeyError,
    zipfile.BadZipFile,
    zlib.error,
    MemoryError,
    NotImplementedError,
    RuntimeError,
)


def read_archive(
    path: Path, what: str, kind: type[ValueError], names: Collection[str] | None = None
) -> dict[str, NDArray[Any]]:
    """Read the arrays of a ``.npz`` file.

    Parameters
    ----------
    path : Path
    what : str
        What the file should be, such as ``loft table``.
    kind : type of ValueError
        What to raise.
    names : collection of str, optional
        Arrays to be read; by default all. Those that are not there are left out.

    Raises
    ------
    ValueError
        Of that kind, when the file is damaged; the sentence names the record that cannot be read.
    """
    found: dict[str, NDArray[Any]] = {}
    at = ""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            for name in archive.files:
                if names is None or name in names:
                    at = f"the record {name}: "
                    found[name] = archive[name]
    except DAMAGE as error:
        raise kind(f"{path}: not a readable {what} (truncated or damaged): {at}{error}") from error
    return found
