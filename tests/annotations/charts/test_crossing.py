"""Does a closed curve cross itself: against slow, exact arithmetic."""

import math
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotations.charts.crossing import crosses_itself

Point = tuple[float, float]
GRID = st.tuples(st.integers(-4, 4), st.integers(-4, 4)).map(lambda p: (float(p[0]), float(p[1])))


def exact(points: list[Point]) -> bool:
    """Compare all edges with all others in fractions."""
    corners = [point for number, point in enumerate(points) if point != points[number - 1]]
    count = len(corners)
    if count < 3:
        return True
    exactly = [(Fraction(x), Fraction(y)) for x, y in corners]
    edges = [(exactly[number], exactly[(number + 1) % count]) for number in range(count)]
    for i, j in combinations(range(count), 2):
        (a, b), (c, d) = edges[i], edges[j]
        r, s, gap = (b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1]), (c[0] - a[0], c[1] - a[1])
        cross = r[0] * s[1] - r[1] * s[0]
        if cross == 0:
            if gap[0] * r[1] - gap[1] * r[0] != 0:
                continue
            length = r[0] ** 2 + r[1] ** 2
            ends = sorted(((p[0] - a[0]) * r[0] + (p[1] - a[1]) * r[1]) / length for p in (c, d))
            low, high = max(ends[0], Fraction(0)), min(ends[1], Fraction(1))
            neighbours = j == i + 1 or (i == 0 and j == count - 1)
            if low < high or (low == high and not neighbours):
                return True
            continue
        t, u = (gap[0] * s[1] - gap[1] * s[0]) / cross, (gap[0] * r[1] - gap[1] * r[0]) / cross
        if 0 <= t <= 1 and 0 <= u <= 1 and not (j == i + 1 and t == 1 and u == 0):
            if i == 0 and j == count - 1 and t == 0 and u == 1:
                continue
            return True
    return False


@given(st.lists(GRID, min_size=3, max_size=8))
def test_as_exact_arithmetic_says(points: list[Point]) -> None:
    assert crosses_itself(points) is exact(points)


@given(st.lists(st.floats(0.1, 1.0), min_size=5, max_size=40))
def test_star_shaped_curves_are_simple(radii: list[float]) -> None:
    turn = 2 * math.pi / len(radii)
    assert not crosses_itself([(r * math.cos(k * turn), 90 * r * math.sin(k * turn)) for k, r in enumerate(radii)])


def test_start_direction_and_doubled_points_do_not_matter() -> None:
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    bowtie = [square[0], square[2], square[1], square[3]]
    for start in range(4):
        assert not crosses_itself(square[start:] + square[:start] + square[start : start + 1])
        assert crosses_itself((bowtie[start:] + bowtie[:start])[::-1])
