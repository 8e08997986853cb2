"""What the window needs from the system, checked before Qt is loaded: Qt itself would abort the process."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Final

WINDOW_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Libraries of Qt and its X11 plugin that a bare system lacks, and the Debian packages that hold them."""


def missing_display() -> str | None:
    """Say why no window can be opened, or None when one can."""
    if sys.platform in {"win32", "darwin", "cygwin"}:
        return None
    name = os.environ.get("DISPLAY")
    if not name:
        if os.environ.get("WAYLAND_DISPLAY"):
            return "there is no X display (DISPLAY is not set; a Wayland desktop needs Xwayland)"
        return "there is no display (DISPLAY is not set)"
    if not _answers():
        return f"the display {name} does not answer"
    # The 3D view needs an X window, also on a Wayland desktop whose user has told Qt to do without.
    if "wayland" in (os.environ.get("QT_QPA_PLATFORM") or "wayland"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    return None


def missing_library() -> str | None:
    """Say which system libraries of Qt and its X11 plugin are missing and how to get them, or None."""
    if sys.platform in {"win32", "darwin", "cygwin"} or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return None
    missing = [package for library, package in WINDOW_LIBRARIES.items() if not _loads(library)]
    if not missing:
        return None
    return f"the window needs system libraries that are not installed: install {' '.join(missing)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers() -> bool:
    """Whether the X server that DISPLAY names can be reached; assumed if there is no X library to ask."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return True
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    x11.XCloseDisplay(display)
    return True
