"""One question in the panel: its words, its choices, and the verdict on the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.appearance.panel import Paragraph
from viewer.i18n.catalogue import Catalogue, catalogue
from viewer.qt.widgets.reflow import WordButton, WordRadio
from viewer.qt.widgets.words import label, marks
from viewer.study.answers import Verdict
from viewer.study.question import Question
from viewer.study.score import DrawingScore, MapScore

FEW_SOURCES: Final = 3
"""More sources than this are folded away at first."""


class ChoiceButton(QPushButton):
    """A choice with its number; long words are wrapped."""

    def __init__(self, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{number}: {text}")
        self.line = QLabel(f"<b>{number}</b>&nbsp;&nbsp; {escape(text)}", self)
        self.line.setWordWrap(True)
        self.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.line.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 7)
        layout.addWidget(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the wrapped words."""
        width = max(80, self.width() - 24)
        return QSize(160, self.line.heightForWidth(width) + 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class QuestionPage(QWidget):
    """Shows a question, then the verdict on the answer.

    Signals
    -------
    chosen : (key)
        Of a choice.
    typed : (words)
    unknown_requested, submitted, next_requested, leave_requested : ()
        Not known; the drawing is finished; go on; end the study.
    outline_requested : (map)
        Lay a map over the drawing.
    """

    chosen = Signal(str)
    typed = Signal(str)
    unknown_requested = Signal()
    submitted = Signal()
    next_requested = Signal()
    leave_requested = Signal()
    outline_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 4, 12, 8)
        self._layout.setSpacing(8)
        self.choices: list[ChoiceButton] = []
        self.field: QLineEdit | None = None
        self.next: QPushButton | None = None
        self.verdict: QFrame | None = None
        self.maps: dict[str, QRadioButton] = {}
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All that is said on the page, for tests and readers."""
        return "\n".join(self._lines)

    @property
    def answered(self) -> bool:
        """Whether the answer is shown."""
        return self.verdict is not None

    def ask(self, question: Question, standing: str, completions: Sequence[str] | None = None) -> None:
        """Show a question.

        Parameters
        ----------
        question : Question
        standing : str
            Which of how many, or how it goes.
        completions : sequence of str, optional
            What typing completes to; None: choices are shown where there are any.
        """
        tr = catalogue(question.language)
        self._begin(question, standing)
        self._add_line(question.text, "subtitle")
        way = question.item.way
        if way == "point":
            self._add_line(tr("Click on the body. Drag turns it, the wheel comes nearer."), "quiet")
            self._add_line(tr("By keys: arrows move a cross, Enter answers; Ctrl + arrows turn the body."), "quiet")
        elif way == "draw":
            self._add_line(tr("Drag over the skin to draw; Shift + drag turns the body. Brushes are above."), "quiet")
            self._add_line(tr("By keys: G lays the skin flat; arrows move there, Space sets the brush down."), "quiet")
            self._button(tr("I have finished drawing"), self.submitted.emit, "primary")
        elif completions is not None:
            self._ask_for_words(completions, tr)
        else:
            for number, choice in enumerate(question.choices, 1):
                button = ChoiceButton(number, choice.text, self)
                button.clicked.connect(lambda _checked=False, key=choice.key: self.chosen.emit(key))
                self._layout.addWidget(button)
                self.choices.append(button)
            self._add_line(tr("Keys 1 to 4 answer, Enter goes on, Esc leaves."), "quiet")
        self._button(tr("I do not know"), self.unknown_requested.emit)
        self._layout.addStretch(1)
        if self.field is not None:
            self.field.setFocus()

    def show_verdict(
        self, question: Question, verdict: Verdict, standing: str, sources: dict[str, str], last: bool = False
    ) -> None:
        """Show the verdict on an answer.

        Parameters
        ----------
        question : Question
        verdict : Verdict
        standing : str
            How it goes.
        sources : dict
            Citations by source key.
        last : bool
            Whether no other question follows.
        """
        tr = catalogue(question.language)
        self._begin(question, standing)
        self._add_line(question.text, "quiet")
        self._card(verdict)
        numbers = {key: number for number, key in enumerate(_keys((*verdict.remarks, *question.explanation)), 1)}
        self._go_on(tr("To the results (Enter)") if last else tr("Next question (Enter)"))
        for paragraph in (*verdict.remarks, *question.explanation):
            self._paragraph(paragraph, numbers)
        self._cite(numbers, sources, tr)
        self._layout.addStretch(1)

    def show_drawing_verdict(
        self, question: Question, verdict: Verdict, score: DrawingScore, shown: str, sources: dict[str, str]
    ) -> None:
        """Show how a drawing lies to each map, one of which is laid over it.

        Parameters
        ----------
        question : Question
        verdict : Verdict
        score : DrawingScore
        shown : str
            Key of the map that is laid over.
        sources : dict
            Citations by source key.
        """
        tr = catalogue(question.language)
        self._begin(question, tr("You drew {area} cm² of skin.", area=round(score.drawn_cm2)))
        self._card(verdict, neutral=True)
        self._add_line(tr("Which map is laid over your drawing?"), "heading")
        group = QButtonGroup(self)
        for one in score.maps:
            name, words = one.map.short_name or one.map.name, _score_words(one, tr)
            button = WordRadio(name, self)
            button.setChecked(one.map.key == shown)
            button.setAccessibleName(f"{name}: {words}")
            button.toggled.connect(lambda on, key=one.map.key: self.outline_requested.emit(key) if on else None)
            group.addButton(button)
            self.maps[one.map.key] = button
            self._layout.addWidget(button)
            self._add_line(words, "quiet")
        numbers = {key: number for number, key in enumerate(_keys((*verdict.remarks, *question.explanation)), 1)}
        for paragraph in (*verdict.remarks, *question.explanation):
            self._paragraph(paragraph, numbers)
        self._go_on(tr("Done (Enter)"))
        self._cite(numbers, sources, tr)
        self._layout.addStretch(1)

    # ----------------------------------------------------------------- pieces

    def _begin(self, question: Question, standing: str) -> None:
        tr = catalogue(question.language)
        self.choices, self.field, self.next, self.verdict, self.maps, self._lines = [], None, None, None, {}, []
        while (item := self._layout.takeAt(0)) is not None:
            _discard(item.widget())
            inner = item.layout()
            while inner is not None and (part := inner.takeAt(0)) is not None:
                _discard(part.widget())
        row = QHBoxLayout()
        line = label(escape(standing), standing, "heading")
        self._lines.append(standing)
        line.setMinimumWidth(line.fontMetrics().horizontalAdvance(max(standing.split(), key=len)))
        row.addWidget(line, 1)
        leave = QPushButton(tr("Leave"), self)
        leave.setToolTip(tr("Leave the study (Esc)"))
        leave.setAccessibleName(tr("Leave the study"))
        leave.clicked.connect(lambda _checked=False: self.leave_requested.emit())
        row.addWidget(leave)
        self._layout.addLayout(row)

    def _add_line(self, text: str, kind: str = "") -> None:
        self._lines.append(text)
        self._layout.addWidget(label(escape(text), text, kind))

    def _button(self, text: str, slot: Callable[[], object], kind: str = "") -> QPushButton:
        button = WordButton(text, self)
        button.setObjectName(kind)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _checked=False: slot())
        self._layout.addWidget(button)
        return button

    def _ask_for_words(self, completions: Sequence[str], tr: Catalogue) -> None:
        field = QLineEdit(self)
        field.setAccessibleName(tr("Your answer"))
        field.setPlaceholderText(tr("Type the answer, Enter"))
        completer = QCompleter(list(completions), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(7)
        field.setCompleter(completer)
        self.field = field
        self._layout.addWidget(field)
        self._button(tr("Answer"), lambda: self.typed.emit(field.text()), "primary")

    def _card(self, verdict: Verdict, *, neutral: bool = False) -> None:
        frame = QFrame(self)
        frame.setObjectName("card" if neutral else "good" if verdict.right else "caution")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(12, 9, 12, 9)
        text = verdict.headline
        sign = "" if neutral else "✓ " if verdict.right else "✗ "
        layout.addWidget(label(f"<b>{sign}{escape(text)}</b>", text))
        frame.setAccessibleName(text)
        self._lines.append(text)
        self._layout.addWidget(frame)
        self.verdict = frame

    def _go_on(self, text: str) -> None:
        self.next = self._button(text, self.next_requested.emit, "primary")
        self.next.setFocus()

    def _paragraph(self, paragraph: Paragraph, numbers: dict[str, int]) -> None:
        mark = marks(paragraph.sources, numbers)
        text = paragraph.text
        tail = f" <span class='quiet'>{mark}</span>" if mark else ""
        if paragraph.provenance:
            tail += f" <span class='quiet'>({escape(paragraph.provenance)})</span>"
        self._lines.append(text)
        self._layout.addWidget(label(f"{escape(text)}{tail}", f"{text} {mark}".strip()))

    def _cite(self, numbers: dict[str, int], sources: dict[str, str], tr: Catalogue) -> None:
        """List the sources, folded away where they are many."""
        if not numbers:
            return
        holder = QWidget(self)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        for key, number in numbers.items():
            text = f"{number}. {sources.get(key, key)}"
            self._lines.append(text)
            inside.addWidget(label(escape(text), text, "quiet"))
        if len(numbers) > FEW_SOURCES:
            button = self._button(tr("Show the {count} sources", count=len(numbers)), lambda: None)

            def unfold() -> None:
                holder.show()
                button.hide()

            button.clicked.connect(lambda _checked=False: unfold())
            holder.hide()
        else:
            self._add_line(tr("Sources"), "heading")
        self._layout.addWidget(holder)


def _score_words(one: MapScore, tr: Catalogue) -> str:
    return tr(
        "Overlap {share} %. Covered {covered} %, outside {outside} %.",
        share=round(100 * one.overlap),
        covered=round(100 * one.covered),
        outside=round(100 * one.outside),
    )


def _keys(paragraphs: Sequence[Paragraph]) -> list[str]:
    return list(dict.fromkeys(key for paragraph in paragraphs for key in paragraph.sources))


def _discard(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
