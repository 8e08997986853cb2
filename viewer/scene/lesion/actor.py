"""A lesion in the picture: the touched structures as small layers of their own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from meshes.lesion.shapes import LESIONS
from meshes.mesh import LayerMesh
from viewer.appearance.values import LesionAppearance
from viewer.overlay.tag import Tag
from viewer.palette.colours import BULGE, PRESSED, Rgb
from viewer.scene.cutting import WHOLE, Opened
from viewer.scene.geometry import numpy_array
from viewer.scene.layer_actor import LayerActor
from viewer.state.view_state import Side

from .section import DiscSection

if TYPE_CHECKING:
    from collections.abc import Callable

    from meshes.body import Body
    from meshes.lesion.body import MeasuredBody
    from meshes.lesion.effects import Contact
    from meshes.lesion.lesion import Affected, Lesion

    ColoursOf = Callable[[tuple[str, ...]], NDArray[np.uint8]]

ROWS: Final = 32
"""Shades from untouched (0) to fully marked (1)."""
STRIPES: Final[tuple[Rgb, Rgb]] = ((255, 255, 255), PRESSED)
"""A pressed root is ringed white and dark red, whatever its own colour."""
SPARED: Final = 10
"""Rows from here on count as marked when a cut spares marked vertices."""
KEPT: Final = 4
"""Lesions of a body that are kept; one takes about 10 MB."""
RINGS: Final = 4
"""Pairs of stripes on either side of the middle of the pressed place."""


class LesionLayer(LayerActor):
    """A layer whose vertices move, and whose marked vertices show it: in a deeper tone, nerves by rings."""

    def __init__(self, layer: LayerMesh, colours: NDArray[np.uint8]) -> None:
        super().__init__(layer, colours, rows=ROWS)
        # A pressed root is bent: the outline hull follows its vertices.
        self.rings = layer.layer == "nerves"
        self._texture.pixels[:, : len(colours), :3] = self._rows(colours)

    def spare_marked(self, spare: bool) -> None:
        """Keep marked vertices whole where the rest is cut open."""
        if spare:
            self._texture.pixels[SPARED:, :, 3] = WHOLE
            self._texture.touch()

    def mark(self, marks: NDArray[np.float32]) -> None:
        """Show how far each vertex is marked, shape (n,), 0..1."""
        coordinates = self.data.GetPointData().GetTCoords()
        numpy_array(coordinates)[:, 1] = (marks * (ROWS - 1) + 0.5) / ROWS
        coordinates.Modified()
        self.data.Modified()

    def _rows(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        rows = np.repeat(pixels[None], ROWS, axis=0).astype(np.float64)
        share = np.linspace(0.0, 1.0, ROWS)
        if not self.rings:
            deep = np.clip(share * 3.0, 0.0, 1.0)[:, None, None]
            rows = rows * (1.0 - deep) + np.array(BULGE) * deep
            return np.rint(rows).astype(np.uint8)
        stripe = np.floor(share * 2 * RINGS).astype(int)
        for row in range(ROWS):
            if share[row] > 0.04:
                rows[row] = STRIPES[int(stripe[row]) % 2]
        return np.rint(rows).astype(np.uint8)


class KnownLesions:
    """The last lesions computed for a body: going back to one costs only its actors."""

    def __init__(self) -> None:
        self._measured: MeasuredBody | None = None
        self._lesions: dict[tuple[str, Side], Lesion] = {}

    def has(self, body: Body, key: str, side: Side) -> bool:
        """Whether a lesion on a body has been computed already; a new one takes seconds."""
        return self._measured is not None and self._measured.body is body and _name(key, side) in self._lesions

    def of(self, body: Body, key: str, side: Side) -> Lesion:
        """Return a lesion on a body, computed if it is new; what computes it is loaded only then."""
        from meshes.lesion.body import MeasuredBody
        from meshes.lesion.lesion import Lesion

        if self._measured is None or self._measured.body is not body:
            self._measured, self._lesions = MeasuredBody(body), {}
        name = _name(key, side)
        lesion = self._lesions.pop(name, None) or Lesion(body, key, side, self._measured)
        self._lesions[name] = lesion  # last used, last dropped
        if len(self._lesions) > KEPT:
            del self._lesions[next(iter(self._lesions))]
        return lesion


def _name(key: str, side: Side) -> tuple[str, Side]:
    """Key of a lesion: one in the middle is the same on both sides."""
    return key, side if LESIONS[key].sided else "right"


class LesionActor:
    """The touched structures of one scene.

    Parameters
    ----------
    lesion : Lesion
        The lesion on the body it happens in.
    look : LesionAppearance
        Which lesion and side.
    colours : callable
        Tissue colours of structures by their keys, shape (n, 3).
    """

    def __init__(self, lesion: Lesion, look: LesionAppearance, colours: ColoursOf) -> None:
        self._lesion = lesion
        self._colours = colours
        self._of = look.key, look.side
        self.frame = self._lesion.frame
        self.layers = [LesionLayer(layer, colours(layer.keys)) for layer in self._lesion.layers]
        gone = self._lesion.shape.disc.replace("intervertebral_disc", "nucleus_pulposus")  # it goes with the disc
        self.keys = frozenset([*(key for layer in self.layers for key in layer.number), gone])
        disc = next(layer for layer in self._lesion.layers if self._lesion.shape.disc in layer.keys)
        self._disc = disc.keys.index(self._lesion.shape.disc)
        self.section = DiscSection(self.frame, disc.part(self._lesion.shape.disc).faces, torn=self._lesion.torn)
        self._degree: float | None = None
        self.shown: Affected
        self.show(look.degree)

    def shows(self, look: LesionAppearance) -> bool:
        """Whether it is this lesion and side that an appearance asks for."""
        return self._of == (look.key, look.side)

    def show(self, degree: float) -> None:
        """Show a degree: only the touched structures change."""
        if degree == self._degree:
            return
        self._degree = degree
        self.shown = self._lesion.at(degree)
        for actor, layer, marks in zip(self.layers, self.shown.layers, self.shown.marks, strict=True):
            if actor.layer is not layer:
                actor.set_layer(layer)
                actor.mark(marks)
                if self._lesion.shape.disc in layer.keys:
                    own = layer.vertex_structure == self._disc
                    self.section.show(layer.mesh.vertices[own], marks[own], self.shown.lift)

    def rest_layers(self) -> list[LesionLayer]:
        """Make the same layers once more, at rest: for the healthy half of a split picture."""
        return [LesionLayer(layer, self._colours(layer.keys)) for layer in self._lesion.layers]

    @cached_property
    def rest_section(self) -> DiscSection:
        """The cut face of the healthy disc."""
        layer = next(layer for layer in self._lesion.layers if self._lesion.shape.disc in layer.keys)
        disc = layer.part(self._lesion.shape.disc)
        section = DiscSection(self.frame, disc.faces, torn=False)
        section.show(disc.vertices, np.zeros(len(disc.vertices), dtype=np.float32), (0.0, 0.0, 0.0))
        return section

    def rest_tags(self, look: LesionAppearance) -> list[Tag]:
        """Name the place where a healthy root passes."""
        return [Tag(look.near, self.middle_of(look.side, self._lesion.rest), reach=1.5)] if look.near else []

    def tags(self, look: LesionAppearance, *, ringed: bool, further: bool = True) -> list[Tag]:
        """Name the pressed place, of further roots too, and ring it where it is looked at closely."""
        contact = next((c for c in self.shown.contacts if c.side == look.side), self.shown.contacts[0])
        pressed = contact.flat > 0.0
        text = look.text if pressed else look.near
        tags = [Tag(text, self.middle_of(look.side), reach=1.5)] if text else []
        if ringed and pressed:
            tags.append(Tag("", self.middle_of(look.side), "target"))
        return tags + (self._further(look, contact, ringed=ringed) if further else [])

    def _further(self, look: LesionAppearance, main: Contact, *, ringed: bool) -> list[Tag]:
        """Name and ring the places where other roots of that side are pressed, but where they are many."""
        if self._presses_many:
            return []
        tags = []
        for contact in self.shown.contacts:
            if contact.side == main.side and contact.root != main.root and contact.flat > 0.0:
                text = look.text.replace(main.root, contact.root)
                tags += [Tag(text, contact.xyz, reach=1.5)] if text else []
                tags += [Tag("", contact.xyz, "target")] if ringed else []
        return tags

    @property
    def _presses_many(self) -> bool:
        from meshes.lesion.effects import MANY

        return len(self._lesion.shape.roots) > MANY

    def middle_of(self, side: Side, affected: Affected | None = None) -> tuple[float, float, float]:
        """Where roots are pressed on a side, now or at another degree; between both sides where many are, mm RAS."""
        contacts = (self.shown if affected is None else affected).contacts
        if not self._presses_many:
            return next((c.xyz for c in contacts if c.side == side), contacts[0].xyz)
        x, y, z = np.mean([c.xyz for c in contacts], axis=0)
        return float(x), float(y), float(z)

    @property
    def opened(self) -> Opened:
        """What a cut needs to know of it now."""
        return Opened.of(self._lesion, self.shown)
