"""Which versions run, and on which system; without the names of user and computer, and without paths."""

from __future__ import annotations

import platform
import sys
from typing import Final

from .version import PROGRAM, own_version

PACKAGES: Final = (
    ("PySide6", "PySide6-Essentials"),
    ("VTK", "vtk"),
    ("PyVista", "pyvista"),
    ("NumPy", "numpy"),
    ("SciPy", "scipy"),
    ("trimesh", "trimesh"),
)
"""(name, distribution) of what a fault may lie in."""


def version_lines() -> list[str]:
    """Say which versions run and on which system, in English, a line each."""
    packages = (f"{name} {found}" for name, package in PACKAGES if (found := _version(package)))
    return [
        f"{PROGRAM} {own_version() or 'of an unknown version'}",
        ", ".join((f"Python {platform.python_version()}", *packages)),
        ", ".join(filter(None, (f"{platform.system()} {platform.release()}", platform.machine(), _distribution()))),
    ]


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _distribution() -> str:
    """Name the distribution of Linux."""
    if sys.platform != "linux":
        return ""
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""
