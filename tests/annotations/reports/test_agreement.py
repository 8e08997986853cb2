"""How far the maps agree, and that docs/maps.md says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.load import load
from annotations.reports import agreement
from places import ROOT

KNOWLEDGE = load()


def test_agreement_numbers() -> None:
    skin = agreement.places(KNOWLEDGE)
    assert sum(place.area for place in skin) == pytest.approx(sum(agreement.AREAS.values()))
    counts = agreement.votes(skin, "L4")
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 100.0
    same = agreement.overlap(skin, "L4", "lee", "lee")
    assert same == pytest.approx(1.0)
    near = agreement.overlap(skin, "L4", "foerster_stephan", "foerster_goran")
    far = agreement.overlap(skin, "L4", "foerster_stephan", "keegan_garrett")
    assert near > 0.6 > far


def test_no_published_map_is_left_out_unseen() -> None:
    lee = replace(KNOWLEDGE.maps["lee"], key="newcomer")
    with pytest.raises(ValueError, match="'newcomer' belongs to no school"):
        agreement.report(replace(KNOWLEDGE, maps={**KNOWLEDGE.maps, "newcomer": lee}))


def test_the_document_carries_the_current_numbers() -> None:
    document = (ROOT / "docs" / "maps.md").read_text(encoding="utf-8")
    for table in agreement.report(KNOWLEDGE).strip().split("\n\n"):
        assert table in document
