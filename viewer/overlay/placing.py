"""Where words stand in a picture: beside what they name, off each other and inside it, whatever the camera."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .tag import Style, Tag

FONT_PX: Final = 15
GAP_PX: Final = 5
REACH_PX: Final = 46  # from the thing named to its label, sideways, at least
CLEAR_PX: Final = 22
"""From the figure's edge to a label beside it."""
EDGE_PX: Final = 8
HEADING: Final = 1.3
"""Of a heading: its letters in heights of the usual ones."""
LEAST_APART: Final = 0.4
"""Of the room that both floor words need: nearer than that, the body is seen from the side."""
FLOOR_SHARES: Final = (1.0, 0.8, 0.64)
"""Sizes of the floor words that are tried, of the usual one."""
LONGEST: Final = 0.28
"""Longest leader, as a share of the window's width."""


@dataclass(slots=True)
class Placed:
    """A label's picture and where it stands, pixels from the lower left corner of the whole."""

    x: float
    y: float
    width: int
    height: int
    anchor_x: float
    anchor_y: float
    leader: bool
    floor: bool
    picture: NDArray[np.uint8]
    """Bottom row first."""

    @property
    def line(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The leader: from what is named to its label's near end, or to its edge where that stands above or below."""
        near, high = self.x if self.x > self.anchor_x else self.x + self.width, self.y + self.height / 2
        if self.x <= self.anchor_x <= self.x + self.width:
            near, high = self.anchor_x, self.y + (self.height if self.anchor_y > high else 0.0)
        return (self.anchor_x, self.anchor_y), (near, high)


@dataclass(frozen=True, eq=False)
class Placing:
    """Places tags for one camera and one size of the picture."""

    matrix: NDArray[np.float64]
    """From mm RAS to clip coordinates, shape (4, 4)."""
    eye: NDArray[np.float64]
    """The camera, mm RAS."""
    width: int
    height: int
    scale: float
    """Of labels, 1 for a font of 15 pixels."""
    label: Callable[[str, Style, int], NDArray[np.uint8]]
    """Draws a label from its text, its style and the height of its letters in pixels."""

    def placed(self, tags: Sequence[Tag], points: NDArray[np.float64], heading: str = "") -> list[Placed]:
        """Place labels.

        Parameters
        ----------
        tags : sequence of Tag
        points : ndarray, shape (n, 4)
            Of the figure, mm RAS and a column of ones: labels stand beside it where the picture has room.
        heading : str, optional
            At the top; labels stand below it.
        """
        size, width, height = font_px(self.scale), self.width, self.height
        spots: list[Placed] = []
        beside: list[Placed] = []
        top = height
        if heading:
            picture = self.label(heading, "root", round(HEADING * size))
            rows, columns = picture.shape[:2]
            top = height - rows - 2 * EDGE_PX
            x, y = width / 2, height - EDGE_PX - rows / 2
            spots.append(Placed(x - columns / 2, y - rows / 2, columns, rows, x, y, False, False, picture))
        anchors = [project(self.matrix, tag.xyz, width, height) for tag in tags]
        figure = self.figure_px(points)
        floor = self._floor_px(tags, anchors)
        middle = float(np.median(figure[:, 0])) if len(figure) else width / 2.0
        for tag, anchor in zip(tags, anchors, strict=True):
            if anchor is None or not (0 <= anchor[0] < width and 0 <= anchor[1] < height):
                continue
            if tag.outward is not None and float(np.dot(tag.outward, self.eye - np.array(tag.xyz))) < 0.0:
                continue
            high = floor if tag.style == "floor" else size
            picture = self.label(tag.text, tag.style, high)
            rows, columns = picture.shape[:2]
            x, y = anchor
            if tag.style == "root":
                spot = Placed(x - columns / 2, y - rows / 2, columns, rows, x, y, False, False, picture)
                if not any(_overlap(spot, other) for other in spots):  # while the camera turns they may meet
                    spots.append(spot)
            elif tag.style in ("target", "spot"):
                spots.append(Placed(x - columns / 2, y - rows / 2, columns, rows, x, y, False, False, picture))
            elif tag.style == "floor":
                left = min(max(x - columns / 2, EDGE_PX), width - EDGE_PX - columns)
                low = max(1, _under(figure, left, columns, y, rows))
                spots.append(Placed(left, low, columns, rows, x, y, False, True, picture))
            else:
                left = self._beside(figure, x, y, columns, rows, width, middle, tag.reach)
                low = y - rows / 2
                if not _fits(left, columns, width):  # it will be pushed over what it names: rather below it
                    low -= REACH_PX * self.scale * tag.reach
                beside.append(Placed(left, low, columns, rows, x, y, True, False, picture))
        _drop_crowded_floor(spots)
        return [*spots, *_pushed_apart(beside, width, top)]

    def _floor_px(self, tags: Sequence[Tag], anchors: Sequence[tuple[float, float] | None]) -> int:
        """Choose the height of the floor words: smaller than the rest where both would not stand side by side."""
        size = font_px(self.scale)
        feet = [(tag, at) for tag, at in zip(tags, anchors, strict=True) if tag.style == "floor" and at]
        if len(feet) != 2:
            return size
        apart = abs(feet[0][1][0] - feet[1][1][0])
        for share in FLOOR_SHARES:
            pixels = max(9, round(share * size))
            wide = sum(self.label(tag.text, "floor", pixels).shape[1] for tag, _ in feet)
            if apart >= LEAST_APART * (wide / 2 + 2 * GAP_PX):
                return pixels
        return size

    def figure_px(self, figure: NDArray[np.float64]) -> NDArray[np.float64]:
        """Project the figure's points to pixels, shape (k, 2); only those in the window."""
        width, height = self.width, self.height
        clip = figure @ self.matrix.T
        clip = clip[clip[:, 3] > 0.0]
        places = (clip[:, :2] / clip[:, 3:] + 1.0) / 2.0 * [width, height]
        inside = (places > -20.0).all(axis=1) & (places < [width + 20.0, height + 20.0]).all(axis=1)
        kept: NDArray[np.float64] = places[inside]
        return kept

    def _beside(
        self,
        figure: NDArray[np.float64],
        x: float,
        y: float,
        columns: int,
        rows: int,
        width: int,
        middle: float,
        far: float,
    ) -> float:
        """Place a label beside the figure on the anchor's side, or near the anchor where there is no room."""
        clear, reach = CLEAR_PX * self.scale, REACH_PX * self.scale * far
        band = figure[np.abs(figure[:, 1] - y) < 1.5 * rows]
        near, far_side = x - reach - columns, x + reach
        if x >= middle:
            near, far_side = far_side, near
        if not _fits(near, columns, width) and _fits(far_side, columns, width):
            near = far_side
        if x < middle:
            edge = min(x - reach, float(band[:, 0].min()) - clear if len(band) else x)
            left = edge - columns
            return left if left >= EDGE_PX and x - edge < LONGEST * width else near
        edge = max(x + reach, float(band[:, 0].max()) + clear if len(band) else x)
        return edge if edge + columns <= width - EDGE_PX and edge - x < LONGEST * width else near


def font_px(scale: float) -> int:
    """Height of the letters, pixels."""
    return max(9, round(FONT_PX * scale))


def project(
    matrix: NDArray[np.float64], xyz: tuple[float, float, float], width: int, height: int
) -> tuple[float, float] | None:
    """Project to pixels from the lower left corner; None behind the camera."""
    x, y, _, w = matrix @ np.array([*xyz, 1.0])
    if w <= 0.0:
        return None
    return (x / w + 1.0) / 2.0 * width, (y / w + 1.0) / 2.0 * height


def _fits(left: float, columns: int, width: int) -> bool:
    """Whether a label that begins here lies inside the window."""
    return left >= EDGE_PX and left + columns <= width - EDGE_PX


def _under(figure: NDArray[np.float64], left: float, columns: int, y: float, rows: int) -> float:
    """Return the height below a foot that stands where the words would: from behind, that is beyond the heels."""
    aside, high = figure[:, 0] - left, figure[:, 1]
    foot = high[(aside > 0) & (aside < columns) & (high > y - 3 * rows)]
    return float(foot.min(initial=y)) - rows - 2


def _drop_crowded_floor(spots: list[Placed]) -> None:
    """Push the two floor words apart where they would overlap; seen from the side they say nothing and are left out."""
    floor = [spot for spot in spots if spot.floor]
    if len(floor) != 2:
        return
    one, other = sorted(floor, key=lambda spot: spot.anchor_x)
    wanted = (one.width + other.width) / 2 + 2 * GAP_PX
    apart = other.anchor_x - one.anchor_x
    if apart < LEAST_APART * wanted:
        for spot in floor:
            spots.remove(spot)
    elif apart < wanted:
        one.x -= (wanted - apart) / 2
        other.x += (wanted - apart) / 2


def _pushed_apart(spots: list[Placed], width: int, height: int) -> list[Placed]:
    """Move labels up, and at the window's upper edge down again, until none overlaps another; drop what has no room."""
    low, high = EDGE_PX, height - EDGE_PX
    for spot in spots:
        spot.x = min(max(spot.x, EDGE_PX), width - EDGE_PX - spot.width)
        spot.y = max(spot.y, low)
    spots.sort(key=lambda spot: spot.y)
    for number, spot in enumerate(spots):
        for below in spots[:number]:  # in rising order, so that one pass is enough
            if _overlap(spot, below):
                spot.y = below.y + below.height + GAP_PX
    spots.sort(key=lambda spot: -spot.y)
    for number, spot in enumerate(spots):
        spot.y = min(spot.y, high - spot.height)
        for above in spots[:number]:
            if _overlap(spot, above):
                spot.y = above.y - spot.height - GAP_PX
    kept: list[Placed] = []
    for spot in spots:
        if spot.y >= low and not any(_overlap(spot, other) for other in kept):
            kept.append(spot)
    return kept


def _overlap(one: Placed, other: Placed) -> bool:
    """Whether two labels overlap or come closer than the gap above one another."""
    across = one.x < other.x + other.width + GAP_PX and other.x < one.x + one.width + GAP_PX
    return across and one.y < other.y + other.height + GAP_PX and other.y < one.y + one.height + GAP_PX
