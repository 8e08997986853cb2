"""Shows steps, one at a time: an explanation of the picture, a tour, or prepared views.

Steps leave no trace in the store: leaving restores the view before, and undo goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer, Signal

from annotations.model import Knowledge
from viewer.appearance.citing import PROVENANCE, source_name
from viewer.explain.steps import Step, explainable, steps_of
from viewer.i18n.catalogue import N_, catalogue
from viewer.qt.picture.protocol import Picture
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.language import tr, with_key
from viewer.state.store import Store, picked_meanwhile
from viewer.state.view_state import FIELDS, READER, SUBJECT, ViewState, fields_of

from .bar import StepsBar

WORDS_A_SECOND: Final = 2.3
"""Speed of reading, for steps that play by themselves."""
LEAST_SECONDS: Final = 6.0
MOST_CITED: Final = 5
"""Sources named in the bar; the explanation at the right has them in full."""
TOLD: Final = ("symptoms", "root", "scene", "side")
"""What an explanation is about. Once it changes, the explanation starts again."""
STAYS: Final = tuple(name for name in (*fields_of(SUBJECT), *fields_of(READER)) if FIELDS[name].undone)
"""Fields that keep changes made while steps are shown; each step sets the others."""


class StepsFeature(Feature):
    """Shows steps, one at a time.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    bar : StepsBar
    picture : Picture

    Signals
    -------
    step_shown : (number or None)
        Another step is shown; None: no more.
    """

    step_shown = Signal(object)

    def __init__(self, window: MainWindow, store: Store, knowledge: Knowledge, bar: StepsBar, picture: Picture) -> None:
        super().__init__(window, store)
        self._knowledge, self._bar, self._picture = knowledge, bar, picture
        self._before: ViewState | None = None
        self._steps: tuple[Step, ...] = ()
        self._number = 0
        self._write: Callable[[ViewState], Sequence[Step]] | None = None
        self._ours = self._follows = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_time)
        self._playing = False
        tip = with_key(N_("Step by step: spine, nerve, muscles, skin"), "Y")
        self.button = window.views.add_task(N_("Explain"), tip)
        self.button.setCheckable(True)
        self.button.clicked.connect(self.toggle)
        bar.next_requested.connect(self.next)
        bar.back_requested.connect(self.back)
        bar.step_requested.connect(self.go)
        bar.leave_requested.connect(self.leave)
        bar.play_requested.connect(self.play)
        self.join()
        self._show()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Explain, go to the next step and back."""
        return {"explain": self.toggle, "next-step": self.next, "step-back": self.back}

    @property
    def on(self) -> bool:
        """Whether steps are shown at present."""
        return self._before is not None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are shown."""
        return self._steps

    @property
    def number(self) -> int:
        """The step shown, from 0."""
        return self._number

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._clock.stop()
        super().close()

    # ----------------------------------------------------------------- actions

    def toggle(self) -> None:
        """Explain what is shown, or leave the explanation."""
        if self.on:
            self.leave()
        else:
            self.begin()
        self._show()

    def begin(self) -> bool:
        """Explain what is shown; says whether there was anything to explain."""
        begun = self.start(lambda state: steps_of(state, self._knowledge), follows=True)
        if not begun:
            self._window.show_message(tr("Pick a symptom, a root or a pinch scene; then it can be explained."))
        return begun

    def start(self, write: Callable[[ViewState], Sequence[Step]], *, follows: bool = False) -> bool:
        """Show steps, from the first.

        Parameters
        ----------
        write : callable
            Gives the steps for the view that was shown before; asked again when reader or language change.
        follows : bool
            Whether the steps explain what is picked: another pick starts them again. Otherwise a pick ends them.

        Returns
        -------
        bool
            False where there were none.
        """
        before = self._before or self._store.state
        steps = tuple(write(before))
        if not steps:
            return False
        if not self.on:
            self._window.escape.push(self.leave)
        self._before, self._write, self._steps, self._number = before, write, steps, 0
        self._follows = follows
        self._picture.unhurried = True
        self.go(0)
        return True

    def next(self) -> None:
        """Go on by one step; at the last one nothing happens."""
        if self.on and self._number < len(self._steps) - 1:
            self.go(self._number + 1)

    def back(self) -> None:
        """Go back by one step."""
        if self.on and self._number > 0:
            self.go(self._number - 1)

    def go(self, number: int) -> None:
        """Show a step, from 0."""
        if not self.on:
            return
        self._number = max(0, min(number, len(self._steps) - 1))
        self._put(self._steps[self._number].state, over=self._before)
        self._time()
        self._show()
        self.step_shown.emit(self._number)

    def leave(self) -> None:
        """Restore the view before; does nothing when no steps are shown."""
        before = self._before
        if before is None:
            return
        self._end()
        self._put(before)
        self._show()
        self.step_shown.emit(None)

    def play(self, on: bool) -> None:
        """Let the steps follow one another, each as long as it takes to read it."""
        self._playing = on and self.on
        if self._playing and self._number == len(self._steps) - 1:
            self.go(0)
        self._time()
        self._show()

    # -------------------------------------------------------------------- state

    def _put(self, state: ViewState, over: ViewState | None = None) -> None:
        self._ours = True
        try:
            self._store.show(state, over)
        finally:
            self._ours = False

    def _end(self) -> None:
        self._window.escape.take_out(self.leave)
        self._before, self._write, self._steps, self._number = None, None, (), 0
        self._playing = self._picture.unhurried = False
        self._clock.stop()

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Keep up with changes made while steps are shown."""
        if self._ours or self._before is None or self._write is None:
            self._show_actions()
            return
        if new.study or new.named != self._steps[self._number].state.named:
            # Undo, a study, or a view that was opened: somebody went elsewhere.
            self._end()
            self._store.show(new)
            self._show()
            self.step_shown.emit(None)
            return
        changed = {name for name in STAYS if getattr(new, name) != getattr(old, name)}
        if not changed:
            return
        anew = bool(changed & set(TOLD))
        kept = {name: getattr(new, name) for name in changed}
        if "symptoms" in kept:
            kept["symptoms"] = picked_meanwhile(self._before, new.symptoms, old.symptoms)
        if anew:
            kept["view"] = new.view
        self._before = replace(self._before, **kept)
        if anew and not self._follows:
            self.leave()
            return
        steps = tuple(self._write(self._before))
        if not steps:
            self.leave()
            return
        at = self._steps[self._number].key
        same = [number for number, step in enumerate(steps) if step.key == at]
        self._steps = steps
        self.go(same[0] if same and not anew else 0)

    # -------------------------------------------------------------------- shown

    def _show_actions(self) -> None:
        actions, state = self._window.actions_, self._store.state
        can = self.on or explainable(state, self._knowledge)
        actions["explain"].setEnabled(can)
        actions["explain"].setChecked(self.on)
        # Only while steps are shown: lists need these keys for themselves.
        actions["next-step"].setEnabled(self.on)
        actions["step-back"].setEnabled(self.on)
        self.button.setEnabled(can)
        self.button.setChecked(self.on)

    def _show(self) -> None:
        self._show_actions()
        if not self.on:
            self._bar.hide_steps()
            return
        step, state = self._steps[self._number], self._store.state
        passage = step.passage(state.audience)
        sources = ""
        if state.audience != "patient":
            shown = [_cited(self._knowledge, key) for key in passage.sources[:MOST_CITED]]
            more = [f"+{len(passage.sources) - MOST_CITED}"] if len(passage.sources) > MOST_CITED else []
            cited = "; ".join([*shown, *more])
            marked = catalogue(state.language)(PROVENANCE[passage.provenance])
            sources = f"{cited} ({marked})" if marked else cited
        texts = [each.passage(state.audience).text for each in self._steps if not each.urgent]
        self._bar.show_steps([each.name for each in self._steps], self._number, texts, playing=self._playing)
        self._bar.show_words(passage.text, sources, urgent=step.urgent)

    def _time(self) -> None:
        self._clock.stop()
        if self._playing and self.on:
            words = len(self._steps[self._number].passage(self._store.state.audience).text.split())
            self._clock.start(int(1000 * max(LEAST_SECONDS, words / WORDS_A_SECOND)))

    def _on_time(self) -> None:
        if self._number < len(self._steps) - 1:
            self.next()
        else:
            self.play(False)


def _cited(knowledge: Knowledge, key: str) -> str:
    """Name a source briefly: who and when."""
    return source_name(knowledge.sources[key])
