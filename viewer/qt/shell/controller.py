"""Turns each state into an appearance for picture and window, and pointer, views and undo into states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from annotations.model import Knowledge
from viewer.appearance.named import Named, title_for
from viewer.explain.alarm import alarm_of
from viewer.i18n.language import in_language
from viewer.qt.picture import orbit
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.picture.place_words import hover_words
from viewer.qt.picture.protocol import Picture
from viewer.qt.widgets.language import tr
from viewer.resolve.resolve import resolve
from viewer.state.store import Store
from viewer.state.view_state import OTHER_SIDE, CameraPose, ChartPlace, ViewState

from .help_dialog import show_about, show_keys
from .main_window import MainWindow

KEY_ZOOM: Final = 1.2
CLOSE_LOOK: Final = 130.0
"""Millimetres around a clicked place on the skin that are framed."""
SLOW_FRAME: Final = 0.08
"""Seconds; with slower frames, brightening what is under the pointer would make the pointer lag."""
HOVER_PATIENCE_MS: Final = 160


class Controller(QObject):
    """Joins store, window and picture.

    Signals
    -------
    answered : (x, y)
        The picture was clicked while a question is open: the click is an answer to the question.
    """

    answered = Signal(int, int)

    def __init__(
        self,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Named],
        window: MainWindow,
        picture: Picture,
        pointer: CanvasInput,
    ) -> None:
        super().__init__(window)
        self._store, self._knowledge, self._structures = store, knowledge, structures
        self._window, self._picture, self._pointer = window, picture, pointer
        self._hovered: str | None = None
        self._brighten = QTimer(self)
        self._brighten.setSingleShot(True)
        self._brighten.timeout.connect(lambda: self._store.update(hovered=self._hovered))
        self._connect_views()
        self._connect_actions()
        pointer.clicked.connect(self._on_click)
        pointer.rested.connect(self._on_rest)
        pointer.left.connect(self._on_leave)
        pointer.camera_settled.connect(self._on_camera)
        store.changed.connect(self._on_state)
        store.own_changed.connect(self._warn)
        window.escape.otherwise = self._leave_full_screen_or_deselect
        window.closing.connect(self.close)
        self._on_state(store.state, None)

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._store.changed.disconnect(self._on_state)
        self._store.own_changed.disconnect(self._warn)
        self._brighten.stop()
        self._pointer.stop()

    # ------------------------------------------------------- state -> picture

    def _on_state(self, new: ViewState, old: ViewState | None) -> None:
        appearance = resolve(new, self._knowledge, self._structures)
        self._picture.show(appearance)
        self._window.show_state(new, appearance)
        self._warn()
        if old is not None and (old.view, old.side, old.camera) != (new.view, new.side, new.camera):
            # What was under the pointer has moved away.
            self._window.name_under_pointer("", QPoint())
        self._window.actions_["undo"].setEnabled(self._store.can_undo)
        self._window.actions_["redo"].setEnabled(self._store.can_redo)

    def _warn(self, _own: ViewState | None = None) -> None:
        """Warn of the reader's own warning signs, whatever is shown at present."""
        known = in_language(self._knowledge, self._store.state.language)
        self._window.warning.show_alarm(alarm_of(self._store.own, known))

    # -------------------------------------------------------- requests -> state

    def _connect_views(self) -> None:
        views, update = self._window.views, self._store.update
        views.audience_requested.connect(lambda audience: update(audience=audience))
        views.view_requested.connect(self._on_view)
        views.reset_requested.connect(self._on_reset)
        views.side_requested.connect(self._on_side)

    def _connect_actions(self) -> None:
        window, store = self._window, self._store
        languages = [spec for spec in window.actions_.ids() if spec.startswith("language-")]
        views = [spec for spec in window.actions_.ids() if spec.startswith("view-")]
        readers = [spec for spec in window.actions_.ids() if spec.startswith("reader-")]
        window.actions_.connect(
            {
                **{identity: partial(self._on_view, identity.removeprefix("view-")) for identity in views},
                **{identity: partial(self._on_language, identity.removeprefix("language-")) for identity in languages},
                **{identity: partial(self._on_reader, identity.removeprefix("reader-")) for identity in readers},
                "quit": window.close,
                "undo": store.undo,
                "redo": store.redo,
                "reset": self._on_reset,
                "frame": self._on_frame,
                "nearer": lambda: self._pointer.zoom(KEY_ZOOM),
                "farther": lambda: self._pointer.zoom(1 / KEY_ZOOM),
                "swap-side": lambda: self._on_side(OTHER_SIDE[store.state.side]),
                "full-screen": window.toggle_full_screen,
                "hide": self._on_hide,
                "isolate": lambda: store.update(isolated=store.state.selected),
                "show-all": lambda: store.update(hidden=frozenset(), isolated=None),
                "help": lambda: show_keys(window),
                "about": lambda: show_about(window, self._knowledge),
            }
        )

    def _on_view(self, name: str) -> None:
        self._store.update(view=name, camera=None, own_view=True)

    def _on_reset(self) -> None:
        self._store.update(view=ViewState().view, camera=None, own_view=True)

    def _on_side(self, side: str) -> None:
        self._store.update(side=side, camera=None)

    def _on_language(self, code: str) -> None:
        self._store.update(language=code)
        # Choosing the current language again must not untick it.
        self._window.actions_[f"language-{code}"].setChecked(True)

    def _on_reader(self, audience: str) -> None:
        self._store.update(audience=audience)
        self._window.actions_[f"reader-{audience}"].setChecked(True)

    def _on_hide(self) -> None:
        state = self._store.state
        if state.selected is not None:
            self._store.update(hidden=state.hidden | {state.selected}, selected=None)

    def _leave_full_screen_or_deselect(self) -> None:
        """Do what Esc does when nothing is open over the picture."""
        if self._window.isFullScreen():
            self._window.toggle_full_screen()
        else:
            self._store.update(selected=None, place=None, isolated=None)

    def _on_frame(self) -> None:
        state = self._store.state
        thing: str | ChartPlace | None = state.selected if state.selected is not None else state.place
        box = self._picture.box_of(thing) if thing is not None else None
        if box is None:
            return
        if isinstance(thing, ChartPlace):
            (x, y, z), half = box[0], CLOSE_LOOK / 2
            box = ((x - half, y - half, z - half), (x + half, y + half, z + half))
        self._store.update(camera=orbit.framed(self._pointer.pose(), *box, self._picture.aspect()))

    # ------------------------------------------------------------------ pointer

    def _on_click(self, x: int, y: int) -> None:
        if self._store.state.study == "asked":
            self.answered.emit(x, y)
            return
        found = self._picture.pick(x, y)
        if isinstance(found, ChartPlace):
            self._store.update(place=found, selected=None)
        else:
            self._store.update(selected=found, place=None)

    def _on_rest(self, x: int, y: int) -> None:
        found = self._picture.pick(x, y)
        self._window.name_under_pointer(self._words(found), QPoint(x, y), finger=self._pointer.touched)
        self._hovered = found if isinstance(found, str) else None
        # The name is there at once. The brightening needs a frame: where frames are slow it waits for the pointer.
        slow = self._picture.frame_seconds > SLOW_FRAME
        self._brighten.start(HOVER_PATIENCE_MS if slow else 0)

    def _on_leave(self) -> None:
        self._brighten.stop()
        self._store.update(hovered=None)
        self._window.name_under_pointer("", QPoint())

    def _on_camera(self, pose: CameraPose) -> None:
        self._store.update(camera=pose)

    def _words(self, found: str | ChartPlace | None) -> str:
        state = self._store.state
        if state.study == "asked":
            return ""
        if isinstance(found, ChartPlace):
            return hover_words(self._knowledge, state.map, found, tr.catalogue)
        if found is not None and found in self._structures:
            return title_for(state.audience, self._structures[found], tr.catalogue)
        return ""
