"""The flat skin joined with store and picture: what is picked or drawn on one is shown on the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.appearance.views import VIEWS
from viewer.i18n.catalogue import N_
from viewer.output.flat_skin.content import flat_content
from viewer.output.flat_skin.facing import is_seen, view_of
from viewer.output.flat_skin.texels import FlatTexels
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.picture.place_words import hover_words
from viewer.qt.picture.protocol import Picture
from viewer.qt.shell.busy import busy
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.saving import ask_to_save, attempt, offer_to_open
from viewer.qt.widgets.language import tr
from viewer.state.store import Store
from viewer.state.view_state import ChartPlace, Side, Stroke, ViewState

from .panel import DRAW_HINT, FlatSkinPanel

SPOT_MM: Final = 1.0
"""Width of a spot of paint on the flat skin, in millimetres of the body."""
SHARE: Final = 0.4
"""Share of the picture's width that the flat skin takes as it opens."""
FILTER: Final = "PDF (*.pdf);;SVG (*.svg);;PNG (*.png)"


class FlatSkinFeature(Feature):
    """Keeps the flat skin up to date while it is visible, and carries out its requests.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Structure
    picture : Picture
    drawing : DrawingFeature

    Signals
    -------
    answered : (ChartPlace)
        A place was picked while a question is open: it is an answer to the question.
    """

    answered = Signal(ChartPlace)

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Named],
        picture: Picture,
        drawing: DrawingFeature,
    ) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures = knowledge, structures
        self._picture, self._drawing = picture, drawing
        self.panel = FlatSkinPanel(window)
        window.stage.put_beside(self.panel, SHARE)
        self._laid: dict[Side, FlatTexels] = {}
        self._shown: tuple[Any, ...] | None = None
        self._asked: ChartPlace | None = None
        view = self.panel.view
        view.place_picked.connect(self._on_pick)
        view.place_reached.connect(self._on_reach)
        view.cross_moved.connect(self._on_cross)
        view.left.connect(lambda: self.panel.show_place_words(""))
        view.pen_switched.connect(self._on_pen)
        view.pen_down.connect(lambda place: self._drawing.pen.set_down(place))
        view.pen_pulled.connect(lambda place: self._drawing.pen.pull(place))
        view.pen_up.connect(lambda: self._drawing.pen.release())
        self.panel.opened.connect(self.show)
        self.panel.save_requested.connect(self.save)
        self.panel.close_requested.connect(self.toggle)
        window.actions_["draw"].toggled.connect(lambda _on: self._show_pen())
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Show the flat skin, and save it as a page."""
        return {"sheet": self.toggle, "save-sheet": self.save}

    def toggle(self) -> None:
        """Show the flat skin beside the body, or fold it away."""
        hidden = self.panel.isHidden()
        self.panel.setVisible(hidden)
        self._window.actions_["sheet"].setChecked(hidden)
        if hidden:
            self._window.stage.share(SHARE)
            self.panel.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show(self) -> None:
        """Bring the flat skin up to date, if it is visible."""
        appearance = self._picture.shown
        if appearance is None or self.panel.isHidden():
            return
        from viewer.output.flat_skin.page import edged, whole_skin

        state = self._store.state
        skin = whole_skin(appearance)
        seen = (
            skin,
            state.side,
            state.map,
            state.labels,
            state.place,
            state.nerve_field,
            state.language,
            state.audience,
        )
        key = (*seen, appearance.pins)
        if key == self._shown:
            return
        if self._shown is None or state.side not in self._laid:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                self._laid[state.side] = self._picture.flat_map(state.side, SPOT_MM)
            finally:
                QGuiApplication.restoreOverrideCursor()
        self._shown = key
        laid = self._laid[state.side]
        pixels = edged(laid, laid.picture(self._picture.flat_paint(skin)))
        view = self.panel.view
        content = flat_content(laid, state, self._knowledge, appearance, self._structures)
        view.show_flat_skin(laid, pixels, content)
        if state.place is not None and state.place != self._asked:
            view.put_cross(state.place)
        self._asked = state.place

    def clear_desk(self) -> None:
        """Show the whole skin without a cross."""
        self._asked = None
        self.panel.start_anew()

    def save(self) -> None:
        """Ask for a place and write the flat skin as a page."""
        from viewer.output.flat_skin.page import PAPERS, save_flat_skin

        path = ask_to_save(self._window, N_("Skin laid flat"), "sheet.pdf", FILTER, tuple(PAPERS))
        if path is None:
            return

        def write() -> None:
            with busy(self._window, N_("Drawing the sheet …")):
                save_flat_skin(path, self._store.state, self._knowledge)

        if attempt(self._window, N_("The sheet was not saved"), write):
            offer_to_open(self._window, N_("The sheet is ready."), path)

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Show the paint of the new state."""
        del new, old
        self.show()

    def _on_pick(self, place: ChartPlace) -> None:
        """Select a place, and turn the body so that it is seen."""
        if self._store.state.study == "asked":
            self.answered.emit(place)
            return
        self._store.update(place=place, selected=None, **self._turned_to(place))

    def _turned_to(self, place: ChartPlace) -> dict[str, Any]:
        found, shown = self._picture.skin_of(place), self._picture.shown
        if found is None or shown is None:
            return {}
        xyz, outward = found
        aside = shown.ghost == place.side and place.segment != "trunk"
        if is_seen(xyz, outward, self._picture.pose()) and not aside and VIEWS[self._store.state.view].cut is None:
            return {}
        return {"view": view_of(place, outward, place.side), "camera": None, "side": place.side}

    def _on_reach(self, place: ChartPlace | None, _at: QPoint) -> None:
        self.panel.show_place_words(self._words(place))

    def _on_cross(self, place: ChartPlace | None) -> None:
        if self._drawing.pen.down:
            self._drawing.pen.pull(place)
        self.panel.show_place_words(self._words(place))

    def _on_pen(self) -> None:
        """Set the brush down under the cross, or lift it."""
        pen, place = self._drawing.pen, self.panel.view.place
        if pen.down:
            pen.release()
        elif self._drawing.on and place is not None:
            pen.set_down(place)
        self._show_pen()
        if self._drawing.on:
            self.panel.show_place_words(tr(DRAW_HINT) if not pen.down else "")

    def _show_pen(self) -> None:
        brush: Stroke = self._drawing.pen.brush
        self.panel.view.draws = self._drawing.on
        self.panel.view.show_pen(brush.radius if self._drawing.on else None)

    def _words(self, place: ChartPlace | None) -> str:
        if self._store.state.study == "asked":
            return ""
        if place is None:
            return tr("No skin here")
        return hover_words(self._knowledge, self._store.state.map, place, tr.catalogue)
