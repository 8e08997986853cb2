"""Random actions on the real window, closing it in the middle of things, and pixel ratios: programs of their own."""

from __future__ import annotations

from typing import Any

import pytest

from own_process import on_screen, seen_by

ACTIONS = 240

_RANDOM = f"from benchmarks.random_actions import main; main(['--count', '{ACTIONS}', '--seed', '7', '--haste', '8'])"

_START = """
import json, sys, time
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from annotations import load
from meshes.body import build_body
from viewer.qt.app import assemble, make_application
from viewer.state.view_state import *
complaints = []
sys.excepthook = lambda kind, error, trace: complaints.append(f"{kind.__name__}: {error}")
application = make_application()
knowledge, body = load(), build_body("light")
def fresh():
    global running, window, store, picture
    running = assemble(knowledge, body, ViewState(body="atlas"))
    window, store, picture = running.window, running.store, running.picture
def settle(seconds=0.4):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.005)
"""

# Each part closes the window while something is under way; nothing may be said and the process must end by itself.
_CLOSING = {
    "flight": """
picture.frame_seconds = 0.01
store.update(view="back")
assert picture._flight.isActive()
window.close()
""",
    "drag": """
QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
running.pointer.turn(5.0, 2.0)
window.close()
""",
    "stroke": """
window.actions_["draw"].trigger()
spot = QPoint(window.canvas.width() // 2 - 40, window.canvas.height() // 2)
QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=spot)
window.close()
""",
    "resting": """
store.update(skin_opacity=0.4)
settle(0.3)
window.close()
""",
    "steps": """
window.actions_["explain"].trigger()
settle(0.3)
window.actions_["path"].trigger()
settle(0.2)
window.close()
""",
    "undrawn": """
store.update(symptoms=(PickedSymptom("numb-inner-shin"),))
window.close()
store.update(view="left")
running.pointer.zoom(1.2)
""",
}

_RATIO = """
fresh()
window.resize(1000, 640)
window.show()
settle(1.0)
canvas = window.canvas
found = {"ratio": canvas.devicePixelRatioF(), "size": [canvas.width(), canvas.height()],
         "pixels": list(canvas.render_window.GetSize()), "met": []}
from viewer.scene.projection import view_matrix
import numpy as np
store.update(layers=frozenset(("bones",)), root=None)
settle(0.6)


def meet():
    for key in ("patella.right", "patella.left"):
        spot = picture._scene.body.part(key).vertices.mean(axis=0)
        clip = view_matrix(canvas.renderer) @ np.append(spot, 1.0)
        x = (clip[0] / clip[3] + 1) / 2 * canvas.width()
        y = (1 - (clip[1] / clip[3] + 1) / 2) * canvas.height()
        found["met"].append(picture.pick(round(x), round(y)) == key)


meet()
store.update(layers=frozenset(("skin",)))
settle(0.6)
for part in ("right", "left"):
    for t in (0.2, 0.5, 0.8):
        spot = np.array(picture.xyz_of(ChartPlace("leg", part, t, 0.0)))
        clip = view_matrix(canvas.renderer) @ np.append(spot, 1.0)
        x = (clip[0] / clip[3] + 1) / 2 * canvas.width()
        y = (1 - (clip[1] / clip[3] + 1) / 2) * canvas.height()
        got = picture.pick(round(x), round(y))
        there = np.array(picture.xyz_of(got)) if isinstance(got, ChartPlace) else np.full(3, 1e3)
        found.setdefault("mm", []).append(float(np.linalg.norm(there - spot)))
sizes = []
for width, height in ((1024, 640), (3840, 2160)):
    ratio = canvas.devicePixelRatioF()
    window.resize(round(width / ratio), round(height / ratio))
    settle(0.8)
    sizes.append([window.width() * ratio, window.height() * ratio, canvas.width() / window.width(),
                  canvas.height() / window.height(), list(canvas.render_window.GetSize())])
    store.update(layers=frozenset(("bones",)))
    settle(0.4)
    meet()
found["sizes"] = sizes
window.close()
settle(0.1)
found["complaints"] = complaints
print(json.dumps(found))
"""


def run(code: str, display: str, **more: str) -> Any:
    return seen_by("-c", code, environment=on_screen(display, **more))


@pytest.mark.window
def test_random_actions_harm_nothing(display: str) -> None:
    found = run(_RANDOM, display)
    assert not found["failures"]
    assert sum(found["counts"].values()) == ACTIONS


@pytest.mark.window
def test_closing_in_the_middle_of_things_is_quiet(display: str) -> None:
    acts = "".join(f"\nfresh()\nwindow.show()\nsettle(0.6)\n{act}\nsettle(0.4)\n" for act in _CLOSING.values())
    assert run(f"{_START}\n{acts}\nprint(json.dumps(complaints))", display) == []


@pytest.mark.window
@pytest.mark.parametrize("ratio", [1, 2])
def test_picking_is_exact_at_both_pixel_ratios_and_the_window_sane_at_all_sizes(display: str, ratio: int) -> None:
    found = run(f"{_START}\n{_RATIO}", display, QT_SCALE_FACTOR=str(ratio))
    assert found["ratio"] == ratio
    assert found["pixels"] == [ratio * side for side in found["size"]]
    assert found["met"] == 6 * [True]  # as it opens, at 1024 x 640 and at 3840 x 2160
    assert max(found["mm"]) < 6.0  # a widget's pixel is about 2 mm of the body here
    assert not found["complaints"]
    small, large = found["sizes"]
    assert large[:2] == [3840, 2160]
    assert small[0] <= 1024 * max(1, ratio) + 2
    for _, _, wide, high, _ in found["sizes"]:
        assert wide > 0.3
        assert high > 0.5
