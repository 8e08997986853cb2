"""The same body, shown and turned as one would with plain PyVista and with vedo: a mesh for each structure."""

from __future__ import annotations

import importlib
import importlib.util
import statistics
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from .measuring import SIZE, Result, Skipped, off_screen

if TYPE_CHECKING:
    from meshes.body import Body
    from viewer.palette.colours import Rgb

ROUNDS: Final = 3
FRAMES: Final = 3
TURN_DEGREES: Final = 2.0
OPACITY: Final = 0.4
"""Of the skin; muscles, bones and nerves stand below it."""
SKIN: Final = (224, 196, 176)


def measure() -> list[Result | Skipped]:
    """Measure a frame in milliseconds, off screen, each library as it is when nothing is set."""
    from annotations.load import load
    from meshes.body import build_body
    from viewer.resolve.resolve import resolve
    from viewer.scene.body_scene import BodyScene
    from viewer.state.view_state import ViewState

    body, knowledge = build_body(), load()
    plotter, window = off_screen()
    scene = BodyScene(plotter, body, knowledge)
    scene.apply(resolve(ViewState(skin_opacity=OPACITY), knowledge, body.structures))
    while scene.coarsen():
        pass
    scene.simplify(on=True)
    results: list[Result | Skipped] = []
    for name, shown in (("pyvista", _in_pyvista), ("vedo", _in_vedo)):
        if importlib.util.find_spec(name) is None:
            results.append(Skipped("peers", f"{name} is not installed (pip install dermatome-viewer[bench])"))
            continue
        other, close = shown(body)
        pairs = []
        for _ in range(ROUNDS):
            pairs.append((_frame(window), _frame(other)))
        ours, theirs = (statistics.median(pair[which] for pair in pairs) for which in (0, 1))
        rates = f"{1000.0 / ours:.1f} frames/s; plain {name} {1000.0 / theirs:.1f}"
        results.append(Result("peers", f"faded skin: {rates}", ours, theirs, "ms", 1.0))
        close()
    scene.close()
    plotter.close()
    return results


def _frame(window: Any) -> float:
    """Turn a little and draw, and once more; the median in milliseconds."""
    camera = window.GetRenderers().GetFirstRenderer().GetActiveCamera()
    taken = []
    for _ in range(1 + FRAMES):
        camera.Azimuth(TURN_DEGREES)
        start = time.perf_counter()
        window.Render()
        window.WaitForCompletion()
        taken.append(1000.0 * (time.perf_counter() - start))
    return statistics.median(taken[1:])


def _surfaces(body: Body) -> Iterator[tuple[Any, Any, Rgb, float]]:
    """Give vertices, faces, colour and opacity of the skin and of each muscle, bone and nerve."""
    from viewer.palette.colours import tissue_colour

    for layer in body.layers:
        if layer.layer in ("muscles", "bones", "nerves"):
            for number, key in enumerate(layer.keys):
                part = layer.part(key)
                yield part.vertices, part.faces, tissue_colour(body.structures[key].tissue, number), 1.0
    yield body.skin.mesh.vertices, body.skin.mesh.faces, SKIN, OPACITY


def _in_pyvista(body: Body) -> tuple[Any, Callable[[], None]]:
    import pyvista as pv

    plotter: Any = pv.Plotter(off_screen=True, window_size=list(SIZE))
    for vertices, faces, colour, opacity in _surfaces(body):
        mesh = pv.PolyData.from_regular_faces(vertices, faces)
        plotter.add_mesh(mesh, color=list(colour), opacity=opacity, smooth_shading=True)
    plotter.view_xz(negative=True)
    plotter.show(auto_close=False)
    return plotter.render_window, plotter.close


def _in_vedo(body: Body) -> tuple[Any, Callable[[], None]]:
    vedo: Any = importlib.import_module("vedo")
    meshes = [
        vedo.Mesh([vertices, faces]).color(colour).alpha(opacity).compute_normals()
        for vertices, faces, colour, opacity in _surfaces(body)
    ]
    plotter = vedo.Plotter(offscreen=True, size=SIZE)
    plotter.show(*meshes, viewup="z", elevation=-90)
    return plotter.window, plotter.close
