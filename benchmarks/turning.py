"""Turning the body as the window draws it while it moves, and the full picture after it."""

from __future__ import annotations

import statistics
import time
from typing import Any, Final, NamedTuple

from .measuring import SIZE, Result, off_screen

SIZE_4K: Final = (3840, 2160)
REST_GOAL_MS: Final = 300.0
"""From the last movement to the full picture, with smooth edges."""
ROUNDS: Final = 8
FRAMES: Final = 4
TURN_DEGREES: Final = 2.0


class Case(NamedTuple):
    """What is turned."""

    what: str
    size: tuple[int, int]
    frames_a_second: float
    """At least so many."""


OPENING, FADED, BELOW = "opening view", "skin faded, symptom lit, labels", "all below the skin"
CASES: Final = (
    Case(OPENING, SIZE, 60.0),
    Case(FADED, SIZE, 40.0),
    Case(BELOW, SIZE, 40.0),
    Case(OPENING, SIZE_4K, 15.0),
)


def measure() -> list[Result]:
    """Measure in milliseconds, off screen: without smoothing, coarse where ready, as after a while at rest.

    ``CPU`` is the time that all threads together work on a frame: on an idle machine of two cores a frame takes between
    half and all of it, on a busy one longer. Bare is a frame of PyVista's with a sphere, of the same size.
    """
    return [result for case in CASES for result in _turned(case)]


def _turned(case: Case) -> list[Result]:
    import pyvista as pv

    from annotations.load import load
    from meshes.builds.builder import make_body
    from viewer.qt.picture.picture import REST_MS
    from viewer.resolve.resolve import resolve
    from viewer.scene.body_scene import BodyScene
    from viewer.state.physique import body_of, build_of
    from viewer.state.view_state import PickedSymptom, ViewState

    state = {
        OPENING: ViewState(),
        FADED: ViewState(skin_opacity=0.4, symptoms=(PickedSymptom("pain-front-of-thigh"),)),
        BELOW: ViewState(layers=frozenset(("muscles", "bones", "nerves"))),
    }[case.what]
    knowledge, body = load(), make_body(build_of(body_of(state)))
    (plotter, own), (bare, theirs) = off_screen(size=case.size), off_screen("light kit", case.size)
    scene = BodyScene(plotter, body, knowledge)
    bare.add_mesh(pv.Sphere())
    bare.show(auto_close=False)
    scene.apply(resolve(state, knowledge, body.structures))
    while scene.coarsen():
        pass
    found: dict[str, list[tuple[float, float]]] = {"moving": [], "full": [], "smooth": [], "bare": []}
    for turn in range(ROUNDS):
        for name in sorted(found, reverse=turn % 2 == 1):
            scene.smooth(on=name == "smooth")
            scene.simplify(on=name == "moving")
            each = (bare, theirs) if name == "bare" else (plotter, own)
            _frame(*each)  # the first after a change loads lists of triangles
            found[name] += [_frame(*each) for _ in range(FRAMES if name != "smooth" else 1)]
    scene.close()
    plotter.close()
    bare.close()
    wall, work = (
        {name: statistics.median(pair[number] for pair in pairs) for name, pairs in found.items()} for number in (0, 1)
    )
    what = case.what if case.size == SIZE else f"{case.what} at 4K"
    goal = 1000.0 / case.frames_a_second
    rate = f"{what}: {1000.0 / wall['moving']:.0f} frames/s; a frame / {case.frames_a_second:.0f} a second"
    results = [
        Result("turning", rate, wall["moving"], goal, "ms", 1.0),
        Result("turning", f"{what}: CPU of a frame / of a full one", work["moving"], work["full"], "ms", None),
        Result("turning", f"{what}: a frame / a bare frame", wall["moving"], wall["bare"], "ms", None),
    ]
    if case.size == SIZE:
        rest = REST_MS + wall["smooth"]
        results.append(Result("turning", f"{what}: full after it rests / 300 ms", rest, REST_GOAL_MS, "ms", 1.0))
    return results


def _frame(plotter: Any, window: Any) -> tuple[float, float]:
    """Turn a little and draw; milliseconds of the wall and of the processor."""
    plotter.renderer.GetActiveCamera().Azimuth(TURN_DEGREES)
    start, work = time.perf_counter(), time.process_time()
    window.Render()
    window.WaitForCompletion()
    return 1000.0 * (time.perf_counter() - start), 1000.0 * (time.process_time() - work)
