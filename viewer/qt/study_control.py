"""The study: asks, takes answers from panel, keys and picture, shows what is right, and gives the picture back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget

from annotations.model import Knowledge
from meshes.landmarks import landmark
from viewer.language import in_language
from viewer.state import SIDES, Aside, Audience, ChartPlace, Store, ViewState
from viewer.study import Item, Question, answered_state, asked_state
from viewer.study_answers import (
    Verdict,
    judge_choice,
    judge_drawing,
    judge_part,
    judge_point,
    judge_skin,
    judge_typed,
    typed_words,
)
from viewer.study_items import UNSEEN_ROOTS, Structure, items
from viewer.study_questions import Asker
from viewer.study_results import results
from viewer.study_schedule import Progress, study_path
from viewer.study_score import DrawingScore, score

from .controller import Controller
from .drawing_control import DrawingControl
from .main_window import MainWindow
from .speech import said
from .study_keeping import Keeping
from .study_keys import LentKeys
from .study_panel import StudyPanel
from .study_session import Course, exam_items, fresh_seed, now, wanted_items

STUDENTS: Final[frozenset[Audience]] = frozenset({"student"})
"""For whom the panel opens by itself."""
LEAVING: Final = ("symptoms", "scene", "root", "nerve_field", "agreement", "named", "path", "beside")
"""Fields that only somebody who wants something else changes while a question is shown."""
AROUND: Final = ((0, 0), (4, 0), (-4, 0), (0, 4), (0, -4), (6, 6), (-6, 6), (6, -6), (-6, -6))
"""Pixels round a click that are tried where a nerve is sought: some are three pixels wide."""


class Sight(Protocol):
    """What the study asks of the picture."""

    def pick(self, x: int, y: int) -> str | ChartPlace | None:
        """Say what is seen at a pixel of the widget."""

    def skin_at(self, x: int, y: int) -> ChartPlace | None:
        """Say which skin is seen at a pixel of the widget."""

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        """Measure how far apart two places on the skin are, mm."""


class StudyControl(QObject):
    """Runs practice, examination and drawing.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping
        The body's structures by sided key.
    picture : Sight
    controller : Controller
        Passes clicks on while a question is asked.
    drawing : DrawingControl
    settings : Path, optional
        The file of settings: progress lies beside it; None keeps nothing.
    """

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Structure],
        picture: Sight,
        controller: Controller,
        drawing: DrawingControl,
        settings: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._knowledge, self._structures = window, store, knowledge, structures
        self._picture, self._drawing = picture, drawing
        self._keeping = Keeping(study_path(settings))
        self._all: dict[str, tuple[Item, ...]] = {}
        self._aside: Aside | None = None
        self.course: Course | None = None
        self.question: Question | None = None
        self._item: Item | None = None
        self._shown: ViewState | None = None
        self._busy = False
        self._score: DrawingScore | None = None
        self.panel = StudyPanel([root for root in knowledge.roots if root not in UNSEEN_ROOTS])
        self.dock: QDockWidget = window.add_panel("Study", self.panel, "Explanation", audiences=STUDENTS)
        slots = {str(number): self._choose_number(number) for number in range(1, 5)}
        self._keys = LentKeys(window, {**slots, "Return": self._on_enter, "Enter": self._on_enter})
        self._connect(controller)
        self._count()

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self._store.changed.disconnect(self._on_state, missing_ok=True)

    @property
    def on(self) -> bool:
        """Whether somebody studies."""
        return self._aside is not None

    # ---------------------------------------------------------------- beginning

    def open(self) -> None:
        """Bring the panel to the front."""
        self.dock.show()
        self.dock.raise_()
        if not self.on and self.panel.page is self.panel.question:
            self.panel.show_page(self.panel.start)
        self._count()

    def practise(self) -> None:
        """Ask without end, what is due first."""
        asker = self._asker()
        start = self.panel.start
        wanted = wanted_items(asker, start.scope, start.topics, pointing=start.pointing)
        if wanted:
            self._begin(Course(asker, self._known(), wanted, fresh_seed()))

    def examine(self, count: int, wanted: list[Item] | None = None) -> None:
        """Ask so many, and tell what was right at the end."""
        asker = self._asker()
        start = self.panel.start
        if wanted is None:
            every = wanted_items(asker, start.scope, start.topics, pointing=start.pointing)
            wanted = exam_items(every, count, fresh_seed())
        if wanted:
            self._begin(Course.examination(asker, self._known(), wanted, fresh_seed()))

    def draw(self, root: str) -> None:
        """Ask for a drawing of a root's skin."""
        item = next((one for one in self._items() if one.key == f"draw:{root}"), None)
        if item is not None:
            self._begin(Course(self._asker(), self._known(), (item,), fresh_seed()))

    def _begin(self, course: Course) -> None:
        if not self.on:
            self._drawing.switch(on=False)
            self._aside = self._store.lay_aside()
        self.course = course
        self._keys.take()
        self.dock.show()
        self.dock.raise_()
        self.panel.show_page(self.panel.question)
        self._next()

    def leave(self) -> None:
        """End the study and give the picture back as it was."""
        if self._aside is None:
            return
        aside = self._end()
        self._store.take_up(aside)
        self.panel.show_page(self.panel.start)
        self._count()

    def _end(self) -> Aside:
        aside = self._aside
        assert aside is not None
        self._drawing.switch(on=False)
        self._aside = self.question = self._shown = self._item = self._score = None
        self._keys.give_back()
        return aside

    # ------------------------------------------------------------------ asking

    def _next(self) -> None:
        course = self.course
        if course is None or self._aside is None:
            return
        self._drawing.switch(on=False)
        item = course.next() if not (self._score is not None and len(course.items) == 1) else None
        self._score = None
        if item is None:
            self._finish()
            return
        self._item = item
        self._ask(course.question(item))

    def _ask(self, question: Question) -> None:
        course, aside = self.course, self._aside
        assert course is not None
        assert aside is not None
        self.question = question
        self._show(asked_state(question, self._like_now(aside.state)))
        completions = None
        if self.panel.start.typing and question.item.way == "choose":
            completions = typed_words(question, self._structures, self._knowledge, aside.state.language) or None
        self.panel.question.ask(question, said(course.standing), completions)
        self.panel.settle()
        if question.item.way == "draw":
            self._drawing.switch(on=True)
        if question.item.way != "choose" or completions is None:
            self._window.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        """Show the results of an examination; a drawing ends the study."""
        course = self.course
        if course is None or not course.is_exam:
            self.leave()
            return
        self._store.take_up(self._end())
        wrong = [(said(one.question), said(one.told)) for one in course.wrong]
        self.panel.results.show_results(said("Exam results"), course.results(), wrong)
        self.panel.show_page(self.panel.results)

    def _show(self, state: ViewState) -> None:
        self._shown = state
        self._busy = True
        try:
            self._store.show(state)
        finally:
            self._busy = False

    def _like_now(self, before: ViewState) -> ViewState:
        """Keep what is of the reader, where it was changed since the study began."""
        state = self._store.state
        names = ("language", "audience", "palette", "backdrop", "skin_tone", "body", "stature", "bmi")
        return replace(before, **{name: getattr(state, name) for name in names})

    # --------------------------------------------------------------- answering

    def _on_choice(self, key: str | None) -> None:
        if self._open:
            assert self.question is not None
            self._answer(judge_choice(self.question, key, self._knowledge))

    def _on_typed(self, words: str) -> None:
        if self._open and words.strip():
            assert self.question is not None
            self._answer(judge_typed(self.question, words, self._knowledge))

    def _on_unknown(self) -> None:
        question = self.question
        if question is None or not self._open:
            return
        kind = question.item.kind
        if kind == "find":
            self._answer(judge_part(question, None, self._structures))
        elif kind == "find-skin":
            self._answer(judge_skin(question, None, self._knowledge))
        elif kind == "key-point":
            self._answer(judge_point(question, None))
        elif kind == "draw":
            self._submit()
        else:
            self._answer(judge_choice(question, None, self._knowledge))

    def _on_click(self, x: int, y: int) -> None:
        """Take a click on the picture as an answer, where one points."""
        question = self.question
        if question is None or not self._open or question.item.way != "point":
            return
        if question.item.kind == "find":
            found = self._picked(question, x, y)
            # A click beside the body is no answer.
            if found is not None:
                language = self._store.state.language
                self._answer(judge_part(question, found, self._structures, language), found)
            return
        place = self._picture.skin_at(x, y)
        if place is None:
            return
        if question.item.kind == "find-skin":
            self._answer(judge_skin(question, place, self._knowledge), clicked=place)
        else:
            away = min(self._picture.distance(place, at) for at in self._key_points(question))
            self._answer(judge_point(question, away), clicked=place)

    def _picked(self, question: Question, x: int, y: int) -> str | None:
        nerve = question.item.topic == "nerves"
        found = [self._picture.pick(x + across, y + down) for across, down in (AROUND if nerve else AROUND[:1])]
        keys = [key for key in found if isinstance(key, str)]
        right = [key for key in keys if key.partition(".")[0] == question.right]
        return next(iter((*right, *keys)), None)

    def _key_points(self, question: Question) -> list[ChartPlace]:
        marks = [landmark(self._knowledge.key_points[question.right].landmark, side) for side in SIDES]
        return [ChartPlace(mark.segment, mark.side, mark.t, mark.phi, mark.ray) for mark in marks]

    def _answer(self, verdict: Verdict, found: str | None = None, *, clicked: ChartPlace | None = None) -> None:
        course, question, aside = self.course, self.question, self._aside
        assert course is not None
        assert question is not None
        assert aside is not None
        course.note(question, verdict, self._store.state.view)
        self._keep()
        if course.is_exam:
            self._next()
            return
        state = answered_state(question, self._like_now(aside.state))
        # The body stays as the student has turned it.
        state = replace(state, camera=self._store.state.camera, view=self._store.state.view)
        if found is not None and verdict.right:
            state = replace(state, selected=found)
        if clicked is not None:
            state = replace(state, place=clicked)
        self._show(state)
        self.panel.question.tell(question, verdict, said(course.standing), self._citations())
        self.panel.settle()

    def _submit(self) -> None:
        course, question, aside = self.course, self.question, self._aside
        if course is None or question is None or aside is None or not self._open:
            return
        strokes = self._store.state.drawing
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            found = score(self._knowledge, question.right, strokes)
        finally:
            QApplication.restoreOverrideCursor()
        verdict = judge_drawing(question, found)
        if found is None:
            self._window.say(said(verdict.headline))
            return
        course.note(question, verdict, self._store.state.view)
        self._keep()
        self._drawing.switch(on=False)
        self._score = found
        state = answered_state(question, self._like_now(aside.state))
        view, camera = self._store.state.view, self._store.state.camera
        self._show(replace(state, drawing=strokes, side=found.side, view=view, camera=camera))
        self._outline(found.best.map.key)
        self.panel.question.tell_drawing(question, verdict, found, found.best.map.key, self._citations())
        self.panel.settle()

    def _outline(self, key: str) -> None:
        """Lay one map over the drawing."""
        if self._score is not None:
            self._show(replace(self._store.state, map=key, compared=key))

    @property
    def _open(self) -> bool:
        """Whether a question waits for its answer."""
        return self.on and self._store.state.study == "asked"

    # -------------------------------------------------------------------- keys

    def _choose_number(self, number: int) -> Callable[[], None]:
        def choose() -> None:
            question = self.question
            shown = self.panel.question.choices
            if question is not None and self._open and number <= len(shown):
                self._on_choice(question.choices[number - 1].key)

        return choose

    def _on_enter(self) -> None:
        page = self.panel.question
        if page.answered:
            self._next()
        elif page.field is not None and page.field.text().strip():
            self._on_typed(page.field.text())

    # ------------------------------------------------------------------- state

    def _on_state(self, new: ViewState, old: ViewState) -> None:
        if new.language != old.language:
            self._all.clear()
        if self._busy or self._aside is None or self._shown is None:
            return
        if not new.study:
            # Another view was opened: that is what is wanted now.
            self._store.take_up(replace(self._end(), state=new))
            self._rest()
            return
        wishes = {name: getattr(new, name) for name in LEAVING if getattr(new, name) != getattr(self._shown, name)}
        if wishes:
            aside = self._end()
            self._store.take_up(aside)
            self._store.update(**wishes)
            self._rest()
        elif new.language != old.language and self._item is not None and self.course is not None:
            self.course.asker = self._asker()
            if new.study == "asked":
                self._ask(self.course.question(self._item))
        elif new.study == "asked" and (new.selected, new.place) != (self._shown.selected, self._shown.place):
            self._show(replace(new, selected=self._shown.selected, place=self._shown.place))

    def _rest(self) -> None:
        self.panel.show_page(self.panel.start)
        self._count()

    # ---------------------------------------------------------------- progress

    def _known(self) -> Progress:
        """Give what has been learnt; read when it is first needed."""
        progress = self._keeping.progress()
        if self._keeping.notice:
            self.panel.start.show_notice(said(self._keeping.notice))
        return progress

    def _keep(self) -> None:
        told = self._keeping.notice
        self._keeping.write()
        if self._keeping.notice != told:
            self.panel.start.show_notice(said(self._keeping.notice))
            self._window.say(self._keeping.notice)

    def _forget(self) -> None:
        self._keeping.forget()
        self.panel.start.show_notice(said(self._keeping.notice))
        self._rest()

    def _count(self) -> None:
        """Say on the first page how much there is to do."""
        start = self.panel.start
        if self.dock.isHidden():
            return
        wanted = wanted_items(self._asker(), start.scope, start.topics, pointing=start.pointing)
        progress = self._known()
        start.show_counts(len(progress.due(wanted, now())), len(progress.fresh(wanted)), len(progress.answers))

    def _show_results(self) -> None:
        progress = self._known()
        self.panel.results.show_results(said("Your last answers"), results(progress.answers), forgettable=True)
        self.panel.show_page(self.panel.results)

    def _repeat(self) -> None:
        if self.course is not None:
            self.examine(0, [one.item for one in self.course.wrong])

    # ------------------------------------------------------------------ pieces

    def _asker(self) -> Asker:
        language = self._store.state.language
        return Asker(in_language(self._knowledge, language), self._structures, language)

    def _items(self) -> tuple[Item, ...]:
        language = self._store.state.language
        if language not in self._all:
            self._all[language] = items(in_language(self._knowledge, language), self._structures)
        return self._all[language]

    def _citations(self) -> dict[str, str]:
        return {key: source.citation for key, source in self._knowledge.sources.items()}

    def _connect(self, controller: Controller) -> None:
        start, page, found = self.panel.start, self.panel.question, self.panel.results
        start.practice_requested.connect(self.practise)
        start.exam_requested.connect(self.examine)
        start.drawing_requested.connect(self.draw)
        start.results_requested.connect(self._show_results)
        start.choice_changed.connect(self._count)
        page.chosen.connect(self._on_choice)
        page.typed.connect(self._on_typed)
        page.unknown_requested.connect(self._on_unknown)
        page.submitted.connect(self._submit)
        page.next_requested.connect(self._next)
        page.leave_requested.connect(self.leave)
        page.outline_requested.connect(self._outline)
        found.back_requested.connect(self._rest)
        found.repeat_requested.connect(self._repeat)
        found.forget_requested.connect(self._forget)
        controller.answered.connect(self._on_click)
        self.dock.visibilityChanged.connect(self._on_seen)
        actions: Any = self._window.actions_
        actions.connect({"study": self.open})
        actions["escape"].triggered.connect(lambda _checked=False: self.leave())
        self._store.changed.connect(self._on_state)
        self._window.closing.connect(self.close)

    def _on_seen(self, seen: bool) -> None:
        if seen and not self.on and self.panel.page is self.panel.start:
            self._count()
