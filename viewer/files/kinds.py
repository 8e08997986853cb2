"""What a file or folder is that somebody hands to the program: told by its name, before it is read."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import Final

from meshes.scan import SUFFIXES as SCAN_SUFFIXES

VIEW_SUFFIXES: Final = (".dermatome", ".json")
"""Of saved views: our own, and that of version 0.1."""
VIEW_TYPE: Final = "application/x-dermatome-view"
"""MIME type of a saved view; installer/linux/dermatome-view.xml declares it to desktops."""


class Kind(Enum):
    """What can be handed over."""

    VIEW = auto()
    RECORDS = auto()
    """A folder of further records, as for ``--data``."""
    SCAN = auto()
    """The mesh of a standing body, as for ``annotate``."""
    OTHER = auto()


def kind_of(path: Path) -> Kind:
    """Tell what a file or folder is, by its name."""
    suffix = path.suffix.lower()
    if path.is_dir():
        return Kind.RECORDS
    if suffix in VIEW_SUFFIXES:
        return Kind.VIEW
    return Kind.SCAN if suffix in SCAN_SUFFIXES else Kind.OTHER
