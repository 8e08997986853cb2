"""Tables of arrays: written whole or not at all, and read so that a damaged one names the file and the record."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Collection, Mapping
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


def write_archive(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays as a ``.npz`` file, beside the target first and then renamed; makes the folder.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.npz")
    try:
        np.savez_compressed(beside, allow_pickle=False, **arrays)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_kinds(
    path: Path, what: str, kind: type[ValueError], kinds: Mapping[str, tuple[type[np.generic], int]], schema: int
) -> dict[str, NDArray[Any]]:
    """Read the arrays of a table that says its schema, each of a known type and number of dimensions.

    Parameters
    ----------
    path : Path
    what : str
        What the file should be, such as ``loft table``.
    kind : type of ValueError
        What to raise.
    kinds : mapping of str to (type, int)
        What is to be read: its type and how many dimensions it has. One of them is ``schema``, of one number.
    schema : int
        The schema that is accepted.

    Raises
    ------
    ValueError
        Of that kind, when the file or an array is missing, damaged, of another kind or of another schema.
    """
    if not path.is_file():
        raise kind(f"{path}: no {what} there; write one with `python -m meshes.measure ATLAS_FOLDER`")
    arrays = read_archive(path, what, kind, kinds)
    for name, (dtype, dimensions) in kinds.items():
        if name not in arrays:
            raise kind(f"{path}: the array {name} is missing; accepted is a {what} of schema {schema}")
        if arrays[name].dtype != dtype or arrays[name].ndim != dimensions:
            raise kind(
                f"{path}: the array {name} is {arrays[name].dtype} of {arrays[name].ndim} dimensions, "
                f"not {np.dtype(dtype)} of {dimensions}"
            )
    if arrays["schema"].tolist() != [schema]:
        raise kind(f"{path}: {what} of schema {arrays['schema'].tolist()}; accepted is schema {schema}")
    return arrays
