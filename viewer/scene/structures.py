"""Everything below the skin: the layers of the body, the lesion that replaces parts of them, and what is drawn."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkProp, vtkRenderer

from viewer.appearance.values import Appearance, LesionAppearance
from viewer.palette.colours import Rgb, tissue_colour
from viewer.scene.lesion.actor import KnownLesions, LesionActor, LesionLayer
from viewer.scene.lesion.cuts import Cuts
from viewer.state.view_state import Side

from .layer_actor import OUTLINE, SELECTED, LayerActor, is_drawn

if TYPE_CHECKING:
    from meshes.body import Body
    from meshes.mesh import Mesh

MOST_OUTLINES: Final = 24
"""Silhouettes are for the few muscles behind a weakness; beyond this number they would only darken the picture."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides which structures are drawn."""

    layers: tuple[object, ...]
    """Of each layer its name, whether it is visible, and whether only what is lit in it is."""
    lit: frozenset[str]
    """Structure keys; only where a layer shows what is lit alone."""
    hidden: frozenset[str]
    ghost: Side | None
    selected: str | None
    covered: bool
    """Whether solid skin lies over everything."""
    cut: str | None
    lesion: tuple[str, Side] | None
    """Key of the lesion and its side."""


class Structures:
    """Draws what lies below the skin.

    Parameters
    ----------
    renderer : vtkRenderer
        What the actors are added to.
    body : Body
        The geometry.

    Attributes
    ----------
    layers : list of LayerActor
        The body's own layers.
    lesion : LesionActor or None
        The lesion that is shown.
    cuts : Cuts
    seen : Seen or None
        What decides which structures are drawn now; None before the first appearance.
    """

    def __init__(self, renderer: vtkRenderer, body: Body) -> None:
        self._renderer, self._body = renderer, body
        self.layers = [LayerActor(layer, _tissue_colours(body, layer.keys)) for layer in body.layers]
        self.lesion: LesionActor | None = None
        self._lesion_actors: list[vtkProp] = []
        self._known = KnownLesions()
        self.cuts = Cuts()
        self.seen: Seen | None = None
        for layer in self.layers:
            renderer.AddViewProp(layer.actor)
            renderer.AddViewProp(layer.outline)
        renderer.AddViewProp(self.cuts.lids.actor)

    @property
    def drawn(self) -> list[LayerActor]:
        """The body's layers, and those of the lesion that stand in for some of their structures."""
        return [*self.layers, *(self.lesion.layers if self.lesion is not None else ())]

    def knows(self, look: LesionAppearance | None) -> bool:
        """Whether a lesion on the current body has been computed already: the first time takes seconds."""
        return look is None or self._known.has(self._body, look.key, look.side)

    def set_body(self, body: Body) -> None:
        """Draw another build of the same body: vertices move, all else stays."""
        self._body = body
        for actor, layer in zip(self.layers, body.layers, strict=True):
            actor.set_layer(layer)

    def apply(self, appearance: Appearance, before: Appearance | None, *, covered: bool, fresh: bool) -> bool:
        """Show an appearance, touching only what differs from the one before.

        Parameters
        ----------
        appearance : Appearance
        before : Appearance or None
            The one before; None where nothing of it counts any more.
        covered : bool
            Whether solid skin lies over everything.
        fresh : bool
            Whether the body is another one than before.

        Returns
        -------
        bool
            Whether the structures of a lesion are new to the picture, or gone from it.
        """
        changed = self._lesion_in(appearance.lesion, fresh=fresh)
        if changed:
            before = None
        seen = _seen(appearance, covered=covered)
        if seen != self.seen:
            self._show(appearance, seen)
        outlines_before = None if before is None else (before.lit, before.selected)
        if seen != self.seen or outlines_before != (appearance.lit, appearance.selected):
            self._outline(appearance, covered=covered)
        if seen != self.seen or before is None or before.lesion != appearance.lesion:
            self.cuts.apply(appearance, self._body, self.drawn, self.lesion)
        self.seen = seen
        if before is None or (before.lit, before.hovered) != (appearance.lit, appearance.hovered):
            for layer in self.drawn:
                layer.colour(appearance.lit, appearance.hovered)
        return changed

    def part(self, key: str) -> Mesh | None:
        """Return a structure's mesh as it is drawn, moved where a lesion moves it; None where there is none."""
        moved = self.lesion.shown.part(key) if self.lesion is not None else None
        if moved is not None:
            return moved
        return self._body.part(key) if key in self._body.structures else None

    def _lesion_in(self, look: LesionAppearance | None, *, fresh: bool) -> bool:
        """Show a lesion, and say whether its structures are new to the picture."""
        lesion = self.lesion
        if look is not None and lesion is not None and not fresh and lesion.shows(look):
            lesion.show(look.degree)
            return False
        if look is None and lesion is None:
            return False
        for actor in self._lesion_actors:
            self._renderer.RemoveViewProp(actor)
        self._lesion_actors.clear()
        self.lesion = None
        if look is not None:
            known = self._known.of(self._body, look.key, look.side)
            self.lesion = LesionActor(known, look, partial(_tissue_colours, self._body))
            for layer in self.lesion.layers:
                self._lesion_actors += [layer.actor, layer.outline]
            self._lesion_actors.append(self.lesion.section.actor)
            for actor in self._lesion_actors:
                self._renderer.AddViewProp(actor)
        self.seen = None
        return True

    def _show(self, appearance: Appearance, seen: Seen) -> None:
        kept = {*appearance.lit, appearance.selected}
        replaced = self.lesion.keys if self.lesion is not None else frozenset()
        for layer in self.drawn:
            look = appearance.layers[layer.layer.layer]
            drawn = look.visible and not seen.covered and not (seen.ghost and layer.layer.side == seen.ghost)
            out = appearance.hidden if isinstance(layer, LesionLayer) else appearance.hidden | replaced
            keys: Set[str] = layer.number.keys() if drawn else frozenset()
            layer.show((keys & kept if look.only_lit else keys) - out)

    def _outline(self, appearance: Appearance, *, covered: bool) -> None:
        outlined: dict[str, Rgb] = {
            key: OUTLINE
            for key, look in appearance.lit.items()
            if not covered and look.outline and is_drawn(key, self.drawn)
        }
        if len(outlined) > MOST_OUTLINES:
            outlined = {}
        if appearance.selected is not None:
            outlined[appearance.selected] = SELECTED
        for layer in self.drawn:
            layer.outline_structures(outlined)


def _seen(appearance: Appearance, *, covered: bool) -> Seen:
    only_lit = any(layer.only_lit for layer in appearance.layers.values())
    return Seen(
        tuple(sorted((name, look.visible, look.only_lit) for name, look in appearance.layers.items())),
        frozenset(appearance.lit) if only_lit else frozenset(),
        appearance.hidden,
        appearance.ghost,
        appearance.selected if only_lit else None,
        covered,
        appearance.cut,
        None if appearance.lesion is None else (appearance.lesion.key, appearance.lesion.side),
    )


def _tissue_colours(body: Body, keys: tuple[str, ...]) -> NDArray[np.uint8]:
    colours = [tissue_colour(body.structures[key].tissue, number) for number, key in enumerate(keys)]
    return np.array(colours, dtype=np.uint8).reshape(-1, 3)
