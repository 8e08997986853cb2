"""The brush: turns pointer positions into a stroke on the skin."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from viewer.qt.picture.protocol import Picture
from viewer.skin.drawing import simplified
from viewer.state.drawing_rows import LARGEST_BRUSH, SMALLEST_BRUSH
from viewer.state.view_state import ChartPlace, Depth, Quality, Stroke

STEP_PX: Final = 6.0
"""A fast hand leaves gaps between two positions of the pointer; in between, skin is looked up every so many pixels."""
MOST_STEPS: Final = 24
"""Most look-ups per move of the pointer."""
NOWHERE: Final = ChartPlace("leg", "right", 0.5, 0.0)


class DrawingPen(QObject):
    """Follows the pointer over the skin.

    Parameters
    ----------
    picture : Picture

    Signals
    -------
    stroke_drawn : (Stroke)
        The button was let go.
    """

    stroke_drawn = Signal(Stroke)

    def __init__(self, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.brush = Stroke((NOWHERE,))
        self._stroke = self.brush
        self._places: list[ChartPlace] = []
        self._at = (0, 0)
        self._joined = False
        self._drawing = False

    def choose(
        self,
        *,
        quality: Quality | None = None,
        depth: Depth | None = None,
        radius: float | None = None,
        erase: bool | None = None,
    ) -> None:
        """Take another brush for the next stroke."""
        old = self.brush
        self.brush = replace(
            old,
            quality=old.quality if quality is None else quality,
            depth=old.depth if depth is None else depth,
            radius=old.radius if radius is None else min(LARGEST_BRUSH, max(SMALLEST_BRUSH, radius)),
            erase=old.erase if erase is None else erase,
        )

    def press(self, x: int, y: int, *, erase: bool = False) -> bool:
        """Set the brush down, or the eraser at its other end; says whether there is skin to draw on."""
        place = self._picture.skin_at(x, y)
        if place is None:
            return False
        self._at = (x, y)
        self.set_down(place, erase=erase)
        return True

    def set_down(self, place: ChartPlace, *, erase: bool = False) -> None:
        """Set the brush down at a place on the skin, or the eraser."""
        self._places, self._joined, self._drawing = [place], True, True
        self._stroke = replace(self.brush, erase=erase or self.brush.erase)
        self._picture.begin_stroke(self._stroke)
        self._picture.extend_stroke(place, joined=False)

    @property
    def down(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._drawing

    def move(self, x: int, y: int) -> None:
        """Pull the brush to a pixel."""
        if not self._drawing:
            return
        (x0, y0), self._at = self._at, (x, y)
        steps = min(MOST_STEPS, max(1, math.ceil(math.dist((x0, y0), (x, y)) / STEP_PX)))
        for step in range(1, steps + 1):
            share = step / steps
            place = self._picture.skin_at(round(x0 + share * (x - x0)), round(y0 + share * (y - y0)))
            self.pull(place)

    def pull(self, place: ChartPlace | None) -> None:
        """Pull the brush to a place on the skin; None: off the body."""
        if not self._drawing:
            return
        if place is None:
            self._joined = False
            return
        self._picture.extend_stroke(place, joined=self._joined)
        self._places.append(place)
        self._joined = True

    def drop(self) -> None:
        """Lift the brush, and let the stroke be none."""
        if self._drawing:
            self._drawing, self._places = False, []
            self._picture.end_stroke()

    def release(self) -> None:
        """Lift the brush: the stroke is done."""
        if not self._drawing:
            return
        self._drawing = False
        self._picture.end_stroke()
        places, self._places = self._places, []
        kept = simplified(places, [self._picture.xyz_of(place) for place in places], self._stroke.radius)
        self.stroke_drawn.emit(replace(self._stroke, points=tuple(places[number] for number in kept)))
