"""Lines of the status bar: one with wordings of several lengths, one that is shortened with dots."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from .style import QUIET

SHARE: Final = 0.62
"""Largest share of the window's width."""


class Notice(QLabel):
    """Shows the longest of several wordings that fits into its share of the window; read aloud it is the whole."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._wordings: tuple[str, ...] = ("",)

    def set_wordings(self, *wordings: str) -> None:
        """Give the wordings, the longest first; the last is shown where none fits."""
        self._wordings = tuple(dict.fromkeys(wordings))
        self.setAccessibleName(self._wordings[0])
        self.setToolTip(self._wordings[0] if len(self._wordings) > 1 else "")
        self.refit()

    def refit(self) -> None:
        """Choose anew, as the window or the words have another size."""
        self.ensurePolished()
        room = SHARE * self.window().width() - 24
        fitting = (text for text in self._wordings if self.fontMetrics().horizontalAdvance(text) <= room)
        self.setText(next(fitting, self._wordings[-1]))

    def minimumSizeHint(self) -> QSize:
        """Never widen the window."""
        return QSize(0, super().minimumSizeHint().height())


class StatusLine(QLabel):
    """A line that takes what room there is; what does not fit ends in dots and is told in full by its tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, shortened where they must be."""
        del event
        room = self.contentsRect().adjusted(12, 0, -12, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        painter.setPen(QUIET)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()
