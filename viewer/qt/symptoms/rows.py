"""How a row of the symptom list is drawn and clicked: a box, wrapped words, and once picked the switch for its side."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import tr
from viewer.qt.widgets.style import (
    ACCENT,
    ACCENT_PALE,
    EDGE,
    GROUND,
    HOVER,
    INK,
    LINE,
    ON_ACCENT,
    ON_WARNING,
    PAPER,
    QUIET,
    WARNING_PALE,
)
from viewer.qt.widgets.swatch import WARNING_INK, paint_disclosure, paint_warning
from viewer.state.view_state import SideChoice

from .model import BECAUSE_ROLE, KEY_ROLE, SIDE_ROLE, SIDED_ROLE, URGENT_ROLE

Index = QModelIndex | QPersistentModelIndex

SWITCH: Final[tuple[tuple[SideChoice, str], ...]] = (
    ("left", N_("Left")),
    ("both", N_("Both")),
    ("right", N_("Right")),
)
"""The side switch: the patient's sides, in the order Left and Right arrow step through them."""
PAD: Final = 7
BOX: Final = 16
HEADING_LEFT, HEADING_RIGHT = 52, 40
"""Room beside a heading's words for its arrow and warning sign, and for the number of picked symptoms."""
USUAL: Final = 17
"""Height of words for which these sizes hold; signs grow with the words."""


class SymptomDelegate(QStyledItemDelegate):
    """Draws and clicks rows.

    Signals
    -------
    toggled : (key)
        The row itself was clicked.
    side_chosen : (key, side)
        A part of its side switch was clicked.
    """

    toggled = Signal(str)
    side_chosen = Signal(str, str)

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    # ------------------------------------------------------------------ places

    def _whole_row(self, rect: QRect) -> QRect:
        """Give a row as wide as its view, as it is measured; the column is a little narrower."""
        return QRect(0, rect.top(), self._view.viewport().width(), rect.height())

    def _words_rect(self, rect: QRect) -> QRect:
        return rect.adjusted(PAD + round(self._grown(BOX)) + 10, PAD, -PAD, -PAD)

    def _grown(self, pixels: float) -> float:
        """Give a length at the present size of words."""
        return pixels * max(1.0, self._view.fontMetrics().height() / USUAL)

    def _switch_rects(self, rect: QRect, font: QFont) -> list[QRect]:
        metrics = QFontMetrics(font)
        width = max(metrics.horizontalAdvance(tr(word)) for _, word in SWITCH) + 20
        width = min(width, (self._view.viewport().width() - 8) // len(SWITCH))
        height = metrics.height() + 6
        # Under the words; further left where the panel is narrow.
        room = self._view.viewport().width() - len(SWITCH) * width - 4
        left, top = max(2, min(self._words_rect(rect).left(), room)), rect.bottom() - PAD - height + 1
        return [QRect(left + n * width, top, width, height) for n in range(len(SWITCH))]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the row's height at the view's present width."""
        width = self._view.viewport().width()
        if index.data(KEY_ROLE) is None:
            room = width - round(self._grown(HEADING_LEFT + HEADING_RIGHT))
            return QSize(width, self._wrapped(_heading_font(option.font), index, room).high + 2 * PAD + 4)
        words = self._words_rect(QRect(0, 0, width, 1000))
        height = self._wrapped(option.font, index, words.width()).high + 2 * PAD
        if index.data(BECAUSE_ROLE):
            height += self._because(option.font, index, words.width()).high
        if switched(index):
            height += QFontMetrics(option.font).height() + 6 + PAD
        return QSize(width, height)

    def _wrapped(self, font: QFont, index: Index, width: int) -> WrappedWords:
        """Wrap a row's words; measured and painted lines are the same, also where pixels are fractions of a point."""
        return WrappedWords(str(index.data()), font, width, self._view.viewport())

    def _because(self, font: QFont, index: Index, width: int) -> WrappedWords:
        """Wrap by which words it was found."""
        return WrappedWords(str(index.data(BECAUSE_ROLE)), font, width, self._view.viewport())

    # ----------------------------------------------------------------- drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a symptom."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self._whole_row(option.rect)
        if index.data(KEY_ROLE) is None:
            self._paint_heading(painter, option, rect, index)
        else:
            self._paint_symptom(painter, option, rect, index)
        focused = self._view.hasFocus() and self._view.currentIndex() == index
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ACCENT, 1.6))
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: Index) -> None:
        urgent = bool(index.data(URGENT_ROLE))
        ink = WARNING_INK if urgent else INK
        painter.fillRect(rect, WARNING_PALE if urgent else GROUND)
        painter.setPen(QPen(LINE, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        side = self._grown(14)
        arrow = QRectF(rect.left() + PAD, rect.center().y() - side / 2, side, side)
        paint_disclosure(painter, arrow, opened=self._view.isExpanded(index), colour=ink)
        left = int(arrow.right()) + 6
        if urgent:
            wide, high = self._grown(18), self._grown(17)
            paint_warning(painter, QRectF(left, rect.center().y() - high / 2, wide, high))
            left += round(wide) + 7
        font = _heading_font(option.font)
        painter.setFont(font)
        painter.setPen(ink)
        where = rect.adjusted(left, 0, -PAD, 0)
        picked = index.data(SIDE_ROLE)
        if picked:
            metrics = QFontMetrics(font)
            width = max(metrics.horizontalAdvance(picked) + 12, 20)
            high = metrics.height() + 2
            width = max(width, high)
            pill = QRectF(rect.right() - PAD - width, rect.center().y() - high / 2, width, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink if urgent else ACCENT)
            painter.drawRoundedRect(pill, high / 2, high / 2)
            painter.setPen(ON_WARNING if urgent else ON_ACCENT)
            painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), picked)
            painter.setPen(ink)
            where.setRight(int(pill.left()) - 6)
        wrapped = self._wrapped(font, index, where.width())
        wrapped.draw(painter, QPointF(where.left(), where.top() + (where.height() - wrapped.high) / 2))

    def _paint_symptom(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, index: Index) -> None:
        side = index.data(SIDE_ROLE)
        urgent = bool(index.data(URGENT_ROLE))
        ink = WARNING_INK if urgent else ACCENT
        if side:
            painter.fillRect(rect, WARNING_PALE if urgent else ACCENT_PALE)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), ink)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, HOVER)
        words = self._words_rect(rect)
        metrics = QFontMetrics(option.font)
        wide = self._grown(BOX)
        box = QRectF(rect.left() + PAD + 2, words.top() + (metrics.height() - wide) / 2, wide, wide)
        painter.setPen(QPen(ink if side else EDGE, 1.4))
        painter.setBrush(ink if side else PAPER)
        painter.drawRoundedRect(box, 3.5, 3.5)
        if side:
            tick = QPainterPath()
            tick.moveTo(box.left() + 0.225 * wide, box.center().y() + 0.025 * wide)
            tick.lineTo(box.left() + 0.425 * wide, box.bottom() - 0.26 * wide)
            tick.lineTo(box.right() - 0.21 * wide, box.top() + 0.275 * wide)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(
                QPen(ON_WARNING if urgent else ON_ACCENT, wide / 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            )
            painter.drawPath(tick)
        painter.setPen(INK)
        wrapped = self._wrapped(option.font, index, words.width())
        wrapped.draw(painter, QPointF(words.topLeft()))
        if index.data(BECAUSE_ROLE):
            painter.setPen(QUIET)
            below = QPointF(words.left(), words.top() + wrapped.high)
            self._because(option.font, index, words.width()).draw(painter, below)
        if switched(index):
            self._paint_switch(painter, option, rect, str(side), urgent=urgent)

    def _paint_switch(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, side: str, *, urgent: bool
    ) -> None:
        ink, on_ink = (WARNING_INK, ON_WARNING) if urgent else (ACCENT, ON_ACCENT)
        parts = self._switch_rects(rect, option.font)
        outline = QPainterPath()
        whole = QRectF(parts[0].united(parts[-1])).adjusted(0.5, 0.5, -0.5, -0.5)
        outline.addRoundedRect(whole, 5, 5)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(whole, PAPER)
        painter.setFont(_fitting(option.font, " ".join(tr(word) for _, word in SWITCH), parts[0].width() - 6))
        for (choice, word), part in zip(SWITCH, parts, strict=True):
            chosen = choice == side
            if chosen:
                painter.fillRect(part, ink)
            painter.setPen(on_ink if chosen else INK)
            painter.drawText(part, int(Qt.AlignmentFlag.AlignCenter), tr(word))
        painter.restore()
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

    # ---------------------------------------------------------------- clicking

    def editorEvent(self, event: QEvent, model: QObject, option: QStyleOptionViewItem, index: Index) -> bool:
        """Take a click: on the switch it chooses the side, elsewhere it picks the symptom."""
        del model
        key = index.data(KEY_ROLE)
        if key is None or not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonDblClick:
            return True
        if event.type() != QEvent.Type.MouseButtonRelease:
            return False
        rect = self._whole_row(option.rect)
        here = event.position().toPoint()
        if switched(index):
            for (choice, _), part in zip(SWITCH, self._switch_rects(rect, option.font), strict=True):
                if part.contains(here):
                    self.side_chosen.emit(key, choice)
                    return True
        self.toggled.emit(key)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Offer no editor: rows are clicked, not typed into."""
        del parent, option, index
        return None  # type: ignore[return-value]


class WrappedWords:
    """Words in lines of a width.

    Parameters
    ----------
    words : str
    font : QFont
        Written smaller where a word is wider than a line.
    width : int
        Pixels.
    device : QWidget
        On what they are painted.
    """

    def __init__(self, words: str, font: QFont, width: int, device: QWidget) -> None:
        self._layout = QTextLayout(words, _fitting(font, words, width), device)
        self._layout.beginLayout()
        below = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, below))
            below += line.height()
        self._layout.endLayout()
        self.high = math.ceil(below)
        """Pixels."""

    def draw(self, painter: QPainter, corner: QPointF) -> None:
        """Paint them with the painter's pen, from their upper left corner."""
        self._layout.draw(painter, corner)


def _heading_font(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setWeight(QFont.Weight.DemiBold)
    return heavy


def _fitting(font: QFont, text: str, width: int) -> QFont:
    """Give a font in which no word is wider than its place: written smaller, not cut."""
    widest = max((QFontMetrics(font).horizontalAdvance(word) for word in text.split()), default=0)
    if not widest > width > 0:
        return font
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * width / (widest + 2))
    return smaller


def switched(index: Index) -> bool:
    """Say whether a row has its side switch: it is picked, and has a side."""
    return bool(index.data(SIDE_ROLE)) and bool(index.data(SIDED_ROLE))
