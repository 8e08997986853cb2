"""From labelled nodes to smooth polygons whose neighbours share their borders point for point.

The borders between labels are followed once each (marching squares with several labels), smoothed once each, and only
then put together to closed polygons: two neighbours therefore carry the very same points, without gap or overlap.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotations.charts.crossing import crosses_itself
from annotations.charts.shape import Point
from annotations.model import ZONES

from .grid import BLANK, Field, Grid

Label = tuple[str, str, int]
"""(root, zone, part); the empty root is blank skin, ``OUT`` lies off the chart."""
Arc = list[Point]
OUT: Final[Label] = ("#", "", 0)
SMALLEST_PATCH: Final = 20
"""Grid nodes; smaller patches are noise of the sampling and are given to their neighbour."""


@dataclass(slots=True)
class Labelled:
    """Labels of all nodes and the fields that place the borders between two nodes."""

    grid: Grid
    labels: list[list[Label]]
    shapes: dict[str, Field]
    zone_fields: dict[str, dict[str, Field]]
    """By root and zone: positive inside that zone or a surer one."""

    def at(self, row: int, column: int) -> Label:
        """Label of a node; ``OUT`` off the chart."""
        if self.grid.periodic:
            column %= self.grid.columns
        elif not 0 <= column < self.grid.columns:
            return OUT
        return self.labels[row][column] if 0 <= row < self.grid.rows else OUT

    def crossing(self, a: tuple[int, int], b: tuple[int, int]) -> float:
        """Where the border crosses from node a to node b, as a share of the way."""
        la, lb = self.at(*a), self.at(*b)
        if OUT in (la, lb):
            return 1.0 if la == OUT else 0.0
        n = self.grid.columns
        (ia, ja), (ib, jb) = (a[0], a[1] % n), (b[0], b[1] % n)
        if la[0] != lb[0]:
            first, second = self.shapes[la[0]], self.shapes[lb[0]]
            da, db = first[ia][ja] - second[ia][ja], first[ib][jb] - second[ib][jb]
        elif la[1] != lb[1]:
            field = self.zone_fields[la[0]][min(la[1], lb[1], key=ZONES.index)]
            da, db = field[ia][ja], field[ib][jb]
        else:
            return 0.5
        if da * db >= 0.0:
            return 0.5
        return min(0.95, max(0.05, da / (da - db)))


def classify(grid: Grid, shapes: dict[str, Field], zone_fields: dict[str, dict[str, Field]]) -> Labelled:
    """Give every node its root (the strongest shape) and its zone (the surest one whose field is positive)."""
    labels: list[list[Label]] = []
    for i in range(grid.rows):
        row: list[Label] = []
        for j in range(grid.columns):
            root = max(shapes, key=lambda name: shapes[name][i][j])
            zone = ""
            if root != BLANK:
                fields = zone_fields[root]
                rest = "disputed" if "likely" in fields else "likely"
                zone = next((z for z in ZONES if z in fields and fields[z][i][j] > 0.0), rest)
            row.append((root, zone, 0))
        labels.append(row)
    return Labelled(grid, labels, shapes, zone_fields)


def _patches(chart: Labelled) -> list[list[tuple[int, int]]]:
    """Find the connected patches of one label, each as its nodes."""
    grid = chart.grid
    seen: set[tuple[int, int]] = set()
    found: list[list[tuple[int, int]]] = []
    for i in range(grid.rows):
        for j in range(grid.columns):
            if (i, j) in seen:
                continue
            label = chart.at(i, j)
            patch, stack = [], [(i, j)]
            seen.add((i, j))
            while stack:
                node = stack.pop()
                patch.append(node)
                for di, dj in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                    k, m = node[0] + di, node[1] + dj
                    if grid.periodic:
                        m %= grid.columns
                    if (k, m) not in seen and chart.at(k, m) == label:
                        seen.add((k, m))
                        stack.append((k, m))
            found.append(patch)
    return found


def tidy(chart: Labelled, smallest: int = SMALLEST_PATCH) -> None:
    """Give tiny patches to their neighbours and remove cells where two patches of a label touch only at a corner."""
    for patch in _patches(chart):
        rows = {i for i, _ in patch}
        runs_on = 0 in rows or chart.grid.rows - 1 in rows  # goes on in the next chart
        if len(patch) >= (4 if runs_on else smallest):
            continue
        label = chart.at(*patch[0])
        around: Counter[Label] = Counter()
        for i, j in patch:
            for di, dj in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                other = chart.at(i + di, j + dj)
                if other not in (label, OUT):
                    around[other] += 2 if other[0] == label[0] else 1
        if around:
            winner = max(sorted(around), key=lambda name: around[name])
            for i, j in patch:
                chart.labels[i][j] = winner
    n = chart.grid.columns
    changed = True
    while changed:
        changed = False
        for i in range(chart.grid.rows - 1):
            for j in range(n if chart.grid.periodic else n - 1):
                a, b = chart.at(i, j), chart.at(i, j + 1)
                d, c = chart.at(i + 1, j), chart.at(i + 1, j + 1)
                if a == c and b != a and d != a:
                    chart.labels[i][(j + 1) % n] = a
                    changed = True
                elif b == d and a != b and c != b:
                    chart.labels[i][j] = b
                    changed = True


def _segments(chart: Labelled) -> tuple[dict[str, Point], list[tuple[str, str, Label, Label]]]:
    """Border pieces through all cells: node places in (row, column) and (from, to, label left, label right)."""
    grid = chart.grid
    places: dict[str, Point] = {}
    pieces: list[tuple[str, str, Label, Label]] = []
    columns = range(grid.columns) if grid.periodic else range(-1, grid.columns)
    for i in range(-1, grid.rows):
        for j in columns:
            corners = ((i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j))
            labels = [chart.at(*corner) for corner in corners]
            crossed = [k for k in range(4) if labels[k] != labels[(k + 1) % 4]]
            if not crossed:
                continue
            names: dict[int, str] = {}
            here: list[Point] = []
            for k in crossed:
                a, b = sorted((corners[k], corners[(k + 1) % 4]))
                share = chart.crossing(a, b)
                column = a[1] % grid.columns if grid.periodic else a[1]
                names[k] = f"{'v' if a[1] == b[1] else 'h'}{a[0]},{column}"
                here.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
                places[names[k]] = here[-1]
            if len(crossed) == 2:
                first, last = crossed
                pieces.append((names[first], names[last], labels[(last + 1) % 4], labels[last]))
                continue
            centre = f"c{i},{j}"
            # On the chart's end the borders meet where the one inside the chart ends.
            inner = [p for p, k in zip(here, crossed, strict=True) if OUT not in (labels[k], labels[(k + 1) % 4])]
            meeting = inner or here
            places[centre] = (sum(p[0] for p in meeting) / len(meeting), sum(p[1] for p in meeting) / len(meeting))
            pieces.extend((names[k], centre, labels[k], labels[(k + 1) % 4]) for k in crossed)
    return places, pieces


def _smoothed(line: Arc, closed: bool, passes: int) -> Arc:
    points = line[:-1] if closed else line
    for _ in range(passes):
        n = len(points)
        if n < 4:
            break
        middle = [
            (
                0.25 * points[k - 1][0] + 0.5 * points[k][0] + 0.25 * points[(k + 1) % n][0],
                0.25 * points[k - 1][1] + 0.5 * points[k][1] + 0.25 * points[(k + 1) % n][1],
            )
            for k in range(n)
        ]
        points = middle if closed else [points[0], *middle[1:-1], points[-1]]
    return [*points, points[0]] if closed else points


def simplified(line: Arc, tolerance: float) -> Arc:
    """Leave out points of a line (plane coordinates, mm) that lie within ``tolerance`` mm of what stays."""
    if len(line) < 3:
        return line
    (x0, y0), (x1, y1) = line[0], line[-1]
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy)
    worst, where = 0.0, 0
    for k in range(1, len(line) - 1):
        x, y = line[k]
        off = abs((x - x0) * dy - (y - y0) * dx) / length if length > 1e-9 else math.hypot(x - x0, y - y0)
        if off > worst:
            worst, where = off, k
    if worst <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: where + 1], tolerance)[:-1] + simplified(line[where:], tolerance)


def _arcs(chart: Labelled, tolerance: float, passes: int) -> list[tuple[Arc, str, str, Label, Label]]:
    """Every border once: its points (t, phi), the names of its ends, the labels left and right of it."""
    grid = chart.grid
    places, pieces = _segments(chart)
    leaving: dict[str, list[int]] = defaultdict(list)
    touching: Counter[str] = Counter()
    for index, (a, b, _, _) in enumerate(pieces):
        leaving[a].append(index)
        leaving[b].append(index)
        touching[a] += 1
        touching[b] += 1
    used: set[int] = set()
    found: list[tuple[Arc, str, str, Label, Label]] = []

    def follow(start: str, index: int) -> None:
        a, _, left, right = pieces[index]
        if a != start:
            left, right = right, left
        names = [start]
        while True:
            used.add(index)
            a, b, _, _ = pieces[index]
            names.append(b if a == names[-1] else a)
            if touching[names[-1]] != 2 or names[-1] == start:
                break
            index = next(k for k in leaving[names[-1]] if k not in used)
        line: Arc = []
        for name in names:
            row, column = places[name]
            if line and grid.periodic:
                last = (line[-1][1] / grid.mm_per_degree - grid.phi0) / grid.dphi
                column += grid.columns * round((last - column) / grid.columns)
            line.append((grid.t(row) * grid.mm_per_t, grid.phi(column) * grid.mm_per_degree))
        closed = names[0] == names[-1] and math.dist(line[0], line[-1]) < 1.0
        if OUT not in (left, right):
            line = _smoothed(line, closed and touching[start] == 2, passes)
        if names[0] == names[-1]:
            middle = len(line) // 2
            line = simplified(line[: middle + 1], tolerance)[:-1] + simplified(line[middle:], tolerance)
        else:
            line = simplified(line, tolerance)
        chart_line = [(x / grid.mm_per_t, y / grid.mm_per_degree) for x, y in line]
        found.append((chart_line, names[0], names[-1], left, right))

    for name in sorted(places):
        if touching[name] != 2:
            for index in leaving[name]:
                if index not in used:
                    follow(name, index)
    for index, (a, _, _, _) in enumerate(pieces):
        if index not in used:
            follow(a, index)
    return found


def _loops(arcs: list[tuple[Arc, str, str, Label, Label]], label: Label) -> list[tuple[Arc, set[Label]]]:
    """Link the closed lines round a label, the label on their left, each with the labels on its right.

    phi is continuous along a line, whose last point is its first.
    """
    directed = [(line, a, b, right) for line, a, b, left, right in arcs if left == label]
    directed += [(line[::-1], b, a, left) for line, a, b, left, right in arcs if right == label]
    starting: dict[str, list[int]] = defaultdict(list)
    for index, (_, a, _, _) in enumerate(directed):
        starting[a].append(index)
    used: set[int] = set()
    loops: list[tuple[Arc, set[Label]]] = []
    for first in range(len(directed)):
        if first in used:
            continue
        index, loop, beyond = first, list[Point](), set[Label]()
        while index not in used:
            used.add(index)
            line, _, end, other = directed[index]
            beyond.add(other)
            shift = 360.0 * round((loop[-1][1] - line[0][1]) / 360.0) if loop else 0.0
            loop.extend((t, phi + shift) for t, phi in (line[1:] if loop else line))
            index = next((k for k in starting[end] if k not in used), index)
        loops.append((loop, beyond))
    return loops


def area(loop: Sequence[Point]) -> float:
    """Signed area of a closed line in (phi, t): positive when the inside lies on the left."""
    return 0.5 * sum(p[1] * q[0] - q[1] * p[0] for p, q in zip(loop, [*loop[1:], loop[0]], strict=True))


def polygons(
    chart: Labelled, tolerance: float = 0.3, smallest: int = SMALLEST_PATCH
) -> dict[tuple[str, str], list[Arc]]:
    """Close the borders of every label to simple polygons.

    A patch round its own root's core covers the core too (the surer zone counts). A patch with any other hole, or one
    that runs all the way round the limb, is cut along lines of constant phi first.

    Parameters
    ----------
    chart : Labelled
        Labels and fields of one chart; its labels may be split by the cuts.
    tolerance : float
        How far (mm) a border may be simplified.
    smallest : int
        Grid nodes of the smallest patch that is kept.

    Returns
    -------
    dict
        By (root, zone): polygons of (t, phi), not repeating the first point; phi continuous.

    Raises
    ------
    ValueError
        When the labels do not close to simple polygons.
    """
    tidy(chart, smallest)
    for part, patch in enumerate(_patches(chart), 1):
        for i, j in patch:
            root, zone, _ = chart.labels[i][j]
            chart.labels[i][j] = (root, zone, part)
    part = chart.grid.rows * chart.grid.columns
    # Borders that run close together may cross when smoothed; then all are smoothed less.
    for passes, spare in ((30, tolerance), (10, 0.5 * tolerance), (3, 0.2 * tolerance), (0, 0.0)):
        for _ in range(40):
            result, uncut = _closed(_arcs(chart, spare, passes), chart)
            if not uncut:
                break
            for label, phi in uncut:
                part += 1
                _cut(chart, label, phi, part)
            tidy(chart)
        if not uncut and not any(crosses_itself(ring) for rings in result.values() for ring in rings):
            return {key: sorted(rings) for key, rings in sorted(result.items())}
    raise ValueError(f"chart {chart.grid.segment}: the borders do not close to simple polygons")


def _closed(
    arcs: list[tuple[Arc, str, str, Label, Label]], chart: Labelled
) -> tuple[dict[tuple[str, str], list[Arc]], list[tuple[Label, float]]]:
    """Close borders by (root, zone), and name the patches that must be cut first, with the phi of the cut."""
    result: dict[tuple[str, str], list[Arc]] = defaultdict(list)
    uncut: list[tuple[Label, float]] = []
    for label in sorted({label for row in chart.labels for label in row if label[0] != BLANK}):
        loops, holes, wound = [], list[Arc](), False
        for loop, beyond in _loops(arcs, label):
            if abs(loop[-1][1] - loop[0][1]) > 180.0:
                wound = True
            elif area(loop) > 0.0:
                loops.append(loop)
            elif any(other[:2] != (label[0], "core") for other in beyond):
                holes.append(loop)
        if wound or holes:
            middle = (min(p[1] for p in holes[0]) + max(p[1] for p in holes[0])) / 2.0 if holes else 0.0
            uncut.append((label, middle))
        else:
            result[label[:2]].extend(loop[:-1] for loop in loops)
    return result, uncut


def _cut(chart: Labelled, label: Label, phi: float, part: int) -> None:
    """Split a patch along phi (and, on a periodic chart, along the opposite phi)."""
    grid = chart.grid
    for i in range(grid.rows):
        for j in range(grid.columns):
            if chart.labels[i][j] == label:
                away = grid.phi(j) - phi
                if grid.periodic:
                    away = (away + 180.0) % 360.0 - 180.0
                if away >= 0.0:
                    chart.labels[i][j] = (label[0], label[1], part)
