"""Closed polygons in chart coordinates: whether the border crosses itself."""

from __future__ import annotations

from collections.abc import Sequence

from .shape import Point


def crosses_itself(points: Sequence[Point]) -> bool:
    """Tell whether a closed polyline meets itself anywhere but at its joints.

    Parameters
    ----------
    points : sequence of (float, float)
        Corners in order; closed implicitly; repeated neighbours are ignored.

    Returns
    -------
    bool
        True where two edges that are not neighbours touch or cross, or two neighbours fold back on each other.
    """
    corners = [point for number, point in enumerate(points) if point != points[number - 1]]
    count = len(corners)
    if count < 3:
        return True
    edges = [(corners[number], corners[(number + 1) % count], number) for number in range(count)]
    # Sweep along the first coordinate: only edges whose ranges overlap can meet.
    edges.sort(key=lambda edge: min(edge[0][0], edge[1][0]))
    active: list[tuple[Point, Point, int]] = []
    for edge in edges:
        start = min(edge[0][0], edge[1][0])
        active = [other for other in active if max(other[0][0], other[1][0]) >= start]
        if any(_meet(edge, other, count) for other in active):
            return True
        active.append(edge)
    return False


def _meet(first: tuple[Point, Point, int], second: tuple[Point, Point, int], count: int) -> bool:
    a, b, i = first
    c, d, j = second
    if (i + 1) % count == j or (j + 1) % count == i:
        shared = b if (i + 1) % count == j else a
        tips = [tip for tip in (a, b, c, d) if tip != shared]
        return len(tips) == 2 and _turn(tips[0], shared, tips[1]) == 0 and _between(tips[0], tips[1], shared, fold=True)
    if max(min(a[1], b[1]), min(c[1], d[1])) > min(max(a[1], b[1]), max(c[1], d[1])):
        return False
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(turn == 0 and _between(p, q, r) for turn, (p, q, r) in zip(turns, ends, strict=True))


def _turn(a: Point, b: Point, c: Point) -> float:
    """Give twice the signed area of a triangle."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Point, b: Point, c: Point, fold: bool = False) -> bool:
    """Tell whether ``c``, on the line a-b, lies between them; with ``fold``, whether a and b lie on one side of c."""
    along = (a[0] - c[0]) * (b[0] - c[0]) + (a[1] - c[1]) * (b[1] - c[1])
    return along > 0 if fold else along <= 0
