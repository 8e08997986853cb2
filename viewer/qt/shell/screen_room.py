"""Where a window fits: its size at first, its least one, and where it comes back to on screens that have changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QStyle, QWidget

USUAL: Final = QSize(1440, 900)
"""Where no screen is known."""
LEAST: Final = QSize(800, 520)
"""The least size of the window, on screens that have room for it."""


def fitting_size(window: QWidget) -> QSize:
    """Say how large a window is to open on its screen."""
    room = _room(window)
    # Large screens are used, but not filled: lines of words must not become too long.
    width = min(int(0.96 * room.width()), max(1480, int(0.7 * room.width())))
    return QSize(width, min(int(0.94 * room.height()), max(940, int(0.78 * room.height()))))


def least_size(window: QWidget) -> QSize:
    """Say how small a window may become: less than usual only where the screen is."""
    return LEAST.boundedTo(_room(window) - QSize(0, title_height(window)))


def title_height(window: QWidget) -> int:
    """Say about how high the title is that the desktop puts above a window."""
    return window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)


def put_back(window: QWidget, box: QRect) -> None:
    """Give a window the place and size it had, as far as the screens of today have room for it."""
    rooms = [screen.availableGeometry() for screen in QApplication.screens()]
    if rooms:
        window.setGeometry(within(box.united(QRect(box.topLeft(), window.minimumSize())), rooms, title_height(window)))


def within(box: QRect, rooms: Sequence[QRect], title: int = 0) -> QRect:
    """Find the place nearest to where a window was in which all of it can be seen.

    Parameters
    ----------
    box : QRect
        Where it was, without its title.
    rooms : sequence of QRect
        What windows may take of each screen, the main one first.
    title : int
        Height of the title above it.

    Returns
    -------
    QRect
        On the screen that shows most of the box; on the main one where none shows any.
    """

    def shown(room: QRect) -> int:
        seen = room.intersected(box)
        return max(0, seen.width()) * max(0, seen.height())

    room = max(rooms, key=shown).adjusted(0, title, 0, 0)
    size = box.size().boundedTo(room.size())
    left = min(max(box.left(), room.left()), room.left() + room.width() - size.width())
    top = min(max(box.top(), room.top()), room.top() + room.height() - size.height())
    return QRect(left, top, size.width(), size.height())


def _room(window: QWidget) -> QSize:
    screen = window.screen()
    return USUAL if screen is None else screen.availableGeometry().size()
