"""What a highlight costs beyond the frame it is seen in."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from .measuring import Result, off_screen

GOAL: Final = 1.05
ROUNDS: Final = 40
TURN_DEGREES: Final = 0.5
"""The camera turns a little before each frame, so that every frame is really drawn."""


def measure() -> list[Result]:
    """Measure in milliseconds, off screen, without multisampling, as in the window while it moves."""
    from annotations.load import load
    from meshes.body import build_body
    from viewer.appearance.values import Appearance
    from viewer.resolve.resolve import resolve
    from viewer.scene.body_scene import BodyScene
    from viewer.state.view_state import PickedSymptom, ViewState

    knowledge, body = load(), build_body()
    plotter, window = off_screen()
    scene = BodyScene(plotter, body, knowledge)

    def frame() -> None:
        plotter.renderer.GetActiveCamera().Azimuth(TURN_DEGREES)
        window.Render()
        window.WaitForCompletion()

    def timed(change: Callable[[], None]) -> float:
        start = time.perf_counter()
        change()
        frame()
        return 1000.0 * (time.perf_counter() - start)

    def compare(name: str, what: str, one: Appearance, other: Appearance, goal: float | None) -> Result:
        for look in (one, other, one, other):  # each is worked out once beforehand; that is no part of the highlight
            scene.apply(look)
            frame()
        bare, lit = [], []
        for turn in range(ROUNDS):
            change = partial(scene.apply, (one, other)[turn % 2])
            if turn % 4 < 2:  # neither is always the first of its pair
                bare.append(timed(_nothing))
                lit.append(timed(change))
            else:
                lit.append(timed(change))
                bare.append(timed(_nothing))
        return Result(name, what, statistics.median(lit), statistics.median(bare), "ms", goal)

    start = ViewState()
    deep = replace(start, layers=frozenset(("muscles", "bones", "nerves")))

    def seen(state: ViewState) -> Appearance:
        return resolve(state, knowledge, body.structures)

    lit = seen(deep).lit
    dark = replace(seen(deep), lit={})
    bright = replace(seen(deep), lit={key: replace(look, outline=False) for key, look in lit.items()})
    results = [
        compare("highlight", "light all of L4's muscles and nerves + frame / frame", dark, bright, GOAL),
        compare(
            "highlight",
            "hover over skin's default body + frame / frame",
            seen(start),
            seen(replace(start, hovered="vastus_medialis.right")),
            GOAL,
        ),
        compare(
            "repaint",
            "from one root's skin to another's and back + frame / frame",
            seen(replace(start, root="L5")),
            seen(replace(start, root="S1")),
            GOAL,
        ),
        compare(
            "repaint",
            "from one symptom to another and back + frame / frame",
            seen(replace(start, symptoms=(PickedSymptom("numb-inner-shin"),))),
            seen(replace(start, symptoms=(PickedSymptom("pain-front-of-thigh"),))),
            GOAL,
        ),
    ]
    scene.close()
    plotter.close()
    return results


def _nothing() -> None:
    """Change nothing."""
