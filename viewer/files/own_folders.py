"""Folders of the program on this system: for what it remembers, what can be made again, and how it ran."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .version import PROGRAM

LOG_VARIABLE: Final = "DERMATOME_LOG"
"""Environment variable with another folder for the log; empty: none is kept."""


def settings_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Give the folder for what is remembered."""
    home = Path.home()
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / PROGRAM
    if platform == "darwin":
        return home / "Library" / "Application Support" / PROGRAM
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / PROGRAM


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Give the folder for what can be made again."""
    home = Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / PROGRAM / "cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / PROGRAM
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / PROGRAM


def log_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """Give the folder for what tells how the program ran; None if it is switched off."""
    if LOG_VARIABLE in environment:
        return Path(environment[LOG_VARIABLE]) if environment[LOG_VARIABLE] else None
    home = Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / PROGRAM / "log"
    if platform == "darwin":
        return home / "Library" / "Logs" / PROGRAM
    return Path(environment.get("XDG_STATE_HOME") or home / ".local" / "state") / PROGRAM


def keep_caches_together() -> None:
    """Have libraries that keep caches of their own write them into our folder; into a temporary one if that fails.

    PyVista's plotting loads Matplotlib, which writes a list of the fonts it finds.
    """
    if "MPLCONFIGDIR" in os.environ:
        return
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    os.environ["MPLCONFIGDIR"] = str(folder if writable else Path(tempfile.gettempdir()) / PROGRAM)
