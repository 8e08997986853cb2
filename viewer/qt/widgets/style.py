"""The window's look: named colours of a theme, the style sheet, the size of words; all may change at any time.

The named colours below are one object each and *live*: a change of theme changes them in place. A widget that paints
itself reads them as it paints, and needs nothing more, as Qt repaints everything then. What keeps a colour (an item's
brush, an icon, a piece of HTML) is made anew through :func:`themed`; lines of :func:`viewer.qt.widgets.words.label` and
pages of :func:`viewer.qt.widgets.words.fill_page` take classes (``<span class='quiet'>``) and do it by themselves.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from viewer.palette.themes import ROLES, SYSTEM, THEMES, Theme, ThemeName, chosen_theme
from viewer.state.settings import LARGEST_SCALE, LEAST_SCALE

from .style_sheet import style_sheet

_FIRST: Final = THEMES["light"]
INK: Final = QColor(_FIRST.ink)
"""Text."""
QUIET: Final = QColor(_FIRST.quiet)
"""Secondary text."""
FAINT: Final = QColor(_FIRST.faint)
"""Disabled text."""
LINE: Final = QColor(_FIRST.line)
"""Lines between panels and rows: decoration."""
EDGE: Final = QColor(_FIRST.edge)
"""Borders of controls: contrast 3 : 1 at least."""
PAPER: Final = QColor(_FIRST.paper)
"""Fields, lists, cards, buttons."""
GROUND: Final = QColor(_FIRST.ground)
"""Behind panels."""
HOVER: Final = QColor(_FIRST.hover)
"""Under the pointer."""
ACCENT: Final = QColor(_FIRST.accent)
"""Links, selection, keyboard focus."""
ON_ACCENT: Final = QColor(_FIRST.on_accent)
ACCENT_PALE: Final = QColor(_FIRST.accent_pale)
"""Selected rows."""
WARNING: Final = QColor(_FIRST.warning)
ON_WARNING: Final = QColor(_FIRST.on_warning)
WARNING_PALE: Final = QColor(_FIRST.warning_pale)
GOOD: Final = QColor(_FIRST.good)
"""Speaks for it, right answer; never without a sign or a word."""
GOOD_PALE: Final = QColor(_FIRST.good_pale)
CAUTION: Final = QColor(_FIRST.caution)
"""Doubtful, take care; never without a sign or a word."""
CAUTION_PALE: Final = QColor(_FIRST.caution_pale)
TIP: Final = QColor(_FIRST.tip)
"""Background of tooltips and the name beside the pointer."""
ON_TIP: Final = QColor(_FIRST.on_tip)

_LIVE: Final[dict[str, QColor]] = {name: globals()[name.upper()] for name in ROLES}

SCALES: Final = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""Steps of larger and smaller words."""


class Look(QObject):
    """What the window looks like at present; there is one, :data:`LOOK`.

    Signals
    -------
    changed : ()
        Another theme or another size of words; colours and fonts are the new ones already.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name: ThemeName = "light"
        self.chosen = SYSTEM
        """A key of :data:`viewer.palette.themes.LOOKS`."""
        self.scale = 1.0
        """Size of words that the user chose, in sizes of the system's."""
        self.reader = 1.0
        """Factor for the reader."""
        self.points = 0.0
        """The system's size of words; 0 until it is first asked for."""

    @property
    def theme(self) -> Theme:
        """The theme that is on."""
        return THEMES[self.name]


LOOK: Final = Look()


def colour(role: str) -> str:
    """Give a named colour as ``#RRGGBB``, for HTML; what shows it must be written anew when the theme changes."""
    return _LIVE[role].name()


def themed(owner: QObject, redo: Callable[[], object]) -> None:
    """Do something now and whenever theme or size of words change, for as long as its owner lives.

    Parameters
    ----------
    owner : QObject
        A widget; once it is gone, nothing is called any more.
    redo : callable
        Makes anew what keeps a colour.
    """
    # A bound method would keep its widget alive.
    method = weakref.WeakMethod(redo) if hasattr(redo, "__self__") else None

    def call() -> None:
        live = method() if method is not None else redo
        if live is not None:
            live()

    LOOK.changed.connect(call)

    def forget() -> None:
        LOOK.changed.disconnect(call)

    owner.destroyed.connect(forget)
    call()


def style_application(application: QApplication, look: str = SYSTEM) -> None:
    """Give the application its look: Fusion, a theme, the system's font; from now on it follows the system.

    Parameters
    ----------
    application : QApplication
    look : str
        A key of :data:`viewer.palette.themes.LOOKS`.
    """
    application.setStyle("Fusion")
    system_points(application)
    LOOK.chosen = look
    set_theme(application, _wanted_theme(application))
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: choose_look(application, LOOK.chosen))


def choose_look(application: QApplication, look: str) -> None:
    """Apply a look: a theme, or the one the system asks for."""
    LOOK.chosen = look
    name = _wanted_theme(application)
    if name != LOOK.name:
        set_theme(application, name)


def _wanted_theme(application: QApplication) -> ThemeName:
    hints = application.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    # Qt knows the system's contrast setting from 6.10 on.
    asked = getattr(hints, "accessibility", None)
    preference = getattr(asked(), "contrastPreference", None) if asked is not None else None
    contrast = preference is not None and "High" in str(preference())
    return chosen_theme(LOOK.chosen, dark=dark, contrast=contrast)


def system_points(application: QApplication) -> float:
    """Give the system's size of words, points: that of the first time this was asked."""
    if LOOK.points <= 0.0:
        LOOK.points = application.font().pointSizeF()
    return LOOK.points


def set_theme(application: QApplication, name: ThemeName) -> None:
    """Change the theme."""
    LOOK.name = name
    for role, live in _LIVE.items():
        live.setRgba(QColor(getattr(LOOK.theme, role)).rgba())
    application.setPalette(_palette())
    application.setStyleSheet(style_sheet(LOOK.theme, application.font()))
    LOOK.changed.emit()


def size_words(application: QApplication, points: float) -> None:
    """Set the size of all words; titles keep their proportion."""
    font = QFont(application.font())
    font.setPointSizeF(points)
    application.setFont(font)
    application.setStyleSheet(style_sheet(LOOK.theme, font))
    LOOK.changed.emit()


def scale_words(application: QApplication, reader: float, chosen: float | None = None) -> None:
    """Set the factors of the size of words.

    Parameters
    ----------
    application : QApplication
    reader : float
        The factor for the reader; 1 leaves the chosen size.
    chosen : float, optional
        Another size that the user chose, in sizes of the system's; by default the present one.
    """
    LOOK.reader = reader
    if chosen is not None:
        LOOK.scale = chosen
    points = system_points(application)
    # Twice the system's size is the largest there is, for every reader: narrow panels hold no larger words.
    wanted = min(LOOK.scale * reader, LARGEST_SCALE) * points
    if abs(application.font().pointSizeF() - wanted) > 1e-6:
        size_words(application, wanted)


def next_scale(scale: float, step: int) -> float:
    """Give the next larger (1) or smaller (-1) step of words; the last one stays."""
    if step > 0:
        return next((wider for wider in SCALES if wider > scale + 0.01), LARGEST_SCALE)
    return next((less for less in reversed(SCALES) if less < scale - 0.01), LEAST_SCALE)


def _palette() -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(PAPER, GROUND)
    for one, live in {
        role.Window: GROUND,
        role.WindowText: INK,
        role.Base: PAPER,
        role.AlternateBase: GROUND,
        role.Text: INK,
        role.Button: PAPER,
        role.ButtonText: INK,
        role.BrightText: ON_ACCENT,
        role.ToolTipBase: TIP,
        role.ToolTipText: ON_TIP,
        role.PlaceholderText: QUIET,
        role.Highlight: ACCENT,
        role.HighlightedText: ON_ACCENT,
        role.Link: ACCENT,
        role.LinkVisited: ACCENT,
        role.Light: PAPER,
        role.Midlight: HOVER,
        role.Mid: LINE,
        role.Dark: EDGE,
        role.Shadow: EDGE,
    }.items():
        palette.setColor(one, live)
    for one in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(group.Disabled, one, FAINT)
    palette.setColor(group.Disabled, role.Highlight, LINE)
    return palette
