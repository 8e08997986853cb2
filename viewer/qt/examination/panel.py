"""The examination's panel: warnings on top, the table of grades, the table of roots, and the reasons as a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Knowledge
from viewer.appearance.named import Named
from viewer.examination.answer import examination_lines
from viewer.examination.items import STRENGTH_WORDS, name_of, on_side
from viewer.examination.page import URGENCY, chosen_root, page_html
from viewer.examination.result import Result, result_of
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.widgets.language import say, tr, whenever_language_changes
from viewer.qt.widgets.reflow import WordCheck
from viewer.qt.widgets.swatch import WarningSign
from viewer.qt.widgets.words import fill_page
from viewer.state.view_state import Examined, Side, SideChoice, ViewState

from .roots import RootTable
from .table import GradeTable

KEYS: Final = N_(
    "Type grades: 0 to 5, + or − for tests, T not testable. Tab: other side. Del: not examined. "
    "N: the rest is normal. Enter: turn the body there."
)
KEYS_OF: Final = {
    "plantar": N_("− or D down, + or U up, 0 mute."),
    "tone": N_("2 normal, 1 reduced, 0 absent."),
    "presence": N_("+ present, − absent."),
}
"""The keys of items that are not graded by digits."""
SIGNS: Final = N_("+ for, − against, (\N{NO-BREAK SPACE}) a little against by being normal, ● stands best")
WAIT_MS: Final = 150
"""Pause in typing after which the page is written."""
MOST_WARNINGS: Final = 2
"""Most warnings in the card on top."""
MOST_LINES: Final = 3
"""Most sentences of the summary below the warnings."""
ROOMY: Final = 38
"""The summary is shown if the window is at least so many lines high."""


class ExaminationPanel(QWidget):
    """Grades are entered above; the result is below.

    Signals
    -------
    graded : (key, side, grade)
        An empty grade: not examined.
    rest_normal_requested : (group)
        Everything not graded yet is normal; an empty group means all groups.
    clear_requested : ()
    reached : (key, side)
    look_requested : (key, side)
    root_picked : (root, side)
    findings_told_requested : (bool)
        Whether hand-outs tell the findings.
    """

    graded = Signal(str, str, str)
    rest_normal_requested = Signal(str)
    clear_requested = Signal()
    reached = Signal(str, str)
    look_requested = Signal(str, str)
    root_picked = Signal(str, str)
    findings_told_requested = Signal(bool)

    def __init__(self, knowledge: Knowledge, structures: Mapping[str, Named], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = self._known = knowledge
        self._structures = structures
        self._state: ViewState | None = None
        self._shown: tuple[object, ...] | None = None
        self._entries: tuple[Examined, ...] = ()
        self._written: tuple[str, Side] | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.write)
        self._chosen: tuple[str, Side] | None = None
        self._item: str | None = None
        self.result: Result | None = None
        self.warning = _WarningCard(self)
        self.verdict = _Lines(self)
        self.table = GradeTable(knowledge, self)
        self.about = _Lines(self, least=3)
        self.about.setObjectName("quiet")
        self.rest, self.clear, self.copy = QPushButton(self), QPushButton(self), QPushButton(self)
        say(
            self.rest,
            text=N_("Rest normal"),
            toolTip=N_(
                "Enter the normal grade wherever nothing was entered; saddle and warnings are left to be asked (N)"
            ),
        )
        say(
            self.clear,
            text=N_("Clear"),
            toolTip=N_("Take the whole examination away (Ctrl+Z brings it back)"),
        )
        say(self.copy, text=N_("Copy"), toolTip=N_("Put findings, reasons and sources on the clipboard as text"))
        self.findings_told = WordCheck("", self)
        say(
            self.findings_told,
            text=N_("Findings on the hand-out"),
            toolTip=N_(
                "Put what was found, in plain words, on the sheet to take home; warnings stand there in any case"
            ),
        )
        self.roots = RootTable(self)
        self.signs = _Lines(self)
        self.signs.setObjectName("quiet")
        say(self.signs, text=SIGNS)
        self.page = QTextBrowser(self)
        say(self.page, accessibleName=N_("What speaks for and against each root"))
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
        self._all = (self.rest, self.copy, self.clear)
        self._lay_out()
        self.table.graded.connect(self.graded)
        self.table.rest_normal_requested.connect(self.rest_normal_requested)
        self.table.look_requested.connect(self.look_requested)
        self.table.reached.connect(self._on_reached)
        self.rest.clicked.connect(lambda: self.rest_normal_requested.emit(""))
        self.clear.clicked.connect(self.clear_requested)
        self.copy.clicked.connect(self._copy)
        self.findings_told.clicked.connect(self.findings_told_requested)
        self.roots.root_picked.connect(self._on_root)
        whenever_language_changes(self, self._write_anew)

    def show_state(self, state: ViewState) -> None:
        """Show what was entered and what it says, silently."""
        self.findings_told.setChecked(state.findings_told)
        self.findings_told.setEnabled(bool(state.examination))
        self._state = state
        seen = (state.examination, state.symptoms, tr.language)
        if seen == self._shown:
            return
        self._shown = seen
        self.result = result_of(state.examination, self._known, state.symptoms, tr.language)
        self.table.rows.show_entries(state.examination)
        self.roots.show_result(self.result)
        chosen = chosen_root(self.result, self._chosen)
        if chosen is not None:
            self.roots.go_to(chosen.root, chosen.side)
        self.clear.setEnabled(bool(state.examination))
        self.copy.setEnabled(bool(state.examination))
        self.warning.show_result(self.result)
        self._write_verdict(self.result)
        self._entries = state.examination
        self._write_about()
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below each other where their words have no room side by side."""
        super().resizeEvent(event)
        needed = [button.minimumSizeHint().width() for button in self._all]
        wide = sum(needed) + 8 * len(needed) + 20 <= self.width()
        for button, share in zip(self._all, needed, strict=True):
            self._buttons.setStretchFactor(button, share)
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def start_anew(self) -> None:
        """Go to the first item, choose no root, and write the page."""
        self._chosen = self._written = self._item = None
        self.table.go_to_first()
        self._write_about()
        self.write()

    def choose(self, root: str, side: Side) -> None:
        """List the reasons of a root, silently."""
        self._chosen = (root, side)
        self.roots.go_to(root, side)
        self._write()

    def _lay_out(self) -> None:
        above, below = QWidget(self), QWidget(self)
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._all:
            # Large words must not widen the panel.
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, 1)
        entry = QVBoxLayout(above)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.setSpacing(6)
        entry.addWidget(self.table, 1)
        entry.addWidget(self.about)
        entry.addLayout(buttons)
        entry.addWidget(self.findings_told)
        answer = QVBoxLayout(below)
        answer.setContentsMargins(0, 4, 0, 0)
        answer.setSpacing(6)
        answer.addWidget(self.roots)
        answer.addWidget(self.page, 1)
        answer.insertWidget(1, self.signs)
        self.page.setMinimumHeight(6 * self.fontMetrics().height())
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(above)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self.warning)
        layout.addWidget(self.verdict)
        layout.addWidget(split, 1)

    def _write_anew(self) -> None:
        """Write everything in the window's language."""
        self._known = in_language(self._knowledge, tr.language)
        self.table.rows.set_knowledge(self._known)
        if self._state is None:
            self._write_about()
        else:
            self.show_state(self._state)

    def _on_reached(self, key: str, side: SideChoice) -> None:
        self._item = key
        self._write_about()
        self.reached.emit(key, side)

    def _on_root(self, root: str, side: Side) -> None:
        self._chosen = (root, side)
        self._write()
        self.root_picked.emit(root, side)

    def _write_verdict(self, result: Result) -> None:
        """Summarize the page under the warnings; hidden where there is nothing to say or no room for it."""
        lost = {side.side for side in result.sides if side.lost}
        found = [line for line in result.verdict if line.kind != "fits" or line.side in lost]
        roomy = self.window().height() > ROOMY * self.fontMetrics().height()
        self.verdict.setVisible(bool(found) and roomy)
        # What a sentence lists is on the page; of the saddle everything stands here.
        lines = [line.brief or line.text for line in found[:MOST_LINES]]
        self.verdict.setText("<br>".join(f"<b>{escape(line)}</b>" for line in lines))
        self.verdict.setAccessibleName(" ".join(lines))

    def _write_about(self) -> None:
        """Describe the item under the cursor, and which roots it tests."""
        place = self.table.place
        if place is None:
            return
        key, side = place
        item = self._known.examination.get(key)
        name = on_side(name_of(self._known, key, tr.catalogue), side, tr.catalogue)
        if item is None:
            keys = tr("Y or + yes, 0 or − no.")
            text = f"<b>{name}</b>: {keys}"
        else:
            roots = ", ".join(f"{link.root} {tr(STRENGTH_WORDS[link.strength])}" for link in item.roots)
            keys = f" {tr(KEYS_OF[item.graded_by])}" if item.graded_by in KEYS_OF else ""
            text = f"<b>{name}.</b>{keys} {item.how} {roots}."
        self.about.setText(text)
        self.about.setAccessibleName(re.sub(r"</?b>", "", text))

    def write(self) -> None:
        """Write the page now."""
        self._waiting.stop()
        if self.result is None:
            return
        bar = self.page.verticalScrollBar()
        where = 0 if self._chosen != self._written else bar.value()
        self._written = self._chosen
        shown = (self._entries, self.result, self._known, self._chosen, self._item)
        html = page_html(*shown, tr.catalogue, self._structures)
        hint = "" if self._entries else f"<p class='quiet'>{tr(KEYS)}</p>"
        fill_page(self.page, hint + html)
        bar.setValue(where)

    def _copy(self) -> None:
        """Put the result on the clipboard; it contains no name."""
        if self.result is not None:
            lines = examination_lines(self._entries, self.result, self._known, tr.language)
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _write(self) -> None:
        """Write the page soon: typing down a column must not wait for it."""
        self._waiting.start(WAIT_MS)


class _Lines(QLabel):
    """Wrapped words that keep the height they need, even in a splitter, which does not ask for it.

    Parameters
    ----------
    parent : QWidget
    least : int
        Lines kept free for it, so that what is above does not jump.
    """

    def __init__(self, parent: QWidget, least: int = 1) -> None:
        super().__init__(parent)
        self._least = least
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def setText(self, text: str) -> None:
        """Show words."""
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = self._least * self.fontMetrics().height()
        self.setMinimumHeight(0)  # it would count towards what is asked next
        self.setMinimumHeight(max(least, self.heightForWidth(max(1, self.width()))))


class _WarningCard(QFrame):
    """The most urgent warnings, loud, and how many more there are; the page below has all of them in full."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("warning")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 10, 7)
        row.addWidget(WarningSign(self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_result(self, result: Result) -> None:
        """Show the first warnings of a result; hidden without any."""
        self.setVisible(bool(result.warnings))
        lines, plain = list[str](), ""
        # Where words are large and the window is low, the table below must stay in sight.
        most = MOST_WARNINGS if self.window().height() > ROOMY * self.fontMetrics().height() else 1
        for warned in result.warnings[:most]:
            urgency, act = tr(URGENCY[warned.urgency]), _first(warned.action)
            why = "" if most == 1 or warned.answered else f" {warned.because}"
            lines.append(f"<b>{urgency}:</b> {escape(warned.text)}{escape(why)} <b>{escape(act)}</b>")
            plain += f"{urgency}: {warned.text}{why} {act} "
        more = len(result.warnings) - most
        if more > 0:
            lines.append(tr("{count} more below.", count=more))
            plain += lines[-1]
        self._words.setText("<br>".join(lines))
        self._words.setAccessibleName(plain)
        self.setAccessibleName(plain)


def _first(action: str) -> str:
    """Give the first sentence of what to do, up to a semicolon."""
    return f"{action.split('. ')[0].split(';')[0].rstrip('.')}."
