"""The painted cut face of a disc, on a round disc whose measures are known: rings, way out, what bulges."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from viewer.palette.colours import BULGE
from viewer.scene.lesion.section import NUCLEUS, PIXELS, SECTORS, DiscPlan

RADIUS = 20.0
TURNS = np.arange(SECTORS + 1) * 360.0 / SECTORS
ROUND = np.full(SECTORS + 1, RADIUS)
BULGES = np.clip(1.0 - np.abs(TURNS - 90.0) / 25.0, 0.0, 1.0)


def is_rose(picture: NDArray[np.uint8]) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = np.abs(picture.astype(int) - BULGE).sum(axis=-1) < 90
    return near


def place(plan: DiscPlan, share: float, degrees: float) -> tuple[int, int]:
    """Row and column of the pixel at a share of the radius and a turn."""
    at = share * RADIUS * np.array([np.sin(np.radians(degrees)), np.cos(np.radians(degrees))])
    row, column = ((at / plan.half_mm + 1.0) / 2.0 * PIXELS).astype(int)
    return int(row), int(column)


def test_a_healthy_disc_has_no_bulge_and_a_pale_nucleus() -> None:
    plan = DiscPlan(ROUND)
    healthy = plan.painted(ROUND, np.zeros(SECTORS + 1), torn=True)
    assert not is_rose(healthy).any()
    pale = healthy[place(plan, 0.5 * NUCLEUS, 30.0)].astype(int).sum()
    assert pale > healthy[place(plan, 0.5 * (1.0 + NUCLEUS), 30.0)].astype(int).sum() + 60


def test_what_has_bulged_is_rose_beyond_the_wall_and_a_tear_leads_there_from_the_nucleus() -> None:
    plan = DiscPlan(ROUND)
    reach = ROUND + 5.0 * BULGES
    whole, torn = (is_rose(plan.painted(reach, BULGES, torn=torn)) for torn in (False, True))
    for picture in (whole, torn):
        assert picture[place(plan, 1.15, 90.0)]
        assert not picture[place(plan, 1.15, 180.0)]
    inside = place(plan, 0.8, 90.0)
    assert torn[inside]
    assert not whole[inside]
    assert not torn[place(plan, 0.8, 130.0)]
    assert not torn[place(plan, 0.5 * NUCLEUS, 90.0)]


def test_the_rings_stay_round_beside_a_bulge() -> None:
    """Where nothing has bulged, a bulge elsewhere changes no pixel: the rings were once torn along its flank."""
    plan = DiscPlan(ROUND)
    healthy = plan.painted(ROUND, np.zeros(SECTORS + 1), torn=True)
    sick = plan.painted(ROUND + 5.0 * BULGES, BULGES, torn=True)
    for degrees in (60.0, 118.0, 200.0, 330.0):
        for share in np.linspace(0.1, 0.95, 30):
            at = place(plan, float(share), degrees)
            assert (healthy[at] == sick[at]).all()
