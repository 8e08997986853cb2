"""The panel Body: whose body is drawn."""

from __future__ import annotations

from viewer.appearance.values import Appearance
from viewer.i18n.catalogue import N_
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.state.audience import LEARNED
from viewer.state.store import Store
from viewer.state.view_state import ViewState

from .body_panel import BodyPanel


class BodyFeature(Feature):
    """Chooses sex, stature, build and skin tone.

    Parameters
    ----------
    window : MainWindow
        With the panel Picture.
    store : Store
    """

    def __init__(self, window: MainWindow, store: Store) -> None:
        super().__init__(window, store)
        self.panel = BodyPanel(window)
        window.add_panel(N_("Body"), self.panel, "Picture", readers=LEARNED)
        self.panel.body_requested.connect(lambda name: store.update(body=name, stature=None, bmi=None))
        self.panel.stature_requested.connect(lambda stature: store.update(stature=stature))
        self.panel.bmi_requested.connect(lambda bmi: store.update(bmi=bmi))
        self.panel.tone_requested.connect(lambda tone: store.update(skin_tone=tone))
        self.join()

    def show_state(self, state: ViewState, appearance: Appearance) -> None:
        """Show whose body it is."""
        self.panel.show_state(state, appearance)
