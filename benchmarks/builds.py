"""What a change of build costs beyond the frame it is seen in, at the light level of detail."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from .measuring import Result, off_screen

GOAL: Final = 3.0
ROUNDS: Final = 12
TURN_DEGREES: Final = 0.5
"""The camera turns a little before each frame, so that every frame is really drawn."""


def measure() -> list[Result]:
    """Measure in milliseconds, off screen, without multisampling, as in the window while it moves."""
    from annotations.load import load
    from meshes.body import build_body
    from meshes.builds.builder import Builder
    from viewer.resolve.resolve import resolve
    from viewer.scene.body_scene import BodyScene
    from viewer.state.physique import build_of
    from viewer.state.view_state import ViewState

    knowledge, body = load(), build_body("light")
    builder = Builder(body)
    plotter, window = off_screen()
    scene = BodyScene(plotter, body, knowledge, make_body=lambda wanted: builder.body(build_of(wanted)))

    def timed(change: Callable[[], None]) -> float:
        start = time.perf_counter()
        change()
        plotter.renderer.GetActiveCamera().Azimuth(TURN_DEGREES)
        window.Render()
        window.WaitForCompletion()
        return 1000.0 * (time.perf_counter() - start)

    results = []
    deep = frozenset(("muscles", "bones", "nerves"))
    for what, state in (("opening view", ViewState()), ("all below the skin", ViewState(layers=deep))):
        looks = [
            resolve(replace(state, body=sex, stature=cm, bmi=bmi), knowledge, body.structures)
            for sex, cm, bmi in (("female", 155.0, 30.0), ("male", 190.0, 21.0))
        ]
        for look in looks:
            timed(lambda look=look: scene.apply(look))  # type: ignore[misc]
        changed, bare = [], []
        for turn in range(ROUNDS):
            look = looks[turn % 2]
            changed.append(timed(lambda look=look: scene.apply(look)))  # type: ignore[misc]
            bare.append(timed(lambda: None))
        name = f"another build + frame / frame, light detail, {what}"
        results.append(Result("physique", name, statistics.median(changed), statistics.median(bare), "ms", GOAL))
    scene.close()
    plotter.close()
    return results
