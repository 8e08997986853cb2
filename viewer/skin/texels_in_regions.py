"""Which texels of the skin lie in regions of the charts, for measuring areas. Plain numpy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from annotations.model import ChartPolygon, Knowledge
from meshes.skin.charts import inside

if TYPE_CHECKING:
    from .drawn_skin import DrawnSkin


def polygons_of(knowledge: Knowledge, map_key: str, root: str) -> Iterable[ChartPolygon]:
    """Give all polygons of a root in a map, in every zone."""
    own = (item for item in knowledge.territories.values() if (item.map, item.root) == (map_key, root))
    return (polygon for territory in own for polygon in territory.polygons)


def within(polygons: Iterable[ChartPolygon], skin: DrawnSkin, texels: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say which texels lie in any of the polygons.

    Parameters
    ----------
    polygons : iterable of ChartPolygon
    skin : DrawnSkin
    texels : ndarray of int, shape (k,)
        Flat numbers.

    Returns
    -------
    ndarray of bool, shape (k,)
    """
    held = np.zeros(len(texels), dtype=bool)
    places = skin.places(texels)
    for polygon in polygons:
        for (segment, _), numbers in places.items():
            if polygon.segment != segment:
                continue
            here = texels[numbers]
            found = inside(polygon.points, skin.t[here], skin.phi[here], periodic=segment != "trunk")
            if polygon.rays:
                found &= np.isin(skin.ray[here], polygon.rays)
            held[numbers] |= found
    return held
