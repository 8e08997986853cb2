"""What a drawing covers, as one bar per map, divided by root."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from viewer.appearance.covers import Covers
from viewer.palette.colours import ROOTS, Rgb
from viewer.qt.widgets.language import tr
from viewer.qt.widgets.style import EDGE
from viewer.qt.widgets.words import label
from viewer.skin.covers import percents
from viewer.skin.covers_words import map_words

BLANK: Final[Rgb] = (255, 255, 255)


class ShareBar(QWidget):
    """A bar divided into shares, each with its name where it fits."""

    def __init__(self, parts: Sequence[tuple[str, int, Rgb]], words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = [part for part in parts if part[1] > 0]
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as a line of words with some air."""
        return QSize(150, self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts side by side, white lines between them; skin left blank is hatched."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(whole, 5, 5)
        painter.setClipPath(outline)
        left, total = whole.left(), sum(share for _, share, _ in self._parts) or 1
        for name, share, rgb in self._parts:
            box = QRectF(left, whole.top(), whole.width() * share / total, whole.height())
            left = box.right()
            colour = QColor(*rgb)
            painter.fillRect(box, colour)
            if rgb == BLANK:
                painter.fillRect(box, QColor("#FFFFFF"))
                painter.fillRect(box, Qt.BrushStyle.BDiagPattern)
            dark = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue() <= 140
            painter.setPen(QPen(QColor("white"), 1.5))
            painter.drawLine(box.topRight(), box.bottomRight())
            for text in (f"{name} {share} %", name):
                room = painter.fontMetrics().horizontalAdvance(text) + 8
                if room <= box.width():
                    if rgb == BLANK:
                        middle = QRectF(box.center().x() - room / 2, box.top(), room, box.height())
                        painter.fillRect(middle, QColor("white"))
                    painter.setPen(QColor("white") if dark else QColor("#1B2530"))
                    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
                    break
        painter.setClipping(False)
        painter.setPen(QPen(EDGE, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        painter.end()


def covers_card(found: Covers, palette: str) -> QFrame:
    """Make the card.

    Parameters
    ----------
    found : Covers
        What the drawing covers.
    palette : str
        Of the roots' colours.
    """
    frame = QFrame()
    frame.setObjectName("card")
    frame.setAccessibleName(tr("What each map gives the drawn skin to"))
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 10, 12, 10)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, cover in enumerate(cover for cover in found.maps if cover.map.provenance != "proposed"):
        names = [*cover.roots, tr("blank")]
        whole = percents([*cover.roots.values(), cover.blank])
        colours = [*(ROOTS[palette][root] for root in cover.roots), BLANK]
        parts = list(zip(names, whole, colours, strict=True))
        name = cover.map.short_name or cover.map.name
        words = label(escape(name), name)
        words.setWordWrap(False)
        words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        grid.addWidget(words, row, 0)
        grid.addWidget(ShareBar(parts, map_words(cover, tr.catalogue), frame), row, 1)
    return frame
