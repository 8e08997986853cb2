"""The picture in words: for screen readers, and in a small window from which they can be copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say
from viewer.resolve.describe import described
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .feature import Feature
from .main_window import MainWindow

WAIT_MS: Final = 350
"""Delay after the last change: while the body turns nobody reads."""
TITLE: Final = N_("The picture in words")


class DescribeDialog(QDialog):
    """Shows sentences, one a line; beside the window, not in its way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        say(self, windowTitle=TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        say(self.text, accessibleName=TITLE)
        self.copy = QPushButton(self)
        say(self.copy, text=N_("Copy"))
        self.copy.clicked.connect(self._on_copy)
        self.done_ = QPushButton(self)
        say(self.done_, text=N_("Close"))
        self.done_.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.done_)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(min(70 * letter, 900), min(22 * self.fontMetrics().height(), 560))

    def show_sentences(self, sentences: tuple[str, ...]) -> None:
        """Show sentences; the cursor stays where it is when they are the same."""
        text = "\n".join(sentences)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())


class Describing(Feature):
    """Keeps the picture's accessible description, and opens the window with it.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Structure
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge, structures: Mapping[str, Named]) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures = knowledge, structures
        self.dialog: DescribeDialog | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT_MS)
        self._later.timeout.connect(self.update_words)
        self._later.start()
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Open the window with the words."""
        return {"describe": self.show}

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        super().close()
        self._later.stop()

    def sentences(self) -> tuple[str, ...]:
        """Describe the present state."""
        return described(self._store.state, self._knowledge, self._structures)

    def show(self) -> None:
        """Open the window with the words; it follows the picture while it is open."""
        if self.dialog is None:
            self.dialog = DescribeDialog(self._window)
            self.dialog.destroyed.connect(self._forget)
        self.update_words()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.text.setFocus()

    def update_words(self) -> None:
        """Describe the picture anew, for screen readers and in the open window."""
        sentences = self.sentences()
        self._window.canvas.setAccessibleDescription(" ".join(sentences))
        if self.dialog is not None:
            self.dialog.show_sentences(sentences)

    def clear_desk(self) -> None:
        """Describe the next patient's picture at once."""
        self.update_words()

    def _forget(self) -> None:
        self.dialog = None

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Describe the picture once it has settled."""
        # What is under the pointer is not described.
        if replace(new, hovered=None) != replace(old, hovered=None):
            self._later.start()
