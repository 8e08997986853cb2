"""Whether a place lies inside a closed line."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from annotations.charts.shape import Shape


@given(st.floats(0.05, 0.4), st.floats(5.0, 60.0), st.floats(-720.0, 720.0))
def test_a_shape_takes_phi_modulo_a_turn(radius: float, half: float, middle: float) -> None:
    ring = [(0.5 + radius * math.cos(a / 8 * math.tau), middle + half * math.sin(a / 8 * math.tau)) for a in range(8)]
    shape = Shape([ring])
    for turn in (-360.0, 0.0, 360.0):
        assert (0.5, middle + turn) in shape
        assert (0.5, middle + turn + 1.2 * half) not in shape
        assert (0.5 + 1.2 * radius, middle + turn) not in shape
