"""What a fault of the program says on a terminal: one sentence, with where the log is that tells the rest."""

from __future__ import annotations

import sys
from types import TracebackType

from viewer.files.debugging import DEBUG_VARIABLE, is_debugged
from viewer.files.version import PROGRAM


def tell_faults() -> None:
    """From now on what nobody catches is told in one sentence, and Python ends with exit code 1.

    Not with ``try``: whoever calls a command from Python, as tests do, gets the error itself.
    """
    if not is_debugged():
        sys.excepthook = _tell


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not isinstance(error, Exception):
        sys.__excepthook__(kind, error, trace)
        return
    from viewer.files.fault import arose_in, name_of, trace_of
    from viewer.files.log import write_entry
    from viewer.files.versions import version_lines

    try:
        log = write_entry("\n".join((f"the program ended: {trace_of(error)}", *version_lines())))
        where = "no log is kept" if log is None else f"{log} tells more"
    except OSError as refused:
        where = f"no log could be written ({refused.strerror})"
    sys.stderr.write(
        f"{PROGRAM}: it ended by a fault of its own ({name_of(error)} in {arose_in(error)}); {where}, "
        f"and {DEBUG_VARIABLE}=1 prints it all\n"
    )
