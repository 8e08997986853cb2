"""Saves pages, models and turns: files that take a while. They can be cancelled, and closing cancels them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QProgressDialog

from annotations.model import Knowledge
from viewer.files.errors import is_ours
from viewer.files.writing import check_writable
from viewer.i18n.catalogue import N_
from viewer.output.annotate import annotate
from viewer.output.model import export_view
from viewer.output.page.page import save_page
from viewer.output.turntable import FRAMES, Stopped, check_turntable, save_turntable
from viewer.qt.widgets.language import tr
from viewer.state.store import Store

from .busy import busy
from .feature import Feature
from .main_window import MainWindow
from .saving import ask_to_save, offer_to_open, show_failure, show_saved

TURN_SIZE: Final = (480, 600)
"""Pixels of a turn: small enough for mail, large enough for a telephone."""
SPLIT_SIZE: Final = (800, 600)
"""The same with the healthy body beside it."""


class Exports(Feature):
    """Writes what takes a while; every failure is one sentence in a box, and the program runs on.

    Parameters
    ----------
    window : MainWindow
        Asks for places and shows errors.
    store : Store
        Holds what is written.
    knowledge : Knowledge
        In English.
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge) -> None:
        super().__init__(window, store)
        self._knowledge = knowledge
        self._open = True
        self._busy = False
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Write pages, models and turns."""
        return {"save-page": self.save_page, "save-turn": self.save_turn, "save-model": self.save_model}

    def close(self) -> None:
        """Cancel what is being written; safe to call twice."""
        self._open = False
        super().close()

    def save_page(self) -> None:
        """Ask for a place and write the page to turn at home."""
        path = ask_to_save(self._window, N_("Save page"), "body.html", tr("Page (*.html)"), (".html",))
        if path is not None:
            state = self._store.state
            made = self._waiting(
                N_("Writing the page …"), N_("The page was not saved"), lambda: save_page(path, state, self._knowledge)
            )
            if made:
                offer_to_open(self._window, N_("The page is ready."), path)

    def save_model(self) -> None:
        """Ask for a place and write what is shown as a model."""
        path = ask_to_save(self._window, N_("Save 3D model"), "body.glb", tr("glTF model (*.glb)"), (".glb",))
        if path is not None:
            state = self._store.state

            def write() -> None:
                check_writable(path, ".glb")
                export_view(path, state, self._knowledge)

            if self._waiting(N_("Writing the model …"), N_("The model was not saved"), write):
                show_saved(self._window, path)

    def save_scan(self, scan: Path) -> None:
        """Ask for a place and write what each map gives to each place of the scan of a body."""
        kinds = tr("Maps on a scan, for NumPy (*.npz)")
        path = ask_to_save(self._window, N_("Save the maps on this body scan"), f"{scan.stem}.npz", kinds, (".npz",))
        if path is not None and self._waiting(
            N_("Carrying the maps onto the scan …"),
            N_("The maps were not carried onto the scan"),
            lambda: annotate(scan, path, self._knowledge),
        ):
            show_saved(self._window, path)

    def save_turn(self) -> None:
        """Ask for a place and write a whole turn, with a bar that says how far it is."""
        path = ask_to_save(
            self._window, N_("Save turning picture"), "turn.gif", "GIF (*.gif);;MP4 (*.mp4)", (".gif", ".mp4")
        )
        if path is None or self._busy:
            return
        state = self._store.state
        bar = QProgressDialog(tr("Drawing a whole turn …"), tr("Stop"), 0, FRAMES, self._window)
        bar.setMinimumDuration(0)
        # Not by a modal bar: behind one the window's cross is dead.
        focused = QApplication.focusWidget()
        self._window.setEnabled(False)
        bar.setEnabled(True)

        def going_on(done: int) -> bool:
            if self._open:
                bar.setValue(done)
            QCoreApplication.processEvents()
            return self._open and not bar.wasCanceled()

        def write() -> None:
            size = SPLIT_SIZE if state.beside else TURN_SIZE
            check_turntable(path, size, FRAMES)
            save_turntable(path, state, self._knowledge, size=size, frames=FRAMES, going_on=going_on)

        try:
            made = self._try(N_("The turn was not saved"), write)
        finally:
            bar.close()
            bar.deleteLater()
            self._window.setEnabled(True)
            if focused is not None and self._open:
                focused.setFocus()
        if made:
            show_saved(self._window, path)

    def _waiting(self, words: str, failed: str, act: Callable[[], object]) -> bool:
        with busy(self._window, words):
            return self._try(failed, act)

    def _try(self, failed: str, act: Callable[[], object]) -> bool:
        """Write; say why it failed. True when the file is there and the window still is."""
        self._busy = True
        try:
            act()
            return self._open
        except Stopped:
            pass
        except (OSError, MemoryError) as error:
            self._show_failure(failed, error)
        except ValueError as error:
            if not is_ours(error):
                raise
            self._show_failure(failed, error)
        finally:
            self._busy = False
        return False

    def _show_failure(self, failed: str, error: Exception) -> None:
        if self._open:
            show_failure(self._window, failed, error)
