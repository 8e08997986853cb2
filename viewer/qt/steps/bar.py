"""The bar under the picture for steps: their words, where one is, buttons to go on and back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import Words, say, tr, whenever_language_changes, with_key
from viewer.qt.widgets.notice import StatusLine
from viewer.qt.widgets.segments import Segments

LARGE: Final = 1.2
"""Size of a step's words, in sizes of the window's words."""
PRESENTED: Final = 2.0
"""The same while presenting."""
PACES: Final = (("slow", N_("slow")), ("medium", N_("medium")), ("fast", N_("fast")))
PREVIOUS: Final = N_("Previous")
NEXT: Final = N_("Next")
PLAY: Final = N_("Play")
PAUSE: Final = N_("Pause")
CROWDED: Final = 0.27
"""Largest share of the bar's width for the buttons beside the words."""
PLACE_LETTERS: Final = 26
"""Letters of a station's name, about."""
MOST_LINES: Final = 7
"""Most lines of a step's words before they scroll."""


class StepsBar(QFrame):
    """Shows one step of several.

    Signals
    -------
    step_requested : (number)
        From 0.
    next_requested, back_requested, leave_requested : ()
    play_requested : (on)
    pause_requested : (paused)
        Of the light that runs along the way.
    station_requested : ()
        On to the next place on the way.
    pace_requested : (``slow``, ``medium`` or ``fast``)
    """

    step_requested = Signal(int)
    next_requested = Signal()
    back_requested = Signal()
    leave_requested = Signal()
    play_requested = Signal(bool)
    pause_requested = Signal(bool)
    station_requested = Signal()
    pace_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.heading = QLabel(self.card)
        self.heading.setObjectName("heading")
        self.text = QLabel(self.card)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        say(self.text, accessibleName=N_("What this step says"))
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.sources = QLabel(self.card)
        self.sources.setObjectName("quiet")
        self.sources.setWordWrap(True)
        inside = QWidget(self.card)
        words = QVBoxLayout(inside)
        words.setContentsMargins(14, 6, 14, 8)
        words.setSpacing(3)
        words.addWidget(self.text)
        words.addWidget(self.sources)
        words.addStretch(1)
        self.page = QScrollArea(self.card)
        self.page.setWidgetResizable(True)
        self.page.setWidget(inside)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        say(self.page, accessibleName=N_("What this step says"))
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card = QVBoxLayout(self.card)
        card.setContentsMargins(2, 2, 2, 2)
        card.setSpacing(0)
        card.addWidget(self.page)
        self.dots: list[QToolButton] = []
        self._names: tuple[str, ...] = ()
        self._dots = QHBoxLayout()
        self._dots.setSpacing(2)
        self.back = self._push(PREVIOUS, with_key(N_("Step back"), "PgUp"))
        self.back.clicked.connect(lambda: self.back_requested.emit())
        self.next = self._push(NEXT, with_key(N_("Next step"), "PgDown"))
        self.next.clicked.connect(lambda: self.next_requested.emit())
        self.play = self._button(PLAY, N_("Play the steps one after another"), None)
        self.play.setCheckable(True)
        self.play.clicked.connect(self.play_requested)
        leave = with_key(N_("Leave the steps; the view before comes back"), "Esc")
        self.leave = self._button(N_("Close"), leave, self.leave_requested)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addLayout(self._dots, 1)
        head.addWidget(self.play)
        head.addWidget(self.leave)
        told = QHBoxLayout()
        told.setSpacing(6)
        told.addWidget(self.back)
        told.addWidget(self.card, 1)
        told.addWidget(self.next)
        self.way = QWidget(self)
        self._way_row = QGridLayout(self.way)
        self._way_row.setContentsMargins(0, 0, 0, 0)
        self._way_row.setSpacing(4)
        self._way_row.setColumnStretch(4, 1)
        self.way_name = QLabel(self.way)
        self.way_name.setObjectName("heading")
        tip = N_("The light shows the way, not the direction of the signals.")
        say(self.way_name, text=N_("The way of the nerve"), toolTip=tip)
        self.pause = self._button(PAUSE, N_("Stop the light"), None)
        self._paused = False
        self.pause.clicked.connect(lambda: self.pause_requested.emit(not self._paused))
        self.station = self._button(N_("Next place"), N_("On to the next place on the way"), self.station_requested)
        self.pace = Segments(PACES, N_("How fast the light runs"), self.way)
        self.pace.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.pace.choose("medium")
        self.pace.chosen.connect(self.pace_requested)
        self.place = StatusLine(self.way)
        for column, widget in enumerate((self.way_name, self.pause, self.station, self.pace, self.place)):
            self._way_row.addWidget(widget, 0, column)
        self._pace_below = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addLayout(told)
        layout.addWidget(self.way)
        self._keep_room(on=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._presented = self._told = self._way_shown = False
        self._texts: tuple[str, ...] = ()
        self.hide_steps()
        self.show_way(shown=False)
        # The last of all: what is laid out here is written by then.
        say(self, accessibleName=N_("Steps of the explanation"))
        whenever_language_changes(self, self._fit_all)

    # -------------------------------------------------------------------- shown

    def show_steps(self, names: Sequence[str], number: int, told: Sequence[str] = (), *, playing: bool) -> None:
        """Show which step one is at.

        Parameters
        ----------
        names : sequence of str
            Of all steps, in the reader's language.
        number : int
            Of the one shown, from 0.
        told : sequence of str
            The words of all: the bar is as high as the longest needs, so that the picture keeps its size.
        playing : bool
            Whether they follow one another by themselves.
        """
        if tuple(names) != self._names:
            self._make_dots(tuple(names))
        for own, dot in enumerate(self.dots):
            with QSignalBlocker(dot):
                dot.setChecked(own == number)
        self.back.setEnabled(number > 0)
        self.next.setEnabled(number < len(names) - 1)
        with QSignalBlocker(self.play):
            self.play.setChecked(playing)
        self._word(self.play, PAUSE if playing else PLAY)
        self.play.setVisible(len(names) > 1)
        self._told, self._texts = True, tuple(told)
        for widget in (self.card, self.leave):
            widget.show()
        for button in (self.back, self.next):
            button.setVisible(not self._presented)
        self._fit()
        self.setVisible(True)

    def show_words(self, text: str, sources: str = "", *, urgent: bool = False) -> None:
        """Show the words of a step in large letters, with its sources in small ones."""
        self.card.setObjectName("warning" if urgent else "card")
        for widget in (self.card, self.text, self.sources):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.text.setText(text)
        self.text.setAccessibleDescription(text)
        self.sources.setText(sources)
        self.sources.setVisible(bool(sources))
        self.page.verticalScrollBar().setValue(0)
        self._size_words()

    def hide_steps(self) -> None:
        """Hide the steps and keep none of their words; the controls of the light stay while the path is shown."""
        self._told, self._texts = False, ()
        for words in (self.text, self.sources):
            words.setText("")
        self.text.setAccessibleDescription("")
        for widget in (self.card, self.back, self.next, self.play, self.leave):
            widget.hide()
        self._make_dots(())
        self.setVisible(self._way_shown)

    def show_way(self, *, shown: bool, moving: bool = False, paused: bool = False, place: str = "") -> None:
        """Show whether a way is drawn, whether a light runs along it, and where that is."""
        self._way_shown = shown
        self.way.setVisible(shown and not self._presented)
        for widget in (self.pause, self.station, self.pace):
            widget.setVisible(moving)
        self._paused = paused
        self._word(self.pause, PLAY if paused else PAUSE)
        say(self.pause, toolTip=N_("Let the light run") if paused else N_("Stop the light"))
        self.show_station(place)
        self._fit_way()
        self.setVisible(shown or self._told)

    def show_station(self, place: str) -> None:
        """Name the station that the light has passed last, or all stations by number."""
        if self.place.text() != place:
            self.place.setText(place)

    def present(self, *, on: bool) -> None:
        """Make what is said large enough for a room."""
        self._presented = on
        # Who presents has a clicker, and the room needs the picture.
        self._keep_room(on=not on)
        self.way.setVisible(self._way_shown and not on)
        for widget in (self.back, self.next):
            widget.setVisible(self._told and not on)
        self._size_words()

    # ------------------------------------------------------------------- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the dots the room there is."""
        super().resizeEvent(event)
        self._fit_all()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the proportion when words become larger."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_told"):
            self._size_words()
            self._fit()

    def sizeHint(self) -> QSize:
        """Take no more width than the picture."""
        return QSize(200, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Leave the picture its room."""
        return QSize(200, super().minimumSizeHint().height())

    def _fit_all(self) -> None:
        self._fit()
        self._fit_way()
        self._size_words()

    def _keep_room(self, *, on: bool) -> None:
        """Keep the room of the way also on steps that have none, so that the picture keeps its size."""
        kept = self.way.sizePolicy()
        kept.setRetainSizeWhenHidden(on)
        self.way.setSizePolicy(kept)

    def _name_sides(self) -> int:
        """Write words on the buttons beside what is said, or signs where they would crowd it; gives their width."""
        for button, word in ((self.back, PREVIOUS), (self.next, NEXT)):
            button.setText(tr(word))
        wide = self.back.sizeHint().width() + self.next.sizeHint().width() + 12
        if wide <= CROWDED * self.width():
            return wide
        for button, sign in ((self.back, "‹"), (self.next, "›")):
            button.setText(sign)
        return self.back.sizeHint().width() + self.next.sizeHint().width() + 12

    def _size_words(self) -> None:
        points = self.font().pointSizeF() * (PRESENTED if self._presented else LARGE)
        # The window's style sheet sets no size for a plain label, and a widget's own sheet outlives a change of theme.
        wanted = f"font-size: {points:.1f}pt;"
        if self.text.styleSheet() != wanted:
            self.text.setStyleSheet(wanted)
        self.text.ensurePolished()
        beside = 0 if self._presented else self._name_sides()
        width = max(120, self.width() - 20 - 40 - beside)  # with all margins and borders
        line = self.text.fontMetrics().lineSpacing()
        high = max(_height(text, self.text.font(), width) for text in (self.text.text(), *self._texts))
        if not self.sources.isHidden():
            high += self.sources.heightForWidth(width) + 3
        urgent = self.card.objectName() == "warning"
        most = high + 18 if urgent else line * MOST_LINES + 20
        window = self.window().height()
        if window > 200:  # a warning may take more of the picture: it is to be read without scrolling
            most = min(most, int((0.66 if urgent else 0.36) * window))
        self.page.setFixedHeight(max(line + 20, min(high + 18, most)))

    def _make_dots(self, names: tuple[str, ...]) -> None:
        self._names = names
        for dot in self.dots:
            self._dots.removeWidget(dot)
            dot.hide()
            dot.deleteLater()
        while self._dots.count():
            self._dots.takeAt(0)
        self.dots = []
        for number, name in enumerate(names):
            dot = QToolButton(self)
            dot.setCheckable(True)
            dot.setAutoExclusive(False)
            dot.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            dot.setAccessibleName(tr("Step {number}: {name}", number=number + 1, name=name))
            dot.setToolTip(f"{number + 1}: {name}")
            dot.clicked.connect(lambda _checked=False, number=number: self.step_requested.emit(number))
            self._dots.addWidget(dot)
            self.dots.append(dot)
        self._dots.addStretch(1)
        order: list[QWidget] = [*self.dots, self.play, self.leave, self.back, self.page, self.next]
        for one, other in pairwise(order):
            self.setTabOrder(one, other)
        self._fit()

    def _fit(self) -> None:
        """Write names on the dots where there is room, numbers where there is not."""
        if not self.dots:
            return
        taken = sum(widget.sizeHint().width() + 8 for widget in (self.play, self.leave) if not widget.isHidden())
        room = self.width() - taken - 28
        for number, (dot, name) in enumerate(zip(self.dots, self._names, strict=True), start=1):
            dot.setText(f"{number} {name}")
        if sum(dot.sizeHint().width() + 4 for dot in self.dots) > room:
            for number, dot in enumerate(self.dots, start=1):
                dot.setText(str(number))

    def _fit_way(self) -> None:
        """Put the pace below where the buttons fill the row; leave the heading out that leaves the place no room."""
        room = self.width() - 20
        wide = {
            widget: 0 if widget.isHidden() else widget.sizeHint().width() + 4
            for widget in (self.pause, self.station, self.pace)
        }
        below = sum(wide.values()) > room
        if below != self._pace_below:
            self._pace_below = below
            self._way_row.removeWidget(self.pace)
            row, column, columns = (1, 0, 5) if below else (0, 3, 1)
            self._way_row.addWidget(self.pace, row, column, 1, columns, Qt.AlignmentFlag.AlignLeft)
        taken = sum(wide.values()) - (wide[self.pace] if below else 0) + self.way_name.sizeHint().width() + 4
        self.way_name.setVisible(room - taken >= PLACE_LETTERS * self.place.fontMetrics().averageCharWidth())

    def _button(self, text: str, tip: Words, signal: object) -> QToolButton:
        button = QToolButton(self)
        say(button, text=text, toolTip=tip, accessibleName=text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if signal is not None:
            button.clicked.connect(lambda _checked=False: signal.emit())  # type: ignore[attr-defined]
        return button

    def _push(self, text: str, tip: Words) -> QPushButton:
        button = QPushButton(self)
        say(button, toolTip=tip, accessibleName=text)
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    @staticmethod
    def _word(button: QToolButton, text: str) -> None:
        say(button, text=text, accessibleName=text)


def _height(text: str, font: QFont, width: int) -> int:
    """Measure text as a label lays it out whose text can be selected: font metrics may break lines elsewhere."""
    laid = QTextDocument()
    laid.setDefaultFont(font)
    laid.setDocumentMargin(0.0)
    laid.setPlainText(text)
    laid.setTextWidth(width)
    return math.ceil(laid.size().height())
