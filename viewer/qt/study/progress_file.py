"""The file of a student's progress: read when first needed, written after every answer."""

from __future__ import annotations

from pathlib import Path

from viewer.files.errors import InputError, Phrase
from viewer.study.schedule import Progress, read_progress, write_progress


class ProgressFile:
    """Keeps progress in a file, or only in memory.

    Parameters
    ----------
    path : Path, optional
        None keeps nothing.

    Attributes
    ----------
    notice : Phrase, InputError or None
        One sentence about what went wrong; None where all is well.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._progress: Progress | None = None
        self._writable = True
        self.notice: Phrase | InputError | None = None

    def progress(self) -> Progress:
        """Return the progress."""
        if self._progress is None:
            found = read_progress(self._path)
            self._progress, self._writable, self.notice = found.progress, found.writable, found.notice
        return self._progress

    def write(self) -> None:
        """Write it; a failure is reported once, and the study goes on without the file."""
        if self._path is None or not self._writable or self._progress is None:
            return
        try:
            write_progress(self._path, self._progress)
        except InputError as error:
            self._writable = False
            self.notice = error

    def forget(self) -> None:
        """Start over and delete the file."""
        self._progress, self.notice = Progress(), None
        try:
            if self._path is not None:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            self.notice = Phrase("Your progress was not deleted: {reason}", reason=error.strerror or error)
