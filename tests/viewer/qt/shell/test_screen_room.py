"""A window comes back inside the screens of today, wherever it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from own_process import on_screen, seen_by
from viewer.qt.shell.screen_room import within

pytestmark = pytest.mark.qt
sizes = st.integers(480, 6000)
places = st.integers(-8000, 8000)
boxes = st.builds(QRect, places, places, st.integers(1, 6000), st.integers(1, 6000))


@st.composite
def rows_of_screens(draw: st.DrawFn) -> list[QRect]:
    """Screens side by side, the main one anywhere among them."""
    left, rooms = draw(places), []
    for _ in range(draw(st.integers(1, 3))):
        rooms.append(QRect(left, draw(st.integers(-500, 500)), draw(sizes), draw(sizes)))
        left += rooms[-1].width()
    return draw(st.permutations(rooms))


@given(boxes, rows_of_screens(), st.integers(0, 40))
def test_all_of_it_is_seen_on_one_screen_and_its_title_too(box: QRect, rooms: list[QRect], title: int) -> None:
    found = within(box, rooms, title)
    whole = found.adjusted(0, -title, 0, 0)
    assert any(room.contains(whole) for room in rooms)
    assert (found.width(), found.height()) <= (box.width(), box.height())
    assert within(found, rooms, title) == found  # at the next start it stays


@given(st.data(), rows_of_screens(), st.integers(0, 40))
def test_what_fits_stays_where_it_was(data: st.DataObject, rooms: list[QRect], title: int) -> None:
    room = data.draw(st.sampled_from(rooms))
    left = data.draw(st.integers(room.left(), room.right()))
    top = data.draw(st.integers(room.top() + title, room.bottom()))
    right = data.draw(st.integers(left, room.right()))
    bottom = data.draw(st.integers(top, room.bottom()))
    box = QRect(left, top, right - left + 1, bottom - top + 1)
    assert within(box, rooms, title) == box


def test_of_a_screen_that_is_gone_it_comes_to_the_main_one() -> None:
    rooms = [QRect(0, 0, 1024, 640), QRect(1024, 0, 1920, 1080)]
    assert within(QRect(-2500, 100, 900, 500), rooms) == QRect(0, 100, 900, 500)


@pytest.mark.window
@pytest.mark.parametrize("box", [(300, 200, 2200, 1300), (1500, 900, 900, 600), (-2000, -50, 1400, 900)])
def test_a_window_of_a_larger_screen_comes_back_inside_a_small_one(
    small_display: str, tmp_path: Path, box: tuple[int, ...]
) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"audience": "physician", "window": box}))
    seen: dict[str, Any] = seen_by(__file__, environment=on_screen(small_display, DERMATOME_SETTINGS=str(settings)))
    assert seen["screen"] == [1024, 640]
    x, y, width, height = seen["window"]
    assert x >= 0
    assert y >= 0
    assert x + width <= 1024
    assert y + height <= 640
    assert width >= 800
    assert seen["kept_while_full"] == seen["window"]


def look() -> None:
    """Open the window with its settings, fill the screen, and print where it was and what it would remember."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    from annotations import load
    from stand_ins import StillPicture
    from viewer.qt.app import make_application
    from viewer.qt.memory.feature import Memory
    from viewer.qt.shell.main_window import MainWindow
    from viewer.state.settings import opening, read_settings, settings_path
    from viewer.state.store import Store
    from viewer.state.view_state import ViewState
    from window_panels import add_panels

    application = make_application("light")
    path = settings_path()
    window = MainWindow(QWidget())
    store = Store(opening(read_settings(path), ViewState()))
    add_panels(window, store, load(), {}, StillPicture())
    memory = Memory(window, store, path, lambda _path: None)
    memory.restore()
    window.show()
    QTest.qWait(300)
    screen = application.primaryScreen().size()
    box = window.frameGeometry()
    there = window.geometry()
    window.toggle_full_screen()
    QTest.qWait(300)
    seen = {
        "screen": [screen.width(), screen.height()],
        "window": [box.x(), box.y(), box.width(), box.height()],
        "kept_while_full": list(memory.now().window or ()),
    }
    assert there == box  # no window manager here
    sys.stdout.write(json.dumps(seen) + "\n")
    window.close()


if __name__ == "__main__":
    look()
