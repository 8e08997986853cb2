"""The explanation at the right: warnings first and loud, then what is lit and why, the legend, the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Audience, Knowledge
from viewer.appearance.citing import citations
from viewer.appearance.panel import Panel, Paragraph
from viewer.appearance.values import Appearance, LegendEntry
from viewer.explain.further import further_sections
from viewer.explain.places import place_paragraphs
from viewer.i18n.catalogue import N_, catalogue
from viewer.i18n.language import in_language
from viewer.qt.widgets.language import say, tr, with_key
from viewer.qt.widgets.reflow import WordButton
from viewer.qt.widgets.swatch import Swatch, WarningSign
from viewer.qt.widgets.words import label, marks
from viewer.skin.reading import reading_at
from viewer.state.view_state import ViewState

from .covers_card import covers_card
from .place_table import place_table

LEGEND_SHARE, LOW_SHARE = 0.42, 0.26
"""Largest share of the panel's height; the smaller one where few lines fit, as the explanation matters more."""
LOW_LINES: Final = 36


@dataclass(frozen=True, slots=True)
class Question:
    """What belongs beside an appearance's panel once something was clicked."""

    unasked: Panel
    """The panel as it would be had nothing been clicked: its paragraphs follow under its own title."""
    near: Paragraph | None = None
    """The examiner's key point near a clicked place."""


class ExplainPanel(QWidget):
    """Shows an appearance's panel and legend, and below it what students and physicians are told besides.

    Signals
    -------
    topics_requested : ()
        Questions people ask are to be shown.
    """

    topics_requested = Signal()

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._panel: Panel | None = None
        self._shown: tuple[Audience, str] | None = None
        """For whom, and in which language."""
        self._legend: tuple[LegendEntry, ...] = ()
        self.topics = WordButton("", self)
        tip = with_key(N_("Questions people ask, answered for the chosen reader"), "F2")
        say(self.topics, text=N_("Will it go away? What helps?"), toolTip=tip)
        self.topics.clicked.connect(lambda: self.topics_requested.emit())
        self._area = _scroller(N_("Explanation"), self)
        self._key = _scroller(N_("Legend"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.topics)
        layout.addWidget(self._key)

    def show_state(self, state: ViewState, appearance: Appearance, question: Question | None = None) -> None:
        """Show the words; nothing is rebuilt when they are the same.

        Parameters
        ----------
        state : ViewState
            About which place.
        appearance : Appearance
            Its panel and legend.
        question : Question, optional
            When something was clicked.
        """
        if appearance.legend != self._legend:
            self._legend = appearance.legend
            _exchange(self._key, _legend_card(appearance.legend))
            # Only after the layout has run do the wrapped lines know their height.
            QTimer.singleShot(0, self, self._fit_legend)
        if (appearance.panel, (state.audience, state.language)) != (self._panel, self._shown):
            self._panel, self._shown = appearance.panel, (state.audience, state.language)
            body = QWidget()
            column = QVBoxLayout(body)
            column.setContentsMargins(0, 0, 6, 6)
            column.setSpacing(9)
            self._write(column, state, appearance.panel, question)
            column.addStretch(1)
            _exchange(self._area, body)

    def show_first(self) -> None:
        """Scroll to the top, where a warning is, and take the keyboard."""
        self._area.verticalScrollBar().setValue(0)
        self._area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the legend the height it needs, within its share."""
        super().resizeEvent(event)
        self._fit_legend()

    def _fit_legend(self) -> None:
        card = self._key.widget()
        self._key.setVisible(bool(self._legend))
        if card is not None:
            wanted = max(1, card.heightForWidth(max(1, self.width() - 40)))
            # Its own minimum is that of lines wrapped at their narrowest.
            card.setMinimumHeight(wanted)
            self._key.setFixedHeight(min(wanted + 6, int((LOW_SHARE if self._low else LEGEND_SHARE) * self.height())))

    @property
    def _low(self) -> bool:
        """Whether there is room for only a few lines."""
        return self.height() < LOW_LINES * self.fontMetrics().lineSpacing()

    def _write(self, column: QVBoxLayout, state: ViewState, panel: Panel, question: Question | None) -> None:
        knowledge = in_language(self._knowledge, state.language)
        cited = dict(panel.citations)
        if question is not None and question.near is not None:
            cited |= dict(citations(knowledge, (question.near,)))
        cited |= dict(citations(knowledge, panel.drawing))
        sections = further_sections(state, knowledge)
        for _, paragraphs in sections:
            cited |= dict(citations(knowledge, paragraphs))
        numbers = {key: number for number, key in enumerate(cited, start=1)}
        urgent = [paragraph for paragraph in panel.paragraphs if paragraph.urgent]
        calm = [paragraph for paragraph in panel.paragraphs if not paragraph.urgent]
        if urgent:
            column.addWidget(_warning(urgent, numbers))
        if panel.drawing_covers is not None:
            column.addWidget(label(tr("Your drawing"), tr("Your drawing"), "heading"))
            kinds = len(panel.drawing_covers.kinds)
            for paragraph in panel.drawing[:kinds]:
                column.addWidget(_paragraph(paragraph, numbers))
            column.addWidget(covers_card(panel.drawing_covers, state.palette))
            for paragraph in panel.drawing[kinds:]:
                column.addWidget(_paragraph(paragraph, numbers))
            column.addWidget(_rule())
        titles = panel.titles
        for part in titles:
            column.addWidget(label(escape(part), part, "subtitle" if self._low or len(titles) > 1 else "title"))
        tabled: list[Paragraph] = []
        if state.place is not None:
            # The sentences of single maps stand in the table; the first sentence, how many agree, above it.
            reading = reading_at(knowledge, state.place)
            first, *tabled = place_paragraphs(reading, catalogue(state.language))
            column.addWidget(_paragraph(first, numbers))
            column.addWidget(place_table(reading.published, numbers, state.palette))
            tabled.append(first)
        if question is not None and question.near is not None:
            column.addWidget(_paragraph(question.near, numbers))
        lit = question.unasked.paragraphs if question is not None else ()
        for paragraph in calm:
            if paragraph not in tabled and paragraph not in lit:
                column.addWidget(_paragraph(paragraph, numbers))
        if question is not None:
            column.addWidget(_rule())
            for part in question.unasked.titles:
                column.addWidget(label(escape(part), part, "heading"))
            for paragraph in lit:
                if not paragraph.urgent:
                    column.addWidget(_paragraph(paragraph, numbers))
        for heading, paragraphs in sections:
            column.addWidget(_rule())
            column.addWidget(label(escape(heading), heading, "heading"))
            for paragraph in paragraphs:
                column.addWidget(_paragraph(paragraph, numbers))
        if cited:
            column.addWidget(_rule())
            column.addWidget(label(tr("Sources"), tr("Sources"), "heading"))
            for key, citation in cited.items():
                number = numbers[key]
                html = f"<span class='accent'>[{number}]</span> {escape(citation)}"
                column.addWidget(label(html, f"[{number}] {citation}", "quiet"))

    def text(self) -> str:
        """Give all words shown, one paragraph a line; for tests and for copying."""
        shown = [widget for widget in (self._area.widget(), self._key.widget()) if widget is not None]
        lines = [line for widget in shown for line in widget.findChildren(QLabel)]
        return "\n".join(line.property("plain") or line.text() for line in lines)


def _scroller(name: str, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    say(area, accessibleName=name)
    return area


def _exchange(area: QScrollArea, widget: QWidget) -> None:
    old = area.takeWidget()
    area.setWidget(widget)
    if old is not None:
        old.deleteLater()


def _warning(paragraphs: list[Paragraph], numbers: Mapping[str, int]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("warning")
    say(frame, accessibleName=N_("Warning"))
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 10, 12, 10)
    grid.setHorizontalSpacing(10)
    grid.setColumnStretch(1, 1)
    grid.addWidget(WarningSign(frame), 0, 0, Qt.AlignmentFlag.AlignTop)
    sign = tr("WARNING SIGN")
    grid.addWidget(label(f"<b>{sign}</b>", sign), 0, 1)
    for row, paragraph in enumerate(paragraphs, start=1):
        html, plain = _marked(paragraph, numbers)
        # "Emergency: get help now: what it is" leads; it is what must be read.
        grid.addWidget(label(f"<b>{html}</b>" if row == 1 else html, plain), row, 1)
    return frame


def _paragraph(paragraph: Paragraph, numbers: Mapping[str, int]) -> QLabel:
    html, plain = _marked(paragraph, numbers)
    return label(html, plain)


def _marked(paragraph: Paragraph, numbers: Mapping[str, int]) -> tuple[str, str]:
    """Write a paragraph with the numbers of its sources and its provenance."""
    html, plain = escape(paragraph.text), paragraph.text
    cited = marks(paragraph.sources, numbers)
    if cited:
        html += f" <span class='accent'>{cited}</span>"
        plain += f" {cited}"
    if paragraph.provenance:
        html += f" <i class='quiet'>({escape(paragraph.provenance)})</i>"
        plain += f" ({paragraph.provenance})"
    return html, plain


def _legend_card(legend: tuple[LegendEntry, ...]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    say(frame, accessibleName=N_("Legend"))
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 9, 12, 9)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, entry in enumerate(legend):
        grid.addWidget(Swatch(entry.colour, entry.pattern, frame), row, 0, Qt.AlignmentFlag.AlignTop)
        text = entry.text[:1].upper() + entry.text[1:]
        grid.addWidget(label(escape(text), text), row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(len(legend), 1)
    return frame


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line
