"""The panel of the study: its first page, the question, the results; one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from .question import QuestionPage
from .results import ResultsPage
from .start import StudyStart


class StudyPanel(QWidget):
    """Holds the three pages; only the shown one takes room, so that the panel is never wider than what it shows.

    Parameters
    ----------
    roots : sequence of str
        Roots whose skin can be drawn.
    """

    def __init__(self, roots: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = StudyStart(roots, self)
        self.question = QuestionPage(self)
        self.results = ResultsPage(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for page in (self.start, self.question, self.results):
            layout.addWidget(page)
        self.show_page(self.start)

    def show_page(self, page: QWidget) -> None:
        """Bring one of the pages to the front."""
        for other in (self.start, self.question, self.results):
            other.setVisible(other is page)
        self.settle()

    def settle(self) -> None:
        """Give wrapped lines the height they need, which they know only once they have been laid out."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        for widget in (self.page, self):
            layout = widget.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
        self.updateGeometry()
        # What is new is read from its beginning.
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.verticalScrollBar().setValue(0)

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return next(page for page in (self.start, self.question, self.results) if not page.isHidden())
