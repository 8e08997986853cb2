"""Tables of arrays: written whole or not at all, and read so that a damaged one names the file and the record."""

from __future__ import annotations

import json
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


class TableError(ValueError):
    """The table is damaged or of another kind; the message names the file and, where there is one, the record."""


def read_archive(path: Path, what: str, names: Collection[str] | None = None) -> dict[str, NDArray[Any]]:
    """Read the arrays of a ``.npz`` file.

    Parameters
    ----------
    path : Path
    what : str
        What the file should be, such as ``loft table``.
    names : collection of str, optional
        Arrays to be read; by default all. Those that are not there are left out.

    Raises
    ------
    TableError
        When the file is damaged; the sentence names the record that cannot be read.
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
        raise TableError(f"{path}: not a readable {what} (truncated or damaged): {at}{error}") from error
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
    path: Path, what: str, kinds: Mapping[str, tuple[type[np.generic], int]], schema: int
) -> dict[str, NDArray[Any]]:
    """Read the arrays of a table with a schema number, each of a known type and number of dimensions.

    Parameters
    ----------
    path : Path
    what : str
        What the file should be, such as ``loft table``.
    kinds : mapping of str to (type, int)
        What is to be read: its type and how many dimensions it has. One of them is ``schema``, of one number.
    schema : int
        The schema that is accepted.

    Raises
    ------
    TableError
        When the file or an array is missing, damaged, of another kind or of another schema.
    """
    if not path.is_file():
        raise TableError(f"{path}: no {what} there; in a clone `python -m meshes.measure ATLAS_FOLDER` writes one")
    arrays = read_archive(path, what, kinds)
    for name, (dtype, dimensions) in kinds.items():
        if name not in arrays:
            raise TableError(f"{path}: the array {name} is missing; accepted is a {what} of schema {schema}")
        if arrays[name].dtype != dtype or arrays[name].ndim != dimensions:
            raise TableError(
                f"{path}: the array {name} is {arrays[name].dtype} of {arrays[name].ndim} dimensions, "
                f"not {np.dtype(dtype)} of {dimensions}"
            )
    if arrays["schema"].tolist() != [schema]:
        raise TableError(f"{path}: {what} of schema {arrays['schema'].tolist()}; accepted is schema {schema}")
    return arrays


def read_records(
    path: Path, encoded: NDArray[np.uint8], kinds: Mapping[str, type | tuple[type, ...]], tissues: Collection[str]
) -> list[dict[str, Any]]:
    """Read and check the list of a table's records, lofts or nerves.

    Parameters
    ----------
    path : Path
        For the message only.
    encoded : ndarray, shape (n,)
        JSON in UTF-8.
    kinds : mapping of str to type
        What each record must say, ``key`` and ``tissue`` among it, and of what type.
    tissues : collection of str
        The tissues that are accepted.

    Raises
    ------
    TableError
        When it is no list of records, or a record lacks something or is there twice.
    """
    try:
        heads = json.loads(encoded.tobytes().decode("utf-8"))
    except ValueError as error:
        raise TableError(f"{path}: the list of records is damaged: {error}") from error
    if not isinstance(heads, list):
        raise TableError(f"{path}: the list of records is damaged: it is no list")
    seen: set[str] = set()
    for number, head in enumerate(heads):
        if not isinstance(head, dict):
            raise TableError(f"{path}: record {number} is damaged: it is no object")
        name = head.get("key", number)
        for field, kind in kinds.items():
            if not isinstance(head.get(field), kind):
                raise TableError(f"{path}: record {name} has a missing or wrong {field}")
        if head["tissue"] not in tissues:
            raise TableError(
                f"{path}: record {name} has the tissue {head['tissue']!r}; accepted are {', '.join(tissues)}"
            )
        if name in seen:
            raise TableError(f"{path}: record {name} is there twice")
        seen.add(name)
    return heads
