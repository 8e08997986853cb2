"""The bodies that tests share, each built once for all tests of a process, and a stage that draws the light one."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from annotations import load
from meshes.body import Body, build_body
from meshes.builds.builder import Builder
from viewer.appearance.values import Appearance
from viewer.resolve.resolve import resolve
from viewer.state.view_state import ViewState

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.scene.body_scene import BodyScene


@cache
def body() -> Body:
    return build_body("light")


@cache
def standard() -> Body:
    return build_body()


@cache
def builder() -> Builder:
    """Make bodies of any build out of the light one."""
    return Builder(body())


@cache
def worked_out() -> Builder:
    """What all builds of the standard body have in common, worked out instead of read."""
    return Builder(standard(), prepared=None)


def look(state: ViewState) -> Appearance:
    return resolve(state, load(), body().structures)


class Stage:
    """A plotter of so many pixels with a scene of the light body, and pictures of it without smoothed edges."""

    def __init__(self, width: int, height: int) -> None:
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
        import pyvista as pv

        from viewer.scene.body_scene import BodyScene

        self.plotter: Any = pv.Plotter(off_screen=True, window_size=[width, height], lighting="none")
        window: Any = self.plotter.render_window
        window.SetMultiSamples(0)
        self.scene: BodyScene = BodyScene(self.plotter, body(), load())

    def picture(self, state: ViewState | Appearance) -> NDArray[np.int64]:
        """Draw a state, shape (height, width, 3), 0 to 255; signed, so that pictures can be subtracted."""
        self.scene.apply(state if isinstance(state, Appearance) else look(state))
        self.plotter.render_window.Render()
        picture: NDArray[np.int64] = self.plotter.screenshot(None, return_img=True)[..., :3].astype(np.int64)
        return picture

    def close(self) -> None:
        self.scene.close()
        self.plotter.close()
