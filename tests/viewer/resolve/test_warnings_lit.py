"""Warning signs that have a place light it, and no root's region with it."""

from __future__ import annotations

from datetime import date

import pytest

from annotations.model import Knowledge
from viewer.output.handout.content import handout_content
from viewer.output.handout.pictures import handout_pictures
from viewer.resolve.regions import lit_regions_of
from viewer.state.view_state import PickedSymptom, Side, SideChoice, ViewState


@pytest.mark.parametrize(
    ("key", "side", "lit", "segments"),
    [
        ("sciatica-both-sides", "both", {"right", "left"}, ["trunk", "thigh", "leg"]),
        ("swollen-warm-calf", "left", {"left"}, ["leg"]),
        ("calf-swollen-short-of-breath", "right", {"right"}, ["leg"]),
    ],
)
def test_what_is_felt_in_a_place_lights_it_and_no_root(
    knowledge: Knowledge, key: str, side: SideChoice, lit: set[Side], segments: list[str]
) -> None:
    state = ViewState(symptoms=(PickedSymptom(key, side),))
    regions = lit_regions_of(state, knowledge, ())
    assert set(regions.felt) == {(key, one) for one in lit}
    assert regions.roots == []
    assert not regions.deep
    assert list(dict.fromkeys(point.segment for point in knowledge.symptoms[key].felt)) == segments
    assert knowledge.symptoms[key].view == "back", "the band is on the back of the leg"


@pytest.mark.parametrize("key", ["swollen-warm-calf", "calf-swollen-short-of-breath"])
def test_the_hand_out_shows_no_nerve_for_trouble_of_a_vessel(knowledge: Knowledge, key: str) -> None:
    state = ViewState(symptoms=(PickedSymptom(key, "left"),), view="back")
    content = handout_content(state, knowledge, "en", date(2026, 11, 30))
    if content.felt:
        assert not [
            one
            for one in handout_pictures(state, knowledge)
            if "nerves" in one.state.layers and one.state.view == "lumbar"
        ]
    assert "nerve" not in content.starts.lower()
