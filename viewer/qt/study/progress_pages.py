"""What one has learnt, on the pages of the study: how much is due, what went wrong while it was kept, the results."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.translation import translate
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
    keeping : ProgressFile
    """

    def __init__(self, window: MainWindow, panel: StudyPanel, keeping: ProgressFile) -> None:
        self._window, self._panel, self._keeping = window, panel, keeping

    def known(self) -> Progress:
        """Give what has been learnt; read when it is first needed."""
        progress = self._keeping.progress()
        if self._keeping.notice:
            self._panel.start.show_notice(translate(self._keeping.notice))
        return progress

    def keep(self) -> None:
        """Write it, and say once where that fails."""
        told = self._keeping.notice
        self._keeping.write()
        if self._keeping.notice != told:
            self._panel.start.show_notice(translate(self._keeping.notice))
            self._window.show_message(self._keeping.notice)

    def forget(self) -> None:
        """Begin anew."""
        self._keeping.forget()
        self._panel.start.show_notice(translate(self._keeping.notice))

    def count(self, wanted: Sequence[Item]) -> None:
        """Say on the first page how much of what is wanted there is to do."""
        progress = self.known()
        due, fresh = len(progress.due(wanted, now())), len(progress.fresh(wanted))
        self._panel.start.show_counts(due, fresh, len(progress.answers))

    def show_results(self) -> None:
        """Show how the last answers were."""
        found = results(self.known().answers)
        self._panel.results.show_results(translate("Your last answers"), found, forgettable=True)
        self._panel.show_page(self._panel.results)
