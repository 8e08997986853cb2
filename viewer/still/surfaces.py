"""The triangles of a picture: structures and skin of an appearance, merged, with what each looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.skin.unwrapping import unwrap
from viewer.appearance.values import Appearance
from viewer.palette.colours import tissue_colour
from viewer.skin.painted.chart_texels import SkinTexels
from viewer.skin.painted.paint import Canvas, SkinPainter
from viewer.skin.painted.parts import OPAQUE, PARTS, fade_start_of, is_stump

from .materials import GLASS, MATERIALS, SKIN, Material

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body

Floats = NDArray[np.float32]
HOVER: Final = 0.28
"""How far a hovered structure moves towards white, as in the window."""
OUTLINE: Final = (52, 24, 28)
SELECTED: Final = (20, 60, 130)
MOST_OUTLINES: Final = 24
"""Beyond this number they would only darken the picture, as in the window."""


@dataclass(frozen=True, slots=True, eq=False)
class Surfaces:
    """Triangles, and of each what it belongs to."""

    vertices: Floats
    normals: Floats
    """Shape (n, 3) both; mm, unit length."""
    faces: NDArray[np.int32]
    thing: NDArray[np.int32]
    """Shape (m,): row of the tables below; 0 is the skin."""
    uv: Floats
    """Shape (n, 2): texture coordinates; zero but on the skin."""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """How things look, by their number; 0 is the skin."""

    keys: tuple[str, ...]
    colour: Floats
    """Shape (k, 3), 0 to 1."""
    deep: Floats
    """Shape (k, 3): what is left of the colour in cavities."""
    gloss: Floats
    """Shape (k,) as the rest."""
    shine: Floats
    edge: Floats
    soft: Floats
    outline: Floats
    """Shape (k, 3): colour of a line around it; negative for none."""
    texels: NDArray[np.uint8]
    """Shape (rows, columns, 4), RGBA of the skin; row 0 is the lower edge."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What is drawn: what light does not pass, what it does, and how all of it looks."""

    solid: Surfaces | None
    clear: Surfaces | None
    glass: bool
    """Whether clear skin closes towards its edges."""
    looks: Looks
    floor: float
    """Height under the feet, mm."""
    feet: tuple[float, float]
    """Middle of what stands on the floor: mm to the patient's left and to the front."""


def model_of(appearance: Appearance, body: Body, knowledge: Knowledge) -> Model:
    """Gather the triangles that an appearance shows, as the scene does."""
    skin = appearance.skin
    seen = skin.visible and (skin.opacity > 0.0 or skin.painted_opacity > 0.0)
    covered = skin.visible and skin.opacity >= OPAQUE
    parts: list[Surfaces] = []
    keys, rows, materials = ["skin"], [(255, 255, 255)], [SKIN if covered else GLASS]
    for layer in () if covered else body.layers:
        wanted = _wanted(appearance, layer.layer, layer.side, layer.keys)
        if not wanted.any():
            continue
        chosen = wanted[layer.face_structure]
        mesh, first = layer.mesh, len(keys)
        faces = mesh.faces if chosen.all() else mesh.faces[chosen]
        thing = (layer.face_structure[chosen] + first).astype(np.int32)
        parts.append(
            Surfaces(mesh.vertices, mesh.normals, faces, thing, np.zeros((len(mesh.vertices), 2), dtype=np.float32))
        )
        for number, key in enumerate(layer.keys):
            lit = appearance.lit.get(key)
            tissue = body.structures[key].tissue
            colour = tissue_colour(tissue, number) if lit is None else lit.colour
            if key == appearance.hovered:
                colour = tuple(round(part + (255 - part) * HOVER) for part in colour)  # type: ignore[assignment]
            rows.append(colour)
            materials.append(
                MATERIALS.get(tissue, MATERIALS["bone"]).lit() if lit else MATERIALS.get(tissue, MATERIALS["bone"])
            )
        keys += layer.keys
    clear: list[Surfaces] = []
    texels = np.zeros((1, 1, 4), dtype=np.uint8)
    if seen:
        unwrapped = unwrap(body.skin)
        places = SkinTexels(unwrapped)
        places.set_skin(body.skin)
        fade_start = fade_start_of(body.skin)
        texels = np.zeros((*places.shape, 4), dtype=np.uint8)
        SkinPainter(places, knowledge, fade_start).paint(Canvas(texels), skin, appearance.ghost)
        for number, name in enumerate(PARTS):
            faces = unwrapped.faces[unwrapped.face_part == number]
            aside = name == appearance.ghost
            if aside:
                faces = faces[is_stump(body.skin, unwrapped.origin[faces], fade_start)]
            of = Surfaces(
                body.skin.mesh.vertices[unwrapped.origin],
                body.skin.mesh.normals[unwrapped.origin],
                faces,
                np.zeros(len(faces), dtype=np.int32),
                unwrapped.uv,
            )
            (parts if covered and not aside else clear).append(of)
    solid = _merged(parts)
    low = body.skin.mesh.vertices[body.skin.mesh.vertices[:, 2] < body.skin.mesh.vertices[:, 2].min() + 60.0]
    if appearance.ghost is not None:
        gone = low[:, 0] > 0.0 if appearance.ghost == "right" else low[:, 0] < 0.0
        low = low if gone.all() or not gone.any() else low[~gone]
    middle = (low.min(axis=0) + low.max(axis=0)) / 2.0
    looks = _looks(appearance, keys, rows, materials, texels, covered=covered)
    floor = float(body.skin.mesh.vertices[:, 2].min())
    return Model(solid, _merged(clear), skin.opacity < OPAQUE, looks, floor, (float(middle[0]), float(middle[1])))


def _wanted(appearance: Appearance, layer: str, side: str | None, keys: tuple[str, ...]) -> NDArray[np.bool_]:
    """Say which structures of a layer are drawn, shape (k,)."""
    look = appearance.layers[layer]
    if not look.visible or (appearance.ghost is not None and side == appearance.ghost):
        return np.zeros(len(keys), dtype=bool)
    kept = {*appearance.lit, appearance.selected}
    return np.array([key not in appearance.hidden and (not look.only_lit or key in kept) for key in keys])


def _looks(
    appearance: Appearance,
    keys: list[str],
    rows: list[tuple[int, int, int]],
    materials: list[Material],
    texels: NDArray[np.uint8],
    *,
    covered: bool,
) -> Looks:
    outlined = {key: OUTLINE for key, lit in appearance.lit.items() if lit.outline and not covered and key in keys}
    outlined = {} if len(outlined) > MOST_OUTLINES else outlined
    if appearance.selected is not None:
        outlined[appearance.selected] = SELECTED
    line = np.array([outlined.get(key, (-255, -255, -255)) for key in keys], dtype=np.float32) / 255.0

    def column(name: str) -> Floats:
        return np.array([getattr(material, name) for material in materials], dtype=np.float32)

    return Looks(
        tuple(keys),
        np.array(rows, dtype=np.float32) / np.float32(255.0),
        column("deep"),
        column("gloss"),
        column("shine"),
        column("edge"),
        column("soft"),
        line,
        texels,
    )


def _merged(parts: list[Surfaces]) -> Surfaces | None:
    """Lay surfaces into one, leaving out vertices that none of their faces has."""
    parts = [part for part in parts if len(part.faces)]
    if not parts:
        return None
    first = np.cumsum([0, *(len(part.vertices) for part in parts)])
    return Surfaces(
        np.concatenate([part.vertices for part in parts]).astype(np.float32, copy=False),
        np.concatenate([part.normals for part in parts]).astype(np.float32, copy=False),
        np.concatenate([part.faces + start for part, start in zip(parts, first[:-1], strict=True)]).astype(np.int32),
        np.concatenate([part.thing for part in parts]),
        np.concatenate([part.uv for part in parts]).astype(np.float32, copy=False),
    )
