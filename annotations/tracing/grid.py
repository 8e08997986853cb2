"""Maps sampled on grids: a function that names the root of any chart point becomes softened fields, one per root."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeVar

from annotations.charts.scale import SCALES, Scale

Value = TypeVar("Value")
Field = list[list[float]]

BLANK: Final = ""
CORE_SHARE: Final = 0.84
"""Share of a normal distribution below one standard deviation: a point is core where a border would have to be wrong
by more than one standard deviation for the point to lie outside."""
TRUNK_DOUBT: Final = 0.6
"""Degrees of doubt on the trunk for one on the limbs: about as many millimetres."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A chart's sampling: ``rows`` of t from ``t0`` by ``dt``, ``columns`` of phi from ``phi0`` by ``dphi`` (degrees).

    ``margin_t`` and ``margin_phi`` (nodes) surround it while fields are softened and are cut off afterwards.
    """

    segment: str
    t0: float
    dt: float
    rows: int
    phi0: float
    dphi: float
    columns: int
    periodic: bool
    scale: Scale
    margin_t: int = 15

    @property
    def mm_per_t(self) -> float:
        """Millimetres of skin per unit of t."""
        return self.scale.mm_per_t

    @property
    def mm_per_degree(self) -> float:
        """Millimetres of skin per degree of phi."""
        return self.scale.mm_per_degree

    @property
    def margin_phi(self) -> int:
        """Nodes beside the chart in phi: none on a chart that closes on itself."""
        return 0 if self.periodic else 15

    def t(self, row: float) -> float:
        """Chart t of a (fractional) row."""
        return self.t0 + self.dt * row

    def phi(self, column: float) -> float:
        """Chart phi in degrees of a (fractional) column."""
        return self.phi0 + self.dphi * column


# Each chart reaches a little past its ends, so that a skin point exactly on an end lies inside.
GRIDS: Final = {
    "trunk": Grid("trunk", -0.12, 0.01, 116, -2.0, 2.0, 93, False, SCALES["trunk"]),
    "thigh": Grid("thigh", -0.03, 0.01, 107, -90.0, 2.0, 180, True, SCALES["thigh"]),
    "leg": Grid("leg", -0.03, 0.01, 107, -90.0, 2.0, 180, True, SCALES["leg"]),
    "foot": Grid("foot", -0.02, 0.0125, 85, -90.0, 3.0, 120, True, SCALES["foot"]),
}

FINE_GRIDS: Final = {
    **GRIDS,
    "trunk": Grid("trunk", -0.12, 0.005, 231, -2.0, 2.0, 93, False, SCALES["trunk"], margin_t=30),
}
"""For maps whose rings round the anus are to be followed closely: there a row of the coarser grid is 12 mm of skin."""


def _box(row: Sequence[float], radius: int, periodic: bool) -> list[float]:
    """Mean over ``2 * radius + 1`` neighbours; beyond an open end the last value goes on."""
    before = row[len(row) - radius :] if periodic else [row[0]] * radius
    after = row[:radius] if periodic else [row[-1]] * radius
    sums = list(accumulate([*before, *row, *after], initial=0.0))
    width = 2 * radius + 1
    return [(high - low) / width for low, high in zip(sums, sums[width:], strict=False)]


def _radius(sigma: float) -> int:
    """Radius of the box that, used three times, has about this standard deviation (nodes)."""
    return max(1, round((math.sqrt(4.0 * sigma * sigma + 1.0) - 1.0) / 2.0))


def soften(field: Field, sigma_t: float, sigma_phi: float, periodic: bool) -> Field:
    """Blur a field with (nearly) a normal distribution: three passes of a box along phi and along t.

    Parameters
    ----------
    field : list of rows
        Values on the grid.
    sigma_t, sigma_phi : float
        Standard deviations in nodes.
    periodic : bool
        Whether phi closes on itself.

    Returns
    -------
    list of rows
        The blurred values.
    """
    radius_phi, radius_t = _radius(sigma_phi), _radius(sigma_t)
    rows = field
    for _ in range(3):
        rows = [_box(row, radius_phi, periodic) for row in rows]
    columns: Field = [list(column) for column in zip(*rows, strict=True)]
    for _ in range(3):
        columns = [_box(column, radius_t, False) for column in columns]
    return [list(row) for row in zip(*columns, strict=True)]


def cropped(field: Field, grid: Grid) -> Field:
    """Cut the margin off."""
    high = grid.margin_phi + grid.columns
    return [row[grid.margin_phi : high] for row in field[grid.margin_t : grid.margin_t + grid.rows]]


def sample(grid: Grid, value: Callable[[float, float], Value]) -> list[list[Value]]:
    """Sample a function of (t, phi) on the grid with its margin."""
    columns = [grid.phi(j) for j in range(-grid.margin_phi, grid.columns + grid.margin_phi)]
    rows = range(-grid.margin_t, grid.rows + grid.margin_t)
    return [[value(grid.t(i), phi) for phi in columns] for i in rows]


ROOF_T: Final = (0.88, 0.94)
ROOF_PHI: Final = (160.0, 168.0)
ROOF_MM_PER_T: Final = 1250.0
"""Where, in t and phi, the trunk's chart passes from the back to the roof between the thighs, and how long t is there:
the skin runs nearly level there, so that little t is a long way."""


def softened(grid: Grid, values: Field, sigma_degrees: float) -> Field:
    """Soften values on the grid with its margin; the same length in mm along t as along phi."""
    sigma_t, sigma_phi = sigma_degrees * grid.mm_per_degree / grid.dt, sigma_degrees / grid.dphi
    field = soften(values, sigma_t / grid.mm_per_t, sigma_phi, grid.periodic)
    if grid.segment != "trunk":
        return field
    roof = soften(values, sigma_t / ROOF_MM_PER_T, sigma_phi, grid.periodic)
    for i, rows in enumerate(zip(field, roof, strict=True)):
        down = passed(grid.t(i - grid.margin_t), *ROOF_T)
        for j, (a, b) in enumerate(zip(*rows, strict=True)) if down else ():
            phi = grid.phi(j - grid.margin_phi)
            field[i][j] = a + down * passed(min(phi, 360.0 - phi), *ROOF_PHI) * (b - a)
    return field


def passed(x: float, low: float, high: float) -> float:
    """Share of the way from low to high, eased at both ends."""
    share = min(max((x - low) / (high - low), 0.0), 1.0)
    return share * share * (3.0 - 2.0 * share)


def flags(names: Sequence[Sequence[str]], name: str) -> Field:
    """One where a node bears a name, zero elsewhere."""
    return [[1.0 if other == name else 0.0 for other in row] for row in names]


@dataclass(frozen=True, slots=True)
class CloseUp:
    """A part of a chart that is followed finely, not softened: where charts meet so that softening would smear."""

    weights: Field
    """How much it counts (0..1) at each node, beside the softened fields."""
    shares: dict[str, Field]
    """By root, its share of the skin round each node."""


def close_up(grid: Grid, root_at: Callable[[float, float], str], weight_at: Callable[[float, float], float]) -> CloseUp:
    """Take root shares in the cells round the nodes, three by three places each, where there is a weight."""
    weights = [[weight_at(grid.t(i), grid.phi(j)) for j in range(grid.columns)] for i in range(grid.rows)]
    shares: dict[str, Field] = {}
    for i, row in enumerate(weights):
        for j, weight in enumerate(row):
            for k in range(9) if weight > 0.0 else ():
                root = root_at(grid.t(i + (k // 3 - 1) / 3.0), grid.phi(j + (k % 3 - 1) / 3.0))
                share = shares.setdefault(root, [[0.0] * grid.columns for _ in range(grid.rows)])
                share[i][j] += 1.0 / 9.0
    return CloseUp(weights, shares)


def root_fields(
    grid: Grid,
    names: Sequence[Sequence[str]],
    sigma_degrees: float,
    uncertainty: Callable[[str], float],
    close: CloseUp | None = None,
) -> tuple[dict[str, Field], dict[str, Field]]:
    """Two softened fields per root: one for its shape, one for how sure its skin is.

    Parameters
    ----------
    grid : Grid
        The chart.
    names : rows of str
        Root of every node, margin included; empty where the map is blank.
    sigma_degrees : float
        Softening of the shape: rounds steps between two views and corners of the reading.
    uncertainty : callable
        Standard deviation of the root's borders in degrees.
    close : CloseUp, optional
        Where shapes follow finer shares than those of the softened names.

    Returns
    -------
    (shapes, certainties)
        By root, fields of the grid's size. A certainty is the chance that the point belongs to the root if every
        border is shifted by a normal error of that standard deviation.
    """
    shapes: dict[str, Field] = {}
    certainties: dict[str, Field] = {}
    for root in sorted({name for row in names for name in row}):
        values = flags(names, root)
        shapes[root] = cropped(softened(grid, values, sigma_degrees), grid)
        if close:
            shares = close.shares.get(root) or [[0.0] * grid.columns] * grid.rows
            shapes[root] = [
                [a + weight * (b - a) for a, b, weight in zip(*rows, strict=True)]
                for rows in zip(shapes[root], shares, close.weights, strict=True)
            ]
        if root != BLANK:
            certainties[root] = cropped(softened(grid, values, uncertainty(root)), grid)
    return shapes, certainties
