"""Help > Tours: guided tours, shown step by step."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from annotations.model import Knowledge
from viewer.explain.tours import Tour, tour_steps, tours
from viewer.files.errors import InputError
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets import translation
from viewer.qt.widgets.translation import translate
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
        self.menu = QMenu("Tours", window)
        self.menu.setObjectName("tours")
        self.menu.aboutToShow.connect(self._fill)
        self._fill()
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
            self._window.show_error(str(error))

    def _fill(self) -> None:
        self.menu.clear()
        self.menu.setTitle(translate("Tours"))
        try:
            known = tours()
        except InputError as error:
            self.menu.addAction(str(error)).setEnabled(False)
            return
        for tour in known.values():
            action = self.menu.addAction(tour.title(translation.language()).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, tour=tour: self.begin(tour))
