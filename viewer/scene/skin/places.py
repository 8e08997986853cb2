"""Places on the drawn skin: where a chart place or a landmark lies, and the outward direction there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.appearance.values import ExaminerSign, Pin
from viewer.state.view_state import ChartPlace

from .actor import SkinActor

if TYPE_CHECKING:
    from meshes.body import Body

EVEN_MM: Final = 20.0
"""Round a place whose outer direction a tool is held along."""
STROKE_EVENED: Final = 6
STROKE_STEPS: Final = 14
"""Places of a stroke between two landmarks."""
OFF_SKIN_MM: Final = 4.0
"""A chart place farther from all skin than this is no place: charts extend under their neighbours."""


class SkinPlaces:
    """Finds places on the skin of the body that is drawn.

    Parameters
    ----------
    skin : SkinActor
    body : Body
    """

    def __init__(self, skin: SkinActor, body: Body) -> None:
        self._skin, self._body = skin, body
        self._found: dict[ChartPlace, tuple[NDArray[np.float64], NDArray[np.float64]] | None] = {}
        self._texel: dict[ChartPlace, NDArray[np.int32] | None] = {}

    def set_body(self, body: Body) -> None:
        """Switch to another build of the same body."""
        self._body = body
        self._found.clear()

    def of(self, place: ChartPlace) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """Find a chart place and the skin's outer direction there, both (3,), mm; None where the chart has no skin."""
        if place not in self._found:
            texel = self._texel_of(place)
            if texel is None:
                self._found[place] = None
            else:
                xyz = self._skin.texels.xyz(texel)[0].astype(np.float64)
                corners, weights, half = self._skin.texels.corners(texel)
                outward = weights[0].astype(np.float64) @ self._body.skin.mesh.normals[corners[0]]
                outward[0] *= half[0]
                self._found[place] = xyz, outward / np.linalg.norm(outward)
        return self._found[place]

    def _texel_of(self, place: ChartPlace) -> NDArray[np.int32] | None:
        """Find the texel of a chart place, the same on every build, as an array of one."""
        if place not in self._texel:
            texels = self._skin.texels.of(place.segment, place.side)
            rays = (place.ray,) if place.ray else ((0, 1) if place.segment == "foot" else ())
            number = texels.nearest(place.t, place.phi, rays)
            turn = (float(texels.phi[number]) - place.phi + 180.0) % 360.0 - 180.0
            off = np.hypot((texels.t[number] - place.t) * texels.mm_per_t[number], turn * texels.mm_per_degree[number])
            self._texel[place] = texels.index[[number]] if off < OFF_SKIN_MM else None
        return self._texel[place]

    def landmark(self, pin: Pin) -> NDArray[np.float64]:
        """Find the landmark of a key point, mm, shape (3,)."""
        from meshes.skin.landmarks import landmark

        point = landmark(pin.landmark, pin.side)
        return self._skin.texels.position(point.segment, pin.side, point.t, point.phi, point.ray)

    def examined(self, sign: ExaminerSign) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Find where a sign of the examiner lies: places and outer directions, both (n, 3), mm; of a stroke its way."""
        from meshes.skin.landmarks import landmark

        corners = [landmark(name, sign.side) for name in sign.landmarks]
        marks = [corners[0]]
        for here, there in pairwise(corners):
            turn = (there.phi - here.phi + 180.0) % 360.0 - 180.0
            marks += [
                replace(here, t=here.t + share * (there.t - here.t), phi=(here.phi + share * turn) % 360.0)
                for share in np.linspace(0.0, 1.0, STROKE_STEPS + 1)[1:]
            ]
        places = np.array([self._skin.texels.position(m.segment, sign.side, m.t, m.phi, m.ray) for m in marks])
        for _ in range(STROKE_EVENED if len(marks) > 2 else 0):  # a stroke rounds its corners
            places[1:-1] = (places[:-2] + 2.0 * places[1:-1] + places[2:]) / 4.0
        if sign.act == "feel":
            places *= [0.0, 1.0, 1.0]  # one finger for both sides
        return places, np.array([self._even_outward(place) for place in places])

    def _even_outward(self, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the outward direction round a point, ignoring small dents: a unit vector, shape (3,)."""
        away = ((self._body.skin.mesh.vertices - place) ** 2).sum(axis=1)
        near = away <= max(EVEN_MM**2, float(away.min()))
        mean = self._body.skin.mesh.normals[near].astype(np.float64).mean(axis=0)
        outward: NDArray[np.float64] = mean / max(float(np.linalg.norm(mean)), 1e-9)
        return outward

    def outward(self, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the outward direction at a point on the skin: a unit vector, shape (3,)."""
        vertices = self._body.skin.mesh.vertices
        nearest = int(np.argmin(((vertices - place) ** 2).sum(axis=1)))
        outward: NDArray[np.float64] = self._body.skin.mesh.normals[nearest].astype(np.float64)
        return outward
