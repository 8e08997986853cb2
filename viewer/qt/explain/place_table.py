"""What each published map says about a clicked place, as a table: map, root, how sure, source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from annotations.model import BorderProvenance, Zone
from viewer.i18n.catalogue import N_
from viewer.palette.colours import ROOTS
from viewer.qt.widgets.language import tr
from viewer.qt.widgets.words import label, marks
from viewer.skin.reading import MapReading

ORIGINS: Final[Mapping[BorderProvenance, str]] = {
    "traced": N_("traced"),
    "described": N_("described"),
    "proposed": N_("proposed"),
}
"""How borders were obtained, in a word."""
ZONE_WORDS: Final[Mapping[Zone, str]] = {
    "core": N_("core"),
    "likely": N_("likely"),
    "disputed": N_("disputed"),
}


class RootPill(QWidget):
    """A root's name on its colour."""

    def __init__(self, root: str, palette: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root, self._colour = root, QColor(*ROOTS[palette][root])
        self.setAccessibleName(root)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fit the longest root name."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("S4-5") + 14, metrics.height() + 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, its letters white or dark, whichever stands out."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        light = 0.299 * self._colour.red() + 0.587 * self._colour.green() + 0.114 * self._colour.blue()
        painter.setPen(QColor("#1B2530") if light > 140 else QColor("white"))
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._root)
        painter.end()


def place_table(readings: Sequence[MapReading], numbers: Mapping[str, int], palette: str) -> QFrame:
    """Make the table.

    Parameters
    ----------
    readings : sequence of MapReading
        One row each.
    numbers : mapping of str to int
        Source keys to the numbers of the list of sources.
    palette : str
        Of the roots' colours.
    """
    frame = QFrame()
    frame.setObjectName("card")
    frame.setAccessibleName(tr("What each map says of this place"))
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 10, 12, 10)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 1)
    for row, reading in enumerate(readings):
        drawn, territory = reading.map, reading.territory
        name = drawn.short_name or drawn.name
        if drawn.year and str(drawn.year) not in name:
            name = f"{name}, {drawn.year}"
        sources = territory.sources if territory is not None else drawn.sources
        cited = marks(sources, numbers)
        origin = tr(ORIGINS[territory.provenance if territory is not None else drawn.provenance])
        words = label(
            f"{escape(name)} <span class='quiet'>({origin})</span> <span class='accent'>{cited}</span>",
            f"{name} ({origin}) {cited}",
        )
        words.setToolTip(f"<p>{escape(drawn.name)}<br>{escape(drawn.method)}</p>")
        grid.addWidget(words, row, 0)
        if territory is None:
            grid.addWidget(_short(tr("blank here"), tr("blank here"), "quiet"), row, 1, 1, 2)
        else:
            grid.addWidget(RootPill(territory.root, palette), row, 1)
            if drawn.provenance == "proposed":  # zones of certainty belong to our drawing alone
                zone = tr(ZONE_WORDS[territory.zone])
                grid.addWidget(_short(zone, f"{territory.root}, {zone}"), row, 2)
    return frame


def _short(text: str, plain: str, kind: str = "") -> QLabel:
    """Make a word that keeps its width."""
    word = label(text, plain, kind)
    word.setWordWrap(False)
    word.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    return word
