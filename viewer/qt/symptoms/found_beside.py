"""What a search found that is no symptom, above the list: a place to be lit, a question, what is not in here."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr
from viewer.qt.widgets.link_label import LinkLabel, link
from viewer.search.entries import Entry, Hit
from viewer.search.finding import Answer, symptoms_in

MOST_PLACES: Final = 2
MOST_TOPICS: Final = 2
TOPIC_COST: Final = 2.2
"""Topics that cost more were hardly meant."""
ALARM: Final = "when-to-act-at-once"


class FoundBeside(LinkLabel):
    """A few lines with links; hidden while there is nothing to say.

    Signals
    -------
    chosen : (Hit)
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        say(self, accessibleName=N_("Also found"))
        self.linkActivated.connect(lambda number: self.chosen.emit(self._hits[int(number)]))

    def show_answer(self, answer: Answer | None) -> None:
        """Say what was found; None hides it."""
        self._hits = []
        self.show_html("<br>".join(self._lines(answer)) if answer is not None else "")

    def _lines(self, answer: Answer) -> Iterator[str]:
        places = [hit for hit in answer.hits if hit.entry.kind == "place" and hit.entry.chart is not None]
        absent = [hit for hit in answer.hits if hit.entry.kind == "absent" and hit.meant]
        topics = [hit for hit in answer.hits if hit.entry.kind == "topic" and hit.cost <= TOPIC_COST]
        for hit in absent[:1]:
            yield escape(hit.entry.words)
        for hit in places[:MOST_PLACES]:
            yield self._link(hit, tr("Show this place: {place}", place=hit.entry.words))
        for hit in topics[:MOST_TOPICS]:
            yield self._link(hit, hit.entry.words)
        if not (places or absent or topics or symptoms_in(answer)):
            yield escape(tr("Nothing was found for these words. Try others, or click on the body where you feel it."))
            yield escape(tr("Look at the warning signs below, too."))
            act = Entry("topic", ALARM, tr("When must I act at once?"))
            yield self._link(Hit(act, None, 0.0), act.words)

    def _link(self, hit: Hit, words: str) -> str:
        self._hits.append(hit)
        return link(len(self._hits) - 1, words)
