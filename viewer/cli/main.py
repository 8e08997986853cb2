"""Where the program starts: it reads what is asked, runs the command, and answers wrong input with one sentence.

A command is a function of its name in one module per family. Only that module is imported, and what is heavy only when
it is needed: ``--help``, ``data``, ``check`` and ``roots`` load neither VTK nor Qt.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, TextIO, cast

from viewer.files.errors import is_ours
from viewer.files.version import PROGRAM

from .fault_hook import tell_faults
from .parser import WRONG_INPUT, read_arguments

RARELY: Final = 50_000
"""New objects from one search for garbage to the next; Python's own 700 or 2000 suit what starts small and stays so."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after the program's name; by default those it was started with.

    Returns
    -------
    int
        0 when all went well, 1 when ``check`` found something wrong, 2 for wrong input. What else is raised is a fault
        of the program: told in one sentence as Python ends, with 1.
    """
    tell_faults()
    # What a command makes at first it keeps; looking for garbage in it took a tenth of a picture's time.
    gc.set_threshold(RARELY)
    arguments = read_arguments(argv)
    _prepare_output()
    family, _, command = arguments.run.partition(".")
    try:
        code: int = getattr(import_module(f"{__package__}.{family}"), command)(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has left; keep Python from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ValueError as error:
        if not is_ours(error):
            raise
        sentence = " ".join(str(error).split())
        sys.stderr.write(f"{PROGRAM}: {sentence}\n")
        return WRONG_INPUT
    except OSError as error:
        # Files answer for themselves in `write_whole`; what is left is the output, on a full disk for example.
        if error.filename is not None:
            raise
        sys.stderr.write(f"{PROGRAM}: the answer cannot be written ({error.strerror})\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_INPUT
    except KeyboardInterrupt:
        return 130
    return code


def _prepare_output() -> None:
    """Write UTF-8 whatever the locale, as JSON asks for; and nowhere when we were started without an output."""
    for name in ("stdout", "stderr"):
        stream = cast("TextIO | None", getattr(sys, name))
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for the whole run
        elif isinstance(stream, io.TextIOWrapper):
            # Python would give up on file names that are no text, also while it complains of them.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
