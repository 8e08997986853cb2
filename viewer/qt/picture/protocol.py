"""What the window asks of the picture; :class:`~viewer.qt.picture.picture.BodyPicture` is one, tests have another."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from viewer.appearance.values import Appearance, SkinAppearance
from viewer.appearance.views import Vector
from viewer.output.flat_skin.texels import FlatTexels
from viewer.state.view_state import CameraPose, ChartPlace, Side, Stroke

Box = tuple[Vector, Vector]
"""Two opposite corners, mm."""


class Picture(Protocol):
    """Shows appearances, says what is where, moves the camera and lets strokes be drawn."""

    still: bool
    """Whether views change without a flight."""
    unhurried: bool
    """Whether flights to a view are slow: steps are shown."""

    @property
    def frame_seconds(self) -> float:
        """How long the last frame took."""

    # ------------------------------------------------------------ what is shown

    @property
    def shown(self) -> Appearance | None:
        """What it shows; None before the first."""

    def show(self, appearance: Appearance) -> None:
        """Apply the difference and draw."""

    def redraw(self) -> None:
        """Draw once more: something in the scene has moved by itself."""

    def save(self, path: str) -> None:
        """Write what is shown as a PNG."""

    def image(self) -> QImage:
        """Give what is shown, smooth."""

    # ---------------------------------------------------------------- the camera

    def pose(self) -> CameraPose:
        """Say where it stands."""

    def move(self, pose: CameraPose) -> None:
        """Go there and draw."""

    def aspect(self) -> float:
        """Width of the picture of one body over its height."""

    # ------------------------------------------------------------- what is where

    def pick(self, x: int, y: int) -> str | ChartPlace | None:
        """Say what is seen at a pixel of the widget: a structure key, a place on the skin, or nothing."""

    def skin_at(self, x: int, y: int) -> ChartPlace | None:
        """Say which skin is seen at a pixel, however faded it is; None off the body."""

    def body_at(self, x: int, y: int) -> Vector | None:
        """Say what coming nearer at a pixel comes to, mm; None where no body is shown."""

    def skin_of(self, place: ChartPlace) -> tuple[Vector, Vector] | None:
        """Say where a place on the skin lies and which way is out there, mm; None where there is no skin."""

    def xyz_of(self, place: ChartPlace) -> Vector:
        """Say where a place on the skin lies, mm."""

    def box_of(self, thing: str | ChartPlace) -> Box | None:
        """Give the bounding box of a structure, or the spot of a place on the skin, mm."""

    def distance(self, one: ChartPlace, other: ChartPlace) -> float:
        """Measure how far apart two places on the skin are, mm."""

    # ----------------------------------------------------------------- the skin

    def begin_stroke(self, stroke: Stroke) -> None:
        """Let a stroke be drawn with this brush."""

    def extend_stroke(self, place: ChartPlace, *, joined: bool = True) -> None:
        """Pull the brush to a place, or set it down there."""

    def end_stroke(self) -> None:
        """Take the unfinished stroke off."""

    def flat_paint(self, skin: SkinAppearance) -> NDArray[np.uint32]:
        """Paint the skin like this: RGBA of every texel in a word, shape (texels,)."""

    def flat_map(self, side: Side, spot_mm: float) -> FlatTexels:
        """Lay the skin of a side flat."""
