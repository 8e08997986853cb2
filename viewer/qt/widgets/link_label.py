"""Lines of text with links, by mouse and keyboard; hidden while there is nothing to say."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class LinkLabel(QLabel):
    """A label whose links are numbered, as :meth:`link` writes them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_html(self, html: str) -> None:
        """Show this; nothing hides the label."""
        self.setText(html)
        self.setVisible(bool(html))


def link(number: int, words: str) -> str:
    """Write words as a link that is activated by its number."""
    return f'<a href="{number}">{escape(words)}</a>'
