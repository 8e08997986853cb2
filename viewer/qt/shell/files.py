"""Saves, opens and copies pictures and views. Nothing is written unasked."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication

from annotations.model import Knowledge
from viewer.explain.checking_views import open_saved
from viewer.files.errors import InputError, Phrase
from viewer.files.kinds import VIEW_SUFFIXES, VIEW_TYPE
from viewer.files.writing import check_writable, write_whole
from viewer.i18n.catalogue import N_
from viewer.qt.picture.protocol import Picture
from viewer.qt.widgets.language import tr
from viewer.state.next_patient import has_work
from viewer.state.saved_view import SavedView, as_json
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .feature import Feature
from .main_window import MainWindow
from .saving import ask_to_open, ask_to_save, attempt, show_saved

UNSAVED: Final = N_("What was picked, drawn and examined is not saved.")
VIEW_FILTER: Final = N_("Saved view (*.dermatome *.json)")


class Files(Feature):
    """Saves, opens and copies; every failure is one sentence in a box, and the program runs on.

    Parameters
    ----------
    window : MainWindow
        Asks for places and shows errors.
    store : Store
        Holds what is saved, and takes what is opened.
    knowledge : Knowledge
        To check an opened view.
    picture : Picture

    Signals
    -------
    used : (Path,)
        A view was saved there or opened from there.
    """

    used = Signal(Path)

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge, picture: Picture) -> None:
        super().__init__(window, store)
        self._knowledge, self._picture = knowledge, picture
        self._saved: ViewState | None = None
        """The view that was saved or opened last: a file has it."""
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Save, open and copy."""
        return {
            "save-picture": self.save_picture,
            "copy-picture": self.copy_picture,
            "save-view": self.save_view,
            "open-view": self.open_view,
            "copy-view": self.copy_view,
        }

    def unsaved(self) -> str:
        """Say whether the desk holds work that is in no view."""
        return UNSAVED if has_work(self._store.own, self._saved) else ""

    def clear_desk(self) -> None:
        """Forget which view a file has."""
        self._saved = None

    def save_picture(self) -> None:
        """Ask for a place and write what is shown as a PNG."""
        path = ask_to_save(self._window, N_("Save picture"), "dermatome.png", tr("PNG picture (*.png)"), (".png",))
        if path is not None and attempt(
            self._window, N_("The picture was not saved"), lambda: self._picture.save(str(path))
        ):
            show_saved(self._window, path)

    def copy_picture(self) -> None:
        """Put what is shown on the clipboard."""
        QGuiApplication.clipboard().setImage(self._picture.image())
        self._window.show_message(tr("The picture is on the clipboard."))

    def save_view(self) -> None:
        """Ask for a place and write the state there."""
        path = ask_to_save(self._window, N_("Save view"), f"view{VIEW_SUFFIXES[0]}", tr(VIEW_FILTER), VIEW_SUFFIXES)
        if path is not None:

            def write() -> None:
                write_view(path, self._store.state)
                self._saved = self._store.state
                self.used.emit(path)

            if attempt(self._window, N_("The view was not saved"), write):
                show_saved(self._window, path)

    def open_view(self) -> None:
        """Ask for a saved view and show it; undo goes back to what was shown before."""
        path = ask_to_open(self._window, N_("Open view"), VIEW_FILTER)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Show a saved view."""

        def show() -> None:
            saved = open_saved(path, self._knowledge)
            self._store.replace(saved.state)
            self.tell_opened(path, saved)

        attempt(self._window, N_("The view was not opened"), show)

    def tell_opened(self, path: Path, saved: SavedView) -> None:
        """Tell that a saved view is shown, and what of a newer version was left out of it."""
        self._saved = saved.state
        self.used.emit(path)
        self._tell_left_out(saved)

    def _tell_left_out(self, saved: SavedView) -> None:
        if saved.notice is not None:
            self._window.show_error(saved.notice.in_words(tr))

    def copy_view(self) -> None:
        """Put the state on the clipboard as text, for a message to a colleague."""
        text = view_text(self._store.state)
        data = QMimeData()
        data.setText(text)
        data.setData(VIEW_TYPE, text.encode())
        QGuiApplication.clipboard().setMimeData(data)
        self._window.show_message(tr("The view is on the clipboard, as text."))

    def open_text(self, text: str, failed: str, source: Phrase) -> None:
        """Show a view that came as text; undo goes back to what was shown before.

        Parameters
        ----------
        text : str
        failed : str
            What is said if it is none: an English message.
        source : Phrase
            Where it came from.
        """

        def show() -> None:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"text{VIEW_SUFFIXES[0]}"
                path.write_text(text, encoding="utf-8")
                try:
                    saved = open_saved(path, self._knowledge)
                except InputError as error:
                    raise _of(source, error) from error
            self._store.replace(saved.state)
            self._tell_left_out(saved)

        attempt(self._window, failed, show)


def _of(source: Phrase, error: InputError) -> InputError:
    """Name where the text came from in an error, in place of the file that held it."""
    message, gaps = error.sentence.message, error.sentence.gaps
    return InputError(message, **(gaps | {"path": source})) if "path" in gaps else error


def write_view(path: Path, state: ViewState) -> None:
    """Write a state as a small text file, beside its place and then renamed.

    Raises
    ------
    InputError
        When it cannot be written there.
    """
    suffix = path.suffix.lower()
    check_writable(path, suffix if suffix in VIEW_SUFFIXES else VIEW_SUFFIXES[0])
    text = view_text(state)
    write_whole(path, lambda beside: beside.write_text(text, encoding="utf-8"))


def view_text(state: ViewState) -> str:
    """Write a state as text, as it stands in a file."""
    return json.dumps(as_json(state), indent=1, ensure_ascii=False) + "\n"
