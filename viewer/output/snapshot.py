"""From a state to a picture, without a window. Draws exactly what the window would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from viewer.files.errors import InputError, unknown
from viewer.files.opengl import missing_for_pictures
from viewer.files.own_folders import keep_caches_together
from viewer.files.writing import check_writable, write_whole
from viewer.resolve.resolve import resolve
from viewer.state.physique import state_body
from viewer.state.view_state import ViewState

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body
    from viewer.appearance.values import Appearance
    from viewer.scene.body_scene import BodyScene
    from viewer.scene.path_pulse import PathPulse

SMALLEST, LARGEST = 64, 8192
"""Accepted width and height of a picture, pixels."""
SIZE: Final = (1280, 800)
SAMPLES: Final = 4
"""Samples per pixel; twice as many take noticeably longer without a GPU and look the same."""
LARGE_PIXELS: Final = 8_000_000
"""Pictures beyond this many pixels are drawn with fewer samples: their pixels are small enough."""


def check_size(width: int, height: int) -> tuple[int, int]:
    """Return the size when it is accepted.

    Raises
    ------
    InputError
        When a side is not between :data:`SMALLEST` and :data:`LARGEST` pixels.
    """
    limits = {"smallest": SMALLEST, "largest": LARGEST}
    if not SMALLEST <= width <= LARGEST:
        raise InputError(
            "a width of {width} pixels is not accepted; accepted are {smallest} to {largest}", width=width, **limits
        )
    if not SMALLEST <= height <= LARGEST:
        raise InputError(
            "a height of {height} pixels is not accepted; accepted are {smallest} to {largest}", height=height, **limits
        )
    return width, height


def render(
    state: ViewState,
    size: tuple[int, int] = SIZE,
    knowledge: Knowledge | None = None,
    body: Body | None = None,
    *,
    banner: bool = False,
    label_scale: float | None = None,
) -> NDArray[np.uint8]:
    """Draw a state.

    Parameters
    ----------
    state : ViewState
        What to draw.
    size : (int, int)
        Width and height in pixels, each 64 to 8192.
    knowledge : Knowledge, optional
        By default the shipped one.
    body : Body, optional
        By default the one the state asks for, in standard detail; a given one is drawn as it is.
    banner : bool
        Whether picked warning signs stand above the picture in words.
    label_scale : float, optional
        Size of names, 1 for letters of 15 pixels; by default they grow with the picture.

    Returns
    -------
    ndarray, shape (height, width, 3), uint8
        RGB, top row first.

    Raises
    ------
    InputError
        When the size is not accepted, the body has no structure that the state names, or there is no OpenGL.
    viewer.scene.errors.DrawingError
        When VTK cannot draw.
    """
    with drawing(state, size, knowledge, body) as (scene, plotter, appearance):
        if label_scale is not None:
            scene.label_scale(label_scale)
        picture = np.asarray(plotter.screenshot(None, return_img=True))
    pixels = np.ascontiguousarray(picture[..., :3], dtype=np.uint8)
    if banner and appearance.banner:
        from viewer.scene.labels.banner import with_banner

        pixels = with_banner(pixels, appearance.banner, appearance.act)
    return pixels


@contextmanager
def drawing(
    state: ViewState, size: tuple[int, int], knowledge: Knowledge | None = None, body: Body | None = None
) -> Iterator[tuple[BodyScene, Any, Appearance]]:
    """Draw a state off screen while the block lasts; gives the scene, its plotter and the appearance.

    Raises
    ------
    InputError
        When the size is not accepted, the body has no structure that the state names, or there is no OpenGL.
    viewer.scene.errors.DrawingError
        When VTK could not draw.
    """
    width, height = check_size(*size)
    keep_caches_together()
    lacking = missing_for_pictures()
    if lacking is not None:
        raise InputError(lacking)
    import pyvista as pv

    from viewer.scene import errors
    from viewer.scene.body_scene import BodyScene

    knowledge, body, appearance = appearing(state, knowledge, body)
    plotter: Any = pv.Plotter(off_screen=True, window_size=[width, height], lighting="none")
    try:
        plotter.render_window.SetMultiSamples(SAMPLES if width * height <= LARGE_PIXELS else SAMPLES // 2)
        scene = BodyScene(plotter, body, knowledge)
        scene.apply(appearance)
        way = _drawn_way(state, knowledge, scene, plotter) if state.path else None
        yield scene, plotter, appearance
        if way is not None:
            way.close()
        scene.close()
        errors.check()
    finally:
        plotter.close()


def appearing(state: ViewState, knowledge: Knowledge | None, body: Body | None) -> tuple[Knowledge, Body, Appearance]:
    """Give what a state is drawn from: the shipped knowledge and the body asked for, unless given, and how it looks.

    Raises
    ------
    InputError
        When the body has no structure that the state names.
    """
    if knowledge is None:
        from annotations import load

        knowledge = load()
    if body is None:
        body = state_body(state)
    for key in (state.selected, state.isolated, state.hovered, *sorted(state.hidden)):
        if key is not None and key not in body.structures:
            raise unknown("structure", key, body.structures)
    return knowledge, body, resolve(state, knowledge, body.structures)


def _drawn_way(state: ViewState, knowledge: Knowledge, scene: BodyScene, plotter: Any) -> PathPulse:
    """Draw the way of the lit root as a still line with numbered stations."""
    from viewer.scene.path_pulse import PathPulse
    from viewer.spine.path import nerve_paths
    from viewer.spine.ways import ways_of

    way = PathPulse(plotter.renderer)
    way.show(nerve_paths(ways_of(state, knowledge), scene.part), moving=False)
    return way


def save_picture(
    path: Path,
    state: ViewState,
    size: tuple[int, int] = SIZE,
    knowledge: Knowledge | None = None,
    body: Body | None = None,
) -> None:
    """Draw a state into a PNG file, written beside and then renamed.

    Raises
    ------
    InputError
        When the size is not accepted, the name does not end in ``.png``, or the file cannot be written there.
    """
    check_size(*size)
    check_writable(path, ".png")
    picture = render(state, size, knowledge, body, banner=True)
    write_whole(path, lambda beside: _write_png(beside, picture))


def _write_png(path: Path, picture: NDArray[np.uint8]) -> None:
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkIOImage import vtkPNGWriter

    from viewer.scene.geometry import vtk_array

    rows, columns = picture.shape[:2]
    image = vtkImageData()
    image.SetDimensions(columns, rows, 1)
    image.GetPointData().SetScalars(vtk_array(np.ascontiguousarray(picture[::-1]).reshape(-1, 3), copy=True))
    writer = vtkPNGWriter()
    writer.SetFileName(str(path))
    writer.SetInputData(image)
    writer.Write()
    if writer.GetErrorCode():
        raise OSError(f"PNG writer failed with code {writer.GetErrorCode()}")
