"""Comparing maps: borders of a second one, how many agree, and what both have in common."""

from __future__ import annotations

import argparse
import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import light_body
from annotations.model import Knowledge
from annotations.reports.agreement import overlap, places
from viewer.appearance.values import AgreementPaint, SkinAppearance
from viewer.cli.asking import asked_state
from viewer.cli.parser import make_parser
from viewer.explain.checking_views import check_state
from viewer.files.errors import InputError
from viewer.palette.colours import AGREEMENT
from viewer.resolve.resolve import resolve
from viewer.skin.comparing import common_share
from viewer.skin.reading import published
from viewer.state.view_state import PickedSymptom, ViewState


def asked(knowledge: Knowledge, *words: str) -> ViewState:
    arguments: argparse.Namespace = make_parser().parse_args(["snapshot", "-o", "x.png", *words])
    return asked_state(arguments, ViewState(), knowledge)


def test_the_second_map_has_borders_and_a_line_in_the_legend(knowledge: Knowledge) -> None:
    state = asked(knowledge, "--compare", "keegan_garrett")
    shown = resolve(state, knowledge, {})
    assert [(paint.map, paint.root, paint.side) for paint in shown.skin.borders] == [("keegan_garrett", "L4", "right")]
    assert any(entry.pattern == "beads" and "Keegan" in entry.text for entry in shown.legend)
    assert shown.skin.territories == resolve(ViewState(), knowledge, {}).skin.territories
    words = next(p for p in shown.panel.paragraphs if p.text.startswith("Beaded line"))
    assert "keegan_garrett1948" in words.sources
    assert "keegan_garrett1948" in dict(shown.panel.citations)


def test_all_roots_have_their_borders(knowledge: Knowledge) -> None:
    shown = resolve(ViewState(root="all", compared="foerster_goran"), knowledge, {})
    drawn = {t.root for t in knowledge.territories.values() if t.map == "foerster_goran"}
    assert {paint.root for paint in shown.skin.borders} == drawn


def test_agreement_counts_published_maps_only(knowledge: Knowledge) -> None:
    shown = resolve(asked(knowledge, "--agreement"), knowledge, {})
    (heat,) = shown.skin.agreement
    assert heat.maps == tuple(item.key for item in published(knowledge))
    assert "proposed" not in heat.maps
    assert not shown.skin.territories, "one map's colours would lie over the count of all"
    assert [entry.text for entry in shown.legend] == [f"L4 in {n} of 5 published maps" for n in (5, 4, 3, 2, 1)]
    said = [paragraph.text for paragraph in shown.panel.paragraphs]
    assert any(text.startswith("The darker the skin") for text in said)
    assert not any(text.startswith("The coloured skin is") for text in said), "no single map is coloured"
    lightness = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in heat.colours]
    assert all(dark < light - 25.0 for light, dark in itertools.pairwise(lightness))


def test_agreement_follows_the_picked_symptom(knowledge: Knowledge) -> None:
    key = next(key for key, one in knowledge.symptoms.items() if one.urgency is None and one.group == "numbness")
    shown = resolve(ViewState(symptoms=(PickedSymptom(key, "left"),), agreement=True), knowledge, {})
    assert {heat.side for heat in shown.skin.agreement} == {"left"}


def test_a_warning_stays_first(knowledge: Knowledge) -> None:
    key = next(key for key, one in knowledge.symptoms.items() if one.urgency == "emergency")
    state = ViewState(symptoms=(PickedSymptom(key, "both"),), compared="lee", agreement=True)
    assert resolve(state, knowledge, {}).panel.paragraphs[0].urgent


@pytest.mark.parametrize("root", ["L3", "L4"])  # those tables leave the toes out, which matter for L5
def test_common_skin_is_that_of_the_tables(knowledge: Knowledge, root: str) -> None:
    skin = places(knowledge)
    for other in ("foerster_goran", "isncsci_chart"):
        expected = overlap(skin, root, "keegan_garrett", other)
        assert common_share(knowledge, root, "keegan_garrett", other) == pytest.approx(expected, abs=0.03)
    assert common_share(knowledge, root, "lee", "lee") == 1.0


@pytest.mark.parametrize("state", [ViewState(compared="gray"), replace(ViewState(), map="gray")])
def test_an_unknown_map_is_named(knowledge: Knowledge, state: ViewState) -> None:
    with pytest.raises(InputError, match="unknown map 'gray'"):
        check_state(state, knowledge)


@pytest.mark.gl
def test_the_heat_map_has_the_colour_of_its_count(knowledge: Knowledge) -> None:
    from annotations.charts.map_lookup import Maps
    from meshes.skin.unwrapping import unwrap
    from viewer.skin.painted.chart_texels import SkinTexels
    from viewer.skin.painted.paint import Canvas, SkinPainter

    flat = unwrap(light_body.body().skin, 2.5)
    painter = SkinPainter(SkinTexels(flat), knowledge)
    keys = tuple(item.key for item in published(knowledge))
    skin = SkinAppearance(True, 1.0, 1.0, (10, 10, 10), agreement=(AgreementPaint("L4", "right", keys, AGREEMENT),))
    pixels = np.zeros((*flat.t.shape, 4), dtype=np.uint8)
    painter.paint(Canvas(pixels), skin, None)
    maps = Maps(knowledge)
    right = 0
    leg = np.flatnonzero((flat.segment.ravel() == 2) & (flat.side.ravel() == 1))[::400]
    for texel in leg.tolist():
        t, phi = float(flat.t.ravel()[texel]), float(flat.phi.ravel()[texel])
        count = sum(maps.root(key, "leg", t, phi) == "L4" for key in keys)
        seen: Any = tuple(int(v) for v in pixels.reshape(-1, 4)[texel, :3])
        right += seen == (AGREEMENT[count - 1] if count else (10, 10, 10))
    assert right > 0.8 * len(leg), "but for texels on the lines between the steps"
