"""What everyone needs of a widget: a name, the Tab key, a mark where the keyboard is, words that are not cut."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDockWidget,
    QLabel,
    QTabBar,
    QToolBar,
    QWidget,
)

from viewer.qt.picture.stage import Stage
from viewer.qt.shell.main_window import MainWindow
from viewer.qt.shell.tab_order import reveal
from viewer.qt.widgets.chooser import Chooser
from viewer.qt.widgets.notice import StatusLine

MOST_CELLS = 3
"""Cells of a table beside one another."""


def reached(window: MainWindow) -> list[QWidget]:
    """List the widgets that take the keyboard; the lists that choosers drop down belong to their choosers."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _drops_down(widget)
        and not (isinstance(widget, QTabBar) and widget.count() == 0)
    ]


def _drops_down(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractItemView) and not isinstance(widget.window(), MainWindow)


def name_of(widget: QWidget) -> str:
    """Give what a screen reader says: the name, or the words on the widget; without asking Qt's own bridge for it."""
    if isinstance(widget, QTabBar):
        return " ".join(widget.tabText(number) for number in range(widget.count()))
    return (widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")).strip()


def walk(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Press a key until the keyboard is where it was; in a table it may first go to the cell beside."""
    path: list[QWidget] = []
    window.activateWindow()
    window.canvas.setFocus()
    inside = 0
    while len(path) < 200:
        here = QApplication.focusWidget()
        assert here is not None
        inside = inside + 1 if path and here is path[-1] else 0
        if here in path and not 0 < inside <= MOST_CELLS:
            return path
        if not inside:
            path.append(here)
        QTest.keyClick(here, key)
    raise AssertionError("it never comes back")


def area_of(widget: QWidget) -> str:
    area: QWidget | None = widget
    while area is not None and not isinstance(area, QDockWidget | QToolBar | Stage | QTabBar):
        area = area.parentWidget()
    which = name_of(area) if isinstance(area, QTabBar) else area.objectName() if area is not None else ""
    return f"{type(area).__name__} {which}"


def in_window(widget: QWidget) -> bool:
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    return widget.window().rect().intersects(QRect(corner, widget.size()))


def unseen_focus(window: MainWindow) -> list[str]:
    """Name the stops of the Tab key that look alike with and without the keyboard; the picture has a frame for it."""
    alike = []
    for widget in walk(window, Qt.Key.Key_Tab):
        if widget is window.canvas:
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(widget)
        QApplication.processEvents()
        corner = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        with_focus = window.grab(corner).toImage()
        window.canvas.setFocus()
        QApplication.processEvents()
        if with_focus == window.grab(corner).toImage():
            alike.append(f"{type(widget).__name__} {name_of(widget)!r}")
    return alike


def cut_words(root: QWidget) -> list[str]:
    """List the words in a widget that are not seen whole, however far one scrolls."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.width() < 2 or isinstance(widget, StatusLine) or is_behind(widget):
            continue
        if isinstance(widget, QLabel | QAbstractButton) and widget.text():
            hint, words = widget.sizeHint(), widget.text()
            if widget.hasHeightForWidth():
                short = widget.heightForWidth(widget.width()) > widget.height() + 2
            else:
                short = hint.width() > widget.width() + 1 or hint.height() > widget.height() + 2
        elif isinstance(widget, Chooser):
            words = widget.currentText()
            short = widget.heightForWidth(widget.width()) > widget.height() + 1
        else:
            continue
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QAbstractScrollArea):
            area = area.parentWidget()
        if area is not None:
            short = short or widget.mapTo(area, QPoint(widget.width(), 0)).x() > area.width() + 1
        if short:
            found.append(f"{type(widget).__name__} {words!r}")
    return found


def is_behind(widget: QWidget) -> bool:
    """Say whether it is in a panel that stands behind others as a tab; that gets its size when it comes forward."""
    panel: QWidget | None = widget
    while panel is not None and not isinstance(panel, QDockWidget):
        panel = panel.parentWidget()
    return panel is not None and not in_window(panel)
