"""Questions people ask: a list under headings, the answer for one reader, its sources; warnings on top."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Audience, Knowledge
from viewer.appearance.citing import citations
from viewer.explain.topics import (
    FIRST,
    GROUPS,
    grouped_signs,
    is_grouped,
    topic_paragraph,
    topics_by_group,
    warning_lines,
)
from viewer.i18n.catalogue import N_
from viewer.i18n.language import in_language
from viewer.qt.shell.warning_bar import WarningBar
from viewer.qt.widgets.language import say, tr, whenever_language_changes
from viewer.qt.widgets.segments import Segments
from viewer.qt.widgets.style import INK, themed
from viewer.qt.widgets.words import fill_page, label
from viewer.state.audience import AUDIENCES

KEY: Final = Qt.ItemDataRole.UserRole + 1


class TopicsDialog(QDialog):
    """All topics; one is read at a time, for the audience chosen above it.

    Parameters
    ----------
    knowledge : Knowledge
        In English; the dialog is in the window's language.
    audience : {"patient", "student", "physician"}
        Chosen first.
    """

    def __init__(self, knowledge: Knowledge, audience: Audience, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._english = self._knowledge = knowledge
        self._audience: Audience = audience
        say(self, windowTitle=N_("Questions people ask"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(880, 720)
        self.warning = WarningBar(self)
        self.topics = QListWidget(self)
        say(self.topics, accessibleName=N_("Questions people ask"))
        self.topics.setWordWrap(True)
        self.topics.setSpacing(2)
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._headings: list[QListWidgetItem] = []
        self.audience = Segments(tuple(AUDIENCES.items()), N_("Explained for"), self)
        self.audience.choose(audience)
        self.audience.chosen.connect(self._on_audience)
        self.page = QTextBrowser(self)
        self.page.setOpenLinks(False)
        say(self.page, accessibleName=N_("Explanation"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        say(buttons.button(QDialogButtonBox.StandardButton.Close), text=N_("Close"))
        buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.addWidget(self.audience)
        right.addWidget(self.page, 1)
        body = QHBoxLayout()
        body.addWidget(self.topics, 2)
        body.addLayout(right, 3)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        self._margins = layout.contentsMargins().left() + layout.contentsMargins().right()
        layout.addWidget(self.warning)
        self._block = QScrollArea(self)
        self._block.setWidgetResizable(True)
        self._block.setFrameShape(QFrame.Shape.NoFrame)
        self._block.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        say(self._block, accessibleName=N_("Warning"))
        layout.addWidget(self._block)
        layout.addLayout(body, 1)
        layout.addWidget(buttons)
        whenever_language_changes(self, self._write)
        themed(self, self._recolour)
        self.topics.currentItemChanged.connect(lambda _now, _before: self._show())
        self.topics.setFocus()

    def show_topic(self, key: str) -> None:
        """Show one topic; the first of the list where there is none of that key."""
        rows = [row for row in range(self.topics.count()) if self.topics.item(row).data(KEY) is not None]
        wanted = [row for row in rows if self.topics.item(row).data(KEY) == key] or rows
        if wanted:
            self.topics.setCurrentRow(wanted[0])
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the block of warnings the height it needs, and half the dialog at most: beyond, it is scrolled."""
        super().resizeEvent(event)
        self._fit_block()

    def _fit_block(self) -> None:
        block = self._block.widget()
        if block is not None:
            wanted = block.heightForWidth(self.contentsRect().width() - self._margins)
            block.setMinimumHeight(wanted)
            self._block.setFixedHeight(min(wanted + 2, self.height() // 2))

    def _write(self) -> None:
        """Write everything in the window's language; the topic that is read stays."""
        item = self.topics.currentItem()
        read = "will-it-get-better" if item is None else str(item.data(KEY))
        self._knowledge = in_language(self._english, tr.language)
        first = self._knowledge.care.get(FIRST)
        if first is not None:
            self._block.setWidget(_warning(first.topic, warning_lines(first)))
            self._fit_block()
        self._block.setVisible(first is not None)
        with QSignalBlocker(self.topics):
            self._fill()
        self.show_topic(read)

    def _fill(self) -> None:
        self.topics.clear()
        self._headings = []
        bold = QFont(self.topics.font())
        bold.setBold(True)
        for group, topics in topics_by_group(self._knowledge).items():
            heading = QListWidgetItem(tr(GROUPS[group]), self.topics)
            heading.setFont(bold)
            heading.setForeground(INK)
            self._headings.append(heading)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for topic in topics:
                QListWidgetItem(f"   {topic.topic}", self.topics).setData(KEY, topic.key)

    def _recolour(self) -> None:
        """Headings keep a brush of their own."""
        for heading in self._headings:
            heading.setForeground(INK)

    def _on_audience(self, audience: Audience) -> None:
        self._audience = audience
        self.audience.choose(audience)
        self._show()

    def _show(self) -> None:
        item = self.topics.currentItem()
        topic = None if item is None else self._knowledge.care.get(str(item.data(KEY)))
        if topic is None:
            return
        paragraph = topic_paragraph(topic, self._audience, tr.catalogue)
        lists = is_grouped(topic, self._audience)
        # Signs that are shown as lists need not be repeated above them.
        self._block.setVisible(self._block.widget() is not None and not lists)
        words = warning_lines(topic)[0] if lists else paragraph.text
        html = [f"<h2>{escape(topic.topic)}</h2><p style='line-height:140%'>{escape(words)}</p>"]
        for heading, signs in grouped_signs(self._knowledge, tr.language).values() if lists else ():
            html.append(f"<h4 class='warning'>{escape(heading)}</h4>")
            html.append(f"<ul>{''.join(f'<li>{escape(sign)}</li>' for sign in signs)}</ul>")
        if paragraph.provenance:
            html.append(f"<p class='quiet'><i>({escape(paragraph.provenance)})</i></p>")
        sources = tr("Sources")
        html.append(f"<h4>{escape(sources)}</h4>")
        html += [f"<p class='quiet'>{escape(text)}</p>" for _, text in citations(self._knowledge, [paragraph])]
        fill_page(self.page, "".join(html))


def _warning(title: str, lines: list[str]) -> QFrame:
    frame = QFrame()
    frame.setObjectName("warning")
    frame.setAccessibleName(tr("Warning"))
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    listed = "".join(f"<br>&bull; {escape(line)}" for line in lines)
    column.addWidget(label(f"<b>{escape(title)}</b>{listed}", " ".join((title, *lines))))
    return frame
