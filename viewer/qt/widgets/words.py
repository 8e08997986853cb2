"""Lines and pages of text: wrapped, selectable, read aloud without markup, in the theme's colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QTextBrowser

from viewer.palette.themes import ROLES

from .style import LOOK, colour

_CLASS: Final = re.compile(r"class='(\w+)'")
_HTML: Final = "html with classes"
"""Dynamic property of a line or page: its HTML before colours were filled in."""


def coloured(html: str) -> str:
    """Fill colours in: ``<span class='quiet'>`` is written in the theme's colour of that name."""
    return _CLASS.sub(lambda found: f"style='color:{colour(found[1])}'" if found[1] in ROLES else found[0], html)


def label(html: str, plain: str, kind: str = "") -> QLabel:
    """Make a line of text.

    Parameters
    ----------
    html : str
        What is shown; words from data must be escaped. Colours are classes: ``<span class='quiet'>``.
    plain : str
        What is read aloud and copied.
    kind : str
        The style sheet's name for it: ``title``, ``subtitle``, ``heading``, ``quiet`` or none.
    """
    line = QLabel()
    line.setTextFormat(Qt.TextFormat.RichText)
    raw = f"<p style='line-height:122%'>{html}</p>" if kind not in ("title", "subtitle") else html
    line.setText(coloured(raw))
    if "class=" in raw:
        line.setProperty(_HTML, raw)
    line.setProperty("plain", plain)
    line.setAccessibleName(plain)
    line.setObjectName(kind)
    line.setWordWrap(True)
    line.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    # Selecting with the keyboard would make every line a stop of the Tab key.
    line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    # A long DOI must not widen the panel: it is broken instead.
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return line


def fill_page(page: QTextBrowser, html: str) -> None:
    """Show a page of HTML, its colours as classes: ``<p class='quiet'>``; it follows the theme."""
    page.setProperty(_HTML, html)
    page.setHtml(coloured(html))


def _recolour() -> None:
    """Rewrite what has colours in its HTML."""
    for widget in QApplication.allWidgets():
        html = widget.property(_HTML)
        if html and isinstance(widget, QLabel):
            widget.setText(coloured(html))
        elif html and isinstance(widget, QTextBrowser):
            at = widget.verticalScrollBar().value()
            widget.setHtml(coloured(html))
            widget.verticalScrollBar().setValue(at)


LOOK.changed.connect(_recolour)


def marks(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    """Write the numbers of sources in brackets, runs shortened: ``[1, 4-7]``; empty when there are none."""
    found = sorted({numbers[key] for key in sources if key in numbers})
    runs: list[list[int]] = []
    for number in found:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(number) for number in run])
    return f"[{', '.join(parts)}]" if parts else ""
