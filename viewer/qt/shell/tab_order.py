"""Where the Tab key goes: a warning, bars, then panels round the picture from left to right, each from the top."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QScrollArea, QStatusBar, QTabBar, QToolBar, QWidget

from .warning_bar import WarningBar


def step(window: QMainWindow, *, forward: bool) -> bool:
    """Move the focus to the next or the previous widget, round and round; returns whether there was one."""
    order = stops(window)
    now: QWidget | None = window.focusWidget()
    if not order:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    while now is not None and now not in order and now is not window:
        now = now.parentWidget()
    start = order.index(now) if now in order else (-1 if forward else 0)
    target = order[(start + (1 if forward else -1)) % len(order)]
    target.setFocus(reason)
    reveal(target)
    return True


def reveal(widget: QWidget) -> None:
    """Scroll whatever a widget lies in until it is seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def stops(window: QMainWindow) -> list[QWidget]:
    """List what takes the Tab key and can be seen, in the order in which one reads the window."""
    central = window.centralWidget()
    middle = _place(central, window) if central is not None else QRect()
    areas = [
        child
        for child in window.children()
        if isinstance(child, WarningBar | QToolBar | QDockWidget | QTabBar | QStatusBar) or child is central
    ]
    seen = [area for area in areas if isinstance(area, QWidget) and _in_sight(area, window)]
    seen.sort(key=lambda area: (_column(area, middle, window), _place(area, window).top()))
    return [widget for area in seen for widget in _inside(area, window)]


def _column(area: QWidget, middle: QRect, window: QMainWindow) -> int:
    if isinstance(area, WarningBar):
        return -1
    if isinstance(area, QToolBar):
        return 0
    if isinstance(area, QStatusBar):
        return 5
    centre = _place(area, window).center()
    if area is window.centralWidget():
        return 2
    if middle.left() <= centre.x() <= middle.right():
        return 4
    return 1 if centre.x() < middle.left() else 3


def _inside(area: QWidget, window: QMainWindow) -> list[QWidget]:
    """List the stops of an area row by row; what stands beside one another is a row."""
    found = [widget for widget in (area, *area.findChildren(QWidget)) if _is_stop(widget, window)]
    found.sort(key=lambda widget: _place(widget, window).top())
    rows: list[list[QWidget]] = []
    for widget in found:
        place = _place(widget, window)
        first = _place(rows[-1][0], window) if rows else QRect()
        lowest = first.top() + min(first.height(), place.height()) // 2
        if rows and place.top() <= lowest and not rows[-1][0].isAncestorOf(widget):
            rows[-1].append(widget)
        else:
            rows.append([widget])
    return [widget for row in rows for widget in sorted(row, key=lambda one: _place(one, window).left())]


def _is_stop(widget: QWidget, window: QMainWindow) -> bool:
    wanted = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    own = widget.window() is window and widget.focusProxy() is None
    return wanted and own and widget.isEnabled() and _in_sight(widget, window)


def _in_sight(widget: QWidget, window: QMainWindow) -> bool:
    """Say whether a widget is shown, and not in a panel behind another: Qt moves those off the window.

    It moves rows of tabs away, too, when all but one of their panels are folded away.
    """
    if not widget.isVisible():
        return False
    if isinstance(widget, QTabBar) and (widget.count() == 0 or not window.rect().intersects(_place(widget, window))):
        return False
    area: QWidget | None = widget
    while area is not None and not isinstance(area, QDockWidget):
        area = area.parentWidget()
    return area is None or window.rect().intersects(_place(area, window)) or area.isFloating()


def _place(widget: QWidget, window: QMainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
