"""What a picture shows of a body, as coloured meshes for files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.mesh import Mesh
from viewer.appearance.values import Appearance
from viewer.palette.colours import Rgb, tissue_colour

if TYPE_CHECKING:
    from annotations.model import Knowledge
    from meshes.body import Body
    from meshes.mesh import LayerMesh
    from meshes.skin.unwrapping import Unwrapped
    from viewer.scene.cutting import Opened
    from viewer.scene.lesion.cuts import Cuts

Marks = NDArray[np.float32]
MARKED: Final = 0.3
"""Least mark of a face in a lesion, 0..1, that gives it the marking colour."""


@dataclass(frozen=True, slots=True, eq=False)
class ShownStructure:
    """One structure below the skin."""

    key: str
    """With side."""
    layer: str
    mesh: Mesh
    colour: Rgb
    lit: bool


@dataclass(frozen=True, slots=True, eq=False)
class ShownSkin:
    """The painted skin."""

    unwrapped: Unwrapped
    """Vertices with texture coordinates, cut along seams."""
    parts: dict[str, NDArray[np.int32]]
    """Faces, shape (m, 3), of ``trunk``, ``right`` and ``left`` limb, without the leg that is left out."""
    pixels: NDArray[np.uint8]
    """Shape (rows, columns, 4), RGBA; row 0 is the lower edge. Alpha is the opacity, or the strength of the paint."""


def shown_structures(appearance: Appearance, body: Body) -> list[ShownStructure]:
    """List the structures below the skin that a picture draws, even under opaque skin.

    In a lesion the touched structures stand as the lesion has moved them, and what bulges or is pressed comes as a
    second entry of its key, in the colour that marks it. A close-up that cuts the spine open is cut here, too.
    """
    look, opened = appearance.lesion, None
    moved: frozenset[str] = frozenset()
    touched: list[tuple[LayerMesh, Marks | None, ShownStructure]] = []
    if look is not None:
        from meshes.lesion.lesion import Lesion
        from viewer.scene.cutting import Opened

        lesion = Lesion(body, look.key, look.side)
        shown = lesion.at(look.degree)
        opened = Opened.of(lesion, shown)
        moved = frozenset(key for layer in shown.layers for key in layer.keys)
        moved |= {lesion.shape.disc.replace("intervertebral_disc", "nucleus_pulposus")}  # it goes with the disc
        for layer, marks in zip(shown.layers, shown.marks, strict=True):
            for item in _shown_of(layer, appearance, body, frozenset()):
                own = layer.vertex_structure == layer.keys.index(item.key)
                touched.append((layer, marks[own], item))
    still = [(layer, None, item) for layer in body.layers for item in _shown_of(layer, appearance, body, moved)]
    pieces: Callable[[LayerMesh, Marks | None, ShownStructure], list[_Piece]] = _uncut
    if appearance.cut is not None:
        from viewer.scene.lesion.cuts import Cuts

        cuts = Cuts()
        cuts.measure(body)
        pieces = partial(_cut, appearance, cuts, opened)
    return [
        painted
        for layer, of_vertex, item in (*still, *touched)
        for piece in pieces(layer, of_vertex, item)
        for painted in _painted(item, piece)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A part of a structure: its outside, or where it is cut."""

    mesh: Mesh
    marks: Marks | None
    tone: tuple[float, float, float] = (1.0, 1.0, 1.0)


def _painted(item: ShownStructure, piece: _Piece) -> Iterator[ShownStructure]:
    """Give a piece its colour, and its marked faces that of the mark."""
    from viewer.palette.colours import BULGE, PRESSED

    red, green, blue = (round(part * tone) for part, tone in zip(item.colour, piece.tone, strict=True))
    faces, deep = piece.mesh.faces, PRESSED if item.layer == "nerves" else BULGE
    marked = np.zeros(len(faces), dtype=bool) if piece.marks is None else piece.marks[faces].mean(axis=1) > MARKED
    for chosen, colour in ((~marked, (red, green, blue)), (marked, deep)):
        if chosen.any():
            mesh = piece.mesh if chosen.all() else Mesh(piece.mesh.vertices, faces[chosen], piece.mesh.normals)
            yield replace(item, mesh=mesh, colour=colour)


def _uncut(_layer: LayerMesh, marks: Marks | None, item: ShownStructure) -> list[_Piece]:
    return [_Piece(item.mesh, marks)]


def _cut(
    appearance: Appearance,
    cuts: Cuts,
    opened: Opened | None,
    layer: LayerMesh,
    marks: Marks | None,
    item: ShownStructure,
) -> list[_Piece]:
    """Cut a structure open as the close-up does."""
    from viewer.scene.cutting import CUT_BONE, SAWN, WHOLE
    from viewer.scene.lesion.actor import ROWS, SPARED
    from viewer.scene.lesion.cut_meshes import cut_open

    shape = cuts.shape(appearance, layer, opened, moves=True, touched=marks is not None)
    code = cuts.code(appearance, layer.layer, item.key)
    if shape is None or code == WHOLE:
        return _uncut(layer, marks, item)
    values = np.zeros(len(item.mesh.vertices), dtype=np.float32) if marks is None else marks
    bulges = appearance.cut == "above" and marks is not None and layer.layer == "bones"
    left, of_left, lid, of_lid = cut_open(item.mesh, values, shape, values * ROWS >= SPARED if bulges else None)
    return [_Piece(left, of_left), _Piece(lid, of_lid, SAWN if code == CUT_BONE else (1.0, 1.0, 1.0))]


def _shown_of(
    layer: LayerMesh, appearance: Appearance, body: Body, without: frozenset[str]
) -> Iterator[ShownStructure]:
    look = appearance.layers[layer.layer]
    if not look.visible or (appearance.ghost is not None and layer.side == appearance.ghost):
        return
    kept = {*appearance.lit, appearance.selected}
    for number, key in enumerate(layer.keys):
        if key in without or key in appearance.hidden or (look.only_lit and key not in kept):
            continue
        structure = body.structures[key]
        lit = appearance.lit.get(key)
        colour = lit.colour if lit is not None else tissue_colour(structure.tissue, number)
        yield ShownStructure(key, layer.layer, layer.part(key), colour, lit is not None)


def shown_skin(appearance: Appearance, body: Body, knowledge: Knowledge, *, strength: bool = False) -> ShownSkin | None:
    """Paint the skin of a picture.

    Parameters
    ----------
    appearance : Appearance
    body : Body
    knowledge : Knowledge
        Territories and pain bands.
    strength : bool
        Whether alpha is the strength of the paint, so that the opacity can be chosen later, instead of the opacity.

    Returns
    -------
    ShownSkin or None
        None if the picture has no skin.
    """
    look = appearance.skin
    if not look.visible:
        return None
    from meshes.skin.unwrapping import unwrap
    from viewer.skin.painted.chart_texels import SkinTexels
    from viewer.skin.painted.paint import Canvas, SkinPainter
    from viewer.skin.painted.parts import PARTS

    unwrapped = unwrap(body.skin)
    texels = SkinTexels(unwrapped)
    texels.set_skin(body.skin)
    pixels = np.zeros((*texels.shape, 4), dtype=np.uint8)
    look = replace(look, opacity=0.0, painted_opacity=1.0) if strength else look
    SkinPainter(texels, knowledge).paint(Canvas(pixels), look, None)
    faces, of_part = unwrapped.faces, unwrapped.face_part
    parts = {name: faces[of_part == number] for number, name in enumerate(PARTS) if name != appearance.ghost}
    return ShownSkin(unwrapped, parts, pixels)
