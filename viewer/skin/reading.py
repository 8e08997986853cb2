"""Reading the charts: whether a place lies in an area of the skin. Plain numpy."""

from __future__ import annotations

import numpy as np

from annotations.model import NerveField, Territory
from meshes.charts import inside
from viewer.state import ChartPlace


def contains(territory: Territory | NerveField, place: ChartPlace) -> bool:
    """Say whether a place lies in a territory or nerve field."""
    return any(
        polygon.segment == place.segment
        and (not polygon.rays or place.ray in polygon.rays)
        and bool(
            inside(
                np.asarray(polygon.points, dtype=np.float64),
                np.array([place.t]),
                np.array([place.phi]),
                periodic=polygon.segment != "trunk",
            )[0]
        )
        for polygon in territory.polygons
    )
