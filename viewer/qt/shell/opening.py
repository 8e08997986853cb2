"""Takes what comes from outside: dropped on the window, pasted, or handed over by the desktop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QProcess, Qt, QTimer
from PySide6.QtGui import QDropEvent, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QMessageBox

from viewer.files.errors import InputError, Phrase
from viewer.files.kinds import VIEW_TYPE, Kind, kind_of
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import tr
from viewer.state.store import Store

from .busy import busy
from .exports import Exports
from .feature import Feature
from .files import Files
from .main_window import MainWindow
from .saving import attempt, show_failure

if TYPE_CHECKING:
    from .second_start import Inbox

NOT_OPENED: Final = N_("It was not opened")
ROOT: Final = Path(__file__).parents[3]
"""Holds the packages of this program."""


class Opening(Feature):
    """Opens files and folders by what they are; whatever cannot be opened is one sentence in a box.

    A saved view is shown. Records are read as the program starts, so that a folder of them gets a window of its own.
    Onto the scan of a body the maps are carried, into a file.

    Parameters
    ----------
    window : MainWindow
        Takes the drops.
    store : Store
    files : Files
        Opens views.
    exports : Exports
        Carries maps onto scans.
    """

    def __init__(self, window: MainWindow, store: Store, files: Files, exports: Exports) -> None:
        super().__init__(window, store)
        self._files, self._exports = files, exports
        self._inbox: Inbox | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Paste."""
        return {"paste-view": self.paste}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drops on the window."""
        if watched is self._window and event.type() is QEvent.Type.Show:
            self._window.windowHandle().installEventFilter(self)
        # Files before any field of the window sees them, which would take their names for words; words after.
        if isinstance(event, QDropEvent) and isinstance(watched, QWindow) is event.mimeData().hasUrls():
            self._take(event)
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QDropEvent) -> None:
        """Take a drop, or say that it would be taken."""
        known = event.mimeData().hasUrls() or event.mimeData().hasText()
        if not known or not self._window.isEnabled() or QApplication.activeModalWidget() is not None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            # Whoever dropped it waits for us to come back: no dialog before that.
            QTimer.singleShot(0, self, self._taking(event.mimeData(), NOT_OPENED, Phrase("the text")))

    def paste(self) -> None:
        """Open what is on the clipboard: a view that was copied as text, or a file."""
        self._taking(QGuiApplication.clipboard().mimeData(), N_("No view was pasted"), Phrase("the clipboard"))()

    def open(self, path: Path) -> None:
        """Open a file or folder."""
        kind = kind_of(path)
        if kind is Kind.RECORDS:
            self._offer_window(path)
        elif kind is Kind.SCAN:
            self._exports.save_scan(path)
        elif kind is Kind.VIEW:
            self._files.open_path(path)
        else:
            self._refuse(
                InputError(
                    "{path} is neither a saved view (.dermatome, .json) nor a folder of records nor the scan of a body"
                    " (.ply, .obj, .stl, .glb, .off)",
                    path=path.name,
                )
            )

    def receive(self, inbox: Inbox) -> None:
        """Open what later starts hand over, until the window closes."""
        inbox.arrived.connect(self._open_in_front)
        self._window.closing.connect(inbox.close)
        self._inbox = inbox

    def _open_in_front(self, path: Path) -> None:
        """Show a view with the window before all others: whoever handed it over looks elsewhere."""
        self._files.open_path(path)
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()

    def _taking(self, data: QMimeData, failed: str, source: Phrase) -> Callable[[], None]:
        """Give what opens something dropped or pasted; the data are read at once, they may be gone later."""
        if not data.hasUrls():
            text = data.data(VIEW_TYPE).toStdString() if data.hasFormat(VIEW_TYPE) else data.text()
            return partial(self._files.open_text, text, failed, source)
        places = [url.toLocalFile() for url in data.urls()]
        if len(places) > 1:
            return partial(self._refuse, InputError("one file at a time is accepted"))
        if not places[0]:
            return partial(self._refuse, InputError("files of this computer are accepted; nothing is fetched"))
        return partial(self.open, Path(places[0]))

    def _offer_window(self, folder: Path) -> None:
        """Check a folder of records, and ask whether a window shall open with them."""
        from annotations.extend import load_with

        with busy(self._window, N_("Reading the records …")):
            sound = attempt(self._window, N_("The folder was not opened"), lambda: load_with(folder))
        if not sound:
            return
        sentence = tr("The records in {folder} are sound. They are read as the program starts.", folder=folder.name)
        box = QMessageBox(QMessageBox.Icon.Question, self._window.windowTitle(), sentence, parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opening = box.addButton(tr("Open a new window"), QMessageBox.ButtonRole.AcceptRole)
        opening.clicked.connect(lambda: start_with_records(folder))
        box.setEscapeButton(box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(opening)
        self._window.closing.connect(box.close)
        box.open()

    def _refuse(self, error: InputError) -> None:
        show_failure(self._window, NOT_OPENED, error)


def start_with_records(folder: Path) -> None:
    """Start the program once more, with further records."""
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from viewer.cli.main import main; raise SystemExit(main())"
    words = ["--data", str(folder)]
    QProcess.startDetached(sys.executable, words if getattr(sys, "frozen", False) else ["-c", start, *words])
