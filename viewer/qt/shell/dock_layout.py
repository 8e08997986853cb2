"""How panels and picture share the window, and which panels become tabs when it is low."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QTabBar, QWidget
from shiboken6 import isValid

from .panels import Place

LEAST_PICTURE: Final = 0.45
"""Least share of the window's width."""
NEAR_PX: Final = 4
"""A row of tabs this near to the lower edge of a panel belongs to it."""
HANDLES_PX: Final = 8
"""Width of the handles between panels and picture."""
ROUNDS: Final = 2
"""How often the window is divided until it stands: a panel takes no less than it needs, which its width decides."""
LOW_SHARE: Final = 0.4
"""Largest share of the window's height for the lower panels at the left; they scroll."""
STACKED_LINES: Final = 46
"""The window must be so many lines high to have panels above each other at the left."""


class DockLayout:
    """Divides the window between panels and picture, again at each new size unless the user has done so.

    Parameters
    ----------
    window : QMainWindow
    canvas : QWidget
        The picture.
    """

    def __init__(self, window: QMainWindow, canvas: QWidget) -> None:
        self._window, self._canvas = window, canvas
        self._upper: QDockWidget | None = None
        self._right: QDockWidget | None = None
        self._lower: list[QDockWidget] = []
        """The lower panel at the left, followed by the panels behind it as tabs."""
        self._tabbed = False
        self._shared = False
        self._given = 0
        self._held = False

    def add(self, dock: QDockWidget, place: Place) -> None:
        """Take a panel with a place of its own."""
        if place is Place.UPPER_LEFT:
            self._upper = dock
        elif place is Place.LOWER_LEFT:
            self._lower = [dock]
        elif place is Place.RIGHT:
            self._right = dock

    def add_behind(self, dock: QDockWidget, neighbour: QDockWidget) -> None:
        """Take a panel that stands behind another as a tab."""
        if neighbour in self._lower:
            self._lower.append(dock)

    def bring_forward(self) -> None:
        """Put the panels with places of their own in front of their tabs."""
        for dock in (*self._lower[:1], self._upper, self._right):
            if dock is not None:
                dock.raise_()

    def begin(self) -> None:
        """Divide it for the first time, once the window has a size."""
        if not self._shared:
            self._shared = True
            self.share_at_once()
            self.share_later()

    def hold(self, *, on: bool) -> None:
        """Leave all as it is, as while panels are away for a while; or divide it again from now on."""
        self._held = on

    def follow(self) -> None:
        """Divide it again after the window's size has changed."""
        if not self._shared or self._held:
            return
        self._stack()
        untouched = self._right is not None and abs(self._right.width() - self._given) <= 4
        if untouched or self._canvas.width() < LEAST_PICTURE * self._window.width():
            self.share_later()

    def share_later(self) -> None:
        """Divide it once the layout has settled."""
        if self._shared:
            QTimer.singleShot(0, self._window, self.share)

    def share_at_once(self) -> None:
        """Divide it before anything is painted: rows of tabs come and go, and words are wrapped anew."""
        if not self._shared:
            return
        for _ in range(ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self.share()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._tidy_tabs()

    def share(self) -> None:
        """Give panels the width their words need, and the picture the rest, which is most."""
        if self._upper is None or self._right is None or not self._lower or self._held:
            return
        self._stack()
        window, lower = self._window, self._lower[0]
        letter = window.fontMetrics().averageCharWidth()
        # Large words in a small window get what the picture can spare.
        most = (int((1.0 - LEAST_PICTURE) * window.width()) - HANDLES_PX) // 2
        wanted = max(int(0.235 * window.width()), min(most, 32 * letter))
        side = min(wanted, 56 * letter)
        window.resizeDocks([self._upper, self._right], [side, side], Qt.Orientation.Horizontal)
        # A panel takes no less than it needs, so that what it got is known only after the layout.
        QTimer.singleShot(0, window, self._remember)
        low = min(_wanted_height(lower) + 30, int(LOW_SHARE * window.height()))
        rest = max(200, window.height() - low - 120)
        window.resizeDocks([self._upper, lower], [rest, low], Qt.Orientation.Vertical)

    def widen_tabs(self) -> None:
        """Keep the words of tabs whole where there are many; the row of tabs scrolls then."""
        for bar in self._window.findChildren(QTabBar):
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)

    def _remember(self) -> None:
        self._given = 0 if self._right is None else self._right.width()
        self._tidy_tabs()

    def _stack(self) -> None:
        """Put the lower panels of the left side behind the upper ones as tabs, where there is no height for both."""
        window, upper, lower = self._window, self._upper, list(self._lower)
        if upper is None or not lower:
            return
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        tabbed = window.height() < STACKED_LINES * window.fontMetrics().lineSpacing()
        moved = any(dock.isFloating() or window.dockWidgetArea(dock) != left for dock in (upper, *lower))
        if tabbed == self._tabbed or moved:
            return
        self._tabbed = tabbed
        hidden = [dock for dock in lower if dock.isHidden()]
        first = upper
        if not tabbed:
            first = lower.pop(0)
            window.addDockWidget(left, first, Qt.Orientation.Vertical)
        for dock in lower:
            window.tabifyDockWidget(first, dock)
        for dock in hidden:
            dock.hide()
        first.raise_()
        self.widen_tabs()

    def tidy_later(self) -> None:
        """Look for rows of tabs left behind once the layout has settled; not while the window itself goes."""
        if self._shared and isValid(self._window):
            QTimer.singleShot(0, self._window, self._tidy_tabs)

    def _tidy_tabs(self) -> None:
        """Hide tabs that Qt forgot: of panels that were folded away before, or that have a new row elsewhere."""
        window = self._window
        docks = [dock for dock in window.findChildren(QDockWidget) if not dock.isHidden()]
        shown = {dock.windowTitle() for dock in docks}
        bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        titles = {bar: {bar.tabText(number) for number in range(bar.count())} for bar in bars}
        placed = [
            bar for bar in bars if any(_is_below(bar, dock) for dock in docks if dock.windowTitle() in titles[bar])
        ]
        for bar in bars:
            # Each panel is in one row: of two with the same panels, the one that has more of them is the new one.
            others = [titles[other] for other in placed if other is not bar]
            anew = any(titles[bar] < more for more in others) or (bar not in placed and titles[bar] in others)
            if titles[bar] and (len(shown & titles[bar]) < 2 or anew):
                bar.hide()


def _wanted_height(dock: QDockWidget) -> int:
    """Say how high a panel would like to be: what it shows, not what scrolls it."""
    inside = dock.widget()
    content = inside.widget() if isinstance(inside, QScrollArea) else inside
    return 0 if content is None else content.sizeHint().height()


def _is_below(bar: QTabBar, dock: QDockWidget) -> bool:
    """Say whether a row of tabs stands right under a panel."""
    place = dock.geometry()
    near = abs(bar.y() - place.bottom()) <= NEAR_PX and abs(bar.x() - place.x()) <= NEAR_PX
    return near and abs(bar.width() - place.width()) <= NEAR_PX
