"""The study: turns input from panel, keys and picture into courses and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDockWidget

from annotations.model import Audience, Knowledge
from viewer.appearance.named import Numbered
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.drawing.feature import DrawingFeature
from viewer.qt.picture.aim import Aim
from viewer.qt.picture.canvas import CanvasInput
from viewer.qt.picture.protocol import Picture
from viewer.qt.shell.controller import Controller
from viewer.qt.shell.feature import Feature
from viewer.qt.shell.main_window import MainWindow
from viewer.state.store import Store
from viewer.state.view_state import ChartPlace, ViewState
from viewer.study.items import SMALL_ROOTS, chosen, items
from viewer.study.question import Item, Question
from viewer.study.questions import Asker
from viewer.study.schedule import study_path

from .borrowed_keys import BorrowedKeys
from .judge import Judge, Judged
from .panel import StudyPanel
from .progress_file import ProgressFile
from .progress_pages import ProgressPages
from .runner import CourseRunner
from .session import Course, exam_items, fresh_seed

STUDENTS: Final[frozenset[Audience]] = frozenset({"student"})
"""For whom the panel opens by itself."""


class StudyFeature(Feature):
    """Runs practice, exam and drawing.

    Parameters
    ----------
    window : MainWindow
    store : Store
    knowledge : Knowledge
    structures : mapping
        The body's structures by sided key.
    picture : Picture
    controller : Controller
        Passes clicks on while a question is open.
    drawing : DrawingFeature
    pointer : CanvasInput
        Its arrow keys move a cross while one points.
    settings : Path, optional
        The file of settings: progress lies beside it; None keeps nothing.
    """

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        knowledge: Knowledge,
        structures: Mapping[str, Numbered],
        picture: Picture,
        controller: Controller,
        drawing: DrawingFeature,
        pointer: CanvasInput,
        settings: Path | None = None,
    ) -> None:
        super().__init__(window, store)
        self._knowledge, self._structures = knowledge, structures
        self._judge = Judge(knowledge, structures, picture)
        self._aim = Aim(window.canvas, pointer)
        self._all: dict[str, tuple[Item, ...]] = {}
        self.panel = StudyPanel([root for root in knowledge.roots if root not in SMALL_ROOTS])
        self.progress = ProgressPages(window, self.panel, ProgressFile(study_path(settings)))
        self.asking = CourseRunner(
            window, store, knowledge, structures, self.panel, self.progress, drawing, self._aim, self._asker
        )
        self.dock: QDockWidget = window.add_panel(N_("Study"), self.panel, "Explanation", readers=STUDENTS)
        slots = {str(number): self._choose_number(number) for number in range(1, 5)}
        self._keys = BorrowedKeys(window, {**slots, "Return": self._on_enter, "Enter": self._on_enter})
        self._connect(controller)
        self.join()
        self._count()

    def close(self) -> None:
        """Stop listening; safe to call twice."""
        self.asking.close()
        super().close()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """Open the panel."""
        return {"study": self.open}

    # ---------------------------------------------------------------- beginning

    def open(self) -> None:
        """Bring the panel to the front."""
        self.dock.show()
        self.dock.raise_()
        if not self.asking.on and self.panel.page is self.panel.question:
            self.panel.show_page(self.panel.start)
        self._count()

    def practise(self) -> None:
        """Start practice: it asks without end, what is due first."""
        wanted = self._chosen_items()
        if wanted:
            self.asking.begin(Course(self._asker(), self.progress.known(), wanted, fresh_seed()))

    def examine(self, count: int, wanted: list[Item] | None = None) -> None:
        """Start an exam of so many questions; the results come at the end."""
        if wanted is None:
            wanted = exam_items(self._chosen_items(), count, fresh_seed())
        if wanted:
            self.asking.begin(Course.of_exam(self._asker(), self.progress.known(), wanted, fresh_seed()))

    def draw(self, root: str) -> None:
        """Ask for a drawing of a root's skin."""
        item = next((one for one in self._items() if one.key == f"draw:{root}"), None)
        if item is not None:
            self.asking.begin(Course(self._asker(), self.progress.known(), (item,), fresh_seed()))

    def _repeat(self) -> None:
        if self.asking.course is not None:
            self.examine(0, [one.item for one in self.asking.course.wrong])

    def _on_begun(self) -> None:
        self._keys.take()
        self.dock.show()
        self.dock.raise_()

    def _on_ended(self) -> None:
        self._keys.give_back()
        self._show_start()

    # --------------------------------------------------------------- answering

    def answer_place(self, place: ChartPlace) -> None:
        """Take a place that was picked on the flat skin as an answer, where skin is asked for."""
        if self._open is not None:
            self._answer(self._judge.placed(self._open, place))

    def _on_choice(self, key: str | None) -> None:
        if self._open is not None:
            self.asking.answer(self._judge.chosen(key))

    def _on_typed(self, words: str) -> None:
        if self._open is not None and words.strip():
            self.asking.answer(self._judge.typed(self._open, words))

    def _on_unknown(self) -> None:
        question = self._open
        if question is not None:
            if question.item.kind == "draw":
                self.asking.submit()
            else:
                self.asking.answer(self._judge.unknown(question))

    def _on_click(self, x: int, y: int) -> None:
        """Take a click on the picture as an answer to a question of pointing; a click beside the body is none."""
        question = self._open
        if question is not None and question.item.way == "point":
            self._answer(self._judge.clicked(question, x, y))

    def _on_aim(self, x: int, y: int) -> None:
        """Say where the cross is, without naming what is there."""
        if self._open is not None:
            words = self._judge.whereabouts(self._open, x, y)
            self._window.show_message(words)
            self._aim.announce(words)

    def _answer(self, judged: Judged | None) -> None:
        if judged is not None:
            self.asking.answer(judged)

    @property
    def _open(self) -> Question | None:
        """The question that waits for its answer."""
        return self.asking.open

    # -------------------------------------------------------------------- keys

    def _choose_number(self, number: int) -> Callable[[], None]:
        def choose() -> None:
            question = self._open
            if question is not None and number <= len(self.panel.question.choices):
                self._on_choice(question.choices[number - 1].key)

        return choose

    def _on_enter(self) -> None:
        page = self.panel.question
        if page.answered:
            self.asking.next()
        elif page.field is not None and page.field.text().strip():
            self._on_typed(page.field.text())
        elif self._aim.at is not None and self._window.focusWidget() is self._window.canvas:
            self._on_click(self._aim.at.x(), self._aim.at.y())

    # ------------------------------------------------------------------- state

    def state_changed(self, new: ViewState, old: ViewState) -> None:
        """Make the items again in a new language."""
        if new.language != old.language:
            self._all.clear()

    def _show_start(self) -> None:
        self.panel.show_page(self.panel.start)
        self._count()

    # ---------------------------------------------------------------- progress

    def _forget(self) -> None:
        self.progress.forget()
        self._show_start()

    def _count(self) -> None:
        """Say on the first page how much there is to do."""
        if not self.dock.isHidden():
            self.progress.count(self._chosen_items())

    # ------------------------------------------------------------------ pieces

    def _asker(self) -> Asker:
        language = self._store.state.language
        return Asker(in_language(self._knowledge, language), self._structures, language)

    def _items(self) -> tuple[Item, ...]:
        language = self._store.state.language
        if language not in self._all:
            self._all[language] = items(in_language(self._knowledge, language), self._structures)
        return self._all[language]

    def _chosen_items(self) -> list[Item]:
        """List what is chosen on the first page."""
        start = self.panel.start
        return chosen(self._items(), start.scope, start.topics, pointing=start.pointing)

    def _connect(self, controller: Controller) -> None:
        start, page, found = self.panel.start, self.panel.question, self.panel.results
        start.practice_requested.connect(self.practise)
        start.exam_requested.connect(self.examine)
        start.drawing_requested.connect(self.draw)
        start.results_requested.connect(self.progress.show_results)
        start.choice_changed.connect(self._count)
        page.chosen.connect(self._on_choice)
        page.typed.connect(self._on_typed)
        page.unknown_requested.connect(self._on_unknown)
        page.submitted.connect(self.asking.submit)
        page.next_requested.connect(self.asking.next)
        page.leave_requested.connect(self.asking.leave)
        page.outline_requested.connect(self.asking.outline)
        found.back_requested.connect(self._show_start)
        found.repeat_requested.connect(self._repeat)
        found.forget_requested.connect(self._forget)
        self.asking.begun.connect(self._on_begun)
        self.asking.ended.connect(self._on_ended)
        controller.answered.connect(self._on_click)
        self._aim.rested.connect(self._on_aim)
        self.dock.visibilityChanged.connect(self._on_seen)

    def _on_seen(self, seen: bool) -> None:
        if seen and not self.asking.on and self.panel.page is self.panel.start:
            self._count()
