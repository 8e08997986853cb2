"""The list of symptoms as a feature of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotations.model import Knowledge
from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.panels import Place
from viewer.qt.widgets.language import tr, whenever_language_changes
from viewer.resolve.choosing import with_symptoms
from viewer.state.audience import EVERYONE
from viewer.state.store import Store
from viewer.state.view_state import PickedSymptom, ViewState

from .panel import SymptomPanel


class SymptomsFeature(Feature):
    """Picks symptoms.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge) -> None:
        super().__init__(window, store)
        self._knowledge = knowledge
        self.panel = SymptomPanel((), window)
        whenever_language_changes(self.panel, self._list_symptoms)
        window.add_panel(N_("Symptoms"), self.panel, Place.UPPER_LEFT, scrolled=False, readers=EVERYONE)
        self.panel.symptoms_requested.connect(self.pick)
        # Rows do not notice by themselves that words have another size.
        window.words_resized.connect(self.panel.tree.scheduleDelayedItemsLayout)
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Clear all."""
        return {"clear": lambda: self.pick(())}

    def pick(self, symptoms: tuple[PickedSymptom, ...]) -> None:
        """Pick symptoms, and turn to a new one where it is seen best."""
        self._store.replace(with_symptoms(self._store.state, symptoms, self._knowledge))

    def clear_desk(self) -> None:
        """Forget what was typed, and where the list stood."""
        self.panel.start_anew()

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show what is picked."""
        del appearance
        self.panel.show_state(state)
        self._window.actions_["clear"].setEnabled(bool(state.symptoms))

    def _list_symptoms(self) -> None:
        self.panel.set_symptoms(in_language(self._knowledge, tr.language).symptoms.values())
