"""Lines of text in a panel: wrapped, selectable, read aloud without their markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def label(html: str, plain: str, kind: str = "") -> QLabel:
    """Make a line of text.

    Parameters
    ----------
    html : str
        What is shown; words from data must be escaped.
    plain : str
        What is read aloud and copied.
    kind : str
        The style sheet's name for it: ``title``, ``heading``, ``quiet`` or none.
    """
    line = QLabel()
    line.setTextFormat(Qt.TextFormat.RichText)
    line.setText(f"<p style='line-height:122%'>{html}</p>" if kind != "title" else html)
    line.setProperty("plain", plain)
    line.setAccessibleName(plain)
    line.setObjectName(kind)
    line.setWordWrap(True)
    line.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    # Selecting with the keyboard would make every line a stop of the Tab key.
    line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return line
