"""Tables measured against files outside this package, printed from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from .atlas import AtlasError


def print_report(report: Callable[[Path], Iterable[str]], words: str | None) -> int:
    """Read the folder from the command line and print what is measured there, line by line as it comes.

    Parameters
    ----------
    report : callable
        Gives the lines for the folder.
    words : str or None
        What the command does, for its help.

    Returns
    -------
    int
        The exit code: 0, or 2 where a file is missing; then its sentence is on standard error.
    """
    parser = argparse.ArgumentParser(description=words)
    parser.add_argument("folder", type=Path)
    try:
        for line in report(parser.parse_args().folder):
            sys.stdout.write(f"{line}\n")
    except AtlasError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0
