"""Looking maps up: the territories that a map has at a place of the skin."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.model import Knowledge, Territory

from .shape import Shape


class Maps:
    """All maps of a knowledge base, ready for many look-ups."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._areas: dict[tuple[str, str], list[tuple[Territory, tuple[int, ...], Shape]]] = {}
        for territory in knowledge.territories.values():
            for polygon in territory.polygons:
                area = Shape([polygon.points], period=0.0 if polygon.segment == "trunk" else 360.0)
                self._areas.setdefault((territory.map, polygon.segment), []).append((territory, polygon.rays, area))

    def territories(self, map_key: str, segment: str, t: float, phi: float, ray: int = 0) -> list[Territory]:
        """Find the territories of a map at a chart place.

        Parameters
        ----------
        map_key : str
            Key of the map.
        segment : str
            ``trunk``, ``thigh``, ``leg`` or ``foot``.
        t, phi : float
            Chart coordinates, phi in degrees.
        ray : int
            Toe (1 to 5), or 0 off the toes.

        Returns
        -------
        list of Territory
            Empty where the map is blank; a root's likely part may lie under its core.
        """
        return list(self._found(map_key, segment, t, phi, ray))

    def root(self, map_key: str, segment: str, t: float, phi: float, ray: int = 0) -> str:
        """Name the root at a chart place; empty where the map is blank."""
        return next((territory.root for territory in self._found(map_key, segment, t, phi, ray)), "")

    def _found(self, map_key: str, segment: str, t: float, phi: float, ray: int) -> Iterator[Territory]:
        for territory, rays, area in self._areas.get((map_key, segment), ()):
            if (not rays or ray in rays) and (t, phi) in area:
                yield territory
