"""A turn around the body as a moving picture: GIF by Pillow, MP4 if imageio-ffmpeg is installed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from viewer.files.errors import InputError
from viewer.files.writing import check_writable, write_whole
from viewer.state.view_state import CameraPose, ViewState

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body

SIZE: Final = (640, 800)
FRAMES: Final = 48
"""Of one turn."""
FEWEST, MOST = 4, 240
SECONDS: Final = 6.0
"""One turn: slow enough to read a name on the way."""
SUFFIXES: Final = (".gif", ".mp4")


class Stopped(Exception):
    """The turn was cancelled."""


def check_turntable(path: Path, size: tuple[int, int], frames: int) -> None:
    """Fail early when a turn cannot be written.

    Raises
    ------
    InputError
        When the name ends in neither ``.gif`` nor ``.mp4``, the number of frames or the size is out of range, MP4
        cannot be made here, or the place cannot be written.
    """
    from .snapshot import check_size

    if path.suffix.lower() not in SUFFIXES:
        raise InputError("{path}: the name must end in .gif or .mp4", path=path)
    if not FEWEST <= frames <= MOST:
        raise InputError(
            "{frames} frames are not accepted; accepted are {fewest} to {most}", frames=frames, fewest=FEWEST, most=MOST
        )
    check_size(*size)
    if path.suffix.lower() == ".mp4" and find_spec("imageio_ffmpeg") is None:
        raise InputError(
            "an MP4 needs the package imageio-ffmpeg, which is not installed; a name ending in .gif needs nothing"
        )
    check_writable(path, path.suffix.lower())


def turned(pose: CameraPose, share: float) -> CameraPose:
    """Turn a camera around the upright axis through its focal point; ``share`` 1 is a whole turn, to the right."""
    angle = -2.0 * math.pi * share
    cosine, sine = math.cos(angle), math.sin(angle)

    def around(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (cosine * x - sine * y, sine * x + cosine * y, z)

    away = around(*(p - f for p, f in zip(pose.position, pose.focal_point, strict=True)))
    x, y, z = (f + a for f, a in zip(pose.focal_point, away, strict=True))
    return replace(pose, position=(x, y, z), view_up=around(*pose.view_up))


def save_turntable(
    path: Path,
    state: ViewState,
    knowledge: Knowledge | None = None,
    body: Body | None = None,
    *,
    size: tuple[int, int] = SIZE,
    frames: int = FRAMES,
    going_on: Callable[[int], bool] = lambda _done: True,
) -> None:
    """Draw a whole turn of a state and write it, beside its place and then renamed.

    Parameters
    ----------
    path : Path
        A ``.gif`` or ``.mp4``.
    state : ViewState
    knowledge : Knowledge, optional
        By default the shipped one.
    body : Body, optional
        By default the one the state asks for, in standard detail.
    size : (int, int)
        Pixels.
    frames : int
        Of the turn, 4 to 240.
    going_on : callable
        Called after each frame with the number drawn; if it returns False, nothing is written.

    Raises
    ------
    InputError
        As :func:`check_turntable`, or when the disk refuses.
    Stopped
        When ``going_on`` returned False.
    """
    check_turntable(path, size, frames)
    pictures = _pictures(state, knowledge, body, size, frames, going_on)
    write = _write_gif if path.suffix.lower() == ".gif" else _write_mp4
    write_whole(path, lambda beside: write(beside, pictures, SECONDS / frames))


def _pictures(
    state: ViewState,
    knowledge: Knowledge | None,
    body: Body | None,
    size: tuple[int, int],
    frames: int,
    going_on: Callable[[int], bool],
) -> Iterator[NDArray[np.uint8]]:
    """Draw one frame after the other, in one scene."""
    from viewer.scene.labels.banner import with_banner

    from .snapshot import drawing

    with drawing(state, size, knowledge, body) as (scene, plotter, appearance):
        start = scene.camera_pose
        for number in range(frames):
            pose = turned(start, number / frames)
            # What names can stand where is decided anew for each frame.
            scene.apply(replace(appearance, camera=replace(appearance.camera, pose=pose)))
            plotter.render()  # `screenshot` draws by itself only once
            picture = np.asarray(plotter.screenshot(None, return_img=True))[..., :3]
            yield with_banner(np.ascontiguousarray(picture, dtype=np.uint8), appearance.banner, appearance.act)
            if not going_on(number + 1):
                raise Stopped


def _write_gif(path: Path, pictures: Iterator[NDArray[np.uint8]], seconds: float) -> None:
    from PIL import Image

    first = Image.fromarray(next(pictures))
    # One palette for all frames, or flat skin flickers; no dithering, or nothing compresses.
    palette = first.quantize(256, dither=Image.Dither.NONE)

    def reduced(picture: NDArray[np.uint8]) -> Any:
        return Image.fromarray(picture).quantize(palette=palette, dither=Image.Dither.NONE)

    rest = [reduced(picture) for picture in pictures]
    hundredths = max(2, round(100 * seconds))
    palette.save(path, "GIF", save_all=True, append_images=rest, duration=10 * hundredths, loop=0, optimize=False)


def _write_mp4(path: Path, pictures: Iterator[NDArray[np.uint8]], seconds: float) -> None:
    import imageio_ffmpeg  # type: ignore[import-not-found, unused-ignore]

    first = next(pictures)
    rows, columns = (side // 2 * 2 for side in first.shape[:2])  # the format wants even sides
    writer: Any = imageio_ffmpeg.write_frames(str(path), (columns, rows), fps=1.0 / seconds, macro_block_size=2)
    writer.send(None)
    try:
        writer.send(np.ascontiguousarray(first[:rows, :columns]))
        for picture in pictures:
            writer.send(np.ascontiguousarray(picture[:rows, :columns]))
    finally:
        writer.close()
