"""From a point of the picture to what is seen there: a structure, or a place on the skin."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkCoordinate, vtkRenderer

from viewer.scene.skin.actor import SEEN_ALPHA, SkinActor
from viewer.state.view_state import ChartPlace, Side

from .layer_actor import LayerActor
from .picking import Picked, RayTarget


class Pointing:
    """Casts rays from the camera through points of the picture.

    Parameters
    ----------
    renderer : vtkRenderer
        Whose camera looks.
    skin : SkinActor
    """

    def __init__(self, renderer: vtkRenderer, skin: SkinActor) -> None:
        self._renderer, self._skin = renderer, skin
        self._on_skin = {part: RayTarget(data) for part, data in skin.data.items()}
        self._on_layers: weakref.WeakKeyDictionary[LayerActor, RayTarget] = weakref.WeakKeyDictionary()

    def pick(
        self, x: float, y: float, layers: Sequence[LayerActor], ghost: Side | None, *, plain: bool = False
    ) -> Picked | None:
        """Find the front-most visible, unghosted thing at a point of the picture.

        Skin that is mostly see-through lets the pointer pass to what lies beneath; where nothing does, it is picked.

        Parameters
        ----------
        x, y : float
            Pixels from the lower left corner of the picture.
        layers : sequence of LayerActor
            Everything below the skin.
        ghost : {"left", "right"}, optional
            The leg that steps aside; its skin is not picked.
        plain : bool
            Whether the skin is that of the healthy half, with nothing painted on it.
        """
        start, end = self._ray(x, y)
        found: list[tuple[float, Picked]] = []
        faint: list[tuple[float, Picked]] = []
        for distance, place, uv, point in self._skin_hits(start, end, ghost):
            solid = self._skin.alpha_at(uv, plain=plain) >= SEEN_ALPHA
            (found if solid else faint).append((distance, Picked(None, place, _tuple(point))))
        for layer in layers:
            if not layer.visible:
                continue
            target = self._target(layer)
            for distance, cell, point in target.hits(start, end):
                number = int(layer.layer.vertex_structure[target.corners(cell)[0]])
                if not layer.cut_away(number, point):
                    found.append((distance, Picked(layer.layer.keys[number], None, _tuple(point))))
                    break
        for hits in (found, faint):
            if hits:
                return min(hits, key=lambda hit: hit[0])[1]
        return None

    def skin_at(self, x: float, y: float, ghost: Side | None) -> ChartPlace | None:
        """Find the skin at a point of the picture, however faded; nothing off the body or where skin is not drawn.

        Parameters
        ----------
        x, y : float
            Pixels from the lower left corner of the picture.
        ghost : {"left", "right"}, optional
            The leg that steps aside; its skin is not found.
        """
        found = list(self._skin_hits(*self._ray(x, y), ghost))
        return min(found, key=lambda hit: hit[0])[1] if found else None

    def body_at(
        self, x: float, y: float, layers: Sequence[LayerActor], ghost: Side | None, *, plain: bool = False
    ) -> tuple[float, float, float] | None:
        """Find what coming nearer at a point of the picture comes to, mm; nothing where no body is shown.

        The structure that is seen there; or the middle of the limb, about which it turns well; or, off the body, that
        of the nearest limb, for between the legs there is nothing to see.

        Parameters
        ----------
        x, y : float
            Pixels from the lower left corner of the picture.
        layers, ghost, plain
            As for :meth:`pick`.
        """
        start, end = self._ray(x, y)
        picked = self.pick(x, y, layers, ghost, plain=plain)
        if picked is not None and picked.key is not None:
            return picked.xyz
        skin = [target for part, target in self._on_skin.items() if part != ghost and self._drawn(part)]
        middle = self._middle(skin, start, end)
        if middle is not None:
            return _tuple(middle)
        shown = skin or [self._target(layer) for layer in layers if layer.visible]
        near = [found for found in (target.nearest(start, end) for target in shown) if found is not None]
        if not near:
            return None
        _, beneath = min(near, key=lambda found: found[0])
        stretch = float(np.linalg.norm(end - start) / np.linalg.norm(beneath - start))
        through = self._middle(skin, start, start + stretch * (beneath - start))
        return _tuple(beneath if through is None else through)

    def _middle(
        self, skin: Sequence[RayTarget], start: NDArray[np.float64], end: NDArray[np.float64]
    ) -> NDArray[np.float64] | None:
        """Find the middle between where a ray enters the body through some skin and where it leaves it; None off it."""
        entries = _crossings(skin, start, end, entering=True)
        if not entries:
            return None
        first, entered = min(entries, key=lambda hit: hit[0])
        # By any skin: no part is closed by itself.
        exits = [hit for hit in _crossings(self._on_skin.values(), start, end, entering=False) if hit[0] > first]
        left = min(exits, key=lambda hit: hit[0])[1] if exits else entered
        middle: NDArray[np.float64] = (entered + left) / 2.0
        return middle

    def _drawn(self, part: str) -> bool:
        return bool(self._skin.actors[part].GetVisibility())

    def _skin_hits(
        self, start: NDArray[np.float64], end: NDArray[np.float64], ghost: Side | None
    ) -> Iterator[tuple[float, ChartPlace, NDArray[np.float64], NDArray[np.float64]]]:
        """Give of each part of the skin the nearest place that faces the viewer: distance, place, uv (2,), xyz (3,)."""
        for part, target in self._on_skin.items():
            if not self._drawn(part) or part == ghost:
                continue
            for distance, cell, point in target.hits(start, end):
                if not target.faces_viewer(cell, end - start):
                    continue
                uv = target.interpolate_uv(cell, point)
                place = self._skin.place_at(uv)
                if place is not None:
                    yield distance, place, uv, point
                    break

    def _target(self, layer: LayerActor) -> RayTarget:
        if layer not in self._on_layers:
            self._on_layers[layer] = RayTarget(layer.data)
        return self._on_layers[layer]

    def _ray(self, x: float, y: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        coordinate = vtkCoordinate()
        coordinate.SetCoordinateSystemToDisplay()
        coordinate.SetValue(x, y, 0.0)
        through = np.array(coordinate.GetComputedWorldValue(self._renderer))
        view = self._renderer.GetActiveCamera()
        start = np.array(view.GetPosition())
        direction = through - start
        direction /= np.linalg.norm(direction)
        return start, start + direction * view.GetClippingRange()[1] * 1.05


def _crossings(
    targets: Iterable[RayTarget], start: NDArray[np.float64], end: NDArray[np.float64], *, entering: bool
) -> list[tuple[float, NDArray[np.float64]]]:
    """List where a ray enters what surfaces enclose, or where it leaves it: distance from its start and point, mm."""
    return [
        (distance, point)
        for target in targets
        for distance, cell, point in target.hits(start, end)
        if target.faces_viewer(cell, end - start) == entering
    ]


def _tuple(point: NDArray[np.float64]) -> tuple[float, float, float]:
    return float(point[0]), float(point[1]), float(point[2])
