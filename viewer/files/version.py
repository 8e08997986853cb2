"""Which version of the program this is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PROGRAM: Final = "dermatome-viewer"
"""Name of the distribution and of the command."""
CLONE: Final = Path(__file__).parents[2]
"""The folder that a clone keeps pyproject.toml in."""


def own_version(folder: Path = CLONE) -> str:
    """Give the version of the code that runs; empty where nothing says it.

    A clone is asked before the installed packages: another version may be installed beside it.

    Parameters
    ----------
    folder : Path
        The folder that holds the packages.
    """
    # Only who asks for the version waits for these.
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        if project["name"] == PROGRAM:
            return str(project["version"])
    except (OSError, ValueError, KeyError):
        pass
    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return ""
