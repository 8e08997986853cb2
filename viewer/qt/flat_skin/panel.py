"""The flat skin's panel: the skin, where the cross is in words, and buttons to save and close."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from viewer.i18n.catalogue import N_
from viewer.qt.widgets.language import say, tr

from .view import FlatSkinView

ASK_HINT: Final = N_("Arrows move the cross, Enter asks about the place.")
DRAW_HINT: Final = N_("Arrows pull the brush while it is down. Space sets it down or lifts it.")


class FlatSkinPanel(QWidget):
    """The flat skin, words, buttons.

    Signals
    -------
    save_requested : ()
    close_requested : ()
    opened : ()
        It became visible.
    """

    save_requested = Signal()
    close_requested = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = FlatSkinView(self)
        say(self.view, accessibleName=N_("Skin laid flat"))
        self._where = QLabel(self)
        self._where.setObjectName("sheet-where")
        self._where.setWordWrap(True)
        self._where.setMinimumHeight(2 * self.fontMetrics().height() + 4)
        say(self._where, text=ASK_HINT, accessibleName=N_("Place on the sheet"))
        self.save = QPushButton(self)
        say(
            self.save,
            text=N_("Save sheet …"),
            toolTip=N_("Write the skin laid flat as a page to print (PDF, SVG, PNG)"),
        )
        self.whole = QPushButton(self)
        say(self.whole, text=N_("Whole sheet"))
        title = QLabel(self)
        say(title, text=N_("Skin laid flat"))
        title.setObjectName("panel-title")
        away = QToolButton(self)
        away.setText("×")
        away.setAutoRaise(True)
        say(away, toolTip=N_("Close"), accessibleName=N_("Close the sheet"))
        away.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(away)
        row = QHBoxLayout()
        row.addWidget(self.whole)
        row.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._where)
        layout.addLayout(row)
        self.save.clicked.connect(self.save_requested)
        self.whole.clicked.connect(self.view.show_whole)

    def show_place_words(self, words: str) -> None:
        """Show in words where the cross or the pointer is; screen readers get it as a description."""
        self._where.setText(words or tr(ASK_HINT))
        self.view.setAccessibleDescription(words or tr(ASK_HINT))

    def start_anew(self) -> None:
        """Take the cross away and show the whole."""
        self.view.take_cross()
        self.view.show_whole()
        self.show_place_words("")

    def showEvent(self, event: object) -> None:
        """Emit that it is visible: only then is the skin laid flat."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.opened.emit()
