"""The log: a small file that turns over, with what failed and which versions ran; nothing of a patient is in it.

It is written when something fails, and when a window opens. Whoever writes to it hands over only what
:mod:`viewer.files.fault` and :mod:`viewer.files.versions` tell.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from .own_folders import log_folder

NAME: Final = "log.txt"
MOST_BYTES: Final = 100_000
"""Of one file; the two before it are kept beside it as ``log.txt.1`` and ``log.txt.2``."""
KEPT_BEFORE: Final = 2


def write_entry(text: str) -> Path | None:
    """Put an entry at the end of the log, with the time; it may have several lines.

    Returns
    -------
    Path or None
        The file; None when the log is switched off.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    folder = log_folder()
    if folder is None:
        return None
    # Only who has something to tell waits for these.
    from logging import INFO, Formatter, LogRecord, makeLogRecord
    from logging.handlers import RotatingFileHandler

    class Writer(RotatingFileHandler):
        def handleError(self, record: LogRecord) -> None:
            """Hand the error on; as it is, logging would write it to the terminal, with the entry."""
            del record
            raise

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Opened for this entry alone: another window may turn the files over before the next.
    writer = Writer(
        folder / NAME, maxBytes=MOST_BYTES, backupCount=KEPT_BEFORE, encoding="utf-8", errors="backslashreplace"
    )
    writer.setFormatter(Formatter("{asctime} {message}", style="{"))
    try:
        writer.handle(makeLogRecord({"msg": text, "levelno": INFO}))
    finally:
        writer.close()
    return folder / NAME
