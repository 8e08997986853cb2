"""Search: typed letters become hits, and a chosen hit becomes the state that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer

from annotations.model import Knowledge
from viewer.appearance.best_view import look_at
from viewer.appearance.named import Called
from viewer.appearance.views import VIEWS
from viewer.i18n.language import in_language
from viewer.qt.picture import orbit
from viewer.qt.picture.protocol import Box, Picture
from viewer.qt.shell.actions import ACTIONS, ActionSpec
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.language import said, tr
from viewer.resolve.choosing import chosen
from viewer.search.entries import Entry, Hit
from viewer.search.findable import entries_of, words_of
from viewer.search.finding import Answer, Index, warnings_meant
from viewer.search.place_reading import place_told
from viewer.search.understanding import Understood
from viewer.search.vocabulary import vocabulary, vocabulary_codes
from viewer.state.store import Store
from viewer.state.view_state import CameraPose, ChartPlace, ViewState

from .finder import Finder

CLOSEST: Final = 240.0
"""Least millimetres shown around a small structure, so that one sees where it is."""
LEFT_OUT: Final = ("find", "escape")
READY_MS: Final = 1500
"""Delay after the start: the window has been drawn by then."""
APART_MS: Final = 250
"""Between what is made ready then."""


class SearchFeature(Feature):
    """Joins the field with index and store.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping of str to Structure
    picture : Picture
    open_topic, reveal_symptom : callable
        Shows a question by its key; brings a symptom into view in its list.
    """

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Called],
        picture: Picture,
        open_topic: Callable[[str], object],
        reveal_symptom: Callable[[str], object],
    ) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures, self._picture = knowledge, structures, picture
        self._open_topic, self._reveal_symptom = open_topic, reveal_symptom
        self._indexes: dict[str, Index] = {}
        self.finder = Finder(self.answer, window)
        self.finder.model.told = self._told
        self.finder.chosen.connect(self.choose)
        window.views.find_requested.connect(self.open)
        # One after the other: a tenth of a second or two each, in which the window stands still.
        for number, code in enumerate(vocabulary_codes()):
            QTimer.singleShot(READY_MS + number * APART_MS, self, partial(vocabulary, code))
        QTimer.singleShot(READY_MS + len(vocabulary_codes()) * APART_MS, self, self.index)
        self.join()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Open the field."""
        return {"find": self.open}

    def open(self) -> None:
        """Open the field."""
        self.finder.open(terms_first=self._store.state.audience != "patient")

    def clear_desk(self) -> None:
        """Forget what was typed."""
        self.finder.forget()

    def answer(self, text: str, corrected: Understood | None = None) -> Answer:
        """Find what was typed, in the window's language; everything that fits at all."""
        index = self.index()
        return index.answer(text, len(index.entries), corrected=corrected)

    def _told(self, hit: Hit) -> str:
        state = self._store.state
        own = in_language(self._knowledge, state.language)
        return place_told(own, hit.entry, state.audience, tr.catalogue)

    def choose(self, hit: Hit) -> None:
        """Show what a hit stands for, or run its action."""
        if hit.entry.kind == "topic":
            self._open_topic(hit.entry.key)
        elif hit.entry.kind == "action":
            self._window.actions_[hit.entry.key].trigger()
        else:
            state = chosen(hit, self._store.state, self._knowledge, self._structures)
            if state is not None:
                self._store.replace(self.near(state))
                if hit.entry.kind == "symptom":
                    self._reveal_symptom(hit.entry.key)

    def near(self, state: ViewState) -> ViewState:
        """Come close to the selected structure or place, where it is too small in the named view."""
        thing: str | ChartPlace | None = state.selected or state.place
        if thing is None or state.camera is not None:
            return state
        if isinstance(thing, str) and not look_at(self._structures[thing]).near:
            return state
        box = self._picture.box_of(thing)
        if box is None:
            return state
        return replace(state, camera=_close(state, box, self._picture.aspect()))

    def index(self) -> Index:
        """Give the index of the window's language; made on first use."""
        language = self._store.state.language
        if language not in self._indexes:
            commands = [
                Entry("action", spec.id, said(spec.text).rstrip(" …"), (), _further_words(spec))
                for spec in ACTIONS
                if spec.id not in LEFT_OUT and not spec.id.startswith("view-")
            ]
            entries = entries_of(self._knowledge, self._structures, language)
            self._indexes[language] = Index((*entries, *commands), words_of(language), language)
            # The words of warnings are read now, not at the first letter.
            warnings_meant("")
        return self._indexes[language]


def _further_words(spec: ActionSpec) -> tuple[str, ...]:
    """List what else finds an action: its tip, and its English words, which guides and colleagues may name."""
    words = (spec.text, tr(spec.tip), spec.tip, spec.menu)
    return tuple(dict.fromkeys(word for word in words if isinstance(word, str)))


def _close(state: ViewState, box: Box, aspect: float) -> CameraPose:
    """Stand before a box in the direction of the state's view."""
    view = VIEWS[state.view]
    mirror = -1.0 if view.sided and state.side == "left" else 1.0
    direction = (mirror * view.direction[0], view.direction[1], view.direction[2])
    low, high = box
    middle = tuple((a + b) / 2 for a, b in zip(low, high, strict=True))
    half = [max(b - a, CLOSEST / 1.732) / 2 for a, b in zip(low, high, strict=True)]
    low = (middle[0] - half[0], middle[1] - half[1], middle[2] - half[2])
    high = (middle[0] + half[0], middle[1] + half[1], middle[2] + half[2])
    return orbit.framed(CameraPose(direction, (0.0, 0.0, 0.0), view.up), low, high, aspect)
