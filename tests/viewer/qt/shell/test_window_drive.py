"""The whole window on a real X display: this file drives it as a program of its own, the tests read its log."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from own_process import on_screen, seen_by

NUMB = "numb-inner-shin"
WIREFRAME, SURFACE = 1, 2


@pytest.fixture(scope="module")
def log(display: str) -> dict[str, Any]:
    found: dict[str, Any] = seen_by(__file__, environment=on_screen(display))
    return found


@pytest.mark.window
class TestWindow:
    """What one run of :func:`drive` saw."""

    def test_picking_numb_inner_shin_lights_l4_skin(self, log: dict[str, Any]) -> None:
        assert log["blue_without_root"] == 0
        assert log["blue_once_picked"] > 2000
        assert log["picked"] == [NUMB, "right"]
        assert "L4" in log["words_once_picked"]

    def test_the_inner_leg_view_lets_the_other_leg_step_aside(self, log: dict[str, Any]) -> None:
        assert log["view_after_m"] == "inner-leg"
        assert log["ghost_after_m"] == "left"
        assert log["blue_after_m"] > 2000

    def test_a_click_on_the_skin_is_answered_by_every_map(self, log: dict[str, Any]) -> None:
        assert log["place"] == ["leg", "right"]
        assert "Keegan" in log["words_of_place"]
        assert "L4" in log["words_of_place"]

    def test_a_drag_is_no_click_and_keeps_the_body_upright(self, log: dict[str, Any]) -> None:
        assert log["place_after_drag"] is None
        assert log["camera_after_drag"] is not None
        assert log["up_after_drag"][2] > 0.5

    def test_the_pointer_is_told_names_with_the_patients_side(self, log: dict[str, Any]) -> None:
        assert "patient's right" in log["hovered_words"]

    def test_vtks_letters_neither_close_nor_wire(self, log: dict[str, Any]) -> None:
        assert log["open_after_letters"]
        assert log["representations_after_letters"] == [SURFACE]

    def test_layers_fade_and_return(self, log: dict[str, Any]) -> None:
        assert log["colours_without_skin"] != log["colours_with_skin"]

    def test_it_closes_quietly(self, log: dict[str, Any]) -> None:
        assert log["exit"] == 0


def drive() -> None:
    """Work the window and print what was seen as one line of JSON."""
    from PySide6.QtCore import QPoint, Qt, QTimer
    from PySide6.QtTest import QTest

    from annotations import load
    from meshes.body import build_body
    from viewer.palette.colours import ROOTS
    from viewer.qt.app import assemble, make_application
    from window_panels import explanation_of, symptoms_of

    application = make_application()
    viewer = assemble(load(), build_body("light"))
    window, store = viewer.window, viewer.store
    canvas: Any = window.canvas
    log: dict[str, Any] = {}

    def settle(until: Callable[[], bool] = lambda: False, seconds: float = 0.6) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            application.processEvents()
            time.sleep(0.005)

    def picture() -> NDArray[np.uint8]:
        settle()
        shot: NDArray[np.uint8] = canvas.pixels()
        return shot

    def blue() -> int:
        """Count pixels of about L4's hue, shaded or not."""
        red, green, blue = np.moveaxis(picture()[..., :3].astype(int), -1, 0)
        want = ROOTS["standard"]["L4"]
        return int(np.count_nonzero((blue - red > 0.55 * (want[2] - want[0])) & (blue > green + 25)))

    def key(name: str) -> None:
        canvas.setFocus()
        QTest.keySequence(window, name)
        settle()

    window.resize(1400, 900)
    window.show()
    window.activateWindow()
    settle(window.isActiveWindow, 10)
    settle()

    store.update(root=None)
    log["blue_without_root"] = blue()
    symptoms_of(window).focus_search()
    QTest.keyClicks(symptoms_of(window).search, "numb inner lower leg")
    settle()
    tree = symptoms_of(window).tree
    row = symptoms_of(window).filter.mapFromSource(symptoms_of(window).model.index_of(NUMB))
    tree.scrollTo(row)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(row).center())
    log["picked"] = next([pick.key, pick.side] for pick in store.state.symptoms)
    log["words_once_picked"] = explanation_of(window).text()
    log["blue_once_picked"] = blue()

    store.update(symptoms=(), root="L4")
    key("A")
    key("M")
    log["view_after_m"] = store.state.view
    shown = viewer.picture.shown
    log["ghost_after_m"] = shown.ghost if shown else None
    log["blue_after_m"] = blue()

    # The middle of the blue is on the inner shin, whatever the window's size.
    image = picture().astype(int)
    rows, columns = np.nonzero((image[..., 2] - image[..., 0] > 90) & (image[..., 2] > image[..., 1] + 40))
    ratio = canvas.devicePixelRatioF()
    spot = QPoint(round(float(np.median(columns)) / ratio), round(float(np.median(rows)) / ratio))
    QTest.mouseMove(canvas, spot)
    settle(lambda: bool(window.hover.text()), 3)
    log["hovered_words"] = window.hover.text()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot)
    settle()
    place = store.state.place
    log["place"] = [place.segment, place.side] if place else None
    log["words_of_place"] = explanation_of(window).text()

    key("Esc")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=spot)
    for step in range(1, 6):
        QTest.mouseMove(canvas, spot + QPoint(20 * step, 6 * step))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=spot + QPoint(100, 30))
    settle(lambda: store.state.camera is not None, 3)
    log["place_after_drag"] = store.state.place
    log["camera_after_drag"] = store.state.camera and list(store.state.camera.position)
    log["up_after_drag"] = list(viewer.picture.pose().view_up)

    key("A")
    for letter in "qwsrvpe3jt":
        QTest.keyClicks(canvas, letter)
        settle(seconds=0.1)
    settle()
    log["open_after_letters"] = window.isVisible()
    actors = list(canvas.renderer.actors)
    kinds = {a.GetProperty().GetRepresentation() for a in actors if hasattr(a.GetProperty(), "GetRepresentation")}
    log["representations_after_letters"] = sorted(kinds)

    key("Home")
    log["colours_with_skin"] = picture().reshape(-1, 3).mean(axis=0).round(2).tolist()
    key("1")
    log["colours_without_skin"] = picture().reshape(-1, 3).mean(axis=0).round(2).tolist()

    # Closing while the picture is still being turned.
    viewer.pointer.turn(30.0, 0.0)
    QTimer.singleShot(0, window.close)
    QTimer.singleShot(300, application.quit)
    log["exit"] = application.exec()
    viewer.picture.close()
    sys.stdout.write(json.dumps(log) + "\n")


if __name__ == "__main__":
    drive()
