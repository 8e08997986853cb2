"""Progress on the pages of the study: how much is due, problems with its file, the results."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.i18n.catalogue import N_
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.language import tr
from viewer.study.question import Item
from viewer.study.results import results
from viewer.study.schedule import Progress

from .panel import StudyPanel
from .progress_file import ProgressFile
from .session import now


class ProgressPages:
    """Shows kept progress.

    Parameters
    ----------
    window : MainWindow
        Says in its status line what could not be kept.
    panel : StudyPanel
    file : ProgressFile
    """

    def __init__(self, window: MainWindow, panel: StudyPanel, file: ProgressFile) -> None:
        self._window, self._panel, self._file = window, panel, file

    def known(self) -> Progress:
        """Return the progress; read when it is first needed."""
        progress = self._file.progress()
        if self._file.notice is not None:
            self._panel.start.show_notice(self._file.notice)
        return progress

    def keep(self) -> None:
        """Write it, and report a failure once."""
        told = self._file.notice
        self._file.write()
        if self._file.notice is not None and self._file.notice is not told:
            self._panel.start.show_notice(self._file.notice)
            self._window.show_message(self._file.notice.in_words(tr))

    def forget(self) -> None:
        """Start over."""
        self._file.forget()
        self._panel.start.show_notice(self._file.notice)

    def count(self, wanted: Sequence[Item]) -> None:
        """Show on the first page how much of the chosen items there is to do."""
        progress = self.known()
        due, fresh = len(progress.due(wanted, now())), len(progress.fresh(wanted))
        self._panel.start.show_counts(due, fresh, len(progress.answers))

    def show_results(self) -> None:
        """Show how the last answers were."""
        found = results(self.known().answers)
        self._panel.results.show_results(N_("Your last answers"), found, forgettable=True)
        self._panel.show_page(self._panel.results)
