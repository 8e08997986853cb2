"""Results as bars with their numbers, and what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from viewer.qt.widgets.language import tr, whenever_language_changes
from viewer.qt.widgets.reflow import WordButton
from viewer.qt.widgets.words import label
from viewer.study.results import Results, Tally

NAME_LETTERS: Final = 14
"""Room for the name of a bar."""


class ResultsPage(QWidget):
    """Shows counts by topic, part of the body and view.

    Signals
    -------
    repeat_requested : ()
        Ask the wrong ones again.
    back_requested, forget_requested : ()
        To the first page; delete the kept progress.
    """

    repeat_requested = Signal()
    back_requested = Signal()
    forget_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 4, 12, 8)
        self._layout.setSpacing(8)
        self.bars: list[QProgressBar] = []
        self.repeat: QPushButton | None = None
        self.forget: QPushButton | None = None
        self._lines: list[str] = []
        self._write: Callable[[], None] | None = None
        """Shows the counts again."""
        whenever_language_changes(self, self._write_again)

    @property
    def text(self) -> str:
        """All that is said on the page."""
        return "\n".join(self._lines)

    def show_results(
        self,
        title: str,
        found: Results,
        review: Callable[[], Sequence[tuple[str, str]]] = tuple,
        *,
        forgettable: bool = False,
    ) -> None:
        """Show counts.

        Parameters
        ----------
        title : str
            An English message.
        found : Results
        review : callable
            Gives the questions of an exam that were answered wrong, and their answers, in the window's language.
        forgettable : bool
            Whether the kept progress may be deleted from here.
        """
        self._write = lambda: self._show(title, found, review(), forgettable=forgettable)
        self._write()

    def _write_again(self) -> None:
        if self._write is not None:
            self._write()

    def _show(self, title: str, found: Results, wrong: Sequence[tuple[str, str]], *, forgettable: bool) -> None:
        self._clear()
        self._add_line(tr(title), "subtitle")
        whole = found.whole
        share = round(100 * whole.share)
        self._add_line(
            tr("{right} of {total} right, {share} %", right=whole.right, total=whole.total, share=share), "title"
        )
        if wrong:
            self.repeat = self._button(tr("Repeat the wrong ones"), self.repeat_requested.emit, "primary")
        self._button(tr("To the first page"), self.back_requested.emit)
        for heading, tallies in found.groups:
            self._add_line(tr(heading), "heading")
            self._bars(tallies)
        if wrong:
            self._add_line(tr("These were wrong"), "heading")
            for question, answer in wrong:
                frame = QFrame(self)
                frame.setObjectName("card")
                inside = QVBoxLayout(frame)
                inside.setContentsMargins(10, 7, 10, 7)
                inside.addWidget(label(f"{escape(question)}<br><b>{escape(answer)}</b>", f"{question} {answer}"))
                self._lines.append(f"{question} {answer}")
                self._layout.addWidget(frame)
        if forgettable:
            self.forget = self._button(tr("Forget my progress"), self._on_forget)
        self._layout.addStretch(1)

    def _on_forget(self) -> None:
        """Ask for confirmation on the button itself; the second press forgets."""
        button = self.forget
        sure = tr("Really forget? Press once more")
        if button is None:
            return
        if button.text() == sure:
            self.forget_requested.emit()
        else:
            button.setText(sure)
            button.setAccessibleName(sure)

    def _bars(self, tallies: Sequence[Tally]) -> None:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(1, 1)
        lead = 0
        for row, tally in enumerate(tallies):
            name = label(escape(tr(tally.name)), tr(tally.name))
            # The bars of all groups begin at one line.
            widest = max(name.fontMetrics().horizontalAdvance(word) for word in name.property("plain").split())
            grid.setColumnMinimumWidth(0, max(widest, NAME_LETTERS * name.fontMetrics().averageCharWidth(), lead))
            lead = grid.columnMinimumWidth(0)
            bar = QProgressBar(holder)
            bar.setMinimumWidth(6 * bar.fontMetrics().averageCharWidth())
            bar.setRange(0, tally.total)
            bar.setValue(tally.right)
            bar.setFormat(tr("{right} of {total}", right=tally.right, total=tally.total))
            words = tally.words(tr.catalogue)
            bar.setAccessibleName(words)
            bar.setToolTip(words)
            self._lines.append(words)
            self.bars.append(bar)
            grid.addWidget(name, row, 0)
            grid.addWidget(bar, row, 1)
        self._layout.addWidget(holder)

    def _add_line(self, text: str, kind: str) -> None:
        self._lines.append(text)
        self._layout.addWidget(label(escape(text), text, kind))

    def _button(self, text: str, slot: object, kind: str = "") -> QPushButton:
        button = WordButton(text, self)
        button.setObjectName(kind)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _checked=False: slot())  # type: ignore[operator]
        self._layout.addWidget(button)
        return button

    def _clear(self) -> None:
        self.bars, self.repeat, self.forget, self._lines = [], None, None, []
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
