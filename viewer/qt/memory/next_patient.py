"""The next patient: one action clears the desk of everything that belongs to the last one, for good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox

from viewer.i18n.catalogue import N_
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.files import Files
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.language import tr
from viewer.state.next_patient import for_next_patient
from viewer.state.store import Store

from .dialogs import forget_dialogs

QUESTION: Final = N_("Clear the desk for the next patient?")
FOR_GOOD: Final = N_("Once the desk is cleared, nothing of it can be brought back.")
CLEARED: Final = N_("The desk is clear for the next patient.")


class NextPatient(Feature):
    """Clears the desk: nothing of the last patient can be brought back, by undo neither.

    Therefore it asks, but only where something would be lost that no file has.

    Parameters
    ----------
    window : MainWindow
    store : Store
    files : Files
        Saves the view first, where wished.
    """

    def __init__(self, window: MainWindow, store: Store, files: Files) -> None:
        super().__init__(window, store)
        self._files = files
        window.views.next_patient_requested.connect(window.actions_["next-patient"].trigger)
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Clear the desk."""
        return {"next-patient": self.ask}

    def ask(self) -> None:
        """Clear the desk, after a question if something would be lost."""
        lost = self._window.unsaved()
        if lost:
            self._ask("\n\n".join((*lost, tr(FOR_GOOD))), saves=bool(self._files.unsaved()))
        else:
            self.clear()

    def clear(self) -> None:
        """Clear the desk; nothing of it is kept."""
        window = self._window
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.escape.close_all()
        self._store.start_anew(for_next_patient(self._store.state))
        # The controller hears of it only where the state is another one now.
        for identity in ("undo", "redo"):
            window.actions_[identity].setEnabled(False)
        _clear_clipboard()
        forget_dialogs()
        window.clear_desk()
        window.show_message(tr(CLEARED))

    def _ask(self, reasons: str, *, saves: bool) -> None:
        window = self._window
        box = QMessageBox(QMessageBox.Icon.Question, window.windowTitle(), tr(QUESTION), parent=window)
        box.setInformativeText(reasons)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        clearing = box.addButton(tr("Next patient"), QMessageBox.ButtonRole.AcceptRole)
        clearing.clicked.connect(self.clear)
        if saves:
            saving = box.addButton(tr("Save view first …"), QMessageBox.ButtonRole.ActionRole)
            saving.clicked.connect(self._save_first)
        box.setEscapeButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(clearing)
        window.closing.connect(box.close)
        box.open()

    def _save_first(self) -> None:
        """Ask for a place for the view, and go on once it is there."""
        self._window.escape.close_all()
        self._files.save_view()
        if not self._files.unsaved():
            self.ask()


def _clear_clipboard() -> None:
    """Empty the clipboard if what lies there came from this program; so, too, what is marked with the pointer."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
