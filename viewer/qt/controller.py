"""The only writer of the state: turns the window's wishes into states, and states into the picture and the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from annotations.model import Knowledge
from viewer.alarm import alarm_of
from viewer.appearance import Appearance
from viewer.choosing import with_scene, with_symptoms
from viewer.language import in_language
from viewer.named import Named, name_words
from viewer.resolve import resolve
from viewer.state import OTHER_SIDE, CameraPose, ChartPlace, PickedSymptom, ViewState
from viewer.store import Store
from viewer.topics import FIRST

from . import orbit
from .canvas import CanvasInput
from .explain_panel import Question
from .help_dialog import show_about, show_keys
from .main_window import MainWindow
from .place_words import hover_words, near_key_point
from .speech import language, said
from .topics_dialog import TopicsDialog

X_RAY: Final = 0.18
"""Opacity of the skin in x-ray."""
SOLID: Final = 0.5
"""Skin above this opacity counts as solid: x-ray then sees through it, and below makes it solid again."""
KEY_ZOOM: Final = 1.2
CLOSE_LOOK: Final = 130.0
"""Millimetres around a clicked place on the skin that are framed."""
SLOW_FRAME: Final = 0.08
"""Seconds; beyond it brightening what is under the pointer would make the pointer stick."""
HOVER_PATIENCE_MS: Final = 160
Box = tuple[orbit.Vector, orbit.Vector]


class Picture(Protocol):
    """What the controller asks of the picture."""

    def show(self, appearance: Appearance) -> None:
        """Apply the difference and draw."""

    def pick(self, x: int, y: int) -> str | ChartPlace | None:
        """Say what is seen at a pixel of the widget: a structure key, a place on the skin, or nothing."""

    def box_of(self, thing: str | ChartPlace) -> Box | None:
        """Give the bounding box of a structure, or the spot of a place on the skin, mm."""

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        """Measure how far apart two places on the skin are, mm."""

    def aspect(self) -> float:
        """Width of the picture over its height."""

    @property
    def frame_seconds(self) -> float:
        """How long the last frame took."""


class Controller(QObject):
    """Joins store, window and picture.

    Signals
    -------
    answered : (x, y)
        The picture was clicked while a question is asked: the click is an answer, and asks for nothing.
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
        self._topics: TopicsDialog | None = None
        self._brighten = QTimer(self)
        self._brighten.setSingleShot(True)
        self._brighten.timeout.connect(lambda: self._store.update(hovered=self._hovered))
        self._connect_panels()
        self._connect_actions()
        pointer.clicked.connect(self._on_click)
        pointer.rested.connect(self._on_rest)
        pointer.left.connect(self._on_leave)
        pointer.camera_settled.connect(self._on_camera)
        store.changed.connect(self._on_state)
        store.own_changed.connect(self._warn)
        window.warning.clicked.connect(self._on_warning)
        window.closing.connect(self.close)
        self._on_state(store.state, None)

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._store.changed.disconnect(self._on_state, missing_ok=True)
        self._store.own_changed.disconnect(self._warn, missing_ok=True)
        self._brighten.stop()
        self._pointer.stop()

    # ------------------------------------------------------- state -> picture

    def _on_state(self, new: ViewState, old: ViewState | None) -> None:
        appearance = resolve(new, self._knowledge, self._structures)
        self._picture.show(appearance)
        self._window.show_state(new, appearance, self._question(new))
        self._warn()
        if old is not None and (old.view, old.side, old.camera) != (new.view, new.side, new.camera):
            # What was under the pointer has moved away.
            self._window.say_under_pointer("", QPoint())
        self._window.actions_["undo"].setEnabled(self._store.can_undo)
        self._window.actions_["redo"].setEnabled(self._store.can_redo)

    def _warn(self, _own: ViewState | None = None) -> None:
        """Warn of what the reader has told, whatever is shown over it at present."""
        alarm = alarm_of(self._store.own, in_language(self._knowledge, self._store.state.language))
        self._window.warning.tell(alarm)
        if self._topics is not None:
            self._topics.warning.tell(alarm)

    def _on_warning(self) -> None:
        """Explain the warning; what is told or asked over it is left first."""
        if self._store.own != self._store.state:
            self._window.actions_["escape"].trigger()
        self._window.show_warning()

    def _question(self, state: ViewState) -> Question | None:
        """Gather what else belongs to a clicked thing; None when nothing was clicked."""
        if state.place is None and state.selected is None:
            return None
        unasked = replace(state, place=None, selected=None)
        near = None
        if state.place is not None:
            near = near_key_point(self._knowledge, state.place, self._picture.distance)
        return Question(resolve(unasked, self._knowledge, self._structures).panel, near)

    # ---------------------------------------------------------- wishes -> state

    def _connect_panels(self) -> None:
        window, update = self._window, self._store.update
        window.symptoms.symptoms_requested.connect(self._on_symptoms)
        window.layers.layers_requested.connect(lambda layers: update(layers=layers))
        window.layers.skin_opacity_requested.connect(lambda opacity: update(skin_opacity=opacity))
        window.layers.map_requested.connect(lambda key: update(map=key))
        window.layers.compared_requested.connect(lambda key: update(compared=key))
        window.layers.agreement_requested.connect(lambda on: update(agreement=on))
        window.layers.nerve_field_requested.connect(lambda key: update(nerve_field=key))
        window.layers.root_requested.connect(lambda key: update(root=key))
        window.layers.labels_requested.connect(lambda on: update(labels=on))
        body = window.body
        body.body_requested.connect(lambda name: update(body=name, stature=None, bmi=None))
        body.stature_requested.connect(lambda stature: update(stature=stature))
        body.bmi_requested.connect(lambda bmi: update(bmi=bmi))
        body.tone_requested.connect(lambda tone: update(skin_tone=tone))
        window.layers.key_points_requested.connect(lambda on: update(key_points=on))
        window.explanation.topics_requested.connect(self._on_topics)
        window.views.audience_requested.connect(lambda audience: update(audience=audience))
        window.views.view_requested.connect(self._on_view)
        window.pinch.scene_requested.connect(self._on_scene)
        window.pinch.degree_requested.connect(lambda degree: update(degree=degree))
        window.pinch.view_requested.connect(self._on_view)
        window.views.reset_requested.connect(self._on_reset)
        window.views.side_requested.connect(self._on_side)

    def _connect_actions(self) -> None:
        window, store = self._window, self._store
        languages = [spec for spec in window.actions_.ids() if spec.startswith("language-")]
        views = [spec for spec in window.actions_.ids() if spec.startswith("view-")]
        layers = [spec for spec in window.actions_.ids() if spec.startswith("layer-")]
        readers = [spec for spec in window.actions_.ids() if spec.startswith("reader-")]
        window.actions_.connect(
            {
                **{identity: partial(self._on_view, identity.removeprefix("view-")) for identity in views},
                **{identity: partial(self._on_language, identity.removeprefix("language-")) for identity in languages},
                **{identity: partial(self._on_reader, identity.removeprefix("reader-")) for identity in readers},
                **{identity: partial(self._toggle_layer, identity.removeprefix("layer-")) for identity in layers},
                "quit": window.close,
                "undo": store.undo,
                "redo": store.redo,
                "clear": lambda: self._on_symptoms(()),
                "escape": self._on_escape,
                "reset": self._on_reset,
                "frame": self._on_frame,
                "nearer": lambda: self._pointer.zoom(KEY_ZOOM),
                "farther": lambda: self._pointer.zoom(1 / KEY_ZOOM),
                "swap-side": lambda: self._on_side(OTHER_SIDE[store.state.side]),
                "full-screen": window.toggle_full_screen,
                "x-ray": self._on_x_ray,
                "labels": lambda: store.update(labels=not store.state.labels),
                "key-points": lambda: store.update(key_points=not store.state.key_points),
                "high-contrast": lambda: store.update(
                    palette="standard" if store.state.palette == "contrast" else "contrast"
                ),
                "hide": self._on_hide,
                "isolate": lambda: store.update(isolated=store.state.selected),
                "show-all": lambda: store.update(hidden=frozenset(), isolated=None),
                "topics": self._on_topics,
                "help": lambda: show_keys(window),
                "about": lambda: show_about(window, self._knowledge),
            }
        )

    def _on_symptoms(self, symptoms: tuple[PickedSymptom, ...]) -> None:
        """Pick these; what is new is turned towards the viewer, from where it is seen best."""
        self._store.replace(with_symptoms(self._store.state, symptoms, self._knowledge))

    def _on_scene(self, key: str | None) -> None:
        """Show a scene from near by; without one, the whole body again where the spine was looked at."""
        self._store.replace(with_scene(self._store.state, key))

    def _on_view(self, name: str) -> None:
        self._store.update(view=name, camera=None, own_view=True)

    def _on_reset(self) -> None:
        self._store.update(view=ViewState().view, camera=None, own_view=True)

    def _on_side(self, side: str) -> None:
        self._store.update(side=side, camera=None)

    def _toggle_layer(self, layer: str) -> None:
        self._store.update(layers=self._store.state.layers ^ {layer})

    def _on_language(self, code: str) -> None:
        self._store.update(language=code)
        # Another click on the chosen one changes nothing, and must not take its tick away.
        self._window.actions_[f"language-{code}"].setChecked(True)

    def _on_reader(self, audience: str) -> None:
        self._store.update(audience=audience)
        self._window.actions_[f"reader-{audience}"].setChecked(True)

    def _forget_topics(self) -> None:
        self._topics = None

    def show_topic(self, key: str) -> None:
        """Open the questions people ask at one of them."""
        self._on_topics()
        if self._topics is not None:
            self._topics.show_topic(key)

    def _on_topics(self) -> None:
        state = self._store.state
        dialog = self._topics
        if dialog is None:
            dialog = self._topics = TopicsDialog(self._knowledge, state.language, state.audience, self._window)
            dialog.finished.connect(self._forget_topics)
            dialog.warning.clicked.connect(self._window.warning.click)
            dialog.warning.tell(self._window.warning.alarm)
        if dialog.warning.alarm is not None:
            dialog.show_topic(FIRST)
        # Beside the window, not in its way: one reads, and turns the body.
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _on_x_ray(self) -> None:
        state = self._store.state
        opacity: float | None = X_RAY
        if self._skin_opacity(state) <= SOLID:
            automatic = self._skin_opacity(replace(state, skin_opacity=None))
            opacity = None if automatic > SOLID else 1.0
        self._store.update(skin_opacity=opacity, layers=state.layers | {"skin"})

    def _skin_opacity(self, state: ViewState) -> float:
        return resolve(state, self._knowledge, self._structures).skin.opacity

    def _on_hide(self) -> None:
        state = self._store.state
        if state.selected is not None:
            self._store.update(hidden=state.hidden | {state.selected}, selected=None)

    def _on_escape(self) -> None:
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
        self._window.say_under_pointer(self._words(found), QPoint(x, y))
        self._hovered = found if isinstance(found, str) else None
        # The name is there at once. The brightening needs a frame: where frames are slow it waits for the pointer.
        slow = self._picture.frame_seconds > SLOW_FRAME
        self._brighten.start(HOVER_PATIENCE_MS if slow else 0)

    def _on_leave(self) -> None:
        self._brighten.stop()
        self._store.update(hovered=None)
        self._window.say_under_pointer("", QPoint())

    def _on_camera(self, pose: CameraPose) -> None:
        self._store.update(camera=pose)

    def _words(self, found: str | ChartPlace | None) -> str:
        if self._store.state.study == "asked":
            return ""
        if isinstance(found, ChartPlace):
            return said(hover_words(self._knowledge, self._store.state.map, found))
        if found is not None and found in self._structures:
            return said(name_words(self._structures[found], language()))
        return ""
