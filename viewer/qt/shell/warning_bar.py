"""The warning across the top of a window: what to do, and because of which signs. It stays as long as its cause."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from viewer.explain.alarm import Alarm
from viewer.qt.widgets.language import say, tr
from viewer.qt.widgets.style import INK, ON_WARNING, WARNING, WARNING_PALE
from viewer.qt.widgets.swatch import paint_warning

AROUND: Final = (12, 6)
"""Pixels at the sides, and above and below."""
SHARE: Final = 0.2
"""Largest share of the window's height; names beyond it are only counted. The action and one name are always whole."""
MOST_LINES: Final = 3
"""Most lines of names."""
LARGER: Final = 1.1
"""Size of the action's letters, in sizes of the window's."""
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignTop) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class WarningBar(QAbstractButton):
    """Shows what to do in bold, then the names of as many signs as fit; pressing it explains.

    It is hidden while there is no alarm.

    Signals
    -------
    alarm_changed : (Alarm or None)
        It shows another one.
    """

    alarm_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alarm: Alarm | None = None
        say(self, accessibleName=self._whole)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_alarm(self, alarm: Alarm | None) -> None:
        """Show an alarm, and have a new one read aloud; None hides the bar."""
        if alarm == self.alarm:
            return
        self.alarm = alarm
        self.setVisible(alarm is not None)
        if alarm is not None:
            self._announce(alarm)
        else:
            self._fall_silent()
        self.alarm_changed.emit(alarm)

    def _whole(self) -> str:
        alarm = self.alarm
        return _lead() if alarm is None else f"{_lead()}: {alarm.action} {'; '.join(alarm.names)}."

    def _announce(self, alarm: Alarm) -> None:
        whole = self._whole()
        self.setText(whole)
        self.setAccessibleName(whole)
        self.setToolTip("\n".join((alarm.action, *alarm.names)))
        self.updateGeometry()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        aloud = QAccessibleAnnouncementEvent(self, whole)
        aloud.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(aloud)

    def _fall_silent(self) -> None:
        """Keep no words of a warning that is over."""
        self.setText("")
        self.setAccessibleName(self._whole())
        self.setToolTip("")

    # -------------------------------------------------------------------- words

    def lines(self, width: int) -> tuple[str, str]:
        """Return the action, and the names that fit in a bar of this width, px."""
        if self.alarm is None:
            return "", ""
        action, names = self.alarm.action, self.alarm.names
        room = self._room(width)
        line = self.fontMetrics().lineSpacing()
        spare = int(SHARE * self.window().height()) - 2 * AROUND[1] - _height(action, self._bold(), room)
        most = max(1, min(MOST_LINES, spare // line)) * line
        for count in range(len(names), 1, -1):
            shown = self._names(names[:count], len(names) - count)
            if _height(shown, self.font(), room) < most + line // 2:
                return action, shown
        return action, self._names(names[:1], len(names) - 1)

    @staticmethod
    def _names(names: tuple[str, ...], more: int) -> str:
        rest = (tr("+ {count} more", count=more).replace(" ", "\N{NO-BREAK SPACE}"),) if more else ()
        return f"{_lead()}: {'; '.join((*names, *rest))}"

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(LARGER * font.pointSizeF())
        return font

    # ------------------------------------------------------------------- layout

    def _sign(self) -> QRect:
        high = QFontMetrics(self._bold()).height()
        return QRect(AROUND[0], AROUND[1], round(1.1 * high), high)

    def _room(self, width: int) -> int:
        """Width of the words, px."""
        return max(1, width - self._sign().right() - 2 * AROUND[0])

    def hasHeightForWidth(self) -> bool:
        """Grow higher the narrower it gets."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of the wrapped words."""
        action, names = self.lines(width)
        room = self._room(width)
        return _height(action, self._bold(), room) + _height(names, self.font(), room) + 2 * AROUND[1]

    def sizeHint(self) -> QSize:
        """Wish for no width of its own."""
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Never widen the window."""
        return QSize(0, self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that larger words need."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw an emergency on full red and what can wait till later on pale, both with the sign."""
        del event
        loud = self.alarm is not None and self.alarm.urgency == "emergency"
        ground, ink = (WARNING, ON_WARNING) if loud else (WARNING_PALE, INK)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(WARNING, 4))
        painter.drawRect(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(ink, 2))
            painter.drawRect(self.rect().adjusted(4, 3, -4, -3))
        paint_warning(painter, QRectF(self._sign()), *((ON_WARNING, WARNING) if loud else ()))
        action, names = self.lines(self.width())
        left, room = self._sign().right() + AROUND[0], self._room(self.width())
        top = AROUND[1]
        for words, font in ((action, self._bold()), (names, self.font())):
            high = _height(words, font, room)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(QRect(left, top, room, high), _WRAPPED, words)
            top += high
        painter.end()


def _lead() -> str:
    return tr("WARNING SIGN")


def _height(words: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 100_000), _WRAPPED, words).height()
