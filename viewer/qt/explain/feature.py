"""The explanation in the window: what is lit and why, and what was clicked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.picture.place_words import near_key_point
from viewer.qt.picture.protocol import Picture
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.panels import Place
from viewer.qt.widgets.language import tr
from viewer.resolve.resolve import resolve
from viewer.state.audience import EVERYONE
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .panel import ExplainPanel, Question


class ExplainFeature(Feature):
    """Explains the state, and a warning when it is pressed.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Structure
        The body's structures by sided key.
    picture : Picture
        Measures how far a key point is from a clicked place.
    """

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Named],
        picture: Picture,
    ) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures, self._picture = knowledge, structures, picture
        self.panel = ExplainPanel(knowledge, window)
        self.dock = window.add_panel(N_("Explanation"), self.panel, Place.RIGHT, scrolled=False, readers=EVERYONE)
        self.panel.topics_requested.connect(window.actions_["topics"].trigger)
        window.warning.clicked.connect(self.explain_warning)
        self.join()

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show the explanation of a state."""
        self.panel.show_state(state, appearance, self._question(state))

    def explain_warning(self) -> None:
        """Bring the explanation of a warning to the front; steps or a study shown over it are left first."""
        while self._store.own != self._store.state and self._window.escape.close_topmost():
            pass
        self.dock.show()
        self.dock.raise_()
        self.panel.show_first()

    def _question(self, state: ViewState) -> Question | None:
        """Gather what else belongs to a clicked thing; None when nothing was clicked."""
        if state.place is None and state.selected is None:
            return None
        unasked = replace(state, place=None, selected=None)
        near = None
        if state.place is not None:
            known = in_language(self._knowledge, tr.language)
            near = near_key_point(known, state.place, self._picture.distance, tr.catalogue)
        return Question(resolve(unasked, self._knowledge, self._structures).panel, near)
