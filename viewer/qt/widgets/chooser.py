"""A drop-down list of keyed choices."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from .language import Words, said, say, whenever_language_changes
from .style import FAINT, INK


class Chooser(QComboBox):
    """Chooses one key of several; the wheel scrolls the panel, not the choice.

    Parameters
    ----------
    name : Words
        What is chosen, read aloud.

    Signals
    -------
    chosen : (key)
        The user chose it.
    """

    chosen = Signal(str)

    def __init__(self, name: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say(self, accessibleName=name)
        self._words: list[tuple[Words, Words]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.currentIndexChanged.connect(lambda _row: self.updateGeometry())
        self.activated.connect(lambda _row: self.chosen.emit(str(self.currentData())))
        whenever_language_changes(self, self._write_all)

    def add(self, key: str, text: Words, tip: Words = "") -> None:
        """Add a choice."""
        self._words.append((text, tip))
        self.addItem("", key)
        self._write(self.count() - 1)

    def _write_all(self) -> None:
        for row in range(self.count()):
            self._write(row)
        self.updateGeometry()

    def _write(self, row: int) -> None:
        text, tip = self._words[row]
        self.setItemText(row, said(text))
        self.setItemData(row, said(tip), Qt.ItemDataRole.ToolTipRole)

    def choose(self, key: str) -> None:
        """Show a key as chosen, silently."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(key))
        # The words of this choice may need other lines than those of the one before.
        self.updateGeometry()

    def showPopup(self) -> None:
        """Open the list; Qt forgets its padding, and would cut the last choice off."""
        super().showPopup()
        view = self.view()
        wanted = sum(view.sizeHintForRow(row) for row in range(min(self.count(), self.maxVisibleItems())))
        frame = view.parentWidget()
        screen = self.screen()
        if frame is None or screen is None:
            return
        layout = frame.layout()
        if layout is not None:
            layout.activate()
        missing = wanted - view.viewport().height()
        if missing > 0:
            box, room = frame.geometry(), screen.availableGeometry()
            box.setHeight(min(room.height(), box.height() + missing))
            box.moveTop(max(room.top(), min(box.top(), room.bottom() + 1 - box.height())))
            frame.setGeometry(box)

    def hasHeightForWidth(self) -> bool:
        """Grow higher the narrower it gets."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give room for what is chosen, on as many lines as it needs."""
        high, line = self.sizeHint().height(), self.fontMetrics().height()
        room = QRect(0, 0, max(1, width - self._beside_words()), 10_000)
        words = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.currentText())
        return high + max(0, words.height() - line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is chosen in full, wrapped where it must be."""
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
        field = self.rect().adjusted(9, 2, 9 - self._beside_words(), -2)
        painter.setPen(INK if self.isEnabled() else FAINT)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(field, flags, self.currentText())
        painter.end()

    def _beside_words(self) -> int:
        """Pixels for border, padding and arrow, as the style sheet has them."""
        return 20 + round(1.5 * self.fontMetrics().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel around it."""
        event.ignore()
