"""What Qt's file dialogs remember: names of folders, in a file that all programs made with Qt share.

Qt writes them as each dialog closes, the desktop's own dialogs included.
"""

from __future__ import annotations

import os
import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths, Qt

SHARED: Final = "QtProject"
"""How Qt calls its settings: a file on Linux, ``HKEY_CURRENT_USER\\Software\\QtProject``, ``com.qtproject.plist``."""
NAMING: Final = ("history", "lastVisited", "shortcuts")
"""Entries that name folders."""


def keep_to_ourselves() -> None:
    """Have Qt's dialogs write nothing, where Qt lets us choose where they write: everywhere but on Windows and macOS.

    To be called before the first dialog. Under a device there can be no file, and Qt takes that calmly.
    """
    if sys.platform not in ("win32", "darwin"):
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def forget_dialogs() -> None:
    """Drop the folders that dialogs of this program were in; what is not written Qt keeps in memory."""
    settings = QSettings(QSettings.Scope.UserScope, SHARED)
    for name in NAMING[:2]:
        settings.remove(f"FileDialog/{name}")


def forget_shared() -> None:
    """Drop the names of folders from the file that all programs share: versions before this one wrote there, too."""
    forget_dialogs()
    place = QStandardPaths.locate(QStandardPaths.StandardLocation.GenericConfigLocation, f"{SHARED}.conf")
    if place:
        settings = QSettings(place, QSettings.Format.IniFormat)
        for name in NAMING:
            settings.remove(f"FileDialog/{name}")
        settings.sync()


def use_own_dialogs(*, on: bool) -> None:
    """Choose files in Qt's dialog, or in the desktop's, which may put every file into a list of recent ones."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, on)
