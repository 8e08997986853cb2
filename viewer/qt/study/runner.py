"""One practice or exam as it runs: question and picture, what is right, and the picture given back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from annotations.model import Knowledge
from viewer.appearance.named import Numbered
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.picture.aim import Aim
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.widgets.language import tr
from viewer.state.store import Store, Suspended, picked_meanwhile
from viewer.state.view_state import READER, ViewState, fields_of
from viewer.study.answers import judge_drawing, typed_words
from viewer.study.question import Item, Question, answered_state, asked_state
from viewer.study.questions import Asker
from viewer.study.score import DrawingScore, score

from .exam_lock import ExamLock
from .judge import Judged
from .panel import StudyPanel
from .progress_pages import ProgressPages
from .session import Course

LEAVING: Final = ("symptoms", "scene", "root", "nerve_field", "agreement", "named", "path", "beside")
"""Changes of these fields while a question is shown mean that the study is left."""
PICKED: Final = ("selected", "place", "hidden", "isolated", "examining", "compared")
"""Fields that light, mark or hide something by its name: they are locked while a question is open."""
UNANSWERED: Final = N_("A question is open: nothing else can be picked or hidden. Esc leaves the study.")


class CourseRunner(QObject):
    """Runs a course and restores what was shown before it.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping
        The body's structures by sided key.
    panel : StudyPanel
    progress : ProgressPages
        Keeps every answer.
    drawing : DrawingFeature
    aim : Aim
        The cross that points by keyboard.
    asker : callable
        Makes an asker in the language of the window.

    Signals
    -------
    begun, ended : ()
        A course runs; it was left, and the first page is shown again.
    """

    begun = Signal()
    ended = Signal()

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Numbered],
        panel: StudyPanel,
        progress: ProgressPages,
        drawing: DrawingFeature,
        aim: Aim,
        asker: Callable[[], Asker],
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._knowledge, self._structures = window, store, knowledge, structures
        self._panel, self._progress, self._drawing, self._aim, self._asker = panel, progress, drawing, aim, asker
        self._quiet = ExamLock(window)
        self._suspended: Suspended | None = None
        self.course: Course | None = None
        self.question: Question | None = None
        self._item: Item | None = None
        self._shown: ViewState | None = None
        self._busy = False
        self._score: DrawingScore | None = None
        self._tell: Callable[[], None] | None = None
        """Shows the verdict on the answer again, as in another language."""
        store.changed.connect(self._on_state)

    def close(self) -> None:
        """Stop listening and unlock what an exam had locked; safe to call twice."""
        self._quiet.switch(on=False)
        self._store.changed.disconnect(self._on_state)

    @property
    def on(self) -> bool:
        """Whether a course runs."""
        return self._suspended is not None

    @property
    def open(self) -> Question | None:
        """The question that waits for its answer."""
        return self.question if self.on and self._store.state.study == "asked" else None

    # ------------------------------------------------------ beginning and ending

    def begin(self, course: Course) -> None:
        """Begin a course; the present view is set aside until it ends."""
        if not self.on:
            self._drawing.switch(on=False)
            self._suspended = self._store.suspend()
            self._window.escape.push(self.leave)
        self.course = course
        self._quiet.switch(on=course.is_exam)
        self._panel.show_page(self._panel.question)
        self.begun.emit()
        self.next()

    def leave(self) -> None:
        """End the study and restore the picture."""
        if self.on:
            self._store.resume(self._end())
            self.ended.emit()

    def _end(self) -> Suspended:
        """Stop, and give what was set aside, with the reader's settings of now."""
        assert self._suspended is not None
        suspended = replace(self._suspended, state=self._like_now(self._suspended.state))
        self._window.escape.take_out(self.leave)
        self._drawing.switch(on=False)
        self._aim.switch(on=False)
        self._quiet.switch(on=False)
        self._suspended = self.question = self._shown = self._item = self._score = self._tell = None
        return suspended

    def _finish(self) -> None:
        """Show the results of an exam; a drawing ends the study."""
        course = self.course
        if course is None or not course.is_exam:
            self.leave()
            return
        self._store.resume(self._end())
        self.ended.emit()
        self._panel.results.show_results(N_("Exam results"), course.results(), lambda: course.review(self._asker()))
        self._panel.show_page(self._panel.results)

    # ------------------------------------------------------------------- asking

    def next(self) -> None:
        """Ask the next question; at the end show the results."""
        course = self.course
        if course is None or not self.on:
            return
        self._drawing.switch(on=False)
        item = course.next() if not (self._score is not None and len(course.items) == 1) else None
        self._score = self._tell = None
        if item is None:
            self._finish()
            return
        self._item = item
        self._ask(course.question(item))

    def _ask(self, question: Question) -> None:
        course, suspended = self.course, self._suspended
        assert course is not None
        assert suspended is not None
        self.question = question
        self._show(asked_state(question, self._like_now(suspended.state)))
        way, completions = question.item.way, None
        if self._panel.start.typing and way == "choose":
            completions = typed_words(question, self._structures, self._asker().knowledge, question.language) or None
        self._panel.question.ask(question, course.standing, completions)
        self._panel.settle()
        if way == "draw":
            self._drawing.switch(on=True)
            # The drawing belongs to the question: Esc leaves both.
            self._window.escape.push(self.leave)
        self._aim.switch(on=way == "point")
        if completions is None:
            self._window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, state: ViewState) -> None:
        self._shown = state
        # Undo must not lead back to the picture of another question.
        self._store.forget_undo()
        self._busy = True
        try:
            self._store.show(state)
        finally:
            self._busy = False

    def _like_now(self, before: ViewState) -> ViewState:
        """Keep the reader's settings where they were changed since the study began."""
        state = self._store.state
        return replace(before, **{name: getattr(state, name) for name in fields_of(READER)})

    # ---------------------------------------------------------------- answering

    def answer(self, judged: Judged) -> None:
        """Record an answer; show the verdict, or go on in an exam."""
        course, question, suspended = self.course, self.open, self._suspended
        if course is None or question is None or suspended is None:
            return
        self._aim.switch(on=False)
        verdict = course.record(question, judged.verdict, self._store.state.view)
        self._progress.keep()
        if course.is_exam:
            self.next()
            return
        state = answered_state(question, self._like_now(suspended.state))
        if question.answer_view is None or self._store.state.camera is not None:
            state = self._as_turned(state)
        if judged.found is not None and verdict.right:
            state = replace(state, selected=judged.found)
        if judged.place is not None:
            state = replace(state, place=judged.place)
        self._show(state)
        self._tell = lambda: self._show_verdict(judged)
        self._tell()

    def _show_verdict(self, judged: Judged) -> None:
        course, question = self.course, self.question
        assert course is not None
        assert question is not None
        self._panel.question.show_verdict(question, judged.verdict(question), course.standing, self._citations())
        self._panel.settle()

    def submit(self) -> None:
        """Score what was drawn against every map."""
        course, question, suspended = self.course, self.open, self._suspended
        if course is None or question is None or suspended is None:
            return
        strokes = self._store.state.drawing
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = score(self._knowledge, question.right, strokes)
        finally:
            QApplication.restoreOverrideCursor()
        if found is None:
            self._window.show_message(judge_drawing(question, None).headline)
            return
        course.record(question, lambda asked: judge_drawing(asked, found), self._store.state.view)
        self._progress.keep()
        self._drawing.switch(on=False)
        self._score = found
        state = answered_state(question, self._like_now(suspended.state))
        self._show(self._as_turned(replace(state, drawing=strokes, side=found.side)))
        self.outline(found.best.map.key)
        self._tell = self._show_drawing_verdict
        self._tell()

    def _show_drawing_verdict(self) -> None:
        question, found = self.question, self._score
        assert question is not None
        assert found is not None
        found = found.named(in_language(self._knowledge, question.language))
        verdict, shown = judge_drawing(question, found), self._store.state.map
        self._panel.question.show_drawing_verdict(question, verdict, found, shown, self._citations())
        self._panel.settle()

    def outline(self, key: str) -> None:
        """Lay one map over the drawing."""
        if self._score is not None:
            self._show(replace(self._store.state, map=key, compared=key))

    def _as_turned(self, state: ViewState) -> ViewState:
        """Leave the body as the student has turned it."""
        return replace(state, camera=self._store.state.camera, view=self._store.state.view)

    def _citations(self) -> dict[str, str]:
        assert self.question is not None
        known = in_language(self._knowledge, self.question.language)
        return {key: source.named for key, source in known.sources.items()}

    # ------------------------------------------------------------------- state

    def _on_state(self, new: ViewState, old: ViewState) -> None:
        if self._busy or self._shown is None or not self.on:
            return
        if not new.study:
            # Another view was opened: that is what is wanted now.
            self._store.resume(replace(self._end(), state=new))
            self.ended.emit()
            return
        requested = {name: getattr(new, name) for name in LEAVING if getattr(new, name) != getattr(self._shown, name)}
        if requested and self.course is not None and self.course.is_exam:
            self._refuse(old)
        elif requested:
            self._store.resume(self._end())
            if "symptoms" in requested:
                requested["symptoms"] = picked_meanwhile(self._store.state, new.symptoms, old.symptoms)
            self._store.update(**requested)
            self.ended.emit()
        elif new.language != old.language and self._item is not None and self.course is not None:
            self.course.asker = self._asker()
            question = self.course.question(self._item)
            if new.study == "asked":
                self._ask(question)
            elif self._tell is not None:
                self.question = question
                self._tell()
        elif new.study == "asked" and any(getattr(new, name) != getattr(old, name) for name in PICKED):
            self._refuse(old)

    def _refuse(self, old: ViewState) -> None:
        """Go back to the old state: the view must not turn to what the question asks for."""
        self._show(replace(old, hovered=None))
        self._window.show_message(tr(UNANSWERED))
