"""Maps sampled on grids and softened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.charts.scale import Scale
from annotations.tracing.grid import GRIDS, Grid, close_up, cropped, root_fields, sample, soften

SMALL = Grid("leg", 0.0, 0.05, 21, 0.0, 12.0, 30, True, Scale(350.0, 1.0), margin_t=3)


@given(st.lists(st.lists(st.floats(0.0, 1.0), min_size=12, max_size=12), min_size=10, max_size=10), st.booleans())
def test_softening_keeps_the_range_and_around_a_limb_the_mean(field: list[list[float]], periodic: bool) -> None:
    soft = soften(field, 1.0, 1.5, periodic)
    flat = [value for row in soft for value in row]
    assert min(flat) >= min(map(min, field)) - 1e-9
    assert max(flat) <= max(map(max, field)) + 1e-9
    one_row = soften([field[0]] * 10, 1.0, 1.5, True)
    assert sum(one_row[0]) == pytest.approx(sum(field[0]), abs=1e-9)


def test_grids_reach_past_both_ends_of_their_charts() -> None:
    for grid in GRIDS.values():
        assert grid.t(0) < 0.0
        assert grid.t(grid.rows - 1) > 1.0
        assert not grid.periodic or grid.columns * grid.dphi == 360.0
        names = sample(grid, lambda t, phi: "L4")
        assert len(cropped([[0.0] * len(row) for row in names], grid)) == grid.rows


def test_a_close_up_follows_a_border_between_the_nodes() -> None:
    """A border a third of the way between two rows lies there, however much the rest is softened."""
    border = SMALL.t(8) + SMALL.dt / 3.0

    def root_at(t: float, phi: float) -> str:
        return "L4" if t < border else "L5"

    close = close_up(SMALL, root_at, lambda t, phi: 1.0)
    assert close.shares["L4"][8][0] == pytest.approx(2.0 / 3.0)
    assert close.shares["L4"][9][0] == 0.0
    shapes, _ = root_fields(SMALL, sample(SMALL, root_at), 40.0, lambda root: 40.0, close)
    softer, _ = root_fields(SMALL, sample(SMALL, root_at), 40.0, lambda root: 40.0)
    assert shapes["L4"][8][0] == pytest.approx(2.0 / 3.0)
    assert shapes["L4"][12][0] == 0.0 < softer["L4"][12][0]
    nowhere = close_up(SMALL, root_at, lambda t, phi: 0.0)
    assert root_fields(SMALL, sample(SMALL, root_at), 40.0, lambda root: 40.0, nowhere)[0] == softer
