"""Help > Tours: guided tours, shown step by step."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from annotations.model import Knowledge
from viewer.explain.tours import Tour, tour_steps, tours
from viewer.files.errors import InputError
from viewer.i18n.catalogue import N_
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.saving import reason
from viewer.qt.widgets.language import say, tr, whenever_language_changes
from viewer.state.store import Store

from .feature import StepsFeature


class ToursMenu(Feature):
    """Lists the tours and starts them.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
        What tours show.
    steps : StepsFeature
        Shows their steps.
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge, steps: StepsFeature) -> None:
        super().__init__(window, store)
        self._knowledge, self._steps = knowledge, steps
        self.menu = QMenu(window)
        self.menu.setObjectName("tours")
        say(self.menu, title=N_("Tours"))
        whenever_language_changes(self.menu, self._fill)
        for entry in window.menuBar().actions():
            menu = entry.menu()
            if isinstance(menu, QMenu) and window.actions_["topics"] in menu.actions():
                menu.insertMenu(window.actions_["help"], self.menu)
        self.join()

    def begin(self, tour: Tour) -> None:
        """Show a tour from its beginning; a missing record is reported in one sentence."""
        self._steps.leave()
        try:
            self._steps.start(lambda state: tour_steps(tour, state, self._knowledge))
        except InputError as error:
            self._window.show_error(reason(error))

    def _fill(self) -> None:
        self.menu.clear()
        try:
            known = tours()
        except InputError as error:
            self.menu.addAction(reason(error)).setEnabled(False)
            return
        for tour in known.values():
            action = self.menu.addAction(tour.of("title", tour.title, tr.catalogue).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, tour=tour: self.begin(tour))
