"""From a state to a picture or a model file, without a window. Draws exactly what the window would."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from viewer.files.display import answers
from viewer.files.errors import InputError, unknown
from viewer.files.writing import check_writable, write_whole
from viewer.palette.colours import TISSUES
from viewer.resolve.resolve import resolve
from viewer.state.physique import state_body
from viewer.state.view_state import ViewState

from .credits import ATTRIBUTION

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body
    from meshes.mesh import Mesh
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
    for name, value in (("width", width), ("height", height)):
        if not SMALLEST <= value <= LARGEST:
            raise InputError(f"a {name} of {value} pixels is not accepted; accepted are {SMALLEST} to {LARGEST}")
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
        When the size is not accepted, or the body has no structure that the state names.
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
        When the size is not accepted, or the body has no structure that the state names.
    viewer.scene.errors.DrawingError
        When VTK could not draw.
    """
    width, height = check_size(*size)
    if not os.environ.get("DISPLAY") or not answers():
        # Otherwise VTK tries an X server first, and complains on the terminal when there is none.
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    import pyvista as pv

    from viewer.scene import errors
    from viewer.scene.body_scene import BodyScene

    if knowledge is None:
        from annotations import load

        knowledge = load()
    if body is None:
        body = state_body(state)
    for key in (state.selected, state.isolated, state.hovered, *sorted(state.hidden)):
        if key is not None and key not in body.structures:
            raise unknown("structure", key, body.structures)
    appearance = resolve(state, knowledge, body.structures)
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


def export_glb(path: Path, body: Body | None = None) -> None:
    """Write the body as a binary glTF file of named meshes (``rectus_femoris.right``, ``skin``).

    glTF has metres and +Y up: our millimetres RAS (+x right, +y front, +z up) become +X the body's left, +Y up, +Z
    front. The credits stand in the file's asset record.

    Raises
    ------
    InputError
        When the name does not end in ``.glb``, or the file cannot be written there.
    """
    check_writable(path, ".glb")
    if body is None:
        from meshes.body import build_body

        body = build_body()
    parts = [
        GlbPart(key, body.structures[key].tissue, TISSUES.get(body.structures[key].tissue, TISSUES["bone"]), mesh)
        for layer in body.layers
        for key in layer.keys
        for mesh in (layer.part(key),)
    ]
    _write_glb(path, [*parts, GlbPart("skin", "skin", TISSUES["skin"], body.skin.mesh)])


def export_view(path: Path, state: ViewState, knowledge: Knowledge | None = None, body: Body | None = None) -> None:
    """Write what a view shows as a binary glTF file: its structures in their colours, and the painted skin.

    Axes, units and credits as in :func:`export_glb`. Translucent skin is translucent here, too.

    Raises
    ------
    InputError
        When the name does not end in ``.glb``, or the file cannot be written there.
    """
    check_writable(path, ".glb")
    from PIL import Image

    from meshes.mesh import Mesh as Surface

    from .shown import shown_skin, shown_structures

    if knowledge is None:
        from annotations import load

        knowledge = load()
    if body is None:
        body = state_body(state)
    appearance = resolve(state, knowledge, body.structures)
    parts = [GlbPart(item.key, item.layer, item.colour, item.mesh) for item in shown_structures(appearance, body)]
    skin = shown_skin(appearance, body, knowledge)
    if skin is not None:
        mesh = skin.unwrapped
        faces = np.concatenate(list(skin.parts.values()))
        picture = Image.fromarray(np.ascontiguousarray(skin.pixels[::-1]))
        if appearance.skin.opacity >= 1.0:
            picture = picture.convert("RGB")
        parts.append(
            GlbPart("skin", "skin", (255, 255, 255), Surface(mesh.vertices, faces, mesh.normals), mesh.uv, picture)
        )
    _write_glb(path, parts)


@dataclass(frozen=True, slots=True, eq=False)
class GlbPart:
    """One named mesh of a model file."""

    name: str
    material: str
    colour: tuple[int, int, int]
    mesh: Mesh
    uv: NDArray[np.float32] | None = None
    """Shape (n, 2): texture coordinates, v up."""
    picture: Any = None
    """The texture, a PIL picture, top row first; translucent where it has alpha."""


def _write_glb(path: Path, parts: list[GlbPart]) -> None:
    import trimesh
    from trimesh.exchange import gltf

    make: Any = trimesh.visual  # trimesh leaves these untyped
    glb_bytes: Any = gltf.export_glb
    scene = trimesh.Scene()
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.name] += 1
        # A second mesh of one name would take the place of the first.
        name = part.name if seen[part.name] == 1 else f"{part.name}#{seen[part.name]}"
        clear = part.picture is not None and part.picture.mode == "RGBA"
        material = make.material.PBRMaterial(
            name=part.material,
            baseColorFactor=[*(linear(tone) for tone in part.colour), 255],
            metallicFactor=0.0,
            roughnessFactor=0.65,
            baseColorTexture=part.picture,
            alphaMode="BLEND" if clear else "OPAQUE",
        )
        mesh = trimesh.Trimesh(
            to_gltf(part.mesh.vertices, millimetres=True),
            part.mesh.faces,
            vertex_normals=to_gltf(part.mesh.normals, millimetres=False),
            visual=make.TextureVisuals(uv=part.uv, material=material),
            process=False,
        )
        scene.add_geometry(mesh, node_name=name, geom_name=name)

    def credit(tree: dict[str, Any]) -> None:
        tree["asset"]["copyright"] = "CC BY-SA 4.0. " + "; ".join(ATTRIBUTION)
        tree["asset"]["generator"] = "Dermatome Viewer"

    data = glb_bytes(scene, include_normals=True, tree_postprocessor=credit)
    write_whole(path, lambda beside: beside.write_bytes(data))


def linear(tone: int) -> int:
    """Turn a colour's share, 0 to 255 as on a screen, into an amount of light, 0 to 255, as glTF's factors have it.

    By the transfer function of IEC 61966-2-1 (sRGB); without it viewers show the colours too pale.
    """
    share = tone / 255.0
    return round(255.0 * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4))


def to_gltf(vectors: NDArray[np.floating], *, millimetres: bool) -> NDArray[np.float64]:
    """Turn points or directions, shape (n, 3), from RAS into glTF axes; points from millimetres into metres."""
    turned = np.asarray(vectors, dtype=np.float64)[:, [0, 2, 1]] * [-1.0, 1.0, 1.0]
    scaled: NDArray[np.float64] = turned / 1000.0 if millimetres else turned
    return scaled


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
