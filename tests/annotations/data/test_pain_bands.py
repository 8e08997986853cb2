"""The pain bands as they are committed."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from annotations.charts.seams import trunk_to_thigh
from annotations.load import load
from annotations.model import SEGMENTS

KNOWLEDGE = load()


@pytest.mark.parametrize("name", ["L3", "L4", "L5", "S1"])
def test_pain_bands_run_unbroken_down_the_body(name: str) -> None:
    band = KNOWLEDGE.pain_bands[name].points
    order = [SEGMENTS.index(point.segment) for point in band]
    assert order == sorted(order)
    assert order[0] == 0
    heights = [k * 10.0 + point.t for k, point in zip(order, band, strict=True)]
    assert heights == sorted(heights)
    for a, b in pairwise(band):
        if a.segment == b.segment:
            assert abs(a.phi - b.phi) <= 25.0
        elif (a.segment, b.segment) == ("trunk", "thigh"):
            assert abs(math.remainder(trunk_to_thigh(a.phi) - b.phi, 360.0)) <= 25.0


def test_l4_pain_runs_from_back_to_inner_ankle_over_the_knee() -> None:
    band = KNOWLEDGE.pain_bands["L4"].points
    assert band[0].segment == "trunk"
    assert band[0].phi > 150.0
    knee = min(band, key=lambda p: abs(p.t - 1.0) if p.segment == "thigh" else 9.0)
    assert math.cos(math.radians(knee.phi)) > 0.9
    ankle = min(band, key=lambda p: abs(p.t - 1.0) if p.segment == "leg" else 9.0)
    assert math.sin(math.radians(ankle.phi)) > 0.9
