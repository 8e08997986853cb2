"""Folders of the program on this system: for what it remembers, what can be made again, and how it ran."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from .errors import InputError
from .version import PROGRAM
from .writing import write_whole

LOG_VARIABLE: Final = "DERMATOME_LOG"
"""Environment variable with another folder for the log; empty: none is kept."""
SYSTEM_FONTS: Final = Path("/etc/fonts/fonts.conf")
"""Says to Linux's programs where fonts are, and where the list of them is kept."""


def home_folder() -> Path:
    """Give the user's folder; one that is nowhere for a user whom the system does not know, as in containers."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/nonexistent")


def settings_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Give the folder for what is remembered."""
    home = home_folder()
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / PROGRAM
    if platform == "darwin":
        return home / "Library" / "Application Support" / PROGRAM
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / PROGRAM


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Give the folder for what can be made again."""
    home = home_folder()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / PROGRAM / "cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / PROGRAM
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / PROGRAM


def log_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """Give the folder for what tells how the program ran; None if it is switched off."""
    if LOG_VARIABLE in environment:
        return Path(environment[LOG_VARIABLE]) if environment[LOG_VARIABLE] else None
    home = home_folder()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / PROGRAM / "log"
    if platform == "darwin":
        return home / "Library" / "Logs" / PROGRAM
    return Path(environment.get("XDG_STATE_HOME") or home / ".local" / "state") / PROGRAM


@cache
def keep_caches_together() -> None:
    """Have libraries that keep caches of their own write them into our folder; into one for this run if that fails.

    PyVista's plotting loads Matplotlib, which lists the fonts that it finds; graphics drivers keep shaders that they
    have translated. What the user has set for them stays. To be called before any of them is loaded.
    """
    try:
        folder = _writable_cache()
    except OSError:  # nowhere can anything be written
        return
    for name in ("MPLCONFIGDIR", "MESA_SHADER_CACHE_DIR", "__GL_SHADER_DISK_CACHE_PATH"):
        os.environ.setdefault(name, str(folder))
    if SYSTEM_FONTS.exists() and not {"FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"} & set(os.environ):
        with suppress(InputError):  # the disk is full
            os.environ["FONTCONFIG_FILE"] = str(_own_fonts(folder))


def _writable_cache() -> Path:
    """Give our folder for caches; where it cannot be written, one that is gone after this run."""
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        passing = tempfile.mkdtemp(prefix=f"{PROGRAM}-")
        atexit.register(shutil.rmtree, passing, ignore_errors=True)
        return Path(passing)


def _own_fonts(folder: Path) -> Path:
    """Tell the system's list of fonts, which Qt reads, to keep in this folder what it finds of fonts added since."""
    path = folder / "fonts.conf"
    text = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{escape(str(folder / "fontconfig"))}</cachedir><include>{SYSTEM_FONTS}</include></fontconfig>
"""
    if not path.exists() or path.read_text(encoding="utf-8", errors="replace") != text:
        write_whole(path, lambda beside: beside.write_text(text, encoding="utf-8"))
    return path
