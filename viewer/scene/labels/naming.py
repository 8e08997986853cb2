"""What is named in the picture, and where: structures, roots on their skin, key points, the words on the floor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer

from viewer.appearance.values import Appearance, Pin
from viewer.appearance.views import Framing
from viewer.overlay.tag import Style, Tag
from viewer.scene.examiner_signs import word_place
from viewer.scene.layer_actor import LayerActor, is_drawn
from viewer.scene.lesion.actor import LesionActor
from viewer.scene.projection import view_matrix
from viewer.scene.skin.actor import SkinActor
from viewer.scene.skin.places import SkinPlaces
from viewer.state.view_state import Side

from .anchors import SkinSpots, seen_spots
from .layer import LabelLayer

SPOT_PX: Final = (6, 6)
"""Room on the skin for the end of a label's line."""
BEHIND: Final = (0.0, -1.0, 0.0)


def on_the_back(tags: Sequence[Tag], *, covered: bool) -> list[Tag]:
    """Show tags of the spine only from behind where skin covers it: from in front they would name the belly."""
    return [replace(tag, outward=BEHIND) for tag in tags] if covered else list(tags)


class Naming:
    """Finds where names may stand.

    Parameters
    ----------
    renderer : vtkRenderer
    skin : SkinActor
    places : SkinPlaces
    labels : LabelLayer
        Knows how large a name comes out.
    window_size : callable
        Gives width and height of the picture, pixels.

    Attributes
    ----------
    framing : Framing
        Of the body that is drawn: the words on the floor stand before its feet.
    """

    def __init__(
        self,
        renderer: vtkRenderer,
        skin: SkinActor,
        places: SkinPlaces,
        labels: LabelLayer,
        window_size: Callable[[], Sequence[int]],
        framing: Framing,
    ) -> None:
        self._renderer, self._skin, self._places, self._labels = renderer, skin, places, labels
        self._window_size = window_size
        self.framing = framing

    def tags(self, appearance: Appearance, layers: Sequence[LayerActor], lesion: LesionActor | None) -> list[Tag]:
        """Make the tags of an appearance for where the camera stands now.

        Parameters
        ----------
        appearance : Appearance
        layers : sequence of LayerActor
            Everything below the skin; a structure belongs to the last that has it.
        lesion : LesionActor, optional
            The lesion shown.
        """
        drawn = [
            label.anchor
            for label in appearance.labels
            if isinstance(label.anchor, str) and is_drawn(label.anchor, layers)
        ]
        spots: dict[str, tuple[float, float, float]] = {}
        if drawn:
            width, height = self._window_size()
            spots = seen_spots(drawn, layers, view_matrix(self._renderer), width, height)
        tags = [Tag(label.text, spots[key]) for label in appearance.labels if (key := label.anchor) in spots]
        tags.extend(self._root_tags(appearance))
        if lesion is not None and appearance.lesion is not None and appearance.layers["nerves"].visible:
            # From the side the near foramen is cut away, and what else is pressed there.
            whole = appearance.cut != "side"
            pressed = lesion.tags(appearance.lesion, ringed=appearance.cut is not None, further=whole)
            tags.extend(on_the_back(pressed, covered=self._skin.covers_everything))
        for pin in shown_pins(appearance):
            place = self._places.landmark(pin)
            tags.append(Tag(pin.root, _tuple(place), "pill", _tuple(self._places.outward(place))))
        for sign in appearance.signs:
            if sign.text:
                places, outward = self._places.examined(sign)
                tags.append(Tag(sign.text, _tuple(word_place(sign.act, places, outward))))
        if appearance.asked is not None and appearance.asked.side != appearance.ghost:
            found = self._places.of(appearance.asked)
            if found is not None:
                tags.append(Tag("", _tuple(found[0]), "spot", _tuple(found[1])))
        if appearance.cut is not None:
            return tags
        return [*tags, *floor_tags(self.framing, appearance.ghost, appearance.floor)]

    def _root_tags(self, appearance: Appearance) -> list[Tag]:
        """Names of roots on their skin, each where it can be seen best."""
        named = [(i.text, i.anchor, i.aside) for i in appearance.labels if not isinstance(i.anchor, str)]
        named = [entry for entry in named if entry[1][0].side != appearance.ghost]
        if not named or not appearance.skin.visible:
            return []
        width, height = self._window_size()
        eye = np.array(self._renderer.GetActiveCamera().GetPosition())
        spots = SkinSpots(self._skin.texels.cloud(appearance.ghost), view_matrix(self._renderer), eye, width, height)
        tags = []
        # Names with few places choose first; names that stand aside need no room on the skin.
        for text, places, aside in sorted(named, key=lambda entry: (entry[2], len(entry[1]))):
            found = [spot for place in places if (spot := self._places.of(place)) is not None]
            if not found:
                continue
            xyz, outward = (np.array(rows) for rows in zip(*found, strict=True))
            paired = sum(text == other for other, *_ in named) > 1
            size = SPOT_PX if aside else self._labels.size_of(text, "root")
            chosen = spots.choose(xyz, outward, size, paired=paired)
            if chosen is not None:
                style: Style = "pill" if aside else "root"
                tags.append(Tag(text, _tuple(xyz[chosen]), style, _tuple(outward[chosen])))
        return tags


def shown_pins(appearance: Appearance) -> tuple[Pin, ...]:
    """Leave out pins of the leg that steps aside; without the skin they stand where it would be."""
    return tuple(pin for pin in appearance.pins if pin.side != appearance.ghost)


def floor_tags(framing: Framing, ghost: Side | None, said: tuple[str, str]) -> list[Tag]:
    """Make the words on the floor, which say whose right and left it is."""
    low, high = framing.foot
    middle, front = (low[0] + high[0]) / 2, high[1] + 25.0
    words: Mapping[Side, tuple[str, float]] = {
        "right": (said[0], middle),
        "left": (said[1], -middle),
    }
    return [Tag(text, (x, front, 0.0), "floor") for side, (text, x) in words.items() if side != ghost]


def _tuple(point: NDArray[np.floating]) -> tuple[float, float, float]:
    return float(point[0]), float(point[1]), float(point[2])
