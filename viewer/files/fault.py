"""What failed, told without anything of a patient: the kinds of the errors and where in the code they arose.

An error's message, the values of variables, and files that are not of the program or its libraries may hold a name or
what was typed. None of them is told, not even the message of an :class:`~viewer.files.errors.InputError`.
"""

from __future__ import annotations

import errno
import linecache
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

from .errors import OUR_PACKAGES
from .version import CLONE

ELSEWHERE: Final = "elsewhere"
"""Stands for a file of nobody we know: its name may be that of a person."""
MOST_PLACES: Final = 60
"""Of one error; a recursion without end has a thousand."""
MOST_ERRORS: Final = 8
"""Of a chain."""
LIBRARIES: Final = frozenset({"site-packages", "dist-packages"})
"""Folders that hold installed packages."""


def trace_of(error: BaseException) -> str:
    """Tell where an error, and those that led to it, arose: the first of them first, each with its places."""
    return "\n".join(line for one in reversed(_chain(error)) for line in _lines(one))


def arose_in(error: BaseException) -> str:
    """Name the innermost place of our own code an error came through, such as ``viewer/cli/data.py, line 12``."""
    ours, last = "", ELSEWHERE
    for file, line, _name in _places(error.__traceback__):
        last = shown_file(file)
        if _is_ours(last):
            ours = f"{last}, line {line}"
    return ours or last


def shown_file(file: str) -> str:
    """Give the name of a file of code as it may be told: from its package on, or :data:`ELSEWHERE`."""
    path = Path(file)
    try:
        inside = path.relative_to(CLONE) if path.is_absolute() else path
    except ValueError:
        inside = path
    if _is_ours(inside.as_posix()):
        return inside.as_posix()
    parts = path.parts
    for at in range(len(parts) - 1, 0, -1):
        if parts[at - 1] in LIBRARIES:
            return "/".join(parts[at:])
    try:
        # The standard library: this module is loaded from it, whichever Python runs.
        return path.relative_to(Path(linecache.__file__).parent).as_posix()
    except ValueError:
        return ELSEWHERE


def name_of(error: BaseException) -> str:
    """Name the kind of an error; of the system's errors, with what the system calls them."""
    kind = type(error).__qualname__
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind} {errno.errorcode.get(error.errno, '')}".strip()
    return kind


def _chain(error: BaseException) -> list[BaseException]:
    """List an error and those that led to it, the last first."""
    found: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in found and len(found) < MOST_ERRORS:
        found.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return found


def _lines(error: BaseException) -> Iterator[str]:
    yield name_of(error)
    places = list(_places(error.__traceback__))
    left_out = len(places) - MOST_PLACES
    for number, (file, line, name) in enumerate(places):
        if left_out > 0 and number == MOST_PLACES // 2:
            yield f"  ... {left_out} more"
        if left_out <= 0 or not MOST_PLACES // 2 <= number < MOST_PLACES // 2 + left_out:
            yield from _told(file, line, name)


def _told(file: str, line: int, name: str) -> Iterator[str]:
    shown = shown_file(file)
    if shown == ELSEWHERE:
        yield f"  {ELSEWHERE}"
        return
    yield f"  {shown}:{line} in {name}"
    code = linecache.getline(file, line).strip() if _is_ours(shown) else ""
    if code:
        yield f"    {code}"


def _places(trace: TracebackType | None) -> Iterator[tuple[str, int, str]]:
    """Give file, line and function of every frame, the outermost first."""
    while trace is not None:
        code = trace.tb_frame.f_code
        yield code.co_filename, trace.tb_lineno, code.co_qualname
        trace = trace.tb_next


def _is_ours(shown: str) -> bool:
    return shown == "main.py" or shown.partition("/")[0] in OUR_PACKAGES
