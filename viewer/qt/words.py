"""Lines of text in a panel: wrapped, selectable, read aloud without their markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
        The style sheet's name for it: ``title``, ``subtitle``, ``heading``, ``quiet`` or none.
    """
    line = QLabel()
    line.setTextFormat(Qt.TextFormat.RichText)
    line.setText(f"<p style='line-height:122%'>{html}</p>" if kind not in ("title", "subtitle") else html)
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
