"""Drawing a dermatome and being scored against each map."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import light_body
from annotations import load
from annotations.model import Knowledge
from viewer.skin.drawn_skin import DrawnSkin, reference_skin
from viewer.state.view_state import SIDES, ChartPlace, Side, Stroke
from viewer.study.answers import judge_drawing
from viewer.study.items import items
from viewer.study.questions import Asker
from viewer.study.score import root_texels, score, score_texels

KNOWLEDGE = load()
MAPS = tuple(KNOWLEDGE.maps)
ROOTS = ("L2", "L3", "L4", "L5", "S1")


@pytest.fixture(scope="module")
def skin() -> DrawnSkin:
    return reference_skin()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("map_key", MAPS)
def test_drawing_a_map_exactly_scores_one_against_it(map_key: str, side: Side, skin: DrawnSkin) -> None:
    texels = root_texels(KNOWLEDGE, map_key, "L4", side, skin)
    found = score_texels(KNOWLEDGE, "L4", texels, skin)
    assert found is not None
    assert found.side == side
    own = next(one for one in found.maps if one.map.key == map_key)
    assert own.overlap == pytest.approx(1.0, abs=1e-6)
    assert own.covered == pytest.approx(1.0, abs=1e-6)
    assert own.outside == pytest.approx(0.0, abs=1e-6)
    assert own.overlap == max(one.overlap for one in found.maps)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(ROOTS), st.integers(0, 10**6), st.floats(0.05, 1.0))
def test_shares_are_shares_and_more_of_a_map_is_never_worse(root: str, seed: int, part: float) -> None:
    skin = reference_skin()
    whole = root_texels(KNOWLEDGE, MAPS[1], root, "right", skin)
    chance = np.random.default_rng(seed)
    some = np.sort(chance.permutation(whole)[: max(1, round(part * len(whole)))])
    found = score_texels(KNOWLEDGE, root, some, skin)
    if found is None:  # only padding texels were drawn
        return
    assert 0.0 <= found.between[0] <= found.between[1] <= 1.0
    for one in found.maps:
        assert 0.0 <= one.overlap <= 1.0
        assert -1e-9 <= one.covered <= 1.0 + 1e-9
        assert -1e-9 <= one.outside <= 1.0
        # Dice is the harmonic mean of the shares of either area.
        inside = 1.0 - one.outside
        if one.covered + inside > 1e-9:
            assert one.overlap == pytest.approx(2 * one.covered * inside / (one.covered + inside), abs=1e-4)
    own = next(one for one in found.maps if one.map.key == MAPS[1])
    assert own.outside == pytest.approx(0.0, abs=1e-6)


def test_a_drawing_elsewhere_has_nothing_in_common(skin: DrawnSkin, knowledge: Knowledge) -> None:
    stroke = Stroke((ChartPlace("thigh", "right", 0.5, 180.0), ChartPlace("thigh", "right", 0.6, 180.0)), 20.0)
    found = score(knowledge, "L4", [stroke], skin)
    assert found is not None
    assert all(one.overlap == 0.0 and one.outside == pytest.approx(1.0) for one in found.maps)


def test_strokes_over_a_whole_map_come_near_to_it(skin: DrawnSkin, knowledge: Knowledge) -> None:
    """A careful student with a fine brush: dots of 4 mm all over the map's skin."""
    texels = root_texels(knowledge, "isncsci_chart" if "isncsci_chart" in MAPS else MAPS[1], "L4", "left", skin)[::9]
    segments = ("trunk", "thigh", "leg", "foot")
    strokes = [
        Stroke(
            (
                ChartPlace(
                    segments[skin.segment[n]], "left", float(skin.t[n]), float(skin.phi[n]) % 360.0, int(skin.ray[n])
                ),
            ),
            4.0,
        )
        for n in texels[:: max(1, len(texels) // 1500)]
    ]
    found = score(knowledge, "L4", strokes, skin)
    assert found is not None
    assert found.side == "left"
    assert found.best.overlap > 0.8


def test_nothing_drawn_is_no_score(skin: DrawnSkin, knowledge: Knowledge) -> None:
    assert score(knowledge, "L4", [], skin) is None
    erased = Stroke((ChartPlace("leg", "right", 0.5, 90.0),), 10.0)
    away = Stroke((ChartPlace("leg", "right", 0.5, 90.0),), 30.0, erase=True)
    assert score(knowledge, "L4", [erased, away], skin) is None


def test_no_map_is_called_the_truth(skin: DrawnSkin, knowledge: Knowledge) -> None:
    structures = light_body.body().structures
    item = next(one for one in items(knowledge, structures) if one.key == "draw:L4")
    question = Asker(knowledge, structures).ask(item, 1)
    found = score_texels(knowledge, "L4", root_texels(knowledge, MAPS[1], "L4", "right", skin), skin)
    assert found is not None
    verdict = judge_drawing(question, found)
    assert verdict.right
    words = " ".join(remark.text for remark in verdict.remarks)
    assert "none of them is the truth" in words
    low, high = (round(100 * share) for share in found.between)
    assert 0 < low < high < 100
    assert f"{low} to {high} %" in words
    assert not judge_drawing(question, None).right
