"""Where the picture is seen from: the ray of each place in it, and the place in it of each point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.state.view_state import CameraPose

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Eye:
    """A camera with a picture of a size."""

    place: NDArray[np.float64]
    """mm RAS, shape (3,)."""
    axes: NDArray[np.float64]
    """Shape (3, 3): to the right of the picture, up in it, and towards the viewer."""
    slope: float
    """Half the picture's height at a distance of 1."""
    width: int
    height: int
    shown: float
    """Height, mm, of what the picture shows where it looks at."""

    @classmethod
    def at(cls, pose: CameraPose, size: tuple[int, int]) -> Eye:
        """Stand at a pose."""
        place, at, up = (np.array(part, dtype=np.float64) for part in (pose.position, pose.focal_point, pose.view_up))
        back = place - at
        far = float(np.linalg.norm(back))
        back /= far
        right = np.cross(up, back)
        right /= np.linalg.norm(right)
        slope = float(np.tan(np.radians(pose.view_angle / 2.0)))
        return cls(place, np.stack([right, np.cross(back, right), back]), slope, *size, 2.0 * slope * far)

    def directions(self, x: Floats, y: Floats) -> Floats:
        """Give the rays, unit length, shape (n, 3), of places in pixels from the upper left corner, shape (n,)."""
        across = (2.0 * x / self.width - 1.0) * (self.slope * self.width / self.height)
        up = (1.0 - 2.0 * y / self.height) * self.slope
        right, above, back = self.axes
        way = across[:, None] * right + up[:, None] * above - back
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        units: Floats = way.astype(np.float32)
        return units

    def pixels(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Give the places of points, mm, shape (n, 3), in pixels from the upper left corner, shape (n, 2)."""
        right, above, back = ((np.asarray(points, dtype=np.float64) - self.place) @ self.axes.T).T
        half = self.height / (2.0 * self.slope)
        return np.stack([self.width / 2.0 - right / back * half, self.height / 2.0 + above / back * half], axis=1)
