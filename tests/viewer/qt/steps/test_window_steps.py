"""Explaining in the real window: the light runs over the picture, and the window may be closed meanwhile."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np
import pytest

from own_process import on_screen, seen_by


@pytest.fixture(scope="module")
def log(display: str) -> dict[str, Any]:
    found: dict[str, Any] = seen_by(__file__, environment=on_screen(display))
    return found


@pytest.mark.window
class TestSteps:
    """What one run of :func:`drive` saw."""

    def test_each_step_is_another_picture(self, log: dict[str, Any]) -> None:
        assert log["keys"] == ["spine", "gap", "nerve", "muscles", "skin", "meaning"]
        assert log["views"] == ["lumbar", "lumbar-back", "three-quarter", "front", "inner-leg", "inner-leg"]
        assert len(set(log["pictures"])) == len(log["pictures"])

    def test_the_light_runs_over_everything(self, log: dict[str, Any]) -> None:
        assert log["yellow"] > 20
        assert log["along"][0] < log["along"][1]

    def test_it_stands_still_with_less_motion(self, log: dict[str, Any]) -> None:
        assert log["still"]

    def test_leaving_gives_the_view_back(self, log: dict[str, Any]) -> None:
        assert log["back"]

    def test_presenting_fills_the_window_and_gives_it_back(self, log: dict[str, Any]) -> None:
        assert log["presented"][0] > log["presented"][1]
        assert log["presented"][2] == log["presented"][1]

    def test_closing_while_the_light_runs_is_quiet(self, log: dict[str, Any]) -> None:
        assert log["running"]


def drive() -> None:
    """Work the window and print what was seen as one line of JSON."""
    from PySide6.QtWidgets import QWidget

    from annotations import load
    from meshes.body import build_body
    from viewer.qt.app import assemble, make_application
    from viewer.qt.steps.feature import StepsFeature
    from viewer.qt.steps.path import PathFeature
    from viewer.scene.path_pulse import PULSE
    from viewer.state.view_state import PickedSymptom

    application = make_application()
    viewer = assemble(load(), build_body("light"))
    window, store = viewer.window, viewer.store
    canvas: Any = window.canvas
    control, path = window.findChild(StepsFeature), window.findChild(PathFeature)
    assert control is not None
    assert path is not None
    log: dict[str, Any] = {}

    def settle(seconds: float = 0.5) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            application.processEvents()
            time.sleep(0.005)

    def picture() -> Any:
        return canvas.pixels()[..., :3].astype(int)

    window.resize(1000, 700)
    window.show()
    settle(2.0)
    store.update(symptoms=(PickedSymptom("numb-inner-shin"),), view="inner-leg")
    settle()
    before = store.state
    control.begin()
    log["keys"] = [step.key for step in control.steps]
    log["views"], log["pictures"] = [], []
    for number in range(len(control.steps)):
        control.go(number)
        settle(1.8)
        log["views"].append(store.state.view)
        log["pictures"].append(hash(picture().tobytes()))
    control.go(2)
    settle(1.6)
    along = [path.along]
    settle(0.6)
    log["along"] = [*along, path.along]
    log["yellow"] = int((np.abs(picture() - np.array(PULSE)).sum(axis=-1) < 60).sum())
    window.actions_["less-motion"].trigger()
    settle(1.0)
    log["still"] = not path.running and bool((picture() == picture()).all())
    window.actions_["less-motion"].trigger()
    control.leave()
    settle()
    log["back"] = store.state == before
    bare: QWidget = canvas
    narrow = bare.width()
    window.actions_["present"].trigger()
    settle(1.5)
    wide = bare.width()
    control.leave()
    settle(1.5)
    log["presented"] = [wide, narrow, bare.width()]
    control.begin()
    control.go(2)
    control.play(True)
    settle(0.6)
    log["running"] = path.running
    window.close()
    settle(0.5)
    sys.stdout.write(json.dumps(log) + "\n")


if __name__ == "__main__":
    drive()
