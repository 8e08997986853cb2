"""The first page of the study: what is to be asked, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.files.errors import InputError, Phrase
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr
from viewer.qt.widgets.reflow import Columns, WordButton, WordCheck
from viewer.qt.widgets.segments import Segments
from viewer.qt.widgets.words import label
from viewer.study.question import SCOPES, TOPICS

LENGTHS: Final = ("10", "20", "40")
"""Numbers of questions of an exam."""


class StudyStart(QWidget):
    """Choices, and a button for each way to study.

    Signals
    -------
    practice_requested, results_requested : ()
    exam_requested : (int)
        Questions.
    drawing_requested : (root)
    choice_changed : ()
        Scope, topics or pointing.
    """

    practice_requested = Signal()
    results_requested = Signal()
    exam_requested = Signal(int)
    drawing_requested = Signal(str)
    choice_changed = Signal()

    def __init__(self, roots: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scope, self._length = "L4", LENGTHS[0]
        self.scope_choice = Segments(tuple(SCOPES.items()), N_("What belongs to"), self)
        self.scope_choice.choose(self._scope)
        self.scope_choice.chosen.connect(self._on_scope)
        self.boxes: Mapping[str, QCheckBox] = {key: QCheckBox(self) for key in TOPICS}
        topics = Columns(2)
        for key, box in self.boxes.items():
            say(box, text=TOPICS[key])
            box.setChecked(True)
            box.toggled.connect(self._on_change)
            topics.addWidget(box)
        self.pointing_box = WordCheck("", self)
        self.pointing_box.setChecked(True)
        say(
            self.pointing_box,
            text=N_("With pointing"),
            toolTip=N_("Asks you to click on the body, too; without it the keyboard answers everything"),
        )
        self.pointing_box.toggled.connect(self._on_change)
        self.typing_box = WordCheck("", self)
        say(
            self.typing_box,
            text=N_("With typing"),
            toolTip=N_("You type the answers; harder: no choices are shown"),
        )
        self.practise = _button(N_("Practise"), self.practice_requested.emit, "primary")
        self.counts = label("", "", "quiet")
        self.length_choice = Segments(
            tuple((count, partial(str, count)) for count in LENGTHS), N_("Questions of the exam"), self
        )
        self.length_choice.choose(self._length)
        self.length_choice.chosen.connect(self._on_length)
        self.exam = _button(N_("Start exam"), lambda: self.exam_requested.emit(int(self._length)))
        self.root = QComboBox(self)
        say(self.root, accessibleName=N_("Root to draw"))
        self.root.addItems(list(roots))
        self.root.setCurrentText("L4")
        self.draw = _button(N_("Draw its skin"), lambda: self.drawing_requested.emit(self.root.currentText()))
        self.results = _button(N_("Results"), self.results_requested.emit)
        self.notice = label("", "", "caution")
        self.notice.hide()
        self._lay_out(topics)

    @property
    def scope(self) -> str:
        """Key of :data:`viewer.study.question.SCOPES`."""
        return self._scope

    @property
    def topics(self) -> tuple[str, ...]:
        """Keys of the topics that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    @property
    def pointing(self) -> bool:
        """Whether pointing at the body may be asked for."""
        return self.pointing_box.isChecked()

    @property
    def typing(self) -> bool:
        """Whether answers are typed."""
        return self.typing_box.isChecked()

    def show_counts(self, due: int, fresh: int, answered: int) -> None:
        """Say how much there is to do.

        Parameters
        ----------
        due, fresh : int
            Known questions to repeat now, and those never asked.
        answered : int
            Answers given so far; without any there are no results.
        """
        able = due + fresh > 0 or answered > 0
        anything = bool(self.topics)

        def words() -> str:
            if not anything:
                return tr("Nothing is chosen: tick a topic.")
            return tr("{due} to repeat now, {fresh} not asked yet.", due=due, fresh=fresh)

        say(self.counts, text=words, accessibleName=words)
        self.practise.setEnabled(anything and able)
        self.exam.setEnabled(anything and able)
        self.results.setEnabled(answered > 0)

    def show_notice(self, notice: Phrase | InputError | None) -> None:
        """Show a problem with the kept progress; None if there is none."""

        def words() -> str:
            return "" if notice is None else notice.in_words(tr)

        say(self.notice, text=words, accessibleName=words)
        self.notice.setVisible(notice is not None)

    def choose(self, scope: str) -> None:
        """Choose a scope, silently."""
        self._scope = scope
        with QSignalBlocker(self.scope_choice):
            self.scope_choice.choose(scope)

    def _lay_out(self, topics: Columns) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.notice)
        layout.addWidget(_line(N_("What shall I ask?"), "subtitle"))
        layout.addWidget(self.scope_choice)
        layout.addLayout(topics)
        layout.addWidget(self.pointing_box)
        layout.addWidget(self.typing_box)
        layout.addWidget(self.practise)
        layout.addWidget(self.counts)
        layout.addSpacing(8)
        layout.addWidget(_line(N_("Exam"), "subtitle"))
        layout.addWidget(_line(N_("No names, no hints, all answers at the end."), "quiet"))
        layout.addWidget(self.length_choice)
        layout.addWidget(self.exam)
        layout.addSpacing(8)
        layout.addWidget(_line(N_("Draw and be scored"), "subtitle"))
        layout.addWidget(_line(N_("Your drawing is laid against every map: none of them is the truth."), "quiet"))
        layout.addWidget(self.root)
        layout.addWidget(self.draw)
        layout.addSpacing(8)
        layout.addWidget(self.results)
        layout.addStretch(1)

    def _on_scope(self, scope: str) -> None:
        self._scope = scope
        self.choice_changed.emit()

    def _on_length(self, length: str) -> None:
        self._length = length

    def _on_change(self, _checked: bool) -> None:
        self.choice_changed.emit()


def _button(text: str, slot: object, kind: str = "") -> QPushButton:
    button = WordButton("")
    button.setObjectName(kind)
    say(button, text=text, accessibleName=text)
    button.clicked.connect(lambda _checked=False: slot())  # type: ignore[operator]
    return button


def _line(text: str, kind: str) -> QLabel:
    line = label("", "", kind)
    say(line, text=text, accessibleName=text)
    return line
