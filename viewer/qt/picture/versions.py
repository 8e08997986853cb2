"""Which versions run in a window, what draws it, and on which screens; no name of anybody, no path."""

from __future__ import annotations

import re
from typing import Any, Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from viewer.files.versions import version_lines
from viewer.qt.widgets.language import tr
from viewer.qt.widgets.style import LOOK

_OPENGL: Final = re.compile(r"^OpenGL (?:vendor|renderer|version) string: +(.+)$", re.MULTILINE)
"""What VTK reports of it, among much else."""


def window_versions(canvas: QWidget) -> str:
    """Say which versions run, in English, for a report.

    Parameters
    ----------
    canvas : QWidget
        The picture; what draws it is told if it is drawn by VTK.
    """
    lines = [
        *version_lines(),
        f"Qt {qVersion()} on {QGuiApplication.platformName()}",
        f"OpenGL: {', '.join(_opengl(canvas)) or 'not asked'}",
        f"Screens: {'; '.join(map(_screen, QGuiApplication.screens()))}",
        f"Words: {round(100 * LOOK.scale)} %, language {tr.language}",
    ]
    return "\n".join(lines)


def _opengl(canvas: QWidget) -> list[str]:
    """Name vendor, renderer and version of OpenGL."""
    window: Any = getattr(canvas, "render_window", None)
    return [] if window is None else _OPENGL.findall(window.ReportCapabilities())


def _screen(screen: QScreen) -> str:
    size = screen.geometry().size()
    return f"{size.width()} x {size.height()} at {round(100 * screen.devicePixelRatio())} %"
