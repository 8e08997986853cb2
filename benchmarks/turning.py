"""Turning the body at 1280 x 800: frames a second, and a frame against a bare PyVista frame of the same size."""

from __future__ import annotations

import statistics
import time
from typing import Final

from .measuring import Result, off_screen

FRAME_MS: Final = 50.0
"""Goal: 20 frames a second."""
ROUNDS: Final = 8
FRAMES: Final = 4
TURN_DEGREES: Final = 2.0


def measure() -> list[Result]:
    """Measure in milliseconds, off screen, as the window draws while it moves: without smoothing, coarse where ready.

    ``CPU`` is the time that all threads together work on a frame: on an idle machine of two cores a frame takes between
    half and all of it, on a busy one longer.
    """
    import pyvista as pv

    from annotations.load import load
    from meshes.builds.builder import make_body
    from viewer.resolve.resolve import resolve
    from viewer.scene.body_scene import BodyScene
    from viewer.state.physique import body_of, build_of
    from viewer.state.view_state import PickedSymptom, ViewState

    knowledge = load()
    state = ViewState()
    body = make_body(build_of(body_of(state)))
    (plotter, own), (bare, theirs) = off_screen(), off_screen("light kit")
    scene = BodyScene(plotter, body, knowledge)
    bare.add_mesh(pv.Sphere())
    bare.show(auto_close=False)

    def frame(each: pv.Plotter) -> tuple[float, float]:
        window = own if each is plotter else theirs
        each.renderer.GetActiveCamera().Azimuth(TURN_DEGREES)
        start, work = time.perf_counter(), time.process_time()
        window.Render()
        window.WaitForCompletion()
        return 1000.0 * (time.perf_counter() - start), 1000.0 * (time.process_time() - work)

    symptom = (PickedSymptom("pain-front-of-thigh"),)
    states = {
        "opening view": state,
        "skin faded, symptom lit, labels": ViewState(skin_opacity=0.4, symptoms=symptom),
        "all below the skin": ViewState(layers=frozenset(("muscles", "bones", "nerves"))),
    }
    results = []
    for what, look in states.items():
        scene.apply(resolve(look, knowledge, body.structures))
        while scene.coarsen():
            pass
        found: dict[str, list[tuple[float, float]]] = {"coarse": [], "full": [], "bare": []}
        for turn in range(ROUNDS):
            for name in sorted(found, reverse=turn % 2 == 1):
                scene.simplify(on=name == "coarse")
                each = bare if name == "bare" else plotter
                frame(each)  # the first after a change loads lists of triangles
                found[name] += [frame(each) for _ in range(FRAMES)]
        wall, work = (
            {name: statistics.median(pair[k] for pair in pairs) for name, pairs in found.items()} for k in (0, 1)
        )
        rate = 1000.0 / wall["coarse"]
        results += [
            Result("turning", f"{what}: {rate:.0f} frames/s; a frame / 50 ms", wall["coarse"], FRAME_MS, "ms", 1.0),
            Result("turning", f"{what}: CPU of a frame / of a full one", work["coarse"], work["full"], "ms", None),
            Result("turning", f"{what}: a frame / a bare frame", wall["coarse"], wall["bare"], "ms", None),
        ]
    scene.close()
    plotter.close()
    bare.close()
    return results
