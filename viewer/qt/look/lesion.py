"""The panel Pinch: where a root is pinched, how severely, and the healthy body beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotations.model import Knowledge
from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.resolve.choosing import with_lesion
from viewer.state.audience import LEARNED
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .lesion_panel import LesionPanel


class LesionFeature(Feature):
    """Chooses a lesion, its degree, from where one looks, and whether the picture is split.

    Parameters
    ----------
    window : MainWindow
        With the panel Picture.
    store : Store
    knowledge : Knowledge
    """

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge) -> None:
        super().__init__(window, store)
        self.panel = LesionPanel(knowledge, window)
        window.add_panel(N_("Pinch"), self.panel, "Picture", readers=LEARNED)
        self.panel.scene_requested.connect(self._on_scene)
        self.panel.degree_requested.connect(lambda degree: store.update(degree=degree))
        self.panel.view_requested.connect(window.views.view_requested)
        self.panel.beside_requested.connect(lambda on: store.update(beside=on))
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Split the picture, or make it whole again."""
        return {"beside": lambda: self._store.update(beside=not self._store.state.beside)}

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show the lesion and its degree."""
        del appearance
        self.panel.show_state(state)
        self._window.actions_["beside"].setChecked(state.beside)

    def _on_scene(self, key: str | None) -> None:
        """Show a lesion from close up; without one, return from the spine to the whole body."""
        self._store.replace(with_lesion(self._store.state, key))
