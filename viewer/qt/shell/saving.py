"""Asks where to save a file, and tells that it is saved, or why not: the same way for everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from viewer.files.errors import InputError
from viewer.qt.widgets.language import tr

from .main_window import FOLDER, MainWindow


def ask_to_save(window: QWidget, title: str, name: str, kinds: str, suffixes: tuple[str, ...]) -> Path | None:
    """Ask where a file should go.

    Parameters
    ----------
    window : QWidget
        The dialog stands over it.
    title : str
        Of the dialog: an English message.
    name : str
        What is offered; in the folder chosen last, at first the user's documents.
    kinds : str
        Qt's filter, in the window's language.
    suffixes : tuple of str
        Accepted endings; a name with none of them is given that of the chosen kind.

    Returns
    -------
    Path or None
        None when the user cancelled.
    """
    chosen, kind = QFileDialog.getSaveFileName(window, tr(title), str(_folder(window) / name), kinds)
    if not chosen:
        return None
    suffix = next((suffix for suffix in suffixes if f"*{suffix}" in kind), suffixes[0])
    path = Path(chosen if chosen.lower().endswith(suffixes) else f"{chosen}{suffix}")
    window.setProperty(FOLDER, str(path.parent))
    return path


def ask_to_open(window: QWidget, title: str, kind: str) -> Path | None:
    """Ask which file to open, in the folder chosen last.

    Parameters
    ----------
    window : QWidget
        The dialog stands over it.
    title, kind : str
        Of the dialog, and Qt's filter: English messages. All files are offered as well.

    Returns
    -------
    Path or None
        None when the user cancelled.
    """
    kinds = ";;".join((tr(kind), tr("All files (*)")))
    # Always a folder of ours: Qt's own "last one" outlives the patient after whom it may be named.
    chosen, _ = QFileDialog.getOpenFileName(window, tr(title), str(_folder(window)), kinds)
    if not chosen:
        return None
    window.setProperty(FOLDER, str(Path(chosen).parent))
    return Path(chosen)


def attempt(window: MainWindow, failed: str, act: Callable[[], object]) -> bool:
    """Do something with a file, or say in a box why it failed; says whether it was done.

    Parameters
    ----------
    window : MainWindow
    failed : str
        What is said before the reason: an English message.
    act : Callable
    """
    try:
        act()
    except (OSError, ValueError) as error:
        show_failure(window, failed, error)
        return False
    return True


def show_failure(window: MainWindow, failed: str, error: Exception) -> None:
    """Say in a box what failed, an English message, and why."""
    window.show_error(f"{tr(failed)}: {reason(error)}")


def reason(error: Exception) -> str:
    """Say in the window's language why something failed."""
    if isinstance(error, InputError):
        return error.in_words(tr)
    return str(error) or type(error).__name__


def show_saved(window: MainWindow, path: Path) -> None:
    """Tell in the status bar that a file is saved."""
    window.show_message(tr("Saved: {path}", path=path))


def offer_to_open(window: MainWindow, sentence: str, path: Path) -> None:
    """Tell that a file is saved, and offer to open it with the desktop's program for it.

    Parameters
    ----------
    window : MainWindow
    sentence : str
        What is there: an English message.
    path : Path
        Opened only when the user asks for it.
    """
    show_saved(window, path)
    box = QMessageBox(QMessageBox.Icon.Information, window.windowTitle(), tr(sentence), parent=window)
    box.setInformativeText(str(path))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    opening = box.addButton(tr("Open it, to read or print"), QMessageBox.ButtonRole.AcceptRole)
    opening.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    box.setEscapeButton(box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole))
    box.setDefaultButton(opening)
    window.closing.connect(box.close)
    box.open()


def _folder(window: QWidget) -> Path:
    """Give the folder chosen last, or the user's documents; where there are none, home."""
    last = window.property(FOLDER)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((place for place in (Path(last or documents), documents) if place.is_dir()), Path.home())
