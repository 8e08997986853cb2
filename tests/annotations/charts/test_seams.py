"""Where charts meet: a place goes from one chart to the next and back."""

from __future__ import annotations

from itertools import product

import pytest

from annotations.charts.seams import foot_to_leg, leg_to_foot, thigh_to_trunk, trunk_to_thigh


def test_charts_run_on_into_each_other() -> None:
    for tenth in range(1, 18):
        angle = 10.0 * tenth
        assert thigh_to_trunk(trunk_to_thigh(angle)) == pytest.approx(angle, abs=1e-6)
    for t, phi in product((0.92, 0.97, 1.005), (20.0, 90.0, 150.0, 260.0, 330.0)):
        place = leg_to_foot(t, phi)
        if place is None:
            continue
        assert foot_to_leg(*place) is None or t < 1.01
    assert foot_to_leg(0.22, 0.0) is not None
    assert foot_to_leg(0.6, 90.0) is None
    above = foot_to_leg(0.225, 40.0)
    assert above is not None
    assert above[1] % 360.0 == pytest.approx(90.0, abs=15.0)
