"""Writing files: completely or not at all, after an early check that it is possible."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from .errors import InputError


def check_writable(path: Path, suffix: str) -> None:
    """Fail early when a file cannot be written.

    Raises
    ------
    InputError
        One sentence with the reason.
    """
    if path.suffix.lower() != suffix:
        raise InputError("{path}: the name must end in {suffix}", path=path, suffix=suffix)
    folder = path.parent
    try:
        if path.is_dir():
            raise InputError("{path}: is a folder; the name of a file is accepted", path=path)
        if not folder.is_dir():
            raise InputError("{path}: cannot be written, there is no folder {folder}", path=path, folder=folder)
        if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise InputError("{path}: cannot be written, permission is denied", path=path)
    except OSError as error:  # a name that no file can have
        raise refused(path, error) from error


def refused(path: Path, error: OSError) -> InputError:
    """Make the error for a file that the disk refuses."""
    return InputError("{path}: cannot be written ({reason})", path=path, reason=error.strerror or error)


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside its place and rename it, so that it is never incomplete.

    Raises
    ------
    InputError
        When the disk refuses.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=path.suffix)
        beside = Path(name)
        os.close(handle)
        write(beside)
        mask = os.umask(0)
        os.umask(mask)
        beside.chmod(0o666 & ~mask)  # mkstemp makes it private
        beside.replace(path)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
