"""The line that says how a phrase was understood: each part is a link with other readings of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html import escape
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from viewer.i18n.capitals import within_sentence
from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr
from viewer.qt.widgets.link_label import LinkLabel, link
from viewer.qt.widgets.side_words import SIDE_WORDS
from viewer.search.place_words import feeling_words, place_words, trigger_words
from viewer.search.places import ALL_ROUND, Place, aspects, parts
from viewer.search.understanding import (
    Complaint,
    Trigger,
    Understood,
    meanings,
    with_feeling,
    with_place,
    with_side,
    with_trigger,
)
from viewer.state.view_state import SIDE_CHOICES

UNCLEAR: Final = "cannot"
"""Says nothing by itself."""
AROUND: Final = ("inner", "outer", "front", "behind")

Reading = tuple[str, Complaint]
"""What else a part may mean, in words, and the complaint as it is then."""


class UnderstoodLine(LinkLabel):
    """Parts of a phrase as links; hidden where nothing but names was typed.

    Signals
    -------
    corrected : (Understood)
        Another reading was chosen.
    """

    corrected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read: Understood | None = None
        self._parts: list[tuple[int, Callable[[], Iterator[Reading]]]] = []
        tip = N_("How it was understood. Choose a word to change it or to leave it out.")
        say(self, toolTip=tip, accessibleName=tip)
        self.linkActivated.connect(self._offer)

    def show_understood(self, read: Understood | None) -> None:
        """Show how a phrase was understood; None hides the line."""
        self._read, self._parts = read, []
        lines = []
        for number, complaint in enumerate(read.complaints if read else ()):
            words = list(self._told(number, complaint))
            if words:
                lines.append(" · ".join(words))
        self.show_html(tr("Understood: {words}", words="; ".join(lines)) if lines else "")

    def _told(self, number: int, complaint: Complaint) -> Iterator[str]:
        """Go through the parts of a complaint as links, and keep what else each may mean."""
        for feeling in complaint.feelings:
            if feeling != UNCLEAR:
                yield self._link(number, feeling_words(feeling, tr.catalogue), partial(_feelings, complaint, feeling))
        for place in complaint.places:
            yield self._link(number, place_words(place, tr.catalogue), partial(_places, complaint, place))
        for trigger in complaint.triggers:
            words = trigger_words(trigger.key, tr.catalogue, eases=trigger.eases)
            yield self._link(number, words, partial(_triggers, complaint, trigger))
        if complaint.side:
            yield self._link(number, tr(SIDE_WORDS[complaint.side]), partial(_sides, complaint))
        for feeling in complaint.denied:
            if feeling in meanings().feelings:
                yield escape(tr("not: {feeling}", feeling=feeling_words(feeling, tr.catalogue)))

    def _link(self, complaint: int, words: str, readings: Callable[[], Iterator[Reading]]) -> str:
        self._parts.append((complaint, readings))
        return link(len(self._parts) - 1, within_sentence(words, tr.catalogue))

    def _offer(self, link: str) -> None:
        """Open the menu of other readings of a part."""
        number, readings = self._parts[int(link)]
        menu = QMenu(self)
        for words, complaint in readings():
            action = menu.addAction(words)
            action.triggered.connect(partial(self._correct, number, complaint))
        pointer = QCursor.pos()
        inside = self.rect().contains(self.mapFromGlobal(pointer))
        menu.popup(pointer if inside else self.mapToGlobal(QPoint(0, self.height())))

    def _correct(self, number: int, complaint: Complaint, _checked: bool = False) -> None:
        if self._read is not None:
            complaints = list(self._read.complaints)
            complaints[number] = complaint
            self.corrected.emit(replace(self._read, complaints=tuple(complaints)))


def _feelings(complaint: Complaint, old: str) -> Iterator[Reading]:
    for key in meanings().feelings:
        if key not in (old, UNCLEAR):
            yield feeling_words(key, tr.catalogue), with_feeling(complaint, old, key)
    yield tr("Leave out"), with_feeling(complaint, old, None)


def _places(complaint: Complaint, old: Place) -> Iterator[Reading]:
    """Offer the sides of the same part, the part itself, and nothing."""
    levels = tuple(name for name in old.aspects if aspects()[name].phi is None)
    if parts()[old.part].area.wide >= ALL_ROUND:
        for side in AROUND:
            place = Place(old.part, (*levels, side))
            if place != old:
                yield place_words(place, tr.catalogue), with_place(complaint, old, place)
    if old.aspects:
        whole = Place(old.part)
        yield place_words(whole, tr.catalogue), with_place(complaint, old, whole)
    yield tr("Leave out"), with_place(complaint, old, None)


def _triggers(complaint: Complaint, old: Trigger) -> Iterator[Reading]:
    other = replace(old, eases=not old.eases)
    words = trigger_words(other.key, tr.catalogue, eases=other.eases)
    yield words if other.eases else tr("worse: {what}", what=words), with_trigger(complaint, old, other)
    yield tr("Leave out"), with_trigger(complaint, old, None)


def _sides(complaint: Complaint) -> Iterator[Reading]:
    for side in SIDE_CHOICES:
        if side != complaint.side:
            yield tr(SIDE_WORDS[side]), with_side(complaint, side)
    yield tr("Leave out"), with_side(complaint, None)
