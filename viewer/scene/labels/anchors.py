"""Where a label touches the structure it names: at a spot that can be seen from where the camera stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.scene.layer_actor import LayerActor

Floats = NDArray[np.float64]
CELL_PX: Final = 14
"""Cell of the coarse depth picture."""
OCCLUDERS: Final = 25_000
"""Vertices that are tested for standing in the way; enough for a picture as coarse as the cells."""
CANDIDATES: Final = 60
"""Spots tried on each structure."""
TRIES: Final = 12
"""How many of those that the coarse picture shows are tested along their own line of sight."""
NEARLY_MM: Final = 7.0
"""A spot counts as seen when nothing stands farther than this in front of it."""
HIDING_MM: Final = 2.5
"""The same along its own line of sight: a nerve that lies on a bone must not carry the bone's name."""
SKIN_MM: Final = 15.0
"""Skin nearer than this before a spot on the skin is the spot's own surroundings."""
BESIDE_MM: Final = 6.0
"""Points of the skin that hide a spot lie within this distance of the line of sight."""
CLOSE_MM: Final = 3.0
"""The same distance for other structures: about the spacing of the vertices on a bone."""
APART_PX: Final = 6
"""Between labels on the skin."""
SQUARELY, SLANTED = 0.8, 0.7
"""Cosines of the angle between the skin's outer direction and the direction to the camera."""


def seen_spots(
    keys: Iterable[str], layers: Sequence[LayerActor], matrix: Floats, width: int, height: int
) -> dict[str, tuple[float, float, float]]:
    """Choose a spot on each structure: near its middle, in the window, and in front of what else is drawn there.

    Parameters
    ----------
    keys : iterable of str
        Structures that are drawn.
    layers : sequence of LayerActor
        All layers; what is visible of them hides what lies behind.
    matrix : ndarray, shape (4, 4)
        From mm RAS to clip coordinates.
    width, height : int
        Of the window, pixels.

    Returns
    -------
    dict
        Key to mm RAS; a structure of which nothing is seen is left out, for its label would point at something else.
    """
    drawn = _Drawn(layers, matrix, width, height)
    spots = {}
    for key in keys:
        owner = next(layer for layer in reversed(layers) if key in layer.number)
        part = owner.corners_of(key)
        if not len(part):
            continue
        vertices = part.astype(np.float64)
        place = next(drawn.seen_places(vertices), None)
        if place is not None:
            spots[key] = (float(place[0]), float(place[1]), float(place[2]))
    return spots


class _Drawn:
    """All drawn vertices as the camera sees them: pixels, and distance along the line of sight in mm."""

    def __init__(self, layers: Sequence[LayerActor], matrix: Floats, width: int, height: int) -> None:
        self._matrix, self._size = matrix, (width, height)
        self._pixels_per_mm = float(np.linalg.norm(matrix[1, :3])) * height / 2.0  # at a distance of 1 mm
        clouds = [layer.cloud for layer in layers if layer.visible]
        vertices = np.concatenate(clouds) if clouds else np.empty((0, 3), dtype=np.float32)
        to_pixels = np.array(
            [[width / 2, 0.0, 0.0, width / 2], [0.0, height / 2, 0.0, height / 2], [0.0, 0.0, 0.0, 1.0]]
        )
        rows = (to_pixels @ matrix).astype(np.float32)
        # Of a part of an array BLAS makes a copy in the slow way: ten times as long. The rest is done in place.
        clip = np.ascontiguousarray(rows[:, :3]) @ vertices.T
        clip += rows[:, 3:]
        x, y, distance = clip
        with np.errstate(divide="ignore", invalid="ignore"):
            x /= distance
            y /= distance
        if not len(x) or distance.min() <= 0.0 or min(x.min(), y.min()) < 0.0 or x.max() >= width or y.max() >= height:
            inside = (distance > 0.0) & (x >= 0.0) & (x < width) & (y >= 0.0) & (y < height)
            x, y, distance = x[inside], y[inside], distance[inside]
        self._x, self._y, self._distance = x, y, distance
        self._columns = width // CELL_PX + 1
        depth = np.full((height // CELL_PX + 1) * self._columns, np.inf, dtype=np.float32)
        some = slice(None, None, max(1, len(self._x) // OCCLUDERS))
        np.minimum.at(depth, self._cell(self._x[some], self._y[some]), self._distance[some])
        self._depth = depth

    def seen_places(self, vertices: Floats) -> Iterator[Floats]:
        """Yield places of a structure that can be seen, the nearest to its middle first, each well apart."""
        some = vertices[:: max(1, len(vertices) // CANDIDATES)]
        some = some[np.argsort(((some - vertices.mean(axis=0)) ** 2).sum(axis=1))]
        x, y, distance, inside = _pixels(some, self._matrix, *self._size)
        some, x, y, distance = some[inside], x[inside], y[inside], distance[inside]
        likely = np.flatnonzero(distance < self._depth[self._cell(x, y)] + NEARLY_MM)
        for number in likely[:: max(1, len(likely) // TRIES)][:TRIES]:
            if not self._stands_before(float(x[number]), float(y[number]), float(distance[number])):
                yield some[number]

    def _stands_before(self, x: float, y: float, distance: float) -> bool:
        """Whether a vertex hides a spot: in a close-up the coarse picture has holes."""
        reach = np.float32(CLOSE_MM * self._pixels_per_mm / distance)
        near = np.flatnonzero(np.abs(self._x - np.float32(x)) < reach)
        near = near[self._distance[near] < distance - HIDING_MM]
        return bool((np.abs(self._y[near] - np.float32(y)) < reach).any())

    def _cell(self, x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.intp]:
        return (y.astype(np.intp) // CELL_PX) * self._columns + x.astype(np.intp) // CELL_PX


class SkinSpots:
    """Chooses places on the skin that can be seen from where the camera stands, and that do not crowd each other.

    Parameters
    ----------
    points : ndarray, shape (n, 4)
        All over the drawn skin, mm RAS, and the square of their distance from the origin.
    matrix : ndarray, shape (4, 4)
        From mm RAS to clip coordinates.
    eye : ndarray, shape (3,)
        The camera, mm RAS.
    width, height : int
        Of the window, pixels.
    """

    def __init__(self, points: NDArray[np.float32], matrix: Floats, eye: Floats, width: int, height: int) -> None:
        self._matrix, self._eye, self._size = matrix, eye, (width, height)
        self._points = points
        self._taken: list[tuple[float, float, tuple[int, int]]] = []

    def choose(self, places: Floats, outward: Floats, size: tuple[int, int], *, paired: bool) -> int | None:
        """Choose one of several places for a label; None where none is seen.

        Parameters
        ----------
        places, outward : ndarray, shape (k, 3)
            Best first, mm RAS, and the skin's outer directions there.
        size : tuple of int
            Of the label, pixels.
        paired : bool
            The other half of the body gets the same label: both should find room at like places.

        Returns
        -------
        int or None
            A place that faces the camera squarely is taken before one seen at a slant, and none where the label would
            cover one placed before.
        """
        away = self._eye - places
        facing = (away * outward).sum(axis=1) / np.linalg.norm(away, axis=1)
        across, up, _, inside = _pixels(places, self._matrix, *self._size)
        pixels = np.stack([across, up], axis=1)
        mirrored = np.stack(_pixels(places * [-1.0, 1.0, 1.0], self._matrix, *self._size)[:2], axis=1)
        alone = (np.abs(pixels - mirrored) > np.array(size) + APART_PX).any(axis=1) | (not paired)
        for wanted in (alone, ~alone):
            for least, most in ((SQUARELY, 1.1), (SLANTED, SQUARELY)):
                for number in np.flatnonzero(inside & wanted & (facing > least) & (facing <= most)):
                    x, y = (float(value) for value in pixels[number])
                    if self._is_free(x, y, size) and not self._is_hidden(places[number]):
                        self._taken.append((x, y, size))
                        return int(number)
        return None

    def _is_hidden(self, place: Floats) -> bool:
        """Whether skin lies on the line from a place to the camera; asked only of places that are otherwise good."""
        toward = self._eye - place
        toward /= np.linalg.norm(toward)
        weights = np.stack([np.append(toward, 0.0), np.append(-2.0 * place, 1.0)], axis=1).astype(np.float32)
        along, beyond = (self._points @ weights).T
        ahead = along - np.float32(place @ toward)
        off = beyond + np.float32(place @ place) - ahead * ahead  # squared, from the line of sight
        return bool(((off < BESIDE_MM**2) & (ahead > SKIN_MM)).any())

    def _is_free(self, x: float, y: float, size: tuple[int, int]) -> bool:
        return all(
            abs(x - u) > (size[0] + other[0]) / 2 + APART_PX or abs(y - v) > (size[1] + other[1]) / 2 + APART_PX
            for u, v, other in self._taken
        )


def _pixels(
    points: Floats, matrix: Floats, width: int, height: int
) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
    """Pixels of points, their distance along the line of sight in mm, and whether the window has them."""
    clip = points @ matrix[:, :3].T + matrix[:, 3]
    distance = clip[:, 3]
    safe = np.maximum(distance, 1e-6)
    x, y = (clip[:, 0] / safe + 1.0) / 2.0 * width, (clip[:, 1] / safe + 1.0) / 2.0 * height
    return x, y, distance, (distance > 0.0) & (x >= 0.0) & (x < width) & (y >= 0.0) & (y < height)
