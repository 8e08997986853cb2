"""The box about a fault: what happened, whether the view is saved, and what can be done now."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from viewer.files.log import NAME
from viewer.files.own_folders import log_folder
from viewer.i18n.catalogue import N_
from viewer.qt.shell.main_window import TITLE
from viewer.qt.widgets.copy_button import CopyButton
from viewer.qt.widgets.language import say, tr

FAILED: Final = N_("Something in the program failed. What you did last may be missing or half done.")
SAVED: Final = N_("The view was saved: if you quit now, the next start offers it again.")
NOT_SAVED: Final = N_("The view could not be saved by itself.")
DETAILS: Final = N_("The details hold versions and lines of code, nothing about you or a patient.")


def tell_failed_start() -> None:
    """Say that the program cannot start: whoever clicked it sees no terminal."""
    for widget in QApplication.topLevelWidgets():
        widget.hide()
    folder = log_folder()
    sentence = (
        tr("The program cannot start, through a fault of its own.")
        if folder is None
        else tr("The program cannot start, through a fault of its own. Its log says more: {path}", path=folder / NAME)
    )
    QMessageBox(QMessageBox.Icon.Critical, tr(TITLE), sentence).exec()


class FaultBox(QDialog):
    """Says that something failed. Closed, however that may be, the program goes on.

    Parameters
    ----------
    details : str
        What is copied.
    saved : bool
        Whether the view was saved.
    parent : QWidget

    Signals
    -------
    quit : ()
        The user wants to end the program.
    """

    quit = Signal()

    def __init__(self, details: str, parent: QWidget, *, saved: bool) -> None:
        super().__init__(parent)
        say(self, windowTitle=TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size = max(self.style().pixelMetric(QStyle.PixelMetric.PM_LargeIconSize), 2 * self.fontMetrics().height())
        sign = QLabel(self)
        sign.setPixmap(self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning).pixmap(size))
        words = QVBoxLayout()
        words.setSpacing(self.fontMetrics().height() // 2)
        for message in (FAILED, SAVED if saved else NOT_SAVED, DETAILS):
            line = QLabel(self)
            line.setWordWrap(True)
            line.setMinimumWidth(44 * self.fontMetrics().averageCharWidth())
            say(line, text=message)
            words.addWidget(line)
        body = QHBoxLayout()
        body.setSpacing(self.fontMetrics().height())
        body.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(words, 1)
        buttons = QDialogButtonBox(self)
        self.go_on = self._button(buttons, N_("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy = CopyButton(N_("Copy details"), lambda: details, self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.end = self._button(buttons, N_("Quit"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.end.clicked.connect(self._on_quit)
        layout = QVBoxLayout(self)
        layout.setSpacing(self.fontMetrics().height())
        layout.addLayout(body)
        layout.addWidget(buttons)

    @staticmethod
    def _button(buttons: QDialogButtonBox, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = buttons.addButton("", role)
        say(button, text=text)
        return button

    def _on_quit(self) -> None:
        self.accept()
        self.quit.emit()
