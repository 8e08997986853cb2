"""Pictures from the studio: drawn by rays on the processor, so that they can be had without OpenGL, too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.files.errors import InputError
from viewer.files.opengl import missing_for_pictures
from viewer.files.own_folders import keep_caches_together
from viewer.files.writing import check_writable, write_whole
from viewer.state.view_state import ViewState

from .snapshot import SIZE, appearing, check_size, save_picture

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body
    from viewer.appearance.values import Appearance

FAST, STUDIO = "fast", "studio"
QUALITIES: Final = (STUDIO, FAST)
NOT_YET: Final = "a studio picture cannot show {what} yet; --quality fast draws it where there is OpenGL"
WITHOUT_WORDS: Final = "studio pictures have no {what} yet"
WITHOUT_OPENGL: Final = "there is no OpenGL 3.2 here: the picture was drawn as a studio picture, without it"


def save_snapshot(
    path: Path,
    state: ViewState,
    size: tuple[int, int] = SIZE,
    knowledge: Knowledge | None = None,
    quality: str = FAST,
) -> list[str]:
    """Draw a state into a PNG file, from the studio where that is asked for or nothing else can draw.

    Parameters
    ----------
    path : Path
        Written beside and then renamed.
    state : ViewState
    size : (int, int)
    knowledge : Knowledge, optional
        By default the shipped one.
    quality : {"fast", "studio"}

    Returns
    -------
    list of str
        What is to be said of how it was drawn, a line each.

    Raises
    ------
    InputError
        When the size or the name is not accepted, the file cannot be written there, the studio cannot draw the state
        wholly, or nothing can be drawn here.
    """
    from viewer.still import rays

    if quality not in QUALITIES:
        raise InputError(f"a quality of {quality!r} is not accepted; accepted are {', '.join(QUALITIES)}")
    said: list[str] = []
    if quality == FAST:
        lacking = missing_for_pictures()
        if lacking is None or rays.missing() is not None:
            save_picture(path, state, size, knowledge)
            return said
        said.append(WITHOUT_OPENGL)
    check_size(*size)
    check_writable(path, ".png")
    try:
        picture, left_out = studio_picture(state, size, knowledge)
    except InputError:
        what = what_not(state, knowledge) if quality == FAST else ""
        if what:
            raise InputError(f"{missing_for_pictures()}; {NOT_YET.format(what=what)}") from None
        raise
    write_whole(path, lambda beside: _write_png(beside, picture))
    return [*said, WITHOUT_WORDS.format(what=left_out)] if left_out else said


def studio_picture(
    state: ViewState, size: tuple[int, int] = SIZE, knowledge: Knowledge | None = None, body: Body | None = None
) -> tuple[NDArray[np.uint8], str]:
    """Draw a state in the studio.

    Returns
    -------
    picture : ndarray, shape (height, width, 3), uint8
        RGB, top row first.
    left_out : str
        Which words and marks of the state it does not have; empty for none.

    Raises
    ------
    InputError
        When the size is not accepted, the studio cannot draw the state wholly, or there is no embreex.
    """
    from viewer.still import rays

    check_size(*size)
    lacking = rays.missing()
    if lacking is not None:
        raise InputError(lacking)
    keep_caches_together()
    known, drawn, appearance = appearing(state, knowledge, body)
    what = _not_yet(state, appearance)
    if what:
        raise InputError(NOT_YET.format(what=what))
    from viewer.still.still import draw

    return draw(appearance, drawn, known, size), _left_out(appearance)


def what_not(state: ViewState, knowledge: Knowledge | None = None) -> str:
    """Say what of a state the studio cannot draw yet; empty where it can."""
    return _not_yet(state, appearing(state, knowledge, None)[2])


def _not_yet(state: ViewState, appearance: Appearance) -> str:
    """Name what would be missing from the picture and changes what it says."""
    named = {
        "the spine cut open": appearance.cut is not None,
        "a changed disc or canal": appearance.lesion is not None,
        "the healthy body beside": appearance.beside is not None,
        "the way of a root": state.path,
        "what the examiner does": bool(appearance.signs) or appearance.camera.near is not None,
        "the place that was asked about": appearance.asked is not None,
        "the words of a warning sign": bool(appearance.banner),
    }
    return _listed([name for name, there in named.items() if there])


def _left_out(appearance: Appearance) -> str:
    return _listed(
        [name for name, there in (("names", appearance.labels), ("key points", appearance.pins)) if there]
        + ["words on the floor"]
    )


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _write_png(path: Path, picture: NDArray[np.uint8]) -> None:
    from PIL import Image

    Image.fromarray(picture).save(path, format="PNG")
