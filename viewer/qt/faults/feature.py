"""What the window does about its own faults: it logs them, saves the view, says so, and offers the view again."""

from __future__ import annotations

import sys
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from viewer.files.errors import Phrase
from viewer.files.fault import trace_of
from viewer.files.log import write_entry
from viewer.files.run import Run
from viewer.files.version import PROGRAM
from viewer.i18n.catalogue import N_
from viewer.qt.picture.versions import window_versions
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.files import Files, view_text
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.language import tr
from viewer.state.store import Store

from .box import FaultBox
from .hook import FaultHook


class FaultsFeature(Feature):
    """Does nothing until :meth:`watch`: whoever puts a window together in a test sees faults as Python tells them.

    Parameters
    ----------
    window : MainWindow
    store : Store
        Whose own state is saved.
    files : Files
        Shows a rescued view.
    """

    def __init__(self, window: MainWindow, store: Store, files: Files) -> None:
        super().__init__(window, store)
        self._files = files
        self._run: Run | None = None
        self._box: FaultBox | None = None
        self._hook = FaultHook(self)
        self._told: list[str] = []
        self._logged = True
        self.interrupted = False
        """Whether Ctrl+C in the terminal closed the window."""
        self._hook.failed.connect(self._on_failed)
        self._hook.interrupted.connect(self._on_interrupted)
        self.join()

    def close(self) -> None:
        """Watch no more; safe to call twice."""
        self._hook.remove()
        super().close()

    def watch(self, run: Run | None) -> None:
        """Take what nobody catches from now on.

        Parameters
        ----------
        run : Run, optional
            Where the view is saved.
        """
        self._run = run
        self._window.forgetting.connect(self._forget)
        self._hook.install()

    def look_back(self) -> None:
        """Log that the window is open, and tell how earlier ones ended; once the first picture is there."""
        self._log(f"the window is open\n{window_versions(self._window.canvas)}")
        if self._run is None:
            return
        ends = self._run.take_hard_ends()
        for end in ends:
            self._log(f"an earlier window ended hard: {end}")
        rescued = self._run.take_rescued()
        if rescued is not None:
            self.offer(rescued)
        elif ends:
            self._window.show_message(
                tr("Last time the program ended unexpectedly. What it showed then was not saved.")
            )

    def offer(self, rescued: str) -> None:
        """Ask whether a view that was rescued, as text, is to be shown."""
        sentence = tr("The program failed last time. Its view was saved then: shall it be shown?")
        box = QMessageBox(QMessageBox.Icon.Question, self._window.windowTitle(), sentence, parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        showing = box.addButton(tr("Show the view"), QMessageBox.ButtonRole.AcceptRole)
        showing.clicked.connect(
            partial(self._files.open_text, rescued, N_("The view was not opened"), Phrase("the saved view"))
        )
        box.setEscapeButton(box.addButton(tr("Discard it"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(showing)
        self._window.closing.connect(box.close)
        self._window.forgetting.connect(box.close)
        box.open()

    def _on_failed(self, told: str, noticed: bool) -> None:
        """Log a fault, and say so; what fails on the way is logged at most, or it would come back for ever."""
        try:
            self._log(told)
            self._told.append(told)
            if noticed and self._box is None:
                self._show_box(saved=self._rescue())
        except Exception as error:
            self._log(f"telling of a fault failed: {trace_of(error)}")

    def _show_box(self, *, saved: bool) -> None:
        details = "\n\n".join((*self._told, window_versions(self._window.canvas)))
        over = QApplication.activeModalWidget() or self._window
        box = self._box = FaultBox(details, over, saved=saved)
        box.destroyed.connect(self._on_box_gone)
        box.quit.connect(self._on_quit)
        self._window.closing.connect(box.close)
        box.open()

    def _rescue(self) -> bool:
        """Save the view; says whether that went well."""
        if self._run is None:
            return False
        try:
            self._run.rescue(view_text(self._store.own))
        except Exception as error:
            self._log(f"the view was not saved: {trace_of(error)}")
            return False
        return True

    def _on_box_gone(self) -> None:
        self._box = None

    def _on_quit(self) -> None:
        if self._run is not None:
            self._run.keep = True
        self._window.close()

    def _on_interrupted(self) -> None:
        self.interrupted = True
        self._window.close()

    def _forget(self) -> None:
        if self._run is not None:
            self._run.forget()

    def _log(self, entry: str) -> None:
        try:
            write_entry(entry)
        except OSError as error:
            if self._logged:
                sys.stderr.write(f"{PROGRAM}: no log is kept ({error.strerror})\n")
            self._logged = False
