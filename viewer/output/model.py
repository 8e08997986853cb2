"""A body, or what a view shows of it, as a model file (binary glTF)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

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
